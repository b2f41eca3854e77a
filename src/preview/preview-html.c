/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-document.h"

#include <libxml/HTMLparser.h>
#include <string.h>

static gboolean
is_one_of (const xmlNode *node, const char *const *names)
{
  return node->type == XML_ELEMENT_NODE && g_strv_contains (names, (const char *)node->name);
}

static gboolean
is_hidden (const xmlNode *node)
{
  static const char *const names[] = { "script", "style",  "head",   "title", "template",
                                       "object", "iframe", "svg",    "math",  "noscript",
                                       "select", "button", "canvas", NULL };

  return is_one_of (node, names);
}

static gboolean
is_block (const xmlNode *node)
{
  static const char *const names[] = { "p",  "div",   "br",         "tr", "li", "h1",
                                       "h2", "h3",    "h4",         "h5", "h6", "ul",
                                       "ol", "table", "blockquote", "hr", NULL };

  return is_one_of (node, names);
}

static void
break_line (GString *text)
{
  if (text->len > 0 && text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
}

/* White space folds as on a page. */
static void
append_words (GString *text, const char *words)
{
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      const char last = text->len > 0 ? text->str[text->len - 1] : '\n';

      if (c == ' ' || c == '\t' || c == '\n' || c == '\r')
        {
          if (last != ' ' && last != '\n')
            g_string_append_c (text, ' ');
        }
      else
        g_string_append_unichar (text, c);
    }
}

static void
enter (GString *text, const xmlNode *node)
{
  if (is_block (node))
    break_line (text);
  if (node->type == XML_TEXT_NODE && node->content != NULL
      && g_utf8_validate ((const char *)node->content, -1, NULL))
    append_words (text, (const char *)node->content);
  else if (node->type == XML_ELEMENT_NODE && g_str_equal (node->name, "td"))
    append_words (text, " ");
}

/**
 * preview_html_to_text:
 * @html: (array length=length): UTF-8, from anybody
 * @length: bytes
 *
 * Returns: (transfer full): the visible text
 */
char *
preview_html_to_text (const char *html, gsize length)
{
  g_autoptr (GString) text = g_string_new (NULL);
  htmlDocPtr page = htmlReadMemory (html, (int)MIN (length, PREVIEW_MAX_TEXT), NULL, "UTF-8",
                                    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING
                                        | HTML_PARSE_NONET);
  const xmlNode *node = page != NULL ? xmlDocGetRootElement (page) : NULL;
  const xmlNode *root = node;

  while (node != NULL && text->len < PREVIEW_MAX_TEXT)
    {
      enter (text, node);
      if (node->children != NULL && node->type == XML_ELEMENT_NODE && !is_hidden (node))
        {
          node = node->children;
          continue;
        }
      while (node != root && node->next == NULL)
        {
          node = node->parent;
          if (is_block (node))
            break_line (text);
        }
      node = node == root ? NULL : node->next;
    }
  if (page != NULL)
    xmlFreeDoc (page);
  preview_text_clean (text->str);

  return g_strstrip (g_strdup (text->str));
}
