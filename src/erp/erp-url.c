/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-error.h"
#include "erp-http.h"
#include "erp-sign-in.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What people type or paste, taken apart by hand: GUri takes "localhost:8069" for a scheme. */
typedef enum
{
  SCHEME_NONE,
  SCHEME_HTTP,
  SCHEME_HTTPS,
} Scheme;

typedef struct
{
  Scheme scheme;
  char *host; /* (owned): lower case, ASCII, IPv6 without brackets */
  guint port; /* 0: none was typed */
} Typed;

static gboolean
fail (GError **error, const char *message)
{
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL, message);
  return FALSE;
}

static gboolean
take_scheme (char **text, Scheme *scheme, GError **error)
{
  char *p = *text;
  gsize length = 0;

  while (g_ascii_isalnum (p[length])
         || (length > 0 && strchr ("+-.", p[length]) != NULL && p[length] != '\0'))
    length++;
  *scheme = SCHEME_NONE;
  if (g_str_has_prefix (p, "//"))
    *text = p + 2;
  if (length == 0 || p[length] != ':' || p[length + 1] != '/')
    return TRUE;
  if (length == 5 && g_ascii_strncasecmp (p, "https", 5) == 0)
    *scheme = SCHEME_HTTPS;
  else if (length == 4 && g_ascii_strncasecmp (p, "http", 4) == 0)
    *scheme = SCHEME_HTTP;
  else
    return fail (error, _ ("Only addresses that begin with https:// or http:// can be used."));
  p += length + 1;
  while (*p == '/')
    p++;
  *text = p;
  return TRUE;
}

static gboolean
take_port (const char *text, guint *port, GError **error)
{
  guint64 number;

  *port = 0;
  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 1, 65535, &number, NULL))
    return fail (error, _ ("The number behind the colon is no port: it is from 1 to 65535."));
  *port = (guint)number;
  return TRUE;
}

static gboolean
take_ipv6 (char *text, Typed *typed, GError **error)
{
  g_autoptr (GInetAddress) address = NULL;
  char *end = strchr (text, ']');

  if (end == NULL || (end[1] != '\0' && end[1] != ':'))
    return fail (error, _ ("The address in brackets is not complete."));
  *end = '\0';
  address = g_inet_address_new_from_string (text + 1);
  if (address == NULL || g_inet_address_get_family (address) != G_SOCKET_FAMILY_IPV6)
    return fail (error, _ ("The address in brackets is not an IPv6 address."));
  typed->host = g_inet_address_to_string (address);
  return take_port (end[1] == ':' ? end + 2 : end + 1, &typed->port, error);
}

static gboolean
is_host (const char *host)
{
  for (const char *p = host; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("-._", *p) == NULL)
      return FALSE;
  return g_ascii_isalnum (*host) && strstr (host, "..") == NULL;
}

static gboolean
take_host (char *text, Typed *typed, GError **error)
{
  g_autofree char *ascii = NULL;
  char *colon = strchr (text, ':');
  gsize length;

  if (*text == '[')
    return take_ipv6 (text, typed, error);
  if (colon != NULL && strchr (colon + 1, ':') != NULL)
    {
      g_autofree char *bracketed = g_strdup_printf ("[%s]", text);

      return take_ipv6 (bracketed, typed, error);
    }
  if (colon != NULL)
    {
      *colon = '\0';
      if (!take_port (colon + 1, &typed->port, error))
        return FALSE;
    }
  length = strlen (text);
  if (length > 0 && text[length - 1] == '.')
    text[length - 1] = '\0';
  ascii = *text != '\0' ? g_hostname_to_ascii (text) : NULL;
  if (ascii == NULL || !is_host (ascii))
    return fail (error, _ ("Write the address of the server as it stands in the browser, for "
                           "example erp.example.com."));
  typed->host = g_ascii_strdown (ascii, -1);
  return TRUE;
}

static gboolean
take_apart (const char *input, Typed *typed, GError **error)
{
  g_autofree char *copy = g_strdup (input);
  char *text = g_strstrip (copy);

  g_strdelimit (text, "\\", '/');
  if (!take_scheme (&text, &typed->scheme, error))
    return FALSE;
  text[strcspn (text, "/?#")] = '\0';
  if (strchr (text, '@') != NULL)
    return fail (error, _ ("Leave the login and the password out of the address; they are asked "
                           "for in the next step."));
  return take_host (text, typed, error);
}

static void
add_candidate (GPtrArray *candidates, const Typed *typed, Scheme scheme)
{
  const guint usual = scheme == SCHEME_HTTPS ? 443 : 80;
  const guint other = scheme == SCHEME_HTTPS ? 80 : 443;
  const gboolean bracket = strchr (typed->host, ':') != NULL;
  g_autoptr (GString) url = g_string_new (scheme == SCHEME_HTTPS ? "https://" : "http://");

  g_string_append_printf (url, bracket ? "[%s]" : "%s", typed->host);
  /* The usual port of the other scheme never speaks this one. */
  if (typed->port != 0 && typed->port != usual && typed->port != other)
    g_string_append_printf (url, ":%u", typed->port);
  g_ptr_array_add (candidates, g_strdup (url->str));
}

/**
 * erp_sign_in_normalize_url:
 * @typed: what a person typed or pasted
 * @error: return location for ERP_ERROR_PROTOCOL with advice
 *
 * Paths, queries and fragments are dropped. An address with https stays so; another one is tried
 * with https first, but for this computer itself.
 *
 * Returns: (transfer full) (array zero-terminated=1): base addresses to try, best first
 */
char **
erp_sign_in_normalize_url (const char *typed, GError **error)
{
  g_autoptr (GPtrArray) candidates = NULL;
  Typed parts = { 0 };

  g_return_val_if_fail (typed != NULL, NULL);

  if (!take_apart (typed, &parts, error))
    {
      g_free (parts.host);
      return NULL;
    }
  candidates = g_ptr_array_new_with_free_func (g_free);
  if (parts.scheme == SCHEME_HTTPS)
    add_candidate (candidates, &parts, SCHEME_HTTPS);
  else if (erp_http_is_loopback (parts.host))
    {
      add_candidate (candidates, &parts, SCHEME_HTTP);
      if (parts.scheme == SCHEME_NONE)
        add_candidate (candidates, &parts, SCHEME_HTTPS);
    }
  else
    {
      add_candidate (candidates, &parts, SCHEME_HTTPS);
      add_candidate (candidates, &parts, SCHEME_HTTP);
    }
  g_ptr_array_add (candidates, NULL);
  g_free (parts.host);

  return (char **)g_ptr_array_free (g_steal_pointer (&candidates), FALSE);
}
