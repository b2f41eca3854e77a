/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

#define APP_SERVICE_BELL_SECONDS 300

/* Notifications of the desktop for one's own cases that are due within the hour, once a case and
 * promise, as long as the window that has it is open. Those of two windows replace each other. */
#define APP_TYPE_SERVICE_BELL (app_service_bell_get_type ())
G_DECLARE_FINAL_TYPE (AppServiceBell, app_service_bell, APP, SERVICE_BELL, GObject)

AppServiceBell *app_service_bell_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* Looks now and not only in a while. @now: seconds since 1970 */
void app_service_bell_look (AppServiceBell *self, gint64 now);
/* Whether a case is before the person's eyes: it is not rung for then. */
typedef gboolean (*AppServiceBellSeen) (gint64 id, gpointer data);
void app_service_bell_set_seen (AppServiceBell *self, AppServiceBellSeen seen, gpointer data);
/* How many notifications it has sent. */
guint app_service_bell_get_n_rung (AppServiceBell *self);
/* The id of a case's notification, for who withdraws it */
char *app_service_bell_make_id (const char *model, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
