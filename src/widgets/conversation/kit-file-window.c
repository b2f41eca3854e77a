/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-file-window.h"

#include "kit-preview.h"

#include <glib/gi18n-lib.h>

struct _KitFileWindow
{
  AdwWindow parent_instance;

  KitPreview *preview;

  BizThread *thread;         /* (owned) */
  BizAttachment *file;       /* (owned) */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (KitFileWindow, kit_file_window, ADW_TYPE_WINDOW)

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitFileWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = biz_thread_read_file_finish (BIZ_THREAD (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->thread == NULL)
    return;
  if (bytes == NULL)
    kit_preview_set_error (self->preview, _ ("The file could not be loaded."), error);
  else
    kit_preview_load_bytes (self->preview, bytes, biz_attachment_get_name (self->file),
                            biz_attachment_get_media_type (self->file));
}

static void
read_file (BizThread *thread,
           BizAttachment *file,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  gint64 id = biz_attachment_get_id (file);

  if (biz_attachment_get_folder (file) != NULL)
    biz_thread_read_folder_file_async (thread, id, cancellable, callback, user_data);
  else
    biz_thread_read_file_async (thread, id, cancellable, callback, user_data);
}

static void
load (KitFileWindow *self)
{
  kit_preview_set_loading (self->preview);
  read_file (self->thread, self->file, self->cancellable, read_cb, g_object_ref (self));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitFileWindow *self = KIT_FILE_WINDOW (widget);

  kit_file_save_as (widget, self->thread, self->file);
}

static void
kit_file_window_dispose (GObject *object)
{
  KitFileWindow *self = KIT_FILE_WINDOW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->thread);
  g_clear_object (&self->file);

  G_OBJECT_CLASS (kit_file_window_parent_class)->dispose (object);
}

static void
kit_file_window_class_init (KitFileWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_file_window_dispose;
  gtk_widget_class_install_action (widget_class, "file.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "file.save",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
kit_file_window_init (KitFileWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *bar = gtk_header_bar_new ();
  GtkWidget *save = gtk_button_new_with_mnemonic (_ ("_Save As…"));

  self->cancellable = g_cancellable_new ();
  gtk_window_set_default_size (GTK_WINDOW (self), 780, 860);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (save), "file.save");
  gtk_widget_set_tooltip_text (save, _ ("Save the File (Ctrl+S)"));
  gtk_header_bar_pack_start (GTK_HEADER_BAR (bar), save);
  gtk_box_append (GTK_BOX (box), bar);
  self->preview = KIT_PREVIEW (kit_preview_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->preview), TRUE);
  g_signal_connect_object (self->preview, "retry", G_CALLBACK (load), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->preview));
  adw_window_set_content (ADW_WINDOW (self), box);
}

/**
 * kit_file_window_new:
 * @thread: the conversation the file belongs to
 * @file: a file
 *
 * Returns: (transfer none): a window that loads and shows it
 */
GtkWindow *
kit_file_window_new (BizThread *thread, BizAttachment *file)
{
  KitFileWindow *self;

  g_return_val_if_fail (BIZ_IS_THREAD (thread), NULL);
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (file), NULL);

  self = g_object_new (KIT_TYPE_FILE_WINDOW, "title", biz_attachment_get_name (file), NULL);
  self->thread = g_object_ref (thread);
  self->file = g_object_ref (file);
  load (self);

  return GTK_WINDOW (self);
}

const char *
kit_file_window_get_state (KitFileWindow *self)
{
  g_return_val_if_fail (KIT_IS_FILE_WINDOW (self), NULL);

  return kit_preview_get_state (self->preview);
}

/* One saving, from the question to the end. */
typedef struct
{
  GtkWindow *parent;             /* weak (nullable) */
  BizThread *thread;             /* (owned) */
  BizAttachment *file;           /* (owned) */
  GtkFileChooserNative *chooser; /* (owned) */
  GFile *target;                 /* (owned) (nullable) */
} Saving;

static void
free_saving (Saving *saving)
{
  g_clear_weak_pointer (&saving->parent);
  g_clear_object (&saving->thread);
  g_clear_object (&saving->file);
  g_clear_object (&saving->chooser);
  g_clear_object (&saving->target);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, free_saving)

static void
tell (Saving *saving, const GError *error)
{
  GtkWidget *dialog =
      adw_message_dialog_new (saving->parent, _ ("The File Was Not Saved"), error->message);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (source), result, NULL, &error))
    tell (saving, error);
}

static void
content_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = biz_thread_read_file_finish (BIZ_THREAD (source), result, &error);
  GFile *target;

  if (bytes == NULL)
    {
      tell (saving, error);
      return;
    }
  target = saving->target;
  g_file_replace_contents_bytes_async (target, bytes, NULL, FALSE, G_FILE_CREATE_PRIVATE, NULL,
                                       written_cb, g_steal_pointer (&saving));
}

static void
place_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (Saving) saving = user_data;
  BizThread *thread;
  BizAttachment *file;

  if (response != GTK_RESPONSE_ACCEPT)
    return;
  saving->target = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  thread = saving->thread;
  file = saving->file;
  read_file (thread, file, NULL, content_cb, g_steal_pointer (&saving));
}

/**
 * kit_file_save_as:
 * @over: a widget of the window
 * @thread: the conversation
 * @file: a file of it
 *
 * The name that is offered has no folders and no marks that turn text around.
 */
void
kit_file_save_as (GtkWidget *over, BizThread *thread, BizAttachment *file)
{
  GtkRoot *root;
  Saving *saving;

  g_return_if_fail (GTK_IS_WIDGET (over));
  g_return_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_ATTACHMENT (file));

  root = gtk_widget_get_root (over);
  saving = g_new0 (Saving, 1);
  if (GTK_IS_WINDOW (root))
    g_set_weak_pointer (&saving->parent, GTK_WINDOW (root));
  saving->thread = g_object_ref (thread);
  saving->file = g_object_ref (file);
  saving->chooser = gtk_file_chooser_native_new (_ ("Save the File"), saving->parent,
                                                 GTK_FILE_CHOOSER_ACTION_SAVE, _ ("_Save"), NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (saving->chooser),
                                     biz_attachment_get_name (file));
  g_signal_connect (saving->chooser, "response", G_CALLBACK (place_cb), saving);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (saving->chooser));
}
