/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-opening.h"

#include "erp-error.h"

#include <string.h>

static GPtrArray *
read_text (const char *text, gssize length, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, length, NULL);
  BizMoney zero = biz_money_zero ("EUR", 2);

  return biz_opening_read_file (stream, &zero, NULL, error);
}

typedef struct
{
  const char *name;
  const char *text;
  const char *expected; /* "line reference/name/vat=minor; …"; NULL: refused */
} FileCase;

static const FileCase file_cases[] = {
  { "commas", "Reference,Name,Balance\nK1,Acme,10.50\nK2,Brown,-3\n",
    "2 K1/Acme/=1050; 3 K2/Brown/=-300" },
  { "german", "Kundennummer;Kunde;USt-Id;Saldo\r\n100;Söhne KG;DE1;1.234,50\r\n",
    "2 100/Söhne KG/DE1=123450" },
  { "tabs-and-order", "saldo\tname\n7,00\tAcme\n", "2 /Acme/=700" },
  { "quotes", "name,balance\n\"Acme, \"\"Ltd\"\"\",\"1,000.00\"\n", "2 /Acme, \"Ltd\"/=100000" },
  { "sum-below-is-nobodys", "name,balance\nAcme,5\n,5\n", "2 /Acme/=500" },
  { "row-without-a-balance", "name,balance\nAcme,\nBrown,1\n", "3 /Brown/=100" },
  { "other-columns", "city,name,balance,phone\nGraz,Acme,5,1\n", "2 /Acme/=500" },
  { "no-balance", "name,city\nAcme,Graz\n", NULL },
  { "no-customer", "balance,city\n5,Graz\n", NULL },
  { "no-amount", "name,balance\nAcme,much\n", NULL },
  { "two-marks", "name;balance\nAcme;1.234,50\nBrown;1,234.50\n", NULL },
  { "empty", "", NULL },
  { "head-alone", "name,balance\n", NULL },
  { "binary", "\001\002\003\377\376name\n", NULL },
};

static void
test_file (gconstpointer data)
{
  const FileCase *c = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = read_text (c->text, (gssize)strlen (c->text), &error);
  g_autoptr (GString) text = g_string_new (NULL);

  if (c->expected == NULL)
    {
      g_assert_null (rows);
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      return;
    }
  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const BizOpeningRow *row = g_ptr_array_index (rows, i);

      g_string_append_printf (text, "%s%u %s/%s/%s=%d", i > 0 ? "; " : "", row->line,
                              row->reference != NULL ? row->reference : "",
                              row->name != NULL ? row->name : "", row->vat != NULL ? row->vat : "",
                              (int)row->balance.minor);
    }
  g_assert_cmpstr (text->str, ==, c->expected);
}

/* Whatever a file holds: an answer or an error, and no more rows than are read. */
static void
test_hostile (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  static const char letters[] = "name,balance;\t|\"\n\r5.,-\0\377\302\t";

  for (int round = 0; round < 400; round++)
    {
      char text[300];
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) rows = NULL;

      memcpy (text, "name,balance\n", 13);
      for (gsize i = round % 2 == 0 ? 13 : 0; i < sizeof text; i++)
        text[i] = letters[g_rand_int_range (rand, 0, sizeof letters - 1)];
      rows = read_text (text, sizeof text, &error);
      g_assert_true ((rows != NULL) == (error == NULL));
    }
}

static void
add_customer (GPtrArray *customers,
              gint64 id,
              const char *reference,
              const char *name,
              const char *vat,
              gint64 minor)
{
  BizOpeningCustomer *customer = g_new0 (BizOpeningCustomer, 1);

  customer->id = id;
  customer->reference = g_strdup (reference);
  customer->name = g_strdup (name);
  customer->vat = g_strdup (vat);
  customer->balance = biz_money_from_minor (minor, "EUR", 2);
  g_ptr_array_add (customers, customer);
}

typedef struct
{
  const char *name;
  const char *file;
  const char *expected; /* "state id file erp difference; …" */
} CompareCase;

/* Of all: nothing else is open but what these rows are about. */
static const CompareCase compare_cases[] = {
  { "equal-by-reference", "reference,balance\nk-1,100\nK2,50\n",
    "not-in-file 3 0 7000 7000; equal 1 10000 10000 0; equal 2 5000 5000 0" },
  { "differs", "reference,balance\nK1,100.01\nK2,50\n",
    "differs 1 10001 10000 -1; not-in-file 3 0 7000 7000; equal 2 5000 5000 0" },
  { "by-tax-id", "reference,vat,balance\nold,de 123,100\n,AT-9,50\n",
    "not-in-file 3 0 7000 7000; equal 1 10000 10000 0; equal 2 5000 5000 0" },
  { "by-name", "name,balance\nACME  Ltd.,100\nBrown,50\nDuo,70\n",
    "several 0 7000 0 -7000; not-in-file 3 0 7000 7000; equal 1 10000 10000 0; "
    "equal 2 5000 5000 0" },
  { "reference-before-name", "reference,name,balance\nK1,Brown,100\nK2,Acme Ltd,50\n",
    "not-in-file 3 0 7000 7000; equal 1 10000 10000 0; equal 2 5000 5000 0" },
  { "rows-of-one-are-added-up", "reference,balance\nK1,60\nK2,50\nk1,40\n",
    "not-in-file 3 0 7000 7000; equal 1 10000 10000 0; equal 2 5000 5000 0" },
  { "nobody", "reference,balance\nK1,100\nK2,50\nK99,5\n",
    "not-in-erp 0 500 0 -500; not-in-file 3 0 7000 7000; equal 1 10000 10000 0; "
    "equal 2 5000 5000 0" },
  { "owes-nothing", "reference,balance\nK1,100\nK2,50\nK5,0\n",
    "not-in-file 3 0 7000 7000; equal 1 10000 10000 0; equal 2 5000 5000 0; equal 5 0 0 0" },
};

static void
test_compare (gconstpointer data)
{
  const CompareCase *c = data;
  g_autoptr (GPtrArray) customers =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_opening_customer_free);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = read_text (c->file, (gssize)strlen (c->file), &error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GArray) lines = NULL;
  BizMoney zero = biz_money_zero ("EUR", 2);

  g_assert_no_error (error);
  add_customer (customers, 1, "K1", "Acme Ltd", "DE123", 10000);
  add_customer (customers, 2, "K2", "Brown", "AT9", 5000);
  add_customer (customers, 3, NULL, "Duo", NULL, 7000);
  add_customer (customers, 4, NULL, "duo", NULL, 0);
  add_customer (customers, 5, "K5", "Even", NULL, 0);
  lines = biz_opening_compare (rows, customers, &zero, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const BizOpeningLine *line = &g_array_index (lines, BizOpeningLine, i);

      g_string_append_printf (text, "%s%s %d %d %d %d", i > 0 ? "; " : "",
                              biz_opening_state_get_name (line->state),
                              line->customer != NULL ? (int)line->customer->id : 0,
                              (int)line->file.minor, (int)line->erp.minor,
                              (int)line->difference.minor);
    }
  g_assert_cmpstr (text->str, ==, c->expected);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (file_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/biz/opening/file/", file_cases[i].name, NULL);

      g_test_add_data_func (path, &file_cases[i], test_file);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (compare_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/biz/opening/compare/", compare_cases[i].name, NULL);

      g_test_add_data_func (path, &compare_cases[i], test_compare);
    }
  g_test_add_func ("/biz/opening/hostile", test_hostile);

  return g_test_run ();
}
