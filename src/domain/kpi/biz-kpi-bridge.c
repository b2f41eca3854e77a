/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-bridge.h"

#include "erp-error.h"

#include <glib/gi18n-lib.h>

#define LATE_DAYS 30
#define HUNDREDTHS 100

static const char *const labels[BIZ_KPI_BRIDGE_N_CAUSES] = {
  [BIZ_KPI_BRIDGE_SALES] = N_ ("Credit sales"),
  [BIZ_KPI_BRIDGE_NOT_DUE] = N_ ("Not yet due: terms and new invoices"),
  [BIZ_KPI_BRIDGE_LATE] = N_ ("Overdue up to 30 days"),
  [BIZ_KPI_BRIDGE_OLD] = N_ ("Overdue longer"),
  [BIZ_KPI_BRIDGE_DISPUTED] = N_ ("In dispute"),
  [BIZ_KPI_BRIDGE_CREDITS] = N_ ("Credit notes and payments not matched"),
  [BIZ_KPI_BRIDGE_OTHER] = N_ ("Not in the items that were read"),
};

static const char *const short_labels[BIZ_KPI_BRIDGE_N_CAUSES] = {
  [BIZ_KPI_BRIDGE_SALES] = N_ ("Credit sales"), [BIZ_KPI_BRIDGE_NOT_DUE] = N_ ("Not due"),
  [BIZ_KPI_BRIDGE_LATE] = N_ ("1–30 late"),     [BIZ_KPI_BRIDGE_OLD] = N_ ("31+ late"),
  [BIZ_KPI_BRIDGE_DISPUTED] = N_ ("Disputed"),  [BIZ_KPI_BRIDGE_CREDITS] = N_ ("Unmatched"),
  [BIZ_KPI_BRIDGE_OTHER] = N_ ("Not read"),
};

/* How a customer's open items of a cause changed. */
typedef struct
{
  gint64 partner_id;
  BizKpiBridgeCause cause;
} Key;

/* A part while it is exact: numerator / (sales before x sales after), in hundredths of days. */
typedef struct
{
  BizKpiBridgePart part;
  __int128 minor;
  __int128 rest; /* of the division, 0 or more */
} Exact;

typedef struct
{
  const BizKpiBridgeEnd *before;
  const BizKpiBridgeEnd *after;
  BizKpiIsDisputed is_disputed; /* (nullable) */
  gpointer user_data;
  GHashTable *places; /* (owned): Key -> place */
  GArray *exacts;     /* (owned) (element-type Exact) */
} Sum;

const char *
biz_kpi_bridge_cause_get_label (BizKpiBridgeCause cause)
{
  g_return_val_if_fail (cause < BIZ_KPI_BRIDGE_N_CAUSES, NULL);

  return _ (labels[cause]);
}

const char *
biz_kpi_bridge_cause_get_short_label (BizKpiBridgeCause cause)
{
  g_return_val_if_fail (cause < BIZ_KPI_BRIDGE_N_CAUSES, NULL);

  return _ (short_labels[cause]);
}

static guint
hash_key (gconstpointer data)
{
  const Key *key = data;

  return g_int64_hash (&key->partner_id) * BIZ_KPI_BRIDGE_N_CAUSES + key->cause;
}

static gboolean
equal_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = a, *right = b;

  return left->partner_id == right->partner_id && left->cause == right->cause;
}

static BizKpiBridgeCause
find_cause (const Sum *self, const BizAgeingItem *item, const GDate *day)
{
  const GDate *due = g_date_valid (&item->due) ? &item->due : &item->date;
  int late = g_date_valid (due) ? g_date_days_between (due, day) : 0;

  if (item->open.minor < 0)
    return BIZ_KPI_BRIDGE_CREDITS;
  if (self->is_disputed != NULL && self->is_disputed (item->move_id, day, self->user_data))
    return BIZ_KPI_BRIDGE_DISPUTED;
  if (late <= 0)
    return BIZ_KPI_BRIDGE_NOT_DUE;

  return late <= LATE_DAYS ? BIZ_KPI_BRIDGE_LATE : BIZ_KPI_BRIDGE_OLD;
}

static Exact *
get_exact (Sum *self, gint64 partner_id, const char *partner, BizKpiBridgeCause cause)
{
  Key key = { partner_id, cause };
  gpointer place;

  if (!g_hash_table_lookup_extended (self->places, &key, NULL, &place))
    {
      Exact exact = { .part = { .partner_id = partner_id,
                                .partner = g_strdup (partner),
                                .cause = cause,
                                .amount = self->after->receivable } };

      place = GUINT_TO_POINTER (self->exacts->len);
      g_hash_table_insert (self->places, g_memdup2 (&key, sizeof key), place);
      g_array_append_val (self->exacts, exact);
    }

  return &g_array_index (self->exacts, Exact, GPOINTER_TO_UINT (place));
}

static gboolean
is_same_currency (const BizMoney *a, const BizMoney *b)
{
  return a->digits == b->digits && g_str_equal (a->currency, b->currency);
}

static gboolean
refuse_currencies (GError **error)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("Amounts of several currencies make no sum."));

  return FALSE;
}

static gboolean
add_items (Sum *self, const BizKpiBridgeEnd *end, int sign, __int128 *rest, GError **error)
{
  *rest += (__int128)sign * end->receivable.minor;
  for (gsize i = 0; i < end->n_items; i++)
    {
      const BizAgeingItem *item = &end->items[i];
      Exact *exact;

      if (!is_same_currency (&item->open, &self->after->receivable))
        return refuse_currencies (error);
      exact = get_exact (self, item->partner_id, item->partner, find_cause (self, item, &end->day));
      exact->minor += (__int128)sign * item->open.minor;
      *rest -= (__int128)sign * item->open.minor;
    }

  return TRUE;
}

/* Towards minus infinity; @rest is 0 or more. */
static __int128
divide_down (__int128 above, __int128 below, __int128 *rest)
{
  __int128 quotient = above / below;

  *rest = above % below;
  if (*rest < 0)
    {
      *rest += below;
      quotient--;
    }

  return quotient;
}

static gint64
get_figure (const BizKpiBridgeEnd *end)
{
  __int128 above = (__int128)end->receivable.minor * end->days * HUNDREDTHS, rest;
  __int128 below = end->sales.minor;
  __int128 figure = divide_down ((above < 0 ? -above : above) * 2 + below, below * 2, &rest);

  return (gint64)(above < 0 ? -figure : figure);
}

static int
compare_rests (gconstpointer a, gconstpointer b)
{
  const Exact *const *left = a, *const *right = b;

  return (*left)->rest > (*right)->rest ? -1 : (*left)->rest < (*right)->rest;
}

/* What rounding leaves goes to those who lost most by it: the parts add up to what is shown. */
static void
share_out (Sum *self, gint64 movement)
{
  g_autoptr (GPtrArray) by_rest = g_ptr_array_new ();
  gint64 left = movement;
  guint n = self->exacts->len;

  for (guint i = 0; i < n; i++)
    {
      Exact *exact = &g_array_index (self->exacts, Exact, i);

      left -= exact->part.hundredths;
      g_ptr_array_add (by_rest, exact);
    }
  g_ptr_array_sort (by_rest, compare_rests);
  for (guint i = 0; left > 0; left--, i++)
    ((Exact *)g_ptr_array_index (by_rest, i % n))->part.hundredths++;
  for (guint i = 0; left < 0; left++, i++)
    ((Exact *)g_ptr_array_index (by_rest, n - 1 - i % n))->part.hundredths--;
}

static void
divide_all (Sum *self)
{
  const BizKpiBridgeEnd *before = self->before, *after = self->after;
  __int128 sales = (__int128)before->receivable.minor * HUNDREDTHS;
  Exact *exact = get_exact (self, 0, NULL, BIZ_KPI_BRIDGE_SALES);
  __int128 slow, fast;

  /* What was owed before, in days of the new sales less days of the old ones: each rounded down for
   * itself, so that no product of three amounts is needed. */
  slow = divide_down (sales * after->days, after->sales.minor, &exact->rest);
  fast = divide_down (sales * before->days, before->sales.minor, &exact->rest);
  exact->part.hundredths = (gint64)(slow - fast);
  exact->part.amount.minor = 0;
  exact->rest = 0;
  for (guint i = 0; i < self->exacts->len; i++)
    {
      exact = &g_array_index (self->exacts, Exact, i);
      if (exact->part.cause == BIZ_KPI_BRIDGE_SALES)
        continue;
      exact->part.amount.minor = (gint64)exact->minor;
      exact->part.hundredths = (gint64)divide_down (exact->minor * after->days * HUNDREDTHS,
                                                    after->sales.minor, &exact->rest);
    }
}

static int
compare_parts (gconstpointer a, gconstpointer b)
{
  const BizKpiBridgePart *left = a, *right = b;
  gint64 one = ABS (left->hundredths), other = ABS (right->hundredths);

  if (left->cause != right->cause)
    return left->cause < right->cause ? -1 : 1;
  if (one != other)
    return one > other ? -1 : 1;

  return left->partner_id < right->partner_id ? -1 : left->partner_id > right->partner_id;
}

static void
clear_part (gpointer data)
{
  g_free (((BizKpiBridgePart *)data)->partner);
}

/* Parts of nothing are left out. */
static BizKpiBridge *
finish (Sum *self)
{
  BizKpiBridge *bridge = g_new0 (BizKpiBridge, 1);

  bridge->before = get_figure (self->before);
  bridge->after = get_figure (self->after);
  bridge->parts = g_array_new (FALSE, FALSE, sizeof (BizKpiBridgePart));
  g_array_set_clear_func (bridge->parts, clear_part);
  divide_all (self);
  share_out (self, bridge->after - bridge->before);
  for (guint i = 0; i < self->exacts->len; i++)
    {
      Exact *exact = &g_array_index (self->exacts, Exact, i);

      if (exact->part.hundredths != 0 || exact->part.amount.minor != 0)
        g_array_append_val (bridge->parts, exact->part);
      else
        g_free (exact->part.partner);
    }
  g_array_sort (bridge->parts, compare_parts);

  return bridge;
}

static gboolean
check (const BizKpiBridgeEnd *before, const BizKpiBridgeEnd *after, GError **error)
{
  if (!is_same_currency (&before->receivable, &after->receivable)
      || !is_same_currency (&before->sales, &after->sales)
      || !is_same_currency (&before->sales, &before->receivable))
    return refuse_currencies (error);
  if (before->sales.minor > 0 && after->sales.minor > 0)
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("One of both periods has no credit sales: there is no figure that could "
                          "have moved."));

  return FALSE;
}

/**
 * biz_kpi_bridge_new:
 * @before: the earlier day
 * @after: the later one
 * @is_disputed: (nullable) (scope call): which documents were in dispute
 * @user_data: for @is_disputed
 * @error: return location
 *
 * What is open on both days is sorted by its state on that day (not due, late, in dispute …) and
 * its customer; a part is the change of such a sum, in days of the later sales. What the earlier
 * receivables would be in days of the later sales is the part of the sales. Both together are the
 * movement, exactly; hundredths are given out by the largest remainder.
 *
 * Returns: (transfer full): the movement in parts
 */
BizKpiBridge *
biz_kpi_bridge_new (const BizKpiBridgeEnd *before,
                    const BizKpiBridgeEnd *after,
                    BizKpiIsDisputed is_disputed,
                    gpointer user_data,
                    GError **error)
{
  g_autoptr (GHashTable) places = g_hash_table_new_full (hash_key, equal_keys, g_free, NULL);
  g_autoptr (GArray) exacts = g_array_new (FALSE, FALSE, sizeof (Exact));
  Sum sum = { before, after, is_disputed, user_data, places, exacts };
  __int128 rest = 0;

  if (!check (before, after, error))
    return NULL;
  if (!add_items (&sum, after, 1, &rest, error) || !add_items (&sum, before, -1, &rest, error))
    {
      for (guint i = 0; i < exacts->len; i++)
        g_free (g_array_index (exacts, Exact, i).part.partner);
      return NULL;
    }
  if (rest != 0)
    get_exact (&sum, 0, NULL, BIZ_KPI_BRIDGE_OTHER)->minor = rest;

  return finish (&sum);
}

void
biz_kpi_bridge_free (BizKpiBridge *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->parts);
  g_free (self);
}

/**
 * biz_kpi_bridge_get_cause:
 * @self: a bridge
 * @cause: why
 *
 * Returns: by how many hundredths of a day it moved the figure
 */
gint64
biz_kpi_bridge_get_cause (const BizKpiBridge *self, BizKpiBridgeCause cause)
{
  gint64 sum = 0;

  for (guint i = 0; i < self->parts->len; i++)
    if (g_array_index (self->parts, BizKpiBridgePart, i).cause == cause)
      sum += g_array_index (self->parts, BizKpiBridgePart, i).hundredths;

  return sum;
}

static gboolean
is_customer (const BizKpiBridgePart *part)
{
  return part->cause != BIZ_KPI_BRIDGE_SALES && part->cause != BIZ_KPI_BRIDGE_OTHER;
}

static int
compare_customers (gconstpointer a, gconstpointer b)
{
  const BizKpiBridgePart *left = a, *right = b;
  gint64 one = ABS (left->hundredths), other = ABS (right->hundredths);

  if (is_customer (left) != is_customer (right))
    return is_customer (left) ? -1 : 1;
  if (one != other)
    return one > other ? -1 : 1;

  return left->partner_id < right->partner_id ? -1 : left->partner_id > right->partner_id;
}

/* (The cause of a row of a customer is its first one; the sum is of all.) */
GArray *
biz_kpi_bridge_list_customers (const BizKpiBridge *self)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (BizKpiBridgePart));
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);

  g_array_set_clear_func (rows, clear_part);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const BizKpiBridgePart *part = &g_array_index (self->parts, BizKpiBridgePart, i);
      gpointer place;

      if (is_customer (part)
          && g_hash_table_lookup_extended (places, &part->partner_id, NULL, &place))
        {
          BizKpiBridgePart *row = &g_array_index (rows, BizKpiBridgePart, GPOINTER_TO_UINT (place));

          row->hundredths += part->hundredths;
          row->amount.minor += part->amount.minor;
        }
      else
        {
          BizKpiBridgePart row = *part;

          row.partner = g_strdup (part->partner);
          if (is_customer (part))
            g_hash_table_insert (places, (gpointer)&part->partner_id, GUINT_TO_POINTER (rows->len));
          g_array_append_val (rows, row);
        }
    }
  g_array_sort (rows, compare_customers);

  return rows;
}
