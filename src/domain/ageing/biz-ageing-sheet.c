/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing-sheet.h"

#include "biz-ageing-entry.h"

#include <string.h>

struct _BizAgeingSheet
{
  GObject parent_instance;

  BizAgeingBook *book; /* (owned) */
  BizAgeingPlan plan;
  GArray *rows;     /* (owned) */
  GArray *sums;     /* (owned) */
  GArray *feet;     /* (owned) */
  GPtrArray *lines; /* (owned) (element-type BizAgeingLine) */
};

G_DEFINE_FINAL_TYPE (BizAgeingSheet, biz_ageing_sheet, G_TYPE_OBJECT)

typedef struct
{
  BizAgeingBook *book; /* (owned) */
  BizAgeingPlan plan;
} Making;

static void
free_making (gpointer data)
{
  Making *making = data;

  g_clear_object (&making->book);
  g_free (making);
}

static const BizAgeingRow *
find_sum (GArray *sums, const char *currency)
{
  for (guint i = 0; i < sums->len; i++)
    {
      const BizAgeingRow *sum = &g_array_index (sums, BizAgeingRow, i);

      if (strcmp (sum->total.currency, currency) == 0)
        return sum;
    }

  return NULL;
}

static GPtrArray *
create_lines (GArray *rows, GArray *sums)
{
  GPtrArray *lines = g_ptr_array_new_full (rows->len, g_object_unref);

  for (guint i = 0; i < rows->len; i++)
    {
      const BizAgeingRow *row = &g_array_index (rows, BizAgeingRow, i);

      g_ptr_array_add (lines, biz_ageing_line_new (rows, i, find_sum (sums, row->total.currency)));
    }

  return lines;
}

static const GDate *
get_since (const BizAgeingItem *item)
{
  return g_date_valid (&item->due) ? &item->due : &item->date;
}

static gint
compare_entries (gconstpointer a, gconstpointer b)
{
  BizAgeingEntry *left = *(BizAgeingEntry *const *)a;
  BizAgeingEntry *right = *(BizAgeingEntry *const *)b;
  const BizAgeingItem *one = biz_ageing_entry_get_item (left);
  const BizAgeingItem *other = biz_ageing_entry_get_item (right);
  int order;

  if (biz_ageing_entry_get_age (left) != biz_ageing_entry_get_age (right))
    return biz_ageing_entry_get_age (left) > biz_ageing_entry_get_age (right) ? -1 : 1;
  order = g_date_valid (get_since (one)) && g_date_valid (get_since (other))
              ? g_date_compare (get_since (one), get_since (other))
              : 0;
  if (order != 0)
    return order;

  return one->id < other->id ? -1 : one->id > other->id;
}

/* What is too much for a picture stays as it was. */
static void
add_up_to (gint64 *sum, gint64 amount)
{
  gint64 result;

  if (!__builtin_add_overflow (*sum, amount, &result))
    *sum = result;
}

typedef gboolean (*FitFunc) (const BizAgeingPlan *plan,
                             const BizAgeingItem *item,
                             gconstpointer data);

static GPtrArray *
list_items (BizAgeingSheet *self, guint bucket, FitFunc fits, gconstpointer data)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);
  gsize n;
  const BizAgeingItem *items = biz_ageing_book_get_items (self->book, &n);

  for (gsize i = 0; i < n; i++)
    {
      if (!fits (&self->plan, &items[i], data))
        continue;
      if (bucket != BIZ_AGEING_ANY_BUCKET
          && biz_ageing_plan_get_bucket (&self->plan,
                                         biz_ageing_plan_get_age (&self->plan, &items[i]))
                 != bucket)
        continue;
      g_ptr_array_add (entries, biz_ageing_entry_new (self->book, &items[i], &self->plan));
    }
  g_ptr_array_sort (entries, compare_entries);

  return entries;
}

static gboolean
fits_row (const BizAgeingPlan *plan, const BizAgeingItem *item, gconstpointer data)
{
  return biz_ageing_plan_fits (plan, item, data);
}

static gboolean
fits_currency (const BizAgeingPlan *plan, const BizAgeingItem *item, gconstpointer data)
{
  const BizMoney *open = plan->in_document ? &item->open_document : &item->open;

  return (plan->company_id == 0 || item->company_id == plan->company_id)
         && strcmp (open->currency, data) == 0;
}

static void
make_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Making *making = task_data;
  GError *error = NULL;
  BizAgeingSheet *sheet = biz_ageing_sheet_new (making->book, &making->plan, &error);

  if (sheet != NULL)
    g_task_return_pointer (task, sheet, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
biz_ageing_sheet_finalize (GObject *object)
{
  BizAgeingSheet *self = BIZ_AGEING_SHEET (object);

  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_array_unref);
  g_clear_pointer (&self->sums, g_array_unref);
  g_clear_pointer (&self->feet, g_array_unref);
  g_clear_object (&self->book);

  G_OBJECT_CLASS (biz_ageing_sheet_parent_class)->finalize (object);
}

static void
biz_ageing_sheet_class_init (BizAgeingSheetClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_ageing_sheet_finalize;
}

static void
biz_ageing_sheet_init (BizAgeingSheet *self)
{
}

/**
 * biz_ageing_sheet_new:
 * @book: what was open on a day
 * @plan: what is wanted; its day is taken from the book
 * @error: return location
 *
 * Adds up all items: for many of them in a thread, see biz_ageing_sheet_make_async().
 *
 * Returns: (transfer full): the sheet; %NULL where an amount does not fit
 */
BizAgeingSheet *
biz_ageing_sheet_new (BizAgeingBook *book, const BizAgeingPlan *plan, GError **error)
{
  g_autoptr (BizAgeingSheet) self = NULL;

  g_return_val_if_fail (BIZ_IS_AGEING_BOOK (book) && plan != NULL, NULL);

  self = g_object_new (BIZ_TYPE_AGEING_SHEET, NULL);
  self->book = g_object_ref (book);
  self->plan = *plan;
  self->plan.as_of = *biz_ageing_book_get_as_of (book);
  self->rows = biz_ageing_book_compute (book, &self->plan, error);
  if (self->rows == NULL)
    return NULL;
  self->sums = biz_ageing_add_up (&self->plan, self->rows, error);
  if (self->sums == NULL)
    return NULL;
  self->feet = biz_ageing_book_foot (book, &self->plan, error);
  if (self->feet == NULL)
    return NULL;
  self->lines = create_lines (self->rows, self->sums);

  return g_steal_pointer (&self);
}

/**
 * biz_ageing_sheet_make_async:
 * @book: what was open on a day
 * @plan: what is wanted
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * As biz_ageing_sheet_new(), in a worker thread.
 */
void
biz_ageing_sheet_make_async (BizAgeingBook *book,
                             const BizAgeingPlan *plan,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Making *making;

  g_return_if_fail (BIZ_IS_AGEING_BOOK (book) && plan != NULL);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_ageing_sheet_make_async);
  making = g_new0 (Making, 1);
  making->book = g_object_ref (book);
  making->plan = *plan;
  g_task_set_task_data (task, making, free_making);
  g_task_run_in_thread (task, make_thread);
}

/**
 * biz_ageing_sheet_make_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the sheet; %NULL with an error
 */
BizAgeingSheet *
biz_ageing_sheet_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

BizAgeingBook *
biz_ageing_sheet_get_book (BizAgeingSheet *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (self), NULL);

  return self->book;
}

const BizAgeingPlan *
biz_ageing_sheet_get_plan (BizAgeingSheet *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (self), NULL);

  return &self->plan;
}

GArray *
biz_ageing_sheet_get_rows (BizAgeingSheet *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (self), NULL);

  return self->rows;
}

GArray *
biz_ageing_sheet_get_sums (BizAgeingSheet *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (self), NULL);

  return self->sums;
}

GArray *
biz_ageing_sheet_get_feet (BizAgeingSheet *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (self), NULL);

  return self->feet;
}

GPtrArray *
biz_ageing_sheet_get_lines (BizAgeingSheet *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (self), NULL);

  return self->lines;
}

/**
 * biz_ageing_sheet_list_entries:
 * @self: a sheet
 * @row: one of its rows
 * @bucket: of this age alone, or %BIZ_AGEING_ANY_BUCKET
 *
 * Returns: (transfer full) (element-type BizAgeingEntry): the items behind @row, the oldest first
 */
GPtrArray *
biz_ageing_sheet_list_entries (BizAgeingSheet *self, const BizAgeingRow *row, guint bucket)
{
  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (self) && row != NULL, NULL);

  return list_items (self, bucket, fits_row, row);
}

/**
 * biz_ageing_sheet_list_bucket:
 * @self: a sheet
 * @currency: of one of its sums
 * @bucket: of this age alone, or %BIZ_AGEING_ANY_BUCKET
 *
 * Returns: (transfer full) (element-type BizAgeingEntry): the items of all rows, the oldest first
 */
GPtrArray *
biz_ageing_sheet_list_bucket (BizAgeingSheet *self, const char *currency, guint bucket)
{
  g_return_val_if_fail (BIZ_IS_AGEING_SHEET (self) && currency != NULL, NULL);

  return list_items (self, bucket, fits_currency, currency);
}

/**
 * biz_ageing_sheet_collect_partners:
 * @self: a sheet
 * @row: one of its rows
 * @partners: (element-type gint64): those that are not there yet are added
 */
void
biz_ageing_sheet_collect_partners (BizAgeingSheet *self, const BizAgeingRow *row, GArray *partners)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  const BizAgeingItem *items;
  gsize n;

  g_return_if_fail (BIZ_IS_AGEING_SHEET (self) && row != NULL && partners != NULL);

  for (guint i = 0; i < partners->len; i++)
    g_hash_table_add (seen, g_memdup2 (&g_array_index (partners, gint64, i), sizeof (gint64)));
  items = biz_ageing_book_get_items (self->book, &n);
  for (gsize i = 0; i < n; i++)
    {
      if (items[i].partner_id != 0 && biz_ageing_plan_fits (&self->plan, &items[i], row)
          && g_hash_table_add (seen, g_memdup2 (&items[i].partner_id, sizeof (gint64))))
        g_array_append_val (partners, items[i].partner_id);
    }
}

/**
 * biz_ageing_sheet_split:
 * @self: a sheet
 * @sum: one of its sums
 * @owed: (out): what customers owe, by bucket; never below nothing
 * @credit: (out): credit notes and payments on account, by bucket; never above nothing
 *
 * Takes the buckets of a sum apart, which add both up. Amounts are minor units of the currency of
 * @sum; what does not fit, where only the sum of both did, is left out.
 */
void
biz_ageing_sheet_split (BizAgeingSheet *self,
                        const BizAgeingRow *sum,
                        gint64 owed[BIZ_AGEING_MAX_BUCKETS],
                        gint64 credit[BIZ_AGEING_MAX_BUCKETS])
{
  const BizAgeingItem *items;
  gsize n;

  g_return_if_fail (BIZ_IS_AGEING_SHEET (self) && sum != NULL);

  memset (owed, 0, sizeof owed[0] * BIZ_AGEING_MAX_BUCKETS);
  memset (credit, 0, sizeof credit[0] * BIZ_AGEING_MAX_BUCKETS);
  items = biz_ageing_book_get_items (self->book, &n);
  for (gsize i = 0; i < n; i++)
    {
      const BizMoney *open = self->plan.in_document ? &items[i].open_document : &items[i].open;
      const int age = biz_ageing_plan_get_age (&self->plan, &items[i]);
      const guint bucket = biz_ageing_plan_get_bucket (&self->plan, age);

      if (!fits_currency (&self->plan, &items[i], sum->total.currency))
        continue;
      if (open->minor > 0)
        add_up_to (&owed[bucket], open->minor);
      else
        add_up_to (&credit[bucket], open->minor);
    }
}
