/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-opening.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
biz_opening_row_free (BizOpeningRow *self)
{
  g_free (self->reference);
  g_free (self->name);
  g_free (self->vat);
  g_free (self);
}

void
biz_opening_customer_free (BizOpeningCustomer *self)
{
  g_free (self->reference);
  g_free (self->name);
  g_free (self->vat);
  g_free (self);
}

const char *
biz_opening_state_get_name (BizOpeningState state)
{
  static const char *const names[] = { "equal", "differs", "not-in-erp", "not-in-file", "several" };

  g_return_val_if_fail (state <= BIZ_OPENING_SEVERAL, NULL);

  return names[state];
}

const char *
biz_opening_state_describe (BizOpeningState state)
{
  static const char *const words[] = { N_ ("Equal"), N_ ("Differs"), N_ ("Not in Odoo"),
                                       N_ ("Not in the file"), N_ ("Fits several customers") };

  g_return_val_if_fail (state <= BIZ_OPENING_SEVERAL, NULL);

  return _ (words[state]);
}

/* Letters and digits alone, whatever their case: "DE 123.456" is "de123456". NULL of nothing. */
static char *
fold (const char *text)
{
  g_autofree char *normal = text != NULL ? g_utf8_normalize (text, -1, G_NORMALIZE_ALL) : NULL;
  g_autofree char *folded = normal != NULL ? g_utf8_casefold (normal, -1) : NULL;
  g_autoptr (GString) key = g_string_new (NULL);

  for (const char *at = folded; at != NULL && *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar letter = g_utf8_get_char (at);

      if (g_unichar_isalnum (letter))
        g_string_append_unichar (key, letter);
    }

  return key->len > 0 ? g_string_free (g_steal_pointer (&key), FALSE) : NULL;
}

/* Customers by what they are found by; a key of two customers stands for the marker. */
typedef struct
{
  GHashTable *references; /* (owned) */
  GHashTable *vats;       /* (owned) */
  GHashTable *names;      /* (owned) */
} Index;

static const BizOpeningCustomer several;

static void
index_key (GHashTable *table, const char *text, const BizOpeningCustomer *customer)
{
  char *key = fold (text);

  if (key == NULL)
    return;
  if (g_hash_table_contains (table, key))
    customer = &several;
  g_hash_table_insert (table, key, (gpointer)customer);
}

static void
fill_index (Index *index, GPtrArray *customers)
{
  index->references = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index->vats = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  index->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < customers->len; i++)
    {
      const BizOpeningCustomer *customer = g_ptr_array_index (customers, i);

      index_key (index->references, customer->reference, customer);
      index_key (index->vats, customer->vat, customer);
      index_key (index->names, customer->name, customer);
    }
}

static void
clear_index (Index *index)
{
  g_hash_table_unref (index->references);
  g_hash_table_unref (index->vats);
  g_hash_table_unref (index->names);
}

static const BizOpeningCustomer *
look_up (GHashTable *table, const char *text)
{
  g_autofree char *key = fold (text);

  return key != NULL ? g_hash_table_lookup (table, key) : NULL;
}

/* The first of number, tax id and name that says one customer; several where one says so and none
 * says better. */
static const BizOpeningCustomer *
find_customer (const Index *index, const BizOpeningRow *row)
{
  const BizOpeningCustomer *const found[] = { look_up (index->references, row->reference),
                                              look_up (index->vats, row->vat),
                                              look_up (index->names, row->name) };
  const BizOpeningCustomer *any = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (found); i++)
    {
      if (found[i] != NULL && found[i] != &several)
        return found[i];
      if (found[i] != NULL)
        any = found[i];
    }

  return any;
}

static int
rank (const BizOpeningLine *line)
{
  return line->state == BIZ_OPENING_EQUAL;
}

static gint
compare_lines (gconstpointer a, gconstpointer b)
{
  const BizOpeningLine *left = a;
  const BizOpeningLine *right = b;
  const guint left_line = left->row != NULL ? left->row->line : G_MAXUINT;
  const guint right_line = right->row != NULL ? right->row->line : G_MAXUINT;

  if (rank (left) != rank (right))
    return rank (left) - rank (right);
  if (left_line != right_line)
    return left_line < right_line ? -1 : 1;

  return left->customer != NULL && right->customer != NULL
             ? g_strcmp0 (left->customer->name, right->customer->name)
             : 0;
}

/* Rows of one customer are added up; a row of nobody stands for itself. */
static gboolean
take_row (GArray *lines,
          GHashTable *places,
          const Index *index,
          const BizOpeningRow *row,
          const BizMoney *zero,
          GError **error)
{
  const BizOpeningCustomer *customer = find_customer (index, row);
  BizOpeningLine line = { .row = row, .file = row->balance, .erp = *zero };
  gpointer place;

  if (customer == NULL || customer == &several)
    {
      line.state = customer == NULL ? BIZ_OPENING_NOT_IN_ERP : BIZ_OPENING_SEVERAL;
      g_array_append_val (lines, line);
      return TRUE;
    }
  if (g_hash_table_lookup_extended (places, customer, NULL, &place))
    {
      BizOpeningLine *there = &g_array_index (lines, BizOpeningLine, GPOINTER_TO_UINT (place));

      return biz_money_add (&there->file, &row->balance, &there->file, error);
    }
  line.customer = customer;
  line.erp = customer->balance;
  g_hash_table_insert (places, (gpointer)customer, GUINT_TO_POINTER (lines->len));
  g_array_append_val (lines, line);

  return TRUE;
}

static gboolean
settle (GArray *lines, GError **error)
{
  for (guint i = 0; i < lines->len; i++)
    {
      BizOpeningLine *line = &g_array_index (lines, BizOpeningLine, i);

      if (!biz_money_subtract (&line->erp, &line->file, &line->difference, error))
        return FALSE;
      if (line->customer != NULL && line->row != NULL)
        line->state = line->difference.minor == 0 ? BIZ_OPENING_EQUAL : BIZ_OPENING_DIFFERS;
    }

  return TRUE;
}

/**
 * biz_opening_compare:
 * @rows: (element-type BizOpeningRow): of the file
 * @customers: (element-type BizOpeningCustomer): of the ERP
 * @zero: the currency of both
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizOpeningLine): one a customer; %NULL where an amount
 * does not fit
 */
GArray *
biz_opening_compare (GPtrArray *rows, GPtrArray *customers, const BizMoney *zero, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (BizOpeningLine));
  g_autoptr (GHashTable) places = g_hash_table_new (NULL, NULL);
  gboolean fits = TRUE;
  Index index;

  g_return_val_if_fail (rows != NULL && customers != NULL && zero != NULL, NULL);

  fill_index (&index, customers);
  for (guint i = 0; i < rows->len && fits; i++)
    fits = take_row (lines, places, &index, g_ptr_array_index (rows, i), zero, error);
  clear_index (&index);
  for (guint i = 0; i < customers->len && fits; i++)
    {
      const BizOpeningCustomer *customer = g_ptr_array_index (customers, i);
      BizOpeningLine line = { BIZ_OPENING_NOT_IN_FILE, NULL, customer, *zero, customer->balance,
                              customer->balance };

      if (customer->balance.minor != 0 && !g_hash_table_contains (places, customer))
        g_array_append_val (lines, line);
    }
  if (!fits || !settle (lines, error))
    return NULL;
  g_array_sort (lines, compare_lines);

  return g_steal_pointer (&lines);
}
