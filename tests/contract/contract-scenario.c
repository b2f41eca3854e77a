/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "contract"

#include "contract-scenario.h"

#include "contract-pattern.h"
#include "contract-raw.h"
#include "erp-call.h"
#include "erp-error.h"

#include <string.h>

typedef struct
{
  ContractTarget *target; /* (unowned) */
  ContractValues *values; /* (owned) */
  const char *where;      /* (unowned): what to say when it fails */
  gboolean failed;        /* the rest of the scenario is pointless */
} Run;

typedef struct
{
  gboolean done;
  JsonNode *answer; /* (owned) (nullable) */
  GError *error;    /* (owned) (nullable) */
} Wait;

static guint steps_run;

static const struct
{
  const char *name;
  ErpError code;
} codes[] = {
  { "access", ERP_ERROR_ACCESS },         { "auth", ERP_ERROR_AUTH },
  { "conflict", ERP_ERROR_CONFLICT },     { "missing", ERP_ERROR_MISSING },
  { "protocol", ERP_ERROR_PROTOCOL },     { "server", ERP_ERROR_SERVER },
  { "validation", ERP_ERROR_VALIDATION },
};

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Wait *wait = user_data;

  wait->answer = erp_client_call_finish (ERP_CLIENT (source), result, &wait->error);
  wait->done = TRUE;
}

static gboolean
applies_to (JsonObject *object, ContractTarget *target)
{
  const char *series;

  if (!json_object_has_member (object, "series"))
    return TRUE;
  series = json_object_get_string_member (object, "series");

  return g_str_equal (series, target->series >= 19 ? "19" : "17");
}

static ErpCall *
build_call (Run *run, JsonObject *step)
{
  g_auto (GStrv) name = g_strsplit (json_object_get_string_member (step, "call"), "/", 2);
  gboolean write = json_object_get_boolean_member_with_default (step, "write", FALSE);
  g_autoptr (ErpCall) call =
      write ? erp_call_new_write (name[0], name[1]) : erp_call_new_read (name[0], name[1]);
  g_autoptr (GError) error = NULL;
  static const char *const parts[] = { "args", "context" };

  if (json_object_has_member (step, "ids"))
    {
      g_autoptr (JsonNode) filled =
          contract_values_fill (run->values, json_object_get_member (step, "ids"), &error);
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

      g_assert_no_error (error);
      for (guint i = 0; i < json_array_get_length (json_node_get_array (filled)); i++)
        {
          gint64 id = json_array_get_int_element (json_node_get_array (filled), i);

          g_array_append_val (ids, id);
        }
      erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);
    }
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (JsonNode) filled = NULL;
      g_autoptr (GList) members = NULL;

      if (!json_object_has_member (step, parts[i]))
        continue;
      filled = contract_values_fill (run->values, json_object_get_member (step, parts[i]), &error);
      g_assert_no_error (error);
      members = json_object_get_members (json_node_get_object (filled));
      for (GList *l = members; l != NULL; l = l->next)
        {
          JsonNode *value = json_object_dup_member (json_node_get_object (filled), l->data);

          if (i == 0)
            erp_call_take_arg (call, l->data, value);
          else
            erp_call_take_context (call, l->data, value);
        }
    }

  return g_steal_pointer (&call);
}

static gboolean
list_has_string (JsonArray *list, const char *text)
{
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (g_strcmp0 (json_array_get_string_element (list, i), text) == 0)
      return TRUE;

  return FALSE;
}

static void G_GNUC_PRINTF (2, 3) complain (Run *run, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  run->failed = TRUE;
  g_test_fail_printf ("%s: %s", run->where, text);
}

static const char *
code_name (const GError *error)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, ERP_ERROR, (int)codes[i].code))
      return codes[i].name;

  return "another";
}

static void
check_refusal (Run *run, JsonObject *refused, const GError *error)
{
  if (error == NULL)
    {
      complain (run, "was not refused");
      return;
    }
  if (error->domain != ERP_ERROR
      || !list_has_string (json_object_get_array_member (refused, "code"), code_name (error)))
    complain (run, "refused as '%s': %s (%s)", code_name (error), error->message,
              erp_error_get_server_name (error));
  if (!list_has_string (json_object_get_array_member (refused, "name"),
                        erp_error_get_server_name (error)))
    complain (run, "refused with the class %s", erp_error_get_server_name (error));
}

static void
check_answer (Run *run, JsonObject *step, JsonNode *answer)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) pattern = NULL;
  g_autoptr (GList) kept = NULL;

  if (json_object_has_member (step, "expect"))
    {
      pattern = contract_values_fill (run->values, json_object_get_member (step, "expect"), &error);
      g_assert_no_error (error);
      if (!contract_match (pattern, answer, "", &error))
        complain (run, "%s", error->message);
    }
  if (!json_object_has_member (step, "keep"))
    return;
  kept = json_object_get_members (json_object_get_object_member (step, "keep"));
  for (GList *l = kept; l != NULL; l = l->next)
    {
      const char *pointer =
          json_object_get_string_member (json_object_get_object_member (step, "keep"), l->data);
      JsonNode *value = contract_pointer (answer, g_str_equal (pointer, "/") ? "" : pointer);

      if (value == NULL)
        complain (run, "nothing at %s to keep", pointer);
      else
        contract_values_set (run->values, l->data, value);
    }
}

static void
run_call (Run *run, JsonObject *step)
{
  const char *role = json_object_get_string_member_with_default (step, "as", "controller");
  ContractUser *user = contract_target_get_user (run->target, role);
  g_autoptr (ErpCall) call = build_call (run, step);
  Wait wait = { 0 };

  erp_client_call_async (user->client, call, NULL, called_cb, &wait);
  while (!wait.done)
    g_main_context_iteration (NULL, TRUE);

  if (json_object_has_member (step, "refused"))
    check_refusal (run, json_object_get_object_member (step, "refused"), wait.error);
  else if (wait.error != NULL)
    complain (run, "%s (%s: %s)", wait.error->message, erp_error_get_server_name (wait.error),
              erp_error_get_server_message (wait.error));
  else
    check_answer (run, step, wait.answer);

  g_clear_pointer (&wait.answer, json_node_unref);
  g_clear_error (&wait.error);
}

static void
run_raw (Run *run, JsonObject *step)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) request =
      contract_values_fill (run->values, json_object_get_member (step, "raw"), &error);
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *content = NULL;
  guint status;

  g_assert_no_error (error);
  status = contract_raw_send (run->target, json_node_get_object (request), &content, &answer);
  if (status != json_object_get_int_member (step, "status"))
    complain (run, "status %u", status);
  if (json_object_has_member (step, "content")
      && !g_str_has_prefix (content, json_object_get_string_member (step, "content")))
    complain (run, "content %s", content);
  check_answer (run, step, answer);
}

static void
run_step (Run *run, const char *name, guint index, JsonObject *step)
{
  g_autofree char *where = NULL;
  const char *call = json_object_get_string_member_with_default (step, "call", NULL);

  if (!applies_to (step, run->target))
    return;
  if (call == NULL)
    call = json_object_get_string_member (json_object_get_object_member (step, "raw"), "path");
  where = g_strdup_printf ("%s, step %u, %s%s%s", name, index, call,
                           json_object_has_member (step, "say") ? ": " : "",
                           json_object_get_string_member_with_default (step, "say", ""));
  run->where = where;
  if (json_object_has_member (step, "raw"))
    run_raw (run, step);
  else
    run_call (run, step);
  steps_run++;
}

static void
run_steps (Run *run, const char *name, JsonArray *steps)
{
  for (guint i = 0; i < json_array_get_length (steps) && !run->failed; i++)
    run_step (run, name, i + 1, json_array_get_object_element (steps, i));
}

static void
run_part (Run *run, const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".json", NULL);
  g_autofree char *path = g_build_filename (folder, "parts", file, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  run_steps (run, name, json_node_get_array (json_parser_get_root (parser)));
}

static void
set_up_values (Run *run)
{
  g_autofree char *mark = g_strdup_printf ("%08x", g_random_int ());
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  ContractUser *user = contract_target_get_user (run->target, "controller");

  contract_values_set_string (run->values, "run", mark);
  contract_values_set_string (run->values, "today", today);
  contract_values_set_string (run->values, "db", run->target->database);
  contract_values_set_string (run->values, "login", user->login);
  contract_values_set_string (run->values, "key", user->key);
  contract_values_set_int (run->values, "uid", user->uid);
}

/* The demo company has every module that a scenario names; of a server the environment says so. */
static gboolean
has_modules (JsonObject *scenario)
{
  g_auto (GStrv) there = NULL;
  JsonArray *modules;

  if (!json_object_has_member (scenario, "modules") || g_getenv ("QUITTANCE_CONTRACT_URL") == NULL)
    return TRUE;
  there = g_strsplit (g_getenv ("QUITTANCE_CONTRACT_MODULES") != NULL
                          ? g_getenv ("QUITTANCE_CONTRACT_MODULES")
                          : "",
                      " ", -1);
  modules = json_object_get_array_member (scenario, "modules");
  for (guint i = 0; i < json_array_get_length (modules); i++)
    if (!g_strv_contains ((const char *const *)there, json_array_get_string_element (modules, i)))
      return FALSE;

  return TRUE;
}

gboolean
contract_scenario_applies (JsonObject *scenario, ContractTarget *target)
{
  JsonArray *roles;

  if (!applies_to (scenario, target) || !has_modules (scenario))
    return FALSE;
  if (!json_object_has_member (scenario, "roles"))
    return TRUE;
  roles = json_object_get_array_member (scenario, "roles");
  for (guint i = 0; i < json_array_get_length (roles); i++)
    if (!contract_target_has_role (target, json_array_get_string_element (roles, i)))
      return FALSE;

  return TRUE;
}

JsonObject *
contract_scenario_load (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();

  if (!json_parser_load_from_file (parser, path, error))
    return NULL;

  return json_object_ref (json_node_get_object (json_parser_get_root (parser)));
}

gboolean
contract_scenario_run (JsonObject *scenario, const char *folder, ContractTarget *target)
{
  g_autoptr (ContractValues) values = contract_values_new ();
  Run run = { .target = target, .values = values };

  set_up_values (&run);
  if (json_object_has_member (scenario, "use"))
    {
      JsonArray *use = json_object_get_array_member (scenario, "use");

      for (guint i = 0; i < json_array_get_length (use) && !run.failed; i++)
        run_part (&run, folder, json_array_get_string_element (use, i));
    }
  if (!run.failed)
    run_steps (&run, "scenario", json_object_get_array_member (scenario, "steps"));

  return !run.failed;
}

guint
contract_scenario_get_steps_run (void)
{
  return steps_run;
}
