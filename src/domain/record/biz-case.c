/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-case.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

#define TICKET "helpdesk.ticket"
#define TASK "project.task"
#define MAX_CASES 10
#define NAMED "{\"fields\":{\"display_name\":{}}}"

struct _BizCase
{
  GObject parent_instance;

  const char *model; /* a constant */
  gint64 id;
  char *number;   /* (owned) (nullable) */
  char *title;    /* (owned) */
  char *stage;    /* (owned) (nullable) */
  char *assignee; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizCase, biz_case, G_TYPE_OBJECT)

/* Helpdesks call the number of a ticket differently. */
static const char *const number_fields[] = { "number", "ticket_ref" };

/* Where a case names orders; each is asked for their invoices. */
static const char *const order_fields[] = { "sale_order_id", "sale_order_ids" };

static void
biz_case_finalize (GObject *object)
{
  BizCase *self = BIZ_CASE (object);

  g_free (self->number);
  g_free (self->title);
  g_free (self->stage);
  g_free (self->assignee);

  G_OBJECT_CLASS (biz_case_parent_class)->finalize (object);
}

static void
biz_case_class_init (BizCaseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_case_finalize;
}

static void
biz_case_init (BizCase *self)
{
}

static gboolean
read_number (BizCase *self, JsonObject *row, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (number_fields) && self->number == NULL; i++)
    {
      const char *number = NULL;

      if (!json_object_has_member (row, number_fields[i]))
        continue;
      if (!erp_json_get_string (row, number_fields[i], &number, error))
        return FALSE;
      if (number != NULL && !g_str_equal (number, "/"))
        self->number = g_strdup (number);
    }

  return TRUE;
}

/* The names of the people on a task. */
static gboolean
read_people (BizCase *self, JsonObject *row, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  JsonArray *people;

  if (!erp_json_get_array (json_object_get_member (row, "user_ids"), &people, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (people); i++)
    {
      JsonObject *person;
      const char *name = NULL;

      if (!erp_json_get_object (json_array_get_element (people, i), &person, error)
          || !erp_json_get_string (person, "display_name", &name, error))
        return FALSE;
      if (name != NULL)
        g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
    }
  if (names->len > 0)
    self->assignee = g_strdup (names->str);

  return TRUE;
}

static gboolean
read_assignee (BizCase *self, JsonObject *row, GError **error)
{
  gint64 user;

  if (json_object_has_member (row, "user_id"))
    return erp_json_get_many2one (row, "user_id", &user, &self->assignee, error);
  if (json_object_has_member (row, "user_ids"))
    return read_people (self, row, error);

  return TRUE;
}

/**
 * biz_case_new_from_json:
 * @model: "helpdesk.ticket" or "project.task"
 * @row: a record
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the case; %NULL with %ERP_ERROR_PROTOCOL where the row is
 *   none
 */
BizCase *
biz_case_new_from_json (const char *model, JsonObject *row, GError **error)
{
  g_autoptr (BizCase) self = NULL;
  const char *name = NULL;
  gint64 stage;

  g_return_val_if_fail (model != NULL && row != NULL, NULL);

  self = g_object_new (BIZ_TYPE_CASE, NULL);
  self->model = g_str_equal (model, TICKET) ? TICKET : TASK;
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "name", &name, error) || !read_number (self, row, error)
      || !read_assignee (self, row, error)
      || (json_object_has_member (row, "stage_id")
          && !erp_json_get_many2one (row, "stage_id", &stage, &self->stage, error)))
    return NULL;
  if (self->number != NULL && name != NULL)
    self->title = g_strdup_printf ("%s %s", self->number, name);
  else if (self->number != NULL || name != NULL)
    self->title = g_strdup (self->number != NULL ? self->number : name);
  else
    self->title = g_strdup_printf ("%lld", (long long)self->id);

  return g_steal_pointer (&self);
}

const char *
biz_case_get_model (BizCase *self)
{
  g_return_val_if_fail (BIZ_IS_CASE (self), NULL);

  return self->model;
}

gint64
biz_case_get_id (BizCase *self)
{
  g_return_val_if_fail (BIZ_IS_CASE (self), 0);

  return self->id;
}

const char *
biz_case_get_kind (BizCase *self)
{
  g_return_val_if_fail (BIZ_IS_CASE (self), NULL);

  return g_str_equal (self->model, TICKET) ? _ ("Case") : _ ("Task");
}

const char *
biz_case_get_number (BizCase *self)
{
  g_return_val_if_fail (BIZ_IS_CASE (self), NULL);

  return self->number;
}

const char *
biz_case_get_title (BizCase *self)
{
  g_return_val_if_fail (BIZ_IS_CASE (self), NULL);

  return self->title;
}

const char *
biz_case_get_stage (BizCase *self)
{
  g_return_val_if_fail (BIZ_IS_CASE (self), NULL);

  return self->stage;
}

const char *
biz_case_get_assignee (BizCase *self)
{
  g_return_val_if_fail (BIZ_IS_CASE (self), NULL);

  return self->assignee;
}

static gboolean
may_read (ErpCapabilities *capabilities, const char *model)
{
  return (erp_capabilities_get_rights (capabilities, model) & ERP_RIGHT_READ) != 0;
}

/* A folded stage is one where nothing is to be done, whatever the state of a task says. */
static void
add_open (ErpDomain *domain, ErpCapabilities *capabilities, const char *model)
{
  static const char *const over[] = { "1_done", "1_canceled", NULL };
  g_autoptr (ErpDomain) nowhere = NULL;
  g_autoptr (ErpDomain) open = NULL;
  ErpDomain *any[2];

  if (g_str_equal (model, TASK) && erp_capabilities_has_field (capabilities, TASK, "state"))
    {
      erp_domain_add_strv (domain, "state", "not in", over);
      if (erp_capabilities_has_field (capabilities, TASK, "is_template"))
        erp_domain_add_bool (domain, "is_template", "=", FALSE);
    }
  nowhere = erp_domain_new ();
  open = erp_domain_new ();
  erp_domain_add_bool (nowhere, "stage_id", "=", FALSE);
  erp_domain_add_bool (open,
                       erp_capabilities_has_field (capabilities, model, "closed")
                           ? "stage_id.closed"
                           : "stage_id.fold",
                       "=", FALSE);
  any[0] = nowhere;
  any[1] = open;
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

/* FALSE where nothing ties a case to the document. */
static gboolean
add_ties (ErpDomain *domain,
          ErpCapabilities *capabilities,
          const char *model,
          gint64 customer_id,
          gint64 invoice_id)
{
  ErpDomain *any[1 + G_N_ELEMENTS (order_fields)];
  guint n = 0;

  if (customer_id > 0 && erp_capabilities_has_field (capabilities, model, "partner_id"))
    {
      any[n] = erp_domain_new ();
      erp_domain_add_int (any[n++], "partner_id.commercial_partner_id", "=", customer_id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (order_fields); i++)
    if (invoice_id > 0 && may_read (capabilities, "sale.order")
        && erp_capabilities_has_field (capabilities, model, order_fields[i]))
      {
        g_autofree char *path = g_strconcat (order_fields[i], ".invoice_ids", NULL);

        any[n] = erp_domain_new ();
        erp_domain_add_ids (any[n++], path, "in", &invoice_id, 1);
      }
  if (n > 0)
    erp_domain_add_any (domain, any, n);
  for (guint i = 0; i < n; i++)
    erp_domain_unref (any[i]);

  return n > 0;
}

/**
 * biz_case_create_specification:
 * @capabilities: what this server has and this user may see
 * @model: "helpdesk.ticket" or "project.task"
 * @more: (nullable): further fields, as `"create_date":{}`
 *
 * In a helpdesk "user_ids" is the team: "user_id" goes first.
 *
 * Returns: (transfer full): what biz_case_new_from_json () reads
 */
char *
biz_case_create_specification (ErpCapabilities *capabilities, const char *model, const char *more)
{
  GString *text = g_string_new ("{\"name\":{}");

  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities) && model != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (number_fields); i++)
    if (erp_capabilities_has_field (capabilities, model, number_fields[i]))
      g_string_append_printf (text, ",\"%s\":{}", number_fields[i]);
  if (erp_capabilities_has_field (capabilities, model, "stage_id"))
    g_string_append (text, ",\"stage_id\":" NAMED);
  if (erp_capabilities_has_field (capabilities, model, "user_id"))
    g_string_append (text, ",\"user_id\":" NAMED);
  else if (erp_capabilities_has_field (capabilities, model, "user_ids"))
    g_string_append (text, ",\"user_ids\":" NAMED);
  if (more != NULL)
    g_string_append_printf (text, ",%s", more);
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

typedef struct
{
  const char *model; /* a constant */
  guint n_more;
} Load;

static GListModel *
read_answer (JsonNode *answer, Load *load, GError **error)
{
  g_autoptr (GListStore) found = g_list_store_new (BIZ_TYPE_CASE);
  JsonObject *page;
  JsonArray *rows;
  gint64 length;

  if (!erp_json_get_object (answer, &page, error)
      || !erp_json_get_int (page, "length", &length, error)
      || !erp_json_get_array (json_object_get_member (page, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizCase) one = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || (one = biz_case_new_from_json (load->model, row, error)) == NULL)
        return NULL;
      g_list_store_append (found, one);
    }
  if (length > json_array_get_length (rows))
    load->n_more = (guint)MIN (length - json_array_get_length (rows), G_MAXINT);

  return G_LIST_MODEL (g_steal_pointer (&found));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  GListModel *found = NULL;

  if (answer != NULL)
    found = read_answer (answer, g_task_get_task_data (task), &error);
  if (found != NULL)
    g_task_return_pointer (task, found, g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * biz_cases_load_async:
 * @client: who asks
 * @capabilities: what this server has and this user may see
 * @customer_id: the commercial partner of the document; 0 where there is none
 * @invoice_id: the document
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks for the cases that are open around a document.
 */
void
biz_cases_load_async (ErpClient *client,
                      ErpCapabilities *capabilities,
                      gint64 customer_id,
                      gint64 invoice_id,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *specification = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (ERP_IS_CAPABILITIES (capabilities));

  load = g_new0 (Load, 1);
  load->model = may_read (capabilities, TICKET) ? TICKET : TASK;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_cases_load_async);
  g_task_set_task_data (task, load, g_free);
  add_open (domain, capabilities, load->model);
  if (!may_read (capabilities, load->model)
      || !add_ties (domain, capabilities, load->model, customer_id, invoice_id))
    {
      g_task_return_pointer (task, g_list_store_new (BIZ_TYPE_CASE), g_object_unref);
      return;
    }

  specification = biz_case_create_specification (capabilities, load->model, NULL);
  call = erp_call_new_read (load->model, "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", MAX_CASES);
  erp_client_call_async (client, call, cancellable, answered_cb, g_steal_pointer (&task));
}

/**
 * biz_cases_load_finish:
 * @result: from the callback
 * @n_more: (out) (optional): how many open cases are not in the list
 * @error: return location
 *
 * Returns: (transfer full): what was found; empty where there are no cases on this server
 */
GListModel *
biz_cases_load_finish (GAsyncResult *result, guint *n_more, GError **error)
{
  Load *load;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  load = g_task_get_task_data (G_TASK (result));
  if (n_more != NULL)
    *n_more = load->n_more;

  return g_task_propagate_pointer (G_TASK (result), error);
}
