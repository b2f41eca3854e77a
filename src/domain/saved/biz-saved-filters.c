/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-saved-filters.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

#define MODEL "ir.filters"
#define MAX_FILTERS 500

struct _BizSavedFilters
{
  GObject parent_instance;

  ErpClient *client; /* (owned) */
  char *model;       /* (owned) */
  const BizFilterGrammar *grammar;
  gint64 uid;
  GDate today;
  GPtrArray *filters; /* (owned) (element-type BizSavedFilter) */
  char *users;        /* (owned) (nullable): the field that says whose one is, once it is known */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BizSavedFilters,
                               biz_saved_filters,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

/* What is to be done, one call after the other; then the list is read. */
typedef struct
{
  GQueue calls;       /* (owned) (element-type ErpCall) */
  JsonObject *values; /* (owned) (nullable): of a filter that is still to be made */
  BizSavedFlags flags;
  GError *error; /* (owned) (nullable): told when the list has been read */
} Work;

static void next (GTask *task);

static void
work_free (gpointer data)
{
  Work *work = data;

  g_queue_clear_full (&work->calls, g_object_unref);
  g_clear_pointer (&work->values, json_object_unref);
  g_clear_error (&work->error);
  g_free (work);
}

static GType
biz_saved_filters_get_item_type (GListModel *model)
{
  return BIZ_TYPE_SAVED_FILTER;
}

static guint
biz_saved_filters_get_n_items (GListModel *model)
{
  return BIZ_SAVED_FILTERS (model)->filters->len;
}

static gpointer
biz_saved_filters_get_item (GListModel *model, guint position)
{
  GPtrArray *filters = BIZ_SAVED_FILTERS (model)->filters;

  return position < filters->len ? g_object_ref (g_ptr_array_index (filters, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = biz_saved_filters_get_item_type;
  iface->get_n_items = biz_saved_filters_get_n_items;
  iface->get_item = biz_saved_filters_get_item;
}

static void
biz_saved_filters_finalize (GObject *object)
{
  BizSavedFilters *self = BIZ_SAVED_FILTERS (object);

  g_clear_object (&self->client);
  g_free (self->model);
  g_free (self->users);
  g_ptr_array_unref (self->filters);
  G_OBJECT_CLASS (biz_saved_filters_parent_class)->finalize (object);
}

static void
biz_saved_filters_class_init (BizSavedFiltersClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_saved_filters_finalize;
}

static void
biz_saved_filters_init (BizSavedFilters *self)
{
  self->filters = g_ptr_array_new_with_free_func (g_object_unref);
}

BizSavedFilters *
biz_saved_filters_new (ErpClient *client,
                       const char *model,
                       const BizFilterGrammar *grammar,
                       gint64 uid)
{
  BizSavedFilters *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);
  g_return_val_if_fail (model != NULL && grammar != NULL, NULL);

  self = g_object_new (BIZ_TYPE_SAVED_FILTERS, NULL);
  self->client = g_object_ref (client);
  self->model = g_strdup (model);
  self->grammar = grammar;
  self->uid = uid;
  g_date_clear (&self->today, 1);
  g_date_set_dmy (&self->today, 1, G_DATE_JANUARY, 2026);

  return self;
}

void
biz_saved_filters_set_today (BizSavedFilters *self, const GDate *today)
{
  g_return_if_fail (BIZ_IS_SAVED_FILTERS (self));
  g_return_if_fail (today != NULL && g_date_valid (today));

  self->today = *today;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  BizSavedFilter *one = *(BizSavedFilter *const *)a;
  BizSavedFilter *other = *(BizSavedFilter *const *)b;

  if (biz_saved_filter_is_shared (one) != biz_saved_filter_is_shared (other))
    return biz_saved_filter_is_shared (one) ? 1 : -1;

  return g_utf8_collate (biz_saved_filter_get_name (one), biz_saved_filter_get_name (other));
}

/* A row that cannot be read is left out; the others stand. */
static void
take_rows (BizSavedFilters *self, JsonArray *rows)
{
  g_autoptr (GPtrArray) filters = g_ptr_array_new_with_free_func (g_object_unref);
  guint removed = self->filters->len;

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      BizSavedFilter *filter = NULL;
      JsonObject *row;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, &error))
        {
          g_free (self->users);
          self->users =
              g_strdup (json_object_has_member (row, "user_ids") ? "user_ids" : "user_id");
          filter =
              biz_saved_filter_new_from_json (row, self->grammar, self->uid, &self->today, &error);
        }
      if (filter != NULL)
        g_ptr_array_add (filters, filter);
      else if (error != NULL)
        g_debug ("A saved filter cannot be read: %s", error->message);
    }
  g_ptr_array_sort (filters, compare);
  g_ptr_array_unref (self->filters);
  self->filters = g_steal_pointer (&filters);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, self->filters->len);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizSavedFilters *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows;

  if (answer != NULL && erp_json_get_array (answer, &rows, &error))
    take_rows (self, rows);
  if (work->error != NULL)
    {
      g_clear_error (&error);
      g_task_return_error (task, g_steal_pointer (&work->error));
    }
  else if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* Without names of fields: whose one is stands in another one from version to version. */
static void
read_list (GTask *task)
{
  BizSavedFilters *self = g_task_get_source_object (task);
  g_autoptr (ErpCall) call = erp_call_new_read (MODEL, "search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "model_id", "=", self->model);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_int (call, "limit", MAX_FILTERS);
  erp_client_call_async (self->client, call, g_task_get_cancellable (task), listed_cb,
                         g_object_ref (task));
}

static ErpCall *
new_write (gint64 id, JsonObject *values)
{
  ErpCall *call = erp_call_new_write (MODEL, "write");
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  json_node_set_object (node, values);
  erp_call_set_id (call, id);
  erp_call_take_arg (call, "vals", node);

  return call;
}

static void
push_default (Work *work, gint64 id, gboolean is_default)
{
  g_autoptr (JsonObject) values = json_object_new ();

  json_object_set_boolean_member (values, "is_default", is_default);
  g_queue_push_tail (&work->calls, new_write (id, values));
}

/* Those that will not be the default any more, before the one that will. */
static void
push_others (BizSavedFilters *self, Work *work, gboolean shared, gint64 but)
{
  for (guint i = 0; i < self->filters->len; i++)
    {
      BizSavedFilter *filter = g_ptr_array_index (self->filters, i);

      if (biz_saved_filter_is_default (filter) && biz_saved_filter_is_shared (filter) == shared
          && biz_saved_filter_get_id (filter) != but)
        push_default (work, biz_saved_filter_get_id (filter), FALSE);
    }
}

static void
set_users (BizSavedFilters *self, JsonObject *values, gboolean shared)
{
  if (g_str_equal (self->users, "user_id") && shared)
    json_object_set_boolean_member (values, "user_id", FALSE);
  else if (g_str_equal (self->users, "user_id"))
    json_object_set_int_member (values, "user_id", self->uid);
  else
    {
      g_autofree char *command =
          shared ? g_strdup ("[[6,0,[]]]")
                 : g_strdup_printf ("[[6,0,[%" G_GINT64_FORMAT "]]]", self->uid);

      json_object_set_member (values, "user_ids", json_from_string (command, NULL));
    }
}

static void
push_create (BizSavedFilters *self, Work *work)
{
  ErpCall *call = erp_call_new_write (MODEL, "create");
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *list = json_array_new ();

  set_users (self, work->values, (work->flags & BIZ_SAVED_SHARED) != 0);
  json_array_add_object_element (list, g_steal_pointer (&work->values));
  json_node_take_array (node, list);
  erp_call_take_arg (call, "vals_list", node);
  g_queue_push_tail (&work->calls, call);
}

static void
fields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizSavedFilters *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonObject *fields;

  if (answer == NULL || !erp_json_get_object (answer, &fields, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  self->users = g_strdup (json_object_has_member (fields, "user_ids") ? "user_ids" : "user_id");
  next (task);
}

static void
ask_fields (GTask *task)
{
  BizSavedFilters *self = g_task_get_source_object (task);
  g_autoptr (ErpCall) call = erp_call_new_read (MODEL, "fields_get");
  static const char *const names[] = { "user_id", "user_ids", NULL };
  static const char *const attributes[] = { "type", NULL };

  erp_call_set_arg_strv (call, "allfields", names);
  erp_call_set_arg_strv (call, "attributes", attributes);
  erp_client_call_async (self->client, call, g_task_get_cancellable (task), fields_cb,
                         g_object_ref (task));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Work *work = g_task_get_task_data (task);
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &work->error);

  if (answer != NULL)
    next (task);
  else if (g_error_matches (work->error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME))
    read_list (task);
  else
    g_task_return_error (task, g_steal_pointer (&work->error));
}

static void
next (GTask *task)
{
  BizSavedFilters *self = g_task_get_source_object (task);
  Work *work = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;

  if (work->values != NULL && self->users == NULL)
    {
      ask_fields (task);
      return;
    }
  if (work->values != NULL)
    push_create (self, work);
  call = g_queue_pop_head (&work->calls);
  if (call == NULL)
    read_list (task);
  else
    erp_client_call_async (self->client, call, g_task_get_cancellable (task), written_cb,
                           g_object_ref (task));
}

static GTask *
new_task (BizSavedFilters *self,
          GCancellable *cancellable,
          GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Work *work = g_new0 (Work, 1);

  g_queue_init (&work->calls);
  g_task_set_task_data (task, work, work_free);

  return task;
}

void
biz_saved_filters_load_async (BizSavedFilters *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (BIZ_IS_SAVED_FILTERS (self));

  task = new_task (self, cancellable, callback, user_data);
  read_list (task);
}

gboolean
biz_saved_filters_finish (BizSavedFilters *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * biz_saved_filters_find:
 * @self: the filters
 * @name: a name
 * @shared: among those of all, not the own
 *
 * Returns: (transfer none) (nullable): the filter
 */
BizSavedFilter *
biz_saved_filters_find (BizSavedFilters *self, const char *name, gboolean shared)
{
  g_autofree char *wanted = NULL;

  g_return_val_if_fail (BIZ_IS_SAVED_FILTERS (self) && name != NULL, NULL);

  wanted = g_utf8_casefold (name, -1);
  for (guint i = 0; i < self->filters->len; i++)
    {
      BizSavedFilter *filter = g_ptr_array_index (self->filters, i);
      g_autofree char *folded = g_utf8_casefold (biz_saved_filter_get_name (filter), -1);

      if (biz_saved_filter_is_shared (filter) == shared && g_str_equal (folded, wanted))
        return filter;
    }

  return NULL;
}

BizSavedFilter *
biz_saved_filters_get_default (BizSavedFilters *self)
{
  g_return_val_if_fail (BIZ_IS_SAVED_FILTERS (self), NULL);

  for (guint i = 0; i < self->filters->len; i++)
    {
      BizSavedFilter *filter = g_ptr_array_index (self->filters, i);

      if (biz_saved_filter_is_default (filter))
        return filter;
    }

  return NULL;
}

void
biz_saved_filters_save_async (BizSavedFilters *self,
                              const char *name,
                              const BizSavedState *state,
                              BizSavedFlags flags,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonObject) values = NULL;
  gboolean shared = (flags & BIZ_SAVED_SHARED) != 0;
  BizSavedFilter *same;
  GError *error = NULL;
  Work *work;

  g_return_if_fail (BIZ_IS_SAVED_FILTERS (self) && name != NULL && state != NULL);

  task = new_task (self, cancellable, callback, user_data);
  work = g_task_get_task_data (task);
  values = biz_saved_filter_make_values (name, state, self->grammar, &self->today, &error);
  if (values == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  same = biz_saved_filters_find (self, name, shared);
  json_object_set_boolean_member (values, "is_default", (flags & BIZ_SAVED_DEFAULT) != 0);
  if ((flags & BIZ_SAVED_DEFAULT) != 0)
    push_others (self, work, shared, same != NULL ? biz_saved_filter_get_id (same) : 0);
  if (same != NULL)
    g_queue_push_tail (&work->calls, new_write (biz_saved_filter_get_id (same), values));
  else
    {
      json_object_set_string_member (values, "model_id", self->model);
      work->values = g_steal_pointer (&values);
      work->flags = flags;
    }
  next (task);
}

void
biz_saved_filters_rename_async (BizSavedFilters *self,
                                BizSavedFilter *filter,
                                const char *name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonObject) values = json_object_new ();
  Work *work;

  g_return_if_fail (BIZ_IS_SAVED_FILTERS (self) && BIZ_IS_SAVED_FILTER (filter) && name != NULL);

  task = new_task (self, cancellable, callback, user_data);
  work = g_task_get_task_data (task);
  json_object_set_string_member (values, "name", name);
  g_queue_push_tail (&work->calls, new_write (biz_saved_filter_get_id (filter), values));
  next (task);
}

void
biz_saved_filters_set_default_async (BizSavedFilters *self,
                                     BizSavedFilter *filter,
                                     gboolean is_default,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  gint64 id;
  Work *work;

  g_return_if_fail (BIZ_IS_SAVED_FILTERS (self) && BIZ_IS_SAVED_FILTER (filter));

  task = new_task (self, cancellable, callback, user_data);
  work = g_task_get_task_data (task);
  id = biz_saved_filter_get_id (filter);
  if (is_default)
    push_others (self, work, biz_saved_filter_is_shared (filter), id);
  push_default (work, id, is_default);
  next (task);
}

void
biz_saved_filters_remove_async (BizSavedFilters *self,
                                BizSavedFilter *filter,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  ErpCall *call;
  Work *work;

  g_return_if_fail (BIZ_IS_SAVED_FILTERS (self) && BIZ_IS_SAVED_FILTER (filter));

  task = new_task (self, cancellable, callback, user_data);
  work = g_task_get_task_data (task);
  call = erp_call_new_write (MODEL, "unlink");
  erp_call_set_id (call, biz_saved_filter_get_id (filter));
  g_queue_push_tail (&work->calls, call);
  next (task);
}
