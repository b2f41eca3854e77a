/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-private.h"

/* Positive for what customers owe us. */
static BizMoney
with_sign (BizInvoice *self, BizMoney money)
{
  switch (self->move_type)
    {
    case BIZ_MOVE_CREDIT_NOTE:
    case BIZ_MOVE_VENDOR_BILL:
      return biz_money_negate (&money);
    case BIZ_MOVE_INVOICE:
    case BIZ_MOVE_VENDOR_CREDIT:
    case BIZ_MOVE_RECEIPT:
    case BIZ_MOVE_ENTRY:
    default:
      return money;
    }
}

/**
 * biz_invoice_get_signed_total:
 * @self: an invoice
 *
 * Returns: with tax; negative for credit notes to customers
 */
BizMoney
biz_invoice_get_signed_total (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), (BizMoney){ 0 });

  return with_sign (self, self->total);
}

/**
 * biz_invoice_get_signed_untaxed:
 * @self: an invoice
 *
 * Returns: without tax; negative for credit notes to customers
 */
BizMoney
biz_invoice_get_signed_untaxed (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), (BizMoney){ 0 });

  return with_sign (self, self->untaxed);
}

/**
 * biz_invoice_get_signed_tax:
 * @self: an invoice
 *
 * Returns: the tax; negative for credit notes to customers
 */
BizMoney
biz_invoice_get_signed_tax (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), (BizMoney){ 0 });

  return with_sign (self, self->tax);
}

/**
 * biz_invoice_get_company_total:
 * @self: an invoice
 * @total: (out): with tax, in the currency of its company, with the ledger's sign
 *
 * Returns: FALSE where the row does not say
 */
gboolean
biz_invoice_get_company_total (BizInvoice *self, BizMoney *total)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), FALSE);

  *total = self->company_total;
  return self->company_total.currency[0] != '\0';
}

/**
 * biz_invoice_get_company_residual:
 * @self: an invoice
 * @residual: (out): what is open, in the currency of its company, with the ledger's sign
 *
 * Returns: FALSE where the row does not say
 */
gboolean
biz_invoice_get_company_residual (BizInvoice *self, BizMoney *residual)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), FALSE);

  *residual = self->company_residual;
  return self->company_residual.currency[0] != '\0';
}

/**
 * biz_invoice_get_journal_name:
 * @self: an invoice
 *
 * Returns: (nullable): the journal it is booked in
 */
const char *
biz_invoice_get_journal_name (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->journal_name;
}
