/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"

G_BEGIN_DECLS

/**
 * BizTicketGrammar:
 *
 * What lists of cases can be filtered by:
 *
 * - `open` `closed` `mine` `unassigned` `waiting` `urgent`
 * - `team:` `stage:` `owner:` `customer:` `category:` `number:` `subject:` `company:`
 * - `priority:` low, medium, high, urgent
 * - `created:` `changed:` `deadline:` days
 * - anything else: in number, subject, customer or address
 *
 * Of these what the server has fields for.
 */
typedef struct _BizTicketGrammar BizTicketGrammar;

/* @service: (transfer none): lives longer than what is returned */
BizTicketGrammar *biz_ticket_grammar_new (BizService *service) G_GNUC_WARN_UNUSED_RESULT;
void biz_ticket_grammar_free (BizTicketGrammar *self);
const BizFilterGrammar *biz_ticket_grammar_get (BizTicketGrammar *self);

G_END_DECLS
