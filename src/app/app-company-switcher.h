/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The title of a page as a button: below it the company, in its popover the companies seen and the
 * one that new documents belong to. */
#define APP_TYPE_COMPANY_SWITCHER (app_company_switcher_get_type ())
G_DECLARE_FINAL_TYPE (AppCompanySwitcher, app_company_switcher, APP, COMPANY_SWITCHER, AdwBin)

void app_company_switcher_set_session (AppCompanySwitcher *self, ErpSession *session);
void app_company_switcher_set_title (AppCompanySwitcher *self, const char *title);
/* Whether documents of @id are shown. The last one shown stays. */
void app_company_switcher_set_seen (AppCompanySwitcher *self, gint64 id, gboolean seen);
/* New documents belong to @id from now on; it is shown then. */
void app_company_switcher_set_main (AppCompanySwitcher *self, gint64 id);

G_END_DECLS
