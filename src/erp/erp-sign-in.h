/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* One attempt to sign in: normalise the URL, probe, list databases, get a key, ask the
 * capabilities, open the journal. The same object serves the window and the command line. */
#define ERP_TYPE_SIGN_IN (erp_sign_in_get_type ())
G_DECLARE_FINAL_TYPE (ErpSignIn, erp_sign_in, ERP, SIGN_IN, GObject)

typedef enum
{
  ERP_TRANSPORT_JSON2,
  ERP_TRANSPORT_JSONRPC,
} ErpTransportKind;

/* "erp.example.com", "localhost:8069/odoo", "https://x/web#..." -> candidates, best first. */
char **erp_sign_in_normalize_url (const char *typed, GError **error) G_GNUC_WARN_UNUSED_RESULT;

#define ERP_TYPE_TRANSPORT_KIND (erp_transport_kind_get_type ())
GType erp_transport_kind_get_type (void) G_GNUC_CONST;

/* GObject property "journal-path": where the action journal is kept, in the user's data folder
 * unless said otherwise; NULL keeps it in memory. "keep-key" (TRUE): whether a key that was given
 * goes into the keyring. "brief" (FALSE): whether the session is there as soon as the first screen
 * can be, and asks the rest of its capabilities by itself. */
ErpSignIn *erp_sign_in_new (ErpKeyring *keyring) G_GNUC_WARN_UNUSED_RESULT;

/* Finds the server behind what was typed. Properties after it: "url", "version", "transport",
 * "databases" (GStrv, NULL where the server hides them). A certificate that can be pinned fails
 * with ERP_ERROR_TLS and sets "certificate" (GTlsCertificate) and "fingerprint". Where only HTTP
 * without encryption may be left, "plain-http-possible" is set: probe again after
 * erp_sign_in_allow_plain_http (). */
void erp_sign_in_probe_async (ErpSignIn *self,
                              const char *typed_url,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean erp_sign_in_probe_finish (ErpSignIn *self, GAsyncResult *result, GError **error);
/* The person looked at the fingerprint and trusts it for this host and port. */
void erp_sign_in_pin_certificate (ErpSignIn *self);
/* A profile signed in to again: the certificate trusted for it must not have changed. */
void erp_sign_in_hold_to_profile (ErpSignIn *self, ErpProfile *profile);
void erp_sign_in_allow_plain_http (ErpSignIn *self);

/* With the password: mints a key named "Quittance on HOST". ERP_ERROR_AUTH for a wrong password;
 * "needs-key" is set where the server wants a second factor: ask for a key then. */
void erp_sign_in_with_password_async (ErpSignIn *self,
                                      ErpProfile *profile,
                                      const char *password,
                                      GCancellable *cancellable,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
void erp_sign_in_with_key_async (ErpSignIn *self,
                                 ErpProfile *profile,
                                 const char *api_key,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* With the key of the keyring; ERP_ERROR_AUTH where there is none. */
void erp_sign_in_resume_async (ErpSignIn *self,
                               ErpProfile *profile,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
/* (transfer full) */
ErpSession *erp_sign_in_finish (ErpSignIn *self, GAsyncResult *result, GError **error);

/* A new key for a session that goes on: minted with the password, or pasted. The profile's
 * "key-expires" changes: save it. */
void erp_sign_in_renew_async (ErpSignIn *self,
                              ErpSession *session,
                              const char *password,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
void erp_sign_in_renew_with_key_async (ErpSignIn *self,
                                       ErpSession *session,
                                       const char *api_key,
                                       GCancellable *cancellable,
                                       GAsyncReadyCallback callback,
                                       gpointer user_data);
gboolean erp_sign_in_renew_finish (ErpSignIn *self, GAsyncResult *result, GError **error);

/* Forgets the key here. With @password (nullable) it is removed on the server, too; without it,
 * @key_name and @place (out) (transfer full) say what is left there and where. */
void erp_sign_in_sign_out_async (ErpSignIn *self,
                                 ErpProfile *profile,
                                 const char *password,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
gboolean erp_sign_in_sign_out_finish (
    ErpSignIn *self, GAsyncResult *result, char **key_name, char **place, GError **error);

G_END_DECLS
