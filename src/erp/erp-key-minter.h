/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-http.h"

G_BEGIN_DECLS

/* Turns login and password into a key of one's own, or takes the key back. The password is asked
 * for by the ERP at each of these and forgotten after it. */
typedef struct
{
  char *key; /* (owned): secret */
  gint64 uid;
  GDateTime *expires; /* (owned) (nullable): NULL where the server's keys do not end */
} ErpMintedKey;

void erp_minted_key_free (ErpMintedKey *self);

/* @http: with "keep-cookies". @major: the server's version. */
void erp_key_minter_mint_async (ErpHttp *http,
                                guint major,
                                const char *database,
                                const char *login,
                                const char *password,
                                const char *key_name,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
/* @needs_key: (out): the server wants a second factor; the error is ERP_ERROR_AUTH. */
ErpMintedKey *erp_key_minter_mint_finish (ErpHttp *http,
                                          GAsyncResult *result,
                                          gboolean *needs_key,
                                          GError **error);

/* Removes every key of this user with that name. */
void erp_key_minter_remove_async (ErpHttp *http,
                                  guint major,
                                  const char *database,
                                  const char *login,
                                  const char *password,
                                  const char *key_name,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean erp_key_minter_remove_finish (ErpHttp *http,
                                       GAsyncResult *result,
                                       gboolean *needs_key,
                                       GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpMintedKey, erp_minted_key_free)

G_END_DECLS
