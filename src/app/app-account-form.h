/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Who signs in on a server that was found: database, login, password or key, and what the person
 * calls this profile. Signal "signed-in" (ErpSession). */
#define APP_TYPE_ACCOUNT_FORM (app_account_form_get_type ())
G_DECLARE_FINAL_TYPE (AppAccountForm, app_account_form, APP, ACCOUNT_FORM, AdwBin)

/* @profile: NULL makes a new one; else it is signed in to again. */
void app_account_form_set_server (AppAccountForm *self, ErpSignIn *sign_in, ErpProfile *profile);
/* Stops an attempt that is under way and forgets what was typed in secret. */
void app_account_form_stop (AppAccountForm *self);

G_END_DECLS
