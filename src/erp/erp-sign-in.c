/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-sign-in-private.h"

#include "erp-error.h"
#include "erp-keyring.h"
#include "erp-profile.h"

#include <glib/gi18n-lib.h>

/* The server: which address answers, how far it can be trusted, what it is. Who signs in there is
 * erp-sign-in-enter.c, how keys are renewed and given back erp-sign-in-key.c. */

struct _ErpSignIn
{
  GObject parent_instance;

  ErpKeyring *keyring;        /* (owned) */
  char *journal_path;         /* (owned) (nullable) */
  GTlsDatabase *tls_database; /* (owned) (nullable) */
  guint connect_timeout;      /* ms */

  char *url;                    /* (owned) (nullable): of the last probe */
  ErpProbe *probe;              /* (owned) (nullable) */
  GTlsCertificate *certificate; /* (owned) (nullable): refused, may be pinned */
  char *certificate_host;       /* (owned) (nullable) */
  char *pinned_host;            /* (owned) (nullable) */
  char *pinned_fingerprint;     /* (owned) (nullable) */
  gboolean plain_http_allowed;
  gboolean plain_http_possible;
  gboolean keep_key;
  gboolean brief;
  gboolean needs_key;
};

enum
{
  PROP_0,
  PROP_KEYRING,
  PROP_JOURNAL_PATH,
  PROP_TLS_DATABASE,
  PROP_CONNECT_TIMEOUT,
  PROP_URL,
  PROP_VERSION,
  PROP_TRANSPORT,
  PROP_DATABASES,
  PROP_CERTIFICATE,
  PROP_FINGERPRINT,
  PROP_PLAIN_HTTP_POSSIBLE,
  PROP_NEEDS_KEY,
  PROP_KEEP_KEY,
  PROP_BRIEF,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (ErpTransportKind,
                    erp_transport_kind,
                    G_DEFINE_ENUM_VALUE (ERP_TRANSPORT_JSON2, "json2"),
                    G_DEFINE_ENUM_VALUE (ERP_TRANSPORT_JSONRPC, "jsonrpc"))

G_DEFINE_FINAL_TYPE (ErpSignIn, erp_sign_in, G_TYPE_OBJECT)

typedef struct
{
  char **candidates; /* (owned) */
  guint position;
  ErpProfile *profile; /* (owned) (nullable) */
  gboolean ask_databases;
  GError *first_error; /* (owned) (nullable) */
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_strfreev (search->candidates);
  g_clear_object (&search->profile);
  g_clear_error (&search->first_error);
  g_free (search);
}

static void
notify_found (ErpSignIn *self)
{
  for (guint i = PROP_URL; i <= PROP_PLAIN_HTTP_POSSIBLE; i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
forget_server (ErpSignIn *self)
{
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->probe, erp_probe_free);
  g_clear_object (&self->certificate);
  g_clear_pointer (&self->certificate_host, g_free);
  self->plain_http_possible = FALSE;
}

static ErpHttp *
new_http (ErpSignIn *self, const char *url, ErpProfile *profile, gboolean keep_cookies)
{
  g_autofree char *host = g_strdup (self->pinned_host);
  g_autofree char *fingerprint = g_strdup (self->pinned_fingerprint);
  gboolean plain = FALSE;

  if (profile != NULL)
    {
      g_object_get (profile, "allow-plain-http", &plain, NULL);
      if (host == NULL)
        g_object_get (profile, "pinned-host", &host, "pinned-fingerprint", &fingerprint, NULL);
    }
  return g_object_new (ERP_TYPE_HTTP, "base-url", url, "allow-plain-http",
                       plain || self->plain_http_allowed, "pinned-host", host, "pinned-fingerprint",
                       fingerprint, "tls-database", self->tls_database, "connect-timeout",
                       self->connect_timeout, "keep-cookies", keep_cookies, NULL);
}

static gboolean
is_plain (const char *url)
{
  return g_str_has_prefix (url, "http://");
}

/* Whether a secret may go there: this computer, or the person said so. */
static gboolean
may_be_plain (ErpSignIn *self, const Search *search, const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, SOUP_HTTP_URI_FLAGS, NULL);
  gboolean allowed = self->plain_http_allowed;

  if (search->profile != NULL && !allowed)
    g_object_get (search->profile, "allow-plain-http", &allowed, NULL);
  return allowed || (uri != NULL && erp_http_is_loopback (g_uri_get_host (uri)));
}

static void try_candidate (GTask *task);

/* What the person chose is tried first: a server without TLS may leave a handshake hanging. */
static void
put_plain_first (char **candidates)
{
  char *last;

  if (candidates[0] == NULL || candidates[1] == NULL || !is_plain (candidates[1]))
    return;
  last = candidates[1];
  candidates[1] = candidates[0];
  candidates[0] = last;
}

static void
take_refused (ErpSignIn *self, ErpHttp *http)
{
  GTlsCertificate *certificate = erp_http_get_pinnable_certificate (http);

  if (certificate == NULL)
    return;
  g_set_object (&self->certificate, certificate);
  self->certificate_host = erp_http_get_host_port (http);
}

static void
next_candidate (GTask *task, ErpHttp *http, GError *error)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  const gboolean stop = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED)
                        || erp_http_get_certificate_refused (http);
  const char *next;

  if (search->first_error == NULL || stop)
    {
      g_clear_error (&search->first_error);
      search->first_error = error;
    }
  else
    g_error_free (error);
  next = search->candidates[++search->position];
  if (!stop && next != NULL && (!is_plain (next) || may_be_plain (self, search, next)))
    {
      try_candidate (task);
      return;
    }
  take_refused (self, http);
  self->plain_http_possible = !stop && next != NULL;
  notify_found (self);
  g_task_return_error (task, g_steal_pointer (&search->first_error));
}

static void
probed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  ErpSignIn *self = g_task_get_source_object (task);
  GError *error = NULL;
  ErpProbe *probe = erp_probe_finish (ERP_HTTP (source), result, &error);

  if (probe == NULL)
    {
      next_candidate (task, ERP_HTTP (source), error);
      return;
    }
  self->probe = probe;
  self->url = g_strdup (erp_http_get_base_url (ERP_HTTP (source)));
  notify_found (self);
  g_task_return_boolean (task, TRUE);
}

static void
try_candidate (GTask *task)
{
  ErpSignIn *self = g_task_get_source_object (task);
  Search *search = g_task_get_task_data (task);
  g_autoptr (ErpHttp) http =
      new_http (self, search->candidates[search->position], search->profile, FALSE);

  erp_probe_async (http, search->ask_databases, g_task_get_cancellable (task), probed_cb,
                   g_object_ref (task));
}

static void
erp_sign_in_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpSignIn *self = ERP_SIGN_IN (object);

  switch (prop_id)
    {
    case PROP_KEYRING:
      g_value_set_object (value, self->keyring);
      break;
    case PROP_JOURNAL_PATH:
      g_value_set_string (value, self->journal_path);
      break;
    case PROP_TLS_DATABASE:
      g_value_set_object (value, self->tls_database);
      break;
    case PROP_CONNECT_TIMEOUT:
      g_value_set_uint (value, self->connect_timeout);
      break;
    case PROP_URL:
      g_value_set_string (value, self->url);
      break;
    case PROP_VERSION:
      g_value_set_string (value, self->probe != NULL ? self->probe->version : NULL);
      break;
    case PROP_TRANSPORT:
      g_value_set_enum (value, self->probe != NULL && self->probe->major < 19
                                   ? ERP_TRANSPORT_JSONRPC
                                   : ERP_TRANSPORT_JSON2);
      break;
    case PROP_DATABASES:
      g_value_set_boxed (value, self->probe != NULL ? self->probe->databases : NULL);
      break;
    case PROP_CERTIFICATE:
      g_value_set_object (value, self->certificate);
      break;
    case PROP_FINGERPRINT:
      if (self->certificate != NULL)
        g_value_take_string (value, erp_http_fingerprint (self->certificate));
      break;
    case PROP_KEEP_KEY:
      g_value_set_boolean (value, self->keep_key);
      break;
    case PROP_BRIEF:
      g_value_set_boolean (value, self->brief);
      break;
    case PROP_PLAIN_HTTP_POSSIBLE:
      g_value_set_boolean (value, self->plain_http_possible);
      break;
    case PROP_NEEDS_KEY:
      g_value_set_boolean (value, self->needs_key);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_sign_in_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  ErpSignIn *self = ERP_SIGN_IN (object);

  switch (prop_id)
    {
    case PROP_KEYRING:
      self->keyring = g_value_dup_object (value);
      break;
    case PROP_JOURNAL_PATH:
      g_free (self->journal_path);
      self->journal_path = g_value_dup_string (value);
      break;
    case PROP_TLS_DATABASE:
      self->tls_database = g_value_dup_object (value);
      break;
    case PROP_CONNECT_TIMEOUT:
      self->connect_timeout = g_value_get_uint (value);
      break;
    case PROP_KEEP_KEY:
      self->keep_key = g_value_get_boolean (value);
      break;
    case PROP_BRIEF:
      self->brief = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_sign_in_finalize (GObject *object)
{
  ErpSignIn *self = ERP_SIGN_IN (object);

  forget_server (self);
  g_clear_object (&self->keyring);
  g_clear_object (&self->tls_database);
  g_free (self->journal_path);
  g_free (self->pinned_host);
  g_free (self->pinned_fingerprint);

  G_OBJECT_CLASS (erp_sign_in_parent_class)->finalize (object);
}

static void
erp_sign_in_class_init (ErpSignInClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags read = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->get_property = erp_sign_in_get_property;
  object_class->set_property = erp_sign_in_set_property;
  object_class->finalize = erp_sign_in_finalize;

  properties[PROP_KEYRING] = g_param_spec_object ("keyring", NULL, NULL, ERP_TYPE_KEYRING, once);
  properties[PROP_JOURNAL_PATH] = g_param_spec_string ("journal-path", NULL, NULL, NULL,
                                                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TLS_DATABASE] =
      g_param_spec_object ("tls-database", NULL, NULL, G_TYPE_TLS_DATABASE, once);
  properties[PROP_CONNECT_TIMEOUT] =
      g_param_spec_uint ("connect-timeout", NULL, NULL, 1, G_MAXUINT, 10000,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  properties[PROP_URL] = g_param_spec_string ("url", NULL, NULL, NULL, read);
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, NULL, read);
  properties[PROP_TRANSPORT] = g_param_spec_enum ("transport", NULL, NULL, ERP_TYPE_TRANSPORT_KIND,
                                                  ERP_TRANSPORT_JSON2, read);
  properties[PROP_DATABASES] = g_param_spec_boxed ("databases", NULL, NULL, G_TYPE_STRV, read);
  properties[PROP_CERTIFICATE] =
      g_param_spec_object ("certificate", NULL, NULL, G_TYPE_TLS_CERTIFICATE, read);
  properties[PROP_FINGERPRINT] = g_param_spec_string ("fingerprint", NULL, NULL, NULL, read);
  properties[PROP_PLAIN_HTTP_POSSIBLE] =
      g_param_spec_boolean ("plain-http-possible", NULL, NULL, FALSE, read);
  properties[PROP_NEEDS_KEY] = g_param_spec_boolean ("needs-key", NULL, NULL, FALSE, read);
  properties[PROP_KEEP_KEY] = g_param_spec_boolean ("keep-key", NULL, NULL, TRUE,
                                                    G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_BRIEF] =
      g_param_spec_boolean ("brief", NULL, NULL, FALSE, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
erp_sign_in_init (ErpSignIn *self)
{
  self->keep_key = TRUE;
  self->journal_path = g_build_filename (g_get_user_data_dir (), "quittance", "journal.db", NULL);
}

/**
 * erp_sign_in_new:
 * @keyring: where keys are looked for and kept
 *
 * Returns: (transfer full): an attempt to sign in
 */
ErpSignIn *
erp_sign_in_new (ErpKeyring *keyring)
{
  g_return_val_if_fail (ERP_IS_KEYRING (keyring), NULL);

  return g_object_new (ERP_TYPE_SIGN_IN, "keyring", keyring, NULL);
}

/**
 * erp_sign_in_probe_async:
 * @self: a sign-in
 * @typed_url: what the person typed
 * @cancellable: (nullable): a cancellable
 * @callback: called when a server was found or none
 * @user_data: data for @callback, owned by it
 *
 * Nothing secret is sent.
 */
void
erp_sign_in_probe_async (ErpSignIn *self,
                         const char *typed_url,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  Search *search;

  g_return_if_fail (ERP_IS_SIGN_IN (self) && typed_url != NULL);

  g_task_set_source_tag (task, erp_sign_in_probe_async);
  forget_server (self);
  search = g_new0 (Search, 1);
  search->ask_databases = TRUE;
  g_task_set_task_data (task, search, search_free);
  search->candidates = erp_sign_in_normalize_url (typed_url, &error);
  if (search->candidates == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (self->plain_http_allowed)
    put_plain_first (search->candidates);
  try_candidate (task);
}

/**
 * erp_sign_in_probe_finish:
 * @self: a sign-in
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR; ERP_ERROR_TLS with "certificate" set when the person
 * may pin it
 *
 * Returns: whether an ERP answers there
 */
gboolean
erp_sign_in_probe_finish (ErpSignIn *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * erp_sign_in_pin_certificate:
 * @self: a sign-in whose probe was refused at a certificate
 *
 * The person compared the fingerprint and trusts it for this host and port. Probe again.
 */
void
erp_sign_in_pin_certificate (ErpSignIn *self)
{
  g_return_if_fail (ERP_IS_SIGN_IN (self));
  g_return_if_fail (self->certificate != NULL);

  g_free (self->pinned_host);
  g_free (self->pinned_fingerprint);
  self->pinned_host = g_strdup (self->certificate_host);
  self->pinned_fingerprint = erp_http_fingerprint (self->certificate);
}

/**
 * erp_sign_in_hold_to_profile:
 * @self: a sign-in that has not probed yet
 * @profile: the profile that is signed in to again
 *
 * Where a certificate was trusted for the profile, another one at the same host and port is
 * refused; it cannot be pinned instead.
 */
void
erp_sign_in_hold_to_profile (ErpSignIn *self, ErpProfile *profile)
{
  g_return_if_fail (ERP_IS_SIGN_IN (self));
  g_return_if_fail (ERP_IS_PROFILE (profile));

  g_clear_pointer (&self->pinned_host, g_free);
  g_clear_pointer (&self->pinned_fingerprint, g_free);
  g_object_get (profile, "pinned-host", &self->pinned_host, "pinned-fingerprint",
                &self->pinned_fingerprint, NULL);
}

/**
 * erp_sign_in_allow_plain_http:
 * @self: a sign-in
 *
 * The person knows that everybody on the way can read along and chose so for this profile. Probe
 * again.
 */
void
erp_sign_in_allow_plain_http (ErpSignIn *self)
{
  g_return_if_fail (ERP_IS_SIGN_IN (self));

  self->plain_http_allowed = TRUE;
}

/* For entering and for keys (private) */

ErpKeyring *
erp_sign_in_get_keyring (ErpSignIn *self)
{
  return self->keyring;
}

const char *
erp_sign_in_get_journal_path (ErpSignIn *self)
{
  return self->journal_path;
}

gboolean
erp_sign_in_get_keep_key (ErpSignIn *self)
{
  return self->keep_key;
}

gboolean
erp_sign_in_get_brief (ErpSignIn *self)
{
  return self->brief;
}

const ErpProbe *
erp_sign_in_get_probe (ErpSignIn *self)
{
  return self->probe;
}

ErpHttp *
erp_sign_in_new_http (ErpSignIn *self, ErpProfile *profile, gboolean keep_cookies)
{
  return new_http (self, erp_profile_get_url (profile), profile, keep_cookies);
}

char *
erp_sign_in_new_key_name (void)
{
  /* Kept in one language, so that it is found again. */
  return g_strdup_printf ("Quittance on %s", g_get_host_name ());
}

void
erp_sign_in_set_needs_key (ErpSignIn *self, gboolean needs_key)
{
  if (self->needs_key == needs_key)
    return;
  self->needs_key = needs_key;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEEDS_KEY]);
}

void
erp_sign_in_find_async (ErpSignIn *self,
                        ErpProfile *profile,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *url = erp_profile_get_url (profile);
  Search *search;

  g_task_set_source_tag (task, erp_sign_in_find_async);
  if (self->pinned_host != NULL)
    g_object_set (profile, "pinned-host", self->pinned_host, "pinned-fingerprint",
                  self->pinned_fingerprint, NULL);
  if (self->plain_http_allowed && is_plain (url))
    g_object_set (profile, "allow-plain-http", TRUE, NULL);
  if (self->probe != NULL && g_strcmp0 (self->url, url) == 0)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  forget_server (self);
  search = g_new0 (Search, 1);
  search->profile = g_object_ref (profile);
  search->candidates = g_new0 (char *, 2);
  search->candidates[0] = g_strdup (url);
  g_task_set_task_data (task, search, search_free);
  try_candidate (task);
}

gboolean
erp_sign_in_find_finish (ErpSignIn *self, GAsyncResult *result, GError **error)
{
  g_assert (g_task_is_valid (result, self));

  return g_task_propagate_boolean (G_TASK (result), error);
}
