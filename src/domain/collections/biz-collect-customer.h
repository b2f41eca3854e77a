/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"
#include "biz-dispute.h"
#include "biz-payer.h"
#include "biz-promise.h"

G_BEGIN_DECLS

/* Not due, 1 to 30, 31 to 60, 61 to 90 days overdue, more. */
#define BIZ_COLLECT_N_BUCKETS 5

/* A payment or a credit note that was matched with an invoice. */
typedef struct
{
  gint64 id;
  gint64 move_id; /* the invoice */
  gint64 customer_id;
  char *customer; /* (owned) (nullable): a GRefString */
  char *document; /* (owned) (nullable): a GRefString: the payment */
  gboolean is_credit_note;
  GDate due;
  GDate paid;
  BizMoney amount;          /* in the currency of the company */
  BizMoney amount_document; /* in that of the invoice */
} BizCollectPayment;

void biz_collect_payment_clear (BizCollectPayment *self);

/* Something planned about a customer or one of the invoices. */
typedef struct
{
  gint64 id;
  char *model; /* (owned) */
  gint64 record_id;
  GDate deadline;
  char *summary; /* (owned) */
  gint64 user_id;
  char *user; /* (owned) (nullable) */
} BizCollectAction;

void biz_collect_action_free (BizCollectAction *self);

/**
 * BizCollectItem:
 * @item: (owned): as it was read
 * @days: overdue, 0 where it is not due or a credit
 * @disputed: nobody is asked for it
 * @promised: of what is open, what is promised and the day not past; minor units of the company
 * @chaseable: what somebody may be asked for, after credits that wait were taken off the oldest
 *
 * An open item as a collector sees it.
 */
typedef struct
{
  BizAgeingItem item;
  int days;
  gboolean disputed;
  gint64 promised;
  gint64 chaseable;
} BizCollectItem;

typedef enum
{
  BIZ_COLLECT_PROMISE_NONE,
  BIZ_COLLECT_PROMISE_OPEN,
  BIZ_COLLECT_PROMISE_BROKEN, /* and what it was for is still open */
} BizCollectPromise;

/**
 * BizCollectFacts:
 * @id: of the commercial partner
 * @zero: nothing, in the currency of the row: amounts are in the books of companies with it
 * @open: claims less what waits to be used
 * @overdue: of it what is overdue, as the buckets have it
 * @buckets: by age; credits by their own day, so that they foot
 * @chaseable: overdue, neither disputed nor promised, less credits
 * @credits: payments and credit notes that are not matched, positive
 * @oldest: days that the oldest claim is overdue
 * @amount_days: @chaseable × days, minor units × days
 * @score: what the list is sorted by, in units × days of the reference currency
 * @n_broken: promises of a year that were not kept
 * @n_broken_open: promises that were not kept, of what is still to be asked for
 * @is_disputed: something that is open is disputed
 * @contact_by: (nullable): who was in touch with the customer on @contact_on
 * @reminder_level: of the last one, 0 for none
 *
 * What the worklist says of a customer; strings are the customer's.
 */
typedef struct
{
  gint64 id;
  const char *name;
  const char *company;
  const char *salesperson;
  const char *documents; /* (nullable): numbers of the items, "\n" between */
  BizMoney zero;
  BizMoney open;
  BizMoney overdue;
  BizMoney buckets[BIZ_COLLECT_N_BUCKETS];
  BizMoney chaseable;
  BizMoney disputed;
  BizMoney promised;
  BizMoney credits;
  guint n_items;
  int oldest;
  gint64 amount_days;
  gint64 score;
  guint n_broken;
  guint n_broken_open;
  guint n_promises;
  BizCollectPromise promise;
  GDate promise_on;
  gboolean is_disputed;
  GDate contact_on;
  const char *contact_by;
  const char *contact_way;
  const char *contact_outcome;
  GDate next_on;
  const char *next_what;
  const char *next_who;
  int reminder_level;
  GDate reminder_on;
  BizPayer payer;
} BizCollectFacts;

/* A customer with everything that is owed and said, in one currency of books. Made by the book;
 * then it does not change. */
#define BIZ_TYPE_COLLECT_CUSTOMER (biz_collect_customer_get_type ())
G_DECLARE_FINAL_TYPE (BizCollectCustomer, biz_collect_customer, BIZ, COLLECT_CUSTOMER, GObject)

const BizCollectFacts *biz_collect_customer_get_facts (BizCollectCustomer *self);
/* (transfer none) (element-type BizCollectItem): the longest overdue first */
GArray *biz_collect_customer_get_items (BizCollectCustomer *self);
/* (transfer none) (element-type BizPromise): newest first */
GPtrArray *biz_collect_customer_get_promises (BizCollectCustomer *self);
/* (transfer none) (element-type BizDispute): newest first */
GPtrArray *biz_collect_customer_get_disputes (BizCollectCustomer *self);
/* (transfer none) (element-type BizCollectPayment): newest first, without credit notes */
GArray *biz_collect_customer_get_payments (BizCollectCustomer *self);
/* (transfer none) (element-type BizDecisionNote): contacts and reminders, newest first */
GPtrArray *biz_collect_customer_get_contacts (BizCollectCustomer *self);
/* (transfer none) (element-type BizCollectAction): the first first */
GPtrArray *biz_collect_customer_get_actions (BizCollectCustomer *self);
/* Whether it is in the list of @today: something is due to be done today or is late. */
gboolean biz_collect_customer_is_due (BizCollectCustomer *self, const GDate *today);
/* How the score came about: several lines. */
char *biz_collect_customer_describe_score (BizCollectCustomer *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
