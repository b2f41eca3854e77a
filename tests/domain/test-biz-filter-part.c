/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is typed into a search bar, cut into parts and put together again. */

#include "biz-filter.h"

#include <string.h>

static void
test_split (void)
{
  static const struct
  {
    const char *text;
    const char *parts; /* with | between */
  } cases[] = {
    { "", "" },
    { "   ", "" },
    { "acme", "acme" },
    { "acme steel", "acme|steel" },
    { "  acme \t steel\n", "acme|steel" },
    { "customer:acme", "customer:acme" },
    { "customer:\"Acme Ltd\" overdue", "customer:\"Acme Ltd\"|overdue" },
    { "\"Acme Ltd\"", "\"Acme Ltd\"" },
    { "\"Acme Ltd", "\"Acme Ltd" },
    { "customer:\"Acme Ltd", "customer:\"Acme Ltd" },
    { "„Acme Ltd“ x", "„Acme Ltd“|x" },
    { "-overdue", "-overdue" },
    { "- overdue", "-|overdue" },
    { "-\"a b\"", "-\"a b\"" },
    { "customer:", "customer:" },
    { "customer: acme", "customer:|acme" },
    { ":x", ":x" },
    { "a:b:c", "a:b:c" },
    { "\"a\"b", "\"a\"|b" },
    { "東京\343\200\200大阪", "東京|大阪" },
    { "a\302\240b", "a|b" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (GStrv) parts = biz_filter_split (cases[i].text);
      g_autofree char *joined = g_strjoinv ("|", parts);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (joined, ==, cases[i].parts);
    }
}

/* A value becomes one token again, whatever is in it. */
static void
test_quote (void)
{
  static const struct
  {
    const char *value;
    const char *token;
  } cases[] = {
    { "acme", "customer:acme" },
    { "Acme Ltd", "customer:\"Acme Ltd\"" },
    { "", "customer:\"\"" },
    { "Zoë", "customer:Zoë" },
    { "a\302\240b", "customer:\"a\302\240b\"" },
    { "a:b", "customer:a:b" },
    { "-5", "customer:-5" },
    /* a quotation mark cannot stand in a token: the longest piece finds it all the same */
    { "Acme \"The Best\" Ltd", "customer:\"The Best\"" },
    { "\"\"", "customer:\"\"" },
    { "„Müller“ GmbH", "customer:Müller" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *token = biz_filter_quote ("customer", cases[i].value);
      g_auto (GStrv) parts = biz_filter_split (token);

      g_test_message ("%s", cases[i].value);
      g_assert_cmpstr (token, ==, cases[i].token);
      g_assert_cmpuint (g_strv_length (parts), ==, 1);
      g_assert_cmpstr (parts[0], ==, token);
    }
}

/* Split and joined and split again are the same parts, of any text. */
static void
test_laws (void)
{
  static const char *const pieces[] = { "a", "ä", "\"", "“",  "„",       ":",
                                        "-", " ", "\t", "東", "\302\240" };

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_auto (GStrv) parts = NULL;
      g_auto (GStrv) again = NULL;
      g_autofree char *joined = NULL;
      gsize length = 0;

      for (int n = g_test_rand_int_range (0, 12); n > 0; n--)
        g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
      parts = biz_filter_split (text->str);
      for (guint j = 0; parts[j] != NULL; j++)
        {
          g_assert_true (g_utf8_validate (parts[j], -1, NULL));
          g_assert_cmpstr (parts[j], !=, "");
          g_assert_nonnull (strstr (text->str, parts[j]));
          length += strlen (parts[j]);
        }
      g_assert_cmpuint (length, <=, text->len);
      joined = g_strjoinv (" ", parts);
      again = biz_filter_split (joined);
      g_assert_true (g_strv_equal ((const char *const *)parts, (const char *const *)again));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/filter-part/split", test_split);
  g_test_add_func ("/biz/filter-part/quote", test_quote);
  g_test_add_func ("/biz/filter-part/laws", test_laws);

  return g_test_run ();
}
