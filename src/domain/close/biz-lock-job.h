/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-lock-dates.h"
#include "erp-journal.h"

G_BEGIN_DECLS

/* company_id, company, seen and wanted: objects of field -> day, or null */
#define BIZ_JOB_LOCK "lock-dates"
/* company_id, company, field, day (absent: all of it), reason, end ("2026-11-24 12:00:00", UTC),
 * everybody */
#define BIZ_JOB_LOCK_EXCEPTION "lock-exception"

extern const ErpJobKind biz_job_lock_kind;
extern const ErpJobKind biz_job_lock_exception_kind;

/* Only what is wanted otherwise than it was seen. */
JsonObject *biz_job_body_new_lock (gint64 company_id,
                                   const char *company,
                                   guint series,
                                   const BizLockDates *seen,
                                   const BizLockDates *wanted) G_GNUC_WARN_UNUSED_RESULT;
/* @day: the last day that stays closed for who is excepted; not valid: nothing does. @everybody:
 * else for this user. */
JsonObject *biz_job_body_new_lock_exception (gint64 company_id,
                                             const char *company,
                                             BizLock lock,
                                             const GDate *day,
                                             const char *reason,
                                             GDateTime *end,
                                             gboolean everybody) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
