/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-http-private.h"

#include "erp-error.h"
#include "erp-profile.h"

#include <glib/gi18n-lib.h>

/* As many as are asked at once on the way in, so that none of them waits for another. */
#define CONNECTIONS 9
#define IDLE_SECONDS 300
#define CONNECT_TIMEOUT 10000

struct _ErpHttp
{
  GObject parent_instance;

  char *base_url; /* (owned) */
  GUri *uri;      /* (owned) (nullable) */
  gboolean allow_plain_http;
  char *pinned_host;          /* (owned) (nullable) */
  char *pinned_fingerprint;   /* (owned) (nullable) */
  GTlsDatabase *tls_database; /* (owned) (nullable) */
  gboolean keep_cookies;
  guint connect_timeout;

  SoupSession *session;      /* (owned) */
  GTlsCertificate *pinnable; /* (owned) (nullable) */
  gboolean refused;
};

enum
{
  PROP_0,
  PROP_BASE_URL,
  PROP_ALLOW_PLAIN_HTTP,
  PROP_PINNED_HOST,
  PROP_PINNED_FINGERPRINT,
  PROP_TLS_DATABASE,
  PROP_KEEP_COOKIES,
  PROP_CONNECT_TIMEOUT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (ErpHttp, erp_http, G_TYPE_OBJECT)

static char *
in_pairs (const char *fingerprint)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; fingerprint != NULL && fingerprint[i] != '\0'; i++)
    {
      if (i > 0 && i % 32 == 0)
        g_string_append_c (text, '\n');
      else if (i > 0 && i % 2 == 0)
        g_string_append_c (text, ':');
      g_string_append_c (text, g_ascii_toupper (fingerprint[i]));
    }
  return g_strdup (text->str);
}

static const char *
sentence_for_faults (GTlsCertificateFlags faults)
{
  if (faults & G_TLS_CERTIFICATE_REVOKED)
    return _ ("The server’s certificate was revoked. Do not connect; tell the administrator.");
  if (faults & G_TLS_CERTIFICATE_BAD_IDENTITY)
    return _ ("The server’s certificate belongs to another name: this may not be your server. "
              "Check the address, or tell the administrator.");
  if (faults & G_TLS_CERTIFICATE_EXPIRED)
    return _ ("The server’s certificate has expired. Tell the administrator to renew it.");
  if (faults & G_TLS_CERTIFICATE_NOT_ACTIVATED)
    return _ ("The server’s certificate is not valid yet. Check the clock of this computer.");
  if (faults == G_TLS_CERTIFICATE_UNKNOWN_CA)
    return _ ("Nobody this computer trusts vouches for the server’s certificate. Compare its "
              "fingerprint with the administrator before you trust it.");
  return _ ("The server’s certificate is not safe. Tell the administrator.");
}

static gboolean
is_pinned (ErpHttp *self)
{
  g_autofree char *host_port = NULL;

  if (self->pinned_host == NULL || self->pinned_fingerprint == NULL || self->uri == NULL)
    return FALSE;
  host_port = erp_http_get_host_port (self);
  return g_ascii_strcasecmp (host_port, self->pinned_host) == 0;
}

static SoupMessage *
new_message (ErpHttp *self, const char *method, const char *path)
{
  g_autofree char *url = g_strconcat (self->base_url, path, NULL);
  SoupMessage *message = soup_message_new (method, url);

  if (message == NULL)
    return NULL;
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json");
  return message;
}

static void
erp_http_constructed (GObject *object)
{
  ErpHttp *self = ERP_HTTP (object);

  G_OBJECT_CLASS (erp_http_parent_class)->constructed (object);

  self->uri = g_uri_parse (self->base_url, SOUP_HTTP_URI_FLAGS, NULL);
  self->session =
      soup_session_new_with_options ("timeout", 0, "idle-timeout", IDLE_SECONDS, "max-conns",
                                     CONNECTIONS * 2, "max-conns-per-host", CONNECTIONS,
                                     "user-agent", "Quittance/" QUITTANCE_VERSION, NULL);
  /* What is for this computer goes through nobody else. */
  if (self->uri != NULL && erp_http_is_loopback (g_uri_get_host (self->uri)))
    soup_session_set_proxy_resolver (self->session, NULL);
  if (self->tls_database != NULL)
    soup_session_set_tls_database (self->session, self->tls_database);
  /* It would send a request again by itself, and take passwords out of addresses. */
  soup_session_remove_feature_by_type (self->session, SOUP_TYPE_AUTH_MANAGER);
  if (self->keep_cookies)
    soup_session_add_feature_by_type (self->session, SOUP_TYPE_COOKIE_JAR);
}

static void
erp_http_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpHttp *self = ERP_HTTP (object);

  switch (prop_id)
    {
    case PROP_BASE_URL:
      g_value_set_string (value, self->base_url);
      break;
    case PROP_ALLOW_PLAIN_HTTP:
      g_value_set_boolean (value, self->allow_plain_http);
      break;
    case PROP_PINNED_HOST:
      g_value_set_string (value, self->pinned_host);
      break;
    case PROP_PINNED_FINGERPRINT:
      g_value_set_string (value, self->pinned_fingerprint);
      break;
    case PROP_TLS_DATABASE:
      g_value_set_object (value, self->tls_database);
      break;
    case PROP_KEEP_COOKIES:
      g_value_set_boolean (value, self->keep_cookies);
      break;
    case PROP_CONNECT_TIMEOUT:
      g_value_set_uint (value, self->connect_timeout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_http_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  ErpHttp *self = ERP_HTTP (object);

  switch (prop_id)
    {
    case PROP_BASE_URL:
      self->base_url = g_value_dup_string (value);
      break;
    case PROP_ALLOW_PLAIN_HTTP:
      self->allow_plain_http = g_value_get_boolean (value);
      break;
    case PROP_PINNED_HOST:
      self->pinned_host = g_value_dup_string (value);
      break;
    case PROP_PINNED_FINGERPRINT:
      self->pinned_fingerprint = g_value_dup_string (value);
      break;
    case PROP_TLS_DATABASE:
      self->tls_database = g_value_dup_object (value);
      break;
    case PROP_KEEP_COOKIES:
      self->keep_cookies = g_value_get_boolean (value);
      break;
    case PROP_CONNECT_TIMEOUT:
      self->connect_timeout = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_http_dispose (GObject *object)
{
  ErpHttp *self = ERP_HTTP (object);

  if (self->session != NULL)
    soup_session_abort (self->session);
  g_clear_object (&self->session);
  g_clear_object (&self->tls_database);
  g_clear_object (&self->pinnable);

  G_OBJECT_CLASS (erp_http_parent_class)->dispose (object);
}

static void
erp_http_finalize (GObject *object)
{
  ErpHttp *self = ERP_HTTP (object);

  g_free (self->base_url);
  g_clear_pointer (&self->uri, g_uri_unref);
  g_free (self->pinned_host);
  g_free (self->pinned_fingerprint);

  G_OBJECT_CLASS (erp_http_parent_class)->finalize (object);
}

static void
erp_http_class_init (ErpHttpClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags once = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->constructed = erp_http_constructed;
  object_class->get_property = erp_http_get_property;
  object_class->set_property = erp_http_set_property;
  object_class->dispose = erp_http_dispose;
  object_class->finalize = erp_http_finalize;

  properties[PROP_BASE_URL] = g_param_spec_string ("base-url", NULL, NULL, NULL, once);
  properties[PROP_ALLOW_PLAIN_HTTP] =
      g_param_spec_boolean ("allow-plain-http", NULL, NULL, FALSE, once);
  properties[PROP_PINNED_HOST] = g_param_spec_string ("pinned-host", NULL, NULL, NULL, once);
  properties[PROP_PINNED_FINGERPRINT] =
      g_param_spec_string ("pinned-fingerprint", NULL, NULL, NULL, once);
  properties[PROP_TLS_DATABASE] =
      g_param_spec_object ("tls-database", NULL, NULL, G_TYPE_TLS_DATABASE, once);
  properties[PROP_KEEP_COOKIES] = g_param_spec_boolean ("keep-cookies", NULL, NULL, FALSE, once);
  properties[PROP_CONNECT_TIMEOUT] =
      g_param_spec_uint ("connect-timeout", NULL, NULL, 1, G_MAXUINT, CONNECT_TIMEOUT,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
erp_http_init (ErpHttp *self)
{
}

/**
 * erp_http_new:
 * @base_url: scheme, host and port, without a path and without a slash at the end
 *
 * Returns: (transfer full): the way to a server, with TLS as the system trusts it
 */
ErpHttp *
erp_http_new (const char *base_url)
{
  g_return_val_if_fail (base_url != NULL, NULL);

  return g_object_new (ERP_TYPE_HTTP, "base-url", base_url, NULL);
}

/**
 * erp_http_new_for_profile:
 * @profile: a profile
 *
 * Returns: (transfer full): the way to its server, with what the person chose about HTTP and the
 *   certificate
 */
ErpHttp *
erp_http_new_for_profile (ErpProfile *profile)
{
  g_autofree char *host = NULL;
  g_autofree char *fingerprint = NULL;
  gboolean plain;

  g_return_val_if_fail (ERP_IS_PROFILE (profile), NULL);

  g_object_get (profile, "pinned-host", &host, "pinned-fingerprint", &fingerprint,
                "allow-plain-http", &plain, NULL);
  return g_object_new (ERP_TYPE_HTTP, "base-url", erp_profile_get_url (profile), "allow-plain-http",
                       plain, "pinned-host", host, "pinned-fingerprint", fingerprint, NULL);
}

/**
 * erp_http_get_base_url:
 * @self: the way to a server
 *
 * Returns: scheme, host and port
 */
const char *
erp_http_get_base_url (ErpHttp *self)
{
  g_return_val_if_fail (ERP_IS_HTTP (self), NULL);

  return self->base_url;
}

/**
 * erp_http_get_host_port:
 * @self: the way to a server
 *
 * Returns: (transfer full): "host:port", with the port written out
 */
char *
erp_http_get_host_port (ErpHttp *self)
{
  int port;

  g_return_val_if_fail (ERP_IS_HTTP (self), NULL);

  if (self->uri == NULL)
    return g_strdup ("");
  port = g_uri_get_port (self->uri);
  if (port <= 0)
    port = g_str_equal (g_uri_get_scheme (self->uri), "https") ? 443 : 80;
  return g_strdup_printf ("%s:%d", g_uri_get_host (self->uri), port);
}

/**
 * erp_http_is_loopback:
 * @host: a host name or an address, without brackets
 *
 * Returns: whether it is this computer by its form alone
 */
gboolean
erp_http_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  g_return_val_if_fail (host != NULL, FALSE);

  if (g_ascii_strcasecmp (host, "localhost") == 0)
    return TRUE;
  address = g_inet_address_new_from_string (host);
  return address != NULL && g_inet_address_get_is_loopback (address);
}

/**
 * erp_http_new_get:
 * @self: the way to a server
 * @path: an absolute path
 *
 * Returns: (transfer full) (nullable): a request; %NULL when the address is none
 */
SoupMessage *
erp_http_new_get (ErpHttp *self, const char *path)
{
  g_return_val_if_fail (ERP_IS_HTTP (self) && path != NULL, NULL);

  return new_message (self, SOUP_METHOD_GET, path);
}

/**
 * erp_http_new_post:
 * @self: the way to a server
 * @path: an absolute path
 * @json: the body
 *
 * Returns: (transfer full) (nullable): a request; %NULL when the address is none
 */
SoupMessage *
erp_http_new_post (ErpHttp *self, const char *path, GBytes *json)
{
  SoupMessage *message;

  g_return_val_if_fail (ERP_IS_HTTP (self) && path != NULL && json != NULL, NULL);

  message = new_message (self, SOUP_METHOD_POST, path);
  if (message != NULL)
    soup_message_set_request_body_from_bytes (message, "application/json", json);
  return message;
}

/**
 * erp_http_get_pinnable_certificate:
 * @self: the way to a server
 *
 * Returns: (transfer none) (nullable): the certificate that the last handshake refused only
 *   because its issuer is unknown
 */
GTlsCertificate *
erp_http_get_pinnable_certificate (ErpHttp *self)
{
  g_return_val_if_fail (ERP_IS_HTTP (self), NULL);

  return self->pinnable;
}

/**
 * erp_http_get_certificate_refused:
 * @self: the way to a server
 *
 * Returns: whether the last handshake ended at the certificate
 */
gboolean
erp_http_get_certificate_refused (ErpHttp *self)
{
  g_return_val_if_fail (ERP_IS_HTTP (self), FALSE);

  return self->refused;
}

/**
 * erp_http_fingerprint:
 * @certificate: a certificate
 *
 * Returns: (transfer full): the SHA-256 of its DER form, 64 hex digits in lower case
 */
char *
erp_http_fingerprint (GTlsCertificate *certificate)
{
  g_autoptr (GByteArray) der = NULL;

  g_return_val_if_fail (G_IS_TLS_CERTIFICATE (certificate), NULL);

  g_object_get (certificate, "certificate", &der, NULL);
  if (der == NULL)
    return g_strdup ("");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, der->data, der->len);
}

/* For the exchange (private) */

SoupSession *
erp_http_get_session (ErpHttp *self)
{
  return self->session;
}

guint
erp_http_get_connect_timeout (ErpHttp *self)
{
  return self->connect_timeout;
}

gboolean
erp_http_check_plain (ErpHttp *self, GError **error)
{
  if (self->uri == NULL)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                   _ ("“%s” is not an address. Write it as it stands in the browser."),
                   self->base_url);
      return FALSE;
    }
  if (g_str_equal (g_uri_get_scheme (self->uri), "https") || self->allow_plain_http
      || erp_http_is_loopback (g_uri_get_host (self->uri)))
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_TLS,
                       _ ("This address is not encrypted: anyone on the way could read the key. "
                          "Use an address with https."));
  return FALSE;
}

gboolean
erp_http_check_pin (ErpHttp *self, GTlsCertificate *certificate, GError **error)
{
  g_autofree char *fingerprint = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *wanted = NULL;

  if (!is_pinned (self))
    return TRUE;
  fingerprint = erp_http_fingerprint (certificate);
  if (g_ascii_strcasecmp (fingerprint, self->pinned_fingerprint) == 0)
    return TRUE;
  self->refused = TRUE;
  shown = in_pairs (fingerprint);
  wanted = in_pairs (self->pinned_fingerprint);
  g_set_error (error, ERP_ERROR, ERP_ERROR_TLS,
               _ ("The server shows another certificate than the one you trusted; somebody may "
                  "stand in between. Nothing was sent. Ask the administrator. If the new one is "
                  "right, remove the profile and sign in anew.\n\nTrusted:\n%s\n\nShown:\n%s"),
               wanted, shown);
  return FALSE;
}

gboolean
erp_http_accept_certificate (ErpHttp *self,
                             GTlsCertificate *certificate,
                             GTlsCertificateFlags faults,
                             GError **error)
{
  g_clear_object (&self->pinnable);
  self->refused = FALSE;
  if (is_pinned (self) && !erp_http_check_pin (self, certificate, error))
    return FALSE;
  if (faults == G_TLS_CERTIFICATE_UNKNOWN_CA)
    {
      if (is_pinned (self))
        return TRUE;
      g_set_object (&self->pinnable, certificate);
    }
  self->refused = TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_TLS, sentence_for_faults (faults));
  return FALSE;
}
