/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-http.h"
#include "erp-probe.h"
#include "erp-sign-in.h"

G_BEGIN_DECLS

ErpKeyring *erp_sign_in_get_keyring (ErpSignIn *self);
gboolean erp_sign_in_get_keep_key (ErpSignIn *self);
gboolean erp_sign_in_get_brief (ErpSignIn *self);
const char *erp_sign_in_get_journal_path (ErpSignIn *self);
/* What the last probe found, or NULL. */
const ErpProbe *erp_sign_in_get_probe (ErpSignIn *self);
ErpHttp *erp_sign_in_new_http (ErpSignIn *self,
                               ErpProfile *profile,
                               gboolean keep_cookies) G_GNUC_WARN_UNUSED_RESULT;
char *erp_sign_in_new_key_name (void) G_GNUC_WARN_UNUSED_RESULT;
void erp_sign_in_set_needs_key (ErpSignIn *self, gboolean needs_key);

/* Probes the server of @profile unless that was just done, and notes in @profile what the person
 * decided about its certificate. */
void erp_sign_in_find_async (ErpSignIn *self,
                             ErpProfile *profile,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean erp_sign_in_find_finish (ErpSignIn *self, GAsyncResult *result, GError **error);

G_END_DECLS
