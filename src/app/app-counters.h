/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

#include "biz-counts.h"

G_BEGIN_DECLS

#define APP_COUNTERS_SECONDS 60

/* What waits for somebody, for the sidebar: asked by one request, at most once a minute, and only
 * while @active. What the journal holds is known here. Signal "changed". */
#define APP_TYPE_COUNTERS (app_counters_get_type ())
G_DECLARE_FINAL_TYPE (AppCounters, app_counters, APP, COUNTERS, GObject)

/* (transfer none): one for all windows of the session */
AppCounters *app_counters_get_for_session (ErpSession *session);
/* While the window is the one that is worked in. */
void app_counters_set_active (AppCounters *self, gboolean active);
/* FALSE until the server has answered once. */
gboolean app_counters_get_counts (AppCounters *self, BizCounts *counts);
guint app_counters_get_n_unknown (AppCounters *self);
/* Seconds until the next request may be sent, 0 for now. @last and @now in microseconds, @last 0
 * for never. */
guint app_counters_get_wait (gint64 last, gint64 now);

G_END_DECLS
