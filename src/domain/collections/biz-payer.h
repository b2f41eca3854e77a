/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* Payments of as many days back say how somebody pays; those of as many say how lately. */
#define BIZ_PAYER_DAYS 365
#define BIZ_PAYER_RECENT_DAYS 90
/* With fewer payments nobody is rated by them. */
#define BIZ_PAYER_MIN_PAYMENTS 3

/* A payment, in whole or in part, of one invoice. */
typedef struct
{
  GDate due;
  GDate paid;
  gint64 minor; /* in one currency for all of a customer's, above 0 */
} BizPayerPayment;

typedef enum
{
  BIZ_PAYER_STEADY,
  BIZ_PAYER_SLOWER, /* lately more than 5 days later than before */
  BIZ_PAYER_FASTER,
} BizPayerTrend;

/**
 * BizPayer:
 * @n_payments: in BIZ_PAYER_DAYS
 * @days_late: average, an amount weighs by its size; below 0 before the day; rounded
 * @recent_late: the same of BIZ_PAYER_RECENT_DAYS; as @days_late where there is none
 * @last: the last payment's day; not valid where there is none
 * @last_minor: what came on that day
 * @rating: 'A' to 'E', 0 where too little is known
 * @computed: the same as computed, where somebody decided otherwise
 *
 * How somebody pays.
 */
typedef struct
{
  guint n_payments;
  guint n_recent;
  int days_late;
  int recent_late;
  BizPayerTrend trend;
  GDate last;
  gint64 last_minor;
  char rating;
  char computed;
} BizPayer;

/* @payments: in any order; those that are older than BIZ_PAYER_DAYS do not count. */
void biz_payer_compute (BizPayer *self,
                        const GDate *today,
                        const BizPayerPayment *payments,
                        gsize n_payments);
/* Rates, after it was computed. @oldest: days that the oldest claim is overdue that nobody disputes
 * or promised to pay; @n_broken: promises of BIZ_PAYER_DAYS that were not kept. @decided: 'A' to
 * 'E' where somebody decided it, else 0. */
void biz_payer_rate (BizPayer *self, int oldest, guint n_broken, char decided);
/* "A" to "E": the letter; 0 for anything else. */
char biz_payer_read_rating (const char *text);

/* What the score is multiplied by, in percent. */
guint biz_payer_get_weight (char rating);
/* In a sentence or two, what is known. */
char *biz_payer_describe (const BizPayer *self) G_GNUC_WARN_UNUSED_RESULT;
/* Why it has its letter. */
char *biz_payer_describe_rating (const BizPayer *self,
                                 int oldest,
                                 guint n_broken) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
