/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-plan-private.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

/* Items of so many documents, and rates of some years of working days. */
#define MAX_LINES 2000
#define MAX_RATES 2000

typedef enum
{
  STEP_LINES,
  STEP_MODES,
  STEP_LOCKS, /* which the company has here */
  STEP_COMPANY,
  STEP_RATES,
  STEP_JOURNALS,
  STEP_END,
} Step;

typedef struct
{
  gint64 *ids;  /* (owned) */
  char **names; /* (owned) (nullable) */
  gsize n_ids;
  BizCurrencyTable *currencies; /* (owned) */
  Step step;
  JsonNode *answers[STEP_END]; /* (owned) (nullable) */
  gint64 company_id;
  gint64 paid_in;  /* a currency that payments are made in; 0: those of the documents */
  GArray *foreign; /* (owned): currencies that rates are asked of */
} Loading;

static const char *const lock_fields[] = { "hard_lock_date",       "user_hard_lock_date",
                                           "fiscalyear_lock_date", "user_fiscalyear_lock_date",
                                           "period_lock_date",     NULL };

static void ask_next (GTask *task);

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_free (loading->ids);
  g_strfreev (loading->names);
  biz_currency_table_unref (loading->currencies);
  for (guint i = 0; i < STEP_END; i++)
    g_clear_pointer (&loading->answers[i], json_node_unref);
  g_array_unref (loading->foreign);
  g_free (loading);
}

JsonArray *
biz_payment_plan_get_records (JsonNode *answer, GError **error)
{
  JsonObject *object;
  JsonArray *records;

  if (!erp_json_get_object (answer, &object, error)
      || !erp_json_get_array (json_object_get_member (object, "records"), &records, error))
    return NULL;

  return records;
}

static ErpCall *
make_lines_call (Loading *loading)
{
  static const char *const types[] = { "asset_receivable", "liability_payable", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read ("account.move.line", "web_search_read");

  erp_domain_add_ids (domain, "move_id", "in", loading->ids, loading->n_ids);
  erp_domain_add_strv (domain, "account_type", "in", types);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", biz_payment_document_get_specification ());
  erp_call_set_arg_int (call, "limit", MAX_LINES);

  return call;
}

static ErpCall *
make_fields_call (const char *model, const char *const *names)
{
  static const char *const attributes[] = { "type", NULL };
  ErpCall *call = erp_call_new_read (model, "fields_get");

  erp_call_set_arg_strv (call, "allfields", names);
  erp_call_set_arg_strv (call, "attributes", attributes);

  return call;
}

static ErpCall *
make_company_call (Loading *loading)
{
  JsonNode *known = loading->answers[STEP_LOCKS];
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fields = NULL;
  ErpCall *call;

  for (guint i = 0; lock_fields[i] != NULL; i++)
    if (JSON_NODE_HOLDS_OBJECT (known)
        && json_object_has_member (json_node_get_object (known), lock_fields[i]))
      g_strv_builder_add (builder, lock_fields[i]);
  fields = g_strv_builder_end (builder);
  if (loading->company_id == 0 || fields[0] == NULL)
    return NULL;
  call = erp_call_new_read ("res.company", "read");
  erp_call_set_id (call, loading->company_id);
  erp_call_set_arg_strv (call, "fields", (const char *const *)fields);

  return call;
}

/* Rates are of a company or of its mother, or of nobody. */
static ErpCall *
make_rates_call (Loading *loading)
{
  static const char *const fields[] = { "currency_id", "name", "rate", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call;

  if (loading->foreign->len == 0 || loading->company_id == 0)
    return NULL;
  erp_domain_add_ids (domain, "currency_id", "in", (const gint64 *)(void *)loading->foreign->data,
                      loading->foreign->len);
  call = erp_call_new_read ("res.currency.rate", "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "name desc, id desc");
  erp_call_set_arg_int (call, "limit", MAX_RATES);
  erp_call_set_companies (call, &loading->company_id, 1);

  return call;
}

static ErpCall *
make_journals_call (Loading *loading)
{
  static const char *const types[] = { "bank", "cash", "credit", NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call;

  if (loading->company_id == 0)
    return NULL;
  erp_domain_add_strv (domain, "type", "in", types);
  erp_domain_add_int (domain, "company_id", "=", loading->company_id);
  call = erp_call_new_read ("account.journal", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (
      call, "specification",
      "{\"name\":{},\"inbound_payment_method_line_ids\":{\"fields\":{\"name\":{}}}}");
  erp_call_set_arg_int (call, "limit", 100);
  erp_call_set_companies (call, &loading->company_id, 1);

  return call;
}

static ErpCall *
make_call (Loading *loading)
{
  static const char *const modes[] = { "installments_mode", NULL };

  switch (loading->step)
    {
    case STEP_LINES:
      return make_lines_call (loading);
    case STEP_MODES:
      return make_fields_call ("account.payment.register", modes);
    case STEP_LOCKS:
      return make_fields_call ("res.company", lock_fields);
    case STEP_COMPANY:
      return make_company_call (loading);
    case STEP_RATES:
      return make_rates_call (loading);
    case STEP_JOURNALS:
      return make_journals_call (loading);
    case STEP_END:
    default:
      return NULL;
    }
}

static void
add_currency (GArray *currencies, gint64 id)
{
  for (guint i = 0; i < currencies->len; i++)
    if (g_array_index (currencies, gint64, i) == id)
      return;
  g_array_append_val (currencies, id);
}

static BizPaymentPlan *
make_plan (Loading *loading, GError **error)
{
  const BizPaymentAnswers answers = { loading->answers[STEP_LINES], loading->answers[STEP_MODES],
                                      loading->answers[STEP_COMPANY], loading->answers[STEP_RATES],
                                      loading->answers[STEP_JOURNALS] };

  return biz_payment_plan_new_from_json (loading->ids, (const char *const *)loading->names,
                                         loading->n_ids, &answers, loading->currencies, error);
}

/* What the next questions are about. */
static gboolean
take_lines (Loading *loading, GError **error)
{
  g_autoptr (BizPaymentPlan) plan = make_plan (loading, error);
  GListModel *documents;

  if (plan == NULL)
    return FALSE;
  loading->company_id = biz_payment_plan_get_company_id (plan);
  documents = biz_payment_plan_get_documents (plan);
  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (BizPaymentDocument) document = g_list_model_get_item (documents, i);
      const gint64 own = biz_payment_document_get_company_currency_id (document);
      const gint64 currency = biz_payment_document_get_currency_id (document);

      if (loading->paid_in != 0 && loading->paid_in != currency)
        add_currency (loading->foreign, loading->paid_in);
      if (currency == own && loading->foreign->len == 0)
        continue;
      add_currency (loading->foreign, currency);
      add_currency (loading->foreign, own);
    }

  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  JsonNode *answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL
      || (loading->answers[loading->step] = answer,
          loading->step == STEP_LINES && !take_lines (loading, &error)))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  loading->step++;
  ask_next (g_steal_pointer (&task));
}

/* Takes @task. */
static void
ask_next (GTask *task)
{
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (GError) error = NULL;
  BizPaymentPlan *plan;

  while (loading->step < STEP_END && (call = make_call (loading)) == NULL)
    loading->step++;
  if (call != NULL)
    {
      erp_client_call_async (g_task_get_source_object (task), call, g_task_get_cancellable (task),
                             answered_cb, task);
      return;
    }
  plan = make_plan (loading, &error);
  if (plan != NULL)
    g_task_return_pointer (task, plan, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
  g_clear_object (&task);
}

/**
 * biz_payment_plan_load_async:
 * @client: who asks
 * @ids: (array length=n_ids): documents
 * @names: (nullable): what the person saw, as many
 * @n_ids: how many
 * @paid_in: a currency that the payment is made in, to know its rates; 0: those of the documents
 * @currencies: the currencies of the server
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads what is open on the documents by the ledger, and what else is to be known before they are
 * paid.
 */
void
biz_payment_plan_load_async (ErpClient *client,
                             const gint64 *ids,
                             const char *const *names,
                             gsize n_ids,
                             gint64 paid_in,
                             BizCurrencyTable *currencies,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Loading *loading;
  GTask *task;

  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (ids != NULL && n_ids > 0);

  task = g_task_new (client, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_payment_plan_load_async);
  loading = g_new0 (Loading, 1);
  loading->ids = g_memdup2 (ids, n_ids * sizeof *ids);
  loading->n_ids = n_ids;
  loading->paid_in = paid_in;
  if (names != NULL)
    {
      loading->names = g_new0 (char *, n_ids + 1);
      for (gsize i = 0; i < n_ids; i++)
        loading->names[i] = g_strdup (names[i] != NULL ? names[i] : "");
    }
  loading->currencies = biz_currency_table_ref (currencies);
  loading->foreign = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_task_set_task_data (task, loading, free_loading);
  ask_next (task);
}

/**
 * biz_payment_plan_load_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): what was found
 */
BizPaymentPlan *
biz_payment_plan_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
