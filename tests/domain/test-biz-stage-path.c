/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-clock.h"
#include "biz-stage-path.h"

#define MICRO G_USEC_PER_SEC

/* "3:120w 1:5": seconds of a stage, and w where it waits, ? where nobody knows; "100 300" */
static GArray *
parse_totals (const char *text)
{
  GArray *totals = g_array_new (FALSE, FALSE, sizeof (BizStageTotal));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      BizStageTotal total = { 0 };
      char *end;

      total.stage = g_ascii_strtoll (words[i], &end, 10);
      total.seconds = g_ascii_strtoll (end + 1, &end, 10);
      total.kind = *end == 'w'   ? BIZ_STAGE_WAITS
                   : *end == '?' ? BIZ_STAGE_UNKNOWN
                                 : BIZ_STAGE_WORKS;
      g_array_append_val (totals, total);
    }

  return totals;
}

static GArray *
parse_times (const char *text)
{
  GArray *times = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL && *words[i] != '\0'; i++)
    {
      gint64 time = g_ascii_strtoll (words[i], NULL, 10);

      g_array_append_val (times, time);
    }

  return times;
}

static char *
write_times (GArray *times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times->len; i++)
    {
      const BizServiceWait *time = &g_array_index (times, BizServiceWait, i);

      g_string_append_printf (text, "%s%" G_GINT64_FORMAT "-%" G_GINT64_FORMAT, i > 0 ? " " : "",
                              time->from, time->until);
    }

  return g_string_free (text, FALSE);
}

static const struct
{
  const char *name, *changes, *totals;
  gint64 now;
  gboolean found;
  const char *waits, *doubts;
} rows[] = {
  { "never elsewhere", "", "1:500", 1, TRUE, "", "" },
  { "never elsewhere, and it waits", "", "1:500w", 1, TRUE, "", "" },
  { "once, and back", "100 300", "1:500 2:200w", 1, TRUE, "100-300", "" },
  { "opened there", "100", "2:100w 1:400", 1, TRUE, "0-100", "" },
  { "waits now, and did before", "100 300 700", "1:500 2:250w", 2, TRUE, "100-300", "" },
  { "never twice in a row", "100 300 700", "1:300 2:400w 3:50", 3, FALSE, "", "" },
  { "the one way that fits", "100 300 700", "1:100 3:200 2:400w 4:50", 4, TRUE, "300-700", "" },
  { "two that wait are one", "100 300 700", "1:150 2:200w 3:400w", 1, TRUE, "100-700", "" },
  { "alike: one of them waits", "100 200", "1:100 2:100w 3:9", 3, TRUE, "", "0-200" },
  { "alike: both wait", "100 200", "1:100w 2:100w 3:9", 3, TRUE, "0-200", "" },
  { "alike: neither waits", "100 200 500", "1:100 2:100 3:300w 4:9", 4, TRUE, "200-500", "" },
  /* A stage never follows itself. */
  { "alike, and one way", "100 200 300", "1:200 2:100w 3:9", 3, TRUE, "100-200", "" },
  { "seconds lost at each change", "100 250 450 700", "1:299 2:398w 3:9", 3, TRUE,
    "100-250 450-700", "" },
  { "too much lost", "100 300", "1:500 2:190w", 1, FALSE, "", "" },
  { "too much gained", "100 300", "1:500 2:210w", 1, FALSE, "", "" },
  { "back at once", "100 100", "1:500 2:0w", 1, TRUE, "", "" },
  { "a moment of one that waits", "100 101", "1:500 2:1w", 1, TRUE, "100-101", "" },
  { "a stage that is gone", "100 300", "1:500 2:200?", 1, TRUE, "", "100-300" },
  { "gone, but it cannot be", "100 300 900", "1:700 2:200w 3:600?", 1, TRUE, "100-300", "300-900" },
  { "in no stage at first", "100 300", "0:100 2:200w 1:4", 1, TRUE, "100-300", "" },
  { "nothing waits: no matter how", "100 300", "1:9 2:8 3:7", 1, TRUE, "", "" },
  { "a change that has no stage", "100 200 300", "1:500 2:100w", 1, FALSE, "", "" },
  { "a stage without a change", "100", "1:100 2:50w 3:7", 3, FALSE, "", "" },
  { "not in a stage that was", "100 300", "1:100 2:200w", 3, FALSE, "", "" },
  { "nothing known", "100 300", "", 1, FALSE, "", "" },
  { "before it was opened", "-5 300", "1:500 2:200w", 1, FALSE, "", "" },
  { "out of order", "300 100", "1:500 2:200w", 1, FALSE, "", "" },
  { "twenty changes",
    "10 30 60 100 150 210 280 360 450 550 660 780 910 1050 1200 1360 1530 1710 1900 2100",
    "1:1000 2:1100w 3:1", 3, TRUE,
    "10-30 60-100 150-210 280-360 450-550 660-780 910-1050 1200-1360 1530-1710 1900-2100", "" },
  { "more than are tried", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21", "1:10 2:10w", 1,
    FALSE, "", "" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GArray) changes = parse_times (rows[i].changes);
      g_autoptr (GArray) totals = parse_totals (rows[i].totals);
      g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (BizServiceWait));
      g_autoptr (GArray) doubts = g_array_new (FALSE, FALSE, sizeof (BizServiceWait));
      g_autofree char *waits_text = NULL, *doubts_text = NULL;
      const BizStageFacts facts = { .stage = rows[i].now,
                                    .changes = (const gint64 *)changes->data,
                                    .n_changes = changes->len,
                                    .totals = (const BizStageTotal *)totals->data,
                                    .n_totals = totals->len };

      g_test_message ("%s", rows[i].name);
      g_assert_cmpint (biz_stage_path_find (&facts, waits, doubts), ==, rows[i].found);
      waits_text = write_times (waits);
      doubts_text = write_times (doubts);
      g_assert_cmpstr (waits_text, ==, rows[i].waits);
      g_assert_cmpstr (doubts_text, ==, rows[i].doubts);
    }
}

/* A case as the server has it: moments with parts of a second, of which only seconds are told. */
typedef struct
{
  gint64 opened;
  gint64 changes[BIZ_STAGE_PATH_MAX];
  int stages[BIZ_STAGE_PATH_MAX + 1];
  guint n;
  gint64 totals[6];
  gboolean seen[6];
} Life;

static void
live (Life *self, GRand *random, guint n_stages, gint64 longest)
{
  gint64 time;

  *self = (Life){ .n = (guint)g_rand_int_range (random, 0, 9) };
  self->opened = time = (gint64)(g_rand_double (random) * MICRO) + 50 * MICRO;
  self->stages[0] = g_rand_int_range (random, 0, (int)n_stages);
  for (guint i = 0; i < self->n; i++)
    {
      const gint64 since = time;

      time += (gint64)(g_rand_double (random) * (double)longest * MICRO);
      self->changes[i] = time;
      self->totals[self->stages[i]] += (time - since) / MICRO;
      self->seen[self->stages[i]] = TRUE;
      self->stages[i + 1] =
          (self->stages[i] + g_rand_int_range (random, 1, (int)n_stages)) % (int)n_stages;
    }
  self->seen[self->stages[self->n]] = TRUE;
  self->totals[self->stages[self->n]] += g_rand_int_range (random, 0, (int)longest);
}

static gboolean
is_within (GArray *times, gint64 from, gint64 until)
{
  for (guint i = 0; i < times->len; i++)
    {
      const BizServiceWait *time = &g_array_index (times, BizServiceWait, i);

      if (time->from <= from && until <= time->until)
        return TRUE;
    }

  return FALSE;
}

/* Stages 0 and 1 wait. What was, is always among the ways. Returns whether there was no doubt. */
static gboolean
check_life (const Life *life)
{
  g_autoptr (GArray) waits = g_array_new (FALSE, FALSE, sizeof (BizServiceWait));
  g_autoptr (GArray) doubts = g_array_new (FALSE, FALSE, sizeof (BizServiceWait));
  gint64 changes[BIZ_STAGE_PATH_MAX], since = life->opened / MICRO;
  BizStageTotal totals[6];
  BizStageFacts facts = { .opened = since,
                          .stage = life->stages[life->n] + 1,
                          .changes = changes,
                          .n_changes = life->n,
                          .totals = totals };

  for (int i = 0; i < 6; i++)
    if (life->seen[i])
      totals[facts.n_totals++] =
          (BizStageTotal){ i + 1, life->totals[i], i < 2 ? BIZ_STAGE_WAITS : BIZ_STAGE_WORKS };
  for (guint i = 0; i < life->n; i++)
    changes[i] = life->changes[i] / MICRO;
  g_assert_true (biz_stage_path_find (&facts, waits, doubts));
  for (guint i = 0; i < life->n; since = changes[i++])
    if (changes[i] > since && life->stages[i] < 2)
      g_assert_true (is_within (waits, since, changes[i]) || is_within (doubts, since, changes[i]));
    else if (changes[i] > since)
      g_assert_false (is_within (waits, since, changes[i]));

  return doubts->len == 0;
}

/* Of cases whose times are days there is hardly a doubt; of those of a few seconds there are many,
 * and never a wait that was none. */
static void
test_random (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20261123);
  guint sure = 0, sure_short = 0;

  for (guint i = 0; i < 2000; i++)
    {
      Life life;

      live (&life, random, 2 + i % 5, 500000);
      sure += check_life (&life);
      live (&life, random, 2 + i % 4, 20);
      sure_short += check_life (&life);
    }
  g_assert_cmpuint (sure, >, 1990);
  g_assert_cmpuint (sure_short, >, 500);
  g_assert_cmpuint (sure_short, <, 2000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/stage-path/table", test_table);
  g_test_add_func ("/biz/stage-path/random", test_random);
  return g_test_run ();
}
