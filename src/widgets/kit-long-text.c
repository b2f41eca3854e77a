/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-long-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A piece is laid out in some milliseconds, and higher than most windows. A little more than that
 * is not worth a click. */
#define PIECE_BYTES 3000
#define PIECE_LINES 60
#define MIN_CHARS 20
#define MAX_BYTES 3600
#define MAX_LINES 72

struct _KitLongText
{
  AdwBin parent_instance;

  GtkBox *box;
  GtkWidget *button;
  char *text;           /* (owned) */
  PangoAttrList *attrs; /* (owned) (nullable) */
  gsize shown;          /* bytes */
  guint frame_id;       /* tick: the next piece comes */
};

G_DEFINE_FINAL_TYPE (KitLongText, kit_long_text, ADW_TYPE_BIN)

/* As narrow as it may be it would be laid out letter under letter, only to be measured: that takes
 * far longer than all else. */
static GtkWidget *
create_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_width_chars (GTK_LABEL (label), MIN_CHARS);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  return label;
}

static gboolean
is_long (const char *text)
{
  guint n_lines = 0;

  if (strnlen (text, MAX_BYTES + 1) > MAX_BYTES)
    return TRUE;
  for (const char *p = strchr (text, '\n'); p != NULL; p = strchr (p + 1, '\n'))
    if (++n_lines > MAX_LINES)
      return TRUE;
  return FALSE;
}

/* How long the next piece is: up to a line's end, else a word's, else a character's. */
static gsize
find_end (const char *text)
{
  gsize n = strnlen (text, PIECE_BYTES + 1);
  const char *line = text;
  gsize end = n;

  for (guint i = 0; i < PIECE_LINES && line != NULL; i++)
    line = strchr (i == 0 ? line : line + 1, '\n');
  if (line != NULL && (gsize)(line - text) < n)
    return (gsize)(line - text) + 1;
  if (n <= PIECE_BYTES)
    return n;
  for (const char *p = text + n - 1; p > text + n / 2; p--)
    if (*p == '\n')
      return (gsize)(p - text) + 1;
    else if (*p == ' ' && end == n)
      end = (gsize)(p - text) + 1;
  if (end == n)
    end = (gsize)(g_utf8_find_prev_char (text, text + n) - text);
  return end;
}

static PangoAttrList *
cut_attributes (KitLongText *self, gsize start, gsize end)
{
  PangoAttrList *attrs = pango_attr_list_copy (self->attrs);

  if (attrs == NULL)
    return NULL;
  pango_attr_list_update (attrs, (int)end, (int)(strlen (self->text) - end), 0);
  pango_attr_list_update (attrs, 0, (int)start, 0);
  return attrs;
}

static GtkWidget *
add_piece (KitLongText *self)
{
  gsize start = self->shown;
  gsize end = start + find_end (self->text + start);
  g_autofree char *piece = g_strndup (self->text + start, end - start);
  g_autoptr (PangoAttrList) attrs = cut_attributes (self, start, end);
  GtkWidget *label = create_label ();

  if (g_str_has_suffix (piece, "\n"))
    piece[end - start - 1] = '\0';
  gtk_label_set_text (GTK_LABEL (label), piece);
  gtk_label_set_attributes (GTK_LABEL (label), attrs);
  gtk_box_insert_child_after (self->box, label, gtk_widget_get_prev_sibling (self->button));
  self->shown = end;
  return label;
}

static gboolean
frame_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  KitLongText *self = KIT_LONG_TEXT (widget);

  add_piece (self);
  if (self->text[self->shown] != '\0')
    return G_SOURCE_CONTINUE;
  self->frame_id = 0;
  return G_SOURCE_REMOVE;
}

/* The keyboard goes on where the button was; a label that is told so would select all of it. */
static void
show_all_cb (KitLongText *self)
{
  GtkWidget *label = add_piece (self);

  if (gtk_widget_has_focus (self->button))
    {
      gtk_widget_grab_focus (label);
      gtk_label_select_region (GTK_LABEL (label), 0, 0);
    }
  gtk_widget_set_visible (self->button, FALSE);
  if (self->frame_id == 0 && self->text[self->shown] != '\0')
    self->frame_id = gtk_widget_add_tick_callback (GTK_WIDGET (self), frame_cb, NULL, NULL);
}

static void
kit_long_text_dispose (GObject *object)
{
  KitLongText *self = KIT_LONG_TEXT (object);

  if (self->frame_id != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->frame_id);
  self->frame_id = 0;

  G_OBJECT_CLASS (kit_long_text_parent_class)->dispose (object);
}

static void
kit_long_text_finalize (GObject *object)
{
  KitLongText *self = KIT_LONG_TEXT (object);

  g_free (self->text);
  g_clear_pointer (&self->attrs, pango_attr_list_unref);

  G_OBJECT_CLASS (kit_long_text_parent_class)->finalize (object);
}

static void
kit_long_text_class_init (KitLongTextClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kit_long_text_dispose;
  object_class->finalize = kit_long_text_finalize;
}

static void
kit_long_text_init (KitLongText *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  self->button = gtk_button_new_with_mnemonic (_ ("Show the _Whole Message"));
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_add_css_class (self->button, "log-file");
  gtk_widget_set_halign (self->button, GTK_ALIGN_START);
  g_signal_connect_swapped (self->button, "clicked", G_CALLBACK (show_all_cb), self);
  gtk_box_append (self->box, self->button);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
}

/**
 * kit_long_text_new:
 * @markup: Pango markup that parses
 *
 * Returns: (transfer floating): a label with all of @markup, or a #KitLongText with its beginning
 */
GtkWidget *
kit_long_text_new (const char *markup)
{
  KitLongText *self;
  GtkWidget *label;

  g_return_val_if_fail (markup != NULL, NULL);

  if (!is_long (markup))
    {
      label = create_label ();
      gtk_label_set_markup (GTK_LABEL (label), markup);
      return label;
    }
  self = g_object_new (KIT_TYPE_LONG_TEXT, NULL);
  if (!pango_parse_markup (markup, -1, 0, &self->attrs, &self->text, NULL, NULL))
    self->text = g_strdup (markup);
  do
    add_piece (self);
  while (self->text[self->shown] != '\0' && !is_long (self->text));
  gtk_widget_set_visible (self->button, self->text[self->shown] != '\0');

  return GTK_WIDGET (self);
}
