/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "biz-html.h"
#include "biz-html-part.h"

#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

static void
start_cb (GMarkupParseContext *context,
          const char *name,
          const char **attribute_names,
          const char **attribute_values,
          gpointer user_data,
          GError **error)
{
  static const char *const allowed[] = { "b", "i", "u", "s", "tt", "all", NULL };

  if (attribute_names[0] != NULL || !g_strv_contains (allowed, name))
    g_error ("%s in the markup", name);
}

static void
check_text (const char *text)
{
  if (!g_utf8_validate (text, -1, NULL) || strlen (text) > BIZ_HTML_MAX_OUTPUT + 64)
    g_error ("The text is broken or too long");
  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar)*p < 0x20 && *p != '\n')
        g_error ("A control character in the text");
    }
  if (strstr (text, BIZ_HTML_MARK) != NULL)
    g_error ("The mark of a picture in the text");
}

static void
check_markup (const char *markup)
{
  static const GMarkupParser parser = { .start_element = start_cb };
  g_autofree char *whole = g_strconcat ("<all>", markup, "</all>", NULL);
  g_autoptr (GMarkupParseContext) context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_markup_parse_context_parse (context, whole, -1, &error)
      || !g_markup_parse_context_end_parse (context, &error))
    g_error ("The markup does not parse: %s", error->message);
}

/* The words between pictures are markup for themselves, and no picture is lost. */
static void
check_parts (const char *marked, GPtrArray *pictures)
{
  guint next = 0;
  g_autoptr (GPtrArray) parts = biz_html_part_split (marked, pictures, &next);

  if (next != pictures->len)
    g_error ("%u marks of %u pictures", next, pictures->len);
  for (guint i = 0; i < parts->len; i++)
    {
      BizHtmlPart *part = g_ptr_array_index (parts, i);

      if ((part->markup != NULL) == (part->picture > 0))
        g_error ("Neither words nor a picture");
      if (part->markup != NULL)
        check_markup (part->markup);
      if (part->alternative != NULL && !g_utf8_validate (part->alternative, -1, NULL))
        g_error ("The words for a picture are broken");
    }
}

/* The markup parses and has five elements without attributes; the text has no control characters.
 * Pictures are at their places. */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *marked = NULL;
  g_autoptr (GPtrArray) pictures =
      biz_html_convert_pictures ((const char *)data, (gssize)size, &text, &markup, &marked);

  check_text (text);
  check_markup (markup);
  if (pictures != NULL)
    check_parts (marked, pictures);

  return 0;
}
