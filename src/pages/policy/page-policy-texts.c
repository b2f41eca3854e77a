/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-texts.h"

#include "page-policy-text-row.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyTexts
{
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GtkWidget *adder; /* (unowned) */
  GPtrArray *rows;  /* (owned) (element-type GtkWidget): borrowed widgets */
  gboolean macros;
  gboolean filled;
};

G_DEFINE_FINAL_TYPE (PagePolicyTexts, page_policy_texts, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (PagePolicyTexts *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

/* A row that goes away does not take the keyboard along. */
static void
leave_rows (PagePolicyTexts *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->group)))
    gtk_widget_grab_focus (self->adder);
}

static void
removed_cb (PagePolicyTexts *self, GtkWidget *row)
{
  leave_rows (self);
  g_ptr_array_remove (self->rows, row);
  adw_preferences_group_remove (self->group, row);
  changed_cb (self);
}

static GtkWidget *
add_row (PagePolicyTexts *self, const BizServiceText *text)
{
  GtkWidget *row = page_policy_text_row_new (text, self->macros);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);

  return row;
}

static void
add_cb (PagePolicyTexts *self)
{
  g_autoptr (BizServiceText) text = NULL;
  GtkWidget *row;

  if (!self->filled)
    return;
  text = biz_service_text_new ("", NULL);
  text->reply = TRUE;
  row = add_row (self, text);
  changed_cb (self);
  page_policy_text_row_begin (PAGE_POLICY_TEXT_ROW (row));
}

static void
page_policy_texts_finalize (GObject *object)
{
  PagePolicyTexts *self = PAGE_POLICY_TEXTS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (page_policy_texts_parent_class)->finalize (object);
}

static void
page_policy_texts_class_init (PagePolicyTextsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_policy_texts_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_policy_texts_init (PagePolicyTexts *self)
{
  self->rows = g_ptr_array_new ();
  self->adder = gtk_button_new_with_mnemonic ("");
  self->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_valign (self->adder, GTK_ALIGN_START);
  g_signal_connect_object (self->adder, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (self->group, self->adder);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->group));
}

static const char *
get_key (PagePolicyTexts *self)
{
  return self->macros ? "macros" : "templates";
}

static void
say (PagePolicyTexts *self)
{
  gtk_button_set_label (GTK_BUTTON (self->adder),
                        self->macros ? _ ("Add Mac_ro") : _ ("Add Te_mplate"));
  adw_preferences_group_set_title (self->group, self->macros ? _ ("Macros of the Service Desk")
                                                             : _ ("Templates of the Service Desk"));
  adw_preferences_group_set_description (
      self->group,
      self->macros
          ? _ ("A text, and what becomes of the case when it is used.")
          : _ ("Texts for replies. {customer}, {number}, {subject}, {me}, {company}, {team} "
               "and {today} become what they mean. None: the program’s own."));
}

/**
 * page_policy_texts_fill:
 * @self: the texts
 * @policy: what is changed
 * @macros: whether these are macros or templates
 */
void
page_policy_texts_fill (PagePolicyTexts *self, BizPolicy *policy, gboolean macros)
{
  g_autoptr (GPtrArray) texts = NULL;

  g_return_if_fail (PAGE_IS_POLICY_TEXTS (self));
  g_return_if_fail (BIZ_IS_POLICY (policy));

  self->macros = macros;
  self->filled = TRUE;
  say (self);
  leave_rows (self);
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  texts = biz_service_text_list_own (policy, get_key (self));
  for (guint i = 0; i < texts->len; i++)
    add_row (self, g_ptr_array_index (texts, i));
}

gboolean
page_policy_texts_apply (PagePolicyTexts *self, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GPtrArray) texts = NULL;

  g_return_val_if_fail (PAGE_IS_POLICY_TEXTS (self), FALSE);
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (edit), FALSE);

  if (!self->filled)
    return TRUE;
  texts = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_text_free);
  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (texts, page_policy_text_row_dup_text (g_ptr_array_index (self->rows, i)));

  return biz_service_text_apply (texts, get_key (self), edit, error);
}
