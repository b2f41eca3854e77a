/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-desk.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* What a person says of a decision: reason, text, day, who, how much. Signal "changed". */
#define PAGE_TYPE_DECISION_FORM (page_decision_form_get_type ())
G_DECLARE_FINAL_TYPE (PageDecisionForm, page_decision_form, PAGE, DECISION_FORM, AdwBin)

/* @desk has read @target, of whose company the policy is. */
void page_decision_form_fill (PageDecisionForm *self,
                              BizDecisionDesk *desk,
                              BizDecisionTarget *target,
                              BizDecisionKind kind);
/* @wish: initialised; FALSE with an error that says what is missing */
gboolean
page_decision_form_get_wish (PageDecisionForm *self, BizDecisionWish *wish, GError **error);

G_END_DECLS
