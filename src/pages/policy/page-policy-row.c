/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-row.h"

#include "biz-service-target.h"
#include "biz-ticket.h"

typedef struct
{
  GtkWidget *remover; /* (unowned) */
  GtkWidget *first;   /* (unowned) (nullable): the first entry */
  gboolean filled;
  guint ticks; /* since it was opened */
} PagePolicyRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PagePolicyRow, page_policy_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (PagePolicyRow *self)
{
  PagePolicyRowPrivate *private = page_policy_row_get_instance_private (self);

  if (!private->filled)
    return;
  PAGE_POLICY_ROW_GET_CLASS (self)->tell (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
removed_cb (PagePolicyRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
page_policy_row_class_init (PagePolicyRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_policy_row_init (PagePolicyRow *self)
{
  PagePolicyRowPrivate *private = page_policy_row_get_instance_private (self);

  private->remover = gtk_button_new_from_icon_name ("user-trash-symbolic");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_set_valign (private->remover, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (private->remover, "flat");
  g_signal_connect_object (private->remover, "clicked", G_CALLBACK (removed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), private->remover);
}

void
page_policy_row_set_removal (PagePolicyRow *self, const char *tooltip)
{
  PagePolicyRowPrivate *private = page_policy_row_get_instance_private (self);

  g_return_if_fail (PAGE_IS_POLICY_ROW (self));

  gtk_widget_set_tooltip_text (private->remover, tooltip);
}

void
page_policy_row_filled (PagePolicyRow *self)
{
  PagePolicyRowPrivate *private = page_policy_row_get_instance_private (self);

  g_return_if_fail (PAGE_IS_POLICY_ROW (self));

  private->filled = TRUE;
  PAGE_POLICY_ROW_GET_CLASS (self)->tell (self);
}

/* A row that was added has its place once it was laid out, which is after the first tick. */
static gboolean
show_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  PagePolicyRowPrivate *private = page_policy_row_get_instance_private (PAGE_POLICY_ROW (widget));
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkWidget *view =
      scroller != NULL ? gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller)) : NULL;
  GtkWidget *content = GTK_IS_VIEWPORT (view) ? gtk_viewport_get_child (GTK_VIEWPORT (view)) : NULL;
  graphene_rect_t box;

  if (private->ticks++ == 0)
    return G_SOURCE_CONTINUE;
  if (content != NULL && gtk_widget_compute_bounds (widget, content, &box))
    gtk_adjustment_clamp_page (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)),
                               box.origin.y, box.origin.y + box.size.height);

  return G_SOURCE_REMOVE;
}

void
page_policy_row_begin (PagePolicyRow *self)
{
  PagePolicyRowPrivate *private = page_policy_row_get_instance_private (self);

  g_return_if_fail (PAGE_IS_POLICY_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  private->ticks = 0;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), show_cb, NULL, NULL);
  for (GtkWidget *row = private->first; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (gtk_widget_get_visible (row))
      {
        gtk_widget_grab_focus (row);
        return;
      }
}

GtkWidget *
page_policy_row_add_entry (PagePolicyRow *self, const char *title, const char *value)
{
  PagePolicyRowPrivate *private = page_policy_row_get_instance_private (self);
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  if (private->first == NULL)
  private->first = row;

  return row;
}

PagePolicyChoice *
page_policy_row_add_choice (PagePolicyRow *self,
                            const char *title,
                            const char *none,
                            const char *value,
                            GListModel *offered)
{
  PagePolicyRowPrivate *private = page_policy_row_get_instance_private (self);
  PagePolicyChoice *choice = page_policy_choice_new (title, none, value, offered);
  GtkWidget *entry = page_policy_choice_get_entry (choice);

  g_object_set_data_full (G_OBJECT (entry), "choice", choice, g_object_unref);
  g_signal_connect_object (choice, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), entry);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), page_policy_choice_get_combo (choice));
  if (private->first == NULL)
  private->first = entry;

  return choice;
}

/* A line with @control at its end. */
static void
add_control (PagePolicyRow *self, const char *title, const char *subtitle, GtkWidget *control)
{
  GtkWidget *row = adw_action_row_new ();

  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, title,
                                  -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), control);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), control);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

GtkSwitch *
page_policy_row_add_switch (PagePolicyRow *self, const char *title, gboolean value)
{
  GtkWidget *flag = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (flag), value);
  g_signal_connect_object (flag, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  add_control (self, title, NULL, flag);

  return GTK_SWITCH (flag);
}

/* From 0 to @most. */
GtkSpinButton *
page_policy_row_add_number (PagePolicyRow *self,
                            const char *title,
                            const char *subtitle,
                            double most,
                            guint digits,
                            double step)
{
  GtkWidget *spin = gtk_spin_button_new_with_range (0, most, step);

  gtk_spin_button_set_digits (GTK_SPIN_BUTTON (spin), digits);
  g_signal_connect_object (spin, "value-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  add_control (self, title, subtitle, spin);

  return GTK_SPIN_BUTTON (spin);
}

/* The choice of @none (-1) or a priority of cases. */
GtkWidget *
page_policy_row_add_priority (PagePolicyRow *self, const char *title, const char *none, int value)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GtkWidget *row = adw_combo_row_new ();

  gtk_string_list_append (names, none);
  for (int i = 0; i < BIZ_SERVICE_PRIORITIES; i++)
    gtk_string_list_append (names, biz_ticket_priority_to_label (i));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), (guint)(value + 1));
  g_signal_connect_object (row, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return row;
}

int
page_policy_row_get_priority (GtkWidget *row)
{
  return (int)adw_combo_row_get_selected (ADW_COMBO_ROW (row)) - 1;
}

/* A text of several lines. */
GtkTextView *
page_policy_row_add_text (PagePolicyRow *self, const char *title, const char *value)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_widget_set_size_request (view, -1, 140);
  gtk_widget_set_margin_top (view, 9);
  gtk_widget_set_margin_bottom (view, 9);
  gtk_widget_set_margin_start (view, 12);
  gtk_widget_set_margin_end (view, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  gtk_text_buffer_set_text (buffer, value != NULL ? value : "", -1);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), view);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return GTK_TEXT_VIEW (view);
}
