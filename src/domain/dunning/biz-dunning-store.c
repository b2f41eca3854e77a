/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-store.h"

#include "biz-account-store.h"
#include "biz-decision-log.h"
#include "biz-dunning-private.h"
#include "erp-call.h"
#include "erp-client.h"

/* What can speak for or against a reminder. */
#define KINDS                                                                                      \
  (BIZ_DECISION_BIT (BIZ_DECISION_REMINDER) | BIZ_DECISION_BIT (BIZ_DECISION_PROMISE)              \
   | BIZ_DECISION_BIT (BIZ_DECISION_DISPUTE))

typedef struct
{
  ErpSession *session; /* (owned) */
  GDate today;
  GPtrArray *accounts;  /* (owned) (nullable) (element-type BizAccount) */
  BizDecisionLog *log;  /* (owned) (nullable) */
  GHashTable *policies; /* (owned): id of a company -> BizPolicy */
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Load;

/* One of the policies that are asked. */
typedef struct
{
  GTask *task; /* (owned) */
  gint64 company_id;
} Asked;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  g_clear_pointer (&load->accounts, g_ptr_array_unref);
  g_clear_object (&load->log);
  g_hash_table_unref (load->policies);
  g_clear_error (&load->error);
  g_free (load);
}

static void
collect_notes (GPtrArray *notes, BizDecisionLog *log, const char *model, gint64 id)
{
  g_autoptr (GPtrArray) found = biz_decision_log_list (log, model, id, KINDS);

  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (notes, g_object_ref (g_ptr_array_index (found, i)));
}

/* On the customer, and on each document. */
static GPtrArray *
list_notes (BizDecisionLog *log, const BizAccount *account)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GPtrArray *notes = g_ptr_array_new_with_free_func (g_object_unref);

  collect_notes (notes, log, "res.partner", account->customer.id);
  for (guint i = 0; i < account->items->len; i++)
    {
      const BizAgeingItem *item = &g_array_index (account->items, BizAgeingItem, i);

      if (g_hash_table_add (seen, (gpointer)&item->move_id))
        collect_notes (notes, log, "account.move", item->move_id);
    }

  return notes;
}

static GPtrArray *
judge_all (Load *load, GError **error)
{
  g_autoptr (GPtrArray) customers = g_ptr_array_new_with_free_func (g_object_unref);

  while (load->accounts->len > 0)
    {
      BizAccount *account = g_ptr_array_steal_index (load->accounts, 0);
      BizPolicy *policy = g_hash_table_lookup (load->policies, &account->company_id);
      g_autoptr (GPtrArray) notes = list_notes (load->log, account);
      BizDunningPlan plan;
      BizDunningCase *judged;

      biz_dunning_plan_init (&plan, policy);
      judged = biz_dunning_judge (&plan, account, notes, &load->today, error);
      if (judged == NULL)
        {
          biz_account_free (account);
          return NULL;
        }
      g_ptr_array_add (customers, biz_dunning_customer_new (account, judged, policy, &plan));
    }

  return g_steal_pointer (&customers);
}

static void
finish_part (GTask *task, GError *error)
{
  Load *load = g_task_get_task_data (task);
  GPtrArray *customers;

  if (error != NULL && load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  customers = judge_all (load, &error);
  if (customers != NULL)
    g_task_return_pointer (task, customers, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static void
log_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->log = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  finish_part (task, error);
}

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GTask) task = asked->task;
  const gint64 company_id = asked->company_id;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  BizPolicy *policy = answer != NULL ? biz_policy_new_from_attachments (answer, &error) : NULL;

  g_free (asked);
  if (policy != NULL)
    g_hash_table_insert (load->policies, g_memdup2 (&company_id, sizeof company_id), policy);
  finish_part (task, error);
}

static void
ask_log (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (GArray) partners = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  BizDecisionScope scopes[2];
  g_autoptr (ErpCall) call = NULL;

  for (guint i = 0; i < load->accounts->len; i++)
    {
      const BizAccount *account = g_ptr_array_index (load->accounts, i);

      g_array_append_val (partners, account->customer.id);
      for (guint k = 0; k < account->items->len; k++)
        g_array_append_val (moves, g_array_index (account->items, BizAgeingItem, k).move_id);
    }
  scopes[0] =
      (BizDecisionScope){ "res.partner", (const gint64 *)(gpointer)partners->data, partners->len };
  scopes[1] =
      (BizDecisionScope){ "account.move", (const gint64 *)(gpointer)moves->data, moves->len };
  /* a scope without records is every record */
  call = biz_decision_log_new_call (scopes, moves->len > 0 ? 2 : 1, KINDS, NULL);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), log_cb, g_object_ref (task));
}

static void
ask_policies (GTask *task, const gint64 *companies, gsize n)
{
  Load *load = g_task_get_task_data (task);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (ErpCall) call = biz_policy_make_read (companies[i]);
      Asked *asked = g_new0 (Asked, 1);

      asked->task = g_object_ref (task);
      asked->company_id = companies[i];
      erp_client_call_async (erp_session_get_client (load->session), call,
                             g_task_get_cancellable (task), policy_cb, asked);
    }
}

static void
accounts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  const gint64 *companies;
  GError *error = NULL;
  gsize n;

  load->accounts = biz_account_read_finish (result, &error);
  if (load->accounts == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  companies = erp_session_get_active_companies (load->session, &n);
  load->n_pending = 1 + (guint)n;
  ask_log (task);
  ask_policies (task, companies, n);
}

/**
 * biz_dunning_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @today: the day it is
 * @partners: (array length=n_partners): customers
 * @n_partners: how many, at most BIZ_ACCOUNT_MAX
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads who is to be reminded, and who is not, and why.
 */
void
biz_dunning_read_async (ErpSession *session,
                        BizCurrencyTable *currencies,
                        const GDate *today,
                        const gint64 *partners,
                        gsize n_partners,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GTask *task;
  Load *load;

  g_return_if_fail (ERP_IS_SESSION (session) && today != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_dunning_read_async);
  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->today = *today;
  load->policies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_task_set_task_data (task, load, free_load);
  biz_account_read_async (session, currencies, today, partners, n_partners, cancellable,
                          accounts_cb, task);
}

GPtrArray *
biz_dunning_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
