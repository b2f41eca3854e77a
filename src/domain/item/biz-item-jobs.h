/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-job.h"

G_BEGIN_DECLS

/* what (documents, in words), account_id, company_id, items: [{id, name, open (text), digits}] */
#define BIZ_JOB_MATCH_ITEMS "match-items"
/* what, company_id, items: ids, partials: ids of the matches that end, was: [{debit, credit,
 * amount}], to make them again */
#define BIZ_JOB_UNMATCH_ITEMS "unmatch-items"

extern const ErpJobKind biz_job_match_items_kind;
extern const ErpJobKind biz_job_unmatch_items_kind;

G_END_DECLS
