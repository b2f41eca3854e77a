/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-seed.h"
#include "demo-tax.h"

G_BEGIN_DECLS

/* The story in memory before it is written: what happened, in any order. */

#define DEMO_BOOK_LINES 5

typedef struct
{
  int product;    /* index */
  int quantity;   /* whole pieces */
  gint64 price;   /* in the document's currency, scaled by a million */
  int discount;   /* percent */
  gint64 line_id; /* sale.order.line */
} DemoBookLine;

typedef struct
{
  gint64 id;
  guint customer;
  int day;
  int planned;     /* the day it should be delivered */
  char state;      /* 'd'raft, 's'ent, 'o'rdered, 'c'ancelled */
  gint64 currency; /* of all its documents */
  gint64 untaxed, total;
  int n_lines;
  DemoBookLine lines[DEMO_BOOK_LINES];
} DemoBookOrder;

typedef struct
{
  guint order;
  int planned;
  int done;         /* DEMO_DAY_NONE: not yet */
  gboolean waiting; /* goods are missing */
  gint64 id, backorder;
  int quantities[DEMO_BOOK_LINES];
} DemoBookDelivery;

/* A claim: what is due on one day. */
typedef struct
{
  gint64 line_id;
  int due;
  gint64 amount, balance; /* debit positive */
  gint64 open, open_company;
  guint group;  /* union-find: items that were matched hang together */
  gint64 first; /* the group's first partial */
  gint64 full;  /* the group's full reconciliation, when all of it is settled */
} DemoBookItem;

typedef struct
{
  gint64 id;
  int order; /* index, or -1 */
  guint customer;
  int day;
  gboolean refund;
  gboolean posted;
  int reversed; /* index of the invoice a credit note belongs to, or -1 */
  const char *reason;
  gint64 currency;
  gint64 rate;
  int n_lines;
  int source[DEMO_BOOK_LINES]; /* which line of the order */
  DemoBookLine lines[DEMO_BOOK_LINES];
  gint64 untaxed, tax, total;
  gint64 untaxed_company, tax_company;
  guint first_item, n_items;
  gboolean disputed;
  gboolean paid, noted; /* settled by payments, by credit notes: at least in part */
  char number[24];
  int sequence;
  char prefix[16];
} DemoBookInvoice;

typedef struct
{
  gint64 id, move_id;
  guint customer;
  int day;
  gint64 currency, rate;
  gint64 amount, discount; /* what came in, and what was granted on top */
  guint item;              /* what it settles with: the sum of both */
  GString *memo;           /* (owned): the invoices' numbers */
  gboolean pending;        /* something that it pays is not paid yet */
  char number[24];
  int sequence;
  char prefix[16];
} DemoBookPayment;

/* `amount` of a claim settled by the item `credit`, of a payment or of a credit note. */
typedef struct
{
  guint debit, credit;
  guint invoice;
  int payment; /* index, or -1 */
  gint64 amount;
  int day;
  gint64 id;
  gint64 company_amount;    /* in the company's currency */
  gint64 debit_difference;  /* what a changed rate leaves on the claim ... */
  gint64 credit_difference; /* ... or on what settles it */
} DemoBookMatch;

/* The entry of a difference between rates. */
typedef struct
{
  guint match;
  gboolean of_debit;
  gint64 difference; /* left on the item, debit positive */
  gint64 move_id, line_id, partial_id;
} DemoBookExchange;

typedef struct
{
  DemoSeed *seed;
  GArray *orders;     /* (owned) DemoBookOrder */
  GArray *deliveries; /* (owned) DemoBookDelivery */
  GArray *invoices;   /* (owned) DemoBookInvoice */
  GArray *items;      /* (owned) DemoBookItem */
  GArray *payments;   /* (owned) DemoBookPayment */
  GArray *matches;    /* (owned) DemoBookMatch */
  GArray *exchanges;  /* (owned) DemoBookExchange */
  gint64 next_line;
} DemoBook;

void demo_book_imagine (DemoBook *book);
void demo_book_compute (DemoBook *book,
                        guint customer_index,
                        const DemoBookLine *lines,
                        int n,
                        DemoTaxLine *out,
                        DemoTax *tax);
void demo_book_pay (DemoBook *book);
void demo_book_number (DemoBook *book);
void demo_book_settle (DemoBook *book);
gboolean demo_book_write_groups (DemoBook *book, GError **error);
gboolean demo_book_write_orders (DemoBook *book, GError **error);
gboolean demo_book_finish_orders (DemoBook *book, GError **error);
gboolean demo_book_write_invoices (DemoBook *book, GError **error);
gboolean demo_book_write_payments (DemoBook *book, GError **error);
gboolean demo_book_write_matches (DemoBook *book, GError **error);
gboolean demo_book_write_papers (DemoBook *book, GError **error);
gboolean demo_book_write_holds (DemoBook *book, GError **error);
char *demo_book_matching_number (DemoBook *book, guint item);
void demo_book_stamp (char stamp[20], int day, int key);

#define demo_book_order(book, i) (&g_array_index ((book)->orders, DemoBookOrder, (i)))
#define demo_book_delivery(book, i) (&g_array_index ((book)->deliveries, DemoBookDelivery, (i)))
#define demo_book_invoice(book, i) (&g_array_index ((book)->invoices, DemoBookInvoice, (i)))
#define demo_book_item(book, i) (&g_array_index ((book)->items, DemoBookItem, (i)))
#define demo_book_payment(book, i) (&g_array_index ((book)->payments, DemoBookPayment, (i)))
#define demo_book_match(book, i) (&g_array_index ((book)->matches, DemoBookMatch, (i)))
#define demo_book_customer(book, i)                                                                \
  (&g_array_index ((book)->seed->customers, DemoSeedCustomer, (i)))

G_END_DECLS
