/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the kinds of jobs read bodies and answers with: no answer is taken for more than it says. */

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "test-values.h"

#define FAIL G_MININT64

static void
test_amounts (void)
{
  static const struct
  {
    const char *text; /* JSON */
    int digits;
    gint64 minor; /* FAIL: none */
  } cases[] = {
    { "\"1190.00\"", 2, 119000 },
    { "\"1190\"", 2, 119000 },
    { "\"1190.5\"", 2, 119050 },
    { "\"-3.25\"", 2, -325 },
    { "\"0.07\"", 2, 7 },
    { "\".5\"", 2, 50 },
    { "\"1190\"", 0, 1190 },
    { "\"1.250\"", 3, 1250 },
    { "\"92233720368547758.07\"", 2, G_MAXINT64 },
    { "\"92233720368547758.08\"", 2, FAIL },
    { "\"1.255\"", 2, FAIL },
    { "\"1.5\"", 0, FAIL },
    { "\"1,190.00\"", 2, FAIL },
    { "\"1190,00\"", 2, FAIL },
    { "\"1.1.1\"", 2, FAIL },
    { "\"--1\"", 2, FAIL },
    { "\"1-\"", 2, FAIL },
    { "\"+1\"", 2, FAIL },
    { "\"1e3\"", 2, FAIL },
    { "\" 1\"", 2, FAIL },
    { "\"-\"", 2, FAIL },
    { "\".\"", 2, FAIL },
    { "\"-.\"", 2, FAIL },
    { "\"\"", 2, FAIL },
    { "1190", 2, FAIL },
    { "false", 2, FAIL },
    { "\"1\"", 7, FAIL },
    { "\"1\"", -1, FAIL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json =
          g_strdup_printf ("{\"amount\":%s,\"digits\":%d}", cases[i].text, cases[i].digits);
      g_autoptr (JsonObject) body = test_object (json);
      gint64 minor = 77;
      gboolean ok = biz_job_get_minor (body, "amount", &minor);

      g_test_message ("%s with %d", cases[i].text, cases[i].digits);
      g_assert_true (ok == (cases[i].minor != FAIL));
      if (ok)
        g_assert_cmpint (minor, ==, cases[i].minor);
    }
}

/* A title shows the amount by the locale, or as it was written where nobody knows its currency. */
static void
test_titles (void)
{
  static const struct
  {
    const char *body;
    const char *text; /* NULL: none */
  } cases[] = {
    { "{\"amount\":\"1190.00\",\"digits\":2,\"currency\":\"EUR\"}", "€1,190.00" },
    { "{\"amount\":\"1190\",\"digits\":0,\"currency\":\"JPY\"}", "¥1,190" },
    { "{\"amount\":\"1190.00\",\"digits\":2}", "1190.00" },
    { "{\"amount\":\"odd\",\"digits\":2,\"currency\":\"EUR\"}", "odd" },
    { "{\"digits\":2,\"currency\":\"EUR\"}", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) body = test_object (cases[i].body);
      g_autofree char *text = biz_job_format_amount (body, "amount");
      g_autofree char *plain = NULL;

      /* the blank between symbol and figures is the locale's affair */
      if (text != NULL)
        {
          g_auto (GStrv) parts = g_strsplit (text, "\302\240", -1);

          plain = g_strjoinv ("", parts);
        }
      g_assert_cmpstr (plain, ==, cases[i].text);
    }
}

static void
test_html (void)
{
  static const struct
  {
    const char *text;
    const char *html;
  } cases[] = {
    { NULL, "<p></p>" },
    { "", "<p></p>" },
    { "Hello", "<p>Hello</p>" },
    { "a\nb", "<p>a<br>b</p>" },
    { "a\nb\n\nc", "<p>a<br>b</p><p>c</p>" },
    { "one\n\ntwo\n\nthree", "<p>one</p><p>two</p><p>three</p>" },
    { "one\n \t\ntwo", "<p>one</p><p>two</p>" },
    { "one\r\n\r\ntwo\r\nmore", "<p>one</p><p>two<br>more</p>" },
    { "one\n\n\n\ntwo", "<p>one</p><p><br></p><p><br></p><p>two</p>" },
    { "\n\n one \n\n", "<p>one</p>" },
    { "<script>x</script>", "<p>&lt;script&gt;x&lt;/script&gt;</p>" },
    { "\"a\" & 'b'", "<p>&quot;a&quot; &amp; &apos;b&apos;</p>" },
    { "</p><img src=x>", "<p>&lt;/p&gt;&lt;img src=x&gt;</p>" },
    { "Größe 東京", "<p>Größe 東京</p>" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *html = biz_job_text_to_html (cases[i].text);

      g_assert_cmpstr (html, ==, cases[i].html);
    }
}

static void
test_ids (void)
{
  static const struct
  {
    const char *json;
    gint64 first;
    gboolean understood;
  } cases[] = {
    { "7", 7, TRUE },     { "[7]", 7, TRUE },    { "[7,8]", 7, TRUE },
    { "[]", 0, FALSE },   { "false", 0, FALSE }, { "true", 0, FALSE },
    { "null", 0, FALSE }, { "\"7\"", 0, FALSE }, { "[\"7\"]", 0, FALSE },
    { "{}", 0, FALSE },   { "[[7]]", 0, FALSE }, { "[{\"id\":7}]", 0, FALSE },
    { "7.5", 0, FALSE },  { "0", 0, FALSE },     { "[0]", 0, FALSE },
    { "-7", -7, FALSE },  { "[-7]", -7, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (cases[i].json);
      g_autoptr (JsonObject) result = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (biz_job_first_id (node), ==, cases[i].first);
      g_assert_cmpint (biz_job_interpret_ids ("a.model", node, &result, &error), ==,
                       cases[i].understood);
      g_assert_true ((result != NULL) == cases[i].understood);
      if (!cases[i].understood)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
      else
        g_assert_cmpint (json_object_get_int_member (result, "id"), ==, cases[i].first);
    }
  g_assert_cmpint (biz_job_first_id (NULL), ==, 0);
}

static void
test_actions (void)
{
  static const struct
  {
    const char *json;
    int code;  /* -1: it acted */
    gint64 id; /* 0: no record is named */
  } cases[] = {
    { "true", -1, 0 },
    { "{\"res_model\":\"a.model\",\"res_id\":7}", -1, 7 },
    { "{\"res_model\":\"a.model\",\"res_id\":false}", -1, 0 },
    { "{\"res_model\":\"a.model\",\"res_id\":-7}", -1, 0 },
    { "{\"res_model\":\"a.model\"}", -1, 0 },
    { "{\"res_model\":\"another\",\"target\":\"new\"}", ERP_ERROR_VALIDATION, 0 },
    { "{\"res_model\":\"another\",\"target\":\"current\"}", ERP_ERROR_PROTOCOL, 0 },
    { "{}", ERP_ERROR_PROTOCOL, 0 },
    { "false", ERP_ERROR_PROTOCOL, 0 },
    { "null", ERP_ERROR_PROTOCOL, 0 },
    { "7", ERP_ERROR_PROTOCOL, 0 },
    { "[]", ERP_ERROR_PROTOCOL, 0 },
    { "\"true\"", ERP_ERROR_PROTOCOL, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (cases[i].json);
      g_autoptr (JsonObject) result = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_true (biz_job_interpret_action ("a.model", node, &result, &error)
                     == (cases[i].code < 0));
      if (cases[i].code >= 0)
        test_take_error (&error, cases[i].code);
      g_assert_true ((result != NULL) == (cases[i].id != 0));
      if (result != NULL)
        g_assert_cmpint (json_object_get_int_member (result, "id"), ==, cases[i].id);
    }
}

/* Exactly one, with a number, is done; no other answer is. */
static void
test_marked (void)
{
  static const struct
  {
    const char *json;
    ErpVerdict verdict;
  } cases[] = {
    { "[{\"id\":7,\"display_name\":\"x\"}]", ERP_VERDICT_DONE },
    { "[{\"id\":7}]", ERP_VERDICT_DONE },
    { "[]", ERP_VERDICT_NOT_SEEN },
    { "false", ERP_VERDICT_NOT_SEEN },
    { "{}", ERP_VERDICT_NOT_SEEN },
    { "[{\"id\":7},{\"id\":8}]", ERP_VERDICT_AMBIGUOUS },
    { "[{\"id\":7},{\"id\":7}]", ERP_VERDICT_AMBIGUOUS },
    { "[{\"id\":7},null]", ERP_VERDICT_AMBIGUOUS },
    { "[7]", ERP_VERDICT_AMBIGUOUS },
    { "[null]", ERP_VERDICT_AMBIGUOUS },
    { "[{}]", ERP_VERDICT_AMBIGUOUS },
    { "[{\"id\":0}]", ERP_VERDICT_AMBIGUOUS },
    { "[{\"id\":-7}]", ERP_VERDICT_AMBIGUOUS },
    { "[{\"id\":\"7\"}]", ERP_VERDICT_AMBIGUOUS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (cases[i].json);
      g_autoptr (JsonObject) result = NULL;

      g_test_message ("%s", cases[i].json);
      g_assert_cmpint (biz_job_judge_marked (node, &result), ==, cases[i].verdict);
      g_assert_true ((result != NULL) == (cases[i].verdict == ERP_VERDICT_DONE));
    }
}

static void
test_rows (void)
{
  g_autoptr (JsonNode) rows = erp_json_literal (
      "[{\"id\":5,\"many\":[1,2],\"one\":[9,\"Nine\"]},{\"id\":6,\"many\":false,\"one\":false}]");
  g_autoptr (JsonNode) odd = erp_json_literal ("[7,{\"id\":5}]");
  g_autoptr (JsonNode) empty = erp_json_literal ("[]");
  g_autoptr (JsonNode) no_list = erp_json_literal ("{}");
  g_autoptr (GString) many = g_string_new ("[");
  g_autoptr (JsonNode) full = NULL;
  JsonObject *first = biz_job_nth (rows, 0);
  g_autofree char *name = biz_job_dup_many2one_name (first, "one");
  g_autoptr (GError) error = NULL;

  g_assert_true (biz_job_find (rows, 6) == biz_job_nth (rows, 1));
  g_assert_null (biz_job_find (rows, 7));
  g_assert_null (biz_job_nth (rows, 2));
  g_assert_null (biz_job_nth (odd, 0));
  g_assert_null (biz_job_nth (no_list, 0));
  g_assert_null (biz_job_nth (NULL, 0));
  g_assert_true (biz_job_has_id (first, "many", 2));
  g_assert_false (biz_job_has_id (first, "many", 3));
  g_assert_false (biz_job_has_id (first, "other", 2));
  g_assert_false (biz_job_has_id (biz_job_nth (rows, 1), "many", 2));
  g_assert_cmpint (biz_job_get_many2one (first, "one"), ==, 9);
  g_assert_cmpstr (name, ==, "Nine");
  g_assert_cmpint (biz_job_get_many2one (biz_job_nth (rows, 1), "one"), ==, 0);
  g_assert_cmpint (biz_job_get_many2one (first, "other"), ==, 0);
  g_assert_true (biz_job_is_empty_list (empty));
  g_assert_false (biz_job_is_empty_list (rows));
  g_assert_false (biz_job_is_empty_list (no_list));
  g_assert_false (biz_job_is_empty_list (NULL));
  g_assert_true (biz_job_check_exists (rows, &error));
  g_assert_false (biz_job_check_exists (empty, &error));
  test_take_error (&error, ERP_ERROR_MISSING);
  /* as many as were asked for at most: there may be more */
  for (guint i = 0; i < 200; i++)
    g_string_append_printf (many, "%s%u", i > 0 ? "," : "", i);
  g_string_append_c (many, ']');
  full = erp_json_literal (many->str);
  g_assert_true (biz_job_is_full (full));
  g_assert_false (biz_job_is_full (rows));
}

static void
test_calls (void)
{
  g_autoptr (JsonObject) body = test_object ("{\"company_id\":3,\"ids\":[5,6],\"odd\":[\"x\"]}");
  g_autoptr (JsonObject) bare = test_object ("{}");
  g_autoptr (ErpCall) write = biz_job_new_write (body, "a.model", "do");
  g_autoptr (ErpCall) read = biz_job_new_read (bare, "a.model");
  g_autoptr (JsonNode) ids = biz_job_list_ids (body, "ids");
  g_autoptr (JsonNode) odd = biz_job_list_ids (body, "odd");
  g_autofree char *context = NULL;
  g_autofree char *ids_text = erp_json_to_string (ids);
  g_autofree char *odd_text = erp_json_to_string (odd);
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  biz_job_set_active (write, "account.move", 25);
  g_assert_true (erp_call_is_write (write));
  g_assert_false (erp_call_is_write (read));
  json_node_set_object (node, erp_call_get_context (write));
  context = erp_json_to_string (node);
  g_assert_cmpstr (context, ==,
                   "{\"allowed_company_ids\":[3],\"active_model\":\"account.move\","
                   "\"active_id\":25,\"active_ids\":[25]}");
  g_assert_cmpuint (json_object_get_size (erp_call_get_context (read)), ==, 0);
  g_assert_cmpstr (ids_text, ==, "[5,6]");
  g_assert_cmpstr (odd_text, ==, "[]");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/job-tools/amounts", test_amounts);
  g_test_add_func ("/biz/job-tools/titles", test_titles);
  g_test_add_func ("/biz/job-tools/html", test_html);
  g_test_add_func ("/biz/job-tools/ids", test_ids);
  g_test_add_func ("/biz/job-tools/actions", test_actions);
  g_test_add_func ("/biz/job-tools/marked", test_marked);
  g_test_add_func ("/biz/job-tools/rows", test_rows);
  g_test_add_func ("/biz/job-tools/calls", test_calls);

  return g_test_run ();
}
