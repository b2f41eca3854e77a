/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-quote.h"

#include <string.h>

/* Without tags and spaces at its start. */
static const char *
skip_tags (const char *line)
{
  while (*line == '<' || *line == ' ')
    {
      const char *end = *line == '<' ? strchr (line, '>') : line;

      if (end == NULL)
        break;
      line = end + 1;
    }
  return line;
}

static gboolean
is_quoted (const char *line)
{
  return g_str_has_prefix (skip_tags (line), "&gt;");
}

static gboolean
is_empty (const char *line)
{
  return *skip_tags (line) == '\0';
}

/* "On Monday Azure wrote:" */
static gboolean
says_who (const char *line)
{
  g_autofree char *text = g_strchomp (g_strdup (skip_tags (line)));

  while (g_str_has_suffix (text, ">"))
    {
      char *tag = strrchr (text, '<');

      if (tag == NULL)
        return FALSE;
      *tag = '\0';
      g_strchomp (text);
    }
  return g_str_has_suffix (text, ":") && strlen (text) < 400;
}

/* Whether no tag is open after these lines. */
static gboolean
is_closed (char **lines, guint n)
{
  int depth = 0;

  for (guint i = 0; i < n; i++)
    for (const char *p = strchr (lines[i], '<'); p != NULL; p = strchr (p + 1, '<'))
      depth += p[1] == '/' ? -1 : 1;
  return depth == 0;
}

static guint
find_start (char **lines, guint n)
{
  guint start = n;

  while (start > 0 && (is_quoted (lines[start - 1]) || is_empty (lines[start - 1])))
    start--;
  while (start < n && is_empty (lines[start]))
    start++;
  if (start < n && start > 0)
    {
      guint before = start;

      while (before > 0 && is_empty (lines[before - 1]))
        before--;
      if (before > 0 && says_who (lines[before - 1]))
        start = before - 1;
    }
  return start;
}

static char *
join (char **lines, guint from, guint to)
{
  GString *text = g_string_new (NULL);

  for (guint i = from; i < to; i++)
    g_string_append_printf (text, "%s%s", i > from ? "\n" : "", lines[i]);
  return g_strchomp (g_string_free (text, FALSE));
}

/**
 * biz_quote_split:
 * @markup: as biz_html_to_markup () makes it
 * @head: (out) (nullable) (transfer full): what is new
 * @quote: (out) (nullable) (transfer full): what is older
 */
void
biz_quote_split (const char *markup, char **head, char **quote)
{
  g_auto (GStrv) lines = NULL;
  guint n;
  guint start;

  g_return_if_fail (markup != NULL);
  g_return_if_fail (head != NULL && quote != NULL);

  *head = NULL;
  *quote = NULL;
  lines = g_strsplit (markup, "\n", -1);
  n = g_strv_length (lines);
  start = find_start (lines, n);
  if (start == n || start == 0 || !is_closed (lines, start))
    return;
  *head = join (lines, 0, start);
  *quote = join (lines, start, n);
  if (**head != '\0')
    return;
  g_clear_pointer (head, g_free);
  g_clear_pointer (quote, g_free);
}
