/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-codes.h"

#include "biz-choice.h"
#include "page-policy-reason-row.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyCodes
{
  AdwExpanderRow parent_instance;

  BizPolicy *policy;               /* (owned) */
  const char *part;                /* (unowned) */
  const BizPolicySetting *setting; /* (unowned) */
  GPtrArray *rows;                 /* (owned) (element-type GtkWidget) */
  GtkWidget *adder;                /* (unowned): the last row */
};

G_DEFINE_FINAL_TYPE (PagePolicyCodes, page_policy_codes, ADW_TYPE_EXPANDER_ROW)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (PagePolicyCodes *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
removed_cb (PagePolicyCodes *self, GtkWidget *row)
{
  g_ptr_array_remove (self->rows, row);
  adw_expander_row_remove (ADW_EXPANDER_ROW (self), row);
  changed_cb (self);
}

/* Rows are in the order they were added, the button below them. */
static GtkWidget *
add_row (PagePolicyCodes *self, BizChoice *reason)
{
  GtkWidget *row = page_policy_reason_row_new (reason);

  g_signal_connect_object (row, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  g_ptr_array_add (self->rows, row);
  g_object_ref (self->adder);
  adw_expander_row_remove (ADW_EXPANDER_ROW (self), self->adder);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->adder);
  g_object_unref (self->adder);

  return row;
}

static void
add_cb (PagePolicyCodes *self)
{
  GtkWidget *row = add_row (self, NULL);

  changed_cb (self);
  gtk_widget_grab_focus (row);
}

static void
make_adder (PagePolicyCodes *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Add Reason"));

  self->adder = adw_preferences_row_new ();
  gtk_widget_add_css_class (button, "flat");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self->adder), button);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->adder), FALSE);
  g_signal_connect_object (button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), self->adder);
}

static void
page_policy_codes_finalize (GObject *object)
{
  PagePolicyCodes *self = PAGE_POLICY_CODES (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_object (&self->policy);

  G_OBJECT_CLASS (page_policy_codes_parent_class)->finalize (object);
}

static void
page_policy_codes_class_init (PagePolicyCodesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_policy_codes_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_policy_codes_init (PagePolicyCodes *self)
{
  self->rows = g_ptr_array_new ();
}

/**
 * page_policy_codes_new:
 * @policy: what is changed
 * @part: the key of a part
 * @setting: a BIZ_POLICY_CODES of it
 *
 * Returns: (transfer floating): a row with the reasons that count now
 */
GtkWidget *
page_policy_codes_new (BizPolicy *policy, const char *part, const BizPolicySetting *setting)
{
  PagePolicyCodes *self = g_object_new (PAGE_TYPE_POLICY_CODES, NULL);
  g_autoptr (GListModel) codes = biz_policy_list_codes (policy, part, setting->key);

  self->policy = g_object_ref (policy);
  self->part = part;
  self->setting = setting;
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _ (setting->title));
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (self),
                                 _ ("Reports count by the code; the words may change. None: the "
                                    "program’s own"));
  make_adder (self);
  for (guint i = 0; i < g_list_model_get_n_items (codes); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (codes, i);

      add_row (self, reason);
    }

  return GTK_WIDGET (self);
}

static gboolean
is_same (GListModel *a, GListModel *b)
{
  if (g_list_model_get_n_items (a) != g_list_model_get_n_items (b))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (a); i++)
    {
      g_autoptr (BizChoice) one = g_list_model_get_item (a, i);
      g_autoptr (BizChoice) other = g_list_model_get_item (b, i);

      if (g_strcmp0 (biz_choice_get_code (one), biz_choice_get_code (other)) != 0
          || g_strcmp0 (biz_choice_get_name (one), biz_choice_get_name (other)) != 0)
        return FALSE;
    }

  return TRUE;
}

/**
 * page_policy_codes_apply:
 * @self: the reasons
 * @edit: gets them where they differ
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION
 */
gboolean
page_policy_codes_apply (PagePolicyCodes *self, BizPolicyEdit *edit, GError **error)
{
  g_autoptr (GListStore) reasons = g_list_store_new (BIZ_TYPE_CHOICE);
  g_autoptr (GListModel) was = NULL;

  g_return_val_if_fail (PAGE_IS_POLICY_CODES (self), FALSE);
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (edit), FALSE);

  for (guint i = 0; i < self->rows->len; i++)
    {
      g_autoptr (BizChoice) reason =
          page_policy_reason_row_dup_reason (g_ptr_array_index (self->rows, i));

      g_list_store_append (reasons, reason);
    }
  was = biz_policy_list_codes (self->policy, self->part, self->setting->key);

  return is_same (G_LIST_MODEL (reasons), was)
         || biz_policy_edit_set_codes (edit, self->part, self->setting->key, G_LIST_MODEL (reasons),
                                       error);
}
