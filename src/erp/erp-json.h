/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

#define ERP_JSON_MAX_BYTES (64 * 1024 * 1024)
#define ERP_JSON_MAX_DEPTH 64

/* Size, nesting and UTF-8 are scanned before json-glib sees a byte. */
JsonNode *erp_json_parse (GBytes *bytes, GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonNode *erp_json_literal (const char *json) G_GNUC_WARN_UNUSED_RESULT;
char *erp_json_to_string (JsonNode *node) G_GNUC_WARN_UNUSED_RESULT;

/* Safe getters: a member that is missing or of another type is ERP_ERROR_PROTOCOL naming the
 * member. "false" is the ERP's word for "empty" in every type but boolean. */
gboolean erp_json_get_object (JsonNode *node, JsonObject **object, GError **error);
gboolean erp_json_get_array (JsonNode *node, JsonArray **array, GError **error);
gboolean erp_json_get_int (JsonObject *object, const char *member, gint64 *value, GError **error);
gboolean
erp_json_get_bool (JsonObject *object, const char *member, gboolean *value, GError **error);
/* Empty gives NULL; the string stays the object's. */
gboolean
erp_json_get_string (JsonObject *object, const char *member, const char **value, GError **error);
/* Empty gives an invalid GDate (g_date_clear). */
gboolean erp_json_get_date (JsonObject *object, const char *member, GDate *value, GError **error);
/* Empty gives NULL; UTC. */
gboolean
erp_json_get_datetime (JsonObject *object, const char *member, GDateTime **value, GError **error);
/* [id, "name"] or {"id", "display_name"}, or false: id 0 and NULL. Transfer full of @name. */
gboolean erp_json_get_many2one (
    JsonObject *object, const char *member, gint64 *id, char **name, GError **error);
/* Ids of a x2many, whether they came as [1,2] or [{"id":1},...]. */
gboolean erp_json_get_ids (JsonObject *object, const char *member, GArray **ids, GError **error);
/* A float as the nearest multiple of 10^-@digits; off by more than 1e-6 is an error. */
gboolean erp_json_get_scaled (
    JsonObject *object, const char *member, guint digits, gint64 *value, GError **error);
gboolean
erp_json_get_double (JsonObject *object, const char *member, double *value, GError **error);

G_END_DECLS
