/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-text-row.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyTextRow
{
  PagePolicyRow parent_instance;

  GtkWidget *name;            /* (unowned) */
  GtkTextView *text;          /* (unowned) */
  PagePolicyChoice *stage;    /* (unowned) (nullable): of macros */
  PagePolicyChoice *category; /* (unowned) (nullable): of macros */
  GtkWidget *priority;        /* (unowned) (nullable): of macros */
  GtkSwitch *mine;            /* (unowned) (nullable): of macros */
  GtkSwitch *reply;           /* (unowned) (nullable): of macros */
  gboolean was_reply;         /* what a template says of itself stays */
};

G_DEFINE_FINAL_TYPE (PagePolicyTextRow, page_policy_text_row, PAGE_TYPE_POLICY_ROW)

static void
page_policy_text_row_tell (PagePolicyRow *row)
{
  g_autoptr (BizServiceText) text = page_policy_text_row_dup_text (PAGE_POLICY_TEXT_ROW (row));
  g_autofree char *words = biz_service_text_describe (text);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text->name);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), words);
}

static void
page_policy_text_row_class_init (PagePolicyTextRowClass *klass)
{
  PAGE_POLICY_ROW_CLASS (klass)->tell = page_policy_text_row_tell;
}

static void
page_policy_text_row_init (PagePolicyTextRow *self)
{
  page_policy_row_set_removal (PAGE_POLICY_ROW (self), _ ("Take this text away"));
}

static void
add_steps (PagePolicyTextRow *self, const BizServiceText *text, BizService *service)
{
  PagePolicyRow *row = PAGE_POLICY_ROW (self);

  self->reply =
      page_policy_row_add_switch (row, _ ("The text goes to the customer, else it is a note"),
                                  text->reply);
  /* Translators: the stage, category or priority of a case is not changed */
  self->stage =
      page_policy_row_add_choice (row, _ ("Stage"), _ ("stays"), text->stage,
                                  service != NULL ? biz_service_get_stages (service) : NULL);
  self->category =
      page_policy_row_add_choice (row, _ ("Category"), _ ("stays"), text->category,
                                  service != NULL ? biz_service_get_categories (service) : NULL);
  /* Translators: the priority of a case is not changed */
  self->priority = page_policy_row_add_priority (row, _ ("Priority"), _ ("stays"), text->priority);
  self->mine = page_policy_row_add_switch (row, _ ("The case becomes one’s own"), text->mine);
}

/**
 * page_policy_text_row_new:
 * @text: what it begins with
 * @macro: whether it does more than write
 * @service: (nullable): whose stages and categories there are
 *
 * Returns: (transfer floating): a closed row
 */
GtkWidget *
page_policy_text_row_new (const BizServiceText *text, gboolean macro, BizService *service)
{
  PagePolicyTextRow *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_object_new (PAGE_TYPE_POLICY_TEXT_ROW, NULL);
  self->was_reply = text->reply;
  self->name = page_policy_row_add_entry (PAGE_POLICY_ROW (self), _ ("Name"), text->name);
  self->text = page_policy_row_add_text (PAGE_POLICY_ROW (self), _ ("Text"), text->text);
  if (macro)
    add_steps (self, text, service);
  page_policy_row_filled (PAGE_POLICY_ROW (self));

  return GTK_WIDGET (self);
}

BizServiceText *
page_policy_text_row_dup_text (PagePolicyTextRow *self)
{
  GtkTextBuffer *buffer;
  GtkTextIter start, end;
  g_autofree char *name = NULL, *words = NULL;
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
  text->stage = page_policy_choice_dup_value (self->stage);
  text->category = page_policy_choice_dup_value (self->category);
  text->priority = page_policy_row_get_priority (self->priority);
  text->mine = gtk_switch_get_active (self->mine);
  text->reply = gtk_switch_get_active (self->reply);

  return text;
}
