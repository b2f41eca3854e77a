/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-saved-filter.h"

#include "biz-filter-words.h"
#include "biz-invoice-filter.h"
#include "biz-python.h"
#include "biz-saved-filters.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "fake-client.h"

#include <string.h>

#define UID 7

static GDate
make_today (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 22, G_DATE_NOVEMBER, 2026);
  return today;
}

static const struct
{
  const char *text;
  const char *json; /* NULL: refused */
} literals[] = {
  { "[]", "[]" },
  { " [('state', '=', 'posted')] ", "[[\"state\",\"=\",\"posted\"]]" },
  { "['&', (\"a\", \"in\", (1, -2, 3.5,)), ('b', '=', None), ('c', '!=', False), ('d', '=', True)]",
    "[\"&\",[\"a\",\"in\",[1,-2,3.5]],[\"b\",\"=\",null],[\"c\",\"!=\",false],[\"d\",\"=\",true]"
    "]" },
  { "('it\\'s', 'a\\\\b', 'M\\u00fcller', '\\x41', '50\\%')",
    "[\"it's\",\"a\\\\b\",\"Müller\",\"A\",\"50\\\\%\"]" },
  { "(1)", "1" },
  { "(1,)", "[1]" },
  { "()", "[]" },
  { "{'group_by': ['partner_id', 'invoice_date:month'], 'n': 1,}",
    "{\"group_by\":[\"partner_id\",\"invoice_date:month\"],\"n\":1}" },
  { "[('user_id', '=', uid)]", "[[\"user_id\",\"=\",7]]" },
  { "[('due', '<', context_today().strftime('%Y-%m-%d'))]", "[[\"due\",\"<\",\"2026-11-22\"]]" },
  { "[('due', '<', time.strftime(\"%Y-%m-%d\"))]", "[[\"due\",\"<\",\"2026-11-22\"]]" },
  { "(context_today() - datetime.timedelta(days=7)).strftime('%Y-%m-%d')", "\"2026-11-15\"" },
  { "(context_today() + relativedelta(months=1, days=-2)).strftime('%Y-%m-%d')", "\"2026-12-20\"" },
  { "(context_today() + relativedelta(weeks=1)).strftime('%Y-%m-%d')", "\"2026-11-29\"" },
  /* Anything else is not run, not guessed. */
  { "", NULL },
  { "[", NULL },
  { "[1 2]", NULL },
  { "[,]", NULL },
  { "{1: 2}", NULL },
  { "'open", NULL },
  { "'\\u12'", NULL },
  { "uidx", NULL },
  { "1x", NULL },
  { "[] + []", NULL },
  { "__import__('os').system('true')", NULL },
  { "[('a', '=', user.partner_id.id)]", NULL },
  { "context_today().strftime('%d')", NULL },
  { "(context_today() - relativedelta(days=99999)).strftime('%Y-%m-%d')", NULL },
  { "(context_today() - relativedelta(day=1)).strftime('%Y-%m-%d')", NULL },
  { "(lambda: 1)()", NULL },
  { "[x for x in (1, 2)]", NULL },
};

static void
test_python (void)
{
  GDate today = make_today ();

  for (gsize i = 0; i < G_N_ELEMENTS (literals); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) node = biz_python_parse (literals[i].text, UID, &today, &error);
      g_autofree char *json = node != NULL ? json_to_string (node, FALSE) : NULL;

      g_assert_cmpstr (json, ==, literals[i].json);
      if (literals[i].json == NULL)
        g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
    }
}

static void
test_python_limits (void)
{
  GDate today = make_today ();
  g_autoptr (GString) deep = g_string_new (NULL);
  g_autofree char *open = g_strnfill (100000, '[');
  g_autofree char *brackets = g_strnfill (60000, '(');

  g_assert_null (biz_python_parse (open, UID, &today, NULL));
  g_assert_null (biz_python_parse (brackets, UID, &today, NULL));
  for (int i = 0; i < 40; i++)
    g_string_append (deep, "[");
  for (int i = 0; i < 40; i++)
    g_string_append (deep, "]");
  g_assert_null (biz_python_parse (deep->str, UID, &today, NULL));
  g_assert_null (biz_python_parse ("'\xff'", UID, &today, NULL));
}

static void
test_python_write (void)
{
  GDate today = make_today ();
  GDate later = today;
  g_autoptr (JsonNode) now =
      json_from_string ("[[\"due\",\"<\",\"2026-11-22\"],[\"it's\",\"=\",\"a\\\\b\"],"
                        "[\"x\",\"in\",[1,2.5,true,null]],[\"date\",\"=\",\"2026-11-22\"]]",
                        NULL);
  g_autoptr (JsonNode) then =
      json_from_string ("[[\"due\",\"<\",\"2026-11-23\"],[\"it's\",\"=\",\"a\\\\b\"],"
                        "[\"x\",\"in\",[1,2.5,true,null]],[\"date\",\"=\",\"2026-11-22\"]]",
                        NULL);
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) back = NULL;

  g_date_add_days (&later, 1);
  text = biz_python_write (now, &today, then, &later);
  g_assert_cmpstr (text, ==,
                   "[['due', '<', context_today().strftime('%Y-%m-%d')], ['it\\'s', '=', "
                   "'a\\\\b'], ['x', 'in', [1, 2.5, True, None]], ['date', '=', '2026-11-22']]");
  back = biz_python_parse (text, UID, &today, NULL);
  g_assert_true (json_node_equal (back, now));
}

static const struct
{
  const char *domain;
  const char *text; /* NULL: only the domain says it */
} domains[] = {
  { "[]", "" },
  { "[[\"move_type\",\"in\",[\"out_invoice\",\"out_refund\"]]]", "" },
  { "[[\"move_type\",\"=\",\"out_invoice\"],[\"state\",\"=\",\"posted\"]]",
    "type:invoice state:posted" },
  { "[\"&\",[\"state\",\"!=\",\"cancel\"],[\"amount_total\",\">\",1000]]",
    "-state:cancelled amount:>1000" },
  { "[[\"payment_state\",\"in\",[\"not_paid\",\"partial\"]]]", "payment:not-paid payment:partial" },
  { "[\"|\",[\"payment_state\",\"=\",\"not_paid\"],[\"payment_state\",\"=\",\"partial\"]]",
    "payment:not-paid payment:partial" },
  { "[[\"partner_id\",\"ilike\",\"Acme Ltd\"]]", "customer:\"Acme Ltd\"" },
  { "[\"!\",[\"partner_id\",\"ilike\",\"50\\\\%\"]]", "-customer:50%" },
  { "[[\"invoice_date\",\">=\",\"2026-01-01\"],[\"invoice_date\",\"<=\",\"2026-03-31\"]]",
    "date:>=2026-01-01 date:<=2026-03-31" },
  { "[[\"amount_residual\",\"<\",10.5]]", "residual:<10.5" },
  { "[[\"id\",\"in\",[4,5]]]", "ids:4,5" },
  /* What our words cannot say. */
  { "[[\"partner_id\",\"=\",4]]", NULL },
  { "[[\"partner_id.country_id\",\"=\",4]]", NULL },
  { "[[\"partner_id\",\"ilike\",\"a%b\"]]", NULL },
  { "[[\"partner_id\",\"ilike\",\"say \\\"x\\\"\"]]", NULL },
  { "[\"|\",[\"state\",\"=\",\"draft\"],[\"payment_state\",\"=\",\"partial\"]]", NULL },
  { "[\"|\",[\"amount_total\",\">\",4],[\"amount_total\",\"<\",2]]", NULL },
  /* Two conditions on one field that must both hold. */
  { "[[\"partner_id\",\"ilike\",\"a\"],[\"partner_id\",\"ilike\",\"b\"]]", NULL },
  { "[[\"state\",\"=\",\"unheard-of\"]]", NULL },
  { "[[\"journal_id.type\",\"=\",\"sale\"]]", NULL },
  { "[[\"invoice_date\",\"=\",false]]", NULL },
  { "[\"!\",\"&\",[\"state\",\"=\",\"draft\"],[\"ref\",\"ilike\",\"x\"]]", NULL },
};

/* What is said in words means the same. */
static void
test_words (void)
{
  GDate today = make_today ();

  for (gsize i = 0; i < G_N_ELEMENTS (domains); i++)
    {
      g_autoptr (ErpDomain) domain = erp_domain_new_from_json (domains[i].domain, NULL);
      g_autofree char *text = biz_filter_from_domain (&biz_invoice_grammar, domain);

      g_assert_cmpstr (text, ==, domains[i].text);
      if (text != NULL)
        {
          g_autoptr (BizFilter) filter = biz_invoice_filter_parse (text, &today, NULL);

          g_assert_nonnull (filter);
        }
    }
}

static BizSavedFilter *
read_filter (const char *json, GError **error)
{
  GDate today = make_today ();
  g_autoptr (JsonNode) node = json_from_string (json, NULL);

  g_assert_nonnull (node);
  return biz_saved_filter_new_from_json (json_node_get_object (node), &biz_invoice_grammar, UID,
                                         &today, error);
}

static void
test_read (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizSavedFilter) own = read_filter (
      "{\"id\":3,\"name\":\"Big ones\",\"domain\":\"[('amount_total','>',1000)]\","
      "\"context\":\"{'group_by': ['partner_id','invoice_date','x_other']}\","
      "\"sort\":\"[\\\"invoice_date_due desc\\\"]\",\"is_default\":true,\"user_id\":[7,\"Me\"]}",
      &error);
  g_autoptr (BizSavedFilter) shared = read_filter (
      "{\"id\":4,\"name\":\"Country\",\"domain\":\"[('partner_id.country_id','=',3)]\","
      "\"context\":\"{}\",\"sort\":\"[]\",\"is_default\":false,\"user_ids\":[]}",
      &error);
  g_autoptr (BizSavedFilter) odd =
      read_filter ("{\"id\":5,\"name\":\"Odd\",\"domain\":\"[('a','=',user.company_id.id)]\","
                   "\"context\":\"{}\",\"sort\":\"\",\"is_default\":false,\"user_ids\":[7,8]}",
                   &error);
  g_autoptr (BizSavedFilter) overdue = read_filter (
      "{\"id\":6,\"name\":\"Late\",\"domain\":\"[('invoice_date_due','<',context_today()"
      ".strftime('%Y-%m-%d'))]\",\"context\":\"{\",\"sort\":\"[]\",\"is_default\":false,"
      "\"user_id\":false}",
      &error);
  BizInvoiceSort sort;
  gboolean descending;

  g_assert_no_error (error);
  g_assert_cmpstr (biz_saved_filter_get_text (own), ==, "amount:>1000");
  g_assert_cmpstr (biz_saved_filter_get_groups (own), ==, "customer,month");
  g_assert_true (biz_saved_filter_get_sort (own, &sort, &descending));
  g_assert_cmpint (sort, ==, BIZ_INVOICE_SORT_DUE);
  g_assert_true (descending);
  g_assert_true (biz_saved_filter_is_default (own));
  g_assert_false (biz_saved_filter_is_shared (own));

  g_assert_true (biz_saved_filter_is_shared (shared));
  g_assert_null (biz_saved_filter_get_text (shared));
  g_assert_nonnull (biz_saved_filter_get_domain (shared));
  g_assert_null (biz_saved_filter_get_problem (shared));
  g_assert_false (biz_saved_filter_get_sort (shared, &sort, &descending));

  g_assert_null (biz_saved_filter_get_domain (odd));
  g_assert_nonnull (biz_saved_filter_get_problem (odd));
  /* A day that moves is not frozen into words. */
  g_assert_null (biz_saved_filter_get_text (overdue));
  g_assert_nonnull (biz_saved_filter_get_domain (overdue));

  /* Somebody else's is none of ours. */
  g_assert_null (read_filter ("{\"id\":5,\"name\":\"x\",\"domain\":\"[]\",\"context\":\"{}\","
                              "\"sort\":\"[]\",\"is_default\":false,\"user_ids\":[8]}",
                              &error));
  g_assert_no_error (error);
  g_assert_null (read_filter ("{\"id\":false}", &error));
  g_assert_nonnull (error);
}

static void
test_round_trip (void)
{
  static const char *const filters[] = { "",
                                         "overdue",
                                         "overdue customer:\"Acme & Söhne\" steel",
                                         "-state:draft due:<today",
                                         "date:this-month",
                                         "it's" };
  GDate today = make_today ();

  for (gsize i = 0; i < G_N_ELEMENTS (filters); i++)
    {
      BizSavedState state = { filters[i], "customer,due-month", "invoice_date_due asc, id asc" };
      g_autoptr (JsonObject) values =
          biz_saved_filter_make_values ("Mine", &state, &biz_invoice_grammar, &today, NULL);
      g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
      g_autoptr (BizSavedFilter) filter = NULL;
      GDate later = today;
      BizInvoiceSort sort;
      gboolean descending;

      g_assert_nonnull (values);
      g_assert_nonnull (strstr (json_object_get_string_member (values, "domain"), "move_type"));
      if (g_str_has_prefix (filters[i], "overdue"))
        g_assert_nonnull (
            strstr (json_object_get_string_member (values, "domain"), "context_today()"));
      json_object_set_int_member (values, "id", 3);
      json_object_set_boolean_member (values, "is_default", FALSE);
      json_object_set_int_member (values, "user_id", UID);
      json_object_set_boolean_member (values, "user_id", FALSE);
      g_date_add_days (&later, 40);
      filter = biz_saved_filter_new_from_json (values, &biz_invoice_grammar, UID, &later, NULL);
      g_assert_cmpstr (biz_saved_filter_get_text (filter), ==, filters[i]);
      g_assert_cmpstr (biz_saved_filter_get_groups (filter), ==, "customer,due-month");
      g_assert_true (biz_saved_filter_get_sort (filter, &sort, &descending));
      g_assert_cmpint (sort, ==, BIZ_INVOICE_SORT_DUE);
      g_assert_false (descending);

      /* Changed in the browser: the words do not count any more. */
      g_clear_object (&filter);
      json_object_set_string_member (values, "domain", "[('partner_id.city', '=', 'Bonn')]");
      filter = biz_saved_filter_new_from_json (values, &biz_invoice_grammar, UID, &later, NULL);
      g_assert_null (biz_saved_filter_get_text (filter));
      g_assert_nonnull (biz_saved_filter_get_domain (filter));
    }
}

typedef struct
{
  char *users;     /* the name of the field of users */
  JsonArray *rows; /* what the server has */
  gboolean lose;
} Server;

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Server *server = user_data;
  const char *method = erp_call_get_method (call);
  JsonNode *node;

  g_assert_cmpstr (erp_call_get_model (call), ==, "ir.filters");
  if (g_str_equal (method, "fields_get"))
    return json_from_string (g_str_equal (server->users, "user_id")
                                 ? "{\"user_id\":{\"type\":\"many2one\"}}"
                                 : "{\"user_ids\":{\"type\":\"many2many\"}}",
                             NULL);
  if (g_str_equal (method, "search_read"))
    {
      node = json_node_new (JSON_NODE_ARRAY);
      json_node_set_array (node, server->rows);
      {
        JsonNode *copy = json_node_copy (node);

        json_node_unref (node);
        return copy;
      }
    }
  if (g_str_equal (method, "create"))
    {
      JsonArray *list = json_node_get_array (erp_call_get_arg (call, "vals_list"));
      g_autoptr (JsonNode) copy = json_node_copy (json_array_get_element (list, 0));
      g_autofree char *text = json_to_string (copy, FALSE);
      g_autoptr (JsonNode) row = json_from_string (text, NULL);
      JsonObject *values = json_node_get_object (row);

      json_object_set_int_member (values, "id", 10 + json_array_get_length (server->rows));
      if (g_str_equal (server->users, "user_ids"))
        {
          /* The command becomes its ids. */
          JsonArray *command =
              json_array_get_array_element (json_object_get_array_member (values, "user_ids"), 0);

          json_object_set_member (values, "user_ids",
                                  json_node_copy (json_array_get_element (command, 2)));
        }
      json_array_add_element (server->rows, json_node_copy (row));
    }
  else if (g_str_equal (method, "write"))
    {
      gsize n;
      gint64 id = erp_call_get_ids (call, &n)[0];
      JsonObject *vals = json_node_get_object (erp_call_get_arg (call, "vals"));
      g_autoptr (GList) members = json_object_get_members (vals);

      for (guint i = 0; i < json_array_get_length (server->rows); i++)
        {
          JsonObject *row = json_array_get_object_element (server->rows, i);

          for (GList *m = members; m != NULL && json_object_get_int_member (row, "id") == id;
               m = m->next)
            json_object_set_member (row, m->data,
                                    json_node_copy (json_object_get_member (vals, m->data)));
        }
    }
  else
    {
      g_assert_cmpstr (method, ==, "unlink");
      json_array_remove_element (server->rows, 0);
    }
  if (server->lose)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME, "no answer");
      return NULL;
    }
  return json_from_string ("true", NULL);
}

static gboolean
is_set (gpointer user_data)
{
  return *(GAsyncResult **)user_data != NULL;
}

static void
keep_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
wait (BizSavedFilters *filters, GAsyncResult **result, GError **error)
{
  gboolean done;

  fake_loop_until (is_set, result);
  done = biz_saved_filters_finish (filters, *result, error);
  g_clear_object (result);
  return done;
}

static void
test_store (gconstpointer data)
{
  Server server = { (char *)data, json_array_new (), FALSE };
  g_autoptr (FakeClient) client = fake_client_new (answer_cb, &server);
  g_autoptr (BizSavedFilters) filters =
      biz_saved_filters_new (ERP_CLIENT (client), "account.move", &biz_invoice_grammar, UID);
  BizSavedState state = { "overdue", NULL, NULL };
  GAsyncResult *result = NULL;
  g_autoptr (GError) error = NULL;
  GDate today = make_today ();

  biz_saved_filters_set_today (filters, &today);
  biz_saved_filters_load_async (filters, NULL, keep_cb, &result);
  g_assert_true (wait (filters, &result, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (filters)), ==, 0);

  biz_saved_filters_save_async (filters, "Late", &state, BIZ_SAVED_DEFAULT, NULL, keep_cb, &result);
  g_assert_true (wait (filters, &result, &error));
  state.filter = "paid";
  biz_saved_filters_save_async (filters, "For all", &state, BIZ_SAVED_SHARED, NULL, keep_cb,
                                &result);
  g_assert_true (wait (filters, &result, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (filters)), ==, 2);
  g_assert_cmpstr (biz_saved_filter_get_name (biz_saved_filters_get_default (filters)), ==, "Late");
  g_assert_true (biz_saved_filter_is_shared (biz_saved_filters_find (filters, "FOR ALL", TRUE)));
  g_assert_null (biz_saved_filters_find (filters, "for all", FALSE));

  /* The same name again replaces; another default takes the place of the first. */
  state.filter = "draft";
  biz_saved_filters_save_async (filters, "late", &state, 0, NULL, keep_cb, &result);
  g_assert_true (wait (filters, &result, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (filters)), ==, 2);
  g_assert_cmpstr (biz_saved_filter_get_text (biz_saved_filters_find (filters, "late", FALSE)), ==,
                   "draft");
  biz_saved_filters_save_async (filters, "Second", &state, BIZ_SAVED_DEFAULT, NULL, keep_cb,
                                &result);
  g_assert_true (wait (filters, &result, &error));
  biz_saved_filters_set_default_async (filters, biz_saved_filters_find (filters, "late", FALSE),
                                       TRUE, NULL, keep_cb, &result);
  g_assert_true (wait (filters, &result, &error));
  g_assert_false (biz_saved_filter_is_default (biz_saved_filters_find (filters, "second", FALSE)));
  g_assert_cmpstr (biz_saved_filter_get_name (biz_saved_filters_get_default (filters)), ==, "late");

  /* An answer that is lost: the list tells what became of it. */
  server.lose = TRUE;
  biz_saved_filters_rename_async (filters, biz_saved_filters_find (filters, "second", FALSE),
                                  "Third", NULL, keep_cb, &result);
  g_assert_false (wait (filters, &result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNKNOWN_OUTCOME);
  g_clear_error (&error);
  g_assert_nonnull (biz_saved_filters_find (filters, "third", FALSE));
  server.lose = FALSE;
  biz_saved_filters_remove_async (filters, biz_saved_filters_get_default (filters), NULL, keep_cb,
                                  &result);
  g_assert_true (wait (filters, &result, &error));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (filters)), ==, 2);

  /* What is no filter is not saved. */
  state.filter = "state:purple";
  fake_client_forget_calls (client);
  biz_saved_filters_save_async (filters, "Bad", &state, 0, NULL, keep_cb, &result);
  g_assert_false (wait (filters, &result, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 0);
  json_array_unref (server.rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/saved-filter/python", test_python);
  g_test_add_func ("/saved-filter/python-limits", test_python_limits);
  g_test_add_func ("/saved-filter/python-write", test_python_write);
  g_test_add_func ("/saved-filter/words", test_words);
  g_test_add_func ("/saved-filter/read", test_read);
  g_test_add_func ("/saved-filter/round-trip", test_round_trip);
  g_test_add_data_func ("/saved-filter/store/user_id", "user_id", test_store);
  g_test_add_data_func ("/saved-filter/store/user_ids", "user_ids", test_store);
  return g_test_run ();
}
