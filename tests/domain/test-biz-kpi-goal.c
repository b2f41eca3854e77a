/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Targets and baselines: as text, and shared over the demo company with every fault of a write. */

#include "biz-kpi-goal.h"

#include "biz-kpi-goals.h"
#include "demo-desk.h"
#include "erp-error.h"
#include "kpi-check.h"

static BizKpiGoal
make_goal (BizKpiGoalKind kind, gint64 minor)
{
  BizKpiGoal goal = { .kpi = BIZ_KPI_DSO,
                      .kind = kind,
                      .company_id = 1,
                      .months = 3,
                      .dimension = BIZ_KPI_OF_ALL,
                      .day = kpi_date ("2026-11-22"),
                      .minor = minor,
                      .has_level = TRUE };

  return goal;
}

static BizKpiScope
make_scope (void)
{
  BizKpiScope scope = { .as_of = kpi_date ("2026-11-22"),
                        .months = 3,
                        .n_points = 13,
                        .company_id = 1,
                        .zero = kpi_euro (0),
                        .dimension = BIZ_KPI_OF_ALL };

  return scope;
}

static void
test_text (void)
{
  static const char *const names[] = { NULL, "Q3", "it’s “it” \\ 'x' \"y\"\n", "Grüße 你好" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (guint kpi = 0; kpi < BIZ_KPI_N; kpi++)
      {
        BizKpiGoal goal = make_goal (kpi % 2 == 0 ? BIZ_KPI_GOAL_TARGET : BIZ_KPI_GOAL_BASELINE,
                                     (gint64)kpi * 1000 - 5000);
        g_autoptr (BizKpiGoal) again = NULL;
        g_autofree char *text = NULL;

        goal.kpi = (BizKpi)kpi;
        goal.dimension = (BizKpiDimension)(kpi % (BIZ_KPI_N_DIMENSIONS + 1));
        goal.key = kpi;
        goal.has_level = kpi != 5;
        goal.name = (char *)names[i];
        text = biz_kpi_goal_to_text (&goal);
        again = biz_kpi_goal_new_from_text (text);
        g_assert_nonnull (again);
        g_assert_cmpint (again->kpi, ==, goal.kpi);
        g_assert_cmpint (again->kind, ==, goal.kind);
        g_assert_cmpint (again->company_id, ==, 1);
        g_assert_cmpuint (again->months, ==, 3);
        g_assert_cmpint (again->dimension, ==, goal.dimension);
        g_assert_cmpint (again->key, ==, kpi);
        g_assert_cmpint (g_date_compare (&again->day, &goal.day), ==, 0);
        g_assert_cmpint (again->has_level, ==, goal.has_level);
        if (goal.has_level)
          g_assert_cmpint (again->minor, ==, goal.minor);
        g_assert_cmpstr (again->name, ==, names[i]);
      }
}

/* What anybody may have written under such a name. */
static void
test_foreign (void)
{
  static const char *const texts[] = {
    "",
    "{}",
    "[]",
    "{'kpi': 'dso'}",
    "{'kpi': 'nothing', 'kind': 'target', 'by': 'all', 'company': 1, 'months': 3, 'key': 0}",
    "{'kpi': 'dso', 'kind': 'wish', 'by': 'all', 'company': 1, 'months': 3, 'key': 0}",
    "{'kpi': 'dso', 'kind': 'target', 'by': 'all', 'company': 1, 'months': 0, 'key': 0}",
    "{'kpi': 'dso', 'kind': 'target', 'by': 'all', 'company': 'x', 'months': 3, 'key': 0}",
    "{'kpi': 'dso', 'kind': 'target', 'by': 'all', 'company': 1, 'months': 3, 'key': 0, "
    "'level': 'many'}",
    "__import__('os')",
    "{'kpi': 'dso', 'kind': 'target', 'by': 'all', 'company': 1, 'months': 3, 'key': 0, 'day': 7}",
  };
  g_autofree char *huge = g_strnfill (100000, '[');
  g_autoptr (BizKpiGoal) good = biz_kpi_goal_new_from_text (
      "{'kpi': 'dso', 'kind': 'target', 'by': 'all', 'company': 1, 'months': 3, 'key': 0}");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    g_assert_null (biz_kpi_goal_new_from_text (texts[i]));
  g_assert_null (biz_kpi_goal_new_from_text (huge));
  g_assert_null (biz_kpi_goal_new_from_text (NULL));
  g_assert_nonnull (good);
  g_assert_false (good->has_level);
}

static void
test_fits (void)
{
  BizKpiGoal goal = make_goal (BIZ_KPI_GOAL_TARGET, 4000);
  BizKpiScope scope = make_scope ();

  g_assert_true (biz_kpi_goal_fits (&goal, BIZ_KPI_GOAL_TARGET, BIZ_KPI_DSO, &scope));
  g_assert_false (biz_kpi_goal_fits (&goal, BIZ_KPI_GOAL_BASELINE, BIZ_KPI_DSO, &scope));
  g_assert_false (biz_kpi_goal_fits (&goal, BIZ_KPI_GOAL_TARGET, BIZ_KPI_CEI, &scope));
  scope.months = 12;
  g_assert_false (biz_kpi_goal_fits (&goal, BIZ_KPI_GOAL_TARGET, BIZ_KPI_DSO, &scope));
  scope = make_scope ();
  scope.company_id = 2;
  g_assert_false (biz_kpi_goal_fits (&goal, BIZ_KPI_GOAL_TARGET, BIZ_KPI_DSO, &scope));
  scope = make_scope ();
  scope.dimension = BIZ_KPI_BY_TEAM;
  g_assert_false (biz_kpi_goal_fits (&goal, BIZ_KPI_GOAL_TARGET, BIZ_KPI_DSO, &scope));
  goal.dimension = BIZ_KPI_BY_TEAM;
  scope.key = 4;
  g_assert_false (biz_kpi_goal_fits (&goal, BIZ_KPI_GOAL_TARGET, BIZ_KPI_DSO, &scope));
  goal.key = 4;
  g_assert_true (biz_kpi_goal_fits (&goal, BIZ_KPI_GOAL_TARGET, BIZ_KPI_DSO, &scope));
}

static void
load (DemoDesk *desk, BizKpiGoals *goals)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_kpi_goals_load_async (goals, NULL, desk_cb, desk);
  result = desk_wait (desk);
  g_assert_true (biz_kpi_goals_load_finish (goals, result, &error));
  g_assert_no_error (error);
}

static gboolean
set (DemoDesk *desk, BizKpiGoals *goals, const BizKpiGoal *goal, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_kpi_goals_set_async (goals, goal, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_kpi_goals_set_finish (goals, result, error);
}

static gint64
get_level (BizKpiGoals *goals, BizKpiGoalKind kind)
{
  BizKpiScope scope = make_scope ();
  const BizKpiGoal *goal = biz_kpi_goals_find (goals, kind, BIZ_KPI_DSO, &scope);

  return goal != NULL ? goal->minor : -1;
}

/* What one sets another one sees; the newest counts, and it can be taken away. */
static void
test_shared (gconstpointer data)
{
  DemoDesk desk, other;
  g_autoptr (BizKpiGoals) goals = NULL;
  g_autoptr (BizKpiGoals) theirs = NULL;
  g_autoptr (GError) error = NULL;
  BizKpiGoal goal = make_goal (BIZ_KPI_GOAL_TARGET, 4500);

  desk_open (&desk, GPOINTER_TO_UINT (data), "manager");
  desk_join (&other, &desk, "credit");
  goals = biz_kpi_goals_new (desk.session);
  theirs = biz_kpi_goals_new (other.session);
  g_assert_false (biz_kpi_goals_is_loaded (goals));
  load (&desk, goals);
  g_assert_true (biz_kpi_goals_is_loaded (goals));
  g_assert_cmpint (get_level (goals, BIZ_KPI_GOAL_TARGET), ==, -1);

  g_assert_true (set (&desk, goals, &goal, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_level (goals, BIZ_KPI_GOAL_TARGET), ==, 4500);
  load (&other, theirs);
  g_assert_cmpint (get_level (theirs, BIZ_KPI_GOAL_TARGET), ==, 4500);
  g_assert_cmpint (get_level (theirs, BIZ_KPI_GOAL_BASELINE), ==, -1);

  goal.minor = 4000;
  g_assert_true (set (&other, theirs, &goal, &error));
  g_assert_no_error (error);
  load (&desk, goals);
  g_assert_cmpint (get_level (goals, BIZ_KPI_GOAL_TARGET), ==, 4000);

  goal.has_level = FALSE;
  g_assert_true (set (&desk, goals, &goal, &error));
  g_assert_cmpint (get_level (goals, BIZ_KPI_GOAL_TARGET), ==, -1);
  g_clear_object (&theirs);
  g_clear_object (&goals);
  desk_close (&other);
  desk_close (&desk);
}

static guint
count_filters (DemoDesk *desk)
{
  g_autoptr (JsonNode) answer = desk_ask (desk, FALSE, "ir.filters", "search_count", 0, "domain",
                                          "[[\"name\",\"=like\",\"QUITTANCE/1 kpi %\"]]", NULL);

  return (guint)json_node_get_int (answer);
}

/* Made on the server and the answer lost: it is found again and not made twice. */
static void
test_lost (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizKpiGoals) goals = NULL;
  g_autoptr (GError) error = NULL;
  BizKpiGoal goal = make_goal (BIZ_KPI_GOAL_BASELINE, 5210);

  desk_open (&desk, GPOINTER_TO_UINT (data), "manager");
  goals = biz_kpi_goals_new (desk.session);
  load (&desk, goals);
  faulty_client_set_fault (desk.client, "create", FAULTY_LOST_AFTER, 1);
  g_assert_true (set (&desk, goals, &goal, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (count_filters (&desk), ==, 1);
  g_assert_cmpint (get_level (goals, BIZ_KPI_GOAL_BASELINE), ==, 5210);
  g_clear_object (&goals);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-goal/text", test_text);
  g_test_add_func ("/kpi-goal/foreign", test_foreign);
  g_test_add_func ("/kpi-goal/fits", test_fits);
  g_test_add_data_func ("/kpi-goal/shared/19", GUINT_TO_POINTER (19), test_shared);
  g_test_add_data_func ("/kpi-goal/shared/17", GUINT_TO_POINTER (17), test_shared);
  g_test_add_data_func ("/kpi-goal/lost/19", GUINT_TO_POINTER (19), test_lost);
  g_test_add_data_func ("/kpi-goal/lost/17", GUINT_TO_POINTER (17), test_lost);

  return g_test_run ();
}
