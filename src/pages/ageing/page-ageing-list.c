/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-ageing-private.h"

#include "biz-ageing-store.h"
#include "draw-ageing-chart.h"
#include "erp-row.h"
#include "kit-format.h"
#include "page-ageing-sums.h"
#include "page-layout.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* What the page reads, adds up and shows. */

/* The record follows the selection when it rests. */
#define REST_MS 150

static const BizAgeingRow *
get_selected (PageAgeing *self)
{
  g_autoptr (ErpRow) row = kit_ledger_list_dup_selected_row (self->list);
  gpointer line = row != NULL ? erp_row_get_item (row) : NULL;

  return line != NULL ? biz_ageing_line_get_row (line) : NULL;
}

void
page_ageing_update_actions (PageAgeing *self)
{
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "ageing.export", self->sheet != NULL);
  gtk_widget_action_set_enabled (widget, "ageing.print", self->sheet != NULL);
  gtk_widget_action_set_enabled (widget, "ageing.items", get_selected (self) != NULL);
  gtk_widget_action_set_enabled (widget, "ageing.statement", get_selected (self) != NULL);
  gtk_widget_action_set_enabled (widget, "ageing.remind",
                                 get_selected (self) != NULL
                                     && erp_session_get_journal (self->session) != NULL);
}

void
page_ageing_show_chart (PageAgeing *self)
{
  GArray *sums = self->sheet != NULL ? biz_ageing_sheet_get_sums (self->sheet) : NULL;
  const gboolean shown = self->shows_chart && sums != NULL && sums->len > 0;
  g_autoptr (DrawChart) chart = NULL;

  if (shown)
    chart = draw_ageing_chart_new (self->sheet, &g_array_index (sums, BizAgeingRow, 0));
  kit_chart_set_chart (self->chart, chart);
  gtk_widget_set_visible (self->chart_clamp, shown);
}

/* The lines that fit the search, in their order. */
void
page_ageing_show_lines (PageAgeing *self)
{
  g_autoptr (GPtrArray) lines = NULL;

  if (self->sheet == NULL)
    return;
  lines =
      page_ageing_columns_sort (self->columns, self->sheet, gtk_editable_get_text (self->search),
                                self->sort, self->descending);
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, lines, TRUE);
  page_ageing_update_actions (self);
}

void
page_ageing_show_row (PageAgeing *self)
{
  const BizAgeingRow *row = get_selected (self);

  if (row == NULL || self->sheet == NULL)
    return;
  page_ageing_entries_show_row (self->entries, self->sheet, row);
  page_split_show_record (self->split);
}

static gboolean
rest_cb (gpointer user_data)
{
  PageAgeing *self = user_data;

  self->rest_source = 0;
  if (page_split_is_split (self->split) && page_split_is_record_shown (self->split))
    page_ageing_show_row (self);

  return G_SOURCE_REMOVE;
}

static void
selection_changed_cb (PageAgeing *self)
{
  page_ageing_update_actions (self);
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST_MS, rest_cb, self);
}

static void
row_activated_cb (PageAgeing *self, ErpRow *row)
{
  if (erp_row_get_item (row) == NULL)
    return;
  page_ageing_show_row (self);
  if (page_split_is_split (self->split))
    kit_ledger_list_focus_rows (self->list);
  else
    gtk_widget_child_focus (GTK_WIDGET (self->entries), GTK_DIR_TAB_FORWARD);
}

static void
sort_changed_cb (PageAgeing *self, const char *id, gboolean descending)
{
  if (g_strcmp0 (self->sort, id) == 0 && self->descending == descending)
    return;
  g_free (self->sort);
  self->sort = g_strdup (id);
  self->descending = descending;
  page_ageing_show_lines (self);
}

static char *
count_text (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s row", "%s rows", count), number);
}

/* A list has its columns once: other buckets are another list. */
void
page_ageing_create_list (PageAgeing *self)
{
  PageAgeingColumns *columns = page_ageing_columns_new (&self->plan);
  guint n;
  const KitLedgerColumn *all = page_ageing_columns_get (columns, &n);

  self->list = KIT_LEDGER_LIST (kit_ledger_list_new ());
  kit_ledger_list_set_columns (self->list, all, n, columns);
  kit_ledger_list_set_name (self->list, _ ("Open items by age"));
  kit_ledger_list_set_count_func (self->list, count_text, NULL);
  kit_ledger_list_set_empty (self->list, "emblem-ok-symbolic", _ ("Nothing Is Open"),
                             _ ("Nobody owes anything on that day, or nothing fits the search."));
  kit_ledger_list_set_menu (self->list, self->row_menu);
  kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
  page_layout_keep (self->list, "ageing-columns");
  kit_ledger_list_sort (self->list, self->sort, self->descending);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "sort-changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "selection-changed", G_CALLBACK (selection_changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->list_bin, GTK_WIDGET (self->list));
  /* the list before has read them until here */
  g_clear_pointer (&self->columns, page_ageing_columns_free);
  self->columns = columns;
}

static void
show (PageAgeing *self)
{
  const gboolean shown = self->sheet != NULL;
  GArray *sums = shown ? biz_ageing_sheet_get_sums (self->sheet) : NULL;

  gtk_widget_set_visible (self->sums_scroller, shown && sums->len > 0);
  gtk_widget_set_visible (self->foot, shown);
  if (shown)
    {
      page_ageing_sums_fill (self->sums, self->sheet);
      page_ageing_sums_fill_feet (self->foot_label, self->feet, self->sheet);
      kit_ledger_list_set_column_shown (self->list, "currency", sums->len > 1);
    }
  page_ageing_show_chart (self);
  page_ageing_show_lines (self);
  page_ageing_entries_clear (self->entries);
  page_split_hide_record (self->split);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageAgeing) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizAgeingSheet) sheet = biz_ageing_sheet_make_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->making);
  if (sheet == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  g_set_object (&self->sheet, sheet);
  page_ageing_create_list (self);
  show (self);
}

/* Adds up what was read, away from the main loop. */
void
page_ageing_make (PageAgeing *self)
{
  if (self->book == NULL)
    return;
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  self->making = g_cancellable_new ();
  biz_ageing_sheet_make_async (self->book, &self->plan, self->making, made_cb,
                               page_weak_new (self));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageAgeing) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizAgeingBook) book = biz_ageing_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->reading);
  if (book == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  g_set_object (&self->book, book);
  page_ageing_make (self);
}

/* What was read is of another day, and says nothing about this one. */
void
page_ageing_forget (PageAgeing *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_clear_object (&self->book);
  g_clear_object (&self->sheet);
  kit_ledger_list_unselect (self->list);
  erp_local_list_set_records (self->rows, none, FALSE);
  show (self);
}

void
page_ageing_load (PageAgeing *self)
{
  GDate day;

  if (!kit_date_entry_get_date (self->day, &day))
    return;
  self->loaded = TRUE;
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_cancellable_cancel (self->making);
  self->reading = g_cancellable_new ();
  if (self->book != NULL && g_date_compare (biz_ageing_book_get_as_of (self->book), &day) != 0)
    page_ageing_forget (self);
  self->plan.as_of = day;
  erp_local_list_set_loading (self->rows);
  biz_ageing_read_async (self->session, self->currencies, &day, 0, self->reading, read_cb,
                         page_weak_new (self));
}
