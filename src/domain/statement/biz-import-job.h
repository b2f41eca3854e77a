/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-import-plan.h"
#include "erp-job.h"

G_BEGIN_DECLS

/* journal_id, journal (its code), company_id, digits, since and until (days of the plan), rows:
 * [external id, day, label, amount, name, account, reference, code, id of the currency that
 * the bank changed it from, how much that was], have: one number a row */
#define BIZ_JOB_IMPORT "import"

extern const ErpJobKind biz_job_import_kind;

/* Up to @most rows from @start on that are new (and, with @conflicts, those that are almost there).
 * @currencies: (nullable) (element-type ErpCurrency). @sent: char * -> count, owned keys. NULL
 * where none is left. */
JsonObject *biz_job_body_new_import (BizImportPlan *plan,
                                     guint start,
                                     guint most,
                                     gboolean conflicts,
                                     GListModel *currencies,
                                     GHashTable *sent,
                                     guint *next,
                                     guint *n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
