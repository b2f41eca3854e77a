/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-composer-private.h"

#include "biz-partner.h"
#include "erp-session.h"
#include "erp-unsent.h"

#include <glib/gi18n-lib.h>

G_DEFINE_FINAL_TYPE (KitComposer, kit_composer, ADW_TYPE_BIN)

enum
{
  SAID,
  HELD,
  LOOK,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

gboolean
kit_composer_is_message (KitComposer *self)
{
  return gtk_toggle_button_get_active (self->message_button);
}

void
kit_composer_take_text (KitComposer *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  biz_reply_set_text (self->reply, text);
  biz_reply_set_is_message (self->reply, kit_composer_is_message (self));
}

static gboolean
is_follower (KitComposer *self, gint64 id)
{
  GListModel *followers = biz_thread_get_followers (self->thread);

  for (guint i = 0; i < g_list_model_get_n_items (followers); i++)
    {
      g_autoptr (BizFollower) follower = g_list_model_get_item (followers, i);

      if (biz_follower_get_partner_id (follower) == id)
        return TRUE;
    }

  return FALSE;
}

/* A reply to a case is for the customer, who need not follow it. */
static void
offer (KitComposer *self)
{
  g_autoptr (BizPartner) partner = NULL;

  if (!self->careful || self->is_offered || !kit_composer_is_message (self) || self->suggested == 0
      || !biz_thread_is_loaded (self->thread))
    return;
  self->is_offered = TRUE;
  if (is_follower (self, self->suggested))
    return;
  partner = biz_partner_new (self->suggested, self->suggested_name);
  biz_reply_add_person (self->reply, partner);
}

/* From the first word on it counts what the person has seen by then. */
static void
note_seen (KitComposer *self)
{
  if (!biz_thread_is_loaded (self->thread))
    return;
  if (biz_reply_is_empty (self->reply))
    biz_reply_set_seen (self->reply, 0, 0);
  else if (biz_reply_get_seen (self->reply) == 0 && biz_reply_get_written (self->reply) == 0)
    biz_reply_set_seen (self->reply, biz_thread_get_newest (self->thread),
                        biz_thread_get_written (self->thread, NULL, NULL));
}

static void
set_class (KitComposer *self, const char *name, gboolean set)
{
  if (set)
    gtk_widget_add_css_class (self->frame, name);
  else
    gtk_widget_remove_css_class (self->frame, name);
}

static void
set_send_label (KitComposer *self)
{
  const guint n = kit_recipients_count (self->recipients);
  g_autofree char *many =
      g_strdup_printf (ngettext ("_Send to %u Person", "_Send to %u People", n), n);

  gtk_button_set_label (self->send_button, !kit_composer_is_message (self) ? _ ("_Add Note")
                                           : n > 0                         ? many
                                                                           : _ ("_Send"));
}

static const char *
get_kept_words (KitComposer *self)
{
  ErpUnsent *unsent = erp_session_get_unsent (biz_thread_get_session (self->thread));

  if (!biz_reply_is_complete (self->reply))
    return _ ("It can be sent when all of its files are there. Remove what is missing, or attach "
              "it again.");

  if (!erp_unsent_get_persistent (unsent))
    return _ ("Kept until the program ends: there is no keyring here");

  return erp_unsent_is_kept (unsent, biz_thread_get_model (self->thread),
                             biz_thread_get_id (self->thread))
             ? _ ("Kept until it is sent")
             : _ ("Kept until the program ends: it is too long");
}

void
kit_composer_update (KitComposer *self)
{
  gboolean full;

  if (self->thread == NULL)
    return;
  full = !biz_reply_is_empty (self->reply);
  offer (self);
  note_seen (self);
  kit_recipients_update (self->recipients);
  set_class (self, "is-note", !kit_composer_is_message (self));
  set_class (self, "is-reply", kit_composer_is_message (self));
  set_send_label (self);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "composer.send",
                                 !self->is_sending && full && biz_reply_is_complete (self->reply)
                                     && (!kit_composer_is_message (self)
                                         || biz_thread_is_loaded (self->thread)));
  gtk_widget_set_sensitive (GTK_WIDGET (self->text), !self->is_sending);
  gtk_widget_set_visible (GTK_WIDGET (self->kept), full && !self->is_sending);
  gtk_label_set_text (self->kept, get_kept_words (self));
  gtk_spinner_set_spinning (self->spinner, self->is_sending);
}

void
kit_composer_keep (KitComposer *self)
{
  ErpUnsent *unsent;
  const char *model;
  gint64 id;

  if (self->thread == NULL || self->is_filling)
    return;
  unsent = erp_session_get_unsent (biz_thread_get_session (self->thread));
  model = biz_thread_get_model (self->thread);
  id = biz_thread_get_id (self->thread);
  self->is_keeping = TRUE;
  if (*biz_reply_get_text (self->reply) == '\0' && biz_reply_is_empty (self->reply))
    erp_unsent_set (unsent, model, id, NULL, FALSE);
  else
    {
      g_autofree char *more = biz_reply_to_more (self->reply);

      erp_unsent_put (unsent, model, id, biz_reply_get_text (self->reply),
                      kit_composer_is_message (self), more);
    }
  self->is_keeping = FALSE;
  gtk_label_set_text (self->kept, get_kept_words (self));
}

static void
changed_cb (KitComposer *self)
{
  if (self->is_filling || self->thread == NULL)
    return;
  kit_composer_take_text (self);
  kit_composer_update (self);
  kit_composer_keep (self);
}

/* Somebody chosen after "@" is named in the text. */
static void
picked_cb (KitComposer *self, BizPartner *partner)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  g_autofree char *name = NULL;
  GtkTextIter cursor;
  GtkTextIter before;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  before = cursor;
  if (gtk_text_iter_backward_char (&before) && gtk_text_iter_get_char (&before) == '@')
    {
      name = g_strdup_printf ("%s ", biz_partner_get_name (partner));
      gtk_text_buffer_insert_at_cursor (buffer, name, -1);
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
file_failed_cb (KitComposer *self, const char *words)
{
  kit_inline_error_set_message (self->error, words);
}

static gboolean
key_cb (KitComposer *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return FALSE;
  if ((state & GDK_CONTROL_MASK) == 0)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "composer.send", NULL);
  return TRUE;
}

/* One that was asked for by "/" takes its place. */
static void
template_cb (KitComposer *self, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->text);
  GtkTextIter cursor;
  GtkTextIter before;

  gtk_text_buffer_get_iter_at_mark (buffer, &cursor, gtk_text_buffer_get_insert (buffer));
  before = cursor;
  if (gtk_text_iter_backward_char (&before) && gtk_text_iter_get_char (&before) == '/'
      && gtk_text_iter_starts_line (&before))
    gtk_text_buffer_delete (buffer, &before, &cursor);
  kit_composer_insert (self, text);
}

/* After "/" at the beginning of a line a text is asked for, and after "@" at the beginning of a
 * word who is meant. */
static void
inserted_cb (KitComposer *self, GtkTextIter *end, char *text, int length)
{
  GtkTextIter before = *end;

  if (length != 1 || (*text != '@' && *text != '/') || self->is_filling)
    return;
  gtk_text_iter_backward_char (&before);
  if (*text == '/')
    {
      if (gtk_text_iter_starts_line (&before))
        kit_template_picker_ask (self->templates);
      return;
    }
  if (!gtk_text_iter_is_start (&before))
    {
      gtk_text_iter_backward_char (&before);
      if (!g_unichar_isspace (gtk_text_iter_get_char (&before)))
        return;
    }
  kit_recipients_ask (self->recipients);
}

static void
attach_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  kit_new_files_choose (KIT_COMPOSER (widget)->new_files);
}

static void
let_go_of_reply (KitComposer *self)
{
  if (self->reply == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->reply, self);
  g_signal_handlers_disconnect_by_data (biz_reply_get_people (self->reply), self);
  g_signal_handlers_disconnect_by_data (biz_reply_get_files (self->reply), self);
  g_clear_object (&self->reply);
}

/* Takes @reply. */
void
kit_composer_show_reply (KitComposer *self, BizReply *reply)
{
  let_go_of_reply (self);
  self->reply = reply;
  self->is_offered = g_list_model_get_n_items (G_LIST_MODEL (biz_reply_get_people (reply))) > 0;
  self->is_filling = TRUE;
  gtk_toggle_button_set_active (
      biz_reply_is_message (reply) ? self->message_button : self->note_button, TRUE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), biz_reply_get_text (reply), -1);
  self->is_filling = FALSE;
  g_signal_connect_object (biz_reply_get_people (reply), "items-changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (biz_reply_get_files (reply), "items-changed", G_CALLBACK (changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (reply, "left-out", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  kit_recipients_set (self->recipients, self->thread, self->thread != NULL ? reply : NULL);
  kit_new_files_set (self->new_files, self->thread != NULL ? biz_reply_get_files (reply) : NULL);
  gtk_widget_set_visible (self->news_box, FALSE);
}

static gboolean
drop_cb (KitComposer *self, const GValue *value)
{
  GSList *files = g_value_get_boxed (value);

  for (GSList *l = files; l != NULL; l = l->next)
    {
      GFile *file = l->data;

      kit_composer_add_files (self, &file, 1);
    }
  return files != NULL;
}

/* Before the text view takes a file's name for text. */
static void
accept_files (KitComposer *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

static void
let_go_of_thread (KitComposer *self)
{
  BizOutbox *outbox;

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (self->thread == NULL)
    return;
  outbox = biz_outbox_peek (biz_thread_get_session (self->thread));
  if (outbox != NULL)
    g_signal_handlers_disconnect_by_data (outbox, self);
  g_signal_handlers_disconnect_by_data (
      erp_session_get_unsent (biz_thread_get_session (self->thread)), self);
  g_signal_handlers_disconnect_by_data (self->thread, self);
  g_clear_object (&self->thread);
}

static void
kit_composer_dispose (GObject *object)
{
  KitComposer *self = KIT_COMPOSER (object);

  let_go_of_thread (self);
  let_go_of_reply (self);
  g_clear_pointer (&self->suggested_name, g_free);

  G_OBJECT_CLASS (kit_composer_parent_class)->dispose (object);
}

static guint
install_signal (KitComposerClass *klass, const char *name)
{
  return g_signal_new (name, G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                       G_TYPE_NONE, 0);
}

static void
kit_composer_class_init (KitComposerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = kit_composer_dispose;
  signals[SAID] = install_signal (klass, "said");
  signals[HELD] = install_signal (klass, "held");
  signals[LOOK] = install_signal (klass, "look");
  g_type_ensure (KIT_TYPE_INLINE_ERROR);
  g_type_ensure (KIT_TYPE_NEW_FILES);
  g_type_ensure (KIT_TYPE_RECIPIENTS);
  g_type_ensure (KIT_TYPE_TEMPLATE_PICKER);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/io/github/quittance/Quittance/widgets/kit-composer.ui");
  gtk_widget_class_bind_template_child (widget_class, KitComposer, frame);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, note_button);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, message_button);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, text);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, recipients);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, new_files);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, templates);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, kept);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, notice);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, news_box);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, news_label);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, spinner);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, send_button);
  gtk_widget_class_bind_template_child (widget_class, KitComposer, error);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_cb);
  gtk_widget_class_bind_template_callback (widget_class, file_failed_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_cb);
  gtk_widget_class_bind_template_callback (widget_class, template_cb);
  kit_composer_install_send (widget_class);
  gtk_widget_class_install_action (widget_class, "composer.attach", NULL, attach_action);
}

static void
kit_composer_init (KitComposer *self)
{
  GtkTextBuffer *buffer;

  self->reply = biz_reply_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  kit_inline_error_set_retry_label (self->error, NULL);
  buffer = gtk_text_view_get_buffer (self->text);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (buffer, "insert-text", G_CALLBACK (inserted_cb), self,
                           G_CONNECT_SWAPPED | G_CONNECT_AFTER);
  accept_files (self);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

void
kit_composer_emit_said (KitComposer *self)
{
  g_signal_emit (self, signals[SAID], 0);
}

void
kit_composer_emit_held (KitComposer *self)
{
  g_signal_emit (self, signals[HELD], 0);
}

void
kit_composer_emit_look (KitComposer *self)
{
  g_signal_emit (self, signals[LOOK], 0);
}

GtkWidget *
kit_composer_new (void)
{
  return g_object_new (KIT_TYPE_COMPOSER, NULL);
}

/**
 * kit_composer_set_thread:
 * @self: a composer
 * @thread: (nullable): the conversation that it goes to
 *
 * What was written for the former one is kept by the session.
 */
void
kit_composer_set_thread (KitComposer *self, BizThread *thread)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));
  g_return_if_fail (thread == NULL || BIZ_IS_THREAD (thread));

  if (self->thread == thread)
    return;
  let_go_of_thread (self);
  kit_composer_show_reply (self, biz_reply_new ());
  kit_inline_error_clear (self->error);
  self->is_sending = FALSE;
  self->is_stale = FALSE;
  self->suggested = 0;
  gtk_widget_set_visible (GTK_WIDGET (self), thread != NULL && biz_thread_may_speak (thread));
  if (thread == NULL)
    return;
  self->thread = g_object_ref (thread);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (thread, "changed", G_CALLBACK (kit_composer_update), self,
                           G_CONNECT_SWAPPED);
  kit_composer_watch_unsent (self);
  kit_composer_take_unsent (self);
  kit_composer_update (self);
  if (self->careful)
    kit_composer_watch_outbox (self);
}

/**
 * kit_composer_set_suggested:
 * @self: a composer with a thread
 * @partner_id: who is offered as a recipient, 0: nobody
 * @name: (nullable): what that one is called
 */
void
kit_composer_set_suggested (KitComposer *self, gint64 partner_id, const char *name)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));

  self->suggested = name != NULL ? partner_id : 0;
  g_free (self->suggested_name);
  self->suggested_name = g_strdup (name);
  kit_recipients_set_suggested (self->recipients, partner_id, name);
  kit_composer_update (self);
}

void
kit_composer_set_careful (KitComposer *self, gboolean careful)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));

  self->careful = careful;
  gtk_button_set_label (GTK_BUTTON (self->message_button), careful ? _ ("_Reply") : _ ("_Message"));
}

void
kit_composer_write (KitComposer *self, gboolean is_reply)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));

  if (self->thread == NULL || self->is_sending)
    return;
  gtk_toggle_button_set_active (is_reply ? self->message_button : self->note_button, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

void
kit_composer_set_templates (KitComposer *self, GListModel *templates)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));

  kit_template_picker_set_templates (self->templates, templates);
}

void
kit_composer_ask_template (KitComposer *self)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));

  kit_template_picker_ask (self->templates);
}

void
kit_composer_insert (KitComposer *self, const char *text)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));
  g_return_if_fail (text != NULL);

  if (self->thread == NULL || self->is_sending)
    return;
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->text), text, -1);
  gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

void
kit_composer_add_files (KitComposer *self, GFile *const *files, guint n_files)
{
  g_return_if_fail (KIT_IS_COMPOSER (self));

  if (self->thread == NULL || self->is_sending)
    return;
  kit_inline_error_clear (self->error);
  for (guint i = 0; i < n_files; i++)
    kit_new_files_add (self->new_files, files[i]);
}
