/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"
#include "erp-domain.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_CLOSE_BANK,        /* a bank's ledger and its statement */
  BIZ_CLOSE_BANK_LINES,  /* bank lines that are not matched */
  BIZ_CLOSE_SUSPENSE,    /* where bank lines wait */
  BIZ_CLOSE_OUTSTANDING, /* where payments wait for the bank */
  BIZ_CLOSE_RECEIVABLE,  /* the ledger and the open items */
  BIZ_CLOSE_CUSTOMERS,   /* the ledger by customer and the aged list */
  BIZ_CLOSE_PAID_OPEN,   /* paid by its state, open in the ledger */
  BIZ_CLOSE_DRAFTS,
  BIZ_CLOSE_REVIEW,
} BizCloseKind;

typedef enum
{
  BIZ_CLOSE_OK,
  BIZ_CLOSE_WARN, /* look at it; it may be right */
  BIZ_CLOSE_OPEN, /* mend it before the period is closed */
  BIZ_CLOSE_NONE, /* this server, or this user's rights, do not say */
} BizCloseState;

/**
 * BizCloseCheckFacts:
 * @title: (owned): what is looked at: "Bank: BNK1"
 * @finding: (owned): what was found, in a sentence
 * @mend: (owned) (nullable): how it is mended, where there is something to mend
 * @has_figure: whether @figure says something
 * @figure_name: (owned) (nullable): what @figure is: "Ledger"
 * @has_other: whether @other and @difference say something
 * @other_name: (owned) (nullable): what it is compared with
 * @difference: @figure - @other
 * @count: records behind it; 0 where it is no matter of counting
 * @model: (nullable): where its rows are; static
 * @domain: (owned) (nullable): which
 */
typedef struct
{
  BizCloseKind kind;
  BizCloseState state;
  char *title;
  char *finding;
  char *mend;
  gboolean has_figure;
  char *figure_name;
  BizMoney figure;
  gboolean has_other;
  char *other_name;
  BizMoney other;
  BizMoney difference;
  guint count;
  const char *model;
  ErpDomain *domain;
} BizCloseCheckFacts;

/* One line of the list that a period is closed by; does not change once it is made. */
#define BIZ_TYPE_CLOSE_CHECK (biz_close_check_get_type ())
G_DECLARE_FINAL_TYPE (BizCloseCheck, biz_close_check, BIZ, CLOSE_CHECK, GObject)

/* Takes what @facts owns. */
BizCloseCheck *biz_close_check_new_take (BizCloseCheckFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
const BizCloseCheckFacts *biz_close_check_get_facts (BizCloseCheck *self);
/* "ok", "look", "open", "unknown": for programs */
const char *biz_close_state_get_name (BizCloseState state);
/* translated */
const char *biz_close_state_describe (BizCloseState state);

G_END_DECLS
