/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-store-private.h"

#include "biz-collect-store.h"
#include "biz-currency-table.h"
#include "biz-exposure-store.h"
#include "biz-policy-part.h"
#include "biz-promise.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

/* What the policy judges by: figures of customers, policies, terms, promises, and what has come in
 * since. All of it is asked at once. */

#define MAX_TERMS 500

static BizDeskRead *
get_read (GTask *task)
{
  return g_task_get_task_data (task);
}

static void
send (GTask *task, ErpCall *call, GAsyncReadyCallback callback)
{
  BizDeskRead *read = get_read (task);

  read->n_pending++;
  read->n_known++;
  erp_client_call_async (erp_session_get_client (read->session), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* figures */

static void
exposures_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDeskRead *read = get_read (task);
  GError *error = NULL;
  g_autoptr (BizExposureBook) book =
      biz_exposure_store_read_finish (BIZ_EXPOSURE_STORE (source), result, &error);

  /* Sums of a part would be wrong: none are shown. */
  if (book != NULL && !biz_exposure_book_is_cut (book))
    biz_desk_known_add_exposures (read->known, book);
  else
    biz_desk_book_set_no_figures (read->book, error);
  biz_desk_read_end_known (task, error);
}

void
biz_desk_read_ask_exposures (GTask *task, GArray *partner_ids)
{
  BizDeskRead *read = get_read (task);
  g_autoptr (BizExposureStore) store = biz_exposure_store_new (read->session, read->currencies);
  BizExposureAsk ask = { .as_of = read->today, .with_orders = partner_ids == NULL };

  ask.company_ids = erp_session_get_active_companies (read->session, &ask.n_companies);
  if (partner_ids != NULL)
    {
      ask.partner_ids = (const gint64 *)(gpointer)partner_ids->data;
      ask.n_partners = partner_ids->len;
    }
  read->n_pending++;
  read->n_known++;
  biz_exposure_store_read_async (store, &ask, g_task_get_cancellable (task), exposures_cb,
                                 g_object_ref (task));
}

/* policies */

typedef struct
{
  GTask *task; /* (owned) */
  gint64 company_id;
} Policy;

static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Policy *asked = user_data;
  g_autoptr (GTask) task = asked->task;
  BizDeskRead *read = get_read (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GError) problem = NULL;
  g_autoptr (BizPolicy) policy = NULL;

  if (answer != NULL)
    {
      policy = biz_policy_new_from_attachments (answer, &problem);
      if (policy == NULL)
        policy = biz_policy_new_strict (problem->message);
      biz_desk_known_set_policy (read->known, asked->company_id, policy);
    }
  biz_desk_read_end_known (task, error);
}

static void
ask_policies (GTask *task)
{
  BizDeskRead *read = get_read (task);
  gsize n;
  const gint64 *companies = erp_session_get_active_companies (read->session, &n);

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (ErpCall) call = biz_policy_make_read (companies[i]);
      Policy *asked = g_new0 (Policy, 1);

      asked->task = g_object_ref (task);
      asked->company_id = companies[i];
      read->n_pending++;
      read->n_known++;
      erp_client_call_async (erp_session_get_client (read->session), call,
                             g_task_get_cancellable (task), policy_cb, asked);
    }
}

/* rows of an answer */

typedef gboolean (*RowFunc) (BizDeskRead *read, JsonObject *row, GError **error);

/* @answer: a list, or a page with records; few enough for the main thread */
static gboolean
take_rows (BizDeskRead *read, JsonNode *answer, RowFunc take, GError **error)
{
  JsonArray *rows;
  JsonObject *page;

  if (JSON_NODE_HOLDS_OBJECT (answer))
    {
      if (!erp_json_get_object (answer, &page, error))
        return FALSE;
      answer = json_object_get_member (page, "records");
    }
  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !take (read, row, error))
        return FALSE;
    }

  return TRUE;
}

static void
finish_rows (GTask *task, GObject *source, GAsyncResult *result, RowFunc take)
{
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    take_rows (get_read (task), answer, take, &error);
  biz_desk_read_end_known (task, error);
}

/* terms */

static gboolean
take_term (BizDeskRead *read, JsonObject *row, GError **error)
{
  JsonArray *lines;
  gint64 id, most = 0;

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_array (json_object_get_member (row, "line_ids"), &lines, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      JsonObject *line;
      const char *kind;
      gint64 days;

      if (!erp_json_get_object (json_array_get_element (lines, i), &line, error)
          || !erp_json_get_int (line, "nb_days", &days, error)
          || !erp_json_get_string (line, "delay_type", &kind, error))
        return FALSE;
      /* Until the end of a month is up to a month longer. */
      if (kind != NULL && g_strstr_len (kind, -1, "month") != NULL)
        days += 30;
      most = MAX (most, days);
    }
  biz_desk_known_set_term (read->known, id, (int)CLAMP (most, 0, G_MAXINT16));

  return TRUE;
}

static void
terms_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  finish_rows (task, source, result, take_term);
}

static void
ask_terms (GTask *task)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("account.payment.term", "web_search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"line_ids\":{\"fields\":{\"nb_days\":{},\"delay_type\":{}}}}");
  erp_call_set_arg_int (call, "limit", MAX_TERMS);
  erp_call_set_arg_int (call, "count_limit", 1);
  send (task, call, terms_cb);
}

/* what has come in since */

static gboolean
take_movement (BizDeskRead *read, JsonObject *row, GError **error)
{
  g_autofree char *partner = NULL;
  g_autofree char *company = NULL;
  BizDeskMovement movement;
  gint64 partner_id, company_id;
  ErpCompany *of;
  BizMoney zero, balance, receipts;

  if (!erp_json_get_many2one (row, "partner_id", &partner_id, &partner, error)
      || !erp_json_get_many2one (row, "company_id", &company_id, &company, error))
    return FALSE;
  of = erp_capabilities_get_company (erp_session_get_capabilities (read->session), company_id);
  if (of == NULL || partner_id == 0)
    return TRUE;
  if (!biz_currency_table_lookup (read->currencies, erp_company_get_currency_id (of), &zero, error)
      || !biz_money_from_json_rounded (row, "balance:sum", &zero, &balance, error)
      || !biz_money_from_json_rounded (row, "credit:sum", &zero, &receipts, error))
    return FALSE;
  movement = (BizDeskMovement){ balance.minor, receipts.minor };
  biz_desk_known_add_movement (read->known, partner_id, company_id, &movement);

  return TRUE;
}

static void
movements_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  finish_rows (task, source, result, take_movement);
}

static void
ask_movements (GTask *task)
{
  static const char *const groupby[] = { "partner_id", "company_id", NULL };
  static const char *const aggregates[] = { "balance:sum", "credit:sum", NULL };
  BizDeskRead *read = get_read (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *seen = NULL;

  if (read->seen == NULL)
    return;
  seen = g_date_time_format (read->seen, "%Y-%m-%d %H:%M:%S");
  erp_domain_add_string (domain, "account_type", "=", "asset_receivable");
  erp_domain_add_string (domain, "parent_state", "=", "posted");
  erp_domain_add_string (domain, "create_date", ">", seen);
  call = erp_capabilities_new_aggregate_call (erp_session_get_capabilities (read->session),
                                              "account.move.line", domain, groupby, aggregates);
  send (task, call, movements_cb);
}

/* promises */

/* Days that are granted after a promised one: as in the person's own company, by which the worklist
 * of the collectors judges too. */
static guint
get_tolerance (BizDeskRead *read)
{
  gint64 company =
      erp_capabilities_get_default_company_id (erp_session_get_capabilities (read->session));
  BizPolicy *policy = biz_desk_known_get_policy (read->known, company);

  return policy != NULL ? (guint)biz_policy_get_number (policy, BIZ_POLICY_COLLECTIONS,
                                                        "promise_tolerance_days")
                        : BIZ_PROMISE_TOLERANCE;
}

static void
judge_thread (GTask *task, gpointer source, gpointer input, GCancellable *cancellable)
{
  g_task_return_pointer (task, biz_collect_book_new (input), g_object_unref);
}

static void
promises_judged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (BizCollectBook) book = g_task_propagate_pointer (G_TASK (result), NULL);
  GPtrArray *customers = biz_collect_book_get_customers (book);

  for (guint i = 0; i < customers->len; i++)
    {
      const BizCollectFacts *facts =
          biz_collect_customer_get_facts (g_ptr_array_index (customers, i));

      if (facts->n_broken_open > 0)
        biz_desk_known_set_broken (get_read (task)->known, facts->id, facts->n_broken_open,
                                   &facts->promise_on);
    }
  biz_desk_read_end_known (task, NULL);
}

/* Once policies are there: promises are judged by the rules of the collectors. */
gboolean
biz_desk_read_judge_promises (GTask *task)
{
  BizDeskRead *read = get_read (task);
  g_autoptr (GTask) judging = NULL;

  if (read->promised == NULL)
    return FALSE;
  read->promised->tolerance = get_tolerance (read);
  biz_desk_known_set_tolerance (read->known, read->promised->tolerance);
  read->n_pending++;
  read->n_known++;
  judging = g_task_new (NULL, NULL, promises_judged_cb, g_object_ref (task));
  g_task_set_source_tag (judging, biz_desk_read_judge_promises);
  g_task_set_task_data (judging, g_steal_pointer (&read->promised), NULL);
  g_task_run_in_thread (judging, judge_thread);

  return TRUE;
}

static void
promised_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  get_read (task)->promised = biz_collect_read_promised_finish (result, &error);
  biz_desk_read_end_known (task, error);
}

static void
ask_promises (GTask *task)
{
  BizDeskRead *read = get_read (task);

  read->n_pending++;
  read->n_known++;
  biz_collect_read_promised_async (read->session, read->currencies, &read->today,
                                   g_task_get_cancellable (task), promised_cb, g_object_ref (task));
}

void
biz_desk_read_ask_known (GTask *task)
{
  ask_policies (task);
  biz_desk_read_ask_exposures (task, NULL);
  ask_terms (task);
  ask_promises (task);
  ask_movements (task);
}
