/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-types.h"

G_BEGIN_DECLS

#define DEMO_JSON_MAX_BYTES (128 * 1024 * 1024)
#define DEMO_JSON_MAX_DEPTH 100

/* Size, nesting and UTF-8 are checked before the parser sees a byte. */
JsonNode *demo_json_parse (const char *text, gsize length, GError **error);
/* Python's spelling of numbers: 2.5, 100.0; text as UTF-8. */
void demo_json_append (GString *out, JsonNode *node);
char *demo_json_to_text (JsonNode *node);

/* False for null, false, and what is absent (NULL). */
gboolean demo_json_is_set (JsonNode *node);
gboolean demo_json_is_false (JsonNode *node);
gboolean demo_json_is_text (JsonNode *node);
/* A text or a list of nothing but texts. */
gboolean demo_json_is_texts (JsonNode *node);
gboolean demo_json_is_int (JsonNode *node);
gboolean demo_json_is_number (JsonNode *node);
gboolean demo_json_is_bool (JsonNode *node);
/* How the sentences of errors write a value. */
char *demo_json_describe (JsonNode *node);

JsonNode *demo_json_take_array (JsonArray *array);
JsonNode *demo_json_take_object (JsonObject *object);
/* A shallow copy: members are shared. */
JsonObject *demo_json_object_dup (JsonObject *object);
/* Ids from a list, a number, or false; anything else is a TypeError. */
gint64 demo_json_array_int (JsonArray *array, guint index);
DemoIds *demo_json_get_ids (JsonNode *node, GError **error);

G_END_DECLS
