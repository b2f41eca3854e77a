/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-quote.h"

#include <string.h>

static void
test_split (void)
{
  static const struct
  {
    const char *markup;
    const char *head; /* NULL: nothing is parted */
    const char *quote;
  } cases[] = {
    { "", NULL, NULL },
    { "Hello", NULL, NULL },
    { "Yes.\n&gt; Will you pay?", "Yes.", "&gt; Will you pay?" },
    { "Yes.\n\n&gt; Will you\n&gt; pay?\n", "Yes.", "&gt; Will you\n&gt; pay?" },
    /* who wrote goes with what was written */
    { "Yes.\n\nOn Monday Azure wrote:\n&gt; Will you pay?", "Yes.",
      "On Monday Azure wrote:\n&gt; Will you pay?" },
    { "Yes.\nOn Monday Azure wrote:\n\n&gt; Will you pay?", "Yes.",
      "On Monday Azure wrote:\n\n&gt; Will you pay?" },
    { "Yes.\n<i>Azure wrote:</i>\n&gt; Pay?", "Yes.", "<i>Azure wrote:</i>\n&gt; Pay?" },
    /* a line that says nothing of the kind stays with what is new */
    { "Two things.\nThis one.\n&gt; Pay?", "Two things.\nThis one.", "&gt; Pay?" },
    /* all of it is old, or the quote stands first */
    { "&gt; Will you pay?", NULL, NULL },
    { "Azure wrote:\n&gt; Will you pay?", NULL, NULL },
    { "&gt; Will you pay?\nYes.", NULL, NULL },
    /* in between is no end */
    { "A\n&gt; b\nC", NULL, NULL },
    /* nested, marked up, indented */
    { "Yes.\n&gt; &gt; older\n&gt; old", "Yes.", "&gt; &gt; older\n&gt; old" },
    { "Yes.\n<b>&gt; Pay?</b>", "Yes.", "<b>&gt; Pay?</b>" },
    { "Yes.\n &gt; Pay?", "Yes.", " &gt; Pay?" },
    /* a tag that reaches over the border is not cut in two */
    { "<b>Yes.\n&gt; Pay?</b>", NULL, NULL },
    { "<b>Yes.</b>\n&gt; Pay?", "<b>Yes.</b>", "&gt; Pay?" },
    /* a bare sign is text that was not escaped by us */
    { "1 &gt; 0", NULL, NULL },
    { "<", NULL, NULL },
    { "Yes.\n<", NULL, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *head = NULL;
      g_autofree char *quote = NULL;

      g_test_message ("%s", cases[i].markup);
      biz_quote_split (cases[i].markup, &head, &quote);
      g_assert_cmpstr (head, ==, cases[i].head);
      g_assert_cmpstr (quote, ==, cases[i].quote);
    }
}

/* A line of any length ends; only a short one may say who wrote. */
static void
test_long (void)
{
  g_autofree char *words = g_strnfill (1000, 'x');
  g_autofree char *markup = g_strdup_printf ("Yes.\n%s:\n&gt; Pay?", words);
  g_autofree char *head = NULL;
  g_autofree char *quote = NULL;

  biz_quote_split (markup, &head, &quote);
  g_assert_cmpstr (quote, ==, "&gt; Pay?");
  g_assert_true (g_str_has_suffix (head, "x:"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/quote/split", test_split);
  g_test_add_func ("/quote/long", test_long);

  return g_test_run ();
}
