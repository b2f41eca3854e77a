/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-link-find.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-json.h"
#include "erp-session.h"

#define MAX_OF_A_KIND 5

static const char *const models[] = { "sale.order", "stock.picking", "account.move", "rma" };

typedef struct
{
  GPtrArray *found[G_N_ELEMENTS (models)]; /* (owned) (nullable): BizTie */
  guint n_running;
} Find;

static void
free_find (gpointer data)
{
  Find *find = data;

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    g_clear_pointer (&find->found[i], g_ptr_array_unref);
  g_free (find);
}

static void
finish (GTask *task)
{
  Find *find = g_task_get_task_data (task);
  GPtrArray *all;

  if (find->n_running > 0)
    return;
  all = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_tie_free);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    if (find->found[i] != NULL)
      g_ptr_array_extend_and_steal (all, g_steal_pointer (&find->found[i]));
  g_task_return_pointer (task, all, (GDestroyNotify)g_ptr_array_unref);
}

/* [[id, "name"], ...] */
static GPtrArray *
read_answer (JsonNode *answer, const char *model)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_tie_free);
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, NULL))
    return found;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *pair;
      BizTie *tie;

      if (!erp_json_get_array (json_array_get_element (rows, i), &pair, NULL)
          || json_array_get_length (pair) < 2
          || json_node_get_value_type (json_array_get_element (pair, 0)) != G_TYPE_INT64
          || json_node_get_value_type (json_array_get_element (pair, 1)) != G_TYPE_STRING)
        continue;
      tie = g_new0 (BizTie, 1);
      tie->kind = BIZ_TIE_LINK;
      tie->model = g_strdup (model);
      tie->id = json_array_get_int_element (pair, 0);
      tie->name = g_strdup (json_array_get_string_element (pair, 1));
      g_ptr_array_add (found, tie);
    }

  return found;
}

typedef struct
{
  GTask *task; /* (owned) */
  guint index;
} Asked;

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asked *asked = user_data;
  g_autoptr (GTask) task = asked->task;
  const guint index = asked->index;
  Find *find = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  g_free (asked);
  find->n_running--;
  if (answer != NULL)
    find->found[index] = read_answer (answer, models[index]);
  else
    g_debug ("%s cannot be searched: %s", models[index], error->message);
  finish (task);
}

void
biz_link_find_async (ErpSession *session,
                     const char *text,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  ErpCapabilities *capabilities;
  g_autoptr (GTask) task = NULL;
  Find *find;

  g_return_if_fail (ERP_IS_SESSION (session) && text != NULL);

  capabilities = erp_session_get_capabilities (session);
  find = g_new0 (Find, 1);
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_link_find_async);
  g_task_set_task_data (task, find, free_find);
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_autoptr (ErpCall) call = NULL;
      Asked *asked;

      if ((erp_capabilities_get_rights (capabilities, models[i]) & ERP_RIGHT_READ) == 0)
        continue;
      call = erp_call_new_read (models[i], "name_search");
      erp_call_set_arg_string (call, "name", text);
      erp_call_set_arg_int (call, "limit", MAX_OF_A_KIND);
      asked = g_new0 (Asked, 1);
      asked->task = g_object_ref (task);
      asked->index = i;
      find->n_running++;
      erp_client_call_async (erp_session_get_client (session), call, cancellable, answered_cb,
                             asked);
    }
  finish (task);
}

GPtrArray *
biz_link_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
