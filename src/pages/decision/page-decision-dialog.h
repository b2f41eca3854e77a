/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-target.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* One decision on one or many records: what is decided, what stands against it, what will be
 * written, and what came of it on each. Signals "decided" (something was written) and
 * "journal-requested" (an answer was lost). */
#define PAGE_TYPE_DECISION_DIALOG (page_decision_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageDecisionDialog, page_decision_dialog, PAGE, DECISION_DIALOG, AdwWindow)

/* @kind: BIZ_DECISION_HOLD, _RELEASE, _REJECT, _PREPAYMENT, _ESCALATE or _LIMIT (on customers).
 * @targets: (element-type BizDecisionTarget): of one model, at least one */
GtkWindow *
page_decision_dialog_new (ErpSession *session, BizDecisionKind kind, GListModel *targets);

G_END_DECLS
