/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The overview against the demo company: cards, what one opens, arranging by keys, targets, and
 * why days sales outstanding moved. */

#include "demo-desk.h"
#include "display-test.h"
#include "kit-chart.h"
#include "kit-date-entry.h"
#include "kit-decimal-entry.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-kpi-bridge.h"
#include "page-kpi-card.h"
#include "page-kpi-chooser.h"
#include "page-kpi-detail.h"
#include "page-kpi-goal-dialog.h"
#include "page-kpi-order.h"
#include "page-kpi-rows.h"
#include "page-overview.h"

#include <string.h>

typedef struct
{
  DemoDesk desk;
  GtkWidget *page;
  GtkWindow *window;
  char *model;
  gint64 id;
} Fixture;

static void
open_cb (Fixture *f, const char *model, gint64 id)
{
  g_free (f->model);
  f->model = g_strdup (model);
  f->id = id;
}

static void
set_up (Fixture *f, gconstpointer role)
{
  desk_open (&f->desk, 19, role);
  f->page = page_overview_new (f->desk.session);
  g_signal_connect_swapped (f->page, "open-requested", G_CALLBACK (open_cb), f);
  f->window = display_test_show (f->page, 1100, 700);
}

static void
tear_down (Fixture *f, gconstpointer role)
{
  g_object_add_weak_pointer (G_OBJECT (f->page), (gpointer *)&f->page);
  display_test_close (f->window);
  g_assert_null (f->page);
  desk_close (&f->desk);
  g_free (f->model);
}

static GtkWidget *
find_card_below (GtkWidget *widget, BizKpi kpi)
{
  if (PAGE_IS_KPI_CARD (widget))
    return page_kpi_card_get_kpi (PAGE_KPI_CARD (widget)) == kpi ? widget : NULL;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_card_below (child, kpi);

      if (found != NULL)
        return found;
    }

  return NULL;
}

static GtkWidget *
find_card (Fixture *f, BizKpi kpi)
{
  return find_card_below (f->page, kpi);
}

/* A label of the card that has @part in it. */
static gboolean
card_says (GtkWidget *widget, const char *part)
{
  if (GTK_IS_LABEL (widget) && gtk_widget_get_visible (widget)
      && strstr (gtk_label_get_text (GTK_LABEL (widget)), part) != NULL)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (card_says (child, part))
      return TRUE;

  return FALSE;
}

static void
wait_for_card (Fixture *f, BizKpi kpi, const char *part)
{
  display_test_until (find_card (f, kpi) != NULL && card_says (find_card (f, kpi), part));
}

static void
open_area (Fixture *f, const char *name)
{
  GtkWidget *button = display_test_find (f->page, GTK_TYPE_TOGGLE_BUTTON, name);

  g_assert_nonnull (button);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), TRUE);
}

static void
open_card (Fixture *f, BizKpi kpi)
{
  gtk_widget_activate (find_card (f, kpi));
  display_test_until (
      gtk_widget_get_mapped (display_test_find (f->page, PAGE_TYPE_KPI_DETAIL, NULL)));
}

static GtkWidget *
find_window (GType type)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      if (G_TYPE_CHECK_INSTANCE_TYPE (window, type))
        return window; /* GTK keeps it */
    }
  return NULL;
}

/* A line comes behind the figures where the past had to be read first. */
static void
test_history (Fixture *f, gconstpointer role)
{
  static const BizKpi kpis[] = { BIZ_KPI_OVERDUE, BIZ_KPI_DSO_BEST, BIZ_KPI_DELINQUENT,
                                 BIZ_KPI_CEI };

  for (gsize i = 0; i < G_N_ELEMENTS (kpis); i++)
    {
      GtkWidget *line;

      wait_for_card (f, kpis[i], "since");
      line = display_test_find (find_card (f, kpis[i]), KIT_TYPE_CHART, NULL);
      display_test_until (gtk_widget_get_opacity (line) == 1);
      g_assert_cmpuint (draw_series_get_n_points (
                            draw_chart_get_track (kit_chart_get_chart (KIT_CHART (line)), 0)),
                        >, BIZ_KPI_HISTORY_POINTS);
    }
}

/* Figures come in by themselves; each area has its own. */
static void
test_cards (Fixture *f, gconstpointer role)
{
  wait_for_card (f, BIZ_KPI_DSO, "days since");
  g_assert_null (find_card (f, BIZ_KPI_LAG_MEDIAN));
  g_assert_true (card_says (find_card (f, BIZ_KPI_RECEIVABLE), "€"));
  open_area (f, "Orders");
  g_assert_null (find_card (f, BIZ_KPI_DSO));
  wait_for_card (f, BIZ_KPI_FILL_LINES, "%");
  open_area (f, "Service");
  display_test_until (find_card (f, BIZ_KPI_CASES) != NULL
                      && !card_says (find_card (f, BIZ_KPI_CASES), "–"));
}

static GtkWidget *
wait_for_rows (Fixture *f, const char *note)
{
  GtkWidget *rows = display_test_find (f->page, PAGE_TYPE_KPI_ROWS, NULL);

  display_test_until (gtk_widget_get_mapped (rows) && card_says (rows, note));

  return rows;
}

/* A card opens all that defends its figure, and its rows; Escape goes back a step. */
static void
test_detail (Fixture *f, gconstpointer role)
{
  GtkWidget *detail, *chart, *rows;
  KitLedgerList *list;

  wait_for_card (f, BIZ_KPI_OVERDUE, "since");
  open_card (f, BIZ_KPI_OVERDUE);
  detail = display_test_find (f->page, PAGE_TYPE_KPI_DETAIL, NULL);
  g_assert_true (display_test_shows (detail, biz_kpi_get_formula (BIZ_KPI_OVERDUE)));
  g_assert_true (display_test_shows (detail, biz_kpi_get_variant (BIZ_KPI_OVERDUE)));
  chart = display_test_find (detail, KIT_TYPE_CHART, NULL);
  /* what was due then is read point by point */
  display_test_until (
      draw_series_get_n_points (draw_chart_get_track (kit_chart_get_chart (KIT_CHART (chart)), 0))
      == 13);
  g_assert_cmpstr (kit_chart_get_summary (KIT_CHART (chart)), !=, "");
  display_test_click (display_test_find (detail, GTK_TYPE_BUTTON, "Show _Rows"));
  rows = wait_for_rows (f, "as the figure says");
  list = KIT_LEDGER_LIST (display_test_find (rows, KIT_TYPE_LEDGER_LIST, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (kit_ledger_list_get_model (list)), >, 10);
  kit_ledger_list_select (list, 0);
  gtk_widget_activate_action (rows, "kpi-rows.open", NULL);
  g_assert_cmpstr (f->model, ==, "account.move");
  g_assert_cmpint (f->id, >, 0);
  g_assert_true (display_test_key (rows, GDK_KEY_Escape, 0));
  display_test_until (gtk_widget_get_mapped (detail));
  g_assert_true (display_test_key (detail, GDK_KEY_Escape, 0));
  display_test_until (gtk_widget_get_mapped (find_card (f, BIZ_KPI_OVERDUE)));
}

/* Each sum that a figure is made of has its own rows; those that the server keeps sort there. */
static void
test_rows (Fixture *f, gconstpointer role)
{
  static const struct
  {
    const char *area;
    BizKpi kpi;
    const char *part; /* (nullable): of several */
    guint least;
  } cases[] = {
    { "Cash", BIZ_KPI_DSO, "Credit sales", 100 },
    { "Orders", BIZ_KPI_FILL_LINES, "Lines in full", 1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      GtkWidget *rows, *chip;
      KitLedgerList *list;

      open_area (f, cases[i].area);
      display_test_until (find_card (f, cases[i].kpi) != NULL);
      wait_for_card (f, cases[i].kpi, "since");
      open_card (f, cases[i].kpi);
      gtk_widget_activate_action (f->page, "overview.rows", NULL);
      rows = wait_for_rows (f, "as the figure says");
      chip = display_test_find (rows, GTK_TYPE_TOGGLE_BUTTON, cases[i].part);
      g_assert_nonnull (chip);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (chip), TRUE);
      list = KIT_LEDGER_LIST (display_test_find (rows, KIT_TYPE_LEDGER_LIST, NULL));
      display_test_until (g_list_model_get_n_items (kit_ledger_list_get_model (list))
                          >= cases[i].least);
      g_assert_true (card_says (rows, "as the figure says"));
      kit_ledger_list_sort (list, "partner", FALSE);
      display_test_until (g_list_model_get_n_items (kit_ledger_list_get_model (list))
                          >= cases[i].least);
    }
}

/* By keys alone: a card moves, goes and comes back. */
static void
test_arrange (Fixture *f, gconstpointer role)
{
  GtkWidget *card;

  wait_for_card (f, BIZ_KPI_OVERDUE, "since");
  card = find_card (f, BIZ_KPI_OVERDUE);
  gtk_widget_grab_focus (card);
  g_assert_true (display_test_key (card, GDK_KEY_Page_Up, GDK_ALT_MASK));
  card = find_card (f, BIZ_KPI_OVERDUE);
  g_assert_null (gtk_widget_get_prev_sibling (card));
  gtk_widget_grab_focus (card);
  g_assert_true (display_test_key (card, GDK_KEY_Page_Down, GDK_ALT_MASK));
  card = find_card (f, BIZ_KPI_OVERDUE);
  g_assert_true (gtk_widget_get_prev_sibling (card) == find_card (f, BIZ_KPI_RECEIVABLE));
  gtk_widget_grab_focus (card);
  g_assert_true (display_test_key (card, GDK_KEY_Delete, 0));
  g_assert_null (find_card (f, BIZ_KPI_OVERDUE));
  gtk_widget_activate_action (f->page, "overview.show-hidden", NULL);
  g_assert_nonnull (find_card (f, BIZ_KPI_OVERDUE));
}

/* A target is set for all, and stands on the card. */
static void
test_target (Fixture *f, gconstpointer role)
{
  GtkWidget *dialog, *entry;
  BizDecimal forty = biz_decimal_new (40, 0);

  wait_for_card (f, BIZ_KPI_DSO, "days since");
  open_card (f, BIZ_KPI_DSO);
  display_test_until ((gtk_widget_activate_action (f->page, "overview.target", NULL),
                       dialog = find_window (PAGE_TYPE_KPI_GOAL_DIALOG))
                      != NULL);
  entry = display_test_find (dialog, KIT_TYPE_DECIMAL_ENTRY, NULL);
  kit_decimal_entry_set_value (KIT_DECIMAL_ENTRY (entry), &forty);
  display_test_click (display_test_find (dialog, GTK_TYPE_BUTTON, "_Set"));
  display_test_until (find_window (PAGE_TYPE_KPI_GOAL_DIALOG) == NULL);
  wait_for_card (f, BIZ_KPI_DSO, "Target 40");
}

/* The window says why it moved, in parts that a person can add up. */
static void
test_bridge (Fixture *f, gconstpointer role)
{
  GtkWidget *window;

  wait_for_card (f, BIZ_KPI_DSO, "days since");
  gtk_widget_activate_action (f->page, "overview.bridge", NULL);
  window = find_window (PAGE_TYPE_KPI_BRIDGE);
  g_assert_nonnull (window);
  display_test_until (card_says (window, "From "));
  g_assert_true (display_test_shows (window, "Cause and customer"));
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (display_test_find (window, GTK_TYPE_TOGGLE_BUTTON, "By _Customer")), TRUE);
  g_assert_true (display_test_shows (window, "Customer"));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* What fails says so on its own cards, and can be tried again. */
static void
test_failure (void)
{
  Fixture f = { 0 };
  GtkWidget *card;

  desk_open (&f.desk, 19, "controller");
  faulty_client_set_fault (f.desk.client, "formatted_read_group", FAULTY_NOT_SENT, 1);
  f.page = page_overview_new (f.desk.session);
  f.window = display_test_show (f.page, 1100, 700);
  display_test_until (
      (card = find_card (&f, BIZ_KPI_DSO)) != NULL
      && display_test_find (card, GTK_TYPE_BUTTON, "_Try Again") != NULL
      && gtk_widget_get_visible (display_test_find (card, GTK_TYPE_BUTTON, "_Try Again")));
  wait_for_card (&f, BIZ_KPI_DELINQUENT_PAID, "days");
  display_test_click (display_test_find (card, GTK_TYPE_BUTTON, "_Try Again"));
  wait_for_card (&f, BIZ_KPI_DSO, "days since");
  tear_down (&f, NULL);
}

static void
test_order (void)
{
  static const char *const words[] = { "overdue", "-dso", "nothing", "overdue", NULL };
  PageKpiOrder order;
  g_auto (GStrv) written = NULL;

  page_kpi_order_read (&order, words);
  g_assert_cmpint (order.kpis[0], ==, BIZ_KPI_OVERDUE);
  g_assert_cmpint (order.kpis[1], ==, BIZ_KPI_DSO);
  g_assert_cmpint (order.kpis[2], ==, BIZ_KPI_RECEIVABLE);
  g_assert_true (order.hidden[BIZ_KPI_DSO]);
  g_assert_cmpuint (page_kpi_order_count_hidden (&order, BIZ_KPI_AREA_CASH), ==, 1);
  g_assert_cmpuint (page_kpi_order_count_hidden (&order, BIZ_KPI_AREA_ORDERS), ==, 0);
  g_assert_false (page_kpi_order_move (&order, BIZ_KPI_OVERDUE, TRUE));
  /* past the hidden one */
  g_assert_true (page_kpi_order_move (&order, BIZ_KPI_OVERDUE, FALSE));
  g_assert_cmpint (order.kpis[0], ==, BIZ_KPI_DSO);
  g_assert_cmpint (order.kpis[1], ==, BIZ_KPI_RECEIVABLE);
  g_assert_cmpint (order.kpis[2], ==, BIZ_KPI_OVERDUE);
  written = page_kpi_order_write (&order);
  g_assert_cmpuint (g_strv_length (written), ==, BIZ_KPI_N);
  g_assert_cmpstr (written[0], ==, "-dso");
  g_assert_cmpstr (written[2], ==, "overdue");
}

int
main (int argc, char *argv[])
{
  static const char role[] = "controller";

  display_test_init (&argc, &argv);
#define ADD(path, func) g_test_add (path, Fixture, role, set_up, func, tear_down)
  ADD ("/overview/cards", test_cards);
  ADD ("/overview/history", test_history);
  ADD ("/overview/detail", test_detail);
  ADD ("/overview/rows", test_rows);
  ADD ("/overview/arrange", test_arrange);
  ADD ("/overview/target", test_target);
  ADD ("/overview/bridge", test_bridge);
#undef ADD
  g_test_add_func ("/overview/failure", test_failure);
  g_test_add_func ("/overview/order", test_order);

  return g_test_run ();
}
