/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-undo-bar.h"

#include <glib/gi18n-lib.h>

struct _KitUndoBar
{
  AdwBin parent_instance;

  GtkBox *box;
  BizOutbox *outbox; /* (owned) (nullable) */
  guint tick;
};

G_DEFINE_FINAL_TYPE (KitUndoBar, kit_undo_bar, ADW_TYPE_BIN)

enum
{
  TAKEN_BACK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
describe (BizOutboxItem *item)
{
  const char *name = biz_thread_get_name (biz_outbox_item_get_thread (item));
  const guint seconds = biz_outbox_item_get_seconds (item);

  if (biz_outbox_item_get_state (item) == BIZ_OUTBOX_SENDING
      && biz_reply_is_moving (biz_outbox_item_get_reply (item)))
    /* Translators: the number or title of a case, and how much of its files is on the server. */
    return g_strdup_printf (_ ("The reply on %s is being sent: %d %%"), name,
                            (int)(100 * biz_reply_get_fraction (biz_outbox_item_get_reply (item))));
  if (biz_outbox_item_get_state (item) != BIZ_OUTBOX_HELD || seconds == 0)
    /* Translators: the number or title of a case. */
    return g_strdup_printf (_ ("The reply on %s is being sent…"), name);

  /* Translators: the number or title of a case, and seconds. */
  return g_strdup_printf (ngettext ("The reply on %s is sent in %u second",
                                    "The reply on %s is sent in %u seconds", seconds),
                          name, seconds);
}

static void
take_back (KitUndoBar *self, BizOutboxItem *item)
{
  g_autoptr (BizOutboxItem) held = g_object_ref (item);
  BizThread *thread = biz_outbox_item_get_thread (held);

  if (biz_outbox_take_back (self->outbox, held))
    g_signal_emit (self, signals[TAKEN_BACK], 0, biz_thread_get_model (thread),
                   biz_thread_get_id (thread));
}

static void
undo_cb (GtkButton *button, gpointer user_data)
{
  take_back (KIT_UNDO_BAR (user_data), g_object_get_data (G_OBJECT (button), "item"));
}

static void
send_cb (GtkButton *button, gpointer user_data)
{
  KitUndoBar *self = user_data;

  biz_outbox_send_now (self->outbox, g_object_get_data (G_OBJECT (button), "item"));
}

static GtkWidget *
create_button (KitUndoBar *self, const char *label, BizOutboxItem *item, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  g_object_set_data_full (G_OBJECT (button), "item", g_object_ref (item), g_object_unref);
  g_signal_connect_object (button, "clicked", callback, self, 0);

  return button;
}

static GtkWidget *
create_row (KitUndoBar *self, BizOutboxItem *item)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *text = describe (item);
  GtkWidget *label = gtk_label_new (text);
  GtkWidget *undo = create_button (self, _ ("_Undo"), item, G_CALLBACK (undo_cb));
  GtkWidget *send = create_button (self, _ ("Send No_w"), item, G_CALLBACK (send_cb));

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_tooltip_text (undo, _ ("Take It Back and Go on Writing (Ctrl+Z)"));
  gtk_widget_add_css_class (send, "flat");
  gtk_widget_set_valign (undo, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (send, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), send);
  gtk_box_append (GTK_BOX (row), undo);
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);

  return row;
}

/* A second passed; the keyboard stays where it is. */
static gboolean
tick_cb (gpointer user_data)
{
  KitUndoBar *self = user_data;
  GtkWidget *row;

  for (row = gtk_widget_get_first_child (GTK_WIDGET (self->box)); row != NULL;
       row = gtk_widget_get_next_sibling (row))
    {
      BizOutboxItem *item = g_object_get_data (G_OBJECT (row), "item");
      GtkWidget *label = gtk_widget_get_first_child (row);
      GtkWidget *send = gtk_widget_get_next_sibling (label);
      g_autofree char *text = describe (item);

      gtk_label_set_text (GTK_LABEL (label), text);
      gtk_widget_set_visible (send, biz_outbox_item_get_seconds (item) > 0);
      gtk_widget_set_visible (gtk_widget_get_next_sibling (send),
                              biz_outbox_item_may_take_back (item));
    }

  return G_SOURCE_CONTINUE;
}

static void
fill (KitUndoBar *self)
{
  guint n = self->outbox != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->outbox)) : 0;
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->box))) != NULL)
    gtk_box_remove (self->box, child);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (BizOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->outbox), i);

      gtk_box_append (self->box, create_row (self, item));
    }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
  if (n > 0 && self->tick == 0)
    self->tick = g_timeout_add (250, tick_cb, self);
  else if (n == 0)
    g_clear_handle_id (&self->tick, g_source_remove);
}

static void
let_go (KitUndoBar *self)
{
  g_clear_handle_id (&self->tick, g_source_remove);
  if (self->outbox != NULL)
    g_signal_handlers_disconnect_by_data (self->outbox, self);
  g_clear_object (&self->outbox);
}

static void
undo_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kit_undo_bar_undo (KIT_UNDO_BAR (widget));
}

static void
kit_undo_bar_dispose (GObject *object)
{
  let_go (KIT_UNDO_BAR (object));

  G_OBJECT_CLASS (kit_undo_bar_parent_class)->dispose (object);
}

static void
kit_undo_bar_class_init (KitUndoBarClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = kit_undo_bar_dispose;
  signals[TAKEN_BACK] =
      g_signal_new ("taken-back", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                    G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "undo-bar.undo", NULL, undo_action);
}

static void
kit_undo_bar_init (KitUndoBar *self)
{
  self->box = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 3));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->box));
  gtk_widget_add_css_class (GTK_WIDGET (self), "undo-bar");
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
kit_undo_bar_new (void)
{
  return g_object_new (KIT_TYPE_UNDO_BAR, NULL);
}

void
kit_undo_bar_set_outbox (KitUndoBar *self, BizOutbox *outbox)
{
  g_return_if_fail (KIT_IS_UNDO_BAR (self));
  g_return_if_fail (outbox == NULL || BIZ_IS_OUTBOX (outbox));

  let_go (self);
  if (outbox != NULL)
    {
      self->outbox = g_object_ref (outbox);
      g_signal_connect_object (outbox, "items-changed", G_CALLBACK (fill), self, G_CONNECT_SWAPPED);
    }
  fill (self);
}

gboolean
kit_undo_bar_undo (KitUndoBar *self)
{
  guint n;

  g_return_val_if_fail (KIT_IS_UNDO_BAR (self), FALSE);

  n = self->outbox != NULL ? g_list_model_get_n_items (G_LIST_MODEL (self->outbox)) : 0;
  for (guint i = n; i > 0; i--)
    {
      g_autoptr (BizOutboxItem) item = g_list_model_get_item (G_LIST_MODEL (self->outbox), i - 1);

      if (biz_outbox_item_may_take_back (item))
        {
          take_back (self, item);
          return TRUE;
        }
    }

  return FALSE;
}
