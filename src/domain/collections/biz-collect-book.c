/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-book.h"

#include "biz-collect-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizCollectBook
{
  GObject parent_instance;

  GDate today;
  GTimeZone *zone;      /* (owned) */
  GPtrArray *customers; /* (owned) (element-type BizCollectCustomer): those in the list */
  GPtrArray *others;    /* (owned) (element-type BizCollectCustomer): with items, in no list */
  GPtrArray *all;       /* (owned) (element-type BizCollectCustomer) */
  GPtrArray *promises;  /* (owned) (element-type BizPromise): theirs */
  GPtrArray *disputes;  /* (owned) (element-type BizDispute): theirs */
  guint n_items;
  gboolean is_cut;
};

G_DEFINE_FINAL_TYPE (BizCollectBook, biz_collect_book, G_TYPE_OBJECT)

/* A customer has a row in each currency of books. */
typedef struct
{
  gint64 id;
  char currency[8];
} Key;

/* While a book is made. */
typedef struct
{
  BizCollectBook *book;
  BizCollectInput *input;
  GHashTable *rows;   /* Key -> BizCollectCustomer */
  GHashTable *ids;    /* partner -> GPtrArray of rows */
  GHashTable *moves;  /* invoice -> BizCollectCustomer */
  GHashTable *paid;   /* invoice -> index of a payment, and one */
  GHashTable *payers; /* partner -> the same */
} Making;

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_int64_hash (&key->id) ^ g_str_hash (key->currency);
}

static gboolean
keys_are_equal (gconstpointer a, gconstpointer b)
{
  return memcmp (a, b, sizeof (Key)) == 0;
}

BizCollectInput *
biz_collect_input_new (const GDate *today)
{
  BizCollectInput *self = g_new0 (BizCollectInput, 1);

  self->today = *today;
  self->zone = g_time_zone_new_utc ();
  self->tolerance = BIZ_PROMISE_TOLERANCE;
  self->items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
  g_array_set_clear_func (self->items, (GDestroyNotify)biz_ageing_item_clear);
  self->payments = g_array_new (FALSE, FALSE, sizeof (BizCollectPayment));
  g_array_set_clear_func (self->payments, (GDestroyNotify)biz_collect_payment_clear);
  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  self->actions = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_collect_action_free);

  return self;
}

void
biz_collect_input_free (BizCollectInput *self)
{
  g_time_zone_unref (self->zone);
  g_array_unref (self->items);
  g_array_unref (self->payments);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->actions);
  g_clear_pointer (&self->rates, g_hash_table_unref);
  g_free (self);
}

static void
biz_collect_book_finalize (GObject *object)
{
  BizCollectBook *self = BIZ_COLLECT_BOOK (object);

  g_ptr_array_unref (self->customers);
  g_ptr_array_unref (self->others);
  g_ptr_array_unref (self->promises);
  g_ptr_array_unref (self->disputes);
  g_ptr_array_unref (self->all);
  g_clear_pointer (&self->zone, g_time_zone_unref);

  G_OBJECT_CLASS (biz_collect_book_parent_class)->finalize (object);
}

static void
biz_collect_book_class_init (BizCollectBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_collect_book_finalize;
}

static void
biz_collect_book_init (BizCollectBook *self)
{
  self->customers = g_ptr_array_new_with_free_func (g_object_unref);
  self->others = g_ptr_array_new_with_free_func (g_object_unref);
  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  self->promises = g_ptr_array_new ();
  self->disputes = g_ptr_array_new ();
}

/* The row of a partner in the currency of @zero, made where there is none. */
static BizCollectCustomer *
get_row (Making *making, gint64 id, const char *name, const BizMoney *zero)
{
  Key key = { .id = id };
  BizCollectCustomer *row;
  GPtrArray *rows;

  g_strlcpy (key.currency, zero->currency, sizeof key.currency);
  row = g_hash_table_lookup (making->rows, &key);
  if (row != NULL)
    return row;
  row = g_object_new (BIZ_TYPE_COLLECT_CUSTOMER, NULL);
  row->facts.id = id;
  row->facts.zero = biz_money_zero (zero->currency, zero->digits);
  row->name = g_strdup (name != NULL ? name : "");
  g_ptr_array_add (making->book->all, row);
  g_hash_table_insert (making->rows, g_memdup2 (&key, sizeof key), row);
  rows = g_hash_table_lookup (making->ids, &row->facts.id);
  if (rows == NULL)
    {
      rows = g_ptr_array_new ();
      g_hash_table_insert (making->ids, &row->facts.id, rows);
    }
  g_ptr_array_add (rows, row);

  return row;
}

/* Moves the items: what they own goes along. Those of nobody are a row of their own, which nobody
 * is asked for, so that what is in the books is here. */
static void
take_items (Making *making)
{
  GArray *items = making->input->items;

  for (guint i = 0; i < items->len; i++)
    {
      BizAgeingItem *item = &g_array_index (items, BizAgeingItem, i);
      gboolean grouped = item->group_id != 0;
      gint64 id = grouped ? item->group_id : item->partner_id;
      BizCollectItem made = { .item = *item };
      BizCollectCustomer *row;

      row = get_row (making, id, grouped ? item->group : item->partner, &item->open);
      g_array_append_val (row->items, made);
      memset (item, 0, sizeof *item);
      making->book->n_items += id != 0;
    }
  for (guint i = 0; i < making->book->all->len; i++)
    {
      BizCollectCustomer *row = g_ptr_array_index (making->book->all, i);

      for (guint j = 0; row->facts.id != 0 && j < row->items->len; j++)
        g_hash_table_insert (making->moves,
                             &g_array_index (row->items, BizCollectItem, j).item.move_id, row);
    }
}

static void
index_payments (Making *making)
{
  GArray *payments = making->input->payments;

  for (guint i = 0; i < payments->len; i++)
    {
      BizCollectPayment *payment = &g_array_index (payments, BizCollectPayment, i);

      g_hash_table_insert (making->paid, &payment->move_id, GUINT_TO_POINTER (i + 1));
      g_hash_table_insert (making->payers, &payment->customer_id, GUINT_TO_POINTER (i + 1));
    }
}

/* (nullable): the row of who paid; @found: what the index has */
static BizCollectCustomer *
get_payer (Making *making, gpointer found)
{
  guint index = GPOINTER_TO_UINT (found);
  const BizCollectPayment *payment;

  if (index == 0)
    return NULL;
  payment = &g_array_index (making->input->payments, BizCollectPayment, index - 1);
  if (payment->customer_id == 0)
    return NULL;

  return get_row (making, payment->customer_id, payment->customer, &payment->amount);
}

/* (nullable): whose invoice it is, also where nothing of it is open */
static BizCollectCustomer *
find_by_move (Making *making, gint64 move_id)
{
  BizCollectCustomer *row = g_hash_table_lookup (making->moves, &move_id);

  return row != NULL ? row : get_payer (making, g_hash_table_lookup (making->paid, &move_id));
}

/* (nullable) (transfer none): all rows of a partner, also one who owes nothing any more */
static GPtrArray *
find_by_partner (Making *making, gint64 id)
{
  if (!g_hash_table_contains (making->ids, &id))
    get_payer (making, g_hash_table_lookup (making->payers, &id));

  return g_hash_table_lookup (making->ids, &id);
}

static void
take_notes (Making *making)
{
  GPtrArray *notes = making->input->notes;

  for (guint i = 0; i < notes->len; i++)
    {
      BizDecisionNote *note = g_ptr_array_index (notes, i);
      gint64 id = biz_decision_note_get_record_id (note);
      GPtrArray *rows = NULL;
      BizCollectCustomer *row;

      if (g_strcmp0 (biz_decision_note_get_model (note), "account.move") == 0)
        {
          row = find_by_move (making, id);
          if (row != NULL)
            g_ptr_array_add (row->notes, g_object_ref (note));
          continue;
        }
      rows = find_by_partner (making, id);
      for (guint j = 0; rows != NULL && j < rows->len; j++)
        {
          row = g_ptr_array_index (rows, j);
          g_ptr_array_add (row->notes, g_object_ref (note));
        }
    }
}

/* After the notes: what nobody has a row for is not asked about. */
static void
take_payments (Making *making)
{
  GArray *payments = making->input->payments;

  g_hash_table_remove_all (making->paid);
  g_hash_table_remove_all (making->payers);
  for (guint i = 0; i < payments->len; i++)
    {
      BizCollectPayment *payment = &g_array_index (payments, BizCollectPayment, i);
      Key key = { .id = payment->customer_id };
      BizCollectCustomer *row;

      g_strlcpy (key.currency, payment->amount.currency, sizeof key.currency);
      row = g_hash_table_lookup (making->rows, &key);
      if (row == NULL)
        continue;
      g_array_append_val (row->payments, *payment);
      memset (payment, 0, sizeof *payment);
    }
}

static BizCollectAction *
copy_action (const BizCollectAction *action)
{
  BizCollectAction *copy = g_memdup2 (action, sizeof *action);

  copy->model = g_strdup (action->model);
  copy->summary = g_strdup (action->summary);
  copy->user = g_strdup (action->user);

  return copy;
}

static void
take_actions (Making *making)
{
  GPtrArray *actions = making->input->actions;

  for (guint i = 0; i < actions->len; i++)
    {
      const BizCollectAction *action = g_ptr_array_index (actions, i);
      GPtrArray *rows;
      BizCollectCustomer *row;

      if (g_str_equal (action->model, "account.move"))
        {
          row = g_hash_table_lookup (making->moves, &action->record_id);
          if (row != NULL)
            g_ptr_array_add (row->actions, copy_action (action));
          continue;
        }
      rows = g_hash_table_lookup (making->ids, &action->record_id);
      for (guint j = 0; rows != NULL && j < rows->len; j++)
        {
          row = g_ptr_array_index (rows, j);
          g_ptr_array_add (row->actions, copy_action (action));
        }
    }
}

/* Who owes something, or is asked about. */
static gboolean
belongs (const BizCollectCustomer *row)
{
  if (row->facts.id == 0)
    return FALSE;
  for (guint i = 0; i < row->items->len; i++)
    {
      if (g_array_index (row->items, BizCollectItem, i).item.open.minor > 0)
        return TRUE;
    }

  return FALSE;
}

static void
settle_all (Making *making)
{
  BizCollectBook *self = making->book;

  for (guint i = 0; i < self->all->len; i++)
    {
      BizCollectCustomer *row = g_ptr_array_index (self->all, i);

      if (making->input->rates != NULL)
        {
          const gint64 *rate = g_hash_table_lookup (making->input->rates, row->facts.zero.currency);

          row->reference_rate = rate != NULL ? *rate : row->reference_rate;
        }
      biz_collect_settle (row, making->input);
      for (guint j = 0; j < row->promises->len; j++)
        g_ptr_array_add (self->promises, g_ptr_array_index (row->promises, j));
      for (guint j = 0; j < row->disputes->len; j++)
        g_ptr_array_add (self->disputes, g_ptr_array_index (row->disputes, j));
      if (belongs (row))
        g_ptr_array_add (self->customers, g_object_ref (row));
      else if (row->items->len > 0)
        g_ptr_array_add (self->others, g_object_ref (row));
    }
}

/**
 * biz_collect_book_new:
 * @input: (transfer full): what was read
 *
 * Returns: (transfer full): the worklist, in no order
 */
BizCollectBook *
biz_collect_book_new (BizCollectInput *input)
{
  g_autoptr (BizCollectInput) owned = input;
  g_autoptr (GHashTable) rows = NULL;
  g_autoptr (GHashTable) ids = NULL;
  g_autoptr (GHashTable) moves = NULL;
  g_autoptr (GHashTable) paid = NULL;
  g_autoptr (GHashTable) payers = NULL;
  BizCollectBook *self;
  Making making;

  g_return_val_if_fail (input != NULL, NULL);

  self = g_object_new (BIZ_TYPE_COLLECT_BOOK, NULL);
  self->today = input->today;
  self->zone = g_time_zone_ref (input->zone);
  self->is_cut = input->is_cut;
  rows = g_hash_table_new_full (hash_key, keys_are_equal, g_free, NULL);
  ids =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
  moves = g_hash_table_new (g_int64_hash, g_int64_equal);
  paid = g_hash_table_new (g_int64_hash, g_int64_equal);
  payers = g_hash_table_new (g_int64_hash, g_int64_equal);
  making = (Making){ self, owned, rows, ids, moves, paid, payers };
  take_items (&making);
  index_payments (&making);
  take_notes (&making);
  take_payments (&making);
  take_actions (&making);
  /* The keys of these lie in what is sorted now. */
  g_hash_table_remove_all (moves);
  settle_all (&making);

  return self;
}

GPtrArray *
biz_collect_book_get_customers (BizCollectBook *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), NULL);

  return self->customers;
}

GPtrArray *
biz_collect_book_get_others (BizCollectBook *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), NULL);

  return self->others;
}

GPtrArray *
biz_collect_book_get_promises (BizCollectBook *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), NULL);

  return self->promises;
}

GPtrArray *
biz_collect_book_get_disputes (BizCollectBook *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), NULL);

  return self->disputes;
}

GTimeZone *
biz_collect_book_get_zone (BizCollectBook *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), NULL);

  return self->zone;
}

const GDate *
biz_collect_book_get_today (BizCollectBook *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), NULL);

  return &self->today;
}

BizCollectCustomer *
biz_collect_book_find (BizCollectBook *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), NULL);

  for (guint i = 0; i < self->customers->len; i++)
    {
      BizCollectCustomer *row = g_ptr_array_index (self->customers, i);

      if (row->facts.id == id)
        return row;
    }

  return NULL;
}

guint
biz_collect_book_get_n_items (BizCollectBook *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), 0);

  return self->n_items;
}

gboolean
biz_collect_book_is_cut (BizCollectBook *self)
{
  g_return_val_if_fail (BIZ_IS_COLLECT_BOOK (self), FALSE);

  return self->is_cut;
}
