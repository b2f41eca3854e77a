/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-words.h"

#include "biz-decision-note.h"

#include <langinfo.h>
#include <string.h>

#define MAX_WORD 40
#define LETTERS "abcdefghijklmnopqrstuvwxyz"
#define DIGITS "0123456789"
#define PLAIN LETTERS "ABCDEFGHIJKLMNOPQRSTUVWXYZ" DIGITS "-_.,:@/+%#"

/**
 * biz_decision_words_is_key:
 * @key: (nullable): a word
 *
 * Returns: whether a value may be called so
 */
gboolean
biz_decision_words_is_key (const char *key)
{
  const gsize length = key != NULL ? strlen (key) : 0;

  return length > 0 && length <= MAX_WORD && g_ascii_islower (*key)
         && strspn (key, LETTERS DIGITS "_") == length;
}

/* Marks that turn the direction of the writing, and all that has no width. */
static gboolean
is_shown (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;
    default:
      return TRUE;
    }
}

/**
 * biz_decision_words_clean:
 * @text: (nullable): of anybody
 * @max: bytes at most
 *
 * Returns: (transfer full): valid, with no control characters but line ends
 */
char *
biz_decision_words_clean (const char *text, gsize max)
{
  g_autoptr (GString) clean = g_string_new (NULL);
  g_autofree char *valid = text != NULL ? g_utf8_make_valid (text, -1) : g_strdup ("");

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);
      char out[6];
      int n;

      if (c == '\t' || (c != '\n' && g_unichar_isspace (c) && is_shown (c)))
        n = g_unichar_to_utf8 (' ', out);
      else if (c == '\n' || is_shown (c))
        n = g_unichar_to_utf8 (c, out);
      else
        continue;
      if (clean->len + (gsize)n > max)
        break;
      g_string_append_len (clean, out, n);
    }

  return g_string_free (g_steal_pointer (&clean), FALSE);
}

/* A space that a browser keeps stands between two other characters. */
static void
append_quoted (GString *line, const char *value)
{
  const gsize length = strlen (value);

  g_string_append_c (line, '"');
  for (gsize i = 0; i < length; i++)
    if (value[i] == '"' || value[i] == '\\')
      g_string_append_printf (line, "\\%c", value[i]);
    else if (value[i] == '\n')
      g_string_append (line, "\\n");
    else if (value[i] == ' ' && (i == 0 || i + 1 == length || value[i - 1] == ' '))
      g_string_append (line, "\\s");
    else
      g_string_append_c (line, value[i]);
  g_string_append_c (line, '"');
}

void
biz_decision_words_append (GString *line, const char *key, const char *value)
{
  g_string_append_printf (line, " %s=", key);
  if (*value != '\0' && strspn (value, PLAIN) == strlen (value))
    g_string_append (line, value);
  else
    append_quoted (line, value);
}

/**
 * biz_decision_words_read_kind:
 * @text: what stands behind the mark
 * @kind: (out) (transfer full): the kind's name
 *
 * Returns: (nullable): what stands behind it
 */
const char *
biz_decision_words_read_kind (const char *text, char **kind)
{
  const gsize length = strspn (text, LETTERS DIGITS "-");

  if (length == 0 || length > MAX_WORD || strchr (" \n", text[length]) == NULL)
    return NULL;
  *kind = g_strndup (text, length);

  return text + length;
}

/* (nullable): behind the closing quote */
static const char *
read_quoted (const char *text, GString *value)
{
  for (text++; *text != '\0' && *text != '\n' && *text != '"'; text++)
    {
      if (*text == '\\' && text[1] != '\0' && text[1] != '\n')
        {
          text++;
          g_string_append_c (value, *text == 'n' ? '\n' : *text == 's' ? ' ' : *text);
        }
      else
        g_string_append_c (value, *text);
    }

  return *text == '"' ? text + 1 : NULL;
}

/* (nullable): behind one "key=value" */
static const char *
read_value (const char *text, BizDecisionWordFunc take, gpointer user_data)
{
  const gsize length = strspn (text, LETTERS DIGITS "_");
  g_autofree char *key = g_strndup (text, length);
  g_autoptr (GString) value = g_string_new (NULL);
  g_autofree char *clean = NULL;

  if (!biz_decision_words_is_key (key) || text[length] != '=')
    return NULL;
  text += length + 1;
  if (*text == '"')
    text = read_quoted (text, value);
  else
    {
      g_string_append_len (value, text, (gssize)strcspn (text, " \n"));
      text += value->len;
    }
  if (text == NULL || (*text != '\0' && *text != ' ' && *text != '\n'))
    return NULL;
  clean = biz_decision_words_clean (value->str, BIZ_DECISION_MAX_VALUE);
  if (*clean != '\0')
    take (key, g_steal_pointer (&clean), user_data);

  return text;
}

/**
 * biz_decision_words_read_values:
 * @text: what stands behind the kind
 * @take: (scope call): is given each
 * @user_data: for @take
 *
 * Returns: what stands behind them: for people
 */
const char *
biz_decision_words_read_values (const char *text, BizDecisionWordFunc take, gpointer user_data)
{
  while (TRUE)
    {
      const char *word = text + strspn (text, " ");
      const char *end = read_value (word, take, user_data);

      if (end == NULL)
        return word;
      text = end;
    }
}

gboolean
biz_decision_words_read_date (const char *text, GDate *date)
{
  guint64 year, month, day;
  g_auto (GStrv) parts = g_strsplit (text, "-", 4);

  if (strlen (text) != 10 || g_strv_length (parts) != 3
      || !g_ascii_string_to_unsigned (parts[0], 10, 1, 9999, &year, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, 12, &month, NULL)
      || !g_ascii_string_to_unsigned (parts[2], 10, 1, 31, &day, NULL)
      || !g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);

  return TRUE;
}

/**
 * biz_decision_words_format_ids:
 * @ids: (element-type gint64): of records
 *
 * Returns: (transfer full) (nullable): the value that biz_decision_note_get_ids () reads; %NULL
 *   where it would be longer than BIZ_DECISION_MAX_VALUE, as a value is cut there
 */
char *
biz_decision_words_format_ids (GArray *ids)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (ids != NULL, NULL);

  for (guint i = 0; i < ids->len && text->len <= BIZ_DECISION_MAX_VALUE; i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (ids, gint64, i));

  return text->len <= BIZ_DECISION_MAX_VALUE ? g_string_free (g_steal_pointer (&text), FALSE)
                                             : NULL;
}

/**
 * biz_decision_words_format_day:
 * @day: a day
 *
 * Returns: (transfer full): it, as the person's locale writes it; "" for none
 */
char *
biz_decision_words_format_day (const GDate *day)
{
  /* the C locale writes month/day/year in two digits each, which nobody should have to guess at */
  const char *locale = nl_langinfo (D_FMT);
  char text[64] = "";

  if (day != NULL && g_date_valid (day))
    g_date_strftime (text, sizeof text, g_str_equal (locale, "%m/%d/%y") ? "%Y-%m-%d" : "%x", day);

  return g_strdup (text);
}
