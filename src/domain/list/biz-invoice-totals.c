/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-totals.h"

#include "biz-totals.h"
#include "erp-json.h"

struct _BizInvoiceTotals
{
  GObject parent_instance;

  guint64 count;
  GArray *sums;         /* (owned) (element-type BizInvoiceSum) */
  GArray *company_sums; /* (owned) (element-type BizInvoiceSum) */
};

G_DEFINE_FINAL_TYPE (BizInvoiceTotals, biz_invoice_totals, G_TYPE_OBJECT)

/* The sign of a document, and whether it is open at all, is told by its type and state. */
const char *const biz_invoice_totals_groupby[] = { "currency_id", "move_type", "state",
                                                   "company_id", NULL };

const char *const biz_invoice_totals_aggregates[] = { "__count",
                                                      "amount_total:sum",
                                                      "amount_residual:sum",
                                                      "amount_total_signed:sum",
                                                      "amount_residual_signed:sum",
                                                      NULL };

static gboolean
add_to (GArray *sums, const BizMoney *total, const BizMoney *residual, GError **error)
{
  BizInvoiceSum *sum = NULL;
  BizInvoiceSum first = { *total, *residual };

  for (guint i = 0; i < sums->len && sum == NULL; i++)
    {
      BizInvoiceSum *candidate = &g_array_index (sums, BizInvoiceSum, i);

      if (g_str_equal (candidate->total.currency, total->currency))
        sum = candidate;
    }
  if (sum == NULL)
    {
      g_array_append_val (sums, first);
      return TRUE;
    }

  return biz_money_add (&sum->total, total, &sum->total, error)
         && biz_money_add (&sum->residual, residual, &sum->residual, error);
}

static void
biz_invoice_totals_finalize (GObject *object)
{
  BizInvoiceTotals *self = BIZ_INVOICE_TOTALS (object);

  g_array_unref (self->sums);
  g_array_unref (self->company_sums);

  G_OBJECT_CLASS (biz_invoice_totals_parent_class)->finalize (object);
}

static void
biz_invoice_totals_class_init (BizInvoiceTotalsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_invoice_totals_finalize;
}

static void
biz_invoice_totals_init (BizInvoiceTotals *self)
{
  self->sums = g_array_new (FALSE, FALSE, sizeof (BizInvoiceSum));
  self->company_sums = g_array_new (FALSE, FALSE, sizeof (BizInvoiceSum));
}

/**
 * biz_invoice_totals_new:
 *
 * Returns: (transfer full): sums of nothing
 */
BizInvoiceTotals *
biz_invoice_totals_new (void)
{
  return g_object_new (BIZ_TYPE_INVOICE_TOTALS, NULL);
}

/**
 * biz_invoice_totals_add_invoice:
 * @self: sums
 * @invoice: one more
 * @error: return location for an amount beyond all bounds
 *
 * Returns: FALSE where the sum cannot be told
 */
gboolean
biz_invoice_totals_add_invoice (BizInvoiceTotals *self, BizInvoice *invoice, GError **error)
{
  gboolean posted = biz_invoice_get_state (invoice) == BIZ_STATE_POSTED;
  BizMoney total = biz_invoice_get_signed_total (invoice);
  BizMoney residual = biz_invoice_get_signed_residual (invoice);
  BizMoney company_total, company_residual;

  g_return_val_if_fail (BIZ_IS_INVOICE_TOTALS (self), FALSE);

  if (!posted)
    residual.minor = 0;
  if (!add_to (self->sums, &total, &residual, error))
    return FALSE;
  if (biz_invoice_get_company_total (invoice, &company_total)
      && biz_invoice_get_company_residual (invoice, &company_residual))
    {
      if (!posted)
        company_residual.minor = 0;
      if (!add_to (self->company_sums, &company_total, &company_residual, error))
        return FALSE;
    }
  self->count++;

  return TRUE;
}

guint64
biz_invoice_totals_get_count (BizInvoiceTotals *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_TOTALS (self), 0);

  return self->count;
}

/**
 * biz_invoice_totals_get_sums:
 * @self: sums
 * @n: (out): how many
 *
 * Returns: (array length=n): one for each currency of the documents
 */
const BizInvoiceSum *
biz_invoice_totals_get_sums (BizInvoiceTotals *self, guint *n)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_TOTALS (self), NULL);

  *n = self->sums->len;
  return (const BizInvoiceSum *)(gpointer)self->sums->data;
}

/**
 * biz_invoice_totals_get_company_sums:
 * @self: sums
 * @n: (out): how many
 *
 * Returns: (array length=n): one for each currency that companies keep their books in
 */
const BizInvoiceSum *
biz_invoice_totals_get_company_sums (BizInvoiceTotals *self, guint *n)
{
  g_return_val_if_fail (BIZ_IS_INVOICE_TOTALS (self), NULL);

  *n = self->company_sums->len;
  return (const BizInvoiceSum *)(gpointer)self->company_sums->data;
}

/**
 * biz_invoice_totals_add_row:
 * @self: sums
 * @row: one group of the server's answer
 * @currencies: the currencies of the server
 * @capabilities: which company keeps its books in what
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_PROTOCOL where the row is not understood
 */
gboolean
biz_invoice_totals_add_row (BizInvoiceTotals *self,
                            JsonObject *row,
                            BizCurrencyTable *currencies,
                            ErpCapabilities *capabilities,
                            GError **error)
{
  const char *type, *state;
  BizTotalsRow head;
  BizMoney total, residual;
  gboolean posted;

  g_return_val_if_fail (BIZ_IS_INVOICE_TOTALS (self), FALSE);

  if (!biz_totals_row_read (&head, row, currencies, capabilities, error)
      || !erp_json_get_string (row, "move_type", &type, error)
      || !erp_json_get_string (row, "state", &state, error)
      || !biz_totals_read_sum (row, "amount_total:sum", &head.zero, &total, error)
      || !biz_totals_read_sum (row, "amount_residual:sum", &head.zero, &residual, error))
    return FALSE;

  posted = g_strcmp0 (state, "posted") == 0;
  if (!posted)
    residual.minor = 0;
  if (g_strcmp0 (type, "out_refund") == 0 || g_strcmp0 (type, "in_invoice") == 0)
    {
      total = biz_money_negate (&total);
      residual = biz_money_negate (&residual);
    }
  if (!add_to (self->sums, &total, &residual, error))
    return FALSE;
  self->count += head.count;
  if (!head.booked)
    return TRUE;

  if (!biz_totals_read_sum (row, "amount_total_signed:sum", &head.books, &total, error)
      || !biz_totals_read_sum (row, "amount_residual_signed:sum", &head.books, &residual, error))
    return FALSE;
  if (!posted)
    residual.minor = 0;

  return add_to (self->company_sums, &total, &residual, error);
}

static gboolean
add_row (gpointer totals,
         JsonObject *row,
         BizCurrencyTable *currencies,
         ErpCapabilities *capabilities,
         GError **error)
{
  return biz_invoice_totals_add_row (totals, row, currencies, capabilities, error);
}

/**
 * biz_invoice_totals_new_call:
 * @capabilities: what the server has
 * @currencies: its currencies
 * @domain: which invoices
 *
 * Returns: (transfer full): a read whose answer is a #BizInvoiceTotals
 */
ErpCall *
biz_invoice_totals_new_call (ErpCapabilities *capabilities,
                             BizCurrencyTable *currencies,
                             ErpDomain *domain)
{
  static const BizTotalsKind kind = { "account.move", biz_invoice_totals_groupby,
                                      biz_invoice_totals_aggregates, biz_invoice_totals_get_type,
                                      add_row };

  return biz_totals_new_call (&kind, capabilities, currencies, domain);
}
