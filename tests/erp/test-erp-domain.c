/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "erp-domain.h"

#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"

static void
assert_domain (ErpDomain *domain, const char *wanted)
{
  g_autoptr (JsonNode) node = erp_domain_to_json (domain);
  g_autofree char *text = erp_json_to_string (node);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_conditions (void)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GDate) day = g_date_new_dmy (2, G_DATE_NOVEMBER, 2026);
  const gint64 ids[] = { 3, 4 };
  const char *states[] = { "draft", "a\"b", NULL };

  g_assert_true (erp_domain_is_empty (domain));
  assert_domain (domain, "[]");
  erp_domain_add_string (domain, "name", "ilike", "Müller \"x\"");
  erp_domain_add_string (domain, "ref", "=", NULL);
  erp_domain_add_int (domain, "id", ">", G_GINT64_CONSTANT (9007199254740993));
  erp_domain_add_bool (domain, "active", "=", TRUE);
  erp_domain_add_date (domain, "date", "<=", day);
  erp_domain_add_ids (domain, "partner_id", "in", ids, 2);
  erp_domain_add_strv (domain, "state", "in", states);
  erp_domain_add_literal (domain, "amount", ">", "12.5");
  g_assert_false (erp_domain_is_empty (domain));
  assert_domain (domain, "[[\"name\",\"ilike\",\"Müller \\\"x\\\"\"],[\"ref\",\"=\",false],"
                         "[\"id\",\">\",9007199254740993],[\"active\",\"=\",true],"
                         "[\"date\",\"<=\",\"2026-11-02\"],[\"partner_id\",\"in\",[3,4]],"
                         "[\"state\",\"in\",[\"draft\",\"a\\\"b\"]],[\"amount\",\">\",12.5]]");
}

static void
test_any (void)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) a = erp_domain_new ();
  g_autoptr (ErpDomain) b = erp_domain_new ();
  g_autoptr (ErpDomain) empty = erp_domain_new ();
  g_autoptr (ErpDomain) nested = erp_domain_new ();
  ErpDomain *both[] = { a, b };
  ErpDomain *open[] = { domain, empty };

  erp_domain_add_int (a, "x", "=", 1);
  erp_domain_add_int (a, "y", "=", 2);
  erp_domain_add_int (b, "z", "=", 3);
  erp_domain_add_int (domain, "w", "=", 0);
  erp_domain_add_any (domain, both, 2);
  assert_domain (domain, "[[\"w\",\"=\",0],\"|\",\"&\",[\"x\",\"=\",1],[\"y\",\"=\",2],"
                         "[\"z\",\"=\",3]]");
  erp_domain_add_any (nested, open, 2);
  assert_domain (nested, "[\"|\",\"&\",[\"w\",\"=\",0],\"|\",\"&\",[\"x\",\"=\",1],[\"y\",\"=\",2],"
                         "[\"z\",\"=\",3],[1,\"=\",1]]");
  erp_domain_add_any (b, NULL, 0);
  assert_domain (b, "[[\"z\",\"=\",3]]");
}

static void
test_none (void)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) two = erp_domain_new ();
  g_autoptr (ErpDomain) empty = erp_domain_new ();
  g_autoptr (ErpDomain) outer = erp_domain_new ();
  ErpDomain *both[] = { domain, two };

  erp_domain_add_int (two, "x", "=", 1);
  erp_domain_add_int (two, "y", "=", 2);
  erp_domain_add_int (domain, "w", "=", 0);
  erp_domain_add_none (domain, two);
  assert_domain (domain, "[[\"w\",\"=\",0],\"!\",\"&\",[\"x\",\"=\",1],[\"y\",\"=\",2]]");
  erp_domain_add_any (outer, both, 2);
  assert_domain (outer, "[\"|\",\"&\",[\"w\",\"=\",0],\"!\",\"&\",[\"x\",\"=\",1],"
                        "[\"y\",\"=\",2],\"&\",[\"x\",\"=\",1],[\"y\",\"=\",2]]");
  erp_domain_add_none (empty, outer);
  g_assert_false (erp_domain_is_empty (empty));
}

static void
test_from_json (void)
{
  static const char *good[] = { "[]", "[[\"a\",\"=\",1]]",
                                "[\"!\",[\"a\",\"=\",1],[\"b\",\"=\",2]]",
                                "[\"&\",\"|\",[\"a\",\"=\",1],[\"b\",\"=\",2],[\"c\",\"=\",false]]",
                                "[[1,\"=\",1]]" };
  static const char *bad[] = { "",
                               "{}",
                               "[\"|\",[\"a\",\"=\",1]]",
                               "[\"^\"]",
                               "[[\"a\",\"=\"]]",
                               "[[\"a\",1,1]]",
                               "[1]",
                               "[[true,\"=\",1]]",
                               "[\"!\"]",
                               "[[\"a\",\"=\",1]",
                               "[[\"a\",\"=\",1e999]]",
                               "[[\"a\",\"=\",-1e999]]",
                               "[[1e999,\"=\",1]]",
                               "[[\"a\",\"in\",[1,1e999]]]",
                               "[[\"a\",\"=\",{\"b\":[1e999]}]]" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (ErpDomain) domain = erp_domain_new_from_json (good[i], &error);

      g_assert_no_error (error);
      assert_domain (domain, good[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", bad[i]);
      g_assert_null (erp_domain_new_from_json (bad[i], &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

static void
test_group_of_parsed (void)
{
  g_autoptr (ErpDomain) parsed = erp_domain_new_from_json (
      "[[\"a\",\"=\",1],\"|\",[\"b\",\"=\",2],[\"c\",\"=\",3],\"!\",[\"d\",\"=\",4]]", NULL);
  g_autoptr (ErpDomain) outer = erp_domain_new ();
  g_autoptr (ErpDomain) other = erp_domain_new ();
  ErpDomain *any[] = { other, parsed };

  erp_domain_add_int (other, "e", "=", 5);
  erp_domain_add_any (outer, any, 2);
  assert_domain (outer, "[\"|\",[\"e\",\"=\",5],\"&\",\"&\",[\"a\",\"=\",1],\"|\",[\"b\",\"=\",2],"
                        "[\"c\",\"=\",3],\"!\",[\"d\",\"=\",4]]");
}

static void
test_copy_is_independent (void)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) copy = NULL;

  erp_domain_add_int (domain, "a", "=", 1);
  copy = erp_domain_copy (domain);
  g_assert_true (erp_domain_equal (domain, copy));
  erp_domain_add_int (copy, "b", "=", 1);
  g_assert_false (erp_domain_equal (domain, copy));
  assert_domain (domain, "[[\"a\",\"=\",1]]");
  erp_domain_add_all (domain, domain);
  assert_domain (domain, "[[\"a\",\"=\",1],[\"a\",\"=\",1]]");
}

static gpointer
decode_length (JsonNode *result, gpointer user_data, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (result, &array, error))
    return NULL;
  return g_strdup_printf ("%s %u", (const char *)user_data, json_array_get_length (array));
}

static void
test_call (void)
{
  g_autoptr (ErpCall) call = erp_call_new_write ("account.move", "write");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *decoded = NULL;
  const gint64 companies[] = { 2, 1 };
  const char *fields[] = { "name", "date", NULL };
  g_autofree char *args = NULL;
  g_autoptr (JsonNode) args_node = json_node_new (JSON_NODE_OBJECT);
  gsize n;

  g_assert_null (erp_call_get_ids (call, &n));
  erp_call_set_ids (call, NULL, 0);
  g_assert_nonnull (erp_call_get_ids (call, &n));
  g_assert_cmpint (n, ==, 0);
  erp_call_set_id (call, 7);
  g_assert_cmpint (*erp_call_get_ids (call, &n), ==, 7);
  g_assert_cmpint (n, ==, 1);

  erp_domain_add_int (domain, "id", "=", 1);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "name", NULL);
  erp_call_set_arg_json (call, "vals", "{\"a\": [1]}");
  erp_call_set_companies (call, companies, 2);
  json_node_set_object (args_node, erp_call_get_args (call));
  args = erp_json_to_string (args_node);
  g_assert_cmpstr (args, ==,
                   "{\"domain\":[[\"id\",\"=\",1]],\"fields\":[\"name\",\"date\"],\"name\":false,"
                   "\"vals\":{\"a\":[1]}}");
  g_assert_cmpint (
      json_array_get_int_element (
          json_object_get_array_member (erp_call_get_context (call), "allowed_company_ids"), 0),
      ==, 2);
  g_assert_true (erp_call_is_write (call));
  g_assert_cmpint (erp_call_get_timeout (call), ==, 120);

  erp_call_set_decoder (call, decode_length, g_strdup ("n"), g_free, g_free);
  decoded = erp_call_decode (call, erp_json_literal ("[1,2,3]"), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (decoded, ==, "n 3");
  g_assert_null (erp_call_decode (call, erp_json_literal ("null"), &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/domain/conditions", test_conditions);
  g_test_add_func ("/erp/domain/any", test_any);
  g_test_add_func ("/erp/domain/none", test_none);
  g_test_add_func ("/erp/domain/from-json", test_from_json);
  g_test_add_func ("/erp/domain/group-of-parsed", test_group_of_parsed);
  g_test_add_func ("/erp/domain/copy", test_copy_is_independent);
  g_test_add_func ("/erp/call", test_call);
  return g_test_run ();
}
