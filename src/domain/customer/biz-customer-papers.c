/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-customer-papers.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#define FILE_FIELDS                                                                                \
  "\"mimetype\":{},\"file_size\":{},\"create_date\":{},\"name\":{},"                               \
  "\"create_uid\":{\"fields\":{\"display_name\":{}}}"

typedef struct
{
  GPtrArray *own;      /* (owned) (element-type BizCustomerPaper) */
  GPtrArray *invoices; /* (owned) (element-type BizCustomerPaper) */
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Loading;

void
biz_customer_paper_free (BizCustomerPaper *self)
{
  g_free (self->record);
  g_clear_object (&self->file);
  g_free (self);
}

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_clear_pointer (&loading->own, g_ptr_array_unref);
  g_clear_pointer (&loading->invoices, g_ptr_array_unref);
  g_clear_error (&loading->error);
  g_free (loading);
}

/* Takes @error. */
static void
finish_one (GTask *task, GError *error)
{
  Loading *loading = g_task_get_task_data (task);

  if (loading->error == NULL)
    loading->error = error;
  else
    g_clear_error (&error);
  if (--loading->n_pending > 0)
    return;
  if (loading->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&loading->error));
      return;
    }
  g_ptr_array_extend_and_steal (loading->own, g_steal_pointer (&loading->invoices));
  g_task_return_pointer (task, g_steal_pointer (&loading->own), (GDestroyNotify)g_ptr_array_unref);
}

static JsonArray *
get_rows (JsonNode *answer, GError **error)
{
  JsonObject *page;
  JsonArray *rows = NULL;

  if (!erp_json_get_object (answer, &page, error)
      || !erp_json_get_array (json_object_get_member (page, "records"), &rows, error))
    return NULL;

  return rows;
}

static void
own_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = answer != NULL ? get_rows (answer, &error) : NULL;

  for (guint i = 0; rows != NULL && error == NULL && i < json_array_get_length (rows); i++)
    {
      BizCustomerPaper *paper;
      BizAttachment *file = NULL;
      JsonObject *row;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, &error)
          || !erp_json_get_int (row, "res_id", &id, &error)
          || (file = biz_attachment_new_from_json (row, &error)) == NULL)
        break;
      paper = g_new0 (BizCustomerPaper, 1);
      paper->model = "res.partner";
      paper->record_id = id;
      paper->file = file;
      g_ptr_array_add (loading->own, paper);
    }
  finish_one (task, error);
}

static void
invoices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = answer != NULL ? get_rows (answer, &error) : NULL;

  for (guint i = 0; rows != NULL && error == NULL && i < json_array_get_length (rows); i++)
    {
      BizCustomerPaper *paper;
      BizAttachment *file = NULL;
      JsonObject *row;
      JsonNode *node;
      const char *number;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, &error)
          || !erp_json_get_int (row, "id", &id, &error)
          || !erp_json_get_string (row, "name", &number, &error))
        break;
      node = json_object_get_member (row, "message_main_attachment_id");
      if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
        continue;
      file = biz_attachment_new_from_json (json_node_get_object (node), &error);
      if (file == NULL)
        break;
      paper = g_new0 (BizCustomerPaper, 1);
      paper->model = "account.move";
      paper->record_id = id;
      paper->record = g_strdup (number);
      paper->file = file;
      g_ptr_array_add (loading->invoices, paper);
    }
  finish_one (task, error);
}

static void
ask (GTask *task,
     ErpSession *session,
     const char *model,
     ErpDomain *domain,
     const char *specification,
     const char *order,
     GAsyncReadyCallback callback)
{
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read (model, "web_search_read");

  loading->n_pending++;
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", order);
  erp_call_set_arg_int (call, "limit", BIZ_CUSTOMER_MAX_PAPERS);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (session), call, g_task_get_cancellable (task),
                         callback, g_object_ref (task));
}

/**
 * biz_customer_papers_load_async:
 * @session: who is signed in where
 * @partner_id: the commercial partner
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_customer_papers_load_async (ErpSession *session,
                                gint64 partner_id,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (ErpDomain) own = erp_domain_new ();
  g_autoptr (ErpDomain) invoices = erp_domain_new ();
  static const char *const types[] = { "out_invoice", "out_refund", NULL };
  ErpCapabilities *capabilities;
  Loading *loading = g_new0 (Loading, 1);

  g_return_if_fail (ERP_IS_SESSION (session) && partner_id > 0);

  capabilities = erp_session_get_capabilities (session);
  loading->own = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_paper_free);
  loading->invoices = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_paper_free);
  g_task_set_source_tag (task, biz_customer_papers_load_async);
  g_task_set_task_data (task, loading, free_loading);
  erp_domain_add_string (own, "res_model", "=", "res.partner");
  erp_domain_add_int (own, "res_id", "=", partner_id);
  erp_domain_add_bool (own, "res_field", "=", FALSE);
  ask (task, session, "ir.attachment", own, "{\"res_id\":{}," FILE_FIELDS "}",
       "create_date desc, id desc", own_cb);
  if ((erp_capabilities_get_rights (capabilities, "account.move") & ERP_RIGHT_READ) == 0
      || !erp_capabilities_has_field (capabilities, "account.move", "message_main_attachment_id"))
    return;
  erp_domain_add_int (invoices, "commercial_partner_id", "=", partner_id);
  erp_domain_add_strv (invoices, "move_type", "in", types);
  erp_domain_add_bool (invoices, "message_main_attachment_id", "!=", FALSE);
  ask (task, session, "account.move", invoices,
       "{\"name\":{},\"message_main_attachment_id\":{\"fields\":{" FILE_FIELDS "}}}",
       "date desc, id desc", invoices_cb);
}

GPtrArray *
biz_customer_papers_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
