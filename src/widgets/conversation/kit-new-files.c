/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-new-files.h"

#include <glib/gi18n-lib.h>

#define MAX_FILES 50

struct _KitNewFiles
{
  AdwBin parent_instance;

  GtkBox *box;
  GListStore *files;             /* (owned) (nullable) */
  GCancellable *cancellable;     /* (owned) (nullable) */
  GtkFileChooserNative *chooser; /* (owned) (nullable): while it is open */
};

G_DEFINE_FINAL_TYPE (KitNewFiles, kit_new_files, ADW_TYPE_BIN)

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
remove_cb (GtkButton *button, gpointer user_data)
{
  KitNewFiles *self = user_data;
  guint position;

  if (self->files != NULL
      && g_list_store_find (self->files, g_object_get_data (G_OBJECT (button), "file"), &position))
    g_list_store_remove (self->files, position);
}

typedef struct
{
  KitNewFiles *self; /* (owned) */
  GListStore *files; /* (owned): where it goes: what is written may be another by then */
  BizNewFile *place; /* (owned): what stands for it until then */
  gboolean is_new;   /* else it stays as it is where it cannot be read */
} Reading;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Reading *reading = user_data;
  g_autoptr (KitNewFiles) self = reading->self;
  g_autoptr (GListStore) files = reading->files;
  g_autoptr (BizNewFile) place = reading->place;
  const gboolean is_new = reading->is_new;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizNewFile) file = biz_new_file_read_finish (result, &error);
  guint position;

  g_free (reading);
  if (!g_list_store_find (files, place, &position)
      || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (file != NULL || is_new)
    g_list_store_splice (files, position, 1, (gpointer *)&file, file != NULL ? 1 : 0);
  if (file == NULL)
    g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
read_file (KitNewFiles *self, GFile *file, BizNewFile *place, gboolean is_new)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->self = g_object_ref (self);
  reading->files = g_object_ref (self->files);
  reading->place = g_object_ref (place);
  reading->is_new = is_new;
  biz_new_file_read_async (file, self->cancellable, read_cb, reading);
}

/* Whatever is in it by now. */
static void
again_cb (GtkButton *button, gpointer user_data)
{
  KitNewFiles *self = user_data;
  BizNewFile *place = g_object_get_data (G_OBJECT (button), "file");
  g_autoptr (GFile) file = biz_new_file_dup_file (place);

  if (self->files != NULL && file != NULL)
    read_file (self, file, place, FALSE);
}

static char *
describe (BizNewFile *file)
{
  const char *name = biz_new_file_get_name (file);
  g_autofree char *size = NULL;

  switch (biz_new_file_get_state (file))
    {
    case BIZ_NEW_FILE_KEPT:
      /* Translators: a file. */
      return g_strdup_printf (_ ("%s is being read…"), name);
    case BIZ_NEW_FILE_CHANGED:
      return g_strdup_printf (_ ("%s was changed since it was attached."), name);
    case BIZ_NEW_FILE_GONE:
      return g_strdup_printf (_ ("%s is not there any more, or cannot be read."), name);
    case BIZ_NEW_FILE_NAMED:
      return g_strdup_printf (_ ("%s was too large to be kept. Attach it again."), name);
    case BIZ_NEW_FILE_READY:
      break;
    }
  size = g_format_size ((guint64)biz_new_file_get_size (file));

  return g_strdup_printf ("%s (%s)", name, size);
}

static GtkWidget *
create_label (BizNewFile *file)
{
  g_autofree char *words = describe (file);
  GtkWidget *label = gtk_label_new (words);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (biz_new_file_get_state (file) == BIZ_NEW_FILE_READY)
    {
      gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
      gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
    }
  else
    {
      gtk_label_set_wrap (GTK_LABEL (label), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
    }

  return label;
}

static void
append_button (
    KitNewFiles *self, GtkWidget *chip, GtkWidget *button, BizNewFile *file, GCallback callback)
{
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_object_set_data_full (G_OBJECT (button), "file", g_object_ref (file), g_object_unref);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  gtk_box_append (GTK_BOX (chip), button);
}

static GtkWidget *
create_remove (BizNewFile *file)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  /* Translators: a file. */
  g_autofree char *action = g_strdup_printf (_ ("Remove %s"), biz_new_file_get_name (file));

  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, action);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, action,
                                  -1);

  return button;
}

static GtkWidget *
create_chip (KitNewFiles *self, BizNewFile *file)
{
  const BizNewFileState state = biz_new_file_get_state (file);
  const gboolean missing = state > BIZ_NEW_FILE_KEPT;
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 3);

  gtk_widget_add_css_class (chip, "composer-chip");
  if (missing)
    gtk_widget_add_css_class (chip, "is-missing");
  gtk_box_append (GTK_BOX (chip),
                  gtk_image_new_from_icon_name (missing ? "dialog-warning-symbolic"
                                                        : "mail-attachment-symbolic"));
  gtk_box_append (GTK_BOX (chip), create_label (file));
  if (state == BIZ_NEW_FILE_CHANGED)
    append_button (self, chip, gtk_button_new_with_mnemonic (_ ("Attach as It _Is")), file,
                   G_CALLBACK (again_cb));
  else if (state == BIZ_NEW_FILE_GONE)
    append_button (self, chip, gtk_button_new_with_mnemonic (_ ("Look A_gain")), file,
                   G_CALLBACK (again_cb));
  append_button (self, chip, create_remove (file), file, G_CALLBACK (remove_cb));
  gtk_widget_set_halign (chip, GTK_ALIGN_START);

  return chip;
}

static void
fill (KitNewFiles *self)
{
  guint n = self->files != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->files)) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizNewFile) file = g_list_model_get_item (G_LIST_MODEL (self->files), i);

      gtk_box_append (self->box, create_chip (self, file));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  KitNewFiles *self = user_data;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));

      for (guint i = 0; i < g_list_model_get_n_items (files); i++)
        {
          g_autoptr (GFile) file = g_list_model_get_item (files, i);

          kit_new_files_add (self, file);
        }
    }
  g_clear_object (&self->chooser);
}

static void
let_go (KitNewFiles *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->files != NULL)
    g_signal_handlers_disconnect_by_data (self->files, self);
  g_clear_object (&self->files);
}

static void
kit_new_files_dispose (GObject *object)
{
  KitNewFiles *self = KIT_NEW_FILES (object);

  let_go (self);
  g_clear_object (&self->chooser);

  G_OBJECT_CLASS (kit_new_files_parent_class)->dispose (object);
}

static void
kit_new_files_class_init (KitNewFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kit_new_files_dispose;
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
kit_new_files_init (KitNewFiles *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kit_new_files_new (void)
{
  return g_object_new (KIT_TYPE_NEW_FILES, NULL);
}

void
kit_new_files_set (KitNewFiles *self, GListStore *files)
{
  g_return_if_fail (KIT_IS_NEW_FILES (self));
  g_return_if_fail (files == NULL || G_IS_LIST_STORE (files));

  let_go (self);
  if (files != NULL)
    {
      self->files = g_object_ref (files);
      self->cancellable = g_cancellable_new ();
      g_signal_connect_object (files, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
    }
  fill (self);
}

void
kit_new_files_add (KitNewFiles *self, GFile *file)
{
  g_autoptr (BizNewFile) place = NULL;

  g_return_if_fail (KIT_IS_NEW_FILES (self));
  g_return_if_fail (G_IS_FILE (file));

  if (self->files == NULL)
    return;
  if (g_list_model_get_n_items (G_LIST_MODEL (self->files)) >= MAX_FILES)
    {
      g_autofree char *name = g_file_get_basename (file);
      g_autofree char *words = g_strdup_printf (
          /* Translators: a number, and a file. */
          _ ("No more than %d files go with a message: “%s” was not attached."), MAX_FILES, name);

      g_signal_emit (self, signals[FAILED], 0, words);
      return;
    }
  place = biz_new_file_new_chosen (file);
  g_list_store_append (self->files, place);
  read_file (self, file, place, TRUE);
}

void
kit_new_files_choose (KitNewFiles *self)
{
  GtkRoot *root;

  g_return_if_fail (KIT_IS_NEW_FILES (self));

  root = gtk_widget_get_root (GTK_WIDGET (self));
  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("Attach Files"),
                                               GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Attach"), NULL);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}
