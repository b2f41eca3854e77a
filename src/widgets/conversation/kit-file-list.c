/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-file-list.h"

#include "erp-job.h"
#include "kit-file-reader.h"
#include "kit-file-window.h"
#include "kit-format.h"
#include "kit-inline-error.h"

#include <glib/gi18n-lib.h>

#define PULSE_MS 120

struct _KitFileList
{
  AdwBin parent_instance;

  GtkButton *add_button;
  GtkLabel *empty;
  GtkBox *uploads;
  GtkListBox *list;
  KitInlineError *error;

  BizThread *thread;             /* (owned) (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
};

G_DEFINE_FINAL_TYPE (KitFileList, kit_file_list, ADW_TYPE_BIN)

/* One file on its way. */
typedef struct
{
  KitFileList *self; /* (owned) */
  BizThread *thread; /* (owned) */
  GtkWidget *row;    /* (owned) */
  GtkLabel *label;
  GtkProgressBar *bar;
  guint pulse;
} Upload;

static void
free_upload (Upload *upload)
{
  g_clear_handle_id (&upload->pulse, g_source_remove);
  if (gtk_widget_get_parent (upload->row) == GTK_WIDGET (upload->self->uploads))
    gtk_box_remove (upload->self->uploads, upload->row);
  g_clear_object (&upload->row);
  g_clear_object (&upload->thread);
  g_clear_object (&upload->self);
  g_free (upload);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Upload, free_upload)

static gboolean
pulse_cb (gpointer user_data)
{
  Upload *upload = user_data;

  gtk_progress_bar_pulse (upload->bar);
  return G_SOURCE_CONTINUE;
}

static Upload *
create_upload (KitFileList *self, const char *name)
{
  Upload *upload = g_new0 (Upload, 1);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  upload->self = g_object_ref (self);
  upload->thread = g_object_ref (self->thread);
  upload->row = g_object_ref_sink (row);
  upload->label = GTK_LABEL (gtk_label_new (name));
  upload->bar = GTK_PROGRESS_BAR (gtk_progress_bar_new ());
  gtk_label_set_xalign (upload->label, 0);
  gtk_label_set_ellipsize (upload->label, PANGO_ELLIPSIZE_MIDDLE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (upload->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (upload->label));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (upload->bar));
  gtk_box_append (self->uploads, row);
  gtk_widget_set_visible (GTK_WIDGET (self->uploads), TRUE);
  upload->pulse = g_timeout_add (PULSE_MS, pulse_cb, upload);
  return upload;
}

static void
update (KitFileList *self)
{
  guint n =
      self->thread != NULL ? g_list_model_get_n_items (biz_thread_get_files (self->thread)) : 0;
  gboolean may = self->thread != NULL && biz_thread_may_change (self->thread);

  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty),
                          n == 0 && self->thread != NULL && biz_thread_is_loaded (self->thread)
                              && gtk_widget_get_first_child (GTK_WIDGET (self->uploads)) == NULL);
  gtk_label_set_text (self->empty, may ? _ ("No files. Drop some here.") : _ ("No files."));
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), may);
  gtk_widget_set_visible (GTK_WIDGET (self->uploads),
                          gtk_widget_get_first_child (GTK_WIDGET (self->uploads)) != NULL);
}

static void
uploaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Upload) upload = user_data;
  g_autoptr (KitFileList) self = g_object_ref (upload->self);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (BIZ_THREAD (source), result, &error);
  g_autofree char *name = g_strdup (gtk_label_get_text (upload->label));
  gboolean shown = self->thread == upload->thread;

  g_clear_pointer (&upload, free_upload);
  if (job == NULL && shown && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* Translators: a file. */
      g_autofree char *what = g_strdup_printf (_ ("“%s” was not put here."), name);

      kit_inline_error_set_error (self->error, what, error);
    }
  update (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Upload) upload = user_data;
  g_autoptr (KitFileList) self = g_object_ref (upload->self);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizNewFile) file = kit_file_reader_read_finish (result, &error);
  g_autofree char *size = NULL;
  g_autofree char *text = NULL;

  if (file == NULL)
    {
      if (self->thread == upload->thread)
        kit_inline_error_set_message (self->error, error->message);
      g_clear_pointer (&upload, free_upload);
      update (self);
      return;
    }
  size = g_format_size (g_bytes_get_size (biz_new_file_get_content (file)));
  /* Translators: a file and its size. */
  text = g_strdup_printf (_ ("Sending %s (%s)…"), biz_new_file_get_name (file), size);
  gtk_accessible_update_property (GTK_ACCESSIBLE (upload->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, text,
                                  -1);
  gtk_widget_set_tooltip_text (upload->row, text);
  {
    BizThread *thread = upload->thread;

    biz_thread_upload_async (thread, file, NULL, uploaded_cb, g_steal_pointer (&upload));
  }
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  KitFileList *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          kit_file_list_upload (self, file);
        }
    }
  g_clear_object (&self->chooser);
}

static void
add_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitFileList *self = KIT_FILE_LIST (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Add Files"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static gboolean
drop_cb (KitFileList *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (self->thread == NULL || !biz_thread_may_change (self->thread))
    return FALSE;
  for (GSList *l = files; l != NULL; l = l->next)
    kit_file_list_upload (self, l->data);
  return files != NULL;
}

/* A deletion from the question to the end. */
typedef struct
{
  KitFileList *self;   /* (owned) */
  BizThread *thread;   /* (owned) */
  BizAttachment *file; /* (owned) */
} Deletion;

static void
free_deletion (Deletion *deletion)
{
  g_clear_object (&deletion->self);
  g_clear_object (&deletion->thread);
  g_clear_object (&deletion->file);
  g_free (deletion);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Deletion, free_deletion)

static void
deleted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitFileList) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = biz_thread_job_finish (BIZ_THREAD (source), result, &error);

  if (job == NULL && self->thread == BIZ_THREAD (source)
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error, _ ("The file was not deleted."), error);
}

static void
delete_response_cb (GtkWidget *dialog, const char *response, gpointer user_data)
{
  g_autoptr (Deletion) deletion = user_data;

  if (!g_str_equal (response, "delete"))
    return;
  kit_inline_error_clear (deletion->self->error);
  biz_thread_delete_file_async (deletion->thread, deletion->file, NULL, deleted_cb,
                                g_object_ref (deletion->self));
}

static void
delete_cb (GtkButton *button, gpointer user_data)
{
  KitFileList *self = user_data;
  BizAttachment *file = g_object_get_data (G_OBJECT (button), "file");
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  g_autofree char *body =
      g_strdup_printf (_ ("“%s” is deleted from the server for everybody. Nobody gets it back."),
                       biz_attachment_get_name (file));
  GtkWidget *dialog = adw_message_dialog_new (GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                              _ ("Delete the File?"), body);
  Deletion *deletion = g_new0 (Deletion, 1);

  deletion->self = g_object_ref (self);
  deletion->thread = g_object_ref (self->thread);
  deletion->file = g_object_ref (file);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Keep It"), "delete",
                                    _ ("_Delete"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "delete",
                                              ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (delete_response_cb), deletion);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
save_cb (GtkButton *button, gpointer user_data)
{
  KitFileList *self = user_data;

  kit_file_save_as (GTK_WIDGET (self), self->thread, g_object_get_data (G_OBJECT (button), "file"));
}

static void
open_cb (GtkButton *button, gpointer user_data)
{
  kit_file_list_open (user_data, g_object_get_data (G_OBJECT (button), "file"));
}

static GtkWidget *
create_button (
    KitFileList *self, BizAttachment *file, const char *icon, const char *tip, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  g_autofree char *name = g_strdup_printf ("%s: %s", tip, biz_attachment_get_name (file));

  if (icon != NULL)
    gtk_button_set_icon_name (GTK_BUTTON (button), icon);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data_full (G_OBJECT (button), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static const char *
get_icon_name (BizAttachment *file)
{
  const char *type = biz_attachment_get_media_type (file);

  if (type != NULL && g_str_has_prefix (type, "image/"))
    return "image-x-generic-symbolic";
  return "text-x-generic-symbolic";
}

/* "PDF document, 12.3 kB, Anna, 22 Nov 2026" */
static char *
describe (BizAttachment *file)
{
  const char *type = biz_attachment_get_media_type (file);
  g_autofree char *content = type != NULL ? g_content_type_from_mime_type (type) : NULL;
  g_autofree char *kind = content != NULL ? g_content_type_get_description (content) : NULL;
  g_autofree char *size = g_format_size ((guint64)MAX (biz_attachment_get_size (file), 0));
  GDateTime *date = biz_attachment_get_date (file);
  g_autofree char *time = date != NULL ? kit_format_time (date) : NULL;
  GString *text = g_string_new (kind != NULL ? kind : "");

  g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", size);
  if (biz_attachment_get_author (file) != NULL)
    g_string_append_printf (text, " · %s", biz_attachment_get_author (file));
  if (time != NULL)
    g_string_append_printf (text, " · %s", time);
  return g_string_free (text, FALSE);
}

/* Name above what is known of it; a click shows the file. */
static GtkWidget *
create_open (KitFileList *self, BizAttachment *file)
{
  gboolean is_main = biz_thread_get_main_file (self->thread) == biz_attachment_get_id (file);
  GtkWidget *button = create_button (self, file, NULL, _ ("Show"), G_CALLBACK (open_cb));
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (biz_attachment_get_name (file));
  g_autofree char *details = describe (file);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_box_append (GTK_BOX (line), label);
  if (is_main)
    {
      label = gtk_label_new (_ ("Document"));
      gtk_widget_add_css_class (label, "file-main");
      gtk_widget_set_tooltip_text (label, _ ("What the ERP shows beside the record"));
      gtk_box_append (GTK_BOX (line), label);
    }
  gtk_box_append (GTK_BOX (texts), line);
  label = gtk_label_new (details);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_box_append (GTK_BOX (texts), label);
  gtk_box_append (GTK_BOX (content), gtk_image_new_from_icon_name (get_icon_name (file)));
  gtk_box_append (GTK_BOX (content), texts);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_set_hexpand (button, TRUE);
  return button;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  KitFileList *self = user_data;
  BizAttachment *file = item;
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  gtk_box_append (GTK_BOX (box), create_open (self, file));
  gtk_box_append (GTK_BOX (box), create_button (self, file, "document-save-symbolic", _ ("Save As"),
                                                G_CALLBACK (save_cb)));
  if (biz_thread_may_change (self->thread))
    gtk_box_append (GTK_BOX (box), create_button (self, file, "user-trash-symbolic", _ ("Delete"),
                                                  G_CALLBACK (delete_cb)));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static void
kit_file_list_dispose (GObject *object)
{
  KitFileList *self = KIT_FILE_LIST (object);

  g_clear_object (&self->chooser);
  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  g_clear_object (&self->thread);

  G_OBJECT_CLASS (kit_file_list_parent_class)->dispose (object);
}

static void
kit_file_list_class_init (KitFileListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_file_list_dispose;
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-file-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KitFileList, add_button);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, empty);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, uploads);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, list);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, error);
  gtk_widget_class_install_action (widget_class, "files.add", NULL, add_action);
}

static void
kit_file_list_init (KitFileList *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
kit_file_list_new (void)
{
  return g_object_new (KIT_TYPE_FILE_LIST, NULL);
}

static void
bind (KitFileList *self)
{
  gtk_list_box_bind_model (self->list,
                           self->thread != NULL ? biz_thread_get_files (self->thread) : NULL,
                           create_row, self, NULL);
}

static void
thread_changed_cb (KitFileList *self)
{
  /* Which one is the record's own paper came apart from the list. */
  bind (self);
  update (self);
}

void
kit_file_list_set_thread (KitFileList *self, BizThread *thread)
{
  g_return_if_fail (KIT_IS_FILE_LIST (self));
  g_return_if_fail (thread == NULL || BIZ_IS_THREAD (thread));

  if (self->thread == thread)
    return;
  if (self->thread != NULL)
    g_signal_handlers_disconnect_by_data (self->thread, self);
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  g_set_object (&self->thread, thread);
  kit_inline_error_clear (self->error);
  if (thread != NULL)
    {
      g_signal_connect_object (thread, "changed", G_CALLBACK (thread_changed_cb), self,
                               G_CONNECT_SWAPPED);
      bind (self);
    }
  update (self);
}

void
kit_file_list_upload (KitFileList *self, GFile *file)
{
  g_autofree char *name = NULL;

  g_return_if_fail (KIT_IS_FILE_LIST (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->thread == NULL)
    return;
  name = g_file_get_basename (file);
  kit_inline_error_clear (self->error);
  kit_file_reader_read_async (file, NULL, read_cb, create_upload (self, name));
  update (self);
}

void
kit_file_list_open (KitFileList *self, BizAttachment *file)
{
  GtkRoot *root;
  GtkWindow *window;

  g_return_if_fail (KIT_IS_FILE_LIST (self));
  g_return_if_fail (BIZ_IS_ATTACHMENT (file));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  window = kit_file_window_new (self->thread, file);
  if (GTK_IS_WINDOW (root))
    gtk_window_set_transient_for (window, GTK_WINDOW (root));
  gtk_window_present (window);
}
