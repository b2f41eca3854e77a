/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Says that the key of this computer ends soon and renews it in place, with the password, while
 * the work goes on. */
#define APP_TYPE_KEY_BAR (app_key_bar_get_type ())
G_DECLARE_FINAL_TYPE (AppKeyBar, app_key_bar, APP, KEY_BAR, AdwBin)

void app_key_bar_set_session (AppKeyBar *self, ErpSession *session, ErpKeyring *keyring);
/* Shows the bar with the entry for the password, whenever the key ends. */
void app_key_bar_ask (AppKeyBar *self);

/* Days of notice that the person gets. */
#define APP_KEY_BAR_DAYS 10
gboolean app_key_bar_is_due (GDateTime *expires, GDateTime *now);
char *app_key_bar_describe (GDateTime *expires, GDateTime *now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
