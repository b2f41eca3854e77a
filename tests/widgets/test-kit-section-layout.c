/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kit-section-layout.h"

#include "display-test.h"

#define SPACING 18
#define SPACING_COMPACT 6

static GtkWidget *
new_section (int width, int height, gboolean is_compact)
{
  GtkWidget *section = adw_bin_new ();

  gtk_widget_set_size_request (section, width, height);
  kit_section_set_compact (section, is_compact);
  return section;
}

static GtkWidget *
new_box (GtkWidget *first, GtkWidget *second)
{
  GtkWidget *box = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));

  gtk_widget_set_layout_manager (box, kit_section_layout_new ());
  gtk_box_append (GTK_BOX (box), first);
  gtk_box_append (GTK_BOX (box), second);
  return box;
}

static int
measure (GtkWidget *box, GtkOrientation orientation, int for_size)
{
  int minimum;

  gtk_widget_measure (box, orientation, for_size, &minimum, NULL, NULL, NULL);
  return minimum;
}

static GdkRectangle
place (GtkWidget *box, int width, GtkWidget *section)
{
  graphene_rect_t bounds;

  gtk_widget_allocate (box, width, measure (box, GTK_ORIENTATION_VERTICAL, width), -1, NULL);
  g_assert_true (gtk_widget_compute_bounds (section, box, &bounds));

  return (GdkRectangle){ (int)bounds.origin.x, (int)bounds.origin.y, (int)bounds.size.width,
                         (int)bounds.size.height };
}

/* What is empty stands in one line where the width holds it, and asks for no more than one needs.
 */
static void
test_line (void)
{
  GtkWidget *first = new_section (100, 20, TRUE);
  GtkWidget *second = new_section (150, 30, TRUE);
  g_autoptr (GtkWidget) box = new_box (first, second);
  GdkRectangle at;

  g_assert_cmpint (measure (box, GTK_ORIENTATION_HORIZONTAL, -1), ==, 150);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, 100 + SPACING + 150), ==, 30);
  g_assert_cmpint (measure (box, GTK_ORIENTATION_VERTICAL, 100 + SPACING + 149), ==,
                   20 + SPACING_COMPACT + 30);
  at = place (box, 400, first);
  g_assert_true (at.x == 0 && at.y == 0 && at.width == 100 && at.height == 30);
  at = place (box, 400, second);
  g_assert_true (at.x == 118 && at.y == 0 && at.width == 282 && at.height == 30);
  at = place (box, 200, second);
  g_assert_true (at.x == 0 && at.y == 26 && at.width == 200 && at.height == 30);
}

/* What would be cut off in a line stands below instead. */
static void
test_cut (void)
{
  GtkWidget *first = new_section (100, 20, TRUE);
  GtkWidget *label = gtk_label_new ("Nothing of this is to be cut off");
  GtkWidget *second = new_section (-1, 30, TRUE);
  g_autoptr (GtkWidget) box = NULL;
  int minimum, natural;

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  adw_bin_set_child (ADW_BIN (second), label);
  box = new_box (first, second);
  gtk_widget_measure (second, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, &natural, NULL, NULL);
  g_assert_cmpint (minimum, <, natural);
  g_assert_cmpint (place (box, 100 + SPACING + natural, second).y, ==, 0);
  g_assert_cmpint (place (box, 100 + SPACING + natural - 1, second).y, ==, 20 + SPACING_COMPACT);
}

/* One with something in it puts all below one another; what is hidden takes no room. */
static void
test_below (void)
{
  GtkWidget *first = new_section (100, 20, TRUE);
  GtkWidget *second = new_section (150, 30, FALSE);
  g_autoptr (GtkWidget) box = new_box (first, second);
  GdkRectangle at = place (box, 400, second);

  g_assert_true (at.x == 0 && at.y == 38 && at.width == 400 && at.height == 30);
  gtk_widget_set_visible (first, FALSE);
  at = place (box, 400, second);
  g_assert_true (at.x == 0 && at.y == 0 && at.width == 400 && at.height == 30);
  gtk_widget_set_visible (first, TRUE);
  kit_section_set_compact (second, TRUE);
  at = place (box, 400, second);
  g_assert_true (at.x == 118 && at.y == 0);
}

static void
test_mirrored (void)
{
  GtkWidget *first = new_section (100, 20, TRUE);
  GtkWidget *second = new_section (150, 30, TRUE);
  g_autoptr (GtkWidget) box = new_box (first, second);
  GdkRectangle at;

  gtk_widget_set_direction (box, GTK_TEXT_DIR_RTL);
  at = place (box, 400, first);
  g_assert_true (at.x == 300 && at.width == 100);
  at = place (box, 400, second);
  g_assert_true (at.x == 0 && at.width == 282);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/kit-section-layout/line", test_line);
  g_test_add_func ("/kit-section-layout/cut", test_cut);
  g_test_add_func ("/kit-section-layout/below", test_below);
  g_test_add_func ("/kit-section-layout/mirrored", test_mirrored);

  return g_test_run ();
}
