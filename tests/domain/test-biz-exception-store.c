/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-exception-store.h"
#include "due-company.h"
#include "erp-error.h"

typedef struct
{
  BizExceptions *read;
  GError *error;
} Answer;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *answer = user_data;

  answer->read = biz_exceptions_load_finish (result, &answer->error);
}

static gboolean
is_there (gpointer user_data)
{
  Answer *answer = user_data;

  return answer->read != NULL || answer->error != NULL;
}

static Answer
load (DueCompany *company)
{
  g_autoptr (BizCurrencyTable) currencies =
      biz_currency_table_new (erp_session_get_capabilities (company->session));
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  Answer answer = { 0 };
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
  biz_exceptions_load_async (company->session, currencies, &today, NULL, read_cb, &answer);
  fake_loop_until (is_there, &answer);
  return answer;
}

/* Each kind with its document, its value and its days. */
static void
test_kinds (void)
{
  static const struct
  {
    BizExceptionKind kind;
    const char *model;
    gint64 id;
    const char *document;
    gint64 minor;
    int days;
  } expected[] = {
    { BIZ_EXCEPTION_HELD, "sale.order", 5, "S00005", 21000, 10 },
    { BIZ_EXCEPTION_LATE, "stock.picking", 7, "WH/OUT/00007", 10000, 5 },
    { BIZ_EXCEPTION_SHORT, "stock.picking", 9, "WH/OUT/00009", 2000, 0 },
    { BIZ_EXCEPTION_PRICE, "sale.order", 1, "S00001", -10000, 0 },
    { BIZ_EXCEPTION_LAG, "sale.order", 2, "S00002", 30000, 20 },
    { BIZ_EXCEPTION_LAG, "sale.order", 3, "S00003", 7000, 40 },
  };
  DueCompany *company = due_company_new ("sales");
  Answer answer = load (company);
  g_autoptr (GPtrArray) all = NULL;

  g_assert_no_error (answer.error);
  all = biz_exception_select (answer.read->all, NULL, NULL);
  g_assert_cmpuint (all->len, ==, G_N_ELEMENTS (expected));
  for (guint i = 0; i < all->len; i++)
    {
      const BizExceptionFacts *facts = biz_exception_get_facts (g_ptr_array_index (all, i));

      g_assert_cmpint (facts->kind, ==, expected[i].kind);
      g_assert_cmpstr (facts->model, ==, expected[i].model);
      g_assert_cmpint (facts->id, ==, expected[i].id);
      g_assert_cmpstr (facts->document, ==, expected[i].document);
      g_assert_cmpint (facts->value.minor, ==, expected[i].minor);
      g_assert_cmpint (facts->days, ==, expected[i].days);
      g_assert_nonnull (facts->cause);
    }
  g_assert_false (answer.read->cut || answer.read->no_prices || answer.read->no_deliveries);
  biz_exceptions_free (answer.read);
  due_company_free (company);
}

static void
test_empty (void)
{
  DueCompany *company = due_company_new ("sales");
  Answer answer;

  company->empty = TRUE;
  answer = load (company);
  g_assert_no_error (answer.error);
  g_assert_cmpuint (answer.read->all->len, ==, 0);
  biz_exceptions_free (answer.read);
  due_company_free (company);
}

static void
test_error (void)
{
  DueCompany *company = due_company_new ("sales");
  Answer answer;

  company->fail = TRUE;
  answer = load (company);
  g_assert_error (answer.error, ERP_ERROR, ERP_ERROR_TIMEOUT);
  g_clear_error (&answer.error);
  due_company_free (company);
}

/* Deliveries that may not be read are not asked for, and that is said. */
static void
test_rights (void)
{
  DueCompany *company = due_company_new ("books");
  Answer answer = load (company);

  g_assert_no_error (answer.error);
  g_assert_true (answer.read->no_deliveries);
  g_assert_cmpuint (fake_client_count_calls (company->client, "web_search_read"), ==, 2);
  biz_exceptions_free (answer.read);
  due_company_free (company);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exception-store/kinds", test_kinds);
  g_test_add_func ("/exception-store/empty", test_empty);
  g_test_add_func ("/exception-store/error", test_error);
  g_test_add_func ("/exception-store/rights", test_rights);
  return g_test_run ();
}
