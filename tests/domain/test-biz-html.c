/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-html.h"
#include "biz-html-part.h"

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
    { "<img src=\"http://x/a.png\" alt=\"Seen\" width=\"1\" height=\"1\">text", "text" },
    { "<img src=\"/web/image/7\" alt=\"Box\">text", "[Box]text" },
    { "<img src=\"/web/image/7\">text", "text" },
    { "a\357\277\274b", "ab" },
    { "a<hr>b", "a\n———\nb" },
    { "<span style=\"display : none\">hidden</span>shown", "shown" },
    { "<p hidden>no</p><p hidden=''>no</p>shown", "shown" },
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

/* Repeats @unit until it is @size bytes long. */
static char *
repeat (const char *unit, gsize size)
{
  g_autoptr (GString) text = g_string_sized_new (size + 64);

  while (text->len < size)
    g_string_append (text, unit);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* The marked markup of a message, the marks as "#" and what stands in their places. */
static char *
describe_pictures (const char *html)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *marked = NULL;
  g_autoptr (GPtrArray) pictures = biz_html_convert_pictures (html, -1, &text, &markup, &marked);
  g_autoptr (GString) all = g_string_new (marked);

  g_assert_true ((pictures == NULL) == (marked == NULL));
  g_assert_null (strstr (text, BIZ_HTML_MARK));
  g_assert_null (strstr (markup, BIZ_HTML_MARK));
  assert_safe_markup (markup);
  if (pictures == NULL)
    return NULL;
  assert_safe_markup (marked);
  g_string_replace (all, BIZ_HTML_MARK, "#", 0);
  for (guint i = 0; i < pictures->len; i++)
    {
      BizHtmlPart *picture = g_ptr_array_index (pictures, i);

      g_string_append_printf (all, " %" G_GINT64_FORMAT, picture->picture);
      if (picture->alternative != NULL)
        g_string_append_printf (all, "=%s", picture->alternative);
      if (picture->width != 0)
        g_string_append_printf (all, "/%d", picture->width);
    }

  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
test_pictures (void)
{
  static const struct
  {
    const char *html;
    const char *marked; /* NULL: it shows none */
  } cases[] = {
    { NULL, NULL },
    { "<p>words</p>", NULL },
    { "<img src=\"/web/image/7?access_token=secret\" alt=\"Box\" width=\"60\">", "# 7=Box/60" },
    { "<p>a</p><p><img src=\"/web/image/7?x\"></p><p>b</p>", "a\n\n#\n\nb 7" },
    { "x <img src=\"/web/image/7\" alt=\"own\"> y", "x\n#\ny 7=own" },
    { "<b>x <img src=\"/web/image/7\"> y</b>", "<b>x</b>\n#\n<b>y</b> 7" },
    { "<img src=\"/web/image/7\"><img src=\"/web/image/8\">", "#\n# 7 8" },
    { "<img src=\"/web/image/7\"><img src=\"http://x/8\" alt=\"no\">z", "#\n[no]z 7" },
    { "<img src=\"/web/image/7-abc/a%20b.png\">", "# 7" },
    { "<img src=\" /web/image/7/100x100\">", "# 7" },
    { "<img src=\"/web/content/7?download=true\">", "# 7" },
    { "<img src=\"/web/image/ir.attachment/7/datas\">", "# 7" },
    { "<blockquote>a<img src=\"/web/image/7\">b</blockquote>", "&gt; a\n&gt; #\n&gt; b 7" },
    { "<ul><li><img src=\"/web/image/7\"></li></ul>", "• # 7" },
    { "<a href=\"http://evil.example\"><img src=\"/web/image/7\"></a>",
      "#\n(http://evil.example) 7" },
    { "\357\277\274<img src=\"/web/image/7\" alt=\"\357\277\274a\n\342\200\256b\">", "# 7=a b" },
    { "<img src=\"/web/image/7\" width=\"60px\">", "# 7/60" },
    { "<img src=\"/web/image/7\" width=\"100%\">", "# 7" },
    { "<img src=\"/web/image/7\" width=\"-5\">", "# 7" },
    { "<img src=\"/web/image/7\" width=\"99999999999999999999\">", "# 7/4096" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *marked = describe_pictures (cases[i].html);

      g_test_message ("%s", cases[i].html);
      g_assert_cmpstr (marked, ==, cases[i].marked);
    }
}

/* What is no attachment of the server that the message is from is never a picture. */
static void
test_foreign_pictures (void)
{
  static const char *const sources[] = {
    "http://track.example/open?id=4711",
    "https://erp.example/web/image/7",
    "//track.example/web/image/7",
    "///web/image/7",
    "\\\\track.example\\web\\image\\7",
    "web/image/7",
    "./web/image/7",
    "/web/image",
    "/web/image/",
    "/web/image/0",
    "/web/image/-7",
    "/web/image/+7",
    "/web/image/ 7",
    "/web/image/7.png",
    "/web/image/7x",
    "/web/image/7%2f",
    "/web/image/0x7",
    "/web/image/99999999999999999999",
    "/web/image/res.partner/7/avatar_128",
    "/web/image/ir.attachment/datas/7",
    "/web/image?model=ir.attachment&id=7",
    "/web/binary/company_logo",
    "/WEB/IMAGE/7",
    "/x/../web/image/7",
    "cid:image001.png@01D9",
    "data:image/png;base64,iVBORw0KGgo=",
    "data:image/svg+xml;base64,PHN2Zz4=",
    "file:///etc/passwd",
    "file:/web/image/7",
    "javascript:alert(1)",
    "blob:/web/image/7",
    "ftp://x.example/web/image/7",
    "",
  };
  static const char *const sizes[] = { "width=1 height=1", "width=\"0\"", "height='1px'",
                                       "width=2" };

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      g_autofree char *html = g_strdup_printf ("a<img src=\"%s\">b", sources[i]);
      g_autofree char *other =
          g_strdup_printf ("<img srcset=\"%s\" data-src=\"%s\">", sources[i], sources[i]);
      g_autofree char *text = biz_html_to_text (html);

      g_test_message ("%s", sources[i]);
      g_assert_null (describe_pictures (html));
      g_assert_null (describe_pictures (other));
      g_assert_cmpstr (text, ==, "ab");
    }
  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree char *html = g_strdup_printf ("a<img src=\"/web/image/7\" alt=x %s>b", sizes[i]);
      g_autofree char *text = biz_html_to_text (html);

      g_assert_null (describe_pictures (html));
      g_assert_cmpstr (text, ==, "ab");
    }
  g_assert_null (describe_pictures ("<img style=\"display:none\" src=\"/web/image/7\">"));
  g_assert_null (describe_pictures ("<div hidden><img src=\"/web/image/7\"></div>"));
  g_assert_null (describe_pictures ("<svg><image href=\"/web/image/7\"/></svg>"));
  g_assert_null (describe_pictures ("<video poster=\"/web/image/7\"></video>"));
  g_assert_null (describe_pictures ("<p style=\"background:url(/web/image/7)\">x</p>"));
  g_assert_null (describe_pictures ("<input type=image src=\"/web/image/7\">"));
}

/* A message cannot make somebody read files without end. */
static void
test_many_pictures (void)
{
  g_autofree char *html = repeat ("<img src=\"/web/image/7\" alt=\"x\">", 2 * BIZ_HTML_MAX_INPUT);
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *marked = NULL;
  g_autoptr (GPtrArray) pictures = biz_html_convert_pictures (html, -1, &text, &markup, &marked);

  g_assert_cmpuint (pictures->len, ==, 40);
  g_assert_nonnull (strstr (marked, "[x][x]"));
  assert_safe_markup (marked);
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
  g_test_add_func ("/biz/html/pictures", test_pictures);
  g_test_add_func ("/biz/html/foreign-pictures", test_foreign_pictures);
  g_test_add_func ("/biz/html/many-pictures", test_many_pictures);
  g_test_add_func ("/biz/html/bytes", test_bytes);
  g_test_add_func ("/biz/html/limits", test_limits);
  g_test_add_func ("/biz/html/flood", test_flood);
  g_test_add_func ("/biz/html/attributes", test_attributes);

  return g_test_run ();
}
