/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-calls.h"

#include "biz-match-desk-private.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

#include <math.h>

#define HISTORY 500
#define PAYMENTS_BACK 90 /* days a payment on its way may be older than the oldest line */

typedef gboolean (*ReadFunc) (BizMatchDesk *desk, JsonObject *row, GError **error);

static const char *
keep (BizMatchDesk *desk, const char *text)
{
  return text != NULL && *text != '\0' ? g_string_chunk_insert (desk->texts, text) : NULL;
}

static const char *
keep_once (BizMatchDesk *desk, const char *text)
{
  return text != NULL && *text != '\0' ? g_string_chunk_insert_const (desk->texts, text) : NULL;
}

static void
keep_account (BizMatchDesk *desk, gint64 id, const char *name)
{
  if (id != 0 && name != NULL && !g_hash_table_contains (desk->accounts, &id))
    g_hash_table_insert (desk->accounts, g_memdup2 (&id, sizeof id),
                         g_string_chunk_insert (desk->texts, name));
}

/* "EREF+..." behind the text, as it was written there by an import. */
static const char *
find_end_to_end (const char *text)
{
  const char *mark = text != NULL ? g_strrstr (text, "EREF+") : NULL;

  return mark != NULL ? mark + 5 : NULL;
}

static gboolean
read_line_texts (BizMatchDesk *desk, JsonObject *row, BizOpenLine *open, GError **error)
{
  BizMatchLine *line = &open->line;
  const char *text, *name, *account, *reference;

  if (!erp_json_get_int (row, "id", &line->id, error)
      || !erp_json_get_date (row, "date", &line->date, error)
      || !erp_json_get_string (row, "payment_ref", &text, error)
      || !erp_json_get_string (row, "partner_name", &name, error)
      || !erp_json_get_string (row, "account_number", &account, error)
      || !erp_json_get_string (row, "ref", &reference, error)
      || !erp_json_get_many2one (row, "partner_id", &open->partner_id, NULL, error))
    return FALSE;
  line->text = keep (desk, text);
  line->name = keep (desk, name);
  line->account = keep (desk, account);
  line->bank_reference = keep (desk, reference);
  line->end_to_end = find_end_to_end (line->text);

  return TRUE;
}

/* Whether somebody is to look at it again: older servers say so, newer ones that it was done. */
static gboolean
read_flag (JsonObject *row, BizOpenLine *open, GError **error)
{
  gboolean checked = TRUE;

  if (json_object_has_member (row, "to_check"))
    return erp_json_get_bool (row, "to_check", &open->to_check, error);
  if (!json_object_has_member (row, "checked"))
    return TRUE;
  if (!erp_json_get_bool (row, "checked", &checked, error))
    return FALSE;
  open->to_check = !checked;

  return TRUE;
}

/* What is still to be said of a line: in its own currency, or, exchanged, in the other one too. */
static gboolean
read_line (BizMatchDesk *desk, JsonObject *row, GError **error)
{
  const BizMoney *zero = biz_bank_journal_get_zero (desk->journal);
  BizOpenLine open = { 0 };
  BizMoney other, residual;

  if (!read_line_texts (desk, row, &open, error) || !read_flag (row, &open, error)
      || !erp_json_get_many2one (row, "move_id", &open.move_id, NULL, error)
      || !erp_json_get_many2one (row, "foreign_currency_id", &open.foreign_id, NULL, error)
      || !biz_money_from_json (row, "amount", zero, &open.line.amount, error))
    return FALSE;
  open.whole = open.line.amount;
  if (open.foreign_id != 0)
    {
      if (!biz_currency_table_lookup (desk->currencies, open.foreign_id, &other, error)
          || !biz_money_from_json (row, "amount_currency", &other, &open.line.original, error))
        return FALSE;
    }
  else
    {
      if (!biz_money_from_json (row, "amount_residual", zero, &residual, error))
        return FALSE;
      open.line.amount = biz_money_negate (&residual);
    }
  g_array_append_val (desk->lines, open);

  return TRUE;
}

static gboolean
read_discount (
    BizMatchDesk *desk, JsonObject *row, const BizMoney *zero, BizMatchItem *item, GError **error)
{
  BizMoney whole;

  if (!erp_json_get_date (row, "discount_date", &item->discount_date, error))
    return FALSE;
  item->discount_residual = *zero;
  if (!g_date_valid (&item->discount_date))
    return TRUE;
  if (!biz_money_from_json (row, "amount_currency", zero, &whole, error)
      || !biz_money_from_json (row, "discount_amount_currency", zero, &item->discount_residual,
                               error))
    return FALSE;
  /* it is for the whole at once, not for a rest */
  if (!biz_money_equal (&whole, &item->residual))
    {
      g_date_clear (&item->discount_date, 1);
      item->discount_residual = *zero;
    }

  return TRUE;
}

static gboolean
read_item (BizMatchDesk *desk, JsonObject *row, GError **error)
{
  BizOpenItem open = { 0 };
  BizMatchItem *item = &open.item;
  g_autofree char *partner = NULL;
  g_autofree char *account = NULL;
  const char *number, *ref;
  BizMoney zero;

  if (!erp_json_get_int (row, "id", &item->id, error)
      || !erp_json_get_many2one (row, "partner_id", &item->partner_id, &partner, error)
      || !erp_json_get_many2one (row, "account_id", &open.account_id, &account, error)
      || !erp_json_get_many2one (row, "move_id", &open.move_id, NULL, error)
      || !erp_json_get_string (row, "move_name", &number, error)
      || !erp_json_get_string (row, "ref", &ref, error)
      || !erp_json_get_date (row, "date", &item->date, error)
      || !erp_json_get_date (row, "date_maturity", &item->due, error)
      || !erp_json_get_many2one (row, "currency_id", &open.currency_id, NULL, error)
      || !biz_currency_table_lookup (desk->currencies, open.currency_id, &zero, error)
      || !biz_money_from_json (row, "amount_residual_currency", &zero, &item->residual, error)
      || !read_discount (desk, row, &zero, item, error))
    return FALSE;
  if (item->residual.minor == 0)
    return TRUE;
  item->number = keep (desk, number);
  item->ref = keep (desk, ref);
  open.partner = keep_once (desk, partner);
  keep_account (desk, open.account_id, account);
  g_array_append_val (desk->items, open);
  g_hash_table_replace (desk->by_id, g_memdup2 (&item->id, sizeof item->id),
                        GUINT_TO_POINTER (desk->items->len));

  return TRUE;
}

static gboolean
read_account (BizMatchDesk *desk, JsonObject *row, GError **error)
{
  BizMatchPartner partner = { 0 };
  g_autofree char *name = NULL;
  const char *account;

  if (!erp_json_get_many2one (row, "partner_id", &partner.id, &name, error)
      || !erp_json_get_string (row, "sanitized_acc_number", &account, error))
    return FALSE;
  partner.name = keep (desk, name);
  partner.account = keep (desk, account);
  if (partner.id != 0 && partner.name != NULL)
    g_array_append_val (desk->partners, partner);

  return TRUE;
}

/* Amounts of rules are in whole units of the journal's currency. */
static gboolean
read_limit (BizMatchDesk *desk, JsonObject *row, const char *member, gint64 *minor, GError **error)
{
  double units, factor = pow (10, biz_bank_journal_get_zero (desk->journal)->digits);

  if (!erp_json_get_double (row, member, &units, error))
    return FALSE;
  *minor = fabs (units) < 1e12 ? (gint64)llround (fabs (units) * factor) : 0;

  return TRUE;
}

static gboolean
read_rule_amounts (BizMatchDesk *desk, JsonObject *row, BizMatchRule *rule, GError **error)
{
  const char *kind;

  if (!erp_json_get_string (row, "match_amount", &kind, error)
      || !read_limit (desk, row, "match_amount_min", &rule->min, error)
      || !read_limit (desk, row, "match_amount_max", &rule->max, error))
    return FALSE;
  if (g_strcmp0 (kind, "between") != 0 && g_strcmp0 (kind, "greater") != 0)
    rule->min = 0;
  if (g_strcmp0 (kind, "between") != 0 && g_strcmp0 (kind, "lower") != 0)
    rule->max = 0;

  return TRUE;
}

/* Older and newer servers say it differently. */
static void
read_rule_kind (JsonObject *row, BizMatchRule *rule)
{
  const char *trigger = NULL, *nature = NULL;
  gboolean automatic = FALSE;

  if (json_object_has_member (row, "trigger"))
    erp_json_get_string (row, "trigger", &trigger, NULL);
  if (json_object_has_member (row, "match_nature"))
    erp_json_get_string (row, "match_nature", &nature, NULL);
  if (json_object_has_member (row, "auto_reconcile"))
    erp_json_get_bool (row, "auto_reconcile", &automatic, NULL);
  rule->is_auto = automatic || g_strcmp0 (trigger, "auto_reconcile") == 0;
  rule->sign = g_strcmp0 (nature, "amount_received") == 0 ? 1
               : g_strcmp0 (nature, "amount_paid") == 0   ? -1
                                                          : 0;
  if (json_object_has_member (row, "mapped_partner_id"))
    erp_json_get_many2one (row, "mapped_partner_id", &rule->payer_id, NULL, NULL);
}

static gboolean
is_for_journal (BizMatchDesk *desk, JsonObject *row, gboolean *fits, GError **error)
{
  g_autoptr (GArray) journals = NULL;

  if (!erp_json_get_ids (row, "match_journal_ids", &journals, error))
    return FALSE;
  *fits = journals->len == 0;
  for (guint i = 0; i < journals->len; i++)
    *fits |= g_array_index (journals, gint64, i) == biz_bank_journal_get_id (desk->journal);

  return TRUE;
}

static gboolean
read_rule (BizMatchDesk *desk, JsonObject *row, GError **error)
{
  BizMatchRule rule = { 0 };
  const char *name, *label, *parameter;
  gint64 sequence;
  gboolean fits;

  if (!erp_json_get_int (row, "id", &rule.id, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_int (row, "sequence", &sequence, error)
      || !erp_json_get_string (row, "match_label", &label, error)
      || !erp_json_get_string (row, "match_label_param", &parameter, error)
      || !read_rule_amounts (desk, row, &rule, error) || !is_for_journal (desk, row, &fits, error))
    return FALSE;
  /* a button for people is no rule */
  if (!fits || label == NULL || parameter == NULL)
    return TRUE;
  read_rule_kind (row, &rule);
  rule.name = keep (desk, name != NULL ? name : "–");
  rule.sequence = (int)CLAMP (sequence, 0, 100000);
  if (g_strcmp0 (label, "contains") == 0)
    rule.contains = keep (desk, parameter);
  else if (g_strcmp0 (label, "not_contains") == 0)
    rule.contains_not = keep (desk, parameter);
  else
    rule.pattern = keep (desk, parameter);
  g_array_append_val (desk->rules, rule);

  return TRUE;
}

/* The account of a rule that books all of a line to one; others are left to people. */
static gboolean
read_rule_line (BizMatchDesk *desk, JsonObject *row, GError **error)
{
  const char *kind, *amount;
  g_autofree char *name = NULL;
  gint64 model, account;

  if (!erp_json_get_many2one (row, "model_id", &model, NULL, error)
      || !erp_json_get_many2one (row, "account_id", &account, &name, error)
      || !erp_json_get_string (row, "amount_type", &kind, error)
      || !erp_json_get_string (row, "amount_string", &amount, error))
    return FALSE;
  for (guint i = 0; i < desk->rules->len; i++)
    {
      BizMatchRule *rule = &g_array_index (desk->rules, BizMatchRule, i);

      if (rule->id != model)
        continue;
      if (rule->account_id != 0 || g_strcmp0 (amount, "100") != 0
          || !g_str_has_prefix (kind != NULL ? kind : "", "percentage"))
        {
          g_array_remove_index (desk->rules, i);
          return TRUE;
        }
      rule->account_id = account;
      keep_account (desk, account, name);
    }

  return TRUE;
}

static gboolean
read_habit (BizMatchDesk *desk, JsonObject *row, GError **error)
{
  BizOpenLine habit = { 0 };

  if (!read_line_texts (desk, row, &habit, error)
      || !biz_money_from_json (row, "amount", biz_bank_journal_get_zero (desk->journal),
                               &habit.line.amount, error))
    return FALSE;
  g_array_append_val (desk->habits, habit);

  return TRUE;
}

static const struct
{
  const char *model;
  const char *order;
  ReadFunc read;
  const char *const fields[16];
} steps[] = {
  [BIZ_MATCH_STEP_LINES] = { "account.bank.statement.line",
                             "id",
                             read_line,
                             { "id", "date", "payment_ref", "partner_name", "account_number", "ref",
                               "partner_id", "move_id", "amount", "amount_residual",
                               "foreign_currency_id", "amount_currency", NULL } },
  [BIZ_MATCH_STEP_ITEMS] = { "account.move.line",
                             "id",
                             read_item,
                             { "id", "partner_id", "account_id", "move_id", "move_name", "ref",
                               "date", "date_maturity", "currency_id", "amount_residual_currency",
                               "amount_currency", "discount_date", "discount_amount_currency",
                               NULL } },
  [BIZ_MATCH_STEP_ACCOUNTS] = { "res.partner.bank",
                                "id",
                                read_account,
                                { "id", "partner_id", "sanitized_acc_number", NULL } },
  [BIZ_MATCH_STEP_RULES] = { "account.reconcile.model",
                             "id",
                             read_rule,
                             { "id", "name", "sequence", "match_label", "match_label_param",
                               "match_amount", "match_amount_min", "match_amount_max",
                               "match_journal_ids", NULL } },
  [BIZ_MATCH_STEP_RULE_LINES] = { "account.reconcile.model.line",
                                  "id",
                                  read_rule_line,
                                  { "id", "model_id", "account_id", "amount_type", "amount_string",
                                    NULL } },
  [BIZ_MATCH_STEP_HISTORY] = { "account.bank.statement.line",
                               "id desc",
                               read_habit,
                               { "id", "date", "payment_ref", "partner_name", "account_number",
                                 "ref", "partner_id", "amount", NULL } },
};

typedef struct
{
  BizMatchDesk *desk; /* (owned) */
  BizMatchStep step;
} Decoding;

static void
free_decoding (gpointer data)
{
  Decoding *decoding = data;

  g_clear_object (&decoding->desk);
  g_free (decoding);
}

/* In a worker thread; one page after another, so that nobody else is at the desk. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  Decoding *decoding = user_data;
  g_autofree BizMatchPage *page = g_new0 (BizMatchPage, 1);
  JsonArray *array;

  if (!erp_json_get_array (result, &array, error))
    return NULL;
  page->n_rows = json_array_get_length (array);
  for (guint i = 0; i < page->n_rows; i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (array, i), &row, error)
          || !erp_json_get_int (row, "id", &page->last_id, error)
          || !steps[decoding->step].read (decoding->desk, row, error))
        return NULL;
    }

  return g_steal_pointer (&page);
}

static void
add_line_conditions (BizMatchDesk *desk, ErpDomain *domain, gboolean open)
{
  erp_domain_add_int (domain, "journal_id", "=", biz_bank_journal_get_id (desk->journal));
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_bool (domain, "is_reconciled", "=", !open);
  if (!open)
    erp_domain_add_bool (domain, "partner_id", "!=", FALSE);
}

/* Claims and debts, and payments of this bank that are on their way. */
static void
add_item_conditions (BizMatchDesk *desk, ErpDomain *domain)
{
  static const char *const types[] = { "asset_receivable", "liability_payable", NULL };
  g_autoptr (ErpDomain) claims = erp_domain_new ();
  g_autoptr (ErpDomain) payments = erp_domain_new ();
  ErpDomain *const any[] = { claims, payments };
  GDate since = g_array_index (desk->lines, BizOpenLine, 0).line.date;

  for (guint i = 0; i < desk->lines->len; i++)
    {
      const GDate *date = &g_array_index (desk->lines, BizOpenLine, i).line.date;

      if (g_date_compare (date, &since) < 0)
        since = *date;
    }
  g_date_subtract_days (&since, PAYMENTS_BACK);
  erp_domain_add_strv (claims, "account_type", "in", types);
  erp_domain_add_string (payments, "account_type", "=", "asset_current");
  erp_domain_add_bool (payments, "account_id.reconcile", "=", TRUE);
  erp_domain_add_bool (payments, "payment_id", "!=", FALSE);
  erp_domain_add_int (payments, "journal_id", "=", biz_bank_journal_get_id (desk->journal));
  erp_domain_add_date (payments, "date", ">=", &since);
  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_bool (domain, "reconciled", "=", FALSE);
  erp_domain_add_int (domain, "company_id", "=", biz_bank_journal_get_company_id (desk->journal));
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

/* FALSE where no line has an account. */
static gboolean
add_account_conditions (BizMatchDesk *desk, ErpDomain *domain)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree const char **keys = NULL;

  for (guint i = 0; i < desk->lines->len; i++)
    {
      const char *account = g_array_index (desk->lines, BizOpenLine, i).line.account;
      GString *clean = g_string_new (NULL);

      for (; account != NULL && *account != '\0'; account++)
        if (g_ascii_isalnum (*account))
          g_string_append_c (clean, g_ascii_toupper (*account));
      g_hash_table_add (numbers, g_string_free (clean, FALSE));
    }
  g_hash_table_remove (numbers, "");
  if (g_hash_table_size (numbers) == 0)
    return FALSE;
  keys = (const char **)g_hash_table_get_keys_as_array (numbers, NULL);
  erp_domain_add_strv (domain, "sanitized_acc_number", "in", keys);

  return TRUE;
}

/* What rules are made of differs by version; where that is not known, they are for people. */
static void
set_fields (ErpCall *call, BizMatchStep step, gint64 series)
{
  static const char *const old[] = { "rule_type", "auto_reconcile", "match_nature", NULL };
  static const char *const fresh[] = { "trigger", "mapped_partner_id", NULL };
  static const char *const old_flag[] = { "to_check", NULL };
  static const char *const fresh_flag[] = { "checked", NULL };
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fields = NULL;

  g_strv_builder_addv (builder, (const char **)steps[step].fields);
  if (step == BIZ_MATCH_STEP_RULES && series > 0)
    g_strv_builder_addv (builder, (const char **)(series < 18 ? old : fresh));
  if (step == BIZ_MATCH_STEP_LINES && series > 0)
    g_strv_builder_addv (builder, (const char **)(series < 18 ? old_flag : fresh_flag));
  fields = g_strv_builder_end (builder);
  erp_call_set_arg_strv (call, "fields", (const char *const *)fields);
}

/* FALSE where there is nothing to ask. */
static gboolean
add_conditions (BizMatchDesk *desk, BizMatchStep step, ErpDomain *domain)
{
  const gint64 company = biz_bank_journal_get_company_id (desk->journal);

  switch (step)
    {
    case BIZ_MATCH_STEP_LINES:
      add_line_conditions (desk, domain, TRUE);
      return TRUE;
    case BIZ_MATCH_STEP_ITEMS:
      if (desk->lines->len > 0)
        add_item_conditions (desk, domain);
      return desk->lines->len > 0;
    case BIZ_MATCH_STEP_ACCOUNTS:
      return add_account_conditions (desk, domain);
    case BIZ_MATCH_STEP_RULES:
    case BIZ_MATCH_STEP_RULE_LINES:
      erp_domain_add_int (domain, "company_id", "=", company);
      return desk->lines->len > 0 && (step == BIZ_MATCH_STEP_RULES || desk->rules->len > 0);
    case BIZ_MATCH_STEP_HISTORY:
      add_line_conditions (desk, domain, FALSE);
      return desk->lines->len > 0;
    case BIZ_MATCH_N_STEPS:
    default:
      g_return_val_if_reached (FALSE);
    }
}

ErpCall *
biz_match_calls_new (BizMatchDesk *desk, ErpSession *session, BizMatchStep step, gint64 after)
{
  const char *version =
      erp_capabilities_get_server_version (erp_session_get_capabilities (session));
  const gint64 company = biz_bank_journal_get_company_id (desk->journal);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  Decoding *decoding;
  ErpCall *call;

  if (!add_conditions (desk, step, domain))
    return NULL;
  if (after > 0)
    erp_domain_add_int (domain, "id", ">", after);
  call = erp_call_new_read (steps[step].model, "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  set_fields (call, step, version != NULL ? g_ascii_strtoll (version, NULL, 10) : 0);
  erp_call_set_arg_string (call, "order", steps[step].order);
  erp_call_set_arg_int (call, "limit", step == BIZ_MATCH_STEP_HISTORY ? HISTORY : BIZ_MATCH_PAGE);
  erp_call_set_companies (call, &company, 1);
  decoding = g_new0 (Decoding, 1);
  decoding->desk = g_object_ref (desk);
  decoding->step = step;
  erp_call_set_decoder (call, decode, decoding, free_decoding, g_free);

  return call;
}
