/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed-book.h"

#define MOVE_COLUMNS                                                                               \
  "INSERT INTO account_move (id, name, ref, date, state, move_type, posted_before,"                \
  " sequence_prefix, sequence_number, journal_id, company_id, currency_id, invoice_currency_rate," \
  " partner_id, commercial_partner_id, origin_payment_id, amount_total, amount_total_signed,"      \
  " payment_state, checked, auto_post, create_uid, create_date, write_uid, write_date)"            \
  " VALUES (?1, ?2, ?3, ?4, 'posted', 'entry', 1, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?11, ?12, ?13,"    \
  " ?14, 'not_paid', 1, 'no', ?15, ?16, ?15, ?16)"

#define LINE                                                                                       \
  "INSERT INTO account_move_line (id, move_id, move_name, parent_state, journal_id, company_id,"   \
  " date, name, sequence, display_type, account_id, account_type, partner_id, currency_id,"        \
  " balance, amount_currency, amount_residual, amount_residual_currency, reconciled,"              \
  " full_reconcile_id, matching_number, date_maturity, create_uid, create_date, write_uid,"        \
  " write_date) VALUES (?1, ?2, ?3, 'posted', ?4, ?5, ?6, ?7, 100, 'product', ?8, ?9, ?10, ?11,"   \
  " ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?6, ?19, ?20, ?19, ?20)"

/* Where an item of an entry stands. */
typedef struct
{
  gint64 move;
  const char *number;
  gint64 journal, company, partner, currency;
  const char *day, *stamp, *label;
} Entry;

static gint64
write_line (DemoBook *book,
            const Entry *entry,
            gint64 account,
            const char *type,
            gint64 balance,
            gint64 amount,
            gint64 open_company,
            gint64 open,
            gint64 full,
            const char *number,
            GError **error)
{
  gint64 id = ++book->next_line;
  gboolean settled = number != NULL && open == 0 && open_company == 0;

  if (!demo_db_exec (book->seed->db, error, LINE, "iisiissisiiiiiiiosis", id, entry->move,
                     entry->number, entry->journal, entry->company, entry->day, entry->label,
                     account, type, entry->partner, entry->currency, balance, amount, open_company,
                     open, (gint64)settled, full, number, book->seed->controller, entry->stamp))
    return 0;
  return id;
}

static gboolean
write_payment_record (DemoBook *book,
                      const DemoBookPayment *payment,
                      const char *day,
                      const char *stamp,
                      GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, payment->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  const DemoBookItem *item = demo_book_item (book, payment->item);

  return demo_db_exec (
      seed->db, error,
      "INSERT INTO account_payment (id, name, date, journal_id, company_id, state, payment_type,"
      " partner_type, partner_id, currency_id, amount, amount_company_currency_signed, memo,"
      " payment_method_line_id, outstanding_account_id, destination_account_id, is_reconciled,"
      " create_uid, create_date, write_uid, write_date) VALUES (?1, ?2, ?3, ?4, ?5, ?17,"
      " 'inbound', 'customer', ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?15, ?16)",
      "issiiiiiisiiiiiss", payment->id, payment->number, day, company->bank, company->id,
      customer->id, payment->currency, payment->amount,
      demo_mul_div (payment->amount, DEMO_FLOAT_ONE, payment->rate), payment->memo->str,
      company->method_in, company->outstanding_in, company->receivable,
      (gint64)(item->open == 0 && item->open_company == 0), seed->controller, stamp,
      payment->pending ? "in_process" : "paid");
}

static gboolean
write_payment (DemoBook *book, guint index, GError **error)
{
  DemoSeed *seed = book->seed;
  DemoBookPayment *payment = demo_book_payment (book, index);
  const DemoSeedCustomer *customer = demo_book_customer (book, payment->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  DemoBookItem *item = demo_book_item (book, payment->item);
  g_autofree char *label = g_strdup_printf ("Manual Payment: %s", payment->memo->str);
  g_autofree char *number = demo_book_matching_number (book, payment->item);
  gint64 received = demo_mul_div (payment->amount, DEMO_FLOAT_ONE, payment->rate);
  gint64 granted = demo_mul_div (payment->discount, DEMO_FLOAT_ONE, payment->rate);
  char day[DEMO_DAY_SIZE], stamp[20];
  Entry entry = { payment->move_id,
                  payment->number,
                  company->bank,
                  company->id,
                  customer->id,
                  payment->currency,
                  demo_day_format (payment->day, day),
                  stamp,
                  label };

  demo_book_stamp (stamp, payment->day, (int)payment->id * 11 + 5);
  if (!write_payment_record (book, payment, day, stamp, error)
      || !demo_db_exec (seed->db, error, MOVE_COLUMNS,
                        "issss"
                        "iiiiiioiiis",
                        payment->move_id, payment->number, payment->memo->str, day, payment->prefix,
                        (gint64)payment->sequence, company->bank, company->id, payment->currency,
                        payment->rate, customer->id, payment->id,
                        payment->amount + payment->discount, received + granted, seed->controller,
                        stamp)
      || !demo_db_exec (seed->db, error, "UPDATE account_payment SET move_id = ? WHERE id = ?",
                        "ii", payment->move_id, payment->id)
      || write_line (book, &entry, company->outstanding_in, "asset_current", received,
                     payment->amount, received, payment->amount, 0, NULL, error)
             == 0)
    return FALSE;
  item->line_id = write_line (book, &entry, company->receivable, "asset_receivable", item->balance,
                              item->amount, item->open_company, item->open,
                              demo_book_item (book, item->group)->full, number, error);
  if (item->line_id == 0)
    return FALSE;
  entry.label = "Early Payment Discount";
  return payment->discount == 0
         || write_line (book, &entry, company->discount_loss, "expense", granted, payment->discount,
                        0, 0, 0, NULL, error)
                > 0;
}

/**
 * demo_book_write_groups: (skip)
 *
 * The full reconciliations, before the items that name them.
 */
gboolean
demo_book_write_groups (DemoBook *book, GError **error)
{
  for (guint i = 0; i < book->items->len; i++)
    if (demo_book_item (book, i)->full > 0
        && !demo_db_exec (book->seed->db, error,
                          "INSERT INTO account_full_reconcile (id, create_uid, create_date,"
                          " write_uid, write_date) VALUES (?1, ?2, ?3, ?2, ?3)",
                          "iis", demo_book_item (book, i)->full, book->seed->controller,
                          demo_env_now (book->seed->env)))
      return FALSE;
  return TRUE;
}

gboolean
demo_book_write_payments (DemoBook *book, GError **error)
{
  for (guint i = 0; i < book->payments->len; i++)
    if (!write_payment (book, i, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_partial (DemoBook *book,
               gint64 id,
               gint64 debit,
               gint64 credit,
               gint64 amount,
               gint64 debit_amount,
               gint64 credit_amount,
               gint64 company,
               gint64 full,
               gint64 exchange,
               const char *day,
               GError **error)
{
  return demo_db_exec (
      book->seed->db, error,
      "INSERT INTO account_partial_reconcile (id, debit_move_id, credit_move_id,"
      " amount, debit_amount_currency, credit_amount_currency, company_id,"
      " full_reconcile_id, exchange_move_id, max_date, create_uid, create_date,"
      " write_uid, write_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,"
      " ?12, ?11, ?12)",
      "iiiiiiioosis", id, debit, credit, amount, debit_amount, credit_amount, company, full,
      exchange, day, book->seed->controller, demo_env_now (book->seed->env));
}

/* The same numbers a month later begin anew. */
static void
number_exchange (DemoBook *book,
                 int company,
                 int day,
                 GHashTable *counters,
                 char number[32],
                 char prefix[20],
                 gint64 *sequence)
{
  g_autofree char *key = NULL;

  g_snprintf (prefix, 20, "EXCH/%d/%02d/", demo_day_year (day), demo_day_month (day));
  key = g_strdup_printf ("%d %s", company, prefix);
  *sequence = GPOINTER_TO_INT (g_hash_table_lookup (counters, key)) + 1;
  g_hash_table_insert (counters, g_steal_pointer (&key), GINT_TO_POINTER ((int)*sequence));
  g_snprintf (number, 32, "%s%04d", prefix, (int)*sequence);
}

static gboolean
write_exchange (DemoBook *book, DemoBookExchange *exchange, GHashTable *counters, GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoBookMatch *match = demo_book_match (book, exchange->match);
  const DemoBookInvoice *invoice = demo_book_invoice (book, match->invoice);
  const DemoSeedCustomer *customer = demo_book_customer (book, invoice->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  guint item_index = exchange->of_debit ? match->debit : match->credit;
  const DemoBookItem *item = demo_book_item (book, item_index);
  gint64 full = demo_book_item (book, item->group)->full;
  g_autofree char *matching = demo_book_matching_number (book, item_index);
  gint64 difference = exchange->difference, sequence;
  char number[32], prefix[20], day[DEMO_DAY_SIZE], stamp[20];
  Entry entry = { exchange->move_id,
                  number,
                  company->exchange,
                  company->id,
                  customer->id,
                  invoice->currency,
                  demo_day_format (match->day, day),
                  stamp,
                  "Currency exchange rate difference" };

  number_exchange (book, customer->company, match->day, counters, number, prefix, &sequence);
  demo_book_stamp (stamp, match->day, (int)exchange->move_id);
  if (!demo_db_exec (seed->db, error, MOVE_COLUMNS,
                     "issss"
                     "iiiiiioiiis",
                     exchange->move_id, number, NULL, day, prefix, sequence, company->exchange,
                     company->id, invoice->currency, invoice->rate, customer->id, (gint64)0,
                     (gint64)0, ABS (difference), seed->controller, stamp))
    return FALSE;
  exchange->line_id = write_line (book, &entry, company->receivable, "asset_receivable",
                                  -difference, 0, 0, 0, full, matching, error);
  if (exchange->line_id == 0
      || write_line (book, &entry, difference > 0 ? company->loss : company->gain,
                     difference > 0 ? "expense" : "income_other", difference, 0, 0, 0, 0, NULL,
                     error)
             == 0)
    return FALSE;
  return write_partial (book, exchange->partial_id,
                        difference > 0 ? item->line_id : exchange->line_id,
                        difference > 0 ? exchange->line_id : item->line_id, ABS (difference), 0, 0,
                        company->id, full, 0, day, error);
}

static gboolean
link_payments (DemoBook *book, GError **error)
{
  for (guint i = 0; i < book->matches->len; i++)
    {
      const DemoBookMatch *match = demo_book_match (book, i);

      if (match->payment >= 0
          && !demo_db_exec (book->seed->db, error,
                            "INSERT OR IGNORE INTO account_move__account_payment"
                            " (payment_id, invoice_id) VALUES (?, ?)",
                            "ii", demo_book_payment (book, (guint)match->payment)->id,
                            demo_book_invoice (book, match->invoice)->id))
        return FALSE;
    }
  return TRUE;
}

/**
 * demo_book_write_matches: (skip)
 * @book: a book whose invoices and payments are written
 * @error: where to put an error
 */
gboolean
demo_book_write_matches (DemoBook *book, GError **error)
{
  g_autoptr (GHashTable) counters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree gint64 *entries = g_new0 (gint64, book->matches->len + 1);
  char day[DEMO_DAY_SIZE];

  for (guint i = 0; i < book->exchanges->len; i++)
    {
      DemoBookExchange *exchange = &g_array_index (book->exchanges, DemoBookExchange, i);

      entries[exchange->match] = exchange->move_id;
      if (!write_exchange (book, exchange, counters, error))
        return FALSE;
    }
  for (guint i = 0; i < book->matches->len; i++)
    {
      const DemoBookMatch *match = demo_book_match (book, i);
      const DemoBookItem *debit = demo_book_item (book, match->debit);
      const DemoBookInvoice *invoice = demo_book_invoice (book, match->invoice);

      if (!write_partial (
              book, match->id, debit->line_id, demo_book_item (book, match->credit)->line_id,
              match->company_amount, match->amount, match->amount,
              book->seed->companies[demo_book_customer (book, invoice->customer)->company].id,
              demo_book_item (book, debit->group)->full, entries[i],
              demo_day_format (match->day, day), error))
        return FALSE;
    }
  return link_payments (book, error);
}
