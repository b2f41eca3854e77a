/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The groups of sums that a server answers with, into totals of any kind. */

#include "biz-totals.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

/* Totals that keep the counts of their rows. */
#define COUNTED_TYPE (counted_get_type ())
G_DECLARE_FINAL_TYPE (Counted, counted, TEST, COUNTED, GObject)

struct _Counted
{
  GObject parent_instance;

  GString *seen; /* (owned) */
};

G_DEFINE_FINAL_TYPE (Counted, counted, G_TYPE_OBJECT)

static void
counted_finalize (GObject *object)
{
  g_string_free (TEST_COUNTED (object)->seen, TRUE);
  G_OBJECT_CLASS (counted_parent_class)->finalize (object);
}

static void
counted_class_init (CountedClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = counted_finalize;
}

static void
counted_init (Counted *self)
{
  self->seen = g_string_new (NULL);
}

static gboolean
add_row (gpointer totals,
         JsonObject *row,
         BizCurrencyTable *currencies,
         ErpCapabilities *capabilities,
         GError **error)
{
  BizTotalsRow head;

  if (!biz_totals_row_read (&head, row, currencies, capabilities, error))
    return FALSE;
  g_string_append_printf (TEST_COUNTED (totals)->seen, "%d %s %s;", (int)head.count,
                          head.zero.currency, head.booked ? head.books.currency : "-");

  return TRUE;
}

static BizCurrencyTable *
make_currencies (void)
{
  BizCurrencyTable *table = biz_currency_table_new_empty ();

  biz_currency_table_add (table, 1, "EUR", 2);
  biz_currency_table_add (table, 2, "JPY", 0);

  return table;
}

/* South keeps its books in a currency that nobody knows. */
static ErpCapabilities *
make_capabilities (void)
{
  ErpCapabilities *self = erp_capabilities_new (7, "19.0");
  g_autoptr (ErpCompany) north = erp_company_new (1, "North", 1);
  g_autoptr (ErpCompany) south = erp_company_new (2, "South", 99);

  g_list_store_append (self->companies, north);
  g_list_store_append (self->companies, south);

  return self;
}

static void
test_row (void)
{
  static const struct
  {
    const char *json;
    const char *seen; /* NULL where it is refused */
  } cases[] = {
    { "{\"__count\":3,\"currency_id\":[1,\"EUR\"],\"company_id\":[1,\"North\"]}", "3 EUR EUR;" },
    { "{\"__count\":1,\"currency_id\":[2,\"JPY\"],\"company_id\":[1,\"North\"]}", "1 JPY EUR;" },
    { "{\"__count\":0,\"currency_id\":2,\"company_id\":1}", "0 JPY EUR;" },
    { "{\"__count\":-4,\"currency_id\":[1,\"EUR\"],\"company_id\":[1,\"North\"]}", "0 EUR EUR;" },
    { "{\"__count\":2,\"currency_id\":[1,\"EUR\"],\"company_id\":[5,\"Other\"]}", "2 EUR -;" },
    { "{\"currency_id\":[1,\"EUR\"],\"company_id\":[1,\"North\"]}", NULL },
    { "{\"__count\":\"3\",\"currency_id\":[1,\"EUR\"],\"company_id\":[1,\"North\"]}", NULL },
    { "{\"__count\":3,\"company_id\":[1,\"North\"]}", NULL },
    { "{\"__count\":3,\"currency_id\":[1,\"EUR\"]}", NULL },
    { "{\"__count\":3,\"currency_id\":[7,\"XXX\"],\"company_id\":[1,\"North\"]}", NULL },
    { "{\"__count\":3,\"currency_id\":[1,\"EUR\"],\"company_id\":[2,\"South\"]}", NULL },
  };
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (ErpCapabilities) capabilities = make_capabilities ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (Counted) totals = g_object_new (COUNTED_TYPE, NULL);
      g_autoptr (JsonObject) row = test_object (cases[i].json);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (add_row (totals, row, currencies, capabilities, &error), ==,
                       cases[i].seen != NULL);
      if (cases[i].seen == NULL)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
      g_assert_cmpstr (totals->seen->str, ==, cases[i].seen != NULL ? cases[i].seen : "");
    }
}

static void
test_sum (void)
{
  static const struct
  {
    const char *json;
    int digits;
    gint64 minor; /* -1 where it is refused */
  } cases[] = {
    { "{\"a:sum\":12.34}", 2, 1234 }, { "{\"a:sum\":-12}", 2, -1200 },
    { "{\"a:sum\":12}", 0, 12 },      { "{\"a:sum\":0.125}", 3, 125 },
    { "{\"a:sum\":false}", 2, 0 },    { "{\"a:sum\":null}", 2, 0 },
    { "{\"b:sum\":5}", 2, 0 },        { "{\"a:sum\":\"12\"}", 2, -1 },
    { "{\"a:sum\":1.005}", 2, -1 },   { "{\"a:sum\":1.5}", 0, -1 },
    { "{\"a:sum\":1e300}", 2, -1 },   { "{\"a:sum\":[1]}", 2, -1 },
    { "{\"a:sum\":{}}", 2, -1 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizMoney zero = biz_money_zero ("EUR", (guint)cases[i].digits);
      BizMoney sum = biz_money_from_minor (77, "USD", 2);
      g_autoptr (JsonObject) row = test_object (cases[i].json);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (biz_totals_read_sum (row, "a:sum", &zero, &sum, &error), ==,
                       cases[i].minor != -1);
      if (cases[i].minor == -1)
        {
          test_take_error (&error, ERP_ERROR_PROTOCOL);
          continue;
        }
      g_assert_cmpint (sum.minor, ==, cases[i].minor);
      g_assert_cmpint (sum.digits, ==, cases[i].digits);
      g_assert_cmpstr (sum.currency, ==, "EUR");
    }
}

#define ROW(count, company)                                                                        \
  "{\"__count\":" #count ",\"currency_id\":[1,\"EUR\"],\"company_id\":[" #company ",\"x\"]}"

/* All rows come to one object in their order; one that is not understood leaves none. */
static void
test_call (void)
{
  static const char *const groupby[] = { "currency_id", "company_id", NULL };
  static const char *const aggregates[] = { "__count", "a:sum", NULL };
  static const BizTotalsKind kind = { "sale.order", groupby, aggregates, counted_get_type,
                                      add_row };
  static const struct
  {
    const char *json;
    const char *seen;
  } cases[] = {
    { "[]", "" },
    { "[" ROW (3, 1) "," ROW (4, 5) "," ROW (3, 1) "]", "3 EUR EUR;4 EUR -;3 EUR EUR;" },
    { "[" ROW (3, 1) "," ROW (4, 2) "]", NULL },
    { "[" ROW (3, 1) ",7]", NULL },
    { "{}", NULL },
    { "false", NULL },
  };
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  ErpCapabilities *capabilities = make_capabilities ();

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpDomain) domain = erp_domain_new ();
      g_autoptr (ErpCall) call = biz_totals_new_call (&kind, capabilities, currencies, domain);
      g_autoptr (GError) error = NULL;
      g_autoptr (Counted) totals = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_cmpstr (erp_call_get_model (call), ==, "sale.order");
      g_assert_false (erp_call_is_write (call));
      totals = erp_call_decode (call, erp_json_literal (cases[i].json), &error);
      g_assert_cmpstr (totals != NULL ? totals->seen->str : NULL, ==, cases[i].seen);
      if (cases[i].seen == NULL)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
    }
  /* the calls are gone, and what they held of it */
  test_last_unref (&capabilities);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/totals/row", test_row);
  g_test_add_func ("/biz/totals/sum", test_sum);
  g_test_add_func ("/biz/totals/call", test_call);

  return g_test_run ();
}
