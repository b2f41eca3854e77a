/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-aggregate.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

static const char *const groupby[] = { "invoice_date:month", "partner_id", NULL };
static const char *const aggregates[] = { "amount_residual:sum", "__count", NULL };

static ErpCall *
new_call (guint major)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "state", "=", "posted");
  return erp_aggregate_new_call (major, "account.move", domain, groupby, aggregates);
}

static void
assert_args (ErpCall *call, const char *method, const char *wanted)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *text = NULL;

  json_node_set_object (node, erp_call_get_args (call));
  text = erp_json_to_string (node);
  g_assert_cmpstr (erp_call_get_method (call), ==, method);
  g_assert_cmpstr (text, ==, wanted);
}

static void
assert_decoded (guint major, const char *answer, const char *wanted)
{
  g_autoptr (ErpCall) call = new_call (major);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = erp_call_decode (call, erp_json_literal (answer), &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = erp_json_to_string (node);
  g_assert_cmpstr (text, ==, wanted);
}

static void
test_requests (void)
{
  g_autoptr (ErpCall) now = new_call (19);
  g_autoptr (ErpCall) before = new_call (17);

  assert_args (now, "formatted_read_group",
               "{\"domain\":[[\"state\",\"=\",\"posted\"]],"
               "\"groupby\":[\"invoice_date:month\",\"partner_id\"],"
               "\"aggregates\":[\"amount_residual:sum\",\"__count\"]}");
  assert_args (before, "read_group",
               "{\"domain\":[[\"state\",\"=\",\"posted\"]],"
               "\"fields\":[\"amount_residual__sum:sum(amount_residual)\"],"
               "\"groupby\":[\"invoice_date:month\",\"partner_id\"],\"lazy\":false}");
}

/* Both generations answer alike. */
static void
test_answers (void)
{
  assert_decoded (19,
                  "[{\"invoice_date:month\":[\"2026-10-01\",\"October 2026\"],\"partner_id\":[4,"
                  "\"Four\"],\"amount_residual:sum\":12.5,\"__count\":3,\"__extra_domain\":[1]}]",
                  "[{\"invoice_date:month\":[\"2026-10-01\",\"October 2026\"],\"partner_id\":[4,"
                  "\"Four\"],\"amount_residual:sum\":12.5,\"__count\":3,\"__extra_domain\":[1]}]");
  assert_decoded (17,
                  "[{\"invoice_date:month\":\"October 2026\",\"partner_id\":[4,\"Four\"],"
                  "\"amount_residual__sum\":12.5,\"__count\":3,\"__domain\":[1],\"__range\":{"
                  "\"invoice_date:month\":{\"from\":\"2026-10-01\",\"to\":\"2026-11-01\"}}}]",
                  "[{\"invoice_date:month\":[\"2026-10-01\",\"October 2026\"],\"partner_id\":[4,"
                  "\"Four\"],\"amount_residual:sum\":12.5,\"__count\":3,\"__extra_domain\":[1]}]");
  assert_decoded (17,
                  "[{\"invoice_date:month\":false,\"partner_id\":false,"
                  "\"amount_residual__sum\":0.0,\"__count\":1,\"__domain\":[],"
                  "\"__range\":{\"invoice_date:month\":false}}]",
                  "[{\"invoice_date:month\":false,\"partner_id\":false,"
                  "\"amount_residual:sum\":0.0,\"__count\":1,\"__extra_domain\":[]}]");
  assert_decoded (17, "[]", "[]");
}

static void
test_broken (void)
{
  static const char *const answers[] = { "{}", "null", "[1]", "[[]]" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (ErpCall) call = new_call (17);
      g_autoptr (GError) error = NULL;

      g_assert_null (erp_call_decode (call, erp_json_literal (answers[i]), &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/aggregate/requests", test_requests);
  g_test_add_func ("/erp/aggregate/answers", test_answers);
  g_test_add_func ("/erp/aggregate/broken", test_broken);
  return g_test_run ();
}
