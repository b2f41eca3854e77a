/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-applied-payment.h"
#include "biz-currency-table.h"
#include "biz-enums.h"
#include "biz-invoice-line.h"
#include "biz-invoice.h"
#include "biz-log-entry.h"
#include "biz-tax-line.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib.h>

#define ROW                                                                                        \
  "\"id\":25,\"name\":\"INV/2026/00005\",\"state\":\"posted\",\"move_type\":\"out_invoice\","      \
  "\"payment_state\":\"partial\",\"partner_id\":{\"id\":14,\"display_name\":\"Azure Interior\"},"  \
  "\"invoice_date\":\"2026-11-22\",\"invoice_date_due\":\"2026-12-31\",\"amount_total\":230.0,"    \
  "\"amount_residual\":180.01,\"currency_id\":1,"                                                  \
  "\"company_id\":{\"id\":3,\"display_name\":\"Second\"},\"invoice_user_id\":false,\"ref\":false"

#define LINES                                                                                      \
  "\"invoice_line_ids\":[{\"id\":68,\"display_type\":\"line_section\",\"product_id\":false,"       \
  "\"name\":\"Desks\",\"quantity\":0.0,\"product_uom_id\":false,\"price_unit\":0.0,"               \
  "\"discount\":0.0,\"tax_ids\":[],\"price_subtotal\":0.0,\"price_total\":0.0},"                   \
  "{\"id\":69,\"display_type\":\"product\",\"product_id\":{\"id\":37,\"display_name\":\"Desk\"},"  \
  "\"name\":\"Desk\\nwhite\",\"quantity\":2.5,\"product_uom_id\":{\"id\":1,\"display_name\":"      \
  "\"Units\"},\"price_unit\":88.888,\"discount\":10.0,\"tax_ids\":[{\"id\":1,\"display_name\":"    \
  "\"15%\"},{\"id\":2,\"display_name\":\"Eco\"}],\"price_subtotal\":200.0,\"price_total\":230.0}]"

#define LOG                                                                                        \
  "\"message_ids\":[{\"id\":9,\"date\":\"2026-11-22 17:37:03\",\"author_id\":{\"id\":44,"          \
  "\"display_name\":\"Anna\"},\"email_from\":\"a@x\",\"body\":\"<p>Call <b>them</b></p>\","        \
  "\"message_type\":\"comment\",\"subtype_id\":{\"id\":2,\"display_name\":\"Note\",\"internal\":"  \
  "true},\"attachment_ids\":[{\"id\":4,\"name\":\"a.pdf\"}]},"                                     \
  "{\"id\":8,\"date\":\"2026-11-22 17:37:02\",\"author_id\":false,\"email_from\":"                 \
  "\"buyer@azure.example\",\"body\":\"<p>Why?</p>\",\"message_type\":\"email\",\"subtype_id\":"    \
  "{\"id\":1,\"display_name\":\"Discussions\",\"internal\":false},\"attachment_ids\":[]},"         \
  "{\"id\":7,\"date\":\"2026-11-22 17:37:01\",\"author_id\":{\"id\":44,\"display_name\":\"Anna\"}" \
  ",\"email_from\":false,\"body\":\"\",\"message_type\":\"notification\",\"subtype_id\":{\"id\":"  \
  "5,\"display_name\":\"Validated\",\"internal\":false},\"attachment_ids\":[]},{\"id\":6}]"

#define FULL                                                                                       \
  ROW ",\"journal_id\":7,\"amount_untaxed\":200.0,\"amount_tax\":30.0,\"invoice_origin\":"         \
      "\"S00012\","                                                                                \
      "\"payment_reference\":\"INV/2026/00005\",\"invoice_payment_term_id\":{\"id\":6,"            \
      "\"display_name\":\"30 Days\"},\"write_date\":\"2026-11-22 17:37:02\"," LINES "," LOG ","

#define PAYMENTS                                                                                   \
  "\"invoice_payments_widget\":{\"title\":\"x\",\"outstanding\":false,\"content\":[{\"name\":"     \
  "\"Manual\",\"journal_name\":\"Bank\",\"amount\":49.99,\"currency_id\":1,\"date\":"              \
  "\"2026-11-23\",\"account_payment_id\":12,\"is_refund\":false,\"ref\":\"PBNK1/2026/00001\"}]}"

#define TOTALS_17                                                                                  \
  "\"tax_totals\":{\"amount_untaxed\":200.00000000000003,\"amount_total\":230.0,"                  \
  "\"groups_by_subtotal\":{\"Untaxed Amount\":[{\"tax_group_name\":\"Tax 15%\","                   \
  "\"tax_group_amount\":30.0,\"tax_group_base_amount\":200.0}]},\"subtotals\":[{\"name\":"         \
  "\"Untaxed Amount\",\"amount\":200.0}]}"

#define TOTALS_19                                                                                  \
  "\"tax_totals\":{\"has_tax_groups\":true,\"subtotals\":[{\"name\":\"Untaxed Amount\","           \
  "\"tax_groups\":[{\"group_name\":\"Tax 15%\",\"tax_amount_currency\":30.0,"                      \
  "\"base_amount_currency\":200.0}]}],\"base_amount_currency\":200.0,\"tax_amount_currency\":30.0" \
  ",\"total_amount_currency\":230.0}"

static BizCurrencyTable *
make_currencies (void)
{
  BizCurrencyTable *table = biz_currency_table_new_empty ();

  biz_currency_table_add (table, 1, "USD", 2);
  biz_currency_table_add (table, 2, "JPY", 0);

  return table;
}

static BizInvoice *
parse (const char *json, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = make_currencies ();
  g_autoptr (JsonNode) node = erp_json_literal (json);

  return biz_invoice_new_from_json (json_node_get_object (node), currencies, error);
}

/* @from replaced by @to in a good row. */
static char *
change_row (const char *from, const char *to)
{
  g_autoptr (GString) json = g_string_new ("{" ROW "}");

  g_assert_cmpuint (g_string_replace (json, from, to, 0), ==, 1);

  return g_string_free (g_steal_pointer (&json), FALSE);
}

static void
test_row (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) invoice = parse ("{" ROW "}", &error);
  BizMoney residual;
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (biz_invoice_get_id (invoice), ==, 25);
  g_assert_cmpstr (biz_invoice_get_number (invoice), ==, "INV/2026/00005");
  g_assert_cmpstr (biz_invoice_get_title (invoice), ==, "INV/2026/00005");
  g_assert_cmpint (biz_invoice_get_state (invoice), ==, BIZ_STATE_POSTED);
  g_assert_cmpint (biz_invoice_get_payment_state (invoice), ==, BIZ_PAYMENT_PARTIAL);
  g_assert_cmpint (biz_invoice_get_partner_id (invoice), ==, 14);
  g_assert_cmpstr (biz_invoice_get_partner_name (invoice), ==, "Azure Interior");
  g_assert_cmpint (g_date_get_day (biz_invoice_get_due_date (invoice)), ==, 31);
  residual = biz_invoice_get_residual (invoice);
  text = biz_money_format (&residual, BIZ_MONEY_SYMBOL);
  g_assert_cmpstr (text, ==, "$180.01");
  g_assert_cmpint (biz_invoice_get_company_id (invoice), ==, 3);
  g_assert_null (biz_invoice_get_salesperson (invoice));
  g_assert_null (biz_invoice_get_reference (invoice));
  g_assert_false (biz_invoice_is_full (invoice));
  g_assert_cmpuint (g_list_model_get_n_items (biz_invoice_get_lines (invoice)), ==, 0);
}

static void
test_properties (void)
{
  g_autoptr (BizInvoice) invoice = parse ("{" ROW "}", NULL);
  g_autofree char *title = NULL;
  g_autofree char *currency = NULL;
  g_autoptr (GDate) due_date = NULL;
  g_autoptr (BizMoney) total = NULL;
  BizInvoiceState state;
  gint64 id;

  g_object_get (invoice, "id", &id, "title", &title, "currency", &currency, "due-date", &due_date,
                "total", &total, "state", &state, NULL);
  g_assert_cmpint (id, ==, 25);
  g_assert_cmpstr (title, ==, "INV/2026/00005");
  g_assert_cmpstr (currency, ==, "USD");
  g_assert_cmpint (g_date_get_month (due_date), ==, 12);
  g_assert_cmpint (total->minor, ==, 23000);
  g_assert_cmpint (state, ==, BIZ_STATE_POSTED);
}

static void
test_draft (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    const char *title;
  } cases[] = {
    { "\"INV/2026/00005\"", "false", "Draft 25" },
    { "\"INV/2026/00005\"", "\"/\"", "Draft 25" },
    { "\"INV/2026/00005\",\"state\":\"posted\",\"move_type\":\"out_invoice\"",
      "false,\"state\":\"draft\",\"move_type\":\"out_refund\"", "Draft credit note 25" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = change_row (cases[i].from, cases[i].to);
      g_autoptr (BizInvoice) invoice = parse (json, NULL);

      g_assert_null (biz_invoice_get_number (invoice));
      g_assert_cmpstr (biz_invoice_get_title (invoice), ==, cases[i].title);
    }
}

static void
test_broken_rows (void)
{
  static const struct
  {
    const char *from;
    const char *to;
    gboolean ok;
  } cases[] = {
    { "230.0", "\"230\"", FALSE },
    { "230.0", "230.001", FALSE },
    { "\"id\":25", "\"id\":\"x\"", FALSE },
    { "\"currency_id\":1", "\"currency_id\":77", FALSE },
    { "\"currency_id\":1", "\"currency_id\":2", FALSE }, /* 180.01 yen */
    { "\"2026-12-31\"", "\"2026-12-32\"", FALSE },
    { "\"2026-12-31\"", "false", TRUE },
    { "{\"id\":14,\"display_name\":\"Azure Interior\"}", "false", TRUE },
    { "\"partial\"", "\"something_new\"", TRUE },
    { "\"ref\":false", "\"ref\":{}", FALSE },
    { ",\"ref\":false", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = change_row (cases[i].from, cases[i].to);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizInvoice) invoice = parse (json, &error);

      g_test_message ("%s -> %s", cases[i].from, cases[i].to);
      if (cases[i].ok)
        g_assert_no_error (error);
      else
        g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
      g_assert_true ((invoice != NULL) == cases[i].ok);
    }
}

static void
check_lines (BizInvoice *invoice)
{
  GListModel *lines = biz_invoice_get_lines (invoice);
  g_autoptr (BizInvoiceLine) section = g_list_model_get_item (lines, 0);
  g_autoptr (BizInvoiceLine) line = g_list_model_get_item (lines, 1);
  BizDecimal price = biz_invoice_line_get_price (line);
  BizMoney total = biz_invoice_line_get_total (line);
  g_autofree char *text = biz_decimal_to_string (&price);

  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, 2);
  g_assert_cmpint (biz_invoice_line_get_kind (section), ==, BIZ_INVOICE_LINE_SECTION);
  g_assert_cmpstr (biz_invoice_line_get_description (section), ==, "Desks");
  g_assert_cmpint (biz_invoice_line_get_kind (line), ==, BIZ_INVOICE_LINE_PRODUCT);
  g_assert_cmpint (biz_invoice_line_get_product_id (line), ==, 37);
  g_assert_cmpstr (biz_invoice_line_get_taxes (line), ==, "15%, Eco");
  g_assert_cmpstr (biz_invoice_line_get_unit (line), ==, "Units");
  g_assert_cmpstr (text, ==, "88.888");
  g_assert_cmpint (total.minor, ==, 23000);
}

static void
check_log (BizInvoice *invoice)
{
  static const struct
  {
    BizLogKind kind;
    const char *author;
    const char *markup;
  } expected[] = {
    { BIZ_LOG_NOTE, "Anna", "Call <b>them</b>" },
    { BIZ_LOG_REPLY, "buyer@azure.example", "Why?" },
    { BIZ_LOG_EVENT, "Anna", "Validated" },
  };
  GListModel *log = biz_invoice_get_log (invoice);
  g_autoptr (BizLogEntry) first = g_list_model_get_item (log, 0);
  const gint64 *files;
  guint n_files;

  g_assert_cmpuint (g_list_model_get_n_items (log), ==, G_N_ELEMENTS (expected));
  g_assert_cmpuint (biz_invoice_get_n_older_log_entries (invoice), ==, 1);
  g_assert_cmpstr (biz_log_entry_get_text (first), ==, "Call them");
  files = biz_log_entry_get_files (first, &n_files);
  g_assert_cmpuint (n_files, ==, 1);
  g_assert_cmpint (files[0], ==, 4);
  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autoptr (BizLogEntry) entry = g_list_model_get_item (log, i);

      g_assert_cmpint (biz_log_entry_get_kind (entry), ==, expected[i].kind);
      g_assert_cmpstr (biz_log_entry_get_author (entry), ==, expected[i].author);
      g_assert_cmpstr (biz_log_entry_get_markup (entry), ==, expected[i].markup);
    }
}

static void
test_full (void)
{
  static const char *const forms[] = { "{" FULL PAYMENTS "," TOTALS_17 "}",
                                       "{" FULL PAYMENTS "," TOTALS_19 "}" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizInvoice) invoice = parse (forms[i], &error);
      g_autoptr (BizTaxLine) tax = NULL;
      g_autoptr (BizAppliedPayment) payment = NULL;
      BizMoney amount;

      g_assert_no_error (error);
      g_assert_true (biz_invoice_is_full (invoice));
      g_assert_cmpstr (biz_invoice_get_origin (invoice), ==, "S00012");
      g_assert_cmpint (biz_invoice_get_journal_id (invoice), ==, 7);
      g_assert_cmpstr (biz_invoice_get_terms (invoice), ==, "30 Days");
      amount = biz_invoice_get_tax (invoice);
      g_assert_cmpint (amount.minor, ==, 3000);
      tax = g_list_model_get_item (biz_invoice_get_tax_lines (invoice), 0);
      g_assert_cmpstr (biz_tax_line_get_name (tax), ==, "Tax 15%");
      amount = biz_tax_line_get_base (tax);
      g_assert_cmpint (amount.minor, ==, 20000);
      payment = g_list_model_get_item (biz_invoice_get_payments (invoice), 0);
      amount = biz_applied_payment_get_amount (payment);
      g_assert_cmpint (amount.minor, ==, 4999);
      g_assert_cmpint (biz_applied_payment_get_payment_id (payment), ==, 12);
      g_assert_cmpstr (biz_applied_payment_get_reference (payment), ==, "PBNK1/2026/00001");
      check_lines (invoice);
      check_log (invoice);
    }
}

/* A difference of exchange stands in the list of payments in the company's own currency. */
static void
test_exchange_difference (void)
{
  g_autoptr (GString) json = g_string_new ("{" FULL PAYMENTS "," TOTALS_19 "}");
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) invoice = NULL;
  g_autoptr (BizAppliedPayment) payment = NULL;
  g_autoptr (BizAppliedPayment) difference = NULL;
  BizMoney amount;

  /* An invoice of 230 yen of a company with dollars. */
  g_string_replace (json, "\"amount_residual\":180.01,\"currency_id\":1",
                    "\"amount_residual\":180,\"currency_id\":2", 1);
  g_string_replace (json, "\"amount\":49.99,\"currency_id\":1", "\"amount\":50,\"currency_id\":2",
                    1);
  g_string_replace (
      json, "\"ref\":\"PBNK1/2026/00001\"}",
      "\"ref\":\"PBNK1/2026/00001\"},{\"name\":\"x\",\"journal_name\":\"Exchange\","
      "\"amount\":0.37,\"currency_id\":1,\"date\":\"2026-11-23\",\"is_exchange\":true,"
      "\"account_payment_id\":false,\"is_refund\":false,\"ref\":\"EXCH/1\"}",
      1);
  invoice = parse (json->str, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (biz_invoice_get_payments (invoice)), ==, 2);
  payment = g_list_model_get_item (biz_invoice_get_payments (invoice), 0);
  amount = biz_applied_payment_get_amount (payment);
  g_assert_cmpint (amount.minor, ==, 50);
  g_assert_cmpstr (amount.currency, ==, "JPY");
  difference = g_list_model_get_item (biz_invoice_get_payments (invoice), 1);
  amount = biz_applied_payment_get_amount (difference);
  g_assert_cmpint (amount.minor, ==, 37);
  g_assert_cmpstr (amount.currency, ==, "USD");
  g_assert_cmpint (biz_applied_payment_get_payment_id (difference), ==, 0);
}

/* Rounded over the whole document, the groups of taxes come unrounded from 17. */
static void
test_unrounded_taxes (void)
{
  g_autoptr (GString) json = g_string_new ("{" FULL PAYMENTS "," TOTALS_17 "}");
  g_autoptr (GError) error = NULL;
  g_autoptr (BizInvoice) invoice = NULL;
  g_autoptr (BizTaxLine) tax = NULL;
  BizMoney amount;

  g_string_replace (json, "\"tax_group_amount\":30.0,\"tax_group_base_amount\":200.0",
                    "\"tax_group_amount\":30.0046,\"tax_group_base_amount\":199.9954", 1);
  g_string_replace (json, "\"amount_untaxed\":200.00000000000003", "\"amount_untaxed\":199.9954",
                    1);
  invoice = parse (json->str, &error);
  g_assert_no_error (error);
  tax = g_list_model_get_item (biz_invoice_get_tax_lines (invoice), 0);
  amount = biz_tax_line_get_amount (tax);
  g_assert_cmpint (amount.minor, ==, 3000);
  amount = biz_tax_line_get_base (tax);
  g_assert_cmpint (amount.minor, ==, 20000);
}

static void
test_standing (void)
{
  static const struct
  {
    const char *state;
    const char *payment_state;
    const char *residual;
    const char *due;
    BizStanding standing;
    int days_overdue;
  } cases[] = {
    { "draft", "not_paid", "230.0", "\"2026-01-01\"", BIZ_STANDING_DRAFT, 0 },
    { "cancel", "not_paid", "230.0", "\"2026-01-01\"", BIZ_STANDING_CANCELLED, 0 },
    { "posted", "not_paid", "230.0", "\"2026-11-23\"", BIZ_STANDING_OPEN, 0 },
    { "posted", "not_paid", "230.0", "\"2026-11-22\"", BIZ_STANDING_DUE, 0 },
    { "posted", "not_paid", "230.0", "\"2026-11-21\"", BIZ_STANDING_OVERDUE, 1 },
    { "posted", "partial", "1.0", "\"2026-10-22\"", BIZ_STANDING_OVERDUE, 31 },
    { "posted", "partial", "1.0", "\"2026-12-22\"", BIZ_STANDING_PARTIAL, 0 },
    { "posted", "not_paid", "230.0", "false", BIZ_STANDING_OPEN, 0 },
    { "posted", "paid", "0.0", "\"2026-01-01\"", BIZ_STANDING_PAID, 0 },
    { "posted", "paid", "230.0", "\"2026-12-01\"", BIZ_STANDING_OPEN, 0 },
    { "posted", "reversed", "0.0", "\"2026-01-01\"", BIZ_STANDING_REVERSED, 0 },
  };
  g_autoptr (GDate) today = g_date_new_dmy (22, 11, 2026);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizInvoice) invoice = NULL;
      g_autoptr (GString) json = g_string_new ("{" ROW "}");

      g_string_replace (json, "\"posted\"", "\"STATE\"", 0);
      g_string_replace (json, "STATE", cases[i].state, 0);
      g_string_replace (json, "partial", cases[i].payment_state, 0);
      g_string_replace (json, "180.01", cases[i].residual, 0);
      g_string_replace (json, "\"2026-12-31\"", cases[i].due, 0);
      invoice = parse (json->str, NULL);
      g_assert_cmpint (biz_invoice_get_standing (invoice, today), ==, cases[i].standing);
      g_assert_cmpint (biz_invoice_get_days_overdue (invoice, today), ==, cases[i].days_overdue);
    }
}

/* Status against ledger. */
static void
test_contradiction (void)
{
  static const struct
  {
    const char *state;
    const char *payment_state;
    const char *residual;
    const char *begins; /* (nullable) */
  } cases[] = {
    { "posted", "paid", "180.01", "Paid by status" },
    { "posted", "in_payment", "180.01", "Paid by status" },
    { "posted", "paid", "0.0", NULL },
    { "posted", "in_payment", "0.0", NULL },
    { "posted", "not_paid", "0.0", "Open by status" },
    { "posted", "partial", "0.0", "Open by status" },
    { "posted", "partial", "180.01", NULL },
    { "posted", "not_paid", "180.01", NULL },
    { "posted", "reversed", "0.0", NULL },
    { "draft", "not_paid", "0.0", NULL },
    { "cancel", "paid", "180.01", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizInvoice) invoice = NULL;
      g_autoptr (GString) json = g_string_new ("{" ROW "}");
      g_autofree char *words = NULL;

      g_string_replace (json, "\"posted\"", "\"STATE\"", 0);
      g_string_replace (json, "STATE", cases[i].state, 0);
      g_string_replace (json, "partial", cases[i].payment_state, 0);
      g_string_replace (json, "180.01", cases[i].residual, 0);
      invoice = parse (json->str, NULL);
      words = biz_invoice_explain_contradiction (invoice);
      g_assert_cmpint (words != NULL, ==, cases[i].begins != NULL);
      if (words != NULL)
        g_assert_true (g_str_has_prefix (words, cases[i].begins));
    }
}

static void
test_verbs (void)
{
  static const struct
  {
    const char *state, *type, *residual;
    gboolean post, pay, credit;
    gint64 signed_residual;
  } cases[] = {
    { "draft", "out_invoice", "230.0", TRUE, FALSE, FALSE, 23000 },
    { "posted", "out_invoice", "230.0", FALSE, TRUE, TRUE, 23000 },
    { "posted", "out_invoice", "0.0", FALSE, FALSE, TRUE, 0 },
    { "posted", "out_refund", "10.0", FALSE, TRUE, FALSE, -1000 },
    { "cancel", "out_invoice", "0.0", FALSE, FALSE, FALSE, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizInvoice) invoice = NULL;
      g_autoptr (GString) json = g_string_new ("{" ROW "}");
      BizMoney residual;

      g_string_replace (json, "out_invoice", cases[i].type, 0);
      g_string_replace (json, "\"posted\"", "\"STATE\"", 0);
      g_string_replace (json, "STATE", cases[i].state, 0);
      g_string_replace (json, "180.01", cases[i].residual, 0);
      invoice = parse (json->str, NULL);
      g_assert_cmpint (biz_invoice_can_post (invoice), ==, cases[i].post);
      g_assert_cmpint (biz_invoice_can_pay (invoice), ==, cases[i].pay);
      g_assert_cmpint (biz_invoice_can_credit (invoice), ==, cases[i].credit);
      residual = biz_invoice_get_signed_residual (invoice);
      g_assert_cmpint (residual.minor, ==, cases[i].signed_residual);
    }
}

/* Every value has a word. */
static void
test_labels (void)
{
  for (int i = 0; i <= BIZ_STATE_CANCELLED; i++)
    g_assert_cmpstr (biz_invoice_state_to_label ((BizInvoiceState)i), !=, "");
  for (int i = 0; i <= BIZ_PAYMENT_LEGACY; i++)
    g_assert_cmpstr (biz_payment_state_to_label ((BizPaymentState)i), !=, "");
  for (int i = 0; i <= BIZ_MOVE_ENTRY; i++)
    g_assert_cmpstr (biz_move_type_to_label ((BizMoveType)i), !=, "");
  for (int i = 0; i <= BIZ_STANDING_REVERSED; i++)
    g_assert_cmpstr (biz_standing_to_label ((BizStanding)i), !=, "");
}

static void
test_specifications (void)
{
  g_autoptr (JsonNode) row = erp_json_literal (biz_invoice_get_row_specification ());
  g_autoptr (JsonNode) full = erp_json_literal (biz_invoice_get_full_specification ());

  g_assert_cmpuint (json_object_get_size (json_node_get_object (row)), ==, 22);
  g_assert_true (json_object_has_member (json_node_get_object (full), "invoice_line_ids"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/invoice/row", test_row);
  g_test_add_func ("/biz/invoice/properties", test_properties);
  g_test_add_func ("/biz/invoice/draft", test_draft);
  g_test_add_func ("/biz/invoice/broken-rows", test_broken_rows);
  g_test_add_func ("/biz/invoice/full", test_full);
  g_test_add_func ("/biz/invoice/exchange-difference", test_exchange_difference);
  g_test_add_func ("/biz/invoice/unrounded-taxes", test_unrounded_taxes);
  g_test_add_func ("/biz/invoice/standing", test_standing);
  g_test_add_func ("/biz/invoice/contradiction", test_contradiction);
  g_test_add_func ("/biz/invoice/verbs", test_verbs);
  g_test_add_func ("/biz/invoice/labels", test_labels);
  g_test_add_func ("/biz/invoice/specifications", test_specifications);

  return g_test_run ();
}
