/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-filter-complete.h"

#include "biz-invoice-filter.h"

#include <glib.h>

static void
test_complete (void)
{
  static const struct
  {
    const char *typed;
    const char *found; /* with bars between them */
  } cases[] = {
    { "ov", "overdue" },
    { "OV", "overdue" },
    { "cu", "customer:|currency:" },
    { "state:", "state:draft|state:posted|state:cancelled" },
    { "state:p", "state:posted" },
    { "-state:d", "-state:draft" },
    { "-ov", "-overdue" },
    { "d", "due|draft|date:|due:" },
    { "due:to", "due:today" },
    { "due:this", "due:this-week|due:this-month|due:this-year" },
    { "customer:a", "" },
    { "nonsense:a", "" },
    { "\"ov", "" },
    { "xyz", "" },
    { "id", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) found = biz_filter_complete (&biz_invoice_grammar, cases[i].typed);
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint j = 0; j < found->len; j++)
        {
          BizFilterSuggestion *suggestion = g_ptr_array_index (found, j);

          g_string_append_printf (text, "%s%s", j > 0 ? "|" : "", suggestion->text);
        }
      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (text->str, ==, cases[i].found);
    }
}

/* Whatever is suggested whole parses. */
static void
test_suggestions_parse (void)
{
  static const char *const typed[] = { "", "state:", "payment:", "type:", "due:", "date:" };
  g_autoptr (GDate) today = g_date_new_dmy (22, 11, 2026);

  for (gsize i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      g_autoptr (GPtrArray) found = biz_filter_complete (&biz_invoice_grammar, typed[i]);

      g_assert_cmpuint (found->len, >, 1);
      for (guint j = 0; j < found->len; j++)
        {
          BizFilterSuggestion *suggestion = g_ptr_array_index (found, j);
          g_autoptr (GError) error = NULL;
          g_autoptr (BizFilter) filter = biz_invoice_filter_parse (suggestion->text, today, &error);

          g_assert_no_error (error);
          g_assert_nonnull (filter);
        }
    }
}

static void
test_relation (void)
{
  static const struct
  {
    const char *typed;
    const char *model;
    const char *value;
  } cases[] = {
    { "customer:ac", "res.partner", "ac" },
    { "customer:\"Acme L", "res.partner", "Acme L" },
    { "-salesperson:m", "res.users", "m" },
    { "journal:", "account.journal", "" },
    { "customer", NULL, NULL },
    { "ref:1", NULL, NULL },
    { "acme", NULL, NULL },
    { "", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *value = NULL;
      const char *model =
          biz_filter_get_relation (&biz_invoice_grammar, cases[i].typed, NULL, &value);

      g_test_message ("%s", cases[i].typed);
      g_assert_cmpstr (model, ==, cases[i].model);
      g_assert_cmpstr (value, ==, cases[i].value);
    }
}

static void
test_describe (void)
{
  static const struct
  {
    const char *token;
    const char *words;
    gboolean is_token;
  } cases[] = {
    { "overdue", "overdue", TRUE },
    { "OPEN", "open", TRUE },
    { "-overdue", "not overdue", TRUE },
    { "draft", "draft", TRUE },
    { "customer:\"Acme Ltd\"", "customer: Acme Ltd", TRUE },
    { "state:cancelled", "state: cancelled", TRUE },
    { "state:dratf", "state: dratf", TRUE },
    { "amount:>1000", "amount: >1000", TRUE },
    { "ids:4", "1 picked", TRUE },
    { "ids:4,5,6", "3 picked", TRUE },
    { "colour:red", "colour: red", FALSE },
    { "\"open\"", "open", FALSE },
    { "steel", "steel", FALSE },
    { "customer:", "customer: ", FALSE },
    { "", "", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = biz_filter_describe (&biz_invoice_grammar, cases[i].token);

      g_test_message ("%s", cases[i].token);
      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpint (biz_filter_is_token (&biz_invoice_grammar, cases[i].token), ==,
                       cases[i].is_token);
    }
}

static void
test_split_and_quote (void)
{
  g_auto (GStrv) parts = biz_filter_split ("  overdue customer:\"Acme Ltd\"  -x \"a b\" “c d");
  static const struct
  {
    const char *value;
    const char *token;
  } cases[] = {
    { "Acme", "customer:Acme" },
    { "Acme Ltd", "customer:\"Acme Ltd\"" },
    { "Karl \"Kalle\" Blom", "customer:Kalle" },
    { "“Acme” Ltd", "customer:Acme" },
    { "\"", "customer:\"\"" },
  };

  g_assert_cmpuint (g_strv_length (parts), ==, 5);
  g_assert_cmpstr (parts[0], ==, "overdue");
  g_assert_cmpstr (parts[1], ==, "customer:\"Acme Ltd\"");
  g_assert_cmpstr (parts[2], ==, "-x");
  g_assert_cmpstr (parts[3], ==, "\"a b\"");
  g_assert_cmpstr (parts[4], ==, "“c d");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = biz_filter_quote ("customer", cases[i].value);

      g_assert_cmpstr (token, ==, cases[i].token);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/filter-complete/complete", test_complete);
  g_test_add_func ("/biz/filter-complete/suggestions-parse", test_suggestions_parse);
  g_test_add_func ("/biz/filter-complete/relation", test_relation);
  g_test_add_func ("/biz/filter-complete/describe", test_describe);
  g_test_add_func ("/biz/filter-complete/split-and-quote", test_split_and_quote);

  return g_test_run ();
}
