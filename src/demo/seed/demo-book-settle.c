/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed-book.h"

/*
 * What the matches come to in the companies' currencies: in the order in which they happened, as
 * the running system would have booked them.
 */

static void
prepare_payments (DemoBook *book)
{
  for (guint i = 0; i < book->payments->len; i++)
    {
      DemoBookPayment *payment = demo_book_payment (book, i);
      DemoBookItem *item = demo_book_item (book, payment->item);

      /* What came in and what was granted are booked side by side, each rounded. */
      item->balance = -demo_mul_div (payment->amount, DEMO_FLOAT_ONE, payment->rate)
                      - demo_mul_div (payment->discount, DEMO_FLOAT_ONE, payment->rate);
      item->open_company = item->balance;
    }
}

static gint64
part_of (gint64 open_company, gint64 open, gint64 amount)
{
  return amount == open ? open_company : demo_mul_div (open_company, amount, open);
}

static void
add_exchange (DemoBook *book, guint match, gboolean of_debit, gint64 difference)
{
  DemoBookExchange exchange = { .match = match, .of_debit = of_debit, .difference = difference };

  g_array_append_val (book->exchanges, exchange);
}

static void
settle_match (DemoBook *book, guint index)
{
  DemoBookMatch *match = demo_book_match (book, index);
  DemoBookItem *debit = demo_book_item (book, match->debit);
  DemoBookItem *credit = demo_book_item (book, match->credit);
  gint64 debit_part = part_of (debit->open_company, debit->open, match->amount);
  gint64 credit_part = part_of (-credit->open_company, -credit->open, match->amount);

  match->company_amount = MIN (debit_part, credit_part);
  match->debit_difference = debit_part - match->company_amount;
  match->credit_difference = match->company_amount - credit_part;
  debit->open -= match->amount;
  credit->open += match->amount;
  debit->open_company -= debit_part;
  credit->open_company += credit_part;
  if (match->debit_difference != 0)
    add_exchange (book, index, TRUE, match->debit_difference);
  if (match->credit_difference != 0)
    add_exchange (book, index, FALSE, match->credit_difference);
}

/* A group whose items are all settled is a full reconciliation. */
static void
number_groups (DemoBook *book)
{
  g_autofree gboolean *open = g_new0 (gboolean, book->items->len + 1);
  gint64 next = 0;

  for (guint i = 0; i < book->items->len; i++)
    {
      const DemoBookItem *item = demo_book_item (book, i);

      if (item->open != 0 || item->open_company != 0)
        open[item->group] = TRUE;
    }
  for (guint i = 0; i < book->matches->len; i++)
    {
      DemoBookMatch *match = demo_book_match (book, i);
      guint group = demo_book_item (book, match->debit)->group;
      DemoBookItem *root = demo_book_item (book, group);

      match->id = (gint64)i + 1;
      if (root->first == 0)
        root->first = match->id;
      if (!open[group] && root->full == 0)
        root->full = ++next;
    }
}

/* A payment is through when all that it pays is paid. */
static void
find_pending (DemoBook *book)
{
  for (guint i = 0; i < book->matches->len; i++)
    {
      const DemoBookMatch *match = demo_book_match (book, i);
      const DemoBookInvoice *invoice = demo_book_invoice (book, match->invoice);

      for (guint k = 0; match->payment >= 0 && k < invoice->n_items; k++)
        if (demo_book_item (book, invoice->first_item + k)->open != 0)
          demo_book_payment (book, (guint)match->payment)->pending = TRUE;
    }
}

/**
 * demo_book_settle: (skip)
 * @book: a book with payments and numbers
 *
 * Goes through the matches once more, now with both currencies.
 */
void
demo_book_settle (DemoBook *book)
{
  gint64 moves = (gint64)book->invoices->len + (gint64)book->payments->len;

  for (guint i = 0; i < book->items->len; i++)
    {
      DemoBookItem *item = demo_book_item (book, i);

      item->open = item->amount;
      item->open_company = item->balance;
    }
  prepare_payments (book);
  for (guint i = 0; i < book->matches->len; i++)
    settle_match (book, i);
  number_groups (book);
  find_pending (book);
  for (guint i = 0; i < book->exchanges->len; i++)
    {
      DemoBookExchange *exchange = &g_array_index (book->exchanges, DemoBookExchange, i);

      exchange->move_id = moves + (gint64)i + 1;
      exchange->partial_id = (gint64)book->matches->len + (gint64)i + 1;
    }
}

/**
 * demo_book_matching_number: (skip)
 * @item: an item's index
 *
 * Returns: (transfer full) (nullable): what the item's group is called
 */
char *
demo_book_matching_number (DemoBook *book, guint item)
{
  const DemoBookItem *root = demo_book_item (book, demo_book_item (book, item)->group);

  if (root->full > 0)
    return g_strdup_printf ("%" G_GINT64_FORMAT, root->full);
  return root->first > 0 ? g_strdup_printf ("P%" G_GINT64_FORMAT, root->first) : NULL;
}
