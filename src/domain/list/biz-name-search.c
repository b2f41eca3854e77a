/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-name-search.h"

#include "biz-choice.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-json.h"

struct _BizNameSearch
{
  GObject parent_instance;

  ErpClient *client;         /* (owned) */
  char *model;               /* (owned) (nullable) */
  char *text;                /* (owned) (nullable) */
  GPtrArray *names;          /* (owned) (element-type BizChoice) */
  GCancellable *cancellable; /* (owned) (nullable): of the search that runs */
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BizNameSearch,
                               biz_name_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
biz_name_search_get_item_type (GListModel *model)
{
  return BIZ_TYPE_CHOICE;
}

static guint
biz_name_search_get_n_items (GListModel *model)
{
  return BIZ_NAME_SEARCH (model)->names->len;
}

static gpointer
biz_name_search_get_item (GListModel *model, guint position)
{
  GPtrArray *names = BIZ_NAME_SEARCH (model)->names;

  return position < names->len ? g_object_ref (g_ptr_array_index (names, position)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = biz_name_search_get_item_type;
  iface->get_n_items = biz_name_search_get_n_items;
  iface->get_item = biz_name_search_get_item;
}

static void
take_names (BizNameSearch *self, GPtrArray *names)
{
  guint removed = self->names->len;

  g_ptr_array_unref (self->names);
  self->names = names;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, removed, names->len);
}

/* [[id, "name"], ...] into choices; runs in a worker thread. */
static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *pair;
      JsonNode *id, *name;

      if (!erp_json_get_array (json_array_get_element (rows, i), &pair, error))
        return NULL;
      if (json_array_get_length (pair) < 2)
        continue;
      id = json_array_get_element (pair, 0);
      name = json_array_get_element (pair, 1);
      if (!JSON_NODE_HOLDS_VALUE (id) || json_node_get_value_type (id) != G_TYPE_INT64
          || !JSON_NODE_HOLDS_VALUE (name) || json_node_get_value_type (name) != G_TYPE_STRING)
        continue;
      g_ptr_array_add (names,
                       biz_choice_new (json_node_get_int (id), json_node_get_string (name), NULL));
    }

  return g_steal_pointer (&names);
}

static void
search_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizNameSearch) self = user_data;
  g_autoptr (GError) error = NULL;
  GPtrArray *names = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  /* An older search is always cancelled before a newer one starts. */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  /* Without an answer nothing is proposed; what is typed works all the same. */
  if (names == NULL)
    g_debug ("No names of %s: %s", self->model, error->message);
  take_names (self, names != NULL ? names : g_ptr_array_new_with_free_func (g_object_unref));
}

static void
cancel (BizNameSearch *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
biz_name_search_dispose (GObject *object)
{
  BizNameSearch *self = BIZ_NAME_SEARCH (object);

  cancel (self);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (biz_name_search_parent_class)->dispose (object);
}

static void
biz_name_search_finalize (GObject *object)
{
  BizNameSearch *self = BIZ_NAME_SEARCH (object);

  g_free (self->model);
  g_free (self->text);
  g_ptr_array_unref (self->names);

  G_OBJECT_CLASS (biz_name_search_parent_class)->finalize (object);
}

static void
biz_name_search_class_init (BizNameSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = biz_name_search_dispose;
  object_class->finalize = biz_name_search_finalize;
}

static void
biz_name_search_init (BizNameSearch *self)
{
  self->names = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * biz_name_search_new:
 * @client: who asks
 *
 * Returns: (transfer full): a search that has found nothing yet
 */
BizNameSearch *
biz_name_search_new (ErpClient *client)
{
  BizNameSearch *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);

  self = g_object_new (BIZ_TYPE_NAME_SEARCH, NULL);
  self->client = g_object_ref (client);

  return self;
}

/**
 * biz_name_search_set:
 * @self: a search
 * @model: (nullable): the model to search; %NULL for nothing
 * @text: (nullable): what the names have in them; empty for the first ones
 *
 * Asks the server; the caller waits for a pause in typing.
 */
void
biz_name_search_set (BizNameSearch *self, const char *model, const char *text)
{
  g_autoptr (ErpCall) call = NULL;

  g_return_if_fail (BIZ_IS_NAME_SEARCH (self));
  g_return_if_fail (model == NULL || text != NULL);

  if (g_strcmp0 (model, self->model) == 0 && g_strcmp0 (text, self->text) == 0)
    return;
  cancel (self);
  g_free (self->model);
  g_free (self->text);
  self->model = g_strdup (model);
  self->text = g_strdup (text);
  if (model == NULL)
    {
      take_names (self, g_ptr_array_new_with_free_func (g_object_unref));
      return;
    }

  call = erp_call_new_read (model, "name_search");
  erp_call_set_arg_string (call, "name", text);
  erp_call_set_arg_int (call, "limit", BIZ_NAME_SEARCH_LIMIT);
  erp_call_set_decoder (call, decode, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  self->cancellable = g_cancellable_new ();
  erp_client_call_async (self->client, call, self->cancellable, search_cb, g_object_ref (self));
}

/**
 * biz_name_search_get_loading:
 * @self: a search
 *
 * Returns: whether the server is still asked
 */
gboolean
biz_name_search_get_loading (BizNameSearch *self)
{
  g_return_val_if_fail (BIZ_IS_NAME_SEARCH (self), FALSE);

  return self->cancellable != NULL;
}
