/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kit-width-layout.h"

#include "display-test.h"

#define TEXT                                                                                       \
  "A text that is long enough to be broken into several lines when it is given a small width, "    \
  "and into one line only when it is given a large one."

static GtkWidget *
new_text (void)
{
  GtkWidget *label = gtk_label_new (TEXT);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  return label;
}

static GtkWidget *
new_box (GtkWidget *child)
{
  GtkWidget *box = adw_bin_new ();

  gtk_widget_set_layout_manager (box, kit_width_layout_new ());
  adw_bin_set_child (ADW_BIN (box), child);
  return g_object_ref_sink (box);
}

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural)
{
  gtk_widget_measure (widget, orientation, for_size, minimum, natural, NULL, NULL);
}

/* A label that wraps is wider when it may be only one line high; the layout does not ask. */
static void
test_width (void)
{
  GtkWidget *label = new_text ();
  g_autoptr (GtkWidget) box = new_box (label);
  int one_line;
  int free_minimum, free_natural;
  int minimum, natural;

  measure (label, GTK_ORIENTATION_VERTICAL, 10000, &one_line, NULL);
  measure (label, GTK_ORIENTATION_HORIZONTAL, -1, &free_minimum, &free_natural);
  measure (label, GTK_ORIENTATION_HORIZONTAL, one_line, &minimum, NULL);
  g_assert_cmpint (minimum, >, free_minimum);

  measure (box, GTK_ORIENTATION_HORIZONTAL, one_line, &minimum, &natural);
  g_assert_cmpint (minimum, ==, free_minimum);
  g_assert_cmpint (natural, ==, free_natural);
  measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  g_assert_cmpint (minimum, ==, free_minimum);
  g_assert_cmpint (natural, ==, free_natural);
}

static void
test_height (void)
{
  const int widths[] = { 120, 300, 10000 };
  GtkWidget *label = new_text ();
  g_autoptr (GtkWidget) box = new_box (label);
  int last = G_MAXINT;

  g_assert_cmpint (gtk_widget_get_request_mode (box), ==, GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH);
  for (guint i = 0; i < G_N_ELEMENTS (widths); i++)
    {
      int wanted, wanted_natural;
      int minimum, natural;

      measure (label, GTK_ORIENTATION_VERTICAL, widths[i], &wanted, &wanted_natural);
      measure (box, GTK_ORIENTATION_VERTICAL, widths[i], &minimum, &natural);
      g_assert_cmpint (minimum, ==, wanted);
      g_assert_cmpint (natural, ==, wanted_natural);
      g_assert_cmpint (minimum, <, last);
      last = minimum;
    }
}

static void
test_hidden (void)
{
  GtkWidget *label = new_text ();
  g_autoptr (GtkWidget) box = new_box (label);
  int minimum, natural;

  gtk_widget_set_visible (label, FALSE);
  measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural);
  g_assert_cmpint (minimum, ==, 0);
  g_assert_cmpint (natural, ==, 0);
}

static void
test_allocation (void)
{
  GtkWidget *child = gtk_button_new_with_label ("A");
  g_autoptr (GtkWidget) box = new_box (child);
  GtkWindow *window = display_test_show (box, 400, 300);
  graphene_rect_t bounds;

  g_assert_true (gtk_widget_compute_bounds (child, box, &bounds));
  g_assert_cmpint ((int)bounds.size.width, ==, gtk_widget_get_width (box));
  g_assert_cmpint ((int)bounds.size.height, ==, gtk_widget_get_height (box));
  g_assert_cmpint (gtk_widget_get_width (box), >=, 400);
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/kit/width-layout/width", test_width);
  g_test_add_func ("/kit/width-layout/height", test_height);
  g_test_add_func ("/kit/width-layout/hidden", test_hidden);
  g_test_add_func ("/kit/width-layout/allocation", test_allocation);
  return g_test_run ();
}
