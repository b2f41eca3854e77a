/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "biz-money.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_ITEM_RECEIVABLE,
  BIZ_ITEM_PAYABLE,
} BizItemSide;

/**
 * BizItemFacts:
 * @document: (nullable): number of its entry
 * @label: (nullable): what is said of the item itself
 * @reference: (nullable): of its entry
 * @matching: (nullable): "P12" while something of its group is open, "12" when nothing is
 * @due: not valid where there is none
 * @amount: signed, in the item's own currency: positive is a debit
 * @residual: the same of what is open
 * @debit: in the currency of the company, as @credit and @open
 * @open: what is open, signed
 * @statement_line_id: the bank line whose own entry it is in, else 0
 *
 * A posted item of a receivable or payable account.
 */
typedef struct
{
  gint64 id;
  gint64 move_id;
  gint64 account_id;
  gint64 partner_id;
  gint64 company_id;
  gint64 statement_line_id;
  gint64 journal_id;
  BizItemSide side;
  BizMoveType move_type;
  char *document;
  char *label;
  char *reference;
  char *account;
  char *partner; /* (nullable) */
  char *journal; /* (nullable) */
  char *company; /* (nullable) */
  char *matching;
  GDate date;
  GDate due;
  BizMoney amount;
  BizMoney residual;
  BizMoney debit;
  BizMoney credit;
  BizMoney open;
  gboolean reconciled;
} BizItemFacts;

/* Immutable once read. */
#define BIZ_TYPE_ITEM (biz_item_get_type ())
G_DECLARE_FINAL_TYPE (BizItem, biz_item, BIZ, ITEM, GObject)

/* The fields of account.move.line, for web_search_read and web_read. */
const char *biz_item_get_specification (void);
BizItem *biz_item_new_from_json (JsonObject *row,
                                 BizCurrencyTable *currencies,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;

const BizItemFacts *biz_item_get_facts (BizItem *self);
gint64 biz_item_get_id (BizItem *self);
/* What is owed to us, or by us; the other way round it is a credit that waits to be used. */
gboolean biz_item_is_claim (BizItem *self);
/* Of an open claim; 0 where it is not due, or nothing of it is open. */
int biz_item_get_days_overdue (BizItem *self, const GDate *today);
/* Never empty: its document, or label, or id. */
char *biz_item_get_title (BizItem *self) G_GNUC_WARN_UNUSED_RESULT;
/* Translated */
const char *biz_item_side_to_label (BizItemSide side);

G_END_DECLS
