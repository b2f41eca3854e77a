/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-bank-line.h"

#include <string.h>

static void
test_set (void)
{
  static const struct
  {
    const char *text;
    const char *kept; /* NULL: nothing */
  } cases[] = {
    { NULL, NULL },
    { "", NULL },
    { " \t\r\n ", NULL },
    { "x", "x" },
    { "  Invoice   4711 ", "Invoice 4711" },
    { "Rechnung\r\n4711\t\tSkonto", "Rechnung 4711 Skonto" },
    { "Müller  & Söhne", "Müller & Söhne" },
    { "東京 \n 商事", "東京 商事" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *field = g_strdup ("before");

      biz_bank_line_set (&field, cases[i].text);
      g_assert_cmpstr (field, ==, cases[i].kept);
      /* once more changes nothing */
      if (field != NULL)
        {
          g_autofree char *again = NULL;

          biz_bank_line_set (&again, field);
          g_assert_cmpstr (again, ==, field);
        }
    }
}

static void
test_append (void)
{
  g_autofree char *field = NULL;

  biz_bank_line_append (&field, NULL);
  biz_bank_line_append (&field, "  ");
  g_assert_null (field);
  biz_bank_line_append (&field, " Invoice");
  biz_bank_line_append (&field, "");
  biz_bank_line_append (&field, "4711 ");
  g_assert_cmpstr (field, ==, "Invoice 4711");
}

/* A text without end is cut between two characters and leaves no blank. */
static void
test_cut (void)
{
  static const char *const pieces[] = { "x", "ä", "€", "\360\237\222\266", "ab ", "ä b " };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autofree char *field = NULL;
      g_autoptr (GString) text = g_string_new (NULL);

      while (text->len < 20000)
        g_string_append (text, pieces[i]);
      biz_bank_line_set (&field, text->str);
      g_assert_true (g_utf8_validate (field, -1, NULL));
      g_assert_cmpuint (strlen (field), <=, 8192);
      g_assert_cmpuint (strlen (field), >=, 8192 - 8);
      g_assert_true (g_str_has_prefix (text->str, field));
      g_assert_false (g_str_has_suffix (field, " "));

      /* more does not make it longer than that, nor another text */
      biz_bank_line_append (&field, text->str);
      g_assert_cmpuint (strlen (field), <=, 8192);
      g_assert_true (g_utf8_validate (field, -1, NULL));
      g_assert_false (g_str_has_suffix (field, " "));
    }
}

static void
test_empty (void)
{
  g_autoptr (BizBankLine) line = biz_bank_line_new ();

  g_assert_false (g_date_valid (&line->date));
  g_assert_false (g_date_valid (&line->value_date));
  g_assert_cmpint (line->amount.minor, ==, 0);
  g_assert_cmpstr (line->original.currency, ==, "");
  g_assert_null (line->text);
  g_assert_null (line->name);
  biz_bank_line_free (NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-line/set", test_set);
  g_test_add_func ("/biz/bank-line/append", test_append);
  g_test_add_func ("/biz/bank-line/cut", test_cut);
  g_test_add_func ("/biz/bank-line/empty", test_empty);

  return g_test_run ();
}
