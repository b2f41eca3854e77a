/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-import-rows.h"

struct _BizImportItem
{
  GObject parent_instance;

  BizImportPlan *plan; /* (owned) */
  guint position;
};

struct _BizImportRows
{
  GObject parent_instance;

  BizImportPlan *plan; /* (owned) */
  GArray *positions;   /* (owned): guint */
};

static void biz_import_rows_list_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE (BizImportItem, biz_import_item, G_TYPE_OBJECT)
G_DEFINE_FINAL_TYPE_WITH_CODE (BizImportRows,
                               biz_import_rows,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, biz_import_rows_list_init))

static GType
biz_import_rows_get_item_type (GListModel *model)
{
  return BIZ_TYPE_IMPORT_ITEM;
}

static guint
biz_import_rows_get_n_items (GListModel *model)
{
  return BIZ_IMPORT_ROWS (model)->positions->len;
}

static gpointer
biz_import_rows_get_item (GListModel *model, guint position)
{
  BizImportRows *self = BIZ_IMPORT_ROWS (model);
  BizImportItem *item;

  if (position >= self->positions->len)
    return NULL;
  item = g_object_new (BIZ_TYPE_IMPORT_ITEM, NULL);
  item->plan = g_object_ref (self->plan);
  item->position = g_array_index (self->positions, guint, position);

  return item;
}

static void
biz_import_rows_list_init (GListModelInterface *iface)
{
  iface->get_item_type = biz_import_rows_get_item_type;
  iface->get_n_items = biz_import_rows_get_n_items;
  iface->get_item = biz_import_rows_get_item;
}

static void
biz_import_item_dispose (GObject *object)
{
  g_clear_object (&BIZ_IMPORT_ITEM (object)->plan);

  G_OBJECT_CLASS (biz_import_item_parent_class)->dispose (object);
}

static void
biz_import_item_class_init (BizImportItemClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_import_item_dispose;
}

static void
biz_import_item_init (BizImportItem *self)
{
}

static void
biz_import_rows_finalize (GObject *object)
{
  BizImportRows *self = BIZ_IMPORT_ROWS (object);

  g_clear_object (&self->plan);
  g_array_unref (self->positions);

  G_OBJECT_CLASS (biz_import_rows_parent_class)->finalize (object);
}

static void
biz_import_rows_class_init (BizImportRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_import_rows_finalize;
}

static void
biz_import_rows_init (BizImportRows *self)
{
  self->positions = g_array_new (FALSE, FALSE, sizeof (guint));
}

/**
 * biz_import_rows_new:
 * @plan: what is new
 * @states: which rows, a bit for each state
 *
 * Returns: (transfer full): those rows, in the order of the file
 */
BizImportRows *
biz_import_rows_new (BizImportPlan *plan, guint states)
{
  BizImportRows *self;

  g_return_val_if_fail (BIZ_IS_IMPORT_PLAN (plan), NULL);

  self = g_object_new (BIZ_TYPE_IMPORT_ROWS, NULL);
  self->plan = g_object_ref (plan);
  for (guint i = 0; i < biz_import_plan_get_n_rows (plan); i++)
    {
      if ((states & (1u << biz_import_plan_get_row (plan, i)->state)) != 0)
        g_array_append_val (self->positions, i);
    }

  return self;
}

const BizImportRow *
biz_import_item_get_row (BizImportItem *self)
{
  g_return_val_if_fail (BIZ_IS_IMPORT_ITEM (self), NULL);

  return biz_import_plan_get_row (self->plan, self->position);
}
