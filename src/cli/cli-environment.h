/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"
#include "erp-profile-store.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* What every command has: which server, whose key, and the way to wait for an answer. */
typedef struct _CliEnvironment CliEnvironment;

CliEnvironment *cli_environment_new (void) G_GNUC_WARN_UNUSED_RESULT;
void cli_environment_free (CliEnvironment *self);

/* --profile, --url, --database, --login, --allow-plain-http; owned by @self */
GOptionGroup *cli_environment_new_option_group (CliEnvironment *self) G_GNUC_WARN_UNUSED_RESULT;
ErpProfileStore *cli_environment_get_profiles (CliEnvironment *self);
/* Cancelled by an interrupt (Ctrl+C). */
GCancellable *cli_environment_get_cancellable (CliEnvironment *self);

/* The profile that the options name; a new one where they name a server. */
ErpProfile *cli_environment_new_profile (CliEnvironment *self, GError **error);
/* Signs in with the key of QUITTANCE_API_KEY or of the keyring; all companies are seen. */
ErpSession *cli_environment_sign_in (CliEnvironment *self, GError **error);
/* The same for a profile at hand; makes and keeps a key where @password is given. */
ErpSession *cli_environment_sign_in_with (CliEnvironment *self,
                                          ErpProfile *profile,
                                          const char *password,
                                          const char *key,
                                          GError **error);
/* Whether there is a keyring that outlives the program. */
gboolean cli_environment_keeps_keys (CliEnvironment *self);
/* "JSON-2" or "JSON-RPC", after sign-in. */
const char *cli_environment_get_transport (CliEnvironment *self);
/* The day in the time zone of the signed-in user. */
void cli_environment_get_today (CliEnvironment *self, GDate *today);
BizCurrencyTable *cli_environment_new_currencies (CliEnvironment *self) G_GNUC_WARN_UNUSED_RESULT;

/* For a GAsyncReadyCallback: cli_await_cb with a CliAwait, then cli_await (), once. */
typedef struct
{
  GAsyncResult *result;
} CliAwait;

void cli_await_cb (GObject *source, GAsyncResult *result, gpointer user_data);
/* Runs the main loop until the answer is there. */
GAsyncResult *cli_await (CliAwait *await) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CliEnvironment, cli_environment_free)

G_END_DECLS
