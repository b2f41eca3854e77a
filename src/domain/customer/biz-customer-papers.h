/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-attachment.h"
#include "erp-session.h"

G_BEGIN_DECLS

#define BIZ_CUSTOMER_MAX_PAPERS 40

/* A file of a customer or of one of his invoices. */
typedef struct
{
  const char *model;
  gint64 record_id;
  char *record;        /* (nullable): the number of the invoice */
  BizAttachment *file; /* (owned) */
} BizCustomerPaper;

void biz_customer_paper_free (BizCustomerPaper *self);

/* The newest files: two requests, side by side. */
void biz_customer_papers_load_async (ErpSession *session,
                                     gint64 partner_id,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* (transfer full) (element-type BizCustomerPaper): the customer's own first */
GPtrArray *biz_customer_papers_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
