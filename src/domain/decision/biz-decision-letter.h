/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-note.h"

G_BEGIN_DECLS

/* A reminder is one message: the letter to the customer, which says for programs in its Message-Id
 * alone what it is, "<UUID.reminder-LEVEL-COMPANY-INVOICE-INVOICE...@quittance.invalid>". So the
 * letter and the note of it are never written apart, and no customer reads a line for programs. */

/* What stands in every such Message-Id, for a search. */
#define BIZ_DECISION_LETTER_PATTERN ".reminder-"

/* @note: a reminder with "level", "company" and "invoices" (where they are few enough to fit; else
 * the letter is about all). What stands behind the dot; never NULL. */
char *biz_decision_letter_make_mark (BizDecisionNote *note) G_GNUC_WARN_UNUSED_RESULT;
/* @message_id: (nullable): of anybody. @subject: (nullable). NULL where it is no such letter. */
BizDecisionNote *biz_decision_letter_read (const char *message_id,
                                           const char *subject) G_GNUC_WARN_UNUSED_RESULT;
/* The same of a row of biz_decision_log_new_call (). */
BizDecisionNote *biz_decision_letter_read_row (JsonObject *row) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
