/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-credit-source.h"

G_BEGIN_DECLS

/* What a person wants to credit of an invoice: everything that is left, some lines, some of their
 * quantities, amounts of lines, or an amount in all. Nothing is ever planned above what is left.
 * Amounts with tax are what the server will make of it to the cent where each tax is a percentage;
 * the server's own figure is read when the credit note stands. */
#define BIZ_TYPE_CREDIT_PLAN (biz_credit_plan_get_type ())
G_DECLARE_FINAL_TYPE (BizCreditPlan, biz_credit_plan, BIZ, CREDIT_PLAN, GObject)

/* @label: how a line over an amount begins: "Price reduction" */
BizCreditPlan *biz_credit_plan_new (BizCreditSource *source,
                                    const char *label) G_GNUC_WARN_UNUSED_RESULT;
BizCreditSource *biz_credit_plan_get_source (BizCreditPlan *self);

/* Each fails with ERP_ERROR_VALIDATION and leaves the plan as it was. */
void biz_credit_plan_clear (BizCreditPlan *self);
gboolean biz_credit_plan_set_rest (BizCreditPlan *self, GError **error);
gboolean biz_credit_plan_set_quantity (BizCreditPlan *self,
                                       gint64 line_id,
                                       const BizDecimal *quantity,
                                       GError **error);
gboolean
biz_credit_plan_set_net (BizCreditPlan *self, gint64 line_id, const BizMoney *net, GError **error);
/* Tax included, over the whole invoice; replaces all lines. */
gboolean biz_credit_plan_set_amount (BizCreditPlan *self, const BizMoney *gross, GError **error);
void biz_credit_plan_remove_line (BizCreditPlan *self, gint64 line_id);

gboolean biz_credit_plan_is_empty (BizCreditPlan *self);
/* The whole invoice, nothing of it credited yet. */
gboolean biz_credit_plan_is_whole (BizCreditPlan *self);
BizMoney biz_credit_plan_get_net (BizCreditPlan *self);
BizMoney biz_credit_plan_get_gross (BizCreditPlan *self);
/* FALSE: nothing is planned of that line */
gboolean biz_credit_plan_get_line (
    BizCreditPlan *self, gint64 line_id, BizDecimal *quantity, BizMoney *net, BizMoney *gross);
/* Not empty, and not above what is left in all. */
gboolean biz_credit_plan_check (BizCreditPlan *self, GError **error);

/* The lines of the credit note, as commands. */
JsonNode *biz_credit_plan_to_commands (BizCreditPlan *self) G_GNUC_WARN_UNUSED_RESULT;
/* What was wished, to be planned again on newer figures. */
JsonNode *biz_credit_plan_to_wish (BizCreditPlan *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_credit_plan_set_wish (BizCreditPlan *self, JsonNode *wish, GError **error);

G_END_DECLS
