/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-invoice-filter.h"

#include "biz-invoice-listing.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib.h>
#include <string.h>

#define BASE "[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\"]]"
#define OPEN "[\"state\",\"=\",\"posted\"],[\"amount_residual\",\"!=\",0]"
#define TEXT(word)                                                                                 \
  "\"|\",\"|\",\"|\",[\"name\",\"ilike\",\"" word "\"],[\"partner_id\",\"ilike\",\"" word "\"],"   \
  "[\"ref\",\"ilike\",\"" word "\"],[\"payment_reference\",\"ilike\",\"" word "\"]"

static BizFilter *
parse (const char *text, GError **error)
{
  /* a Sunday */
  g_autoptr (GDate) today = g_date_new_dmy (22, 11, 2026);

  return biz_invoice_filter_parse (text, today, error);
}

static void
test_domain (void)
{
  static const struct
  {
    const char *text;
    const char *rest; /* of the domain, behind the base */
    const char *tokens;
  } cases[] = {
    { "", "", "" },
    { "   ", "", "" },
    { "overdue", "," OPEN ",[\"invoice_date_due\",\"<\",\"2026-11-22\"]", "overdue" },
    { "OPEN", "," OPEN, "OPEN" },
    { "due", "," OPEN ",[\"invoice_date_due\",\"=\",\"2026-11-22\"]", "due" },
    { "unpaid", "," OPEN ",[\"payment_state\",\"=\",\"not_paid\"]", "unpaid" },
    { "paid",
      ",[\"state\",\"=\",\"posted\"],[\"amount_residual\",\"=\",0],"
      "[\"payment_state\",\"!=\",\"reversed\"]",
      "paid" },
    { "partial", ",[\"state\",\"=\",\"posted\"],[\"payment_state\",\"=\",\"partial\"]", "partial" },
    { "draft", ",[\"state\",\"=\",\"draft\"]", "draft" },
    { "state:draft", ",[\"state\",\"=\",\"draft\"]", "state:draft" },
    { "STATE:Cancelled", ",[\"state\",\"=\",\"cancel\"]", "state:Cancelled" },
    { "state:draft posted", ",\"|\",[\"state\",\"=\",\"draft\"],[\"state\",\"=\",\"posted\"]",
      "state:draft posted" },
    { "payment:in-payment", ",[\"payment_state\",\"=\",\"in_payment\"]", "payment:in-payment" },
    { "type:credit-note", ",[\"move_type\",\"=\",\"out_refund\"]", "type:credit-note" },
    { "customer:acme", ",[\"partner_id\",\"ilike\",\"acme\"]", "customer:acme" },
    { "customer:\"Acme Ltd\"", ",[\"partner_id\",\"ilike\",\"Acme Ltd\"]",
      "customer:\"Acme Ltd\"" },
    { "customer:“Acme Ltd”", ",[\"partner_id\",\"ilike\",\"Acme Ltd\"]", "customer:\"Acme Ltd\"" },
    { "customer:a customer:b",
      ",\"|\",[\"partner_id\",\"ilike\",\"a\"],[\"partner_id\",\"ilike\",\"b\"]",
      "customer:a customer:b" },
    { "customer:100%_", ",[\"partner_id\",\"ilike\",\"100\\\\%\\\\_\"]", "customer:100%_" },
    { "-state:draft", ",\"!\",[\"state\",\"=\",\"draft\"]", "-state:draft" },
    { "-overdue", ",\"!\",\"&\",\"&\"," OPEN ",[\"invoice_date_due\",\"<\",\"2026-11-22\"]",
      "-overdue" },
    { "paid-but-open", "," OPEN ",[\"payment_state\",\"in\",[\"paid\",\"in_payment\"]]",
      "paid-but-open" },
    { "open-but-settled",
      ",[\"state\",\"=\",\"posted\"],[\"amount_residual\",\"=\",0],[\"amount_total\",\"!=\",0],"
      "[\"payment_state\",\"in\",[\"not_paid\",\"partial\"]]",
      "open-but-settled" },
    { "amount:>1000", ",[\"amount_total\",\">\",1000]", "amount:>1000" },
    { "amount:<=19.90", ",[\"amount_total\",\"<=\",19.9]", "amount:<=19.90" },
    { "amount:10..20", ",[\"amount_total\",\">=\",10],[\"amount_total\",\"<=\",20]",
      "amount:10..20" },
    { "amount:10..", ",[\"amount_total\",\">=\",10]", "amount:10.." },
    { "residual:0", ",[\"amount_residual\",\"=\",0]", "residual:0" },
    { "amount:>10 amount:<20", ",[\"amount_total\",\">\",10],[\"amount_total\",\"<\",20]",
      "amount:>10 amount:<20" },
    { "due:<2026-12-01", ",[\"invoice_date_due\",\"<\",\"2026-12-01\"]", "due:<2026-12-01" },
    { "due:<=2026-12", ",[\"invoice_date_due\",\"<=\",\"2026-12-31\"]", "due:<=2026-12" },
    { "due:<2026-12", ",[\"invoice_date_due\",\"<\",\"2026-12-01\"]", "due:<2026-12" },
    { "due:>2026-02", ",[\"invoice_date_due\",\">\",\"2026-02-28\"]", "due:>2026-02" },
    { "due:>=2024-02", ",[\"invoice_date_due\",\">=\",\"2024-02-01\"]", "due:>=2024-02" },
    { "due:today", ",[\"invoice_date_due\",\"=\",\"2026-11-22\"]", "due:today" },
    { "due:>yesterday", ",[\"invoice_date_due\",\">\",\"2026-11-21\"]", "due:>yesterday" },
    { "date:this-week",
      ",[\"invoice_date\",\">=\",\"2026-11-16\"],[\"invoice_date\",\"<=\",\"2026-11-22\"]",
      "date:this-week" },
    { "date:last-week",
      ",[\"invoice_date\",\">=\",\"2026-11-09\"],[\"invoice_date\",\"<=\",\"2026-11-15\"]",
      "date:last-week" },
    { "date:2026",
      ",[\"invoice_date\",\">=\",\"2026-01-01\"],[\"invoice_date\",\"<=\",\"2026-12-31\"]",
      "date:2026" },
    { "date:last-month",
      ",[\"invoice_date\",\">=\",\"2026-10-01\"],[\"invoice_date\",\"<=\",\"2026-10-31\"]",
      "date:last-month" },
    { "date:2026-01-01..2026-03",
      ",[\"invoice_date\",\">=\",\"2026-01-01\"],[\"invoice_date\",\"<=\",\"2026-03-31\"]",
      "date:2026-01-01..2026-03" },
    { "steel", "," TEXT ("steel"), "steel" },
    { "-steel", ",\"!\"," TEXT ("steel"), "-steel" },
    { "\"open\"", "," TEXT ("open"), "\"open\"" },
    { "\"a b\"", "," TEXT ("a b"), "\"a b\"" },
    { "\"unclosed text", "," TEXT ("unclosed text"), "\"unclosed text\"" },
    { "12.50",
      ",\"|\",\"|\",\"|\",\"|\",[\"name\",\"ilike\",\"12.50\"],[\"partner_id\",\"ilike\",\"12.50\"]"
      ",[\"ref\",\"ilike\",\"12.50\"],[\"payment_reference\",\"ilike\",\"12.50\"],"
      "[\"amount_total\",\"=\",12.5]",
      "12.50" },
    { "journal:sales", ",[\"journal_id\",\"ilike\",\"sales\"]", "journal:sales" },
    { "ids:12,15", ",[\"id\",\"in\",[12,15]]", "ids:12,15" },
    { "ids:12 ids:3", ",\"|\",[\"id\",\"in\",[12]],[\"id\",\"in\",[3]]", "ids:12 ids:3" },
    { "customer:", "", "" },
    { "customer:\"\"", "", "" },
    { "-", "," TEXT ("-"), "-" },
    { "INV/2026/00003", "," TEXT ("INV/2026/00003"), "INV/2026/00003" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFilter) filter = parse (cases[i].text, &error);
      g_autoptr (ErpDomain) domain = NULL;
      g_autoptr (ErpDomain) wanted = NULL;
      g_autofree char *json = g_strconcat ("[" BASE, cases[i].rest, "]", NULL);
      g_autofree char *text = NULL;
      g_autofree char *got = NULL;
      g_autoptr (JsonNode) node = NULL;

      g_test_message ("%s", cases[i].text);
      g_assert_no_error (error);
      domain = biz_filter_to_domain (filter);
      node = erp_domain_to_json (domain);
      got = erp_json_to_string (node);
      wanted = erp_domain_new_from_json (json, &error);
      g_assert_no_error (error);
      if (!erp_domain_equal (domain, wanted))
        g_error ("%s is\n%s and not\n%s", cases[i].text, got, json);
      text = biz_filter_to_string (filter);
      g_assert_cmpstr (text, ==, cases[i].tokens);
      g_assert_cmpint (biz_filter_is_empty (filter), ==, *cases[i].tokens == '\0');
    }
}

static void
test_errors (void)
{
  static const char *const cases[] = {
    "state:dratf",
    "colour:red",
    "amount:much",
    "amount:..",
    "amount:1..x",
    "date:2026-13",
    "date:2026-02-30",
    "date:soon",
    "due:<",
    "date:2026-1-1",
    "http://x",
    ":x",
    "ids:1,x",
    "ids:0",
    "ids:1,,2",
    "ids:-4",
    "ids:99999999999",
    "due:..",
    "payment:perhaps",
    "amount:1.000.00",
    "type:unknown a b",
    "\377",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizFilter) filter = parse (cases[i], &error);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_null (filter);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
    }
}

static void
test_limits (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autoptr (GString) longest = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < 65; i++)
    g_string_append (many, "a ");
  g_assert_null (parse (many->str, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  while (longest->len <= 16384)
    g_string_append (longest, "abc");
  g_assert_null (parse (longest->str, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

/* Whatever parses has a normal form that parses to the same filter. */
static void
test_round_trip (void)
{
  static const char *const pieces[] = { "overdue", "draft", "state:", "customer:", "amount:>",
                                        "-",       "\"",    " ",      "a b",       "12",
                                        "ü",       ":",     "due:",   "2026-11",   "today",
                                        "..",      "open",  "“" };

  for (int i = 0; i < 20000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autoptr (BizFilter) filter = NULL;
      g_autoptr (BizFilter) again = NULL;
      g_autofree char *normal = NULL;
      g_autofree char *normal_again = NULL;
      g_autoptr (ErpDomain) domain = NULL;
      g_autoptr (ErpDomain) domain_again = NULL;

      for (int n = g_test_rand_int_range (0, 7); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      filter = parse (text->str, NULL);
      if (filter == NULL)
        continue;
      normal = biz_filter_to_string (filter);
      again = parse (normal, NULL);
      if (again == NULL)
        g_error ("“%s” became “%s”, which does not parse", text->str, normal);
      normal_again = biz_filter_to_string (again);
      g_assert_cmpstr (normal, ==, normal_again);
      domain = biz_filter_to_domain (filter);
      domain_again = biz_filter_to_domain (again);
      g_assert_true (erp_domain_equal (domain, domain_again));
    }
}

static void
test_sort (void)
{
  g_autofree char *by_date = biz_invoice_sort_to_order (BIZ_INVOICE_SORT_DATE, TRUE);
  g_autofree char *by_due = biz_invoice_sort_to_order (BIZ_INVOICE_SORT_DUE, FALSE);

  g_assert_cmpstr (by_date, ==, "invoice_date desc, id desc");
  g_assert_cmpstr (by_due, ==, "invoice_date_due asc, id asc");
  for (int i = 0; i <= BIZ_INVOICE_SORT_ID; i++)
    {
      g_autofree char *order = biz_invoice_sort_to_order ((BizInvoiceSort)i, FALSE);

      g_assert_true (
          g_str_has_suffix (order, i == BIZ_INVOICE_SORT_ID ? "id asc" : " asc, id asc"));
      g_assert_false (g_str_has_prefix (order, "(null)"));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/invoice-filter/domain", test_domain);
  g_test_add_func ("/biz/invoice-filter/errors", test_errors);
  g_test_add_func ("/biz/invoice-filter/limits", test_limits);
  g_test_add_func ("/biz/invoice-filter/round-trip", test_round_trip);
  g_test_add_func ("/biz/invoice-filter/sort", test_sort);

  return g_test_run ();
}
