/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice-private.h"

#include <glib/gi18n-lib.h>

/**
 * biz_invoice_get_currency:
 * @self: an invoice
 *
 * Returns: the code of its currency
 */
const char *
biz_invoice_get_currency (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->total.currency;
}

/**
 * biz_invoice_is_full:
 * @self: an invoice
 *
 * Returns: whether it is the loaded document and not a row of a list
 */
gboolean
biz_invoice_is_full (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), FALSE);

  return self->full;
}

/**
 * biz_invoice_get_journal_id:
 * @self: a loaded invoice
 *
 * Returns: the journal it is booked in; 0 in a row of a list
 */
gint64
biz_invoice_get_journal_id (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), 0);

  return self->journal_id;
}

/**
 * biz_invoice_get_signed_residual:
 * @self: an invoice
 *
 * Returns: what is open as the ledger has it: negative for what we owe, that is credit notes to
 *   customers and bills of vendors
 */
BizMoney
biz_invoice_get_signed_residual (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), (BizMoney){ 0 });

  if (self->move_type == BIZ_MOVE_CREDIT_NOTE || self->move_type == BIZ_MOVE_VENDOR_BILL)
    return biz_money_negate (&self->residual);

  return self->residual;
}

/**
 * biz_invoice_get_days_overdue:
 * @self: an invoice
 * @today: the day in the company's zone
 *
 * Returns: whole days since the due date where something is open; 0 otherwise, and on the due date
 *   itself
 */
int
biz_invoice_get_days_overdue (BizInvoice *self, const GDate *today)
{
  int days;

  g_return_val_if_fail (BIZ_IS_INVOICE (self), 0);
  g_return_val_if_fail (today != NULL && g_date_valid (today), 0);

  if (self->state != BIZ_STATE_POSTED || self->residual.minor == 0
      || !g_date_valid (&self->due_date))
    return 0;
  days = g_date_days_between (&self->due_date, today);

  return MAX (days, 0);
}

/**
 * biz_invoice_get_standing:
 * @self: an invoice
 * @today: the day in the company's zone
 *
 * By what is open and not by the server's word: a registered payment is called paid before the
 * bank has it.
 *
 * Returns: what one word says about it
 */
BizStanding
biz_invoice_get_standing (BizInvoice *self, const GDate *today)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), BIZ_STANDING_DRAFT);
  g_return_val_if_fail (today != NULL && g_date_valid (today), BIZ_STANDING_DRAFT);

  if (self->state == BIZ_STATE_DRAFT)
    return BIZ_STANDING_DRAFT;
  if (self->state == BIZ_STATE_CANCELLED)
    return BIZ_STANDING_CANCELLED;
  if (self->payment_state == BIZ_PAYMENT_REVERSED)
    return BIZ_STANDING_REVERSED;
  if (self->residual.minor == 0)
    return BIZ_STANDING_PAID;
  if (g_date_valid (&self->due_date))
    {
      int days = g_date_days_between (&self->due_date, today);

      if (days > 0)
        return BIZ_STANDING_OVERDUE;
      if (days == 0)
        return BIZ_STANDING_DUE;
    }
  if (self->residual.minor != self->total.minor)
    return BIZ_STANDING_PARTIAL;

  return BIZ_STANDING_OPEN;
}

/**
 * biz_invoice_can_post:
 * @self: an invoice
 *
 * Returns: whether posting makes sense; the server decides about rights
 */
gboolean
biz_invoice_can_post (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), FALSE);

  return self->state == BIZ_STATE_DRAFT;
}

/**
 * biz_invoice_can_pay:
 * @self: an invoice
 *
 * Returns: whether registering a payment makes sense
 */
gboolean
biz_invoice_can_pay (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), FALSE);

  return self->state == BIZ_STATE_POSTED && self->residual.minor != 0
         && self->move_type != BIZ_MOVE_ENTRY;
}

/**
 * biz_invoice_can_credit:
 * @self: an invoice
 *
 * Returns: whether a credit note makes sense
 */
gboolean
biz_invoice_can_credit (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), FALSE);

  return self->state == BIZ_STATE_POSTED && self->move_type == BIZ_MOVE_INVOICE
         && self->payment_state != BIZ_PAYMENT_REVERSED;
}

/**
 * biz_invoice_state_to_label:
 * @state: a state
 *
 * Returns: the word for it, translated
 */
const char *
biz_invoice_state_to_label (BizInvoiceState state)
{
  switch (state)
    {
    case BIZ_STATE_DRAFT:
      return _ ("Draft");
    case BIZ_STATE_POSTED:
      return _ ("Posted");
    case BIZ_STATE_CANCELLED:
      return _ ("Cancelled");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * biz_payment_state_to_label:
 * @state: a payment state
 *
 * Returns: the word for it, translated
 */
const char *
biz_payment_state_to_label (BizPaymentState state)
{
  switch (state)
    {
    case BIZ_PAYMENT_NOT_PAID:
      return _ ("Not paid");
    case BIZ_PAYMENT_IN_PAYMENT:
      return _ ("In payment");
    case BIZ_PAYMENT_PAID:
      return _ ("Paid");
    case BIZ_PAYMENT_PARTIAL:
      return _ ("Partly paid");
    case BIZ_PAYMENT_REVERSED:
      return _ ("Reversed");
    case BIZ_PAYMENT_BLOCKED:
      return _ ("Blocked");
    case BIZ_PAYMENT_LEGACY:
      return _ ("From an older system");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * biz_move_type_to_label:
 * @type: a kind of document
 *
 * Returns: the word for it, translated
 */
const char *
biz_move_type_to_label (BizMoveType type)
{
  switch (type)
    {
    case BIZ_MOVE_INVOICE:
      return _ ("Invoice");
    case BIZ_MOVE_CREDIT_NOTE:
      return _ ("Credit note");
    case BIZ_MOVE_VENDOR_BILL:
      return _ ("Vendor bill");
    case BIZ_MOVE_VENDOR_CREDIT:
      return _ ("Vendor credit note");
    case BIZ_MOVE_RECEIPT:
      return _ ("Receipt");
    case BIZ_MOVE_ENTRY:
      return _ ("Journal entry");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * biz_standing_to_label:
 * @standing: where an invoice stands
 *
 * Returns: the word for it, translated
 */
const char *
biz_standing_to_label (BizStanding standing)
{
  switch (standing)
    {
    case BIZ_STANDING_DRAFT:
      return _ ("Draft");
    case BIZ_STANDING_CANCELLED:
      return _ ("Cancelled");
    case BIZ_STANDING_OPEN:
      return _ ("Open");
    case BIZ_STANDING_DUE:
      return _ ("Due today");
    case BIZ_STANDING_OVERDUE:
      return _ ("Overdue");
    case BIZ_STANDING_PARTIAL:
      return _ ("Partly paid");
    case BIZ_STANDING_PAID:
      return _ ("Paid");
    case BIZ_STANDING_REVERSED:
      return _ ("Reversed");
    default:
      g_return_val_if_reached ("");
    }
}

/**
 * biz_invoice_can_edit:
 * @self: an invoice
 *
 * Returns: whether it is a draft that the editor knows
 */
gboolean
biz_invoice_can_edit (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), FALSE);

  return biz_invoice_get_state (self) == BIZ_STATE_DRAFT
         && (biz_invoice_get_move_type (self) == BIZ_MOVE_INVOICE
             || biz_invoice_get_move_type (self) == BIZ_MOVE_CREDIT_NOTE);
}

/**
 * biz_invoice_explain_contradiction:
 * @self: an invoice
 *
 * A server may call an invoice paid because a payment was registered, while the payment has no
 * entry yet and the claim is open in the books; or not paid while nothing is open.
 *
 * Returns: (nullable) (transfer full): what contradicts what, and what to do; %NULL where status
 *   and ledger agree
 */
char *
biz_invoice_explain_contradiction (BizInvoice *self)
{
  g_autofree char *open = NULL;

  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  if (self->state != BIZ_STATE_POSTED || self->move_type == BIZ_MOVE_ENTRY)
    return NULL;
  if (self->residual.minor != 0
      && (self->payment_state == BIZ_PAYMENT_PAID || self->payment_state == BIZ_PAYMENT_IN_PAYMENT))
    {
      open = biz_money_format (&self->residual, BIZ_MONEY_SYMBOL);
      return g_strdup_printf (
          /* Translators: the word for a status ("Paid"), an amount. */
          _ ("Paid by status, open in the ledger: the server says “%s”, and %s is open in the "
             "books. A payment was registered that has no entry yet; the claim counts as open "
             "until the bank’s line is matched with it. Do not register it again."),
          biz_payment_state_to_label (self->payment_state), open);
    }
  if (self->residual.minor == 0 && self->total.minor != 0
      && (self->payment_state == BIZ_PAYMENT_NOT_PAID
          || self->payment_state == BIZ_PAYMENT_PARTIAL))
    return g_strdup_printf (
        /* Translators: the word for a status ("Not paid"). */
        _ ("Open by status, settled in the ledger: the server says “%s”, and nothing is open in "
           "the books. Whoever matched the items did it past the document; the ledger is right."),
        biz_payment_state_to_label (self->payment_state));

  return NULL;
}
