/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-rows.h"

#include "page-policy-row.h"

typedef struct
{
  AdwPreferencesGroup *group;
  GtkWidget *adder; /* (unowned) */
  GPtrArray *rows;  /* (owned) (element-type GtkWidget): borrowed widgets */
} PagePolicyRowsPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (PagePolicyRows, page_policy_rows, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A row that goes away does not take the keyboard along. */
static void
leave_rows (PagePolicyRows *self)
{
  PagePolicyRowsPrivate *private = page_policy_rows_get_instance_private (self);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (private->group)))
    gtk_widget_grab_focus (private->adder);
}

static void
removed_cb (PagePolicyRows *self, GtkWidget *row)
{
  PagePolicyRowsPrivate *private = page_policy_rows_get_instance_private (self);

  leave_rows (self);
  g_ptr_array_remove (private->rows, row);
  adw_preferences_group_remove (private->group, row);
  page_policy_rows_changed (self);
}

static void
add_cb (PagePolicyRows *self)
{
  PAGE_POLICY_ROWS_GET_CLASS (self)->add (self);
}

static void
page_policy_rows_finalize (GObject *object)
{
  PagePolicyRowsPrivate *private =
      page_policy_rows_get_instance_private (PAGE_POLICY_ROWS (object));

  g_clear_pointer (&private->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (page_policy_rows_parent_class)->finalize (object);
}

static void
page_policy_rows_class_init (PagePolicyRowsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = page_policy_rows_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_policy_rows_init (PagePolicyRows *self)
{
  PagePolicyRowsPrivate *private = page_policy_rows_get_instance_private (self);

  private->rows = g_ptr_array_new ();
  private->adder = gtk_button_new_with_mnemonic ("");
  private->group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());
  gtk_widget_set_valign (private->adder, GTK_ALIGN_START);
  g_signal_connect_object (private->adder, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_set_header_suffix (private->group, private->adder);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (private->group));
}

/**
 * page_policy_rows_set_words:
 * @self: the list
 * @adder: what the button says, with a mnemonic
 * @title: what the rows are
 * @description: what they do
 */
void
page_policy_rows_set_words (PagePolicyRows *self,
                            const char *adder,
                            const char *title,
                            const char *description)
{
  PagePolicyRowsPrivate *private = page_policy_rows_get_instance_private (self);

  g_return_if_fail (PAGE_IS_POLICY_ROWS (self));

  gtk_button_set_label (GTK_BUTTON (private->adder), adder);
  adw_preferences_group_set_title (private->group, title);
  adw_preferences_group_set_description (private->group, description);
}

void
page_policy_rows_clear (PagePolicyRows *self)
{
  PagePolicyRowsPrivate *private = page_policy_rows_get_instance_private (self);

  g_return_if_fail (PAGE_IS_POLICY_ROWS (self));

  leave_rows (self);
  for (guint i = 0; i < private->rows->len; i++)
    adw_preferences_group_remove (private->group, g_ptr_array_index (private->rows, i));
  g_ptr_array_set_size (private->rows, 0);
}

void
page_policy_rows_append (PagePolicyRows *self, GtkWidget *row)
{
  PagePolicyRowsPrivate *private = page_policy_rows_get_instance_private (self);

  g_return_if_fail (PAGE_IS_POLICY_ROWS (self));
  g_return_if_fail (GTK_IS_WIDGET (row));

  if (PAGE_IS_POLICY_ROW (row))
    {
      g_signal_connect_object (row, "changed", G_CALLBACK (page_policy_rows_changed), self,
                               G_CONNECT_SWAPPED);
      g_signal_connect_object (row, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
    }
  adw_preferences_group_add (private->group, row);
  g_ptr_array_add (private->rows, row);
}

void
page_policy_rows_begin (PagePolicyRows *self, GtkWidget *row)
{
  g_return_if_fail (PAGE_IS_POLICY_ROW (row));

  page_policy_rows_append (self, row);
  page_policy_rows_changed (self);
  page_policy_row_begin (PAGE_POLICY_ROW (row));
}

void
page_policy_rows_changed (PagePolicyRows *self)
{
  g_return_if_fail (PAGE_IS_POLICY_ROWS (self));

  g_signal_emit (self, signals[CHANGED], 0);
}

GPtrArray *
page_policy_rows_get_rows (PagePolicyRows *self)
{
  PagePolicyRowsPrivate *private = page_policy_rows_get_instance_private (self);

  g_return_val_if_fail (PAGE_IS_POLICY_ROWS (self), NULL);

  return private->rows;
}
