/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-profile.h"

G_BEGIN_DECLS

/* A GListModel of ErpProfile kept in a key file of the user's configuration folder. */
#define ERP_TYPE_PROFILE_STORE (erp_profile_store_get_type ())
G_DECLARE_FINAL_TYPE (ErpProfileStore, erp_profile_store, ERP, PROFILE_STORE, GObject)

/* @path: (nullable): the file, made at the first save; NULL keeps the profiles in memory. */
ErpProfileStore *erp_profile_store_new (const char *path) G_GNUC_WARN_UNUSED_RESULT;
/* The one of this user, shared by window and command line. */
ErpProfileStore *erp_profile_store_new_for_user (void) G_GNUC_WARN_UNUSED_RESULT;
ErpProfile *erp_profile_store_find (ErpProfileStore *self, const char *id_or_name);
gboolean erp_profile_store_save (ErpProfileStore *self, ErpProfile *profile, GError **error);
/* Saves what a session of @profile, one of these, goes on to learn. */
void erp_profile_store_follow (ErpProfileStore *self, ErpProfile *profile);
gboolean erp_profile_store_remove (ErpProfileStore *self, ErpProfile *profile, GError **error);

G_END_DECLS
