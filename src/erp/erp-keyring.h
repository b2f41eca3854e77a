/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* Secrets in the Secret Service; without one they live in memory, and "persistent" says so. */
#define ERP_TYPE_KEYRING (erp_keyring_get_type ())
G_DECLARE_FINAL_TYPE (ErpKeyring, erp_keyring, ERP, KEYRING, GObject)

ErpKeyring *erp_keyring_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* In memory only: tests, and the demo company. */
ErpKeyring *erp_keyring_new_in_memory (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean erp_keyring_get_persistent (ErpKeyring *self);

void erp_keyring_store_async (ErpKeyring *self,
                              ErpProfile *profile,
                              const char *api_key,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean erp_keyring_store_finish (ErpKeyring *self, GAsyncResult *result, GError **error);
void erp_keyring_lookup_async (ErpKeyring *self,
                               ErpProfile *profile,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) (nullable): NULL without an error where there is none; free with
 * secret_password_free () */
char *erp_keyring_lookup_finish (ErpKeyring *self, GAsyncResult *result, GError **error);
void erp_keyring_clear_async (ErpKeyring *self,
                              ErpProfile *profile,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean erp_keyring_clear_finish (ErpKeyring *self, GAsyncResult *result, GError **error);
/* 32 random bytes of this computer, made at the first call; NULL where nothing can be kept. */
void erp_keyring_get_sealing_key_async (ErpKeyring *self,
                                        GCancellable *cancellable,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data);
GBytes *erp_keyring_get_sealing_key_finish (ErpKeyring *self, GAsyncResult *result, GError **error);

G_END_DECLS
