/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"
#include "biz-types.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *text; /* the product, or what stands in a section */
  gboolean is_section;
  gboolean is_downpayment;
  BizDecimal ordered;
  BizDecimal delivered;
  BizDecimal invoiced;
  BizDecimal to_invoice;
  BizDecimal price;
  BizDecimal discount;
  BizMoney subtotal;
  BizMoney value; /* to invoice, without taxes */
} BizSaleLine;

typedef struct
{
  gint64 id;
  char *name;
  char *state;   /* the server's word: "done", "assigned", "cancel" … */
  GDate planned; /* invalid for none */
  GDate done;
  gboolean is_backorder;
} BizSaleDelivery;

typedef struct
{
  gint64 id;
  char *name;
  char *state; /* "draft", "posted", "cancel" */
  gboolean is_credit_note;
  GDate date;
  BizMoney total;
} BizSaleInvoice;

typedef struct
{
  gint64 id;
  char *name;
  gint64 partner_id;
  char *partner;     /* (nullable) */
  char *salesperson; /* (nullable) */
  char *reference;   /* (nullable) */
  char *company;     /* (nullable) */
  GDate ordered_on;
  GDate promised; /* invalid for none */
  BizMoney untaxed;
  BizMoney total;
  GPtrArray *lines;      /* (owned) (element-type BizSaleLine) */
  GPtrArray *deliveries; /* (owned) (nullable) (element-type BizSaleDelivery): may not be read */
  GPtrArray *invoices;   /* (owned) (nullable) (element-type BizSaleInvoice) */
} BizSaleOrder;

void biz_sale_order_free (BizSaleOrder *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizSaleOrder, biz_sale_order_free)

/* An order with its lines, deliveries and invoices, one round trip. */
void biz_sale_order_load_async (ErpSession *session,
                                BizCurrencyTable *currencies,
                                gint64 id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* (transfer full); ERP_ERROR_MISSING where it is gone. */
BizSaleOrder *biz_sale_order_load_finish (GAsyncResult *result, GError **error);

/* For people. */
const char *biz_sale_delivery_state_to_label (const char *state);

G_END_DECLS
