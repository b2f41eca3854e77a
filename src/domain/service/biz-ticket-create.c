/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket-create.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/*
 * A new case, loaded with an external id of its own: to send it twice makes one case. It is found
 * again by who made it, when, and what it is called.
 *
 * {"model", "uid", "name", "columns": [...], "row": [...]}, all texts
 */

#define ID_PREFIX "quittance_case."

gboolean
biz_ticket_wish_check (const BizTicketWish *wish, GError **error)
{
  g_autofree char *title = g_strstrip (g_strdup (wish->title != NULL ? wish->title : ""));

  if (*title != '\0')
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("Write a subject: the case is found by it."));

  return FALSE;
}

/* Paragraphs between empty lines; nothing in them is markup. */
static char *
make_html (const char *text)
{
  g_autofree char *plain = g_strstrip (g_strdup (text != NULL ? text : ""));
  g_auto (GStrv) lines = g_strsplit (plain, "\n", -1);
  g_autoptr (GString) paragraph = g_string_new (NULL);
  GString *html = g_string_new (NULL);

  for (guint i = 0;; i++)
    {
      gboolean ends = lines[i] == NULL || *g_strstrip (lines[i]) == '\0';

      if (!ends)
        g_string_append_printf (paragraph, "%s%s", paragraph->len > 0 ? "\n" : "", lines[i]);
      else if (paragraph->len > 0)
        {
          g_autofree char *piece = biz_job_text_to_html (paragraph->str);

          g_string_append (html, piece);
          g_string_set_size (paragraph, 0);
        }
      if (lines[i] == NULL)
        break;
    }
  /* A helpdesk wants a text. */
  if (html->len == 0)
    g_string_append (html, "<p></p>");

  return g_string_free (html, FALSE);
}

static void
add_cell (JsonArray *columns, JsonArray *row, const char *column, const char *value)
{
  json_array_add_string_element (columns, column);
  json_array_add_string_element (row, value);
}

static void
add_relation (JsonArray *columns, JsonArray *row, const char *field, gint64 id)
{
  g_autofree char *column = NULL;
  g_autofree char *value = NULL;

  if (field == NULL || id == 0)
    return;
  column = g_strconcat (field, "/.id", NULL);
  value = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  add_cell (columns, row, column, value);
}

/**
 * biz_ticket_wish_make_body:
 * @wish: what it is about; see biz_ticket_wish_check()
 * @service: where it is made
 *
 * Returns: (transfer full): the body of a job of #biz_job_ticket_create_kind
 */
JsonObject *
biz_ticket_wish_make_body (const BizTicketWish *wish, BizService *service)
{
  const BizTicketShape *shape = biz_service_get_shape (service);
  const char *const *fields = shape->fields;
  gboolean is_task = shape->kind == BIZ_TICKETS_TASKS;
  g_autofree char *title = g_strstrip (g_strdup (wish->title));
  g_autofree char *html = make_html (wish->text);
  JsonObject *body = json_object_new ();
  JsonArray *columns = json_array_new ();
  JsonArray *row = json_array_new ();

  add_cell (columns, row, "name", title);
  if (fields[BIZ_TICKET_TEXT] != NULL)
    add_cell (columns, row, fields[BIZ_TICKET_TEXT], html);
  add_relation (columns, row, fields[BIZ_TICKET_CUSTOMER], wish->customer_id);
  add_relation (columns, row, fields[BIZ_TICKET_TEAM],
                is_task ? biz_service_get_project (service) : wish->team_id);
  add_relation (columns, row, fields[BIZ_TICKET_CATEGORY], wish->category_id);
  add_relation (columns, row, fields[BIZ_TICKET_OWNER], wish->owner_id);
  if (wish->priority >= 0 && fields[BIZ_TICKET_PRIORITY] != NULL)
    {
      g_autofree char *priority = g_strdup_printf ("%d", wish->priority);

      add_cell (columns, row, fields[BIZ_TICKET_PRIORITY], priority);
    }
  json_object_set_string_member (body, "model", shape->model);
  json_object_set_int_member (body, "uid", biz_service_get_uid (service));
  json_object_set_string_member (body, "name", title);
  json_object_set_array_member (body, "columns", columns);
  json_object_set_array_member (body, "row", row);

  return body;
}

/* the job */

static const char *
get_model (JsonObject *body)
{
  return g_strcmp0 (biz_job_get_text (body, "model"), "project.task") == 0 ? "project.task"
                                                                           : "helpdesk.ticket";
}

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");

  /* Translators: the subject of a case. */
  return g_strdup_printf (_ ("New case: %s"), name != NULL ? name : "");
}

static ErpCall *
observe (JsonObject *body)
{
  static const char *const fields[] = { "id", "display_name", NULL };
  const char *name = biz_job_get_text (body, "name");
  const char *since = erp_job_body_get_since (body);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "name", "=", name != NULL ? name : "");
  erp_domain_add_int (domain, "create_uid", "=", biz_job_get_id (body, "uid"));
  /* Before the first answer the server's time is not known. */
  if (since != NULL && *since != '\0')
    erp_domain_add_string (domain, "create_date", ">=", since);

  return biz_job_new_search (body, get_model (body), domain, fields);
}

/* @first in front of the strings of the body's list. */
static JsonArray *
prepend (JsonObject *body, const char *member, const char *first)
{
  JsonArray *all = json_array_new ();
  JsonArray *list = NULL;

  json_array_add_string_element (all, first);
  if (json_object_has_member (body, member)
      && erp_json_get_array (json_object_get_member (body, member), &list, NULL))
    for (guint i = 0; i < json_array_get_length (list); i++)
      json_array_add_element (all, json_node_copy (json_array_get_element (list, i)));

  return all;
}

static JsonNode *
make_text (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return node;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, get_model (body), "load");
  g_autofree char *id = g_strconcat (ID_PREFIX, erp_job_body_get_marker (body), NULL);
  JsonNode *fields = json_node_new (JSON_NODE_ARRAY);
  JsonNode *data = json_node_new (JSON_NODE_ARRAY);
  JsonArray *rows = json_array_new ();

  json_node_take_array (fields, prepend (body, "columns", "id"));
  json_array_add_array_element (rows, prepend (body, "row", id));
  json_node_take_array (data, rows);
  erp_call_take_arg (call, "fields", fields);
  erp_call_take_arg (call, "data", data);
  /* what is there already stays as it is */
  erp_call_take_context (call, "mode", make_text ("update"));
  erp_call_set_context_bool (call, "noupdate", TRUE);

  return call;
}

/* {"ids": [17], "messages": []}, or false and why. */
static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  JsonObject *object = NULL, *first = NULL;
  JsonArray *messages = NULL;
  const char *text = NULL;
  JsonNode *ids;

  if (!erp_json_get_object (answer, &object, error))
    return FALSE;
  ids = json_object_get_member (object, "ids");
  if (biz_job_first_id (ids) > 0)
    {
      *result = biz_job_result (get_model (body), biz_job_first_id (ids),
                                biz_job_get_text (body, "name"));
      return TRUE;
    }
  if (json_object_has_member (object, "messages")
      && erp_json_get_array (json_object_get_member (object, "messages"), &messages, NULL)
      && json_array_get_length (messages) > 0
      && erp_json_get_object (json_array_get_element (messages, 0), &first, NULL))
    text = biz_job_get_text (first, "message");
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
               _ ("The ERP does not take this case, and none was made: %s"),
               text != NULL ? text : "–");

  return FALSE;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  JsonObject *made = NULL, *record;
  guint n_new = 0;

  for (guint i = 0; (record = biz_job_nth (answer, i)) != NULL; i++)
    if (biz_job_find (baseline, biz_job_get_id (record, "id")) == NULL)
      {
        made = record;
        n_new++;
      }
  if (n_new > 1 || biz_job_is_full (answer))
    return ERP_VERDICT_AMBIGUOUS;
  if (made == NULL)
    return biz_job_is_empty_list (answer) || biz_job_nth (answer, 0) != NULL
               ? ERP_VERDICT_NOT_SEEN
               : ERP_VERDICT_AMBIGUOUS;

  return biz_job_done (get_model (body), biz_job_get_id (made, "id"),
                       biz_job_get_text (made, "display_name"), result);
}

const ErpJobKind biz_job_ticket_create_kind = {
  .name = BIZ_JOB_TICKET_CREATE,
  .label = N_ ("New case"),
  .describe = describe,
  .observe = observe,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_int (task, (gssize)erp_job_get_result_id (job));
}

void
biz_ticket_create_async (BizService *service,
                         const BizTicketWish *wish,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (service, cancellable, callback, user_data);
  g_autoptr (JsonObject) body = NULL;
  GError *error = NULL;

  g_return_if_fail (BIZ_IS_SERVICE (service) && wish != NULL);

  g_task_set_source_tag (task, biz_ticket_create_async);
  if (!biz_service_may_create (service) || !biz_service_is_ready (service))
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_ACCESS, "%s",
                               _ ("You may not make cases here."));
      return;
    }
  if (!biz_ticket_wish_check (wish, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  body = biz_ticket_wish_make_body (wish, service);
  erp_journal_run_async (erp_session_get_journal (biz_service_get_session (service)),
                         BIZ_JOB_TICKET_CREATE, body, cancellable, made_cb,
                         g_steal_pointer (&task));
}

/**
 * biz_ticket_create_finish:
 * @service: a service desk
 * @result: of the callback
 * @error: return location
 *
 * Returns: the id of the case; 0 with an error as erp_journal_run_finish() has it
 */
gint64
biz_ticket_create_finish (BizService *service, GAsyncResult *result, GError **error)
{
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, service), 0);

  id = g_task_propagate_int (G_TASK (result), error);

  return MAX (id, 0);
}
