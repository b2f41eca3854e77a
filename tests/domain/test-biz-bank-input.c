/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Bytes of a file from anybody: lines and where they are, letters of old systems, tables. */

#include "bank-cases.h"
#include "biz-bank-input.h"
#include "biz-bank-table.h"
#include "erp-error.h"
#include "test-values.h"

#include <string.h>

static BizBankInput *
open_bytes (const char *bytes, gsize length)
{
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (bytes, (gssize)length, NULL);

  return biz_bank_input_new (stream, NULL);
}

static void
test_lines (void)
{
  static const struct
  {
    const char *text;
    const char *lines; /* with | behind each */
    guint n;           /* the line behind the last */
  } cases[] = {
    { "", "", 1 },
    { "a", "a|", 1 },
    { "a\n", "a|", 2 },
    { "a\nb", "a|b|", 2 },
    { "a\r\nb\r\n", "a|b|", 3 },
    { "a\rb\r", "a|b|", 3 },
    { "a\n\nb\n", "a||b|", 4 },
    { "a\r\r\nb", "a||b|", 3 },
    { "\n", "|", 2 },
    { "\r\n", "|", 2 },
    { "a\001b\tc\n", "a b\tc|", 2 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizBankInput) input = open_bytes (cases[i].text, strlen (cases[i].text));
      g_autoptr (GString) line = g_string_new (NULL);
      g_autoptr (GString) all = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      while (biz_bank_input_read_line (input, line, &error))
        g_string_append_printf (all, "%s|", line->str);
      g_assert_no_error (error);
      g_test_message ("case %u", i);
      g_assert_cmpstr (all->str, ==, cases[i].lines);
      g_assert_cmpuint (biz_bank_input_get_line (input), ==, cases[i].n);
      g_assert_cmpuint (biz_bank_input_get_offset (input), ==, strlen (cases[i].text));
      g_assert_cmpint (biz_bank_input_get (input), ==, -1);
    }
}

/* Lines are counted alike whether they come as lines, pieces or single bytes, and lines longer than
 * the buffer are one line. */
static void
test_counting (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) line = g_string_new (NULL);
  guint n_lines = 0;

  for (guint i = 0; i < 300; i++)
    {
      for (guint j = 0; j < (i * 7919) % 2000; j++)
        g_string_append_c (text, (char)('a' + j % 26));
      g_string_append (text, i % 3 == 0 ? "\n" : i % 3 == 1 ? "\r\n" : "\r");
      if (i % 3 == 2)
        g_string_append_c (text, 'x');
    }
  for (int way = 0; way < 3; way++)
    {
      g_autoptr (BizBankInput) input = open_bytes (text->str, text->len);
      char piece[97];
      gsize total = 0;
      gssize n;

      if (way == 0)
        while (biz_bank_input_get (input) >= 0)
          total++;
      else if (way == 1)
        while ((n = biz_bank_input_read (input, piece, sizeof piece)) > 0)
          total += (gsize)n;
      else
        while (biz_bank_input_read_line (input, line, NULL))
          n_lines++;
      if (way < 2)
        g_assert_cmpuint (total, ==, text->len);
      g_assert_cmpuint (biz_bank_input_get_offset (input), ==, text->len);
      g_assert_cmpuint (biz_bank_input_get_line (input), ==, 301);
    }
  g_assert_cmpuint (n_lines, ==, 301);
}

static void
test_letters (void)
{
  static const struct
  {
    const char *bytes;
    const char *text;
  } cases[] = {
    { "plain", "plain" },
    { "Größe", "Größe" },
    { "Gr\366\337e", "Größe" },
    { "5 \200 \226 \223x\224", "5 € – “x”" },
    { "\201\215\217\220\235", "     " },
    { "a\001\037\177b", "a   b" },
    { "tab\tend\n", "tab\tend\n" },
    { "\303", "Ã" }, /* half a letter is another whole one there */
    { "ä\344", "Ã¤ä" },
    { "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) text = g_string_new (cases[i].bytes);

      biz_bank_input_to_utf8 (text);
      g_assert_cmpstr (text->str, ==, cases[i].text);
      g_assert_cmpuint (text->len, ==, strlen (text->str));
    }
}

/* Two-byte letters with and without their mark, in both orders, and the mark of UTF-8. */
static void
test_utf16 (void)
{
  static const struct
  {
    const char *bytes;
    gsize length;
    const char *line;
  } cases[] = {
    { "\377\376D\0a\0t\0e\0\344\0\n\0", 14, "Dateä" },
    { "\376\377\0D\0a\0t\0e\0\344\0\n", 14, "Dateä" },
    { "D\0a\0t\0e\0\n\0", 10, "Date" },
    { "\0D\0a\0t\0e\0\n", 10, "Date" },
    { "\357\273\277Date\n", 8, "Date" },
    { "Date\n", 5, "Date" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizBankInput) input = open_bytes (cases[i].bytes, cases[i].length);
      g_autoptr (GString) line = g_string_new (NULL);
      g_autoptr (GError) error = NULL;

      g_assert_true (biz_bank_input_decode_utf16 (input, &error));
      g_assert_no_error (error);
      g_assert_true (biz_bank_input_read_line (input, line, &error));
      g_test_message ("case %u", i);
      g_assert_cmpstr (line->str, ==, cases[i].line);
    }
}

static void
test_too_long (void)
{
  g_autofree char *bytes = g_strnfill (BIZ_BANK_MAX_LINE + 100000, 'x');
  g_autoptr (BizBankInput) input = open_bytes (bytes, strlen (bytes));
  g_autoptr (GString) line = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (biz_bank_input_read_line (input, line, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "Line 1:");
}

/* What cannot be read is shown, a short piece of it, as text. */
static void
test_sentences (void)
{
  g_autoptr (GString) word = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (biz_bank_fail_word (7, "“%s” is odd.", "50% off %s %n", &error));
  g_assert_cmpstr (error->message, ==, "Line 7: “50% off %s %n” is odd.");
  g_clear_error (&error);
  for (guint i = 0; i < 1000; i++)
    g_string_append (word, "\344");
  g_assert_false (biz_bank_fail_word (8, "“%s” is odd.", word->str, &error));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (error->message, -1), <, 70);
  g_assert_nonnull (strstr (error->message, "ää…”"));
}

static void
test_separators (void)
{
  static const struct
  {
    const char *text;
    char separator;
  } cases[] = {
    { "a;b;c\n1;2;3\n", ';' },
    { "a,b,c\n1,2,3\n", ',' },
    { "a\tb\n1\t2\n", '\t' },
    { "a|b\n1|2\n", '|' },
    /* decimal commas are no separators where every row has the same number of semicolons */
    { "Datum;Betrag\n1.1.2026;1,00\n2.1.2026;1.234,56\n3.1.2026;7\n", ';' },
    { "\"a;b;c;d\",x\n\"e;f\",y\n", ',' },
    { "Account of Smith, Jones, and Co\n\nDate;Amount\n1;2\n3;4\n5;6\n", ';' },
    { "one column\nonly\n", ',' },
    { "", ',' },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("case %u", i);
      g_assert_cmpint (biz_bank_table_guess_separator (cases[i].text, strlen (cases[i].text)), ==,
                       cases[i].separator);
    }
}

static gboolean
show_row_cb (char **cells, guint n_cells, guint line, gpointer user_data, GError **error)
{
  g_autofree char *row = g_strjoinv ("|", cells);

  g_assert_cmpuint (g_strv_length (cells), ==, n_cells);
  g_string_append_printf (user_data, "%u:%s\n", line, row);

  return TRUE;
}

static void
test_rows (void)
{
  static const struct
  {
    const char *text;
    const char *rows; /* NULL: refused */
  } cases[] = {
    { "a;b\nc;d\n", "1:a|b\n2:c|d\n" },
    { "a;b\r\nc;d", "1:a|b\n2:c|d\n" },
    { " a ; b \n", "1:a|b\n" },
    { "\"a;b\";\"c\"\"d\"\n", "1:a;b|c\"d\n" },
    /* a line end within quotation marks belongs to the cell, and lines are counted on */
    { "\"a\nb\";c\nd;e\n", "1:a\nb|c\n3:d|e\n" },
    { ";;\n", "1:||\n" },
    { "a\n\n\nb\n", "1:a\n4:b\n" },
    { "\"\";x\n", "1:|x\n" },
    { "a;\"b", NULL },
    { "M\374ller;x\n", "1:Müller|x\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizBankInput) input = open_bytes (cases[i].text, strlen (cases[i].text));
      g_autoptr (GString) rows = g_string_new (NULL);
      g_autoptr (GError) error = NULL;
      gboolean ok = biz_bank_table_read (input, ';', show_row_cb, rows, &error);

      g_test_message ("case %u", i);
      g_assert_true (ok == (cases[i].rows != NULL));
      if (ok)
        g_assert_cmpstr (rows->str, ==, cases[i].rows);
      else
        test_take_error (&error, ERP_ERROR_VALIDATION);
    }
}

/* A row of endless cells is refused with its line. */
static void
test_wide (void)
{
  g_autoptr (GString) text = g_string_new ("a;b\n");
  g_autoptr (BizBankInput) input = NULL;
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, "x;");
  g_string_append_c (text, '\n');
  input = open_bytes (text->str, text->len);
  g_assert_false (biz_bank_table_read (input, ';', show_row_cb, rows, &error));
  test_take_error_about (&error, ERP_ERROR_VALIDATION, "Line 2:");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/bank-input/lines", test_lines);
  g_test_add_func ("/biz/bank-input/counting", test_counting);
  g_test_add_func ("/biz/bank-input/letters", test_letters);
  g_test_add_func ("/biz/bank-input/utf16", test_utf16);
  g_test_add_func ("/biz/bank-input/too-long", test_too_long);
  g_test_add_func ("/biz/bank-input/sentences", test_sentences);
  g_test_add_func ("/biz/bank-table/separators", test_separators);
  g_test_add_func ("/biz/bank-table/rows", test_rows);
  g_test_add_func ("/biz/bank-table/wide", test_wide);

  return g_test_run ();
}
