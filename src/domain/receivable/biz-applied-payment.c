/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-applied-payment.h"

#include "erp-json.h"

struct _BizAppliedPayment
{
  GObject parent_instance;

  GDate date; /* not valid where there is none */
  BizMoney amount;
  char *journal;   /* (owned) (nullable) */
  char *reference; /* (owned) (nullable) */
  gint64 payment_id;
  gint64 partial_id;
  gint64 line_id;
  gboolean is_credit_note;
};

G_DEFINE_FINAL_TYPE (BizAppliedPayment, biz_applied_payment, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_DATE,
  PROP_AMOUNT,
  PROP_JOURNAL,
  PROP_REFERENCE,
  PROP_PAYMENT_ID,
  PROP_IS_CREDIT_NOTE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static char *
take_string (JsonObject *row, const char *member)
{
  const char *text = NULL;

  if (!json_object_has_member (row, member) || !erp_json_get_string (row, member, &text, NULL))
    return NULL;

  return g_strdup (text);
}

static void
biz_applied_payment_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizAppliedPayment *self = BIZ_APPLIED_PAYMENT (object);

  switch (prop_id)
    {
    case PROP_DATE:
      g_value_set_boxed (value, biz_applied_payment_get_date (self));
      break;
    case PROP_AMOUNT:
      g_value_set_boxed (value, &self->amount);
      break;
    case PROP_JOURNAL:
      g_value_set_string (value, self->journal);
      break;
    case PROP_REFERENCE:
      g_value_set_string (value, self->reference);
      break;
    case PROP_PAYMENT_ID:
      g_value_set_int64 (value, self->payment_id);
      break;
    case PROP_IS_CREDIT_NOTE:
      g_value_set_boolean (value, self->is_credit_note);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_applied_payment_finalize (GObject *object)
{
  BizAppliedPayment *self = BIZ_APPLIED_PAYMENT (object);

  g_free (self->journal);
  g_free (self->reference);

  G_OBJECT_CLASS (biz_applied_payment_parent_class)->finalize (object);
}

static void
biz_applied_payment_class_init (BizAppliedPaymentClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_applied_payment_get_property;
  object_class->finalize = biz_applied_payment_finalize;

  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_AMOUNT] = g_param_spec_boxed ("amount", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_JOURNAL] = g_param_spec_string ("journal", NULL, NULL, NULL, flags);
  properties[PROP_REFERENCE] = g_param_spec_string ("reference", NULL, NULL, NULL, flags);
  properties[PROP_PAYMENT_ID] =
      g_param_spec_int64 ("payment-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_IS_CREDIT_NOTE] =
      g_param_spec_boolean ("is-credit-note", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

/* What was applied has the match's number; what can be, its open item's. A difference of exchange
 * follows from another match and is not taken off by itself. */
static gboolean
read_numbers (BizAppliedPayment *self, JsonObject *row, GError **error)
{
  gboolean is_exchange = FALSE;

  if (json_object_has_member (row, "is_exchange")
      && !erp_json_get_bool (row, "is_exchange", &is_exchange, error))
    return FALSE;
  if (json_object_has_member (row, "partial_id")
      && !erp_json_get_many2one (row, "partial_id", &self->partial_id, NULL, error))
    return FALSE;
  if (is_exchange)
    self->partial_id = 0;

  return !json_object_has_member (row, "id")
         || erp_json_get_many2one (row, "id", &self->line_id, NULL, error);
}

static void
biz_applied_payment_init (BizAppliedPayment *self)
{
  g_date_clear (&self->date, 1);
}

/* Nearly always the invoice's currency; a difference of exchange is in the company's. */
static gboolean
read_amount (BizAppliedPayment *self,
             JsonObject *row,
             const BizMoney *zero,
             BizCurrencyTable *currencies,
             GError **error)
{
  BizMoney own = *zero;
  gint64 currency_id = 0;

  if (json_object_has_member (row, "currency_id")
      && !erp_json_get_many2one (row, "currency_id", &currency_id, NULL, error))
    return FALSE;
  if (currency_id != 0 && !biz_currency_table_lookup (currencies, currency_id, &own, error))
    return FALSE;

  return biz_money_from_json (row, "amount", &own, &self->amount, error);
}

/**
 * biz_applied_payment_new_from_json:
 * @row: an entry of the "invoice_payments_widget"
 * @zero: the invoice's currency
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): what was applied, or %NULL with ERP_ERROR_PROTOCOL
 */
BizAppliedPayment *
biz_applied_payment_new_from_json (JsonObject *row,
                                   const BizMoney *zero,
                                   BizCurrencyTable *currencies,
                                   GError **error)
{
  g_autoptr (BizAppliedPayment) self = NULL;

  g_return_val_if_fail (row != NULL, NULL);
  g_return_val_if_fail (zero != NULL, NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_APPLIED_PAYMENT, NULL);
  if (!erp_json_get_date (row, "date", &self->date, error)
      || !read_amount (self, row, zero, currencies, error))
    return NULL;
  if (json_object_has_member (row, "account_payment_id")
      && !erp_json_get_many2one (row, "account_payment_id", &self->payment_id, NULL, error))
    return NULL;
  if (json_object_has_member (row, "is_refund")
      && !erp_json_get_bool (row, "is_refund", &self->is_credit_note, error))
    return NULL;
  if (!read_numbers (self, row, error))
    return NULL;
  self->journal = take_string (row, "journal_name");
  self->reference = take_string (row, "ref");
  if (self->reference == NULL)
    self->reference = take_string (row, "name");

  return g_steal_pointer (&self);
}

/**
 * biz_applied_payment_get_date:
 * @self: an applied payment
 *
 * Returns: (nullable): when
 */
const GDate *
biz_applied_payment_get_date (BizAppliedPayment *self)
{
  g_return_val_if_fail (BIZ_IS_APPLIED_PAYMENT (self), NULL);

  return g_date_valid (&self->date) ? &self->date : NULL;
}

/**
 * biz_applied_payment_get_amount:
 * @self: an applied payment
 *
 * Returns: how much, in the invoice’s currency, or in the company’s for a difference of exchange
 */
BizMoney
biz_applied_payment_get_amount (BizAppliedPayment *self)
{
  g_return_val_if_fail (BIZ_IS_APPLIED_PAYMENT (self), (BizMoney){ 0 });

  return self->amount;
}

/**
 * biz_applied_payment_get_journal:
 * @self: an applied payment
 *
 * Returns: (nullable): where it was booked
 */
const char *
biz_applied_payment_get_journal (BizAppliedPayment *self)
{
  g_return_val_if_fail (BIZ_IS_APPLIED_PAYMENT (self), NULL);

  return self->journal;
}

/**
 * biz_applied_payment_get_reference:
 * @self: an applied payment
 *
 * Returns: (nullable): its number
 */
const char *
biz_applied_payment_get_reference (BizAppliedPayment *self)
{
  g_return_val_if_fail (BIZ_IS_APPLIED_PAYMENT (self), NULL);

  return self->reference;
}

/**
 * biz_applied_payment_get_payment_id:
 * @self: an applied payment
 *
 * Returns: the payment; 0 where it is another document
 */
gint64
biz_applied_payment_get_payment_id (BizAppliedPayment *self)
{
  g_return_val_if_fail (BIZ_IS_APPLIED_PAYMENT (self), 0);

  return self->payment_id;
}

/**
 * biz_applied_payment_get_is_credit_note:
 * @self: an applied payment
 *
 * Returns: whether it is a credit note
 */
gboolean
biz_applied_payment_get_is_credit_note (BizAppliedPayment *self)
{
  g_return_val_if_fail (BIZ_IS_APPLIED_PAYMENT (self), FALSE);

  return self->is_credit_note;
}

/**
 * biz_applied_payment_get_partial_id:
 * @self: an applied payment
 *
 * Returns: the match with the invoice; 0 where it is not applied, or cannot be taken off
 */
gint64
biz_applied_payment_get_partial_id (BizAppliedPayment *self)
{
  g_return_val_if_fail (BIZ_IS_APPLIED_PAYMENT (self), 0);

  return self->partial_id;
}

/**
 * biz_applied_payment_get_line_id:
 * @self: a payment that can be applied
 *
 * Returns: its open item; 0 where it is applied
 */
gint64
biz_applied_payment_get_line_id (BizAppliedPayment *self)
{
  g_return_val_if_fail (BIZ_IS_APPLIED_PAYMENT (self), 0);

  return self->line_id;
}
