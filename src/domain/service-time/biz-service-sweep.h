/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-times.h"
#include "biz-service.h"

G_BEGIN_DECLS

/* Which open cases are late or due within the hour: all of them, however many there are. They are
 * read a page after the other, light and behind all that somebody waits for; after that only what
 * was written meanwhile. Clocks are counted a few milliseconds at a time.
 *
 * Signal "counted": the marks are those of the time that was asked for. */
#define BIZ_TYPE_SERVICE_SWEEP (biz_service_sweep_get_type ())
G_DECLARE_FINAL_TYPE (BizServiceSweep, biz_service_sweep, BIZ, SERVICE_SWEEP, GObject)

BizServiceSweep *biz_service_sweep_new (BizService *service,
                                        BizServiceTimes *times) G_GNUC_WARN_UNUSED_RESULT;
/* Reads what was written since the last time, every so often all; then counts. Nothing while it is
 * at it. @now: seconds since 1970 */
void biz_service_sweep_read (BizServiceSweep *self, gint64 now);
/* Counts anew what was read. */
void biz_service_sweep_count (BizServiceSweep *self, gint64 now);
/* Other cases are meant from now on: all are to be read again. */
void biz_service_sweep_forget (BizServiceSweep *self);
/* All have been read. */
gboolean biz_service_sweep_is_complete (BizServiceSweep *self);
guint biz_service_sweep_get_n_cases (BizServiceSweep *self);
/* (transfer full) (element-type gint64): of the last count, in their order */
GArray *biz_service_sweep_dup_marked (BizServiceSweep *self,
                                      BizServiceMark mark) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
