/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-note.h"
#include "biz-desk-order.h"

G_BEGIN_DECLS

/* How an order stands on the desk, what is worst first. */
typedef enum
{
  BIZ_DESK_SLIPPED,    /* held, and confirmed or delivered all the same */
  BIZ_DESK_ENDED,      /* let go until a day that is past */
  BIZ_DESK_HELD,       /* held by a note */
  BIZ_DESK_ESCALATED,  /* held, and somebody else was asked to decide */
  BIZ_DESK_PREPAYMENT, /* held until it is paid in advance */
  BIZ_DESK_ENDING,     /* let go until a day that is near */
  BIZ_DESK_PROPOSED,   /* not held, and the policy would */
  BIZ_DESK_N_STANDINGS,
} BizDeskStanding;

/* Why an order is held, or should be: bits of 1 << cause. */
typedef enum
{
  BIZ_DESK_CAUSE_LIMIT,   /* more than the customer may owe */
  BIZ_DESK_CAUSE_OVERDUE, /* the customer pays late */
  BIZ_DESK_CAUSE_TERMS,   /* terms that are longer than agreed */
  BIZ_DESK_CAUSE_PROMISE, /* a promise to pay was broken */
  BIZ_DESK_CAUSE_MANUAL,  /* somebody says so */
  BIZ_DESK_N_CAUSES,
} BizDeskCause;

/* What happened since somebody looked last: bits of 1 << news. */
typedef enum
{
  BIZ_DESK_NEWS_LIMIT,   /* over the limit, and was not */
  BIZ_DESK_NEWS_RECEIPT, /* held, and money came in that frees it */
  BIZ_DESK_NEWS_PROMISE, /* a promise was broken */
  BIZ_DESK_NEWS_ENDING,  /* a release is about to end, or has ended */
  BIZ_DESK_NEWS_SLIPPED, /* went out although it is held */
  BIZ_DESK_N_NEWS,
} BizDeskNews;

#define BIZ_DESK_BIT(cause) (1u << (cause))

/**
 * BizDeskFacts:
 * @order: (owned): what it is about
 * @delivery: (nullable): of @order, where a transfer is what waits
 * @note: (owned) (nullable): the decision that counts
 * @causes: bits
 * @news: bits
 * @value: of the order or the delivery, with taxes, in the order's currency
 * @company_value: the same in the company's currency
 * @since: the day since when it is so
 * @days: from then
 * @review: when somebody looks again; or the last day of a release; invalid for none
 * @who: (nullable): who asked for the decision: who held it, whom it was given to, who sold it
 * @reason: in words; several lines where more is known
 * @slipped_at: (nullable): when it was confirmed or left, in UTC
 * @slipped_by: (nullable): the transfer that left; %NULL where the order was confirmed
 * @is_free: held, and nothing speaks against its release any more
 */
typedef struct
{
  BizDeskStanding standing;
  BizDeskOrder *order;
  const BizDeskDelivery *delivery;
  BizDecisionNote *note;
  guint causes;
  guint news;
  BizMoney value;
  BizMoney company_value;
  GDate since;
  int days;
  GDate review;
  const char *who;
  char *reason;
  GDateTime *slipped_at;
  const char *slipped_by;
  gboolean is_free;
} BizDeskFacts;

/* A row of the desk: an order, or a transfer of one, somebody has to decide on. */
#define BIZ_TYPE_DESK_ENTRY (biz_desk_entry_get_type ())
G_DECLARE_FINAL_TYPE (BizDeskEntry, biz_desk_entry, BIZ, DESK_ENTRY, GObject)

BizDeskEntry *biz_desk_entry_new (BizDeskOrder *order,
                                  const BizDeskDelivery *delivery) G_GNUC_WARN_UNUSED_RESULT;
/* To be filled by the rule that makes it. */
BizDeskFacts *biz_desk_entry_get_facts (BizDeskEntry *self);

/* "sale.order" or "stock.picking", its id and what it is called. */
const char *biz_desk_entry_get_model (BizDeskEntry *self);
gint64 biz_desk_entry_get_id (BizDeskEntry *self);
const char *biz_desk_entry_get_document (BizDeskEntry *self);
/* In a sentence or two: why it is here. */
char *biz_desk_entry_describe (BizDeskEntry *self) G_GNUC_WARN_UNUSED_RESULT;

/* Translated. */
const char *biz_desk_standing_to_label (BizDeskStanding standing);
/* The word that filters and files have, in every language. */
const char *biz_desk_standing_to_word (BizDeskStanding standing);
const char *biz_desk_cause_to_label (BizDeskCause cause);
const char *biz_desk_cause_to_word (BizDeskCause cause);
gboolean biz_desk_cause_from_word (const char *word, BizDeskCause *cause);
/* Translated, ", " between; "" for none. */
char *biz_desk_causes_describe (guint causes) G_GNUC_WARN_UNUSED_RESULT;
const char *biz_desk_news_to_word (BizDeskNews news);

G_END_DECLS
