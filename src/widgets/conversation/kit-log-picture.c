/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-log-picture.h"

#include "kit-pictures.h"

#include <glib/gi18n-lib.h>

/* Smaller is no picture: it only tells its sender that somebody looks. */
#define MIN_SIDE 3
/* Frames until it has a place. */
#define MAX_TRIES 60

typedef enum
{
  STATE_WAITING,
  STATE_LOADING,
  STATE_SHOWN,
  STATE_FOREIGN,
  STATE_ERROR,
} State;

struct _KitLogPicture
{
  AdwBin parent_instance;

  BizThread *thread; /* (owned) */
  gint64 id;
  char *alternative; /* (owned) (nullable) */
  int width;
  State state;
  GCancellable *cancellable; /* (owned) (nullable): of what is read */
  GtkAdjustment *scroll;     /* (owned) (nullable): of what it scrolls in, while it waits */
  guint look_id;             /* of a tick callback */
  guint n_frames;            /* until it looks */
  guint n_tries;             /* to find its place */
};

G_DEFINE_FINAL_TYPE (KitLogPicture, kit_log_picture, ADW_TYPE_BIN)

static void look_soon (KitLogPicture *self);

static GtkWidget *
create_caption (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");

  return label;
}

/* A quiet line in the place of the picture. */
static GtkWidget *
create_line (KitLogPicture *self, const char *icon, const char *text)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *all = self->alternative != NULL
                             ? g_strdup_printf ("%s: %s", text, self->alternative)
                             : g_strdup (text);

  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_widget_add_css_class (image, "dim-label");
      gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_box_append (GTK_BOX (box), image);
    }
  gtk_box_append (GTK_BOX (box), create_caption (all));

  return box;
}

static void
stop_looking (KitLogPicture *self)
{
  if (self->look_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->look_id);
  self->look_id = 0;
  if (self->scroll != NULL)
    g_signal_handlers_disconnect_by_func (self->scroll, look_soon, self);
  g_clear_object (&self->scroll);
}

static void
show_waiting (KitLogPicture *self)
{
  self->state = STATE_WAITING;
  adw_bin_set_child (ADW_BIN (self), create_line (self, "image-x-generic-symbolic", _ ("Picture")));
}

static void
show_foreign (KitLogPicture *self)
{
  self->state = STATE_FOREIGN;
  adw_bin_set_child (ADW_BIN (self),
                     create_line (self, "image-missing-symbolic", _ ("Picture not loaded")));
}

static void
show_loading (KitLogPicture *self)
{
  GtkWidget *line = create_line (self, NULL, _ ("Loading picture…"));
  GtkWidget *spinner = gtk_spinner_new ();

  self->state = STATE_LOADING;
  gtk_spinner_start (GTK_SPINNER (spinner));
  gtk_box_prepend (GTK_BOX (line), spinner);
  adw_bin_set_child (ADW_BIN (self), line);
}

static void
show_drawing (KitLogPicture *self, BizAttachment *file, KitDrawing *drawing)
{
  GtkWidget *button = gtk_button_new ();
  const char *what = self->alternative != NULL ? self->alternative : biz_attachment_get_name (file);
  g_autofree char *label = g_strdup_printf (_ ("Picture: %s"), what);
  g_autofree char *tip = g_strdup_printf (_ ("Open “%s”"), biz_attachment_get_name (file));

  self->state = STATE_SHOWN;
  gtk_widget_set_visible (GTK_WIDGET (self),
                          drawing->width >= MIN_SIDE && drawing->height >= MIN_SIDE);
  gtk_button_set_child (GTK_BUTTON (button), kit_picture_area_new (drawing, self->width));
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "log-picture");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, tip, -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "conversation.open-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", self->id);
  adw_bin_set_child (ADW_BIN (self), button);
}

/* A file of this conversation that may be shown; NULL: not known, or not one. */
static BizAttachment *
find_file (KitLogPicture *self)
{
  BizAttachment *file = biz_thread_get_file (self->thread, self->id);

  return file != NULL && biz_attachment_is_picture (file) ? file : NULL;
}

static void
retry_cb (KitLogPicture *self)
{
  BizAttachment *file = find_file (self);

  if (file != NULL)
    kit_pictures_forget (kit_pictures_get (biz_thread_get_session (self->thread)), file);
  show_waiting (self);
  look_soon (self);
}

static void
show_error (KitLogPicture *self, const GError *error)
{
  GtkWidget *line = create_line (self, "image-missing-symbolic", _ ("Picture not loaded"));
  GtkWidget *retry = gtk_button_new_with_mnemonic (_ ("_Try Again"));
  GtkWidget *open = gtk_button_new_with_label (_ ("Open File"));

  self->state = STATE_ERROR;
  gtk_widget_set_tooltip_text (line, error->message);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  error->message, -1);
  gtk_widget_set_valign (retry, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (retry, "flat");
  gtk_widget_add_css_class (retry, "log-file");
  gtk_widget_set_tooltip_text (retry, error->message);
  g_signal_connect_object (retry, "clicked", G_CALLBACK (retry_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (line), retry);
  gtk_widget_set_valign (open, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (open, "flat");
  gtk_widget_add_css_class (open, "log-file");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (open), "conversation.open-file");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (open), "x", self->id);
  gtk_box_append (GTK_BOX (line), open);
  adw_bin_set_child (ADW_BIN (self), line);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitLogPicture) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (KitDrawing) drawing = kit_pictures_load_finish (KIT_PICTURES (source), result, &error);
  BizAttachment *file;

  /* another one runs, or none, where this one was stopped */
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->state != STATE_LOADING)
    return;
  g_clear_object (&self->cancellable);
  file = find_file (self);
  if (drawing != NULL && file != NULL)
    show_drawing (self, file, drawing);
  else if (drawing != NULL)
    show_foreign (self);
  else
    show_error (self, error);
}

static void
load (KitLogPicture *self, BizAttachment *file)
{
  KitPictures *pictures = kit_pictures_get (biz_thread_get_session (self->thread));
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_autoptr (KitDrawing) drawing = kit_pictures_find (pictures, file, CLAMP (scale, 1, 4));

  stop_looking (self);
  if (drawing != NULL)
    {
      show_drawing (self, file, drawing);
      return;
    }
  show_loading (self);
  self->cancellable = g_cancellable_new ();
  kit_pictures_load_async (pictures, self->thread, file, scale, self->cancellable, loaded_cb,
                           g_object_ref (self));
}

/* What is above or below by no more than what is seen counts as seen. */
static gboolean
is_in_sight (KitLogPicture *self)
{
  GtkWidget *scroller = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_SCROLLED_WINDOW);
  graphene_rect_t place;
  float seen;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return FALSE;
  if (scroller == NULL)
    return TRUE;
  if (!gtk_widget_compute_bounds (GTK_WIDGET (self), scroller, &place))
    return FALSE;
  seen = (float)gtk_widget_get_height (scroller);

  return place.origin.y < 2 * seen && place.origin.y + place.size.height > -seen;
}

static gboolean
look_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KitLogPicture *self = KIT_LOG_PICTURE (widget);
  BizAttachment *file = find_file (self);

  if (self->n_frames > 0)
    {
      self->n_frames--;
      return G_SOURCE_CONTINUE;
    }
  if (gtk_widget_get_height (widget) == 0 && self->n_tries++ < MAX_TRIES)
    return G_SOURCE_CONTINUE;
  self->look_id = 0;
  if (self->state == STATE_WAITING && file != NULL && is_in_sight (self))
    load (self, file);

  return G_SOURCE_REMOVE;
}

/* When the frame after the next one begins: places are given out within a frame. */
static void
look_soon (KitLogPicture *self)
{
  self->n_frames = 1;
  if (self->state == STATE_WAITING && self->look_id == 0
      && gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->look_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), look_cb, NULL, NULL);
}

/* More files are known. */
static void
changed_cb (KitLogPicture *self)
{
  gboolean found = find_file (self) != NULL;

  if (self->state == STATE_WAITING && !found)
    show_foreign (self);
  else if (self->state == STATE_FOREIGN && found)
    show_waiting (self);
  look_soon (self);
}

static void
kit_log_picture_map (GtkWidget *widget)
{
  KitLogPicture *self = KIT_LOG_PICTURE (widget);
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);

  GTK_WIDGET_CLASS (kit_log_picture_parent_class)->map (widget);
  stop_looking (self);
  self->n_tries = 0;
  if (scroller != NULL)
    {
      self->scroll =
          g_object_ref (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller)));
      g_signal_connect_swapped (self->scroll, "value-changed", G_CALLBACK (look_soon), self);
      g_signal_connect_swapped (self->scroll, "changed", G_CALLBACK (look_soon), self);
    }
  look_soon (self);
}

/* What is not seen any more is not read on. */
static void
kit_log_picture_unmap (GtkWidget *widget)
{
  KitLogPicture *self = KIT_LOG_PICTURE (widget);

  stop_looking (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->state == STATE_LOADING)
    show_waiting (self);
  GTK_WIDGET_CLASS (kit_log_picture_parent_class)->unmap (widget);
}

static void
kit_log_picture_dispose (GObject *object)
{
  KitLogPicture *self = KIT_LOG_PICTURE (object);

  stop_looking (self);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->state = STATE_WAITING;
  g_clear_object (&self->thread);

  G_OBJECT_CLASS (kit_log_picture_parent_class)->dispose (object);
}

static void
kit_log_picture_finalize (GObject *object)
{
  g_free (KIT_LOG_PICTURE (object)->alternative);

  G_OBJECT_CLASS (kit_log_picture_parent_class)->finalize (object);
}

static void
kit_log_picture_class_init (KitLogPictureClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_log_picture_dispose;
  G_OBJECT_CLASS (klass)->finalize = kit_log_picture_finalize;
  widget_class->map = kit_log_picture_map;
  widget_class->unmap = kit_log_picture_unmap;
}

static void
kit_log_picture_init (KitLogPicture *self)
{
}

/**
 * kit_log_picture_new:
 * @thread: the conversation
 * @part: a picture of a message in it
 *
 * Returns: (transfer floating): the picture, which is not read before it is seen
 */
GtkWidget *
kit_log_picture_new (BizThread *thread, const BizHtmlPart *part)
{
  KitLogPicture *self;

  g_return_val_if_fail (BIZ_IS_THREAD (thread), NULL);
  g_return_val_if_fail (part != NULL && part->picture != 0, NULL);

  self = g_object_new (KIT_TYPE_LOG_PICTURE, NULL);
  self->thread = g_object_ref (thread);
  self->id = part->picture;
  self->alternative = g_strdup (part->alternative);
  self->width = part->width;
  if (biz_thread_is_loaded (thread) && find_file (self) == NULL)
    show_foreign (self);
  else
    show_waiting (self);
  g_signal_connect_object (thread, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);

  return GTK_WIDGET (self);
}

const char *
kit_log_picture_get_state (KitLogPicture *self)
{
  static const char *const names[] = { "waiting", "loading", "shown", "foreign", "error" };

  g_return_val_if_fail (KIT_IS_LOG_PICTURE (self), NULL);

  return names[self->state];
}
