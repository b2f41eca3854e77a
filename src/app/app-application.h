/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The program: one instance, its windows, and what they share. */
#define APP_TYPE_APPLICATION (app_application_get_type ())
G_DECLARE_FINAL_TYPE (AppApplication, app_application, APP, APPLICATION, AdwApplication)

AppApplication *app_application_new (void) G_GNUC_WARN_UNUSED_RESULT;
GSettings *app_application_get_settings (AppApplication *self);
ErpKeyring *app_application_get_keyring (AppApplication *self);
ErpProfileStore *app_application_get_profiles (AppApplication *self);
AppDemo *app_application_get_demo (AppApplication *self);
/* Whether a window shows it: one session serves all windows of a profile. */
gboolean app_application_has_session (AppApplication *self, ErpSession *session);
void app_application_open_link (AppApplication *self, const char *text);

G_END_DECLS
