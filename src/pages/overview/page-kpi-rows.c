/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-rows.h"

#include "biz-currency-table.h"
#include "biz-kpi-documents.h"
#include "biz-kpi-names.h"
#include "biz-kpi-sets-read.h"
#include "draw-kpi-entry-table.h"
#include "erp-domain.h"
#include "erp-local-list.h"
#include "erp-row.h"
#include "erp-session.h"
#include "kit-format.h"
#include "kit-ledger-list.h"
#include "page-due-export.h"
#include "page-export-dialog.h"
#include "page-kpi-columns.h"
#include "page-kpi-words.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

#define NO_SHAPE BIZ_KPI_N_SHAPES

struct _PageKpiRows
{
  AdwBin parent_instance;

  GtkLabel *title;
  GtkLabel *figure;
  GtkLabel *note;
  GtkWidget *chips_scroll;
  GtkBox *chips;
  AdwBin *place;
  GMenuModel *row_menu;
  KitLedgerList *list; /* (nullable): in the place; one for each kind of rows */

  ErpSession *session;          /* (owned) (nullable) */
  BizCurrencyTable *currencies; /* (owned) (nullable) */
  BizKpiBoard *board;           /* (owned) (nullable) */
  BizKpi kpi;
  guint point;
  GPtrArray *sets;           /* (owned) (nullable) (element-type BizKpiSet) */
  const BizKpiSet *set;      /* (nullable): the one that is shown, of sets */
  ErpLocalList *rows;        /* (owned) */
  ErpListing *listing;       /* (owned) (nullable): rows that the server keeps */
  GCancellable *cancellable; /* (owned) (nullable) */
  GCancellable *naming;      /* (owned) (nullable) */
  BizKpiShape shape;
  BizKpiSort sort;
  gboolean descending;
};

G_DEFINE_FINAL_TYPE (PageKpiRows, page_kpi_rows, ADW_TYPE_BIN)

enum
{
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (PageKpiRows *self);

static char *
tell_exported (guint n)
{
  g_autofree char *count = kit_format_count (n);

  return g_strdup_printf (
      ngettext ("%s row was written to the file.", "%s rows were written to the file.", n), count);
}

static const PageDueExport exported = {
  /* Translators: the name of a file, without its ending; %04d-%02d-%02d is the day */
  .file_name = N_ ("Rows %04d-%02d-%02d"),
  .write = draw_kpi_entry_table_write,
  .tell = tell_exported,
};

static char *
count_text (guint count, gboolean exact, gpointer user_data)
{
  g_autofree char *number = kit_format_count (count);

  return g_strdup_printf (ngettext ("%s row", "%s rows", count), number);
}

/* What rows come to, beside what the figure says of them. */
static char *
describe_foot (PageKpiRows *self)
{
  g_autofree char *sum = biz_kpi_set_format_foot (self->set);
  g_autofree char *expected = NULL;
  g_autofree char *sample = page_kpi_words_describe_sample (self->board, self->kpi);
  g_autoptr (GString) text = g_string_new (NULL);

  if (!self->set->has_expected)
    /* Translators: an amount, or a number */
    g_string_append_printf (text, _ ("The rows come to %s."), sum);
  else if (biz_kpi_set_foots (self->set))
    /* Translators: an amount, or a number */
    g_string_append_printf (text, _ ("The rows come to %s, as the figure says."), sum);
  else
    {
      expected = biz_kpi_set_format_expected (self->set);
      /* Translators: two amounts, or numbers */
      g_string_append_printf (text,
                              _ ("The rows come to %s, the figure says %s: something was matched "
                                 "across customers, or was changed since the figure was read."),
                              sum, expected);
    }
  if (self->set->cut)
    g_string_append_printf (text, " %s", _ ("There are too many to read all of them."));
  if (sample != NULL)
    g_string_append_printf (text, " %s.", sample);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
sort_changed_cb (PageKpiRows *self, const char *id, gboolean descending)
{
  self->sort = page_kpi_columns_get_sort (id);
  self->descending = descending;
  if (self->set == NULL)
    return;
  if (self->listing != NULL)
    {
      biz_kpi_documents_sort (self->listing, self->sort, descending);
      erp_listing_load (self->listing);
      return;
    }
  kit_ledger_list_unselect (self->list);
  biz_kpi_entries_sort (self->set->entries, self->sort, descending);
  erp_local_list_set_records (self->rows, self->set->entries, TRUE);
}

static void
open_row (PageKpiRows *self, ErpRow *row)
{
  gpointer item = row != NULL ? erp_row_get_item (row) : NULL;
  const BizKpiEntryFacts *facts = item != NULL ? biz_kpi_entry_get_facts (item) : NULL;

  if (facts != NULL && facts->id != 0 && facts->model != NULL)
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, facts->model, facts->id);
}

/* Columns belong to a list for good: another kind of rows is another list. */
static void
make_list (PageKpiRows *self, BizKpiShape shape)
{
  if (self->shape == shape)
    return;
  self->shape = shape;
  self->list = KIT_LEDGER_LIST (kit_ledger_list_new ());
  page_kpi_columns_install (self->list, shape);
  kit_ledger_list_set_name (self->list, _ ("Rows of the figure"));
  kit_ledger_list_set_count_func (self->list, count_text, NULL);
  kit_ledger_list_set_empty (self->list, "edit-find-symbolic", _ ("No Rows"),
                             _ ("Nothing in the period counts for this figure."));
  kit_ledger_list_set_menu (self->list, self->row_menu);
  g_signal_connect_object (self->list, "sort-changed", G_CALLBACK (sort_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "row-activated", G_CALLBACK (open_row), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (self->place, GTK_WIDGET (self->list));
}

static void
named_cb (BizKpiEntry *entry, gpointer user_data)
{
  erp_local_list_touch (PAGE_KPI_ROWS (user_data)->rows, entry);
}

static void
update_verbs (PageKpiRows *self)
{
  gboolean is_ready = self->set != NULL && self->naming == NULL;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "kpi-rows.export-csv", is_ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "kpi-rows.export-xlsx", is_ready);
}

static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageKpiRows) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;

  /* Numbers and days are as good without names. */
  if (!biz_kpi_names_read_finish (result, &error)
      && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error != NULL)
    g_debug ("Names were not read: %s", error->message);
  if (self == NULL)
    return;
  g_clear_object (&self->naming);
  update_verbs (self);
}

static void
stop_naming (PageKpiRows *self)
{
  g_cancellable_cancel (self->naming);
  g_clear_object (&self->naming);
}

static void
show_set (PageKpiRows *self, const BizKpiSet *set)
{
  g_autofree char *foot = NULL;
  const char *first;
  gboolean descending;

  self->set = NULL; /* sorting below is of the new one */
  stop_naming (self);
  make_list (self, set->shape);
  g_clear_object (&self->listing);
  if (set->entries == NULL)
    self->listing = biz_kpi_documents_new_listing (set, erp_session_get_client (self->session));
  kit_ledger_list_set_model (self->list, self->listing != NULL ? G_LIST_MODEL (self->listing)
                                                               : G_LIST_MODEL (self->rows));
  first = page_kpi_columns_get_first (set->shape, &descending);
  kit_ledger_list_sort (self->list, first, descending);
  self->set = set;
  sort_changed_cb (self, first, descending);
  foot = describe_foot (self);
  gtk_label_set_text (self->note, foot);
  if (set->entries != NULL)
    {
      self->naming = g_cancellable_new ();
      biz_kpi_names_read_async (self->session, set->entries, named_cb, self, self->naming, names_cb,
                                page_weak_new (self));
    }
  update_verbs (self);
}

static void
chip_cb (GtkToggleButton *button, PageKpiRows *self)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "set"));

  if (gtk_toggle_button_get_active (button) && self->sets != NULL && index < self->sets->len)
    show_set (self, g_ptr_array_index (self->sets, index));
}

static void
clear_chips (PageKpiRows *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    gtk_box_remove (self->chips, child);
}

/* One for each sum of the figure, where there are several. */
static void
show_chips (PageKpiRows *self)
{
  GtkToggleButton *group = NULL;

  clear_chips (self);
  gtk_widget_set_visible (self->chips_scroll, self->sets->len > 1);
  for (guint i = 0; i < self->sets->len; i++)
    {
      const BizKpiSet *set = g_ptr_array_index (self->sets, i);
      GtkWidget *button = gtk_toggle_button_new_with_label (set->name);

      gtk_widget_add_css_class (button, "chip");
      g_object_set_data (G_OBJECT (button), "set", GUINT_TO_POINTER (i));
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), i == 0);
      if (group != NULL)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (button), group);
      else
        group = GTK_TOGGLE_BUTTON (button);
      g_signal_connect_object (button, "toggled", G_CALLBACK (chip_cb), self, 0);
      gtk_box_append (self->chips, button);
    }
}

static void
sets_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageKpiRows) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) sets = biz_kpi_sets_read_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (sets == NULL)
    {
      erp_local_list_set_error (self->rows, error);
      return;
    }
  if (sets->len == 0)
    {
      erp_local_list_set_records (self->rows, sets, TRUE);
      return;
    }
  self->sets = g_steal_pointer (&sets);
  show_chips (self);
  show_set (self, g_ptr_array_index (self->sets, 0));
  kit_ledger_list_focus_rows (self->list);
}

static void
forget (PageKpiRows *self)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_naming (self);
  self->set = NULL;
  if (self->list != NULL)
    {
      kit_ledger_list_unselect (self->list);
      kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
    }
  g_clear_object (&self->listing);
  erp_local_list_set_records (self->rows, none, TRUE);
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  clear_chips (self);
  gtk_widget_set_visible (self->chips_scroll, FALSE);
  gtk_label_set_text (self->note, "");
  update_verbs (self);
}

static void
load (PageKpiRows *self)
{
  forget (self);
  if (self->shape == NO_SHAPE)
    {
      make_list (self, BIZ_KPI_SHAPE_OPEN);
      kit_ledger_list_set_model (self->list, G_LIST_MODEL (self->rows));
    }
  erp_local_list_set_loading (self->rows);
  self->cancellable = g_cancellable_new ();
  biz_kpi_sets_read_async (self->session, self->currencies, self->board, self->kpi, self->point,
                           self->cancellable, sets_cb, page_weak_new (self));
}

static void
open_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageKpiRows *self = PAGE_KPI_ROWS (widget);
  g_autoptr (ErpRow) row =
      self->list != NULL ? kit_ledger_list_dup_selected_row (self->list) : NULL;

  open_row (self, row);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  PageKpiRows *self = PAGE_KPI_ROWS (widget);
  DrawTableFormat format =
      g_str_equal (name, "kpi-rows.export-xlsx") ? DRAW_TABLE_XLSX : DRAW_TABLE_CSV;

  if (self->set == NULL)
    return;
  if (self->listing != NULL)
    page_export_dialog_run (widget, self->session, self->currencies,
                            erp_listing_get_domain (self->listing),
                            erp_listing_get_order (self->listing), format);
  else
    page_due_export_run (widget, self->session, &exported, self->set->entries, format);
}

static void
page_kpi_rows_dispose (GObject *object)
{
  PageKpiRows *self = PAGE_KPI_ROWS (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  stop_naming (self);
  self->set = NULL;
  g_clear_pointer (&self->sets, g_ptr_array_unref);
  g_clear_object (&self->listing);
  g_clear_object (&self->rows);
  g_clear_object (&self->board);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_kpi_rows_parent_class)->dispose (object);
}

static void
page_kpi_rows_class_init (PageKpiRowsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_kpi_rows_dispose;
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-kpi-rows.ui");
  gtk_widget_class_bind_template_child (widget_class, PageKpiRows, title);
  gtk_widget_class_bind_template_child (widget_class, PageKpiRows, figure);
  gtk_widget_class_bind_template_child (widget_class, PageKpiRows, note);
  gtk_widget_class_bind_template_child (widget_class, PageKpiRows, chips_scroll);
  gtk_widget_class_bind_template_child (widget_class, PageKpiRows, chips);
  gtk_widget_class_bind_template_child (widget_class, PageKpiRows, place);
  gtk_widget_class_bind_template_child (widget_class, PageKpiRows, row_menu);
  gtk_widget_class_install_action (widget_class, "kpi-rows.open", NULL, open_action);
  gtk_widget_class_install_action (widget_class, "kpi-rows.export-csv", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "kpi-rows.export-xlsx", NULL, export_action);
}

static void
page_kpi_rows_init (PageKpiRows *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->shape = NO_SHAPE;
  self->rows = erp_local_list_new ();
  g_signal_connect_object (self->rows, "reload", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  update_verbs (self);
}

GtkWidget *
page_kpi_rows_new (void)
{
  return g_object_new (PAGE_TYPE_KPI_ROWS, NULL);
}

void
page_kpi_rows_set_session (PageKpiRows *self, ErpSession *session, BizCurrencyTable *currencies)
{
  g_return_if_fail (PAGE_IS_KPI_ROWS (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
}

/**
 * page_kpi_rows_show:
 * @self: the rows
 * @board: what was read
 * @kpi: which figure
 * @point: as of which of its days
 */
void
page_kpi_rows_show (PageKpiRows *self, BizKpiBoard *board, BizKpi kpi, guint point)
{
  BizKpiFrame frame = biz_kpi_scope_get_frame (biz_kpi_board_get_scope (board), point);
  BizKpiValue *value = biz_kpi_board_get_value (board, kpi, point);
  g_autofree char *number = value != NULL ? biz_kpi_value_format (value) : NULL;
  g_autofree char *from = kit_format_date (&frame.from);
  g_autofree char *to = kit_format_date (&frame.to);
  g_autofree char *text = NULL;

  g_return_if_fail (PAGE_IS_KPI_ROWS (self) && self->session != NULL);

  g_set_object (&self->board, board);
  self->kpi = kpi;
  self->point = point;
  gtk_label_set_text (self->title, biz_kpi_get_title (kpi));
  /* Translators: a figure, and the first and the last day of its period */
  text = g_strdup_printf (_ ("%s, %s to %s"), number != NULL ? number : "–", from, to);
  gtk_label_set_text (self->figure, text);
  load (self);
}

void
page_kpi_rows_clear (PageKpiRows *self)
{
  g_return_if_fail (PAGE_IS_KPI_ROWS (self));

  forget (self);
}
