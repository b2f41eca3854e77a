/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-env.h"
#include "demo-json.h"
#include "demo-text.h"

#include <string.h>

static const struct
{
  const char *text;
  const char *expected; /* NULL: refused */
} texts[] = {
  { "[1, 2.5, 100.0, 0.1, -0.07, 1e30]", "[1, 2.5, 100.0, 0.1, -0.07, 1e+30]" },
  { "{\"b\": null, \"a\": [true, false]}", "{\"b\": null, \"a\": [true, false]}" },
  { "\"\\u00e4 \\\"q\\\" \\\\ \\n\\t\\u0001\"", "\"\303\244 \\\"q\\\" \\\\ \\n\\t\\u0001\"" },
  { "\"a / 'b' (c)\"", "\"a / 'b' (c)\"" },
  { "9007199254740993", "9007199254740993" },
  { "", NULL },
  { "{", NULL },
  { "[1,]", NULL },
  { "{'a': 1}", NULL },
  { "/* a */ []", NULL },
  { "// a\n[]", NULL },
  { "\"\xff\"", NULL },
};

static void
test_texts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = demo_json_parse (texts[i].text, strlen (texts[i].text), &error);
      g_autofree char *told = node ? demo_json_to_text (node) : NULL;

      g_assert_cmpstr (told, ==, texts[i].expected);
      g_assert_true ((error != NULL) == (texts[i].expected == NULL));
    }
}

static char *
nest (guint depth)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  return g_string_free (text, FALSE);
}

static void
test_depth (void)
{
  g_autofree char *fits = nest (DEMO_JSON_MAX_DEPTH);
  g_autofree char *deep = nest (DEMO_JSON_MAX_DEPTH + 1);
  g_autofree char *deepest = nest (1000000);
  g_autofree char *quoted = g_strdup_printf ("\"%s\"", deep);
  g_autoptr (JsonNode) a = demo_json_parse (fits, strlen (fits), NULL);
  g_autoptr (JsonNode) b = demo_json_parse (quoted, strlen (quoted), NULL);

  g_assert_nonnull (a);
  g_assert_nonnull (b);
  g_assert_null (demo_json_parse (deep, strlen (deep), NULL));
  g_assert_null (demo_json_parse (deepest, strlen (deepest), NULL));
}

static const struct
{
  const char *json;
  guint decimals;
  gint64 expected;
} amounts[] = {
  { "{\"a\": 249.99}", 2, 24999 },
  { "{\"a\": 1.005}", 2, 101 },
  { "{\"a\": -1.005}", 2, -101 },
  { "{\"a\": 0.145}", 2, 15 },
  { "{\"a\": 3}", 6, 3000000 },
  { "{\"a\": false}", 2, 0 },
  { "{}", 2, 0 },
  { "{\"a\": \"12.50\"}", 2, 1250 },
  { "{\"a\": 1e300}", 2, 0 },
  { "{\"a\": 0.004}", 2, 0 },
  { "{\"a\": 90071992547409.91}", 2, 9007199254740991 },
};

static void
test_amounts (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (amounts[i].json, NULL);

      g_assert_cmpint (demo_vals_amount (json_node_get_object (node), "a", amounts[i].decimals), ==,
                       amounts[i].expected);
    }
  g_assert_cmpint (demo_round_div (5, 2), ==, 3);
  g_assert_cmpint (demo_round_div (-5, 2), ==, -3);
  g_assert_cmpint (demo_round_div (5, -2), ==, -3);
  g_assert_cmpint (demo_round_div (4, 3), ==, 1);
  g_assert_cmpint (demo_mul_div (G_MAXINT64 / 2, 4, 8), ==, G_MAXINT64 / 4 + 1);
}

static const struct
{
  const char *text;
  const char *pattern;
  gboolean exact;
  gboolean folded;
} matches[] = {
  { "INV/2026/1", "INV%", TRUE, TRUE },
  { "inv/2026/1", "INV%", FALSE, TRUE },
  { "abc", "a_c", TRUE, TRUE },
  { "ac", "a_c", FALSE, FALSE },
  { "a%c", "a\\%c", TRUE, TRUE },
  { "abc", "a\\%c", FALSE, FALSE },
  { "", "%", TRUE, TRUE },
  { "", "", TRUE, TRUE },
  { "a", "", FALSE, FALSE },
  { "\303\204rger", "\303\244%", FALSE, TRUE },
  { "\303\244b", "_b", TRUE, TRUE },
  { "aXbXc", "%X%X%", TRUE, TRUE },
  { "mississippi", "%iss%ippi", TRUE, TRUE },
  { "a\\b", "a\\\\b", TRUE, TRUE },
};

static void
test_matches (void)
{
  g_autofree char *text = g_strnfill (20000, 'a');

  for (guint i = 0; i < G_N_ELEMENTS (matches); i++)
    {
      g_assert_true (demo_text_match (matches[i].text, matches[i].pattern, FALSE)
                     == matches[i].exact);
      g_assert_true (demo_text_match (matches[i].text, matches[i].pattern, TRUE)
                     == matches[i].folded);
    }
  /* Many stars are no explosion. */
  g_assert_false (demo_text_match (text, "%a%a%a%a%a%a%a%a%a%a%b", FALSE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/json/texts", test_texts);
  g_test_add_func ("/demo/json/depth", test_depth);
  g_test_add_func ("/demo/json/amounts", test_amounts);
  g_test_add_func ("/demo/json/matches", test_matches);
  return g_test_run ();
}
