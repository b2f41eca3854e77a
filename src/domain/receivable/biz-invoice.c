/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-invoice.h"

#include "biz-applied-payment.h"
#include "biz-enums.h"
#include "biz-invoice-line.h"
#include "biz-invoice-private.h"
#include "biz-log-entry.h"
#include "biz-tax-line.h"

G_DEFINE_FINAL_TYPE (BizInvoice, biz_invoice, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_ID,
  PROP_NUMBER,
  PROP_TITLE,
  PROP_STATE,
  PROP_MOVE_TYPE,
  PROP_PAYMENT_STATE,
  PROP_PARTNER_ID,
  PROP_PARTNER_NAME,
  PROP_INVOICE_DATE,
  PROP_DUE_DATE,
  PROP_TOTAL,
  PROP_RESIDUAL,
  PROP_UNTAXED,
  PROP_TAX,
  PROP_COMPANY_ID,
  PROP_COMPANY_NAME,
  PROP_SALESPERSON,
  PROP_REFERENCE,
  PROP_ORIGIN,
  PROP_PAYMENT_REFERENCE,
  PROP_TERMS,
  PROP_WRITE_DATE,
  PROP_CURRENCY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static void
biz_invoice_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizInvoice *self = BIZ_INVOICE (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_int64 (value, self->id);
      break;
    case PROP_NUMBER:
      g_value_set_string (value, self->number);
      break;
    case PROP_TITLE:
      g_value_set_string (value, self->title);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_MOVE_TYPE:
      g_value_set_enum (value, (int)self->move_type);
      break;
    case PROP_PAYMENT_STATE:
      g_value_set_enum (value, (int)self->payment_state);
      break;
    case PROP_PARTNER_ID:
      g_value_set_int64 (value, self->partner_id);
      break;
    case PROP_PARTNER_NAME:
      g_value_set_string (value, self->partner_name);
      break;
    case PROP_INVOICE_DATE:
      g_value_set_boxed (value, biz_invoice_get_invoice_date (self));
      break;
    case PROP_DUE_DATE:
      g_value_set_boxed (value, biz_invoice_get_due_date (self));
      break;
    case PROP_TOTAL:
      g_value_set_boxed (value, &self->total);
      break;
    case PROP_RESIDUAL:
      g_value_set_boxed (value, &self->residual);
      break;
    case PROP_UNTAXED:
      g_value_set_boxed (value, &self->untaxed);
      break;
    case PROP_TAX:
      g_value_set_boxed (value, &self->tax);
      break;
    case PROP_COMPANY_ID:
      g_value_set_int64 (value, self->company_id);
      break;
    case PROP_COMPANY_NAME:
      g_value_set_string (value, self->company_name);
      break;
    case PROP_SALESPERSON:
      g_value_set_string (value, self->salesperson);
      break;
    case PROP_REFERENCE:
      g_value_set_string (value, self->reference);
      break;
    case PROP_ORIGIN:
      g_value_set_string (value, self->origin);
      break;
    case PROP_PAYMENT_REFERENCE:
      g_value_set_string (value, self->payment_reference);
      break;
    case PROP_TERMS:
      g_value_set_string (value, self->terms);
      break;
    case PROP_WRITE_DATE:
      g_value_set_boxed (value, self->write_date);
      break;
    case PROP_CURRENCY:
      g_value_set_string (value, self->total.currency);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_invoice_finalize (GObject *object)
{
  BizInvoice *self = BIZ_INVOICE (object);

  g_free (self->number);
  g_free (self->title);
  g_free (self->partner_name);
  g_free (self->company_name);
  g_free (self->journal_name);
  g_free (self->salesperson);
  g_free (self->reference);
  g_free (self->origin);
  g_free (self->payment_reference);
  g_free (self->terms);
  g_clear_pointer (&self->write_date, g_date_time_unref);
  g_clear_object (&self->lines);
  g_clear_object (&self->payments);
  g_clear_object (&self->tax_lines);
  g_clear_object (&self->log);
  g_clear_object (&self->details);

  G_OBJECT_CLASS (biz_invoice_parent_class)->finalize (object);
}

static void
biz_invoice_class_init (BizInvoiceClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_invoice_get_property;
  object_class->finalize = biz_invoice_finalize;

  properties[PROP_ID] = g_param_spec_int64 ("id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_NUMBER] = g_param_spec_string ("number", NULL, NULL, NULL, flags);
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);
  properties[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, BIZ_TYPE_INVOICE_STATE, BIZ_STATE_DRAFT, flags);
  properties[PROP_MOVE_TYPE] =
      g_param_spec_enum ("move-type", NULL, NULL, BIZ_TYPE_MOVE_TYPE, BIZ_MOVE_INVOICE, flags);
  properties[PROP_PAYMENT_STATE] =
      g_param_spec_enum ("payment-state", NULL, NULL, BIZ_TYPE_PAYMENT_STATE, BIZ_PAYMENT_NOT_PAID,
                         flags);
  properties[PROP_PARTNER_ID] =
      g_param_spec_int64 ("partner-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_PARTNER_NAME] = g_param_spec_string ("partner-name", NULL, NULL, NULL, flags);
  properties[PROP_INVOICE_DATE] =
      g_param_spec_boxed ("invoice-date", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_DUE_DATE] = g_param_spec_boxed ("due-date", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_TOTAL] = g_param_spec_boxed ("total", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_RESIDUAL] = g_param_spec_boxed ("residual", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_UNTAXED] = g_param_spec_boxed ("untaxed", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_TAX] = g_param_spec_boxed ("tax", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_COMPANY_ID] =
      g_param_spec_int64 ("company-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_COMPANY_NAME] = g_param_spec_string ("company-name", NULL, NULL, NULL, flags);
  properties[PROP_SALESPERSON] = g_param_spec_string ("salesperson", NULL, NULL, NULL, flags);
  properties[PROP_REFERENCE] = g_param_spec_string ("reference", NULL, NULL, NULL, flags);
  properties[PROP_ORIGIN] = g_param_spec_string ("origin", NULL, NULL, NULL, flags);
  properties[PROP_PAYMENT_REFERENCE] =
      g_param_spec_string ("payment-reference", NULL, NULL, NULL, flags);
  properties[PROP_TERMS] = g_param_spec_string ("terms", NULL, NULL, NULL, flags);
  properties[PROP_WRITE_DATE] =
      g_param_spec_boxed ("write-date", NULL, NULL, G_TYPE_DATE_TIME, flags);
  properties[PROP_CURRENCY] = g_param_spec_string ("currency", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_invoice_init (BizInvoice *self)
{
  g_date_clear (&self->invoice_date, 1);
  g_date_clear (&self->due_date, 1);
  self->lines = g_list_store_new (BIZ_TYPE_INVOICE_LINE);
  self->payments = g_list_store_new (BIZ_TYPE_APPLIED_PAYMENT);
  self->tax_lines = g_list_store_new (BIZ_TYPE_TAX_LINE);
  self->log = g_list_store_new (BIZ_TYPE_LOG_ENTRY);
}

/**
 * biz_invoice_get_id:
 * @self: an invoice
 *
 * Returns: the record’s id
 */
gint64
biz_invoice_get_id (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), 0);

  return self->id;
}

/**
 * biz_invoice_get_number:
 * @self: an invoice
 *
 * Returns: (nullable): its number; NULL for a draft
 */
const char *
biz_invoice_get_number (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->number;
}

/**
 * biz_invoice_get_title:
 * @self: an invoice
 *
 * Returns: the number, or words for a draft; never NULL
 */
const char *
biz_invoice_get_title (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->title;
}

/**
 * biz_invoice_get_state:
 * @self: an invoice
 *
 * Returns: where it stands
 */
BizInvoiceState
biz_invoice_get_state (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), BIZ_STATE_DRAFT);

  return self->state;
}

/**
 * biz_invoice_get_move_type:
 * @self: an invoice
 *
 * Returns: what it is
 */
BizMoveType
biz_invoice_get_move_type (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), BIZ_MOVE_INVOICE);

  return self->move_type;
}

/**
 * biz_invoice_get_payment_state:
 * @self: an invoice
 *
 * Returns: what the server says of its payment; the residual tells the truth
 */
BizPaymentState
biz_invoice_get_payment_state (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), BIZ_PAYMENT_NOT_PAID);

  return self->payment_state;
}

/**
 * biz_invoice_get_partner_id:
 * @self: an invoice
 *
 * Returns: the customer; 0 where a draft has none
 */
gint64
biz_invoice_get_partner_id (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), 0);

  return self->partner_id;
}

/**
 * biz_invoice_get_partner_name:
 * @self: an invoice
 *
 * Returns: (nullable): the customer’s name
 */
const char *
biz_invoice_get_partner_name (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->partner_name;
}

/**
 * biz_invoice_get_invoice_date:
 * @self: an invoice
 *
 * Returns: (nullable): its date; NULL where a draft has none
 */
const GDate *
biz_invoice_get_invoice_date (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return g_date_valid (&self->invoice_date) ? &self->invoice_date : NULL;
}

/**
 * biz_invoice_get_due_date:
 * @self: an invoice
 *
 * Returns: (nullable): when it is due
 */
const GDate *
biz_invoice_get_due_date (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return g_date_valid (&self->due_date) ? &self->due_date : NULL;
}

/**
 * biz_invoice_get_total:
 * @self: an invoice
 *
 * Returns: with tax, as printed
 */
BizMoney
biz_invoice_get_total (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), (BizMoney){ 0 });

  return self->total;
}

/**
 * biz_invoice_get_residual:
 * @self: an invoice
 *
 * Returns: what is open, as printed
 */
BizMoney
biz_invoice_get_residual (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), (BizMoney){ 0 });

  return self->residual;
}

/**
 * biz_invoice_get_untaxed:
 * @self: an invoice
 *
 * Returns: without tax
 */
BizMoney
biz_invoice_get_untaxed (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), (BizMoney){ 0 });

  return self->untaxed;
}

/**
 * biz_invoice_get_tax:
 * @self: an invoice
 *
 * Returns: the tax
 */
BizMoney
biz_invoice_get_tax (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), (BizMoney){ 0 });

  return self->tax;
}

/**
 * biz_invoice_get_company_id:
 * @self: an invoice
 *
 * Returns: the company
 */
gint64
biz_invoice_get_company_id (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), 0);

  return self->company_id;
}

/**
 * biz_invoice_get_company_name:
 * @self: an invoice
 *
 * Returns: (nullable): its name
 */
const char *
biz_invoice_get_company_name (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->company_name;
}

/**
 * biz_invoice_get_salesperson:
 * @self: an invoice
 *
 * Returns: (nullable): who sold
 */
const char *
biz_invoice_get_salesperson (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->salesperson;
}

/**
 * biz_invoice_get_reference:
 * @self: an invoice
 *
 * Returns: (nullable): the customer’s reference
 */
const char *
biz_invoice_get_reference (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->reference;
}

/**
 * biz_invoice_get_origin:
 * @self: an invoice
 *
 * Returns: (nullable): the order
 */
const char *
biz_invoice_get_origin (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->origin;
}

/**
 * biz_invoice_get_payment_reference:
 * @self: an invoice
 *
 * Returns: (nullable): what the customer writes on the transfer
 */
const char *
biz_invoice_get_payment_reference (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->payment_reference;
}

/**
 * biz_invoice_get_terms:
 * @self: an invoice
 *
 * Returns: (nullable): the payment terms
 */
const char *
biz_invoice_get_terms (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->terms;
}

/**
 * biz_invoice_get_write_date:
 * @self: an invoice
 *
 * Returns: (transfer none) (nullable): when it was changed last
 */
GDateTime *
biz_invoice_get_write_date (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return self->write_date;
}

/**
 * biz_invoice_get_lines:
 * @self: an invoice
 *
 * Returns: (transfer none) (element-type BizInvoiceLine): its lines
 */
GListModel *
biz_invoice_get_lines (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return G_LIST_MODEL (self->lines);
}

/**
 * biz_invoice_get_payments:
 * @self: an invoice
 *
 * Returns: (transfer none) (element-type BizAppliedPayment): what was applied
 */
GListModel *
biz_invoice_get_payments (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return G_LIST_MODEL (self->payments);
}

/**
 * biz_invoice_get_tax_lines:
 * @self: an invoice
 *
 * Returns: (transfer none) (element-type BizTaxLine): its taxes
 */
GListModel *
biz_invoice_get_tax_lines (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return G_LIST_MODEL (self->tax_lines);
}

/**
 * biz_invoice_get_log:
 * @self: an invoice
 *
 * Returns: (transfer none) (element-type BizLogEntry): the newest entries of its log, newest first
 */
GListModel *
biz_invoice_get_log (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), NULL);

  return G_LIST_MODEL (self->log);
}

/**
 * biz_invoice_get_n_older_log_entries:
 * @self: an invoice
 *
 * Returns: how many entries are older than those read
 */
guint
biz_invoice_get_n_older_log_entries (BizInvoice *self)
{
  g_return_val_if_fail (BIZ_IS_INVOICE (self), 0);

  return self->n_older_log_entries;
}
