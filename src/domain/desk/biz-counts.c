/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-counts.h"

#include "biz-due-store.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

/* Drafts, and what is posted, open and past its day: they differ by their state, so that one
 * grouping by it counts both. */
static ErpDomain *
new_domain (const GDate *today)
{
  static const char *const types[] = { "out_invoice", "out_refund", NULL };
  static const char *const unpaid[] = { "not_paid", "partial", NULL };
  ErpDomain *domain = erp_domain_new ();
  g_autoptr (ErpDomain) drafts = erp_domain_new ();
  g_autoptr (ErpDomain) overdue = erp_domain_new ();
  ErpDomain *const any[] = { drafts, overdue };

  erp_domain_add_string (drafts, "state", "=", "draft");
  erp_domain_add_string (overdue, "state", "=", "posted");
  erp_domain_add_strv (overdue, "payment_state", "in", unpaid);
  erp_domain_add_date (overdue, "invoice_date_due", "<", today);
  erp_domain_add_strv (domain, "move_type", "in", types);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
  return domain;
}

static gboolean
read_counts (JsonNode *answer, BizCounts *counts, GError **error)
{
  JsonArray *groups;

  if (!erp_json_get_array (answer, &groups, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (groups); i++)
    {
      JsonObject *group;
      const char *state;
      gint64 count;

      if (!erp_json_get_object (json_array_get_element (groups, i), &group, error)
          || !erp_json_get_string (group, "state", &state, error)
          || !erp_json_get_int (group, "__count", &count, error))
        return FALSE;
      if (g_strcmp0 (state, "draft") == 0)
        counts->n_drafts = (guint64)MAX (count, 0);
      else if (g_strcmp0 (state, "posted") == 0)
        counts->n_overdue = (guint64)MAX (count, 0);
    }
  return TRUE;
}

typedef struct
{
  BizCounts counts;
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Counting;

static void
free_counting (gpointer data)
{
  g_clear_error (&((Counting *)data)->error);
  g_free (data);
}

/* Ends @task with the last of its requests. Takes @error. */
static void
finish_part (GTask *task, GError *error)
{
  Counting *counting = g_task_get_task_data (task);

  if (error != NULL && counting->error == NULL)
    counting->error = error;
  else
    g_clear_error (&error);
  if (--counting->n_pending > 0)
    return;
  if (counting->error != NULL)
    g_task_return_error (task, g_steal_pointer (&counting->error));
  else
    g_task_return_pointer (task, g_memdup2 (&counting->counts, sizeof counting->counts), g_free);
}

static void
counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Counting *counting = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    read_counts (answer, &counting->counts, &error);
  finish_part (task, error);
}

static void
orders_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Counting *counting = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL && JSON_NODE_HOLDS_VALUE (answer))
    counting->counts.n_to_invoice = (guint64)MAX (json_node_get_int (answer), 0);
  finish_part (task, error);
}

static void
bank_lines_counted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Counting *counting = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL && JSON_NODE_HOLDS_VALUE (answer))
    counting->counts.n_bank_lines = (guint64)MAX (json_node_get_int (answer), 0);
  finish_part (task, error);
}

static gboolean
matches_bank_lines (ErpCapabilities *capabilities)
{
  const char *model = "account.bank.statement.line";
  const ErpRights rights = ERP_RIGHT_READ | ERP_RIGHT_WRITE;

  return erp_capabilities_has_model (capabilities, model)
         && (erp_capabilities_get_rights (capabilities, model) & rights) == rights;
}

static ErpCall *
new_bank_lines_call (void)
{
  ErpCall *call = erp_call_new_read ("account.bank.statement.line", "search_count");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_bool (domain, "is_reconciled", "=", FALSE);
  erp_call_set_arg_domain (call, "domain", domain);

  return call;
}

static gboolean
sees_orders (ErpCapabilities *capabilities)
{
  return erp_capabilities_has_model (capabilities, "sale.order")
         && (erp_capabilities_get_rights (capabilities, "sale.order") & ERP_RIGHT_READ) != 0;
}

/**
 * biz_counts_load_async:
 * @client: who asks
 * @capabilities: what the server can do
 * @today: the day in the company's zone
 * @cancellable: (nullable): a cancellable
 * @callback: called with the counts
 * @user_data: data for @callback, owned by it
 */
void
biz_counts_load_async (ErpClient *client,
                       ErpCapabilities *capabilities,
                       const GDate *today,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  static const char *const groupby[] = { "state", NULL };
  static const char *const aggregates[] = { "__count", NULL };
  g_autoptr (GTask) task = g_task_new (client, cancellable, callback, user_data);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;
  Counting *counting = g_new0 (Counting, 1);

  g_task_set_task_data (task, counting, free_counting);
  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (ERP_IS_CAPABILITIES (capabilities));
  g_return_if_fail (today != NULL && g_date_valid (today));

  g_task_set_source_tag (task, biz_counts_load_async);
  domain = new_domain (today);
  call = erp_capabilities_new_aggregate_call (capabilities, "account.move", domain, groupby,
                                              aggregates);
  counting->n_pending = 1;
  erp_client_call_async (client, call, cancellable, counted_cb, g_object_ref (task));
  if (sees_orders (capabilities))
    {
      g_autoptr (ErpCall) orders = biz_due_new_count_call ();

      counting->n_pending++;
      erp_client_call_async (client, orders, cancellable, orders_counted_cb, g_object_ref (task));
    }
  if (matches_bank_lines (capabilities))
    {
      g_autoptr (ErpCall) lines = new_bank_lines_call ();

      counting->n_pending++;
      erp_client_call_async (client, lines, cancellable, bank_lines_counted_cb,
                             g_object_ref (task));
    }
}

/**
 * biz_counts_load_finish:
 * @client: who asked
 * @result: what the callback was given
 * @counts: (out caller-allocates): the counts
 * @error: return location for an ERP_ERROR
 *
 * Returns: whether they were counted
 */
gboolean
biz_counts_load_finish (ErpClient *client, GAsyncResult *result, BizCounts *counts, GError **error)
{
  g_autofree BizCounts *loaded = NULL;

  g_return_val_if_fail (g_task_is_valid (result, client), FALSE);
  g_return_val_if_fail (counts != NULL, FALSE);

  loaded = g_task_propagate_pointer (G_TASK (result), error);
  if (loaded == NULL)
    return FALSE;
  *counts = *loaded;
  return TRUE;
}
