/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-kinds.h"

G_BEGIN_DECLS

/* A note in a record's log, and what is planned with it: biz_collect_wish_new_planned_note (). */
#define BIZ_JOB_PLANNED_NOTE "planned-note"

extern const ErpJobKind biz_job_planned_note_kind;

G_END_DECLS
