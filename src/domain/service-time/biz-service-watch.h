/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-times.h"
#include "biz-service.h"

G_BEGIN_DECLS

/* Looks after the open cases of who is signed in, and tells of each once when something of it is
 * due within the hour.
 *
 * Signal "due" (BizTicket, text): what is due, in words: "Answer in 40 min". */
#define BIZ_TYPE_SERVICE_WATCH (biz_service_watch_get_type ())
G_DECLARE_FINAL_TYPE (BizServiceWatch, biz_service_watch, BIZ, SERVICE_WATCH, GObject)

BizServiceWatch *biz_service_watch_new (BizService *service,
                                        BizServiceTimes *times) G_GNUC_WARN_UNUSED_RESULT;
/* Asks for the cases, and what was said in those that changed. While it asks, and where there are
 * no cases, it does nothing. @now: seconds since 1970 */
void biz_service_watch_check (BizServiceWatch *self, gint64 now);
/* Tells of those that are due by now, without asking. */
void biz_service_watch_tell (BizServiceWatch *self, gint64 now);
/* How many of one's own cases are known. */
guint biz_service_watch_get_n_cases (BizServiceWatch *self);

G_END_DECLS
