/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-outbox-private.h"

#include "biz-say.h"
#include "erp-journal.h"
#include "erp-session.h"
#include "erp-unsent.h"

/* What was held when the program ended: the server knows whether it went. */

typedef struct
{
  BizThread *thread; /* (owned) */
  GPtrArray *held;   /* (owned): BizReply: what is to be looked for; the first one is under way */
  BizReply *found;   /* (owned) (nullable): what is a draft again */
  gulong waiting;    /* for the journal's history */
} Recovery;

static void
free_recovery (gpointer data)
{
  Recovery *recovery = data;

  g_clear_object (&recovery->thread);
  g_clear_object (&recovery->found);
  g_ptr_array_unref (recovery->held);
  g_free (recovery);
}

static ErpUnsent *
get_unsent (BizThread *thread)
{
  return erp_session_get_unsent (biz_thread_get_session (thread));
}

/* Several of a record may be on their way at once. */
static char *
make_name (BizThread *thread, const char *mark)
{
  return g_strdup_printf ("held/%s/%s", biz_thread_get_model (thread), mark);
}

static void
put (BizThread *thread, const char *name, BizReply *reply)
{
  g_autofree char *more = biz_reply_to_more (reply);

  erp_unsent_put (get_unsent (thread), name, biz_thread_get_id (thread), biz_reply_get_text (reply),
                  biz_reply_is_message (reply), more);
}

/* (nullable): what is kept of the record under @name */
static BizReply *
take_kept (BizThread *thread, const char *name)
{
  ErpUnsent *unsent = get_unsent (thread);
  gboolean is_reply = FALSE;
  const char *text = erp_unsent_get (unsent, name, biz_thread_get_id (thread), &is_reply);
  BizReply *reply;

  if (text == NULL)
    return NULL;
  reply = biz_reply_new ();
  biz_reply_set_text (reply, text);
  biz_reply_set_is_message (reply, is_reply);
  biz_reply_take_more (reply, erp_unsent_get_more (unsent, name, biz_thread_get_id (thread)));

  return reply;
}

void
biz_outbox_keep_held (BizThread *thread, BizReply *reply)
{
  g_autofree char *name = make_name (thread, biz_reply_get_mark (reply));
  g_autoptr (BizReply) draft = take_kept (thread, biz_thread_get_model (thread));

  put (thread, name, reply);
  if (draft != NULL && g_str_equal (biz_reply_get_mark (draft), biz_reply_get_mark (reply))
      && g_str_equal (biz_reply_get_text (draft), biz_reply_get_text (reply)))
    erp_unsent_set (get_unsent (thread), biz_thread_get_model (thread), biz_thread_get_id (thread),
                    NULL, FALSE);
  erp_unsent_flush (get_unsent (thread));
}

void
biz_outbox_forget_held (BizThread *thread, const char *mark)
{
  g_autofree char *name = make_name (thread, mark);

  erp_unsent_set (get_unsent (thread), name, biz_thread_get_id (thread), NULL, FALSE);
  erp_unsent_flush (get_unsent (thread));
}

void
biz_outbox_make_draft (BizThread *thread, BizReply *reply, const char *mark)
{
  const char *model = biz_thread_get_model (thread);
  g_autofree char *name = make_name (thread, mark);
  g_autofree char *more = biz_reply_to_more (reply);
  g_autoptr (BizReply) begun = take_kept (thread, model);
  g_autoptr (BizReply) both = biz_reply_new ();

  biz_reply_set_text (both, biz_reply_get_text (reply));
  biz_reply_set_is_message (both, biz_reply_is_message (reply));
  biz_reply_take_more (both, more);
  if (begun != NULL)
    biz_reply_put_before (both, begun);
  put (thread, model, both);
  erp_unsent_set (get_unsent (thread), name, biz_thread_get_id (thread), NULL, FALSE);
  erp_unsent_flush (get_unsent (thread));
}

static void look (GTask *task);

static gboolean
is_held_still (BizThread *thread, BizReply *reply)
{
  g_autofree char *name = make_name (thread, biz_reply_get_mark (reply));
  gboolean is_reply;

  return erp_unsent_get (get_unsent (thread), name, biz_thread_get_id (thread), &is_reply) != NULL;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Recovery *recovery = g_task_get_task_data (task);
  BizReply *reply = g_ptr_array_index (recovery->held, 0);
  GError *error = NULL;
  const gint64 n = biz_say_look_finish (recovery->thread, result, &error);

  if (n < 0)
    {
      g_task_return_error (task, error);
      return;
    }
  if (n != 0)
    biz_outbox_forget_held (recovery->thread, biz_reply_get_mark (reply));
  /* Meanwhile it may have become a draft, and have been sent from there. */
  else if (is_held_still (recovery->thread, reply)
           && !biz_outbox_has (g_task_get_source_object (task), biz_reply_get_mark (reply)))
    {
      /* Safe as a draft before anybody is told: who asked may be gone. Perhaps it was tried. */
      biz_reply_note_try (reply);
      biz_outbox_make_draft (recovery->thread, reply, biz_reply_get_mark (reply));
      if (recovery->found != NULL)
        biz_reply_put_before (reply, recovery->found);
      g_set_object (&recovery->found, reply);
    }
  g_ptr_array_remove_index (recovery->held, 0);
  look (task);
}

/* The journal has it and goes on with it by itself; until it knows the end it stays where it is. */
static void
leave_out_open (Recovery *recovery)
{
  for (guint i = recovery->held->len; i > 0; i--)
    if (biz_say_is_open (recovery->thread, g_ptr_array_index (recovery->held, i - 1)))
      g_ptr_array_remove_index (recovery->held, i - 1);
}

/* What carries its mark is it. */
static void
look (GTask *task)
{
  Recovery *recovery = g_task_get_task_data (task);

  if (recovery->held->len == 0)
    g_task_return_pointer (task, g_steal_pointer (&recovery->found), g_object_unref);
  else
    biz_say_look_async (recovery->thread, g_ptr_array_index (recovery->held, 0),
                        g_task_get_cancellable (task), looked_cb, g_object_ref (task));
}

/* What the journal took is known once its history is read. */
static void
loaded_cb (ErpJournal *journal, GParamSpec *pspec, gpointer user_data)
{
  g_autoptr (GTask) task = g_object_ref (user_data);
  Recovery *recovery = g_task_get_task_data (task);

  g_clear_signal_handler (&recovery->waiting, journal);
  leave_out_open (recovery);
  look (task);
}

static void
wait_for_journal (GTask *task)
{
  Recovery *recovery = g_task_get_task_data (task);
  ErpJournal *journal = erp_session_get_journal (biz_thread_get_session (recovery->thread));
  gboolean loaded = TRUE;

  if (journal != NULL)
    g_object_get (journal, "loaded", &loaded, NULL);
  if (!loaded)
    recovery->waiting =
        g_signal_connect_data (journal, "notify::loaded", G_CALLBACK (loaded_cb),
                               g_object_ref (task), (GClosureNotify)(void *)g_object_unref, 0);
  else
    {
      leave_out_open (recovery);
      look (task);
    }
}

static GPtrArray *
list_held (BizOutbox *self, BizThread *thread)
{
  GPtrArray *held = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *prefix = g_strdup_printf ("held/%s/", biz_thread_get_model (thread));
  g_auto (GStrv) names = erp_unsent_list (get_unsent (thread), prefix, biz_thread_get_id (thread));

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autoptr (BizReply) reply = take_kept (thread, names[i]);
      g_autofree char *name = reply != NULL ? make_name (thread, biz_reply_get_mark (reply)) : NULL;

      if (g_strcmp0 (name, names[i]) == 0 && !biz_outbox_has (self, biz_reply_get_mark (reply)))
        g_ptr_array_add (held, g_steal_pointer (&reply));
    }

  return held;
}

/**
 * biz_outbox_recover_async:
 * @self: an outbox
 * @thread: a conversation
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Where the server cannot be asked, it fails, and what was kept stays where it is.
 */
void
biz_outbox_recover_async (BizOutbox *self,
                          BizThread *thread,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Recovery *recovery;

  g_return_if_fail (BIZ_IS_OUTBOX (self) && BIZ_IS_THREAD (thread));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_outbox_recover_async);
  recovery = g_new0 (Recovery, 1);
  recovery->thread = g_object_ref (thread);
  recovery->held = list_held (self, thread);
  g_task_set_task_data (task, recovery, free_recovery);
  if (recovery->held->len == 0)
    g_task_return_pointer (task, NULL, NULL);
  else
    wait_for_journal (task);
}

BizReply *
biz_outbox_recover_finish (BizOutbox *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
