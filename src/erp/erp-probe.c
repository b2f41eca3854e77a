/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-probe.h"

#include "erp-error.h"
#include "erp-json.h"
#include "erp-web.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#define OLDEST 17

/* Where versions are told, the newest way first. Each answer has one of @members. */
static const struct
{
  const char *path;
  const char *params; /* (nullable) */
} ways[] = {
  { "/web/version", NULL },
  { "/web/webclient/version_info", "{}" },
  { "/jsonrpc", "{\"service\":\"common\",\"method\":\"version\",\"args\":[]}" },
};

static const char *const members[] = { "version", "server_version" };

typedef struct
{
  ErpProbe *probe; /* (owned) */
  gboolean ask_databases;
  guint way;
} Search;

static void
search_free (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->probe, erp_probe_free);
  g_free (search);
}

static JsonObject *
params_from (const char *json)
{
  g_autoptr (JsonNode) node = erp_json_literal (json);

  return json_node_dup_object (node);
}

static void ask_version (GTask *task);

static gboolean
take_version (ErpProbe *probe, JsonNode *node)
{
  const char *version = NULL;
  const char *digits;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (members) && version == NULL; i++)
    erp_json_get_string (json_node_get_object (node), members[i], &version, NULL);
  if (version == NULL)
    return FALSE;
  /* "saas~18.2" is an 18. */
  for (digits = version; *digits != '\0' && !g_ascii_isdigit (*digits); digits++)
    ;
  probe->major = (guint)strtoul (digits, NULL, 10);
  g_free (probe->version); /* of a way that told none */
  probe->version = g_strndup (version, 40);
  return probe->major > 0;
}

static void
return_probe (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&search->probe), (GDestroyNotify)erp_probe_free);
}

static void
databases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = erp_web_call_finish (ERP_HTTP (source), result, NULL, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* A server may hide them: then the person types the name. */
  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node))
    {
      g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonNode *name = json_array_get_element (array, i);

          if (JSON_NODE_HOLDS_VALUE (name) && json_node_get_value_type (name) == G_TYPE_STRING)
            g_ptr_array_add (names, json_node_dup_string (name));
        }
      g_ptr_array_add (names, NULL);
      search->probe->databases = (char **)g_ptr_array_free (g_steal_pointer (&names), FALSE);
    }
  return_probe (task);
}

static void
found (GTask *task)
{
  Search *search = g_task_get_task_data (task);

  if (search->probe->major < OLDEST)
    g_task_return_new_error (
        task, ERP_ERROR, ERP_ERROR_PROTOCOL,
        /* Translators: %s is a version such as 16.0 */
        _ ("This server runs Odoo %s. This program works with Odoo 17 and later: ask the "
           "administrator for an upgrade."),
        search->probe->version);
  else if (search->ask_databases)
    erp_web_call_async (g_task_get_source_object (task), "/web/database/list", params_from ("{}"),
                        FALSE, g_task_get_cancellable (task), databases_cb, g_object_ref (task));
  else
    return_probe (task);
}

/* The server is there but did not tell its version this way. */
static gboolean
may_ask_on (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_AUTH)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_SERVER)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

static void
version_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) node = erp_web_call_finish (ERP_HTTP (source), result, NULL, &error);

  if (node != NULL && take_version (search->probe, node))
    found (task);
  else if (search->way + 1 < G_N_ELEMENTS (ways) && (error == NULL || may_ask_on (error)))
    {
      g_clear_error (&error);
      search->way++;
      ask_version (task);
    }
  else if (error != NULL
           && (!may_ask_on (error) || g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL)))
    g_task_return_error (task, error);
  else
    {
      g_clear_error (&error);
      g_task_return_new_error (
          task, ERP_ERROR, ERP_ERROR_PROTOCOL,
          _ ("This address does not answer as the ERP does. Check the address and the database."));
    }
}

static void
ask_version (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  const char *params = ways[search->way].params;

  erp_web_call_async (g_task_get_source_object (task), ways[search->way].path,
                      params != NULL ? params_from (params) : NULL, FALSE,
                      g_task_get_cancellable (task), version_cb, g_object_ref (task));
}

/**
 * erp_probe_free:
 * @self: (transfer full): what a server told
 */
void
erp_probe_free (ErpProbe *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->version);
  g_strfreev (self->databases);
  g_free (self);
}

/**
 * erp_probe_async:
 * @http: the way to a server
 * @ask_databases: whether to ask for the databases, too
 * @cancellable: (nullable): a cancellable
 * @callback: called with the answer
 * @user_data: data for @callback, owned by it
 */
void
erp_probe_async (ErpHttp *http,
                 gboolean ask_databases,
                 GCancellable *cancellable,
                 GAsyncReadyCallback callback,
                 gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (http, cancellable, callback, user_data);
  Search *search;

  g_return_if_fail (ERP_IS_HTTP (http));

  g_task_set_source_tag (task, erp_probe_async);
  search = g_new0 (Search, 1);
  search->probe = g_new0 (ErpProbe, 1);
  search->ask_databases = ask_databases;
  g_task_set_task_data (task, search, search_free);
  ask_version (task);
}

/**
 * erp_probe_finish:
 * @http: the way to a server
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what the server told
 */
ErpProbe *
erp_probe_finish (ErpHttp *http, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, http), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
