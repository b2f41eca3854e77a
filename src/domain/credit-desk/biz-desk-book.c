/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-desk-book.h"

#include <glib/gi18n-lib.h>

/* Orders that are judged between two looks at the clock. */
#define CLOCK_STEP 8

struct _BizDeskBook
{
  GObject parent_instance;

  BizDeskClock clock;  /* (owned) */
  GHashTable *orders;  /* (owned): id -> BizDeskOrder */
  BizDecisionLog *log; /* (owned) (nullable) */
  GPtrArray *entries;  /* (owned) (nullable): NULL where all are judged anew */
  GPtrArray *fresh;    /* (owned): orders that are not among the entries yet */
  guint n_judged;      /* of those, they are by now */
  BizDeskJudge judge;  /* (nullable) */
  gpointer judge_data;
  GDestroyNotify judge_data_free;
  gboolean cut;
  gboolean no_deliveries;
  BizDeskKnown *known; /* (owned) (nullable) */
  char *no_figures;    /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizDeskBook, biz_desk_book, G_TYPE_OBJECT)

static void
drop_judge (BizDeskBook *self)
{
  if (self->judge_data_free != NULL)
    self->judge_data_free (self->judge_data);
  self->judge = NULL;
  self->judge_data = NULL;
  self->judge_data_free = NULL;
}

static void
biz_desk_book_finalize (GObject *object)
{
  BizDeskBook *self = BIZ_DESK_BOOK (object);

  g_clear_pointer (&self->orders, g_hash_table_unref);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->fresh, g_ptr_array_unref);
  g_clear_object (&self->log);
  g_clear_object (&self->known);
  g_clear_pointer (&self->no_figures, g_free);
  g_clear_pointer (&self->clock.zone, g_time_zone_unref);
  g_clear_pointer (&self->clock.seen, g_date_time_unref);
  drop_judge (self);

  G_OBJECT_CLASS (biz_desk_book_parent_class)->finalize (object);
}

static void
biz_desk_book_class_init (BizDeskBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_desk_book_finalize;
}

static void
biz_desk_book_init (BizDeskBook *self)
{
  self->fresh = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_desk_order_unref);
  self->orders = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL,
                                        (GDestroyNotify)biz_desk_order_unref);
}

/**
 * biz_desk_book_new:
 * @today: the day that days count to
 * @zone: where a time becomes a day
 * @seen: (nullable): when somebody looked last, UTC
 *
 * Returns: (transfer full): a book without orders
 */
BizDeskBook *
biz_desk_book_new (const GDate *today, GTimeZone *zone, GDateTime *seen)
{
  BizDeskBook *self;

  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);
  g_return_val_if_fail (zone != NULL, NULL);

  self = g_object_new (BIZ_TYPE_DESK_BOOK, NULL);
  self->clock.today = *today;
  self->clock.zone = g_time_zone_ref (zone);
  self->clock.seen = seen != NULL ? g_date_time_ref (seen) : NULL;

  return self;
}

void
biz_desk_book_take_orders (BizDeskBook *self, GPtrArray *orders)
{
  g_return_if_fail (BIZ_IS_DESK_BOOK (self));
  g_return_if_fail (orders != NULL);

  for (guint i = 0; i < orders->len; i++)
    {
      BizDeskOrder *order = g_ptr_array_index (orders, i);
      const BizDeskOrder *there = g_hash_table_lookup (self->orders, &order->id);

      if (there != NULL && order->deliveries == NULL && there->deliveries != NULL)
        continue;
      /* Entries of what is replaced are there already. */
      if (there != NULL)
        g_clear_pointer (&self->entries, g_ptr_array_unref);
      g_hash_table_replace (self->orders, &order->id, biz_desk_order_ref (order));
      g_ptr_array_add (self->fresh, biz_desk_order_ref (order));
    }
  g_ptr_array_unref (orders);
}

void
biz_desk_book_set_log (BizDeskBook *self, BizDecisionLog *log)
{
  g_return_if_fail (BIZ_IS_DESK_BOOK (self));
  g_return_if_fail (BIZ_IS_DECISION_LOG (log));

  g_set_object (&self->log, log);
  g_clear_pointer (&self->entries, g_ptr_array_unref);
}

/**
 * biz_desk_book_set_judge:
 * @self: a book
 * @judge: (nullable) (scope notified): says what the policy would hold an order for
 * @user_data: for @judge
 * @user_data_free: (nullable): frees it
 */
void
biz_desk_book_set_judge (BizDeskBook *self,
                         BizDeskJudge judge,
                         gpointer user_data,
                         GDestroyNotify user_data_free)
{
  g_return_if_fail (BIZ_IS_DESK_BOOK (self));

  drop_judge (self);
  self->judge = judge;
  self->judge_data = user_data;
  self->judge_data_free = user_data_free;
  g_clear_pointer (&self->entries, g_ptr_array_unref);
}

void
biz_desk_book_set_cut (BizDeskBook *self)
{
  g_return_if_fail (BIZ_IS_DESK_BOOK (self));

  self->cut = TRUE;
}

gboolean
biz_desk_book_is_cut (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), FALSE);

  return self->cut || (self->log != NULL && biz_decision_log_is_cut (self->log));
}

void
biz_desk_book_set_no_deliveries (BizDeskBook *self)
{
  g_return_if_fail (BIZ_IS_DESK_BOOK (self));

  self->no_deliveries = TRUE;
}

gboolean
biz_desk_book_has_no_deliveries (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), FALSE);

  return self->no_deliveries;
}

/**
 * biz_desk_book_set_no_figures:
 * @self: a book
 * @why: (nullable): what the server said; %NULL where there is too much
 */
void
biz_desk_book_set_no_figures (BizDeskBook *self, const GError *why)
{
  g_return_if_fail (BIZ_IS_DESK_BOOK (self));

  g_clear_pointer (&self->no_figures, g_free);
  self->no_figures = g_strdup (why != NULL ? why->message
                                           : _ ("There are too many open items to add them up. "
                                                "Look at fewer companies."));
}

const char *
biz_desk_book_get_no_figures (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), NULL);

  return self->no_figures;
}

void
biz_desk_book_set_known (BizDeskBook *self, BizDeskKnown *known)
{
  g_return_if_fail (BIZ_IS_DESK_BOOK (self));

  g_set_object (&self->known, known);
}

BizDeskKnown *
biz_desk_book_get_known (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), NULL);

  return self->known;
}

static void
judge_order (BizDeskBook *self, BizDeskOrder *order)
{
  BizDeskVerdict verdict = { 0 };
  gboolean known = self->judge != NULL && self->judge (order, &verdict, self->judge_data);

  biz_desk_judge (order, self->log, known ? &verdict : NULL, &self->clock, self->entries);
}

static void
begin_anew (BizDeskBook *self)
{
  GHashTableIter iter;
  gpointer order;

  self->entries = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_set_size (self->fresh, 0);
  self->n_judged = 0;
  g_hash_table_iter_init (&iter, self->orders);
  while (g_hash_table_iter_next (&iter, NULL, &order))
    g_ptr_array_add (self->fresh, biz_desk_order_ref (order));
}

/**
 * biz_desk_book_judge_some:
 * @self: a book
 * @budget: microseconds; at least a few orders are judged
 *
 * Works off what came since, for who must not be held up.
 *
 * Returns: whether all is judged, so that biz_desk_book_get_entries() costs nothing
 */
gboolean
biz_desk_book_judge_some (BizDeskBook *self, gint64 budget)
{
  const gint64 start = g_get_monotonic_time ();

  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), TRUE);

  if (self->log == NULL)
    return TRUE;
  if (self->entries == NULL)
    begin_anew (self);
  while (self->n_judged < self->fresh->len)
    {
      judge_order (self, g_ptr_array_index (self->fresh, self->n_judged));
      self->n_judged++;
      if (self->n_judged % CLOCK_STEP == 0 && g_get_monotonic_time () - start >= budget)
        break;
    }
  if (self->n_judged < self->fresh->len)
    return FALSE;
  g_ptr_array_set_size (self->fresh, 0);
  self->n_judged = 0;

  return TRUE;
}

/**
 * biz_desk_book_get_entries:
 * @self: a book
 *
 * What is not judged yet is judged at once: see biz_desk_book_judge_some().
 *
 * Returns: (transfer none) (element-type BizDeskEntry): what is to decide, in no order; nothing
 *   before the decisions were read
 */
GPtrArray *
biz_desk_book_get_entries (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), NULL);

  biz_desk_book_judge_some (self, G_MAXINT64);
  if (self->entries == NULL)
    self->entries = g_ptr_array_new_with_free_func (g_object_unref);

  return self->entries;
}

BizDeskOrder *
biz_desk_book_find_order (BizDeskBook *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), NULL);

  return g_hash_table_lookup (self->orders, &id);
}

BizDecisionLog *
biz_desk_book_get_log (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), NULL);

  return self->log;
}

GPtrArray *
biz_desk_book_list_orders (BizDeskBook *self)
{
  GPtrArray *orders;
  GHashTableIter iter;
  gpointer order;

  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), NULL);

  orders = g_ptr_array_sized_new (g_hash_table_size (self->orders));
  g_hash_table_iter_init (&iter, self->orders);
  while (g_hash_table_iter_next (&iter, NULL, &order))
    g_ptr_array_add (orders, order);

  return orders;
}

guint
biz_desk_book_get_n_orders (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), 0);

  return g_hash_table_size (self->orders);
}

const GDate *
biz_desk_book_get_today (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), NULL);

  return &self->clock.today;
}

GDateTime *
biz_desk_book_get_seen (BizDeskBook *self)
{
  g_return_val_if_fail (BIZ_IS_DESK_BOOK (self), NULL);

  return self->clock.seen;
}
