/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-note.h"

G_BEGIN_DECLS

/* What a person wants to decide on one or many records, before anything is written. A plain value;
 * strings are owned. */
typedef struct
{
  BizDecisionKind kind;
  char *reason;      /* (nullable): a code */
  char *text;        /* (nullable): for people */
  GDate until;       /* release: expires; hold, escalation: looked at again; not valid: never */
  gint64 user_id;    /* who is to look at it: hold, escalation; 0: me */
  char *user;        /* (nullable): the name */
  gboolean resume;   /* release: confirm or deliver what was stopped */
  guint percent;     /* prepayment: of the total, 1 to 100 */
  gboolean no_limit; /* limit: none of its own any more */
  BizMoney limit;    /* limit: the new one, in the company's currency */
} BizDecisionWish;

void biz_decision_wish_init (BizDecisionWish *self, BizDecisionKind kind);
void biz_decision_wish_clear (BizDecisionWish *self);
void biz_decision_wish_copy (BizDecisionWish *self, const BizDecisionWish *other);
/* What is still to be said, or cannot be; ERP_ERROR_VALIDATION. @today: of the company */
gboolean biz_decision_wish_check (const BizDecisionWish *self, const GDate *today, GError **error);
/* What the button says: "_Release". */
const char *biz_decision_wish_get_verb (BizDecisionKind kind);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BizDecisionWish, biz_decision_wish_clear)

G_END_DECLS
