/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-item.h"

#include "biz-currency-table.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define NAMED "{\"fields\":{\"display_name\":{}}}"

struct _BizItem
{
  GObject parent_instance;

  BizItemFacts facts;
};

G_DEFINE_FINAL_TYPE (BizItem, biz_item, G_TYPE_OBJECT)

static void
biz_item_finalize (GObject *object)
{
  BizItemFacts *facts = &BIZ_ITEM (object)->facts;

  g_free (facts->document);
  g_free (facts->label);
  g_free (facts->reference);
  g_free (facts->account);
  g_free (facts->partner);
  g_free (facts->journal);
  g_free (facts->company);
  g_free (facts->matching);

  G_OBJECT_CLASS (biz_item_parent_class)->finalize (object);
}

static void
biz_item_class_init (BizItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_item_finalize;
}

static void
biz_item_init (BizItem *self)
{
  g_date_clear (&self->facts.date, 1);
  g_date_clear (&self->facts.due, 1);
}

const char *
biz_item_get_specification (void)
{
  return "{\"move_id\":{},\"move_name\":{},\"move_type\":{},\"name\":{},\"ref\":{},\"date\":{},"
         "\"date_maturity\":{},\"account_id\":" NAMED ",\"account_type\":{},\"partner_id\":" NAMED
         ",\"journal_id\":" NAMED ",\"company_id\":" NAMED ",\"debit\":{},\"credit\":{},"
         "\"amount_residual\":{},\"company_currency_id\":{},\"amount_currency\":{},"
         "\"amount_residual_currency\":{},\"currency_id\":{},\"reconciled\":{},"
         "\"matching_number\":{},\"statement_line_id\":{}}";
}

static gboolean
read_text (JsonObject *row, const char *member, char **text, GError **error)
{
  const char *value;

  if (!erp_json_get_string (row, member, &value, error))
    return FALSE;
  *text = value != NULL && *value != '\0' ? g_strdup (value) : NULL;

  return TRUE;
}

static gboolean
read_words (BizItemFacts *facts, JsonObject *row, GError **error)
{
  static const struct
  {
    const char *word;
    BizMoveType type;
  } types[] = {
    { "out_invoice", BIZ_MOVE_INVOICE },    { "out_refund", BIZ_MOVE_CREDIT_NOTE },
    { "in_invoice", BIZ_MOVE_VENDOR_BILL }, { "in_refund", BIZ_MOVE_VENDOR_CREDIT },
    { "out_receipt", BIZ_MOVE_RECEIPT },    { "in_receipt", BIZ_MOVE_RECEIPT },
  };
  const char *type, *account_type;

  if (!erp_json_get_string (row, "move_type", &type, error)
      || !erp_json_get_string (row, "account_type", &account_type, error))
    return FALSE;
  facts->move_type = BIZ_MOVE_ENTRY;
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_strcmp0 (types[i].word, type) == 0)
        facts->move_type = types[i].type;
    }
  facts->side =
      g_strcmp0 (account_type, "liability_payable") == 0 ? BIZ_ITEM_PAYABLE : BIZ_ITEM_RECEIVABLE;
  /* An entry without a number yet has "/". */
  if (g_strcmp0 (facts->document, "/") == 0)
    g_clear_pointer (&facts->document, g_free);

  return TRUE;
}

static gboolean
read_texts (BizItemFacts *facts, JsonObject *row, GError **error)
{
  return read_text (row, "move_name", &facts->document, error)
         && read_text (row, "name", &facts->label, error)
         && read_text (row, "ref", &facts->reference, error)
         && read_text (row, "matching_number", &facts->matching, error)
         && erp_json_get_many2one (row, "account_id", &facts->account_id, &facts->account, error)
         && erp_json_get_many2one (row, "partner_id", &facts->partner_id, &facts->partner, error)
         && erp_json_get_many2one (row, "journal_id", &facts->journal_id, &facts->journal, error)
         && erp_json_get_many2one (row, "company_id", &facts->company_id, &facts->company, error)
         && read_words (facts, row, error);
}

static gboolean
read_amounts (BizItemFacts *facts, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  gint64 own_id, company_id;
  BizMoney own, books;

  return erp_json_get_many2one (row, "currency_id", &own_id, NULL, error)
         && erp_json_get_many2one (row, "company_currency_id", &company_id, NULL, error)
         && biz_currency_table_lookup (currencies, company_id, &books, error)
         && biz_currency_table_lookup (currencies, own_id != 0 ? own_id : company_id, &own, error)
         && biz_money_from_json (row, "debit", &books, &facts->debit, error)
         && biz_money_from_json (row, "credit", &books, &facts->credit, error)
         && biz_money_from_json (row, "amount_residual", &books, &facts->open, error)
         && biz_money_from_json (row, "amount_currency", &own, &facts->amount, error)
         && biz_money_from_json (row, "amount_residual_currency", &own, &facts->residual, error);
}

/**
 * biz_item_new_from_json:
 * @row: a record read by biz_item_get_specification()
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): the item, or %NULL with ERP_ERROR_PROTOCOL
 */
BizItem *
biz_item_new_from_json (JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  g_autoptr (BizItem) self = NULL;
  BizItemFacts *facts;

  g_return_val_if_fail (row != NULL && currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_ITEM, NULL);
  facts = &self->facts;
  if (!erp_json_get_int (row, "id", &facts->id, error) || !read_texts (facts, row, error)
      || !erp_json_get_many2one (row, "move_id", &facts->move_id, NULL, error)
      || !erp_json_get_many2one (row, "statement_line_id", &facts->statement_line_id, NULL, error)
      || !erp_json_get_date (row, "date", &facts->date, error)
      || !erp_json_get_date (row, "date_maturity", &facts->due, error)
      || !erp_json_get_bool (row, "reconciled", &facts->reconciled, error)
      || !read_amounts (facts, row, currencies, error))
    return NULL;

  return g_steal_pointer (&self);
}

const BizItemFacts *
biz_item_get_facts (BizItem *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM (self), NULL);

  return &self->facts;
}

gint64
biz_item_get_id (BizItem *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM (self), 0);

  return self->facts.id;
}

/* A match of several currencies may leave an item open in one of its two amounts alone. */
static int
get_sign (const BizItemFacts *facts)
{
  gint64 open = facts->open.minor != 0 ? facts->open.minor : facts->residual.minor;

  if (open == 0)
    open = facts->amount.minor;

  return (open > 0) - (open < 0);
}

gboolean
biz_item_is_claim (BizItem *self)
{
  g_return_val_if_fail (BIZ_IS_ITEM (self), FALSE);

  return get_sign (&self->facts) == (self->facts.side == BIZ_ITEM_RECEIVABLE ? 1 : -1);
}

int
biz_item_get_days_overdue (BizItem *self, const GDate *today)
{
  const BizItemFacts *facts = biz_item_get_facts (self);

  g_return_val_if_fail (today != NULL && g_date_valid (today), 0);

  if (facts->reconciled || !g_date_valid (&facts->due) || !biz_item_is_claim (self))
    return 0;

  return MAX (0, g_date_days_between (&facts->due, today));
}

/**
 * biz_item_get_title:
 * @self: an item
 *
 * Returns: (transfer full): what a sentence calls it
 */
char *
biz_item_get_title (BizItem *self)
{
  const BizItemFacts *facts = biz_item_get_facts (self);

  if (facts->document != NULL)
    return g_strdup (facts->document);
  if (facts->label != NULL)
    return g_strdup (facts->label);

  /* Translators: an item of an account without a number; %lld is its id */
  return g_strdup_printf (_ ("Item %lld"), (long long)facts->id);
}

const char *
biz_item_side_to_label (BizItemSide side)
{
  return side == BIZ_ITEM_PAYABLE ? _ ("Payable") : _ ("Receivable");
}
