/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-kpi.h"

/**
 * biz_collect_list_kpi_promises:
 * @book: what was read
 *
 * What was replaced or taken back is no promise any more, and what was settled before its day
 * needed none. A promise that was kept within the days granted was kept on its day.
 *
 * Returns: (transfer full) (element-type BizKpiPromise): rows for biz_kpi_promises_kept ()
 */
GArray *
biz_collect_list_kpi_promises (BizCollectBook *book)
{
  GArray *rows = g_array_new (FALSE, TRUE, sizeof (BizKpiPromise));
  GPtrArray *promises = biz_collect_book_get_promises (book);

  for (guint i = 0; i < promises->len; i++)
    {
      const BizPromise *promise = g_ptr_array_index (promises, i);
      BizKpiPromise row = { .item = biz_decision_note_get_id (promise->note),
                            .made = promise->made,
                            .due = promise->due };

      if (promise->state == BIZ_PROMISE_REPLACED || promise->state == BIZ_PROMISE_TAKEN_BACK
          || promise->state == BIZ_PROMISE_SETTLED)
        continue;
      g_date_clear (&row.paid, 1);
      if (promise->state == BIZ_PROMISE_KEPT)
        row.paid =
            g_date_compare (&promise->paid_on, &promise->due) > 0 ? promise->due : promise->paid_on;
      row.tags.keys[BIZ_KPI_BY_CUSTOMER_GROUP] = promise->customer_id;
      g_array_append_val (rows, row);
    }

  return rows;
}

/* The day of a note, where the book's days are. */
static GDate
get_day (BizCollectBook *book, BizDecisionNote *note)
{
  GDateTime *time = biz_decision_note_get_time (note);
  g_autoptr (GDateTime) local =
      time != NULL ? g_date_time_to_timezone (time, biz_collect_book_get_zone (book)) : NULL;
  GDate day;

  g_date_clear (&day, 1);
  if (local != NULL)
    g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (local),
                    (GDateMonth)g_date_time_get_month (local),
                    (GDateYear)g_date_time_get_year (local));

  return day;
}

static gboolean
names (const BizDispute *dispute, gint64 move_id)
{
  g_autoptr (GArray) moves = biz_dispute_read_moves (dispute->note);

  for (guint i = 0; i < moves->len; i++)
    {
      if (g_array_index (moves, gint64, i) == move_id)
        return TRUE;
    }

  return FALSE;
}

static gboolean
owes (BizCollectBook *book, gint64 customer_id, gint64 move_id)
{
  BizCollectCustomer *customer = biz_collect_book_find (book, customer_id);
  GArray *items = customer != NULL ? biz_collect_customer_get_items (customer) : NULL;

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      if (g_array_index (items, BizCollectItem, i).item.move_id == move_id)
        return TRUE;
    }

  return FALSE;
}

gboolean
biz_collect_was_disputed (gint64 move_id, const GDate *day, gpointer book)
{
  GPtrArray *disputes = biz_collect_book_get_disputes (book);

  for (guint i = 0; i < disputes->len; i++)
    {
      const BizDispute *dispute = g_ptr_array_index (disputes, i);
      GDate opened = get_day (book, dispute->note);

      if (!g_date_valid (&opened) || g_date_compare (&opened, day) > 0)
        continue;
      if (dispute->closing != NULL)
        {
          GDate closed = get_day (book, dispute->closing);

          if (g_date_valid (&closed) && g_date_compare (&closed, day) <= 0)
            continue;
        }
      if (dispute->is_account ? owes (book, dispute->customer_id, move_id)
                              : names (dispute, move_id))
        return TRUE;
    }

  return FALSE;
}

gboolean
biz_collect_get_first_dispute (BizCollectBook *book, gint64 move_id, GDate *day)
{
  GPtrArray *disputes = biz_collect_book_get_disputes (book);

  g_date_clear (day, 1);
  for (guint i = 0; i < disputes->len; i++)
    {
      const BizDispute *dispute = g_ptr_array_index (disputes, i);
      GDate opened = get_day (book, dispute->note);

      if (g_date_valid (&opened) && names (dispute, move_id)
          && (!g_date_valid (day) || g_date_compare (&opened, day) < 0))
        *day = opened;
    }

  return g_date_valid (day);
}
