/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Words and pictures of a message in their order. */

#include "biz-html-part.h"

#include <string.h>

static GPtrArray *
make_pictures (guint n)
{
  GPtrArray *pictures = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_html_part_free);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *source = g_strdup_printf ("/web/image/%u", i + 1);

      g_ptr_array_add (pictures, biz_html_part_new_picture (source, "A box", "60"));
    }

  return pictures;
}

static char *
describe (GPtrArray *parts)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    {
      BizHtmlPart *part = g_ptr_array_index (parts, i);

      g_assert_true ((part->markup == NULL) == (part->picture != 0));
      if (i > 0)
        g_string_append_c (all, '|');
      if (part->markup != NULL)
        g_string_append (all, part->markup);
      else
        g_string_append_printf (all, "%" G_GINT64_FORMAT, part->picture);
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_split (void)
{
  static const struct
  {
    const char *marked; /* a picture is "#" */
    const char *parts;
    guint n_used;
  } cases[] = {
    { "", "", 0 },
    { "a", "a", 0 },
    { "#", "1", 1 },
    { "a\n#\nb", "a|1|b", 1 },
    { "a\n\n#\n\n\nb", "a|1|b", 1 },
    { "#\n#", "1|2", 2 },
    { "#\n\n#\nx", "1|2|x", 2 },
    { "<b>a</b>\n#\n<i>b\nc</i>", "<b>a</b>|1|<i>b\nc</i>", 1 },
    /* in a quote */
    { "&gt; a\n&gt; #\n&gt; b", "&gt; a|1|&gt; b", 1 },
    { "&gt; &gt; #", "1", 1 },
    { "&gt; a\n&gt; \n&gt; #\n&gt; \n&gt; &gt; \n&gt; b\n&gt; ", "&gt; a|1|&gt; b", 1 },
    { "a\n&gt; &gt; #\nb", "a|1|b", 1 },
    { "a &gt; #", "a &gt;|1", 1 },
    /* in a list */
    { "• #\n• b", "•|1|• b", 1 },
    /* more marks than pictures: they are words that show nothing */
    { "#\n#\n#\n#", "1|2|3|#", 3 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) pictures = make_pictures (3);
      g_autoptr (GPtrArray) parts = NULL;
      g_autoptr (GString) marked = g_string_new (cases[i].marked);
      g_autoptr (GString) expected = g_string_new (cases[i].parts);
      g_autofree char *found = NULL;
      guint first = 0;

      g_string_replace (marked, "#", BIZ_HTML_MARK, 0);
      g_string_replace (expected, "#", BIZ_HTML_MARK, 0);
      parts = biz_html_part_split (marked->str, pictures, &first);
      found = describe (parts);
      g_test_message ("%s", cases[i].marked);
      g_assert_cmpstr (found, ==, expected->str);
      g_assert_cmpuint (first, ==, cases[i].n_used);
    }
}

/* The quote goes on with the pictures where the head ended. */
static void
test_go_on (void)
{
  g_autoptr (GPtrArray) pictures = make_pictures (3);
  g_autoptr (GPtrArray) head = NULL;
  g_autoptr (GPtrArray) quote = NULL;
  g_autofree char *head_words = NULL;
  g_autofree char *quote_words = NULL;
  guint next = 0;

  head = biz_html_part_split ("a\n" BIZ_HTML_MARK, pictures, &next);
  quote = biz_html_part_split (BIZ_HTML_MARK "\nb\n" BIZ_HTML_MARK, pictures, &next);
  head_words = describe (head);
  quote_words = describe (quote);
  g_assert_cmpstr (head_words, ==, "a|1");
  g_assert_cmpstr (quote_words, ==, "2|b|3");
  g_assert_cmpstr (((BizHtmlPart *)g_ptr_array_index (quote, 0))->alternative, ==, "A box");
  g_assert_cmpint (((BizHtmlPart *)g_ptr_array_index (quote, 0))->width, ==, 60);
}

static void
test_picture (void)
{
  static const struct
  {
    const char *source, *alternative, *width;
    gint64 id;
    const char *shown;
    int pixels;
  } cases[] = {
    { "/web/image/12?access_token=x", "Box", "100", 12, "Box", 100 },
    { "/web/image/12-5a/x.png", "", "", 12, NULL, 0 },
    { "/web/image/12#x", "  ", " 7 ", 12, NULL, 7 },
    { "/web/content/12", NULL, "12.5", 12, NULL, 12 },
    { "/web/image/12", "a\tb\nc", "12.5px", 12, "a b c", 12 },
    { "/web/image/12", "a\342\200\256b\001", "12em", 12, "ab", 0 },
    { "/web/image/12", "\303", "50%", 12, NULL, 0 },
    { "/web/image/123456789012345", NULL, NULL, 123456789012345, NULL, 0 },
    { "/web/image/1234567890123456", NULL, NULL, 0, NULL, 0 },
    { "http://x/web/image/12", NULL, NULL, 0, NULL, 0 },
    { "", NULL, NULL, 0, NULL, 0 },
    { NULL, "Box", "100", 0, NULL, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizHtmlPart) picture =
          biz_html_part_new_picture (cases[i].source, cases[i].alternative, cases[i].width);

      g_test_message ("%s", cases[i].source);
      g_assert_true ((picture != NULL) == (cases[i].id != 0));
      if (picture == NULL)
        continue;
      g_assert_null (picture->markup);
      g_assert_cmpint (picture->picture, ==, cases[i].id);
      g_assert_cmpstr (picture->alternative, ==, cases[i].shown);
      g_assert_cmpint (picture->width, ==, cases[i].pixels);
    }
}

static void
test_long_alternative (void)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (BizHtmlPart) picture = NULL;

  for (int i = 0; i < 5000; i++)
    g_string_append (words, "ä");
  picture = biz_html_part_new_picture ("/web/image/1", words->str, NULL);
  g_assert_cmpint (g_utf8_strlen (picture->alternative, -1), ==, 200);
}

static void
test_pixels (void)
{
  static const struct
  {
    const char *width, *height;
    gboolean pixel;
  } cases[] = {
    { NULL, NULL, FALSE }, { "1", "1", TRUE },     { "0", "0", TRUE },    { "1", NULL, TRUE },
    { NULL, "2", TRUE },   { "1px", "1px", TRUE }, { "1%", NULL, FALSE }, { "100%", "1px", TRUE },
    { "3", "3", FALSE },   { "16", "16", FALSE },  { "auto", "", FALSE }, { "600", "1", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s, %s", cases[i].width, cases[i].height);
      g_assert_true (biz_html_part_is_pixel (cases[i].width, cases[i].height) == cases[i].pixel);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/html-part/split", test_split);
  g_test_add_func ("/biz/html-part/go-on", test_go_on);
  g_test_add_func ("/biz/html-part/picture", test_picture);
  g_test_add_func ("/biz/html-part/long-alternative", test_long_alternative);
  g_test_add_func ("/biz/html-part/pixels", test_pixels);

  return g_test_run ();
}
