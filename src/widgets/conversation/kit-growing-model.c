/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-growing-model.h"

struct _KitGrowingModel
{
  GObject parent_instance;

  GListModel *model; /* (owned) (nullable) */
  KitFirstFunc first;
  gpointer user_data;
  guint n_shown;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KitGrowingModel,
                               kit_growing_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static guint
count_all (KitGrowingModel *self)
{
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

/* At least one where there is any, so that who grows it has something to begin at. */
static guint
count_first (KitGrowingModel *self)
{
  guint n = count_all (self);

  return n == 0 ? 0 : CLAMP (self->first (self->model, self->user_data), 1, n);
}

/* From @position on there is something else. */
static void
end_anew (KitGrowingModel *self, guint position, guint n_shown)
{
  guint n_before = self->n_shown;

  self->n_shown = n_shown;
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_before - position,
                              n_shown - position);
}

/* What is added at the very end of a list that is shown in full has to be asked for, too. */
static void
items_changed_cb (KitGrowingModel *self, guint position, guint n_removed, guint n_added)
{
  guint gone;
  guint kept;

  if (position > self->n_shown || (position == self->n_shown && self->n_shown > 0))
    return;
  gone = MIN (n_removed, self->n_shown - position);
  kept = self->n_shown - gone;
  if (kept == 0)
    end_anew (self, 0, count_first (self));
  else if (n_added > MAX (kept, count_first (self)))
    end_anew (self, position, MIN (position + count_first (self), count_all (self)));
  else
    {
      self->n_shown = kept + n_added;
      g_list_model_items_changed (G_LIST_MODEL (self), position, gone, n_added);
    }
}

static GType
kit_growing_model_get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
kit_growing_model_get_n_items (GListModel *model)
{
  return KIT_GROWING_MODEL (model)->n_shown;
}

static gpointer
kit_growing_model_get_item (GListModel *model, guint position)
{
  KitGrowingModel *self = KIT_GROWING_MODEL (model);

  return position < self->n_shown ? g_list_model_get_item (self->model, position) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kit_growing_model_get_item_type;
  iface->get_n_items = kit_growing_model_get_n_items;
  iface->get_item = kit_growing_model_get_item;
}

static void
let_go (KitGrowingModel *self)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, items_changed_cb, self);
  g_clear_object (&self->model);
}

static void
kit_growing_model_dispose (GObject *object)
{
  KitGrowingModel *self = KIT_GROWING_MODEL (object);

  let_go (self);
  self->n_shown = 0;

  G_OBJECT_CLASS (kit_growing_model_parent_class)->dispose (object);
}

static void
kit_growing_model_class_init (KitGrowingModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kit_growing_model_dispose;
}

static void
kit_growing_model_init (KitGrowingModel *self)
{
}

KitGrowingModel *
kit_growing_model_new (KitFirstFunc first, gpointer user_data)
{
  KitGrowingModel *self;

  g_return_val_if_fail (first != NULL, NULL);

  self = g_object_new (KIT_TYPE_GROWING_MODEL, NULL);
  self->first = first;
  self->user_data = user_data;

  return self;
}

/**
 * kit_growing_model_set_model:
 * @self: a growing model
 * @model: (nullable): of objects
 *
 * Shows the first ones of @model.
 */
void
kit_growing_model_set_model (KitGrowingModel *self, GListModel *model)
{
  guint n_before;

  g_return_if_fail (KIT_IS_GROWING_MODEL (self));
  g_return_if_fail (model == NULL || G_IS_LIST_MODEL (model));

  if (self->model == model)
    return;
  n_before = self->n_shown;
  let_go (self);
  if (model != NULL)
    {
      self->model = g_object_ref (model);
      g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                               G_CONNECT_SWAPPED);
    }
  self->n_shown = count_first (self);
  if (n_before > 0 || self->n_shown > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before, self->n_shown);
}

void
kit_growing_model_grow (KitGrowingModel *self, guint n_items)
{
  guint n_before;
  guint n_more;

  g_return_if_fail (KIT_IS_GROWING_MODEL (self));

  n_before = self->n_shown;
  n_more = MIN (n_items, count_all (self) - n_before);
  if (n_more == 0)
    return;
  self->n_shown += n_more;
  g_list_model_items_changed (G_LIST_MODEL (self), n_before, 0, n_more);
}

gboolean
kit_growing_model_is_complete (KitGrowingModel *self)
{
  g_return_val_if_fail (KIT_IS_GROWING_MODEL (self), TRUE);

  return self->n_shown == count_all (self);
}
