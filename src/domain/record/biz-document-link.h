/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_LINK_REVERSED,    /* the document that this one takes back */
  BIZ_LINK_CREDIT_NOTE, /* takes this one back, in whole or in part */
  BIZ_LINK_ORDER,
  BIZ_LINK_DELIVERY,
} BizLinkKind;

/* Another document of the same trade. Immutable. */
#define BIZ_TYPE_DOCUMENT_LINK (biz_document_link_get_type ())
G_DECLARE_FINAL_TYPE (BizDocumentLink, biz_document_link, BIZ, DOCUMENT_LINK, GObject)

BizDocumentLink *biz_document_link_new (BizLinkKind kind,
                                        gint64 id,
                                        const char *name,
                                        const char *state) G_GNUC_WARN_UNUSED_RESULT;
BizLinkKind biz_document_link_get_kind (BizDocumentLink *self);
/* "account.move", "sale.order", "stock.picking" */
const char *biz_document_link_get_model (BizDocumentLink *self);
gint64 biz_document_link_get_id (BizDocumentLink *self);
/* Never NULL: a draft is called so. */
const char *biz_document_link_get_name (BizDocumentLink *self);
/* Translated; NULL where it is the usual one. */
const char *biz_document_link_get_state (BizDocumentLink *self);
const char *biz_link_kind_to_label (BizLinkKind kind);

/* Orders, deliveries and credit notes of an invoice, asked side by side; what the user may not
 * see is left out. A GListModel of BizDocumentLink; fails only where nothing could be asked. */
void biz_document_links_load_async (ErpClient *client,
                                    ErpCapabilities *capabilities,
                                    gint64 invoice_id,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
GListModel *biz_document_links_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
