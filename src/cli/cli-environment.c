/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-environment.h"

#include "biz-currency-table.h"
#include "biz-job-kinds.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-error.h"
#include "erp-keyring.h"
#include "erp-sign-in.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#define KEY_VARIABLE "QUITTANCE_API_KEY"

struct _CliEnvironment
{
  char *profile_name; /* (owned) (nullable) */
  char *url;          /* (owned) (nullable) */
  char *database;     /* (owned) (nullable) */
  char *login;        /* (owned) (nullable) */
  char *company;      /* (owned) (nullable) */
  gboolean allow_plain_http;

  ErpProfileStore *profiles; /* (owned) */
  ErpKeyring *keyring;       /* (owned) */
  ErpSignIn *sign_in;        /* (owned) */
  ErpSession *session;       /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  guint interrupt;           /* source, 0 once it came */
};

/* The second interrupt ends the program, as without this handler. */
static gboolean
interrupted_cb (gpointer user_data)
{
  CliEnvironment *self = user_data;

  self->interrupt = 0;
  g_cancellable_cancel (self->cancellable);

  return G_SOURCE_REMOVE;
}

/**
 * cli_environment_new:
 *
 * Returns: (transfer full): the environment of one command
 */
CliEnvironment *
cli_environment_new (void)
{
  CliEnvironment *self = g_new0 (CliEnvironment, 1);

  self->profiles = erp_profile_store_new_for_user ();
  self->keyring = erp_keyring_new ();
  self->sign_in = erp_sign_in_new (self->keyring);
  self->cancellable = g_cancellable_new ();
  self->interrupt = g_unix_signal_add (SIGINT, interrupted_cb, self);

  return self;
}

/**
 * cli_environment_free:
 * @self: (transfer full): an environment
 */
void
cli_environment_free (CliEnvironment *self)
{
  g_clear_handle_id (&self->interrupt, g_source_remove);
  if (self->session != NULL && erp_session_get_journal (self->session) != NULL)
    erp_journal_close (erp_session_get_journal (self->session));
  g_clear_object (&self->session);
  g_clear_object (&self->sign_in);
  g_clear_object (&self->keyring);
  g_clear_object (&self->profiles);
  g_clear_object (&self->cancellable);
  g_free (self->profile_name);
  g_free (self->url);
  g_free (self->database);
  g_free (self->login);
  g_free (self->company);
  g_free (self);
}

/**
 * cli_environment_new_option_group:
 * @self: an environment that outlives the group
 *
 * Returns: (transfer full): the options that name a server
 */
GOptionGroup *
cli_environment_new_option_group (CliEnvironment *self)
{
  const GOptionEntry entries[] = {
    { "profile", 'p', 0, G_OPTION_ARG_STRING, &self->profile_name,
      N_ ("Name of a server you signed in to before (see `profiles`)"), N_ ("NAME") },
    { "url", 0, 0, G_OPTION_ARG_STRING, &self->url, N_ ("Address of the server, in any form"),
      N_ ("URL") },
    { "database", 0, 0, G_OPTION_ARG_STRING, &self->database,
      N_ ("Database, where the server has several"), N_ ("NAME") },
    { "login", 0, 0, G_OPTION_ARG_STRING, &self->login, N_ ("User"), N_ ("LOGIN") },
    { "company", 0, 0, G_OPTION_ARG_STRING, &self->company,
      N_ ("See this company only; else all that you may see"), N_ ("NAME") },
    { "allow-plain-http", 0, 0, G_OPTION_ARG_NONE, &self->allow_plain_http,
      N_ ("Send the key without encryption to a server that has none"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group = g_option_group_new ("server", _ ("Which server:"),
                                            _ ("Show the options that name a server"), NULL, NULL);

  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_group_add_entries (group, entries);

  return group;
}

/**
 * cli_environment_get_profiles:
 * @self: an environment
 *
 * Returns: (transfer none): the profiles of the user
 */
ErpProfileStore *
cli_environment_get_profiles (CliEnvironment *self)
{
  return self->profiles;
}

/**
 * cli_environment_get_cancellable:
 * @self: an environment
 *
 * Returns: (transfer none): cancelled by an interrupt
 */
GCancellable *
cli_environment_get_cancellable (CliEnvironment *self)
{
  return self->cancellable;
}

/* The only database of the server, where it tells. */
static char *
find_database (CliEnvironment *self, GError **error)
{
  g_auto (GStrv) databases = NULL;
  g_autofree char *names = NULL;

  g_object_get (self->sign_in, "databases", &databases, NULL);
  if (databases != NULL && g_strv_length (databases) == 1)
    return g_strdup (databases[0]);

  if (databases == NULL || databases[0] == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("The server does not tell its databases. Name one with --database."));
      return NULL;
    }

  names = g_strjoinv (", ", databases);
  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _ ("The server has several databases: %s. Choose one with --database."), names);

  return NULL;
}

static ErpProfile *
make_profile (CliEnvironment *self, GError **error)
{
  CliAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autofree char *url = NULL;
  g_autofree char *database = g_strdup (self->database);
  ErpProfile *profile;

  if (self->login == NULL)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _ ("Say who you are with --login."));
      return NULL;
    }

  if (self->allow_plain_http)
    erp_sign_in_allow_plain_http (self->sign_in);
  erp_sign_in_probe_async (self->sign_in, self->url, self->cancellable, cli_await_cb, &await);
  result = cli_await (&await);
  if (!erp_sign_in_probe_finish (self->sign_in, result, error))
    return NULL;
  g_object_get (self->sign_in, "url", &url, NULL);
  if (database == NULL)
    database = find_database (self, error);
  if (database == NULL)
    return NULL;

  profile = erp_profile_new (database, url, database, self->login);
  g_object_set (profile, "allow-plain-http", self->allow_plain_http, NULL);

  return profile;
}

/**
 * cli_environment_new_profile:
 * @self: an environment
 * @error: return location
 *
 * Returns: (transfer full): the profile that the options name, the only one where they name none,
 *   or a new one for the server they name
 */
ErpProfile *
cli_environment_new_profile (CliEnvironment *self, GError **error)
{
  GListModel *profiles = G_LIST_MODEL (self->profiles);

  if (self->profile_name != NULL)
    {
      ErpProfile *profile = erp_profile_store_find (self->profiles, self->profile_name);

      if (profile != NULL)
        return g_object_ref (profile);
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no profile “%s”. `quittance-cli profiles` lists them."),
                   self->profile_name);
      return NULL;
    }
  if (self->url != NULL)
    return make_profile (self, error);
  if (g_list_model_get_n_items (profiles) == 1)
    return g_list_model_get_item (profiles, 0);

  g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                       _ ("Name a server with --profile, or with --url and --login."));

  return NULL;
}

/* The company of --company, or all of them, the user's own first. */
static gboolean
see_companies (CliEnvironment *self, ErpSession *session, GError **error)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  GListModel *companies = erp_capabilities_get_companies (capabilities);
  gint64 first = erp_capabilities_get_default_company_id (capabilities);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->company == NULL)
    g_array_append_val (ids, first);
  for (guint i = 0; i < g_list_model_get_n_items (companies); i++)
    {
      g_autoptr (ErpCompany) company = g_list_model_get_item (companies, i);
      gint64 id = erp_company_get_id (company);

      if (self->company != NULL ? g_strcmp0 (erp_company_get_name (company), self->company) == 0
                                : id != first)
        g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    {
      g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                   _ ("There is no company “%s”. `quittance-cli check` lists them."),
                   self->company);
      return FALSE;
    }
  erp_session_set_active_companies (session, (const gint64 *)(gpointer)ids->data, ids->len);

  return TRUE;
}

/**
 * cli_environment_sign_in_with:
 * @self: an environment
 * @profile: which server and user
 * @password: (nullable): makes a key and keeps it
 * @key: (nullable): is kept; with neither, the key of the keyring is used
 * @error: return location
 *
 * Returns: (transfer none): the session
 */
ErpSession *
cli_environment_sign_in_with (CliEnvironment *self,
                              ErpProfile *profile,
                              const char *password,
                              const char *key,
                              GError **error)
{
  CliAwait await = { NULL };
  g_autoptr (GAsyncResult) result = NULL;

  if (password != NULL)
    erp_sign_in_with_password_async (self->sign_in, profile, password, self->cancellable,
                                     cli_await_cb, &await);
  else if (key != NULL)
    erp_sign_in_with_key_async (self->sign_in, profile, key, self->cancellable, cli_await_cb,
                                &await);
  else
    erp_sign_in_resume_async (self->sign_in, profile, self->cancellable, cli_await_cb, &await);
  result = cli_await (&await);
  self->session = erp_sign_in_finish (self->sign_in, result, error);
  if (self->session == NULL)
    return NULL;

  biz_job_kinds_register (erp_session_get_journal (self->session));

  return see_companies (self, self->session, error) ? self->session : NULL;
}

/**
 * cli_environment_sign_in:
 * @self: an environment
 * @error: return location
 *
 * The key of QUITTANCE_API_KEY is used and not kept.
 *
 * Returns: (transfer none): the session
 */
ErpSession *
cli_environment_sign_in (CliEnvironment *self, GError **error)
{
  const char *key = g_getenv (KEY_VARIABLE);
  g_autoptr (ErpProfile) profile = cli_environment_new_profile (self, error);

  if (profile == NULL)
    return NULL;
  if (key != NULL && *key == '\0')
    key = NULL;
  g_object_set (self->sign_in, "keep-key", FALSE, NULL);

  return cli_environment_sign_in_with (self, profile, NULL, key, error);
}

/**
 * cli_environment_keeps_keys:
 * @self: an environment
 *
 * Returns: whether there is a keyring that outlives the program
 */
gboolean
cli_environment_keeps_keys (CliEnvironment *self)
{
  return erp_keyring_get_persistent (self->keyring);
}

/**
 * cli_environment_get_transport:
 * @self: an environment that signed in
 *
 * Returns: how the server is spoken to
 */
const char *
cli_environment_get_transport (CliEnvironment *self)
{
  ErpTransportKind transport;

  g_object_get (self->sign_in, "transport", &transport, NULL);

  return transport == ERP_TRANSPORT_JSON2 ? "JSON-2" : "JSON-RPC";
}

/**
 * cli_environment_get_today:
 * @self: an environment that signed in
 * @today: (out caller-allocates): the day in the time zone of the signed-in user
 */
void
cli_environment_get_today (CliEnvironment *self, GDate *today)
{
  const char *name = erp_capabilities_get_time_zone (erp_session_get_capabilities (self->session));
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  g_autoptr (GDateTime) now =
      zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_utc ();

  g_date_clear (today, 1);
  g_date_set_dmy (today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
}

/**
 * cli_environment_new_currencies:
 * @self: an environment that signed in
 *
 * Returns: (transfer full): the currencies of the server
 */
BizCurrencyTable *
cli_environment_new_currencies (CliEnvironment *self)
{
  return biz_currency_table_new (erp_session_get_capabilities (self->session));
}

/**
 * cli_await_cb:
 * @source: who was asked
 * @result: the answer
 * @user_data: a CliAwait
 */
void
cli_await_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  CliAwait *await = user_data;

  await->result = g_object_ref (result);
  g_main_context_wakeup (NULL);
}

/**
 * cli_await:
 * @await: handed to cli_await_cb ()
 *
 * The one place where a command waits; nothing else runs a loop.
 *
 * Returns: (transfer full): the answer
 */
GAsyncResult *
cli_await (CliAwait *await)
{
  while (await->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&await->result);
}
