/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-target.h"

G_BEGIN_DECLS

/* Reads what is to be known before something is decided, and once more at the moment it is. */
#define BIZ_TYPE_DECISION_DESK (biz_decision_desk_get_type ())
G_DECLARE_FINAL_TYPE (BizDecisionDesk, biz_decision_desk, BIZ, DECISION_DESK, GObject)

BizDecisionDesk *biz_decision_desk_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
ErpSession *biz_decision_desk_get_session (BizDecisionDesk *self);
/* (nullable): why this role may decide nothing on records of @model: a note is written by who may
 * write on the record. Pure. */
const char *biz_decision_desk_find_obstacle (ErpCapabilities *capabilities, const char *model);
gint64 biz_decision_desk_get_uid (BizDecisionDesk *self);
/* Who is signed in, for rules on authority. */
void biz_decision_desk_get_me (BizDecisionDesk *self, BizAuthorityPerson *me);
/* Today in the person's zone. */
void biz_decision_desk_get_today (BizDecisionDesk *self, GDate *today);

/* Fills the facts of all, in two round trips: the records with all that is said of them, then what
 * is at risk with their customers. @targets: (element-type BizDecisionTarget), of one model. What
 * one record or the exposure cannot tell is a problem in its facts. */
void biz_decision_desk_load_async (BizDecisionDesk *self,
                                   GListModel *targets,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
biz_decision_desk_load_finish (BizDecisionDesk *self, GAsyncResult *result, GError **error);
/* (transfer none) (element-type BizChoice): colleagues, once something was read */
GListModel *biz_decision_desk_get_people (BizDecisionDesk *self);

G_END_DECLS
