/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-category-text.h"

#include <string.h>

static gboolean
has (GPtrArray *tokens, const char *token, const char *word)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      const BizCategoryToken *found = g_ptr_array_index (tokens, i);

      if (g_str_equal (found->token, token))
        {
          g_assert_cmpstr (found->word, ==, word);
          return TRUE;
        }
    }
  return FALSE;
}

/* Whole words: pieces of words are beside them. */
static char *
list_words (GPtrArray *tokens)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < tokens->len; i++)
    {
      const BizCategoryToken *found = g_ptr_array_index (tokens, i);

      if (found->token[0] != '~')
        g_string_append_printf (list, "%s%s", list->len > 0 ? " " : "", found->token);
    }
  return g_string_free (list, FALSE);
}

static void
test_split (void)
{
  static const struct
  {
    const char *subject;
    const char *text;
    const char *words;
  } cases[] = {
    { "Rücksendungen", NULL, "rucksend" },
    { "returning Returns RETURN", NULL, "return" },
    { "Straße, Maß", NULL, "strass mass" },
    { "Order S00231 of 12.11.2026, 4711 pcs", NULL, "order pcs" },
    { "Bitte und the please", "mit freundlichen Grüßen", "" },
    { "ab 1a x", "zz", "" },
    { "Invoice", "Invoice\n> quoted damage\nagain", "invoic again" },
    { NULL, NULL, "" },
    { "Kühl­schrank", NULL, "kuhlschrank" },
    { "\xff\xfe broken \xc3", NULL, "brok" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) tokens = biz_category_text_split (cases[i].subject, cases[i].text);
      g_autofree char *words = list_words (tokens);

      g_test_message ("%" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

/* Of a long word its pieces, its ends marked, each once, with the word as it stands there. */
static void
test_pieces (void)
{
  g_autoptr (GPtrArray) tokens = biz_category_text_split ("Rechnung", "Rechnungskopie");

  g_assert_true (has (tokens, "rechn", "Rechnung"));
  g_assert_true (has (tokens, "~^rech", "Rechnung"));
  g_assert_true (has (tokens, "~nung$", "Rechnung"));
  g_assert_true (has (tokens, "~opie$", "Rechnungskopie"));
  g_assert_false (has (tokens, "~^rec", NULL));
  for (guint i = 0; i < tokens->len; i++)
    for (guint k = 0; k < i; k++)
      g_assert_cmpstr (((BizCategoryToken *)g_ptr_array_index (tokens, i))->token, !=,
                       ((BizCategoryToken *)g_ptr_array_index (tokens, k))->token);
}

static void
test_limits (void)
{
  g_autoptr (GString) many = g_string_new (NULL);
  g_autofree char *endless = g_strnfill (100000, 'a');
  g_autoptr (GPtrArray) tokens = NULL;
  g_autoptr (GPtrArray) none = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append_printf (many, "wo%c%c%crd ", 'a' + (int)(i % 26), 'a' + (int)(i / 26 % 26),
                            'a' + (int)(i / 676));
  tokens = biz_category_text_split (many->str, many->str);
  g_assert_cmpuint (tokens->len, ==, BIZ_CATEGORY_MAX_TOKENS);
  none = biz_category_text_split (endless, NULL);
  g_assert_cmpuint (none->len, ==, 0);
}

static void
test_html (void)
{
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *text = biz_category_text_from_html (
      "<p>The <b>glass</b> broke</p><script>alert(1)</script><style>p{}</style>");
  g_autofree char *none = biz_category_text_from_html (NULL);
  g_autofree char *cut = NULL;

  g_assert_cmpstr (text, ==, "The glass broke");
  g_assert_cmpstr (none, ==, "");
  for (guint i = 0; i < 200000; i++)
    g_string_append (deep, "<div>ä");
  cut = biz_category_text_from_html (deep->str);
  g_assert_cmpuint (strlen (cut), <=, BIZ_CATEGORY_MAX_BYTES + 3);
  g_assert_true (g_utf8_validate (cut, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/category-text/split", test_split);
  g_test_add_func ("/category-text/pieces", test_pieces);
  g_test_add_func ("/category-text/limits", test_limits);
  g_test_add_func ("/category-text/html", test_html);

  return g_test_run ();
}
