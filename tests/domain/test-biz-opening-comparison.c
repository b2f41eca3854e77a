/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-opening-comparison.h"

#include "biz-opening-entry.h"
#include "erp-error.h"

#include <string.h>

static BizOpeningComparison *
compare (const char *file, gint64 brown, GError **error)
{
  g_autoptr (GPtrArray) customers =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_opening_customer_free);
  g_autoptr (GInputStream) stream =
      g_memory_input_stream_new_from_data (file, (gssize)strlen (file), NULL);
  const struct
  {
    const char *reference;
    const char *name;
    gint64 minor;
  } rows[] = { { "K1", "Acme", 10000 }, { "K2", "Brown", brown }, { NULL, "Duo", 7000 } };
  BizMoney zero = biz_money_zero ("EUR", 2);
  g_autoptr (GPtrArray) read = biz_opening_read_file (stream, &zero, NULL, error);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      BizOpeningCustomer *customer = g_new0 (BizOpeningCustomer, 1);

      customer->id = (gint64)i + 1;
      customer->reference = g_strdup (rows[i].reference);
      customer->name = g_strdup (rows[i].name);
      customer->balance = biz_money_from_minor (rows[i].minor, "EUR", 2);
      g_ptr_array_add (customers, customer);
    }

  return read != NULL ? biz_opening_comparison_new (read, customers, &zero, error) : NULL;
}

typedef struct
{
  const char *name;
  const char *file;
  const char *sums;   /* file erp difference */
  const char *counts; /* equal differs not-in-erp not-in-file several */
  const char *listed; /* "row > customer; …": those that are not equal */
  guint n_all;
} Case;

static const Case cases[] = {
  { "all-agree", "reference,balance\nK1,100\nK2,50\n,\n", "15000 22000 7000", "2 0 0 1 0", " > Duo",
    3 },
  { "every-state", "reference,name,vat,balance\nK1,Acme,DE1,100\nK2,,,49.99\nK9,Nobody,,5\n",
    "15499 22000 6501", "1 1 1 1 0", "K2 > Brown · K2; Nobody · K9 > ;  > Duo", 4 },
  { "nothing-differs", "name,balance\nAcme,100\nBrown,50\nDuo,70\n", "22000 22000 0", "3 0 0 0 0",
    "", 3 },
};

static void
test_compare (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizOpeningComparison) comparison = compare (c->file, 5000, &error);
  g_autoptr (GPtrArray) entries = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GString) listed = g_string_new (NULL);
  g_autoptr (GString) counts = g_string_new (NULL);
  g_autofree char *sums = NULL;
  BizMoney file, erp, difference;

  g_assert_no_error (error);
  biz_opening_comparison_get_sums (comparison, &file, &erp, &difference);
  sums = g_strdup_printf ("%d %d %d", (int)file.minor, (int)erp.minor, (int)difference.minor);
  g_assert_cmpstr (sums, ==, c->sums);
  for (guint i = 0; i <= BIZ_OPENING_SEVERAL; i++)
    g_string_append_printf (counts, "%s%u", i > 0 ? " " : "",
                            biz_opening_comparison_count (comparison, (BizOpeningState)i));
  g_assert_cmpstr (counts->str, ==, c->counts);
  entries = biz_opening_comparison_list (comparison, FALSE);
  all = biz_opening_comparison_list (comparison, TRUE);
  g_assert_cmpuint (all->len, ==, c->n_all);
  g_assert_cmpuint (all->len, ==, biz_opening_comparison_get_lines (comparison)->len);
  /* records keep what they point into */
  g_clear_object (&comparison);
  g_clear_pointer (&all, g_ptr_array_unref);
  for (guint i = 0; i < entries->len; i++)
    {
      BizOpeningEntry *entry = g_ptr_array_index (entries, i);
      g_autofree char *row = biz_opening_entry_describe_row (entry);
      g_autofree char *customer = biz_opening_entry_describe_customer (entry);

      g_assert_cmpint (biz_opening_entry_get_line (entry)->state, !=, BIZ_OPENING_EQUAL);
      g_string_append_printf (listed, "%s%s > %s", i > 0 ? "; " : "", row, customer);
    }
  g_assert_cmpstr (listed->str, ==, c->listed);
}

/* The tax id is said where the file has it. */
static void
test_tax_id (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizOpeningComparison) comparison =
      compare ("name,vat,balance\nNobody,DE 5,1\n", 5000, &error);
  g_autoptr (GPtrArray) entries = biz_opening_comparison_list (comparison, FALSE);
  g_autofree char *row = biz_opening_entry_describe_row (g_ptr_array_index (entries, 0));

  g_assert_cmpstr (row, ==, "Nobody · DE 5");
}

/* A sum that does not fit is told, not shown wrong. */
static void
test_too_large (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (compare ("reference,balance\nK1,100\n", G_MAXINT64, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/biz/opening-comparison/", cases[i].name, NULL);

      g_test_add_data_func (path, &cases[i], test_compare);
    }
  g_test_add_func ("/biz/opening-comparison/tax-id", test_tax_id);
  g_test_add_func ("/biz/opening-comparison/too-large", test_too_large);

  return g_test_run ();
}
