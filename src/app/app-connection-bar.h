/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Says once, below the header bar, that an answer is overdue or the server out of reach, asks the
 * server by itself until it answers, and goes away. Signal "recovered": what is shown may be old
 * now. */
#define APP_TYPE_CONNECTION_BAR (app_connection_bar_get_type ())
G_DECLARE_FINAL_TYPE (AppConnectionBar, app_connection_bar, APP, CONNECTION_BAR, AdwBin)

void app_connection_bar_set_session (AppConnectionBar *self, ErpSession *session);
/* (transfer none): the state in words, for the sidebar. */
const char *app_connection_bar_get_state_label (AppConnectionBar *self);
/* Seconds until the server is asked again after @n_failed tries. */
guint app_connection_bar_get_delay (guint n_failed);

G_END_DECLS
