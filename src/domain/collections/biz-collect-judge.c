/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-collect-private.h"

/* What promises and disputes make of the items. */

/* A promise is judged in the currency of its invoices, where they have one; else in that of the
 * books. */
static gboolean
find_currency (const BizCollectCustomer *self, const BizPromise *promise, BizMoney *zero)
{
  gboolean found = FALSE;

  *zero = self->facts.zero;
  for (guint i = 0; i < self->items->len + self->payments->len; i++)
    {
      const BizMoney *money;
      gint64 move;

      if (i < self->items->len)
        {
          const BizAgeingItem *item = &g_array_index (self->items, BizCollectItem, i).item;

          move = item->move_id;
          money = &item->open_document;
        }
      else
        {
          const BizCollectPayment *payment =
              &g_array_index (self->payments, BizCollectPayment, i - self->items->len);

          move = payment->move_id;
          money = &payment->amount_document;
        }
      if (!biz_promise_names (promise, move))
        continue;
      if (found && !g_str_equal (zero->currency, money->currency))
        {
          *zero = self->facts.zero;
          return FALSE;
        }
      *zero = biz_money_zero (money->currency, money->digits);
      found = TRUE;
    }

  return found;
}

static gboolean
is_for (const BizPromise *promise, gint64 move_id)
{
  return promise->moves->len == 0 || biz_promise_names (promise, move_id);
}

static const BizMoney *
get_open (const BizCollectItem *item, gboolean in_document)
{
  return in_document ? &item->item.open_document : &item->item.open;
}

static void
judge_promise (BizCollectCustomer *self, const BizCollectInput *input, BizPromise *promise)
{
  g_autoptr (GArray) flows = g_array_new (FALSE, FALSE, sizeof (BizPromiseFlow));
  BizMoney open;
  gboolean in_document = find_currency (self, promise, &open);

  for (guint i = 0; i < self->items->len; i++)
    {
      const BizCollectItem *item = &g_array_index (self->items, BizCollectItem, i);
      const BizMoney *money = get_open (item, in_document);

      if (is_for (promise, item->item.move_id) && money->minor > 0)
        open.minor += money->minor;
    }
  for (guint i = 0; i < self->payments->len; i++)
    {
      const BizCollectPayment *payment = &g_array_index (self->payments, BizCollectPayment, i);
      BizPromiseFlow flow = {
        payment->move_id,
        payment->paid,
        in_document ? payment->amount_document.minor : payment->amount.minor,
        payment->is_credit_note,
      };

      if (is_for (promise, payment->move_id))
        g_array_append_val (flows, flow);
    }
  biz_promise_judge (promise, &input->today, input->tolerance, &open,
                     (const BizPromiseFlow *)flows->data, flows->len);
}

/* Gives what an open promise leaves to pay to its items, the oldest first. */
static void
spread_promise (BizCollectCustomer *self, const BizPromise *promise)
{
  BizMoney zero;
  gboolean in_document = find_currency (self, promise, &zero);
  gint64 left = promise->wanted.minor - promise->in_time.minor;

  for (guint i = 0; i < self->items->len && left > 0; i++)
    {
      BizCollectItem *item = &g_array_index (self->items, BizCollectItem, i);
      gint64 open = get_open (item, in_document)->minor;
      gint64 part, share;

      if (!is_for (promise, item->item.move_id) || open <= 0)
        continue;
      if (promise->moves->len == 0 && g_date_valid (&item->item.due)
          && g_date_compare (&item->item.due, &promise->due) > 0)
        continue;
      /* What is promised for the account comes on top of what is promised for single invoices. */
      part = MIN (promise->moves->len == 0 ? open - item->promised : open, left);
      share = (gint64)((__int128)item->item.open.minor * part / open);
      if (promise->moves->len == 0)
        item->promised += share;
      else
        item->promised = MIN (item->item.open.minor, MAX (item->promised, share));
      left -= part;
    }
}

static void
judge_promises (BizCollectCustomer *self, const BizCollectInput *input)
{
  biz_promise_replace (self->promises);
  for (guint i = 0; i < self->promises->len; i++)
    judge_promise (self, input, g_ptr_array_index (self->promises, i));
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->promises->len; i++)
      {
        const BizPromise *promise = g_ptr_array_index (self->promises, i);

        if (promise->state == BIZ_PROMISE_OPEN && (promise->moves->len == 0) == (pass == 1))
          spread_promise (self, promise);
      }
}

static void
judge_disputes (BizCollectCustomer *self)
{
  g_clear_pointer (&self->disputes, g_ptr_array_unref);
  self->disputes = biz_dispute_list (self->notes);
  for (guint i = 0; i < self->disputes->len; i++)
    {
      BizDispute *dispute = g_ptr_array_index (self->disputes, i);

      dispute->customer_id = self->facts.id;
      for (guint j = 0; j < self->items->len; j++)
        {
          BizCollectItem *item = &g_array_index (self->items, BizCollectItem, j);

          if (item->item.open.minor > 0 && biz_dispute_stops (dispute, item->item.move_id))
            item->disputed = TRUE;
        }
    }
}

/* Newest first, for people. */
static int
compare_promises (gconstpointer a, gconstpointer b)
{
  gint64 left = biz_decision_note_get_id ((*(BizPromise *const *)a)->note);
  gint64 right = biz_decision_note_get_id ((*(BizPromise *const *)b)->note);

  return (left < right) - (left > right);
}

static void
read_promises (BizCollectCustomer *self, const BizCollectInput *input)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      BizPromise *promise = biz_promise_new (g_ptr_array_index (self->notes, i), input->zone);

      if (promise == NULL)
        continue;
      promise->customer_id = self->facts.id;
      g_ptr_array_add (self->promises, promise);
    }
  g_ptr_array_sort (self->promises, compare_promises);
}

void
biz_collect_judge (BizCollectCustomer *self, const BizCollectInput *input)
{
  read_promises (self, input);
  judge_promises (self, input);
  judge_disputes (self);
}
