/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket-counts.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

/* What a request counts. */
enum
{
  OWNERS = 1 << 0,
  STAGES = 1 << 1,
};

typedef struct
{
  BizTicketCounts counts;
  guint n_running;
  GError *error; /* (owned) (nullable) */
} Load;

typedef struct
{
  GTask *task; /* (owned) */
  guint what;
} Question;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_error (&load->error);
  g_free (load);
}

static gboolean
read_id (JsonObject *row, const char *field, gint64 *id, char **name, GError **error)
{
  *id = 0;
  if (!json_object_has_member (row, field) || json_object_get_null_member (row, field))
    return TRUE;

  return erp_json_get_many2one (row, field, id, name, error);
}

static gboolean
add_row (BizService *service, Load *load, guint what, JsonObject *row, GError **error)
{
  const BizTicketShape *shape = biz_service_get_shape (service);
  g_autofree char *owner_name = NULL;
  g_autofree char *stage_name = NULL;
  gint64 count, owner = 0, stage = 0;
  guint n;

  if (!erp_json_get_int (row, "__count", &count, error)
      || ((what & OWNERS) != 0
          && !read_id (row, shape->fields[BIZ_TICKET_OWNER], &owner, &owner_name, error))
      || ((what & STAGES) != 0
          && !read_id (row, shape->fields[BIZ_TICKET_STAGE], &stage, &stage_name, error)))
    return FALSE;
  n = (guint)CLAMP (count, 0, G_MAXINT);
  if ((what & OWNERS) != 0)
    {
      load->counts.unassigned += owner == 0 ? n : 0;
      load->counts.mine += owner != 0 && owner == biz_service_get_uid (service) ? n : 0;
    }
  if ((what & STAGES) != 0)
    {
      load->counts.open += n;
      load->counts.waiting += biz_service_is_stage_waiting (service, stage, stage_name) ? n : 0;
    }

  return TRUE;
}

static gboolean
add_rows (BizService *service, Load *load, guint what, JsonNode *answer, GError **error)
{
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !add_row (service, load, what, row, error))
        return FALSE;
    }

  return TRUE;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  Load *load = g_task_get_task_data (task);
  GError **error = load->error == NULL ? &load->error : NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, error);

  if (answer != NULL)
    add_rows (g_task_get_source_object (task), load, question->what, answer, error);
  if (--load->n_running > 0)
    return;
  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else
    g_task_return_pointer (task, g_memdup2 (&load->counts, sizeof load->counts), g_free);
}

static void
ask (GTask *task, guint what)
{
  static const char *const counted[] = { "__count", NULL };
  BizService *service = g_task_get_source_object (task);
  const BizTicketShape *shape = biz_service_get_shape (service);
  ErpSession *session = biz_service_get_session (service);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;
  const char *groupby[3] = { NULL };
  Question *question = g_new0 (Question, 1);
  Load *load = g_task_get_task_data (task);
  guint n = 0;

  if ((what & OWNERS) != 0)
    groupby[n++] = shape->fields[BIZ_TICKET_OWNER];
  if ((what & STAGES) != 0)
    groupby[n++] = shape->fields[BIZ_TICKET_STAGE];
  biz_service_add_base (service, domain);
  biz_ticket_shape_add_open (shape, domain);
  call = erp_capabilities_new_aggregate_call (erp_session_get_capabilities (session), shape->model,
                                              domain, groupby, counted);
  question->task = g_object_ref (task);
  question->what = what;
  load->n_running++;
  erp_client_call_async (erp_session_get_client (session), call, g_task_get_cancellable (task),
                         answered_cb, question);
}

/**
 * biz_ticket_counts_load_async:
 * @service: a service desk that is ready
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Counts the open cases.
 */
void
biz_ticket_counts_load_async (BizService *service,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  const BizTicketShape *shape = biz_service_get_shape (service);

  g_return_if_fail (BIZ_IS_SERVICE (service) && biz_service_is_ready (service));

  g_task_set_source_tag (task, biz_ticket_counts_load_async);
  g_task_set_task_data (task, g_new0 (Load, 1), load_free);
  if (shape->fields[BIZ_TICKET_OWNER] == NULL || shape->fields[BIZ_TICKET_STAGE] == NULL)
    g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "cases have no owner or stage");
  else if (biz_ticket_shape_is_list (shape, BIZ_TICKET_OWNER))
    {
      Load *load = g_task_get_task_data (task);

      load->n_running++; /* until both are asked */
      ask (task, OWNERS);
      ask (task, STAGES);
      load->n_running--;
    }
  else
    ask (task, OWNERS | STAGES);
}

/**
 * biz_ticket_counts_load_finish:
 * @service: a service desk
 * @result: of the callback
 * @counts: (out): how many there are
 * @error: return location
 *
 * Returns: whether they were counted
 */
gboolean
biz_ticket_counts_load_finish (BizService *service,
                               GAsyncResult *result,
                               BizTicketCounts *counts,
                               GError **error)
{
  g_autofree BizTicketCounts *found = NULL;

  g_return_val_if_fail (g_task_is_valid (result, service) && counts != NULL, FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;
  *counts = *found;

  return TRUE;
}
