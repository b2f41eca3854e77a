/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-run.h"
#include "demo-desk.h"

G_BEGIN_DECLS

/* Somebody who decides on an order, or on its customer. The company of a series is shared by all
 * tests of a program; the session, its journal and the order are the test's own. */
typedef struct
{
  DemoDesk desk;
  BizDecisionDesk *decisions;
  BizDecisionTarget *target; /* of the order; unowned once another takes its place */
  GListStore *targets;
  gint64 order;
} DecisionGround;

#define DECISION_NOTES                                                                             \
  "[[\"model\",\"=\",\"sale.order\"],[\"res_id\",\"=\",@],[\"body\",\"ilike\",\"QUITTANCE/1 \"]]"
#define DECISION_TASKS                                                                             \
  "[[\"res_model\",\"=\",\"sale.order\"],[\"res_id\",\"=\",@],"                                    \
  "[\"note\",\"ilike\",\"QUITTANCE/1 task\"]]"
#define DECISION_CONFIRMED "[[\"id\",\"=\",@],[\"state\",\"=\",\"sale\"]]"
#define DECISION_CANCELLED "[[\"id\",\"=\",@],[\"state\",\"=\",\"cancel\"]]"
/* down payments of the order, whoever made them */
#define DECISION_DOWNS                                                                             \
  "[[\"move_type\",\"=\",\"out_invoice\"],[\"state\",\"!=\",\"cancel\"],"                          \
  "[\"line_ids.sale_line_ids.order_id\",\"=\",@]]"

/* @role decides on an order that @by has entered. */
void decision_ground_open (DecisionGround *self, guint series, const char *role, const char *by);
void decision_ground_close (DecisionGround *self);
/* Somebody else, or the same on another computer, at the same order. @first stays open longer. */
void decision_ground_join (DecisionGround *self, DecisionGround *first, const char *role);
/* The program ends, and is started anew. */
void decision_ground_restart (DecisionGround *self, const char *role);
/* What is decided on from now on is a new order of @by. */
void decision_ground_take_order (DecisionGround *self, const char *by);
/* What is decided on from now on is @target. */
void decision_ground_take (DecisionGround *self, BizDecisionTarget *target);
/* What is decided on from now on is the customer of the order. */
void decision_ground_take_customer (DecisionGround *self);
void decision_ground_load (DecisionGround *self);
BizDecisionRunState decision_ground_start (DecisionGround *self, BizDecisionRun *run);
/* A wish of the kind that lacks nothing. */
void decision_ground_wish (DecisionGround *self, BizDecisionKind kind, BizDecisionWish *wish);
/* Reads, decides and says what came of it; @words: (out) (optional) (transfer full) */
BizDecisionRunState decision_ground_decide (DecisionGround *self,
                                            BizDecisionKind kind,
                                            const char *reason,
                                            gboolean resume);
BizDecisionRunState
decision_ground_decide_wish (DecisionGround *self, const BizDecisionWish *wish, char **words);
/* @form: a domain, in which @ is @id */
guint decision_ground_count (DecisionGround *self, const char *model, const char *form, gint64 id);
gint64 decision_ground_find (DecisionGround *self, const char *model, const char *domain);

G_END_DECLS
