/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-batch-dialog.h"

#include "biz-batch-post.h"
#include "erp-session.h"
#include "kit-inline-error.h"
#include "page-batch-row.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageBatchDialog
{
  AdwWindow parent_instance;

  GtkButton *close_button;
  GtkStack *stack;
  KitInlineError *load_error;
  GtkListBox *rows;
  KitInlineError *error_bar;
  GtkProgressBar *progress;
  GtkLabel *summary;
  GtkWidget *stop_button;
  GtkButton *post_button;

  ErpSession *session;       /* (owned) */
  BizBatchPost *batch;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
  guint n_run;
  gboolean ended;
};

G_DEFINE_FINAL_TYPE (PageBatchDialog, page_batch_dialog, ADW_TYPE_WINDOW)

enum
{
  ENDED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
add_count (GString *text, guint n, const char *sentence)
{
  g_autofree char *part = g_strdup_printf ("%u %s", n, sentence);

  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/* Each count with a word, the empty ones left out. */
static char *
describe (PageBatchDialog *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint waiting = biz_batch_post_count (self->batch, BIZ_BATCH_READY);

  /* Translators: each of these follows a number: "3 posted · 2 refused". */
  add_count (text, biz_batch_post_count (self->batch, BIZ_BATCH_POSTED), C_ ("count", "posted"));
  add_count (text, biz_batch_post_count (self->batch, BIZ_BATCH_REFUSED), C_ ("count", "refused"));
  add_count (text, biz_batch_post_count (self->batch, BIZ_BATCH_UNKNOWN),
             C_ ("count", "not known"));
  add_count (text, waiting, C_ ("count", "ready"));
  add_count (text, biz_batch_post_count (self->batch, BIZ_BATCH_ASKING),
             C_ ("count", "to look at first"));
  add_count (text, biz_batch_post_count (self->batch, BIZ_BATCH_NOT), C_ ("count", "left out"));
  add_count (text, biz_batch_post_count_missing (self->batch), C_ ("count", "not found any more"));
  if (biz_batch_post_is_stopping (self->batch))
    {
      g_string_append (text, text->len > 0 ? "\n" : "");
      g_string_append (text, _ ("Stopping after the one under way…"));
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
update (PageBatchDialog *self)
{
  const gboolean running = biz_batch_post_is_running (self->batch);
  const guint wanted = biz_batch_post_count_wanted (self->batch);
  const gboolean again = biz_batch_post_count (self->batch, BIZ_BATCH_REFUSED) > 0
                         || biz_batch_post_count (self->batch, BIZ_BATCH_UNKNOWN) > 0;
  g_autofree char *text = describe (self);
  g_autofree char *label = NULL;

  gtk_label_set_text (self->summary, text);
  gtk_widget_set_visible (GTK_WIDGET (self->progress), running);
  if (running && self->n_run > 0)
    gtk_progress_bar_set_fraction (self->progress,
                                   1.0 - (double)(wanted + 1) / (double)(self->n_run + 1));
  gtk_widget_set_visible (self->stop_button, running);
  gtk_widget_set_sensitive (self->stop_button, !biz_batch_post_is_stopping (self->batch));
  gtk_widget_set_visible (
      GTK_WIDGET (self->post_button),
      !running && (wanted > 0 || biz_batch_post_count (self->batch, BIZ_BATCH_ASKING) > 0));
  gtk_widget_set_sensitive (GTK_WIDGET (self->post_button), wanted > 0);
  if (again)
    /* Translators: a number of documents. */
    label = g_strdup_printf (ngettext ("_Try %u Again", "_Try %u Again", wanted), wanted);
  else
    /* Translators: a number of documents. */
    label = g_strdup_printf (ngettext ("_Post %u Document", "_Post %u Documents", wanted), wanted);
  gtk_button_set_label (self->post_button, label);
}

static void
fill_rows (PageBatchDialog *self)
{
  GListModel *items = biz_batch_post_get_items (self->batch);
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_list_box_remove (self->rows, row);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BizBatchItem) item = g_list_model_get_item (items, i);

      gtk_list_box_append (self->rows, page_batch_row_new (item));
      g_signal_connect_object (item, "notify::confirmed", G_CALLBACK (update), self,
                               G_CONNECT_SWAPPED);
    }
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageBatchDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean loaded = biz_batch_post_load_finish (BIZ_BATCH_POST (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!loaded)
    {
      kit_inline_error_set_error (self->load_error, _ ("The documents could not be read."), error);
      gtk_stack_set_visible_child_name (self->stack, "failed");
      return;
    }
  fill_rows (self);
  update (self);
  gtk_stack_set_visible_child_name (self->stack, "list");
  gtk_widget_grab_focus (GTK_WIDGET (self->post_button));
}

static void
load (PageBatchDialog *self)
{
  GDate today = page_text_get_today (self->session);

  gtk_stack_set_visible_child_name (self->stack, "asking");
  biz_batch_post_load_async (self->batch, &today, self->cancellable, loaded_cb,
                             page_weak_new (self));
}

static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageBatchDialog) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  const gboolean ran = biz_batch_post_run_finish (BIZ_BATCH_POST (source), result, &error);

  if (self == NULL || g_cancellable_is_cancelled (self->cancellable))
    return;
  if (!ran)
    kit_inline_error_set_error (self->error_bar,
                                _ ("It broke off. What is not posted waits as it was."), error);
  update (self);
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->post_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->close_button));
}

static void
post_cb (PageBatchDialog *self)
{
  if (biz_batch_post_is_running (self->batch) || biz_batch_post_count_wanted (self->batch) == 0)
    return;
  kit_inline_error_clear (self->error_bar);
  self->n_run = biz_batch_post_count_wanted (self->batch);
  biz_batch_post_run_async (self->batch, self->cancellable, ran_cb, page_weak_new (self));
  update (self);
  gtk_widget_grab_focus (self->stop_button);
}

static void
stop_cb (PageBatchDialog *self)
{
  biz_batch_post_stop (self->batch);
}

static void
retry_cb (PageBatchDialog *self)
{
  load (self);
}

/* What is under way is not left alone. */
static gboolean
page_batch_dialog_close_request (GtkWindow *window)
{
  PageBatchDialog *self = PAGE_BATCH_DIALOG (window);

  if (biz_batch_post_is_running (self->batch))
    {
      biz_batch_post_stop (self->batch);
      return TRUE;
    }
  if (!self->ended)
    {
      self->ended = TRUE;
      g_signal_emit (self, signals[ENDED], 0);
    }

  return GTK_WINDOW_CLASS (page_batch_dialog_parent_class)->close_request (window);
}

static void
page_batch_dialog_dispose (GObject *object)
{
  PageBatchDialog *self = PAGE_BATCH_DIALOG (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->batch);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_batch_dialog_parent_class)->dispose (object);
}

static void
page_batch_dialog_finalize (GObject *object)
{
  g_clear_object (&PAGE_BATCH_DIALOG (object)->cancellable);
  G_OBJECT_CLASS (page_batch_dialog_parent_class)->finalize (object);
}

static void
page_batch_dialog_class_init (PageBatchDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = page_batch_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = page_batch_dialog_finalize;
  GTK_WINDOW_CLASS (klass)->close_request = page_batch_dialog_close_request;
  signals[ENDED] = g_signal_new ("ended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 0);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-batch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, close_button);
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, load_error);
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, rows);
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, progress);
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, summary);
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, stop_button);
  gtk_widget_class_bind_template_child (widget_class, PageBatchDialog, post_button);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_bind_template_callback (widget_class, post_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_batch_dialog_init (PageBatchDialog *self)
{
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error_bar, NULL);
}

/**
 * page_batch_dialog_new:
 * @session: who is signed in where
 * @store: posts
 * @ids: (array length=n_ids): what is posted, at most %BIZ_BATCH_MAX
 * @n_ids: how many
 *
 * Returns: (transfer none): a window, not shown yet
 */
GtkWindow *
page_batch_dialog_new (ErpSession *session, BizInvoiceStore *store, const gint64 *ids, gsize n_ids)
{
  PageBatchDialog *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (BIZ_IS_INVOICE_STORE (store), NULL);

  self = g_object_new (PAGE_TYPE_BATCH_DIALOG, NULL);
  self->session = g_object_ref (session);
  self->batch = biz_batch_post_new (session, store, ids, n_ids);
  g_signal_connect_object (self->batch, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  load (self);
  return GTK_WINDOW (self);
}

GArray *
page_batch_dialog_dup_left (PageBatchDialog *self)
{
  GArray *left;
  GListModel *items;

  g_return_val_if_fail (PAGE_IS_BATCH_DIALOG (self), NULL);

  left = g_array_new (FALSE, FALSE, sizeof (gint64));
  items = biz_batch_post_get_items (self->batch);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (BizBatchItem) item = g_list_model_get_item (items, i);
      const gint64 id = biz_invoice_get_id (biz_batch_item_get_invoice (item));

      if (biz_batch_item_get_state (item) != BIZ_BATCH_POSTED
          && biz_batch_item_get_state (item) != BIZ_BATCH_NOT)
        g_array_append_val (left, id);
    }
  return left;
}

gboolean
page_batch_dialog_is_changed (PageBatchDialog *self)
{
  g_return_val_if_fail (PAGE_IS_BATCH_DIALOG (self), FALSE);

  return biz_batch_post_count (self->batch, BIZ_BATCH_POSTED) > 0
         || biz_batch_post_count (self->batch, BIZ_BATCH_UNKNOWN) > 0;
}
