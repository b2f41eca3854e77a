/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kpi-ground.h"

#include "biz-choice.h"
#include "biz-kpi-keys.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "kpi-check.h"

#define DEADLINE (120 * G_USEC_PER_SEC)

void
kpi_ground_open (KpiGround *self, guint series)
{
  g_autoptr (ErpCompany) company = NULL;

  desk_open (&self->desk, series, "controller");
  company = g_list_model_get_item (erp_capabilities_get_companies (self->desk.capabilities), 0);
  self->currencies = biz_currency_table_new (self->desk.capabilities);
  self->scope = (BizKpiScope){ .as_of = kpi_date (DESK_TODAY),
                               .months = 12,
                               .n_points = 2,
                               .company_id = erp_company_get_id (company),
                               .dimension = BIZ_KPI_OF_ALL };
  g_assert_true (biz_currency_table_lookup (self->currencies, erp_company_get_currency_id (company),
                                            &self->scope.zero, NULL));
  self->board = biz_kpi_board_new (self->desk.session, self->currencies);
  biz_kpi_board_set_today (self->board, &self->scope.as_of);
}

void
kpi_ground_close (KpiGround *self)
{
  g_object_unref (self->board);
  biz_currency_table_unref (self->currencies);
  desk_close (&self->desk);
}

void
kpi_ground_wait (KpiGround *self, BizKpi kpi)
{
  gint64 end = g_get_monotonic_time () + DEADLINE;

  biz_kpi_board_want_series (self->board, kpi);
  while (biz_kpi_board_get_state (self->board, kpi) == BIZ_KPI_STATE_LOADING
         || (biz_kpi_board_get_state (self->board, kpi) == BIZ_KPI_STATE_READY
             && !biz_kpi_board_has_series (self->board, kpi)))
    {
      g_assert_cmpint (g_get_monotonic_time (), <, end);
      g_main_context_iteration (NULL, TRUE);
    }
}

void
kpi_ground_set_scope (KpiGround *self)
{
  biz_kpi_board_set_scope (self->board, &self->scope);
}

gint64
kpi_ground_find_key (KpiGround *self, BizKpiDimension dimension)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GListModel) keys = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizChoice) choice = NULL;

  biz_kpi_keys_read_async (self->desk.session, dimension, self->scope.company_id, NULL, desk_cb,
                           &self->desk);
  result = desk_wait (&self->desk);
  keys = biz_kpi_keys_read_finish (result, &error);
  g_assert_no_error (error);
  choice = g_list_model_get_item (keys, g_list_model_get_n_items (keys) - 1);
  g_assert_nonnull (choice);

  return biz_choice_get_id (choice);
}
