/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kit-filter-chips.h"

#include "display-test.h"

static const KitFilterChip chips[] = { { NULL, "All" }, { "open", "Open" }, { "paid", "Paid" } };

static void
count_cb (guint *n)
{
  (*n)++;
}

static GtkToggleButton *
get_nth (GtkWidget *row, guint n)
{
  GtkWidget *button = gtk_widget_get_first_child (row);

  while (n-- > 0)
    button = gtk_widget_get_next_sibling (button);
  return GTK_TOGGLE_BUTTON (button);
}

static void
test_chips (void)
{
  KitFilterChips *row = KIT_FILTER_CHIPS (kit_filter_chips_new ());
  GtkWindow *window = display_test_show (GTK_WIDGET (row), 400, 100);
  guint n_changed = 0;

  g_signal_connect_swapped (row, "changed", G_CALLBACK (count_cb), &n_changed);
  kit_filter_chips_set_chips (row, chips, G_N_ELEMENTS (chips));
  g_assert_null (kit_filter_chips_get_token (row));
  g_assert_true (gtk_toggle_button_get_active (get_nth (GTK_WIDGET (row), 0)));

  /* A person's choice is told once, though two chips change. */
  gtk_toggle_button_set_active (get_nth (GTK_WIDGET (row), 2), TRUE);
  g_assert_cmpstr (kit_filter_chips_get_token (row), ==, "paid");
  g_assert_false (gtk_toggle_button_get_active (get_nth (GTK_WIDGET (row), 0)));
  g_assert_cmpuint (n_changed, ==, 1);

  g_assert_true (kit_filter_chips_set_token (row, "open"));
  g_assert_cmpstr (kit_filter_chips_get_token (row), ==, "open");
  g_assert_true (gtk_toggle_button_get_active (get_nth (GTK_WIDGET (row), 1)));
  g_assert_false (kit_filter_chips_set_token (row, "nothing like it"));
  g_assert_cmpstr (kit_filter_chips_get_token (row), ==, "open");
  g_assert_true (kit_filter_chips_set_token (row, NULL));
  g_assert_null (kit_filter_chips_get_token (row));
  g_assert_cmpuint (n_changed, ==, 1);

  /* What is not offered is not seen; what is on stays. */
  kit_filter_chips_set_offered (row, "paid", FALSE);
  g_assert_false (gtk_widget_get_visible (GTK_WIDGET (get_nth (GTK_WIDGET (row), 2))));
  kit_filter_chips_set_offered (row, NULL, FALSE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_nth (GTK_WIDGET (row), 0))));
  kit_filter_chips_set_offered (row, "paid", TRUE);
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (get_nth (GTK_WIDGET (row), 2))));
  g_assert_cmpuint (n_changed, ==, 1);
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/kit/filter-chips", test_chips);
  return g_test_run ();
}
