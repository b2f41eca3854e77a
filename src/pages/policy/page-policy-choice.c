/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-choice.h"

#include "biz-choice.h"
#include "biz-stage.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyChoice
{
  GObject parent_instance;

  GtkWidget *entry;    /* (owned) */
  GtkWidget *combo;    /* (owned) */
  char *none;          /* (owned) */
  GListModel *offered; /* (owned) (nullable) */
  GPtrArray *values;   /* (owned) (element-type utf8): of the rows of the combo but the first */
  gboolean filling;
};

G_DEFINE_FINAL_TYPE (PagePolicyChoice, page_policy_choice, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (PagePolicyChoice *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[CHANGED], 0);
}

static void
page_policy_choice_finalize (GObject *object)
{
  PagePolicyChoice *self = PAGE_POLICY_CHOICE (object);

  g_clear_object (&self->entry);
  g_clear_object (&self->combo);
  g_clear_object (&self->offered);
  g_free (self->none);
  g_ptr_array_unref (self->values);

  G_OBJECT_CLASS (page_policy_choice_parent_class)->finalize (object);
}

static void
page_policy_choice_class_init (PagePolicyChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_policy_choice_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_policy_choice_init (PagePolicyChoice *self)
{
  self->values = g_ptr_array_new_with_free_func (g_free);
  self->entry = g_object_ref_sink (adw_entry_row_new ());
  self->combo = g_object_ref_sink (adw_combo_row_new ());
}

static const char *
get_name (gpointer item)
{
  return BIZ_IS_STAGE (item) ? biz_stage_get_name (item) : biz_choice_get_name (item);
}

/* G_MAXUINT where it is none of them */
static guint
find (PagePolicyChoice *self, const char *name)
{
  g_autofree char *wanted = g_utf8_casefold (name, -1);

  for (guint i = 0; i < self->values->len; i++)
    {
      g_autofree char *folded = g_utf8_casefold (g_ptr_array_index (self->values, i), -1);

      if (g_str_equal (folded, wanted))
        return i;
    }

  return G_MAXUINT;
}

/* What is chosen stays, also where the server has no such name. */
static void
fill (PagePolicyChoice *self)
{
  const guint n = self->offered != NULL ? g_list_model_get_n_items (self->offered) : 0;
  g_autofree char *value = page_policy_choice_dup_value (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  guint chosen = G_MAXUINT;

  self->filling = TRUE;
  g_ptr_array_set_size (self->values, 0);
  gtk_string_list_append (names, self->none);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (self->offered, i);

      if (find (self, get_name (item)) != G_MAXUINT)
        continue;
      g_ptr_array_add (self->values, g_strdup (get_name (item)));
      gtk_string_list_append (names, get_name (item));
    }
  if (value != NULL)
    chosen = find (self, value);
  if (value != NULL && chosen == G_MAXUINT)
    {
      /* Translators: a team, stage or category of the policy that the server does not have. */
      g_autofree char *gone = g_strdup_printf (_ ("%s (not on this server)"), value);

      chosen = self->values->len;
      g_ptr_array_add (self->values, g_strdup (value));
      gtk_string_list_append (names, gone);
    }
  else if (value != NULL)
    {
      /* as the policy writes it */
      g_free (self->values->pdata[chosen]);
      self->values->pdata[chosen] = g_strdup (value);
    }
  adw_combo_row_set_model (ADW_COMBO_ROW (self->combo), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (self->combo), value != NULL ? chosen + 1 : 0);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), value != NULL ? value : "");
  gtk_widget_set_visible (self->combo, n > 0);
  gtk_widget_set_visible (self->entry, n == 0);
  self->filling = FALSE;
}

PagePolicyChoice *
page_policy_choice_new (const char *title, const char *none, const char *value, GListModel *offered)
{
  PagePolicyChoice *self;
  g_autofree char *written = NULL;

  g_return_val_if_fail (title != NULL && none != NULL, NULL);
  g_return_val_if_fail (offered == NULL || G_IS_LIST_MODEL (offered), NULL);

  self = g_object_new (PAGE_TYPE_POLICY_CHOICE, NULL);
  self->none = g_strdup (none);
  /* Translators: what is written into an entry, and what an empty one means. */
  written = g_strdup_printf (_ ("%s, as the server names it; empty: %s"), title, none);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry), written);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->combo), title);
  gtk_widget_set_visible (self->combo, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), value != NULL ? value : "");
  if (g_set_object (&self->offered, offered))
    g_signal_connect_object (offered, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
  fill (self);
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->combo, "notify::selected", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

GtkWidget *
page_policy_choice_get_entry (PagePolicyChoice *self)
{
  g_return_val_if_fail (PAGE_IS_POLICY_CHOICE (self), NULL);

  return self->entry;
}

GtkWidget *
page_policy_choice_get_combo (PagePolicyChoice *self)
{
  g_return_val_if_fail (PAGE_IS_POLICY_CHOICE (self), NULL);

  return self->combo;
}

char *
page_policy_choice_dup_value (PagePolicyChoice *self)
{
  g_autofree char *text = NULL;
  guint selected;

  g_return_val_if_fail (PAGE_IS_POLICY_CHOICE (self), NULL);

  if (gtk_widget_get_visible (self->combo))
    {
      selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self->combo));

      return selected > 0 && selected <= self->values->len
                 ? g_strdup (g_ptr_array_index (self->values, selected - 1))
                 : NULL;
    }
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}
