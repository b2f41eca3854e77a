/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Items that belong together: why, and never by chance. */

#include "biz-currency-table.h"
#include "biz-item-proposal.h"
#include "erp-json.h"
#include "test-values.h"

#define MAX_ROWS 6

/* An open item: its id, partner, account, currency (1 EUR, 2 USD), amount in minor units. */
typedef struct
{
  int id;
  int partner;
  int account;
  int currency;
  int amount;
  const char *document;
  const char *reference; /* (nullable) */
} Row;

static BizItem *
make_item (const Row *row)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autofree char *reference =
      row->reference != NULL ? g_strdup_printf ("\"%s\"", row->reference) : g_strdup ("false");
  g_autofree char *partner =
      row->partner != 0 ? g_strdup_printf ("{\"id\":%d,\"display_name\":\"P\"}", row->partner)
                        : g_strdup ("false");
  const char *sign = row->amount < 0 ? "-" : "";
  int units = ABS (row->amount) / 100, cents = ABS (row->amount) % 100;
  g_autofree char *json = g_strdup_printf (
      "{\"id\":%d,\"move_id\":%d,\"move_name\":\"%s\",\"move_type\":\"entry\",\"name\":false,"
      "\"ref\":%s,\"date\":\"2026-01-01\",\"date_maturity\":\"2026-01-01\","
      "\"account_id\":{\"id\":%d,\"display_name\":\"A\"},\"account_type\":\"asset_receivable\","
      "\"partner_id\":%s,\"journal_id\":false,\"company_id\":{\"id\":1,\"display_name\":\"C\"},"
      "\"debit\":0.0,\"credit\":0.0,\"amount_residual\":%s%d.%02d,\"company_currency_id\":1,"
      "\"amount_currency\":%s%d.%02d,\"amount_residual_currency\":%s%d.%02d,\"currency_id\":%d,"
      "\"reconciled\":false,\"matching_number\":false,\"statement_line_id\":false}",
      row->id, row->id, row->document, reference, row->account, partner, sign, units, cents, sign,
      units, cents, sign, units, cents, row->currency);
  g_autoptr (JsonObject) object = test_object (json);
  BizItem *item;

  biz_currency_table_add (currencies, 1, "EUR", 2);
  biz_currency_table_add (currencies, 2, "USD", 2);
  item = biz_item_new_from_json (object, currencies, NULL);
  g_assert_nonnull (item);

  return item;
}

/* "named 1+2, tie amount 3+4+5" */
static char *
show (GPtrArray *proposals)
{
  static const char *const reasons[] = { "named", "reference", "amount", "sum" };
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < proposals->len; i++)
    {
      BizItemProposal *proposal = g_ptr_array_index (proposals, i);

      g_string_append_printf (text, "%s%s%s ", i > 0 ? ", " : "", proposal->is_tie ? "tie " : "",
                              reasons[proposal->reason]);
      for (guint k = 0; k < proposal->items->len; k++)
        g_string_append_printf (text, "%s%d", k > 0 ? "+" : "",
                                (int)biz_item_get_id (g_ptr_array_index (proposal->items, k)));
      g_assert_cmpstr (proposal->text, !=, "");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
propose (const Row *rows, gboolean backwards)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) proposals = NULL;

  for (guint i = 0; i < MAX_ROWS && rows[i].id != 0; i++)
    g_ptr_array_insert (items, backwards ? 0 : -1, make_item (&rows[i]));
  proposals = biz_item_propose (items);

  return show (proposals);
}

static void
test_proposals (void)
{
  static const struct
  {
    const char *name;
    Row rows[MAX_ROWS];
    const char *found;
  } cases[] = {
    { "nothing", { { 1, 7, 1, 1, 100, "INV/1", NULL }, { 2, 7, 1, 1, 200, "INV/2", NULL } }, "" },
    { "a credit note names its invoice, whatever the amounts",
      { { 1, 7, 1, 1, 100, "INV/1", NULL },
        { 2, 7, 1, 1, 30, "INV/2", NULL },
        { 3, 7, 1, 1, -30, "RINV/3", "Reversal of: INV/1, damaged" } },
      "named 1+3" },
    { "a longer number is another one",
      { { 1, 7, 1, 1, 100, "INV/1", NULL }, { 3, 7, 1, 1, -30, "RINV/3", "for INV/12" } },
      "" },
    { "two that are named are no pair",
      { { 1, 7, 1, 1, 100, "INV/1", NULL },
        { 2, 7, 1, 1, 200, "INV/2", NULL },
        { 3, 7, 1, 1, -50, "PAY/3", "INV/1 INV/2" } },
      "" },
    { "the same reference",
      { { 1, 7, 1, 1, 100, "INV/1", "PO-77" }, { 2, 7, 1, 1, -40, "PAY/2", "PO-77" } },
      "reference 1+2" },
    { "a reference of nothing to speak of",
      { { 1, 7, 1, 1, 100, "INV/1", "x" }, { 2, 7, 1, 1, -40, "PAY/2", "x" } },
      "" },
    { "the same amount",
      { { 1, 7, 1, 1, 100, "INV/1", NULL },
        { 2, 7, 1, 1, 200, "INV/2", NULL },
        { 3, 7, 1, 1, -200, "PAY/3", NULL } },
      "amount 2+3" },
    { "the same amount twice",
      { { 1, 7, 1, 1, 100, "INV/1", NULL },
        { 2, 7, 1, 1, 100, "INV/2", NULL },
        { 3, 7, 1, 1, -100, "PAY/3", NULL } },
      "tie amount 3+1+2" },
    { "what is named is not in the way of the other",
      { { 1, 7, 1, 1, 100, "INV/1", NULL },
        { 2, 7, 1, 1, 100, "INV/2", NULL },
        { 3, 7, 1, 1, -100, "PAY/3", "INV/2" },
        { 4, 7, 1, 1, -100, "PAY/4", NULL } },
      "named 2+3, amount 1+4" },
    { "several come to one",
      { { 1, 7, 1, 1, 110, "INV/1", NULL },
        { 2, 7, 1, 1, 205, "INV/2", NULL },
        { 3, 7, 1, 1, 507, "INV/3", NULL },
        { 4, 7, 1, 1, -617, "PAY/4", NULL } },
      "sum 4+1+3" },
    { "several credits come to one",
      { { 1, 7, 1, 1, 900, "INV/1", NULL },
        { 2, 7, 1, 1, -400, "PAY/2", NULL },
        { 3, 7, 1, 1, -500, "PAY/3", NULL } },
      "sum 1+2+3" },
    { "in more than one way",
      { { 1, 7, 1, 1, 100, "INV/1", NULL },
        { 2, 7, 1, 1, 200, "INV/2", NULL },
        { 3, 7, 1, 1, 140, "INV/3", NULL },
        { 4, 7, 1, 1, 160, "INV/4", NULL },
        { 5, 7, 1, 1, -300, "PAY/5", NULL } },
      "tie sum 5+3+4" },
    { "never of others",
      { { 1, 7, 1, 1, 100, "INV/1", "PO-77" },
        { 2, 8, 1, 1, -100, "PAY/2", "PO-77" },
        { 3, 7, 2, 1, -100, "PAY/3", "PO-77" },
        { 4, 7, 1, 2, -100, "PAY/4", "PO-77" } },
      "" },
    { "nobody is not somebody",
      { { 1, 0, 1, 1, 100, "INV/1", NULL }, { 2, 0, 1, 1, -100, "PAY/2", "INV/1" } },
      "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *found = propose (cases[i].rows, FALSE);

      g_test_message ("%s", cases[i].name);
      if (g_str_has_prefix (cases[i].found, "tie sum"))
        g_assert_true (g_str_has_prefix (found, "tie sum 5+"));
      else
        g_assert_cmpstr (found, ==, cases[i].found);
    }
}

/* The order of the question changes nothing. */
static void
test_order (void)
{
  static const Row rows[MAX_ROWS] = {
    { 1, 7, 1, 1, 100, "INV/1", NULL },    { 2, 7, 1, 1, 250, "INV/2", "PO-88" },
    { 3, 7, 1, 1, -350, "PAY/3", NULL },   { 4, 9, 1, 1, 70, "INV/4", NULL },
    { 5, 9, 1, 1, -70, "PAY/5", "INV/4" }, { 6, 7, 1, 1, 300, "INV/6", NULL },
  };
  g_autofree char *there = propose (rows, FALSE);
  g_autofree char *back = propose (rows, TRUE);

  g_assert_cmpstr (there, ==, "sum 3+1+2, named 4+5");
  g_assert_cmpstr (back, ==, there);
}

/* However they fall, no item is in two proposals, and all are of one group. */
static void
test_property (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (round);
      g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);
      g_autoptr (GHashTable) used = g_hash_table_new (NULL, NULL);
      g_autoptr (GPtrArray) proposals = NULL;

      for (int i = 1; i <= 40; i++)
        {
          int amount = g_rand_int_range (rand, 1, 30) * 10;
          Row row = { i,
                      g_rand_int_range (rand, 1, 4),
                      1,
                      g_rand_int_range (rand, 1, 3),
                      g_rand_boolean (rand) ? amount : -amount,
                      "DOC",
                      NULL };

          g_ptr_array_add (items, make_item (&row));
        }
      proposals = biz_item_propose (items);
      for (guint i = 0; i < proposals->len; i++)
        {
          BizItemProposal *proposal = g_ptr_array_index (proposals, i);
          const BizItemFacts *first = biz_item_get_facts (g_ptr_array_index (proposal->items, 0));
          gint64 sum = 0;

          g_assert_cmpuint (proposal->items->len, >=, 2);
          for (guint k = 0; k < proposal->items->len; k++)
            {
              BizItem *item = g_ptr_array_index (proposal->items, k);

              g_assert_cmpint (biz_item_get_facts (item)->partner_id, ==, first->partner_id);
              g_assert_cmpstr (biz_item_get_facts (item)->residual.currency, ==,
                               first->residual.currency);
              sum += biz_item_get_facts (item)->residual.minor;
              if (!proposal->is_tie)
                g_assert_true (g_hash_table_add (used, item));
            }
          if (!proposal->is_tie)
            g_assert_cmpint (sum, ==, 0);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/item-proposal/proposals", test_proposals);
  g_test_add_func ("/biz/item-proposal/order", test_order);
  g_test_add_func ("/biz/item-proposal/property", test_property);

  return g_test_run ();
}
