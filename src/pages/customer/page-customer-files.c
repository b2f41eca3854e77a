/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-customer-files.h"

#include "biz-customer-files.h"
#include "biz-file-days.h"
#include "biz-thread.h"
#include "kit-file-window.h"
#include "page-customer-details.h"
#include "page-text.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _PageCustomerFiles
{
  AdwBin parent_instance;

  GtkSearchEntry *search;    /* in the bin */
  GtkBox *rows;              /* in the bin */
  GtkWindow *preview;        /* (nullable): weak */
  ErpSession *session;       /* (owned) */
  BizCustomerFiles *files;   /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) (nullable) */
  GDate today;
  guint days; /* before its last one a document is warned of */
  gboolean is_loading;
  gboolean is_opening; /* the first row, when it is there */
};

G_DEFINE_FINAL_TYPE (PageCustomerFiles, page_customer_files, ADW_TYPE_BIN)

static void
clear_rows (PageCustomerFiles *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->rows))) != NULL)
    gtk_box_remove (self->rows, child);
}

static void
add_note (PageCustomerFiles *self, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (self->rows, label);
}

/* The file is read by a process of its own, never opened here. */
static void
open_cb (GtkWidget *button, gpointer user_data)
{
  PageCustomerFiles *self = user_data;
  const BizCustomerFile *file = g_object_get_data (G_OBJECT (button), "file");
  g_autoptr (BizThread) thread =
      biz_thread_new (self->session, file->model, file->record_id,
                      file->record != NULL ? file->record : biz_attachment_get_name (file->file),
                      0);
  GtkWindow *window = kit_file_window_new (thread, file->file);
  GtkRoot *root = gtk_widget_get_root (button);

  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (window, GTK_WINDOW (root));
  g_set_weak_pointer (&self->preview, window);
  gtk_window_present (window);
}

static void
add_line (GtkWidget *box, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
}

/* The name, and below it whose it is. Takes @file. */
static void
add_file (PageCustomerFiles *self, BizCustomerFile *file)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  const char *title = biz_attachment_get_name (file->file);
  BizFileMark *mark = biz_attachment_get_mark (file->file);
  g_autofree char *warning =
      mark != NULL ? biz_file_mark_warn (mark, &self->today, self->days) : NULL;
  g_autofree char *name = NULL;

  add_line (box, title, NULL);
  if (file->record != NULL)
    add_line (box, file->record, "dim-label");
  if (biz_attachment_get_folder (file->file) != NULL)
    {
      /* Translators: where a file is kept: in a folder of that name. */
      g_autofree char *folder =
          g_strdup_printf (_ ("Folder: %s"), biz_attachment_get_folder (file->file));

      add_line (box, folder, "dim-label");
    }
  if (warning != NULL)
    {
      add_line (box, warning, "file-ending");
      gtk_widget_set_halign (gtk_widget_get_last_child (box), GTK_ALIGN_START);
      name = g_strjoin (", ", title, warning, file->record, NULL);
    }
  else
    name = g_strjoin (", ", title, file->record, NULL);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "file", file, (GDestroyNotify)biz_customer_file_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (open_cb), self, 0);
  gtk_box_append (self->rows, button);
}

static void
add_notes (PageCustomerFiles *self, guint n_files, guint n_more)
{
  g_autofree char *more = NULL;
  g_autofree char *cut = NULL;

  if (n_files == 0)
    add_note (self, gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0'
                        ? _ ("No file of this customer is called that.")
                        : _ ("No files."));
  if (n_more > 0)
    {
      more = g_strdup_printf (ngettext ("%u older file is found by its name.",
                                        "%u older files are found by their names.", n_more),
                              n_more);
      add_note (self, more);
    }
  if (!biz_customer_files_is_cut (self->files))
    return;
  cut = g_strdup_printf (_ ("Looked at the newest %d records of each kind."),
                         BIZ_CUSTOMER_FILES_MAX_RECORDS);
  add_note (self, cut);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PageCustomerFiles) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  guint n_more = 0, n_files;
  g_autoptr (GPtrArray) files =
      biz_customer_files_find_finish (BIZ_CUSTOMER_FILES (source), result, &n_more, &error);
  GtkWidget *first;

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  self->is_loading = FALSE;
  clear_rows (self);
  if (files == NULL)
    {
      self->is_opening = FALSE;
      add_note (self, error->message);
      return;
    }
  self->days = biz_file_days_get_days (biz_file_days_get (self->session), 0);
  n_files = files->len;
  while (files->len > 0)
    add_file (self, g_ptr_array_steal_index (files, 0));
  add_notes (self, n_files, n_more);
  first = gtk_widget_get_first_child (GTK_WIDGET (self->rows));
  if (self->is_opening && GTK_IS_BUTTON (first))
    g_signal_emit_by_name (first, "clicked");
  self->is_opening = FALSE;
}

static void
find (PageCustomerFiles *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->is_loading = FALSE;
  if (self->files == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  self->is_loading = TRUE;
  biz_customer_files_find_async (self->files, gtk_editable_get_text (GTK_EDITABLE (self->search)),
                                 self->cancellable, found_cb, page_weak_new (self));
}

static void
search_changed_cb (PageCustomerFiles *self)
{
  find (self);
}

/* Enter shows the first; what is typed just now is looked for first. */
static void
activate_cb (PageCustomerFiles *self)
{
  self->is_opening = TRUE;
  find (self);
}

/* Escape takes the text away first, then it closes the customer as everywhere on his page. */
static void
stop_cb (PageCustomerFiles *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->search))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "customer.close", NULL);
}

static void
page_customer_files_dispose (GObject *object)
{
  PageCustomerFiles *self = PAGE_CUSTOMER_FILES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->preview);
  g_clear_object (&self->files);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (page_customer_files_parent_class)->dispose (object);
}

static void
page_customer_files_class_init (PageCustomerFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = page_customer_files_dispose;
}

static void
page_customer_files_init (PageCustomerFiles *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->search = GTK_SEARCH_ENTRY (gtk_search_entry_new ());
  self->rows = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  g_object_set (self->search, "placeholder-text", _ ("Find by name"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->search), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Find a document of this customer by its name"), -1);
  g_signal_connect_swapped (self->search, "search-changed", G_CALLBACK (search_changed_cb), self);
  g_signal_connect_swapped (self->search, "activate", G_CALLBACK (activate_cb), self);
  g_signal_connect_swapped (self->search, "stop-search", G_CALLBACK (stop_cb), self);
  gtk_box_append (GTK_BOX (box), page_customer_details_new_heading (_ ("Documents")));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->search));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->rows));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * page_customer_files_new:
 * @session: who is signed in where
 *
 * Returns: (transfer floating): the documents of nobody yet
 */
GtkWidget *
page_customer_files_new (ErpSession *session)
{
  PageCustomerFiles *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (PAGE_TYPE_CUSTOMER_FILES, NULL);
  self->session = g_object_ref (session);
  g_signal_connect_object (biz_file_days_get (session), "changed", G_CALLBACK (find), self,
                           G_CONNECT_SWAPPED);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  return GTK_WIDGET (self);
}

/**
 * page_customer_files_set_customer:
 * @self: the documents
 * @partner_id: whose, the commercial partner; 0 for nobody
 */
void
page_customer_files_set_customer (PageCustomerFiles *self, gint64 partner_id)
{
  g_return_if_fail (PAGE_IS_CUSTOMER_FILES (self) && partner_id >= 0);

  g_clear_object (&self->files);
  clear_rows (self);
  self->is_opening = FALSE;
  if (partner_id > 0)
    {
      self->today = page_text_get_today (self->session);
      self->files = biz_customer_files_new (self->session, partner_id, &self->today);
    }
  g_signal_handlers_block_by_func (self->search, search_changed_cb, self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  g_signal_handlers_unblock_by_func (self->search, search_changed_cb, self);
  gtk_widget_set_visible (GTK_WIDGET (self), partner_id > 0);
  find (self);
}

gboolean
page_customer_files_is_loading (PageCustomerFiles *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_FILES (self), FALSE);

  return self->is_loading;
}

GtkEditable *
page_customer_files_get_search (PageCustomerFiles *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_FILES (self), NULL);

  return GTK_EDITABLE (self->search);
}

GtkWidget *
page_customer_files_get_rows (PageCustomerFiles *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_FILES (self), NULL);

  return GTK_WIDGET (self->rows);
}

GtkWindow *
page_customer_files_get_preview (PageCustomerFiles *self)
{
  g_return_val_if_fail (PAGE_IS_CUSTOMER_FILES (self), NULL);

  return self->preview;
}
