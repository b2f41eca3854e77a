/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-ledger-list-private.h"

#include "erp-paged.h"
#include "erp-row.h"
#include "kit-column-view.h"
#include "kit-format.h"
#include "kit-ledger-chooser.h"
#include "kit-ledger-groups.h"
#include "kit-ledger-sort.h"

#include <glib/gi18n-lib.h>

/* GtkListView realises 200 rows beside the visible ones at once; the first frame shows these, the
 * next one gets the rest. */
#define FIRST_FRAME_ROWS 48
/* The name of a group stands in the first column. */
#define GROUP_WIDTH 260
/* An answer that comes sooner shows no spinner. */
#define SPINNER_DELAY_MS 300

G_DEFINE_FINAL_TYPE (KitLedgerList, kit_ledger_list, ADW_TYPE_BIN)

enum
{
  ROW_ACTIVATED,
  SORT_CHANGED,
  SELECTION_CHANGED,
  LAYOUT_CHANGED,
  COPY_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static ErpPaged *
get_paged (KitLedgerList *self)
{
  return self->model != NULL && ERP_IS_PAGED (self->model) ? ERP_PAGED (self->model) : NULL;
}

guint
kit_ledger_list_get_count (KitLedgerList *self)
{
  ErpPaged *paged = get_paged (self);

  if (paged != NULL)
    return (guint)MIN (erp_paged_get_count (paged), (guint64)G_MAXINT);
  return self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
}

static void
update_count (KitLedgerList *self)
{
  ErpPaged *listing = get_paged (self);
  guint n = kit_ledger_list_get_count (self);
  gboolean exact = listing == NULL || erp_paged_get_count_exact (listing);
  guint64 n_selected = kit_ledger_list_get_n_selected (self);
  g_autofree char *text = NULL;

  /* Of what is not read yet, or could not be, there is nothing to say. */
  if (listing != NULL && n == 0 && (!exact || erp_paged_get_state (listing) == ERP_LISTING_LOADING))
    text = g_strdup ("");
  else if (self->count_func != NULL)
    text = self->count_func (n, exact, self->count_data);
  else
    {
      g_autofree char *count = kit_format_count (n);

      text = g_strdup_printf (ngettext ("%s row", "%s rows", n), count);
    }
  if (kit_ledger_list_is_all_selected (self) || n_selected > 1)
    {
      g_autofree char *count = kit_format_count (n_selected);
      g_autofree char *all = g_steal_pointer (&text);

      /* Translators: how many rows are in the list, then how many of them are selected. */
      text = kit_ledger_list_is_all_selected (self)
                 ? g_strdup_printf (_ ("%s, all selected"), all)
                 : g_strdup_printf (_ ("%s, %s selected"), all, count);
    }
  gtk_label_set_text (self->count_label, text);
}

static void
report_visible (KitLedgerList *self)
{
  ErpPaged *listing = get_paged (self);
  guint first, last;

  if (listing == NULL
      || !kit_column_view_get_visible (
          self->view, g_list_model_get_n_items (G_LIST_MODEL (self->slice)), &first, &last))
    return;
  if (first == self->first_visible && last == self->last_visible)
    return;

  self->first_visible = first;
  self->last_visible = last;
  erp_paged_set_visible (listing, first, last);
}

/* Gives the view all rows once the first ones are on the screen. The tick runs before its frame is
 * painted: the first call belongs to the frame that shows the first rows. */
static gboolean
grow_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KitLedgerList *self = KIT_LEDGER_LIST (widget);

  if (!self->first_frame_painted)
    {
      self->first_frame_painted = TRUE;
      return G_SOURCE_CONTINUE;
    }

  self->grow_tick = 0;
  gtk_slice_list_model_set_size (self->slice, G_MAXUINT);
  report_visible (self);
  return G_SOURCE_REMOVE;
}

static void
grow_later (KitLedgerList *self)
{
  if (self->grow_tick != 0 || gtk_slice_list_model_get_size (self->slice) != FIRST_FRAME_ROWS)
    return;

  self->first_frame_painted = FALSE;
  self->grow_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

static gboolean
spin_cb (gpointer user_data)
{
  KitLedgerList *self = user_data;

  self->spinner_source = 0;
  gtk_spinner_start (self->spinner);
  gtk_widget_set_visible (self->waiting, TRUE);
  return G_SOURCE_REMOVE;
}

static void
set_waiting (KitLedgerList *self, gboolean waiting)
{
  if (waiting && self->spinner_source == 0 && !gtk_widget_get_visible (self->waiting))
    self->spinner_source = g_timeout_add (SPINNER_DELAY_MS, spin_cb, self);
  if (waiting)
    return;

  g_clear_handle_id (&self->spinner_source, g_source_remove);
  gtk_spinner_stop (self->spinner);
  gtk_widget_set_visible (self->waiting, FALSE);
}

/* Later, and before an answer: who asks anew when rows change is between the model and the view,
 * and the view would be told of rows that go before it knows them. */
static gboolean
shrink_cb (gpointer user_data)
{
  KitLedgerList *self = user_data;
  ErpPaged *paged = get_paged (self);

  self->shrink_source = 0;
  if (paged != NULL && erp_paged_get_state (paged) <= ERP_LISTING_LOADING)
    gtk_slice_list_model_set_size (self->slice, FIRST_FRAME_ROWS);
  return G_SOURCE_REMOVE;
}

static void
update_state (KitLedgerList *self)
{
  ErpPaged *listing = get_paged (self);
  guint n = self->model != NULL ? g_list_model_get_n_items (self->model) : 0;
  ErpListingState state = n > 0 ? ERP_LISTING_READY : ERP_LISTING_EMPTY;
  const GError *error = listing != NULL ? erp_paged_get_error (listing) : NULL;

  if (listing != NULL)
    state = erp_paged_get_state (listing);
  else if (self->model == NULL)
    state = ERP_LISTING_IDLE;

  set_waiting (self, state == ERP_LISTING_LOADING);
  kit_inline_error_set_error (self->failure, NULL, state == ERP_LISTING_FAILED ? error : NULL);
  kit_inline_error_set_error (self->stale, _ ("What you see may be out of date."),
                              state == ERP_LISTING_READY ? error : NULL);
  gtk_stack_set_visible_child_name (self->stack, state == ERP_LISTING_FAILED  ? "error"
                                                 : state == ERP_LISTING_EMPTY ? "empty"
                                                                              : "rows");
  if (state <= ERP_LISTING_LOADING && self->shrink_source == 0)
    self->shrink_source = g_idle_add_full (G_PRIORITY_HIGH, shrink_cb, self, NULL);
  update_count (self);
}

static void
retry_row (guint position, gpointer owner)
{
  ErpPaged *listing = get_paged (owner);

  if (listing != NULL)
    erp_paged_retry (listing, position);
}

static gboolean
fit_cb (gpointer user_data)
{
  KitLedgerList *self = user_data;
  int room = gtk_widget_get_width (GTK_WIDGET (self->scroller));

  self->fit_source = 0;
  if (room > 0 && self->columns != NULL)
    kit_ledger_columns_fit (self->columns, room);
  return G_SOURCE_REMOVE;
}

static void
queue_fit (KitLedgerList *self)
{
  if (self->fit_source == 0)
    self->fit_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_cb, self, NULL);
}

static void
refresh_cb (KitLedgerList *self)
{
  ErpPaged *listing = get_paged (self);

  if (listing != NULL)
    erp_paged_refresh (listing);
}

static void
load_cb (KitLedgerList *self)
{
  ErpPaged *listing = get_paged (self);

  if (listing != NULL)
    erp_paged_load (listing);
}

static void
activate_cb (KitLedgerList *self, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (row == NULL || kit_ledger_groups_toggle (self->model, position))
    return;
  if (erp_row_get_state (row) == ERP_ROW_FAILED)
    retry_row (position, self);
  else if (erp_row_get_state (row) == ERP_ROW_READY)
    g_signal_emit (self, signals[ROW_ACTIVATED], 0, row);
}

static void
layout_changed_cb (KitLedgerList *self)
{
  g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

static void
sort_changed_cb (KitLedgerList *self)
{
  gboolean descending;
  const char *id = kit_ledger_columns_get_sort (self->columns, &descending);

  g_signal_emit (self, signals[SORT_CHANGED], 0, id, descending);
}

static void
items_changed_cb (KitLedgerList *self)
{
  if (get_paged (self) == NULL)
    update_state (self);
  else
    update_count (self);
  if (g_list_model_get_n_items (self->model) > 0)
    grow_later (self);
  report_visible (self);
}

static void
selection_changed_cb (KitLedgerList *self)
{
  update_count (self);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
kit_ledger_list_dispose (GObject *object)
{
  KitLedgerList *self = KIT_LEDGER_LIST (object);

  g_clear_handle_id (&self->shrink_source, g_source_remove);
  g_clear_handle_id (&self->spinner_source, g_source_remove);
  g_clear_handle_id (&self->fit_source, g_source_remove);
  if (self->grow_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->grow_tick);
  self->grow_tick = 0;
  if (self->model_signals != NULL)
    g_signal_group_set_target (self->model_signals, NULL);
  g_clear_object (&self->model_signals);
  if (self->view != NULL)
    gtk_column_view_set_model (self->view, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "ledger-sort", NULL);
  if (self->columns != NULL)
    kit_ledger_columns_remove (self->columns);
  g_clear_object (&self->columns);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_object (&self->selection);
  g_clear_object (&self->slice);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (kit_ledger_list_parent_class)->dispose (object);
}

static gboolean
kit_ledger_list_grab_focus (GtkWidget *widget)
{
  KitLedgerList *self = KIT_LEDGER_LIST (widget);

  if (g_str_equal (kit_ledger_list_get_page (self), "rows"))
    {
      kit_ledger_list_focus_rows (self);
      return TRUE;
    }
  return gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

static void
kit_ledger_list_class_init (KitLedgerListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = kit_ledger_list_dispose;
  widget_class->grab_focus = kit_ledger_list_grab_focus;

  signals[ROW_ACTIVATED] = g_signal_new ("row-activated", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, ERP_TYPE_ROW);
  signals[SORT_CHANGED] = g_signal_new ("sort-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", type, G_SIGNAL_RUN_LAST, 0, NULL,
                                             NULL, NULL, G_TYPE_NONE, 0);
  signals[LAYOUT_CHANGED] =
      g_signal_new ("layout-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  signals[COPY_REQUESTED] =
      g_signal_new ("copy-requested", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "ledger.copy", NULL, kit_ledger_list_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "ledger.copy",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_CONTROL_MASK,
                                       "ledger.copy", NULL);

  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-ledger-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, stale);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, stack);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, scroller);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, view);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, waiting);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, spinner);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, empty);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, failure);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, footer);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, count_label);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, summary_label);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, sort_button);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, columns_button);
  gtk_widget_class_bind_template_child (widget_class, KitLedgerList, group_button);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
  gtk_widget_class_bind_template_callback (widget_class, load_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
init_model (KitLedgerList *self)
{
  self->model_signals = g_signal_group_new (G_TYPE_LIST_MODEL);
  g_signal_group_connect_swapped (self->model_signals, "items-changed",
                                  G_CALLBACK (items_changed_cb), self);
  self->slice = gtk_slice_list_model_new (NULL, 0, FIRST_FRAME_ROWS);
  self->selection = kit_ledger_selection_new (G_LIST_MODEL (self->slice));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed_cb),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
}

static void
init_news (KitLedgerList *self)
{
  GtkAdjustment *rows = gtk_scrolled_window_get_vadjustment (self->scroller);
  GtkAdjustment *width = gtk_scrolled_window_get_hadjustment (self->scroller);
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));

  g_signal_connect_object (rows, "value-changed", G_CALLBACK (report_visible), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (rows, "changed", G_CALLBACK (report_visible), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (width, "changed", G_CALLBACK (queue_fit), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-font-name", G_CALLBACK (queue_fit), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (settings, "notify::gtk-xft-dpi", G_CALLBACK (queue_fit), self,
                           G_CONNECT_SWAPPED);
}

static void
kit_ledger_list_init (KitLedgerList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  init_model (self);
  init_news (self);
  kit_ledger_list_init_input (self);
  self->first_visible = G_MAXUINT;
  update_state (self);
}

/**
 * kit_ledger_list_new:
 *
 * Returns: (transfer floating): a list without columns and rows
 */
GtkWidget *
kit_ledger_list_new (void)
{
  return g_object_new (KIT_TYPE_LEDGER_LIST, NULL);
}

void
kit_ledger_list_set_name (KitLedgerList *self, const char *name)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

void
kit_ledger_list_set_columns (KitLedgerList *self,
                             const KitLedgerColumn *columns,
                             guint n_columns,
                             gpointer user_data)
{
  g_autoptr (GMenuModel) menu = NULL;
  g_autoptr (GSimpleActionGroup) actions = NULL;

  g_return_if_fail (KIT_IS_LEDGER_LIST (self));
  g_return_if_fail (self->columns == NULL);

  self->columns =
      kit_ledger_columns_new (self->view, columns, n_columns, user_data, retry_row, self);
  g_signal_connect_object (self->columns, "layout-changed", G_CALLBACK (layout_changed_cb), self,
                           G_CONNECT_SWAPPED);
  actions = kit_ledger_sort_create_actions (self->columns);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "ledger-sort", G_ACTION_GROUP (actions));
  g_signal_connect_object (self->columns, "sort-changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->columns, "widths-changed", G_CALLBACK (queue_fit), self,
                           G_CONNECT_SWAPPED);
  self->columns_data = user_data;
  gtk_menu_button_set_popover (self->columns_button, kit_ledger_chooser_new (self->columns));
  menu = kit_ledger_columns_create_sort_menu (self->columns);
  gtk_menu_button_set_menu_model (self->sort_button, menu);
}

void
kit_ledger_list_set_column_shown (KitLedgerList *self, const char *id, gboolean shown)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  kit_ledger_columns_set_shown (self->columns, id, shown);
}

/**
 * kit_ledger_list_set_model:
 * @self: the list
 * @model: (nullable): an #ErpPaged, or another model of #ErpRow
 */
void
kit_ledger_list_set_model (KitLedgerList *self, GListModel *model)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  if (self->model == model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_func (self->model, update_state, self);
  g_set_object (&self->model, model);

  gtk_slice_list_model_set_size (self->slice, FIRST_FRAME_ROWS);
  gtk_slice_list_model_set_model (self->slice, model);
  g_signal_group_set_target (self->model_signals, model);
  if (self->columns != NULL)
    kit_ledger_columns_set_lead_width (self->columns,
                                       kit_ledger_groups_is_grouped (model) ? GROUP_WIDTH : 0);
  if (get_paged (self) != NULL)
    g_signal_connect_object (model, "notify", G_CALLBACK (update_state), self, G_CONNECT_SWAPPED);
  update_state (self);
  if (model != NULL && g_list_model_get_n_items (model) > 0)
    grow_later (self);
}

GListModel *
kit_ledger_list_get_model (KitLedgerList *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), NULL);

  return self->model;
}

/**
 * kit_ledger_list_set_count_func:
 * @self: the list
 * @func: says how many there are, in words
 * @user_data: for @func; outlives the list
 */
void
kit_ledger_list_set_count_func (KitLedgerList *self, KitLedgerCountFunc func, gpointer user_data)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  self->count_func = func;
  self->count_data = user_data;
  update_count (self);
}

void
kit_ledger_list_set_empty (KitLedgerList *self,
                           const char *icon_name,
                           const char *title,
                           const char *description)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  adw_status_page_set_icon_name (self->empty, icon_name);
  adw_status_page_set_title (self->empty, title);
  adw_status_page_set_description (self->empty, description);
}

void
kit_ledger_list_set_summary (KitLedgerList *self, const char *summary)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  gtk_label_set_text (self->summary_label, summary != NULL ? summary : "");
}

GVariant *
kit_ledger_list_get_layout (KitLedgerList *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), NULL);

  return kit_ledger_columns_get_layout (self->columns);
}

void
kit_ledger_list_set_layout (KitLedgerList *self, GVariant *layout)
{
  g_return_if_fail (KIT_IS_LEDGER_LIST (self));

  kit_ledger_columns_set_layout (self->columns, layout);
}

const KitLedgerColumn **
kit_ledger_list_get_visible_columns (KitLedgerList *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), NULL);

  return kit_ledger_columns_get_visible (self->columns);
}

GtkColumnView *
kit_ledger_list_get_view (KitLedgerList *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), NULL);
  return self->view;
}

const char *
kit_ledger_list_get_page (KitLedgerList *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), NULL);
  return gtk_stack_get_visible_child_name (self->stack);
}

const char *
kit_ledger_list_get_count_text (KitLedgerList *self)
{
  g_return_val_if_fail (KIT_IS_LEDGER_LIST (self), NULL);
  return gtk_label_get_text (self->count_label);
}
