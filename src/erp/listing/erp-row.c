/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-row-private.h"

struct _ErpRow
{
  GObject parent_instance;

  guint position;
  ErpRowState state;
  GObject *item;       /* (owned) (nullable) */
  GError *error;       /* (owned) (nullable) */
  ErpRowGoneFunc gone; /* (nullable) */
  gpointer owner;
  guint stamp;
};

G_DEFINE_FINAL_TYPE (ErpRow, erp_row, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (ErpRowState,
                    erp_row_state,
                    G_DEFINE_ENUM_VALUE (ERP_ROW_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (ERP_ROW_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (ERP_ROW_FAILED, "failed"))

enum
{
  PROP_POSITION = 1,
  PROP_STATE,
  PROP_ITEM,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static void
change (ErpRow *self, ErpRowState state, GObject *item, const GError *error)
{
  g_object_freeze_notify (G_OBJECT (self));

  if (self->error != NULL || error != NULL)
    {
      g_clear_error (&self->error);
      if (error != NULL)
        self->error = g_error_copy (error);
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
    }
  if (g_set_object (&self->item, item))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
  if (self->state != state)
    {
      self->state = state;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
    }

  g_object_thaw_notify (G_OBJECT (self));
}

static void
erp_row_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpRow *self = ERP_ROW (object);

  switch (prop_id)
    {
    case PROP_POSITION:
      g_value_set_uint (value, self->position);
      break;
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_ITEM:
      g_value_set_object (value, self->item);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_row_finalize (GObject *object)
{
  ErpRow *self = ERP_ROW (object);

  if (self->gone != NULL)
    self->gone (self->owner, self->position);
  g_clear_object (&self->item);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (erp_row_parent_class)->finalize (object);
}

static void
erp_row_class_init (ErpRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = erp_row_get_property;
  object_class->finalize = erp_row_finalize;

  props[PROP_POSITION] = g_param_spec_uint ("position", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, ERP_TYPE_ROW_STATE, ERP_ROW_LOADING, flags);
  props[PROP_ITEM] = g_param_spec_object ("item", NULL, NULL, G_TYPE_OBJECT, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
erp_row_init (ErpRow *self)
{
}

ErpRow *
erp_row_new (guint position, ErpRowGoneFunc gone, gpointer owner)
{
  ErpRow *self = g_object_new (ERP_TYPE_ROW, NULL);

  self->position = position;
  self->gone = gone;
  self->owner = owner;

  return self;
}

void
erp_row_disown (ErpRow *self)
{
  g_return_if_fail (ERP_IS_ROW (self));

  self->gone = NULL;
  self->owner = NULL;
}

void
erp_row_set_loading (ErpRow *self)
{
  g_return_if_fail (ERP_IS_ROW (self));

  change (self, ERP_ROW_LOADING, NULL, NULL);
}

void
erp_row_set_item (ErpRow *self, GObject *item)
{
  g_return_if_fail (ERP_IS_ROW (self));
  g_return_if_fail (G_IS_OBJECT (item));

  change (self, ERP_ROW_READY, item, NULL);
}

/* Its item is the same object, with other values. */
void
erp_row_touch (ErpRow *self)
{
  g_return_if_fail (ERP_IS_ROW (self));

  self->stamp++;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ITEM]);
}

void
erp_row_set_error (ErpRow *self, const GError *error)
{
  g_return_if_fail (ERP_IS_ROW (self));
  g_return_if_fail (error != NULL);

  change (self, ERP_ROW_FAILED, NULL, error);
}

/**
 * erp_row_get_position:
 * @self: a row
 *
 * Returns: the position in the listing that this slot stands for, forever
 */
guint
erp_row_get_position (ErpRow *self)
{
  g_return_val_if_fail (ERP_IS_ROW (self), 0);

  return self->position;
}

/**
 * erp_row_get_state:
 * @self: a row
 *
 * Returns: whether the record is there
 */
ErpRowState
erp_row_get_state (ErpRow *self)
{
  g_return_val_if_fail (ERP_IS_ROW (self), ERP_ROW_LOADING);

  return self->state;
}

/**
 * erp_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable) (type GObject): the record, %NULL unless the row is READY
 */
gpointer
erp_row_get_item (ErpRow *self)
{
  g_return_val_if_fail (ERP_IS_ROW (self), NULL);

  return self->item;
}

/**
 * erp_row_get_error:
 * @self: a row
 *
 * Returns: (nullable): why the row is FAILED
 */
const GError *
erp_row_get_error (ErpRow *self)
{
  g_return_val_if_fail (ERP_IS_ROW (self), NULL);

  return self->error;
}

/**
 * erp_row_get_stamp:
 * @self: a row
 *
 * Returns: how often the values of its item changed while it stayed the same object
 */
guint
erp_row_get_stamp (ErpRow *self)
{
  g_return_val_if_fail (ERP_IS_ROW (self), 0);

  return self->stamp;
}
