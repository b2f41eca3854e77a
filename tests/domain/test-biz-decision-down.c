/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-decision-down.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* What stands of down payments of an order, and whether another may be asked for. */

#define ORDER 12

static BizMoney
zero (gint64 currency_id, gpointer user_data)
{
  return currency_id == 1 ? biz_money_zero ("EUR", 2) : (BizMoney){ 0 };
}

/* An invoice of the order as the server tells it. */
#define INVOICE(id, type, state, payment, amount, lines)                                           \
  "{\"id\":" #id ",\"display_name\":\"INV/" #id "\",\"move_type\":\"" type "\",\"state\":\"" state \
  "\",\"payment_state\":\"" payment "\",\"amount_total\":" #amount                                 \
  ",\"currency_id\":{\"id\":1},\"create_uid\":{\"id\":7,\"display_name\":\"Anna\"},"               \
  "\"invoice_line_ids\":[" lines "]}"
#define LINE(id, down, quantity, price)                                                            \
  "{\"id\":" #id ",\"is_downpayment\":" #down ",\"quantity\":" #quantity ",\"price_unit\":" #price \
  "}"
#define DOWN(id, state, payment, amount)                                                           \
  INVOICE (id, "out_invoice", state, payment, amount, LINE (1, true, 1.0, 25.0))

static void
read_downs (BizDecisionDowns *downs, const char *invoices, gboolean fine)
{
  g_autofree char *text =
      g_strdup_printf ("{\"id\":%d,\"order_line\":[],\"invoice_ids\":[%s]}", ORDER, invoices);
  g_autoptr (JsonNode) node = erp_json_literal (text);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (biz_decision_downs_read (downs, json_node_get_object (node), zero, NULL, &error),
                   ==, fine);
  if (!fine)
    g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  g_assert_cmpint (downs->known, ==, fine);
}

static BizDecisionLog *
make_log (const char *text)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);

  if (text != NULL)
    {
      g_autofree char *row = g_strdup_printf (
          "{\"id\":5,\"model\":\"sale.order\",\"res_id\":%d,\"body\":\"<p>QUITTANCE/1 %s</p>\","
          "\"date\":\"2026-11-20 10:00:00\",\"author_id\":[3,\"A\"],\"create_uid\":[7,\"A\"]}",
          ORDER, text);
      g_autoptr (JsonNode) node = erp_json_literal (row);
      g_autoptr (GError) error = NULL;

      g_ptr_array_add (notes, biz_decision_note_new_from_row (json_node_get_object (node), &error));
      g_assert_no_error (error);
    }

  return biz_decision_log_new (notes);
}

static void
test_read (void)
{
  static const struct
  {
    const char *invoices;
    guint n_all;
    guint n_open;
  } cases[] = {
    { "", 0, 0 },
    { DOWN (1, "draft", "not_paid", 30.0), 1, 1 },
    { DOWN (1, "posted", "not_paid", 30.0), 1, 1 },
    { DOWN (1, "posted", "partial", 30.0), 1, 1 },
    { DOWN (1, "posted", "in_payment", 30.0), 1, 0 },
    { DOWN (1, "posted", "paid", 30.0), 1, 0 },
    { DOWN (1, "posted", "reversed", 30.0), 1, 0 },
    { DOWN (1, "cancel", "not_paid", 30.0), 1, 0 },
    /* what gives it back is none */
    { INVOICE (1, "out_refund", "draft", "not_paid", 30.0, LINE (1, true, 1.0, 25.0)), 1, 0 },
    /* the last invoice takes it off */
    { INVOICE (1, "out_invoice", "draft", "not_paid", 90.0,
               LINE (1, false, 2.0, 50.0) "," LINE (2, true, -1.0, 25.0)),
      1, 0 },
    { INVOICE (1, "out_invoice", "draft", "not_paid", 90.0, LINE (1, false, 2.0, 50.0)), 1, 0 },
    /* a heading above down payments */
    { INVOICE (1, "out_invoice", "draft", "not_paid", 90.0,
               LINE (1, true, 0.0, 0.0) "," LINE (2, false, 2.0, 50.0)),
      1, 0 },
    { INVOICE (1, "out_invoice", "draft", "not_paid", 90.0, ""), 1, 0 },
    { DOWN (1, "draft", "not_paid", 30.0) "," DOWN (2, "posted", "not_paid", 30.0), 2, 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizDecisionDowns downs = { 0 };

      g_test_message ("%u", i);
      read_downs (&downs, cases[i].invoices, TRUE);
      g_assert_cmpuint (downs.invoice_ids->len, ==, cases[i].n_all);
      g_assert_cmpuint (downs.open->len, ==, cases[i].n_open);
      biz_decision_downs_clear (&downs);
      g_assert_false (downs.known);
    }
}

/* What is no answer is not taken for "none". */
static void
test_broken (void)
{
  static const char *const cases[] = {
    "7",
    "{\"id\":1}",
    "{\"id\":1,\"display_name\":\"I\",\"move_type\":\"out_invoice\",\"state\":\"draft\","
    "\"payment_state\":\"not_paid\"}",
    INVOICE (1, "out_invoice", "draft", "not_paid", 90.0, "{\"id\":3}"),
    INVOICE (1, "out_invoice", "draft", "not_paid", 90.0, "3"),
    INVOICE (1, "out_invoice", "draft", "not_paid", true, LINE (1, true, 1.0, 25.0)),
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizDecisionDowns downs = { 0 };
      const BizMoney total = biz_money_from_minor (10000, "EUR", 2);
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      read_downs (&downs, cases[i], FALSE);
      g_assert_false (biz_decision_downs_check (&downs, NULL, ORDER, &total, 30, NULL, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_ACCESS);
      g_assert_null (biz_decision_downs_find_loose (&downs, NULL, ORDER));
      biz_decision_downs_clear (&downs);
    }
}

/* What the server keeps from this user is seen by what is missing. */
static void
test_kept_back (void)
{
  static const struct
  {
    const char *lines;
    gboolean fine;
    gboolean known;
  } cases[] = {
    { "", TRUE, TRUE },
    { "{\"is_downpayment\":false,\"qty_invoiced\":2.0,\"invoice_lines\":[]}", TRUE, TRUE },
    { "{\"is_downpayment\":true,\"qty_invoiced\":0.0,\"invoice_lines\":[]}", TRUE, TRUE },
    { "{\"is_downpayment\":true,\"qty_invoiced\":1.0,\"invoice_lines\":[5]}", TRUE, TRUE },
    { "{\"is_downpayment\":true,\"qty_invoiced\":1.0,\"invoice_lines\":[]}", TRUE, FALSE },
    { "{\"is_downpayment\":true,\"qty_invoiced\":0.0,\"invoice_lines\":[]},"
      "{\"is_downpayment\":true,\"qty_invoiced\":1.0,\"invoice_lines\":[]}",
      TRUE, FALSE },
    { "{\"is_downpayment\":true,\"qty_invoiced\":1.0}", FALSE, FALSE },
    { "7", FALSE, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"id\":%d,\"order_line\":[%s],\"invoice_ids\":[]}",
                                               ORDER, cases[i].lines);
      g_autoptr (JsonNode) node = erp_json_literal (text);
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) refusal = NULL;
      const BizMoney total = biz_money_from_minor (10000, "EUR", 2);
      BizDecisionDowns downs = { 0 };

      g_test_message ("%u", i);
      g_assert_cmpint (biz_decision_downs_read (&downs, json_node_get_object (node), zero, NULL,
                                                &error),
                       ==, cases[i].fine);
      g_assert_cmpint (downs.known, ==, cases[i].known);
      g_assert_cmpint (biz_decision_downs_check (&downs, NULL, ORDER, &total, 30, NULL, &refusal),
                       ==, cases[i].known);
      if (!cases[i].known)
        g_assert_error (refusal, ERP_ERROR, ERP_ERROR_ACCESS);
      biz_decision_downs_clear (&downs);
    }
}

static void
test_check (void)
{
  static const struct
  {
    const char *invoices;
    const char *note;
    gint64 total;
    const char *currency;
    guint percent;
    gint64 adopted;
    const char *words; /* NULL: it may be asked */
    gint64 loose;
  } cases[] = {
    { "", NULL, 10000, "EUR", 30, 0, NULL, 0 },
    { "", "prepayment percent=30 invoice=1", 10000, "EUR", 30, 0, NULL, 0 },
    /* paid, and asked once more */
    { DOWN (1, "posted", "paid", 30.0), "prepayment percent=30 invoice=1", 10000, "EUR", 30, 0,
      NULL, 0 },
    /* cut off before the note */
    { DOWN (1, "draft", "not_paid", 30.0), NULL, 10000, "EUR", 30, 1, NULL, 1 },
    { DOWN (1, "posted", "not_paid", 30.0), NULL, 10000, "EUR", 30, 1, NULL, 1 },
    /* each set of taxes is rounded */
    { DOWN (1, "draft", "not_paid", 30.02), NULL, 10003, "EUR", 30, 1, NULL, 1 },
    { DOWN (1, "draft", "not_paid", 30.06), NULL, 10000, "EUR", 30, 0, "It is not 30 %", 1 },
    { DOWN (1, "draft", "not_paid", 30.0), NULL, 10000, "EUR", 40, 0,
      "INV/1 over €30.00 by Anna. It is not 40 %", 1 },
    /* the order is another one meanwhile */
    { DOWN (1, "draft", "not_paid", 30.0), NULL, 20000, "EUR", 30, 0, "It is not 30 %", 1 },
    { DOWN (1, "draft", "not_paid", 30.0), NULL, 10000, "USD", 30, 0, "It is not 30 %", 1 },
    { DOWN (1, "draft", "not_paid", 30.0), NULL, G_MAXINT64, "EUR", 30, 0, "It is not 30 %", 1 },
    /* another decision names another one */
    { DOWN (1, "draft", "not_paid", 30.0), "prepayment percent=30 invoice=2", 10000, "EUR", 30, 1,
      NULL, 1 },
    { DOWN (1, "draft", "not_paid", 30.0), "hold invoice=1", 10000, "EUR", 30, 1, NULL, 1 },
    /* asked already */
    { DOWN (1, "draft", "not_paid", 30.0), "prepayment percent=30 invoice=1", 10000, "EUR", 30, 0,
      "asked for already, and not paid yet: INV/1 over €30.00 by Anna", 0 },
    { DOWN (1, "draft", "not_paid", 30.0), "prepayment percent=30 invoice=1", 10000, "EUR", 50, 0,
      "asked for already", 0 },
    { DOWN (1, "draft", "not_paid", 30.0) "," DOWN (2, "posted", "partial", 40.0),
      "prepayment percent=30 invoice=1", 10000, "EUR", 30, 0,
      "INV/1 over €30.00 by Anna; INV/2 over €40.00 by Anna", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizDecisionDowns downs = { 0 };
      g_autoptr (BizDecisionLog) log = make_log (cases[i].note);
      const BizMoney total = biz_money_from_minor (cases[i].total, cases[i].currency, 2);
      const BizDecisionDown *adopted = NULL;
      const BizDecisionDown *loose;
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      read_downs (&downs, cases[i].invoices, TRUE);
      g_assert_cmpint (biz_decision_downs_check (&downs, log, ORDER, &total, cases[i].percent,
                                                 &adopted, &error),
                       ==, cases[i].words == NULL);
      if (cases[i].words != NULL)
        {
          g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
          g_assert_nonnull (strstr (error->message, cases[i].words));
        }
      g_assert_cmpint (adopted != NULL ? adopted->id : 0, ==, cases[i].adopted);
      loose = biz_decision_downs_find_loose (&downs, log, ORDER);
      g_assert_cmpint (loose != NULL ? loose->id : 0, ==, cases[i].loose);
      /* notes of another order tell nothing of this one */
      if (downs.open->len > 0)
        g_assert_nonnull (biz_decision_downs_find_loose (&downs, log, ORDER + 1));
      biz_decision_downs_clear (&downs);
    }
}

static void
test_describe (void)
{
  char name[] = "INV/1", by[] = "Anna";
  const BizDecisionDown cases[] = {
    { 1, name, by, biz_money_from_minor (3000, "EUR", 2) },
    { 1, name, NULL, biz_money_from_minor (3000, "EUR", 2) },
    { 1, name, by, { 0 } },
  };
  static const char *const words[] = { "INV/1 over €30.00 by Anna", "INV/1 over €30.00", "INV/1" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = biz_decision_down_describe (&cases[i]);

      g_assert_cmpstr (text, ==, words[i]);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/decision-down/read", test_read);
  g_test_add_func ("/biz/decision-down/broken", test_broken);
  g_test_add_func ("/biz/decision-down/kept-back", test_kept_back);
  g_test_add_func ("/biz/decision-down/check", test_check);
  g_test_add_func ("/biz/decision-down/describe", test_describe);

  return g_test_run ();
}
