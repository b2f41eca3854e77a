/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-due-book.h"

#include <string.h>

struct _BizDueBook
{
  GObject parent_instance;

  GDate today;
  GHashTable *orders; /* (owned): id -> BizDueOrder */
  GArray *server;     /* (owned) (nullable) (element-type BizMoney) */
  guint64 n_lines;
  guint64 n_all;
  gboolean cut;
};

G_DEFINE_FINAL_TYPE (BizDueBook, biz_due_book, G_TYPE_OBJECT)

static void
biz_due_book_finalize (GObject *object)
{
  BizDueBook *self = BIZ_DUE_BOOK (object);

  g_hash_table_unref (self->orders);
  g_clear_pointer (&self->server, g_array_unref);

  G_OBJECT_CLASS (biz_due_book_parent_class)->finalize (object);
}

static void
biz_due_book_class_init (BizDueBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_due_book_finalize;
}

static void
biz_due_book_init (BizDueBook *self)
{
  self->orders = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

/**
 * biz_due_book_new:
 * @today: the day that days count to
 *
 * Returns: (transfer full): a book without orders
 */
BizDueBook *
biz_due_book_new (const GDate *today)
{
  BizDueBook *self;

  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  self = g_object_new (BIZ_TYPE_DUE_BOOK, NULL);
  self->today = *today;

  return self;
}

/**
 * biz_due_book_take_rows:
 * @self: a book
 * @rows: (transfer full) (element-type BizDueRow): a slice of lines
 */
void
biz_due_book_take_rows (BizDueBook *self, GPtrArray *rows)
{
  g_return_if_fail (BIZ_IS_DUE_BOOK (self));
  g_return_if_fail (rows != NULL);

  g_ptr_array_set_free_func (rows, NULL);
  for (guint i = 0; i < rows->len; i++)
    {
      BizDueRow *row = g_ptr_array_index (rows, i);
      BizDueOrder *order = g_hash_table_lookup (self->orders, &row->id);
      gint64 id = row->id;

      if (order != NULL)
        biz_due_order_add (order, row);
      else
        g_hash_table_insert (self->orders, g_memdup2 (&id, sizeof id), biz_due_order_new (row));
    }
  self->n_lines += rows->len;
  g_ptr_array_unref (rows);
}

void
biz_due_book_set_holds (BizDueBook *self, GHashTable *holds)
{
  GHashTableIter iter;
  gpointer key, order;

  g_return_if_fail (BIZ_IS_DUE_BOOK (self));
  g_return_if_fail (holds != NULL);

  g_hash_table_iter_init (&iter, self->orders);
  while (g_hash_table_iter_next (&iter, &key, &order))
    biz_due_order_set_hold (order, g_hash_table_lookup (holds, key));
}

void
biz_due_book_set_server (BizDueBook *self, guint64 n_lines, GArray *sums)
{
  g_return_if_fail (BIZ_IS_DUE_BOOK (self));
  g_return_if_fail (sums != NULL);

  self->n_all = n_lines;
  g_clear_pointer (&self->server, g_array_unref);
  self->server = g_array_ref (sums);
}

void
biz_due_book_set_cut (BizDueBook *self)
{
  g_return_if_fail (BIZ_IS_DUE_BOOK (self));

  self->cut = TRUE;
}

GPtrArray *
biz_due_book_get_orders (BizDueBook *self)
{
  GPtrArray *orders = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer order;

  g_return_val_if_fail (BIZ_IS_DUE_BOOK (self), orders);

  g_hash_table_iter_init (&iter, self->orders);
  while (g_hash_table_iter_next (&iter, NULL, &order))
    {
      if (biz_due_order_settle (order, &self->today))
        g_ptr_array_add (orders, g_object_ref (order));
    }

  return orders;
}

guint64
biz_due_book_get_n_lines (BizDueBook *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BOOK (self), 0);

  return self->n_lines;
}

guint64
biz_due_book_get_n_all_lines (BizDueBook *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BOOK (self), 0);

  return self->n_all;
}

gboolean
biz_due_book_is_cut (BizDueBook *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BOOK (self), FALSE);

  return self->cut;
}

static BizDueSum *
find_sum (GArray *sums, const BizMoney *money)
{
  BizDueSum sum = { 0 };

  for (guint i = 0; i < sums->len; i++)
    {
      BizDueSum *there = &g_array_index (sums, BizDueSum, i);

      if (strcmp (there->value.currency, money->currency) == 0)
        return there;
    }
  sum.value = sum.delivered = sum.server = biz_money_zero (money->currency, money->digits);
  g_array_append_val (sums, sum);

  return &g_array_index (sums, BizDueSum, sums->len - 1);
}

static int
compare_sums (gconstpointer a, gconstpointer b)
{
  return strcmp (((const BizDueSum *)a)->value.currency, ((const BizDueSum *)b)->value.currency);
}

/**
 * biz_due_book_get_sums:
 * @self: a book
 *
 * Of every line, so that it ties to what the server adds up, too: down payments whose orders are
 * not in the list are in it.
 *
 * Returns: (transfer full) (element-type BizDueSum): by currency
 */
GArray *
biz_due_book_get_sums (BizDueBook *self)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (BizDueSum));
  GHashTableIter iter;
  gpointer order;

  g_return_val_if_fail (BIZ_IS_DUE_BOOK (self), sums);

  g_hash_table_iter_init (&iter, self->orders);
  while (g_hash_table_iter_next (&iter, NULL, &order))
    {
      GPtrArray *lines = biz_due_order_get_lines (order);

      for (guint i = 0; i < lines->len; i++)
        {
          const BizDueLine *line = g_ptr_array_index (lines, i);
          BizDueSum *sum = find_sum (sums, &line->value);

          biz_money_add (&sum->value, &line->value, &sum->value, NULL);
          if (line->delivered_value.minor > 0)
            biz_money_add (&sum->delivered, &line->delivered_value, &sum->delivered, NULL);
        }
    }
  for (guint i = 0; self->server != NULL && i < self->server->len; i++)
    {
      const BizMoney *server = &g_array_index (self->server, BizMoney, i);
      BizDueSum *sum = find_sum (sums, server);

      biz_money_add (&sum->server, server, &sum->server, NULL);
    }
  for (guint i = 0; i < sums->len; i++)
    g_array_index (sums, BizDueSum, i).has_server = self->server != NULL;
  g_array_sort (sums, compare_sums);

  return sums;
}

const GDate *
biz_due_book_get_today (BizDueBook *self)
{
  g_return_val_if_fail (BIZ_IS_DUE_BOOK (self), NULL);

  return &self->today;
}

GArray *
biz_due_sum_orders (GPtrArray *orders)
{
  GArray *sums = g_array_new (FALSE, FALSE, sizeof (BizDueSum));

  g_return_val_if_fail (orders != NULL, sums);

  for (guint i = 0; i < orders->len; i++)
    {
      const BizDueFacts *facts = biz_due_order_get_facts (g_ptr_array_index (orders, i));
      BizDueSum *sum = find_sum (sums, &facts->value);

      biz_money_add (&sum->value, &facts->value, &sum->value, NULL);
      biz_money_add (&sum->delivered, &facts->delivered, &sum->delivered, NULL);
    }
  g_array_sort (sums, compare_sums);

  return sums;
}
