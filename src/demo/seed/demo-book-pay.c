/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed-book.h"

/* Who pays what when, and which numbers documents get. */

typedef struct
{
  int day;
  guint customer;
  guint invoice;
  guint item;
  int percent; /* of what is open; 0: a credit note meets its invoice */
} Event;

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const Event *one = a, *other = b;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  if (one->customer != other->customer)
    return one->customer < other->customer ? -1 : 1;
  if (one->item != other->item)
    return one->item < other->item ? -1 : 1;
  return 0;
}

static int
next_workday (int day)
{
  int weekday = demo_day_weekday (day);

  return weekday >= 5 ? day + 7 - weekday : day;
}

static int
choose_day (DemoBook *book, const DemoBookInvoice *invoice, int due)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  int day = due;

  switch (customer->habit)
    {
    case DEMO_PAYS_EARLY:
      day = customer->term == DEMO_TERM_DISCOUNT
                ? invoice->day + demo_random_range (&seed->random, 4, 10)
                : MAX (invoice->day + 2, due - demo_random_range (&seed->random, 3, 15));
      break;
    case DEMO_PAYS_PROMPT:
      day = due + demo_random_bell (&seed->random, -4, 6);
      break;
    case DEMO_PAYS_LATE:
      day = due + demo_random_bell (&seed->random, 4, 46);
      break;
    case DEMO_PAYS_BADLY:
      if (demo_random_percent (&seed->random, 35))
        return DEMO_DAY_NONE;
      day = due + demo_random_range (&seed->random, 30, 150);
      break;
    case DEMO_PAYS_MONTHLY:
    case DEMO_PAYS_HABITS:
    default:
      day = demo_day_with_mday (demo_day_add_months (due, 1), 5);
      break;
    }
  if (invoice->disputed)
    {
      if (demo_random_percent (&seed->random, 60))
        return DEMO_DAY_NONE;
      day += demo_random_range (&seed->random, 30, 120);
    }
  return next_workday (MAX (day, invoice->day));
}

static void
add_event (GArray *events, DemoBook *book, guint invoice, guint item, int day, int percent)
{
  Event event = { .day = day,
                  .customer = demo_book_invoice (book, invoice)->customer,
                  .invoice = invoice,
                  .item = item,
                  .percent = percent };

  if (day != DEMO_DAY_NONE && day <= book->seed->today)
    g_array_append_val (events, event);
}

static GArray *
plan (DemoBook *book)
{
  DemoSeed *seed = book->seed;
  GArray *events = g_array_new (FALSE, TRUE, sizeof (Event));

  for (guint i = 0; i < book->invoices->len; i++)
    {
      const DemoBookInvoice *invoice = demo_book_invoice (book, i);

      if (!invoice->posted)
        continue;
      if (invoice->refund)
        {
          add_event (events, book, i, invoice->first_item, invoice->day, 0);
          continue;
        }
      for (guint k = 0; k < invoice->n_items; k++)
        {
          guint item = invoice->first_item + k;
          int day = choose_day (book, invoice, demo_book_item (book, item)->due);
          gboolean in_parts = demo_random_percent (&seed->random, 5);

          if (day == DEMO_DAY_NONE)
            continue;
          add_event (events, book, i, item, day,
                     in_parts ? demo_random_range (&seed->random, 3, 8) * 10 : 100);
          if (in_parts && demo_random_percent (&seed->random, 75))
            add_event (events, book, i, item,
                       next_workday (day + demo_random_range (&seed->random, 15, 60)), 100);
        }
    }
  g_array_sort (events, compare_events);
  return events;
}

static guint
find_root (DemoBook *book, guint item)
{
  while (demo_book_item (book, item)->group != item)
    {
      DemoBookItem *it = demo_book_item (book, item);

      it->group = demo_book_item (book, it->group)->group;
      item = it->group;
    }
  return item;
}

static void
add_match (
    DemoBook *book, guint debit, guint credit, guint invoice, int payment, gint64 amount, int day)
{
  DemoBookMatch match = { .debit = debit,
                          .credit = credit,
                          .invoice = invoice,
                          .payment = payment,
                          .amount = amount,
                          .day = day };
  guint one = find_root (book, debit), other = find_root (book, credit);

  demo_book_item (book, debit)->open -= amount;
  demo_book_item (book, credit)->open += amount;
  demo_book_item (book, MAX (one, other))->group = MIN (one, other);
  g_array_append_val (book->matches, match);
}

static void
meet_invoice (DemoBook *book, const Event *event)
{
  const DemoBookInvoice *note = demo_book_invoice (book, event->invoice);
  DemoBookInvoice *invoice = demo_book_invoice (book, (guint)note->reversed);

  for (guint k = 0; k < invoice->n_items; k++)
    {
      guint item = invoice->first_item + k;
      gint64 amount =
          MIN (demo_book_item (book, item)->open, -demo_book_item (book, note->first_item)->open);

      if (amount <= 0)
        continue;
      add_match (book, item, note->first_item, (guint)note->reversed, -1, amount, event->day);
      invoice->noted = TRUE;
    }
}

/* Two per cent within ten days, where that was agreed and all is paid at once. */
static gint64
grant_discount (DemoBook *book, const Event *event, gint64 open)
{
  const DemoBookInvoice *invoice = demo_book_invoice (book, event->invoice);
  const DemoSeedCustomer *customer = demo_book_customer (book, event->customer);

  if (customer->term != DEMO_TERM_DISCOUNT || event->percent != 100
      || event->day > invoice->day + 10 || open != demo_book_item (book, event->item)->amount)
    return 0;
  return open - demo_mul_div (open, 98, 100);
}

static guint
start_payment (DemoBook *book, guint customer_index, int day, gint64 currency)
{
  const DemoSeedCustomer *customer = demo_book_customer (book, customer_index);
  DemoBookPayment payment = {
    .customer = customer_index,
    .day = day,
    .currency = currency,
    .rate = demo_seed_get_rate (book->seed, customer->company, currency, day),
    .item = book->items->len,
    .memo = g_string_new (NULL),
  };
  DemoBookItem item = { .due = day, .group = book->items->len };

  g_array_append_val (book->items, item);
  g_array_append_val (book->payments, payment);
  return book->payments->len - 1;
}

static void
pay_item (DemoBook *book, guint payment_index, const Event *event)
{
  DemoBookPayment *payment = demo_book_payment (book, payment_index);
  DemoBookInvoice *invoice = demo_book_invoice (book, event->invoice);
  gint64 open = demo_book_item (book, event->item)->open;
  gint64 settled = event->percent == 100 ? open : demo_mul_div (open, event->percent, 100);
  gint64 discount = grant_discount (book, event, open);

  if (settled <= 0)
    return;
  payment->amount += settled - discount;
  payment->discount += discount;
  demo_book_item (book, payment->item)->open -= settled;
  demo_book_item (book, payment->item)->amount -= settled;
  add_match (book, event->item, payment->item, event->invoice, (int)payment_index, settled,
             event->day);
  invoice->paid = TRUE;
}

/**
 * demo_book_pay: (skip)
 * @book: a book with invoices
 *
 * Lets the customers pay. What one of them pays on one day is one payment.
 */
void
demo_book_pay (DemoBook *book)
{
  g_autoptr (GArray) events = plan (book);
  int current = -1;

  for (guint i = 0; i < events->len; i++)
    {
      const Event *event = &g_array_index (events, Event, i);
      const DemoBookInvoice *invoice = demo_book_invoice (book, event->invoice);
      const DemoBookPayment *last = current >= 0 ? demo_book_payment (book, (guint)current) : NULL;

      if (event->percent == 0)
        {
          meet_invoice (book, event);
          continue;
        }
      if (demo_book_item (book, event->item)->open <= 0)
        continue;
      if (last == NULL || last->day != event->day || last->customer != event->customer
          || last->currency != invoice->currency)
        current = (int)start_payment (book, event->customer, event->day, invoice->currency);
      pay_item (book, (guint)current, event);
    }
  for (guint i = 0; i < book->items->len; i++)
    demo_book_item (book, i)->group = find_root (book, i);
}

typedef struct
{
  int company, refund, day;
  guint index;
} Place;

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const Place *one = a, *other = b;

  if (one->day != other->day)
    return one->day < other->day ? -1 : 1;
  return one->index < other->index ? -1 : one->index > other->index;
}

/* Counters by company, kind and year: the story spans at most three of them. */
typedef struct
{
  int next[DEMO_SEED_COMPANIES][2][4];
} Counters;

static int
take (Counters *counters, int company, int kind, int year, int base)
{
  return ++counters->next[company][kind][CLAMP (year - base, 0, 3)];
}

static void
number_invoices (DemoBook *book)
{
  g_autofree Place *places = g_new (Place, book->invoices->len + 1);
  Counters counters = { { { { 0 } } } };
  int base = demo_day_year (book->seed->start);

  for (guint i = 0; i < book->invoices->len; i++)
    places[i] = (Place){ .day = demo_book_invoice (book, i)->day, .index = i };
  qsort (places, book->invoices->len, sizeof *places, compare_places);
  for (guint i = 0; i < book->invoices->len; i++)
    {
      DemoBookInvoice *invoice = demo_book_invoice (book, places[i].index);
      int company = demo_book_customer (book, invoice->customer)->company;
      int year = demo_day_year (invoice->day);

      invoice->id = (gint64)i + 1;
      if (!invoice->posted)
        continue;
      invoice->sequence = take (&counters, company, invoice->refund, year, base);
      g_snprintf (invoice->prefix, sizeof invoice->prefix, "%sINV/%d/", invoice->refund ? "R" : "",
                  year);
      g_snprintf (invoice->number, sizeof invoice->number, "%s%05d", invoice->prefix,
                  invoice->sequence);
    }
}

/**
 * demo_book_number: (skip)
 * @book: a book with payments
 *
 * Gives all documents their ids and numbers, in the order of their days.
 */
void
demo_book_number (DemoBook *book)
{
  Counters counters = { { { { 0 } } } };
  int base = demo_day_year (book->seed->start);
  gint64 moves = (gint64)book->invoices->len;

  number_invoices (book);
  for (guint i = 0; i < book->payments->len; i++)
    {
      DemoBookPayment *payment = demo_book_payment (book, i);
      int company = demo_book_customer (book, payment->customer)->company;
      int year = demo_day_year (payment->day);

      payment->id = (gint64)i + 1;
      payment->move_id = moves + payment->id;
      payment->sequence = take (&counters, company, 0, year, base);
      g_snprintf (payment->prefix, sizeof payment->prefix, "PBNK1/%d/", year);
      g_snprintf (payment->number, sizeof payment->number, "%s%05d", payment->prefix,
                  payment->sequence);
    }
  for (guint i = 0; i < book->matches->len; i++)
    {
      const DemoBookMatch *match = demo_book_match (book, i);

      if (match->payment >= 0)
        {
          GString *memo = demo_book_payment (book, (guint)match->payment)->memo;

          g_string_append_printf (memo, "%s%s", memo->len > 0 ? ", " : "",
                                  demo_book_invoice (book, match->invoice)->number);
        }
    }
}
