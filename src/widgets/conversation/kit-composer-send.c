/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-composer-private.h"

#include "biz-partner.h"
#include "biz-say.h"
#include "biz-talk-news.h"
#include "erp-session.h"
#include "erp-unsent.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How what was written leaves a composer, and how it comes back. */

static void
set_notice (KitComposer *self, const char *words)
{
  gtk_label_set_text (self->notice, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), words != NULL);
}

/* What a finished call belongs to: another record may be shown by now. */
typedef struct
{
  KitComposer *self; /* (owned) */
  BizThread *thread; /* (owned) */
  BizReply *reply;   /* (owned) */
} Saying;

static void
free_saying (Saying *saying)
{
  g_clear_object (&saying->self);
  g_clear_object (&saying->thread);
  g_clear_object (&saying->reply);
  g_free (saying);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saying, free_saying)

static Saying *
saying_new (KitComposer *self)
{
  Saying *saying = g_new0 (Saying, 1);

  saying->self = g_object_ref (self);
  saying->thread = g_object_ref (self->thread);
  saying->reply = g_object_ref (self->reply);

  return saying;
}

/* It is said: nothing of it is kept; what came back meanwhile stands below it, and stays. */
static void
forget (BizReply *reply, BizThread *thread)
{
  ErpUnsent *unsent = erp_session_get_unsent (biz_thread_get_session (thread));
  const char *model = biz_thread_get_model (thread);
  const gint64 id = biz_thread_get_id (thread);
  const char *said = biz_reply_get_text (reply);
  g_autofree char *more = g_strdup (erp_unsent_get_more (unsent, model, id));
  g_autofree char *rest = NULL;
  gboolean is_reply;
  const char *kept = erp_unsent_get (unsent, model, id, &is_reply);

  if (kept == NULL || !g_str_has_prefix (kept, said))
    return;
  if (g_str_equal (kept, said))
    erp_unsent_set (unsent, model, id, NULL, FALSE);
  else if (g_str_has_prefix (kept + strlen (said), "\n\n") && kept[strlen (said) + 2] != '\0')
    {
      rest = g_strdup (kept + strlen (said) + 2);
      erp_unsent_put (unsent, model, id, rest, is_reply, more);
    }
}

static void
end_sending (KitComposer *self)
{
  self->is_sending = FALSE;
  if (self->is_stale)
    kit_composer_take_unsent (self);
  kit_composer_update (self);
}

static void
said_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saying) saying = user_data;
  KitComposer *self = saying->self;
  BizThread *thread = BIZ_THREAD (source);
  g_autoptr (GError) error = NULL;
  const gboolean said = biz_say_finish (thread, result, &error);

  if (said)
    forget (saying->reply, thread);
  if (self->thread != thread || self->reply != saying->reply)
    return;
  if (said)
    {
      kit_composer_show_reply (self, biz_reply_new ());
      set_notice (self, NULL);
      kit_composer_emit_said (self);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      /* What was tried, and as what, goes with it. */
      kit_composer_keep (self);
      kit_inline_error_set_error (self->error, _ ("It was not sent; it stands here still."), error);
    }
  end_sending (self);
}

/* From here on it is the outbox's; and no draft any more, wherever it is shown. */
static void
hold (KitComposer *self)
{
  g_autoptr (BizReply) reply = g_object_ref (self->reply);
  BizThread *thread = self->thread;

  kit_composer_keep (self);
  kit_composer_show_reply (self, biz_reply_new ());
  biz_outbox_hold (biz_outbox_get (biz_thread_get_session (thread)), thread, reply);
  forget (reply, thread);
  set_notice (self, NULL);
  end_sending (self);
  kit_composer_emit_held (self);
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saying) saying = user_data;
  KitComposer *self = saying->self;
  BizThread *thread = BIZ_THREAD (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizTalkNews) news = NULL;
  const gboolean done = biz_thread_load_finish (thread, result, &error);

  if (self->thread != thread || self->reply != saying->reply)
    return;
  news = done ? biz_talk_news_new (thread, self->reply) : NULL;
  if (done && news == NULL)
    {
      hold (self);
      return;
    }
  if (news != NULL)
    {
      g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
      g_autofree char *words = biz_talk_news_describe (news, zone);

      gtk_label_set_text (self->news_label, words);
    }
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    kit_inline_error_set_error (self->error,
                                _ ("It was not sent: nobody could look what came meanwhile."),
                                error);
  end_sending (self);
  gtk_widget_set_visible (self->news_box, news != NULL);
}

/* That it was tried is known to the next run of the program as well. */
static void
say (KitComposer *self)
{
  biz_say_async (self->thread, self->reply, NULL, said_cb, saying_new (self));
  kit_composer_keep (self);
  erp_unsent_flush (erp_session_get_unsent (biz_thread_get_session (self->thread)));
}

static void
send_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitComposer *self = KIT_COMPOSER (widget);

  if (self->thread == NULL || self->is_sending || !biz_reply_is_complete (self->reply))
    return;
  kit_composer_take_text (self);
  kit_inline_error_clear (self->error);
  gtk_widget_set_visible (self->news_box, FALSE);
  self->is_sending = TRUE;
  kit_composer_update (self);
  if (self->careful && kit_composer_is_message (self))
    biz_thread_load_async (self->thread, self->cancellable, looked_cb, saying_new (self));
  else
    say (self);
}

/* The person knows now what came. */
static void
see_news (KitComposer *self)
{
  biz_reply_set_seen (self->reply, biz_thread_get_newest (self->thread),
                      biz_thread_get_written (self->thread, NULL, NULL));
  gtk_widget_set_visible (self->news_box, FALSE);
  kit_composer_keep (self);
}

static void
send_anyway_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitComposer *self = KIT_COMPOSER (widget);

  if (self->thread == NULL || self->is_sending || !gtk_widget_get_visible (self->news_box)
      || !biz_reply_is_complete (self->reply))
    return;
  see_news (self);
  hold (self);
}

static void
look_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  KitComposer *self = KIT_COMPOSER (widget);

  if (self->thread == NULL)
    return;
  see_news (self);
  kit_composer_emit_look (self);
}

static gboolean
is_of (KitComposer *self, const char *model, gint64 id)
{
  return self->thread != NULL && id == biz_thread_get_id (self->thread)
         && g_str_equal (model, biz_thread_get_model (self->thread));
}

/* The draft is shown already. */
static void
returned_cb (KitComposer *self, BizOutboxItem *item, const GError *error, BizOutbox *outbox)
{
  BizThread *thread = biz_outbox_item_get_thread (item);

  if (!is_of (self, biz_thread_get_model (thread), biz_thread_get_id (thread)))
    return;
  if (error != NULL)
    kit_inline_error_set_error (self->error, _ ("It was not sent; it stands here still."), error);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->text));
}

static void
unsent_changed_cb (KitComposer *self, const char *model, gint64 id, ErpUnsent *unsent)
{
  if (self->is_keeping || !is_of (self, model, id))
    return;
  if (self->is_sending)
    self->is_stale = TRUE;
  else
    {
      kit_composer_take_unsent (self);
      kit_composer_update (self);
    }
}

void
kit_composer_watch_unsent (KitComposer *self)
{
  g_signal_connect_object (erp_session_get_unsent (biz_thread_get_session (self->thread)),
                           "changed", G_CALLBACK (unsent_changed_cb), self, G_CONNECT_SWAPPED);
}

static void
recovered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Saying) saying = user_data;
  KitComposer *self = saying->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizReply) reply = biz_outbox_recover_finish (BIZ_OUTBOX (source), result, &error);

  if (reply != NULL && self->thread == saying->thread)
    set_notice (self, _ ("This was about to be sent when the program ended, and was not."));
}

static BizReply *
read_kept (BizThread *thread)
{
  ErpUnsent *unsent = erp_session_get_unsent (biz_thread_get_session (thread));
  const char *model = biz_thread_get_model (thread);
  const gint64 id = biz_thread_get_id (thread);
  BizReply *reply = biz_reply_new ();
  gboolean is_reply = FALSE;

  biz_reply_set_text (reply, erp_unsent_get (unsent, model, id, &is_reply));
  biz_reply_set_is_message (reply, is_reply);
  biz_reply_take_more (reply, erp_unsent_get_more (unsent, model, id));

  return reply;
}

/* What was not sent the last time, or is not sent yet. */
void
kit_composer_take_unsent (KitComposer *self)
{
  ErpSession *session = biz_thread_get_session (self->thread);
  BizOutbox *outbox = biz_outbox_peek (session);
  BizReply *reply = read_kept (self->thread);
  g_autoptr (BizReply) returned = NULL;

  self->is_stale = FALSE;
  biz_reply_take_files (reply, self->reply);
  if (outbox != NULL)
    returned = biz_outbox_steal_returned (outbox, biz_thread_get_model (self->thread),
                                          biz_thread_get_id (self->thread));
  if (returned != NULL)
    biz_reply_take_files (reply, returned);
  set_notice (self, NULL);
  kit_composer_show_reply (self, reply);
  biz_reply_read_files (reply, self->cancellable);
}

void
kit_composer_watch_outbox (KitComposer *self)
{
  BizOutbox *outbox = biz_outbox_get (biz_thread_get_session (self->thread));

  g_signal_connect_object (outbox, "returned", G_CALLBACK (returned_cb), self, G_CONNECT_SWAPPED);
  biz_outbox_recover_async (outbox, self->thread, self->cancellable, recovered_cb,
                            saying_new (self));
}

void
kit_composer_install_send (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "composer.send", NULL, send_action);
  gtk_widget_class_install_action (widget_class, "composer.send-anyway", NULL, send_anyway_action);
  gtk_widget_class_install_action (widget_class, "composer.look", NULL, look_action);
}
