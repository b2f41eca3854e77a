/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-credit-source.h"
#include "biz-credit-store.h"
#include "biz-credit-targets.h"
#include "biz-invoice-details.h"
#include "demo-desk.h"
#include "erp-capabilities.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

static void
test_spread (void)
{
  static const struct
  {
    gint64 credit;
    gint64 open[3];
    gboolean chosen[3];
    gint64 applied[3];
    gint64 left;
  } cases[] = {
    { 0, { 100, 100, 100 }, { TRUE, TRUE, TRUE }, { 0, 0, 0 }, 0 },
    { -5, { 100, 100, 100 }, { TRUE, TRUE, TRUE }, { 0, 0, 0 }, 0 },
    { 50, { 100, 100, 100 }, { FALSE, FALSE, FALSE }, { 0, 0, 0 }, 50 },
    { 50, { 100, 100, 100 }, { TRUE, TRUE, TRUE }, { 50, 0, 0 }, 0 },
    { 150, { 100, 100, 100 }, { FALSE, TRUE, TRUE }, { 0, 100, 50 }, 0 },
    { 350, { 100, 100, 100 }, { TRUE, TRUE, TRUE }, { 100, 100, 100 }, 50 },
    { 150, { 0, -20, 100 }, { TRUE, TRUE, TRUE }, { 0, 0, 100 }, 50 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 applied[3];

      g_assert_cmpint (biz_credit_targets_spread (cases[i].credit, cases[i].open, cases[i].chosen,
                                                  3, applied),
                       ==, cases[i].left);
      g_assert_cmpmem (applied, sizeof applied, cases[i].applied, sizeof applied);
    }
  g_assert_cmpint (biz_credit_targets_spread (7, NULL, NULL, 0, NULL), ==, 7);
}

static gint64
first_id (JsonNode *answer)
{
  return json_array_get_int_element (json_node_get_array (answer), 0);
}

static gint64
make_posted (DemoDesk *desk, gint64 partner, const char *price)
{
  g_autofree char *values = g_strdup_printf (
      "[{\"move_type\":\"out_invoice\",\"partner_id\":%" G_GINT64_FORMAT
      ",\"invoice_date\":\"2026-11-20\",\"invoice_line_ids\":[[0,0,{\"name\":\"Desk\","
      "\"quantity\":1,\"price_unit\":%s,\"tax_ids\":[[6,0,[]]]}]]}]",
      partner, price);
  g_autoptr (JsonNode) made =
      desk_ask (desk, TRUE, "account.move", "create", 0, "vals_list", values, NULL);

  json_node_unref (desk_ask (desk, TRUE, "account.move", "action_post", first_id (made), NULL));

  return first_id (made);
}

static BizInvoice *
load (DemoDesk *desk, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  BizInvoice *invoice;

  biz_invoice_store_load_async (desk->store, id, NULL, desk_cb, desk);
  result = desk_wait (desk);
  invoice = biz_invoice_store_load_finish (desk->store, result, &error);
  g_assert_no_error (error);

  return invoice;
}

static void
pay (DemoDesk *desk, BizInvoice *invoice, gint64 minor)
{
  BizMoney amount = biz_invoice_get_total (invoice);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (ErpJob) job = NULL;
  g_autoptr (GError) error = NULL;
  GDate day;

  amount.minor = minor;
  g_date_clear (&day, 1);
  g_date_set_dmy (&day, 21, G_DATE_NOVEMBER, 2026);
  biz_invoice_store_pay_async (desk->store, invoice, &amount, &day, 0, 0, NULL, NULL, desk_cb,
                               desk);
  result = desk_wait (desk);
  job = biz_invoice_store_pay_finish (desk->store, result, &error);
  g_assert_no_error (error);
}

static GListModel *
load_targets (DemoDesk *desk, BizInvoice *invoice)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GListModel *targets;

  biz_credit_targets_load_async (ERP_CLIENT (desk->client),
                                 biz_invoice_store_get_currencies (desk->store), invoice, NULL,
                                 desk_cb, desk);
  result = desk_wait (desk);
  targets = biz_credit_targets_load_finish (result, &error);
  g_assert_no_error (error);

  return targets;
}

/* Everything of @invoice is credited, and what is left over goes to @apply_to. */
static BizInvoice *
credit (DemoDesk *desk, BizInvoice *invoice, GPtrArray *apply_to, char **warning)
{
  g_autoptr (BizCreditStore) store = biz_credit_store_new (desk->session, desk->store);
  BizCreditTerms terms = { .then = BIZ_CREDIT_THEN_POST, .code = "other", .reason = "Wrong" };
  g_autoptr (GAsyncResult) loaded = NULL;
  g_autoptr (GAsyncResult) credited = NULL;
  g_autoptr (BizCreditSource) source = NULL;
  g_autoptr (BizCreditPlan) plan = NULL;
  g_autoptr (GError) error = NULL;
  BizInvoice *note;

  biz_credit_store_load_async (store, invoice, NULL, desk_cb, desk);
  loaded = desk_wait (desk);
  source = biz_credit_store_load_finish (store, loaded, &error);
  g_assert_no_error (error);
  plan = biz_credit_plan_new (source, "Reduction");
  g_assert_true (biz_credit_plan_set_rest (plan, &error));
  g_date_clear (&terms.date, 1);
  g_date_set_dmy (&terms.date, 22, G_DATE_NOVEMBER, 2026);
  terms.apply_to = apply_to;
  biz_credit_store_credit_async (store, invoice, plan, &terms, NULL, desk_cb, desk);
  credited = desk_wait (desk);
  note = biz_credit_store_credit_finish (store, credited, warning, &error);
  g_assert_no_error (error);

  return note;
}

static gint64
get_open (DemoDesk *desk, gint64 id)
{
  g_autoptr (BizInvoice) invoice = load (desk, id);

  return biz_invoice_get_residual (invoice).minor;
}

/* 300 of 500 were paid: of the credit of 500 the invoice takes 200, and 300 go to the two others,
 * also where the answer of one is lost. */
static void
test_apply (gconstpointer data)
{
  static const Fault faults[] = { FAULTY_NONE, FAULTY_LOST_AFTER };
  DemoDesk desk;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (JsonNode) partner =
          desk_ask (&desk, TRUE, "res.partner", "create", 0, "vals_list",
                    "[{\"name\":\"Targets Ltd\",\"is_company\":true}]", NULL);
      const gint64 id = make_posted (&desk, first_id (partner), "500");
      const gint64 first = make_posted (&desk, first_id (partner), "200");
      const gint64 second = make_posted (&desk, first_id (partner), "250");
      g_autoptr (BizInvoice) before = load (&desk, id);
      g_autoptr (BizInvoice) invoice = NULL;
      g_autoptr (BizInvoice) note = NULL;
      g_autoptr (GListModel) targets = NULL;
      g_autoptr (GPtrArray) chosen = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *warning = NULL;

      pay (&desk, before, 30000);
      invoice = load (&desk, id);
      targets = load_targets (&desk, invoice);
      g_assert_cmpuint (g_list_model_get_n_items (targets), ==, 2);
      for (guint k = 0; k < 2; k++)
        g_ptr_array_add (chosen, g_list_model_get_item (targets, k));
      faulty_client_set_fault (desk.client, "js_assign_outstanding_line", faults[i], 1);
      note = credit (&desk, invoice, chosen, &warning);
      g_assert_cmpstr (warning, ==, NULL);
      g_assert_cmpint (biz_invoice_get_state (note), ==, BIZ_STATE_POSTED);
      g_assert_cmpint (get_open (&desk, id), ==, 0);
      g_assert_cmpint (get_open (&desk, first) + get_open (&desk, second), ==, 15000);
      g_assert_cmpint (get_open (&desk, first), ==, 0);
      g_assert_cmpint (biz_invoice_get_residual (note).minor, ==, 0);
    }
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz-credit-targets/spread", test_spread);
  g_test_add_data_func ("/biz-credit-targets/apply/19", GUINT_TO_POINTER (19), test_apply);
  g_test_add_data_func ("/biz-credit-targets/apply/17", GUINT_TO_POINTER (17), test_apply);

  return g_test_run ();
}
