/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Runs the scenarios against the demo company, over both transports and both series, or against
 * the server that QUITTANCE_CONTRACT_URL, _DB, _LOGIN and _KEY name. More roles of a real server:
 * QUITTANCE_CONTRACT_ROLES="agent=login:key credit=login:key". */

#define G_LOG_DOMAIN "contract"

#include "contract-raw.h"
#include "contract-scenario.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  ContractTarget *target; /* (unowned) */
  char *path;             /* (owned) */
} Case;

static GPtrArray *targets;  /* (owned): ContractTarget */
static GPtrArray *children; /* (owned): GSubprocess */
static GPtrArray *folders;  /* (owned): char *, removed at the end */

static char *
scenarios_folder (void)
{
  return g_test_build_filename (G_TEST_DIST, "contract", "scenarios", NULL);
}

static void
case_free (Case *self)
{
  g_free (self->path);
  g_free (self);
}

static void
test_scenario (gconstpointer data)
{
  const Case *self = data;
  g_autofree char *folder = scenarios_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) scenario = contract_scenario_load (self->path, &error);
  guint before = contract_scenario_get_steps_run ();

  g_assert_no_error (error);
  if (contract_scenario_run (scenario, folder, self->target))
    contract_scenario_run (scenario, folder, self->target);
  g_assert_cmpuint (contract_scenario_get_steps_run (), >, before);
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static void
add_cases (ContractTarget *target)
{
  g_autofree char *folder = scenarios_folder ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, &error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    if (g_str_has_suffix (name, ".json"))
      g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);

  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *path = g_build_filename (folder, names->pdata[i], NULL);
      g_autofree char *stem = g_strndup (names->pdata[i], strlen (names->pdata[i]) - 5);
      g_autofree char *test = g_strdup_printf ("/contract/%s/%s", target->name, stem);
      g_autoptr (JsonObject) scenario = contract_scenario_load (path, &error);
      Case *self;

      if (scenario == NULL)
        g_error ("%s: %s", path, error->message);
      if (!contract_scenario_applies (scenario, target))
        continue;
      self = g_new0 (Case, 1);
      self->target = target;
      self->path = g_steal_pointer (&path);
      g_test_add_data_func_full (test, self, test_scenario, (GDestroyNotify)case_free);
    }
}

static void
add_roles (ContractTarget *target, const char *roles)
{
  g_auto (GStrv) words = g_strsplit (roles != NULL ? roles : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit_set (words[i], "=:", 3);

      if (g_strv_length (parts) == 3)
        contract_target_add_user (target, parts[0], parts[1], parts[2]);
    }
}

static int
probe_series (const char *url)
{
  g_autoptr (ContractTarget) nobody = contract_target_new ("probe", url, "", 0, CONTRACT_JSONRPC);
  g_autoptr (JsonNode) request = json_from_string (
      "{\"path\": \"/jsonrpc\", \"body\": {\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"call\","
      " \"params\": {\"service\": \"common\", \"method\": \"version\", \"args\": []}}}",
      NULL);
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *type = NULL;
  JsonObject *result;

  contract_raw_send (nobody, json_node_get_object (request), &type, &answer);
  if (answer == NULL)
    return 19; /* a server that has given up JSON-RPC */
  result = json_object_get_object_member (json_node_get_object (answer), "result");

  return (int)json_array_get_int_element (
      json_object_get_array_member (result, "server_version_info"), 0);
}

static void
add_target (const char *name,
            const char *url,
            const char *database,
            int series,
            ContractTransport transport,
            const char *login,
            const char *key,
            const char *roles)
{
  ContractTarget *target = contract_target_new (name, url, database, series, transport);

  contract_target_add_user (target, "controller", login, key);
  add_roles (target, roles);
  g_ptr_array_add (targets, target);
  add_cases (target);
}

static void
add_real_server (const char *url)
{
  const char *database = g_getenv ("QUITTANCE_CONTRACT_DB");
  const char *login = g_getenv ("QUITTANCE_CONTRACT_LOGIN");
  const char *key = g_getenv ("QUITTANCE_CONTRACT_KEY");
  const char *roles = g_getenv ("QUITTANCE_CONTRACT_ROLES");
  int series = probe_series (url);

  if (database == NULL || login == NULL || key == NULL)
    g_error ("set QUITTANCE_CONTRACT_DB, _LOGIN and _KEY beside QUITTANCE_CONTRACT_URL");
  g_test_message ("%s is a server of series %d", url, series);
  if (series >= 19)
    add_target ("json2", url, database, series, CONTRACT_JSON2, login, key, roles);
  if (series < 20)
    add_target ("jsonrpc", url, database, series, CONTRACT_JSONRPC, login, key, roles);
}

static char *
roles_of (JsonObject *ready, char **login, char **key)
{
  JsonArray *users = json_object_get_array_member (ready, "users");
  GString *roles = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      JsonObject *user = json_array_get_object_element (users, i);
      const char *role = json_object_get_string_member (user, "role");

      if (g_str_equal (role, "controller"))
        {
          *login = g_strdup (json_object_get_string_member (user, "login"));
          *key = g_strdup (json_object_get_string_member (user, "key"));
        }
      else
        g_string_append_printf (roles, "%s=%s:%s ", role,
                                json_object_get_string_member (user, "login"),
                                json_object_get_string_member (user, "key"));
    }

  return g_string_free (roles, FALSE);
}

static void
add_demo (const char *series, int major)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("quittance-contract-XXXXXX", &error);
  g_autofree char *data = g_build_filename (folder, "demo.sqlite", NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autoptr (GDataInputStream) lines = NULL;
  g_autofree char *line = NULL;
  g_autoptr (JsonNode) ready = NULL;
  g_autofree char *login = NULL;
  g_autofree char *key = NULL;
  g_autofree char *roles = NULL;
  g_autofree char *name = g_strconcat ("demo-", series, NULL);
  g_autofree char *name_rpc = g_strconcat (name, "-jsonrpc", NULL);
  JsonObject *object;

  g_assert_no_error (error);
  child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE, &error,
                            g_getenv ("QUITTANCE_DEMO_ERP"), "--data", data, "--series", series,
                            "--die-with-parent", NULL);
  g_assert_no_error (error);
  lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);
  ready = json_from_string (line, &error);
  g_assert_no_error (error);
  object = json_node_get_object (ready);
  roles = roles_of (object, &login, &key);
  g_ptr_array_add (children, g_steal_pointer (&child));
  g_ptr_array_add (folders, g_steal_pointer (&folder));

  if (major >= 19)
    add_target (name, json_object_get_string_member (object, "url"),
                json_object_get_string_member (object, "database"), major, CONTRACT_JSON2, login,
                key, roles);
  add_target (name_rpc, json_object_get_string_member (object, "url"),
              json_object_get_string_member (object, "database"), major, CONTRACT_JSONRPC, login,
              key, roles);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

int
main (int argc, char *argv[])
{
  const char *url = g_getenv ("QUITTANCE_CONTRACT_URL");
  int status;

  g_test_init (&argc, &argv, NULL);
  /* One broken scenario does not hide the others. */
  g_test_set_nonfatal_assertions ();
  targets = g_ptr_array_new_with_free_func ((GDestroyNotify)contract_target_free);
  children = g_ptr_array_new_with_free_func (g_object_unref);
  folders = g_ptr_array_new_with_free_func (g_free);

  if (url != NULL)
    add_real_server (url);
  else
    {
      add_demo ("19.0", 19);
      add_demo ("17.0", 17);
    }
  status = g_test_run ();
  g_print ("# %u steps\n", contract_scenario_get_steps_run ());

  for (guint i = 0; i < children->len; i++)
    {
      g_subprocess_send_signal (children->pdata[i], 15);
      /* Under the sanitizers what it leaks is an error. */
      if (!g_subprocess_wait_check (children->pdata[i], NULL, NULL))
        status = EXIT_FAILURE;
    }
  for (guint i = 0; i < folders->len; i++)
    remove_folder (folders->pdata[i]);
  g_ptr_array_unref (children);
  g_ptr_array_unref (folders);
  g_ptr_array_unref (targets);

  return status;
}
