/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-selection.h"

struct _KitLedgerSelection
{
  GObject parent_instance;

  GListModel *model;   /* (owned) */
  GtkBitset *selected; /* (owned): without meaning while all is set */
  gboolean all;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (KitLedgerSelection,
                               kit_ledger_selection,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

enum
{
  PROP_ALL = 1,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static guint
get_n (KitLedgerSelection *self)
{
  return g_list_model_get_n_items (self->model);
}

static void
set_all (KitLedgerSelection *self, gboolean all)
{
  if (self->all == all)
    return;
  self->all = all;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ALL]);
}

/* All of them as positions, for what changes some of them. */
static void
spell_out (KitLedgerSelection *self)
{
  if (!self->all)
    return;
  gtk_bitset_remove_all (self->selected);
  gtk_bitset_add_range (self->selected, 0, get_n (self));
  set_all (self, FALSE);
}

static void
tell_all (KitLedgerSelection *self)
{
  guint n = get_n (self);

  if (n > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, n);
}

static void
items_changed_cb (KitLedgerSelection *self, guint position, guint removed, guint added)
{
  if (!self->all)
    gtk_bitset_splice (self->selected, position, removed, added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static GType
kit_ledger_selection_get_item_type (GListModel *model)
{
  return g_list_model_get_item_type (KIT_LEDGER_SELECTION (model)->model);
}

static guint
kit_ledger_selection_get_n_items (GListModel *model)
{
  return get_n (KIT_LEDGER_SELECTION (model));
}

static gpointer
kit_ledger_selection_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (KIT_LEDGER_SELECTION (model)->model, position);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = kit_ledger_selection_get_item_type;
  iface->get_n_items = kit_ledger_selection_get_n_items;
  iface->get_item = kit_ledger_selection_get_item;
}

static gboolean
kit_ledger_selection_is_selected (GtkSelectionModel *model, guint position)
{
  KitLedgerSelection *self = KIT_LEDGER_SELECTION (model);

  return self->all || gtk_bitset_contains (self->selected, position);
}

static GtkBitset *
kit_ledger_selection_get_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  KitLedgerSelection *self = KIT_LEDGER_SELECTION (model);

  if (self->all)
    return gtk_bitset_new_range (0, get_n (self));
  return gtk_bitset_ref (self->selected);
}

static gboolean
kit_ledger_selection_select_range (GtkSelectionModel *model,
                                   guint position,
                                   guint n_items,
                                   gboolean unselect_rest)
{
  KitLedgerSelection *self = KIT_LEDGER_SELECTION (model);
  g_autoptr (GtkBitset) before = NULL;

  if (position >= get_n (self))
    return FALSE;
  if (self->all && !unselect_rest)
    return TRUE;
  spell_out (self);
  before = gtk_bitset_copy (self->selected);
  if (unselect_rest)
    gtk_bitset_remove_all (self->selected);
  gtk_bitset_add_range (self->selected, position, MIN (n_items, get_n (self) - position));
  gtk_bitset_difference (before, self->selected);
  if (!gtk_bitset_is_empty (before))
    gtk_selection_model_selection_changed (model, gtk_bitset_get_minimum (before),
                                           gtk_bitset_get_maximum (before)
                                               - gtk_bitset_get_minimum (before) + 1);
  return TRUE;
}

static gboolean
kit_ledger_selection_unselect_range (GtkSelectionModel *model, guint position, guint n_items)
{
  KitLedgerSelection *self = KIT_LEDGER_SELECTION (model);

  if (position >= get_n (self))
    return FALSE;
  spell_out (self);
  n_items = MIN (n_items, get_n (self) - position);
  gtk_bitset_remove_range (self->selected, position, n_items);
  gtk_selection_model_selection_changed (model, position, n_items);
  return TRUE;
}

static gboolean
kit_ledger_selection_select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  return kit_ledger_selection_select_range (model, position, 1, unselect_rest);
}

static gboolean
kit_ledger_selection_unselect_item (GtkSelectionModel *model, guint position)
{
  return kit_ledger_selection_unselect_range (model, position, 1);
}

static gboolean
kit_ledger_selection_select_all (GtkSelectionModel *model)
{
  KitLedgerSelection *self = KIT_LEDGER_SELECTION (model);

  gtk_bitset_remove_all (self->selected);
  set_all (self, TRUE);
  tell_all (self);
  return TRUE;
}

static gboolean
kit_ledger_selection_unselect_all (GtkSelectionModel *model)
{
  KitLedgerSelection *self = KIT_LEDGER_SELECTION (model);

  gtk_bitset_remove_all (self->selected);
  set_all (self, FALSE);
  tell_all (self);
  return TRUE;
}

static gboolean
kit_ledger_selection_set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  KitLedgerSelection *self = KIT_LEDGER_SELECTION (model);
  g_autoptr (GtkBitset) wanted = gtk_bitset_copy (selected);

  if (gtk_bitset_is_empty (mask))
    return TRUE;
  spell_out (self);
  gtk_bitset_intersect (wanted, mask);
  gtk_bitset_subtract (self->selected, mask);
  gtk_bitset_union (self->selected, wanted);
  if (get_n (self) < G_MAXUINT)
    gtk_bitset_remove_range (self->selected, get_n (self), G_MAXUINT - get_n (self));
  gtk_selection_model_selection_changed (model, gtk_bitset_get_minimum (mask),
                                         gtk_bitset_get_maximum (mask)
                                             - gtk_bitset_get_minimum (mask) + 1);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = kit_ledger_selection_is_selected;
  iface->get_selection_in_range = kit_ledger_selection_get_in_range;
  iface->select_item = kit_ledger_selection_select_item;
  iface->unselect_item = kit_ledger_selection_unselect_item;
  iface->select_range = kit_ledger_selection_select_range;
  iface->unselect_range = kit_ledger_selection_unselect_range;
  iface->select_all = kit_ledger_selection_select_all;
  iface->unselect_all = kit_ledger_selection_unselect_all;
  iface->set_selection = kit_ledger_selection_set_selection;
}

static void
kit_ledger_selection_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_ALL:
      g_value_set_boolean (value, KIT_LEDGER_SELECTION (object)->all);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
kit_ledger_selection_finalize (GObject *object)
{
  KitLedgerSelection *self = KIT_LEDGER_SELECTION (object);

  g_clear_object (&self->model);
  g_clear_pointer (&self->selected, gtk_bitset_unref);
  G_OBJECT_CLASS (kit_ledger_selection_parent_class)->finalize (object);
}

static void
kit_ledger_selection_class_init (KitLedgerSelectionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = kit_ledger_selection_get_property;
  object_class->finalize = kit_ledger_selection_finalize;
  props[PROP_ALL] =
      g_param_spec_boolean ("all", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
kit_ledger_selection_init (KitLedgerSelection *self)
{
  self->selected = gtk_bitset_new_empty ();
}

/**
 * kit_ledger_selection_new:
 * @model: (transfer none): what is selected from
 *
 * Returns: (transfer full): a selection of nothing
 */
KitLedgerSelection *
kit_ledger_selection_new (GListModel *model)
{
  KitLedgerSelection *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (model), NULL);

  self = g_object_new (KIT_TYPE_LEDGER_SELECTION, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (items_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * kit_ledger_selection_get_all:
 * @self: a selection
 *
 * Returns: whether all rows are selected, those too that nobody has seen yet
 */
gboolean
kit_ledger_selection_get_all (KitLedgerSelection *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_SELECTION (self), FALSE);

  return self->all;
}
