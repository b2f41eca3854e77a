/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-text-row.h"

#include "biz-service-target.h"
#include "biz-ticket.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyTextRow
{
  AdwExpanderRow parent_instance;

  GtkWidget *name;     /* (unowned) */
  GtkTextView *text;   /* (unowned) */
  GtkWidget *stage;    /* (unowned) (nullable): of macros */
  GtkWidget *priority; /* (unowned) (nullable): of macros */
  GtkSwitch *mine;     /* (unowned) (nullable): of macros */
  GtkSwitch *reply;    /* (unowned) (nullable): of macros */
  gboolean was_reply;  /* what a template says of itself stays */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PagePolicyTextRow, page_policy_text_row, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
update (PagePolicyTextRow *self)
{
  g_autoptr (BizServiceText) text = page_policy_text_row_dup_text (self);
  g_autofree char *words = biz_service_text_describe (text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), text->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self), words);
}

static void
changed_cb (PagePolicyTextRow *self)
{
  if (self->filling)
    return;
  update (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
removed_cb (PagePolicyTextRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

static void
page_policy_text_row_class_init (PagePolicyTextRowClass *klass)
{
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
add_entry (PagePolicyTextRow *self, const char *title, const char *value)
{
  GtkWidget *row = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return row;
}

static GtkSwitch *
add_switch (PagePolicyTextRow *self, const char *title, gboolean value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *flag = gtk_switch_new ();

  gtk_switch_set_active (GTK_SWITCH (flag), value);
  gtk_widget_set_valign (flag, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (flag), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), flag);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), flag);
  g_signal_connect_object (flag, "notify::active", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);

  return GTK_SWITCH (flag);
}

static void
add_text (PagePolicyTextRow *self, const char *value)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *view = gtk_text_view_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  self->text = GTK_TEXT_VIEW (view);
  gtk_text_view_set_wrap_mode (self->text, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->text, FALSE);
  gtk_widget_set_size_request (view, -1, 140);
  gtk_widget_set_margin_top (view, 9);
  gtk_widget_set_margin_bottom (view, 9);
  gtk_widget_set_margin_start (view, 12);
  gtk_widget_set_margin_end (view, 12);
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Text"),
                                  -1);
  gtk_text_buffer_set_text (buffer, value != NULL ? value : "", -1);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), view);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
add_steps (PagePolicyTextRow *self, const BizServiceText *text)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  self->reply =
      add_switch (self, _ ("The text goes to the customer, else it is a note"), text->reply);
  self->stage = add_entry (self, _ ("Stage, as the server names it; empty: stays"), text->stage);
  /* Translators: the priority of a case is not changed */
  gtk_string_list_append (names, _ ("Stays"));
  for (int i = 0; i < BIZ_SERVICE_PRIORITIES; i++)
    gtk_string_list_append (names, biz_ticket_priority_to_label (i));
  self->priority = adw_combo_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->priority), _ ("Priority"));
  adw_combo_row_set_model (ADW_COMBO_ROW (self->priority), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->priority), (guint)(text->priority + 1));
  g_signal_connect_object (self->priority, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->priority);
  self->mine = add_switch (self, _ ("The case becomes one’s own"), text->mine);
}

static void
page_policy_text_row_init (PagePolicyTextRow *self)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");

  self->filling = TRUE;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("Take this text away"));
  g_signal_connect_object (button, "clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (self), button);
}

/**
 * page_policy_text_row_new:
 * @text: what it begins with
 * @macro: whether it does more than write
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
page_policy_text_row_new (const BizServiceText *text, gboolean macro)
{
  PagePolicyTextRow *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (PAGE_TYPE_POLICY_TEXT_ROW, NULL);
  self->was_reply = text->reply;
  self->name = add_entry (self, _ ("Name"), text->name);
  add_text (self, text->text);
  if (macro)
    add_steps (self, text);
  self->filling = FALSE;
  update (self);

  return GTK_WIDGET (self);
}

BizServiceText *
page_policy_text_row_dup_text (PagePolicyTextRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *name = NULL, *words = NULL, *stage = NULL;
  BizServiceText *text;

  g_return_val_if_fail (PAGE_IS_POLICY_TEXT_ROW (self), NULL);

  buffer = gtk_text_view_get_buffer (self->text);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  words = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
  text = biz_service_text_new (name, words);
  text->reply = self->was_reply;
  if (self->stage == NULL)
    return text;
  stage = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->stage))));
  text->stage = *stage != '\0' ? g_steal_pointer (&stage) : NULL;
  text->priority = (int)adw_combo_row_get_selected (ADW_COMBO_ROW (self->priority)) - 1;
  text->mine = gtk_switch_get_active (self->mine);
  text->reply = gtk_switch_get_active (self->reply);

  return text;
}

void
page_policy_text_row_begin (PagePolicyTextRow *self)
{
  g_return_if_fail (PAGE_IS_POLICY_TEXT_ROW (self));

  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (self), TRUE);
  gtk_widget_grab_focus (self->name);
}
