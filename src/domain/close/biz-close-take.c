/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-close-private.h"

#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "erp-json.h"

#include <string.h>

typedef gboolean (*RowFunc) (BizClose *self,
                             JsonObject *row,
                             BizCurrencyTable *currencies,
                             GError **error);

static gboolean
each_row (
    BizClose *self, JsonNode *answer, BizCurrencyTable *currencies, RowFunc func, GError **error)
{
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !func (self, row, currencies, error))
        return FALSE;
    }

  return TRUE;
}

/* An account is looked at once, whatever waits there. */
static void
add_account (BizClose *self, gint64 id, char *name, BizCloseKind kind)
{
  BizCloseAccount account = { .id = id, .name = name, .kind = kind, .balance = self->facts.zero };

  for (guint i = 0; i < self->facts.accounts->len; i++)
    {
      if (g_array_index (self->facts.accounts, BizCloseAccount, i).id == id)
        id = 0;
    }
  if (id != 0)
    g_array_append_val (self->facts.accounts, account);
  else
    g_free (name);
}

static gboolean
read_journal (BizClose *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  BizCloseJournal journal = { 0 };
  g_autofree char *suspense = NULL;
  const char *name, *code, *type;

  if (!erp_json_get_int (row, "id", &journal.id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "code", &code, error)
      || !erp_json_get_string (row, "type", &type, error)
      || !erp_json_get_many2one (row, "currency_id", &journal.currency_id, NULL, error)
      || !erp_json_get_many2one (row, "default_account_id", &journal.account_id, NULL, error)
      || !erp_json_get_many2one (row, "suspense_account_id", &journal.suspense_id, &suspense,
                                 error))
    return FALSE;
  if (g_strcmp0 (type, "general") == 0)
    {
      if (self->shelf_id == 0)
        {
          self->shelf_id = journal.id;
          self->shelf_name = g_strdup (name);
        }
      return TRUE;
    }
  journal.ledger = self->facts.zero;
  if (journal.currency_id != 0
      && !biz_currency_table_lookup (currencies, journal.currency_id, &journal.ledger, error))
    return FALSE;
  if (strcmp (journal.ledger.currency, self->facts.zero.currency) == 0)
    journal.currency_id = 0;
  journal.statement = journal.lines = journal.ledger;
  g_date_clear (&journal.statement_date, 1);
  if (journal.suspense_id != 0)
    add_account (self, journal.suspense_id, g_steal_pointer (&suspense), BIZ_CLOSE_SUSPENSE);
  if (journal.account_id == 0)
    return TRUE;
  journal.name = g_strdup (name != NULL ? name : "");
  journal.code = g_strdup (code);
  g_array_append_val (self->facts.journals, journal);

  return TRUE;
}

gboolean
biz_close_take_journals (BizClose *self,
                         JsonNode *answer,
                         BizCurrencyTable *currencies,
                         GError **error)
{
  return each_row (self, answer, currencies, read_journal, error);
}

/* A payment that is booked on the bank's own account at once waits nowhere. */
static gboolean
is_bank_account (BizClose *self, gint64 account)
{
  for (guint i = 0; i < self->facts.journals->len; i++)
    {
      if (g_array_index (self->facts.journals, BizCloseJournal, i).account_id == account)
        return TRUE;
    }

  return FALSE;
}

static gboolean
read_method (BizClose *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  g_autofree char *name = NULL;
  gint64 account;

  if (!erp_json_get_many2one (row, "payment_account_id", &account, &name, error))
    return FALSE;
  if (account != 0 && !is_bank_account (self, account))
    add_account (self, account, g_steal_pointer (&name), BIZ_CLOSE_OUTSTANDING);

  return TRUE;
}

gboolean
biz_close_take_methods (BizClose *self,
                        JsonNode *answer,
                        BizCurrencyTable *currencies,
                        GError **error)
{
  return each_row (self, answer, currencies, read_method, error);
}

/* Until 17 a company has accounts of its own for payments that name none. */
static gboolean
read_company (BizClose *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  static const char *const accounts[] = { "account_journal_payment_debit_account_id",
                                          "account_journal_payment_credit_account_id" };

  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_autofree char *name = NULL;
      gint64 account;

      if (!json_object_has_member (row, accounts[i]))
        continue;
      if (!erp_json_get_many2one (row, accounts[i], &account, &name, error))
        return FALSE;
      if (account != 0 && !is_bank_account (self, account))
        add_account (self, account, g_steal_pointer (&name), BIZ_CLOSE_OUTSTANDING);
    }

  return biz_lock_dates_read (&self->locks, row, self->series, error);
}

gboolean
biz_close_take_company (BizClose *self,
                        JsonNode *answer,
                        BizCurrencyTable *currencies,
                        GError **error)
{
  return each_row (self, answer, currencies, read_company, error);
}

static gboolean
add_amount (JsonObject *row, const char *member, BizMoney *to, GError **error)
{
  BizMoney zero = *to;
  BizMoney amount;

  zero.minor = 0;

  return biz_money_from_json_rounded (row, member, &zero, &amount, error)
         && biz_money_add (to, &amount, to, error);
}

static BizCloseJournal *
find_journal (BizClose *self, gint64 id)
{
  for (guint i = 0; i < self->facts.journals->len; i++)
    {
      BizCloseJournal *journal = &g_array_index (self->facts.journals, BizCloseJournal, i);

      if (journal->id == id)
        return journal;
    }

  return NULL;
}

/* Whose account it is: of the journal that booked it, where several share one; what came from
 * elsewhere is the first one's. */
static BizCloseJournal *
find_owner (BizClose *self, gint64 account, gint64 booked_in)
{
  BizCloseJournal *own = find_journal (self, booked_in);

  if (own != NULL && own->account_id == account)
    return own;
  for (guint i = 0; i < self->facts.journals->len; i++)
    {
      BizCloseJournal *journal = &g_array_index (self->facts.journals, BizCloseJournal, i);

      if (journal->account_id == account)
        return journal;
    }

  return NULL;
}

/* A bank in another currency is compared in that. */
static gboolean
read_balance (BizClose *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  gint64 account, currency, booked_in;
  BizCloseJournal *journal;

  if (!erp_json_get_many2one (row, "account_id", &account, NULL, error)
      || !erp_json_get_many2one (row, "journal_id", &booked_in, NULL, error)
      || !erp_json_get_many2one (row, "currency_id", &currency, NULL, error))
    return FALSE;
  journal = find_owner (self, account, booked_in);
  if (journal != NULL && (journal->currency_id == 0 || journal->currency_id == currency)
      && !add_amount (row, journal->currency_id != 0 ? "amount_currency:sum" : "balance:sum",
                      &journal->ledger, error))
    return FALSE;
  for (guint i = 0; i < self->facts.accounts->len; i++)
    {
      BizCloseAccount *there = &g_array_index (self->facts.accounts, BizCloseAccount, i);

      if (there->id == account && !add_amount (row, "balance:sum", &there->balance, error))
        return FALSE;
    }

  return TRUE;
}

gboolean
biz_close_take_balances (BizClose *self,
                         JsonNode *answer,
                         BizCurrencyTable *currencies,
                         GError **error)
{
  return each_row (self, answer, currencies, read_balance, error);
}

/* The newest come first. */
static gboolean
read_statement (BizClose *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  BizCloseJournal *journal;
  gint64 id;

  if (!erp_json_get_many2one (row, "journal_id", &id, NULL, error))
    return FALSE;
  journal = find_journal (self, id);
  if (journal == NULL || journal->has_statement)
    return TRUE;
  journal->has_statement = TRUE;

  return erp_json_get_date (row, "date", &journal->statement_date, error)
         && add_amount (row, "balance_end_real", &journal->statement, error);
}

gboolean
biz_close_take_statements (BizClose *self,
                           JsonNode *answer,
                           BizCurrencyTable *currencies,
                           GError **error)
{
  return each_row (self, answer, currencies, read_statement, error);
}

static gboolean
read_lines (BizClose *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  BizCloseJournal *journal;
  gint64 id;

  if (!erp_json_get_many2one (row, "journal_id", &id, NULL, error))
    return FALSE;
  journal = find_journal (self, id);
  if (journal == NULL)
    return TRUE;
  journal->has_lines = TRUE;

  return add_amount (row, "amount:sum", &journal->lines, error);
}

gboolean
biz_close_take_lines (BizClose *self,
                      JsonNode *answer,
                      BizCurrencyTable *currencies,
                      GError **error)
{
  return each_row (self, answer, currencies, read_lines, error);
}

/* One sum, where all are in the company's currency. */
static gboolean
read_bank_lines (BizClose *self, JsonObject *row, BizCurrencyTable *currencies, GError **error)
{
  BizCloseCount *count = &self->facts.bank_lines;
  BizCloseJournal *journal;
  gint64 id, n;

  if (!erp_json_get_many2one (row, "journal_id", &id, NULL, error)
      || !erp_json_get_int (row, "__count", &n, error))
    return FALSE;
  journal = find_journal (self, id);
  count->count += (guint)MAX (n, 0);
  if (journal == NULL || journal->currency_id != 0)
    count->has_sum = FALSE;

  return !count->has_sum || add_amount (row, "amount:sum", &count->sum, error);
}

gboolean
biz_close_take_bank_lines (BizClose *self,
                           JsonNode *answer,
                           BizCurrencyTable *currencies,
                           GError **error)
{
  self->facts.bank_lines = (BizCloseCount){ TRUE, 0, TRUE, self->facts.zero };

  return each_row (self, answer, currencies, read_bank_lines, error);
}

static gboolean
take_sums (BizClose *self, JsonNode *answer, const char *sum, BizCloseCount *count, GError **error)
{
  JsonArray *rows;

  *count = (BizCloseCount){ TRUE, 0, TRUE, self->facts.zero };
  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      gint64 n;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "__count", &n, error)
          || !add_amount (row, sum, &count->sum, error))
        return FALSE;
      count->count += (guint)MAX (n, 0);
    }

  return TRUE;
}

gboolean
biz_close_take_drafts (BizClose *self,
                       JsonNode *answer,
                       BizCurrencyTable *currencies,
                       GError **error)
{
  return take_sums (self, answer, "amount_total_signed:sum", &self->facts.drafts, error);
}

gboolean
biz_close_take_paid_open (BizClose *self,
                          JsonNode *answer,
                          BizCurrencyTable *currencies,
                          GError **error)
{
  return take_sums (self, answer, "amount_residual_signed:sum", &self->facts.paid_open, error);
}

static gboolean
take_number (JsonNode *answer, BizCloseCount *count, GError **error)
{
  g_autoptr (JsonObject) holder = json_object_new ();
  gint64 n;

  json_object_set_member (holder, "count", json_node_ref (answer));
  if (!erp_json_get_int (holder, "count", &n, error))
    return FALSE;
  *count = (BizCloseCount){ .known = TRUE, .count = (guint)MAX (n, 0) };

  return TRUE;
}

gboolean
biz_close_take_review (BizClose *self,
                       JsonNode *answer,
                       BizCurrencyTable *currencies,
                       GError **error)
{
  return take_number (answer, &self->facts.review, error);
}

gboolean
biz_close_take_nobody (BizClose *self,
                       JsonNode *answer,
                       BizCurrencyTable *currencies,
                       GError **error)
{
  return take_number (answer, &self->facts.nobody, error);
}

static gboolean
take_right (JsonNode *answer, gboolean *right)
{
  *right = JSON_NODE_HOLDS_VALUE (answer) && json_node_get_value_type (answer) == G_TYPE_BOOLEAN
           && json_node_get_boolean (answer);

  return TRUE;
}

gboolean
biz_close_take_may_lock (BizClose *self,
                         JsonNode *answer,
                         BizCurrencyTable *currencies,
                         GError **error)
{
  return take_right (answer, &self->may_lock);
}

gboolean
biz_close_take_may_except (BizClose *self,
                           JsonNode *answer,
                           BizCurrencyTable *currencies,
                           GError **error)
{
  return take_right (answer, &self->may_except);
}

gboolean
biz_close_take_may_write_journal (BizClose *self,
                                  JsonNode *answer,
                                  BizCurrencyTable *currencies,
                                  GError **error)
{
  return take_right (answer, &self->may_write_journal);
}

static ErpDomain *
new_journal_domain (const BizCloseJournal *journal)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_int (domain, "journal_id", "=", journal->id);
  if (journal->has_statement && g_date_valid (&journal->statement_date))
    {
      g_autoptr (ErpDomain) later = erp_domain_new ();
      g_autoptr (ErpDomain) same = erp_domain_new ();
      ErpDomain *const any[] = { later, same };

      erp_domain_add_date (later, "date", ">", &journal->statement_date);
      erp_domain_add_date (same, "date", "=", &journal->statement_date);
      erp_domain_add_bool (same, "statement_id", "=", FALSE);
      erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
    }

  return domain;
}

ErpDomain *
biz_close_new_line_domain (BizClose *self)
{
  GArray *journals = self->facts.journals;
  g_autoptr (GPtrArray) any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);
  ErpDomain *domain;

  if (journals->len == 0)
    return NULL;
  domain = erp_domain_new ();
  erp_domain_add_int (domain, "company_id", "=", self->facts.company_id);
  erp_domain_add_date (domain, "date", "<=", &self->facts.end);
  erp_domain_add_string (domain, "move_id.state", "=", "posted");
  for (guint i = 0; i < journals->len; i++)
    g_ptr_array_add (any, new_journal_domain (&g_array_index (journals, BizCloseJournal, i)));
  erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);

  return domain;
}

ErpDomain *
biz_close_new_balance_domain (BizClose *self)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  ErpDomain *domain;

  for (guint i = 0; i < self->facts.journals->len; i++)
    g_array_append_val (ids, g_array_index (self->facts.journals, BizCloseJournal, i).account_id);
  for (guint i = 0; i < self->facts.accounts->len; i++)
    g_array_append_val (ids, g_array_index (self->facts.accounts, BizCloseAccount, i).id);
  if (ids->len == 0)
    return NULL;
  domain = erp_domain_new ();
  erp_domain_add_ids (domain, "account_id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_int (domain, "company_id", "=", self->facts.company_id);
  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_date (domain, "date", "<=", &self->facts.end);

  return domain;
}
