/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* Whose place to take in the demo company. Signals "chosen" (the role) and "reset", once the person
 * has agreed to lose what was done there. */
#define APP_TYPE_DEMO_FORM (app_demo_form_get_type ())
G_DECLARE_FINAL_TYPE (AppDemoForm, app_demo_form, APP, DEMO_FORM, AdwBin)

AppDemoForm *app_demo_form_new (const char *role);

G_END_DECLS
