/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-choice.h"
#include "biz-filter.h"
#include "biz-stage.h"
#include "biz-ticket.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* The service desk of a server: what cases are there, and what they can be given: stages, teams,
 * owners, categories, priorities. What cases are is known at once where the capabilities are
 * complete; the lists come with biz_service_load_async ().
 *
 * Properties that notify: "project" (gint64). Signal "loaded" when the lists are new. */
#define BIZ_TYPE_SERVICE (biz_service_get_type ())
G_DECLARE_FINAL_TYPE (BizService, biz_service, BIZ, SERVICE, GObject)

/* @project_id: whose tasks are cases, where there is no helpdesk; 0 where none was chosen yet */
BizService *biz_service_new (ErpSession *session, gint64 project_id) G_GNUC_WARN_UNUSED_RESULT;
ErpSession *biz_service_get_session (BizService *self);
const BizTicketShape *biz_service_get_shape (BizService *self);
BizTicketKind biz_service_get_kind (BizService *self);
/* (nullable): "helpdesk.ticket", "project.task" */
const char *biz_service_get_model (BizService *self);
gint64 biz_service_get_project (BizService *self);
void biz_service_set_project (BizService *self, gint64 project_id);
/* Cases can be read: there is a helpdesk, or a project was chosen. */
gboolean biz_service_is_ready (BizService *self);
gboolean biz_service_may_write (BizService *self);
gboolean biz_service_may_create (BizService *self);
/* (nullable): why cases cannot be changed here, in a sentence */
const char *biz_service_get_refusal (BizService *self);
gint64 biz_service_get_uid (BizService *self);
/* The language of the search; lives as long as @self. */
const BizFilterGrammar *biz_service_get_grammar (BizService *self);
/* Those that are cases, of the chosen project. */
void biz_service_add_base (BizService *self, ErpDomain *domain);
typedef enum
{
  BIZ_SERVICE_DUE, /* within the hour */
  BIZ_SERVICE_LATE,
  BIZ_SERVICE_N_MARKS
} BizServiceMark;

/* Cases that a clock picked out, for the words "due" and "late" of the search. */
void biz_service_set_marked (BizService *self, BizServiceMark mark, const gint64 *ids, gsize n);
GArray *biz_service_dup_marked (BizService *self, BizServiceMark mark) G_GNUC_WARN_UNUSED_RESULT;
/* The stages whose cases wait for somebody else, where a policy says so and not their names; until
 * the project is another one. FALSE: they were these before. */
gboolean biz_service_set_waiting (BizService *self, const gint64 *ids, gsize n);
/* @name: (nullable): of the stage, for one that is not listed */
gboolean biz_service_is_stage_waiting (BizService *self, gint64 id, const char *name);
/* Those that wait for somebody else. */
void biz_service_add_waiting (BizService *self, ErpDomain *domain);

/* What cases can be given, side by side; may be asked again. */
void biz_service_load_async (BizService *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean biz_service_load_finish (BizService *self, GAsyncResult *result, GError **error);
gboolean biz_service_is_loaded (BizService *self);
/* (element-type BizStage), in their order */
GListModel *biz_service_get_stages (BizService *self);
/* (element-type BizChoice): projects where cases are tasks */
GListModel *biz_service_get_teams (BizService *self);
GListModel *biz_service_get_owners (BizService *self);
GListModel *biz_service_get_categories (BizService *self);
/* (element-type BizChoice): the number is the id */
GListModel *biz_service_get_priorities (BizService *self);
/* (transfer none) (nullable) */
BizStage *biz_service_find_stage (BizService *self, gint64 id);
/* (element-type BizStage): where cases of all these teams may come */
GListModel *biz_service_list_stages (BizService *self,
                                     const gint64 *teams,
                                     gsize n_teams) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
