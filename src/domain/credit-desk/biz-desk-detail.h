/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-log.h"
#include "biz-payer.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* Payments that are shown one by one. */
#define BIZ_DESK_LAST_PAYMENTS 5

/* A payment of one invoice, or a part of it. */
typedef struct
{
  char *invoice; /* (nullable) */
  GDate due;
  GDate paid;
  BizMoney amount; /* in the company's currency */
  int days_late;   /* below 0 before the day */
} BizDeskPayment;

/* An open invoice that the customer disputes. */
typedef struct
{
  gint64 id;
  char *name;
  BizMoney open;
} BizDeskDispute;

/**
 * BizDeskDetail:
 * @payer: how the customer pays; @knows_payments where payments may be read
 * @payments: (element-type BizDeskPayment): the last ones, newest first
 * @decisions: (nullable): on the order and its customer
 * @cases: (nullable) (element-type BizCase): open ones
 * @n_more_cases: how many are not among them
 * @disputes: (element-type BizDeskDispute): invoices
 *
 * What somebody who decides on an order wants to know of its customer. Parts that may not be read
 * are empty.
 */
typedef struct
{
  BizPayer payer;
  gboolean knows_payments;
  GPtrArray *payments;
  BizDecisionLog *decisions;
  GListModel *cases;
  guint n_more_cases;
  GPtrArray *disputes;
} BizDeskDetail;

void biz_desk_detail_free (BizDeskDetail *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDeskDetail, biz_desk_detail_free)

/* All of it in one round trip. @group_id: the commercial entity; the company's payments count. */
void biz_desk_detail_load_async (ErpSession *session,
                                 BizCurrencyTable *currencies,
                                 gint64 order_id,
                                 gint64 group_id,
                                 gint64 company_id,
                                 const GDate *today,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* (transfer full) */
BizDeskDetail *biz_desk_detail_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
