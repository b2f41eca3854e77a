/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Figures over time in their parts: together they are the figure, and reasons bear the names that
 * the company has given them. */

#include "biz-kpi-parts.h"

#include "kpi-ground.h"

#define DEADLINE (60 * G_USEC_PER_SEC)
#define POLICY                                                                                     \
  "{\"version\":1,\"credit_note\":{\"reasons\":[{\"code\":\"damaged\",\"label\":\"Ware "           \
  "beschädigt\"}]}}"

static void
wait_for_parts (KpiGround *f, BizKpi kpi)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  biz_kpi_parts_want (f->board, kpi);
  kpi_ground_wait (f, kpi);
  while (!biz_kpi_parts_is_ready (f->board, kpi))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

static gint64
get_amount (KpiGround *f, BizKpi kpi, guint point)
{
  BizKpiValue *value = biz_kpi_board_get_value (f->board, kpi, point);
  BizDecimal number;
  BizMoney money;

  g_assert_nonnull (value);
  if (biz_kpi_value_get_money (value, &money))
    return money.minor;
  g_assert_true (biz_kpi_value_get_number (value, &number));

  return number.mantissa;
}

static void
test_add_up (gconstpointer data)
{
  static const BizKpi kpis[] = { BIZ_KPI_RECEIVABLE, BIZ_KPI_OVERDUE, BIZ_KPI_CREDIT_RATE };
  KpiGround f;

  kpi_ground_open (&f, GPOINTER_TO_UINT (data));
  kpi_ground_set_scope (&f);
  g_assert_false (biz_kpi_parts_has (BIZ_KPI_DSO));
  for (gsize i = 0; i < G_N_ELEMENTS (kpis); i++)
    {
      g_autoptr (BizKpiParts) parts = NULL;
      const char *problem = NULL;

      g_assert_true (biz_kpi_parts_has (kpis[i]));
      wait_for_parts (&f, kpis[i]);
      parts = biz_kpi_parts_new (f.board, kpis[i], &problem);
      g_assert_null (problem);
      g_assert_nonnull (parts);
      g_assert_cmpuint (parts->n_parts, >, 1);
      g_assert_cmpuint (parts->n_days, ==, f.scope.n_points);
      for (guint day = 0; day < parts->n_days; day++)
        {
          gint64 sum = 0;

          for (guint j = 0; j < parts->n_parts; j++)
            sum += parts->parts[j].amounts[day];
          /* each reason is rounded by itself, to the hundredth */
          if (kpis[i] == BIZ_KPI_CREDIT_RATE)
            g_assert_cmpint (ABS (sum - get_amount (&f, kpis[i], day)), <=, parts->n_parts);
          else
            g_assert_cmpint (sum, ==, get_amount (&f, kpis[i], day));
        }
    }
  kpi_ground_close (&f);
}

/* A reason that was decided is told by the company's name for it. */
static void
test_names (void)
{
  g_autoptr (BizKpiParts) parts = NULL;
  gboolean is_named = FALSE;
  const char *problem = NULL;
  BizKpiRows *rows;
  gint64 id;
  KpiGround f;

  kpi_ground_open (&f, 19);
  desk_write_policy (&f.desk, POLICY);
  kpi_ground_set_scope (&f);
  wait_for_parts (&f, BIZ_KPI_CREDIT_RATE);
  rows = biz_kpi_board_get_rows (f.board, BIZ_KPI_PART_CREDITS);
  g_assert_cmpuint (rows->documents->len, >, 0);
  id = g_array_index (rows->documents, BizKpiDocument, rows->documents->len - 1).id;
  {
    g_autoptr (JsonNode) posted =
        desk_ask (&f.desk, TRUE, "account.move", "message_post", id, "body",
                  "\"QUITTANCE/1 credit reason=damaged\"", "message_type", "\"comment\"",
                  "subtype_xmlid", "\"mail.mt_note\"", NULL);

    g_assert_nonnull (posted);
  }
  kpi_ground_set_scope (&f);
  biz_kpi_board_refresh (f.board);
  wait_for_parts (&f, BIZ_KPI_CREDIT_RATE);
  rows = biz_kpi_board_get_rows (f.board, BIZ_KPI_PART_CREDITS);
  for (guint i = 0; i < rows->documents->len; i++)
    {
      const BizKpiDocument *row = &g_array_index (rows->documents, BizKpiDocument, i);

      g_assert_cmpstr (row->reason, !=, "damaged");
      if (row->id != id)
        continue;
      g_assert_cmpstr (row->reason, ==, "Ware beschädigt");
      is_named = TRUE;
    }
  g_assert_true (is_named);
  parts = biz_kpi_parts_new (f.board, BIZ_KPI_CREDIT_RATE, &problem);
  g_assert_nonnull (parts);
  kpi_ground_close (&f);
}

/* What cannot be read says so instead of a chart. */
static void
test_failure (void)
{
  const char *problem = NULL;
  KpiGround f;

  kpi_ground_open (&f, 19);
  kpi_ground_set_scope (&f);
  kpi_ground_wait (&f, BIZ_KPI_CREDIT_RATE);
  faulty_client_set_fault (f.desk.client, "web_search_read", FAULTY_NOT_SENT, 1);
  wait_for_parts (&f, BIZ_KPI_CREDIT_RATE);
  g_assert_null (biz_kpi_parts_new (f.board, BIZ_KPI_CREDIT_RATE, &problem));
  g_assert_nonnull (problem);
  kpi_ground_close (&f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/kpi-parts/add-up/19", GUINT_TO_POINTER (19), test_add_up);
  g_test_add_data_func ("/kpi-parts/add-up/17", GUINT_TO_POINTER (17), test_add_up);
  g_test_add_func ("/kpi-parts/names", test_names);
  g_test_add_func ("/kpi-parts/failure", test_failure);

  return g_test_run ();
}
