/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-tables.h"

#include "biz-iso-currency.h"
#include "biz-machine-text.h"
#include "erp-error.h"

#include <csv.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_COLUMNS 64
#define MAX_FIELDS 16
#define MAX_ROW (1024 * 1024)
#define CHUNK (64 * 1024)

typedef struct _Table Table;

typedef gboolean (*RowFunc) (Table *table, GError **error);

struct _Table
{
  const char *const *names; /* of the fields wanted */
  guint n_names;
  guint n_required;        /* the first so many must be there */
  int fields[MAX_COLUMNS]; /* of each column, -1 for none of ours */
  guint n_columns;         /* 0 before the header */
  guint column;
  guint line;                /* where the row begins */
  guint n_breaks;            /* within the row's quotation marks */
  GString *row;              /* (owned): the texts of one row, each with its NUL */
  gsize offsets[MAX_FIELDS]; /* into row */
  RowFunc take_row;
  gpointer user_data;
  GError *error; /* (owned) (nullable) */
};

struct _BizMatchLineTable
{
  GArray *lines;       /* (owned): BizMatchLine */
  GStringChunk *chunk; /* (owned) */
};

static gboolean
fail (Table *table, const char *what, GError **error)
{
  g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("Line %u: %s"), table->line, what);

  return FALSE;
}

static const char *
get (const Table *table, guint field)
{
  return table->row->str + table->offsets[field];
}

static gboolean
get_id (Table *table, guint field, gint64 *id, GError **error)
{
  const char *text = get (table, field);
  g_autofree char *message = NULL;

  if (*text == '\0')
    {
      *id = 0;
      return TRUE;
    }
  if (g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, id, NULL))
    return TRUE;
  message = g_strdup_printf (_ ("“%.40s” is not an id; a whole number is needed."), text);

  return fail (table, message, error);
}

static gboolean
get_date (Table *table, guint field, GDate *date, GError **error)
{
  const char *text = get (table, field);
  g_autofree char *message = NULL;

  g_date_clear (date, 1);
  if (*text == '\0' || biz_machine_text_get_date (text, date))
    return TRUE;
  message = g_strdup_printf (_ ("“%.40s” is not a date such as 2026-11-22."), text);

  return fail (table, message, error);
}

static gboolean
get_money (Table *table, guint field, guint currency, BizMoney *money, GError **error)
{
  const char *text = get (table, field), *code = get (table, currency);
  guint digits = biz_iso_currency_get_digits (code);
  g_autofree char *message = NULL;
  gint64 minor = 0;

  if (strlen (code) != 3)
    {
      message = g_strdup_printf (_ ("“%.40s” is not a currency such as EUR."), code);
      return fail (table, message, error);
    }
  if (*text == '\0' || biz_machine_text_get_amount (text, strlen (text), '.', digits, &minor))
    {
      *money = biz_money_from_minor (minor, code, digits);
      return TRUE;
    }
  message = g_strdup_printf (_ ("“%.40s” is not an amount such as 1234.50."), text);

  return fail (table, message, error);
}

static void
read_header (Table *table, const char *name, gsize length)
{
  if (table->column >= MAX_COLUMNS)
    return;
  table->fields[table->column] = -1;
  if (length >= 3 && memcmp (name, "\357\273\277", 3) == 0)
    {
      name += 3;
      length -= 3;
    }
  for (guint i = 0; i < table->n_names; i++)
    {
      if (strlen (table->names[i]) == length && memcmp (name, table->names[i], length) == 0)
        table->fields[table->column] = (int)i;
    }
}

static void
field_cb (void *data, size_t length, void *user_data)
{
  Table *table = user_data;
  int field;

  if (table->error != NULL)
    return;
  for (size_t i = 0; i < length; i++)
    table->n_breaks += ((const char *)data)[i] == '\n' ? 1 : 0;
  if (table->n_columns == 0)
    {
      read_header (table, data != NULL ? data : "", length);
      table->column++;
      return;
    }
  field = table->column < table->n_columns ? table->fields[table->column] : -1;
  table->column++;
  if (field < 0)
    return;
  if (!g_utf8_validate (data != NULL ? data : "", (gssize)length, NULL))
    {
      fail (table, _ ("The text is not UTF-8. Save the table as UTF-8."), &table->error);
      return;
    }
  table->offsets[field] = table->row->len;
  g_string_append_len (table->row, data, (gssize)length);
  g_string_append_c (table->row, '\0');
  if (table->row->len > MAX_ROW)
    fail (table, _ ("The row is too long. Is a quotation mark missing?"), &table->error);
}

static void
check_header (Table *table)
{
  for (guint i = 0; i < table->n_required; i++)
    {
      gboolean found = FALSE;
      g_autofree char *message = NULL;

      for (guint j = 0; j < table->n_columns; j++)
        found |= table->fields[j] == (int)i;
      if (found)
        continue;
      message = g_strdup_printf (_ ("The column “%s” is missing."), table->names[i]);
      fail (table, message, &table->error);
      return;
    }
}

static void
row_cb (int c, void *user_data)
{
  Table *table = user_data;

  if (table->error != NULL)
    return;
  if (table->n_columns == 0)
    {
      table->n_columns = MIN (table->column, MAX_COLUMNS);
      check_header (table);
    }
  else
    table->take_row (table, &table->error);
  table->line += 1 + table->n_breaks;
  table->n_breaks = 0;
  table->column = 0;
  /* the first byte is the empty text of columns that are not there */
  g_string_truncate (table->row, 1);
  memset (table->offsets, 0, sizeof table->offsets);
}

static gboolean
feed (Table *table, struct csv_parser *parser, GInputStream *stream, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  gsize n_read = 0;

  do
    {
      if (!g_input_stream_read_all (stream, buffer, CHUNK, &n_read, NULL, error))
        return FALSE;
      if (csv_parse (parser, buffer, n_read, field_cb, row_cb, table) != n_read)
        return fail (table, csv_strerror (csv_error (parser)), error);
      if (table->error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&table->error));
          return FALSE;
        }
    }
  while (n_read == CHUNK);

  return TRUE;
}

static gboolean
read_table (GInputStream *stream,
            const char *const *names,
            guint n_names,
            guint n_required,
            RowFunc take_row,
            gpointer user_data,
            GError **error)
{
  struct csv_parser parser;
  gboolean success;
  Table table = { .names = names,
                  .n_names = n_names,
                  .n_required = n_required,
                  .line = 1,
                  .take_row = take_row,
                  .user_data = user_data };

  if (csv_init (&parser, CSV_STRICT | CSV_STRICT_FINI) != 0)
    return fail (&table, csv_strerror (csv_error (&parser)), error);
  table.row = g_string_sized_new (1024);
  g_string_append_c (table.row, '\0');
  success = feed (&table, &parser, stream, error);
  if (success && csv_fini (&parser, field_cb, row_cb, &table) != 0)
    success = fail (&table, _ ("The table ends within quotation marks."), error);
  if (success && table.error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&table.error));
      success = FALSE;
    }
  if (success && table.n_columns == 0)
    success = fail (&table, _ ("The table is empty; a header is needed."), error);
  csv_free (&parser);
  g_clear_error (&table.error);
  g_string_free (table.row, TRUE);

  return success;
}

static gboolean
take_partner (Table *table, GError **error)
{
  BizMatchPartner partner = { .name = get (table, 1), .account = get (table, 2) };

  if (!get_id (table, 0, &partner.id, error))
    return FALSE;
  biz_matcher_add_partner (table->user_data, &partner);

  return TRUE;
}

enum
{
  ITEM_ID,
  ITEM_PARTNER,
  ITEM_NUMBER,
  ITEM_CURRENCY,
  ITEM_RESIDUAL,
  ITEM_REF,
  ITEM_DATE,
  ITEM_DUE,
  ITEM_DISCOUNT_DATE,
  ITEM_DISCOUNT,
};

static gboolean
take_item (Table *table, GError **error)
{
  BizMatchItem item = { .number = get (table, ITEM_NUMBER), .ref = get (table, ITEM_REF) };

  if (!get_id (table, ITEM_ID, &item.id, error)
      || !get_id (table, ITEM_PARTNER, &item.partner_id, error)
      || !get_date (table, ITEM_DATE, &item.date, error)
      || !get_date (table, ITEM_DUE, &item.due, error)
      || !get_date (table, ITEM_DISCOUNT_DATE, &item.discount_date, error)
      || !get_money (table, ITEM_RESIDUAL, ITEM_CURRENCY, &item.residual, error)
      || !get_money (table, ITEM_DISCOUNT, ITEM_CURRENCY, &item.discount_residual, error))
    return FALSE;
  if (*get (table, ITEM_DISCOUNT) == '\0')
    g_date_clear (&item.discount_date, 1);
  biz_matcher_add_item (table->user_data, &item);

  return TRUE;
}

enum
{
  LINE_ID,
  LINE_DATE,
  LINE_AMOUNT,
  LINE_CURRENCY,
  LINE_TEXT,
  LINE_NAME,
  LINE_ACCOUNT,
  LINE_END_TO_END,
};

static gboolean
take_line (Table *table, GError **error)
{
  BizMatchLineTable *lines = table->user_data;
  BizMatchLine line = { 0 };

  if (!get_id (table, LINE_ID, &line.id, error) || !get_date (table, LINE_DATE, &line.date, error)
      || !get_money (table, LINE_AMOUNT, LINE_CURRENCY, &line.amount, error))
    return FALSE;
  line.text = g_string_chunk_insert (lines->chunk, get (table, LINE_TEXT));
  line.name = g_string_chunk_insert (lines->chunk, get (table, LINE_NAME));
  line.account = g_string_chunk_insert (lines->chunk, get (table, LINE_ACCOUNT));
  line.end_to_end = g_string_chunk_insert (lines->chunk, get (table, LINE_END_TO_END));
  g_array_append_val (lines->lines, line);

  return TRUE;
}

static void
append_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_printf (json, "\\%c", *p);
      else if ((guchar)*p < 0x20)
        g_string_append_printf (json, "\\u%04x", *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static void
append_money (GString *json, const BizMoney *money)
{
  g_autofree char *text = biz_money_format (money, BIZ_MONEY_MACHINE);

  append_string (json, text);
}

static void
append_proposal (GString *json, const BizMatchProposal *proposal)
{
  g_string_append_printf (
      json, "{\"line\":%" G_GINT64_FORMAT ",\"band\":\"%s\",\"score\":%d,\"gap\":%d,\"items\":[",
      biz_match_proposal_get_line_id (proposal),
      biz_match_band_to_string (biz_match_proposal_get_band (proposal)),
      biz_match_proposal_get_score (proposal), biz_match_proposal_get_gap (proposal));
  for (guint i = 0; i < biz_match_proposal_get_n_parts (proposal); i++)
    {
      const BizMatchPart *part = biz_match_proposal_get_part (proposal, i);

      g_string_append_printf (json, "%s{\"id\":%" G_GINT64_FORMAT ",\"amount\":", i > 0 ? "," : "",
                              part->item_id);
      append_money (json, &part->amount);
      g_string_append_c (json, '}');
    }
  g_string_append (json, "],\"writeoff\":");
  append_money (json, biz_match_proposal_get_writeoff (proposal));
  g_string_append (json, ",\"reasons\":[");
  for (guint i = 0; i < biz_match_proposal_get_n_reasons (proposal); i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_string (json, biz_match_proposal_get_reason (proposal, i));
    }
  g_string_append (json, "]}");
}

/**
 * biz_match_tables_add_partners:
 * @matcher: where the customers go
 * @stream: CSV
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION and the line where the table is broken; customers read
 *   before stay in @matcher, which is then of no use
 */
gboolean
biz_match_tables_add_partners (BizMatcher *matcher, GInputStream *stream, GError **error)
{
  static const char *const names[] = { "id", "name", "iban" };

  return read_table (stream, names, G_N_ELEMENTS (names), 2, take_partner, matcher, error);
}

/**
 * biz_match_tables_add_items:
 * @matcher: where the open items go
 * @stream: CSV
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION and the line where the table is broken; items read
 *   before stay in @matcher, which is then of no use
 */
gboolean
biz_match_tables_add_items (BizMatcher *matcher, GInputStream *stream, GError **error)
{
  static const char *const names[] = {
    "id",  "partner_id", "number", "currency",      "residual",
    "ref", "date",       "due",    "discount_date", "discount_residual"
  };

  return read_table (stream, names, G_N_ELEMENTS (names), 5, take_item, matcher, error);
}

/**
 * biz_match_line_table_read:
 * @stream: CSV
 * @error: return location
 *
 * Returns: (transfer full): all lines, or %NULL with ERP_ERROR_VALIDATION and the line where the
 *   table is broken
 */
BizMatchLineTable *
biz_match_line_table_read (GInputStream *stream, GError **error)
{
  static const char *const names[] = { "id",   "date", "amount",  "currency",
                                       "text", "name", "account", "end_to_end" };
  g_autoptr (BizMatchLineTable) self = g_new0 (BizMatchLineTable, 1);

  self->lines = g_array_new (FALSE, FALSE, sizeof (BizMatchLine));
  self->chunk = g_string_chunk_new (64 * 1024);
  if (!read_table (stream, names, G_N_ELEMENTS (names), 4, take_line, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * biz_match_line_table_free:
 * @self: (transfer full) (nullable): a table
 */
void
biz_match_line_table_free (BizMatchLineTable *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->lines);
  g_string_chunk_free (self->chunk);
  g_free (self);
}

/**
 * biz_match_line_table_get_lines:
 * @self: a table
 * @n_lines: (out): how many
 *
 * Returns: (transfer none) (array length=n_lines): its lines
 */
const BizMatchLine *
biz_match_line_table_get_lines (const BizMatchLineTable *self, guint *n_lines)
{
  *n_lines = self->lines->len;

  return (const BizMatchLine *)(gpointer)self->lines->data;
}

/**
 * biz_match_write_json:
 * @proposals: (element-type BizMatchProposal): what biz_matcher_run () gave
 * @json: (inout): where the list is appended; amounts are strings
 */
void
biz_match_write_json (GPtrArray *proposals, GString *json)
{
  g_string_append_c (json, '[');
  for (guint i = 0; i < proposals->len; i++)
    {
      g_string_append (json, i > 0 ? ",\n " : "\n ");
      append_proposal (json, g_ptr_array_index (proposals, i));
    }
  g_string_append (json, proposals->len > 0 ? "\n]\n" : "]\n");
}
