/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-log.h"
#include "biz-ticket.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* Reads what the log of cases tells of their clocks, by the best that the server has for who is
 * signed in. */
#define BIZ_TYPE_SERVICE_READER (biz_service_reader_get_type ())
G_DECLARE_FINAL_TYPE (BizServiceReader, biz_service_reader, BIZ, SERVICE_READER, GObject)

BizServiceReader *biz_service_reader_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void biz_service_reader_prepare_async (BizServiceReader *self,
                                       const char *model,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean
biz_service_reader_prepare_finish (BizServiceReader *self, GAsyncResult *result, GError **error);
/* All of one model. One request, and one more where something tells of stages; for the first cases
 * two before these. */
void biz_service_reader_read_async (BizServiceReader *self,
                                    BizTicket *const *tickets,
                                    gsize n,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (element-type gint64 BizServiceLog): not settled */
GHashTable *biz_service_reader_read_finish (BizServiceReader *self,
                                            GAsyncResult *result,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of lines that tell of a change of stage, where totals of stages are kept; 0: there are none. */
gint64 biz_service_reader_get_subtype (BizServiceReader *self);
/* (transfer none) (element-type gint64 utf8): what stages are called */
GHashTable *biz_service_reader_get_stages (BizServiceReader *self);

G_END_DECLS
