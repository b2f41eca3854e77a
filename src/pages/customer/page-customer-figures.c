/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-customer-figures.h"

#include "kit-format.h"

#include <glib/gi18n-lib.h>

struct _PageCustomerFigures
{
  AdwBin parent_instance;

  GtkFlowBox *flow;    /* in the bin */
  GtkPopover *popover; /* (owned): the answer */
  GtkLabel *answer;    /* in the popover */
  GtkButton *rows;     /* in the popover */
  GPtrArray *figures;  /* (owned) (nullable) (element-type BizCustomerFigure) */
  GtkWidget *tiles[BIZ_FIGURE_N];
  const BizCustomerFigure *shown; /* whose answer is shown */
  GDate as_of;
};

G_DEFINE_FINAL_TYPE (PageCustomerFigures, page_customer_figures, ADW_TYPE_BIN)

enum
{
  ROWS_REQUESTED,
  OPEN_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/**
 * page_customer_figures_get_tone:
 * @tone: of the domain
 *
 * Returns: the same for widgets
 */
KitTone
page_customer_figures_get_tone (BizStoryTone tone)
{
  switch (tone)
    {
    case BIZ_STORY_DIM:
      return KIT_TONE_DIM;
    case BIZ_STORY_ACTIVE:
      return KIT_TONE_ACCENT;
    case BIZ_STORY_GOOD:
      return KIT_TONE_GOOD;
    case BIZ_STORY_WARNING:
      return KIT_TONE_WARNING;
    case BIZ_STORY_BAD:
      return KIT_TONE_BAD;
    case BIZ_STORY_PLAIN:
    default:
      return KIT_TONE_PLAIN;
    }
}

static void
rows_cb (PageCustomerFigures *self)
{
  const BizCustomerFigure *figure = self->shown;

  gtk_popover_popdown (self->popover);
  if (figure == NULL)
    return;
  if (figure->section != NULL)
    g_signal_emit (self, signals[ROWS_REQUESTED], 0, figure->section, figure->filter);
  else if (figure->id > 0)
    g_signal_emit (self, signals[OPEN_REQUESTED], 0, figure->model, figure->id);
}

/* (transfer full): everything that the figure rests on, for reading aloud, too */
static char *
make_answer (PageCustomerFigures *self, const BizCustomerFigure *figure)
{
  g_autofree char *day = kit_format_date (&self->as_of);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s: %s\n\n%s", figure->title, figure->value, figure->formula);
  if (figure->detail != NULL && figure->detail[0] != '\0')
    g_string_append_printf (text, "\n\n%s", figure->detail);
  /* Translators: a day */
  g_string_append_printf (text, "\n\n");
  g_string_append_printf (text, _ ("As of %s"), day);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
tile_clicked_cb (GtkButton *tile, gpointer user_data)
{
  PageCustomerFigures *self = user_data;
  const BizCustomerFigure *figure = g_object_get_data (G_OBJECT (tile), "figure");
  g_autofree char *answer = make_answer (self, figure);
  graphene_rect_t box;

  self->shown = figure;
  gtk_label_set_text (self->answer, answer);
  gtk_widget_set_visible (GTK_WIDGET (self->rows), figure->section != NULL || figure->id > 0);
  gtk_button_set_label (self->rows,
                        figure->section != NULL ? _ ("_Show the Rows") : _ ("_Open It"));
  if (gtk_widget_compute_bounds (GTK_WIDGET (tile), GTK_WIDGET (self), &box))
    gtk_popover_set_pointing_to (self->popover,
                                 &(GdkRectangle){ (int)box.origin.x, (int)box.origin.y,
                                                  (int)box.size.width, (int)box.size.height });
  gtk_popover_popup (self->popover);
  /* Not the text, which the keyboard would select. */
  gtk_widget_grab_focus (GTK_WIDGET (self->rows));
  gtk_label_select_region (self->answer, 0, 0);
}

static GtkWidget *
new_line (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css_class);

  return label;
}

/* What is used of a limit; more than all of it is said by colour and words. */
static GtkWidget *
new_bar (const BizCustomerFigure *figure)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), MIN (figure->share, 1.0));
  gtk_widget_add_css_class (bar, "share");
  gtk_widget_add_css_class (bar,
                            kit_tone_get_css_class (page_customer_figures_get_tone (figure->tone)));
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  figure->title, -1);

  return bar;
}

static GtkWidget *
new_tile (PageCustomerFigures *self, const BizCustomerFigure *figure)
{
  GtkWidget *tile = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *value = new_line (figure->value, "value");
  g_autofree char *day = g_date_valid (&figure->day) ? kit_format_date (&figure->day) : NULL;
  const char *note = day != NULL ? day : figure->note;
  g_autofree char *name = g_strjoin (", ", figure->title, figure->value, note, NULL);

  gtk_widget_add_css_class (value, "numeric");
  gtk_widget_add_css_class (value,
                            kit_tone_get_css_class (page_customer_figures_get_tone (figure->tone)));
  gtk_box_append (GTK_BOX (box), new_line (figure->title, "caption"));
  gtk_box_append (GTK_BOX (box), value);
  if (figure->share >= 0)
    gtk_box_append (GTK_BOX (box), new_bar (figure));
  gtk_box_append (GTK_BOX (box), new_line (note != NULL ? note : "", "note"));
  gtk_button_set_child (GTK_BUTTON (tile), box);
  gtk_widget_add_css_class (tile, "tile");
  gtk_widget_set_tooltip_text (tile, note);
  gtk_accessible_update_property (GTK_ACCESSIBLE (tile), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (tile), "figure", (gpointer)figure);
  g_signal_connect_object (tile, "clicked", G_CALLBACK (tile_clicked_cb), self, 0);

  return tile;
}

static void
page_customer_figures_dispose (GObject *object)
{
  PageCustomerFigures *self = PAGE_CUSTOMER_FIGURES (object);

  self->shown = NULL;
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  G_OBJECT_CLASS (page_customer_figures_parent_class)->dispose (object);
}

static void
page_customer_figures_class_init (PageCustomerFiguresClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_customer_figures_dispose;
  signals[ROWS_REQUESTED] =
      g_signal_new ("rows-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[OPEN_REQUESTED] =
      g_signal_new ("open-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                    NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
}

static void
create_popover (PageCustomerFigures *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  self->popover = GTK_POPOVER (gtk_popover_new ());
  self->answer = GTK_LABEL (gtk_label_new (NULL));
  self->rows = GTK_BUTTON (gtk_button_new_with_mnemonic (""));
  gtk_label_set_wrap (self->answer, TRUE);
  gtk_label_set_max_width_chars (self->answer, 44);
  gtk_label_set_xalign (self->answer, 0);
  gtk_label_set_selectable (self->answer, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->answer), "numeric");
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->answer));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  gtk_popover_set_child (self->popover, box);
  gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
  g_signal_connect_object (self->rows, "clicked", G_CALLBACK (rows_cb), self, G_CONNECT_SWAPPED);
}

static void
page_customer_figures_init (PageCustomerFigures *self)
{
  g_date_clear (&self->as_of, 1);
  self->flow = GTK_FLOW_BOX (gtk_flow_box_new ());
  gtk_flow_box_set_selection_mode (self->flow, GTK_SELECTION_NONE);
  gtk_widget_set_valign (GTK_WIDGET (self->flow), GTK_ALIGN_START);
  gtk_flow_box_set_homogeneous (self->flow, TRUE);
  gtk_flow_box_set_min_children_per_line (self->flow, 2);
  gtk_flow_box_set_max_children_per_line (self->flow, 10);
  gtk_flow_box_set_row_spacing (self->flow, 6);
  gtk_flow_box_set_column_spacing (self->flow, 6);
  gtk_widget_add_css_class (GTK_WIDGET (self->flow), "tiles");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->flow), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Figures"), -1);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->flow));
  create_popover (self);
}

/**
 * page_customer_figures_set:
 * @self: the tiles
 * @figures: (nullable) (element-type BizCustomerFigure): what they say
 * @as_of: (nullable): the day they hold
 */
void
page_customer_figures_set (PageCustomerFigures *self, GPtrArray *figures, const GDate *as_of)
{
  GtkWidget *child;

  g_return_if_fail (PAGE_IS_CUSTOMER_FIGURES (self));

  gtk_popover_popdown (self->popover);
  self->shown = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->flow))) != NULL)
    gtk_flow_box_remove (self->flow, child);
  for (guint i = 0; i < BIZ_FIGURE_N; i++)
    self->tiles[i] = NULL;
  g_clear_pointer (&self->figures, g_ptr_array_unref);
  if (as_of != NULL)
    self->as_of = *as_of;
  if (figures == NULL)
    return;
  self->figures = g_ptr_array_ref (figures);
  for (guint i = 0; i < figures->len; i++)
    {
      const BizCustomerFigure *figure = g_ptr_array_index (figures, i);
      GtkWidget *tile = new_tile (self, figure);

      self->tiles[figure->kind] = tile;
      gtk_flow_box_append (self->flow, tile);
      /* The tile takes the keyboard, not the place around it. */
      gtk_widget_set_focusable (gtk_widget_get_parent (tile), FALSE);
    }
}

GtkWidget *
page_customer_figures_get_tile (PageCustomerFigures *self, BizFigureKind kind)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_FIGURES (self) && kind < BIZ_FIGURE_N, NULL);

  return self->tiles[kind];
}

const char *
page_customer_figures_get_answer (PageCustomerFigures *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_FIGURES (self), NULL);

  return gtk_label_get_text (self->answer);
}
