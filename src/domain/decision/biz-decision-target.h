/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-authority.h"
#include "biz-decision-down.h"
#include "biz-decision-log.h"
#include "biz-decision-order.h"
#include "biz-decision-wish.h"
#include "biz-exposure.h"

G_BEGIN_DECLS

/* The task that a hold leaves to somebody, told by this word in its note. */
#define BIZ_DECISION_TASK "QUITTANCE/1 task"
/* The tag of orders that are held; the same word in every language, for a tag has one name. */
#define BIZ_DECISION_TAG "Credit hold"

/* Something open to do that a decision left. */
typedef struct
{
  gint64 id;
  gint64 type_id;
  gint64 user_id;
} BizDecisionTask;

/* What a decision left undone, when it was cut off in between. */
typedef enum
{
  BIZ_DECISION_GAP_TASK = 1 << 0,   /* a hold, or an escalation, without its task */
  BIZ_DECISION_GAP_TAG = 1 << 1,    /* a hold without the tag */
  BIZ_DECISION_GAP_UNDONE = 1 << 2, /* a task that is still open */
  BIZ_DECISION_GAP_TAGGED = 1 << 3, /* the tag is still set */
  BIZ_DECISION_GAP_STATE = 1 << 4,  /* not confirmed, or not cancelled */
} BizDecisionGaps;

/**
 * BizDecisionFacts:
 * @known: they were read
 * @problem: (owned) (nullable): why not
 * @state: (owned) (nullable): of the record
 * @partner_id: the customer; @group_id is who owes
 * @amount: with taxes, in the document's currency; no currency where it has none
 * @creator_id: who entered it
 * @writer_id: who changed it last, at @write_time (seconds since 1970)
 * @n_changes: entries of mine in its log that tell a change
 * @log: (owned): the decisions on it
 * @tasks: (owned) (element-type BizDecisionTask): open
 * @order: of a transfer
 * @downs: of an order
 * @tagged: it bears the tag; @tag_id 0: nobody has made it; @may_tag: this user may use tags
 * @obstacle: (nullable): why this role may decide nothing on it
 * @has_exposure: @exposure is what is at risk with the customer now, this document counted in; in
 *   the company's currency
 * @exposure_problem: (owned) (nullable): why it is not known
 * @policy: (owned): of the company
 *
 * What is known of a record at one moment.
 */
typedef struct
{
  gboolean known;
  GError *problem;
  char *state;
  gint64 partner_id;
  gint64 group_id;
  BizMoney amount;
  gint64 creator_id;
  gint64 writer_id;
  gint64 write_time;
  guint n_changes;
  BizDecisionLog *log;
  GArray *tasks;
  BizDecisionOrder order;
  BizDecisionDowns downs;
  gboolean tagged;
  gint64 tag_id;
  gboolean may_tag;
  const char *obstacle;
  gboolean has_exposure;
  BizExposure exposure;
  GError *exposure_problem;
  BizPolicy *policy;
} BizDecisionFacts;

/* A record that is decided on: an order, a delivery, or a customer (a commercial entity) in one
 * company. */
#define BIZ_TYPE_DECISION_TARGET (biz_decision_target_get_type ())
G_DECLARE_FINAL_TYPE (BizDecisionTarget, biz_decision_target, BIZ, DECISION_TARGET, GObject)

/* @model: "sale.order", "stock.picking" or "res.partner". @customer: (nullable): the name */
BizDecisionTarget *biz_decision_target_new (const char *model,
                                            gint64 id,
                                            const char *name,
                                            gint64 company_id,
                                            const char *customer) G_GNUC_WARN_UNUSED_RESULT;
const char *biz_decision_target_get_model (BizDecisionTarget *self);
gint64 biz_decision_target_get_id (BizDecisionTarget *self);
const char *biz_decision_target_get_name (BizDecisionTarget *self);
gint64 biz_decision_target_get_company_id (BizDecisionTarget *self);
/* (nullable) */
const char *biz_decision_target_get_customer (BizDecisionTarget *self);

/* A transfer of an order, which a release that resumes validates once the order is confirmed. */
void biz_decision_target_add_delivery (BizDecisionTarget *self, gint64 id, const char *name);
/* (transfer none) (element-type BizChoice) */
GPtrArray *biz_decision_target_get_deliveries (BizDecisionTarget *self);
/* Whether there is something to confirm or to deliver. */
gboolean biz_decision_target_can_resume (BizDecisionTarget *self);

/* To be filled by the desk. */
BizDecisionFacts *biz_decision_target_get_facts (BizDecisionTarget *self);
void biz_decision_target_clear_facts (BizDecisionTarget *self);
/* (nullable): the decision that counts for what holds it */
BizDecisionNote *biz_decision_target_get_newest (BizDecisionTarget *self);
/* Of an order: neither confirmed nor cancelled. */
gboolean biz_decision_target_is_quotation (BizDecisionTarget *self);
/* biz-decision-gaps.c
 * @of: (out) (optional) (nullable): the decision that was cut off */
BizDecisionGaps biz_decision_target_find_gaps (BizDecisionTarget *self, BizDecisionNote **of);
/* (nullable): an escalation that nothing was decided after, and whose task is not there */
BizDecisionNote *biz_decision_target_find_lost_escalation (BizDecisionTarget *self);
/* Whether @wish says what such an escalation said: its note is there, its task alone is missing. */
gboolean biz_decision_target_is_escalated (BizDecisionTarget *self, const BizDecisionWish *wish);
/* Whether the customer has the limit of @wish already. */
gboolean biz_decision_target_has_limit (BizDecisionTarget *self, const BizDecisionWish *wish);

/* biz-decision-story.c
 * (transfer full) (nullable): the newest decision in a line: which, by whom, and of a release
 * whether it has ended and whether the policy gave that user the authority. @login: (nullable): of
 * the user who wrote it; @today: the person's day. Pure. */
char *biz_decision_target_describe_newest (BizDecisionTarget *self,
                                           const char *login,
                                           const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @me may decide this: what is in the way comes as an error (ERP_ERROR_ACCESS where it is
 * somebody else's to decide, ERP_ERROR_CONFLICT where the record is past it). @advice: (out)
 * (transfer full) (optional): lines on what was looked at, with who enforces it. Pure. */
gboolean biz_decision_target_check (BizDecisionTarget *self,
                                    const BizDecisionWish *wish,
                                    gint64 uid,
                                    const BizAuthorityPerson *me,
                                    GStrv *advice,
                                    GError **error);
/* (nullable) (transfer none): the down payment that a prepayment of @wish finds standing, and notes
 * instead of drafting another. Pure. */
const BizDecisionDown *biz_decision_target_find_down (BizDecisionTarget *self,
                                                      const BizDecisionWish *wish);
/* (transfer full): lines: what will be written, in order. Pure. */
GStrv biz_decision_target_list_writes (BizDecisionTarget *self,
                                       const BizDecisionWish *wish) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): the note that the wish makes on it, with the exposure at this moment */
BizDecisionNote *
biz_decision_target_make_note (BizDecisionTarget *self,
                               const BizDecisionWish *wish) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
