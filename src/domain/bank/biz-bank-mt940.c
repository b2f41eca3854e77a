/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-readers.h"

#include "biz-bank-mt940-details.h"
#include "biz-iso-currency.h"
#include "biz-machine-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Full lines of a free field 86, its tag counted by some: what follows goes on within the word. */
#define FULL_LINE_MIN 64
#define FULL_LINE_MAX 65
#define REFERENCE 16
#define MAX_FIELD 65536

typedef struct
{
  BizBankInput *input;
  BizBankFile *file;
  BizBankStatement *statement; /* (owned) (nullable) */
  BizBankLine *line;           /* (owned) (nullable): the booking being read */
  char tag[4];                 /* of the field being read, empty for none */
  guint tag_line;
  GString *field;    /* (owned): its value */
  GString *details;  /* (owned): fields 86 of the booking */
  gsize last_length; /* of the last line of the field */
  gboolean after_closing;
  gboolean is_interim; /* MT942: no balances, a floor limit with the currency */
} Reader;

static gboolean
fail (const Reader *self, const char *format, GError **error)
{
  return biz_bank_fail_word (self->tag_line, format, self->field->str, error);
}

/* YYMMDD; the 30th of February is the last of the month to some banks. */
static gboolean
read_day (const char *text, GDate *date)
{
  int year = biz_machine_text_get_digits (text, 2);
  int month = year >= 0 ? biz_machine_text_get_digits (text + 2, 2) : -1;
  int day = month >= 0 ? biz_machine_text_get_digits (text + 4, 2) : -1;

  if (day < 1 || day > 31 || month < 1 || month > 12)
    return FALSE;
  year += year < 80 ? 2000 : 1900;
  while (day > 28 && !biz_machine_text_set_date (date, year, month, day))
    day--;

  return biz_machine_text_set_date (date, year, month, day);
}

/* "1234,5", "1234,", "1234": the minor digits may be short or absent; a point is taken too. */
static gsize
read_amount (const char *text, const char *currency, BizMoney *money)
{
  gsize length = strspn (text, "0123456789,.");
  guint digits = biz_iso_currency_get_digits (currency);
  char point = memchr (text, ',', length) != NULL ? ',' : '.';
  gint64 minor;

  if (length == 0 || !biz_machine_text_get_amount (text, length, point, digits, &minor))
    return 0;
  *money = biz_money_from_minor (minor, currency, digits);

  return length;
}

static void
end_line (Reader *self)
{
  if (self->line == NULL)
    return;
  biz_bank_mt940_read_details (self->line, self->details->str);
  biz_bank_statement_take_line (self->statement, g_steal_pointer (&self->line));
  g_string_truncate (self->details, 0);
}

static void
end_statement (Reader *self)
{
  if (self->statement == NULL)
    return;
  end_line (self);
  biz_bank_file_take_statement (self->file, g_steal_pointer (&self->statement));
}

/* A statement that stops in the middle would be half an import. */
static gboolean
check_complete (const Reader *self, guint line, GError **error)
{
  return self->statement == NULL || self->after_closing || self->is_interim
         || biz_bank_fail (line, _ ("The statement ends before its closing balance."), error);
}

static void
start_statement (Reader *self)
{
  end_statement (self);
  self->statement = biz_bank_statement_new ();
  self->after_closing = self->is_interim = FALSE;
}

/* "C110522EUR3236,28" */
static gboolean
take_balance (Reader *self, gboolean is_opening, GError **error)
{
  const char *text = g_strstrip (self->field->str);
  BizMoney balance;
  GDate date;
  char code[4] = { 0 };
  gsize n;

  if (strlen (text) < 11 || (text[0] != 'C' && text[0] != 'D') || !read_day (text + 1, &date))
    return fail (self, _ ("“%s” is not a balance."), error);
  memcpy (code, text + 7, 3);
  if (!biz_iso_currency_is_code (code))
    return fail (self, _ ("“%s” is a balance without a currency."), error);
  n = read_amount (text + 10, code, &balance);
  if (n == 0 || text[10 + n] != '\0')
    return fail (self, _ ("“%s” is not a balance."), error);
  if (text[0] == 'D')
    balance = biz_money_negate (&balance);
  biz_bank_statement_set_currency (self->statement, code);
  if (is_opening)
    biz_bank_statement_set_opening (self->statement, &balance, &date);
  else
    biz_bank_statement_set_closing (self->statement, &balance, &date);

  return TRUE;
}

/* MMDD behind the value date: within half a year of it, whatever the turn of the year. */
static void
set_booking_day (BizBankLine *line, const char *text)
{
  int year = g_date_get_year (&line->value_date);
  int month = biz_machine_text_get_digits (text, 2),
      day = biz_machine_text_get_digits (text + 2, 2);
  int value_month = g_date_get_month (&line->value_date);

  line->date = line->value_date;
  if (month - value_month > 6)
    year--;
  else if (value_month - month > 6)
    year++;
  while (day > 28 && month >= 1 && month <= 12
         && !g_date_valid_dmy ((GDateDay)MIN (day, 99), (GDateMonth)month, (GDateYear)year))
    day--;
  if (month >= 1 && month <= 12 && day >= 1)
    biz_machine_text_set_date (&line->date, year, month, day);
}

/* C, D, RC, RD (and EC, ED of announced ones); 0 where there is none. */
static int
read_mark (const char **text)
{
  const char *p = *text;
  gboolean is_reversal = p[0] == 'R' && (p[1] == 'C' || p[1] == 'D');
  int sign;

  if (is_reversal || (p[0] == 'E' && (p[1] == 'C' || p[1] == 'D')))
    p++;
  if (*p != 'C' && *p != 'D')
    return 0;
  sign = *p == 'C' ? 1 : -1;
  p++;
  /* third letter of the currency, or the R of CR and DR */
  if (g_ascii_isalpha (*p) && (g_ascii_isdigit (p[1]) || p[1] == ','))
    p++;
  *text = p;

  return is_reversal ? -sign : sign;
}

/* "NTRFNONREF//BANKREF", and what banks put behind it in columns. */
static void
set_references (BizBankLine *line, const char *text)
{
  g_autofree char *reference = NULL;
  const char *slashes;

  if (g_ascii_isalpha (text[0]) && g_ascii_isalnum (text[1]) && g_ascii_isalnum (text[2])
      && g_ascii_isalnum (text[3]))
    {
      g_autofree char *kind = g_strndup (text, 4);

      biz_bank_line_set (&line->code, kind);
      text += 4;
    }
  slashes = strstr (text, "//");
  if (slashes != NULL)
    {
      reference = g_strndup (text, (gsize)(slashes - text));
      biz_bank_line_set (&line->bank_reference, slashes + 2);
    }
  else if (g_utf8_strlen (text, -1) > REFERENCE
           && g_utf8_offset_to_pointer (text, REFERENCE)[-1] == ' ')
    {
      /* an account in 16 columns, then a name */
      const char *name = g_utf8_offset_to_pointer (text, REFERENCE);

      reference = g_strndup (text, (gsize)(name - text));
      biz_bank_line_set (&line->name, name);
      g_strstrip (reference);
      if (strlen (reference) >= 7 && strspn (reference, "0123456789") >= strlen (reference) - 1)
        biz_bank_line_set (&line->account, reference);
    }
  else
    reference = g_strdup (text);
  g_strstrip (reference);
  if (line->bank_reference != NULL && strcmp (line->bank_reference, "NONREF") == 0)
    g_clear_pointer (&line->bank_reference, g_free);
  if (*reference != '\0' && strcmp (reference, "NONREF") != 0 && line->account == NULL)
    biz_bank_line_set (&line->end_to_end, reference);
}

/* "1105240524D9,N192NONREF//REF" and supplementary details on the lines below. */
static gboolean
take_booking (Reader *self, GError **error)
{
  g_auto (GStrv) rows = g_strsplit (self->field->str, "\n", -1);
  g_autoptr (BizBankLine) line = biz_bank_line_new ();
  const char *currency = biz_bank_statement_get_currency (self->statement);
  const char *text = rows[0] != NULL ? g_strchomp (rows[0]) : "";
  gsize n;
  int sign;

  line->position = self->tag_line;
  if (currency == NULL)
    return fail (self, _ ("“%s” is a booking before the opening balance."), error);
  if (strlen (text) < 8 || !read_day (text, &line->value_date))
    return fail (self, _ ("“%s” is not a booking."), error);
  text += 6;
  line->date = line->value_date;
  if (strlen (text) > 4 && biz_machine_text_get_digits (text, 4) >= 0)
    {
      set_booking_day (line, text);
      text += 4;
    }
  sign = read_mark (&text);
  n = sign != 0 ? read_amount (text, currency, &line->amount) : 0;
  if (n == 0)
    return fail (self, _ ("“%s” is not a booking."), error);
  line->amount.minor *= sign;
  set_references (line, text + n);
  for (guint i = 1; rows[0] != NULL && rows[i] != NULL; i++)
    {
      if (rows[i][0] == '/')
        biz_bank_mt940_read_details (line, rows[i]);
      else
        biz_bank_line_append (&line->text, rows[i]);
    }
  self->line = g_steal_pointer (&line);

  return TRUE;
}

static void
take_account (Reader *self)
{
  char *account = g_strstrip (self->field->str);
  gsize n = strlen (account);

  /* a currency behind the number is no part of it */
  if (n > 6 && biz_iso_currency_is_code (account + n - 3) && g_ascii_isdigit (account[n - 4]))
    account[n - 3] = '\0';
  biz_bank_statement_set_account (self->statement, account);
}

static gboolean
take_field (Reader *self, GError **error)
{
  const char *tag = self->tag;
  gboolean is_first = strcmp (tag, "20") == 0;

  if (*tag == '\0')
    return TRUE;
  if (is_first && !check_complete (self, self->tag_line, error))
    return FALSE;
  if (is_first || self->statement == NULL)
    start_statement (self);
  if (is_first || strcmp (tag, "28C") == 0 || strcmp (tag, "28") == 0)
    {
      const char *id = g_strstrip (self->field->str);

      /* a number of zeros only says less than the reference */
      if (is_first || strspn (id, "0/ ") < strlen (id))
        biz_bank_statement_set_id (self->statement, id);
    }
  else if (strncmp (tag, "25", 2) == 0)
    take_account (self);
  else if (strcmp (tag, "60F") == 0 || strcmp (tag, "60M") == 0)
    return take_balance (self, TRUE, error);
  else if (strcmp (tag, "62F") == 0 || strcmp (tag, "62M") == 0)
    {
      end_line (self);
      self->after_closing = TRUE;
      return take_balance (self, FALSE, error);
    }
  else if (strcmp (tag, "34F") == 0)
    {
      self->is_interim = TRUE;
      self->field->str[MIN (self->field->len, 3)] = '\0';
      if (!biz_iso_currency_is_code (self->field->str))
        return fail (self, _ ("“%s” is not a currency."), error);
      biz_bank_statement_set_currency (self->statement, self->field->str);
    }
  else if (strcmp (tag, "61") == 0)
    {
      end_line (self);
      return take_booking (self, error);
    }
  else if (strcmp (tag, "86") == 0 && self->line != NULL)
    {
      if (self->details->len + self->field->len > MAX_FIELD)
        return fail (self, _ ("The field “%s” is too long."), error);
      if (self->details->len > 0)
        g_string_append_c (self->details, ' ');
      g_string_append (self->details, self->field->str);
    }

  return TRUE;
}

/* ":61:" or ":28C:" at the beginning of a line; returns what follows. */
static const char *
read_tag (const char *text, char *tag)
{
  gsize n = 2;

  if (text[0] != ':' || !g_ascii_isdigit (text[1]) || !g_ascii_isdigit (text[2]))
    return NULL;
  if (g_ascii_isalpha (text[3]))
    n = 3;
  if (text[1 + n] != ':')
    return NULL;
  memcpy (tag, text + 1, n);
  tag[n] = '\0';

  return text + n + 2;
}

/* The envelope of SWIFT in front of the first field: "{1:…}{2:…}{4:". */
static const char *
skip_envelope (const char *text)
{
  const char *block;

  if (text[0] != '{')
    return text;
  block = strstr (text, "{4:");

  return block != NULL ? block + 3 : text + strlen (text);
}

static gboolean
is_end (const char *text)
{
  return text[0] == '-' && (text[1] == '\0' || text[1] == '}' || g_str_has_prefix (text, "-XXX"));
}

/* Lines of a field with subfields or words in slashes are cut anywhere. */
static gboolean
is_structured (const char *details)
{
  return details[0] == '/'
         || (biz_machine_text_get_digits (details, MIN (strlen (details), 3)) >= 0
             && strlen (details) > 3 && !g_ascii_isalnum (details[3]) && details[3] != ' ');
}

static gboolean
append_row (Reader *self, const char *text, GError **error)
{
  gboolean is_details = strcmp (self->tag, "86") == 0;

  if (self->field->len + strlen (text) > MAX_FIELD)
    return fail (self, _ ("The field “%s” is too long."), error);
  if (!is_details)
    g_string_append_c (self->field, '\n');
  else if (!is_structured (self->field->str)
           && (self->last_length < FULL_LINE_MIN || self->last_length > FULL_LINE_MAX))
    g_string_append_c (self->field, ' ');
  g_string_append (self->field, text);
  self->last_length = strlen (text);

  return TRUE;
}

static gboolean
take_row (Reader *self, const char *text, GError **error)
{
  char tag[4];
  const char *value;

  text = skip_envelope (text);
  value = read_tag (text, tag);
  if (value != NULL)
    {
      if (!take_field (self, error))
        return FALSE;
      g_strlcpy (self->tag, tag, sizeof self->tag);
      self->tag_line = biz_bank_input_get_line (self->input) - 1;
      g_string_assign (self->field, value);
      self->last_length = self->field->len;
      return TRUE;
    }
  if (is_end (text))
    {
      if (!take_field (self, error))
        return FALSE;
      *self->tag = '\0';
      return TRUE;
    }

  return *self->tag == '\0' || *text == '\0' || append_row (self, text, error);
}

static gboolean
read_all (Reader *self, GError **error)
{
  g_autoptr (GString) row = g_string_sized_new (256);
  g_autoptr (GError) failure = NULL;

  while (biz_bank_input_read_line (self->input, row, &failure))
    {
      g_strchomp (row->str);
      if (!take_row (self, row->str, error))
        return FALSE;
    }
  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (!take_field (self, error))
    return FALSE;
  if (!check_complete (self, biz_bank_input_get_line (self->input), error))
    return FALSE;
  end_statement (self);

  return TRUE;
}

/**
 * biz_bank_read_mt940: (skip)
 * @input: MT940, with or without the envelope of SWIFT
 * @file: where its statements go
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION and the line where the file is broken
 */
gboolean
biz_bank_read_mt940 (BizBankInput *input, BizBankFile *file, GError **error)
{
  Reader self = { .input = input, .file = file };
  gboolean success = biz_bank_input_decode_utf16 (input, error);

  self.field = g_string_sized_new (256);
  self.details = g_string_sized_new (512);
  success = success && read_all (&self, error);
  g_clear_pointer (&self.statement, biz_bank_statement_unref);
  g_clear_pointer (&self.line, biz_bank_line_free);
  g_string_free (self.field, TRUE);
  g_string_free (self.details, TRUE);

  return success;
}
