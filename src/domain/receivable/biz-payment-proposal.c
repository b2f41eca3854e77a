/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-proposal.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "erp-json.h"

struct _BizPaymentProposal
{
  GObject parent_instance;

  gint64 invoice_id;
  BizMoney amount;
  BizMoney open;
  GDate date;          /* not valid where there is none */
  char *communication; /* (owned) (nullable) */
  gint64 journal_id;
  gint64 method_id;
  gboolean early_discount;
  GListStore *journals; /* (owned): BizChoice */
  GListStore *methods;  /* (owned): BizChoice */
};

G_DEFINE_FINAL_TYPE (BizPaymentProposal, biz_payment_proposal, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_INVOICE_ID,
  PROP_AMOUNT,
  PROP_OPEN,
  PROP_DATE,
  PROP_COMMUNICATION,
  PROP_JOURNAL_ID,
  PROP_METHOD_ID,
  PROP_EARLY_DISCOUNT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static gboolean
read_choices (JsonObject *row, const char *member, GListStore *choices, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, member), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (BizChoice) choice = NULL;
      JsonObject *object;
      const char *name;
      const char *code = NULL;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error)
          || !erp_json_get_int (object, "id", &id, error)
          || !erp_json_get_string (object, "display_name", &name, error))
        return FALSE;
      if (json_object_has_member (object, "code")
          && !erp_json_get_string (object, "code", &code, error))
        return FALSE;
      choice = biz_choice_new (id, name != NULL ? name : "", code);
      g_list_store_append (choices, choice);
    }

  return TRUE;
}

/* What is open is what stays open plus what is paid. In the document's own currency the wizard
 * says it outright; its difference leaves out what is not due yet, where it pays by instalments. */
static gboolean
read_amounts (BizPaymentProposal *self,
              JsonObject *row,
              gint64 currency_id,
              const BizMoney *zero,
              GError **error)
{
  BizMoney difference;
  gint64 source = 0;

  if (json_object_has_member (row, "source_currency_id")
      && erp_json_get_many2one (row, "source_currency_id", &source, NULL, NULL)
      && source == currency_id)
    return biz_money_from_json (row, "amount", zero, &self->amount, error)
           && biz_money_from_json (row, "source_amount_currency", zero, &self->open, error);

  return biz_money_from_json (row, "amount", zero, &self->amount, error)
         && biz_money_from_json (row, "payment_difference", zero, &difference, error)
         && biz_money_add (&self->amount, &difference, &self->open, error);
}

static void
biz_payment_proposal_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizPaymentProposal *self = BIZ_PAYMENT_PROPOSAL (object);

  switch (prop_id)
    {
    case PROP_INVOICE_ID:
      g_value_set_int64 (value, self->invoice_id);
      break;
    case PROP_AMOUNT:
      g_value_set_boxed (value, &self->amount);
      break;
    case PROP_OPEN:
      g_value_set_boxed (value, &self->open);
      break;
    case PROP_DATE:
      g_value_set_boxed (value, biz_payment_proposal_get_date (self));
      break;
    case PROP_COMMUNICATION:
      g_value_set_string (value, self->communication);
      break;
    case PROP_JOURNAL_ID:
      g_value_set_int64 (value, self->journal_id);
      break;
    case PROP_METHOD_ID:
      g_value_set_int64 (value, self->method_id);
      break;
    case PROP_EARLY_DISCOUNT:
      g_value_set_boolean (value, self->early_discount);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_payment_proposal_finalize (GObject *object)
{
  BizPaymentProposal *self = BIZ_PAYMENT_PROPOSAL (object);

  g_free (self->communication);
  g_clear_object (&self->journals);
  g_clear_object (&self->methods);

  G_OBJECT_CLASS (biz_payment_proposal_parent_class)->finalize (object);
}

static void
biz_payment_proposal_class_init (BizPaymentProposalClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = biz_payment_proposal_get_property;
  object_class->finalize = biz_payment_proposal_finalize;

  properties[PROP_INVOICE_ID] =
      g_param_spec_int64 ("invoice-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_AMOUNT] = g_param_spec_boxed ("amount", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_OPEN] = g_param_spec_boxed ("open", NULL, NULL, BIZ_TYPE_MONEY, flags);
  properties[PROP_DATE] = g_param_spec_boxed ("date", NULL, NULL, G_TYPE_DATE, flags);
  properties[PROP_COMMUNICATION] = g_param_spec_string ("communication", NULL, NULL, NULL, flags);
  properties[PROP_JOURNAL_ID] =
      g_param_spec_int64 ("journal-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_METHOD_ID] =
      g_param_spec_int64 ("method-id", NULL, NULL, G_MININT64, G_MAXINT64, 0, flags);
  properties[PROP_EARLY_DISCOUNT] =
      g_param_spec_boolean ("early-discount", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
biz_payment_proposal_init (BizPaymentProposal *self)
{
  g_date_clear (&self->date, 1);
  self->journals = g_list_store_new (BIZ_TYPE_CHOICE);
  self->methods = g_list_store_new (BIZ_TYPE_CHOICE);
}

/**
 * biz_payment_proposal_new_from_json:
 * @invoice_id: the invoice
 * @row: the payment wizard as the store reads it
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): what the server proposes, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPaymentProposal *
biz_payment_proposal_new_from_json (gint64 invoice_id,
                                    JsonObject *row,
                                    BizCurrencyTable *currencies,
                                    GError **error)
{
  g_autoptr (BizPaymentProposal) self = NULL;
  const char *communication;
  gint64 currency_id;
  BizMoney zero;

  g_return_val_if_fail (row != NULL, NULL);
  g_return_val_if_fail (currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_PAYMENT_PROPOSAL, NULL);
  self->invoice_id = invoice_id;
  if (!erp_json_get_many2one (row, "currency_id", &currency_id, NULL, error)
      || !biz_currency_table_lookup (currencies, currency_id, &zero, error)
      || !read_amounts (self, row, currency_id, &zero, error)
      || !erp_json_get_date (row, "payment_date", &self->date, error)
      || !erp_json_get_string (row, "communication", &communication, error)
      || !erp_json_get_many2one (row, "journal_id", &self->journal_id, NULL, error)
      || !erp_json_get_many2one (row, "payment_method_line_id", &self->method_id, NULL, error)
      || !read_choices (row, "available_journal_ids", self->journals, error)
      || !read_choices (row, "available_payment_method_line_ids", self->methods, error))
    return NULL;
  self->communication = g_strdup (communication);
  if (json_object_has_member (row, "early_payment_discount_mode")
      && !erp_json_get_bool (row, "early_payment_discount_mode", &self->early_discount, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * biz_payment_proposal_get_invoice_id:
 * @self: a payment proposal
 *
 * Returns: the invoice
 */
gint64
biz_payment_proposal_get_invoice_id (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), 0);

  return self->invoice_id;
}

/**
 * biz_payment_proposal_get_amount:
 * @self: a payment proposal
 *
 * Returns: what to pay
 */
BizMoney
biz_payment_proposal_get_amount (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), (BizMoney){ 0 });

  return self->amount;
}

/**
 * biz_payment_proposal_get_open:
 * @self: a payment proposal
 *
 * Returns: what is open, in the currency of the payment
 */
BizMoney
biz_payment_proposal_get_open (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), (BizMoney){ 0 });

  return self->open;
}

/**
 * biz_payment_proposal_get_date:
 * @self: a payment proposal
 *
 * Returns: (nullable): when
 */
const GDate *
biz_payment_proposal_get_date (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), NULL);

  return g_date_valid (&self->date) ? &self->date : NULL;
}

/**
 * biz_payment_proposal_get_communication:
 * @self: a payment proposal
 *
 * Returns: (nullable): what is written on the payment
 */
const char *
biz_payment_proposal_get_communication (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), NULL);

  return self->communication;
}

/**
 * biz_payment_proposal_get_journal_id:
 * @self: a payment proposal
 *
 * Returns: the bank or cash journal; 0 where none is proposed
 */
gint64
biz_payment_proposal_get_journal_id (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), 0);

  return self->journal_id;
}

/**
 * biz_payment_proposal_get_method_id:
 * @self: a payment proposal
 *
 * Returns: how; 0 where none is proposed
 */
gint64
biz_payment_proposal_get_method_id (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), 0);

  return self->method_id;
}

/**
 * biz_payment_proposal_get_early_discount:
 * @self: a payment proposal
 *
 * Returns: whether a discount for early payment is in the amount
 */
gboolean
biz_payment_proposal_get_early_discount (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), FALSE);

  return self->early_discount;
}

/**
 * biz_payment_proposal_get_journals:
 * @self: a payment proposal
 *
 * Returns: (transfer none) (element-type BizChoice): the journals to choose from
 */
GListModel *
biz_payment_proposal_get_journals (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), NULL);

  return G_LIST_MODEL (self->journals);
}

/**
 * biz_payment_proposal_get_methods:
 * @self: a payment proposal
 *
 * Returns: (transfer none) (element-type BizChoice): the ways of payment of the proposed journal
 */
GListModel *
biz_payment_proposal_get_methods (BizPaymentProposal *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), NULL);

  return G_LIST_MODEL (self->methods);
}

/**
 * biz_payment_proposal_get_difference:
 * @self: a payment proposal
 * @amount: what the person wants to pay, in the currency of the payment
 * @difference: (out): what stays open; negative where more is paid than is open
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION for another currency
 */
gboolean
biz_payment_proposal_get_difference (BizPaymentProposal *self,
                                     const BizMoney *amount,
                                     BizMoney *difference,
                                     GError **error)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PROPOSAL (self), FALSE);

  return biz_money_subtract (&self->open, amount, difference, error);
}
