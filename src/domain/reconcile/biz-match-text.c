/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-text.h"

#include "biz-match-index.h"

#include <string.h>

#define MAX_SIMILAR 64

/* Ways to write a legal form, longest first where one ends with another. */
static const struct
{
  const char *written;
  const char *form;
} legal_forms[] = {
  { "AKTIENGESELLSCHAFT", "AG" },
  { "GESELLSCHAFTMBH", "GMBH" },
  { "INCORPORATED", "INC" },
  { "CORPORATION", "CORP" },
  { "LIMITED", "LTD" },
  { "COMPANY", "CO" },
  { "GMBHCOKG", "GMBHCOKG" },
  { "GMBH", "GMBH" },
  { "SARL", "SARL" },
  { "CORP", "CORP" },
  { "SONS", "SONS" },
  { "SAS", "SAS" },
  { "SPA", "SPA" },
  { "SRL", "SRL" },
  { "SPRL", "SPRL" },
  { "EIRL", "EIRL" },
  { "LTD", "LTD" },
  { "LLC", "LLC" },
  { "LLP", "LLP" },
  { "PLC", "PLC" },
  { "INC", "INC" },
  { "OYJ", "OYJ" },
  { "AB", "AB" },
  { "AG", "AG" },
  { "AS", "AS" },
  { "BV", "BV" },
  { "CO", "CO" },
  { "KG", "KG" },
  { "NV", "NV" },
  { "OY", "OY" },
  { "SA", "SA" },
  { "SE", "SE" },
  { "SL", "SL" },
  { "UG", "UG" },
};

/* Words that join names and are left out by some. */
static const char *const joining_words[] = { "AND", "UND", "ET", "EN", "Y" };

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || (guchar)c >= 0x80;
}

static void
append_letter (gunichar c, GString *folded)
{
  gunichar parts[8];

  switch (c)
    {
    case 0xdf: /* ß */
    case 0x1e9e:
      g_string_append (folded, "SS");
      return;
    case 0xd8: /* Ø */
    case 0xf8:
      g_string_append_c (folded, 'O');
      return;
    case 0xc6: /* Æ */
    case 0xe6:
      g_string_append (folded, "AE");
      return;
    case 0x152: /* Œ */
    case 0x153:
      g_string_append (folded, "OE");
      return;
    case 0x141: /* Ł */
    case 0x142:
      g_string_append_c (folded, 'L');
      return;
    default:
      break;
    }

  if (g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts)) > 0
      && g_unichar_isalnum (parts[0]))
    g_string_append_unichar (folded, g_unichar_toupper (parts[0]));
  else
    g_string_append_c (folded, ' ');
}

/* O within digits is a zero somebody typed or a reader took for a letter. */
static void
mend_zeros (char *text, gsize length)
{
  for (gsize i = 0; i < length;)
    {
      gsize end = i;
      gboolean has_digit = FALSE;

      while (end < length && (text[end] == 'O' || g_ascii_isdigit (text[end])))
        has_digit |= g_ascii_isdigit (text[end++]);
      for (gsize j = i; j < end && has_digit; j++)
        {
          if (text[j] == 'O')
            text[j] = '0';
        }
      i = end + 1;
    }
}

static void
fold_letters (const char *text, GString *folded)
{
  for (const char *p = text; *p != '\0';)
    {
      gunichar c;

      if ((guchar)*p < 0x80)
        {
          g_string_append_c (folded, g_ascii_toupper (*p++));
          continue;
        }
      c = g_utf8_get_char_validated (p, -1);
      if (c == (gunichar)-1 || c == (gunichar)-2)
        {
          g_string_append_c (folded, ' ');
          p++;
          continue;
        }
      append_letter (c, folded);
      p = g_utf8_next_char (p);
    }
}

/* The letters right in front of a run, one blank, point or hash between allowed: "RE 00608". */
static guint32
find_word (const char *folded, guint32 start)
{
  guint32 i = start;

  while (i > 0 && start - i < 3 && strchr (" .:#-/", folded[i - 1]) != NULL)
    i--;
  if (i == 0 || !g_ascii_isalpha (folded[i - 1]))
    return start;
  while (i > 0 && g_ascii_isalpha (folded[i - 1]))
    i--;

  return i;
}

static gsize
find_legal_form (const GString *key, const char **form)
{
  for (gsize i = 0; i < G_N_ELEMENTS (legal_forms); i++)
    {
      gsize length = strlen (legal_forms[i].written);

      if (key->len > length + 2
          && memcmp (key->str + key->len - length, legal_forms[i].written, length) == 0)
        {
          *form = legal_forms[i].form;
          return length;
        }
    }

  return 0;
}

/* "MUELLER" and "Müller" are one name. */
static void
drop_umlaut_e (GString *key)
{
  gsize n = 0;

  for (gsize i = 0; i < key->len; i++)
    {
      if (key->str[i] == 'E' && n > 0 && strchr ("AOU", key->str[n - 1]) != NULL)
        continue;
      key->str[n++] = key->str[i];
    }
  g_string_truncate (key, n);
}

/**
 * biz_match_fold:
 * @text: UTF-8 of anybody
 * @folded: (inout): what the folded text is appended to
 */
void
biz_match_fold (const char *text, GString *folded)
{
  gsize start = folded->len;

  g_return_if_fail (text != NULL);

  fold_letters (text, folded);
  mend_zeros (folded->str + start, folded->len - start);
}

/**
 * biz_match_find_runs:
 * @folded: by biz_match_fold ()
 * @length: its bytes
 * @runs: (out caller-allocates) (array length=max): the runs of digits in order
 * @max: room in @runs
 *
 * Runs of more than 18 digits are no document's number and left out.
 *
 * Returns: how many were found
 */
guint
biz_match_find_runs (const char *folded, gsize length, BizMatchRun *runs, guint max)
{
  guint n = 0;
  gsize last = length;

  while (last > 0 && !is_word (folded[last - 1]))
    last--;

  for (gsize i = 0; i < length && n < max;)
    {
      BizMatchRun run = { .start = (guint32)i };
      gsize end = i;

      if (!g_ascii_isdigit (folded[i]))
        {
          i++;
          continue;
        }
      for (; end < length && g_ascii_isdigit (folded[end]); end++)
        {
          if (end - i < BIZ_MATCH_MAX_DIGITS)
            run.value = run.value * 10 + (guint64)(folded[end] - '0');
        }
      run.end = (guint32)end;
      run.n_digits = (guint8)MIN (end - i, 255);
      run.at_end = end == last;
      run.word = find_word (folded, run.start);
      if (run.n_digits <= BIZ_MATCH_MAX_DIGITS)
        runs[n++] = run;
      i = end;
    }

  return n;
}

/**
 * biz_match_is_year:
 * @run: digits
 *
 * Returns: whether they could be a year of our time
 */
gboolean
biz_match_is_year (const BizMatchRun *run)
{
  return run->n_digits == 4 && run->value >= 1990 && run->value <= 2099;
}

/* The counter is the longest run that is no year, the last of several. */
static const BizMatchRun *
pick_sequence (const BizMatchRun *runs, guint n_runs)
{
  const BizMatchRun *sequence = NULL;

  for (guint i = 0; i < n_runs; i++)
    {
      if (n_runs > 1 && biz_match_is_year (&runs[i]) && (sequence != NULL || i + 1 < n_runs))
        continue;
      if (sequence == NULL || runs[i].n_digits >= sequence->n_digits)
        sequence = &runs[i];
    }

  return sequence;
}

/**
 * biz_match_parse_number:
 * @text: a document's number, such as INV/2026/00966
 * @scratch: (inout): room to work in
 *
 * Returns: its parts; @whole is 0 where there is no letter or digit
 */
BizMatchNumber
biz_match_parse_number (const char *text, GString *scratch)
{
  BizMatchNumber number = { .year = -1 };
  BizMatchRun runs[8];
  const BizMatchRun *sequence;
  guint n_runs;
  gsize n_letters = 0;

  g_string_truncate (scratch, 0);
  biz_match_fold (text, scratch);
  n_runs = biz_match_find_runs (scratch->str, scratch->len, runs, G_N_ELEMENTS (runs));
  sequence = pick_sequence (runs, n_runs);
  if (sequence != NULL)
    {
      number.sequence = sequence->value;
      number.width = sequence->n_digits;
      for (guint i = 0; i < n_runs; i++)
        {
          if (&runs[i] != sequence && (biz_match_is_year (&runs[i]) || runs[i].n_digits == 2))
            number.year = (gint16)(runs[i].value % 100);
        }
      if (n_runs == 1 && sequence->n_digits >= 7 && sequence->value / 1000 > 1990)
        {
          guint64 power = 1;

          for (guint i = 4; i < sequence->n_digits; i++)
            power *= 10;
          if (sequence->value / power >= 1990 && sequence->value / power <= 2099)
            {
              number.year = (gint16)(sequence->value / power % 100);
              number.sequence = sequence->value % power;
              number.width = (guint8)(sequence->n_digits - 4);
            }
        }
    }
  while (n_letters < scratch->len && g_ascii_isalpha (scratch->str[n_letters]))
    n_letters++;
  if (n_letters > 0)
    number.prefix = biz_match_hash_bytes (1, scratch->str, n_letters);

  n_letters = 0;
  for (gsize i = 0; i < scratch->len; i++)
    {
      if (is_word (scratch->str[i]))
        scratch->str[n_letters++] = scratch->str[i];
    }
  if (n_letters > 0)
    number.whole = biz_match_hash_bytes (2, scratch->str, n_letters);

  return number;
}

/**
 * biz_match_name_key:
 * @name: a company's or a person's name
 * @key: (inout): cleared and filled
 * @base_length: (out): bytes of the key without the legal form
 */
void
biz_match_name_key (const char *name, GString *key, gsize *base_length)
{
  const char *form = NULL;
  gsize word = 0, form_length;

  g_string_truncate (key, 0);
  for (const char *p = name;; p++)
    {
      /* one word after the other, so that joining words can be taken out */
      if (*p != '\0' && (is_word (*p)))
        {
          g_string_append_c (key, *p);
          continue;
        }
      for (gsize i = 0; i < G_N_ELEMENTS (joining_words); i++)
        {
          if (word > 0 && g_ascii_strcasecmp (key->str + word, joining_words[i]) == 0)
            g_string_truncate (key, word);
        }
      word = key->len;
      if (*p == '\0')
        break;
    }

  {
    g_autofree char *raw = g_strdup (key->str);

    g_string_truncate (key, 0);
    fold_letters (raw, key);
  }
  drop_umlaut_e (key);
  form_length = find_legal_form (key, &form);
  *base_length = key->len - form_length;
  if (form_length > 0)
    {
      g_string_truncate (key, *base_length);
      g_string_append (key, form);
    }
}

/**
 * biz_match_squeeze:
 * @text: an account or a reference
 * @key: (inout): cleared and filled
 */
void
biz_match_squeeze (const char *text, GString *key)
{
  gsize n = 0;

  g_string_truncate (key, 0);
  biz_match_fold (text, key);
  for (gsize i = 0; i < key->len; i++)
    {
      if (is_word (key->str[i]))
        key->str[n++] = key->str[i];
    }
  g_string_truncate (key, n);
}

/**
 * biz_match_is_similar:
 * @a: folded text
 * @n_a: its bytes
 * @b: folded text
 * @n_b: its bytes
 * @limit: how many slips are forgiven
 *
 * Returns: whether at most @limit insertions, deletions, changes or swaps of neighbours turn one
 *   into the other; texts over 64 bytes are only compared for equality
 */
gboolean
biz_match_is_similar (const char *a, gsize n_a, const char *b, gsize n_b, guint limit)
{
  guint rows[3][MAX_SIMILAR + 1];

  if (n_a > MAX_SIMILAR || n_b > MAX_SIMILAR)
    return n_a == n_b && memcmp (a, b, n_a) == 0;
  if (n_a > n_b + limit || n_b > n_a + limit)
    return FALSE;

  for (guint j = 0; j <= n_b; j++)
    rows[0][j] = j;
  for (guint i = 1; i <= n_a; i++)
    {
      guint *row = rows[i % 3], *above = rows[(i + 2) % 3], *two_above = rows[(i + 1) % 3];
      guint best = row[0] = i;

      for (guint j = 1; j <= n_b; j++)
        {
          row[j] = MIN (above[j] + 1, row[j - 1] + 1);
          row[j] = MIN (row[j], above[j - 1] + (a[i - 1] != b[j - 1]));
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            row[j] = MIN (row[j], two_above[j - 2] + 1);
          best = MIN (best, row[j]);
        }
      if (best > limit)
        return FALSE;
    }

  return rows[n_a % 3][n_b] <= limit;
}
