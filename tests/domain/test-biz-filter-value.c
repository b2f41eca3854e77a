/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What stands behind the colon of a token, as conditions for the server. */

#include "biz-filter-value.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

static char *
to_text (ErpDomain *domain)
{
  g_autoptr (JsonNode) node = erp_domain_to_json (domain);

  return erp_json_to_string (node);
}

typedef struct
{
  const char *value;
  const char *domain; /* NULL: refused */
} Case;

/* Today is Wednesday, the 31st of January 2024. */
static const Case days[] = {
  { "today", "[[\"d\",\"=\",\"2024-01-31\"]]" },
  { "TODAY", "[[\"d\",\"=\",\"2024-01-31\"]]" },
  { "yesterday", "[[\"d\",\"=\",\"2024-01-30\"]]" },
  { "tomorrow", "[[\"d\",\"=\",\"2024-02-01\"]]" },
  { "this-week", "[[\"d\",\">=\",\"2024-01-29\"],[\"d\",\"<=\",\"2024-02-04\"]]" },
  { "last-week", "[[\"d\",\">=\",\"2024-01-22\"],[\"d\",\"<=\",\"2024-01-28\"]]" },
  { "next-week", "[[\"d\",\">=\",\"2024-02-05\"],[\"d\",\"<=\",\"2024-02-11\"]]" },
  { "this-month", "[[\"d\",\">=\",\"2024-01-01\"],[\"d\",\"<=\",\"2024-01-31\"]]" },
  { "last-month", "[[\"d\",\">=\",\"2023-12-01\"],[\"d\",\"<=\",\"2023-12-31\"]]" },
  /* the 31st of February does not exist, the month does */
  { "next-month", "[[\"d\",\">=\",\"2024-02-01\"],[\"d\",\"<=\",\"2024-02-29\"]]" },
  { "this-year", "[[\"d\",\">=\",\"2024-01-01\"],[\"d\",\"<=\",\"2024-12-31\"]]" },
  { "last-year", "[[\"d\",\">=\",\"2023-01-01\"],[\"d\",\"<=\",\"2023-12-31\"]]" },
  { "2026", "[[\"d\",\">=\",\"2026-01-01\"],[\"d\",\"<=\",\"2026-12-31\"]]" },
  { "2026-02", "[[\"d\",\">=\",\"2026-02-01\"],[\"d\",\"<=\",\"2026-02-28\"]]" },
  { "2024-02", "[[\"d\",\">=\",\"2024-02-01\"],[\"d\",\"<=\",\"2024-02-29\"]]" },
  { "2026-11-22", "[[\"d\",\"=\",\"2026-11-22\"]]" },
  { "=2026-11-22", "[[\"d\",\"=\",\"2026-11-22\"]]" },
  /* before a month is before its first day, until it until its last */
  { "<2026-11", "[[\"d\",\"<\",\"2026-11-01\"]]" },
  { "<=2026-11", "[[\"d\",\"<=\",\"2026-11-30\"]]" },
  { ">2026-11", "[[\"d\",\">\",\"2026-11-30\"]]" },
  { ">=2026-11", "[[\"d\",\">=\",\"2026-11-01\"]]" },
  { "<today", "[[\"d\",\"<\",\"2024-01-31\"]]" },
  { ">=last-week", "[[\"d\",\">=\",\"2024-01-22\"]]" },
  { "2026-01..2026-03", "[[\"d\",\">=\",\"2026-01-01\"],[\"d\",\"<=\",\"2026-03-31\"]]" },
  { "2026-01-15..today", "[[\"d\",\">=\",\"2026-01-15\"],[\"d\",\"<=\",\"2024-01-31\"]]" },
  { "2026..", "[[\"d\",\">=\",\"2026-01-01\"]]" },
  { "..2026", "[[\"d\",\"<=\",\"2026-12-31\"]]" },
  { "..", NULL },
  { "", NULL },
  { "<", NULL },
  { "2026-13", NULL },
  { "2026-00", NULL },
  { "2026-02-30", NULL },
  { "2026-2-3", NULL },
  { "0000", NULL },
  { "26", NULL },
  { "2026-", NULL },
  { "2026/11/22", NULL },
  { "22.11.2026", NULL },
  { "2026-11-22x", NULL },
  { "this month", NULL },
  { "someday", NULL },
  { "2026..someday", NULL },
  { "someday..2026", NULL },
  { "2026..2027..2028", NULL },
  { "<2026..2027", NULL },
  { "２０２６", NULL },
};

static void
test_days (void)
{
  const GDate today = test_make_day ("2024-01-31");

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (ErpDomain) domain = erp_domain_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", days[i].value);
      g_assert_true (biz_filter_add_day (domain, "d", days[i].value, &today, &error)
                     == (days[i].domain != NULL));
      if (days[i].domain == NULL)
        {
          test_take_error (&error, ERP_ERROR_VALIDATION);
          continue;
        }
      text = to_text (domain);
      g_assert_cmpstr (text, ==, days[i].domain);
    }
}

/* A week begins on Monday, whichever day of it is today, also over the turn of a year. */
static void
test_weeks (void)
{
  GDate today = test_make_day ("2025-12-29");

  for (int i = 0; i < 7; i++, g_date_add_days (&today, 1))
    {
      g_autoptr (ErpDomain) domain = erp_domain_new ();
      g_autofree char *text = NULL;

      g_assert_true (biz_filter_add_day (domain, "d", "this-week", &today, NULL));
      text = to_text (domain);
      g_assert_cmpstr (text, ==, "[[\"d\",\">=\",\"2025-12-29\"],[\"d\",\"<=\",\"2026-01-04\"]]");
    }
}

static const Case numbers[] = {
  { "349.99", "[[\"n\",\"=\",349.99]]" },
  { "=349.99", "[[\"n\",\"=\",349.99]]" },
  { ">1000", "[[\"n\",\">\",1000]]" },
  { ">=1,000.50", "[[\"n\",\">=\",1000.5]]" },
  { "<= 20", "[[\"n\",\"<=\",20]]" },
  { "<-5", "[[\"n\",\"<\",-5]]" },
  { "0", "[[\"n\",\"=\",0]]" },
  { "10..20", "[[\"n\",\">=\",10],[\"n\",\"<=\",20]]" },
  { "-20..-10", "[[\"n\",\">=\",-20],[\"n\",\"<=\",-10]]" },
  { "10..", "[[\"n\",\">=\",10]]" },
  { "..20", "[[\"n\",\"<=\",20]]" },
  { "0.000001", "[[\"n\",\"=\",0.000001]]" },
  { "9223372036854775807", "[[\"n\",\"=\",9223372036854775807]]" },
  { "0.0000001", NULL },
  { "9223372036854775808", NULL },
  { "", NULL },
  { ">", NULL },
  { "..", NULL },
  { "abc", NULL },
  { "1e3", NULL },
  { "><5", NULL },
  { "10..20..30", NULL },
  { "1..x", NULL },
  { "x..1", NULL },
};

static void
test_numbers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autoptr (ErpDomain) domain = erp_domain_new ();
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) expected = NULL;
      g_autofree char *expected_text = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s", numbers[i].value);
      g_assert_true (biz_filter_add_number (domain, "n", numbers[i].value, &error)
                     == (numbers[i].domain != NULL));
      if (numbers[i].domain == NULL)
        {
          test_take_error (&error, ERP_ERROR_VALIDATION);
          continue;
        }
      /* written the same way, with all figures of a float */
      expected = erp_json_literal (numbers[i].domain);
      expected_text = erp_json_to_string (expected);
      text = to_text (domain);
      g_assert_cmpstr (text, ==, expected_text);
    }
}

/* No character of what is searched for is a wildcard, a quote or the end of anything. */
static void
test_texts (void)
{
  static const Case texts[] = {
    { "acme", "[[\"t\",\"ilike\",\"acme\"]]" },
    { "50%", "[[\"t\",\"ilike\",\"50\\\\%\"]]" },
    { "a_b", "[[\"t\",\"ilike\",\"a\\\\_b\"]]" },
    { "a\\b", "[[\"t\",\"ilike\",\"a\\\\\\\\b\"]]" },
    { "\"],[\"id\",\"=\",1", "[[\"t\",\"ilike\",\"\\\"],[\\\"id\\\",\\\"=\\\",1\"]]" },
    { "Zoë 東京", "[[\"t\",\"ilike\",\"Zoë 東京\"]]" },
    { "", "[[\"t\",\"ilike\",\"\"]]" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ErpDomain) domain = erp_domain_new ();
      g_autofree char *text = NULL;

      biz_filter_add_text (domain, "t", texts[i].value);
      text = to_text (domain);
      g_assert_cmpstr (text, ==, texts[i].domain);
    }
}

static void
test_to_number (void)
{
  static const Case cases[] = {
    { "349.99", "349.99" }, { "1,000", "1000" }, { "-5", "-5" },      { "5.500", "5.5" },
    { "0,5", "0.5" },       { "INV/1", NULL },   { "2026-11", NULL }, { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *number = biz_filter_to_number (cases[i].value);

      g_test_message ("%s", cases[i].value);
      g_assert_cmpstr (number, ==, cases[i].domain);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/filter-value/days", test_days);
  g_test_add_func ("/biz/filter-value/weeks", test_weeks);
  g_test_add_func ("/biz/filter-value/numbers", test_numbers);
  g_test_add_func ("/biz/filter-value/texts", test_texts);
  g_test_add_func ("/biz/filter-value/to-number", test_to_number);

  return g_test_run ();
}
