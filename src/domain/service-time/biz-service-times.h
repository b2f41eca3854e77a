/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service-clock.h"
#include "biz-ticket.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* The clocks of the cases that somebody looks at: working hours and promises of each company, read
 * once, and what the log tells of cases, read for all in sight at once.
 *
 * Signal "changed": clocks may say something else. */
#define BIZ_TYPE_SERVICE_TIMES (biz_service_times_get_type ())
G_DECLARE_FINAL_TYPE (BizServiceTimes, biz_service_times, BIZ, SERVICE_TIMES, GObject)

BizServiceTimes *biz_service_times_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* Working hours and policies of the active companies, side by side; may be asked again. */
void biz_service_times_load_async (BizServiceTimes *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
gboolean
biz_service_times_load_finish (BizServiceTimes *self, GAsyncResult *result, GError **error);
gboolean biz_service_times_is_loaded (BizServiceTimes *self);
/* Reads the log of those of these cases that is not known as of their last writing: one request,
 * two for administrators. "changed" follows; a failure leaves what is known. */
void biz_service_times_look (BizServiceTimes *self, BizTicket *const *tickets, gsize n);
void biz_service_times_look_async (BizServiceTimes *self,
                                   BizTicket *const *tickets,
                                   gsize n,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
/* Whether there was something to read; FALSE with an error where it failed. */
gboolean
biz_service_times_look_finish (BizServiceTimes *self, GAsyncResult *result, GError **error);
/* Somebody wrote in this case: the next look reads its log again. */
void biz_service_times_forget (BizServiceTimes *self, gint64 id);
/* Whether it is known what was said in the case. */
gboolean biz_service_times_is_read (BizServiceTimes *self, BizTicket *ticket);
/* FALSE while hours and promises are not known. @now: seconds since 1970 */
gboolean biz_service_times_get_clock (BizServiceTimes *self,
                                      BizTicket *ticket,
                                      gint64 now,
                                      BizServiceClock *clock,
                                      BizServiceTarget *target);
/* (nullable) (transfer none) */
BizWorkingTime *biz_service_times_get_hours (BizServiceTimes *self, gint64 company_id);
/* (nullable) (transfer none): templates and macros are in it, see biz-service-text.h */
BizPolicy *biz_service_times_get_policy (BizServiceTimes *self, gint64 company_id);
/* Whether the case waits for somebody else, by the policy, its stage or its state. */
gboolean biz_service_times_is_waiting (BizServiceTimes *self, BizTicket *ticket);
/* Whether cases of a stage of this name do, by the policy or, where it names none, by the name. */
gboolean biz_service_times_stage_waits (BizServiceTimes *self, const char *stage);

G_END_DECLS
