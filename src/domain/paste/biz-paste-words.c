/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-paste-words.h"

#include <string.h>

/* Numbers of fewer digits are counts in a sentence: "2 invoices" */
#define MIN_DIGITS 3

static const char *const amount_signs[] = { "€", "$", "£", "¥", "%", NULL };
static const char *const currencies[] = { "EUR", "USD", "GBP", "CHF", "JPY", "SEK",
                                          "NOK", "DKK", "PLN", "CZK", NULL };

static void
free_word (gpointer data)
{
  BizPasteWord *word = data;

  g_free (word->text);
  g_free (word);
}

static gboolean
matches (const char *pattern, const char *text)
{
  return g_regex_match_simple (pattern, text, 0, 0);
}

static gboolean
is_amount (const char *text)
{
  if (text[0] == '0' && g_ascii_isdigit (text[1]))
    return FALSE;
  return matches ("^[-+]?\\d{1,3}([.,'’]\\d{3})*[.,]\\d{2}$", text)
         || matches ("^[-+]?\\d+[.,]\\d{2}$", text);
}

static gboolean
is_noise (const char *text)
{
  for (gsize i = 0; amount_signs[i] != NULL; i++)
    {
      if (strstr (text, amount_signs[i]) != NULL)
        return TRUE;
    }
  return strchr (text, '@') != NULL || strstr (text, "://") != NULL || is_amount (text)
         || matches ("^\\d{1,2}[./-]\\d{1,2}[./-](\\d{2}|\\d{4})?$", text)
         || matches ("^\\d{4}[-./]\\d{1,2}[-./]\\d{1,2}$", text)
         || matches ("^\\d{1,2}:\\d{2}(:\\d{2})?$", text) || matches ("^\\+\\d", text)
         || matches ("^(?!RF)[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$", text);
}

static gboolean
has_digit (const char *text)
{
  return strpbrk (text, "0123456789") != NULL;
}

static gboolean
is_separator (gunichar c)
{
  return c == ';' || c == '|' || c == '(' || c == ')' || c == '[' || c == ']' || c == '{'
         || c == '}' || c == '<' || c == '>' || c == '"' || c == 0x201c || c == 0x201d
         || c == 0x201e || c == 0xab || c == 0xbb || c == 0x2022;
}

/* What closes a sentence or begins a list is no part of a number. */
static char *
trim (const char *text, gsize length)
{
  const char *end = text + length;

  while (text < end && strchr (".,:!?'*#-_=", *text) != NULL)
    text++;
  while (end > text && strchr (".,:!?'*-_=", end[-1]) != NULL)
    end--;
  return g_strndup (text, (gsize)(end - text));
}

static void
add_word (GPtrArray *words, const char *text, gsize length, guint run)
{
  g_autofree char *trimmed = trim (text, length);
  BizPasteWord *word;

  if (*trimmed == '\0')
    return;
  word = g_new0 (BizPasteWord, 1);
  word->run = run;
  word->kind = !has_digit (trimmed) ? BIZ_PASTE_PLAIN
               : is_noise (trimmed) ? BIZ_PASTE_NOISE
                                    : BIZ_PASTE_NUMBER;
  word->text = g_steal_pointer (&trimmed);
  g_ptr_array_add (words, word);
}

/* Between two blanks; a comma parts numbers unless it is that of an amount. */
static void
add_chunk (GPtrArray *words, const char *text, gsize length, guint *run)
{
  g_autofree char *whole = trim (text, length);
  gsize start = 0;

  if (is_amount (whole) || memchr (text, ',', length) == NULL)
    {
      add_word (words, text, length, *run);
      if (length > 0 && strchr (",:.", text[length - 1]) != NULL)
        (*run)++;
      return;
    }
  for (gsize i = 0; i <= length; i++)
    {
      if (i < length && text[i] != ',')
        continue;
      add_word (words, text + start, i - start, *run);
      if (i < length)
        (*run)++;
      start = i + 1;
    }
}

static void
add_line (GPtrArray *words, const char *line, gsize length, guint *run)
{
  const char *end = line + length;
  const char *start = line;
  const char *p = line;

  while (p < end)
    {
      gunichar c = g_utf8_get_char (p);
      const char *next = g_utf8_next_char (p);

      if (g_unichar_isspace (c) || is_separator (c))
        {
          add_chunk (words, start, (gsize)(p - start), run);
          if (c == '\t' || is_separator (c))
            (*run)++;
          start = next;
        }
      p = next;
    }
  add_chunk (words, start, (gsize)(end - start), run);
  (*run)++;
}

static gboolean
is_currency (const BizPasteWord *word)
{
  return g_strv_contains (currencies, word->text);
}

static gboolean
is_bare (const char *text)
{
  return text[strspn (text, "0123456789")] == '\0';
}

/* What only its neighbours or its line tell: counts, years, "EUR 500", an IBAN in blocks. */
static void
judge_line (GPtrArray *words, guint first)
{
  gboolean prose = FALSE;

  for (guint i = first; i < words->len; i++)
    {
      BizPasteWord *word = g_ptr_array_index (words, i);

      prose = prose || word->kind == BIZ_PASTE_PLAIN;
    }
  for (guint i = first; i < words->len; i++)
    {
      BizPasteWord *word = g_ptr_array_index (words, i);
      BizPasteWord *before = i > first ? g_ptr_array_index (words, i - 1) : NULL;
      BizPasteWord *after = i + 1 < words->len ? g_ptr_array_index (words, i + 1) : NULL;

      if (word->kind != BIZ_PASTE_NUMBER)
        continue;
      if (matches ("^(?!RF)[A-Z]{2}\\d{2}$", word->text) && i + 3 < words->len)
        {
          guint j = i + 1;

          while (j < words->len
                 && matches ("^[A-Z0-9]{1,4}$", ((BizPasteWord *)words->pdata[j])->text))
            j++;
          for (guint k = i; j - i > 3 && k < j; k++)
            ((BizPasteWord *)words->pdata[k])->kind = BIZ_PASTE_NOISE;
        }
      if (!is_bare (word->text))
        continue;
      if ((before != NULL && is_currency (before)) || (after != NULL && is_currency (after)))
        word->kind = BIZ_PASTE_NOISE;
      else if (prose
               && (strlen (word->text) < MIN_DIGITS || matches ("^(19|20)\\d\\d$", word->text)))
        word->kind = BIZ_PASTE_WEAK;
    }
}

/**
 * biz_paste_split:
 * @text: valid UTF-8: a column of a spreadsheet, a mail
 *
 * Returns: (transfer full) (element-type BizPasteWord): its words in their order
 */
GPtrArray *
biz_paste_split (const char *text)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (free_word);
  guint run = 0;

  g_return_val_if_fail (text != NULL, NULL);

  for (;;)
    {
      gsize length = strcspn (text, "\r\n");
      guint first = words->len;

      add_line (words, text, length, &run);
      judge_line (words, first);
      if (text[length] == '\0')
        break;
      text += length + 1;
    }

  return g_steal_pointer (&words);
}

void
biz_paste_runs_free (BizPasteRuns *self)
{
  g_ptr_array_unref (self->letters);
  g_ptr_array_unref (self->digits);
  g_free (self->key);
  g_free (self);
}

static gboolean
is_part (gunichar c, gboolean digits)
{
  return digits ? g_unichar_isdigit (c) : g_unichar_isalpha (c);
}

/* The next run of @text in capitals; NULL at the end. */
static char *
take_run (const char **text, gboolean *digits)
{
  g_autoptr (GString) run = g_string_new (NULL);

  while (**text != '\0' && !g_unichar_isalnum (g_utf8_get_char (*text)))
    *text = g_utf8_next_char (*text);
  if (**text == '\0')
    return NULL;
  *digits = g_unichar_isdigit (g_utf8_get_char (*text));
  while (**text != '\0' && g_unichar_isalnum (g_utf8_get_char (*text))
         && is_part (g_utf8_get_char (*text), *digits))
    {
      gunichar c = g_utf8_get_char (*text);

      if (*digits)
        g_string_append_c (run, (char)('0' + g_unichar_digit_value (c)));
      else
        g_string_append_unichar (run, g_unichar_toupper (c));
      *text = g_utf8_next_char (*text);
    }
  if (run->len == 0) /* a number that is no digit, such as ½ */
    {
      g_string_append_c (run, '?');
      *text = g_utf8_next_char (*text);
    }

  return g_string_free (g_steal_pointer (&run), FALSE);
}

/**
 * biz_paste_runs_new:
 * @text: a number as somebody wrote it
 *
 * Returns: (transfer full): what it is made of
 */
BizPasteRuns *
biz_paste_runs_new (const char *text)
{
  BizPasteRuns *self = g_new0 (BizPasteRuns, 1);
  g_autoptr (GString) key = g_string_new (NULL);
  gboolean digits;
  char *run;

  self->letters = g_ptr_array_new_with_free_func (g_free);
  self->digits = g_ptr_array_new_with_free_func (g_free);
  while ((run = take_run (&text, &digits)) != NULL)
    {
      g_string_append (key, run);
      if (!digits)
        {
          g_ptr_array_add (self->letters, run);
          continue;
        }
      {
        gsize zeros = strspn (run, "0");

        g_ptr_array_add (self->digits, g_strdup (run[zeros] != '\0' ? run + zeros : "0"));
      }
      g_free (run);
    }
  self->key = g_string_free (g_steal_pointer (&key), FALSE);

  return self;
}

/**
 * biz_paste_to_pattern:
 * @text: a number as somebody wrote it
 *
 * Returns: (transfer full): its runs with a wildcard between them; what the server would take for
 *   a wildcard is none of it
 */
char *
biz_paste_to_pattern (const char *text)
{
  g_autoptr (GString) pattern = g_string_new (NULL);
  gboolean digits;
  char *run;

  while ((run = take_run (&text, &digits)) != NULL)
    {
      g_string_append_printf (pattern, "%s%s", pattern->len > 0 ? "%" : "", run);
      g_free (run);
    }

  return g_string_free (g_steal_pointer (&pattern), FALSE);
}
