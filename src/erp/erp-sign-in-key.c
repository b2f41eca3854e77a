/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-sign-in-private.h"

#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-key-check.h"
#include "erp-key-minter.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-secret.h"
#include "erp-session.h"
#include "erp-transport.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  ErpProfile *profile; /* (owned) */
  ErpSession *session; /* (owned) (nullable): when renewing */
  char *password;      /* (owned) (nullable): secret */
  char *api_key;       /* (owned) (nullable): secret */
  GDateTime *expires;  /* (owned) (nullable) */
  gboolean removed;
} Change;

static void
change_free (gpointer data)
{
  Change *change = data;

  g_clear_object (&change->profile);
  g_clear_object (&change->session);
  g_clear_pointer (&change->password, erp_secret_free);
  g_clear_pointer (&change->api_key, erp_secret_free);
  g_clear_pointer (&change->expires, g_date_time_unref);
  g_free (change);
}

static void
renewed_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  ErpClient *client = erp_session_get_client (change->session);
  GError *error = NULL;

  if (!erp_keyring_store_finish (ERP_KEYRING (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (ERP_IS_TRANSPORT (client))
    erp_transport_set_api_key (ERP_TRANSPORT (client), change->api_key);
  g_object_set (change->profile, "key-expires", change->expires, NULL);
  g_task_return_boolean (task, TRUE);
}

/* Another user's key would make the rest of the session somebody else's. */
static void
renewed_checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpSignIn *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 uid = 0;
  g_autoptr (ErpClient) client = erp_key_check_finish (ERP_HTTP (source), result, &uid, &error);

  if (client == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (uid != erp_capabilities_get_uid (erp_session_get_capabilities (change->session)))
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_AUTH,
                               _ ("This is the key of another user. Use a key of %s."),
                               erp_profile_get_login (change->profile));
      return;
    }
  erp_keyring_store_async (erp_sign_in_get_keyring (self), change->profile, change->api_key,
                           g_task_get_cancellable (task), renewed_kept_cb, g_object_ref (task));
}

static void
check_renewed (GTask *task)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  const ErpProbe *probe = erp_sign_in_get_probe (self);
  g_autoptr (ErpHttp) http = erp_sign_in_new_http (self, change->profile, FALSE);

  erp_key_check_async (http, probe->major, probe->version,
                       erp_profile_get_database (change->profile),
                       erp_profile_get_login (change->profile), change->api_key,
                       g_task_get_cancellable (task), renewed_checked_cb, g_object_ref (task));
}

static void
renewed_minted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpSignIn *self = g_task_get_source_object (task);
  Change *change = g_task_get_task_data (task);
  gboolean needs_key = FALSE;
  GError *error = NULL;
  g_autoptr (ErpMintedKey) minted =
      erp_key_minter_mint_finish (ERP_HTTP (source), result, &needs_key, &error);

  g_clear_pointer (&change->password, erp_secret_free);
  erp_sign_in_set_needs_key (self, needs_key);
  if (minted == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  change->api_key = g_steal_pointer (&minted->key);
  change->expires = g_steal_pointer (&minted->expires);
  check_renewed (task);
}

static void
removed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  gboolean needs_key = FALSE;
  GError *error = NULL;

  g_clear_pointer (&change->password, erp_secret_free);
  change->removed = erp_key_minter_remove_finish (ERP_HTTP (source), result, &needs_key, &error);
  if (change->removed)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpSignIn *self = ERP_SIGN_IN (source);
  Change *change = g_task_get_task_data (task);
  g_autoptr (ErpHttp) http = NULL;
  g_autofree char *name = erp_sign_in_new_key_name ();
  GError *error = NULL;

  if (!erp_sign_in_find_finish (self, result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  if (change->password == NULL)
    {
      check_renewed (task);
      return;
    }
  http = erp_sign_in_new_http (self, change->profile, TRUE);
  if (change->session != NULL)
    erp_key_minter_mint_async (http, erp_sign_in_get_probe (self)->major,
                               erp_profile_get_database (change->profile),
                               erp_profile_get_login (change->profile), change->password, name,
                               g_task_get_cancellable (task), renewed_minted_cb,
                               g_object_ref (task));
  else
    erp_key_minter_remove_async (http, erp_sign_in_get_probe (self)->major,
                                 erp_profile_get_database (change->profile),
                                 erp_profile_get_login (change->profile), change->password, name,
                                 g_task_get_cancellable (task), removed_cb, g_object_ref (task));
}

static void
find (GTask *task)
{
  Change *change = g_task_get_task_data (task);

  erp_sign_in_find_async (g_task_get_source_object (task), change->profile,
                          g_task_get_cancellable (task), found_cb, g_object_ref (task));
}

/* The key is gone from here whatever happens on the server. */
static void
cleared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Change *change = g_task_get_task_data (task);
  GError *error = NULL;

  if (!erp_keyring_clear_finish (ERP_KEYRING (source), result, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_object_set (change->profile, "key-expires", NULL, NULL);
  if (change->password != NULL)
    find (task);
  else
    g_task_return_boolean (task, TRUE);
}

static GTask *
new_change (ErpSignIn *self,
            ErpProfile *profile,
            ErpSession *session,
            const char *password,
            GCancellable *cancellable,
            GAsyncReadyCallback callback,
            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Change *change = g_new0 (Change, 1);

  g_task_set_source_tag (task, new_change);
  change->profile = g_object_ref (profile);
  if (session != NULL)
    change->session = g_object_ref (session);
  change->password = g_strdup (password);
  g_task_set_task_data (task, change, change_free);
  return task;
}

/**
 * erp_sign_in_renew_async:
 * @self: a sign-in
 * @session: a session that goes on
 * @password: the password, wiped as soon as the key is there
 * @cancellable: (nullable): a cancellable
 * @callback: called when the new key is in use
 * @user_data: data for @callback, owned by it
 *
 * The old key ends by itself.
 */
void
erp_sign_in_renew_async (ErpSignIn *self,
                         ErpSession *session,
                         const char *password,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_SIGN_IN (self) && ERP_IS_SESSION (session) && password != NULL);

  task = new_change (self, erp_session_get_profile (session), session, password, cancellable,
                     callback, user_data);
  find (task);
}

/**
 * erp_sign_in_renew_with_key_async:
 * @self: a sign-in
 * @session: a session that goes on
 * @api_key: a key of the same user, as pasted
 * @cancellable: (nullable): a cancellable
 * @callback: called when the new key is in use
 * @user_data: data for @callback, owned by it
 */
void
erp_sign_in_renew_with_key_async (ErpSignIn *self,
                                  ErpSession *session,
                                  const char *api_key,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Change *change;

  g_return_if_fail (ERP_IS_SIGN_IN (self) && ERP_IS_SESSION (session) && api_key != NULL);

  task = new_change (self, erp_session_get_profile (session), session, NULL, cancellable, callback,
                     user_data);
  change = g_task_get_task_data (task);
  change->api_key = g_strstrip (g_strdup (api_key));
  find (task);
}

/**
 * erp_sign_in_renew_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR; the old key is still in use then
 *
 * Returns: whether the new key is in use
 */
gboolean
erp_sign_in_renew_finish (ErpSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * erp_sign_in_sign_out_async:
 * @self: a sign-in
 * @profile: whose key
 * @password: (nullable): with it, the key is removed on the server, too
 * @cancellable: (nullable): a cancellable
 * @callback: called when the key is gone
 * @user_data: data for @callback, owned by it
 */
void
erp_sign_in_sign_out_async (ErpSignIn *self,
                            ErpProfile *profile,
                            const char *password,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_SIGN_IN (self) && ERP_IS_PROFILE (profile));

  task = new_change (self, profile, NULL, password, cancellable, callback, user_data);
  erp_keyring_clear_async (erp_sign_in_get_keyring (self), profile, cancellable, cleared_cb,
                           g_object_ref (task));
}

/**
 * erp_sign_in_sign_out_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @key_name: (out) (transfer full) (nullable): what the key is called that is left on the server
 * @place: (out) (transfer full) (nullable): where the person finds it
 * @error: return location for why the server keeps it, or the keyring
 *
 * Returns: whether all that was wanted was done; @key_name and @place are set whenever a key may be
 *   left on the server
 */
gboolean
erp_sign_in_sign_out_finish (
    ErpSignIn *self, GAsyncResult *result, char **key_name, char **place, GError **error)
{
  Change *change;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (key_name != NULL && place != NULL, FALSE);

  change = g_task_get_task_data (G_TASK (result));
  *key_name = change->removed ? NULL : erp_sign_in_new_key_name ();
  *place = change->removed ? NULL
                           /* Translators: %s is the address of the server */
                           : g_strdup_printf (_ ("%s, Preferences, Account Security, API Keys"),
                                              erp_profile_get_url (change->profile));
  return g_task_propagate_boolean (G_TASK (result), error);
}
