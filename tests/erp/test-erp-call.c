/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-call.h"

#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

static void
test_arguments (void)
{
  static const char *const words[] = { "a", "b", NULL };
  static const char *const none[] = { NULL };
  static const gint64 companies[] = { 3, 1 };
  g_autoptr (ErpCall) call = erp_call_new_read ("res.partner", "search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *args = NULL;
  g_autofree char *context = NULL;

  erp_domain_add_int (domain, "id", ">", 5);
  erp_call_set_arg_domain (call, "domain", domain);
  /* what happens to the domain afterwards is not asked */
  erp_domain_add_int (domain, "id", "<", 9);
  erp_call_set_arg_int (call, "limit", G_MAXINT64);
  erp_call_set_arg_bool (call, "flag", TRUE);
  erp_call_set_arg_string (call, "text", "Größe \"3\"");
  erp_call_set_arg_string (call, "empty", NULL);
  erp_call_set_arg_strv (call, "words", words);
  erp_call_set_arg_strv (call, "none", none);
  erp_call_set_arg_json (call, "json", "{\"a\":[1,null]}");
  erp_call_take_arg (call, "taken", erp_json_literal ("[7]"));
  /* the last word counts */
  erp_call_set_arg_bool (call, "flag", FALSE);
  json_node_set_object (node, erp_call_get_args (call));
  args = erp_json_to_string (node);
  g_assert_cmpstr (args, ==,
                   "{\"domain\":[[\"id\",\">\",5]],\"limit\":9223372036854775807,\"flag\":false,"
                   "\"text\":\"Größe \\\"3\\\"\",\"empty\":false,\"words\":[\"a\",\"b\"],"
                   "\"none\":[],\"json\":{\"a\":[1,null]},\"taken\":[7]}");
  g_assert_null (erp_call_get_arg (call, "other"));

  erp_call_set_context_bool (call, "active_test", FALSE);
  erp_call_set_companies (call, companies, 2);
  erp_call_take_context (call, "lang", erp_json_literal ("\"de_DE\""));
  json_node_set_object (node, erp_call_get_context (call));
  context = erp_json_to_string (node);
  g_assert_cmpstr (context, ==,
                   "{\"active_test\":false,\"allowed_company_ids\":[3,1],\"lang\":\"de_DE\"}");
}

/* No ids at all make a method of the model, an empty list one of no records. */
static void
test_ids (void)
{
  static const gint64 many[] = { 5, 5, G_MAXINT64 };
  g_autoptr (ErpCall) call = erp_call_new_write ("account.move", "write");
  const gint64 *ids;
  gsize n = 77;

  g_assert_null (erp_call_get_ids (call, &n));
  g_assert_cmpuint (n, ==, 0);
  erp_call_set_ids (call, NULL, 0);
  g_assert_nonnull (erp_call_get_ids (call, &n));
  g_assert_cmpuint (n, ==, 0);
  erp_call_set_ids (call, many, G_N_ELEMENTS (many));
  ids = erp_call_get_ids (call, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (ids[2], ==, G_MAXINT64);
  erp_call_set_id (call, 9);
  ids = erp_call_get_ids (call, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpint (ids[0], ==, 9);
}

static void
test_kind (void)
{
  g_autoptr (ErpCall) read = erp_call_new_read ("a", "b");
  ErpCall *write = erp_call_new_write ("c", "d");

  g_assert_false (erp_call_is_write (read));
  g_assert_true (erp_call_is_write (write));
  g_assert_cmpstr (erp_call_get_model (write), ==, "c");
  g_assert_cmpstr (erp_call_get_method (write), ==, "d");
  g_assert_cmpuint (erp_call_get_timeout (read), ==, 120);
  erp_call_set_timeout (read, 5);
  g_assert_cmpuint (erp_call_get_timeout (read), ==, 5);
  g_assert_false (erp_call_get_background (read));
  erp_call_set_background (read, TRUE);
  g_assert_true (erp_call_get_background (read));
  test_last_unref (&write);
}

typedef struct
{
  guint n_first, n_second, n_freed;
  gboolean fails;
} Decoding;

static gpointer
first_of_list (JsonNode *result, gpointer user_data, GError **error)
{
  Decoding *decoding = user_data;
  JsonArray *array;

  decoding->n_first++;
  if (decoding->fails)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL, "no");
      return NULL;
    }
  if (!erp_json_get_array (result, &array, error))
    return NULL;

  return json_array_dup_element (array, 0);
}

static gpointer
to_text (JsonNode *result, gpointer user_data, GError **error)
{
  ((Decoding *)user_data)->n_second++;

  return g_strdup (json_node_get_string (result));
}

static void
decoding_freed (gpointer user_data)
{
  ((Decoding *)user_data)->n_freed++;
}

/* One decoder after the other, each freed once, none after a failure. */
static void
test_decoders (void)
{
  static const struct
  {
    gboolean has_first, has_second, fails;
    const char *json;
    const char *text; /* NULL: an error */
    guint n_first, n_second;
  } cases[] = {
    { TRUE, TRUE, FALSE, "[\"x\"]", "x", 1, 1 },
    { FALSE, TRUE, FALSE, "\"y\"", "y", 0, 1 },
    { TRUE, TRUE, TRUE, "[\"x\"]", NULL, 1, 0 },
    { TRUE, TRUE, FALSE, "{}", NULL, 1, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Decoding first = { .fails = cases[i].fails }, second = { 0 };
      ErpCall *call = erp_call_new_read ("a", "b");
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      if (cases[i].has_first)
        erp_call_set_decoder (call, first_of_list, &first, decoding_freed,
                              (GDestroyNotify)json_node_unref);
      if (cases[i].has_second)
        erp_call_add_decoder (call, to_text, &second, decoding_freed, g_free);
      g_assert_true (erp_call_get_result_free (call) == g_free);
      text = erp_call_decode (call, erp_json_literal (cases[i].json), &error);
      g_assert_cmpstr (text, ==, cases[i].text);
      g_assert_true ((error != NULL) == (cases[i].text == NULL));
      g_assert_cmpuint (first.n_first, ==, cases[i].n_first);
      g_assert_cmpuint (second.n_second, ==, cases[i].n_second);
      g_assert_cmpuint (first.n_freed + second.n_freed, ==, 0);
      test_last_unref (&call);
      g_assert_cmpuint (first.n_freed, ==, cases[i].has_first ? 1 : 0);
      g_assert_cmpuint (second.n_freed, ==, 1);
    }
}

/* Without a decoder the answer is the answer, null and all; a second decoder replaces the first. */
static void
test_plain (void)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("a", "b");
  g_autoptr (JsonNode) node = erp_call_decode (call, erp_json_literal ("null"), NULL);
  Decoding first = { 0 }, second = { 0 };
  g_autoptr (JsonNode) element = NULL;

  g_assert_true (JSON_NODE_HOLDS_NULL (node));
  g_assert_true (erp_call_get_result_free (call) == (GDestroyNotify)json_node_unref);
  erp_call_set_decoder (call, first_of_list, &first, decoding_freed,
                        (GDestroyNotify)json_node_unref);
  erp_call_set_decoder (call, first_of_list, &second, decoding_freed,
                        (GDestroyNotify)json_node_unref);
  g_assert_cmpuint (first.n_freed, ==, 1);
  element = erp_call_decode (call, erp_json_literal ("[7]"), NULL);
  g_assert_cmpint (json_node_get_int (element), ==, 7);
  g_assert_cmpuint (first.n_first, ==, 0);
  g_assert_cmpuint (second.n_first, ==, 1);
}

static void
test_company (void)
{
  ErpCompany *company = erp_company_new (3, "North & Söhne", 2);

  g_assert_cmpint (erp_company_get_id (company), ==, 3);
  g_assert_cmpstr (erp_company_get_name (company), ==, "North & Söhne");
  g_assert_cmpint (erp_company_get_currency_id (company), ==, 2);
  g_assert_cmpuint (test_read_properties (company), ==, 2);
  test_last_unref (&company);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/call/arguments", test_arguments);
  g_test_add_func ("/erp/call/ids", test_ids);
  g_test_add_func ("/erp/call/kind", test_kind);
  g_test_add_func ("/erp/call/decoders", test_decoders);
  g_test_add_func ("/erp/call/plain", test_plain);
  g_test_add_func ("/erp/company", test_company);

  return g_test_run ();
}
