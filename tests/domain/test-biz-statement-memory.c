/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-statement-memory.h"

#include <string.h>

static const char *const heads[] = { "Datum", "Betrag", NULL };
static const char *const other[] = { "Date", "Amount", NULL };

static void
changed_cb (guint *n)
{
  (*n)++;
}

/* However a number is written; in another database it is nothing. */
static void
test_journal (void)
{
  static const struct
  {
    const char *account;
    gint64 journal;
  } rows[] = { { "DE12 5001 0517 0648 4898 90", 7 },
               { "de12500105170648489890", 7 },
               { "DE12500105170648489891", 0 },
               { "", 0 } };
  g_autoptr (BizStatementMemory) memory = biz_statement_memory_new ("one");
  g_autoptr (BizStatementMemory) again = biz_statement_memory_new ("one");
  g_autoptr (BizStatementMemory) elsewhere = biz_statement_memory_new ("two");
  g_autoptr (GVariant) all = NULL;
  g_autofree char *text = NULL;
  guint n = 0;

  g_signal_connect_swapped (memory, "changed", G_CALLBACK (changed_cb), &n);
  biz_statement_memory_set_journal (memory, "DE12500105170648489890", 7);
  biz_statement_memory_set_journal (memory, "DE12 5001 0517 0648 4898 90", 7);
  g_assert_cmpuint (n, ==, 1);
  all = biz_statement_memory_save (memory);
  biz_statement_memory_load (again, all);
  biz_statement_memory_load (elsewhere, all);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_assert_cmpint (biz_statement_memory_get_journal (again, rows[i].account), ==,
                       rows[i].journal);
      g_assert_cmpint (biz_statement_memory_get_journal (elsewhere, rows[i].account), ==, 0);
    }
  /* nobody reads a number out of the settings */
  text = g_variant_print (all, FALSE);
  g_assert_null (g_strstr_len (text, -1, "0648489890"));
}

static void
test_mapping (void)
{
  g_autoptr (BizStatementMemory) memory = biz_statement_memory_new ("one");
  g_autoptr (BizBankMapping) mapping = biz_bank_mapping_new ();
  g_autoptr (BizBankMapping) found = NULL;

  mapping->separator = ';';
  mapping->columns[BIZ_BANK_COLUMN_DATE] = 0;
  mapping->columns[BIZ_BANK_COLUMN_AMOUNT] = 1;
  g_strlcpy (mapping->encoding, "CP850", sizeof mapping->encoding);
  biz_statement_memory_set_mapping (memory, 7, heads, mapping);
  found = biz_statement_memory_get_mapping (memory, 7, heads);
  g_assert_nonnull (found);
  g_assert_cmpint (found->separator, ==, ';');
  g_assert_cmpint (found->columns[BIZ_BANK_COLUMN_AMOUNT], ==, 1);
  g_assert_cmpstr (found->encoding, ==, "CP850");
  /* other columns are another table */
  g_assert_null (biz_statement_memory_get_mapping (memory, 7, other));
  g_assert_null (biz_statement_memory_get_mapping (memory, 8, heads));
}

/* What somebody wrote into the settings is no reason to fall. */
static void
test_spoilt (void)
{
  g_autoptr (BizStatementMemory) memory = biz_statement_memory_new ("one");
  g_autoptr (BizStatementMemory) spoilt = biz_statement_memory_new ("one");
  g_autoptr (BizBankMapping) mapping = biz_bank_mapping_new ();
  g_autoptr (GVariant) all = NULL;
  GVariantBuilder builder;
  GVariantIter iter;
  const char *key, *value;

  biz_statement_memory_set_journal (memory, "1", 7);
  biz_statement_memory_set_mapping (memory, 7, heads, mapping);
  all = biz_statement_memory_save (memory);
  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_variant_iter_init (&iter, all);
  while (g_variant_iter_next (&iter, "{&s&s}", &key, &value))
    {
      g_autofree char *cut = g_strndup (value, strlen (value) / 2);

      g_variant_builder_add (&builder, "{ss}", key, cut);
    }
  biz_statement_memory_load (spoilt, g_variant_builder_end (&builder));
  g_assert_cmpint (biz_statement_memory_get_journal (spoilt, "1"), ==, 0);
  g_assert_null (biz_statement_memory_get_mapping (spoilt, 7, heads));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/biz/statement-memory/journal", test_journal);
  g_test_add_func ("/biz/statement-memory/mapping", test_mapping);
  g_test_add_func ("/biz/statement-memory/spoilt", test_spoilt);

  return g_test_run ();
}
