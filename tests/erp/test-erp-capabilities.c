/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a server has and a user may: what is missing is an answer, what is broken is not. */

#include "erp-capabilities.h"

#include "erp-call.h"
#include "erp-company.h"
#include "erp-currency.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"
#include "test-values.h"

#include <string.h>

typedef struct
{
  const char *user;      /* the record of the user; NULL: the usual one */
  const char *uuid;      /* JSON; NULL: refused */
  const char *companies; /* JSON; NULL: two */
  const char *currencies;
  const char *missing_model; /* (nullable): the server does not know it */
  const char *unreadable;    /* (nullable): nobody but an admin may ask its fields */
  const char *broken;        /* (nullable): a method whose answer does not come */
  gboolean no_group_names;
  gboolean no_group_ids;
} Server;

#define USER                                                                                       \
  "[{\"id\":7,\"name\":\"Ann\",\"login\":\"ann\",\"tz\":\"Europe/Berlin\",\"lang\":\"de_DE\","     \
  "\"company_id\":[1,\"North\"],\"company_ids\":[1,3],\"create_date\":\"2026-01-02 03:04:05\"}]"
#define COMPANIES                                                                                  \
  "[{\"id\":1,\"name\":\"North\",\"currency_id\":[1,\"EUR\"]},{\"id\":2,\"name\":\"South\","       \
  "\"currency_id\":[2,\"USD\"]},{\"id\":3,\"name\":\"East\",\"currency_id\":[2,\"USD\"]}]"
#define CURRENCIES                                                                                 \
  "[{\"id\":1,\"name\":\"EUR\",\"symbol\":\"€\",\"position\":\"after\",\"decimal_places\":2},"   \
  "{\"id\":2,\"name\":\"USD\",\"symbol\":\"$\",\"position\":\"before\",\"decimal_places\":2},"     \
  "{\"id\":5,\"name\":\"XBT\",\"symbol\":\"B\",\"position\":\"after\",\"decimal_places\":8}]"

/* what a field is may be said wrongly, or not at all */
#define FIELDS                                                                                     \
  "{\"name\":{\"type\":\"char\"},\"state\":{},"                                                    \
  "\"sale_ids\":{\"type\":\"many2many\",\"relation\":\"sale.order\",\"readonly\":false},"          \
  "\"invoice_id\":{\"type\":\"many2one\",\"relation\":\"account.move\",\"readonly\":true},"        \
  "\"bad\":{\"type\":7,\"relation\":\"x\"},\"worse\":{\"type\":\"many2one\",\"relation\":[]},"     \
  "\"short\":{\"type\":\"many2one\",\"relation\":\"res.users\"},\"none\":false}"

static JsonNode *
literal (const char *given, const char *usual)
{
  return erp_json_literal (given != NULL ? given : usual);
}

static JsonNode *
refuse (GError **error, ErpError code)
{
  *error = erp_error_new_from_server (code, "No.", "a.server.Error", "no");

  return NULL;
}

static const char *
get_text (ErpCall *call, const char *name)
{
  JsonNode *node = erp_call_get_arg (call, name);

  return node != NULL ? json_node_get_string (node) : NULL;
}

static gboolean
asks_groups (ErpCall *call)
{
  JsonNode *fields = erp_call_get_arg (call, "fields");

  return strstr (json_array_get_string_element (json_node_get_array (fields), 0), "group") != NULL;
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  const Server *server = user_data;
  const char *model = erp_call_get_model (call);
  const char *method = erp_call_get_method (call);

  if (g_strcmp0 (server->broken, method) == 0)
    return refuse (error, ERP_ERROR_UNREACHABLE);
  if (g_strcmp0 (server->missing_model, model) == 0)
    return refuse (error, ERP_ERROR_PROTOCOL);
  if (g_str_equal (method, "read") && asks_groups (call))
    return server->no_group_ids
               ? refuse (error, ERP_ERROR_ACCESS)
               : erp_json_literal ("[{\"id\":7,\"all_group_ids\":[11,12],\"groups_id\":[11,12]}]");
  if (g_str_equal (method, "read"))
    return literal (server->user, USER);
  if (g_str_equal (method, "get_external_id"))
    return server->no_group_names
               ? refuse (error, ERP_ERROR_ACCESS)
               : erp_json_literal ("{\"11\":\"account.group_account_user\",\"12\":false,\"13\":7}");
  if (g_str_equal (method, "has_group"))
    return erp_json_literal (
        g_str_equal (get_text (call, "group_ext_id"), "base.group_user") ? "true" : "false");
  if (g_str_equal (method, "get_param"))
    return server->uuid != NULL ? erp_json_literal (server->uuid)
                                : refuse (error, ERP_ERROR_ACCESS);
  if (g_str_equal (model, "res.company"))
    return literal (server->companies, COMPANIES);
  if (g_str_equal (model, "res.currency"))
    return literal (server->currencies, CURRENCIES);
  if (g_str_equal (method, "fields_get"))
    return g_strcmp0 (server->unreadable, model) == 0 ? refuse (error, ERP_ERROR_ACCESS)
                                                      : erp_json_literal (FIELDS);
  /* rights: all but to delete */
  return erp_json_literal (g_str_equal (get_text (call, "operation"), "unlink") ? "false" : "true");
}

typedef struct
{
  GAsyncResult *result; /* (owned) */
} Wait;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ((Wait *)user_data)->result = g_object_ref (result);
}

static gboolean
is_done (gpointer user_data)
{
  return ((Wait *)user_data)->result != NULL;
}

static ErpCapabilities *
load (FakeClient *client, gboolean everything, GError **error)
{
  Wait wait = { 0 };
  ErpCapabilities *capabilities;

  erp_capabilities_load_async (ERP_CLIENT (client), 7, everything, NULL, done_cb, &wait);
  fake_loop_until (is_done, &wait);
  capabilities = erp_capabilities_load_finish (wait.result, error);
  g_clear_object (&wait.result);

  return capabilities;
}

static gboolean
complete (ErpCapabilities *self, FakeClient *client, GError **error)
{
  Wait wait = { 0 };
  gboolean ok;

  erp_capabilities_complete_async (self, ERP_CLIENT (client), NULL, done_cb, &wait);
  fake_loop_until (is_done, &wait);
  ok = erp_capabilities_complete_finish (wait.result, error);
  g_clear_object (&wait.result);

  return ok;
}

static void
test_everything (gconstpointer data)
{
  const char *version = data;
  const gboolean is_new = !g_str_has_prefix (version, "17");
  Server server = { .uuid = "\"0a1b\"" };
  g_autoptr (FakeClient) client = fake_client_new (answer, &server);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpCapabilities) self = NULL;

  fake_client_set_server_version (client, version);
  self = load (client, TRUE, &error);
  g_assert_no_error (error);
  g_assert_true (erp_capabilities_get_complete (self));
  g_assert_cmpstr (erp_capabilities_get_server_version (self), ==, version);
  g_assert_cmpstr (erp_capabilities_get_database_uuid (self), ==, "0a1b");
  g_assert_cmpint (erp_capabilities_get_uid (self), ==, 7);
  g_assert_cmpstr (erp_capabilities_get_user_name (self), ==, "Ann");
  g_assert_cmpstr (erp_capabilities_get_login (self), ==, "ann");
  g_assert_cmpstr (erp_capabilities_get_time_zone (self), ==, "Europe/Berlin");
  g_assert_cmpstr (erp_capabilities_get_language (self), ==, "de_DE");
  g_assert_cmpint (erp_capabilities_get_default_company_id (self), ==, 1);
  g_assert_true (erp_capabilities_has_model (self, "account.move"));
  g_assert_true (erp_capabilities_has_field (self, "account.move", "state"));
  g_assert_false (erp_capabilities_has_field (self, "account.move", "other"));
  g_assert_false (erp_capabilities_has_model (self, "no.such.model"));
  g_assert_cmpint (erp_capabilities_get_rights (self, "account.move"), ==,
                   ERP_RIGHT_READ | ERP_RIGHT_CREATE | ERP_RIGHT_WRITE);
  g_assert_cmpint (erp_capabilities_get_rights (self, "no.such.model"), ==, 0);
  g_assert_true (erp_capabilities_has_group (self, "account.group_account_user"));
  g_assert_false (erp_capabilities_has_group (self, "base.group_user"));
  /* each version's own words, and no other's */
  g_assert_cmpint (fake_client_count_calls (client, "has_access") > 0, ==, is_new);
  g_assert_cmpint (fake_client_count_calls (client, "check_access_rights") > 0, ==, !is_new);
  g_assert_cmpuint (fake_client_count_calls (client, "has_group"), ==, 0);
}

/* Companies of others are not offered; a currency that cannot be kept exactly locks nobody out. */
static void
test_companies (void)
{
  Server server = { .uuid = "\"0a1b\"" };
  g_autoptr (FakeClient) client = fake_client_new (answer, &server);
  g_autoptr (ErpCapabilities) self = load (client, FALSE, NULL);

  g_assert_cmpuint (g_list_model_get_n_items (erp_capabilities_get_companies (self)), ==, 2);
  g_assert_cmpstr (erp_company_get_name (erp_capabilities_get_company (self, 3)), ==, "East");
  g_assert_cmpint (erp_company_get_currency_id (erp_capabilities_get_company (self, 3)), ==, 2);
  g_assert_null (erp_capabilities_get_company (self, 2));
  g_assert_cmpstr (erp_currency_get_code (erp_capabilities_get_currency (self, 2)), ==, "USD");
  g_assert_null (erp_capabilities_get_currency (self, 5));
  g_assert_null (erp_capabilities_get_currency (self, 77));
}

/* Without the database's own mark another one tells databases apart: the same every time, another
 * for another user. */
static void
test_uuid (void)
{
  static const struct
  {
    const char *uuid;
    const char *user;
    int same_as; /* which case has the same mark */
  } cases[] = {
    { NULL, NULL, 0 },
    { NULL, NULL, 0 },
    { "false", NULL, 0 },
    { "\"\"", NULL, 0 },
    { "7", NULL, 0 },
    { NULL,
      "[{\"id\":7,\"name\":\"Ann\",\"login\":\"ann\",\"tz\":false,\"lang\":false,\"company_id\":1,"
      "\"company_ids\":[1],\"create_date\":\"2026-01-02 03:04:06\"}]",
      5 },
    { "\"0a1b\"", NULL, 6 },
  };
  g_autoptr (GPtrArray) marks = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server server = { .uuid = cases[i].uuid, .user = cases[i].user };
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autoptr (ErpCapabilities) self = load (client, FALSE, NULL);

      g_ptr_array_add (marks, g_strdup (erp_capabilities_get_database_uuid (self)));
      g_assert_cmpstr (marks->pdata[i], !=, "");
      for (guint j = 0; j <= i; j++)
        g_assert_cmpint (g_str_equal (marks->pdata[i], marks->pdata[j]), ==,
                         cases[i].same_as == cases[j].same_as);
    }
}

typedef struct
{
  const char *what;
  Server server;
  int code; /* -1: none */
} FailCase;

static const FailCase fail_cases[] = {
  { "user gone", { .user = "[]", .uuid = "false" }, ERP_ERROR_AUTH },
  { "two users", { .user = "[{},{}]", .uuid = "false" }, ERP_ERROR_AUTH },
  { "user that is none", { .user = "{}", .uuid = "false" }, ERP_ERROR_PROTOCOL },
  { "user without companies",
    { .user = "[{\"id\":7,\"name\":\"Ann\",\"login\":\"ann\",\"tz\":false,\"lang\":false,"
              "\"company_id\":1,\"create_date\":false}]",
      .uuid = "false" },
    ERP_ERROR_PROTOCOL },
  { "user with nothing but empty fields",
    { .user = "[{\"id\":7,\"name\":false,\"login\":false,\"tz\":false,\"lang\":false,"
              "\"company_id\":false,\"company_ids\":false,\"create_date\":false}]",
      .uuid = "false" },
    -1 },
  { "companies that are none", { .companies = "{}", .uuid = "false" }, ERP_ERROR_PROTOCOL },
  { "a company that is none", { .companies = "[7]", .uuid = "false" }, ERP_ERROR_PROTOCOL },
  { "no companies", { .companies = "[]", .uuid = "false" }, -1 },
  { "currencies that are none", { .currencies = "false", .uuid = "false" }, ERP_ERROR_PROTOCOL },
  { "a line that breaks", { .broken = "search_read", .uuid = "false" }, ERP_ERROR_UNREACHABLE },
  { "a line that breaks at what may be missing",
    { .broken = "fields_get", .uuid = "false" },
    ERP_ERROR_UNREACHABLE },
  { "a line that breaks at the rights",
    { .broken = "has_access", .uuid = "false" },
    ERP_ERROR_UNREACHABLE },
  { "a model that the server lacks", { .missing_model = "helpdesk.ticket", .uuid = "false" }, -1 },
  { "fields that may not be asked", { .unreadable = "stock.picking", .uuid = "false" }, -1 },
};

static void
test_failures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fail_cases); i++)
    {
      Server server = fail_cases[i].server;
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autoptr (GError) error = NULL;
      g_autoptr (ErpCapabilities) self = NULL;

      fake_client_set_server_version (client, "19.0");
      self = load (client, TRUE, &error);
      g_test_message ("%s", fail_cases[i].what);
      g_assert_true ((self != NULL) == (fail_cases[i].code < 0));
      if (self == NULL)
        {
          test_take_error (&error, fail_cases[i].code);
          continue;
        }
      g_assert_true (erp_capabilities_get_complete (self));
      if (server.missing_model != NULL)
        {
          g_assert_false (erp_capabilities_has_model (self, server.missing_model));
          g_assert_cmpint (erp_capabilities_get_rights (self, server.missing_model), ==, 0);
          g_assert_true (erp_capabilities_has_model (self, "account.move"));
        }
      if (server.unreadable != NULL)
        g_assert_false (erp_capabilities_has_field (self, server.unreadable, "name"));
    }
}

/* By the names of the fields; what says nothing of use is a field all the same. */
static void
test_relations (void)
{
  static const struct
  {
    const char *field, *model;
    gboolean is_many, is_readonly;
  } wanted[] = {
    { "invoice_id", "account.move", FALSE, TRUE },
    { "sale_ids", "sale.order", TRUE, FALSE },
    { "short", "res.users", FALSE, FALSE },
  };
  Server server = { .uuid = "false", .missing_model = "crm.lead" };
  g_autoptr (FakeClient) client = fake_client_new (answer, &server);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpCapabilities) self = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) unknown = NULL;

  fake_client_set_server_version (client, "19.0");
  self = load (client, TRUE, &error);
  g_assert_no_error (error);
  found = erp_capabilities_list_relations (self, "project.task");
  g_assert_cmpuint (found->len, ==, G_N_ELEMENTS (wanted));
  for (guint i = 0; i < found->len; i++)
    {
      const ErpRelation *relation = g_ptr_array_index (found, i);

      g_assert_cmpstr (relation->field, ==, wanted[i].field);
      g_assert_cmpstr (relation->model, ==, wanted[i].model);
      g_assert_cmpint (relation->is_many, ==, wanted[i].is_many);
      g_assert_cmpint (relation->is_readonly, ==, wanted[i].is_readonly);
    }
  g_assert_true (erp_capabilities_has_field (self, "project.task", "worse"));
  none = erp_capabilities_list_relations (self, "crm.lead");
  g_assert_cmpuint (none->len, ==, 0);
  unknown = erp_capabilities_list_relations (self, "no.such.model");
  g_assert_cmpuint (unknown->len, ==, 0);
}

/* Groups by their names, else one question for each that matters. */
static void
test_groups (void)
{
  static const Server servers[] = {
    { .uuid = "false", .no_group_ids = TRUE },
    { .uuid = "false", .no_group_names = TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (servers); i++)
    {
      Server server = servers[i];
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autoptr (GError) error = NULL;
      g_autoptr (ErpCapabilities) self = load (client, TRUE, &error);

      g_assert_no_error (error);
      g_assert_true (erp_capabilities_has_group (self, "base.group_user"));
      g_assert_false (erp_capabilities_has_group (self, "base.group_system"));
      g_assert_cmpuint (fake_client_count_calls (client, "has_group"), >, 5);
    }
}

/* The first screen asks little; the rest comes later, says so once, and keeps what was known. */
static void
test_in_two_steps (void)
{
  Server server = { .uuid = "\"0a1b\"" };
  g_autoptr (FakeClient) client = fake_client_new (answer, &server);
  g_autoptr (GError) error = NULL;
  ErpCapabilities *self;
  TestNotify *notify;

  fake_client_set_server_version (client, "19.0");
  self = load (client, FALSE, &error);
  g_assert_no_error (error);
  g_assert_false (erp_capabilities_get_complete (self));
  g_assert_cmpuint (fake_client_get_n_calls (client), <=, 8);
  /* what may be read exists, though its fields are not known yet */
  g_assert_true (erp_capabilities_has_model (self, "account.move"));
  g_assert_false (erp_capabilities_has_field (self, "account.move", "state"));
  g_assert_false (erp_capabilities_has_model (self, "sale.order"));
  g_assert_cmpint (erp_capabilities_get_rights (self, "account.payment"), ==, ERP_RIGHT_CREATE);

  notify = test_notify_new (self, "complete");
  server.broken = "fields_get";
  g_assert_false (complete (self, client, &error));
  test_take_error (&error, ERP_ERROR_UNREACHABLE);
  g_assert_false (erp_capabilities_get_complete (self));
  g_assert_cmpuint (test_notify_take (notify), ==, 0);

  server.broken = NULL;
  g_assert_true (complete (self, client, &error));
  g_assert_true (erp_capabilities_get_complete (self));
  g_assert_cmpuint (test_notify_take (notify), ==, 1);
  g_assert_true (erp_capabilities_has_field (self, "account.move", "state"));
  g_assert_true (erp_capabilities_has_model (self, "sale.order"));
  g_assert_cmpstr (erp_capabilities_get_database_uuid (self), ==, "0a1b");
  g_assert_cmpuint (g_list_model_get_n_items (erp_capabilities_get_companies (self)), ==, 2);
  g_assert_true (complete (self, client, &error));
  g_assert_cmpuint (test_notify_take (notify), ==, 0);
  test_notify_free (notify);
  fake_client_forget_calls (client);
  fake_loop_drain ();
  test_last_unref (&self);
}

static void
test_cancelled (void)
{
  Server server = { .uuid = "false" };
  g_autoptr (FakeClient) client = fake_client_new (answer, &server);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  Wait wait = { 0 };

  fake_client_hold (client, TRUE);
  erp_capabilities_load_async (ERP_CLIENT (client), 7, TRUE, cancellable, done_cb, &wait);
  g_assert_cmpuint (fake_client_get_n_waiting (client), >, 10);
  g_cancellable_cancel (cancellable);
  fake_loop_until (is_done, &wait);
  g_assert_null (erp_capabilities_load_finish (wait.result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fake_client_get_n_waiting (client), ==, 0);
  g_clear_object (&wait.result);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/erp/capabilities/everything/19", "19.0", test_everything);
  g_test_add_data_func ("/erp/capabilities/everything/18", "saas~18.2", test_everything);
  g_test_add_data_func ("/erp/capabilities/everything/17", "17.0", test_everything);
  g_test_add_func ("/erp/capabilities/companies", test_companies);
  g_test_add_func ("/erp/capabilities/uuid", test_uuid);
  g_test_add_func ("/erp/capabilities/failures", test_failures);
  g_test_add_func ("/erp/capabilities/relations", test_relations);
  g_test_add_func ("/erp/capabilities/groups", test_groups);
  g_test_add_func ("/erp/capabilities/in-two-steps", test_in_two_steps);
  g_test_add_func ("/erp/capabilities/cancelled", test_cancelled);

  return g_test_run ();
}
