/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Where the ERP is, in any form that people type. Finds the server behind it and says what keeps it
 * from being found beside the entry. Signal "found" (ErpSignIn). */
#define APP_TYPE_SERVER_FORM (app_server_form_get_type ())
G_DECLARE_FINAL_TYPE (AppServerForm, app_server_form, APP, SERVER_FORM, AdwBin)

void app_server_form_set_keyring (AppServerForm *self, ErpKeyring *keyring);
void app_server_form_set_profile (AppServerForm *self, ErpProfile *profile);
/* Stops a search that is under way. */
void app_server_form_stop (AppServerForm *self);

G_END_DECLS
