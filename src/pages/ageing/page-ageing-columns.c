/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-ageing-columns.h"

#include "draw-ageing-report.h"
#include "draw-unit.h"
#include "kit-format.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* Name, currency, total and share; items and the oldest. */
#define N_OTHERS 6

struct _PageAgeingColumns
{
  BizAgeingPlan plan;
  KitLedgerColumn columns[BIZ_AGEING_MAX_BUCKETS + N_OTHERS];
  guint n_columns;
  char *titles[BIZ_AGEING_MAX_BUCKETS]; /* (owned) */
};

/* What lines are compared by. */
typedef struct
{
  PageAgeingColumns *columns;
  const char *id;
  gboolean descending;
} Order;

static const char *const bucket_ids[BIZ_AGEING_MAX_BUCKETS] = {
  "b0", "b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9", "b10", "b11",
};

static const BizAgeingRow *
get_row (gpointer item)
{
  return biz_ageing_line_get_row (item);
}

static char *
name_text (gpointer item, gpointer user_data)
{
  PageAgeingColumns *self = user_data;

  return g_strdup (draw_ageing_describe_row (&self->plan, get_row (item)));
}

static char *
currency_text (gpointer item, gpointer user_data)
{
  return g_strdup (get_row (item)->total.currency);
}

static char *
total_text (gpointer item, gpointer user_data)
{
  return kit_format_money_aligned (&get_row (item)->total);
}

char *
page_ageing_columns_format_share (gboolean has_share, gint64 share)
{
  const DrawUnit unit = draw_unit_percent (1);

  return has_share ? draw_unit_format (&unit, share) : NULL;
}

static char *
share_text (gpointer item, gpointer user_data)
{
  gint64 share = 0;
  const gboolean has_share = biz_ageing_line_get_share (item, &share);

  return page_ageing_columns_format_share (has_share, share);
}

static char *
items_text (gpointer item, gpointer user_data)
{
  return kit_format_count (get_row (item)->n_items);
}

static char *
oldest_text (gpointer item, gpointer user_data)
{
  const int oldest = get_row (item)->oldest;

  return oldest > 0 ? kit_format_count ((guint64)oldest) : NULL;
}

static KitTone
oldest_tone (gpointer item, gpointer user_data)
{
  PageAgeingColumns *self = user_data;
  const BizAgeingPlan *plan = &self->plan;
  const int oldest = get_row (item)->oldest;

  if (oldest <= 0 || plan->n_limits == 0)
    return KIT_TONE_PLAIN;

  return (guint)oldest > plan->limits[plan->n_limits - 1] ? KIT_TONE_BAD : KIT_TONE_PLAIN;
}

/* Nothing is left empty, so that the eye finds what there is. */
static char *
format_bucket (gpointer item, guint bucket)
{
  const BizMoney *amount = &get_row (item)->buckets[bucket];

  return amount->minor != 0 ? kit_format_money_aligned (amount) : NULL;
}

#define BUCKET(n)                                                                                  \
  static char *bucket_text_##n (gpointer item, gpointer user_data)                                 \
  {                                                                                                \
    return format_bucket (item, n);                                                                \
  }

BUCKET (0)
BUCKET (1)
BUCKET (2)
BUCKET (3)
BUCKET (4)
BUCKET (5)
BUCKET (6)
BUCKET (7)
BUCKET (8)
BUCKET (9)
BUCKET (10)
BUCKET (11)

static const KitLedgerTextFunc bucket_texts[BIZ_AGEING_MAX_BUCKETS] = {
  bucket_text_0, bucket_text_1, bucket_text_2, bucket_text_3, bucket_text_4,  bucket_text_5,
  bucket_text_6, bucket_text_7, bucket_text_8, bucket_text_9, bucket_text_10, bucket_text_11,
};

static void
add (PageAgeingColumns *self, const KitLedgerColumn *column)
{
  self->columns[self->n_columns++] = *column;
}

static gboolean
compare_bytes (const char *a, const char *b, gint *order)
{
  *order = strcmp (a, b);

  return *order != 0;
}

static gint
compare_by (const Order *order, BizAgeingLine *left, BizAgeingLine *right)
{
  const BizAgeingRow *a = biz_ageing_line_get_row (left);
  const BizAgeingRow *b = biz_ageing_line_get_row (right);
  const BizMoney *one = &a->total, *other = &b->total;
  gint result;

  if (g_str_equal (order->id, "name"))
    return g_utf8_collate (draw_ageing_describe_row (&order->columns->plan, a),
                           draw_ageing_describe_row (&order->columns->plan, b));
  if (g_str_equal (order->id, "items"))
    return a->n_items < b->n_items ? -1 : a->n_items > b->n_items;
  if (g_str_equal (order->id, "oldest"))
    return a->oldest < b->oldest ? -1 : a->oldest > b->oldest;
  /* amounts of two currencies have no order */
  if (compare_bytes (one->currency, other->currency, &result))
    return order->descending ? -result : result;
  if (order->id[0] == 'b')
    {
      const guint bucket = (guint)MIN (atoi (order->id + 1), BIZ_AGEING_MAX_BUCKETS - 1);

      one = &a->buckets[bucket];
      other = &b->buckets[bucket];
    }

  return one->minor < other->minor ? -1 : one->minor > other->minor;
}

static gint
compare_lines (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Order *order = user_data;
  BizAgeingLine *left = *(BizAgeingLine *const *)a;
  BizAgeingLine *right = *(BizAgeingLine *const *)b;
  const gint result = compare_by (order, left, right);
  const BizAgeingRow *one = biz_ageing_line_get_row (left);
  const BizAgeingRow *other = biz_ageing_line_get_row (right);

  if (result != 0)
    return order->descending ? -result : result;

  return one->id < other->id ? -1 : one->id > other->id;
}

/* Whether every one of @words begins a word of @name. */
static gboolean
matches (const char *words, const char *name)
{
  return *words == '\0' || g_str_match_string (words, name, TRUE);
}

/**
 * page_ageing_columns_new:
 * @plan: what is shown
 *
 * Returns: (transfer full): its columns
 */
PageAgeingColumns *
page_ageing_columns_new (const BizAgeingPlan *plan)
{
  PageAgeingColumns *self;

  g_return_val_if_fail (plan != NULL, NULL);

  self = g_new0 (PageAgeingColumns, 1);
  self->plan = *plan;
  add (self, &(KitLedgerColumn){ "name", draw_ageing_get_head (plan->by), KIT_LEDGER_TEXT, 170,
                                 TRUE, TRUE, TRUE, name_text, NULL });
  add (self, &(KitLedgerColumn){ "currency", N_ ("Curr."), KIT_LEDGER_TEXT, 60, FALSE, FALSE, FALSE,
                                 currency_text, NULL });
  add (self, &(KitLedgerColumn){ "total", N_ ("Total"), KIT_LEDGER_MONEY, 115, FALSE, TRUE, TRUE,
                                 total_text, NULL });
  add (self, &(KitLedgerColumn){ "share", N_ ("Share"), KIT_LEDGER_NUMBER, 80, FALSE, FALSE, TRUE,
                                 share_text, NULL });
  for (guint i = 0; i < biz_ageing_plan_get_n_buckets (plan); i++)
    {
      self->titles[i] = biz_ageing_plan_describe_bucket (plan, i);
      add (self, &(KitLedgerColumn){ bucket_ids[i], self->titles[i], KIT_LEDGER_MONEY, 108, FALSE,
                                     FALSE, TRUE, bucket_texts[i], NULL });
    }
  add (self, &(KitLedgerColumn){ "oldest", N_ ("Oldest"), KIT_LEDGER_NUMBER, 85, FALSE, FALSE, TRUE,
                                 oldest_text, oldest_tone });
  add (self, &(KitLedgerColumn){ "items", N_ ("Items"), KIT_LEDGER_NUMBER, 75, FALSE, FALSE, TRUE,
                                 items_text, NULL });

  return self;
}

void
page_ageing_columns_free (PageAgeingColumns *self)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < BIZ_AGEING_MAX_BUCKETS; i++)
    g_free (self->titles[i]);
  g_free (self);
}

const KitLedgerColumn *
page_ageing_columns_get (PageAgeingColumns *self, guint *n_columns)
{
  g_return_val_if_fail (self != NULL && n_columns != NULL, NULL);

  *n_columns = self->n_columns;

  return self->columns;
}

/**
 * page_ageing_columns_sort:
 * @self: columns
 * @sheet: an ageing
 * @words: words that a name has to have, each the beginning of one of its; empty for all
 * @id: a column that can be sorted by
 * @descending: the greatest first
 *
 * Amounts are sorted currency by currency.
 *
 * Returns: (transfer full) (element-type BizAgeingLine): the lines to show
 */
GPtrArray *
page_ageing_columns_sort (PageAgeingColumns *self,
                          BizAgeingSheet *sheet,
                          const char *words,
                          const char *id,
                          gboolean descending)
{
  GPtrArray *all, *lines;

  g_return_val_if_fail (self != NULL && words != NULL && id != NULL, NULL);

  all = biz_ageing_sheet_get_lines (sheet);
  lines = g_ptr_array_new_full (all->len, g_object_unref);
  for (guint i = 0; i < all->len; i++)
    {
      BizAgeingLine *line = g_ptr_array_index (all, i);

      if (matches (words, draw_ageing_describe_row (&self->plan, biz_ageing_line_get_row (line))))
        g_ptr_array_add (lines, g_object_ref (line));
    }
  g_ptr_array_sort_with_data (lines, compare_lines, &(Order){ self, id, descending });

  return lines;
}
