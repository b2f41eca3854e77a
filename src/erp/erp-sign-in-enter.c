/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-sign-in-private.h"

#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-key-check.h"
#include "erp-key-minter.h"
#include "erp-drawer.h"
#include "erp-keyring.h"
#include "erp-profile.h"
#include "erp-secret.h"
#include "erp-session.h"
#include "erp-transport.h"
#include "erp-unsent.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

/* From a password, a key or the keyring to a session:
 *
 * [keyring] -> server -> [mint] -> check the key -> keep it -> capabilities -> journal -> session
 *
 * Where the last session told the version and the user, the server, the key and the capabilities
 * are asked at once, and what was asked is believed when both turn out to be the same.
 */

typedef struct
{
  ErpProfile *profile; /* (owned) */
  char *password;      /* (owned) (nullable): secret, wiped as soon as the key is there */
  char *api_key;       /* (owned) (nullable): secret */
  gboolean from_keyring;
  ErpClient *client;             /* (owned) (nullable) */
  ErpCapabilities *capabilities; /* (owned) (nullable) */
  gint64 uid;

  /* All at once */
  guint n_running;
  char *guessed_version; /* (owned) (nullable) */
  gint64 guessed_uid;
  ErpClient *guess;    /* (owned) (nullable): asks as that user */
  GError *find_error;  /* (owned) (nullable) */
  GError *check_error; /* (owned) (nullable) */
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_object (&entry->profile);
  g_clear_pointer (&entry->password, erp_secret_free);
  g_clear_pointer (&entry->api_key, erp_secret_free);
  g_clear_object (&entry->client);
  g_clear_object (&entry->capabilities);
  g_clear_pointer (&entry->guessed_version, g_free);
  g_clear_object (&entry->guess);
  g_clear_error (&entry->find_error);
  g_clear_error (&entry->check_error);
  g_free (entry);
}

static char *
new_identity (Entry *entry)
{
  return g_strdup_printf ("%s %s %s %" G_GINT64_FORMAT,
                          erp_capabilities_get_database_uuid (entry->capabilities),
                          erp_profile_get_url (entry->profile),
                          erp_profile_get_database (entry->profile), entry->uid);
}

static void
remember_text (ErpProfile *profile, const char *name, const char *text)
{
  g_autofree char *known = NULL;

  g_object_get (profile, name, &known, NULL);
  if (g_strcmp0 (known, text) != 0)
    g_object_set (profile, name, text, NULL);
}

static void
remember_server (Entry *entry)
{
  g_autofree char *user = g_strdup_printf ("%" G_GINT64_FORMAT, entry->uid);

  remember_text (entry->profile, "server-version", erp_client_get_server_version (entry->client));
  remember_text (entry->profile, "user-id", user);
}

static void
first_rows_cb (ErpProfile *profile, GParamSpec *pspec, ErpTransport *transport)
{
  g_autofree char *first_rows = NULL;

  g_object_get (transport, "first-rows", &first_rows, NULL);
  remember_text (profile, "first-rows", first_rows);
}

/* What the first screen of this session asks is asked ahead in the next one. */
static void
watch_first_rows (Entry *entry)
{
  g_signal_connect_object (entry->client, "notify::first-rows", G_CALLBACK (first_rows_cb),
                           entry->profile, G_CONNECT_SWAPPED);
}

/* Beside the journal. */
static void
set_drawer (ErpSession *session, const char *path, GBytes *sealing_key, const char *identity)
{
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autofree char *drawers = folder != NULL ? g_build_filename (folder, "drawers", NULL) : NULL;
  g_autoptr (ErpDrawer) drawer = erp_drawer_new (drawers, sealing_key, identity);

  erp_session_set_drawer (session, drawer);
}

static void
open_session (GTask *task, GBytes *sealing_key)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  const char *path = erp_sign_in_get_journal_path (self);
  g_autofree char *identity = new_identity (entry);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;
  g_autoptr (ErpJournal) journal = NULL;
  g_autoptr (ErpUnsent) unsent = NULL;
  ErpSession *session;
  GError *error = NULL;

  if (path != NULL)
    {
      g_mkdir_with_parents (folder, 0700);
    }
  journal = erp_journal_new (path, sealing_key, identity, entry->client, &error);
  if (journal == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  remember_server (entry);
  if (erp_sign_in_get_brief (self))
    watch_first_rows (entry);
  session = erp_session_new (entry->client, entry->capabilities, entry->profile, journal);
  unsent = erp_unsent_open (folder, sealing_key, identity);
  erp_session_set_unsent (session, unsent);
  set_drawer (session, path, sealing_key, identity);
  erp_session_complete (session);
  g_task_return_pointer (task, session, g_object_unref);
}

static void
sealing_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) key =
      erp_keyring_get_sealing_key_finish (ERP_KEYRING (source), result, &error);

  if (error != NULL)
    g_task_return_error (task, error);
  else
    open_session (task, key);
}

static void
go_on_with_capabilities (GTask *task)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);

  /* JSON-2 needs no login to sign in, so that what was typed may be another one. */
  g_object_set (entry->profile, "login", erp_capabilities_get_login (entry->capabilities), NULL);
  erp_keyring_get_sealing_key_async (erp_sign_in_get_keyring (self), g_task_get_cancellable (task),
                                     sealing_cb, g_object_ref (task));
}

static void
capabilities_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;

  entry->capabilities = erp_capabilities_load_finish (result, &error);
  if (entry->capabilities == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  go_on_with_capabilities (task);
}

static void
ask_capabilities (GTask *task)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);

  erp_capabilities_load_async (entry->client, entry->uid, !erp_sign_in_get_brief (self),
                               g_task_get_cancellable (task), capabilities_cb, g_object_ref (task));
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (erp_keyring_store_finish (ERP_KEYRING (source), result, &error))
    ask_capabilities (task);
  else
    g_task_return_error (task, error);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;

  entry->client = erp_key_check_finish (ERP_HTTP (source), result, &entry->uid, &error);
  if (entry->client == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (entry->from_keyring || !erp_sign_in_get_keep_key (self))
    ask_capabilities (task);
  else
    erp_keyring_store_async (erp_sign_in_get_keyring (self), entry->profile, entry->api_key,
                             g_task_get_cancellable (task), kept_cb, g_object_ref (task));
}

static void
check_key (GTask *task)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  const ErpProbe *probe = erp_sign_in_get_probe (self);
  g_autoptr (ErpHttp) http = erp_sign_in_new_http (self, entry->profile, FALSE);

  erp_key_check_async (http, probe->major, probe->version,
                       erp_profile_get_database (entry->profile),
                       erp_profile_get_login (entry->profile), entry->api_key,
                       g_task_get_cancellable (task), checked_cb, g_object_ref (task));
}

static void
minted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  gboolean needs_key = FALSE;
  GError *error = NULL;
  g_autoptr (ErpMintedKey) minted =
      erp_key_minter_mint_finish (ERP_HTTP (source), result, &needs_key, &error);

  g_clear_pointer (&entry->password, erp_secret_free);
  erp_sign_in_set_needs_key (self, needs_key);
  if (minted == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  entry->api_key = g_steal_pointer (&minted->key);
  g_object_set (entry->profile, "key-expires", minted->expires, NULL);
  check_key (task);
}

static void
mint (GTask *task)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  g_autoptr (ErpHttp) http = erp_sign_in_new_http (self, entry->profile, TRUE);
  g_autofree char *name = erp_sign_in_new_key_name ();

  erp_key_minter_mint_async (http, erp_sign_in_get_probe (self)->major,
                             erp_profile_get_database (entry->profile),
                             erp_profile_get_login (entry->profile), entry->password, name,
                             g_task_get_cancellable (task), minted_cb, g_object_ref (task));
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;

  if (!erp_sign_in_find_finish (ERP_SIGN_IN (source), result, &error))
    g_task_return_error (task, error);
  else if (entry->password != NULL)
    mint (task);
  else
    check_key (task);
}

static void
find (GTask *task)
{
  Entry *entry = g_task_get_task_data (task);

  erp_sign_in_find_async (g_task_get_source_object (task), entry->profile,
                          g_task_get_cancellable (task), found_cb, g_object_ref (task));
}

static guint
get_major (const char *version)
{
  while (*version != '\0' && !g_ascii_isdigit (*version))
    version++;
  return (guint)strtoul (version, NULL, 10);
}

/* All three have answered. */
static void
judge_guess (GTask *task)
{
  Entry *entry = g_task_get_task_data (task);
  const ErpProbe *probe = erp_sign_in_get_probe (g_task_get_source_object (task));

  if (entry->find_error != NULL)
    g_task_return_error (task, g_steal_pointer (&entry->find_error));
  else if (g_strcmp0 (probe->version, entry->guessed_version) != 0)
    {
      g_clear_object (&entry->capabilities);
      g_clear_object (&entry->client);
      check_key (task);
    }
  else if (entry->check_error != NULL)
    g_task_return_error (task, g_steal_pointer (&entry->check_error));
  else if (entry->uid != entry->guessed_uid || entry->capabilities == NULL)
    {
      g_clear_object (&entry->capabilities);
      ask_capabilities (task);
    }
  else
    {
      g_set_object (&entry->client, entry->guess);
      go_on_with_capabilities (task);
    }
}

static void
one_answered (GTask *task)
{
  Entry *entry = g_task_get_task_data (task);

  if (--entry->n_running == 0)
    judge_guess (task);
}

static void
found_at_once_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Entry *entry = g_task_get_task_data (task);

  erp_sign_in_find_finish (ERP_SIGN_IN (source), result, &entry->find_error);
  one_answered (task);
}

static void
checked_at_once_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Entry *entry = g_task_get_task_data (task);

  entry->client =
      erp_key_check_finish (ERP_HTTP (source), result, &entry->uid, &entry->check_error);
  one_answered (task);
}

static void
asked_at_once_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Entry *entry = g_task_get_task_data (task);

  /* What went wrong shows again when it is asked in turn. */
  entry->capabilities = erp_capabilities_load_finish (result, NULL);
  one_answered (task);
}

static void
enter_at_once (GTask *task)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Entry *entry = g_task_get_task_data (task);
  const guint major = get_major (entry->guessed_version);
  const char *database = erp_profile_get_database (entry->profile);
  g_autoptr (ErpHttp) http = erp_sign_in_new_http (self, entry->profile, FALSE);
  GCancellable *cancellable = g_task_get_cancellable (task);
  g_autofree char *first_rows = NULL;

  entry->guess = erp_key_check_new_client (http, major, entry->guessed_version, database,
                                           entry->guessed_uid, entry->api_key);
  g_object_get (entry->profile, "first-rows", &first_rows, NULL);
  if (first_rows != NULL)
    erp_transport_ask_ahead (ERP_TRANSPORT (entry->guess), first_rows);
  entry->n_running = 3;
  erp_sign_in_find_async (self, entry->profile, cancellable, found_at_once_cb, g_object_ref (task));
  erp_key_check_async (http, major, entry->guessed_version, database,
                       erp_profile_get_login (entry->profile), entry->api_key, cancellable,
                       checked_at_once_cb, g_object_ref (task));
  erp_capabilities_load_async (entry->guess, entry->guessed_uid, FALSE, cancellable,
                               asked_at_once_cb, g_object_ref (task));
}

static gboolean
can_guess (GTask *task)
{
  Entry *entry = g_task_get_task_data (task);
  g_autofree char *user = NULL;

  if (!erp_sign_in_get_brief (g_task_get_source_object (task)))
    return FALSE;
  g_object_get (entry->profile, "server-version", &entry->guessed_version, "user-id", &user, NULL);
  entry->guessed_uid = user != NULL ? g_ascii_strtoll (user, NULL, 10) : 0;
  return entry->guessed_version != NULL && get_major (entry->guessed_version) > 0
         && entry->guessed_uid > 0;
}

static void
looked_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Entry *entry = g_task_get_task_data (task);
  GError *error = NULL;
  char *key = erp_keyring_lookup_finish (ERP_KEYRING (source), result, &error);

  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (key == NULL)
    {
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_AUTH,
                               _ ("No key is kept for this profile. Sign in with the password or "
                                  "paste a key."));
      return;
    }
  entry->api_key = g_strdup (key);
  erp_secret_free (key);
  if (can_guess (task))
    enter_at_once (task);
  else
    find (task);
}

static GTask *
new_entry (ErpSignIn *self,
           ErpProfile *profile,
           GCancellable *cancellable,
           GAsyncReadyCallback callback,
           gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  Entry *entry = g_new0 (Entry, 1);

  g_task_set_source_tag (task, new_entry);
  entry->profile = g_object_ref (profile);
  g_task_set_task_data (task, entry, entry_free);
  return task;
}

/**
 * erp_sign_in_with_password_async:
 * @self: a sign-in
 * @profile: where and as whom; what is learned about the key and the certificate is written into it
 * @password: the password, wiped as soon as the key is there
 * @cancellable: (nullable): a cancellable
 * @callback: called with the session
 * @user_data: data for @callback, owned by it
 */
void
erp_sign_in_with_password_async (ErpSignIn *self,
                                 ErpProfile *profile,
                                 const char *password,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Entry *entry;

  g_return_if_fail (ERP_IS_SIGN_IN (self) && ERP_IS_PROFILE (profile) && password != NULL);

  task = new_entry (self, profile, cancellable, callback, user_data);
  entry = g_task_get_task_data (task);
  entry->password = g_strdup (password);
  find (task);
}

/**
 * erp_sign_in_with_key_async:
 * @self: a sign-in
 * @profile: where and as whom
 * @api_key: a key, as pasted
 * @cancellable: (nullable): a cancellable
 * @callback: called with the session
 * @user_data: data for @callback, owned by it
 */
void
erp_sign_in_with_key_async (ErpSignIn *self,
                            ErpProfile *profile,
                            const char *api_key,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Entry *entry;

  g_return_if_fail (ERP_IS_SIGN_IN (self) && ERP_IS_PROFILE (profile) && api_key != NULL);

  task = new_entry (self, profile, cancellable, callback, user_data);
  entry = g_task_get_task_data (task);
  entry->api_key = g_strstrip (g_strdup (api_key));
  g_object_set (profile, "key-expires", NULL, NULL);
  find (task);
}

/**
 * erp_sign_in_resume_async:
 * @self: a sign-in
 * @profile: where and as whom
 * @cancellable: (nullable): a cancellable
 * @callback: called with the session
 * @user_data: data for @callback, owned by it
 *
 * With the key of the keyring.
 */
void
erp_sign_in_resume_async (ErpSignIn *self,
                          ErpProfile *profile,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Entry *entry;

  g_return_if_fail (ERP_IS_SIGN_IN (self) && ERP_IS_PROFILE (profile));

  task = new_entry (self, profile, cancellable, callback, user_data);
  entry = g_task_get_task_data (task);
  entry->from_keyring = TRUE;
  erp_keyring_lookup_async (erp_sign_in_get_keyring (self), profile, cancellable, looked_up_cb,
                            g_object_ref (task));
}

/**
 * erp_sign_in_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR: ERP_ERROR_AUTH for a wrong password or key
 *
 * Returns: (transfer full): the session
 */
ErpSession *
erp_sign_in_finish (ErpSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
