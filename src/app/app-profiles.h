/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The profiles of this computer: open, rename, another kind, remove. Signal "opened"
 * (ErpProfile). */
#define APP_TYPE_PROFILES (app_profiles_get_type ())
G_DECLARE_FINAL_TYPE (AppProfiles, app_profiles, APP, PROFILES, AdwWindow)

AppProfiles *app_profiles_new (GtkWindow *parent,
                               ErpProfileStore *store,
                               ErpKeyring *keyring) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
