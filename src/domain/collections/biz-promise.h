/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-note.h"
#include "biz-money.h"

G_BEGIN_DECLS

/* Days that a payment may come after the promised one and still keep it, unless the policy says
 * otherwise: banks take their time. */
#define BIZ_PROMISE_TOLERANCE 3

typedef enum
{
  BIZ_PROMISE_OPEN,     /* its day, with what is granted, is not past */
  BIZ_PROMISE_KEPT,     /* all of it came in time */
  BIZ_PROMISE_PARTLY,   /* some of it came in time */
  BIZ_PROMISE_BROKEN,   /* nothing came in time; late is broken */
  BIZ_PROMISE_REPLACED, /* a later promise was made for it by its day */
  BIZ_PROMISE_SETTLED,  /* nothing was left to pay: paid before, or credited */
  BIZ_PROMISE_TAKEN_BACK,
} BizPromiseState;

/* A payment, or a credit note, that was matched with what was promised. */
typedef struct
{
  gint64 move_id;
  GDate date;
  gint64 minor; /* in the currency of the promise, never negative */
  gboolean is_credit_note;
} BizPromiseFlow;

/**
 * BizPromise:
 * @note: (owned): as it was written down
 * @customer_id: whose account it is for
 * @moves: (owned) (element-type gint64): invoices; none: the account as a whole
 * @made: the day it was given
 * @due: the day by which it is to be paid
 * @has_amount: without, all that was open was promised
 * @wanted: what had to come: @amount, or less where less was open
 * @paid: what came since @made
 * @in_time: of it, what came by @due and the days granted
 * @paid_on: the day @wanted was there in full; not valid where it is not
 *
 * What a customer said will be paid; the lower half is computed, never believed.
 */
typedef struct
{
  BizDecisionNote *note;
  gint64 customer_id;
  GArray *moves;
  GDate made;
  GDate due;
  gboolean has_amount;
  BizMoney amount;
  gboolean is_taken_back;

  BizPromiseState state;
  BizMoney wanted;
  BizMoney paid;
  BizMoney in_time;
  GDate paid_on;
} BizPromise;

/* NULL where @note is no promise, or names no day. @zone: whose days count. */
BizPromise *biz_promise_new (BizDecisionNote *note, GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;
void biz_promise_free (BizPromise *self);
/* Judges it by what came. @open: what is open of it now; @flows: of what it names, in any order,
 * those before it too. */
void biz_promise_judge (BizPromise *self,
                        const GDate *today,
                        guint tolerance,
                        const BizMoney *open,
                        const BizPromiseFlow *flows,
                        gsize n_flows);
/* Marks what later ones replace or take back; (element-type BizPromise), of one customer. Before
 * they are judged. */
void biz_promise_replace (GPtrArray *promises);
/* Whether @self speaks of all that @other is for. */
gboolean biz_promise_covers (const BizPromise *self, const BizPromise *other);
gboolean biz_promise_names (const BizPromise *self, gint64 move_id);
/* Broken, or kept in part only. */
gboolean biz_promise_is_broken (const BizPromise *self);

/* Translated */
const char *biz_promise_state_to_label (BizPromiseState state);
/* "Promised 1,190.00 EUR by 12/01/2026; 500.00 EUR came in time": in a sentence. */
char *biz_promise_describe (const BizPromise *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizPromise, biz_promise_free)

G_END_DECLS
