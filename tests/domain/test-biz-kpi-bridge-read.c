/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Why days sales outstanding moved, of the whole demo company and of parts of it: the parts of the
 * movement add up to the figures on both days. */

#include "biz-kpi-bridge-read.h"

#include "kpi-ground.h"

static BizKpiBridge *
read_bridge (KpiGround *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean cut = TRUE;
  BizKpiBridge *bridge;

  biz_kpi_bridge_read_async (f->desk.session, f->currencies, biz_kpi_board_get_sums (f->board),
                             NULL, f->scope.n_points - 1, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  bridge = biz_kpi_bridge_read_finish (result, &cut, error);
  g_assert_false (cut);

  return bridge;
}

static gint64
get_figure (KpiGround *f, guint point)
{
  BizKpiValue *value = biz_kpi_board_get_value (f->board, BIZ_KPI_DSO, point);
  BizDecimal number;

  g_assert_nonnull (value);
  g_assert_true (biz_kpi_value_get_number (value, &number));
  g_assert_true (biz_decimal_rescale (&number, 2, BIZ_ROUND_HALF_UP, &number, NULL));

  return number.mantissa;
}

static gint64
add_up (const BizKpiBridge *bridge, gint64 *amount)
{
  gint64 sum = 0;

  *amount = 0;
  for (guint i = 0; i < bridge->parts->len; i++)
    {
      const BizKpiBridgePart *part = &g_array_index (bridge->parts, BizKpiBridgePart, i);

      sum += part->hundredths;
      *amount += part->amount.minor;
    }

  return sum;
}

static gint64
get_receivable (KpiGround *f, guint point)
{
  BizMoney money;

  g_assert_true (biz_kpi_value_get_money (
      biz_kpi_board_get_value (f->board, BIZ_KPI_RECEIVABLE, point), &money));

  return money.minor;
}

static void
test_part (gconstpointer data)
{
  BizKpiDimension dimension = GPOINTER_TO_UINT (data);
  g_autoptr (BizKpiBridge) bridge = NULL;
  g_autoptr (GError) error = NULL;
  KpiGround f;
  gint64 amount;

  kpi_ground_open (&f, dimension == BIZ_KPI_BY_SALESPERSON ? 17 : 19);
  f.scope.months = 3;
  f.scope.n_points = 5;
  f.scope.dimension = dimension;
  if (dimension != BIZ_KPI_OF_ALL && dimension != BIZ_KPI_BY_COMPANY)
    f.scope.key = kpi_ground_find_key (&f, dimension);
  kpi_ground_set_scope (&f);
  kpi_ground_wait (&f, BIZ_KPI_DSO);
  kpi_ground_wait (&f, BIZ_KPI_RECEIVABLE);
  bridge = read_bridge (&f, &error);
  g_assert_no_error (error);
  g_assert_cmpint (bridge->before, ==, get_figure (&f, f.scope.n_points - 1));
  g_assert_cmpint (bridge->after, ==, get_figure (&f, 0));
  g_assert_cmpint (add_up (bridge, &amount), ==, bridge->after - bridge->before);
  /* what is open changed by what the ledger changed by */
  g_assert_cmpint (amount, ==, get_receivable (&f, 0) - get_receivable (&f, f.scope.n_points - 1));
  g_assert_cmpint (biz_kpi_bridge_get_cause (bridge, BIZ_KPI_BRIDGE_OTHER), ==, 0);
  g_assert_cmpuint (bridge->parts->len, >, 3);
  kpi_ground_close (&f);
}

/* What a part cannot be told by is said; a reading that fails is an error. */
static void
test_failure (void)
{
  g_autoptr (GError) error = NULL;
  KpiGround f;

  kpi_ground_open (&f, 19);
  kpi_ground_set_scope (&f);
  kpi_ground_wait (&f, BIZ_KPI_DSO);
  faulty_client_set_fault (f.desk.client, "web_search_read", FAULTY_NOT_SENT, 1);
  g_assert_null (read_bridge (&f, &error));
  g_assert_nonnull (error);
  kpi_ground_close (&f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, dimension)                                                                       \
  g_test_add_data_func ("/kpi-bridge-read/" path, GUINT_TO_POINTER (dimension), test_part)
  ADD ("all", BIZ_KPI_OF_ALL);
  ADD ("company", BIZ_KPI_BY_COMPANY);
  ADD ("salesperson", BIZ_KPI_BY_SALESPERSON);
  ADD ("team", BIZ_KPI_BY_TEAM);
#undef ADD
  g_test_add_func ("/kpi-bridge-read/failure", test_failure);

  return g_test_run ();
}
