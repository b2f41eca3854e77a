/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-line.h"

/* A text is cut here; no bank sends more for one line. */
#define MAX_TEXT 8192

static gboolean
is_blank (char c)
{
  return c == ' ' || (c >= '\t' && c <= '\r');
}

/**
 * biz_bank_line_new:
 *
 * Returns: (transfer full): an empty line
 */
BizBankLine *
biz_bank_line_new (void)
{
  BizBankLine *self = g_new0 (BizBankLine, 1);

  g_date_clear (&self->date, 1);
  g_date_clear (&self->value_date, 1);

  return self;
}

/**
 * biz_bank_line_free:
 * @self: (transfer full) (nullable): a line
 */
void
biz_bank_line_free (BizBankLine *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->name);
  g_free (self->account);
  g_free (self->bank);
  g_free (self->end_to_end);
  g_free (self->bank_reference);
  g_free (self->mandate);
  g_free (self->code);
  g_free (self);
}

/**
 * biz_bank_line_set:
 * @field: (inout): one of a line's texts
 * @text: (nullable): UTF-8
 */
void
biz_bank_line_set (char **field, const char *text)
{
  g_clear_pointer (field, g_free);
  biz_bank_line_append (field, text);
}

/**
 * biz_bank_line_append:
 * @field: (inout): one of a line's texts
 * @text: (nullable): UTF-8
 */
void
biz_bank_line_append (char **field, const char *text)
{
  g_autoptr (GString) joined = NULL;
  gsize length;

  if (text == NULL)
    return;
  while (is_blank (*text))
    text++;
  if (*text == '\0')
    return;

  joined = g_string_new (*field);
  if (joined->len > 0)
    g_string_append_c (joined, ' ');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (!is_blank (*p))
        g_string_append_c (joined, *p);
      else if (joined->str[joined->len - 1] != ' ')
        g_string_append_c (joined, ' ');
    }
  if (joined->len > MAX_TEXT)
    {
      length = (gsize)(g_utf8_find_prev_char (joined->str, joined->str + MAX_TEXT) - joined->str);
      g_string_truncate (joined, length);
    }
  while (joined->len > 0 && joined->str[joined->len - 1] == ' ')
    g_string_truncate (joined, joined->len - 1);
  g_free (*field);
  *field = g_string_free (g_steal_pointer (&joined), FALSE);
}
