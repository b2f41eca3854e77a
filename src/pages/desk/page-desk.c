/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-desk-private.h"

#include "biz-currency-table.h"
#include "biz-name-search.h"
#include "erp-capabilities.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-format.h"
#include "page-desk-columns.h"
#include "page-due-verbs.h"
#include "page-layout.h"
#include "page-text.h"
#include "page-verbs.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (PageDesk, page_desk, ADW_TYPE_BIN)

enum
{
  JOURNAL_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static const KitFilterChip standings[] = {
  { NULL, N_ ("All") },
  { "state:slipped", N_ ("Slipped Through") },
  { "state:held", N_ ("On Hold") },
  { "state:proposed", N_ ("To Hold") },
  { "due", N_ ("To Review") },
  { "kind:delivery", N_ ("Deliveries") },
};

GPtrArray *
page_desk_get_selected (PageDesk *self)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GtkBitset) selected = NULL;
  GtkBitsetIter iter;
  guint position;

  if (kit_ledger_list_is_all_selected (self->list))
    {
      GPtrArray *all = erp_local_list_get_records (self->rows);

      for (guint i = 0; i < all->len; i++)
        g_ptr_array_add (entries, g_object_ref (g_ptr_array_index (all, i)));
      return entries;
    }
  selected = kit_ledger_list_get_selection (self->list);
  if (!gtk_bitset_iter_init_first (&iter, selected, &position))
    {
      BizDeskEntry *open = self->pane != NULL ? page_desk_pane_get_entry (self->pane) : NULL;

      if (open != NULL && page_split_is_record_shown (self->split))
        g_ptr_array_add (entries, g_object_ref (open));
      return entries;
    }
  do
    {
      g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (self->rows), position);
      gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

      if (item != NULL && BIZ_IS_DESK_ENTRY (item))
        g_ptr_array_add (entries, g_object_ref (item));
    }
  while (gtk_bitset_iter_next (&iter, &position));

  return entries;
}

static void
show_anew (PageDesk *self)
{
  kit_ledger_list_unselect (self->list);
  page_desk_show (self);
}

static void
sort_changed_cb (PageDesk *self, const char *id, gboolean descending)
{
  self->sort = page_desk_columns_get_sort (id);
  self->descending = descending && self->sort != BIZ_DESK_SORT_WORST;
  show_anew (self);
}

static void
group_changed_cb (PageDesk *self, const char *name)
{
  if (!biz_desk_group_by_from_name (name, &self->group_by))
    return;
  show_anew (self);
  /* The list asks whether there are groups when it is given the model. */
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
}

static void
progress_cb (BizDeskBook *book, gpointer user_data)
{
  PageDesk *self = user_data;

  /* A refreshed list does not shrink while it is read. */
  if (self->complete)
    return;
  g_set_object (&self->book, book);
  page_desk_show (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageDesk) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDeskBook) book =
      biz_desk_store_read_finish (BIZ_DESK_STORE (source), result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (book == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  self->complete = TRUE;
  self->is_stale = TRUE;
  g_set_object (&self->book, book);
  page_desk_show (self);
}

void
page_desk_reload (PageDesk *self)
{
  GDate today = page_text_get_today (self->session);

  self->loaded = TRUE;
  if (self->seen == NULL)
    self->seen = page_desk_news_begin (self->session);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  erp_local_list_set_loading (self->rows);
  biz_desk_store_read_async (self->store, &today, self->seen, progress_cb, self, self->cancellable,
                             read_cb, page_weak_new (self));
}

static void
companies_changed_cb (PageDesk *self)
{
  page_list_frame_show_companies (self->frame, self->session);
  self->complete = FALSE;
  if (self->loaded)
    page_desk_reload (self);
}

BizDeskEntry *
page_desk_get_first (PageDesk *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;

  return item != NULL && BIZ_IS_DESK_ENTRY (item) ? item : NULL;
}

static void
open_entry (PageDesk *self, BizDeskEntry *entry)
{
  page_desk_pane_show (self->pane, entry, self->book);
  page_split_show_record (self->split);
  page_desk_update_verbs (self);
}

static void
row_activated_cb (PageDesk *self, ErpRow *row)
{
  open_entry (self, erp_row_get_item (row));
  gtk_widget_grab_focus (GTK_WIDGET (self->pane));
}

static void
rested_cb (PageDesk *self)
{
  BizDeskEntry *entry = page_desk_get_first (self);

  if (entry != NULL && entry != page_desk_pane_get_entry (self->pane))
    open_entry (self, entry);
}

static void
selection_changed_cb (PageDesk *self)
{
  page_desk_update_summary (self);
  page_desk_update_verbs (self);
}

static void
news_chosen_cb (PageDesk *self, const char *token)
{
  page_desk_search (self, token);
}

static void
open_requested_cb (PageDesk *self, const char *model, gint64 id)
{
  g_signal_emit (self, signals[OPEN_REQUESTED], 0, model, id);
}

static void
resized_cb (PageDesk *self)
{
  page_desk_pane_set_narrow (self->pane, !page_split_is_split (self->split),
                             page_split_is_narrow (self->split));
}

static void
page_desk_map (GtkWidget *widget)
{
  PageDesk *self = PAGE_DESK (widget);

  GTK_WIDGET_CLASS (page_desk_parent_class)->map (widget);
  if (!self->loaded)
    page_desk_reload (self);
}

static void
page_desk_dispose (GObject *object)
{
  PageDesk *self = PAGE_DESK (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  page_desk_stop_showing (self);
  g_clear_object (&self->frame);
  g_clear_pointer (&self->seen, g_date_time_unref);
  g_clear_object (&self->book);
  g_clear_object (&self->rows);
  g_clear_object (&self->store);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_desk_parent_class)->dispose (object);
}

static void
page_desk_class_init (PageDeskClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_desk_dispose;
  widget_class->map = page_desk_map;
  signals[JOURNAL_REQUESTED] =
      g_signal_new ("journal-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                    NULL, NULL, G_TYPE_NONE, 0);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  g_type_ensure (KIT_TYPE_FILTER_BAR);
  g_type_ensure (KIT_TYPE_FILTER_CHIPS);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_LEDGER_LIST);
  g_type_ensure (PAGE_TYPE_DESK_NEWS);
  g_type_ensure (PAGE_TYPE_SPLIT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/quittance/Quittance/pages/page-desk.ui");
  gtk_widget_class_bind_template_child (widget_class, PageDesk, split);
  gtk_widget_class_bind_template_child (widget_class, PageDesk, filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PageDesk, standings);
  gtk_widget_class_bind_template_child (widget_class, PageDesk, filter_error);
  gtk_widget_class_bind_template_child (widget_class, PageDesk, note_label);
  gtk_widget_class_bind_template_child (widget_class, PageDesk, news);
  gtk_widget_class_bind_template_child (widget_class, PageDesk, list);
  gtk_widget_class_bind_template_child (widget_class, PageDesk, record);
  gtk_widget_class_bind_template_child (widget_class, PageDesk, row_menu);
  gtk_widget_class_bind_template_callback (widget_class, news_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, sort_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  page_desk_install_verbs (widget_class);
}

static void
page_desk_init (PageDesk *self)
{
  g_autoptr (GMenu) groups = g_menu_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (page_desk_reload), self,
                           G_CONNECT_SWAPPED);
  self->frame =
      page_list_frame_new (&(PageListParts){ self->split, self->filter_bar, self->standings,
                                             self->filter_error, self->list },
                           &biz_desk_grammar);
  g_signal_connect_object (self->frame, "changed", G_CALLBACK (show_anew), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->frame, "rested", G_CALLBACK (rested_cb), self, G_CONNECT_SWAPPED);
  kit_filter_bar_set_name (self->filter_bar, _ ("Search the credit desk"));
  kit_filter_bar_set_placeholder (self->filter_bar,
                                  _ ("Order, customer… or cause:limit, held:>3, value:>1000"));
  kit_filter_chips_set_chips (self->standings, standings, G_N_ELEMENTS (standings));
  page_desk_columns_install (self->list);
  kit_ledger_list_set_name (self->list, _ ("Credit desk"));
  kit_ledger_list_set_count_func (self->list, page_desk_columns_count, NULL);
  kit_ledger_list_set_menu (self->list, self->row_menu);
  for (guint by = 0; by < BIZ_DESK_N_GROUPS; by++)
    page_due_verbs_add_group (groups, biz_desk_group_by_get_name (by),
                              biz_desk_group_by_get_label (by));
  page_due_verbs_install_groups (GTK_WIDGET (self), self->list, groups,
                                 (PageDueGroupFunc)group_changed_cb);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
  page_layout_keep (self->list, "desk-columns");
  page_desk_install_keys (self);
}

/**
 * page_desk_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the page; it reads when it is first shown
 */
GtkWidget *
page_desk_new (ErpSession *session)
{
  g_autoptr (BizNameSearch) names = NULL;
  PageDesk *self;

  g_return_val_if_fail (session != NULL, NULL);

  self = g_object_new (PAGE_TYPE_DESK, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->store = biz_desk_store_new (session, self->currencies);
  names = biz_name_search_new (erp_session_get_client (session));
  kit_filter_bar_set_grammar (self->filter_bar, &biz_desk_grammar, names);
  self->pane = PAGE_DESK_PANE (page_desk_pane_new (session, self->currencies));
  adw_bin_set_child (self->record, GTK_WIDGET (self->pane));
  g_signal_connect_object (self->pane, "open-requested", G_CALLBACK (open_requested_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "notify::active-companies", G_CALLBACK (companies_changed_cb),
                           self, G_CONNECT_SWAPPED);
  kit_ledger_list_sort (self->list, "standing", FALSE);
  companies_changed_cb (self);
  /* What a person may do is known a moment after the sign-in. */
  g_signal_connect_object (erp_session_get_capabilities (session), "notify::complete",
                           G_CALLBACK (page_desk_update_verbs), self, G_CONNECT_SWAPPED);
  page_desk_update_verbs (self);

  return GTK_WIDGET (self);
}

/**
 * page_desk_search:
 * @self: the page
 * @text: words and tokens as the search entry takes them
 */
void
page_desk_search (PageDesk *self, const char *text)
{
  g_return_if_fail (PAGE_IS_DESK (self));

  kit_filter_bar_set_text (self->filter_bar, text);
  show_anew (self);
}

GListModel *
page_desk_get_rows (PageDesk *self)
{
  g_return_val_if_fail (PAGE_IS_DESK (self), NULL);

  return G_LIST_MODEL (self->rows);
}

gint64
page_desk_get_partner (PageDesk *self)
{
  BizDeskEntry *entry;

  g_return_val_if_fail (PAGE_IS_DESK (self), 0);

  entry = page_desk_get_first (self);
  if (entry == NULL && page_split_is_record_shown (self->split))
    entry = page_desk_pane_get_entry (self->pane);

  return entry != NULL ? biz_desk_entry_get_facts (entry)->order->group_id : 0;
}
