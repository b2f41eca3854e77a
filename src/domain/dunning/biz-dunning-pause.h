/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-note.h"

G_BEGIN_DECLS

/* What notes on a customer and on documents keep from being chased. Pure. */
typedef struct _BizDunningPause BizDunningPause;

/* @notes: (element-type BizDecisionNote), in any order; the newest word on a document counts */
BizDunningPause *biz_dunning_pause_new (GPtrArray *notes) G_GNUC_WARN_UNUSED_RESULT;
void biz_dunning_pause_free (BizDunningPause *self);
gboolean biz_dunning_pause_is_disputed (BizDunningPause *self, gint64 move_id);
/* FALSE where none was given. */
gboolean biz_dunning_pause_get_promise (BizDunningPause *self, gint64 move_id, GDate *date);
/* Whether @note is about one of @moves (element-type gint64): a note that names none is about all.
 */
gboolean biz_dunning_pause_names_any (BizDecisionNote *note, GArray *moves);
/* The day (UTC) it was written on; FALSE where the server does not say. */
gboolean biz_dunning_pause_get_day (BizDecisionNote *note, GDate *day);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDunningPause, biz_dunning_pause_free)

G_END_DECLS
