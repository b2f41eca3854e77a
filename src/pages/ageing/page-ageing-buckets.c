/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-ageing-buckets.h"

#include <glib/gi18n-lib.h>

struct _PageAgeingBuckets
{
  AdwMessageDialog parent_instance;

  GtkEntry *entry; /* in it */
  GtkLabel *words; /* in it */
  BizAgeingPlan plan;
};

G_DEFINE_FINAL_TYPE (PageAgeingBuckets, page_ageing_buckets, ADW_TYPE_MESSAGE_DIALOG)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
format_limits (const BizAgeingPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < plan->n_limits; i++)
    g_string_append_printf (text, i > 0 ? ", %u" : "%u", plan->limits[i]);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* "Not due · 1–30 · 31–60 · Over 60" */
static char *
describe (const BizAgeingPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < biz_ageing_plan_get_n_buckets (plan); i++)
    {
      g_autofree char *bucket = biz_ageing_plan_describe_bucket (plan, i);

      g_string_append_printf (text, i > 0 ? " · %s" : "%s", bucket);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
typed_cb (PageAgeingBuckets *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;
  const gboolean good =
      biz_ageing_plan_set_limits (&self->plan, gtk_editable_get_text (GTK_EDITABLE (self->entry)),
                                  &error);

  if (good)
    words = describe (&self->plan);
  gtk_label_set_text (self->words, good ? words : error->message);
  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                               good ? GTK_ACCESSIBLE_INVALID_FALSE : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "set", good);
}

static void
response_cb (PageAgeingBuckets *self, const char *response)
{
  g_autofree char *limits = NULL;

  if (!g_str_equal (response, "set"))
    return;
  limits = format_limits (&self->plan);
  g_signal_emit (self, signals[CHOSEN], 0, limits);
}

static void
page_ageing_buckets_class_init (PageAgeingBucketsClass *klass)
{
  /**
   * PageAgeingBuckets::chosen:
   * @self: the dialog
   * @limits: the last day of each bucket
   *
   * Other buckets are wanted.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
page_ageing_buckets_init (PageAgeingBuckets *self)
{
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (self);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->entry = GTK_ENTRY (gtk_entry_new ());
  self->words = GTK_LABEL (gtk_label_new (NULL));
  gtk_entry_set_activates_default (self->entry, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Last day of each bucket"), -1);
  gtk_label_set_wrap (self->words, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->words), "numeric");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->words));
  adw_message_dialog_set_heading (dialog, _ ("Buckets of Ages"));
  adw_message_dialog_set_body (
      dialog, _ ("The last day of each bucket, rising. What is older than the last one has a "
                 "bucket of its own."));
  adw_message_dialog_set_extra_child (dialog, box);
  adw_message_dialog_add_responses (dialog, "cancel", _ ("_Cancel"), "set", _ ("_Set"), NULL);
  adw_message_dialog_set_response_appearance (dialog, "set", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (dialog, "set");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_signal_connect_object (self->entry, "changed", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect (self, "response", G_CALLBACK (response_cb), NULL);
}

/**
 * page_ageing_buckets_new:
 * @plan: with the buckets as they are
 *
 * Returns: (transfer none): a window, which is destroyed when it is closed
 */
GtkWindow *
page_ageing_buckets_new (const BizAgeingPlan *plan)
{
  PageAgeingBuckets *self;
  g_autofree char *limits = NULL;

  g_return_val_if_fail (plan != NULL, NULL);

  self = g_object_new (PAGE_TYPE_AGEING_BUCKETS, "modal", TRUE, NULL);
  self->plan = *plan;
  limits = format_limits (plan);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), limits);

  return GTK_WINDOW (self);
}
