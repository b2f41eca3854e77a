/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct _ErpCall ErpCall;
typedef struct _ErpCapabilities ErpCapabilities;
typedef struct _ErpClient ErpClient;
typedef struct _ErpCompany ErpCompany;
typedef struct _ErpCurrency ErpCurrency;
typedef struct _ErpDomain ErpDomain;
typedef struct _ErpGroup ErpGroup;
typedef struct _ErpGrouping ErpGrouping;
typedef struct _ErpJob ErpJob;
typedef struct _ErpDrawer ErpDrawer;
typedef struct _ErpJournal ErpJournal;
typedef struct _ErpKeyring ErpKeyring;
typedef struct _ErpListing ErpListing;
typedef struct _ErpLocalList ErpLocalList;
typedef struct _ErpPick ErpPick;
typedef struct _ErpProfile ErpProfile;
typedef struct _ErpProfileStore ErpProfileStore;
typedef struct _ErpRow ErpRow;
typedef struct _ErpSession ErpSession;
typedef struct _ErpUnsent ErpUnsent;
typedef struct _ErpSignIn ErpSignIn;

G_END_DECLS
