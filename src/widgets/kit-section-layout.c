/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-section-layout.h"

#define COMPACT "is-compact"
#define SPACING 18
#define SPACING_COMPACT 6 /* of compact ones that stand below one another */

struct _KitSectionLayout
{
  GtkLayoutManager parent_instance;
};

G_DEFINE_FINAL_TYPE (KitSectionLayout, kit_section_layout, GTK_TYPE_LAYOUT_MANAGER)

/* The next of @widget's sections that is shown; @after is NULL for the first. */
static GtkWidget *
get_next (GtkWidget *widget, GtkWidget *after)
{
  GtkWidget *child =
      after != NULL ? gtk_widget_get_next_sibling (after) : gtk_widget_get_first_child (widget);

  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static gboolean
are_compact (GtkWidget *widget)
{
  for (GtkWidget *child = get_next (widget, NULL); child != NULL; child = get_next (widget, child))
    if (!gtk_widget_has_css_class (child, COMPACT))
      return FALSE;

  return TRUE;
}

/* What one line needs, and what it would like. */
static void
measure_line (GtkWidget *widget, int *minimum, int *natural)
{
  *minimum = *natural = 0;
  for (GtkWidget *child = get_next (widget, NULL); child != NULL; child = get_next (widget, child))
    {
      int least, most;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &most, NULL, NULL);
      *minimum += least + (*minimum > 0 ? SPACING : 0);
      *natural += most + (*natural > 0 ? SPACING : 0);
    }
}

/* A line in which words are cut is none. */
static gboolean
is_line (GtkWidget *widget, int width)
{
  int minimum, natural;

  if (!are_compact (widget))
    return FALSE;
  measure_line (widget, &minimum, &natural);

  return width < 0 || natural <= width;
}

static int
get_spacing (GtkWidget *widget)
{
  return are_compact (widget) ? SPACING_COMPACT : SPACING;
}

/* A section in a line has its natural width, the last one what is left. */
static int
get_share (GtkWidget *widget, GtkWidget *child, int left)
{
  int natural;

  if (get_next (widget, child) == NULL)
    return left;
  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);

  return natural;
}

static GtkSizeRequestMode
kit_section_layout_get_request_mode (GtkLayoutManager *manager, GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_width (GtkWidget *widget, int *minimum, int *natural)
{
  int least, most;

  for (GtkWidget *child = get_next (widget, NULL); child != NULL; child = get_next (widget, child))
    {
      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &most, NULL, NULL);
      *minimum = MAX (*minimum, least);
      *natural = MAX (*natural, most);
    }
  if (!are_compact (widget))
    return;
  measure_line (widget, &least, &most);
  *natural = MAX (*natural, most);
}

static void
kit_section_layout_measure (GtkLayoutManager *manager,
                            GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  const gboolean line = orientation == GTK_ORIENTATION_VERTICAL && is_line (widget, for_size);
  const int spacing = get_spacing (widget);
  int left = for_size;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      measure_width (widget, minimum, natural);
      return;
    }
  for (GtkWidget *child = get_next (widget, NULL); child != NULL; child = get_next (widget, child))
    {
      const int width = line && for_size >= 0 ? get_share (widget, child, left) : for_size;
      int least, most;

      gtk_widget_measure (child, orientation, width, &least, &most, NULL, NULL);
      if (line)
        {
          *minimum = MAX (*minimum, least);
          *natural = MAX (*natural, most);
          left -= width + SPACING;
        }
      else
        {
          *minimum += least + (*minimum > 0 ? spacing : 0);
          *natural += most + (*natural > 0 ? spacing : 0);
        }
    }
}

static void
kit_section_layout_allocate (
    GtkLayoutManager *manager, GtkWidget *widget, int width, int height, int baseline)
{
  const gboolean line = is_line (widget, width);
  const gboolean mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int at = 0;

  for (GtkWidget *child = get_next (widget, NULL); child != NULL; child = get_next (widget, child))
    {
      GtkAllocation box = { 0, 0, width, height };

      if (line)
        {
          box.width = get_share (widget, child, width - at);
          box.x = mirrored ? width - at - box.width : at;
          at += box.width + SPACING;
        }
      else
        {
          gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &box.height, NULL,
                              NULL);
          box.y = at;
          at += box.height + get_spacing (widget);
        }
      gtk_widget_size_allocate (child, &box, -1);
    }
}

static void
kit_section_layout_class_init (KitSectionLayoutClass *klass)
{
  GtkLayoutManagerClass *manager_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  manager_class->get_request_mode = kit_section_layout_get_request_mode;
  manager_class->measure = kit_section_layout_measure;
  manager_class->allocate = kit_section_layout_allocate;
}

static void
kit_section_layout_init (KitSectionLayout *self)
{
}

/**
 * kit_section_layout_new:
 *
 * Returns: (transfer full): a layout of sections
 */
GtkLayoutManager *
kit_section_layout_new (void)
{
  return g_object_new (KIT_TYPE_SECTION_LAYOUT, NULL);
}

/**
 * kit_section_set_compact:
 * @section: a child of a widget with this layout
 * @is_compact: whether it is a line
 */
void
kit_section_set_compact (GtkWidget *section, gboolean is_compact)
{
  g_return_if_fail (GTK_IS_WIDGET (section));

  if (is_compact)
    gtk_widget_add_css_class (section, COMPACT);
  else
    gtk_widget_remove_css_class (section, COMPACT);
  gtk_widget_queue_resize (section);
}
