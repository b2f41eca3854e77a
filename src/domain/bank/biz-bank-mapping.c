/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-mapping.h"

#include "biz-iso-currency.h"
#include "erp-error.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define MAX_COLUMN 255
#define VERSION 1

G_DEFINE_BOXED_TYPE (BizBankMapping, biz_bank_mapping, biz_bank_mapping_copy, biz_bank_mapping_free)

static const struct
{
  const char *key;
  const char *label;
} columns[BIZ_BANK_N_COLUMNS] = {
  [BIZ_BANK_COLUMN_DATE] = { "date", N_ ("Booking date") },
  [BIZ_BANK_COLUMN_VALUE_DATE] = { "value-date", N_ ("Value date") },
  [BIZ_BANK_COLUMN_AMOUNT] = { "amount", N_ ("Amount") },
  [BIZ_BANK_COLUMN_DEBIT] = { "debit", N_ ("Money out") },
  [BIZ_BANK_COLUMN_CREDIT] = { "credit", N_ ("Money in") },
  [BIZ_BANK_COLUMN_SIGN] = { "sign", N_ ("In or out") },
  [BIZ_BANK_COLUMN_BALANCE] = { "balance", N_ ("Balance") },
  [BIZ_BANK_COLUMN_CURRENCY] = { "currency", N_ ("Currency") },
  [BIZ_BANK_COLUMN_TEXT] = { "text", N_ ("Text") },
  [BIZ_BANK_COLUMN_MORE_TEXT] = { "more-text", N_ ("More text") },
  [BIZ_BANK_COLUMN_NAME] = { "name", N_ ("Name of the other party") },
  [BIZ_BANK_COLUMN_ACCOUNT] = { "account", N_ ("Account of the other party") },
  [BIZ_BANK_COLUMN_BANK] = { "bank", N_ ("Bank of the other party") },
  [BIZ_BANK_COLUMN_OWN_ACCOUNT] = { "own-account", N_ ("Own account") },
  [BIZ_BANK_COLUMN_END_TO_END] = { "end-to-end", N_ ("End-to-end reference") },
  [BIZ_BANK_COLUMN_REFERENCE] = { "reference", N_ ("Bank’s reference") },
  [BIZ_BANK_COLUMN_CODE] = { "code", N_ ("Kind of booking") },
};

static const char *const date_orders[] = { "dmy", "mdy", "ymd" };

/**
 * biz_bank_mapping_new:
 *
 * Returns: (transfer full): a mapping without columns
 */
BizBankMapping *
biz_bank_mapping_new (void)
{
  BizBankMapping *self = g_new0 (BizBankMapping, 1);

  self->separator = ',';
  self->point = '.';
  self->is_date_sure = TRUE;
  for (guint i = 0; i < BIZ_BANK_N_COLUMNS; i++)
    self->columns[i] = -1;

  return self;
}

/**
 * biz_bank_mapping_copy:
 * @self: a mapping
 *
 * Returns: (transfer full): another one alike
 */
BizBankMapping *
biz_bank_mapping_copy (const BizBankMapping *self)
{
  return g_memdup2 (self, sizeof *self);
}

/**
 * biz_bank_mapping_free:
 * @self: (transfer full) (nullable): a mapping
 */
void
biz_bank_mapping_free (BizBankMapping *self)
{
  g_free (self);
}

/**
 * biz_bank_mapping_is_open:
 * @self: a mapping
 *
 * Returns: whether no column is said, so that only its separator and encoding count
 */
gboolean
biz_bank_mapping_is_open (const BizBankMapping *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  for (guint i = 0; i < BIZ_BANK_N_COLUMNS; i++)
    if (self->columns[i] >= 0)
      return FALSE;

  return TRUE;
}

/**
 * biz_bank_mapping_check:
 * @self: a mapping
 * @error: return location
 *
 * Returns: whether dates and amounts are mapped; else ERP_ERROR_VALIDATION says what is missing
 */
gboolean
biz_bank_mapping_check (const BizBankMapping *self, GError **error)
{
  const char *message = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->columns[BIZ_BANK_COLUMN_DATE] < 0)
    message = _ ("Say which column has the booking date.");
  else if (self->columns[BIZ_BANK_COLUMN_AMOUNT] < 0 && self->columns[BIZ_BANK_COLUMN_DEBIT] < 0
           && self->columns[BIZ_BANK_COLUMN_CREDIT] < 0)
    message = _ ("Say which column has the amount.");
  else if (*self->currency != '\0' && !biz_iso_currency_is_code (self->currency))
    message = _ ("A currency has three capital letters, such as EUR.");
  if (message == NULL)
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION, message);

  return FALSE;
}

/**
 * biz_bank_mapping_to_json:
 * @self: a mapping
 *
 * Returns: (transfer full): an object to remember it by
 */
char *
biz_bank_mapping_to_json (const BizBankMapping *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  char text[2] = { 0 };

  g_return_val_if_fail (self != NULL, NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  json_builder_set_member_name (builder, "separator");
  text[0] = self->separator;
  json_builder_add_string_value (builder, text);
  json_builder_set_member_name (builder, "point");
  text[0] = self->point;
  json_builder_add_string_value (builder, text);
  json_builder_set_member_name (builder, "dates");
  json_builder_add_string_value (builder, date_orders[self->date_order]);
  json_builder_set_member_name (builder, "skip");
  json_builder_add_int_value (builder, self->n_skip);
  json_builder_set_member_name (builder, "negated");
  json_builder_add_boolean_value (builder, self->is_negated);
  json_builder_set_member_name (builder, "currency");
  json_builder_add_string_value (builder, self->currency);
  json_builder_set_member_name (builder, "encoding");
  json_builder_add_string_value (builder, self->encoding);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_object (builder);
  for (guint i = 0; i < BIZ_BANK_N_COLUMNS; i++)
    {
      if (self->columns[i] < 0)
        continue;
      json_builder_set_member_name (builder, columns[i].key);
      json_builder_add_int_value (builder, self->columns[i]);
    }
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}

static const char *
get_word (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : "";
}

static gint64
get_number (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node != NULL && json_node_get_value_type (node) == G_TYPE_INT64 ? json_node_get_int (node)
                                                                         : -1;
}

static gboolean
read_json (BizBankMapping *self, JsonObject *object)
{
  const char *separator = get_word (object, "separator"), *point = get_word (object, "point");
  JsonNode *node = json_object_get_member (object, "columns");
  gint64 n_skip = get_number (object, "skip");
  guint order = 0;

  while (order < G_N_ELEMENTS (date_orders)
         && strcmp (date_orders[order], get_word (object, "dates")) != 0)
    order++;
  if (get_number (object, "version") != VERSION || strlen (separator) != 1
      || (strcmp (point, ".") != 0 && strcmp (point, ",") != 0)
      || order == G_N_ELEMENTS (date_orders) || n_skip < 0 || n_skip > 1000 || node == NULL
      || !JSON_NODE_HOLDS_OBJECT (node) || strlen (get_word (object, "currency")) > 3
      || strlen (get_word (object, "encoding")) >= sizeof self->encoding)
    return FALSE;
  self->separator = *separator;
  self->point = *point;
  self->date_order = (BizBankDateOrder)order;
  self->n_skip = (guint)n_skip;
  node = json_object_get_member (object, "negated");
  self->is_negated = node != NULL && json_node_get_value_type (node) == G_TYPE_BOOLEAN
                     && json_node_get_boolean (node);
  g_strlcpy (self->currency, get_word (object, "currency"), sizeof self->currency);
  g_strlcpy (self->encoding, get_word (object, "encoding"), sizeof self->encoding);
  for (guint i = 0; i < BIZ_BANK_N_COLUMNS; i++)
    {
      gint64 place = get_number (json_object_get_object_member (object, "columns"), columns[i].key);

      self->columns[i] = place >= 0 && place <= MAX_COLUMN ? (int)place : -1;
    }

  return TRUE;
}

/**
 * biz_bank_mapping_from_json:
 * @json: by biz_bank_mapping_to_json ()
 * @error: return location
 *
 * Returns: (transfer full): the mapping, or %NULL with ERP_ERROR_VALIDATION
 */
BizBankMapping *
biz_bank_mapping_from_json (const char *json, GError **error)
{
  g_autoptr (BizBankMapping) self = biz_bank_mapping_new ();
  g_autoptr (JsonNode) root = json_from_string (json, NULL);

  if (root == NULL || !JSON_NODE_HOLDS_OBJECT (root)
      || !read_json (self, json_node_get_object (root)))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("The remembered mapping cannot be read. Map the columns again."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * biz_bank_column_get_label:
 * @column: a column
 *
 * Returns: a word or two for it, translated
 */
const char *
biz_bank_column_get_label (BizBankColumn column)
{
  g_return_val_if_fail (column < BIZ_BANK_N_COLUMNS, NULL);

  return _ (columns[column].label);
}
