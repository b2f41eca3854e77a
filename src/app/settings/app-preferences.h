/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* How the program looks and begins, and where it keeps what it keeps. Takes effect at once. */
#define APP_TYPE_PREFERENCES (app_preferences_get_type ())
G_DECLARE_FINAL_TYPE (AppPreferences, app_preferences, APP, PREFERENCES, AdwPreferencesWindow)

/* @session: (nullable): who is signed in at @parent */
AppPreferences *app_preferences_new (GtkWindow *parent,
                                     GSettings *settings,
                                     ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* Makes the whole program look as the settings say, now and whenever they change. */
void app_preferences_follow (GSettings *settings);
/* The same for one window: how dense it is. */
void app_preferences_follow_window (GSettings *settings, GtkWidget *window);
/* The company that new documents belong to, as chosen for this profile. */
void app_preferences_apply_company (GSettings *settings, ErpSession *session);

G_END_DECLS
