/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "erp-types.h"

G_BEGIN_DECLS

#define APP_RESOURCE(path) "/io/github/quittance/Quittance/app/" path

typedef struct _AppApplication AppApplication;
typedef struct _AppCommand AppCommand;
typedef struct _AppCompanySwitcher AppCompanySwitcher;
typedef struct _AppConnectionBar AppConnectionBar;
typedef struct _AppCounters AppCounters;
typedef struct _AppDemo AppDemo;
typedef struct _AppKeyBar AppKeyBar;
typedef struct _AppOpening AppOpening;
typedef struct _AppPreferences AppPreferences;
typedef struct _AppProfiles AppProfiles;
typedef struct _AppSection AppSection;
typedef struct _AppShell AppShell;
typedef struct _AppSignIn AppSignIn;
typedef struct _AppWindow AppWindow;

G_END_DECLS
