/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-close-private.h"

#include "biz-ageing-json.h"
#include "biz-ageing-store.h"
#include "biz-currency-table.h"
#include "biz-decimal.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* Statements that are looked at for the last one of each bank. */
#define MAX_STATEMENTS 2000

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizClose *close;              /* (owned) */
  BizAgeingBook *book;          /* (owned) (nullable) */
  GHashTable *customers;        /* (owned) (nullable): id -> minor units in the ledger */
  guint n_pending;
  guint n_accounts_pending; /* what tells which accounts there are */
  GError *error;            /* (owned) (nullable) */
} Load;

/* One answer that is waited for. */
typedef struct
{
  GTask *task; /* (owned) */
  BizCloseTake take;
  gboolean optional; /* without the right it is as if it were not there */
  void (*then) (GTask *task);
} Part;

static void ask_balances (GTask *task);
static void ask_lines (GTask *task);

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  biz_currency_table_unref (load->currencies);
  g_clear_object (&load->close);
  g_clear_object (&load->book);
  g_clear_pointer (&load->customers, g_hash_table_unref);
  g_clear_error (&load->error);
  g_free (load);
}

static void
free_part (Part *part)
{
  g_clear_object (&part->task);
  g_free (part);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Part, free_part)

static void
keep_error (Load *load, GError *error)
{
  if (error != NULL && load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
}

/* customer -> what is open, taken off what the ledger says: nothing is left where they agree. */
static gboolean
compare_customers (Load *load, GError **error)
{
  BizCloseFacts *facts = &load->close->facts;
  const BizAgeingItem *items;
  GHashTableIter iter;
  gpointer value;
  gsize n;

  items = biz_ageing_book_get_items (load->book, &n);
  g_hash_table_iter_init (&iter, load->customers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      BizMoney sum = facts->zero;

      sum.minor = *(gint64 *)value;
      if (!biz_money_add (&facts->by_customer, &sum, &facts->by_customer, error))
        return FALSE;
    }
  for (gsize i = 0; i < n; i++)
    {
      gint64 *there = g_hash_table_lookup (load->customers, &items[i].partner_id);

      if (there != NULL)
        *there -= items[i].open.minor;
      else
        g_hash_table_insert (load->customers,
                             g_memdup2 (&items[i].partner_id, sizeof items[i].partner_id),
                             g_memdup2 (&(gint64){ -items[i].open.minor }, sizeof (gint64)));
    }
  g_hash_table_iter_init (&iter, load->customers);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    facts->n_differing += *(gint64 *)value != 0;

  return TRUE;
}

static gboolean
take_ageing (Load *load, GError **error)
{
  BizCloseFacts *facts = &load->close->facts;
  BizAgeingPlan plan = { .as_of = facts->end, .company_id = facts->company_id };
  g_autoptr (GArray) rows = NULL;

  if (load->book == NULL || load->customers == NULL)
    return TRUE;
  load->close->cut = biz_ageing_book_is_cut (load->book);
  facts->feet = biz_ageing_book_foot (load->book, &plan, error);
  rows = facts->feet != NULL ? biz_ageing_book_compute (load->book, &plan, error) : NULL;
  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    {
      if (!biz_money_add (&facts->aged, &g_array_index (rows, BizAgeingRow, i).total, &facts->aged,
                          error))
        return FALSE;
    }

  return compare_customers (load, error);
}

static void
finish_part (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  if (take_ageing (load, &error))
    load->close->checks = biz_close_judge (&load->close->facts, &error);
  if (load->close->checks != NULL)
    g_task_return_pointer (task, g_object_ref (load->close), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
part_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Part) part = user_data;
  Load *load = g_task_get_task_data (part->task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    part->take (load->close, answer, load->currencies, &error);
  else if (part->optional
           && (g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
               || g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)))
    g_clear_error (&error);
  keep_error (load, error);
  if (part->then != NULL && load->error == NULL)
    part->then (part->task);
  finish_part (part->task);
}

static void
ask (GTask *task, ErpCall *call, BizCloseTake take, gboolean optional, void (*then) (GTask *task))
{
  Load *load = g_task_get_task_data (task);
  Part *part = g_new0 (Part, 1);
  const gint64 company = load->close->facts.company_id;

  part->task = g_object_ref (task);
  part->take = take;
  part->optional = optional;
  part->then = then;
  load->n_pending++;
  erp_call_set_companies (call, &company, 1);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), part_cb, part);
}

static void
ask_sums (GTask *task,
          const char *model,
          ErpDomain *domain,
          const char *groupby,
          const char *sum,
          BizCloseTake take)
{
  Load *load = g_task_get_task_data (task);
  const char *const groups[] = { groupby, NULL };
  const char *const aggregates[] = { sum, "__count", NULL };
  g_autoptr (ErpCall) call =
      erp_capabilities_new_aggregate_call (erp_session_get_capabilities (load->session), model,
                                           domain, groups, aggregates);

  ask (task, call, take, TRUE, NULL);
}

static void
ask_count (GTask *task, const char *model, ErpDomain *domain, BizCloseTake take)
{
  g_autoptr (ErpCall) call = erp_call_new_read (model, "search_count");

  erp_call_set_arg_domain (call, "domain", domain);
  ask (task, call, take, TRUE, NULL);
}

static void
ask_search (GTask *task,
            const char *model,
            ErpDomain *domain,
            const char *const *fields,
            const char *order,
            gint64 limit,
            BizCloseTake take,
            void (*then) (GTask *task))
{
  g_autoptr (ErpCall) call = erp_call_new_read (model, "search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", order);
  if (limit > 0)
    erp_call_set_arg_int (call, "limit", limit);
  ask (task, call, take, TRUE, then);
}

/* Accounts are known by three answers; the methods of payment are told apart from banks by them. */
static void
ask_methods (GTask *task)
{
  static const char *const fields[] = { "payment_account_id", NULL };
  Load *load = g_task_get_task_data (task);
  const BizClose *close = load->close;
  g_autoptr (ErpDomain) methods = erp_domain_new ();
  g_autoptr (ErpCall) company = erp_call_new_read ("res.company", "read");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) locks = biz_lock_list_fields (close->series);
  g_auto (GStrv) names = NULL;

  load->n_accounts_pending = 2;
  erp_domain_add_int (methods, "journal_id.company_id", "=", close->facts.company_id);
  erp_domain_add_bool (methods, "payment_account_id", "!=", FALSE);
  ask_search (task, "account.payment.method.line", methods, fields, "id", 0, biz_close_take_methods,
              ask_balances);
  g_strv_builder_addv (builder, (const char **)locks);
  if (close->series <= 17)
    g_strv_builder_add_many (builder, "account_journal_payment_debit_account_id",
                             "account_journal_payment_credit_account_id", NULL);
  names = g_strv_builder_end (builder);
  erp_call_set_id (company, close->facts.company_id);
  erp_call_set_arg_strv (company, "fields", (const char *const *)names);
  ask (task, company, biz_close_take_company, FALSE, ask_balances);
}

static void
ask_statements (GTask *task)
{
  static const char *const fields[] = { "journal_id", "date", "balance_end_real", NULL };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "company_id", "=", load->close->facts.company_id);
  erp_domain_add_date (domain, "date", "<=", &load->close->facts.end);
  ask_search (task, "account.bank.statement", domain, fields,
              "date desc, first_line_index desc, id desc", MAX_STATEMENTS,
              biz_close_take_statements, ask_lines);
}

static void
journals_then (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) unmatched = biz_close_new_bank_line_domain (&load->close->facts);

  ask_methods (task);
  ask_statements (task);
  ask_sums (task, "account.bank.statement.line", unmatched, "journal_id", "amount:sum",
            biz_close_take_bank_lines);
}

static void
ask_balances (GTask *task)
{
  static const char *const groupby[] = { "journal_id", "account_id", "currency_id", NULL };
  static const char *const aggregates[] = { "balance:sum", "amount_currency:sum", NULL };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;

  if (--load->n_accounts_pending > 0)
    return;
  domain = biz_close_new_balance_domain (load->close);
  if (domain == NULL)
    return;
  call = erp_capabilities_new_aggregate_call (erp_session_get_capabilities (load->session),
                                              "account.move.line", domain, groupby, aggregates);
  ask (task, call, biz_close_take_balances, FALSE, NULL);
}

static void
ask_lines (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = biz_close_new_line_domain (load->close);

  if (domain != NULL)
    ask_sums (task, "account.bank.statement.line", domain, "journal_id", "amount:sum",
              biz_close_take_lines);
}

static void
ask_journals (GTask *task)
{
  static const char *const fields[] = {
    "name", "code", "type", "currency_id", "default_account_id", "suspense_account_id", NULL
  };
  static const char *const types[] = { "bank", "cash", "general", NULL };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "company_id", "=", load->close->facts.company_id);
  erp_domain_add_strv (domain, "type", "in", types);
  ask_search (task, "account.journal", domain, fields, "sequence, id", 0, biz_close_take_journals,
              journals_then);
}

static void
ask_moves (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  BizCloseFacts *facts = &load->close->facts;
  g_autoptr (ErpDomain) drafts = biz_close_new_draft_domain (facts);
  g_autoptr (ErpDomain) paid = biz_close_new_paid_open_domain (facts);
  g_autoptr (ErpDomain) nobody = biz_close_new_nobody_domain (facts);
  g_autoptr (ErpDomain) review = NULL;

  ask_sums (task, "account.move", drafts, "company_id", "amount_total_signed:sum",
            biz_close_take_drafts);
  ask_sums (task, "account.move", paid, "company_id", "amount_residual_signed:sum",
            biz_close_take_paid_open);
  ask_count (task, "account.move.line", nobody, biz_close_take_nobody);
  if (facts->review_field != NULL)
    {
      review = biz_close_new_review_domain (facts);
      ask_count (task, "account.move", review, biz_close_take_review);
    }
}

static void
ask_rights (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  const struct
  {
    const char *model;
    const char *operation;
    BizCloseTake take;
    guint since;
  } rights[] = {
    { "res.company", "write", biz_close_take_may_lock, 0 },
    { "account.lock_exception", "create", biz_close_take_may_except, 18 },
    { "account.journal", "write", biz_close_take_may_write_journal, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rights); i++)
    {
      g_autoptr (ErpCall) call = NULL;

      if (load->close->series < rights[i].since)
        continue;
      call = erp_capabilities_new_rights_call (erp_session_get_capabilities (load->session),
                                               rights[i].model, rights[i].operation);
      ask (task, call, rights[i].take, TRUE, NULL);
    }
}

static void
book_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->book = biz_ageing_read_finish (result, &error);
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS))
    g_clear_error (&error);
  keep_error (load, error);
  finish_part (task);
}

static gboolean
read_customers (Load *load, JsonNode *answer, GError **error)
{
  JsonArray *rows;

  load->customers = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizMoney sum;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_many2one (row, "partner_id", &id, NULL, error)
          || !biz_money_from_json_rounded (row, "balance:sum", &load->close->facts.zero, &sum,
                                           error))
        return FALSE;
      g_hash_table_insert (load->customers, g_memdup2 (&id, sizeof id),
                           g_memdup2 (&sum.minor, sizeof sum.minor));
    }

  return TRUE;
}

static void
customers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    read_customers (load, answer, &error);
  keep_error (load, error);
  finish_part (task);
}

static void
ask_customers (GTask *task)
{
  static const char *const groupby[] = { "partner_id", NULL };
  static const char *const aggregates[] = { "balance:sum", NULL };
  Load *load = g_task_get_task_data (task);
  const BizCloseFacts *facts = &load->close->facts;
  g_autoptr (ErpDomain) domain = biz_ageing_new_ledger_domain (&facts->end, facts->company_id);
  g_autoptr (ErpCall) call =
      erp_capabilities_new_aggregate_call (erp_session_get_capabilities (load->session),
                                           "account.move.line", domain, groupby, aggregates);

  load->n_pending += 2;
  erp_call_set_companies (call, &facts->company_id, 1);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), customers_cb, g_object_ref (task));
  biz_ageing_read_async (load->session, load->currencies, &facts->end, facts->company_id,
                         g_task_get_cancellable (task), book_cb, g_object_ref (task));
}

static Load *
new_load (ErpSession *session,
          BizCurrencyTable *currencies,
          ErpCompany *company,
          const GDate *end,
          GError **error)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  const char *version = erp_capabilities_get_server_version (capabilities);
  BizMoney zero;
  Load *load;

  if (!biz_currency_table_lookup (currencies, erp_company_get_currency_id (company), &zero, error))
    return NULL;
  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->currencies = biz_currency_table_ref (currencies);
  load->close = g_object_new (BIZ_TYPE_CLOSE, NULL);
  load->close->company = g_strdup (erp_company_get_name (company));
  load->close->series = version != NULL ? (guint)g_ascii_strtoull (version, NULL, 10) : 19;
  biz_close_facts_init (&load->close->facts, erp_company_get_id (company), &zero);
  load->close->facts.end = load->close->facts.start = *end;
  g_date_set_day (&load->close->facts.start, 1);
  load->close->facts.review_field = load->close->series >= 18 ? "checked" : "to_check";
  if (!erp_capabilities_has_field (capabilities, "account.move", load->close->facts.review_field))
    load->close->facts.review_field = NULL;

  return load;
}

/**
 * biz_close_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @company_id: whose period
 * @end: its last day; it begins with the month of it
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what the checks of a period are made of, and makes them.
 */
void
biz_close_read_async (ErpSession *session,
                      BizCurrencyTable *currencies,
                      gint64 company_id,
                      const GDate *end,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ErpCompany *company;
  GError *error = NULL;
  Load *load = NULL;

  g_return_if_fail (ERP_IS_SESSION (session) && currencies != NULL);
  g_return_if_fail (end != NULL && g_date_valid (end));

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_close_read_async);
  if (!biz_whole_ledger_check (erp_session_get_capabilities (session), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  company = erp_capabilities_get_company (erp_session_get_capabilities (session), company_id);
  if (company != NULL)
    load = new_load (session, currencies, company, end, &error);
  else
    g_set_error_literal (&error, ERP_ERROR, ERP_ERROR_MISSING, _ ("You do not see this company."));
  if (load == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, load, free_load);
  /* held until all are asked: an answer may be there at once */
  load->n_pending = 1;
  ask_journals (task);
  ask_customers (task);
  ask_moves (task);
  ask_rights (task);
  finish_part (task);
}

/**
 * biz_close_read_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the list; %NULL with an error
 */
BizClose *
biz_close_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
