/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-link.h"

#include "erp-error.h"
#include "erp-profile.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LENGTH_MAX 1024
/* The port of the demo company is another one at every start; .invalid is nobody's server. */
#define DEMO_SERVER "demo.quittance.invalid"

static char *
dup_server (ErpProfile *profile)
{
  const char *url = erp_profile_get_url (profile);
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;

  if (erp_profile_get_is_demo (profile))
    return g_strdup (DEMO_SERVER);
  uri = url != NULL ? g_uri_parse (url, G_URI_FLAGS_NONE, NULL) : NULL;
  if (uri == NULL || g_uri_get_host (uri) == NULL)
    return NULL;
  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  if (strchr (host, ':') != NULL)
    {
      g_autofree char *bare = g_steal_pointer (&host);

      host = g_strdup_printf ("[%s]", bare);
    }
  if (g_uri_get_port (uri) > 0)
    return g_strdup_printf ("%s:%d", host, g_uri_get_port (uri));
  return g_steal_pointer (&host);
}

static gboolean
is_model (const char *text)
{
  if (!g_ascii_islower (*text))
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_islower (*c) && !g_ascii_isdigit (*c) && *c != '.' && *c != '_')
      return FALSE;
  return strlen (text) <= 64;
}

static gboolean
is_server (const char *text)
{
  if (*text == '\0')
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && strchr (".-_:[]", *c) == NULL)
      return FALSE;
  return TRUE;
}

/* NULL for what is no name of a database. */
static char *
unescape_database (const char *text)
{
  g_autofree char *name = g_uri_unescape_string (text, NULL);

  if (name == NULL || *name == '\0' || !g_utf8_validate (name, -1, NULL))
    return NULL;
  for (const char *c = name; *c != '\0'; c++)
    if (g_ascii_iscntrl (*c))
      return NULL;
  return g_steal_pointer (&name);
}

/**
 * erp_link_new_for_record:
 * @profile: where the record is
 * @model: its model
 * @id: its number there
 *
 * Returns: (transfer full) (nullable): a link to it, without a secret and without the login; %NULL
 *   for a profile without a server
 */
char *
erp_link_new_for_record (ErpProfile *profile, const char *model, gint64 id)
{
  g_autofree char *server = NULL;
  g_autofree char *database = NULL;
  const char *name;

  g_return_val_if_fail (ERP_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (model != NULL && is_model (model), NULL);
  g_return_val_if_fail (id > 0, NULL);

  server = dup_server (profile);
  name = erp_profile_get_database (profile);
  if (server == NULL || name == NULL || *name == '\0')
    return NULL;
  database = g_uri_escape_string (name, NULL, FALSE);
  return g_strdup_printf ("%s://%s/%s/%s/%" G_GINT64_FORMAT, ERP_LINK_SCHEME, server, database,
                          model, id);
}

/**
 * erp_link_new_for_browser:
 * @profile: where the record is
 * @model: its model
 * @id: its number there
 *
 * The form of address that every version from 17 understands.
 *
 * Returns: (transfer full) (nullable): where the ERP's own client shows it; the demo company has no
 *   such client
 */
char *
erp_link_new_for_browser (ErpProfile *profile, const char *model, gint64 id)
{
  g_autofree char *database = NULL;

  g_return_val_if_fail (ERP_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (model != NULL && is_model (model), NULL);
  g_return_val_if_fail (id > 0, NULL);

  if (erp_profile_get_is_demo (profile) || erp_profile_get_url (profile) == NULL)
    return NULL;
  if (erp_profile_get_database (profile) != NULL)
    database = g_uri_escape_string (erp_profile_get_database (profile), NULL, FALSE);
  return g_strdup_printf ("%s/web%s%s#id=%" G_GINT64_FORMAT "&model=%s&view_type=form",
                          erp_profile_get_url (profile), database != NULL ? "?db=" : "",
                          database != NULL ? database : "", id, model);
}

/**
 * erp_link_parse:
 * @text: a link, from anywhere
 * @error: return location for an ERP_ERROR_PROTOCOL
 *
 * Everything that is not exactly a link to a record is refused: no user, query or fragment.
 *
 * Returns: (transfer full): what it names
 */
ErpLink *
erp_link_parse (const char *text, GError **error)
{
  static const char prefix[] = ERP_LINK_SCHEME "://";
  g_auto (GStrv) parts = NULL;
  g_autofree char *database = NULL;
  ErpLink *self;
  guint64 id = 0;

  g_return_val_if_fail (text != NULL, NULL);

  if (strlen (text) <= LENGTH_MAX && g_ascii_strncasecmp (text, prefix, strlen (prefix)) == 0)
    parts = g_strsplit (text + strlen (prefix), "/", 6);
  if (parts != NULL && g_strv_length (parts) == 4)
    database = unescape_database (parts[1]);
  if (database == NULL || !is_server (parts[0]) || !is_model (parts[2])
      || !g_ascii_string_to_unsigned (parts[3], 10, 1, G_MAXINT32, &id, NULL))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("This is not a link to a record. Copy it again where it was made."));
      return NULL;
    }
  self = g_new0 (ErpLink, 1);
  self->server = g_ascii_strdown (parts[0], -1);
  self->database = g_steal_pointer (&database);
  self->model = g_strdup (parts[2]);
  self->id = (gint64)id;
  return self;
}

/**
 * erp_link_copy:
 * @self: a link
 *
 * Returns: (transfer full): another one like it
 */
ErpLink *
erp_link_copy (const ErpLink *self)
{
  ErpLink *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_new0 (ErpLink, 1);
  copy->server = g_strdup (self->server);
  copy->database = g_strdup (self->database);
  copy->model = g_strdup (self->model);
  copy->id = self->id;
  return copy;
}

/**
 * erp_link_free:
 * @self: (transfer full): a link
 */
void
erp_link_free (ErpLink *self)
{
  g_free (self->server);
  g_free (self->database);
  g_free (self->model);
  g_free (self);
}

/**
 * erp_link_is_demo:
 * @self: a link
 *
 * Returns: whether it means the demo company of this computer
 */
gboolean
erp_link_is_demo (const ErpLink *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_str_equal (self->server, DEMO_SERVER);
}

/**
 * erp_link_matches:
 * @self: a link
 * @profile: a profile
 *
 * Returns: whether the profile opens the database that the link means
 */
gboolean
erp_link_matches (const ErpLink *self, ErpProfile *profile)
{
  g_autofree char *server = NULL;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (ERP_IS_PROFILE (profile), FALSE);

  server = dup_server (profile);
  return g_strcmp0 (server, self->server) == 0
         && g_strcmp0 (erp_profile_get_database (profile), self->database) == 0;
}
