/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"

G_BEGIN_DECLS

/* Methods that every model has; their parts in several files. */
JsonNode *demo_method_formatted_read_group (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_method_read_group (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_method_web_read_group (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_method_web_read_group_17 (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_method_fields_get (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_method_onchange (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_method_get_external_id (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_method_load (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);

/* A whole number from the arguments; false and null are `otherwise`. */
gboolean
demo_args_int (JsonObject *args, const char *name, gint64 otherwise, gint64 *value, GError **error);
/* A text from the arguments; false and null are NULL. */
gboolean demo_args_text (JsonObject *args, const char *name, const char **value, GError **error);

G_END_DECLS
