/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-paper-window.h"

#include "biz-paper-store.h"
#include "draw-paper.h"
#include "erp-error.h"
#include "kit-preview.h"
#include "erp-client.h"
#include "erp-journal.h"
#include "page-paper-print.h"
#include "page-send-dialog.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

/* So many names are tried where a folder has files of the same name. */
#define MAX_COPIES 1000

typedef struct
{
  BizPaper *paper;         /* of the array */
  GBytes *pdf;             /* (owned) (nullable) until it is there */
  PagePrintable printable; /* (owned) */
} Document;

struct _PagePaperWindow
{
  AdwWindow parent_instance;

  AdwToastOverlay *toasts;
  AdwWindowTitle *heading;
  GtkDropDown *chooser;
  KitPreview *preview;

  ErpClient *client;            /* (owned) */
  ErpJournal *journal;          /* (owned) (nullable) */
  BizPaperStore *store;         /* (owned) */
  GArray *ids;                  /* (owned) (element-type gint64) */
  GPtrArray *papers;            /* (owned) (nullable) (element-type BizPaper) */
  GArray *documents;            /* (owned) (element-type Document) */
  GCancellable *cancellable;    /* (owned) */
  GtkFileChooserNative *dialog; /* (owned) (nullable) */
  GtkPrintOperation *operation; /* (owned) (nullable) */
  guint next;                   /* the document that is fetched */
};

G_DEFINE_FINAL_TYPE (PagePaperWindow, page_paper_window, ADW_TYPE_WINDOW)

static void fetch_next (PagePaperWindow *self);

static void
document_clear (gpointer data)
{
  Document *document = data;

  g_clear_pointer (&document->pdf, g_bytes_unref);
  g_clear_pointer (&document->printable.drawn, draw_paper_free);
  if (document->printable.client != NULL)
    kit_preview_client_close (document->printable.client);
  g_clear_object (&document->printable.client);
  g_clear_pointer (&document->printable.info, g_variant_unref);
}

static Document *
get_document (PagePaperWindow *self, guint index)
{
  return &g_array_index (self->documents, Document, index);
}

static char *
make_title (const BizPaper *paper)
{
  const char *kind = biz_move_type_to_label (paper->move_type);

  return paper->number != NULL
             ? g_strdup (paper->number)
             : g_strdup_printf ("%s · %s", biz_invoice_state_to_label (paper->state), kind);
}

static void
update (PagePaperWindow *self)
{
  const gboolean ready = page_paper_window_is_ready (self);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.print",
                                 ready && self->operation == NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.save", ready);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "paper.send", ready && self->journal != NULL);
}

static void
show_document (PagePaperWindow *self, guint index)
{
  const Document *document = get_document (self, index);
  g_autofree char *title = make_title (document->paper);
  g_autofree char *name = biz_paper_dup_file_name (document->paper);

  adw_window_title_set_title (self->heading, title);
  /* Whose paper this is must be plain: only one of them is what the customer got. */
  adw_window_title_set_subtitle (self->heading, document->printable.drawn != NULL
                                                    ? _ ("Laid out by Quittance")
                                                    : _ ("The server’s PDF"));
  kit_preview_load_bytes (self->preview, document->pdf, name, "application/pdf");
}

static void
fill_chooser (PagePaperWindow *self)
{
  g_autoptr (GtkStringList) titles = gtk_string_list_new (NULL);

  for (guint i = 0; i < self->documents->len; i++)
    gtk_string_list_take (titles, make_title (get_document (self, i)->paper));
  gtk_drop_down_set_model (self->chooser, G_LIST_MODEL (titles));
  gtk_widget_set_visible (GTK_WIDGET (self->chooser), self->documents->len > 1);
}

static void
fail (PagePaperWindow *self, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_preview_set_error (self->preview, _ ("The document could not be made ready."), error);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaperWindow) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  GVariant *info = kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, &error);

  if (self == NULL || self->next >= self->documents->len)
    {
      g_clear_pointer (&info, g_variant_unref);
      return;
    }
  if (info == NULL)
    {
      fail (self, error);
      return;
    }
  get_document (self, self->next++)->printable.info = info;
  fetch_next (self);
}

static void
fetched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaperWindow) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  GBytes *pdf = biz_paper_store_load_pdf_finish (BIZ_PAPER_STORE (source), result, &error);
  Document *document;

  if (self == NULL || pdf == NULL)
    {
      if (self != NULL)
        fail (self, error);
      g_clear_pointer (&pdf, g_bytes_unref);
      return;
    }
  document = get_document (self, self->next);
  document->pdf = pdf;
  document->printable.client = kit_preview_client_new ();
  kit_preview_client_open_bytes_async (document->printable.client, pdf, "document.pdf",
                                       "application/pdf", self->cancellable, opened_cb,
                                       page_weak_new (self));
}

static void
fetch_next (PagePaperWindow *self)
{
  for (; self->next < self->documents->len; self->next++)
    {
      Document *document = get_document (self, self->next);
      g_autoptr (GError) error = NULL;

      if (document->paper->pdf_id != 0)
        {
          biz_paper_store_load_pdf_async (self->store, document->paper->pdf_id, self->cancellable,
                                          fetched_cb, page_weak_new (self));
          return;
        }
      document->printable.drawn = draw_paper_new (document->paper, NULL);
      document->pdf = draw_paper_to_pdf (document->printable.drawn, &error);
      if (document->pdf == NULL)
        {
          fail (self, error);
          return;
        }
    }
  fill_chooser (self);
  show_document (self, 0);
  update (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PagePaperWindow) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) papers =
      biz_paper_store_load_finish (BIZ_PAPER_STORE (source), result, &error);

  if (self == NULL)
    return;
  if (papers == NULL)
    {
      fail (self, error);
      return;
    }
  g_array_set_size (self->documents, 0);
  for (guint i = 0; i < papers->len; i++)
    {
      const Document document = { .paper = g_ptr_array_index (papers, i) };

      g_array_append_val (self->documents, document);
    }
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  self->papers = g_steal_pointer (&papers);
  self->next = 0;
  fetch_next (self);
}

static void
load (PagePaperWindow *self)
{
  kit_preview_set_loading (self->preview);
  biz_paper_store_load_async (self->store, (const gint64 *)(void *)self->ids->data, self->ids->len,
                              self->cancellable, loaded_cb, page_weak_new (self));
}

static void
retry_cb (PagePaperWindow *self)
{
  load (self);
}

static void
chosen_cb (PagePaperWindow *self)
{
  const guint index = gtk_drop_down_get_selected (self->chooser);

  if (page_paper_window_is_ready (self) && index < self->documents->len)
    show_document (self, index);
}

static void
tell (PagePaperWindow *self, const char *text)
{
  AdwToast *toast = adw_toast_new (text);

  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
write_file (GFile *file, GBytes *bytes, gboolean replace, GError **error)
{
  g_autoptr (GFileOutputStream) stream =
      replace ? g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, error)
              : g_file_create (file, G_FILE_CREATE_NONE, NULL, error);
  gsize length;
  gconstpointer data = g_bytes_get_data (bytes, &length);

  return stream != NULL
         && g_output_stream_write_all (G_OUTPUT_STREAM (stream), data, length, NULL, NULL, error)
         && g_output_stream_close (G_OUTPUT_STREAM (stream), NULL, error);
}

/* "name.pdf", "name (2).pdf" … */
static gboolean
write_into (GFile *folder, const Document *document, GError **error)
{
  g_autofree char *name = biz_paper_dup_file_name (document->paper);
  g_autofree char *stem = g_strndup (name, strlen (name) - strlen (".pdf"));

  for (guint i = 1; i < MAX_COPIES; i++)
    {
      g_autofree char *tried = i == 1 ? g_strdup (name) : g_strdup_printf ("%s (%u).pdf", stem, i);
      g_autoptr (GFile) file = g_file_get_child (folder, tried);

      g_clear_error (error);
      if (write_file (file, document->pdf, FALSE, error))
        return TRUE;
      if (!g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_EXISTS))
        return FALSE;
    }

  return FALSE;
}

static void
save_cb (PagePaperWindow *self, int response)
{
  g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->dialog));
  g_autoptr (GError) error = NULL;

  gtk_native_dialog_hide (GTK_NATIVE_DIALOG (self->dialog));
  g_clear_object (&self->dialog);
  if (response != GTK_RESPONSE_ACCEPT || file == NULL)
    return;
  if (self->documents->len > 1)
    page_paper_window_save_to_folder (self, file);
  else if (write_file (file, get_document (self, 0)->pdf, TRUE, &error))
    tell (self, _ ("Document saved"));
  else
    {
      g_autofree char *text = g_strdup_printf (_ ("Not saved: %s"), error->message);

      tell (self, text);
    }
}

static void
save_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PagePaperWindow *self = PAGE_PAPER_WINDOW (widget);
  const gboolean many = self->documents->len > 1;
  g_autofree char *name = NULL;

  if (self->dialog != NULL || self->documents->len == 0)
    return;
  self->dialog = gtk_file_chooser_native_new (
      many ? _ ("Save Documents into a Folder") : _ ("Save Document"), GTK_WINDOW (self),
      many ? GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER : GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"),
      _ ("_Cancel"));
  if (!many)
    {
      name = biz_paper_dup_file_name (get_document (self, 0)->paper);
      gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->dialog), name);
    }
  g_signal_connect_swapped (self->dialog, "response", G_CALLBACK (save_cb), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->dialog));
}

static void
printed_cb (PagePaperWindow *self, GtkPrintOperationResult result)
{
  g_autoptr (GError) error = NULL;

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    {
      g_autofree char *text = NULL;

      gtk_print_operation_get_error (self->operation, &error);
      text = g_strdup_printf (_ ("Not printed: %s"), error != NULL ? error->message : "");
      tell (self, text);
    }
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    tell (self, _ ("Handed to the printer"));
  g_clear_object (&self->operation);
  update (self);
}

static void
print_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PagePaperWindow *self = PAGE_PAPER_WINDOW (widget);
  g_autofree PagePrintable *printables = g_new0 (PagePrintable, self->documents->len);
  g_autofree char *title = make_title (get_document (self, 0)->paper);

  if (self->operation != NULL)
    return;
  for (guint i = 0; i < self->documents->len; i++)
    printables[i] = get_document (self, i)->printable;
  self->operation = page_paper_print_new (printables, self->documents->len, title);
  g_object_set_data_full (G_OBJECT (self->operation), "printables", g_steal_pointer (&printables),
                          g_free);
  g_signal_connect_object (self->operation, "done", G_CALLBACK (printed_cb), self,
                           G_CONNECT_SWAPPED);
  update (self);
  gtk_print_operation_run (self->operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                           GTK_WINDOW (self), NULL);
}

static void
send_action (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PagePaperWindow *self = PAGE_PAPER_WINDOW (widget);
  GtkWindow *dialog = page_send_dialog_new (self->client, self->journal, self->store);

  for (guint i = 0; i < self->documents->len; i++)
    page_send_dialog_add (PAGE_SEND_DIALOG (dialog), get_document (self, i)->paper,
                          get_document (self, i)->pdf);
  page_send_dialog_start (PAGE_SEND_DIALOG (dialog), self->papers);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (self));
  gtk_window_set_destroy_with_parent (dialog, TRUE);
  gtk_window_present (dialog);
}

static void
page_paper_window_dispose (GObject *object)
{
  PagePaperWindow *self = PAGE_PAPER_WINDOW (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->dialog);
  g_clear_object (&self->operation);
  g_clear_object (&self->store);
  g_clear_object (&self->client);
  g_clear_object (&self->journal);
  g_clear_pointer (&self->documents, g_array_unref);
  g_clear_pointer (&self->papers, g_ptr_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);

  G_OBJECT_CLASS (page_paper_window_parent_class)->dispose (object);
}

static void
page_paper_window_class_init (PagePaperWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (KIT_TYPE_PREVIEW);
  G_OBJECT_CLASS (klass)->dispose = page_paper_window_dispose;
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/pages/page-paper-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PagePaperWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, PagePaperWindow, heading);
  gtk_widget_class_bind_template_child (widget_class, PagePaperWindow, chooser);
  gtk_widget_class_bind_template_child (widget_class, PagePaperWindow, preview);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
  gtk_widget_class_install_action (widget_class, "paper.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "paper.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "paper.send", NULL, send_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_p, GDK_CONTROL_MASK, "paper.print",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "paper.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
page_paper_window_init (PagePaperWindow *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->documents = g_array_new (FALSE, TRUE, sizeof (Document));
  g_array_set_clear_func (self->documents, document_clear);
  self->cancellable = g_cancellable_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

/**
 * page_paper_window_new:
 * @client: the server
 * @currencies: its currencies
 * @journal: (nullable): what is sent goes through it
 * @ids: (array length=n_ids): invoices and credit notes
 * @n_ids: how many
 *
 * Returns: (transfer none): a window that loads them
 */
GtkWindow *
page_paper_window_new (ErpClient *client,
                       BizCurrencyTable *currencies,
                       ErpJournal *journal,
                       const gint64 *ids,
                       gsize n_ids)
{
  PagePaperWindow *self;

  g_return_val_if_fail (n_ids > 0, NULL);

  self = g_object_new (PAGE_TYPE_PAPER_WINDOW, NULL);
  g_array_append_vals (self->ids, ids, (guint)n_ids);
  self->store = biz_paper_store_new (client, currencies);
  self->client = g_object_ref (client);
  g_set_object (&self->journal, journal);
  load (self);

  return GTK_WINDOW (self);
}

/**
 * page_paper_window_save_to_folder:
 * @self: a window that is ready
 * @folder: where to
 *
 * Nothing there is written over. What was not saved is named.
 */
void
page_paper_window_save_to_folder (PagePaperWindow *self, GFile *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  g_return_if_fail (PAGE_IS_PAPER_WINDOW (self));
  g_return_if_fail (page_paper_window_is_ready (self));

  while (n < self->documents->len && write_into (folder, get_document (self, n), &error))
    n++;
  if (n == self->documents->len)
    text = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u document saved", "%u documents saved", n), n);
  else
    text = g_strdup_printf (_ ("%u of %u documents saved, then: %s"), n, self->documents->len,
                            error != NULL ? error->message : "");
  tell (self, text);
}

/**
 * page_paper_window_is_ready:
 * @self: a window
 *
 * Returns: whether all documents are there
 */
gboolean
page_paper_window_is_ready (PagePaperWindow *self)
{
  g_return_val_if_fail (PAGE_IS_PAPER_WINDOW (self), FALSE);

  return self->documents->len > 0 && self->next == self->documents->len;
}
