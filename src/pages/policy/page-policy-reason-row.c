/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-policy-reason-row.h"

#include <glib/gi18n-lib.h>

struct _PagePolicyReasonRow
{
  GtkListBoxRow parent_instance;

  GtkEditable *label_entry;
  GtkEditable *code_entry;
};

G_DEFINE_FINAL_TYPE (PagePolicyReasonRow, page_policy_reason_row, GTK_TYPE_LIST_BOX_ROW)

enum
{
  CHANGED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
changed_cb (PagePolicyReasonRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
remove_cb (PagePolicyReasonRow *self)
{
  g_signal_emit (self, signals[REMOVED], 0);
}

/* The row itself has nothing to do: the keyboard goes to what is in it. */
static gboolean
page_policy_reason_row_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PAGE_POLICY_REASON_ROW (widget)->label_entry));
}

static void
page_policy_reason_row_class_init (PagePolicyReasonRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  widget_class->grab_focus = page_policy_reason_row_grab_focus;
  signals[CHANGED] =
      g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[REMOVED] =
      g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-policy-reason-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePolicyReasonRow, label_entry);
  gtk_widget_class_bind_template_child (widget_class, PagePolicyReasonRow, code_entry);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
}

static void
page_policy_reason_row_init (PagePolicyReasonRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * page_policy_reason_row_new:
 * @reason: (nullable): what it is now
 *
 * Returns: (transfer floating): a row
 */
GtkWidget *
page_policy_reason_row_new (BizChoice *reason)
{
  PagePolicyReasonRow *self = g_object_new (PAGE_TYPE_POLICY_REASON_ROW, NULL);

  g_return_val_if_fail (reason == NULL || BIZ_IS_CHOICE (reason), NULL);

  if (reason != NULL)
    {
      gtk_editable_set_text (self->label_entry, biz_choice_get_name (reason));
      gtk_editable_set_text (self->code_entry, biz_choice_get_code (reason));
      gtk_editable_set_editable (self->code_entry, FALSE);
      gtk_widget_set_can_focus (GTK_WIDGET (self->code_entry), FALSE);
      gtk_widget_add_css_class (GTK_WIDGET (self->code_entry), "dim-label");
    }

  return GTK_WIDGET (self);
}

/**
 * page_policy_reason_row_dup_reason:
 * @self: a row
 *
 * Returns: (transfer full): what was written, right or not
 */
BizChoice *
page_policy_reason_row_dup_reason (PagePolicyReasonRow *self)
{
  g_autofree char *label = NULL;
  g_autofree char *code = NULL;

  g_return_val_if_fail (PAGE_IS_POLICY_REASON_ROW (self), NULL);

  label = g_strstrip (g_strdup (gtk_editable_get_text (self->label_entry)));
  code = g_strstrip (g_strdup (gtk_editable_get_text (self->code_entry)));

  return biz_choice_new (1, label, code);
}
