/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"
#include "biz-paper.h"

G_BEGIN_DECLS

/* What a customer owes one company at the end of a day: a value, read by its members. */
typedef struct
{
  gint64 company_id;
  GDate as_of;
  BizPaperParty customer; /* the commercial entity */
  BizPaperParty seller;
  BizPaperBank bank; /* of the newest invoice that names one; members NULL without */
  GArray *items;     /* (element-type BizAgeingItem): by currency of the document, then by date */
} BizAccount;

/* Takes what is behind the pointers; sorts. */
BizAccount *
biz_account_new (gint64 company_id, const GDate *as_of, GArray *items) G_GNUC_WARN_UNUSED_RESULT;
void biz_account_free (BizAccount *self);
/* How its sums are made: in the currencies of the documents, from the due date. */
void biz_account_init_plan (const BizAccount *self, BizAgeingPlan *plan);
/* (transfer full) (element-type BizAgeingRow): one a currency of documents; NULL where an amount
 * does not fit */
GArray *biz_account_add_up (const BizAccount *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is past its day of @row, credits of the same age taken off. */
gboolean biz_account_get_overdue (const BizAgeingRow *row, BizMoney *overdue, GError **error);
/* "Statement_Acme_GmbH_2026-11-23.pdf" */
char *biz_account_dup_file_name (const BizAccount *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizAccount, biz_account_free)

G_END_DECLS
