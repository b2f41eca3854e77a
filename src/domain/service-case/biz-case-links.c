/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-case-links.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <string.h>

/* Of a field with many records. */
#define MAX_OF_A_FIELD 40

/* Addons differ in what they call their fields, not in what these point to. A line stands for the
 * document that it is of. */
static const struct
{
  const char *model;
  const char *parent; /* (nullable): of a line: the field with its document */
  const char *document;
} documents[] = {
  { "sale.order", NULL, NULL },
  { "sale.order.line", "order_id", "sale.order" },
  { "stock.picking", NULL, NULL },
  { "stock.move", "picking_id", "stock.picking" },
  { "account.move", NULL, NULL },
  { "account.move.line", "move_id", "account.move" },
  { "account.payment", NULL, NULL },
  { "rma", NULL, NULL },
  { "rma.order", NULL, NULL },
  { "purchase.order", NULL, NULL },
  { "purchase.order.line", "order_id", "purchase.order" },
  { "repair.order", NULL, NULL },
};

static int
find_document (const char *model)
{
  for (guint i = 0; i < G_N_ELEMENTS (documents); i++)
    if (g_str_equal (documents[i].model, model))
      return (int)i;

  return -1;
}

/* It goes into the text of a request. */
static gboolean
is_plain (const char *field)
{
  for (; *field != '\0'; field++)
    if (!g_ascii_isalnum (*field) && *field != '_')
      return FALSE;

  return TRUE;
}

GPtrArray *
biz_case_links_list_relations (ErpCapabilities *capabilities, const char *model)
{
  g_autoptr (GPtrArray) all = NULL;
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities) && model != NULL, found);

  all = erp_capabilities_list_relations (capabilities, model);
  for (guint i = 0; i < all->len; i++)
    {
      ErpRelation *relation = g_ptr_array_index (all, i);

      if (find_document (relation->model) >= 0 && is_plain (relation->field))
        g_ptr_array_add (found, relation);
    }

  return found;
}

/* The name of what one record points to may be seen by whoever sees the record; @plain: no more
 * than that. */
static void
add_field (GString *text, const ErpRelation *relation, gboolean plain)
{
  const char *parent = documents[find_document (relation->model)].parent;

  g_string_append_printf (text, "%s\"%s\":{\"fields\":{\"display_name\":{}",
                          text->len > 1 ? "," : "", relation->field);
  if (parent != NULL && !plain)
    g_string_append_printf (text, ",\"%s\":{\"fields\":{\"display_name\":{}}}", parent);
  g_string_append_c (text, '}');
  if (relation->is_many)
    g_string_append_printf (text, ",\"limit\":%d", MAX_OF_A_FIELD);
  g_string_append_c (text, '}');
}

char *
biz_case_links_make_specification (GPtrArray *relations)
{
  GString *text;

  g_return_val_if_fail (relations != NULL, NULL);

  if (relations->len == 0)
    return NULL;
  text = g_string_new ("{");
  for (guint i = 0; i < relations->len; i++)
    add_field (text, g_ptr_array_index (relations, i), FALSE);
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

static gboolean
read_named (JsonNode *node, gint64 *id, const char **name, JsonObject **record)
{
  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) && erp_json_get_object (node, record, NULL)
         && erp_json_get_int (*record, "id", id, NULL) && *id > 0
         && erp_json_get_string (*record, "display_name", name, NULL) && *name != NULL;
}

static BizTie *
find (GPtrArray *ties, const char *model, gint64 id)
{
  for (guint i = 0; i < ties->len; i++)
    {
      BizTie *tie = g_ptr_array_index (ties, i);

      if (tie->id == id && g_str_equal (tie->model, model))
        return tie;
    }

  return NULL;
}

/* "S00012 - Chair" of the order S00012: "Chair" */
static char *
dup_part_name (const char *name, const char *document)
{
  const gsize n = strlen (document);

  if (strncmp (name, document, n) != 0)
    return g_strdup (name);
  name += n;
  name += strspn (name, " -:");

  return *name != '\0' ? g_strdup (name) : NULL;
}

static void
add_record (GPtrArray *ties, const ErpRelation *relation, JsonNode *node)
{
  const int place = find_document (relation->model);
  const char *model = documents[place].model;
  const char *name, *document;
  g_autofree char *part = NULL;
  JsonObject *record, *parent;
  gint64 id, parent_id;
  BizTie *tie;

  if (!read_named (node, &id, &name, &record))
    return;
  if (documents[place].parent != NULL
      && read_named (json_object_get_member (record, documents[place].parent), &parent_id,
                     &document, &parent))
    {
      part = dup_part_name (name, document);
      model = documents[place].document;
      id = parent_id;
      name = document;
    }
  tie = find (ties, model, id);
  if (tie == NULL)
    {
      tie = g_new0 (BizTie, 1);
      tie->kind = BIZ_TIE_LINK;
      tie->model = g_strdup (model);
      tie->id = id;
      tie->name = g_strdup (name);
      tie->field = g_strdup (relation->field);
      g_ptr_array_add (ties, tie);
    }
  if (tie->part == NULL)
    tie->part = g_steal_pointer (&part);
}

static GPtrArray *
new_ties (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)biz_tie_free);
}

GPtrArray *
biz_case_links_new_from_answer (JsonNode *answer, GPtrArray *relations)
{
  GPtrArray *ties = new_ties ();
  JsonArray *rows;
  JsonObject *row;

  g_return_val_if_fail (answer != NULL && relations != NULL, ties);

  if (!erp_json_get_array (answer, &rows, NULL) || json_array_get_length (rows) == 0
      || !erp_json_get_object (json_array_get_element (rows, 0), &row, NULL))
    return ties;
  for (guint i = 0; i < relations->len; i++)
    {
      const ErpRelation *relation = g_ptr_array_index (relations, i);
      JsonNode *node = json_object_get_member (row, relation->field);
      JsonArray *several;

      if (node == NULL)
        continue;
      if (!JSON_NODE_HOLDS_ARRAY (node))
        add_record (ties, relation, node);
      else if (erp_json_get_array (node, &several, NULL))
        for (guint k = 0; k < json_array_get_length (several); k++)
          add_record (ties, relation, json_array_get_element (several, k));
    }

  return ties;
}

typedef struct
{
  ErpSession *session;  /* (owned) */
  GPtrArray *relations; /* (owned) */
  char *model;          /* (owned) */
  gint64 id;
  gint64 company_id;
  GPtrArray **found; /* (owned): by relation, where each is asked for itself */
  guint n_running;
  GError *error; /* (owned) (nullable) */
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  for (guint i = 0; load->found != NULL && i < load->relations->len; i++)
    g_clear_pointer (&load->found[i], g_ptr_array_unref);
  g_free (load->found);
  g_clear_object (&load->session);
  g_clear_pointer (&load->relations, g_ptr_array_unref);
  g_clear_error (&load->error);
  g_free (load->model);
  g_free (load);
}

static ErpCall *
new_call (const Load *load, const char *specification)
{
  ErpCall *call = erp_call_new_read (load->model, "web_read");

  if (load->company_id != 0)
    erp_call_set_companies (call, &load->company_id, 1);
  erp_call_set_id (call, load->id);
  erp_call_set_arg_json (call, "specification", specification);

  return call;
}

static void
end_one (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  GPtrArray *all;

  if (--load->n_running > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  all = new_ties ();
  for (guint i = 0; i < load->relations->len; i++)
    while (load->found[i] != NULL && load->found[i]->len > 0)
      {
        BizTie *tie = g_ptr_array_steal_index (load->found[i], 0);

        if (find (all, tie->model, tie->id) == NULL)
          g_ptr_array_add (all, tie);
        else
          biz_tie_free (tie);
      }
  g_task_return_pointer (task, all, (GDestroyNotify)g_ptr_array_unref);
}

/* The server answered, and not what was asked for. */
static gboolean
is_left_out (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_SERVER)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

typedef struct
{
  GTask *task; /* (owned) */
  guint index;
} Asked;

static void
field_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Asked *asked = user_data;
  g_autoptr (GTask) task = asked->task;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  ErpRelation *relation = g_ptr_array_index (load->relations, asked->index);

  if (answer != NULL)
    {
      g_autoptr (GPtrArray) one = g_ptr_array_new ();

      g_ptr_array_add (one, relation);
      load->found[asked->index] = biz_case_links_new_from_answer (answer, one);
    }
  else if (is_left_out (error))
    g_debug ("%s of %s is not known: %s", relation->field, load->model, error->message);
  else if (load->error == NULL)
    load->error = g_steal_pointer (&error);
  end_one (task);
}

static void
ask_each (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  load->found = g_new0 (GPtrArray *, load->relations->len);
  load->n_running = load->relations->len;
  for (guint i = 0; i < load->relations->len; i++)
    {
      g_autoptr (GString) text = g_string_new ("{");
      g_autoptr (ErpCall) call = NULL;
      Asked *asked = g_new0 (Asked, 1);

      add_field (text, g_ptr_array_index (load->relations, i), TRUE);
      g_string_append_c (text, '}');
      call = new_call (load, text->str);
      asked->task = g_object_ref (task);
      asked->index = i;
      erp_client_call_async (erp_session_get_client (load->session), call,
                             g_task_get_cancellable (task), field_cb, asked);
    }
}

static void
all_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    g_task_return_pointer (task, biz_case_links_new_from_answer (answer, load->relations),
                           (GDestroyNotify)g_ptr_array_unref);
  else if (is_left_out (error))
    {
      g_error_free (error);
      ask_each (task);
    }
  else
    g_task_return_error (task, error);
}

void
biz_case_links_load_async (ErpSession *session,
                           const char *model,
                           gint64 id,
                           gint64 company_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autofree char *specification = NULL;
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (GTask) task = NULL;
  Load *load;

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (model != NULL && id > 0);

  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->relations = biz_case_links_list_relations (erp_session_get_capabilities (session), model);
  load->model = g_strdup (model);
  load->id = id;
  load->company_id = company_id;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_case_links_load_async);
  g_task_set_task_data (task, load, free_load);
  specification = biz_case_links_make_specification (load->relations);
  if (specification == NULL)
    {
      g_task_return_pointer (task, new_ties (), (GDestroyNotify)g_ptr_array_unref);
      return;
    }
  call = new_call (load, specification);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, all_cb,
                         g_steal_pointer (&task));
}

GPtrArray *
biz_case_links_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
