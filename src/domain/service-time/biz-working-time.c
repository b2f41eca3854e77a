/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-working-time.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#define DAY_SECONDS ((gint64)24 * 3600)
/* 1970-01-01 as g_date_get_julian () counts */
#define EPOCH 719163
#define MAX_DAYS 3660
#define MAX_LINES 400

typedef struct
{
  gint64 from, until;
} Span;

struct _BizWorkingTime
{
  GObject parent_instance;

  char *name;       /* (owned): of the zone */
  GTimeZone *zone;  /* (owned) */
  GArray *hours;    /* (owned) (element-type BizWorkingHours) */
  GArray *leaves;   /* (owned) (element-type BizWorkingLeave): in order, apart */
  GHashTable *days; /* (owned): day since 1970 -> GArray of Span, as they were worked out */
  GMutex lock;      /* of days */
};

G_DEFINE_FINAL_TYPE (BizWorkingTime, biz_working_time, G_TYPE_OBJECT)

static void
biz_working_time_finalize (GObject *object)
{
  BizWorkingTime *self = BIZ_WORKING_TIME (object);

  g_free (self->name);
  g_clear_pointer (&self->zone, g_time_zone_unref);
  g_clear_pointer (&self->hours, g_array_unref);
  g_clear_pointer (&self->leaves, g_array_unref);
  g_clear_pointer (&self->days, g_hash_table_unref);
  g_mutex_clear (&self->lock);
  G_OBJECT_CLASS (biz_working_time_parent_class)->finalize (object);
}

static void
biz_working_time_class_init (BizWorkingTimeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_working_time_finalize;
}

static void
biz_working_time_init (BizWorkingTime *self)
{
  self->hours = g_array_new (FALSE, TRUE, sizeof (BizWorkingHours));
  self->leaves = g_array_new (FALSE, TRUE, sizeof (BizWorkingLeave));
  self->days =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
  g_mutex_init (&self->lock);
}

/* days */

/* A time of the clock on the wall there. One that the clock skips is the moment after. */
static gint64
to_instant (BizWorkingTime *self, gint64 wall)
{
  gint64 adjusted = wall;
  const int interval = g_time_zone_adjust_time (self->zone, G_TIME_TYPE_STANDARD, &adjusted);

  return adjusted - g_time_zone_get_offset (self->zone, interval);
}

static gint64
find_day (BizWorkingTime *self, gint64 instant)
{
  const int interval = g_time_zone_find_interval (self->zone, G_TIME_TYPE_UNIVERSAL, instant);
  const gint64 wall = instant + g_time_zone_get_offset (self->zone, interval);

  return wall >= 0 ? wall / DAY_SECONDS : -((-wall + DAY_SECONDS - 1) / DAY_SECONDS);
}

static int
compare_spans (gconstpointer a, gconstpointer b)
{
  const Span *one = a, *other = b;

  return one->from < other->from ? -1 : one->from > other->from;
}

/* As the server counts: weeks since the first Monday of the calendar, the first of two is even. */
static gboolean
is_on (const BizWorkingHours *hours, gint64 day)
{
  const gint64 julian = day + EPOCH;
  const int weekday = (int)((julian - 1) % 7) + 1;
  const int week = (int)((julian - 1) / 7 % 2) + 1;

  return hours->weekday == weekday && (hours->week == 0 || hours->week == week)
         && (hours->first_day == 0 || julian >= hours->first_day)
         && (hours->last_day == 0 || julian <= hours->last_day);
}

/* Takes a leave out of the spans. */
static GArray *
without (GArray *spans, const BizWorkingLeave *leave)
{
  GArray *rest = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; i < spans->len; i++)
    {
      const Span span = g_array_index (spans, Span, i);
      const Span before = { span.from, MIN (span.until, leave->from) };
      const Span after = { MAX (span.from, leave->until), span.until };

      if (before.until > before.from)
        g_array_append_val (rest, before);
      if (after.until > after.from)
        g_array_append_val (rest, after);
    }
  g_array_unref (spans);

  return rest;
}

static GArray *
merge (GArray *spans)
{
  GArray *merged = g_array_new (FALSE, FALSE, sizeof (Span));

  g_array_sort (spans, compare_spans);
  for (guint i = 0; i < spans->len; i++)
    {
      const Span span = g_array_index (spans, Span, i);
      Span *last = merged->len > 0 ? &g_array_index (merged, Span, merged->len - 1) : NULL;

      if (last != NULL && span.from <= last->until)
        last->until = MAX (last->until, span.until);
      else
        g_array_append_val (merged, span);
    }
  g_array_unref (spans);

  return merged;
}

static GArray *
work_out (BizWorkingTime *self, gint64 day)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; i < self->hours->len; i++)
    {
      const BizWorkingHours *hours = &g_array_index (self->hours, BizWorkingHours, i);
      Span span;

      if (!is_on (hours, day))
        continue;
      span.from = to_instant (self, day * DAY_SECONDS + hours->from);
      span.until = to_instant (self, day * DAY_SECONDS + hours->until);
      if (span.until > span.from)
        g_array_append_val (spans, span);
    }
  if (spans->len > 1)
    spans = merge (g_steal_pointer (&spans));
  for (guint i = 0; i < self->leaves->len && spans->len > 0; i++)
    {
      const BizWorkingLeave *leave = &g_array_index (self->leaves, BizWorkingLeave, i);

      if (leave->from < g_array_index (spans, Span, spans->len - 1).until
          && leave->until > g_array_index (spans, Span, 0).from)
        spans = without (g_steal_pointer (&spans), leave);
    }

  return g_steal_pointer (&spans);
}

/* (transfer full) (element-type Span): the times of work that begin on a day */
static GArray *
get_day (BizWorkingTime *self, gint64 day)
{
  GArray *spans;

  g_mutex_lock (&self->lock);
  spans = g_hash_table_lookup (self->days, &day);
  if (spans == NULL)
    {
      spans = work_out (self, day);
      g_hash_table_insert (self->days, g_memdup2 (&day, sizeof day), spans);
    }
  g_array_ref (spans);
  g_mutex_unlock (&self->lock);

  return spans;
}

/* making */

static gboolean
is_good (const BizWorkingHours *hours)
{
  return hours->weekday >= 1 && hours->weekday <= 7 && hours->week >= 0 && hours->week <= 2
         && hours->from >= 0 && hours->until <= DAY_SECONDS && hours->from <= hours->until;
}

static int
compare_leaves (gconstpointer a, gconstpointer b)
{
  const BizWorkingLeave *one = a, *other = b;

  return one->from < other->from ? -1 : one->from > other->from;
}

/**
 * biz_working_time_new:
 * @zone: (nullable): an identifier, "Europe/Berlin"; NULL: that of this computer
 * @hours: (array length=n_hours): when there is work
 * @n_hours: how many
 * @leaves: (array length=n_leaves) (nullable): when there is none all the same
 * @n_leaves: how many
 * @error: return location
 *
 * Returns: (transfer full) (nullable): a calendar, or ERP_ERROR_PROTOCOL for a zone that is not
 *   known or hours that no day has
 */
BizWorkingTime *
biz_working_time_new (const char *zone,
                      const BizWorkingHours *hours,
                      gsize n_hours,
                      const BizWorkingLeave *leaves,
                      gsize n_leaves,
                      GError **error)
{
  g_autoptr (BizWorkingTime) self = g_object_new (BIZ_TYPE_WORKING_TIME, NULL);

  self->zone = zone != NULL ? g_time_zone_new_identifier (zone) : g_time_zone_new_local ();
  if (self->zone == NULL)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                   /* Translators: the name of a time zone, "Europe/Berlin" */
                   _ ("The working hours are in a time zone that this computer does not know: %s."),
                   zone);
      return NULL;
    }
  self->name = g_strdup (g_time_zone_get_identifier (self->zone));
  for (gsize i = 0; i < n_hours; i++)
    {
      if (!is_good (&hours[i]))
        {
          g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                               _ ("The working hours on the server have a line that no day has. "
                                  "Ask who manages the settings to mend them."));
          return NULL;
        }
      if (hours[i].until > hours[i].from)
        g_array_append_val (self->hours, hours[i]);
    }
  for (gsize i = 0; i < n_leaves; i++)
    if (leaves[i].until > leaves[i].from)
      g_array_append_val (self->leaves, leaves[i]);
  g_array_sort (self->leaves, compare_leaves);

  return g_steal_pointer (&self);
}

BizWorkingTime *
biz_working_time_new_usual (void)
{
  BizWorkingHours hours[5];

  for (int i = 0; i < 5; i++)
    hours[i] = (BizWorkingHours){ .weekday = i + 1, .from = 8 * 3600, .until = 17 * 3600 };

  return biz_working_time_new (NULL, hours, G_N_ELEMENTS (hours), NULL, 0, NULL);
}

static gboolean
read_hours (JsonObject *row, const char *member, int *seconds, GError **error)
{
  double hours = 0;

  if (!erp_json_get_double (row, member, &hours, error))
    return FALSE;
  *seconds = (int)lround (CLAMP (hours, -1, 25) * 3600);

  return TRUE;
}

static int
read_digit (JsonObject *row, const char *member)
{
  const char *text = NULL;

  if (!json_object_has_member (row, member))
    return -1;
  erp_json_get_string (row, member, &text, NULL);

  return text != NULL && g_ascii_isdigit (*text) && text[1] == '\0' ? *text - '0' : -1;
}

/* A break is no work, and a heading is none either. FALSE with an error only. */
static gboolean
read_line (JsonObject *row, gboolean two_weeks, GArray *hours, GError **error)
{
  BizWorkingHours line = { 0 };
  const char *period = NULL, *heading = NULL;
  const int week = read_digit (row, "week_type");

  if (json_object_has_member (row, "display_type"))
    erp_json_get_string (row, "display_type", &heading, NULL);
  if (json_object_has_member (row, "day_period"))
    erp_json_get_string (row, "day_period", &period, NULL);
  if ((heading != NULL && *heading != '\0') || g_strcmp0 (period, "lunch") == 0)
    return TRUE;
  if (!read_hours (row, "hour_from", &line.from, error)
      || !read_hours (row, "hour_to", &line.until, error))
    return FALSE;
  line.weekday = read_digit (row, "dayofweek") + 1;
  line.week = two_weeks && week >= 0 ? week + 1 : 0;
  g_array_append_val (hours, line);

  return TRUE;
}

/**
 * biz_working_time_new_from_json:
 * @calendar: a resource.calendar, read with %BIZ_WORKING_TIME_FIELDS
 * @leaves: (array length=n_leaves) (nullable): times without work
 * @n_leaves: how many
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the calendar
 */
BizWorkingTime *
biz_working_time_new_from_json (JsonObject *calendar,
                                const BizWorkingLeave *leaves,
                                gsize n_leaves,
                                GError **error)
{
  g_autoptr (GArray) hours = g_array_new (FALSE, TRUE, sizeof (BizWorkingHours));
  gboolean two_weeks = FALSE;
  const char *zone = NULL;
  JsonArray *rows = NULL;

  g_return_val_if_fail (calendar != NULL, NULL);

  if (!erp_json_get_string (calendar, "tz", &zone, error)
      || !erp_json_get_bool (calendar, "two_weeks_calendar", &two_weeks, error)
      || !erp_json_get_array (json_object_get_member (calendar, "attendance_ids"), &rows, error))
    return NULL;
  for (guint i = 0; i < MIN (json_array_get_length (rows), MAX_LINES); i++)
    {
      JsonObject *row = NULL;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !read_line (row, two_weeks, hours, error))
        return NULL;
    }

  return biz_working_time_new (zone, (const BizWorkingHours *)hours->data, hours->len, leaves,
                               n_leaves, error);
}

/* arithmetic */

gboolean
biz_working_time_is_open (BizWorkingTime *self, gint64 at)
{
  g_autoptr (GArray) spans = NULL;

  g_return_val_if_fail (BIZ_IS_WORKING_TIME (self), FALSE);

  spans = get_day (self, find_day (self, at));
  for (guint i = 0; i < spans->len; i++)
    if (at >= g_array_index (spans, Span, i).from && at < g_array_index (spans, Span, i).until)
      return TRUE;

  return FALSE;
}

static gint64
count_forward (BizWorkingTime *self, gint64 from, gint64 until)
{
  const gint64 last = find_day (self, until);
  gint64 sum = 0;

  for (gint64 day = find_day (self, from); day <= last; day++)
    {
      g_autoptr (GArray) spans = get_day (self, day);

      for (guint i = 0; i < spans->len; i++)
        {
          const Span *span = &g_array_index (spans, Span, i);

          sum += MAX (0, MIN (until, span->until) - MAX (from, span->from));
        }
    }

  return sum;
}

gint64
biz_working_time_between (BizWorkingTime *self, gint64 from, gint64 until)
{
  g_return_val_if_fail (BIZ_IS_WORKING_TIME (self), 0);

  /* Nobody asks for centuries; a broken date is not to hang the window. */
  if (ABS (until / DAY_SECONDS - from / DAY_SECONDS) > MAX_DAYS)
    until = from + (until > from ? MAX_DAYS : -MAX_DAYS) * DAY_SECONDS;

  return until >= from ? count_forward (self, from, until) : -count_forward (self, until, from);
}

static gint64
add_forward (BizWorkingTime *self, gint64 from, gint64 seconds)
{
  const gint64 first = find_day (self, from);

  for (gint64 day = first; day < first + MAX_DAYS; day++)
    {
      g_autoptr (GArray) spans = get_day (self, day);

      for (guint i = 0; i < spans->len; i++)
        {
          const Span *span = &g_array_index (spans, Span, i);
          const gint64 start = MAX (from, span->from);

          if (start >= span->until)
            continue;
          if (seconds <= span->until - start)
            return start + seconds;
          seconds -= span->until - start;
        }
    }

  return G_MAXINT64;
}

static gint64
add_backward (BizWorkingTime *self, gint64 from, gint64 seconds)
{
  const gint64 first = find_day (self, from);

  for (gint64 day = first; day > first - MAX_DAYS; day--)
    {
      g_autoptr (GArray) spans = get_day (self, day);

      for (guint i = spans->len; i > 0; i--)
        {
          const Span *span = &g_array_index (spans, Span, i - 1);
          const gint64 end = MIN (from, span->until);

          if (end <= span->from)
            continue;
          if (seconds <= end - span->from)
            return end - seconds;
          seconds -= end - span->from;
        }
    }

  return G_MININT64;
}

gint64
biz_working_time_add (BizWorkingTime *self, gint64 from, gint64 seconds)
{
  g_return_val_if_fail (BIZ_IS_WORKING_TIME (self), from);

  if (seconds == 0)
    return from;

  return seconds > 0 ? add_forward (self, from, seconds) : add_backward (self, from, -seconds);
}

/* words */

const char *
biz_working_time_get_zone (BizWorkingTime *self)
{
  g_return_val_if_fail (BIZ_IS_WORKING_TIME (self), NULL);

  return self->name;
}

gboolean
biz_working_time_is_empty (BizWorkingTime *self)
{
  g_return_val_if_fail (BIZ_IS_WORKING_TIME (self), TRUE);

  return self->hours->len == 0;
}

static int
compare_hours (gconstpointer a, gconstpointer b)
{
  const BizWorkingHours *one = a, *other = b;

  return one->week != other->week ? one->week - other->week : one->from - other->from;
}

static char *
describe_day (BizWorkingTime *self, int weekday)
{
  g_autoptr (GArray) sorted = g_array_copy (self->hours);
  GString *text = g_string_new (NULL);

  g_array_sort (sorted, compare_hours);
  for (guint i = 0; i < sorted->len; i++)
    {
      const BizWorkingHours *h = &g_array_index (sorted, BizWorkingHours, i);

      if (h->weekday != weekday)
        continue;
      g_string_append_printf (text, "%s%02d:%02d–%02d:%02d", text->len > 0 ? ", " : "",
                              h->from / 3600, h->from / 60 % 60, h->until / 3600,
                              h->until / 60 % 60);
      if (h->week > 0)
        /* Translators: of two weeks that take turns, the first or the second */
        g_string_append_printf (text, " (%s)", h->week == 1 ? _ ("1st week") : _ ("2nd week"));
    }

  return g_string_free (text, FALSE);
}

static char *
name_day (int weekday)
{
  /* 2024-01-01 was a Monday */
  g_autoptr (GDateTime) day = g_date_time_new_utc (2024, 1, weekday, 12, 0, 0);

  return g_date_time_format (day, "%a");
}

/**
 * biz_working_time_describe:
 * @self: a calendar
 *
 * Returns: (transfer full): the hours in lines, days alike told together, empty without any
 */
char *
biz_working_time_describe (BizWorkingTime *self)
{
  g_auto (GStrv) days = g_new0 (char *, 8);
  GString *text = g_string_new (NULL);

  g_return_val_if_fail (BIZ_IS_WORKING_TIME (self), NULL);

  for (int i = 0; i < 7; i++)
    days[i] = describe_day (self, i + 1);
  for (int i = 0; i < 7;)
    {
      int last = i;
      g_autofree char *from = name_day (i + 1), *until = NULL;

      while (last < 6 && g_str_equal (days[i], days[last + 1]))
        last++;
      until = name_day (last + 1);
      if (*days[i] != '\0')
        {
          g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", from);
          if (last > i)
            g_string_append_printf (text, "–%s", until);
          g_string_append_printf (text, " %s", days[i]);
        }
      i = last + 1;
    }

  return g_string_free (text, FALSE);
}
