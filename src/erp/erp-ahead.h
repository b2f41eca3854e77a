/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-call.h"

G_BEGIN_DECLS

/* The first rows of the last time, asked for again beside what has to be known before they can be
 * shown: one read that was sent before somebody wants its answer. */
#define ERP_TYPE_AHEAD (erp_ahead_get_type ())
G_DECLARE_FINAL_TYPE (ErpAhead, erp_ahead, ERP, AHEAD, GObject)

/* (transfer full) (nullable): what a read asks, as text that may be kept: no key, no answer. NULL
 * for calls that are not the rows of a list from its beginning. */
char *erp_ahead_describe (ErpCall *call, JsonObject *context) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): NULL where @description is not one. */
ErpAhead *erp_ahead_new (const char *description) G_GNUC_WARN_UNUSED_RESULT;
/* What is to be sent; its answer goes to erp_ahead_answer (). */
ErpCall *erp_ahead_get_call (ErpAhead *self);
/* Takes @node; NULL: it failed. */
void erp_ahead_answer (ErpAhead *self, JsonNode *node);
gboolean erp_ahead_is_for (ErpAhead *self, const char *description);
/* @call, which asks the same, answered by what was asked ahead, or by @client where that failed; to
 * be finished by erp_client_call_finish (). Once. */
void erp_ahead_call_async (ErpAhead *self,
                           ErpClient *client,
                           ErpCall *call,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);

G_END_DECLS
