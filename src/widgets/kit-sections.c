/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-sections.h"

#define COMPACT "is-compact"
/* Beside one another they must fit a narrow window, whatever the language. */
#define MAX_WIDTH 380

/**
 * kit_section_set_compact:
 * @section: one of the children of a box of sections
 * @is_compact: whether it is a line
 *
 * The box hears of it by "notify::css-classes".
 */
void
kit_section_set_compact (GtkWidget *section, gboolean is_compact)
{
  g_return_if_fail (GTK_IS_WIDGET (section));

  if (is_compact)
    gtk_widget_add_css_class (section, COMPACT);
  else
    gtk_widget_remove_css_class (section, COMPACT);
  /* What it needs may be another as well. */
  g_object_notify (G_OBJECT (section), "css-classes");
}

/**
 * kit_sections_arrange:
 * @box: of sections
 *
 * What is empty takes one line together, not one each, where that is not too wide.
 */
void
kit_sections_arrange (GtkBox *box)
{
  gboolean is_compact = TRUE;
  int width = 0;

  g_return_if_fail (GTK_IS_BOX (box));

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (box)); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      int least;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
      width += least + (width > 0 ? gtk_box_get_spacing (box) : 0);
      is_compact = is_compact && gtk_widget_has_css_class (child, COMPACT);
    }
  is_compact = is_compact && width <= MAX_WIDTH;
  gtk_orientable_set_orientation (GTK_ORIENTABLE (box), is_compact ? GTK_ORIENTATION_HORIZONTAL
                                                                   : GTK_ORIENTATION_VERTICAL);
}
