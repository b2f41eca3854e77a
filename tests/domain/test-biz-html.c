/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-html.h"

#include <glib.h>
#include <string.h>

static void
test_text (void)
{
  static const struct
  {
    const char *html;
    const char *text;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "plain", "plain" },
    { "<p>Hello</p>", "Hello" },
    { "<p>one</p><p>two</p>", "one\n\ntwo" },
    { "<div>one</div><div>two</div>", "one\ntwo" },
    { "a<br>b<br/>c", "a\nb\nc" },
    { "a<br><br><br><br>b", "a\n\nb" },
    { "  many \n\t spaces  ", "many spaces" },
    { "<b>bold</b> and <i>not</i>", "bold and not" },
    { "<ul><li>one</li><li>two<ul><li>inner</li></ul></li></ul>after",
      "• one\n• two\n  • inner\n\nafter" },
    { "<ol><li>one<li>two</ol>", "1. one\n2. two" },
    { "<ul><li><p>one</p></li></ul>", "• one" },
    { "<blockquote>old<br>words</blockquote>new", "> old\n> words\n\nnew" },
    { "<blockquote>a<blockquote>b</blockquote></blockquote>", "> a\n> \n> > b" },
    { "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a  b\nc" },
    { "<pre>x  y\nz</pre>", "x  y\nz" },
    { "&lt;b&gt; &amp; &euro; &#8364; &nbsp;x", "<b> & € € \302\240x" },
    { "Grüße <b>Jürgen</b> 你好", "Grüße Jürgen 你好" },
    { "<a href=\"https://x.example/\">x.example</a>", "x.example" },
    { "<a href=\"https://evil.example/\">your bank</a>", "your bank (https://evil.example/)" },
    { "<a href=\"mailto:a@b.example\">a@b.example</a>", "a@b.example" },
    { "<a href=\"/web#id=3\">INV/2026/00003</a>", "INV/2026/00003" },
    { "<img src=\"http://x/a.png\" alt=\"Logo\">", "[Logo]" },
    { "<img src=\"http://x/a.png\">text", "text" },
    { "a<hr>b", "a\n———\nb" },
    { "<span style=\"display : none\">hidden</span>shown", "shown" },
    { "<div summary=\"x\"><p>Invoice Created</p></div>", "Invoice Created" },
    { "unclosed <b>bold", "unclosed bold" },
    { "1 < 2 and 3 > 2", "1 < 2 and 3 > 2" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = biz_html_to_text (cases[i].html);

      g_test_message ("%s", cases[i].html);
      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_markup (void)
{
  static const struct
  {
    const char *html;
    const char *markup;
  } cases[] = {
    { "<b>bold</b> and <i>not</i>", "<b>bold</b> and <i>not</i>" },
    { "<strong>a<em>b</strong>c</em>", "<b>a</b><b><i>b</i></b>c" },
    { "<h1>Title</h1>text", "<b>Title</b>\n\ntext" },
    { "<s>a</s><u>b</u><code>c</code>", "<s>a</s><u>b</u><tt>c</tt>" },
    { "a &amp; &lt;b&gt;", "a &amp; &lt;b&gt;" },
    { "<font color=red>x</font>", "x" },
    { "<a href=\"http://a/?x=1&amp;y=2\">go</a>", "go (http://a/?x=1&amp;y=2)" },
    { "<span foreground=\"red\">x</span>", "x" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *markup = biz_html_to_markup (cases[i].html);

      g_test_message ("%s", cases[i].html);
      g_assert_cmpstr (markup, ==, cases[i].markup);
    }
}

/* Whether the markup has nothing but the five tags, properly nested, and escapes. */
static void
assert_safe_markup (const char *markup)
{
  static const char *const allowed[] = { "b", "i", "u", "s", "tt" };
  g_autoptr (GPtrArray) open = g_ptr_array_new ();

  g_assert_true (g_utf8_validate (markup, -1, NULL));
  for (const char *p = markup; *p != '\0'; p++)
    {
      if (*p == '&')
        g_assert_true (g_str_has_prefix (p, "&lt;") || g_str_has_prefix (p, "&gt;")
                       || g_str_has_prefix (p, "&amp;"));
      g_assert_true ((guchar)*p >= 0x20 || *p == '\n');
      if (*p != '<')
        continue;
      for (gsize i = 0; i <= G_N_ELEMENTS (allowed); i++)
        {
          g_autofree char *start = NULL;
          g_autofree char *end = NULL;

          g_assert_cmpuint (i, <, G_N_ELEMENTS (allowed));
          start = g_strdup_printf ("<%s>", allowed[i]);
          end = g_strdup_printf ("</%s>", allowed[i]);
          if (g_str_has_prefix (p, start))
            {
              g_ptr_array_add (open, (gpointer)allowed[i]);
              break;
            }
          if (g_str_has_prefix (p, end))
            {
              g_assert_cmpuint (open->len, >, 0);
              g_assert_true (g_ptr_array_steal_index (open, open->len - 1) == allowed[i]);
              break;
            }
        }
    }
  g_assert_cmpuint (open->len, ==, 0);
}

static void
test_attacks (void)
{
  static const struct
  {
    const char *html;
    const char *text; /* NULL: only safe */
  } cases[] = {
    { "<script>alert(1)</script>ok", "ok" },
    { "<SCRIPT SRC=//evil.example/x.js></SCRIPT>ok", "ok" },
    { "<scr<script>ipt>alert(1)</scr</script>ipt>", NULL },
    { "<style>p{background:url(http://evil)}</style>ok", "ok" },
    { "<img src=x onerror=alert(1)>ok", "ok" },
    { "<svg onload=alert(1)><text>no</text></svg>ok", "ok" },
    { "<iframe src=\"http://evil\">no</iframe>ok", "ok" },
    { "<object data=\"http://evil\">no</object>ok", "ok" },
    { "<a href=\"javascript:alert(1)\">click</a>", "click" },
    { "<a href=\" java\nscript:alert(1)\">click</a>", "click" },
    { "<a href=\"data:text/html,x\">click</a>", "click" },
    { "<a href=\"file:///etc/passwd\">click</a>", "click" },
    { "<a href=\"HTTPS://evil.example\">https://bank.example</a>",
      "https://bank.example (HTTPS://evil.example)" },
    { "<meta http-equiv=refresh content=\"0;url=http://evil\">ok", "ok" },
    { "<meta charset=utf-16>ok", "ok" },
    { "<base href=\"http://evil\">ok", "ok" },
    { "<link rel=stylesheet href=\"http://evil\">ok", "ok" },
    { "<!--[if gte mso 9]><b>no</b><![endif]-->ok", "ok" },
    { "<!-- --!> <b>x", NULL },
    { "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]>&y;ok", NULL },
    { "<?php echo 1 ?>ok", NULL },
    { "<![CDATA[<script>alert(1)</script>]]>", NULL },
    { "invoice\342\200\256fdp.exe", "invoicefdp.exe" },
    { "&#x202e;abc&#8238;", "abc" },
    { "a&#0;b&#7;c&#27;[31m", NULL },
    { "pass\342\200\213word", "password" },
    { "<textarea><b>no</b></textarea>ok", "ok" },
    { "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", NULL },
    { "<math><mi//xlink:href=\"data:x\">no</math>ok", NULL },
    { "<template><b>no</b></template>ok", "ok" },
    { "<form action=http://evil><input name=a value=b><button>no</button></form>ok", "ok" },
    { "<b", NULL },
    { "<", NULL },
    { "</", NULL },
    { "<a href=", NULL },
    { "<a href=\"", NULL },
    { "&", NULL },
    { "&#", NULL },
    { "&#x110000;&#xd800;", NULL },
    { "<table><table><table><td><td>", NULL },
    { "</p></p></b></blockquote></ul>ok", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = NULL;
      g_autofree char *markup = NULL;

      g_test_message ("%s", cases[i].html);
      biz_html_convert (cases[i].html, -1, &text, &markup);
      if (cases[i].text != NULL)
        g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_null (strstr (text, "alert(1)<"));
      assert_safe_markup (markup);
    }
}

static void
test_bytes (void)
{
  const char bytes[] = "a\0b\377\376<b>c";
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;

  biz_html_convert (bytes, sizeof bytes - 1, &text, &markup);

  g_assert_true (g_utf8_validate (text, -1, NULL));
  g_assert_true (g_str_has_suffix (text, "c"));
  assert_safe_markup (markup);
}

/* Repeats @unit until it is @size bytes long. */
static char *
repeat (const char *unit, gsize size)
{
  g_autoptr (GString) text = g_string_sized_new (size + 64);

  while (text->len < size)
    g_string_append (text, unit);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_limits (void)
{
  static const char *const units[] = {
    "<b>",
    "<div>x",
    "</b>",
    "<b></i>",
    "<p>",
    "<ul><li>",
    "<blockquote>a",
    "<a href=http://x/>y",
    "<!--",
    "<![CDATA[",
    "&lt;",
    "&amp",
    "<table><tr><td>",
    "<br>",
    "<x a=1 ",
    "x ",
    "<script>",
    "<img alt='xxxxxxxxxxxxxxxx'>",
    "<\303\274>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *html = repeat (units[i], 2 * BIZ_HTML_MAX_INPUT);
      g_autofree char *text = NULL;
      g_autofree char *markup = NULL;

      g_test_message ("2 MiB of %s", units[i]);
      biz_html_convert (html, -1, &text, &markup);
      g_assert_cmpuint (strlen (text), <, BIZ_HTML_MAX_OUTPUT + 64);
      g_assert_true (g_str_has_suffix (text, "…"));
      assert_safe_markup (markup);
    }
}

/* Ten megabytes of boxes in boxes: cut, and what stands before them is there. */
static void
test_flood (void)
{
  static const char *const units[] = {
    "<div>",
    "<div>x</div>",
    "<div style=\"width:9999px\"><div>",
    "<table><tbody><tr><td><table>",
    "<div><img src=\"http://spy.example/p.gif\" width=1 height=1>",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autofree char *flood = repeat (units[i], 10 * 1024 * 1024);
      g_autofree char *html = g_strconcat ("<p>Good day</p>", flood, NULL);
      g_autofree char *text = NULL;
      g_autofree char *markup = NULL;

      biz_html_convert (html, -1, &text, &markup);
      g_assert_true (g_str_has_prefix (text, "Good day"));
      g_assert_cmpuint (strlen (text), <, BIZ_HTML_MAX_OUTPUT + 64);
      g_assert_null (strstr (text, "spy.example"));
      assert_safe_markup (markup);
    }
}

/* One tag with 100,000 attributes: the parser compares each with all others. */
static void
test_attributes (void)
{
  static const char *const forms[] = { " a%d", " a%d=\">\"", "a%d='>'", " a%d = \"x\"" };

  for (gsize i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      g_autoptr (GString) html = g_string_new ("before <x");
      g_autofree char *text = NULL;

      for (int n = 0; n < 100000; n++)
        {
          g_autofree char *number = g_strdup_printf ("%d", n);
          g_auto (GStrv) parts = g_strsplit (forms[i], "%d", 2);

          g_string_append (html, parts[0]);
          g_string_append (html, number);
          g_string_append (html, parts[1]);
        }
      g_string_append (html, ">after");
      text = biz_html_to_text (html->str);
      g_assert_cmpstr (text, ==, "before …");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/html/text", test_text);
  g_test_add_func ("/biz/html/markup", test_markup);
  g_test_add_func ("/biz/html/attacks", test_attacks);
  g_test_add_func ("/biz/html/bytes", test_bytes);
  g_test_add_func ("/biz/html/limits", test_limits);
  g_test_add_func ("/biz/html/flood", test_flood);
  g_test_add_func ("/biz/html/attributes", test_attributes);

  return g_test_run ();
}
