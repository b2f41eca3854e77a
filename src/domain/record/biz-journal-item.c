/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-journal-item.h"

#include "biz-currency-table.h"
#include "erp-json.h"

struct _BizJournalItem
{
  GObject parent_instance;

  gint64 id;
  char *account;  /* (owned) (nullable) */
  char *partner;  /* (owned) (nullable) */
  char *label;    /* (owned) (nullable) */
  char *matching; /* (owned) (nullable) */
  BizMoney debit;
  BizMoney credit;
  BizMoney amount;
  BizMoney residual;
  GDate maturity; /* not valid where there is none */
  gboolean is_instalment;
  gboolean reconciled;
};

G_DEFINE_FINAL_TYPE (BizJournalItem, biz_journal_item, G_TYPE_OBJECT)

static gboolean
read_text (JsonObject *row, const char *member, char **text, GError **error)
{
  const char *value;

  if (!erp_json_get_string (row, member, &value, error))
    return FALSE;
  *text = value != NULL && *value != '\0' ? g_strdup (value) : NULL;

  return TRUE;
}

static void
biz_journal_item_finalize (GObject *object)
{
  BizJournalItem *self = BIZ_JOURNAL_ITEM (object);

  g_free (self->account);
  g_free (self->partner);
  g_free (self->label);
  g_free (self->matching);

  G_OBJECT_CLASS (biz_journal_item_parent_class)->finalize (object);
}

static void
biz_journal_item_class_init (BizJournalItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_journal_item_finalize;
}

static void
biz_journal_item_init (BizJournalItem *self)
{
  g_date_clear (&self->maturity, 1);
}

/**
 * biz_journal_item_new_from_json:
 * @row: a record read by %BIZ_JOURNAL_ITEM_SPECIFICATION
 * @company_zero: the company's currency
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): the item, or %NULL with ERP_ERROR_PROTOCOL
 */
BizJournalItem *
biz_journal_item_new_from_json (JsonObject *row,
                                const BizMoney *company_zero,
                                BizCurrencyTable *currencies,
                                GError **error)
{
  g_autoptr (BizJournalItem) self = NULL;
  const char *type;
  gint64 id;
  BizMoney zero;

  g_return_val_if_fail (row != NULL && company_zero != NULL && currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_JOURNAL_ITEM, NULL);
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "display_type", &type, error)
      || !erp_json_get_many2one (row, "account_id", &id, &self->account, error)
      || !erp_json_get_many2one (row, "partner_id", &id, &self->partner, error)
      || !read_text (row, "name", &self->label, error)
      || !read_text (row, "matching_number", &self->matching, error)
      || !biz_money_from_json (row, "debit", company_zero, &self->debit, error)
      || !biz_money_from_json (row, "credit", company_zero, &self->credit, error)
      || !erp_json_get_many2one (row, "currency_id", &id, NULL, error)
      || !biz_currency_table_lookup (currencies, id, &zero, error)
      || !biz_money_from_json (row, "amount_currency", &zero, &self->amount, error)
      || !biz_money_from_json (row, "amount_residual_currency", &zero, &self->residual, error)
      || !erp_json_get_date (row, "date_maturity", &self->maturity, error)
      || !erp_json_get_bool (row, "reconciled", &self->reconciled, error))
    return NULL;
  self->is_instalment = g_strcmp0 (type, "payment_term") == 0;

  return g_steal_pointer (&self);
}

gint64
biz_journal_item_get_id (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), 0);

  return self->id;
}

const char *
biz_journal_item_get_account (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), NULL);

  return self->account;
}

const char *
biz_journal_item_get_partner (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), NULL);

  return self->partner;
}

const char *
biz_journal_item_get_label (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), NULL);

  return self->label;
}

/**
 * biz_journal_item_get_matching:
 * @self: an item
 *
 * Returns: (nullable): the mark that all items settled with it share
 */
const char *
biz_journal_item_get_matching (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), NULL);

  return self->matching;
}

BizMoney
biz_journal_item_get_debit (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), (BizMoney){ 0 });

  return self->debit;
}

BizMoney
biz_journal_item_get_credit (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), (BizMoney){ 0 });

  return self->credit;
}

/**
 * biz_journal_item_get_amount:
 * @self: an item
 *
 * Returns: in the document's currency, debit is positive
 */
BizMoney
biz_journal_item_get_amount (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), (BizMoney){ 0 });

  return self->amount;
}

/**
 * biz_journal_item_get_residual:
 * @self: an item
 *
 * Returns: what is open of it, in the document's currency, debit is positive
 */
BizMoney
biz_journal_item_get_residual (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), (BizMoney){ 0 });

  return self->residual;
}

/**
 * biz_journal_item_get_maturity:
 * @self: an item
 *
 * Returns: (nullable): when it is due
 */
const GDate *
biz_journal_item_get_maturity (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), NULL);

  return g_date_valid (&self->maturity) ? &self->maturity : NULL;
}

gboolean
biz_journal_item_is_instalment (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), FALSE);

  return self->is_instalment;
}

gboolean
biz_journal_item_is_reconciled (BizJournalItem *self)
{
  g_return_val_if_fail (BIZ_IS_JOURNAL_ITEM (self), FALSE);

  return self->reconciled;
}
