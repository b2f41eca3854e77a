/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Text and markup of a message, side by side: spaces and lines in order, tags in pairs, nothing in
 * it that looks like something else. */

#include "biz-html-part.h"
#include "biz-html-writer.h"

#include <string.h>

static void
say (BizHtmlWriter *writer, const char *text)
{
  biz_html_writer_text (writer, text, strlen (text));
}

static void
expect (BizHtmlWriter *writer, const char *expected_text, const char *expected_markup)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  biz_html_writer_finish (writer, &text, &markup);
  g_assert_cmpstr (text, ==, expected_text);
  g_assert_cmpstr (markup, ==, expected_markup);
}

static void
test_spaces (void)
{
  static const struct
  {
    const char *pieces[4];
    const char *text;
  } cases[] = {
    { { "a", "b" }, "ab" },
    { { "a ", " b" }, "a b" },
    { { " a\t\n\r\f b " }, "a b" },
    { { "   " }, "" },
    { { "a", " ", " ", "b" }, "a b" },
    { { "a\302\240\302\240b" }, "a\302\240\302\240b" },
    { { "a\001\002b" }, "ab" },
    { { "a\302\205b" }, "ab" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);

      for (guint j = 0; j < 4 && cases[i].pieces[j] != NULL; j++)
        say (writer, cases[i].pieces[j]);
      expect (writer, cases[i].text, cases[i].text);
    }
}

/* Marks that turn or hide what is written are gone; letters of every script stay. */
static void
test_marks (void)
{
  static const struct
  {
    const char *given;
    const char *kept;
  } cases[] = {
    { "a\342\200\256b", "ab" },             /* right to left */
    { "a\342\201\246b\342\201\251", "ab" }, /* isolates */
    { "a\342\200\213b", "ab" },             /* no width */
    { "a\342\201\242b", "ab" },             /* an invisible times */
    { "a\342\201\252b", "ab" },             /* old shaping marks */
    { "a\357\273\277b", "ab" },
    { "a\302\255b", "ab" },
    { "a\343\205\244b", "ab" },     /* a filler that shows nothing */
    { "a\363\240\201\201b", "ab" }, /* tags */
    { "a\356\200\200b", "ab" },     /* nobody's */
    { "a\342\200\250b", "ab" },
    { "שלום", "שלום" },
    { "مرحبا", "مرحبا" },
    { "東京 – „x“ €", "東京 – „x“ €" },
    { "\360\237\221\250\342\200\215\360\237\221\251",
      "\360\237\221\250\342\200\215\360\237\221\251" },
    { "क\342\200\215ष", "क\342\200\215ष" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);
      g_autofree char *word = biz_html_clean_word (cases[i].given);

      say (writer, cases[i].given);
      g_test_message ("case %u", i);
      expect (writer, cases[i].kept, cases[i].kept);
      if (strchr (cases[i].kept, ' ') == NULL)
        g_assert_cmpstr (word, ==, cases[i].kept);
    }
}

static void
test_styles (void)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);

  biz_html_writer_set_style (writer, BIZ_HTML_BOLD);
  say (writer, "a <");
  biz_html_writer_set_style (writer, BIZ_HTML_BOLD | BIZ_HTML_ITALIC);
  say (writer, " b");
  biz_html_writer_set_style (writer, 0);
  say (writer, " c & d");
  biz_html_writer_set_style (writer, BIZ_HTML_FIXED | BIZ_HTML_KEEP_SPACES);
  biz_html_writer_break (writer, 1);
  say (writer, "x  y\nz");
  g_assert_cmpint (biz_html_writer_get_style (writer), ==, BIZ_HTML_FIXED | BIZ_HTML_KEEP_SPACES);
  expect (writer, "a < b c & d\nx  y\nz",
          "<b>a &lt; </b><b><i>b</i></b> c &amp; d\n<tt>x  y</tt>\n<tt>z</tt>");
}

static void
test_lines (void)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);

  biz_html_writer_break (writer, 2);
  biz_html_writer_line (writer);
  say (writer, "a");
  biz_html_writer_break (writer, 1);
  biz_html_writer_break (writer, 2);
  biz_html_writer_break (writer, 1);
  say (writer, "b");
  for (int i = 0; i < 10; i++)
    biz_html_writer_line (writer);
  say (writer, "c");
  biz_html_writer_break (writer, 2);
  expect (writer, "a\n\nb\n\nc", "a\n\nb\n\nc");
}

static void
test_quotes (void)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);

  /* more ends than beginnings, and more beginnings than anybody reads */
  biz_html_writer_quote (writer, -1);
  say (writer, "a");
  biz_html_writer_quote (writer, 1);
  biz_html_writer_break (writer, 1);
  say (writer, "b");
  for (int i = 0; i < 50; i++)
    biz_html_writer_quote (writer, 1);
  biz_html_writer_break (writer, 1);
  say (writer, "c");
  expect (writer, "a\n> b\n> > > > > > > > c",
          "a\n&gt; b\n&gt; &gt; &gt; &gt; &gt; &gt; &gt; &gt; c");
}

static void
test_lists_and_cells (void)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);

  biz_html_writer_bullet (writer, 1, 0);
  say (writer, " one ");
  biz_html_writer_break (writer, 1);
  biz_html_writer_bullet (writer, 2, 12);
  biz_html_writer_break (writer, 2);
  say (writer, "two");
  biz_html_writer_break (writer, 1);
  biz_html_writer_cell (writer);
  say (writer, "x");
  biz_html_writer_cell (writer);
  say (writer, "y");
  biz_html_writer_cell (writer);
  expect (writer, "• one\n  12. two\nx  y", "• one\n  12. two\nx  y");
}

/* Where a link leads is said, unless its own text says so. */
static void
test_targets (void)
{
  static const struct
  {
    const char *text;
    const char *target;
    const char *shown;
  } cases[] = {
    { "here", "https://a.example/x", "here (https://a.example/x)" },
    { "https://a.example/x", "https://a.example/x", "https://a.example/x" },
    { "a.example", "https://a.example/", "a.example" },
    { "A.Example", "http://a.example", "A.Example" },
    { "me@a.example", "mailto:me@a.example", "me@a.example" },
    /* nearly the same is not the same */
    { "a.example", "https://a.example.evil.example/",
      "a.example (https://a.example.evil.example/)" },
    { "a.example", "https://a.example@evil.example/",
      "a.example (https://a.example@evil.example/)" },
    { "https://a.example", "http://a.example", "https://a.example (http://a.example)" },
    { "a.example/x", "https://a.example/", "a.example/x (https://a.example/)" },
    { "", "https://a.example/x", "(https://a.example/x)" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);
      gsize start;

      say (writer, "See ");
      start = biz_html_writer_get_position (writer);
      say (writer, cases[i].text);
      biz_html_writer_target (writer, start, cases[i].target);
      g_test_message ("%s: %s", cases[i].text, cases[i].target);
      {
        g_autofree char *expected = g_strconcat ("See ", cases[i].shown, NULL);

        expect (writer, expected, expected);
      }
    }
}

static void
test_long_target (void)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (10000);
  g_autoptr (GString) target = g_string_new ("https://a.example/");
  g_autofree char *text = NULL;

  for (int i = 0; i < 1000; i++)
    g_string_append (target, "ä");
  say (writer, "here");
  biz_html_writer_target (writer, 0, target->str);
  biz_html_writer_finish (writer, &text, NULL);
  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_cmpint (g_utf8_strlen (text, -1), <, 220);
  g_assert_true (g_str_has_suffix (text, "…)"));
}

static void
test_pictures (void)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);

  biz_html_writer_picture (writer, NULL);
  biz_html_writer_picture (writer, "");
  biz_html_writer_picture (writer, "  ");
  biz_html_writer_picture (writer, " A <b> ");
  expect (writer, "[A <b>]", "[A &lt;b&gt;]");
}

/* A mark is a line of its own and stands in no tag; nobody else can write one. */
static void
test_marks_of_pictures (void)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (21);

  biz_html_writer_set_style (writer, BIZ_HTML_BOLD);
  say (writer, BIZ_HTML_MARK "a ");
  g_assert_true (biz_html_writer_mark (writer));
  biz_html_writer_quote (writer, 1);
  g_assert_true (biz_html_writer_mark (writer));
  say (writer, " b");
  g_assert_cmpint (biz_html_writer_get_style (writer), ==, BIZ_HTML_BOLD);
  say (writer, "cdefgh");
  g_assert_false (biz_html_writer_mark (writer));
  expect (writer, "a\n" BIZ_HTML_MARK "\n> " BIZ_HTML_MARK "\n> bcdefgh …",
          "<b>a</b>\n" BIZ_HTML_MARK "\n&gt; " BIZ_HTML_MARK "\n&gt; <b>bcdefgh</b> …");
}

/* At the limit it stops, says so, and leaves whole letters and closed tags. */
static void
test_limit (void)
{
  for (gsize limit = 0; limit < 40; limit++)
    {
      g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (limit);
      g_autofree char *text = NULL;
      g_autofree char *markup = NULL;

      biz_html_writer_set_style (writer, BIZ_HTML_BOLD);
      for (int i = 0; i < 50; i++)
        {
          say (writer, "ä€& ");
          if (i % 7 == 3)
            biz_html_writer_bullet (writer, 3, (guint)i);
          if (i % 5 == 3)
            biz_html_writer_break (writer, 2);
        }
      g_assert_true (biz_html_writer_is_full (writer));
      biz_html_writer_finish (writer, &text, &markup);
      g_assert_true (g_utf8_validate (text, -1, NULL));
      g_assert_true (g_utf8_validate (markup, -1, NULL));
      g_assert_true (g_str_has_suffix (text, "…"));
      g_assert_cmpuint (strlen (text), <, limit + 40);
      for (const char *p = strchr (markup, '<'); p != NULL; p = strchr (p + 1, '<'))
        g_assert_true (g_str_has_prefix (p, "<b>") || g_str_has_prefix (p, "</b>"));
      {
        g_auto (GStrv) opened = g_strsplit (markup, "<b>", -1);
        g_auto (GStrv) closed = g_strsplit (markup, "</b>", -1);

        g_assert_cmpuint (g_strv_length (opened), ==, g_strv_length (closed));
      }
    }
}

/* Half a letter at the end of a piece is left out, not read beyond. */
static void
test_cut_letters (void)
{
  g_autoptr (BizHtmlWriter) writer = biz_html_writer_new (1000);

  biz_html_writer_text (writer, "ab\342\202\254", 4);
  biz_html_writer_text (writer, "c\377d", 3);
  say (writer, "e");
  expect (writer, "abce", "abce");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/html-writer/spaces", test_spaces);
  g_test_add_func ("/biz/html-writer/marks", test_marks);
  g_test_add_func ("/biz/html-writer/styles", test_styles);
  g_test_add_func ("/biz/html-writer/lines", test_lines);
  g_test_add_func ("/biz/html-writer/quotes", test_quotes);
  g_test_add_func ("/biz/html-writer/lists-and-cells", test_lists_and_cells);
  g_test_add_func ("/biz/html-writer/targets", test_targets);
  g_test_add_func ("/biz/html-writer/long-target", test_long_target);
  g_test_add_func ("/biz/html-writer/pictures", test_pictures);
  g_test_add_func ("/biz/html-writer/marks-of-pictures", test_marks_of_pictures);
  g_test_add_func ("/biz/html-writer/limit", test_limit);
  g_test_add_func ("/biz/html-writer/cut-letters", test_cut_letters);

  return g_test_run ();
}
