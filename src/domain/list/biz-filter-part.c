/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-filter-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_quote (gunichar c)
{
  return c == '"' || c == 0x201c || c == 0x201d || c == 0x201e;
}

/* Up to the closing quote, or to the end where there is none yet. */
static char *
take_quoted (const char **text)
{
  const char *start = g_utf8_next_char (*text);
  const char *end = start;
  char *value;

  while (*end != '\0' && !is_quote (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  value = g_strndup (start, (gsize)(end - start));
  *text = *end != '\0' ? g_utf8_next_char (end) : end;

  return value;
}

static char *
take_plain (const char **text, gboolean until_colon)
{
  const char *start = *text;
  const char *end = start;

  while (*end != '\0' && !g_unichar_isspace (g_utf8_get_char (end))
         && !(until_colon && *end == ':'))
    end = g_utf8_next_char (end);
  *text = end;

  return g_strndup (start, (gsize)(end - start));
}

void
biz_filter_part_clear (BizFilterPart *self)
{
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->value, g_free);
}

gboolean
biz_filter_part_take (const char **text, BizFilterPart *self)
{
  while (**text != '\0' && g_unichar_isspace (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);
  if (**text == '\0')
    return FALSE;

  if (**text == '-' && (*text)[1] != '\0' && !g_unichar_isspace (g_utf8_get_char (*text + 1)))
    {
      self->negated = TRUE;
      (*text)++;
    }
  if (is_quote (g_utf8_get_char (*text)))
    {
      self->quoted = TRUE;
      self->value = take_quoted (text);
      return TRUE;
    }

  self->value = take_plain (text, TRUE);
  if (**text == ':')
    {
      (*text)++;
      self->key = g_steal_pointer (&self->value);
      self->quoted = is_quote (g_utf8_get_char (*text));
      self->value = self->quoted ? take_quoted (text) : take_plain (text, FALSE);
    }

  return TRUE;
}

gboolean
biz_filter_needs_quotes (const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_unichar_isspace (g_utf8_get_char (p)))
        return TRUE;
    }

  return *text == '\0';
}

/**
 * biz_filter_split:
 * @text: valid UTF-8
 *
 * Returns: (transfer full): the parts between the spaces, those in quotes whole
 */
char **
biz_filter_split (const char *text)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new ();

  g_return_val_if_fail (text != NULL, NULL);

  for (;;)
    {
      g_auto (BizFilterPart) part = { 0 };
      const char *start;

      while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
        text = g_utf8_next_char (text);
      start = text;
      if (!biz_filter_part_take (&text, &part))
        break;
      g_ptr_array_add (parts, g_strndup (start, (gsize)(text - start)));
    }
  g_ptr_array_add (parts, NULL);

  return (char **)g_ptr_array_free (g_steal_pointer (&parts), FALSE);
}

/**
 * biz_filter_quote:
 * @key: the name of a field
 * @value: what it shall have; the language has no way to write a quote, so that of a name with
 *   quotes in it the longest piece without is taken
 *
 * Returns: (transfer full): the token
 */
char *
biz_filter_quote (const char *key, const char *value)
{
  g_autofree char *kept = g_strdup ("");
  gboolean quoted;

  g_return_val_if_fail (key != NULL && value != NULL, NULL);

  for (;;)
    {
      const char *end = value;
      char *piece;

      while (*end != '\0' && !is_quote (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      piece = g_strstrip (g_strndup (value, (gsize)(end - value)));
      if (strlen (piece) > strlen (kept))
        {
          g_free (kept);
          kept = g_strdup (piece);
        }
      g_free (piece);
      if (*end == '\0')
        break;
      value = g_utf8_next_char (end);
    }
  quoted = biz_filter_needs_quotes (kept);

  return g_strconcat (key, ":", quoted ? "\"" : "", kept, quoted ? "\"" : "", NULL);
}

const char *
biz_filter_translate (const char *label)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "filter", label);
}

gboolean
biz_filter_word_is (const char *text, const char *word, const char *label)
{
  g_autofree char *typed = NULL;
  g_autofree char *local = NULL;

  if (g_ascii_strcasecmp (text, word) == 0)
    return TRUE;
  typed = g_utf8_casefold (text, -1);
  local = g_utf8_casefold (biz_filter_translate (label), -1);

  return g_str_equal (typed, local);
}

const BizFilterField *
biz_filter_find_field (const BizFilterGrammar *grammar, const char *key)
{
  for (gsize i = 0; i < grammar->n_fields; i++)
    {
      if (biz_filter_word_is (key, grammar->fields[i].key, grammar->fields[i].label))
        return &grammar->fields[i];
    }

  return NULL;
}

const BizFilterWord *
biz_filter_find_word (const BizFilterField *field, const char *text)
{
  for (gsize i = 0; field->words != NULL && field->words[i].word != NULL; i++)
    {
      if (biz_filter_word_is (text, field->words[i].word, field->words[i].label))
        return &field->words[i];
    }

  return NULL;
}

const BizFilterStanding *
biz_filter_find_standing (const BizFilterGrammar *grammar, const char *text)
{
  for (gsize i = 0; i < grammar->n_standings; i++)
    {
      if (biz_filter_word_is (text, grammar->standings[i].word, grammar->standings[i].label))
        return &grammar->standings[i];
    }

  return NULL;
}
