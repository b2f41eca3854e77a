/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-text.h"

static gunichar
next_char (const char **p, gboolean fold)
{
  guchar c = **p;
  gunichar u;

  if (c < 0x80)
    {
      (*p)++;
      return fold ? (gunichar)g_ascii_tolower (c) : c;
    }
  u = g_utf8_get_char (*p);
  *p = g_utf8_next_char (*p);
  return fold ? g_unichar_tolower (u) : u;
}

/**
 * demo_text_match:
 * @text: UTF-8
 * @pattern: UTF-8 with % (any run), _ (any one) and \ (the next as it is)
 * @fold: whether case is ignored
 *
 * Linear in the text for each run between two %, so that no pattern takes exponential time.
 *
 * Returns: whether the whole of @text matches
 */
gboolean
demo_text_match (const char *text, const char *pattern, gboolean fold)
{
  const char *star = NULL;
  const char *mark = NULL;

  while (*text)
    {
      if (*pattern == '%')
        {
          star = ++pattern;
          mark = text;
          continue;
        }
      if (*pattern)
        {
          const char *p = pattern;
          const char *t = text;

          if (*p == '_')
            {
              p++;
              t = g_utf8_next_char (t);
              pattern = p;
              text = t;
              continue;
            }
          if (*p == '\\' && p[1])
            p++;
          if (next_char (&p, fold) == next_char (&t, fold))
            {
              pattern = p;
              text = t;
              continue;
            }
        }
      if (!star)
        return FALSE;
      pattern = star;
      mark = g_utf8_next_char (mark);
      text = mark;
    }
  while (*pattern == '%')
    pattern++;
  return *pattern == '\0';
}

static void
match_cb (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  const char *text = (const char *)sqlite3_value_text (args[0]);
  const char *pattern = (const char *)sqlite3_value_text (args[1]);

  if (text && pattern)
    sqlite3_result_int (context,
                        demo_text_match (text, pattern, sqlite3_user_data (context) != NULL));
}

static void
free_zone (gpointer zone)
{
  g_time_zone_unref (zone);
}

/* demo_local ("2026-11-22 23:30:00", "Europe/Berlin"): the day and time there. */
static void
local_cb (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  const char *text = (const char *)sqlite3_value_text (args[0]);
  const char *name = (const char *)sqlite3_value_text (args[1]);
  GTimeZone *zone = sqlite3_get_auxdata (context, 1);
  g_autoptr (GTimeZone) utc = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autoptr (GDateTime) local = NULL;

  if (!text || !name)
    return;
  utc = g_time_zone_new_utc ();
  time = g_date_time_new_from_iso8601 (text, utc);
  if (!zone)
    {
      zone = g_time_zone_new_identifier (name);
      if (!zone)
        zone = g_time_zone_new_utc ();
      local = time ? g_date_time_to_timezone (time, zone) : NULL;
      sqlite3_set_auxdata (context, 1, zone, free_zone);
    }
  else
    local = time ? g_date_time_to_timezone (time, zone) : NULL;
  if (local)
    sqlite3_result_text (context, g_date_time_format (local, "%Y-%m-%d %H:%M:%S"), -1, g_free);
}

void
demo_text_register (sqlite3 *handle)
{
  int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_INNOCUOUS;

  sqlite3_create_function (handle, "demo_like", 2, flags, NULL, match_cb, NULL, NULL);
  sqlite3_create_function (handle, "demo_ilike", 2, flags, GINT_TO_POINTER (1), match_cb, NULL,
                           NULL);
  sqlite3_create_function (handle, "demo_local", 2, flags, NULL, local_cb, NULL, NULL);
}
