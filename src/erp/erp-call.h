/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

#define ERP_TYPE_CALL (erp_call_get_type ())
G_DECLARE_FINAL_TYPE (ErpCall, erp_call, ERP, CALL, GObject)

/* Turns the result into what the caller wants, in a worker thread; @result is never NULL. */
typedef gpointer (*ErpDecodeFunc) (JsonNode *result, gpointer user_data, GError **error);

/* One method call with named arguments. A read is repeated by the transport when that is safe; a
 * write is sent once and a lost answer is ERP_ERROR_UNKNOWN_OUTCOME. */
ErpCall *erp_call_new_read (const char *model, const char *method) G_GNUC_WARN_UNUSED_RESULT;
ErpCall *erp_call_new_write (const char *model, const char *method) G_GNUC_WARN_UNUSED_RESULT;

const char *erp_call_get_model (ErpCall *self);
const char *erp_call_get_method (ErpCall *self);
gboolean erp_call_is_write (ErpCall *self);

/* Ids make it a record method: "ids" in JSON-2, first positional argument in JSON-RPC. */
void erp_call_set_id (ErpCall *self, gint64 id);
void erp_call_set_ids (ErpCall *self, const gint64 *ids, gsize n_ids);
void erp_call_take_arg (ErpCall *self, const char *name, JsonNode *value);
void erp_call_set_arg_string (ErpCall *self, const char *name, const char *value);
void erp_call_set_arg_int (ErpCall *self, const char *name, gint64 value);
void erp_call_set_arg_bool (ErpCall *self, const char *name, gboolean value);
void erp_call_set_arg_strv (ErpCall *self, const char *name, const char *const *values);
void erp_call_set_arg_domain (ErpCall *self, const char *name, ErpDomain *domain);
/* Parses @json, a constant of the program; a syntax error aborts. */
void erp_call_set_arg_json (ErpCall *self, const char *name, const char *json);

void erp_call_take_context (ErpCall *self, const char *name, JsonNode *value);
void erp_call_set_context_bool (ErpCall *self, const char *name, gboolean value);
/* Companies of this call alone; otherwise the session's. The first one is the current one. */
void erp_call_set_companies (ErpCall *self, const gint64 *ids, gsize n_ids);

/* A call is not changed any more once it was handed to a client; it may be sent again. */

/* Seconds until an answer is given up; 120 unless said otherwise. */
void erp_call_set_timeout (ErpCall *self, guint seconds);
/* Behind all that waits for a connection: what nobody looks at yet. */
void erp_call_set_background (ErpCall *self, gboolean background);
void erp_call_set_decoder (ErpCall *self,
                           ErpDecodeFunc decode,
                           gpointer user_data,
                           GDestroyNotify user_data_free,
                           GDestroyNotify result_free);

/* Goes on where the decoder of a helper ended; that one gave a JsonNode. */
void erp_call_add_decoder (ErpCall *self,
                           ErpDecodeFunc decode,
                           gpointer user_data,
                           GDestroyNotify user_data_free,
                           GDestroyNotify result_free);

/* For transports and for doubles in tests. */
const gint64 *erp_call_get_ids (ErpCall *self, gsize *n_ids);
JsonNode *erp_call_get_arg (ErpCall *self, const char *name);
JsonObject *erp_call_get_args (ErpCall *self);
JsonObject *erp_call_get_context (ErpCall *self);
guint erp_call_get_timeout (ErpCall *self);
/* Bytes of a large body left for the server. Emits "progress" (guint64 @n, guint64 @n_all) for who
 * made the call. */
void erp_call_report_progress (ErpCall *self, guint64 n, guint64 n_all);
gboolean erp_call_get_background (ErpCall *self);
/* What a client hands to the caller for @result: the decoder's answer or @result itself. Takes
 * @result; runs in a worker thread. */
gpointer erp_call_decode (ErpCall *self, JsonNode *result, GError **error);
GDestroyNotify erp_call_get_result_free (ErpCall *self);

G_END_DECLS
