/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-account-search.h"

#include "biz-choices.h"
#include "erp-client.h"

#include <string.h>

struct _BizAccountSearch
{
  GObject parent_instance;

  ErpClient *client; /* (owned) */
  gint64 company_id;
  char *text;                /* (owned) */
  GListModel *all;           /* (owned) (nullable) */
  GPtrArray *found;          /* (owned) (element-type BizChoice) */
  GCancellable *cancellable; /* (owned) (nullable): while they are read */
  GError *error;             /* (owned) (nullable) */
};

enum
{
  PROP_TEXT = 1,
  PROP_LOADING,
  PROP_ERROR_MESSAGE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BizAccountSearch,
                               biz_account_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init))

static GType
get_item_type (GListModel *model)
{
  return BIZ_TYPE_CHOICE;
}

static guint
get_n_items (GListModel *model)
{
  return BIZ_ACCOUNT_SEARCH (model)->found->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  GPtrArray *found = BIZ_ACCOUNT_SEARCH (model)->found;

  return position < found->len ? g_object_ref (g_ptr_array_index (found, position)) : NULL;
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static gboolean
fits (BizChoice *account, char **words)
{
  g_autofree char *folded = g_utf8_casefold (biz_choice_get_name (account), -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (folded, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static void
find (BizAccountSearch *self)
{
  const guint n_before = self->found->len;
  const guint n = self->all != NULL ? g_list_model_get_n_items (self->all) : 0;
  g_autofree char *folded = g_utf8_casefold (self->text, -1);
  g_auto (GStrv) words = g_strsplit_set (g_strstrip (folded), " \t", -1);

  g_ptr_array_set_size (self->found, 0);
  for (guint i = 0; i < n && *folded != '\0' && self->found->len < BIZ_ACCOUNT_SEARCH_MAX; i++)
    {
      g_autoptr (BizChoice) account = g_list_model_get_item (self->all, i);

      if (fits (account, words))
        g_ptr_array_add (self->found, g_steal_pointer (&account));
    }
  if (n_before > 0 || self->found->len > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->found->len);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizAccountSearch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) all = biz_choices_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  g_set_object (&self->all, all);
  g_clear_error (&self->error);
  self->error = g_steal_pointer (&error);
  find (self);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR_MESSAGE]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
}

static void
biz_account_search_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BizAccountSearch *self = BIZ_ACCOUNT_SEARCH (object);

  switch (prop_id)
    {
    case PROP_TEXT:
      g_value_set_string (value, self->text);
      break;
    case PROP_LOADING:
      g_value_set_boolean (value, self->cancellable != NULL);
      break;
    case PROP_ERROR_MESSAGE:
      g_value_set_string (value, self->error != NULL ? self->error->message : NULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
biz_account_search_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  if (prop_id == PROP_TEXT)
    biz_account_search_set_text (BIZ_ACCOUNT_SEARCH (object), g_value_get_string (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
biz_account_search_dispose (GObject *object)
{
  BizAccountSearch *self = BIZ_ACCOUNT_SEARCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->all);
  g_clear_object (&self->client);

  G_OBJECT_CLASS (biz_account_search_parent_class)->dispose (object);
}

static void
biz_account_search_finalize (GObject *object)
{
  BizAccountSearch *self = BIZ_ACCOUNT_SEARCH (object);

  g_free (self->text);
  g_ptr_array_unref (self->found);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (biz_account_search_parent_class)->finalize (object);
}

static void
biz_account_search_class_init (BizAccountSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = biz_account_search_get_property;
  object_class->set_property = biz_account_search_set_property;
  object_class->dispose = biz_account_search_dispose;
  object_class->finalize = biz_account_search_finalize;

  props[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, "",
                           G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_LOADING] = g_param_spec_boolean ("loading", NULL, NULL, FALSE, readable);
  props[PROP_ERROR_MESSAGE] = g_param_spec_string ("error-message", NULL, NULL, NULL, readable);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
biz_account_search_init (BizAccountSearch *self)
{
  self->text = g_strdup ("");
  self->found = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * biz_account_search_new:
 * @client: who asks
 * @company_id: whose accounts
 *
 * Returns: (transfer full): a search that has found nothing
 */
BizAccountSearch *
biz_account_search_new (ErpClient *client, gint64 company_id)
{
  BizAccountSearch *self;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);

  self = g_object_new (BIZ_TYPE_ACCOUNT_SEARCH, NULL);
  self->client = g_object_ref (client);
  self->company_id = company_id;

  return self;
}

/**
 * biz_account_search_set_text:
 * @self: a search
 * @text: (nullable): words of number and name
 *
 * The first text reads the accounts, as does one after a failure.
 */
void
biz_account_search_set_text (BizAccountSearch *self, const char *text)
{
  g_return_if_fail (BIZ_IS_ACCOUNT_SEARCH (self));

  g_free (self->text);
  self->text = g_strdup (text != NULL ? text : "");
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_TEXT]);
  if (self->all == NULL && self->cancellable == NULL && *self->text != '\0')
    {
      self->cancellable = g_cancellable_new ();
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADING]);
      biz_choices_load_async (self->client, BIZ_CHOICES_ACCOUNTS, self->company_id,
                              self->cancellable, loaded_cb, g_object_ref (self));
    }
  find (self);
}
