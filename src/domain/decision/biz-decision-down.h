/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-log.h"
#include "biz-money.h"

G_BEGIN_DECLS

/**
 * BizDecisionDown:
 * @id: of the invoice
 * @name: (owned): what it is called
 * @by: (owned) (nullable): who made it
 * @amount: with taxes, in its own currency; no currency where that is not known
 *
 * A down payment invoice of an order that nobody has paid yet: a draft, or posted.
 */
typedef struct
{
  gint64 id;
  char *name;
  char *by;
  BizMoney amount;
} BizDecisionDown;

/**
 * BizDecisionDowns:
 * @known: it could be read, and nothing of it is kept from this user
 * @invoice_ids: (owned) (nullable) (element-type gint64): all invoices of the order, of every kind
 * @open: (owned) (nullable) (element-type BizDecisionDown): down payments not paid yet
 *
 * What was invoiced of an order at one moment.
 */
typedef struct
{
  gboolean known;
  GArray *invoice_ids;
  GPtrArray *open;
} BizDecisionDowns;

/* How an order is asked for with all that BizDecisionDowns wants: a specification. */
#define BIZ_DECISION_DOWNS_SPECIFICATION                                                           \
  "{\"invoice_ids\":{\"fields\":{\"display_name\":{},\"move_type\":{},\"state\":{},"               \
  "\"payment_state\":{},\"amount_total\":{},\"currency_id\":{\"fields\":{}},"                      \
  "\"create_uid\":{\"fields\":{\"display_name\":{}}},"                                             \
  "\"invoice_line_ids\":{\"fields\":{\"is_downpayment\":{},\"quantity\":{},"                       \
  "\"price_unit\":{}}}}},"                                                                         \
  "\"order_line\":{\"fields\":{\"is_downpayment\":{},\"qty_invoiced\":{},\"invoice_lines\":{}}}}"

/* A currency by its id; no currency where it is not known. */
typedef BizMoney (*BizDecisionZeroFunc) (gint64 currency_id, gpointer user_data);

/* (transfer full): what it is called, its amount and who made it */
char *biz_decision_down_describe (const BizDecisionDown *self) G_GNUC_WARN_UNUSED_RESULT;

void biz_decision_downs_clear (BizDecisionDowns *self);
/* Takes it from a row of sale.order. */
gboolean biz_decision_downs_read (BizDecisionDowns *self,
                                  JsonObject *order,
                                  BizDecisionZeroFunc zero,
                                  gpointer user_data,
                                  GError **error);

/* Whether a prepayment of @percent of @total may be asked now; ERP_ERROR_CONFLICT with the invoice
 * that is in the way. @adopted: (out) (nullable) (transfer none): the one that a decision cut off
 * has left, which is noted then and not drafted again. @log: (nullable): of the order with @id.
 * Pure. */
gboolean biz_decision_downs_check (const BizDecisionDowns *self,
                                   BizDecisionLog *log,
                                   gint64 id,
                                   const BizMoney *total,
                                   guint percent,
                                   const BizDecisionDown **adopted,
                                   GError **error);
/* (nullable) (transfer none): one that no decision tells of */
const BizDecisionDown *
biz_decision_downs_find_loose (const BizDecisionDowns *self, BizDecisionLog *log, gint64 id);

G_END_DECLS
