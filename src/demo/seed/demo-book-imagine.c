/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-amount.h"
#include "demo-day.h"
#include "demo-seed-book.h"
#include "demo-term.h"

/* Orders, deliveries and invoices as they come to a wholesaler. */

#define INVOICES 4000

static const char *const reasons[] = {
  "damaged in transit", "wrong item delivered", "price differs from quotation",
  "short delivery",     "returned goods",       "discount was not granted",
};

static guint
choose_customer (DemoBook *book, const guint *ladder, guint n)
{
  guint point = (guint)demo_random_range (&book->seed->random, 0, (int)ladder[n - 1] - 1);
  guint low = 0, high = n - 1;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (point < ladder[middle])
        high = middle;
      else
        low = middle + 1;
    }
  return low;
}

static void
fill_lines (DemoBook *book, DemoBookOrder *order, int most)
{
  static const int counts[] = { 30, 34, 20, 11, 5 };
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, order->customer);

  order->n_lines = MIN (most, 1 + demo_random_weighted (&seed->random, counts, 5));
  for (int i = 0; i < order->n_lines; i++)
    {
      DemoBookLine *line = &order->lines[i];
      int pick = demo_random_range (&seed->random, 0, (int)seed->products->len - 1);
      const DemoSeedProduct *product;
      int most_pieces;

      for (int j = 0; j < i; j++)
        if (order->lines[j].product == pick)
          {
            pick = (pick + 1) % (int)seed->products->len;
            j = -1;
          }
      product = &g_array_index (seed->products, DemoSeedProduct, pick);
      most_pieces = product->service                        ? 2
                    : product->price < 10 * DEMO_FLOAT_ONE  ? 300
                    : product->price < 100 * DEMO_FLOAT_ONE ? 60
                                                            : 8;
      line->product = pick;
      line->quantity = demo_random_range (&seed->random, 1, most_pieces);
      line->price = product->price;
      if (order->currency == seed->usd)
        line->price = demo_mul_div (product->price, 112, 100) / 10000 * 10000;
      line->discount = product->service ? 0 : customer->discount;
    }
}

/**
 * demo_book_compute: (skip)
 * @lines: (array length=n): lines of a document
 * @out: (out caller-allocates): their amounts
 * @tax: (out caller-allocates) (array fixed-size=2): the taxes that occur
 *
 * The amounts of a document, as the running system would compute them.
 */
void
demo_book_compute (DemoBook *book,
                   guint customer_index,
                   const DemoBookLine *lines,
                   int n,
                   DemoTaxLine *out,
                   DemoTax *tax)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, customer_index);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  DemoTax taxes[2];
  guint n_taxes = 0;

  memset (taxes, 0, sizeof taxes);
  for (int i = 0; i < n; i++)
    {
      const DemoSeedProduct *product =
          &g_array_index (seed->products, DemoSeedProduct, lines[i].product);
      DemoSeedTax kind = customer->tax == DEMO_SEED_TAX_NORMAL && product->reduced
                             ? DEMO_SEED_TAX_REDUCED
                             : customer->tax;
      guint t = 0;

      while (t < n_taxes && taxes[t].id != company->taxes[kind])
        t++;
      if (t == n_taxes)
        taxes[n_taxes++] =
            (DemoTax){ .id = company->taxes[kind], .percent = company->tax_percent[kind] };
      out[i] = (DemoTaxLine){ .price = lines[i].price,
                              .quantity = (gint64)lines[i].quantity * DEMO_FLOAT_ONE,
                              .discount = (gint64)lines[i].discount * DEMO_FLOAT_ONE,
                              .taxes = 1u << t };
    }
  demo_tax_document (out, (guint)n, taxes, n_taxes, DEMO_MONEY_DECIMALS, TRUE);
  memcpy (tax, taxes, sizeof taxes);
}

static void
total_order (DemoBook *book, DemoBookOrder *order)
{
  DemoTaxLine lines[DEMO_BOOK_LINES];
  DemoTax taxes[2];

  demo_book_compute (book, order->customer, order->lines, order->n_lines, lines, taxes);
  order->untaxed = order->total = 0;
  for (int i = 0; i < order->n_lines; i++)
    {
      order->untaxed += lines[i].subtotal;
      order->total += lines[i].total;
    }
}

static void
add_items (DemoBook *book, DemoBookInvoice *invoice)
{
  static const DemoTermLine terms[DEMO_TERM_COUNT][2] = {
    [DEMO_TERM_AT_ONCE] = { { FALSE, 100 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER, 0, 0 } },
    [DEMO_TERM_14] = { { FALSE, 100 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER, 14, 0 } },
    [DEMO_TERM_30] = { { FALSE, 100 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER, 30, 0 } },
    [DEMO_TERM_45] = { { FALSE, 100 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER, 45, 0 } },
    [DEMO_TERM_60] = { { FALSE, 100 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER, 60, 0 } },
    [DEMO_TERM_DISCOUNT] = { { FALSE, 100 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER, 30, 0 } },
    [DEMO_TERM_MONTH_END] = { { FALSE, 100 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER_END_OF_NEXT_MONTH,
                                0, 0 } },
    [DEMO_TERM_TWO_PARTS] = { { FALSE, 30 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER, 0, 0 },
                              { FALSE, 70 * DEMO_FLOAT_ONE, DEMO_TERM_DAYS_AFTER, 60, 0 } },
  };
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  DemoSeedTerm term = invoice->refund ? DEMO_TERM_AT_ONCE : customer->term;
  guint n = term == DEMO_TERM_TWO_PARTS ? 2 : 1;
  int sign = invoice->refund ? -1 : 1;
  DemoInstalment parts[2];

  demo_term_split (terms[term], n, invoice->day, sign * invoice->total,
                   sign * (invoice->untaxed_company + invoice->tax_company), DEMO_MONEY_DECIMALS,
                   parts);
  invoice->first_item = book->items->len;
  invoice->n_items = n;
  for (guint i = 0; i < n; i++)
    {
      DemoBookItem item = {
        .due = parts[i].due,
        .amount = parts[i].amount,
        .balance = parts[i].balance,
        .open = parts[i].amount,
        .open_company = parts[i].balance,
        .group = book->items->len,
      };

      g_array_append_val (book->items, item);
    }
}

static void
total_invoice (DemoBook *book, DemoBookInvoice *invoice)
{
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  DemoTaxLine lines[DEMO_BOOK_LINES];
  DemoTax taxes[2];

  invoice->currency = invoice->order >= 0 ? demo_book_order (book, (guint)invoice->order)->currency
                                          : customer->currency;
  invoice->rate =
      demo_seed_get_rate (book->seed, customer->company, invoice->currency, invoice->day);
  demo_book_compute (book, invoice->customer, invoice->lines, invoice->n_lines, lines, taxes);
  for (int i = 0; i < invoice->n_lines; i++)
    {
      invoice->untaxed += lines[i].amount;
      invoice->untaxed_company += demo_mul_div (lines[i].amount, DEMO_FLOAT_ONE, invoice->rate);
    }
  for (int t = 0; t < 2; t++)
    {
      invoice->tax += taxes[t].amount;
      invoice->tax_company += demo_mul_div (taxes[t].amount, DEMO_FLOAT_ONE, invoice->rate);
    }
  invoice->total = invoice->untaxed + invoice->tax;
  add_items (book, invoice);
}

static gboolean
imagine_invoice (DemoBook *book, guint order_index, const int *quantities, int delivered)
{
  DemoSeed *seed = book->seed;
  const DemoBookOrder *order = demo_book_order (book, order_index);
  DemoBookInvoice invoice = {
    .order = (int)order_index, .customer = order->customer, .reversed = -1, .posted = TRUE
  };

  invoice.day =
      delivered
      + (demo_random_percent (&seed->random, 85) ? demo_random_bell (&seed->random, 0, 4)
                                                 : demo_random_range (&seed->random, 5, 14));
  if (invoice.day > seed->today)
    return FALSE;
  for (int i = 0; i < order->n_lines; i++)
    if (quantities[i] > 0)
      {
        invoice.source[invoice.n_lines] = i;
        invoice.lines[invoice.n_lines] = order->lines[i];
        invoice.lines[invoice.n_lines++].quantity = quantities[i];
      }
  if (invoice.n_lines == 0)
    return FALSE;
  if (invoice.day >= seed->today - 2 && demo_random_percent (&seed->random, 40))
    invoice.posted = FALSE;
  invoice.disputed = invoice.posted && demo_random_percent (&seed->random, 2);
  total_invoice (book, &invoice);
  g_array_append_val (book->invoices, invoice);
  return TRUE;
}

/* A few invoices are corrected by a credit note for some of their pieces, or cancelled by one. */
static void
imagine_credit_note (DemoBook *book, guint index)
{
  DemoSeed *seed = book->seed;
  const DemoBookInvoice *invoice = demo_book_invoice (book, index);
  gboolean whole = demo_random_percent (&seed->random, 20);
  DemoBookInvoice note = { .order = invoice->order,
                           .customer = invoice->customer,
                           .refund = TRUE,
                           .posted = TRUE,
                           .reversed = (int)index,
                           .reason = demo_random_pick (&seed->random, reasons) };

  note.day = invoice->day + demo_random_range (&seed->random, 3, 20);
  if (note.day > seed->today)
    return;
  for (int i = 0; i < invoice->n_lines; i++)
    if (whole || i == 0)
      {
        note.source[note.n_lines] = invoice->source[i];
        note.lines[note.n_lines] = invoice->lines[i];
        if (!whole)
          note.lines[note.n_lines].quantity =
              demo_random_range (&seed->random, 1, invoice->lines[i].quantity);
        note.n_lines++;
      }
  total_invoice (book, &note);
  if (note.total > 0)
    g_array_append_val (book->invoices, note);
}

/* Splits an order's pieces between what goes now and what follows; services go by themselves. */
static void
share_out (DemoBook *book,
           const DemoBookOrder *order,
           gboolean in_parts,
           int *services,
           int *now,
           int *later)
{
  DemoSeed *seed = book->seed;

  for (int i = 0; i < order->n_lines; i++)
    {
      const DemoBookLine *line = &order->lines[i];
      int pieces = line->quantity;

      if (g_array_index (seed->products, DemoSeedProduct, line->product).service)
        {
          services[i] = line->quantity;
          continue;
        }
      if (in_parts && line->quantity > 1 && (i == 0 || demo_random_percent (&seed->random, 40)))
        pieces = demo_random_range (&seed->random, 1, line->quantity - 1);
      now[i] = pieces;
      later[i] = line->quantity - pieces;
    }
}

static void
imagine_delivery (DemoBook *book, guint order_index)
{
  static const int fates[] = { 72, 17, 8, 3 }; /* in time, late, in two parts, short */
  DemoSeed *seed = book->seed;
  const DemoBookOrder *order = demo_book_order (book, order_index);
  int fate = demo_random_weighted (&seed->random, fates, 4);
  int services[DEMO_BOOK_LINES] = { 0 };
  gboolean goods = FALSE;
  DemoBookDelivery first = { .order = order_index, .planned = order->planned };
  DemoBookDelivery rest = { .order = order_index, .planned = order->planned };
  gboolean split = FALSE;

  first.done = order->planned + (fate == 1 ? demo_random_bell (&seed->random, 1, 14) : 0)
               - (fate == 0 && demo_random_percent (&seed->random, 30) ? 1 : 0);
  share_out (book, order, fate >= 2, services, first.quantities, rest.quantities);
  for (int i = 0; i < order->n_lines; i++)
    {
      goods |= first.quantities[i] > 0;
      split |= rest.quantities[i] > 0;
    }
  if (!goods)
    {
      imagine_invoice (book, order_index, services, MIN (order->planned, seed->today));
      return;
    }
  if (first.done > seed->today)
    first.done = DEMO_DAY_NONE;
  first.waiting = first.done == DEMO_DAY_NONE && demo_random_percent (&seed->random, 15);
  if (first.done == DEMO_DAY_NONE)
    {
      for (int i = 0; i < order->n_lines; i++)
        first.quantities[i] += rest.quantities[i];
      split = FALSE;
    }
  g_array_append_val (book->deliveries, first);
  if (first.done != DEMO_DAY_NONE)
    {
      int quantities[DEMO_BOOK_LINES];

      for (int i = 0; i < DEMO_BOOK_LINES; i++)
        quantities[i] = first.quantities[i] + services[i];
      imagine_invoice (book, order_index, quantities, first.done);
    }
  if (!split)
    return;
  rest.done = first.done + demo_random_range (&seed->random, 3, fate == 3 ? 60 : 18);
  rest.backorder = (gint64)book->deliveries->len; /* place of the first one, plus one */
  if (rest.done > seed->today)
    {
      rest.done = DEMO_DAY_NONE;
      rest.waiting = TRUE;
    }
  g_array_append_val (book->deliveries, rest);
  if (rest.done != DEMO_DAY_NONE)
    imagine_invoice (book, order_index, rest.quantities, rest.done);
}

static void
imagine_order (DemoBook *book, int day, guint customer_index)
{
  DemoSeed *seed = book->seed;
  DemoBookOrder order = { .customer = customer_index, .day = day, .state = 'o' };
  int age = seed->today - day;

  order.currency = demo_book_customer (book, customer_index)->currency;
  order.planned = day + demo_random_range (&seed->random, 1, 6);
  if (demo_random_percent (&seed->random, 2))
    order.state = 'c';
  else if (age < 12 && demo_random_percent (&seed->random, 25))
    order.state = demo_random_percent (&seed->random, 50) ? 'd' : 's';
  else if (age < 90 && demo_random_percent (&seed->random, 3))
    order.state = 's';
  fill_lines (book, &order, DEMO_BOOK_LINES);
  total_order (book, &order);
  g_array_append_val (book->orders, order);
  if (order.state == 'o')
    imagine_delivery (book, book->orders->len - 1);
}

/* To fill a big file: invoices of one line without the orders before them. */
static void
imagine_bulk (DemoBook *book, const guint *ladder, guint n)
{
  DemoSeed *seed = book->seed;
  int days = seed->today - seed->start;
  guint wanted = seed->scale;

  for (guint i = book->invoices->len; i < wanted; i++)
    {
      DemoBookInvoice invoice = { .order = -1, .reversed = -1, .posted = TRUE };
      DemoBookOrder draft = { 0 };

      draft.customer = invoice.customer = choose_customer (book, ladder, n);
      draft.currency = demo_book_customer (book, invoice.customer)->currency;
      invoice.day = seed->start + demo_random_range (&seed->random, 0, days);
      fill_lines (book, &draft, 1);
      invoice.lines[0] = draft.lines[0];
      invoice.n_lines = 1;
      total_invoice (book, &invoice);
      g_array_append_val (book->invoices, invoice);
    }
}

/**
 * demo_book_imagine: (skip)
 * @book: an empty book
 *
 * Invents what happened, up to the invoices and credit notes.
 */
void
demo_book_imagine (DemoBook *book)
{
  DemoSeed *seed = book->seed;
  guint n = seed->customers->len;
  g_autofree guint *ladder = g_new (guint, n);
  int workdays = (seed->today - seed->start) * 5 / 7;
  int a_day = MAX (1, INVOICES / workdays);
  guint invoices;

  for (guint i = 0; i < n; i++)
    ladder[i] = (i > 0 ? ladder[i - 1] : 0) + (guint)demo_book_customer (book, i)->weight;
  for (int day = seed->start; day <= seed->today; day++)
    {
      int month = demo_day_month (day);
      /* Trade grows a little, spring and autumn are busy, August and December are not. */
      int season = month == 8 || month == 12 ? 70 : month == 3 || month == 10 ? 120 : 100;
      int growth = 85 + 30 * (day - seed->start) / (seed->today - seed->start);
      int count = a_day * season * growth / 10000 + demo_random_range (&seed->random, -2, 3);

      if (demo_day_weekday (day) >= 5)
        continue;
      for (int i = 0; i < count; i++)
        imagine_order (book, day, choose_customer (book, ladder, n));
    }
  invoices = book->invoices->len;
  for (guint i = 0; i < invoices; i++)
    if (demo_book_invoice (book, i)->posted && demo_random_percent (&seed->random, 3))
      imagine_credit_note (book, i);
  if (seed->scale > 0)
    imagine_bulk (book, ladder, n);
}
