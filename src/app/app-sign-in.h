/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The way in: a profile of before, another server, or the demo company. Signals:
 * "signed-in" (ErpSession), "profile-chosen" (ErpProfile), "demo-chosen" (role), "demo-reset". */
#define APP_TYPE_SIGN_IN (app_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (AppSignIn, app_sign_in, APP, SIGN_IN, AdwBin)

AppSignIn *app_sign_in_new (ErpKeyring *keyring,
                            ErpProfileStore *profiles,
                            const char *demo_role) G_GNUC_WARN_UNUSED_RESULT;
/* The first page. */
void app_sign_in_show_welcome (AppSignIn *self);
/* @profile: (nullable): to sign in to it again. */
void app_sign_in_show_server (AppSignIn *self, ErpProfile *profile);

G_END_DECLS
