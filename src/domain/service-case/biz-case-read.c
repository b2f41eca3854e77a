/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-case-read.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  const BizTicketShape *shape = user_data;
  JsonArray *rows;
  JsonObject *row;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  if (json_array_get_length (rows) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("The record is not on the server any more, or you may not see it."));
      return NULL;
    }

  return erp_json_get_object (json_array_get_element (rows, 0), &row, error)
             ? biz_ticket_new_from_json (shape, row, error)
             : NULL;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  BizTicket *ticket = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (ticket != NULL)
    g_task_return_pointer (task, ticket, g_object_unref);
  else
    g_task_return_error (task, error);
}

void
biz_case_read_async (BizService *service,
                     gint64 id,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  const BizTicketShape *shape;
  g_autofree char *specification = NULL;
  g_autoptr (ErpCall) call = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_SERVICE (service) && id > 0);

  shape = biz_service_get_shape (service);
  specification = biz_ticket_shape_make_specification (shape);
  call = erp_call_new_read (shape->model, "web_read");
  erp_call_set_id (call, id);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_decoder (call, decode, g_memdup2 (shape, sizeof *shape), g_free, g_object_unref);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_case_read_async);
  erp_client_call_async (erp_session_get_client (biz_service_get_session (service)), call,
                         cancellable, read_cb, task);
}

BizTicket *
biz_case_read_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
