/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-readers.h"

#include "biz-bank-cell.h"
#include "biz-iso-currency.h"
#include "biz-machine-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_TAG 64
#define MAX_VALUE 65536

/* OFX 1 is SGML whose leaf elements need not be closed, OFX 2 is XML; banks mix both. So no tree is
 * kept: a few aggregates are remembered as open, and a value belongs to the tag before it. */
typedef struct
{
  BizBankInput *input;
  BizBankFile *file;
  GString *tag;   /* (owned) */
  GString *value; /* (owned) */
  guint tag_line;

  BizBankStatement *statement; /* (owned) (nullable) */
  BizBankLine *line;           /* (owned) (nullable) */
  char *bank_id;               /* (owned) (nullable) */
  gboolean in_other_account;
  gboolean in_ledger;
  char *balance; /* (owned) (nullable) */
  guint balance_line;
  char *amount; /* (owned) (nullable) */
  char *memo;   /* (owned) (nullable) */
  GDate balance_date;
  guint n_statements;
} Reader;

static gboolean
fail (const Reader *self, const char *format, GError **error)
{
  return biz_bank_fail_word (self->tag_line, format, self->value->str, error);
}

static gboolean
is_tag (const Reader *self, const char *name)
{
  return g_ascii_strcasecmp (self->tag->str, name) == 0;
}

/* "20110331120000.000[-5:EST]": the day as the bank writes it. */
static gboolean
read_date (const Reader *self, GDate *date, GError **error)
{
  const char *text = self->value->str;

  if (strlen (text) >= 8
      && biz_machine_text_set_date (date, biz_machine_text_get_digits (text, 4),
                                    biz_machine_text_get_digits (text + 4, 2),
                                    biz_machine_text_get_digits (text + 6, 2)))
    return TRUE;

  return fail (self, _ ("“%s” is not a date."), error);
}

/* "-5.50", "+12,5", "$120", "1,234.56", "CAD 12.00". A mark that may be either is the decimal one,
 * as the format has it, but where there are no cents. */
static gboolean
read_amount (const char *text, const char *currency, BizMoney *money)
{
  guint digits = biz_iso_currency_get_digits (currency);
  int point = biz_bank_cell_guess_point (text);
  const char *mark = strpbrk (text, ".,");
  gint64 minor;

  if (point < 0)
    return FALSE;
  if (point == 0 && mark != NULL)
    point = digits > 0 ? *mark : *mark == '.' ? ',' : '.';
  if (!biz_bank_cell_read_amount (text, point == ',' ? ',' : '.', digits, &minor))
    return FALSE;
  *money = biz_money_from_minor (minor, currency, digits);

  return TRUE;
}

static const char *
get_currency (const Reader *self)
{
  const char *currency = biz_bank_statement_get_currency (self->statement);

  return currency != NULL ? currency : "XXX";
}

static void
start_statement (Reader *self)
{
  g_autofree char *id = g_strdup_printf ("%u", ++self->n_statements);

  g_clear_pointer (&self->statement, biz_bank_statement_unref);
  self->statement = biz_bank_statement_new ();
  biz_bank_statement_set_id (self->statement, id);
  g_clear_pointer (&self->balance, g_free);
  g_date_clear (&self->balance_date, 1);
  g_clear_pointer (&self->bank_id, g_free);
}

/* The memo often repeats the name. */
static void
join_text (Reader *self)
{
  const char *name = self->line->name;

  if (self->memo != NULL && name != NULL && strstr (self->memo, name) != NULL)
    biz_bank_line_set (&self->line->text, self->memo);
  else
    {
      g_autofree char *old = g_steal_pointer (&self->line->text);

      biz_bank_line_set (&self->line->text, self->memo);
      biz_bank_line_append (&self->line->text, old);
      if (self->line->text == NULL)
        biz_bank_line_set (&self->line->text, name);
    }
}

static gboolean
end_line (Reader *self, GError **error)
{
  g_autoptr (BizBankLine) line = NULL;
  guint position;

  if (self->line == NULL)
    return TRUE;
  position = self->line->position;
  if (self->amount == NULL)
    return biz_bank_fail (position, _ ("The transaction has no amount."), error);
  if (!g_date_valid (&self->line->date))
    return biz_bank_fail (position, _ ("The transaction has no date."), error);
  if (!read_amount (self->amount, get_currency (self), &self->line->amount))
    return biz_bank_fail_word (position, _ ("“%s” is not an amount."), self->amount, error);
  join_text (self);
  line = g_steal_pointer (&self->line);
  biz_bank_statement_take_line (self->statement, g_steal_pointer (&line));
  g_clear_pointer (&self->amount, g_free);
  g_clear_pointer (&self->memo, g_free);

  return TRUE;
}

static gboolean
end_statement (Reader *self, GError **error)
{
  BizMoney balance;

  if (!end_line (self, error))
    return FALSE;
  if (self->statement == NULL)
    return TRUE;
  if (self->balance != NULL)
    {
      if (!read_amount (self->balance, get_currency (self), &balance))
        return biz_bank_fail_word (self->balance_line, _ ("“%s” is not an amount."), self->balance,
                                   error);
      biz_bank_statement_set_closing (self->statement, &balance, &self->balance_date);
    }
  biz_bank_file_take_statement (self->file, g_steal_pointer (&self->statement));

  return TRUE;
}

static gboolean
open_tag (Reader *self, GError **error)
{
  if (is_tag (self, "STMTRS") || is_tag (self, "CCSTMTRS"))
    {
      if (!end_statement (self, error))
        return FALSE;
      start_statement (self);
    }
  else if (self->statement == NULL)
    return TRUE;
  else if (is_tag (self, "STMTTRN"))
    {
      if (!end_line (self, error))
        return FALSE;
      self->line = biz_bank_line_new ();
      self->line->position = self->tag_line;
      self->in_other_account = FALSE;
    }
  else if (is_tag (self, "BANKACCTTO") || is_tag (self, "CCACCTTO"))
    self->in_other_account = TRUE;
  else if (is_tag (self, "LEDGERBAL"))
    self->in_ledger = TRUE;
  else if (is_tag (self, "AVAILBAL") || is_tag (self, "BALLIST"))
    self->in_ledger = FALSE;

  return TRUE;
}

static gboolean
close_tag (Reader *self, GError **error)
{
  if (is_tag (self, "STMTTRN") || is_tag (self, "BANKTRANLIST"))
    return end_line (self, error);
  if (is_tag (self, "STMTRS") || is_tag (self, "CCSTMTRS"))
    return end_statement (self, error);
  if (is_tag (self, "BANKACCTTO") || is_tag (self, "CCACCTTO"))
    self->in_other_account = FALSE;
  else if (is_tag (self, "LEDGERBAL"))
    self->in_ledger = FALSE;

  return TRUE;
}

static gboolean
take_account (Reader *self)
{
  g_autofree char *account = NULL;

  if (self->in_other_account)
    {
      if (self->line != NULL)
        biz_bank_line_set (&self->line->account, self->value->str);
      return TRUE;
    }
  account = self->bank_id != NULL ? g_strdup_printf ("%s/%s", self->bank_id, self->value->str)
                                  : g_strdup (self->value->str);
  biz_bank_statement_set_account (self->statement, account);

  return TRUE;
}

static gboolean
take_statement_value (Reader *self, GError **error)
{
  if (is_tag (self, "CURDEF"))
    {
      g_autofree char *code = g_ascii_strup (self->value->str, -1);

      if (!biz_iso_currency_is_code (code))
        return fail (self, _ ("“%s” is not a currency."), error);
      biz_bank_statement_set_currency (self->statement, code);
    }
  else if (is_tag (self, "BANKID") && !self->in_other_account)
    biz_bank_line_set (&self->bank_id, self->value->str);
  else if (is_tag (self, "BANKID") && self->line != NULL)
    biz_bank_line_set (&self->line->bank, self->value->str);
  else if (is_tag (self, "ACCTID"))
    return take_account (self);
  else if (is_tag (self, "BALAMT") && self->in_ledger)
    {
      biz_bank_line_set (&self->balance, self->value->str);
      self->balance_line = self->tag_line;
    }
  else if (is_tag (self, "DTASOF") && self->in_ledger)
    return read_date (self, &self->balance_date, error);

  return TRUE;
}

static gboolean
take_line_value (Reader *self, GError **error)
{
  const char *value = self->value->str;

  if (is_tag (self, "DTPOSTED"))
    return read_date (self, &self->line->date, error);
  if (is_tag (self, "DTAVAIL"))
    return read_date (self, &self->line->value_date, error);
  if (is_tag (self, "TRNAMT"))
    biz_bank_line_set (&self->amount, value);
  else if (is_tag (self, "FITID"))
    biz_bank_line_set (&self->line->bank_reference, value);
  else if (is_tag (self, "NAME"))
    biz_bank_line_set (&self->line->name, value);
  else if (is_tag (self, "MEMO"))
    biz_bank_line_append (&self->memo, value);
  else if (is_tag (self, "TRNTYPE"))
    biz_bank_line_set (&self->line->code, value);
  else if (is_tag (self, "CHECKNUM") || is_tag (self, "REFNUM"))
    {
      if (strspn (value, "0 ") != strlen (value))
        biz_bank_line_append (&self->line->text, value);
    }
  else
    return take_statement_value (self, error);

  return TRUE;
}

static void
decode_entities (GString *value)
{
  static const struct
  {
    const char *name;
    const char *text;
  } entities[] = {
    { "&amp;", "&" },   { "&lt;", "<" },   { "&gt;", ">" },
    { "&quot;", "\"" }, { "&apos;", "'" }, { "&nbsp;", " " },
  };
  gsize n = 0;

  if (strchr (value->str, '&') == NULL)
    return;
  for (gsize i = 0; i < value->len;)
    {
      gsize j = 0;

      while (j < G_N_ELEMENTS (entities)
             && strncmp (value->str + i, entities[j].name, strlen (entities[j].name)) != 0)
        j++;
      if (j < G_N_ELEMENTS (entities))
        {
          value->str[n++] = *entities[j].text;
          i += strlen (entities[j].name);
        }
      else
        value->str[n++] = value->str[i++];
    }
  g_string_truncate (value, n);
}

/* The value behind a tag, up to the next one. */
static gboolean
take_value (Reader *self, GError **error)
{
  if (self->tag->len == 0 || self->tag->str[0] == '/' || self->statement == NULL)
    return TRUE;
  g_strstrip (self->value->str);
  self->value->len = strlen (self->value->str);
  if (self->value->len == 0)
    return TRUE;
  biz_bank_input_to_utf8 (self->value);
  decode_entities (self->value);

  return self->line != NULL ? take_line_value (self, error) : take_statement_value (self, error);
}

/* From behind "<" to ">"; attributes are dropped. FALSE at the end of the file and with @error. */
static gboolean
read_tag (Reader *self, GError **error)
{
  gboolean in_name = TRUE;
  int c;

  g_string_truncate (self->tag, 0);
  self->tag_line = biz_bank_input_get_line (self->input);
  while ((c = biz_bank_input_get (self->input)) >= 0 && c != '>')
    {
      if (self->tag->len == MAX_TAG || c == '<')
        return biz_bank_fail (self->tag_line, _ ("A tag is not closed."), error);
      in_name &= !g_ascii_isspace (c);
      if (in_name)
        g_string_append_c (self->tag, (char)c);
    }
  if (c < 0)
    return biz_bank_fail (self->tag_line, _ ("The file ends within a tag."), error);
  if (g_str_has_suffix (self->tag->str, "/") && self->tag->len > 1)
    g_string_truncate (self->tag, self->tag->len - 1);

  return TRUE;
}

/* "<?xml …?>" and the like; "<!DOCTYPE" has no place in OFX. */
static gboolean
skip_declaration (Reader *self, int mark, GError **error)
{
  int c;

  if (mark == '!')
    return biz_bank_fail (biz_bank_input_get_line (self->input),
                          _ ("The file declares entities; no bank does."), error);
  while ((c = biz_bank_input_get (self->input)) >= 0 && c != '>')
    ;

  return TRUE;
}

static gboolean
take_tag (Reader *self, GError **error)
{
  if (self->tag->str[0] != '/')
    return open_tag (self, error);
  g_string_erase (self->tag, 0, 1);
  if (!close_tag (self, error))
    return FALSE;
  g_string_truncate (self->tag, 0);

  return TRUE;
}

static gboolean
read_all (Reader *self, GError **error)
{
  gboolean is_open = FALSE, is_closed = FALSE;
  int c;

  while ((c = biz_bank_input_get (self->input)) >= 0)
    {
      if (c != '<')
        {
          if (self->value->len >= MAX_VALUE)
            return biz_bank_fail (self->tag_line, _ ("A text is too long."), error);
          if (is_open && self->statement != NULL)
            g_string_append_c (self->value, (char)c);
          continue;
        }
      if (!take_value (self, error))
        return FALSE;
      g_string_truncate (self->value, 0);
      c = biz_bank_input_get (self->input);
      if (c == '?' || c == '!')
        {
          if (!skip_declaration (self, c, error))
            return FALSE;
          continue;
        }
      if (c < 0 || !read_tag (self, error))
        return c < 0 ? biz_bank_fail (self->tag_line, _ ("The file ends within a tag."), error)
                     : FALSE;
      g_string_prepend_c (self->tag, (char)c);
      is_open |= is_tag (self, "OFX");
      is_closed |= is_tag (self, "/OFX");
      if (!take_tag (self, error))
        return FALSE;
    }
  if (!is_closed)
    return biz_bank_fail (biz_bank_input_get_line (self->input),
                          _ ("The file ends too early: </OFX> is missing."), error);

  return end_statement (self, error);
}

/**
 * biz_bank_read_ofx: (skip)
 * @input: OFX or QFX, SGML or XML
 * @file: where its statements go
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION and the line where the file is broken
 */
gboolean
biz_bank_read_ofx (BizBankInput *input, BizBankFile *file, GError **error)
{
  Reader self = { .input = input, .file = file };
  gboolean success = biz_bank_input_decode_utf16 (input, error);

  self.tag = g_string_sized_new (MAX_TAG);
  self.value = g_string_sized_new (256);
  self.tag_line = 1;
  success = success && read_all (&self, error) && biz_bank_input_check (input, error);
  g_clear_pointer (&self.statement, biz_bank_statement_unref);
  g_clear_pointer (&self.line, biz_bank_line_free);
  g_free (self.bank_id);
  g_free (self.balance);
  g_free (self.amount);
  g_free (self.memo);
  g_string_free (self.tag, TRUE);
  g_string_free (self.value, TRUE);

  return success;
}
