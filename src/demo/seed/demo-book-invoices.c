/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed-book.h"

static const char *
say_payment_state (DemoBook *book, const DemoBookInvoice *invoice, gint64 open)
{
  if (!invoice->posted)
    return "not_paid";
  if (open == 0)
    return invoice->refund || invoice->paid ? "paid" : "reversed";
  if (invoice->refund)
    return open == -invoice->total ? "not_paid" : "partial";
  return invoice->paid || invoice->noted ? "partial" : "not_paid";
}

static gboolean
write_head (DemoBook *book, DemoBookInvoice *invoice, const char *stamp, GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  int sign = invoice->refund ? -1 : 1;
  gint64 open = 0, open_company = 0;
  int due = invoice->day;
  char day[DEMO_DAY_SIZE], due_day[DEMO_DAY_SIZE];
  g_autofree char *origin =
      invoice->order >= 0 ? g_strdup_printf ("S%05" G_GINT64_FORMAT,
                                             demo_book_order (book, (guint)invoice->order)->id)
                          : NULL;
  g_autofree char *ref =
      invoice->reversed >= 0
          ? g_strdup_printf ("Reversal of: %s, %s",
                             demo_book_invoice (book, (guint)invoice->reversed)->number,
                             invoice->reason)
      : origin != NULL && demo_book_order (book, (guint)invoice->order)->id % 3 == 0
          ? g_strdup_printf (
              "PO-%d", 40000 + (int)(demo_book_order (book, (guint)invoice->order)->id * 37 % 9973))
          : NULL;

  for (guint k = 0; k < invoice->n_items; k++)
    {
      const DemoBookItem *item = demo_book_item (book, invoice->first_item + k);

      open += item->open;
      open_company += item->open_company;
      due = MAX (due, item->due);
    }
  return demo_db_exec (
      seed->db, error,
      "INSERT INTO account_move (id, name, ref, date, state, move_type, posted_before,"
      " sequence_prefix, sequence_number, journal_id, company_id, currency_id,"
      " invoice_currency_rate, partner_id, commercial_partner_id, partner_shipping_id, "
      "invoice_date,"
      " invoice_date_due, payment_reference, invoice_payment_term_id, invoice_user_id, team_id,"
      " invoice_origin, amount_untaxed, amount_tax, amount_total, amount_residual,"
      " amount_untaxed_signed, amount_tax_signed, amount_total_signed, amount_residual_signed,"
      " payment_state, reversed_entry_id, is_move_sent, checked, auto_post, create_uid, "
      "create_date,"
      " write_uid, write_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14,"
      " ?15, ?15, CASE WHEN ?7 THEN ?4 END, ?16, ?2, ?17, ?18, ?19, ?20, ?21, ?22, ?21 + ?22, ?23,"
      " ?24, ?25, ?24 + ?25, ?26, ?27, ?28, ?29, ?7, 'no', ?30, ?31, ?30, ?31)",
      "isssssi"
      "siiiiiii"
      "soiisiiiiiisoiis",
      invoice->id, invoice->posted ? invoice->number : NULL, ref,
      demo_day_format (invoice->day, day), invoice->posted ? "posted" : "draft",
      invoice->refund ? "out_refund" : "out_invoice", (gint64)invoice->posted,
      invoice->posted ? invoice->prefix : NULL, (gint64)invoice->sequence, company->sales,
      company->id, invoice->currency, invoice->rate, customer->id, customer->id,
      demo_day_format (due, due_day), invoice->refund ? (gint64)0 : seed->terms[customer->term],
      customer->salesman, seed->team, origin, invoice->untaxed, invoice->tax, sign * open,
      sign * invoice->untaxed_company, sign * invoice->tax_company, open_company,
      say_payment_state (book, invoice, open),
      invoice->reversed >= 0 ? demo_book_invoice (book, (guint)invoice->reversed)->id : (gint64)0,
      (gint64)(invoice->posted && invoice->id % 5 != 0), seed->controller, stamp);
}

#define LINE_COLUMNS                                                                               \
  "INSERT INTO account_move_line (id, move_id, move_name, parent_state, journal_id, company_id,"   \
  " date, name, sequence, display_type, account_id, account_type, partner_id, currency_id,"        \
  " balance, amount_currency, create_uid, create_date, write_uid, write_date"

static gboolean
write_product_line (DemoBook *book,
                    const DemoBookInvoice *invoice,
                    int index,
                    gint64 amount,
                    gint64 subtotal,
                    gint64 total,
                    gint64 tax,
                    const char *day,
                    const char *stamp,
                    GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  const DemoBookLine *line = &invoice->lines[index];
  const DemoSeedProduct *product = &g_array_index (seed->products, DemoSeedProduct, line->product);
  int sign = invoice->refund ? 1 : -1;
  gint64 id = ++book->next_line;

  if (!demo_db_exec (seed->db, error,
                     LINE_COLUMNS
                     ", product_id, product_uom_id, quantity, price_unit, discount, price_subtotal,"
                     " price_total) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 'product', ?10,"
                     " 'income', ?11, ?12, ?13, ?14, ?15, ?16, ?15, ?16, ?17, ?18, ?19, ?20, ?21,"
                     " ?22, ?23)",
                     "iissiissiiiiiiisiiiiiii", id, invoice->id,
                     invoice->posted ? invoice->number : NULL, invoice->posted ? "posted" : "draft",
                     company->sales, company->id, day, product->name, (gint64)100 + index,
                     company->income, customer->id, invoice->currency,
                     sign * demo_mul_div (amount, DEMO_FLOAT_ONE, invoice->rate), sign * amount,
                     seed->controller, stamp, product->id, product->uom,
                     (gint64)line->quantity * DEMO_FLOAT_ONE, line->price,
                     (gint64)line->discount * DEMO_FLOAT_ONE, subtotal, total)
      || !demo_db_exec (seed->db, error,
                        "INSERT INTO account_move_line_account_tax_rel"
                        " (account_move_line_id, account_tax_id) VALUES (?, ?)",
                        "ii", id, tax))
    return FALSE;
  return invoice->order < 0
         || demo_db_exec (
             seed->db, error,
             "INSERT INTO sale_order_line_invoice_rel"
             " (invoice_line_id, order_line_id) VALUES (?, ?)",
             "ii", id,
             demo_book_order (book, (guint)invoice->order)->lines[invoice->source[index]].line_id);
}

static gboolean
write_tax_line (DemoBook *book,
                const DemoBookInvoice *invoice,
                const DemoTax *tax,
                const char *name,
                const char *day,
                const char *stamp,
                GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  int sign = invoice->refund ? 1 : -1;

  return demo_db_exec (
      seed->db, error,
      LINE_COLUMNS ", tax_line_id, tax_base_amount) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 10000,"
                   " 'tax', ?9, 'liability_current', ?10, ?11, ?12, ?13, ?14, ?15, ?14, ?15, ?16,"
                   " ?17)",
      "iissiissiiiiiisii", ++book->next_line, invoice->id, invoice->posted ? invoice->number : NULL,
      invoice->posted ? "posted" : "draft", company->sales, company->id, day, name,
      company->tax_account, customer->id, invoice->currency,
      sign * demo_mul_div (tax->amount, DEMO_FLOAT_ONE, invoice->rate), sign * tax->amount,
      seed->controller, stamp, tax->id,
      sign * demo_mul_div (tax->base, DEMO_FLOAT_ONE, invoice->rate));
}

/* The open item. What was matched meanwhile is known already. */
static gboolean
write_item (DemoBook *book,
            const DemoBookInvoice *invoice,
            guint place,
            const char *day,
            const char *stamp,
            GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  DemoBookItem *item = demo_book_item (book, invoice->first_item + place);
  gboolean discount = customer->term == DEMO_TERM_DISCOUNT && !invoice->refund;
  char due[DEMO_DAY_SIZE], until[DEMO_DAY_SIZE];
  g_autofree char *number = demo_book_matching_number (book, invoice->first_item + place);
  g_autofree char *name = !invoice->posted ? NULL
                          : invoice->n_items > 1
                              ? g_strdup_printf ("%s installment #%u", invoice->number, place + 1)
                              : g_strdup (invoice->number);

  item->line_id = ++book->next_line;
  return demo_db_exec (
      seed->db, error,
      LINE_COLUMNS
      ", amount_residual, amount_residual_currency, reconciled, date_maturity,"
      " discount_date, discount_amount_currency, discount_balance, full_reconcile_id,"
      " matching_number) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 12000, 'payment_term', ?9,"
      " 'asset_receivable', ?10, ?11, ?12, ?13, ?14, ?15, ?14, ?15, ?16, ?17, ?18, ?19,"
      " ?20, ?21, ?22, ?23, ?24)",
      "iissiissiiiiiisiiissiios", item->line_id, invoice->id,
      invoice->posted ? invoice->number : NULL, invoice->posted ? "posted" : "draft",
      company->sales, company->id, day, name, company->receivable, customer->id, invoice->currency,
      item->balance, item->amount, seed->controller, stamp, item->open_company, item->open,
      (gint64)(invoice->posted && item->open == 0 && item->open_company == 0),
      demo_day_format (item->due, due),
      discount ? demo_day_format (invoice->day + 10, until) : NULL,
      discount ? demo_mul_div (item->amount, 98, 100) : (gint64)0,
      discount ? demo_mul_div (item->balance, 98, 100) : (gint64)0,
      demo_book_item (book, item->group)->full, number);
}

static gboolean
write_invoice (DemoBook *book, guint index, GError **error)
{
  DemoSeed *seed = book->seed;
  DemoBookInvoice *invoice = demo_book_invoice (book, index);
  DemoTaxLine lines[DEMO_BOOK_LINES];
  DemoTax taxes[2];
  char stamp[20], day[DEMO_DAY_SIZE];

  demo_book_stamp (stamp, invoice->day, (int)invoice->id * 3 + 1);
  demo_day_format (invoice->day, day);
  if (!write_head (book, invoice, stamp, error))
    return FALSE;
  demo_book_compute (book, invoice->customer, invoice->lines, invoice->n_lines, lines, taxes);
  for (int i = 0; i < invoice->n_lines; i++)
    if (!write_product_line (book, invoice, i, lines[i].amount, lines[i].subtotal, lines[i].total,
                             taxes[lines[i].taxes - 1].id, day, stamp, error))
      return FALSE;
  for (int t = 0; t < 2; t++)
    if (taxes[t].amount != 0)
      {
        g_autofree char *name = demo_env_get_text (seed->env, "account.tax", taxes[t].id, "name");

        if (!write_tax_line (book, invoice, &taxes[t], name, day, stamp, error))
          return FALSE;
      }
  for (guint k = 0; k < invoice->n_items; k++)
    if (!write_item (book, invoice, k, day, stamp, error))
      return FALSE;
  return invoice->order < 0
         || demo_db_exec (
             seed->db, error,
             "INSERT INTO demo_sale_order_invoice (order_id, invoice_id) VALUES (?, ?)", "ii",
             demo_book_order (book, (guint)invoice->order)->id, invoice->id);
}

static int
compare_ids (gconstpointer a, gconstpointer b, gpointer data)
{
  DemoBook *book = data;
  gint64 one = demo_book_invoice (book, *(const guint *)a)->id;
  gint64 other = demo_book_invoice (book, *(const guint *)b)->id;

  return one < other ? -1 : one > other;
}

/**
 * demo_book_write_invoices: (skip)
 * @book: a book whose matches are settled
 * @error: where to put an error
 *
 * Writes invoices and credit notes with their items, in the order of their ids.
 */
gboolean
demo_book_write_invoices (DemoBook *book, GError **error)
{
  g_autoptr (GArray) order = g_array_sized_new (FALSE, FALSE, sizeof (guint), book->invoices->len);

  for (guint i = 0; i < book->invoices->len; i++)
    g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_ids, book);
  for (guint i = 0; i < order->len; i++)
    if (!write_invoice (book, g_array_index (order, guint, i), error))
      return FALSE;
  return TRUE;
}
