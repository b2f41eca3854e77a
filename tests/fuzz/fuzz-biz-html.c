/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "biz-html.h"

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

/* The markup parses and has five elements without attributes; the text has no control characters.
 */
int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  static const GMarkupParser parser = { .start_element = start_cb };
  g_autofree char *text = NULL;
  g_autofree char *markup = NULL;
  g_autofree char *whole = NULL;
  g_autoptr (GMarkupParseContext) context = NULL;
  g_autoptr (GError) error = NULL;

  biz_html_convert ((const char *)data, (gssize)size, &text, &markup);
  if (!g_utf8_validate (text, -1, NULL) || strlen (text) > BIZ_HTML_MAX_OUTPUT + 64)
    g_error ("The text is broken or too long");
  for (const char *p = text; *p != '\0'; p++)
    {
      if ((guchar)*p < 0x20 && *p != '\n')
        g_error ("A control character in the text");
    }
  whole = g_strconcat ("<all>", markup, "</all>", NULL);
  context = g_markup_parse_context_new (&parser, 0, NULL, NULL);
  if (!g_markup_parse_context_parse (context, whole, -1, &error)
      || !g_markup_parse_context_end_parse (context, &error))
    g_error ("The markup does not parse: %s", error->message);

  return 0;
}
