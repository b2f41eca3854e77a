/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"
#include "biz-close-check.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BizCloseJournal:
 * @account_id: where its money is booked; 0 where none is set
 * @ledger: what the account says at the end of the period, in the journal's currency
 * @has_statement: there is one until then
 * @statement: its last balance
 * @has_lines: there are bank lines that count: after the statement, or all
 * @lines: their sum
 *
 * A bank or cash account.
 */
typedef struct
{
  gint64 id;
  char *name; /* (owned) */
  char *code; /* (owned) (nullable) */
  gint64 account_id;
  gint64 currency_id;
  gint64 suspense_id;
  BizMoney ledger;
  gboolean has_statement;
  GDate statement_date;
  BizMoney statement;
  gboolean has_lines;
  BizMoney lines;
} BizCloseJournal;

/* An account that should come to nothing. */
typedef struct
{
  gint64 id;
  char *name; /* (owned) (nullable) */
  BizCloseKind kind;
  BizMoney balance; /* in the company's currency */
} BizCloseAccount;

/* What the server says there is of something: how many, and how much. */
typedef struct
{
  gboolean known; /* the server says so */
  guint count;
  gboolean has_sum; /* in one currency */
  BizMoney sum;
} BizCloseCount;

/**
 * BizCloseFacts:
 * @zero: nothing, in the company's currency
 * @start: the first day of the period
 * @end: its last
 * @journals: (element-type BizCloseJournal)
 * @accounts: (element-type BizCloseAccount)
 * @feet: (element-type BizAgeingFoot): receivable accounts; %NULL where they are not known
 * @aged: the sum of the aged list
 * @by_customer: the sum of the ledger by customer
 * @n_differing: customers whose ledger and open items differ
 * @nobody: what is booked on receivable accounts without a customer
 * @review_field: (nullable): the field that says that an entry is to be reviewed; static
 *
 * What the checks of a period are made of.
 */
typedef struct
{
  gint64 company_id;
  BizMoney zero;
  GDate start;
  GDate end;
  GArray *journals;
  GArray *accounts;
  GArray *feet;
  BizMoney aged;
  BizMoney by_customer;
  guint n_differing;
  BizCloseCount nobody;
  BizCloseCount bank_lines;
  BizCloseCount drafts;
  BizCloseCount paid_open;
  BizCloseCount review;
  const char *review_field;
} BizCloseFacts;

void biz_close_facts_clear (BizCloseFacts *self);
void biz_close_facts_init (BizCloseFacts *self, gint64 company_id, const BizMoney *zero);

/* (transfer full) (element-type BizCloseCheck): in the order that they are mended in; %NULL where
 * an amount does not fit */
GListStore *biz_close_judge (const BizCloseFacts *facts, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The records that a check is about, for the rows behind it and for its count. */
ErpDomain *biz_close_new_draft_domain (const BizCloseFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
ErpDomain *biz_close_new_paid_open_domain (const BizCloseFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
ErpDomain *biz_close_new_review_domain (const BizCloseFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
ErpDomain *biz_close_new_bank_line_domain (const BizCloseFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
ErpDomain *biz_close_new_nobody_domain (const BizCloseFacts *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
