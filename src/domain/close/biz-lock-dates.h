/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* The days until which a company's books are closed, by what they close. */
typedef enum
{
  BIZ_LOCK_PERIOD,   /* all but advisers, until 17 */
  BIZ_LOCK_SALE,     /* since 18 */
  BIZ_LOCK_PURCHASE, /* since 18 */
  BIZ_LOCK_TAX,
  BIZ_LOCK_ALL,  /* everything, for everybody; since 18 exceptions can be made */
  BIZ_LOCK_HARD, /* since 18: for ever, no exception, no way back */
} BizLock;

#define BIZ_N_LOCKS (BIZ_LOCK_HARD + 1)

/* Not valid where nothing is closed, or the server has no such lock. */
typedef struct
{
  GDate days[BIZ_N_LOCKS];
} BizLockDates;

void biz_lock_dates_clear (BizLockDates *self);
/* "fiscalyear_lock_date" */
const char *biz_lock_get_field (BizLock lock);
/* "Everything", translated; and what that means */
const char *biz_lock_describe (BizLock lock);
const char *biz_lock_explain (BizLock lock);
/* @series: of the server: 17, 19 */
gboolean biz_lock_is_available (BizLock lock, guint series);
/* The fields that the server has. */
char **biz_lock_list_fields (guint series) G_GNUC_WARN_UNUSED_RESULT;
gboolean
biz_lock_dates_read (BizLockDates *self, JsonObject *company, guint series, GError **error);
/* FALSE with ERP_ERROR_VALIDATION, where the days may not become @wanted: the hard one goes back,
 * or is in the future. */
gboolean biz_lock_dates_check (const BizLockDates *now,
                               const BizLockDates *wanted,
                               const GDate *today,
                               GError **error);
gboolean biz_lock_dates_equal (const BizLockDates *a, const BizLockDates *b);

G_END_DECLS
