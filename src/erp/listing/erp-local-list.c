/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-local-list.h"

#include "erp-row-private.h"

struct _ErpLocalList
{
  GObject parent_instance;

  GPtrArray *records; /* (owned) */
  GPtrArray *groups;  /* (owned) (nullable) */
  GPtrArray *shown;   /* (owned): records and groups, one a row */
  GHashTable *rows;   /* (owned): position -> ErpRow that somebody holds */
  GHashTable *open;   /* (owned): keys of open groups */

  ErpListingState state;
  gboolean complete;
  GError *error; /* (owned) (nullable) */
};

static void model_init (GListModelInterface *iface);
static void paged_init (ErpPagedInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ErpLocalList,
                               erp_local_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, model_init)
                                   G_IMPLEMENT_INTERFACE (ERP_TYPE_PAGED, paged_init))

enum
{
  PROP_STATE = 1,
  PROP_COUNT,
  PROP_COUNT_EXACT,
  PROP_ERROR,
  N_PROPS
};

enum
{
  RELOAD,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void
set_state (ErpLocalList *self, ErpListingState state)
{
  if (self->state == state)
    return;
  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
set_error (ErpLocalList *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

static void
forget_row (gpointer owner, guint position)
{
  ErpLocalList *self = owner;

  g_hash_table_remove (self->rows, GUINT_TO_POINTER (position));
}

static void
fill_rows (ErpLocalList *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer value;

  /* Whoever is told may let go of a row. */
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    g_ptr_array_add (rows, g_object_ref (value));
  for (guint i = 0; i < rows->len; i++)
    {
      ErpRow *row = g_ptr_array_index (rows, i);
      guint position = erp_row_get_position (row);

      if (position < self->shown->len)
        erp_row_set_item (row, g_ptr_array_index (self->shown, position));
    }
}

/* The list grows and shrinks at its end only: slots and scroll position stay. Takes @shown. */
static void
take_shown (ErpLocalList *self, GPtrArray *shown)
{
  const guint old = self->shown->len;
  g_autoptr (GPtrArray) before = self->shown;

  self->shown = shown;
  fill_rows (self);
  if (shown->len < old)
    g_list_model_items_changed (G_LIST_MODEL (self), shown->len, old - shown->len, 0);
  else if (shown->len > old)
    g_list_model_items_changed (G_LIST_MODEL (self), old, 0, shown->len - old);
}

static GPtrArray *
lay_out (ErpLocalList *self)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = 0;

  for (guint i = 0; self->groups != NULL && i < self->groups->len; i++)
    {
      ErpGroup *group = g_ptr_array_index (self->groups, i);
      guint next = (guint)MIN (first + erp_group_get_count (group), self->records->len);

      g_ptr_array_add (shown, g_object_ref (group));
      for (guint k = first; erp_group_get_expanded (group) && k < next; k++)
        g_ptr_array_add (shown, g_object_ref (g_ptr_array_index (self->records, k)));
      first = next;
    }
  for (guint i = 0; self->groups == NULL && i < self->records->len; i++)
    g_ptr_array_add (shown, g_object_ref (g_ptr_array_index (self->records, i)));

  return shown;
}

static void
set_all (ErpLocalList *self, GPtrArray *groups, GPtrArray *records, gboolean complete)
{
  g_object_freeze_notify (G_OBJECT (self));
  g_ptr_array_ref (records);
  g_ptr_array_unref (self->records);
  self->records = records;
  if (groups != NULL)
    g_ptr_array_ref (groups);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  self->groups = groups;
  for (guint i = 0; groups != NULL && i < groups->len; i++)
    {
      ErpGroup *group = g_ptr_array_index (groups, i);

      erp_group_set_expanded (group, g_hash_table_contains (self->open, erp_group_get_key (group)));
    }
  take_shown (self, lay_out (self));
  self->complete = complete;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT_EXACT]);
  set_error (self, NULL);
  if (records->len > 0)
    set_state (self, ERP_LISTING_READY);
  else
    set_state (self, complete ? ERP_LISTING_EMPTY : ERP_LISTING_LOADING);
  g_object_thaw_notify (G_OBJECT (self));
}

static GType
get_item_type (GListModel *model)
{
  return ERP_TYPE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return ERP_LOCAL_LIST (model)->shown->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  ErpLocalList *self = ERP_LOCAL_LIST (model);
  ErpRow *row;

  if (position >= self->shown->len)
    return NULL;
  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));
  if (row != NULL)
    return g_object_ref (row);
  row = erp_row_new (position, forget_row, self);
  erp_row_set_item (row, g_ptr_array_index (self->shown, position));
  g_hash_table_insert (self->rows, GUINT_TO_POINTER (position), row);

  return row;
}

static void
model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static ErpListingState
get_state (ErpPaged *paged)
{
  return ERP_LOCAL_LIST (paged)->state;
}

static guint64
get_count (ErpPaged *paged)
{
  return ERP_LOCAL_LIST (paged)->records->len;
}

static gboolean
get_count_exact (ErpPaged *paged)
{
  return ERP_LOCAL_LIST (paged)->complete;
}

static const GError *
get_error (ErpPaged *paged)
{
  return ERP_LOCAL_LIST (paged)->error;
}

static void
reload (ErpPaged *paged)
{
  g_signal_emit (paged, signals[RELOAD], 0);
}

static void
retry (ErpPaged *paged, guint position)
{
  reload (paged);
}

static void
set_visible (ErpPaged *paged, guint first, guint last)
{
}

static gboolean
is_grouped (ErpPaged *paged)
{
  return ERP_LOCAL_LIST (paged)->groups != NULL;
}

static ErpGroup *
get_group (ErpPaged *paged, guint position)
{
  ErpLocalList *self = ERP_LOCAL_LIST (paged);
  gpointer item = position < self->shown->len ? g_ptr_array_index (self->shown, position) : NULL;

  return item != NULL && ERP_IS_GROUP (item) ? item : NULL;
}

static guint
get_parent (ErpPaged *paged, guint position)
{
  guint at = position;

  if (get_group (paged, position) != NULL)
    return position;
  while (at > 0 && get_group (paged, at) == NULL)
    at--;

  return at;
}

/* What stands below moves: the rows are told, and the end of the list comes or goes. */
static void
set_expanded (ErpPaged *paged, guint position, gboolean expanded)
{
  ErpLocalList *self = ERP_LOCAL_LIST (paged);
  ErpGroup *group = get_group (paged, position);
  ErpRow *row;

  if (group == NULL || erp_group_get_expanded (group) == expanded)
    return;
  erp_group_set_expanded (group, expanded);
  if (expanded)
    g_hash_table_add (self->open, g_strdup (erp_group_get_key (group)));
  else
    g_hash_table_remove (self->open, erp_group_get_key (group));
  take_shown (self, lay_out (self));
  row = g_hash_table_lookup (self->rows, GUINT_TO_POINTER (position));
  if (row != NULL)
    g_object_notify (G_OBJECT (row), "item");
}

static void
paged_init (ErpPagedInterface *iface)
{
  iface->get_state = get_state;
  iface->get_count = get_count;
  iface->get_count_exact = get_count_exact;
  iface->get_error = get_error;
  iface->load = reload;
  iface->refresh = reload;
  iface->retry = retry;
  iface->set_visible = set_visible;
  iface->is_grouped = is_grouped;
  iface->get_group = get_group;
  iface->get_parent = get_parent;
  iface->set_expanded = set_expanded;
}

static void
erp_local_list_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpLocalList *self = ERP_LOCAL_LIST (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->records->len);
      break;
    case PROP_COUNT_EXACT:
      g_value_set_boolean (value, self->complete);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_local_list_finalize (GObject *object)
{
  ErpLocalList *self = ERP_LOCAL_LIST (object);
  GHashTableIter iter;
  gpointer row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    erp_row_disown (row);
  g_hash_table_unref (self->rows);
  g_hash_table_unref (self->open);
  g_ptr_array_unref (self->shown);
  g_ptr_array_unref (self->records);
  g_clear_pointer (&self->groups, g_ptr_array_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (erp_local_list_parent_class)->finalize (object);
}

static void
erp_local_list_class_init (ErpLocalListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = erp_local_list_get_property;
  object_class->finalize = erp_local_list_finalize;
  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, ERP_TYPE_LISTING_STATE, ERP_LISTING_IDLE, flags);
  props[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_COUNT_EXACT] = g_param_spec_boolean ("count-exact", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * ErpLocalList::reload:
   *
   * The records are wanted, again or for the first time.
   */
  signals[RELOAD] = g_signal_new ("reload", ERP_TYPE_LOCAL_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
}

static void
erp_local_list_init (ErpLocalList *self)
{
  self->records = g_ptr_array_new ();
  self->shown = g_ptr_array_new_with_free_func (g_object_unref);
  self->rows = g_hash_table_new (NULL, NULL);
  self->open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * erp_local_list_new:
 *
 * Returns: (transfer full): a list, IDLE and without rows
 */
ErpLocalList *
erp_local_list_new (void)
{
  return g_object_new (ERP_TYPE_LOCAL_LIST, NULL);
}

/**
 * erp_local_list_set_loading:
 * @self: a list
 *
 * The records are being read; what is shown stays.
 */
void
erp_local_list_set_loading (ErpLocalList *self)
{
  g_return_if_fail (ERP_IS_LOCAL_LIST (self));

  set_error (self, NULL);
  if (self->records->len == 0)
    set_state (self, ERP_LISTING_LOADING);
}

/**
 * erp_local_list_set_error:
 * @self: a list
 * @error: why the records could not be read
 *
 * What is shown stays, and may be out of date.
 */
void
erp_local_list_set_error (ErpLocalList *self, const GError *error)
{
  g_return_if_fail (ERP_IS_LOCAL_LIST (self));
  g_return_if_fail (error != NULL);

  set_error (self, error);
  set_state (self, self->records->len > 0 ? ERP_LISTING_READY : ERP_LISTING_FAILED);
}

/**
 * erp_local_list_set_records:
 * @self: a list
 * @records: (element-type GObject): what is shown, in its order; not changed afterwards
 * @complete: whether that is all
 */
void
erp_local_list_set_records (ErpLocalList *self, GPtrArray *records, gboolean complete)
{
  g_return_if_fail (ERP_IS_LOCAL_LIST (self));
  g_return_if_fail (records != NULL);

  set_all (self, NULL, records, complete);
}

/**
 * erp_local_list_set_groups:
 * @self: a list
 * @groups: (element-type ErpGroup): the groups, in their order
 * @records: (element-type GObject): what is in them, one group after the other
 * @complete: whether that is all
 */
void
erp_local_list_set_groups (ErpLocalList *self,
                           GPtrArray *groups,
                           GPtrArray *records,
                           gboolean complete)
{
  g_return_if_fail (ERP_IS_LOCAL_LIST (self));
  g_return_if_fail (groups != NULL && records != NULL);

  set_all (self, groups, records, complete);
}

/**
 * erp_local_list_touch:
 * @self: a list
 * @record: one of its records, or none of them any more
 *
 * The record shows other values now; its place is the same.
 */
void
erp_local_list_touch (ErpLocalList *self, gpointer record)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer row;

  g_return_if_fail (ERP_IS_LOCAL_LIST (self));

  /* Whoever is told may let go of a row. */
  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, NULL, &row))
    if (erp_row_get_item (row) == record)
      g_ptr_array_add (rows, g_object_ref (row));
  for (guint i = 0; i < rows->len; i++)
    erp_row_touch (g_ptr_array_index (rows, i));
}

GPtrArray *
erp_local_list_get_records (ErpLocalList *self)
{
  g_return_val_if_fail (ERP_IS_LOCAL_LIST (self), NULL);

  return self->records;
}
