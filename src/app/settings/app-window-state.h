/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"
#include "erp-profile.h"

G_BEGIN_DECLS

/* Size and whether it fills the screen, from one run of the program to the next. */
void app_window_state_restore (GtkWindow *window, GSettings *settings);
void app_window_state_save (GtkWindow *window, GSettings *settings);
/* (transfer full): the section to begin with: the one chosen, or the one of the last time. */
char *app_window_state_dup_section (GSettings *settings) G_GNUC_WARN_UNUSED_RESULT;
/* @profile: (nullable): what the next start opens; the demo company is not one to come back to. */
void app_window_state_set_profile (GSettings *settings, ErpProfile *profile);
/* Asks before something written is lost; response APP_WINDOW_STATE_CLOSE is the yes. */
#define APP_WINDOW_STATE_CLOSE "close"
GtkWidget *app_window_state_new_question (GtkWindow *window) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
