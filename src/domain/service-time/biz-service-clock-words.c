/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-clock.h"

#include <glib/gi18n-lib.h>

/* How a case stands to what is promised, in words. */

/* a day of work has eight hours */
#define DAY_HOURS 8

/**
 * biz_service_clock_format_span:
 * @seconds: of work, its sign does not count
 *
 * Returns: (transfer full): "40 min", "2 h 05 min", "3 d 4 h", days of eight hours
 */
char *
biz_service_clock_format_span (gint64 seconds)
{
  const gint64 minutes = (ABS (seconds) + 59) / 60;
  const int hours = (int)MIN (minutes / 60, 1000000);

  if (minutes < 60)
    /* Translators: minutes, short */
    return g_strdup_printf (_ ("%d min"), (int)minutes);
  if (hours < 2 * DAY_HOURS)
    return minutes % 60 == 0
               /* Translators: hours, short */
               ? g_strdup_printf (_ ("%d h"), hours)
               /* Translators: hours and minutes, short */
               : g_strdup_printf (_ ("%d h %02d min"), hours, (int)(minutes % 60));

  return hours % DAY_HOURS == 0
             /* Translators: days of work, short */
             ? g_strdup_printf (_ ("%d d"), hours / DAY_HOURS)
             /* Translators: days of work and hours, short */
             : g_strdup_printf (_ ("%d d %d h"), hours / DAY_HOURS, hours % DAY_HOURS);
}

static char *
describe_part (const BizClockPart *part, gboolean response)
{
  g_autofree char *span = biz_service_clock_format_span (part->left);

  switch (part->state)
    {
    case BIZ_CLOCK_FINE:
    case BIZ_CLOCK_SOON:
      return g_strdup_printf (response ? _ ("Answer in %s") : _ ("Solve in %s"), span);
    case BIZ_CLOCK_OVERDUE:
      return g_strdup_printf (response ? _ ("Answer late by %s") : _ ("Late by %s"), span);
    case BIZ_CLOCK_PAUSED:
      return g_strdup_printf (_ ("Paused, %s left"), span);
    case BIZ_CLOCK_MET:
      return g_strdup (response ? _ ("Answered in time") : _ ("Solved in time"));
    case BIZ_CLOCK_MISSED:
      return g_strdup_printf (response ? _ ("Answered late by %s") : _ ("Solved late by %s"), span);
    case BIZ_CLOCK_UNKNOWN:
      return g_strdup (_ ("Not known"));
    case BIZ_CLOCK_NONE:
    default:
      return g_strdup ("");
    }
}

/**
 * biz_service_clock_describe:
 * @self: how a case stands
 *
 * Returns: (transfer full): the part that counts next, short; "" where nothing is promised
 */
char *
biz_service_clock_describe (const BizServiceClock *self)
{
  const BizClockPart *part = biz_service_clock_get_next (self);

  g_return_val_if_fail (part != NULL, NULL);

  return describe_part (part, part == &self->response);
}

static char *
format_time (gint64 time, GTimeZone *zone)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) there = moment == NULL ? NULL
                                : zone != NULL ? g_date_time_to_timezone (moment, zone)
                                               : g_date_time_to_local (moment);

  /* Translators: a moment, as strftime() writes it: weekday, day, time */
  return there != NULL ? g_date_time_format (there, _ ("%a %x, %H:%M")) : g_strdup ("–");
}

static void
explain_part (
    GString *text, const BizClockPart *part, gboolean response, gint64 promised, GTimeZone *zone)
{
  g_autofree char *words = NULL, *due = NULL, *span = NULL;

  if (part->state == BIZ_CLOCK_NONE)
    return;
  words = describe_part (part, response);
  due = format_time (part->due, zone);
  span = biz_service_clock_format_span (promised);
  if (text->len > 0)
    g_string_append_c (text, '\n');
  if (part->server)
    /* Translators: how it stands ("Solve in 2 h"), and a moment */
    g_string_append_printf (text, _ ("%s: due %s, as the server says."), words, due);
  else if (response)
    /* Translators: how it stands ("Answer in 2 h"), a moment, a span ("4 h") */
    g_string_append_printf (text, _ ("%s: due %s; a first answer is promised within %s of work."),
                            words, due, span);
  else
    /* Translators: how it stands ("Solve in 2 h"), a moment, a span ("4 h") */
    g_string_append_printf (text, _ ("%s: due %s; a solution is promised within %s of work."),
                            words, due, span);
}

/**
 * biz_service_clock_explain:
 * @self: how a case stands
 * @target: what is promised
 * @zone: (nullable): whose times are told; NULL: those of this computer
 *
 * Returns: (transfer full): a sentence each of what is promised, how it stands, and what could not
 *   be known
 */
char *
biz_service_clock_explain (const BizServiceClock *self,
                           const BizServiceTarget *target,
                           GTimeZone *zone)
{
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (self != NULL && target != NULL, NULL);

  explain_part (text, &self->response, TRUE, target->response, zone);
  explain_part (text, &self->resolution, FALSE, target->resolution, zone);
  if (self->waited > 0)
    {
      g_autofree char *span = biz_service_clock_format_span (self->waited);

      /* Translators: a span ("4 h") */
      g_string_append_printf (text,
                              _ ("\nThe clock stood still for %s, while somebody else was "
                                 "waited for."),
                              span);
    }
  if (self->incomplete)
    g_string_append (text, _ ("\nWhen the case waited earlier, the server does not tell you "
                              "for certain: it may be due later."));

  return g_string_free (text, FALSE);
}
