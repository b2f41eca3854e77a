/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

typedef enum
{
  ERP_PROFILE_PRODUCTION,
  ERP_PROFILE_STAGING,
  ERP_PROFILE_TRAINING, /* the demo company is always this */
} ErpProfileKind;

#define ERP_TYPE_PROFILE_KIND (erp_profile_kind_get_type ())
GType erp_profile_kind_get_type (void) G_GNUC_CONST;

/* A server, a database and a login that the person has a name for. No secret in it. */
#define ERP_TYPE_PROFILE (erp_profile_get_type ())
G_DECLARE_FINAL_TYPE (ErpProfile, erp_profile, ERP, PROFILE, GObject)

/* GObject properties: id, name, url, database, login, kind, key-expires (GDateTime, nullable),
 * allow-plain-http, pinned-host, pinned-fingerprint (SHA-256 of the DER, hex), is-demo,
 * server-version, user-id (digits) and first-rows (what the first list asked, see erp-transport.h;
 * all nullable): as the last session found them, to be asked again beside what is asked on the
 * strength of them. */
ErpProfile *erp_profile_new (const char *name,
                             const char *url,
                             const char *database,
                             const char *login) G_GNUC_WARN_UNUSED_RESULT;
const char *erp_profile_get_id (ErpProfile *self);
const char *erp_profile_get_name (ErpProfile *self);
const char *erp_profile_get_url (ErpProfile *self);
const char *erp_profile_get_database (ErpProfile *self);
const char *erp_profile_get_login (ErpProfile *self);
ErpProfileKind erp_profile_get_kind (ErpProfile *self);
gboolean erp_profile_get_is_demo (ErpProfile *self);
/* (nullable): %NULL where the key does not end, or nobody knows when. */
GDateTime *erp_profile_get_key_expires (ErpProfile *self);

G_END_DECLS
