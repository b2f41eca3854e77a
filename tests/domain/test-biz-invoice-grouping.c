/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-invoice-grouping.h"

#include "biz-currency-table.h"
#include "biz-invoice-totals.h"
#include "biz-invoice.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "erp-row.h"
#include "fake-client.h"

#include <string.h>

typedef struct
{
  FakeClient *client;
  ErpCapabilities *capabilities;
  BizCurrencyTable *currencies;
  ErpGrouping *grouping;
  gboolean fail;
} Fixture;

#define GROUP(by, currency, type, state, count, total, open, ctotal, copen)                        \
  "{" by ",\"currency_id\":" currency ",\"move_type\":\"" type "\",\"state\":\"" state             \
  "\",\"company_id\":[1,\"North\"],\"__count\":" count ",\"amount_total:sum\":" total              \
  ",\"amount_residual:sum\":" open ",\"amount_total_signed:sum\":" ctotal                          \
  ",\"amount_residual_signed:sum\":" copen "}"
#define EUR "[1,\"EUR\"]"
#define USD "[2,\"USD\"]"

#define CUSTOMERS                                                                                  \
  "[" GROUP ("\"partner_id\":[8,\"Zebra\"]", EUR, "out_invoice", "posted", "150", "1000.5", "300", \
             "1000.5",                                                                             \
             "300") "," GROUP ("\"partner_id\":[8,\"Zebra\"]", EUR, "out_refund", "posted", "2",   \
                               "100", "50", "-100",                                                \
                               "-50") "," GROUP ("\"partner_id\":[7,\"Acme\"]", USD,               \
                                                 "out_invoice", "posted", "3", "40", "40", "36.2", \
                                                 "36.2") "," GROUP ("\"partner_id\":false", EUR,   \
                                                                    "out_invoice", "draft", "1",   \
                                                                    "9", "9", "9", "9") "]"

#define MONTHS                                                                                     \
  "[" GROUP ("\"invoice_date:month\":[\"2026-10-01\",\"October 2026\"]", EUR, "out_invoice",       \
             "posted", "2", "1", "1", "1",                                                         \
             "1") "," GROUP ("\"invoice_date:month\":[\"2026-11-01\",\"November 2026\"]", EUR,     \
                             "out_invoice", "posted", "1", "2", "2", "2", "2") "]"

static JsonNode *
answer_rows (ErpCall *call)
{
  g_autoptr (GString) json = g_string_new ("{\"length\":150,\"records\":[");
  gint64 offset = json_node_get_int (erp_call_get_arg (call, "offset"));
  gint64 limit = json_node_get_int (erp_call_get_arg (call, "limit"));

  for (gint64 i = offset; i < MIN (offset + limit, 150); i++)
    g_string_append_printf (
        json,
        "%s{\"id\":%d,\"name\":\"INV/%03d\",\"state\":\"posted\",\"move_type\":\"out_invoice\","
        "\"payment_state\":\"not_paid\",\"partner_id\":false,\"invoice_date\":\"2026-11-01\","
        "\"invoice_date_due\":\"2026-11-01\",\"amount_total\":10.0,\"amount_residual\":10.0,"
        "\"currency_id\":1,\"company_id\":{\"id\":1,\"display_name\":\"North\"},"
        "\"invoice_user_id\":false,\"ref\":false}",
        i > offset ? "," : "", (int)i + 1, (int)i + 1);
  g_string_append (json, "]}");
  return erp_json_literal (json->str);
}

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  const char *by;

  if (f->fail)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "No.");
      return NULL;
    }
  if (g_str_equal (erp_call_get_method (call), "web_search_read"))
    return answer_rows (call);
  g_assert_cmpstr (erp_call_get_method (call), ==, "formatted_read_group");
  by = json_array_get_string_element (json_node_get_array (erp_call_get_arg (call, "groupby")), 0);
  return erp_json_literal (g_str_equal (by, "partner_id") ? CUSTOMERS : MONTHS);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  static const BizInvoiceGroupBy levels[] = { BIZ_GROUP_CUSTOMER, BIZ_GROUP_MONTH };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCompany) company = erp_company_new (1, "North", 1);

  f->client = fake_client_new (answer_cb, f);
  f->capabilities = erp_capabilities_new (7, "19.0");
  g_list_store_append (f->capabilities->companies, company);
  f->currencies = biz_currency_table_new_empty ();
  biz_currency_table_add (f->currencies, 1, "EUR", 2);
  biz_currency_table_add (f->currencies, 2, "USD", 2);
  f->grouping = biz_invoice_grouping_new (ERP_CLIENT (f->client), f->capabilities, f->currencies,
                                          levels, GPOINTER_TO_UINT (data));
  erp_domain_add_string (domain, "state", "!=", "cancel");
  erp_grouping_set_domain (f->grouping, domain);
  erp_grouping_set_order (f->grouping, "name asc");
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fake_loop_drain ();
  g_assert_finalize_object (f->grouping);
  fake_loop_drain ();
  g_clear_object (&f->client);
  g_clear_object (&f->capabilities);
  biz_currency_table_unref (f->currencies);
}

static gboolean
is_loaded (gpointer user_data)
{
  Fixture *f = user_data;
  ErpListingState state = erp_paged_get_state (ERP_PAGED (f->grouping));

  return state != ERP_LISTING_LOADING && state != ERP_LISTING_IDLE;
}

static void
load (Fixture *f)
{
  erp_paged_load (ERP_PAGED (f->grouping));
  fake_loop_until (is_loaded, f);
}

static guint
get_n (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (f->grouping));
}

static void
test_totals (Fixture *f, gconstpointer data)
{
  static const char *const labels[] = { "Acme", "Zebra", "No customer" };
  const BizInvoiceSum *sums;
  BizInvoiceTotals *zebra;
  guint n;

  load (f);
  g_assert_cmpuint (get_n (f), ==, 3);
  g_assert_cmpuint (erp_paged_get_count (ERP_PAGED (f->grouping)), ==, 156);
  g_assert_cmpuint (fake_client_get_n_calls (f->client), ==, 1);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    g_assert_cmpstr (erp_group_get_label (erp_grouping_get_group (f->grouping, i)), ==, labels[i]);

  zebra = erp_group_get_totals (erp_grouping_get_group (f->grouping, 1));
  g_assert_cmpuint (erp_group_get_count (erp_grouping_get_group (f->grouping, 1)), ==, 152);
  sums = biz_invoice_totals_get_sums (zebra, &n);
  g_assert_cmpuint (n, ==, 1);
  /* Credit notes count against. */
  g_assert_cmpint (sums[0].total.minor, ==, 90050);
  g_assert_cmpint (sums[0].residual.minor, ==, 25000);
  sums =
      biz_invoice_totals_get_sums (erp_group_get_totals (erp_grouping_get_group (f->grouping, 0)),
                                   &n);
  g_assert_cmpstr (sums[0].total.currency, ==, "USD");
  sums = biz_invoice_totals_get_company_sums (
      erp_group_get_totals (erp_grouping_get_group (f->grouping, 0)), &n);
  g_assert_cmpstr (sums[0].total.currency, ==, "EUR");
  g_assert_cmpint (sums[0].residual.minor, ==, 3620);
  /* A draft is not open. */
  sums =
      biz_invoice_totals_get_sums (erp_group_get_totals (erp_grouping_get_group (f->grouping, 2)),
                                   &n);
  g_assert_cmpint (sums[0].total.minor, ==, 900);
  g_assert_cmpint (sums[0].residual.minor, ==, 0);
}

static gboolean
is_ready (gpointer row)
{
  return erp_row_get_state (row) == ERP_ROW_READY;
}

/* A row that nobody holds is not asked for. */
static gint64
get_id (Fixture *f, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (f->grouping), position);

  erp_paged_set_visible (ERP_PAGED (f->grouping), position, position + 1);
  fake_loop_until (is_ready, row);
  return biz_invoice_get_id (erp_row_get_item (row));
}

/* Mirrors the model by what it says of its changes. */
static void
mirror_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  g_assert_cmpuint (position + removed, <=, *n);
  *n = *n - removed + added;
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, *n);
}

static void
test_expand (Fixture *f, gconstpointer data)
{
  guint n = 0;
  g_autofree char *text = NULL;

  g_signal_connect (f->grouping, "items-changed", G_CALLBACK (mirror_cb), &n);
  load (f);
  erp_grouping_set_expanded (f->grouping, 1, TRUE);
  /* The rows are there at once, from the number in the group; the answer corrects it. */
  g_assert_cmpuint (get_n (f), ==, 3 + 152);
  g_assert_cmpint (get_id (f, 2), ==, 1);
  g_assert_cmpuint (get_n (f), ==, 3 + 150);
  g_assert_cmpint (get_id (f, 151), ==, 150);
  g_assert_null (erp_grouping_get_group (f->grouping, 151));
  g_assert_cmpstr (erp_group_get_label (erp_grouping_get_group (f->grouping, 152)), ==,
                   "No customer");
  g_assert_cmpuint (erp_grouping_get_parent (f->grouping, 151), ==, 1);
  g_assert_cmpuint (erp_grouping_get_parent (f->grouping, 1), ==, 1);
  text = json_to_string (erp_call_get_arg (fake_client_get_call (f->client, 1), "domain"), FALSE);
  g_assert_cmpstr (text, ==, "[[\"state\",\"!=\",\"cancel\"],[\"partner_id\",\"=\",8]]");

  /* What was open stays so over a refresh. */
  fake_client_forget_calls (f->client);
  erp_paged_refresh (ERP_PAGED (f->grouping));
  fake_loop_drain ();
  g_assert_cmpuint (get_n (f), ==, 3 + 150);
  g_assert_true (erp_group_get_expanded (erp_grouping_get_group (f->grouping, 1)));

  erp_grouping_set_expanded (f->grouping, 1, FALSE);
  g_assert_cmpuint (get_n (f), ==, 3);
  erp_paged_load (ERP_PAGED (f->grouping));
  g_assert_cmpuint (get_n (f), ==, 0);
  fake_loop_until (is_loaded, f);
  g_assert_cmpuint (n, ==, 3);
}

static ErpRowState
get_state (Fixture *f, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (f->grouping), position);

  return erp_row_get_state (row);
}

/* Hundreds of groups may be open: those out of sight keep the rows that are held, and few more. */
static void
test_out_of_sight (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpRow) held = NULL;

  load (f);
  erp_grouping_set_expanded (f->grouping, 1, TRUE);
  g_assert_cmpint (get_id (f, 2), ==, 1);
  g_assert_cmpint (get_id (f, 122), ==, 121);
  held = g_list_model_get_item (G_LIST_MODEL (f->grouping), 122);
  erp_paged_set_visible (ERP_PAGED (f->grouping), 100, 130);
  fake_loop_drain ();
  g_assert_cmpint (get_state (f, 2), ==, ERP_ROW_READY);

  erp_paged_set_visible (ERP_PAGED (f->grouping), 0, 1);
  g_assert_cmpint (get_state (f, 2), ==, ERP_ROW_LOADING);
  g_assert_cmpint (erp_row_get_state (held), ==, ERP_ROW_READY);
  g_assert_cmpint (get_state (f, 123), ==, ERP_ROW_READY);
  g_assert_cmpuint (get_n (f), ==, 3 + 150);

  erp_paged_set_visible (ERP_PAGED (f->grouping), 0, 20);
  g_assert_cmpint (get_id (f, 2), ==, 1);
}

static gboolean
has_five (gpointer user_data)
{
  return get_n (user_data) == 5;
}

static void
test_two_levels (Fixture *f, gconstpointer data)
{
  guint n = 0;

  g_signal_connect (f->grouping, "items-changed", G_CALLBACK (mirror_cb), &n);
  load (f);
  erp_grouping_set_expanded (f->grouping, 1, TRUE);
  fake_loop_until (has_five, f);
  /* The latest month first. */
  g_assert_cmpstr (erp_group_get_key (erp_grouping_get_group (f->grouping, 2)), ==, "2026-11-01");
  g_assert_cmpuint (erp_group_get_level (erp_grouping_get_group (f->grouping, 2)), ==, 1);
  g_assert_cmpuint (erp_grouping_get_parent (f->grouping, 3), ==, 1);
  erp_grouping_set_expanded (f->grouping, 3, TRUE);
  g_assert_cmpint (get_id (f, 4), ==, 1);
  g_assert_cmpuint (erp_grouping_get_parent (f->grouping, 4), ==, 3);
  /* Closing the outer one takes all of it away. */
  erp_grouping_set_expanded (f->grouping, 1, FALSE);
  g_assert_cmpuint (get_n (f), ==, 3);
}

static void
test_failure (Fixture *f, gconstpointer data)
{
  f->fail = TRUE;
  load (f);
  g_assert_cmpint (erp_paged_get_state (ERP_PAGED (f->grouping)), ==, ERP_LISTING_FAILED);
  g_assert_nonnull (erp_paged_get_error (ERP_PAGED (f->grouping)));
  f->fail = FALSE;
  load (f);
  g_assert_cmpint (erp_paged_get_state (ERP_PAGED (f->grouping)), ==, ERP_LISTING_READY);
  g_assert_null (erp_paged_get_error (ERP_PAGED (f->grouping)));
  /* Rows stay where a refresh fails. */
  f->fail = TRUE;
  erp_paged_refresh (ERP_PAGED (f->grouping));
  fake_loop_drain ();
  g_assert_cmpuint (get_n (f), ==, 3);
  g_assert_nonnull (erp_paged_get_error (ERP_PAGED (f->grouping)));
}

static void
test_gone_while_asking (Fixture *f, gconstpointer data)
{
  fake_client_hold (f->client, TRUE);
  erp_paged_load (ERP_PAGED (f->grouping));
  g_assert_cmpuint (fake_client_get_n_waiting (f->client), ==, 1);
  /* tear_down () ends it; the answer is nobody's. */
}

static void
test_names (void)
{
  BizInvoiceGroupBy by;

  for (guint i = 0; i < BIZ_N_GROUP_BY; i++)
    {
      g_assert_true (biz_invoice_group_by_from_name (
          biz_invoice_group_by_get_name ((BizInvoiceGroupBy)i), &by));
      g_assert_cmpuint (by, ==, i);
      g_assert_nonnull (biz_invoice_group_by_get_label (by));
    }
  g_assert_false (biz_invoice_group_by_from_name ("colour", &by));
}

#define ADD(name, levels, func)                                                                    \
  g_test_add ("/biz/invoice-grouping/" name, Fixture, GUINT_TO_POINTER (levels), set_up, func,     \
              tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  ADD ("totals", 1, test_totals);
  ADD ("expand", 1, test_expand);
  ADD ("out-of-sight", 1, test_out_of_sight);
  ADD ("two-levels", 2, test_two_levels);
  ADD ("failure", 1, test_failure);
  ADD ("gone-while-asking", 1, test_gone_while_asking);
  g_test_add_func ("/biz/invoice-grouping/names", test_names);

  return g_test_run ();
}
