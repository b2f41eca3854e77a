/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-finder.h"

#include "erp-capabilities.h"
#include "kit-file-list.h"
#include "page-weak.h"

#include <glib/gi18n-lib.h>

struct _AppFinder
{
  GObject parent_instance;

  GtkWidget *widget;         /* weak */
  ErpSession *session;       /* (owned) */
  BizHint *hint;             /* (owned) (nullable): what is looked for */
  char *text;                /* (owned) (nullable): as it was pasted */
  GCancellable *cancellable; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (AppFinder, app_finder, G_TYPE_OBJECT)

enum
{
  FOUND,
  LEFT,
  SAID,
  SEVERAL,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
say (AppFinder *self, char *sentence)
{
  g_autofree char *owned = sentence;

  g_signal_emit (self, signals[SAID], 0, owned);
}

static void
take_hits (AppFinder *self, GPtrArray *hits)
{
  g_autofree char *what = biz_hint_describe (self->hint);

  if (hits->len == 0)
    {
      /* Translators: what was pasted: the mail address “a@b.example” */
      say (self, g_strdup_printf (_ ("Nobody is known by %s."), what));
      return;
    }
  if (hits->len == 1)
    {
      const BizCustomerHit *hit = g_ptr_array_index (hits, 0);

      g_signal_emit (self, signals[FOUND], 0, hit->partner_id);
      /* Translators: a customer, what was pasted, and what of him it is */
      say (self, g_strdup_printf (_ ("%s, by %s: %s"), hit->name, what, hit->why));
      return;
    }
  g_signal_emit (self, signals[SEVERAL], 0, self->text);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppFinder) self = page_weak_take (user_data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) hits = biz_customer_find_finish (result, &error);

  if (self == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (hits == NULL)
    say (self, g_strdup (error->message));
  else
    take_hits (self, hits);
}

/* Somebody writes: what is pasted is theirs. */
static gboolean
is_writing (GtkWidget *focus)
{
  return focus != NULL
         && (GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus)
             || gtk_widget_get_ancestor (focus, GTK_TYPE_EDITABLE) != NULL);
}

static void
text_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppFinder) self = page_weak_take (user_data);
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (self != NULL && text != NULL)
    app_finder_take (self, text);
}

/* (nullable): where files of a record are put, the first that is seen */
static GtkWidget *
find_files (GtkWidget *widget)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_mapped (widget))
    return NULL;
  if (KIT_IS_FILE_LIST (widget))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_files (child);

  return found;
}

/* Files, or a picture alone: a spreadsheet copies its cells as a text and as a picture of them. */
static gboolean
has_files (GdkClipboard *clipboard)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
         || (gdk_content_formats_contain_gtype (formats, GDK_TYPE_TEXTURE)
             && !gdk_content_formats_contain_gtype (formats, G_TYPE_STRING));
}

/* Whether it is files that are pasted. */
static gboolean
paste_files (AppFinder *self)
{
  GtkWidget *files;

  if (self->widget == NULL || !has_files (gtk_widget_get_clipboard (self->widget)))
    return FALSE;
  files = find_files (self->widget);
  if (files != NULL)
    gtk_widget_activate_action (files, "files.paste", NULL);
  else
    say (self, g_strdup (_ ("Files are put to a record: open one first.")));

  return TRUE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        AppFinder *self)
{
  GtkRoot *root = self->widget != NULL ? gtk_widget_get_root (self->widget) : NULL;

  if ((keyval != GDK_KEY_v && keyval != GDK_KEY_V)
      || (state & gtk_accelerator_get_default_mod_mask ()) != GDK_CONTROL_MASK || root == NULL
      || is_writing (gtk_root_get_focus (root)))
    return GDK_EVENT_PROPAGATE;
  if (paste_files (self))
    return GDK_EVENT_STOP;
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (self->widget), NULL, text_cb,
                                 page_weak_new (self));

  return GDK_EVENT_STOP;
}

static void
app_finder_dispose (GObject *object)
{
  AppFinder *self = APP_FINDER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->session);
  g_clear_pointer (&self->hint, biz_hint_free);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (app_finder_parent_class)->dispose (object);
}

static void
app_finder_class_init (AppFinderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = app_finder_dispose;
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  signals[SAID] = g_signal_new ("said", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SEVERAL] = g_signal_new ("several", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
app_finder_init (AppFinder *self)
{
}

/**
 * app_finder_new:
 * @widget: the shell
 * @session: who is signed in where
 *
 * Returns: (transfer full): a finder that hears Ctrl+V
 */
AppFinder *
app_finder_new (GtkWidget *widget, ErpSession *session)
{
  AppFinder *self;
  GtkEventController *keys;

  g_return_val_if_fail (GTK_IS_WIDGET (widget) && ERP_IS_SESSION (session), NULL);

  self = g_object_new (APP_TYPE_FINDER, NULL);
  g_set_weak_pointer (&self->widget, widget);
  self->session = g_object_ref (session);
  keys = gtk_event_controller_key_new ();
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (widget, keys);

  return self;
}

/**
 * app_finder_take:
 * @self: a finder
 * @text: what was pasted, of any length
 */
void
app_finder_take (AppFinder *self, const char *text)
{
  BizHint *hint;

  g_return_if_fail (APP_IS_FINDER (self) && text != NULL);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  hint = biz_hint_recognise (text, -1);
  if (hint == NULL)
    {
      g_signal_emit (self, signals[LEFT], 0);
      return;
    }
  g_clear_pointer (&self->hint, biz_hint_free);
  self->hint = hint;
  g_free (self->text);
  self->text = g_strstrip (g_strdup (text));
  self->cancellable = g_cancellable_new ();
  biz_customer_find_async (self->session, hint, self->cancellable, found_cb, page_weak_new (self));
}

gboolean
app_finder_is_busy (AppFinder *self)
{
  g_return_val_if_fail (APP_IS_FINDER (self), FALSE);

  return self->cancellable != NULL;
}
