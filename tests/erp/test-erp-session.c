/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-session.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-company.h"
#include "erp-currency.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-profile.h"
#include "fake-client.h"
#include "mutate-json.h"
#include "test-server.h"

#include <string.h>

/* One method that fails, and how; the rest answers as a small server does. */
typedef struct
{
  const char *model;
  const char *method;
  int code;
} Failure;

static JsonNode *
answer_call (ErpCall *call, gpointer user_data, GError **error)
{
  const Failure *failure = user_data;
  const char *model = erp_call_get_model (call);
  const char *method = erp_call_get_method (call);

  if (failure->model != NULL && g_str_equal (failure->model, model)
      && g_str_equal (failure->method, method))
    {
      g_set_error_literal (error, ERP_ERROR, failure->code, "as the test wants it");
      return NULL;
    }
  if (g_str_equal (model, "res.users") && g_str_equal (method, "read"))
    return erp_json_literal (
        "[{\"id\":9,\"name\":\"Anna\",\"login\":\"anna\",\"tz\":false,\"lang\":false,"
        "\"company_id\":[2,\"Two\"],\"company_ids\":[2,3],\"create_date\":\"2026-01-01 00:00:00\","
        "\"all_group_ids\":[1],\"groups_id\":[1]}]");
  if (g_str_equal (method, "get_external_id"))
    return erp_json_literal ("{\"1\":\"base.group_user\"}");
  if (g_str_equal (model, "res.company"))
    return erp_json_literal ("[{\"id\":2,\"name\":\"Two\",\"currency_id\":[1,\"EUR\"]},"
                             "{\"id\":3,\"name\":\"Three\",\"currency_id\":[5,\"JPY\"]}]");
  if (g_str_equal (model, "res.currency"))
    return erp_json_literal (
        "[{\"id\":1,\"name\":\"EUR\",\"symbol\":\"€\",\"position\":\"after\","
        "\"decimal_places\":2},{\"id\":5,\"name\":\"JPY\",\"symbol\":\"¥\","
        "\"position\":\"before\",\"decimal_places\":0},{\"id\":7,\"name\":\"XBT\","
        "\"symbol\":false,\"position\":false,\"decimal_places\":8}]");
  if (g_str_equal (method, "fields_get"))
    return erp_json_literal ("{\"name\":{\"type\":\"char\"}}");
  if (g_str_equal (method, "get_param"))
    return erp_json_literal ("\"the-uuid\"");
  return erp_json_literal ("true");
}

static ErpCapabilities *
load_some (FakeClient *client, gboolean everything, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_capabilities_load_async (ERP_CLIENT (client), 9, everything, NULL, test_take_result_cb,
                               &result);
  test_wait (&result);
  return erp_capabilities_load_finish (result, error);
}

static ErpCapabilities *
load (FakeClient *client, GError **error)
{
  return load_some (client, TRUE, error);
}

static gboolean
complete (ErpCapabilities *capabilities, FakeClient *client, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_capabilities_complete_async (capabilities, ERP_CLIENT (client), NULL, test_take_result_cb,
                                   &result);
  test_wait (&result);
  return erp_capabilities_complete_finish (result, error);
}

static void
test_load (void)
{
  Failure none = { NULL };
  g_autoptr (FakeClient) client = fake_client_new (answer_call, &none);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpCapabilities) capabilities = load (client, &error);
  ErpCurrency *yen;

  g_assert_no_error (error);
  g_assert_cmpstr (erp_capabilities_get_database_uuid (capabilities), ==, "the-uuid");
  g_assert_null (erp_capabilities_get_time_zone (capabilities));
  yen = erp_capabilities_get_currency (capabilities, 5);
  g_assert_cmpint (erp_currency_get_digits (yen), ==, 0);
  g_assert_null (erp_capabilities_get_currency (capabilities, 6));
  /* Eight digits: not usable, but no reason to refuse the sign-in. */
  g_assert_null (erp_capabilities_get_currency (capabilities, 7));
  g_assert_cmpstr (erp_company_get_name (erp_capabilities_get_company (capabilities, 3)), ==,
                   "Three");
  g_assert_null (erp_capabilities_get_company (capabilities, 4));
  g_assert_cmpint (erp_capabilities_get_default_company_id (capabilities), ==, 2);
  /* Side by side they cost few round trips; they must not grow unseen. */
  g_assert_cmpuint (fake_client_get_n_calls (client), <=, 61);
}

/* A right or a model this user has not is an answer; a lost key or connection is none. */
static void
test_failures (void)
{
  static const struct
  {
    Failure failure;
    gboolean ok;
  } cases[] = {
    { { "account.move", "fields_get", ERP_ERROR_ACCESS }, TRUE },
    { { "account.move", "has_access", ERP_ERROR_SERVER }, TRUE },
    { { "ir.config_parameter", "get_param", ERP_ERROR_ACCESS }, TRUE },
    { { "res.groups", "get_external_id", ERP_ERROR_ACCESS }, TRUE },
    { { "account.move", "fields_get", ERP_ERROR_AUTH }, FALSE },
    { { "account.move", "fields_get", ERP_ERROR_UNREACHABLE }, FALSE },
    { { "account.move", "fields_get", ERP_ERROR_TIMEOUT }, FALSE },
    { { "account.move", "fields_get", ERP_ERROR_TLS }, FALSE },
    { { "res.company", "search_read", ERP_ERROR_ACCESS }, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Failure failure = cases[i].failure;
      g_autoptr (FakeClient) client = fake_client_new (answer_call, &failure);
      g_autoptr (GError) error = NULL;
      g_autoptr (ErpCapabilities) capabilities = load (client, &error);

      g_test_message ("%s.%s %d", failure.model, failure.method, failure.code);
      g_assert_true ((capabilities != NULL) == cases[i].ok);
      if (!cases[i].ok)
        g_assert_error (error, ERP_ERROR, failure.code);
      else if (g_str_equal (failure.method, "fields_get"))
        g_assert_false (erp_capabilities_has_model (capabilities, "account.move"));
    }
}

/* Without the right to read the uuid, the hash is stable and of a form of its own. */
static void
test_uuid_without_right (void)
{
  Failure failure = { "ir.config_parameter", "get_param", ERP_ERROR_ACCESS };
  g_autoptr (FakeClient) client = fake_client_new (answer_call, &failure);
  g_autoptr (ErpCapabilities) first = load (client, NULL);
  g_autoptr (ErpCapabilities) second = load (client, NULL);

  g_assert_cmpuint (strlen (erp_capabilities_get_database_uuid (first)), ==, 64);
  g_assert_cmpstr (erp_capabilities_get_database_uuid (first), ==,
                   erp_capabilities_get_database_uuid (second));
}

/* The answers of a sign-in; one of them is changed. */
typedef struct
{
  const char *model;
  const char *method;
  const char *answer;
  const char *what; /* (nullable): the changed one, as text */
} Changed;

static const Changed told[] = {
  { "res.users", "read",
    "[{\"id\":9,\"name\":\"Anna\",\"login\":\"anna\",\"tz\":\"Europe/Berlin\",\"lang\":\"de_DE\","
    "\"company_id\":[2,\"Two\"],\"company_ids\":[2,3],\"create_date\":\"2026-01-01 00:00:00\","
    "\"all_group_ids\":[1],\"groups_id\":[1]}]",
    NULL },
  { "res.groups", "get_external_id", "{\"1\":\"base.group_user\",\"2\":\"\"}", NULL },
  { "res.company", "search_read", "[{\"id\":2,\"name\":\"Two\",\"currency_id\":[1,\"EUR\"]}]",
    NULL },
  { "res.currency", "search_read",
    "[{\"id\":1,\"name\":\"EUR\",\"symbol\":\"€\",\"position\":\"after\","
    "\"decimal_places\":2}]",
    NULL },
  { "account.move", "fields_get", "{\"name\":{\"type\":\"char\"},\"ref\":{}}", NULL },
  { "account.move", "has_access", "{\"it\":true}", NULL },
};

static JsonNode *
answer_changed (ErpCall *call, gpointer user_data, GError **error)
{
  const Changed *changed = user_data;
  Failure none = { NULL };

  if (g_str_equal (erp_call_get_model (call), changed->model)
      && g_str_equal (erp_call_get_method (call), changed->method))
    return json_from_string (changed->what, error);

  return answer_call (call, &none, error);
}

static void
try_answer (JsonNode *node, const char *what, gpointer user_data)
{
  Changed changed = *(const Changed *)user_data;
  g_autofree char *text = json_to_string (node, FALSE);
  g_autoptr (FakeClient) client = NULL;
  g_autoptr (ErpCapabilities) capabilities = NULL;
  g_autoptr (GError) error = NULL;

  changed.what = text;
  client = fake_client_new (answer_changed, &changed);
  capabilities = load (client, &error);
  g_test_message ("%s.%s %s", changed.model, changed.method, what);
  if (capabilities == NULL)
    {
      g_assert_nonnull (error);
      g_assert_cmpint (error->domain, ==, ERP_ERROR);
      g_assert_cmpstr (error->message, !=, "");
      return;
    }
  g_assert_no_error (error);
  g_assert_nonnull (erp_capabilities_get_database_uuid (capabilities));
  erp_capabilities_has_field (capabilities, "account.move", "name");
  erp_capabilities_get_default_company_id (capabilities);
}

/* A server that is not as it was promised: the person signs in, or is told why not. */
static void
test_changed_answers (gconstpointer data)
{
  g_assert_cmpuint (mutate_json (((const Changed *)data)->answer, try_answer, (gpointer)data), >,
                    10);
}

static void
count_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  (*(guint *)user_data)++;
}

static void
assert_same (ErpCapabilities *one, ErpCapabilities *other)
{
  static const char *const models[] = { "account.move", "account.payment", "sale.order", "x.y" };

  g_assert_cmpstr (erp_capabilities_get_database_uuid (one), ==,
                   erp_capabilities_get_database_uuid (other));
  g_assert_cmpuint (g_list_model_get_n_items (erp_capabilities_get_companies (one)), ==,
                    g_list_model_get_n_items (erp_capabilities_get_companies (other)));
  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      g_assert_cmpint (erp_capabilities_get_rights (one, models[i]), ==,
                       erp_capabilities_get_rights (other, models[i]));
      g_assert_cmpint (erp_capabilities_has_field (one, models[i], "name"), ==,
                       erp_capabilities_has_field (other, models[i], "name"));
      g_assert_cmpint (erp_capabilities_has_model (one, models[i]), ==,
                       erp_capabilities_has_model (other, models[i]));
    }
  g_assert_cmpint (erp_capabilities_has_group (one, "base.group_user"), ==,
                   erp_capabilities_has_group (other, "base.group_user"));
}

/* The first screen waits for one round trip: as many requests as there are connections. What it
 * decides by is known then; the rest follows and ends where everything at once does. */
static void
test_first (void)
{
  Failure none = { NULL };
  g_autoptr (FakeClient) client = fake_client_new (answer_call, &none);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpCapabilities) everything = load (client, NULL);
  g_autoptr (FakeClient) first_client = fake_client_new (answer_call, &none);
  g_autoptr (ErpCapabilities) first = load_some (first_client, FALSE, &error);
  guint n_notified = 0;

  g_assert_no_error (error);
  g_assert_cmpuint (fake_client_get_n_calls (first_client), <=, 8);
  g_assert_false (erp_capabilities_get_complete (first));
  g_assert_true (erp_capabilities_get_complete (everything));
  g_assert_cmpint (erp_capabilities_get_default_company_id (first), ==, 2);
  g_assert_nonnull (erp_capabilities_get_currency (first, 5));
  g_assert_cmpstr (erp_capabilities_get_database_uuid (first), ==, "the-uuid");
  g_assert_true (erp_capabilities_has_model (first, "account.move"));
  g_assert_cmpint (erp_capabilities_get_rights (first, "account.move"), ==,
                   ERP_RIGHT_READ | ERP_RIGHT_CREATE | ERP_RIGHT_WRITE);
  g_assert_cmpint (erp_capabilities_get_rights (first, "account.payment"), ==, ERP_RIGHT_CREATE);
  g_assert_false (erp_capabilities_has_model (first, "sale.order"));

  g_signal_connect (first, "notify::complete", G_CALLBACK (count_cb), &n_notified);
  g_assert_true (complete (first, first_client, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_notified, ==, 1);
  g_assert_true (erp_capabilities_get_complete (first));
  assert_same (first, everything);
}

/* The pages have the connections while the rest is asked. */
static void
test_few_at_once (void)
{
  Failure none = { NULL };
  g_autoptr (FakeClient) client = fake_client_new (answer_call, &none);
  g_autoptr (ErpCapabilities) capabilities = load_some (client, FALSE, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  guint before = fake_client_get_n_calls (client);

  erp_capabilities_complete_async (capabilities, ERP_CLIENT (client), NULL, test_take_result_cb,
                                   &result);
  g_assert_cmpuint (fake_client_get_n_calls (client) - before, ==, 2);
  test_wait (&result);
  g_assert_true (erp_capabilities_complete_finish (result, NULL));
}

/* A connection that breaks meanwhile: what is known stays, and it can be asked again. */
static void
test_complete_later (void)
{
  Failure failure = { "sale.order", "fields_get", ERP_ERROR_UNREACHABLE };
  g_autoptr (FakeClient) client = fake_client_new (answer_call, &failure);
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpCapabilities) capabilities = load_some (client, FALSE, &error);
  g_autoptr (ErpCapabilities) everything = NULL;

  g_assert_no_error (error);
  g_assert_false (complete (capabilities, client, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_clear_error (&error);
  g_assert_false (erp_capabilities_get_complete (capabilities));
  g_assert_true (erp_capabilities_has_model (capabilities, "account.move"));
  failure.model = NULL;
  g_assert_true (complete (capabilities, client, &error));
  g_assert_no_error (error);
  everything = load (client, NULL);
  assert_same (capabilities, everything);
}

static gboolean
is_complete (gpointer user_data)
{
  return erp_capabilities_get_complete (user_data);
}

static void
test_session_completes (void)
{
  Failure none = { NULL };
  g_autoptr (FakeClient) client = fake_client_new (answer_call, &none);
  g_autoptr (ErpCapabilities) capabilities = load_some (client, FALSE, NULL);
  g_autoptr (ErpProfile) profile = erp_profile_new ("x", "https://x", "db", "anna");
  ErpSession *session = erp_session_new (ERP_CLIENT (client), capabilities, profile, NULL);
  guint before = fake_client_get_n_calls (client);

  /* A session that goes stops asking. */
  erp_session_complete (session);
  g_assert_cmpuint (fake_client_get_n_calls (client) - before, ==, 2);
  g_object_unref (session);
  for (guint i = 0; i < 20; i++)
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (erp_capabilities_get_complete (capabilities));

  session = erp_session_new (ERP_CLIENT (client), capabilities, profile, NULL);
  before = fake_client_get_n_calls (client);
  erp_session_complete (session);
  erp_session_complete (session);
  g_assert_cmpuint (fake_client_get_n_calls (client) - before, ==, 2);
  test_wait_until (is_complete, capabilities);
  before = fake_client_get_n_calls (client);
  erp_session_complete (session);
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, before);
  g_object_unref (session);
}

static void
test_companies (void)
{
  Failure none = { NULL };
  g_autoptr (FakeClient) client = fake_client_new (answer_call, &none);
  g_autoptr (ErpCapabilities) capabilities = load (client, NULL);
  g_autoptr (ErpProfile) profile = erp_profile_new ("x", "https://x", "db", "anna");
  g_autoptr (ErpSession) session =
      erp_session_new (ERP_CLIENT (client), capabilities, profile, NULL);
  const gint64 both[] = { 3, 2 };
  g_autoptr (GArray) all = NULL;
  guint n_notified = 0;
  const gint64 *ids;
  gsize n;

  g_signal_connect (session, "notify::active-companies", G_CALLBACK (count_cb), &n_notified);
  ids = erp_session_get_active_companies (session, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (ids[0], ==, 2);
  /* Every company of the user, each once, what is seen first. */
  all = erp_session_dup_companies (session);
  g_assert_cmpuint (all->len, ==,
                    g_list_model_get_n_items (erp_capabilities_get_companies (capabilities)));
  g_assert_cmpint (g_array_index (all, gint64, 0), ==, 2);
  for (guint i = 1; i < all->len; i++)
    g_assert_cmpint (g_array_index (all, gint64, i), !=, 2);
  erp_session_set_active_companies (session, both, 2);
  erp_session_set_active_companies (session, both, 2);
  ids = erp_session_get_active_companies (session, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (ids[0], ==, 3);
  g_assert_cmpuint (n_notified, ==, 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/capabilities/load", test_load);
  g_test_add_func ("/erp/capabilities/failures", test_failures);
  g_test_add_func ("/erp/capabilities/uuid", test_uuid_without_right);
  g_test_add_func ("/erp/capabilities/first", test_first);
  g_test_add_func ("/erp/capabilities/few-at-once", test_few_at_once);
  g_test_add_func ("/erp/capabilities/complete-later", test_complete_later);
  g_test_add_func ("/erp/session/companies", test_companies);
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    {
      g_autofree char *path =
          g_strdup_printf ("/erp/capabilities/changed/%s.%s", told[i].model, told[i].method);

      g_test_add_data_func (path, &told[i], test_changed_answers);
    }
  g_test_add_func ("/erp/session/completes", test_session_completes);
  return g_test_run ();
}
