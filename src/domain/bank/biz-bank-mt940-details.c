/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-mt940-details.h"

#include "biz-iso-currency.h"
#include "biz-machine-text.h"

#include <string.h>

/* A subfield of the German dialect holds so many characters; a shorter one ended on purpose. */
#define SUBFIELD 27

typedef enum
{
  WORD_NONE,
  WORD_TEXT,
  WORD_END_TO_END,
  WORD_BANK_REFERENCE,
  WORD_MANDATE,
  WORD_NAME,
  WORD_ACCOUNT,
  WORD_BANK,
  WORD_PARTY,    /* account/bank/name/city */
  WORD_ORIGINAL, /* amount before exchange */
  WORD_CODE,
} Word;

/* Words between slashes, as Dutch and Belgian banks and SWIFT have them. */
static const struct
{
  const char *word;
  Word kind;
} slash_words[] = {
  { "EREF", WORD_END_TO_END }, { "KREF", WORD_NONE }, { "MARF", WORD_MANDATE },
  { "MREF", WORD_MANDATE },    { "CSID", WORD_NONE }, { "NAME", WORD_NAME },
  { "IBAN", WORD_ACCOUNT },    { "BIC", WORD_BANK },  { "CNTP", WORD_PARTY },
  { "REMI", WORD_TEXT },       { "TRTP", WORD_CODE }, { "TRCD", WORD_CODE },
  { "PREF", WORD_NONE },       { "RTRN", WORD_TEXT }, { "ORDP", WORD_NONE },
  { "BENM", WORD_NONE },       { "ULTB", WORD_NONE }, { "ULTD", WORD_NONE },
  { "PURP", WORD_NONE },       { "CD", WORD_NONE },   { "ADDR", WORD_NONE },
  { "ID", WORD_NONE },         { "SVCL", WORD_NONE }, { "OCMT", WORD_ORIGINAL },
  { "CHGS", WORD_NONE },       { "EXCH", WORD_NONE }, { "INST", WORD_NONE },
  { "USTD", WORD_TEXT },       { "STRD", WORD_TEXT }, { "CUR", WORD_NONE },
};

/* Words with a plus, in the text of the German dialect. */
static const struct
{
  const char *word;
  Word kind;
} plus_words[] = {
  { "EREF+", WORD_END_TO_END }, { "KREF+", WORD_NONE }, { "MREF+", WORD_MANDATE },
  { "CRED+", WORD_NONE },       { "DEBT+", WORD_NONE }, { "COAM+", WORD_NONE },
  { "OAMT+", WORD_ORIGINAL },   { "SVWZ+", WORD_TEXT }, { "ABWA+", WORD_NONE },
  { "ABWE+", WORD_NONE },       { "PURP+", WORD_NONE }, { "IBAN+", WORD_ACCOUNT },
  { "BIC+", WORD_BANK },
};

/* "USD100,50" or "EUR 12,30" */
static void
set_original (BizBankLine *line, const char *text)
{
  char code[4] = { 0 };
  gint64 minor;
  gsize length;

  while (*text == ' ' || *text == '/')
    text++;
  if (strlen (text) < 4)
    return;
  memcpy (code, text, 3);
  if (!biz_iso_currency_is_code (code) || strcmp (code, line->amount.currency) == 0)
    return;
  text += 3 + strspn (text + 3, " ");
  length = strspn (text, "0123456789,");
  if (!biz_machine_text_get_amount (text, length, ',', biz_iso_currency_get_digits (code), &minor))
    return;
  line->original = biz_money_from_minor (line->amount.minor < 0 ? -minor : minor, code,
                                         biz_iso_currency_get_digits (code));
}

/* "NL65INGB0123456789/INGBNL2A/PICQER/AMSTERDAM" */
static void
set_party (BizBankLine *line, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, "/", 4);
  guint n = g_strv_length (parts);

  if (n > 0)
    biz_bank_line_set (&line->account, parts[0]);
  if (n > 1)
    biz_bank_line_set (&line->bank, parts[1]);
  if (n > 2)
    biz_bank_line_set (&line->name, parts[2]);
}

static void
set_word (BizBankLine *line, Word kind, const char *text)
{
  switch (kind)
    {
    case WORD_TEXT:
      biz_bank_line_append (&line->text, text);
      break;
    case WORD_END_TO_END:
      if (g_ascii_strcasecmp (text, "NOTPROVIDED") != 0
          && g_ascii_strcasecmp (text, "NICHT ANGEGEBEN") != 0)
        biz_bank_line_set (&line->end_to_end, text);
      break;
    case WORD_BANK_REFERENCE:
      biz_bank_line_set (&line->bank_reference, text);
      break;
    case WORD_MANDATE:
      biz_bank_line_set (&line->mandate, text);
      break;
    case WORD_NAME:
      biz_bank_line_set (&line->name, text);
      break;
    case WORD_ACCOUNT:
      biz_bank_line_set (&line->account, text);
      break;
    case WORD_BANK:
      biz_bank_line_set (&line->bank, text);
      break;
    case WORD_PARTY:
      set_party (line, text);
      break;
    case WORD_ORIGINAL:
      set_original (line, text);
      break;
    case WORD_CODE:
      if (line->code == NULL)
        biz_bank_line_set (&line->code, text);
      break;
    case WORD_NONE:
      break;
    }
}

/* The known word that begins at the slash @text points to; -1 for none. */
static int
find_slash_word (const char *text, gsize *length)
{
  for (gsize i = 0; i < G_N_ELEMENTS (slash_words); i++)
    {
      gsize n = strlen (slash_words[i].word);

      if (strncmp (text + 1, slash_words[i].word, n) == 0 && text[n + 1] == '/')
        {
          *length = n + 2;
          return (int)i;
        }
    }

  return -1;
}

static void
trim_slashes (char *text)
{
  gsize n = strlen (text), first = strspn (text, "/ ");

  memmove (text, text + first, n - first + 1);
  n -= first;

  while (n > 0 && (text[n - 1] == '/' || text[n - 1] == ' '))
    text[--n] = '\0';
}

static gboolean
read_slashes (BizBankLine *line, const char *details)
{
  int word = -1;
  const char *start = details;
  gsize length = 0;

  if (*details != '/' || find_slash_word (details, &length) < 0)
    return FALSE;
  for (const char *p = details;; p++)
    {
      gsize next_length = 0;
      int next = *p == '/' ? find_slash_word (p, &next_length) : -1;
      g_autofree char *value = NULL;

      if (*p != '\0' && next < 0)
        continue;
      if (word >= 0)
        {
          value = p > start ? g_strndup (start, (gsize)(p - start)) : g_strdup ("");
          trim_slashes (value);
          set_word (line, slash_words[word].kind, value);
        }
      if (*p == '\0')
        break;
      word = next;
      start = p + next_length;
      p += next_length - 2; /* its closing slash may open the next word */
    }

  return TRUE;
}

/* The text of the German dialect: plain, or with SEPA's words in it. */
static void
read_plus_words (BizBankLine *line, const char *text)
{
  Word kind = WORD_TEXT;
  const char *start = text;

  for (const char *p = text;; p++)
    {
      gsize next = G_N_ELEMENTS (plus_words);

      for (gsize i = 0; i < G_N_ELEMENTS (plus_words) && *p != '\0'; i++)
        {
          if (strncmp (p, plus_words[i].word, strlen (plus_words[i].word)) == 0)
            next = i;
        }
      if (*p != '\0' && next == G_N_ELEMENTS (plus_words))
        continue;
      if (p > start)
        {
          g_autofree char *value = g_strndup (start, (gsize)(p - start));

          set_word (line, kind, g_strstrip (value));
        }
      if (*p == '\0')
        break;
      kind = plus_words[next].kind;
      start = p + strlen (plus_words[next].word);
      p = start - 1;
    }
}

static void
join_subfield (GString *text, const char *subfield)
{
  g_string_append (text, subfield);
  if (g_utf8_strlen (subfield, -1) < SUBFIELD)
    g_string_append_c (text, ' ');
}

static void
take_subfield (
    BizBankLine *line, int number, const char *value, GString *text, GString *name, GString *kind)
{
  if ((number >= 20 && number <= 29) || (number >= 60 && number <= 63))
    join_subfield (text, value);
  else if (number == 32 || number == 33)
    g_string_append (name, value);
  else if (number == 30)
    biz_bank_line_set (&line->bank, value);
  else if (number == 31 || (number == 38 && *value != '\0'))
    biz_bank_line_set (&line->account, value);
  else if (number == 0)
    g_string_append (kind, value);
}

/* "166?00GUTSCHRIFT?20EREF+…?32NAME": a code of three digits, a separator, numbered subfields. */
static gboolean
read_subfields (BizBankLine *line, const char *details)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) kind = g_string_new (NULL);
  g_autofree char *code = NULL;
  char separator;

  if (strlen (details) < 6 || biz_machine_text_get_digits (details, 3) < 0
      || g_ascii_isalnum (details[3]) || strchr (" /-.,:", details[3]) != NULL
      || (guchar)details[3] >= 0x80 || biz_machine_text_get_digits (details + 4, 2) < 0)
    return FALSE;
  separator = details[3];
  code = g_strndup (details, 3);
  biz_bank_line_append (&line->code, code);
  for (const char *p = details + 3; p != NULL && *p == separator;)
    {
      const char *end = strchr (p + 1, separator);
      g_autofree char *value = NULL;
      int number;

      /* a separator that no number follows belongs to the text */
      while (end != NULL
             && (!g_ascii_isdigit (end[1]) || !g_ascii_isdigit (end[1] != '\0' ? end[2] : 0)))
        end = strchr (end + 1, separator);
      number = strlen (p) > 2 ? biz_machine_text_get_digits (p + 1, 2) : -1;
      if (number >= 0)
        {
          value = end != NULL ? g_strndup (p + 3, (gsize)(end - p - 3)) : g_strdup (p + 3);
          take_subfield (line, number, value, text, name, kind);
        }
      p = end;
    }
  read_plus_words (line, text->str);
  biz_bank_line_set (&line->name, name->str);
  if (line->text == NULL)
    biz_bank_line_set (&line->text, kind->str);

  return TRUE;
}

/* "FACTUUR 2014 REK: NL65INGB0123456789/NAAM: PICQER" */
static gboolean
read_party_words (BizBankLine *line, const char *details)
{
  const char *account = strstr (details, "REK: ");
  const char *name = account != NULL ? strstr (account, "/NAAM: ") : NULL;
  g_autofree char *text = NULL, *number = NULL;

  if (name == NULL)
    return FALSE;
  text = g_strndup (details, (gsize)(account - details));
  number = g_strndup (account + 5, (gsize)(name - account - 5));
  biz_bank_line_append (&line->text, text);
  biz_bank_line_set (&line->account, number);
  biz_bank_line_set (&line->name, name + strlen ("/NAAM: "));

  return TRUE;
}

/**
 * biz_bank_mt940_read_details: (skip)
 * @line: a line with its amount
 * @details: field 86, its pieces joined
 *
 * Takes the text apart where it has a structure, else keeps it as it is.
 */
void
biz_bank_mt940_read_details (BizBankLine *line, const char *details)
{
  while (*details == ' ')
    details++;
  if (*details == '\0')
    return;
  if (!read_subfields (line, details) && !read_slashes (line, details)
      && !read_party_words (line, details))
    biz_bank_line_append (&line->text, details);
}
