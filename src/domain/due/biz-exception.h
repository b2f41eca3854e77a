/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-book.h"
#include "biz-filter.h"

G_BEGIN_DECLS

/* What is wrong with an order, the worst first. */
typedef enum
{
  BIZ_EXCEPTION_HELD,  /* somebody, or the server, stopped it */
  BIZ_EXCEPTION_LATE,  /* not delivered, and the promised day is past */
  BIZ_EXCEPTION_SHORT, /* less delivered than ordered: closed so, or the rest on a back order */
  BIZ_EXCEPTION_PRICE, /* not the customer's own price */
  BIZ_EXCEPTION_LAG,   /* delivered, and not invoiced for longer than a week */
  BIZ_EXCEPTION_N_KINDS,
} BizExceptionKind;

/* Delivered longer ago than this and not invoiced is an exception. */
#define BIZ_EXCEPTION_LAG_DAYS 7

/**
 * BizException:
 * @model: of the document that it is seen in: the order, or the delivery
 * @cause: in words
 * @value: what it is about, without taxes: not delivered, not invoiced, the difference of prices
 * @days: how long, 0 where that means nothing
 * @due: (nullable): what to invoice, of BIZ_EXCEPTION_LAG
 */
typedef struct
{
  BizExceptionKind kind;
  gint64 order_id;
  char *order;
  gint64 partner_id; /* 0 for nobody */
  char *partner;     /* (nullable) */
  char *salesperson; /* (nullable) */
  char *company;     /* (nullable) */
  const char *model;
  gint64 id;
  char *document;
  char *cause;
  BizMoney value;
  int days;
  BizDueOrder *due; /* (owned) (nullable) */
} BizExceptionFacts;

#define BIZ_TYPE_EXCEPTION (biz_exception_get_type ())
G_DECLARE_FINAL_TYPE (BizException, biz_exception, BIZ, EXCEPTION, GObject)

BizException *biz_exception_new (BizExceptionKind kind) G_GNUC_WARN_UNUSED_RESULT;
/* To be filled by whoever made it. */
BizExceptionFacts *biz_exception_get_facts (BizException *self);
const char *biz_exception_kind_to_label (BizExceptionKind kind);

extern const BizFilterGrammar biz_exception_grammar;
/* @all (element-type BizException) that fit, the worst kinds first, in them the most money × days.
 * NULL with ERP_ERROR_VALIDATION. */
GPtrArray *
biz_exception_select (GPtrArray *all, BizFilter *filter, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Sums by kind: how many of each. */
void biz_exception_count (GPtrArray *all, guint counts[BIZ_EXCEPTION_N_KINDS]);
/* What the book of orders to invoice tells: held and lagging (element-type BizException). */
GPtrArray *biz_exception_from_book (BizDueBook *book) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
