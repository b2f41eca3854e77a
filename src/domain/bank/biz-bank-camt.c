/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-readers.h"

#include "biz-bank-camt-entry.h"
#include "biz-iso-currency.h"
#include "biz-machine-text.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

/* The standard nests some twenty deep. */
#define MAX_DEPTH 64
#define MAX_PATH 512
#define MAX_TEXT 65536
#define MAX_PARTS 100000

typedef struct
{
  const char *path;
  BizBankCamtField field;
} Place;

static const Place statement_places[] = {
  { "/Id", FIELD_STATEMENT_ID },          { "/Acct/Id/IBAN", FIELD_ACCOUNT },
  { "/Acct/Id/Othr/Id", FIELD_ACCOUNT },  { "/Acct/Id/PrtryAcct/Id", FIELD_ACCOUNT },
  { "/Acct/Ccy", FIELD_CURRENCY },        { "/Bal/Tp/CdOrPrtry/Cd", FIELD_BALANCE_KIND },
  { "/Bal/Tp/Cd", FIELD_BALANCE_KIND },   { "/Bal/Amt", FIELD_AMOUNT },
  { "/Bal/CdtDbtInd", FIELD_SIGN },       { "/Bal/Dt/Dt", FIELD_BALANCE_DATE },
  { "/Bal/Dt/DtTm", FIELD_BALANCE_DATE },
};

static const Place entry_places[] = {
  { "/Amt", FIELD_AMOUNT },
  { "/CdtDbtInd", FIELD_SIGN },
  { "/Sts", FIELD_STATUS },
  { "/Sts/Cd", FIELD_STATUS },
  { "/BookgDt/Dt", FIELD_DATE },
  { "/BookgDt/DtTm", FIELD_DATE },
  { "/ValDt/Dt", FIELD_VALUE_DATE },
  { "/ValDt/DtTm", FIELD_VALUE_DATE },
  { "/AcctSvcrRef", FIELD_BANK_REFERENCE },
  { "/BkTxCd/Domn/Cd", FIELD_DOMAIN },
  { "/BkTxCd/Domn/Fmly/Cd", FIELD_FAMILY },
  { "/BkTxCd/Domn/Fmly/SubFmlyCd", FIELD_SUBFAMILY },
  { "/BkTxCd/Prtry/Cd", FIELD_PROPRIETARY },
  { "/AddtlNtryInf", FIELD_INFO },
  { "/AmtDtls/InstdAmt/Amt", FIELD_ORIGINAL },
};

static const Place part_places[] = {
  { "/Amt", FIELD_AMOUNT },
  { "/CdtDbtInd", FIELD_SIGN },
  { "/AmtDtls/TxAmt/Amt", FIELD_TX_AMOUNT },
  { "/AmtDtls/InstdAmt/Amt", FIELD_ORIGINAL },
  { "/Refs/EndToEndId", FIELD_END_TO_END },
  { "/Refs/AcctSvcrRef", FIELD_BANK_REFERENCE },
  { "/Refs/MndtId", FIELD_MANDATE },
  { "/BkTxCd/Domn/Cd", FIELD_DOMAIN },
  { "/BkTxCd/Domn/Fmly/Cd", FIELD_FAMILY },
  { "/BkTxCd/Domn/Fmly/SubFmlyCd", FIELD_SUBFAMILY },
  { "/BkTxCd/Prtry/Cd", FIELD_PROPRIETARY },
  { "/RltdPties/Dbtr/Nm", FIELD_DEBTOR },
  { "/RltdPties/Dbtr/Pty/Nm", FIELD_DEBTOR },
  { "/RltdPties/UltmtDbtr/Nm", FIELD_DEBTOR_ULTIMATE },
  { "/RltdPties/UltmtDbtr/Pty/Nm", FIELD_DEBTOR_ULTIMATE },
  { "/RltdPties/DbtrAcct/Id/IBAN", FIELD_DEBTOR_ACCOUNT },
  { "/RltdPties/DbtrAcct/Id/Othr/Id", FIELD_DEBTOR_ACCOUNT },
  { "/RltdPties/Cdtr/Nm", FIELD_CREDITOR },
  { "/RltdPties/Cdtr/Pty/Nm", FIELD_CREDITOR },
  { "/RltdPties/UltmtCdtr/Nm", FIELD_CREDITOR_ULTIMATE },
  { "/RltdPties/UltmtCdtr/Pty/Nm", FIELD_CREDITOR_ULTIMATE },
  { "/RltdPties/CdtrAcct/Id/IBAN", FIELD_CREDITOR_ACCOUNT },
  { "/RltdPties/CdtrAcct/Id/Othr/Id", FIELD_CREDITOR_ACCOUNT },
  { "/RltdAgts/DbtrAgt/FinInstnId/BIC", FIELD_DEBTOR_BANK },
  { "/RltdAgts/DbtrAgt/FinInstnId/BICFI", FIELD_DEBTOR_BANK },
  { "/RltdAgts/CdtrAgt/FinInstnId/BIC", FIELD_CREDITOR_BANK },
  { "/RltdAgts/CdtrAgt/FinInstnId/BICFI", FIELD_CREDITOR_BANK },
  { "/RmtInf/Ustrd", FIELD_TEXT },
  { "/RmtInf/Strd/CdtrRefInf/Ref", FIELD_REFERENCE },
  { "/RmtInf/Strd/RfrdDocInf/Nb", FIELD_REFERENCE },
  { "/RmtInf/Strd/AddtlRmtInf", FIELD_TEXT },
  { "/AddtlTxInf", FIELD_INFO },
};

typedef struct
{
  xmlTextReader *xml; /* (owned) */
  BizBankInput *input;
  BizBankFile *file;
  GHashTable *fields[3]; /* (owned): path -> BizBankCamtField, of statements, entries, parts */
  GError *error;         /* (owned) (nullable) */

  char path[MAX_PATH]; /* from the document's root */
  gsize lengths[MAX_DEPTH + 1];
  guint depth;
  gsize statement_at; /* length of the path of the statement being read, 0 for none */
  gsize entry_at;
  gsize part_at;
  GString *text;    /* (owned): of the element being read */
  char currency[8]; /* attribute of the element being read */

  BizBankStatement *statement; /* (owned) (nullable) */
  gboolean has_opening, has_closing;
  char balance_kind[8];
  BizMoney balance;
  int balance_sign;
  GDate balance_date;
  BizBankCamtEntry entry;
  GArray *parts; /* (owned): BizBankCamtEntry */
} Reader;

/* The line of the element being read; far down in a large file the parser's, which is some lines
 * ahead. */
static guint
get_line (const Reader *self)
{
  xmlNode *node = xmlTextReaderCurrentNode (self->xml);
  long line = node != NULL ? xmlGetLineNo (node) : 0;

  if (line <= 0 || line >= G_MAXUINT16)
    line = xmlTextReaderGetParserLineNumber (self->xml);

  return line > 0 ? (guint)line : biz_bank_input_get_line (self->input);
}

static gboolean
fail (Reader *self, const char *format, const char *word)
{
  if (self->error == NULL)
    biz_bank_fail_word (get_line (self), format, word, &self->error);

  return FALSE;
}

static gboolean
read_money (Reader *self, BizMoney *money)
{
  const char *code = self->currency;
  guint digits;
  gint64 minor;

  if (*code == '\0')
    code = biz_bank_statement_get_currency (self->statement);
  if (!biz_iso_currency_is_code (code))
    return fail (self, _ ("“%s” is an amount without a currency."), self->text->str);
  digits = biz_iso_currency_get_digits (code);
  if (!biz_machine_text_get_amount (self->text->str, self->text->len, '.', digits, &minor))
    return fail (self, _ ("“%s” is not an amount."), self->text->str);
  *money = biz_money_from_minor (minor, code, digits);

  return TRUE;
}

static gboolean
read_date (Reader *self, GDate *date)
{
  if (!biz_machine_text_get_date (self->text->str, date))
    return fail (self, _ ("“%s” is not a date."), self->text->str);

  return TRUE;
}

static gboolean
read_sign (Reader *self, int *sign)
{
  if (strcmp (self->text->str, "CRDT") == 0)
    *sign = 1;
  else if (strcmp (self->text->str, "DBIT") == 0)
    *sign = -1;
  else
    return fail (self, _ ("“%s” is neither CRDT nor DBIT."), self->text->str);

  return TRUE;
}

static gboolean
take_statement_field (Reader *self, BizBankCamtField field)
{
  const char *text = self->text->str;

  switch (field)
    {
    case FIELD_STATEMENT_ID:
      biz_bank_statement_set_id (self->statement, text);
      return TRUE;
    case FIELD_ACCOUNT:
      biz_bank_statement_set_account (self->statement, text);
      return TRUE;
    case FIELD_CURRENCY:
      if (!biz_iso_currency_is_code (text))
        return fail (self, _ ("“%s” is not a currency."), text);
      biz_bank_statement_set_currency (self->statement, text);
      return TRUE;
    case FIELD_BALANCE_KIND:
      g_strlcpy (self->balance_kind, text, sizeof self->balance_kind);
      return TRUE;
    case FIELD_AMOUNT:
      return read_money (self, &self->balance);
    case FIELD_SIGN:
      return read_sign (self, &self->balance_sign);
    case FIELD_BALANCE_DATE:
      return read_date (self, &self->balance_date);
    default:
      return TRUE;
    }
}

static gboolean
take_entry_field (Reader *self, BizBankCamtEntry *entry, BizBankCamtField field)
{
  switch (field)
    {
    case FIELD_AMOUNT:
      return read_money (self, &entry->amount);
    case FIELD_TX_AMOUNT:
      return *entry->amount.currency != '\0' || read_money (self, &entry->amount);
    case FIELD_ORIGINAL:
      return read_money (self, &entry->original);
    case FIELD_SIGN:
      return read_sign (self, &entry->sign);
    case FIELD_STATUS:
      entry->is_booked = strcmp (self->text->str, "BOOK") == 0;
      return TRUE;
    case FIELD_DATE:
      return read_date (self, &entry->date);
    case FIELD_VALUE_DATE:
      return read_date (self, &entry->value_date);
    default:
      biz_bank_camt_entry_set_text (entry, field, self->text->str);
      return TRUE;
    }
}

static gboolean
end_entry (Reader *self)
{
  BizMoney total = self->entry.amount;

  if (!self->entry.is_booked)
    {
      biz_bank_statement_add_pending (self->statement);
      return TRUE;
    }
  if (*total.currency == '\0')
    return fail (self, _ ("The entry has no amount."), "");
  if (self->entry.sign == 0)
    return fail (self, _ ("The entry says neither CRDT nor DBIT."), "");
  /* the format knows no sign; one that says DBIT once more is harmless, the opposite is not */
  if (total.minor < 0 && self->entry.sign > 0)
    return fail (self, _ ("The entry is money out, but says that it came in."), "");
  self->entry.amount = biz_money_abs (&total);
  if (!g_date_valid (&self->entry.date) && !g_date_valid (&self->entry.value_date))
    return fail (self, _ ("The entry has no date."), "");
  if (biz_bank_statement_get_currency (self->statement) == NULL)
    biz_bank_statement_set_currency (self->statement, total.currency);
  biz_bank_camt_entry_add_lines (&self->entry, self->parts, self->statement);

  return TRUE;
}

static void
end_balance (Reader *self)
{
  const char *kind = self->balance_kind;
  gboolean is_opening = strcmp (kind, "OPBD") == 0 || strcmp (kind, "PRCD") == 0;
  gboolean is_closing = strcmp (kind, "CLBD") == 0;

  if (*self->balance.currency != '\0' && self->balance_sign != 0)
    {
      self->balance.minor *= self->balance_sign;
      if (biz_bank_statement_get_currency (self->statement) == NULL)
        biz_bank_statement_set_currency (self->statement, self->balance.currency);
      if (is_opening && !self->has_opening)
        biz_bank_statement_set_opening (self->statement, &self->balance, &self->balance_date);
      if (is_closing)
        biz_bank_statement_set_closing (self->statement, &self->balance, &self->balance_date);
      self->has_opening |= is_opening;
      self->has_closing |= is_closing;
    }
  *self->balance_kind = '\0';
  memset (&self->balance, 0, sizeof self->balance);
  self->balance_sign = 0;
  g_date_clear (&self->balance_date, 1);
}

static gboolean
is_statement (const char *name)
{
  return strcmp (name, "Stmt") == 0 || strcmp (name, "Rpt") == 0 || strcmp (name, "Ntfctn") == 0;
}

static void
clear_parts (Reader *self)
{
  for (guint i = 0; i < self->parts->len; i++)
    biz_bank_camt_entry_clear (&g_array_index (self->parts, BizBankCamtEntry, i));
  g_array_set_size (self->parts, 0);
}

static gboolean
start_element (Reader *self, const char *name)
{
  gsize at = self->depth > 0 ? self->lengths[self->depth - 1] : 0;
  gsize length = strlen (name);
  g_autofree char *currency = NULL;

  if (self->depth >= MAX_DEPTH || at + length + 2 > MAX_PATH)
    return fail (self, _ ("The elements are nested too deeply at “%s”."), name);
  self->path[at] = '/';
  memcpy (self->path + at + 1, name, length + 1);
  self->lengths[self->depth++] = at + 1 + length;
  g_string_truncate (self->text, 0);
  *self->currency = '\0';
  if (strcmp (name, "Amt") == 0)
    {
      xmlChar *value = xmlTextReaderGetAttribute (self->xml, (const xmlChar *)"Ccy");

      g_strlcpy (self->currency, value != NULL ? (const char *)value : "", sizeof self->currency);
      xmlFree (value);
    }

  if (self->statement == NULL && is_statement (name))
    {
      self->statement = biz_bank_statement_new ();
      self->statement_at = at + 1 + length;
      self->has_opening = self->has_closing = FALSE;
    }
  else if (self->statement != NULL && self->entry_at == 0 && at == self->statement_at
           && strcmp (name, "Ntry") == 0)
    {
      self->entry_at = at + 1 + length;
      biz_bank_camt_entry_clear (&self->entry);
      clear_parts (self);
      self->entry.line = get_line (self);
    }
  else if (self->entry_at != 0 && self->part_at == 0 && strcmp (name, "TxDtls") == 0)
    {
      BizBankCamtEntry part = { 0 };

      biz_bank_camt_entry_clear (&part);
      self->part_at = at + 1 + length;
      if (self->parts->len == MAX_PARTS)
        return fail (self, _ ("The entry has too many transactions."), "");
      g_array_append_val (self->parts, part);
    }

  return TRUE;
}

static gboolean
take_text (Reader *self)
{
  guint level = self->part_at != 0 ? 2 : self->entry_at != 0 ? 1 : 0;
  gsize at = level == 2 ? self->part_at : level == 1 ? self->entry_at : self->statement_at;
  BizBankCamtField field;

  if (self->statement == NULL || self->text->len == 0)
    return TRUE;
  field = GPOINTER_TO_INT (g_hash_table_lookup (self->fields[level], self->path + at));
  if (field == FIELD_NONE)
    return TRUE;
  g_strstrip (self->text->str);
  self->text->len = strlen (self->text->str);
  if (self->text->len == 0)
    return TRUE;
  if (level == 0)
    return take_statement_field (self, field);

  return take_entry_field (self,
                           level == 1 ? &self->entry
                                      : &g_array_index (self->parts, BizBankCamtEntry,
                                                        self->parts->len - 1),
                           field);
}

static gboolean
end_element (Reader *self)
{
  gsize length;
  gboolean success;

  g_assert (self->depth > 0);

  length = self->lengths[self->depth - 1];
  success = take_text (self);
  if (success && self->part_at == length)
    self->part_at = 0;
  else if (success && self->entry_at == length)
    {
      success = end_entry (self);
      self->entry_at = 0;
    }
  else if (success && self->statement != NULL && self->statement_at == length)
    {
      biz_bank_file_take_statement (self->file, g_steal_pointer (&self->statement));
      self->statement_at = 0;
    }
  else if (success && self->statement != NULL && self->entry_at == 0
           && strcmp (self->path + self->statement_at, "/Bal") == 0)
    end_balance (self);
  self->depth--;
  self->path[self->depth > 0 ? self->lengths[self->depth - 1] : 0] = '\0';
  g_string_truncate (self->text, 0);

  return success;
}

static gboolean
read_node (Reader *self)
{
  const char *text;

  switch (xmlTextReaderNodeType (self->xml))
    {
    case XML_READER_TYPE_ELEMENT:
      {
        gboolean is_empty = xmlTextReaderIsEmptyElement (self->xml) == 1;

        if (!start_element (self, (const char *)xmlTextReaderConstLocalName (self->xml)))
          return FALSE;
        return !is_empty || end_element (self);
      }
    case XML_READER_TYPE_END_ELEMENT:
      return end_element (self);
    case XML_READER_TYPE_TEXT:
    case XML_READER_TYPE_CDATA:
      text = (const char *)xmlTextReaderConstValue (self->xml);
      if (self->statement == NULL || text == NULL)
        return TRUE;
      if (self->text->len + strlen (text) > MAX_TEXT)
        return fail (self, _ ("A text is too long."), "");
      g_string_append (self->text, text);
      return TRUE;
    case XML_READER_TYPE_DOCUMENT_TYPE:
    case XML_READER_TYPE_ENTITY_REFERENCE:
    case XML_READER_TYPE_ENTITY:
      return fail (self, _ ("The file declares entities; no bank does."), "");
    default:
      return TRUE;
    }
}

static int
read_cb (void *user_data, char *buffer, int length)
{
  return (int)biz_bank_input_read (user_data, buffer, (gsize)length);
}

static void
xml_error_cb (void *user_data, const xmlError *error)
{
  Reader *self = user_data;
  g_autofree char *message = NULL;

  if (error->level < XML_ERR_ERROR || self->error != NULL)
    return;
  message = g_strstrip (g_strdup (error->message != NULL ? error->message : ""));
  biz_bank_fail_word (error->line > 0 ? (guint)error->line : 1, _ ("The XML is broken: %s"),
                      message, &self->error);
}

static GHashTable *
make_fields (const Place *places, gsize n)
{
  GHashTable *fields = g_hash_table_new (g_str_hash, g_str_equal);

  for (gsize i = 0; i < n; i++)
    g_hash_table_insert (fields, (gpointer)places[i].path, GINT_TO_POINTER (places[i].field));

  return fields;
}

static void
reader_clear (Reader *self)
{
  clear_parts (self);
  g_array_unref (self->parts);
  biz_bank_camt_entry_clear (&self->entry);
  for (gsize i = 0; i < G_N_ELEMENTS (self->fields); i++)
    g_hash_table_unref (self->fields[i]);
  g_clear_pointer (&self->statement, biz_bank_statement_unref);
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->xml, xmlFreeTextReader);
  g_clear_error (&self->error);
}

/**
 * biz_bank_read_camt: (skip)
 * @input: camt.052, camt.053 or camt.054 of any version
 * @file: where its statements go
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION and the line where the file is broken
 */
gboolean
biz_bank_read_camt (BizBankInput *input, BizBankFile *file, GError **error)
{
  Reader self = { .input = input, .file = file };
  int more = 1;

  self.fields[0] = make_fields (statement_places, G_N_ELEMENTS (statement_places));
  self.fields[1] = make_fields (entry_places, G_N_ELEMENTS (entry_places));
  self.fields[2] = make_fields (part_places, G_N_ELEMENTS (part_places));
  self.text = g_string_sized_new (256);
  self.parts = g_array_new (FALSE, FALSE, sizeof (BizBankCamtEntry));
  g_date_clear (&self.balance_date, 1);
  biz_bank_camt_entry_clear (&self.entry);
  self.xml = xmlReaderForIO (read_cb, NULL, input, NULL, NULL,
                             XML_PARSE_NONET | XML_PARSE_COMPACT | XML_PARSE_BIG_LINES);
  if (self.xml != NULL)
    xmlTextReaderSetStructuredErrorHandler (self.xml, (xmlStructuredErrorFunc)xml_error_cb, &self);
  while (self.xml != NULL && more == 1 && self.error == NULL)
    {
      more = xmlTextReaderRead (self.xml);
      if (more == 1 && self.error == NULL && !read_node (&self))
        break;
    }
  if (self.error == NULL && more != 0 && biz_bank_input_check (input, &self.error))
    biz_bank_fail (biz_bank_input_get_line (input), _ ("The XML is broken."), &self.error);
  if (self.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self.error));
      reader_clear (&self);
      return FALSE;
    }
  reader_clear (&self);

  return TRUE;
}
