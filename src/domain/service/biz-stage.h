/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ticket-shape.h"

G_BEGIN_DECLS

/* A stage that cases come to, as the server has it. Immutable. Properties: name. */
#define BIZ_TYPE_STAGE (biz_stage_get_type ())
G_DECLARE_FINAL_TYPE (BizStage, biz_stage, BIZ, STAGE, GObject)

/* The fields that are asked for, NULL-terminated. */
const char *const *biz_stage_get_fields (const BizTicketShape *shape);
/* @row: of search_read with these fields */
BizStage *biz_stage_new_from_json (const BizTicketShape *shape,
                                   JsonObject *row,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_stage_get_id (BizStage *self);
const char *biz_stage_get_name (BizStage *self);
/* What comes there is done with. */
gboolean biz_stage_is_closed (BizStage *self);
/* Somebody else is waited for, by its name. */
gboolean biz_stage_is_waiting (BizStage *self);
/* (nullable): the template of the mail that the server sends to the customer when a case comes
 * there */
const char *biz_stage_get_mail (BizStage *self);
/* Whether cases of the team may come there; 0 asks for cases without a team. */
gboolean biz_stage_is_for (BizStage *self, gint64 team_id);

G_END_DECLS
