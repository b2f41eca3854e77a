/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-file-list.h"

#include "biz-file-bin.h"
#include "biz-file-mark.h"
#include "biz-uploads.h"
#include "kit-file-requests.h"
#include "kit-file-row.h"
#include "kit-file-window.h"
#include "kit-inline-error.h"
#include "kit-section-layout.h"
#include "kit-upload-row.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* So many files are looked over without a search. */
#define FEW_FILES 6

struct _KitFileList
{
  AdwBin parent_instance;

  GtkSearchEntry *search;
  GtkMenuButton *ask_button;
  GtkButton *add_button;
  KitFileRequests *requests;
  GtkWidget *heading;
  GtkLabel *empty;
  GtkListBox *uploads;
  GtkListBox *list;
  KitInlineError *error;

  BizThread *thread;             /* (owned) (nullable) */
  GtkFilterListModel *shown;     /* (owned) (nullable): of the thread's files */
  GtkFilterListModel *on_way;    /* (owned) (nullable): of the session's uploads */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
  gint64 main_file;
};

G_DEFINE_FINAL_TYPE (KitFileList, kit_file_list, ADW_TYPE_BIN)

static gboolean
may_change (KitFileList *self)
{
  return self->thread != NULL && biz_thread_may_change (self->thread);
}

static BizUploads *
get_uploads (KitFileList *self)
{
  return biz_uploads_get (biz_thread_get_session (self->thread));
}

static BizFileBin *
get_bin (KitFileList *self)
{
  return biz_file_bin_get (biz_thread_get_session (self->thread));
}

static void
update (KitFileList *self)
{
  const guint n_all =
      self->thread != NULL ? g_list_model_get_n_items (biz_thread_get_files (self->thread)) : 0;
  const guint n = self->shown != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->shown)) : 0;
  const guint n_on_way =
      self->on_way != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->on_way)) : 0;
  const gboolean is_compact =
      n_all == 0 && n_on_way == 0 && !gtk_widget_get_visible (GTK_WIDGET (self->requests));
  const char *text = _ ("No files.");

  if (n_all > 0)
    text = _ ("No file is called like that.");
  else if (may_change (self))
    text = _ ("No files. Drop or paste some here.");
  /* Nothing to head: a line with what can be done is enough. */
  gtk_widget_set_visible (self->heading, !is_compact);
  gtk_widget_set_visible (GTK_WIDGET (self->list), n > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), n == 0 && n_on_way == 0 && self->thread != NULL
                                                        && biz_thread_is_loaded (self->thread));
  gtk_label_set_text (self->empty, text);
  gtk_widget_set_visible (GTK_WIDGET (self->add_button), may_change (self));
  gtk_widget_set_visible (GTK_WIDGET (self->ask_button),
                          self->thread != NULL && biz_thread_may_speak (self->thread));
  gtk_widget_set_visible (GTK_WIDGET (self->uploads), n_on_way > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->search), n_all > FEW_FILES);
  kit_section_set_compact (GTK_WIDGET (self), is_compact);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!biz_thread_load_finish (BIZ_THREAD (source), result, &error))
    g_debug ("the files were not loaded again: %s", error->message);
}

static void
uploaded_cb (KitFileList *self, BizUpload *upload)
{
  if (biz_upload_is_for (upload, self->thread))
    biz_thread_load_async (self->thread, NULL, loaded_cb, NULL);
}

static gboolean
is_own (KitFileList *self, const char *model, gint64 id)
{
  return id == biz_thread_get_id (self->thread)
         && g_str_equal (model, biz_thread_get_model (self->thread));
}

static void
deleted_cb (KitFileList *self, const char *model, gint64 id)
{
  if (is_own (self, model, id))
    biz_thread_load_async (self->thread, NULL, loaded_cb, NULL);
}

static void
not_deleted_cb (
    KitFileList *self, const char *model, gint64 id, const char *name, const GError *error)
{
  /* Translators: a file. */
  g_autofree char *what = g_strdup_printf (_ ("“%s” was not deleted."), name);

  if (is_own (self, model, id))
    kit_inline_error_set_error (self->error, what, error);
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

  if (!may_change (self))
    return;
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (_ ("Add Files"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                   GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Add"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
ask_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitFileList *self = KIT_FILE_LIST (widget);

  kit_inline_error_clear (self->error);
  kit_file_requests_ask (self->requests, g_variant_get_string (parameter, NULL));
}

static void
fill_ask_menu (KitFileList *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();

  for (guint i = 0; i < biz_file_kind_get_n (); i++)
    {
      g_autofree char *action = g_strdup_printf ("files.ask('%s')", biz_file_kind_get_name (i));

      g_menu_append (menu, biz_file_kind_get_label (biz_file_kind_get_name (i)), action);
    }
  gtk_menu_button_set_menu_model (self->ask_button, G_MENU_MODEL (menu));
}

static gboolean
take_files (KitFileList *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  if (!may_change (self))
    return FALSE;
  for (GSList *l = files; l != NULL; l = l->next)
    kit_file_list_upload (self, l->data);
  return files != NULL;
}

/* What is pasted, for the record that was shown then. */
typedef struct
{
  KitFileList *self;     /* (owned) */
  BizThread *thread;     /* (owned) */
  GOutputStream *stream; /* (owned) (nullable) */
  char *ending;          /* (owned) (nullable) */
} Paste;

static void
free_paste (Paste *paste)
{
  g_clear_object (&paste->self);
  g_clear_object (&paste->thread);
  g_clear_object (&paste->stream);
  g_free (paste->ending);
  g_free (paste);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Paste, free_paste)

/* "Picture 2026-11-23 10.35.02.png" */
static void
take_picture (Paste *paste)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *time = g_date_time_format (now, "%Y-%m-%d %H.%M.%S");
  g_autoptr (GBytes) bytes =
      g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (paste->stream));
  /* Translators: the name of a pasted picture: a time and "png" or "jpeg". */
  g_autofree char *name = g_strdup_printf (_ ("Picture %s.%s"), time, paste->ending);

  if (g_bytes_get_size (bytes) > 0)
    biz_uploads_add_bytes (biz_uploads_get (biz_thread_get_session (paste->thread)), paste->thread,
                           bytes, name);
}

static void
picture_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GError) error = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    kit_inline_error_set_message (paste->self->error, _ ("The picture could not be pasted."));
  else
    take_picture (paste);
}

static void
picture_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  g_autoptr (GError) error = NULL;
  const char *type = NULL;
  g_autoptr (GInputStream) stream =
      gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, &type, &error);
  GOutputStream *target;

  if (stream == NULL)
    {
      kit_inline_error_set_message (paste->self->error,
                                    _ ("There is no file and no picture to paste."));
      return;
    }
  paste->ending = g_strdup (type != NULL && strchr (type, '/') ? strchr (type, '/') + 1 : "png");
  target = paste->stream = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (target, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                    | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_LOW, NULL, picture_read_cb, g_steal_pointer (&paste));
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Paste) paste = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);

  if (value != NULL && paste->self->thread == paste->thread)
    take_files (paste->self, value);
}

static void
paste_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  static const char *pictures[] = { "image/png", "image/jpeg", "image/webp", NULL };
  KitFileList *self = KIT_FILE_LIST (widget);
  GdkClipboard *clipboard = gtk_widget_get_clipboard (widget);
  Paste *paste;

  if (!may_change (self))
    return;
  kit_inline_error_clear (self->error);
  paste = g_new0 (Paste, 1);
  paste->self = g_object_ref (self);
  paste->thread = g_object_ref (self->thread);
  if (gdk_content_formats_contain_gtype (gdk_clipboard_get_formats (clipboard), GDK_TYPE_FILE_LIST))
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_cb, paste);
  else
    gdk_clipboard_read_async (clipboard, pictures, G_PRIORITY_DEFAULT, NULL, picture_cb, paste);
}

static void
opened_cb (KitFileList *self, KitFileRow *row)
{
  kit_file_list_open (self, g_object_get_data (G_OBJECT (row), "file"));
}

static void
row_failed_cb (KitFileList *self, const char *what, const GError *error)
{
  kit_inline_error_set_error (self->error, what, error);
}

/* The row itself takes no focus: what is in it does. */
static GtkWidget *
wrap_row (GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

static GtkWidget *
create_row (gpointer item, gpointer user_data)
{
  KitFileList *self = user_data;
  GtkWidget *row = kit_file_row_new (self->thread, item);

  g_object_set_data_full (G_OBJECT (row), "file", g_object_ref (item), g_object_unref);
  g_signal_connect_object (row, "opened", G_CALLBACK (opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "failed", G_CALLBACK (row_failed_cb), self, G_CONNECT_SWAPPED);
  return wrap_row (row);
}

static GtkWidget *
create_upload_row (gpointer item, gpointer user_data)
{
  KitFileList *self = user_data;

  return wrap_row (kit_upload_row_new (get_uploads (self), item));
}

static gboolean
is_called_cb (gpointer item, gpointer user_data)
{
  KitFileList *self = user_data;
  const char *wanted = gtk_editable_get_text (GTK_EDITABLE (self->search));
  g_autofree char *needle = g_utf8_casefold (wanted, -1);
  g_autofree char *name = g_utf8_casefold (biz_attachment_get_name (item), -1);

  return strstr (name, needle) != NULL;
}

static gboolean
is_for_cb (gpointer item, gpointer user_data)
{
  KitFileList *self = user_data;

  return self->thread != NULL && biz_upload_is_for (item, self->thread);
}

static void
search_changed_cb (KitFileList *self)
{
  if (self->shown != NULL)
    gtk_filter_changed (gtk_filter_list_model_get_filter (self->shown),
                        GTK_FILTER_CHANGE_DIFFERENT);
}

static void
unbind (KitFileList *self)
{
  gtk_list_box_bind_model (self->list, NULL, NULL, NULL, NULL);
  gtk_list_box_bind_model (self->uploads, NULL, NULL, NULL, NULL);
  if (self->thread != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->thread, self);
      g_signal_handlers_disconnect_by_data (get_uploads (self), self);
      g_signal_handlers_disconnect_by_data (get_bin (self), self);
    }
  if (self->shown != NULL)
    g_signal_handlers_disconnect_by_data (self->shown, self);
  if (self->on_way != NULL)
    g_signal_handlers_disconnect_by_data (self->on_way, self);
  g_clear_object (&self->shown);
  g_clear_object (&self->on_way);
}

static void
kit_file_list_dispose (GObject *object)
{
  KitFileList *self = KIT_FILE_LIST (object);

  g_clear_object (&self->chooser);
  if (self->thread != NULL)
    unbind (self);
  g_clear_object (&self->thread);

  G_OBJECT_CLASS (kit_file_list_parent_class)->dispose (object);
}

static void
kit_file_list_class_init (KitFileListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_file_list_dispose;
  g_type_ensure (KIT_TYPE_FILE_REQUESTS);
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-file-list.ui");
  gtk_widget_class_bind_template_child (widget_class, KitFileList, search);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, ask_button);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, add_button);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, requests);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, heading);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, empty);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, uploads);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, list);
  gtk_widget_class_bind_template_child (widget_class, KitFileList, error);
  gtk_widget_class_bind_template_callback (widget_class, row_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, update);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_install_action (widget_class, "files.ask", "s", ask_action);
  gtk_widget_class_install_action (widget_class, "files.add", NULL, add_action);
  gtk_widget_class_install_action (widget_class, "files.paste", NULL, paste_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "files.paste",
                                       NULL);
}

static void
kit_file_list_init (KitFileList *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
  fill_ask_menu (self);
  g_signal_connect_object (target, "drop", G_CALLBACK (take_files), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

GtkWidget *
kit_file_list_new (void)
{
  return g_object_new (KIT_TYPE_FILE_LIST, NULL);
}

static void
bind_files (KitFileList *self)
{
  self->main_file = biz_thread_get_main_file (self->thread);
  gtk_list_box_bind_model (self->list, G_LIST_MODEL (self->shown), create_row, self, NULL);
}

static void
thread_changed_cb (KitFileList *self)
{
  /* Which one is the record's own paper came apart from the list. */
  if (biz_thread_get_main_file (self->thread) != self->main_file)
    bind_files (self);
  update (self);
}

static GtkFilterListModel *
new_filtered (KitFileList *self, GListModel *model, GtkCustomFilterFunc func)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (func, self, NULL));
  GtkFilterListModel *filtered = gtk_filter_list_model_new (g_object_ref (model), filter);

  g_signal_connect_object (filtered, "items-changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  return filtered;
}

static void
bind (KitFileList *self)
{
  self->shown = new_filtered (self, biz_thread_get_files (self->thread), is_called_cb);
  self->on_way = new_filtered (self, G_LIST_MODEL (get_uploads (self)), is_for_cb);
  bind_files (self);
  gtk_list_box_bind_model (self->uploads, G_LIST_MODEL (self->on_way), create_upload_row, self,
                           NULL);
  g_signal_connect_object (self->thread, "changed", G_CALLBACK (thread_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_uploads (self), "finished", G_CALLBACK (uploaded_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_bin (self), "deleted", G_CALLBACK (deleted_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (get_bin (self), "failed", G_CALLBACK (not_deleted_cb), self,
                           G_CONNECT_SWAPPED);
}

void
kit_file_list_set_thread (KitFileList *self, BizThread *thread)
{
  g_return_if_fail (KIT_IS_FILE_LIST (self));
  g_return_if_fail (thread == NULL || BIZ_IS_THREAD (thread));

  if (self->thread == thread)
    return;
  unbind (self);
  g_set_object (&self->thread, thread);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  kit_file_requests_set_thread (self->requests, thread);
  kit_inline_error_clear (self->error);
  if (thread != NULL)
    bind (self);
  update (self);
}

void
kit_file_list_upload (KitFileList *self, GFile *file)
{
  g_return_if_fail (KIT_IS_FILE_LIST (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->thread == NULL)
    return;
  kit_inline_error_clear (self->error);
  biz_uploads_add_file (get_uploads (self), self->thread, file);
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
