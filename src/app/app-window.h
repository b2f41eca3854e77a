/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"
#include "erp-link.h"

G_BEGIN_DECLS

/* A window: the way in, the opening of a profile, or the shell of a session. */
#define APP_TYPE_WINDOW (app_window_get_type ())
G_DECLARE_FINAL_TYPE (AppWindow, app_window, APP, WINDOW, AdwApplicationWindow)

AppWindow *app_window_new (AppApplication *application) G_GNUC_WARN_UNUSED_RESULT;
void app_window_show_welcome (AppWindow *self);
void app_window_open_profile (AppWindow *self, ErpProfile *profile);
/* @role: NULL takes the one of the last time. */
void app_window_open_demo (AppWindow *self, const char *role);
void app_window_open_session (AppWindow *self, ErpSession *session);
/* Shows a record of the window's profile, now or once somebody is signed in. */
void app_window_open_link (AppWindow *self, const ErpLink *link);
gboolean app_window_is_touched (AppWindow *self);
/* (nullable): who is signed in. */
ErpSession *app_window_get_session (AppWindow *self);
/* (nullable): what is open or being opened. */
ErpProfile *app_window_get_profile (AppWindow *self);
void app_window_add_toast (AppWindow *self, const char *text);

G_END_DECLS
