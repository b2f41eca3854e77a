/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-kpi-bridge.h"

#include "biz-currency-table.h"
#include "biz-kpi-bridge-read.h"
#include "draw-kpi-bridge.h"
#include "draw-unit.h"
#include "erp-session.h"
#include "kit-chart.h"
#include "kit-format.h"
#include "kit-inline-error.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* Customers with a column of their own, and with a row. */
#define COLUMNS 8
#define ROWS 200
#define DIGITS 2

struct _PageKpiBridge
{
  AdwWindow parent_instance;

  GtkDropDown *since;
  GtkToggleButton *by_customer;
  GtkLabel *summary;
  GtkLabel *note;
  GtkSpinner *spinner;
  KitInlineError *error;
  GtkWidget *chart;
  GtkGrid *rows;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizKpiBoard *board;           /* (owned) */
  BizKpiSums *sums;             /* (owned): as when the window was opened */
  BizKpiBridge *bridge;         /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable) */
  guint point;
};

G_DEFINE_FINAL_TYPE (PageKpiBridge, page_kpi_bridge, ADW_TYPE_WINDOW)

static char *
format_days (gint64 hundredths)
{
  const DrawUnit unit = draw_unit_days (DIGITS);
  g_autofree char *text = draw_unit_format (&unit, hundredths);

  return g_strconcat (hundredths > 0 ? "+" : "", text, NULL);
}

static void
add_cell (PageKpiBridge *self, int row, int column, const char *text, gboolean is_number)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), is_number ? 1 : 0);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  if (is_number)
    gtk_widget_add_css_class (label, "numeric");
  else
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_widget_set_hexpand (label, TRUE);
    }
  if (row == 0)
    gtk_widget_add_css_class (label, "heading");
  gtk_grid_attach (self->rows, label, column, row, 1, 1);
}

static void
add_row (PageKpiBridge *self, int row, const BizKpiBridgePart *part, gboolean by_customer)
{
  gboolean is_cause = part->cause == BIZ_KPI_BRIDGE_SALES || part->cause == BIZ_KPI_BRIDGE_OTHER;
  g_autofree char *days = format_days (part->hundredths);
  const DrawUnit unit = draw_unit_money (part->amount.currency, part->amount.digits);
  g_autofree char *amount = part->cause != BIZ_KPI_BRIDGE_SALES
                                ? draw_unit_format (&unit, part->amount.minor)
                                : g_strdup ("");
  const char *partner = part->partner != NULL ? part->partner : _ ("Nobody named");
  g_autofree char *both = NULL;

  if (is_cause || by_customer)
    both = g_strdup (is_cause ? biz_kpi_bridge_cause_get_label (part->cause) : partner);
  else
    /* Translators: why, and whose */
    both = g_strdup_printf (_ ("%s: %s"), biz_kpi_bridge_cause_get_label (part->cause), partner);
  add_cell (self, row, 0, both, FALSE);
  add_cell (self, row, 1, amount, TRUE);
  add_cell (self, row, 2, days, TRUE);
}

static void
show_rows (PageKpiBridge *self, gboolean by_customer)
{
  g_autoptr (GArray) rows = by_customer ? biz_kpi_bridge_list_customers (self->bridge)
                                        : g_array_ref (self->bridge->parts);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_grid_remove (self->rows, child);
  add_cell (self, 0, 0, by_customer ? _ ("Customer") : _ ("Cause and customer"), FALSE);
  add_cell (self, 0, 1, _ ("Change of what is open"), TRUE);
  add_cell (self, 0, 2, _ ("Days"), TRUE);
  for (guint i = 0; i < MIN (rows->len, ROWS); i++)
    add_row (self, (int)i + 1, &g_array_index (rows, BizKpiBridgePart, i), by_customer);
}

static void
show (PageKpiBridge *self)
{
  const BizKpiScope *scope = biz_kpi_sums_get_scope (self->sums);
  gboolean by_customer = gtk_toggle_button_get_active (self->by_customer);
  const DrawUnit unit = draw_unit_days (DIGITS);
  GDate before = biz_kpi_scope_get_day (scope, self->point);
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  g_autofree char *change = NULL;
  g_autofree char *text = NULL;
  g_autoptr (DrawChart) chart = NULL;

  gtk_widget_set_visible (self->chart, self->bridge != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), self->bridge != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->summary), self->bridge != NULL);
  if (self->bridge == NULL)
    return;
  from = draw_unit_format (&unit, self->bridge->before);
  to = draw_unit_format (&unit, self->bridge->after);
  change = format_days (self->bridge->after - self->bridge->before);
  /* Translators: two figures in days, and what is between them */
  text = g_strdup_printf (_ ("From %s to %s: %s"), from, to, change);
  gtk_label_set_text (self->summary, text);
  chart = draw_kpi_bridge_new (self->bridge, &before, &scope->as_of, by_customer ? COLUMNS : 0);
  kit_chart_set_chart (KIT_CHART (self->chart), chart);
  show_rows (self, by_customer);
}

static void
set_loading (PageKpiBridge *self, gboolean is_loading)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), is_loading);
  gtk_spinner_set_spinning (self->spinner, is_loading);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageKpiBridge) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean cut = FALSE;
  BizKpiBridge *bridge = biz_kpi_bridge_read_finish (result, &cut, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      biz_kpi_bridge_free (bridge);
      return;
    }
  g_clear_object (&self->cancellable);
  set_loading (self, FALSE);
  self->bridge = bridge;
  gtk_widget_set_visible (GTK_WIDGET (self->note), cut);
  if (bridge == NULL)
    kit_inline_error_set_error (self->error, _ ("The movement could not be read."), error);
  show (self);
}

static void
load (PageKpiBridge *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bridge, biz_kpi_bridge_free);
  kit_inline_error_clear (self->error);
  gtk_widget_set_visible (GTK_WIDGET (self->note), FALSE);
  set_loading (self, TRUE);
  show (self);
  self->point = gtk_drop_down_get_selected (self->since) + 1;
  self->cancellable = g_cancellable_new ();
  biz_kpi_bridge_read_async (self->session, self->currencies, self->sums,
                             biz_kpi_board_get_rows (self->board, BIZ_KPI_PART_NOTES), self->point,
                             self->cancellable, read_cb, page_weak_new (self));
}

static void
since_cb (PageKpiBridge *self)
{
  if (self->sums != NULL)
    load (self);
}

static void
by_cb (PageKpiBridge *self)
{
  if (self->sums != NULL)
    show (self);
}

static void
told_cb (PageKpiBridge *self, const char *words, gboolean failed)
{
  gtk_label_set_text (self->note, words);
  gtk_widget_set_visible (GTK_WIDGET (self->note), TRUE);
}

static void
page_kpi_bridge_dispose (GObject *object)
{
  PageKpiBridge *self = PAGE_KPI_BRIDGE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->bridge, biz_kpi_bridge_free);
  g_clear_pointer (&self->sums, biz_kpi_sums_unref);
  g_clear_object (&self->board);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (page_kpi_bridge_parent_class)->dispose (object);
}

static void
page_kpi_bridge_class_init (PageKpiBridgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_kpi_bridge_dispose;
  g_type_ensure (KIT_TYPE_CHART);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-kpi-bridge.ui");
  gtk_widget_class_bind_template_child (widget_class, PageKpiBridge, since);
  gtk_widget_class_bind_template_child (widget_class, PageKpiBridge, by_customer);
  gtk_widget_class_bind_template_child (widget_class, PageKpiBridge, summary);
  gtk_widget_class_bind_template_child (widget_class, PageKpiBridge, note);
  gtk_widget_class_bind_template_child (widget_class, PageKpiBridge, spinner);
  gtk_widget_class_bind_template_child (widget_class, PageKpiBridge, error);
  gtk_widget_class_bind_template_child (widget_class, PageKpiBridge, chart);
  gtk_widget_class_bind_template_child (widget_class, PageKpiBridge, rows);
  gtk_widget_class_bind_template_callback (widget_class, since_cb);
  gtk_widget_class_bind_template_callback (widget_class, by_cb);
  gtk_widget_class_bind_template_callback (widget_class, told_cb);
  gtk_widget_class_bind_template_callback (widget_class, load);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_kpi_bridge_init (PageKpiBridge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * page_kpi_bridge_new:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 * @board: what was read; its sums are there
 *
 * Returns: (transfer none): a window that reads at once
 */
GtkWindow *
page_kpi_bridge_new (ErpSession *session, BizCurrencyTable *currencies, BizKpiBoard *board)
{
  PageKpiBridge *self = g_object_new (PAGE_TYPE_KPI_BRIDGE, NULL);
  g_autoptr (GtkStringList) days = gtk_string_list_new (NULL);
  const BizKpiScope *scope = biz_kpi_board_get_scope (board);

  g_return_val_if_fail (biz_kpi_board_get_sums (board) != NULL, GTK_WINDOW (self));

  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  self->board = g_object_ref (board);
  for (guint i = 1; i < scope->n_points; i++)
    {
      GDate day = biz_kpi_scope_get_day (scope, i);
      g_autofree char *text = kit_format_date (&day);

      gtk_string_list_append (days, text);
    }
  gtk_drop_down_set_model (self->since, G_LIST_MODEL (days));
  gtk_drop_down_set_selected (self->since, biz_kpi_scope_get_previous (scope) - 1);
  self->sums = biz_kpi_sums_ref (biz_kpi_board_get_sums (board));
  load (self);

  return GTK_WINDOW (self);
}
