/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Credit notes with their reasons: what was decided and noted on them, or else what the ERP's own
 * reversal was told. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-readers.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-decision-log.h"
#include "biz-policy.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOVE "account.move"
#define A_PAGE 500
#define CREDITS                                                                                    \
  "{\"invoice_date\":{},\"amount_total_signed\":{},\"ref\":{},"                                    \
  "\"reversed_entry_id\":{\"fields\":{\"name\":{}}}}"

/* One reading: the credit notes, then the names of their reasons. */
typedef struct
{
  ErpSession *session; /* (owned) */
  gint64 company_id;
  BizKpiRows *rows; /* (owned) (nullable) */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  g_clear_pointer (&load->rows, biz_kpi_rows_free);
  g_free (load);
}

/**
 * biz_kpi_find_reason:
 * @reference: (nullable): of a credit note
 * @reversed: (nullable): the number of the invoice it reverses
 *
 * The ERP writes "Reversal of: INV/2026/00001, wrong price" in the language of whoever did it; what
 * follows the number and its comma is the reason.
 *
 * Returns: (nullable): a part of @reference; %NULL where none was told
 */
const char *
biz_kpi_find_reason (const char *reference, const char *reversed)
{
  const char *place;

  if (reference == NULL || reversed == NULL || *reversed == '\0')
    return NULL;
  place = strstr (reference, reversed);
  if (place == NULL)
    return NULL;
  place += strlen (reversed);
  if (*place != ',')
    return NULL;
  place++;
  while (*place == ' ')
    place++;

  return *place != '\0' ? place : NULL;
}

/* A reversed entry that is none is false or null. */
static gboolean
read_reason (JsonObject *object, const char **reason, GError **error)
{
  JsonNode *node = json_object_get_member (object, "reversed_entry_id");
  const char *reference = NULL;
  const char *number = NULL;
  JsonObject *reversed;

  *reason = NULL;
  if (!erp_json_get_string (object, "ref", &reference, error))
    return FALSE;
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  if (!erp_json_get_object (node, &reversed, error)
      || !erp_json_get_string (reversed, "name", &number, error))
    return FALSE;
  *reason = biz_kpi_find_reason (reference, number);

  return TRUE;
}

static gboolean
read_credit (JsonObject *object, BizKpiRows *rows, gpointer data, GError **error)
{
  const BizMoney *zero = data;
  BizKpiDocument row = { .is_credit = TRUE };
  const char *reason;

  g_date_clear (&row.corrected, 1);
  g_date_clear (&row.disputed, 1);
  if (!erp_json_get_int (object, "id", &row.id, error)
      || !erp_json_get_date (object, "invoice_date", &row.date, error)
      || !biz_money_from_json_rounded (object, "amount_total_signed", zero, &row.total, error)
      || !read_reason (object, &reason, error))
    return FALSE;
  row.total.minor = -row.total.minor;
  if (reason != NULL)
    row.reason = g_string_chunk_insert_const (rows->words, reason);
  if (g_date_valid (&row.date))
    g_array_append_val (rows->documents, row);

  return TRUE;
}

static gpointer
keep (JsonNode *result, gpointer user_data, GError **error)
{
  return json_node_copy (result);
}

static ErpCall *
follow (BizKpiRows *rows, gpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  BizDecisionScope scope = { .model = MOVE };
  ErpCall *call;

  for (guint i = 0; i < rows->documents->len; i++)
    g_array_append_val (ids, g_array_index (rows->documents, BizKpiDocument, i).id);
  if (ids->len == 0)
    return NULL;
  scope.ids = (const gint64 *)(gpointer)ids->data;
  scope.n_ids = ids->len;
  call = biz_decision_log_new_call (&scope, 1, BIZ_DECISION_BIT (BIZ_DECISION_CREDIT), NULL);
  erp_call_set_background (call, TRUE);
  erp_call_set_decoder (call, keep, NULL, NULL, (GDestroyNotify)json_node_unref);

  return call;
}

/* What was noted counts before what the reference says. */
static void
apply (BizKpiRows *rows, gpointer answer, gpointer data)
{
  const guint kinds = BIZ_DECISION_BIT (BIZ_DECISION_CREDIT);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDecisionLog) log = biz_decision_log_new_from_answer (answer, kinds, &error);

  if (log == NULL)
    {
      g_debug ("Reasons of credit notes were not read: %s", error->message);
      return;
    }
  for (guint i = 0; i < rows->documents->len; i++)
    {
      BizKpiDocument *row = &g_array_index (rows->documents, BizKpiDocument, i);
      g_autoptr (GPtrArray) notes = biz_decision_log_list (log, MOVE, row->id, kinds);

      /* The newest one that gives a reason. */
      for (guint j = 0; j < notes->len; j++)
        {
          const char *reason = biz_decision_note_get (g_ptr_array_index (notes, j), "reason");

          if (reason == NULL || *reason == '\0')
            continue;
          row->reason = g_string_chunk_insert_const (rows->words, reason);
          break;
        }
    }
}

/* Decisions note the code of a reason; people know its name. */
static void
name_reasons (BizKpiRows *rows, BizPolicy *policy)
{
  GListModel *reasons = biz_policy_get_reasons (policy);

  for (guint i = 0; i < rows->documents->len; i++)
    {
      BizKpiDocument *row = &g_array_index (rows->documents, BizKpiDocument, i);

      for (guint j = 0; row->reason != NULL && j < g_list_model_get_n_items (reasons); j++)
        {
          g_autoptr (BizChoice) choice = g_list_model_get_item (reasons, j);

          if (!g_str_equal (biz_choice_get_code (choice), row->reason))
            continue;
          row->reason = g_string_chunk_insert_const (rows->words, biz_choice_get_name (choice));
          break;
        }
    }
}

/* Without the company's policy its reasons are the program's own. */
static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (BizPolicy) policy = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answer != NULL)
    policy = biz_policy_new_from_attachments (answer, &error);
  if (policy == NULL)
    {
      g_debug ("Names of reasons were not read: %s", error->message);
      policy = biz_policy_new ();
    }
  name_reasons (load->rows, policy);
  g_task_return_pointer (task, g_steal_pointer (&load->rows), (GDestroyNotify)biz_kpi_rows_free);
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;
  GError *error = NULL;

  load->rows = biz_kpi_pages_read_finish (result, &error);
  if (load->rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  call = biz_policy_make_read (load->company_id);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), policy_cb, g_object_ref (task));
}

/**
 * biz_kpi_credits_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of what and until when
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_credits_read_async (ErpSession *session,
                            BizCurrencyTable *currencies,
                            const BizKpiScope *scope,
                            BizKpiProgress progress,
                            gpointer progress_data,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  const GDate first = biz_kpi_scope_get_first (scope);
  BizKpiPages pages = { .model = MOVE,
                        .domain = domain,
                        .specification = CREDITS,
                        .page = A_PAGE,
                        .read = read_credit,
                        .follow = follow,
                        .apply = apply };
  GError *error = NULL;
  Load *load;

  g_task_set_source_tag (task, biz_kpi_credits_read_async);
  if (!biz_whole_ledger_check (capabilities, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  erp_domain_add_int (domain, "company_id", "=", scope->company_id);
  erp_domain_add_string (domain, "state", "=", "posted");
  erp_domain_add_string (domain, "move_type", "=", "out_refund");
  erp_domain_add_date (domain, "invoice_date", ">=", &first);
  erp_domain_add_date (domain, "invoice_date", "<=", &scope->as_of);
  if (!biz_kpi_scope_add_domain (scope, domain, MOVE, "", capabilities))
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("This server does not tell these records apart so."));
      return;
    }
  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->company_id = scope->company_id;
  g_task_set_task_data (task, load, free_load);
  pages.data = g_memdup2 (&scope->zero, sizeof scope->zero);
  biz_kpi_pages_read_async (session, &pages, g_free, progress, progress_data, cancellable, pages_cb,
                            g_steal_pointer (&task));
}
