/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Opens a profile with the key of the keyring, or the demo company, and says what it waits for and
 * why it failed. Signals: "opened" (ErpSession), before it "learned" (ErpProfile: save it)
 * where the profile knows more of its server, "sign-in-wanted" (ErpProfile), "left". */
#define APP_TYPE_OPENING (app_opening_get_type ())
G_DECLARE_FINAL_TYPE (AppOpening, app_opening, APP, OPENING, AdwBin)

AppOpening *app_opening_new (ErpKeyring *keyring, AppDemo *demo) G_GNUC_WARN_UNUSED_RESULT;
void app_opening_open_profile (AppOpening *self, ErpProfile *profile);
/* @reset: with fresh data. */
void app_opening_open_demo (AppOpening *self, const char *role, gboolean reset);

G_END_DECLS
