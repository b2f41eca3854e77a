/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-private.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* Reading what cases can be given. */

#define MAX_CHOICES 500

typedef struct
{
  BizTicketShape shape;
  guint list;
} Reading;

/* Several questions, one end; the first error is told when all have ended. */
typedef struct
{
  guint n_running;
  gint64 project;
  GError *error; /* (owned) (nullable) */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_error (&load->error);
  g_free (load);
}

static GObject *
read_choice (JsonObject *row, GError **error)
{
  const char *name;
  gint64 id;

  if (!erp_json_get_int (row, "id", &id, error)
      || !erp_json_get_string (row, "display_name", &name, error))
    return NULL;

  return (GObject *)biz_choice_new (id, name != NULL ? name : "", NULL);
}

static gpointer
decode_rows (JsonNode *answer, gpointer user_data, GError **error)
{
  const Reading *reading = user_data;
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      GObject *one;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      one = reading->list == LIST_STAGES
                ? (GObject *)biz_stage_new_from_json (&reading->shape, row, error)
                : read_choice (row, error);
      if (one == NULL)
        return NULL;
      g_ptr_array_add (found, one);
    }

  return g_steal_pointer (&found);
}

/* {"priority": {"selection": [["0", "Low"], ...]}} */
static gpointer
decode_priorities (JsonNode *answer, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *fields, *field;
  JsonArray *pairs;

  if (!erp_json_get_object (answer, &fields, error))
    return NULL;
  if (!json_object_has_member (fields, "priority"))
    return g_steal_pointer (&found);
  if (!erp_json_get_object (json_object_get_member (fields, "priority"), &field, error)
      || !erp_json_get_array (json_object_get_member (field, "selection"), &pairs, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (pairs); i++)
    {
      JsonNode *number_node, *label_node;
      JsonArray *pair;
      guint64 number;

      if (!erp_json_get_array (json_array_get_element (pairs, i), &pair, error))
        return NULL;
      number_node = json_array_get_length (pair) == 2 ? json_array_get_element (pair, 0) : NULL;
      label_node = number_node != NULL ? json_array_get_element (pair, 1) : NULL;
      if (label_node == NULL || json_node_get_value_type (number_node) != G_TYPE_STRING
          || json_node_get_value_type (label_node) != G_TYPE_STRING
          || !g_ascii_string_to_unsigned (json_node_get_string (number_node), 10, 0, 9, &number,
                                          NULL))
        continue; /* a priority of another kind is not offered */
      g_ptr_array_add (found,
                       biz_choice_new ((gint64)number, json_node_get_string (label_node), NULL));
    }

  return g_steal_pointer (&found);
}

static void
end_question (GTask *task)
{
  BizService *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);

  if (--load->n_running > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  /* Another project was chosen meanwhile: these are not its stages. */
  biz_service_set_loaded (self, load->project == self->project);
  g_task_return_boolean (task, TRUE);
}

typedef struct
{
  GTask *task; /* (owned) */
  guint list;
} Question;

static void ask_stages (GTask *task, GPtrArray *known);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Question *question = user_data;
  g_autoptr (GTask) task = question->task;
  BizService *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  /* Who may not read a list does without it; stages are needed. */
  if (found != NULL && question->list == STAGE_FIELDS)
    ask_stages (task, found);
  else if (found != NULL && load->project == self->project)
    g_list_store_splice (self->lists[question->list], 0,
                         g_list_model_get_n_items (G_LIST_MODEL (self->lists[question->list])),
                         found->pdata, found->len);
  else if (found == NULL
           && (question->list == LIST_STAGES || question->list == STAGE_FIELDS
               || !g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS))
           && !g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING) && load->error == NULL)
    load->error = g_steal_pointer (&error);
  end_question (task);
}

static void
ask (GTask *task, guint list, ErpCall *call)
{
  BizService *self = g_task_get_source_object (task);
  Load *load = g_task_get_task_data (task);
  Question *question = g_new0 (Question, 1);

  load->n_running++;
  question->task = g_object_ref (task);
  question->list = list;
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), answered_cb, question);
}

static void
ask_rows (GTask *task,
          guint list,
          const char *model,
          ErpDomain *domain,
          const char *const *fields,
          const char *order)
{
  BizService *self = g_task_get_source_object (task);
  g_autoptr (ErpCall) call = erp_call_new_read (model, "search_read");
  Reading *reading = g_new0 (Reading, 1);

  reading->shape = self->shape;
  reading->list = list;
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", order);
  erp_call_set_arg_int (call, "limit", MAX_CHOICES);
  erp_call_set_decoder (call, decode_rows, reading, g_free, (GDestroyNotify)g_ptr_array_unref);
  ask (task, list, call);
}

/* @known: (element-type utf8): those of the fields that a stage has on this server */
static void
ask_stages (GTask *task, GPtrArray *known)
{
  BizService *self = g_task_get_source_object (task);
  const char *const *wanted = biz_stage_get_fields (&self->shape);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();

  /* People have stages of their own for tasks. */
  if (self->shape.kind == BIZ_TICKETS_TASKS)
    erp_domain_add_ids (domain, "project_ids", "in", &self->project, 1);
  for (guint i = 0; wanted[i] != NULL; i++)
    if (i == 0 || g_ptr_array_find_with_equal_func (known, wanted[i], g_str_equal, NULL))
      g_ptr_array_add (fields, (gpointer)wanted[i]);
  g_ptr_array_add (fields, NULL);
  ask_rows (task, LIST_STAGES, biz_ticket_shape_get_stage_model (&self->shape), domain,
            (const char *const *)fields->pdata, "sequence asc, id asc");
}

static gpointer
decode_names (JsonNode *answer, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GList) members = NULL;
  JsonObject *fields;

  if (!erp_json_get_object (answer, &fields, error))
    return NULL;
  members = json_object_get_members (fields);
  for (GList *l = members; l != NULL; l = l->next)
    g_ptr_array_add (names, g_strdup (l->data));

  return g_steal_pointer (&names);
}

static void
ask_stage_fields (GTask *task)
{
  static const char *const attributes[] = { "type", NULL };
  BizService *self = g_task_get_source_object (task);
  g_autoptr (ErpCall) call =
      erp_call_new_read (biz_ticket_shape_get_stage_model (&self->shape), "fields_get");

  erp_call_set_arg_strv (call, "allfields", biz_stage_get_fields (&self->shape));
  erp_call_set_arg_strv (call, "attributes", attributes);
  erp_call_set_decoder (call, decode_names, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  ask (task, STAGE_FIELDS, call);
}

static void
ask_priorities (GTask *task)
{
  static const char *const fields[] = { "priority", NULL };
  static const char *const attributes[] = { "selection", NULL };
  BizService *self = g_task_get_source_object (task);
  g_autoptr (ErpCall) call = erp_call_new_read (self->shape.model, "fields_get");

  erp_call_set_arg_strv (call, "allfields", fields);
  erp_call_set_arg_strv (call, "attributes", attributes);
  erp_call_set_decoder (call, decode_priorities, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  ask (task, LIST_PRIORITIES, call);
}

/**
 * biz_service_load_async:
 * @self: a service desk
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for what cases can be given. Fails with ERP_ERROR_MISSING where there are no cases.
 */
void
biz_service_load_async (BizService *self,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  static const char *const named[] = { "id", "display_name", NULL };
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (ErpDomain) all = erp_domain_new ();
  g_autoptr (ErpDomain) staff = erp_domain_new ();
  Load *load;

  g_return_if_fail (BIZ_IS_SERVICE (self));

  g_task_set_source_tag (task, biz_service_load_async);
  if (self->shape.kind == BIZ_TICKETS_NONE)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               biz_service_get_refusal (self));
      return;
    }
  load = g_new0 (Load, 1);
  load->n_running = 1;
  load->project = self->project;
  g_task_set_task_data (task, load, load_free);
  erp_domain_add_bool (staff, "share", "=", FALSE);
  if (biz_service_is_ready (self))
    ask_stage_fields (task);
  ask_rows (task, LIST_TEAMS, biz_ticket_shape_get_team_model (&self->shape), all, named,
            "name asc");
  ask_rows (task, LIST_OWNERS, "res.users", staff, named, "name asc");
  if (self->shape.fields[BIZ_TICKET_CATEGORY] != NULL)
    ask_rows (task, LIST_CATEGORIES, biz_ticket_shape_get_category_model (&self->shape), all, named,
              "name asc");
  if (self->shape.fields[BIZ_TICKET_PRIORITY] != NULL)
    ask_priorities (task);
  end_question (task);
}

/**
 * biz_service_load_finish:
 * @self: a service desk
 * @result: of the callback
 * @error: return location
 *
 * Returns: whether the lists are there
 */
gboolean
biz_service_load_finish (BizService *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
