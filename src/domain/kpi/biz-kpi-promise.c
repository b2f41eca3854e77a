/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-promise.h"

#include "biz-kpi-value-private.h"

#include <glib/gi18n-lib.h>

/* A promise that was made anew by its day does not count. */
static gboolean
is_replaced (const BizKpiPromise *later, const BizKpiPromise *row)
{
  return later != row && later->item == row->item
         && (g_date_compare (&later->made, &row->made) > 0
             || (g_date_compare (&later->made, &row->made) == 0 && later > row))
         && g_date_compare (&later->made, &row->due) <= 0;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  const BizKpiPromise *left = *(const BizKpiPromise *const *)a;
  const BizKpiPromise *right = *(const BizKpiPromise *const *)b;

  return left->item < right->item ? -1 : left->item > right->item;
}

gboolean
biz_kpi_promise_is_kept (const BizKpiPromise *self)
{
  return g_date_valid (&self->paid) && g_date_compare (&self->paid, &self->due) <= 0;
}

/**
 * biz_kpi_promise_list_due:
 * @frame: the period in which promises were due
 * @rows: (array length=n_rows): promises
 * @n_rows: how many
 *
 * Of one item the last promise made before its day counts: who is granted another day has not
 * broken the first one.
 *
 * Returns: (transfer container) (element-type BizKpiPromise): those that count; they are of @rows
 */
GPtrArray *
biz_kpi_promise_list_due (const BizKpiFrame *frame, const BizKpiPromise *rows, gsize n_rows)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  GPtrArray *due = g_ptr_array_new ();

  for (gsize i = 0; i < n_rows; i++)
    {
      if (biz_kpi_frame_has_tags (frame, &rows[i].tags)
          && biz_kpi_frame_is_past (frame, &rows[i].made) && g_date_valid (&rows[i].due))
        g_ptr_array_add (sorted, (gpointer)&rows[i]);
    }
  g_ptr_array_sort (sorted, compare);
  for (guint i = 0, first = 0; i < sorted->len; i++)
    {
      BizKpiPromise *row = g_ptr_array_index (sorted, i);
      gboolean replaced = FALSE;

      if (((const BizKpiPromise *)g_ptr_array_index (sorted, first))->item != row->item)
        first = i;
      if (!biz_kpi_frame_has_date (frame, &row->due))
        continue;
      for (guint j = first; j < sorted->len && !replaced; j++)
        {
          const BizKpiPromise *other = g_ptr_array_index (sorted, j);

          if (other->item != row->item)
            break;
          replaced = is_replaced (other, row);
        }
      if (!replaced)
        g_ptr_array_add (due, row);
    }

  return due;
}

/**
 * biz_kpi_promises_kept:
 * @frame: the period in which promises were due
 * @rows: (array length=n_rows): promises
 * @n_rows: how many
 *
 * Returns: (transfer full): percent
 */
BizKpiValue *
biz_kpi_promises_kept (const BizKpiFrame *frame, const BizKpiPromise *rows, gsize n_rows)
{
  BizKpiValue *value = biz_kpi_value_new (BIZ_KPI_PROMISES_KEPT, frame);
  g_autoptr (GPtrArray) due = biz_kpi_promise_list_due (frame, rows, n_rows);
  gint64 kept = 0;

  for (guint i = 0; i < due->len; i++)
    kept += biz_kpi_promise_is_kept (g_ptr_array_index (due, i));
  biz_kpi_value_add_number (value, _ ("Kept"), kept);
  biz_kpi_value_add_number (value, _ ("Promises due"), due->len);
  if (due->len == 0)
    biz_kpi_value_take_reason (value, _ ("No promise was due in the period."));
  else
    biz_kpi_value_take_ratio (value, (__int128)kept * 100, due->len);

  return value;
}
