/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-talk-news.h"

#include "erp-capabilities.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TOLD 3
#define MAX_WORDS 90

void
biz_talk_news_free (BizTalkNews *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->outside);
  g_ptr_array_unref (self->inside);
  g_free (self->changed_by);
  g_free (self);
}

/**
 * biz_talk_news_judge:
 * @entries: of BizLogEntry, newest first
 * @view: what was seen, and what is there now
 *
 * Notices that the server writes in the person's own name are no news, and what the person wrote in
 * another window is not either.
 *
 * Returns: (transfer full) (nullable): what is new
 */
BizTalkNews *
biz_talk_news_judge (GListModel *entries, const BizTalkView *view)
{
  BizTalkNews *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (entries) && view != NULL, NULL);

  self = g_new0 (BizTalkNews, 1);
  self->outside = g_ptr_array_new_with_free_func (g_object_unref);
  self->inside = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (BizLogEntry) entry = g_list_model_get_item (entries, i);

      if (biz_log_entry_get_id (entry) <= view->seen)
        break;
      if (biz_log_entry_is_outside (entry))
        g_ptr_array_add (self->outside, g_object_ref (entry));
      else if (biz_log_entry_get_uid (entry) != view->uid)
        g_ptr_array_add (self->inside, g_object_ref (entry));
    }
  if (view->written != 0 && view->written_now > view->written && view->writer_uid != view->uid
      && self->outside->len == 0)
    {
      self->changed_by = g_strdup (view->writer != NULL ? view->writer : _ ("Somebody"));
      self->changed_when = view->written_now;
    }
  if (self->outside->len == 0 && self->inside->len == 0 && self->changed_by == NULL)
    g_clear_pointer (&self, biz_talk_news_free);

  return self;
}

BizTalkNews *
biz_talk_news_new (BizThread *thread, BizReply *reply)
{
  BizTalkView view = { 0 };

  g_return_val_if_fail (BIZ_IS_THREAD (thread) && BIZ_IS_REPLY (reply), NULL);

  view.seen = biz_reply_get_seen (reply);
  view.written = biz_reply_get_written (reply);
  view.uid =
      erp_capabilities_get_uid (erp_session_get_capabilities (biz_thread_get_session (thread)));
  view.written_now = biz_thread_get_written (thread, &view.writer_uid, &view.writer);
  if (view.seen == 0 && view.written == 0)
    return NULL;

  return biz_talk_news_judge (biz_thread_get_entries (thread), &view);
}

/* The first words, in one line. */
static char *
make_extract (BizLogEntry *entry)
{
  g_autofree char *text = g_strdup (biz_log_entry_get_text (entry));
  g_autofree char *part = NULL;

  g_strdelimit (text, "\r\n\t", ' ');
  g_strstrip (text);
  if (g_utf8_strlen (text, -1) <= MAX_WORDS)
    return g_steal_pointer (&text);
  part = g_utf8_substring (text, 0, MAX_WORDS);

  return g_strdup_printf ("%s…", part);
}

static char *
format_time (GDateTime *time, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = g_date_time_to_timezone (time, zone);

  return g_date_time_format (local, "%H:%M");
}

static void
tell (GString *text, GPtrArray *entries, gboolean is_outside, GTimeZone *zone)
{
  for (guint i = 0; i < MIN (entries->len, MAX_TOLD); i++)
    {
      BizLogEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *extract = make_extract (entry);
      g_autofree char *time = format_time (biz_log_entry_get_date (entry), zone);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (*extract == '\0')
        /* Translators: a name, and a time of day. */
        g_string_append_printf (text, _ ("%s did something here at %s."),
                                biz_log_entry_get_author (entry), time);
      else if (is_outside || biz_log_entry_get_kind (entry) == BIZ_LOG_REPLY)
        /* Translators: a name, a time of day, and the first words of what was written. */
        g_string_append_printf (text, _ ("%s wrote at %s: “%s”"), biz_log_entry_get_author (entry),
                                time, extract);
      else
        /* Translators: a name, a time of day, and the first words of a note. */
        g_string_append_printf (text, _ ("%s noted at %s: “%s”"), biz_log_entry_get_author (entry),
                                time, extract);
    }
  if (entries->len > MAX_TOLD)
    {
      const guint n = entries->len - MAX_TOLD;

      g_string_append_c (text, '\n');
      g_string_append_printf (text, ngettext ("and %u more", "and %u more", n), n);
    }
}

/**
 * biz_talk_news_describe:
 * @self: news
 * @zone: the person's
 *
 * Returns: (transfer full): who said and did what, a line each
 */
char *
biz_talk_news_describe (BizTalkNews *self, GTimeZone *zone)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && zone != NULL, NULL);

  tell (text, self->outside, TRUE, zone);
  tell (text, self->inside, FALSE, zone);
  if (self->changed_by != NULL)
    {
      g_autoptr (GDateTime) when = g_date_time_new_from_unix_utc (self->changed_when);
      g_autofree char *time = format_time (when, zone);

      if (text->len > 0)
        g_string_append_c (text, '\n');
      /* Translators: a colleague's name, and a time of day. */
      g_string_append_printf (text, _ ("%s changed this at %s."), self->changed_by, time);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}
