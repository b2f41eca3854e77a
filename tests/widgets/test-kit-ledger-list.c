/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "erp-row.h"
#include "kit-column-view.h"
#include "kit-inline-error.h"
#include "kit-ledger-chooser.h"
#include "ledger-table.h"

#include <string.h>

typedef struct
{
  LedgerTable *table;
  ErpListing *listing;
  KitLedgerList *list;
  GtkWidget *button; /* after the list in the tab order */
  GtkWindow *window;
  guint n_signals;
  char *sorted_by;
  gboolean descending;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  guint n_rows = data != NULL ? GPOINTER_TO_UINT (data) : 300000;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->table = ledger_table_new (n_rows);
  f->listing = ledger_table_create_listing (f->table);
  f->list = ledger_table_create_list ();
  f->button = gtk_button_new_with_label ("After");
  gtk_widget_set_vexpand (GTK_WIDGET (f->list), TRUE);
  gtk_box_append (GTK_BOX (box), gtk_button_new_with_label ("Before"));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->list));
  gtk_box_append (GTK_BOX (box), f->button);
  kit_ledger_list_set_model (f->list, G_LIST_MODEL (f->listing));
  f->window = display_test_show (box, 1100, 500);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->list), (gpointer *)&f->list);
  display_test_close (f->window);
  g_assert_null (f->list);
  g_assert_finalize_object (f->listing);
  fake_loop_drain ();
  ledger_table_free (f->table);
  g_free (f->sorted_by);
}

static GtkWidget *
get_row (Fixture *f, guint position)
{
  return kit_column_view_find_row (kit_ledger_list_get_view (f->list), position);
}

static gboolean
row_shows (Fixture *f, guint position, const char *text)
{
  GtkWidget *row = get_row (f, position);

  return row != NULL && display_test_shows (row, text);
}

static void
load (Fixture *f)
{
  erp_listing_load (f->listing);
  display_test_until (erp_listing_get_state (f->listing) == ERP_LISTING_READY);
  display_test_until (row_shows (f, 0, "INV/2026/000001"));
  display_test_frames (GTK_WIDGET (f->list), 3);
}

static void
test_shows_rows (Fixture *f, gconstpointer data)
{
  load (f);
  g_assert_cmpstr (kit_ledger_list_get_page (f->list), ==, "rows");
  g_assert_true (row_shows (f, 1, "INV/2026/000002"));
  g_assert_true (row_shows (f, 0, "Bolt & Daughters Ltd"));
  g_assert_true (row_shows (f, 0, "2026-02-02"));
  g_assert_true (row_shows (f, 0, "Overdue"));
  display_test_until (erp_listing_get_count_exact (f->listing));
  g_assert_cmpstr (kit_ledger_list_get_count_text (f->list), ==, "300,000 rows");
}

static void
test_refills (Fixture *f, gconstpointer data)
{
  GtkWidget *row;

  load (f);
  row = get_row (f, 0);
  f->table->generation = 2;
  erp_listing_refresh (f->listing);
  display_test_until (row_shows (f, 0, "Bolt & Daughters Ltd II"));
  g_assert_true (get_row (f, 0) == row);
}

static void
test_empty (Fixture *f, gconstpointer data)
{
  f->table->n_rows = 0;
  kit_ledger_list_set_empty (f->list, "edit-find-symbolic", "No Debts", "Everybody has paid.");
  erp_listing_load (f->listing);
  display_test_until (g_str_equal (kit_ledger_list_get_page (f->list), "empty"));
  g_assert_true (display_test_shows (GTK_WIDGET (f->list), "No Debts"));
}

static void
test_failed_and_again (Fixture *f, gconstpointer data)
{
  GtkWidget *bar;

  f->table->fail = TRUE;
  erp_listing_load (f->listing);
  display_test_until (g_str_equal (kit_ledger_list_get_page (f->list), "error"));
  g_assert_true (display_test_shows (GTK_WIDGET (f->list), "The server did not answer in time."));
  g_assert_cmpstr (kit_ledger_list_get_count_text (f->list), ==, "");
  f->table->fail = FALSE;
  bar = display_test_find (GTK_WIDGET (f->list), GTK_TYPE_BUTTON, "_Try Again");
  display_test_click (bar);
  display_test_until (row_shows (f, 0, "INV/2026/000001"));
  g_assert_cmpstr (kit_ledger_list_get_page (f->list), ==, "rows");
}

static void
test_failed_rows (Fixture *f, gconstpointer data)
{
  GtkWidget *retry;

  load (f);
  f->table->fail_far = TRUE;
  kit_ledger_list_select (f->list, 5000);
  display_test_until (row_shows (f, 5000, "Not loaded"));
  retry = display_test_find (get_row (f, 5000), GTK_TYPE_BUTTON, "Retry");
  f->table->fail_far = FALSE;
  display_test_click (retry);
  display_test_until (row_shows (f, 5000, "INV/2026/005001"));
  g_assert_null (display_test_find (get_row (f, 5000), GTK_TYPE_BUTTON, "Retry"));
  /* The rows above are still there. */
  kit_ledger_list_select (f->list, 0);
  display_test_until (row_shows (f, 0, "INV/2026/000001"));
}

static void
test_jumps (Fixture *f, gconstpointer data)
{
  load (f);
  display_test_until (erp_listing_get_count_exact (f->listing));
  kit_ledger_list_select (f->list, 250000);
  display_test_until (row_shows (f, 250000, "INV/2026/250001"));
  g_assert_cmpuint (kit_ledger_list_get_selected (f->list), ==, 250000);
  g_assert_cmpuint (kit_ledger_list_get_n_selected (f->list), ==, 1);
  /* Loading anew goes back to the top with nothing selected in the way. */
  f->table->n_rows = 3;
  erp_listing_load (f->listing);
  display_test_until (g_list_model_get_n_items (G_LIST_MODEL (f->listing)) == 3);
  display_test_until (row_shows (f, 2, "INV/2026/000003"));
}

static void
sort_changed_cb (Fixture *f, const char *id, gboolean descending)
{
  g_free (f->sorted_by);
  f->sorted_by = g_strdup (id);
  f->descending = descending;
  f->n_signals++;
}

static void
test_sorts (Fixture *f, gconstpointer data)
{
  gboolean descending;

  g_signal_connect_swapped (f->list, "sort-changed", G_CALLBACK (sort_changed_cb), f);
  kit_ledger_list_sort (f->list, "due", TRUE);
  g_assert_cmpstr (f->sorted_by, ==, "due");
  g_assert_true (f->descending);
  g_assert_cmpstr (kit_ledger_list_get_sort (f->list, &descending), ==, "due");
  /* By the menu, which the keyboard reaches. */
  gtk_widget_activate_action (GTK_WIDGET (kit_ledger_list_get_view (f->list)), "ledger-sort.by",
                              "s", "customer");
  g_assert_cmpstr (f->sorted_by, ==, "customer");
  g_assert_true (f->descending);
  gtk_widget_activate_action (GTK_WIDGET (kit_ledger_list_get_view (f->list)),
                              "ledger-sort.descending", NULL);
  g_assert_cmpstr (f->sorted_by, ==, "customer");
  g_assert_false (f->descending);
  g_assert_cmpuint (f->n_signals, ==, 3);
}

static void
test_tab_leaves (Fixture *f, gconstpointer data)
{
  GtkWidget *focus;

  load (f);
  kit_ledger_list_focus_rows (f->list);
  focus = gtk_window_get_focus (f->window);
  g_assert_true (gtk_widget_is_ancestor (focus, get_row (f, 0)) || focus == get_row (f, 0));
  g_assert_true (display_test_key (focus, GDK_KEY_Tab, 0));
  focus = gtk_window_get_focus (f->window);
  g_assert_false (gtk_widget_is_ancestor (focus, GTK_WIDGET (kit_ledger_list_get_view (f->list))));
  kit_ledger_list_focus_rows (f->list);
  focus = gtk_window_get_focus (f->window);
  g_assert_true (display_test_key (focus, GDK_KEY_ISO_Left_Tab, GDK_SHIFT_MASK));
  focus = gtk_window_get_focus (f->window);
  g_assert_false (gtk_widget_is_ancestor (focus, get_row (f, 0)));
}

static void
activated_cb (Fixture *f, ErpRow *row)
{
  f->n_signals = erp_row_get_position (row);
}

static void
test_activates (Fixture *f, gconstpointer data)
{
  load (f);
  g_signal_connect_swapped (f->list, "row-activated", G_CALLBACK (activated_cb), f);
  kit_ledger_list_select (f->list, 7);
  g_signal_emit_by_name (kit_ledger_list_get_view (f->list), "activate", 7);
  g_assert_cmpuint (f->n_signals, ==, 7);
}

static void
test_menu_by_keyboard (Fixture *f, gconstpointer data)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  GtkColumnView *view = kit_ledger_list_get_view (f->list);
  GtkWidget *popover;
  const guint keys[][2] = { { GDK_KEY_Menu, 0 }, { GDK_KEY_F10, GDK_SHIFT_MASK } };
  guint i;

  load (f);
  g_menu_append (menu, "Open", "none.open");
  kit_ledger_list_set_menu (f->list, G_MENU_MODEL (menu));
  kit_ledger_list_select (f->list, 2);
  display_test_frames (GTK_WIDGET (f->list), 2);
  popover = display_test_find (GTK_WIDGET (view), GTK_TYPE_POPOVER_MENU, NULL);
  for (i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      g_assert_false (gtk_widget_get_visible (popover));
      g_assert_true (display_test_key (GTK_WIDGET (view), keys[i][0], keys[i][1]));
      g_assert_true (gtk_widget_get_visible (popover));
      gtk_popover_popdown (GTK_POPOVER (popover));
      display_test_until (!gtk_widget_get_visible (popover));
    }
}

static void
test_picks (Fixture *f, gconstpointer data)
{
  GtkColumnView *view = kit_ledger_list_get_view (f->list);
  graphene_rect_t bounds;

  load (f);
  g_assert_true (gtk_widget_compute_bounds (get_row (f, 4), GTK_WIDGET (view), &bounds));
  g_assert_cmpuint (kit_column_view_pick (view, 200, bounds.origin.y + 5), ==, 4);
  g_assert_cmpuint (kit_column_view_pick (view, 200, 2), ==, GTK_INVALID_LIST_POSITION);
}

static void
layout_changed_cb (Fixture *f)
{
  f->n_signals++;
}

static void
test_layout (Fixture *f, gconstpointer data)
{
  g_autoptr (GVariant) before = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  g_autoptr (GVariant) after = NULL;
  g_autoptr (GVariant) wanted = g_variant_ref_sink (
      g_variant_new_parsed ("[('customer', 300, true), ('gone', 9, true), ('number', 5, true)]"));
  g_autofree char *text = NULL;
  GListModel *columns = gtk_column_view_get_columns (kit_ledger_list_get_view (f->list));
  g_autoptr (GtkColumnViewColumn) first = NULL;

  g_signal_connect_swapped (f->list, "layout-changed", G_CALLBACK (layout_changed_cb), f);
  kit_ledger_list_set_layout (f->list, wanted);
  g_assert_cmpuint (f->n_signals, ==, 0);
  after = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  text = g_variant_print (after, FALSE);
  g_assert_true (g_str_has_prefix (
      text, "[('customer', 300, true), ('number', 40, true), ('date', 110, true)"));
  g_assert_cmpuint (g_variant_n_children (after), ==, g_variant_n_children (before));

  /* By the person's hand. */
  first = g_list_model_get_item (columns, 0);
  gtk_column_view_column_set_fixed_width (first, 222);
  g_assert_cmpuint (f->n_signals, ==, 1);
  kit_ledger_list_set_layout (f->list, before);
  g_clear_pointer (&after, g_variant_unref);
  after = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  g_assert_true (g_variant_equal (before, after));
}

static int
get_width (Fixture *f, guint place)
{
  g_autoptr (GtkColumnViewColumn) column =
      g_list_model_get_item (gtk_column_view_get_columns (kit_ledger_list_get_view (f->list)),
                             place);

  return gtk_column_view_column_get_fixed_width (column);
}

/* Larger figures get wider columns; what is remembered is the same at any font. */
static void
test_font (Fixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (f->list));
  g_autoptr (GVariant) before = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  g_autoptr (GVariant) after = NULL;
  g_autoptr (GtkColumnViewColumn) first =
      g_list_model_get_item (gtk_column_view_get_columns (kit_ledger_list_get_view (f->list)), 0);
  g_autofree char *font = NULL;
  int normal, wide;

  load (f);
  normal = get_width (f, 0);
  g_object_get (settings, "gtk-font-name", &font, NULL);
  g_object_set (settings, "gtk-font-name", "Sans 21", NULL);
  display_test_until (get_width (f, 0) > normal);
  wide = get_width (f, 0);
  /* Twice the figures and a bit. */
  g_assert_cmpint (wide, >, normal * 3 / 2);
  g_assert_cmpint (wide, <, normal * 3);
  after = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  g_assert_true (g_variant_equal (before, after));

  /* Dragged at the large font, it has as many figures more at the normal one. */
  gtk_column_view_column_set_fixed_width (first, wide + wide / 2);
  g_object_set (settings, "gtk-font-name", font, NULL);
  display_test_until (get_width (f, 0) < wide);
  g_assert_cmpint (ABS (get_width (f, 0) - normal - normal / 2), <=, 1);
  g_clear_pointer (&after, g_variant_unref);
  after = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  kit_ledger_list_set_layout (f->list, before);
  g_assert_cmpint (get_width (f, 0), ==, normal);
  kit_ledger_list_set_layout (f->list, after);
  g_assert_cmpint (ABS (get_width (f, 0) - normal - normal / 2), <=, 1);
}

/* More columns than there is room for: the keyboard reaches them, a column at a time. */
static void
test_sideways (Fixture *f, gconstpointer data)
{
  g_autoptr (GVariant) layout =
      g_variant_ref_sink (g_variant_new_parsed ("[('number', 300, true), ('customer', 500, true), "
                                                "('date', 110, false), ('due', 400, true)]"));
  GtkWidget *view = GTK_WIDGET (kit_ledger_list_get_view (f->list));
  GtkAdjustment *across = gtk_scrollable_get_hadjustment (GTK_SCROLLABLE (view));
  GtkWidget *second;
  graphene_rect_t bounds;

  load (f);
  kit_ledger_list_set_layout (f->list, layout);
  display_test_until (gtk_adjustment_get_upper (across) > gtk_adjustment_get_page_size (across));
  display_test_frames (view, 3);
  g_assert_true (display_test_key (view, GDK_KEY_Right, 0));
  display_test_frames (view, 2);
  second = gtk_widget_get_next_sibling (
      kit_column_view_get_first_title (kit_ledger_list_get_view (f->list)));
  g_assert_true (gtk_widget_compute_bounds (second, view, &bounds));
  g_assert_cmpfloat (bounds.origin.x, ==, 0);
  g_assert_cmpfloat (gtk_adjustment_get_value (across), >=, 300);
  /* To the end and not beyond; the row stays where it is. */
  for (guint i = 0; i < 8; i++)
    g_assert_true (display_test_key (view, GDK_KEY_Right, 0));
  display_test_frames (view, 2);
  g_assert_cmpfloat (gtk_adjustment_get_value (across), >, 300);
  for (guint i = 0; i < 8; i++)
    {
      g_assert_true (display_test_key (view, GDK_KEY_Left, 0));
      display_test_frames (view, 1);
    }
  g_assert_cmpfloat (gtk_adjustment_get_value (across), ==, 0);
  g_assert_true (row_shows (f, 0, "INV/2026/000001"));
}

static guint
count_visible (Fixture *f)
{
  GListModel *columns = gtk_column_view_get_columns (kit_ledger_list_get_view (f->list));
  guint n = 0;
  guint i;

  for (i = 0; i < g_list_model_get_n_items (columns); i++)
    {
      g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);

      n += gtk_column_view_column_get_visible (column) ? 1 : 0;
    }
  return n;
}

static void
test_narrow (Fixture *f, gconstpointer data)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (f->list));
  g_autoptr (GVariant) wide = NULL;
  g_autoptr (GVariant) narrow = NULL;
  g_autofree char *font = NULL;
  int normal;
  int taken = 0;

  load (f);
  g_assert_cmpuint (count_visible (f), ==, 8);
  wide = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  gtk_window_set_default_size (f->window, 380, 500);
  display_test_until (count_visible (f) == 3);
  /* That is no change of the person's layout. */
  narrow = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  g_assert_true (g_variant_equal (wide, narrow));

  /* In a larger font all that stays is still to be seen: names are cut, and tints get narrower. */
  g_object_get (settings, "gtk-font-name", &font, NULL);
  normal = get_width (f, 0);
  g_object_set (settings, "gtk-font-name", "Sans 13", NULL);
  display_test_until (get_width (f, 0) > normal);
  display_test_frames (GTK_WIDGET (f->list), 3);
  g_assert_cmpuint (count_visible (f), ==, 3);
  for (guint i = 0; i < 8; i++)
    taken += get_width (f, i);
  g_assert_cmpint (taken, >, 0);
  g_assert_cmpint (taken, <=, gtk_widget_get_width (GTK_WIDGET (f->list)));
  g_object_set (settings, "gtk-font-name", font, NULL);
  display_test_until (get_width (f, 0) == normal);
}

static GtkWidget *
find_check (GtkPopover *popover, const char *title)
{
  GtkWidget *label = display_test_find (GTK_WIDGET (popover), GTK_TYPE_LABEL, title);

  g_assert_nonnull (label);
  return gtk_widget_get_ancestor (label, GTK_TYPE_CHECK_BUTTON);
}

static void
test_choose_columns (Fixture *f, gconstpointer data)
{
  GtkWidget *chooser = display_test_find (GTK_WIDGET (f->list), KIT_TYPE_LEDGER_CHOOSER, NULL);
  GtkPopover *popover;
  g_autoptr (GVariant) after = NULL;
  g_autofree char *text = NULL;
  GtkWidget *check;

  load (f);
  g_signal_connect_swapped (f->list, "layout-changed", G_CALLBACK (layout_changed_cb), f);
  popover = GTK_POPOVER (chooser);
  gtk_popover_popup (popover);
  check = find_check (popover, "Date");
  g_assert_true (gtk_check_button_get_active (GTK_CHECK_BUTTON (check)));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), FALSE);
  g_assert_cmpuint (count_visible (f), ==, 7);
  g_assert_cmpuint (f->n_signals, ==, 1);
  /* The first one speaks for the row and stays. */
  check = find_check (popover, "Number");
  g_assert_false (gtk_widget_is_sensitive (check));
  /* Moved by the keyboard. */
  gtk_widget_activate_action (GTK_WIDGET (popover), "chooser.backward", "s", "number");
  after = g_variant_ref_sink (kit_ledger_list_get_layout (f->list));
  text = g_variant_print (after, FALSE);
  g_assert_true (g_str_has_prefix (text, "[('customer', "));
  g_assert_nonnull (strstr (text, "('date', 110, false)"));
  gtk_widget_activate_action (GTK_WIDGET (popover), "chooser.reset", NULL);
  g_assert_cmpuint (count_visible (f), ==, 8);
  gtk_popover_popdown (popover);
}

static void
test_select_all (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (kit_ledger_list_get_view (f->list));
  guint before;

  load (f);
  display_test_until (erp_listing_get_count_exact (f->listing));
  before = fake_client_get_n_calls (f->table->client);
  gtk_selection_model_select_all (selection);
  display_test_frames (GTK_WIDGET (f->list), 3);
  g_assert_true (kit_ledger_list_is_all_selected (f->list));
  g_assert_cmpuint (kit_ledger_list_get_n_selected (f->list), ==, 300000);
  g_assert_cmpstr (kit_ledger_list_get_count_text (f->list), ==, "300,000 rows, all selected");
  /* A flag: nobody was asked for a row. */
  g_assert_cmpuint (fake_client_get_n_calls (f->table->client), ==, before);
  /* All but one is no flag any more. */
  gtk_selection_model_unselect_item (selection, 7);
  g_assert_false (kit_ledger_list_is_all_selected (f->list));
  g_assert_cmpuint (kit_ledger_list_get_n_selected (f->list), ==, 299999);
  g_assert_false (gtk_selection_model_is_selected (selection, 7));
  gtk_selection_model_select_range (selection, 10, 5, TRUE);
  g_assert_cmpuint (kit_ledger_list_get_n_selected (f->list), ==, 5);
  kit_ledger_list_unselect (f->list);
  g_assert_cmpuint (kit_ledger_list_get_n_selected (f->list), ==, 0);
}

static void
clipboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  char **text = user_data;

  *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  if (*text == NULL)
    *text = g_strdup ("");
}

static void
copy_requested_cb (Fixture *f)
{
  f->n_signals++;
}

static void
test_copies (Fixture *f, gconstpointer data)
{
  GtkSelectionModel *selection = gtk_column_view_get_model (kit_ledger_list_get_view (f->list));
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  load (f);
  g_signal_connect_swapped (f->list, "copy-requested", G_CALLBACK (copy_requested_cb), f);
  gtk_selection_model_select_range (selection, 0, 2, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (f->list), "ledger.copy", NULL);
  g_assert_cmpuint (f->n_signals, ==, 0);
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (f->list)), NULL,
                                 clipboard_cb, &text);
  display_test_until (text != NULL);
  lines = g_strsplit (text, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 4);
  g_assert_true (g_str_has_prefix (lines[0], "Number\t"));
  g_assert_true (g_str_has_prefix (lines[1], "INV/2026/000001\t"));
  g_assert_true (g_str_has_prefix (lines[2], "INV/2026/000002\t"));
  g_assert_cmpstr (lines[3], ==, "");
  /* Rows that are not there are the page's to fetch. */
  gtk_selection_model_select_range (selection, 0, 50000, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (f->list), "ledger.copy", NULL);
  g_assert_cmpuint (f->n_signals, ==, 1);
}

static void
ask_anew_cb (Fixture *f)
{
  if (f->n_signals++ < 3)
    erp_listing_load (f->listing);
}

/* Who asks anew in answer to changed rows is heard before the view is: the view must not be told of
 * rows that go before it was told that they came. */
static void
test_asked_anew (Fixture *f, gconstpointer data)
{
  static const guint counts[] = { 600, 4, 300, 0, 120, 1, 300000, 30, 900, 60 };

  kit_ledger_list_set_model (f->list, NULL);
  g_signal_connect_swapped (f->listing, "items-changed", G_CALLBACK (ask_anew_cb), f);
  kit_ledger_list_set_model (f->list, G_LIST_MODEL (f->listing));
  load (f);
  for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
    {
      f->n_signals = 0;
      f->table->n_rows = counts[i];
      if (i % 2 == 0)
        erp_listing_refresh (f->listing);
      else
        erp_listing_load (f->listing);
      display_test_until (erp_listing_get_state (f->listing) != ERP_LISTING_LOADING
                          && g_list_model_get_n_items (G_LIST_MODEL (f->listing)) == counts[i]);
      display_test_frames (GTK_WIDGET (f->list), 3);
      if (counts[i] > 0)
        display_test_until (row_shows (f, 0, "INV/2026/000001"));
      else
        g_assert_cmpstr (kit_ledger_list_get_page (f->list), ==, "empty");
    }
}

#define ADD(name, rows, func)                                                                      \
  g_test_add ("/kit-ledger-list/" name, Fixture, GUINT_TO_POINTER (rows), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("shows-rows", 0, test_shows_rows);
  ADD ("refills", 0, test_refills);
  ADD ("empty", 0, test_empty);
  ADD ("failed-and-again", 0, test_failed_and_again);
  ADD ("failed-rows", 0, test_failed_rows);
  ADD ("jumps", 0, test_jumps);
  ADD ("sorts", 100, test_sorts);
  ADD ("tab-leaves", 100, test_tab_leaves);
  ADD ("activates", 100, test_activates);
  ADD ("menu-by-keyboard", 100, test_menu_by_keyboard);
  ADD ("picks", 100, test_picks);
  ADD ("layout", 100, test_layout);
  ADD ("font", 100, test_font);
  ADD ("narrow", 100, test_narrow);
  ADD ("sideways", 100, test_sideways);
  ADD ("choose-columns", 100, test_choose_columns);
  ADD ("select-all", 0, test_select_all);
  ADD ("copies", 0, test_copies);
  ADD ("asked-anew", 300, test_asked_anew);
  return g_test_run ();
}
