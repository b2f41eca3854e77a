/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing-book.h"

struct _BizAgeingBook
{
  GObject parent_instance;

  GDate as_of;
  GArray *items;  /* (owned) */
  GArray *ledger; /* (owned) */
  gboolean cut;
};

G_DEFINE_FINAL_TYPE (BizAgeingBook, biz_ageing_book, G_TYPE_OBJECT)

static void
biz_ageing_book_finalize (GObject *object)
{
  BizAgeingBook *self = BIZ_AGEING_BOOK (object);

  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->ledger, g_array_unref);

  G_OBJECT_CLASS (biz_ageing_book_parent_class)->finalize (object);
}

static void
biz_ageing_book_class_init (BizAgeingBookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_ageing_book_finalize;
}

static void
biz_ageing_book_init (BizAgeingBook *self)
{
}

/**
 * biz_ageing_book_new:
 * @as_of: the day that is wanted
 * @items: (transfer full) (element-type BizAgeingItem): with what is open now
 * @matches: (transfer full) (element-type BizAgeingMatch): made after @as_of
 * @ledger: (transfer full) (element-type BizAgeingLedger): the accounts on @as_of
 * @cut: there are more items
 * @error: return location
 *
 * Returns: (transfer full): the book; %NULL where an amount does not fit
 */
BizAgeingBook *
biz_ageing_book_new (const GDate *as_of,
                     GArray *items,
                     GArray *matches,
                     GArray *ledger,
                     gboolean cut,
                     GError **error)
{
  g_autoptr (BizAgeingBook) self = NULL;
  g_autoptr (GArray) taken = matches;

  g_return_val_if_fail (as_of != NULL && g_date_valid (as_of), NULL);
  g_return_val_if_fail (items != NULL && matches != NULL && ledger != NULL, NULL);

  self = g_object_new (BIZ_TYPE_AGEING_BOOK, NULL);
  self->as_of = *as_of;
  self->items = items;
  self->ledger = ledger;
  self->cut = cut;
  if (!biz_ageing_take_back (items, (const BizAgeingMatch *)(gpointer)taken->data, taken->len,
                             as_of, error))
    return NULL;

  return g_steal_pointer (&self);
}

const GDate *
biz_ageing_book_get_as_of (BizAgeingBook *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_BOOK (self), NULL);

  return &self->as_of;
}

const BizAgeingItem *
biz_ageing_book_get_items (BizAgeingBook *self, gsize *n_items)
{
  g_return_val_if_fail (BIZ_IS_AGEING_BOOK (self) && n_items != NULL, NULL);

  *n_items = self->items->len;

  return (const BizAgeingItem *)(gpointer)self->items->data;
}

gboolean
biz_ageing_book_is_cut (BizAgeingBook *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_BOOK (self), FALSE);

  return self->cut;
}

/**
 * biz_ageing_book_compute:
 * @self: a book
 * @plan: what is wanted; its day is taken from the book
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizAgeingRow): as biz_ageing_compute()
 */
GArray *
biz_ageing_book_compute (BizAgeingBook *self, const BizAgeingPlan *plan, GError **error)
{
  BizAgeingPlan dated;

  g_return_val_if_fail (BIZ_IS_AGEING_BOOK (self) && plan != NULL, NULL);

  dated = *plan;
  dated.as_of = self->as_of;

  return biz_ageing_compute (&dated, (const BizAgeingItem *)(gpointer)self->items->data,
                             self->items->len, error);
}

/**
 * biz_ageing_book_foot:
 * @self: a book
 * @plan: what is wanted
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizAgeingFoot): as biz_ageing_foot()
 */
GArray *
biz_ageing_book_foot (BizAgeingBook *self, const BizAgeingPlan *plan, GError **error)
{
  g_return_val_if_fail (BIZ_IS_AGEING_BOOK (self) && plan != NULL, NULL);

  return biz_ageing_foot (plan, (const BizAgeingItem *)(gpointer)self->items->data,
                          self->items->len, (const BizAgeingLedger *)(gpointer)self->ledger->data,
                          self->ledger->len, error);
}
