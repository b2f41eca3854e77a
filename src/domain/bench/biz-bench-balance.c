/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bench-balance.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-session.h"

typedef struct
{
  BizBankJournal *journal;  /* (owned) */
  BizBenchBalance *balance; /* (owned) (nullable) */
  BizMoney stated;          /* end of the last statement */
  GDate stated_on;
  char *statement; /* (owned) (nullable) */
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Loading;

void
biz_bench_balance_free (BizBenchBalance *self)
{
  if (self == NULL)
    return;
  g_free (self->statement);
  g_free (self);
}

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_clear_object (&loading->journal);
  biz_bench_balance_free (loading->balance);
  g_free (loading->statement);
  g_clear_error (&loading->error);
  g_free (loading);
}

/* The statement counts where no line came after it. */
static BizBenchBalance *
take_balance (Loading *loading)
{
  BizBenchBalance *balance = g_steal_pointer (&loading->balance);

  if (g_date_valid (&loading->stated_on)
      && (!g_date_valid (&balance->day)
          || g_date_compare (&loading->stated_on, &balance->day) >= 0))
    {
      balance->closing = loading->stated;
      balance->day = loading->stated_on;
      balance->statement = g_steal_pointer (&loading->statement);
    }

  return balance;
}

/* Takes @error. */
static void
finish_part (GTask *task, GError *error)
{
  Loading *loading = g_task_get_task_data (task);

  if (error != NULL && loading->error == NULL)
    loading->error = error;
  else
    g_clear_error (&error);
  if (--loading->n_pending > 0)
    return;
  if (loading->error != NULL)
    g_task_return_error (task, g_steal_pointer (&loading->error));
  else
    g_task_return_pointer (task, take_balance (loading), (GDestroyNotify)biz_bench_balance_free);
}

/* The only record of @answer; %FALSE without an error where there is none. */
static gboolean
get_first (JsonNode *answer, JsonObject **row, GError **error)
{
  JsonArray *array;

  return erp_json_get_array (answer, &array, error) && json_array_get_length (array) > 0
         && erp_json_get_object (json_array_get_element (array, 0), row, error);
}

static void
statement_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  const char *name = NULL;
  JsonObject *row;

  if (answer != NULL && get_first (answer, &row, &error)
      && erp_json_get_date (row, "date", &loading->stated_on, &error)
      && erp_json_get_string (row, "name", &name, &error)
      && biz_money_from_json (row, "balance_end_real", biz_bank_journal_get_zero (loading->journal),
                              &loading->stated, &error))
    loading->statement = g_strdup (name);
  finish_part (task, error);
}

static void
line_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonObject *row;

  if (answer != NULL && get_first (answer, &row, &error)
      && erp_json_get_date (row, "date", &loading->balance->day, &error))
    biz_money_from_json (row, "running_balance", biz_bank_journal_get_zero (loading->journal),
                         &loading->balance->closing, &error);
  finish_part (task, error);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL && JSON_NODE_HOLDS_VALUE (answer))
    loading->balance->n_lines = (guint)CLAMP (json_node_get_int (answer), 0, G_MAXINT);
  finish_part (task, error);
}

/* Takes what is asked to the server; @domain and @call are the caller's. */
static void
ask (GTask *task, ErpClient *client, ErpCall *call, ErpDomain *domain, GAsyncReadyCallback callback)
{
  Loading *loading = g_task_get_task_data (task);
  const gint64 company = biz_bank_journal_get_company_id (loading->journal);

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_companies (call, &company, 1);
  loading->n_pending++;
  erp_client_call_async (client, call, g_task_get_cancellable (task), callback,
                         g_object_ref (task));
}

static void
ask_statement (GTask *task, ErpClient *client, gint64 journal)
{
  static const char *const fields[] = { "name", "date", "balance_end_real", NULL };
  g_autoptr (ErpCall) call = erp_call_new_read ("account.bank.statement", "search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "journal_id", "=", journal);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "date desc, id desc");
  erp_call_set_arg_int (call, "limit", 1);
  ask (task, client, call, domain, statement_cb);
}

static void
ask_lines (GTask *task, ErpClient *client, gint64 journal, const GDate *since)
{
  static const char *const fields[] = { "date", "running_balance", NULL };
  g_autoptr (ErpCall) last = erp_call_new_read ("account.bank.statement.line", "search_read");
  g_autoptr (ErpCall) count = erp_call_new_read ("account.bank.statement.line", "search_count");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_int (domain, "journal_id", "=", journal);
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_call_set_arg_strv (last, "fields", fields);
  erp_call_set_arg_string (last, "order", "internal_index desc");
  erp_call_set_arg_int (last, "limit", 1);
  ask (task, client, last, domain, line_cb);
  if (!g_date_valid (since))
    return;
  erp_domain_add_date (domain, "date", ">=", since);
  ask (task, client, count, domain, count_cb);
}

/**
 * biz_bench_balance_load_async:
 * @session: who is signed in where
 * @journal: of the bank
 * @since: day of the first line that waits; not valid without one
 * @cancellable: (nullable): to stop
 * @callback: when it is there
 * @user_data: for @callback
 *
 * Asks where the account stands.
 */
void
biz_bench_balance_load_async (ErpSession *session,
                              BizBankJournal *journal,
                              const GDate *since,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Loading *loading = g_new0 (Loading, 1);
  ErpClient *client;

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (BIZ_IS_BANK_JOURNAL (journal) && since != NULL);

  g_task_set_source_tag (task, biz_bench_balance_load_async);
  client = erp_session_get_client (session);
  loading->journal = g_object_ref (journal);
  loading->balance = g_new0 (BizBenchBalance, 1);
  loading->balance->closing = *biz_bank_journal_get_zero (journal);
  loading->stated = *biz_bank_journal_get_zero (journal);
  g_date_clear (&loading->balance->day, 1);
  g_date_clear (&loading->stated_on, 1);
  g_task_set_task_data (task, loading, free_loading);
  ask_statement (task, client, biz_bank_journal_get_id (journal));
  ask_lines (task, client, biz_bank_journal_get_id (journal), since);
}

BizBenchBalance *
biz_bench_balance_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_bench_balance_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
