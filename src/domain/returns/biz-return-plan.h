/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-book.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_RETURN_PURPOSE_RETURN,  /* of a delivery */
  BIZ_RETURN_PURPOSE_RECEIVE, /* of a return that is expected */
  BIZ_RETURN_PURPOSE_CREDIT,  /* of a return that came */
  BIZ_RETURN_PURPOSE_REPLACE, /* of a return that came */
} BizReturnPurpose;

/* How much of which line a person wants to return, receive, credit or replace: never more than the
 * book allows. */
#define BIZ_TYPE_RETURN_PLAN (biz_return_plan_get_type ())
G_DECLARE_FINAL_TYPE (BizReturnPlan, biz_return_plan, BIZ, RETURN_PLAN, GObject)

BizReturnPlan *biz_return_plan_new (BizReturnBook *book,
                                    BizTransfer *transfer,
                                    BizReturnPurpose purpose) G_GNUC_WARN_UNUSED_RESULT;
BizReturnBook *biz_return_plan_get_book (BizReturnPlan *self);
BizTransfer *biz_return_plan_get_transfer (BizReturnPlan *self);
BizReturnPurpose biz_return_plan_get_purpose (BizReturnPlan *self);
/* (transfer none) (element-type BizReturnLine) */
GListModel *biz_return_plan_get_lines (BizReturnPlan *self);
/* The most of a line; 0 where nothing is offered. */
BizDecimal biz_return_plan_get_most (BizReturnPlan *self, BizReturnLine *line);
/* FALSE with ERP_ERROR_VALIDATION; the plan stays as it was. */
gboolean biz_return_plan_set_quantity (BizReturnPlan *self,
                                       gint64 line_id,
                                       const BizDecimal *quantity,
                                       GError **error);
void biz_return_plan_set_all (BizReturnPlan *self);
void biz_return_plan_clear (BizReturnPlan *self);
/* 0 where nothing is planned */
BizDecimal biz_return_plan_get_quantity (BizReturnPlan *self, gint64 line_id);
/* Less is planned than the most of some line. */
gboolean biz_return_plan_is_partial (BizReturnPlan *self);
gboolean biz_return_plan_check (BizReturnPlan *self, GError **error);

/* A credit note that a plan comes to. */
typedef struct
{
  gint64 line_id; /* of the invoice */
  BizDecimal quantity;
} BizReturnCreditRow;

typedef struct
{
  BizReturnPaper *invoice; /* (owned) */
  GArray *rows;            /* (owned): BizReturnCreditRow */
} BizReturnCreditPart;

void biz_return_credit_part_free (BizReturnCreditPart *self);
/* (transfer full) (element-type BizReturnCreditPart): an invoice each, those that are open first;
 * NULL with ERP_ERROR_VALIDATION in words. */
GPtrArray *biz_return_plan_split_credit (BizReturnPlan *self,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the order's lines that are planned, and all that is known to move and to bill
 * them: for the job that credits them. */
JsonObject *biz_return_plan_dup_goods (BizReturnPlan *self) G_GNUC_WARN_UNUSED_RESULT;
/* What the credit notes come to with taxes, or, of a return that is only planned, would come to by
 * what was invoiced. FALSE where it is not known: nothing is invoiced, or in two currencies. */
gboolean biz_return_plan_estimate (BizReturnPlan *self, BizMoney *gross);

G_END_DECLS
