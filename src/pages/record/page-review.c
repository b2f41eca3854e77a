/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-review.h"

#include "biz-review-mark.h"
#include "biz-review.h"
#include "erp-capabilities.h"
#include "erp-session.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageReview
{
  GtkBox parent_instance;

  GtkWidget *label;
  GtkWidget *button;

  ErpSession *session;       /* (owned) */
  BizInvoiceStore *store;    /* (owned) */
  BizInvoice *invoice;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  gboolean writing;
  gboolean wanted; /* what is being written */
};

enum
{
  CHANGED,
  REFUSED,
  BUSY_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PageReview, page_review, GTK_TYPE_BOX)

static void
set_writing (PageReview *self, gboolean writing)
{
  self->writing = writing;
  g_signal_emit (self, signals[BUSY_CHANGED], 0);
}

static void
page_review_dispose (GObject *object)
{
  PageReview *self = PAGE_REVIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->invoice);
  g_clear_object (&self->store);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_review_parent_class)->dispose (object);
}

static void
page_review_finalize (GObject *object)
{
  g_clear_object (&PAGE_REVIEW (object)->cancellable);
  G_OBJECT_CLASS (page_review_parent_class)->finalize (object);
}

static void
page_review_class_init (PageReviewClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_review_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_review_finalize;
  signals[CHANGED] = g_signal_new ("changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REFUSED] = g_signal_new ("refused", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_ERROR);
  signals[BUSY_CHANGED] =
      g_signal_new ("busy-changed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
page_review_init (PageReview *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_box_set_spacing (GTK_BOX (self), 12);
  gtk_widget_add_css_class (GTK_WIDGET (self), "news");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  self->label = gtk_label_new (_ ("Somebody is to check this document."));
  gtk_label_set_xalign (GTK_LABEL (self->label), 0);
  gtk_label_set_wrap (GTK_LABEL (self->label), TRUE);
  gtk_widget_set_hexpand (self->label, TRUE);
  gtk_box_append (GTK_BOX (self), self->label);
  self->button = gtk_button_new_with_mnemonic (_ ("_Mark as Checked"));
  gtk_widget_set_valign (self->button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "invoice.mark-checked");
  gtk_box_append (GTK_BOX (self), self->button);
}

/**
 * page_review_connect:
 * @self: the part
 * @session: who is signed in where
 * @store: writes
 *
 * Once, before a document is shown.
 */
void
page_review_connect (PageReview *self, ErpSession *session, BizInvoiceStore *store)
{
  g_return_if_fail (PAGE_IS_REVIEW (self) && self->session == NULL);

  self->session = g_object_ref (session);
  self->store = g_object_ref (store);
}

/**
 * page_review_set_invoice:
 * @self: the part
 * @invoice: (nullable): what is shown
 *
 * Shows itself where the document is to be checked.
 */
void
page_review_set_invoice (PageReview *self, BizInvoice *invoice)
{
  gboolean to_check = FALSE;

  g_return_if_fail (PAGE_IS_REVIEW (self));

  g_set_object (&self->invoice, invoice);
  gtk_widget_set_visible (GTK_WIDGET (self), invoice != NULL
                                                 && biz_invoice_get_to_check (invoice, &to_check)
                                                 && to_check);
  gtk_widget_set_visible (self->button, page_review_allow (self, FALSE));
}

gboolean
page_review_allow (PageReview *self, gboolean to_check)
{
  ErpCapabilities *capabilities;

  g_return_val_if_fail (PAGE_IS_REVIEW (self), FALSE);

  if (self->invoice == NULL || self->session == NULL)
    return FALSE;
  capabilities = erp_session_get_capabilities (self->session);

  return (erp_capabilities_get_rights (capabilities, "account.move") & ERP_RIGHT_WRITE) != 0
         && biz_review_can_mark (self->invoice, to_check);
}

static void
marked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageReview) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  gboolean done = biz_review_mark_finish (result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  set_writing (self, FALSE);
  if (!done)
    g_signal_emit (self, signals[REFUSED], 0, _ ("The mark could not be written."), error);
  else
    g_signal_emit (self, signals[CHANGED], 0,
                   self->wanted ? _ ("Marked to be checked.") : _ ("Marked as checked."));
}

/**
 * page_review_run:
 * @self: the part
 * @to_check: whether somebody is to look at the document again
 *
 * Writes it where it is allowed and nothing is being written.
 */
void
page_review_run (PageReview *self, gboolean to_check)
{
  g_return_if_fail (PAGE_IS_REVIEW (self));

  if (self->writing || !page_review_allow (self, to_check))
    return;
  self->wanted = to_check;
  set_writing (self, TRUE);
  biz_review_mark_async (self->store, self->invoice, to_check, self->cancellable, marked_cb,
                         page_weak_new (self));
}

gboolean
page_review_is_busy (PageReview *self)
{
  g_return_val_if_fail (PAGE_IS_REVIEW (self), FALSE);

  return self->writing;
}
