/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bench-mark.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-session.h"

typedef struct
{
  BizBenchLine *line; /* (owned) */
  gboolean to_check;
} Mark;

static void
free_mark (gpointer data)
{
  g_clear_object (&((Mark *)data)->line);
  g_free (data);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Mark *mark = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  biz_bench_line_set_to_check (mark->line, mark->to_check);
  g_task_return_boolean (task, TRUE);
}

/* Older servers keep that it is to be checked, newer ones that it was. */
static JsonNode *
make_values (ErpSession *session, gboolean to_check)
{
  const char *version =
      erp_capabilities_get_server_version (erp_session_get_capabilities (session));
  const gint64 series = version != NULL ? g_ascii_strtoll (version, NULL, 10) : 0;
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *values = json_object_new ();

  if (series > 0 && series < 18)
    json_object_set_boolean_member (values, "to_check", to_check);
  else
    json_object_set_boolean_member (values, "checked", !to_check);
  json_node_take_object (node, values);

  return node;
}

/**
 * biz_bench_mark_async:
 * @session: who is signed in where
 * @line: a line
 * @to_check: whether somebody is to look at it again
 * @cancellable: (nullable): to stop
 * @callback: when it is written
 * @user_data: for @callback
 *
 * Sets or takes off the mark, one request.
 */
void
biz_bench_mark_async (ErpSession *session,
                      BizBenchLine *line,
                      gboolean to_check,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (ErpCall) call = erp_call_new_write ("account.move", "write");
  Mark *mark = g_new0 (Mark, 1);
  gint64 company;

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (BIZ_IS_BENCH_LINE (line));

  g_task_set_source_tag (task, biz_bench_mark_async);
  mark->line = g_object_ref (line);
  mark->to_check = to_check;
  g_task_set_task_data (task, mark, free_mark);
  company =
      biz_bank_journal_get_company_id (biz_match_desk_get_journal (biz_bench_line_get_desk (line)));
  erp_call_set_id (call, biz_bench_line_get_facts (line)->move_id);
  erp_call_take_arg (call, "vals", make_values (session, to_check));
  erp_call_set_companies (call, &company, 1);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, written_cb,
                         g_steal_pointer (&task));
}

gboolean
biz_bench_mark_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_bench_mark_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
