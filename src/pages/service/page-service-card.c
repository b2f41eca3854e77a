/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-service-card.h"

#include <glib/gi18n-lib.h>

struct _PageServiceCard
{
  GtkWidget parent_instance;

  GtkLabel *number_label;
  GtkLabel *stars_label;
  GtkLabel *title_label;
  GtkLabel *who_label;
  GtkLabel *owner_label;
  GtkLabel *age_label;
  BizTicket *ticket; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (PageServiceCard, page_service_card, GTK_TYPE_WIDGET)

static void
page_service_card_dispose (GObject *object)
{
  PageServiceCard *self = PAGE_SERVICE_CARD (object);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_object (&self->ticket);

  G_OBJECT_CLASS (page_service_card_parent_class)->dispose (object);
}

/* What is dragged is the case. */
static GdkContentProvider *
drag_prepare_cb (PageServiceCard *self, double x, double y)
{
  return self->ticket != NULL ? gdk_content_provider_new_typed (BIZ_TYPE_TICKET, self->ticket)
                              : NULL;
}

static void
drag_begin_cb (PageServiceCard *self, GdkDrag *drag, GtkDragSource *source)
{
  /* the row has what stands behind the words */
  g_autoptr (GdkPaintable) picture =
      gtk_widget_paintable_new (gtk_widget_get_parent (GTK_WIDGET (self)));

  gtk_drag_source_set_icon (source, picture, 0, 0);
}

static void
page_service_card_class_init (PageServiceCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_service_card_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "servicecard");
}

static GtkLabel *
make_label (GtkWidget *box, gboolean expands, const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, expands);
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return GTK_LABEL (label);
}

static GtkWidget *
make_line (PageServiceCard *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_set_parent (box, GTK_WIDGET (self));

  return box;
}

static void
page_service_card_init (PageServiceCard *self)
{
  GtkBoxLayout *layout = GTK_BOX_LAYOUT (gtk_widget_get_layout_manager (GTK_WIDGET (self)));
  GtkDragSource *source = gtk_drag_source_new ();
  GtkWidget *line;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (layout, 2);
  line = make_line (self);
  self->number_label = make_label (line, TRUE, "dim-label");
  self->stars_label = make_label (line, FALSE, NULL);
  line = make_line (self);
  self->title_label = make_label (line, TRUE, NULL);
  gtk_label_set_wrap (self->title_label, TRUE);
  gtk_label_set_wrap_mode (self->title_label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (self->title_label, 2);
  line = make_line (self);
  self->who_label = make_label (line, TRUE, "dim-label");
  line = make_line (self);
  self->owner_label = make_label (line, TRUE, NULL);
  self->age_label = make_label (line, FALSE, "numeric");
  gtk_widget_add_css_class (GTK_WIDGET (self->age_label), "dim-label");
  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect_swapped (source, "prepare", G_CALLBACK (drag_prepare_cb), self);
  g_signal_connect_swapped (source, "drag-begin", G_CALLBACK (drag_begin_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
}

GtkWidget *
page_service_card_new (void)
{
  return g_object_new (PAGE_TYPE_SERVICE_CARD, NULL);
}

static void
set_owner (PageServiceCard *self, BizTicket *ticket, const PageServiceMoment *moment)
{
  const char *owner = biz_ticket_get_facts (ticket)->owner;
  GtkWidget *label = GTK_WIDGET (self->owner_label);

  gtk_label_set_text (self->owner_label, owner != NULL ? owner : _ ("Nobody has it"));
  gtk_widget_remove_css_class (label, "accent");
  gtk_widget_remove_css_class (label, "dim-label");
  if (owner == NULL)
    gtk_widget_add_css_class (label, "dim-label");
  else if (biz_ticket_is_owned_by (ticket, moment->uid))
    gtk_widget_add_css_class (label, "accent");
}

void
page_service_card_set_ticket (PageServiceCard *self,
                              BizTicket *ticket,
                              const PageServiceMoment *moment)
{
  const BizTicketFacts *facts;
  g_autofree char *number = NULL;
  g_autofree char *age = NULL;
  const char *who;

  g_return_if_fail (PAGE_IS_SERVICE_CARD (self));

  g_set_object (&self->ticket, ticket);
  if (ticket == NULL)
    {
      gtk_label_set_text (self->number_label, "…");
      gtk_label_set_text (self->title_label, "");
      gtk_label_set_text (self->stars_label, "");
      gtk_label_set_text (self->who_label, "");
      gtk_label_set_text (self->owner_label, "");
      gtk_label_set_text (self->age_label, "");
      return;
    }
  facts = biz_ticket_get_facts (ticket);
  number = biz_ticket_dup_number (ticket);
  age = page_service_format_age (biz_ticket_get_age (ticket, moment->now));
  who = biz_ticket_get_who (ticket);
  gtk_label_set_text (self->number_label, number);
  gtk_label_set_text (self->title_label, facts->title);
  gtk_label_set_text (self->stars_label, page_service_get_stars (facts->priority));
  gtk_label_set_text (self->who_label, who != NULL ? who : "—");
  gtk_label_set_text (self->age_label, age);
  set_owner (self, ticket, moment);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  facts->title, -1);
}

BizTicket *
page_service_card_get_ticket (PageServiceCard *self)
{
  g_return_val_if_fail (PAGE_IS_SERVICE_CARD (self), NULL);

  return self->ticket;
}
