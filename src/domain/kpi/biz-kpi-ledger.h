/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-cash.h"

G_BEGIN_DECLS

/**
 * BizKpiItem:
 * @tags: where it belongs
 * @date: booked
 * @due: when it is due; not valid for what is due when it is booked
 * @balance: of the entry, signed: what a customer owes is positive
 *
 * A posted entry of a receivable account: invoice, credit note or payment.
 */
typedef struct
{
  BizKpiTags tags;
  GDate date;
  GDate due;
  BizMoney balance;
} BizKpiItem;

/* A document of sales: the total with tax, credit notes negative. */
typedef struct
{
  BizKpiTags tags;
  GDate date;
  BizMoney total;
} BizKpiSale;

/* The receivables and sales of a company as rows: it answers as of any day and for any part, exact
 * to the cent. All amounts are in one currency. */
typedef struct _BizKpiLedger BizKpiLedger;

BizKpiLedger *biz_kpi_ledger_new (const BizMoney *zero) G_GNUC_WARN_UNUSED_RESULT;
void biz_kpi_ledger_free (BizKpiLedger *self);
/* Returns which item it is, for biz_kpi_ledger_add_match (). */
gboolean
biz_kpi_ledger_add_item (BizKpiLedger *self, const BizKpiItem *item, guint *index, GError **error);
/* @amount, positive, of what is owed in @debit is settled by @credit on @date, the later of both.
 */
gboolean biz_kpi_ledger_add_match (BizKpiLedger *self,
                                   guint debit,
                                   guint credit,
                                   const GDate *date,
                                   const BizMoney *amount,
                                   GError **error);
gboolean biz_kpi_ledger_add_sale (BizKpiLedger *self, const BizKpiSale *sale, GError **error);
const BizKpiItem *biz_kpi_ledger_get_items (BizKpiLedger *self, guint *n);

/* What of an item is open at the end of @date; 0 before it is booked. */
BizMoney biz_kpi_ledger_get_open (BizKpiLedger *self, guint index, const GDate *date);
gboolean biz_kpi_ledger_get_cash (BizKpiLedger *self,
                                  const BizKpiFrame *frame,
                                  BizKpiCash *cash,
                                  GError **error);
/* The sales of each day, days without any left out; (element-type BizKpiDay), ascending. */
GArray *biz_kpi_ledger_list_days (BizKpiLedger *self,
                                  const BizKpiFrame *frame) G_GNUC_WARN_UNUSED_RESULT;
/* Open as of the frame's last day by days overdue: @sums[0] not due, @sums[i] up to @limits[i - 1]
 * days, @sums[n_limits + 1] longer. */
gboolean biz_kpi_ledger_get_ageing (BizKpiLedger *self,
                                    const BizKpiFrame *frame,
                                    const guint *limits,
                                    guint n_limits,
                                    BizMoney *sums,
                                    GError **error);
/* By what was matched in the period. */
BizKpiValue *biz_kpi_ledger_paid_late (BizKpiLedger *self,
                                       const BizKpiFrame *frame) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizKpiLedger, biz_kpi_ledger_free)

G_END_DECLS
