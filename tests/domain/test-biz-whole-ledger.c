/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-ageing-store.h"
#include "biz-close.h"
#include "biz-currency-table.h"
#include "biz-kpi-store.h"
#include "biz-opening.h"
#include "biz-whole-ledger.h"
#include "demo-desk.h"
#include "erp-error.h"

/* Who sees some entries only gets no sums of them, on both series. */

static const struct
{
  const char *role;
  gboolean whole;
} roles[] = {
  { "controller", TRUE },
  { "credit", TRUE },
  { "manager", TRUE },
  { "agent", FALSE },
};

static void
test_roles (gconstpointer data)
{
  DemoDesk first;

  desk_open (&first, GPOINTER_TO_UINT (data), "admin");
  for (gsize i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      DemoDesk desk;
      g_autoptr (GError) error = NULL;

      desk_join (&desk, &first, roles[i].role);
      g_test_message ("%s", roles[i].role);
      g_assert_true (biz_whole_ledger_check (desk.capabilities, &error) == roles[i].whole);
      if (roles[i].whole)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
      desk_close (&desk);
    }
  desk_close (&first);
}

/* No figure is read at all. */
static void
test_readers (gconstpointer data)
{
  DemoDesk desk;
  g_autoptr (BizCurrencyTable) currencies = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 company;
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 31, G_DATE_OCTOBER, 2026);
  desk_open (&desk, GPOINTER_TO_UINT (data), "agent");
  currencies = biz_currency_table_new (desk.capabilities);
  company = erp_capabilities_get_default_company_id (desk.capabilities);

  biz_ageing_read_async (desk.session, currencies, &day, 0, NULL, desk_cb, &desk);
  result = desk_wait (&desk);
  g_assert_null (biz_ageing_read_finish (result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);

  g_clear_error (&error);
  g_clear_object (&result);
  biz_kpi_read_async (desk.session, currencies, &day, 12, 0, NULL, desk_cb, &desk);
  result = desk_wait (&desk);
  g_assert_null (biz_kpi_read_finish (result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);

  g_clear_error (&error);
  g_clear_object (&result);
  biz_close_read_async (desk.session, currencies, company, &day, NULL, desk_cb, &desk);
  result = desk_wait (&desk);
  g_assert_null (biz_close_read_finish (result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);

  g_clear_error (&error);
  g_clear_object (&result);
  biz_opening_read_async (desk.session, currencies, company, &day, NULL, desk_cb, &desk);
  result = desk_wait (&desk);
  g_assert_null (biz_opening_read_finish (result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
  g_clear_object (&result);
  desk_close (&desk);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/whole-ledger/roles/17", GUINT_TO_POINTER (17), test_roles);
  g_test_add_data_func ("/whole-ledger/roles/19", GUINT_TO_POINTER (19), test_roles);
  g_test_add_data_func ("/whole-ledger/readers/17", GUINT_TO_POINTER (17), test_readers);
  g_test_add_data_func ("/whole-ledger/readers/19", GUINT_TO_POINTER (19), test_readers);

  return g_test_run ();
}
