/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-seed-book.h"

static void
payment_clear (DemoBookPayment *payment)
{
  if (payment->memo != NULL)
    g_string_free (payment->memo, TRUE);
}

static void
book_clear (DemoBook *book)
{
  g_array_unref (book->orders);
  g_array_unref (book->deliveries);
  g_array_unref (book->invoices);
  g_array_unref (book->items);
  g_array_unref (book->payments);
  g_array_unref (book->matches);
  g_array_unref (book->exchanges);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoBook, book_clear)

/* In a big file the indexes are made once, after the rows. */
static gboolean
take_indexes (DemoSeed *seed, GPtrArray *made_again, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local = NULL;

  {
    g_autoptr (DemoStatement) rows = demo_db_query (
        seed->db, &local,
        "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name"
        " IN ('account_move', 'account_move_line', 'account_payment', 'account_partial_reconcile',"
        " 'account_move_line_account_tax_rel', 'account_move__account_payment')",
        "");

    while (rows != NULL && demo_statement_step (rows, &local))
      {
        g_ptr_array_add (names, g_strdup (demo_statement_text (rows, 0)));
        g_ptr_array_add (made_again, g_strdup (demo_statement_text (rows, 1)));
      }
  }
  for (guint i = 0; local == NULL && i < names->len; i++)
    {
      g_autofree char *sql =
          g_strdup_printf ("DROP INDEX \"%s\"", (char *)g_ptr_array_index (names, i));

      demo_db_script (seed->db, sql, &local);
    }
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
make_indexes (DemoSeed *seed, GPtrArray *made_again, GError **error)
{
  for (guint i = 0; i < made_again->len; i++)
    if (!demo_db_script (seed->db, g_ptr_array_index (made_again, i), error))
      return FALSE;
  return TRUE;
}

gboolean
demo_seed_add_story (DemoSeed *seed, GError **error)
{
  g_autoptr (GPtrArray) indexes = g_ptr_array_new_with_free_func (g_free);
  g_auto (DemoBook) book = {
    .seed = seed,
    .orders = g_array_new (FALSE, TRUE, sizeof (DemoBookOrder)),
    .deliveries = g_array_new (FALSE, TRUE, sizeof (DemoBookDelivery)),
    .invoices = g_array_new (FALSE, TRUE, sizeof (DemoBookInvoice)),
    .items = g_array_new (FALSE, TRUE, sizeof (DemoBookItem)),
    .payments = g_array_new (FALSE, TRUE, sizeof (DemoBookPayment)),
    .matches = g_array_new (FALSE, TRUE, sizeof (DemoBookMatch)),
    .exchanges = g_array_new (FALSE, TRUE, sizeof (DemoBookExchange)),
  };

  g_array_set_clear_func (book.payments, (GDestroyNotify)payment_clear);
  demo_book_imagine (&book);
  demo_book_pay (&book);
  demo_book_number (&book);
  demo_book_settle (&book);
  return (seed->scale == 0 || take_indexes (seed, indexes, error))
         && demo_book_write_orders (&book, error) && demo_book_write_groups (&book, error)
         && demo_book_write_invoices (&book, error) && demo_book_write_payments (&book, error)
         && demo_book_write_matches (&book, error) && make_indexes (seed, indexes, error)
         && demo_book_finish_orders (&book, error) && demo_book_write_papers (&book, error)
         && demo_book_write_holds (&book, error) && demo_seed_add_bank (seed, error)
         && demo_seed_add_leads (seed, error) && demo_seed_add_cases (seed, error);
}
