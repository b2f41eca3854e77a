/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "kit-sort-probe.h"

static GtkColumnViewColumn *
add_column (GtkColumnView *view, guint nth)
{
  g_autoptr (GtkSorter) probe = kit_sort_probe_new (nth);
  g_autoptr (GtkColumnViewColumn) column =
      gtk_column_view_column_new ("Column", gtk_signal_list_item_factory_new ());

  gtk_column_view_column_set_sorter (column, probe);
  gtk_column_view_append_column (view, column);
  return column;
}

static void
test_names_the_column (void)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (g_object_ref_sink (gtk_column_view_new (NULL)));
  GtkColumnViewColumn *columns[3];
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  guint column = 99;
  gboolean descending = FALSE;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    columns[i] = add_column (view, i);
  g_assert_false (kit_sort_probe_ask (sorter, &column, &descending));
  for (i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      gtk_column_view_sort_by_column (view, columns[i], GTK_SORT_ASCENDING);
      g_assert_true (kit_sort_probe_ask (sorter, &column, &descending));
      g_assert_cmpuint (column, ==, i);
      g_assert_false (descending);

      gtk_column_view_sort_by_column (view, columns[i], GTK_SORT_DESCENDING);
      g_assert_true (kit_sort_probe_ask (sorter, &column, &descending));
      g_assert_cmpuint (column, ==, i);
      g_assert_true (descending);
    }
  g_object_unref (view);
}

static void
test_leaves_the_order (void)
{
  g_autoptr (GtkSorter) probe = kit_sort_probe_new (0);
  g_autoptr (GtkStringObject) a = gtk_string_object_new ("a");
  g_autoptr (GtkStringObject) b = gtk_string_object_new ("b");

  g_assert_cmpint (gtk_sorter_compare (probe, a, b), ==, GTK_ORDERING_EQUAL);
  g_assert_cmpint (gtk_sorter_compare (probe, b, a), ==, GTK_ORDERING_EQUAL);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/kit-sort-probe/names-the-column", test_names_the_column);
  g_test_add_func ("/kit-sort-probe/leaves-the-order", test_leaves_the_order);
  return g_test_run ();
}
