/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The open cases around a document: what is asked depends on what the server has, and one request
 * is the most. */

#include "biz-case.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"
#include "test-values.h"

typedef struct
{
  const char *json; /* NULL: an error */
  GListModel *list; /* (owned) (nullable) */
  GError *error;    /* (owned) (nullable) */
  guint n_more;
  gboolean done;
} Server;

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  const Server *server = user_data;

  if (server->json == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, "not for you");
      return NULL;
    }

  return erp_json_literal (server->json);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;

  server->list = biz_cases_load_finish (result, &server->n_more, &server->error);
  server->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Server *)user_data)->done;
}

/* @fields: by spaces; NULL: this user may not read the model */
static void
add_model (ErpCapabilities *self, const char *name, const char *fields)
{
  ErpCapabilitiesModel *model;
  g_auto (GStrv) names = NULL;

  if (fields == NULL)
    return;
  model = erp_capabilities_ensure_model (self, name);
  model->rights = ERP_RIGHT_READ;
  model->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  names = g_strsplit (fields, " ", -1);
  for (guint i = 0; names[i] != NULL; i++)
    g_hash_table_insert (model->fields, g_strdup (names[i]), NULL);
}

#define TICKET_FIELDS "name number partner_id stage_id user_id user_ids closed"
#define TASK_FIELDS "name partner_id stage_id user_ids state sale_order_id"
#define NONE "{\"length\":0,\"records\":[]}"
#define NAMED "{\"fields\":{\"display_name\":{}}}"

typedef struct
{
  const char *what;
  const char *tickets, *tasks, *orders; /* their fields */
  gint64 customer;
  const char *model; /* NULL: nothing is asked */
  const char *domain;
  const char *specification;
} Question;

static const Question questions[] = {
  { "a helpdesk", TICKET_FIELDS, TASK_FIELDS, "name", 8, "helpdesk.ticket",
    "[\"|\",[\"stage_id\",\"=\",false],[\"stage_id.closed\",\"=\",false],"
    "[\"partner_id.commercial_partner_id\",\"=\",8]]",
    "{\"name\":{},\"number\":{},\"stage_id\":" NAMED ",\"user_id\":" NAMED "}" },
  { "another helpdesk", "name ticket_ref partner_id stage_id user_id", NULL, NULL, 8,
    "helpdesk.ticket",
    "[\"|\",[\"stage_id\",\"=\",false],[\"stage_id.fold\",\"=\",false],"
    "[\"partner_id.commercial_partner_id\",\"=\",8]]",
    "{\"name\":{},\"ticket_ref\":{},\"stage_id\":" NAMED ",\"user_id\":" NAMED "}" },
  { "projects", NULL, TASK_FIELDS, "name", 8, "project.task",
    "[[\"state\",\"not in\",[\"1_done\",\"1_canceled\"]],"
    "\"|\",[\"stage_id\",\"=\",false],[\"stage_id.fold\",\"=\",false],"
    "\"|\",[\"partner_id.commercial_partner_id\",\"=\",8],"
    "[\"sale_order_id.invoice_ids\",\"in\",[9]]]",
    "{\"name\":{},\"stage_id\":" NAMED ",\"user_ids\":" NAMED "}" },
  { "with templates, and no orders", NULL, TASK_FIELDS " is_template", NULL, 8, "project.task",
    "[[\"state\",\"not in\",[\"1_done\",\"1_canceled\"]],"
    "[\"is_template\",\"=\",false],"
    "\"|\",[\"stage_id\",\"=\",false],[\"stage_id.fold\",\"=\",false],"
    "[\"partner_id.commercial_partner_id\",\"=\",8]]",
    "{\"name\":{},\"stage_id\":" NAMED ",\"user_ids\":" NAMED "}" },
  { "a draft for nobody", NULL, TASK_FIELDS, "name", 0, "project.task",
    "[[\"state\",\"not in\",[\"1_done\",\"1_canceled\"]],"
    "\"|\",[\"stage_id\",\"=\",false],[\"stage_id.fold\",\"=\",false],"
    "[\"sale_order_id.invoice_ids\",\"in\",[9]]]",
    "{\"name\":{},\"stage_id\":" NAMED ",\"user_ids\":" NAMED "}" },
  { "neither a customer nor orders", TICKET_FIELDS, NULL, "name", 0, NULL, NULL, NULL },
  { "no cases on this server", NULL, NULL, "name", 8, NULL, NULL, NULL },
  { "cases that know no customer", "name stage_id", NULL, "name", 8, NULL, NULL, NULL },
};

static void
check_domain (ErpCall *call, const char *expected)
{
  g_autoptr (JsonNode) node = erp_json_literal (expected);
  g_autofree char *found = erp_json_to_string (erp_call_get_arg (call, "domain"));
  g_autofree char *wanted = erp_json_to_string (node);

  g_assert_cmpstr (found, ==, wanted);
}

static void
test_questions (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      const Question *q = &questions[i];
      Server server = { .json = NONE };
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autoptr (ErpCapabilities) capabilities = erp_capabilities_new (7, "19.0");
      g_autofree char *specification = NULL;
      ErpCall *call;

      g_test_message ("%s", q->what);
      add_model (capabilities, "helpdesk.ticket", q->tickets);
      add_model (capabilities, "project.task", q->tasks);
      add_model (capabilities, "sale.order", q->orders);
      biz_cases_load_async (ERP_CLIENT (client), capabilities, q->customer, 9, NULL, loaded_cb,
                            &server);
      fake_loop_until (is_done, &server);
      g_assert_no_error (server.error);
      g_assert_cmpuint (g_list_model_get_n_items (server.list), ==, 0);
      g_clear_object (&server.list);
      g_assert_cmpuint (fake_client_get_n_calls (client), ==, q->model != NULL ? 1 : 0);
      if (q->model == NULL)
        continue;
      call = fake_client_get_call (client, 0);
      g_assert_false (erp_call_is_write (call));
      g_assert_cmpstr (erp_call_get_model (call), ==, q->model);
      g_assert_cmpstr (erp_call_get_method (call), ==, "web_search_read");
      g_assert_cmpint (json_node_get_int (erp_call_get_arg (call, "limit")), ==, 10);
      check_domain (call, q->domain);
      specification = erp_json_to_string (erp_call_get_arg (call, "specification"));
      g_assert_cmpstr (specification, ==, q->specification);
    }
}

#define PAGE(length, rows) "{\"length\":" length ",\"records\":[" rows "]}"
#define STAGE "{\"id\":1,\"display_name\":\"New\"}"
#define AGENT "{\"id\":9,\"display_name\":\"Anna\"}"

static const struct
{
  const char *what;
  const char *json; /* NULL: an error */
  const char *shown;
  guint n_more;
  int code; /* where nothing is shown */
} answers[] = {
  { "a ticket",
    PAGE ("1",
          "{\"id\":14,\"name\":\"Wrong price\",\"number\":\"HT14\",\"stage_id\":" STAGE
          ",\"user_id\":" AGENT "}"),
    "14 HT14 | HT14 Wrong price | New | Anna\n", 0, 0 },
  { "without a number, a stage, anybody",
    PAGE ("1",
          "{\"id\":14,\"name\":\"Late\",\"number\":\"/\",\"stage_id\":false,"
          "\"user_id\":false}"),
    "14 - | Late | - | -\n", 0, 0 },
  { "without a title",
    PAGE ("2", "{\"id\":14,\"name\":false,\"ticket_ref\":\"77\"},{\"id\":15,\"name\":false}"),
    "14 77 | 77 | - | -\n15 - | 15 | - | -\n", 0, 0 },
  { "several people on a task",
    PAGE ("1",
          "{\"id\":3,\"name\":\"Repair\",\"stage_id\":" STAGE ",\"user_ids\":[" AGENT
          ",{\"id\":4,\"display_name\":\"Bert\"},{\"id\":5,\"display_name\":false}]}"),
    "3 - | Repair | New | Anna, Bert\n", 0, 0 },
  { "nobody on a task", PAGE ("1", "{\"id\":3,\"name\":\"Repair\",\"user_ids\":[]}"),
    "3 - | Repair | - | -\n", 0, 0 },
  { "more than are shown", PAGE ("21", "{\"id\":3,\"name\":\"Repair\"}"), "3 - | Repair | - | -\n",
    20, 0 },
  { "none", NONE, "", 0, 0 },
  { "not allowed", NULL, NULL, 0, ERP_ERROR_ACCESS },
  { "no page", "[]", NULL, 0, ERP_ERROR_PROTOCOL },
  { "no length", "{\"records\":[]}", NULL, 0, ERP_ERROR_PROTOCOL },
  { "no row", PAGE ("1", "7"), NULL, 0, ERP_ERROR_PROTOCOL },
  { "no id", PAGE ("1", "{\"name\":\"x\"}"), NULL, 0, ERP_ERROR_PROTOCOL },
  { "a number that is a list", PAGE ("1", "{\"id\":1,\"name\":\"x\",\"number\":[]}"), NULL, 0,
    ERP_ERROR_PROTOCOL },
  { "people that are ids", PAGE ("1", "{\"id\":1,\"name\":\"x\",\"user_ids\":[4]}"), NULL, 0,
    ERP_ERROR_PROTOCOL },
};

static char *
show (GListModel *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BizCase) one = g_list_model_get_item (list, i);
      const char *number = biz_case_get_number (one);
      const char *stage = biz_case_get_stage (one);
      const char *assignee = biz_case_get_assignee (one);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s | %s | %s | %s\n",
                              biz_case_get_id (one), number != NULL ? number : "-",
                              biz_case_get_title (one), stage != NULL ? stage : "-",
                              assignee != NULL ? assignee : "-");
    }

  return g_string_free (text, FALSE);
}

static void
test_answers (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      Server server = { .json = answers[i].json };
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autoptr (ErpCapabilities) capabilities = erp_capabilities_new (7, "19.0");
      g_autofree char *shown = NULL;

      g_test_message ("%s", answers[i].what);
      add_model (capabilities, "helpdesk.ticket", TICKET_FIELDS);
      biz_cases_load_async (ERP_CLIENT (client), capabilities, 8, 9, NULL, loaded_cb, &server);
      fake_loop_until (is_done, &server);
      if (answers[i].shown == NULL)
        {
          g_assert_null (server.list);
          test_take_error (&server.error, answers[i].code);
          continue;
        }
      g_assert_no_error (server.error);
      shown = show (server.list);
      g_assert_cmpstr (shown, ==, answers[i].shown);
      g_assert_cmpuint (server.n_more, ==, answers[i].n_more);
      g_clear_object (&server.list);
    }
}

/* The page goes to another document before the answer is there. */
static void
test_cancel (void)
{
  Server server = { .json = NONE };
  g_autoptr (FakeClient) client = fake_client_new (answer, &server);
  g_autoptr (ErpCapabilities) capabilities = erp_capabilities_new (7, "19.0");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  add_model (capabilities, "helpdesk.ticket", TICKET_FIELDS);
  fake_client_hold (client, TRUE);
  biz_cases_load_async (ERP_CLIENT (client), capabilities, 8, 9, cancellable, loaded_cb, &server);
  g_cancellable_cancel (cancellable);
  while (fake_client_get_n_waiting (client) > 0)
    fake_client_release (client, 0);
  fake_loop_until (is_done, &server);
  g_assert_null (server.list);
  g_assert_error (server.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&server.error);
}

static void
test_kind (void)
{
  g_autoptr (JsonNode) node = erp_json_literal ("{\"id\":5,\"name\":\"Repair\"}");
  BizCase *ticket = biz_case_new_from_json ("helpdesk.ticket", json_node_get_object (node), NULL);
  BizCase *task = biz_case_new_from_json ("project.task", json_node_get_object (node), NULL);

  g_assert_cmpstr (biz_case_get_model (ticket), ==, "helpdesk.ticket");
  g_assert_cmpstr (biz_case_get_kind (ticket), ==, "Case");
  g_assert_cmpstr (biz_case_get_model (task), ==, "project.task");
  g_assert_cmpstr (biz_case_get_kind (task), ==, "Task");
  test_last_unref (&ticket);
  test_last_unref (&task);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/case/questions", test_questions);
  g_test_add_func ("/biz/case/answers", test_answers);
  g_test_add_func ("/biz/case/cancel", test_cancel);
  g_test_add_func ("/biz/case/kind", test_kind);

  return g_test_run ();
}
