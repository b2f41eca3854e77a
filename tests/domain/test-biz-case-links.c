/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the server's own fields say a case is about, whatever an addon calls them. */

#include "biz-case-links.h"

#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "service-ground.h"

#include <string.h>

typedef struct
{
  const char *refused; /* (nullable): a word in what is asked that this user may not read */
  const char *answer;  /* of web_read; %NULL: none ever */
  ErpError code;       /* of the refusal */
} Server;

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  const Server *server = user_data;
  g_autofree char *asked = json_to_string (erp_call_get_arg (call, "specification"), FALSE);

  g_assert_cmpstr (erp_call_get_method (call), ==, "web_read");
  if (server->refused != NULL && strstr (asked, server->refused) != NULL)
    {
      *error = erp_error_new_from_server (server->code, "No.", "a.server.Error", "no");
      return NULL;
    }

  return erp_json_literal (server->answer);
}

/* As the sale addon of projects has them, and one of returns. */
static void
add_fields (Ground *ground)
{
  ground_add_relation (ground, "project.task", "sale_order_id", "sale.order", FALSE);
  ground_add_relation (ground, "project.task", "sale_line_id", "sale.order.line", FALSE);
  ground_add_relation (ground, "project.task", "x_pickings", "stock.picking", TRUE);
  ground_add_relation (ground, "project.task", "x_colour", "product.colour", FALSE);
  /* a name that would end the text of the request */
  ground_add_relation (ground, "project.task", "x_\"bad", "sale.order", FALSE);
}

/* "sale.order 5 S00005 (Chair)|..." */
static char *
describe (GPtrArray *ties)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ties->len; i++)
    {
      const BizTie *tie = g_ptr_array_index (ties, i);

      g_assert_cmpint (tie->kind, ==, BIZ_TIE_LINK);
      g_string_append_printf (text, "%s%s %" G_GINT64_FORMAT " %s", i > 0 ? "|" : "", tie->model,
                              tie->id, tie->name);
      if (tie->part != NULL)
        g_string_append_printf (text, " (%s)", tie->part);
    }

  return g_string_free (text, FALSE);
}

static const struct
{
  const char *what;
  const char *answer;
  const char *found;
} answers[] = {
  { "nothing", "[{\"id\":1,\"sale_order_id\":false,\"sale_line_id\":false,\"x_pickings\":[]}]",
    "" },
  { "an order", "[{\"sale_order_id\":{\"id\":5,\"display_name\":\"S00005\"}}]",
    "sale.order 5 S00005" },
  { "a line is its order",
    "[{\"sale_line_id\":{\"id\":9,\"display_name\":\"S00005 - Chair\",\"order_id\":{\"id\":5,"
    "\"display_name\":\"S00005\"}}}]",
    "sale.order 5 S00005 (Chair)" },
  { "both are one",
    "[{\"sale_order_id\":{\"id\":5,\"display_name\":\"S00005\"},\"sale_line_id\":{\"id\":9,"
    "\"display_name\":\"S00005 - Chair\",\"order_id\":{\"id\":5,\"display_name\":\"S00005\"}}}]",
    "sale.order 5 S00005 (Chair)" },
  { "a line without a name of its own",
    "[{\"sale_line_id\":{\"id\":9,\"display_name\":\"S00005\",\"order_id\":{\"id\":5,"
    "\"display_name\":\"S00005\"}}}]",
    "sale.order 5 S00005" },
  { "a line whose order is not told",
    "[{\"sale_line_id\":{\"id\":9,\"display_name\":\"S00005 - Chair\"}}]",
    "sale.order.line 9 S00005 - Chair" },
  { "another order than the line's",
    "[{\"sale_order_id\":{\"id\":6,\"display_name\":\"S00006\"},\"sale_line_id\":{\"id\":9,"
    "\"display_name\":\"Chair\",\"order_id\":{\"id\":5,\"display_name\":\"S00005\"}}}]",
    "sale.order 5 S00005 (Chair)|sale.order 6 S00006" },
  { "several",
    "[{\"x_pickings\":[{\"id\":3,\"display_name\":\"WH/OUT/3\"},{\"id\":4,\"display_name\":"
    "\"WH/OUT/4\"},{\"id\":3,\"display_name\":\"WH/OUT/3\"}]}]",
    "stock.picking 3 WH/OUT/3|stock.picking 4 WH/OUT/4" },
  { "beyond the limit ids alone come", "[{\"x_pickings\":[{\"id\":3}]}]", "" },
  { "ids", "[{\"x_pickings\":[3,4],\"sale_order_id\":5}]", "" },
  { "not a record", "[{\"sale_order_id\":{\"id\":-5,\"display_name\":\"S\"}}]", "" },
  { "a name that is none", "[{\"sale_order_id\":{\"id\":5,\"display_name\":false}}]", "" },
  { "no row", "[]", "" },
  { "no list", "{\"id\":5}", "" },
  { "rows of nothing", "[7]", "" },
  { "null", "[{\"sale_order_id\":null}]", "" },
};

static void
test_answers (void)
{
  Server server = { 0 };
  Ground ground = { 0 };
  g_autoptr (GPtrArray) relations = NULL;

  ground_open (&ground, GROUND_TASKS, ERP_RIGHT_READ, answer_cb, &server);
  add_fields (&ground);
  relations = biz_case_links_list_relations (ground.capabilities, "project.task");
  g_assert_cmpuint (relations->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (JsonNode) answer = erp_json_literal (answers[i].answer);
      g_autoptr (GPtrArray) ties = biz_case_links_new_from_answer (answer, relations);
      g_autofree char *found = describe (ties);

      g_test_message ("%s", answers[i].what);
      g_assert_cmpstr (found, ==, answers[i].found);
    }
  ground_close (&ground);
}

static void
test_specification (void)
{
  Server server = { 0 };
  Ground ground = { 0 };
  g_autoptr (GPtrArray) none = NULL;
  g_autoptr (GPtrArray) relations = NULL;
  g_autofree char *nothing = NULL;
  g_autofree char *text = NULL;

  ground_open (&ground, GROUND_TASKS, ERP_RIGHT_READ, answer_cb, &server);
  none = biz_case_links_list_relations (ground.capabilities, "project.task");
  nothing = biz_case_links_make_specification (none);
  g_assert_null (nothing);
  add_fields (&ground);
  relations = biz_case_links_list_relations (ground.capabilities, "project.task");
  text = biz_case_links_make_specification (relations);
  g_assert_cmpstr (text, ==,
                   "{\"sale_line_id\":{\"fields\":{\"display_name\":{},\"order_id\":{\"fields\":"
                   "{\"display_name\":{}}}}},\"sale_order_id\":{\"fields\":{\"display_name\":{}}},"
                   "\"x_pickings\":{\"fields\":{\"display_name\":{}},\"limit\":40}}");
  ground_close (&ground);
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

#define BOTH                                                                                       \
  "[{\"sale_order_id\":{\"id\":5,\"display_name\":\"S00005\"},\"x_pickings\":[{\"id\":3,"          \
  "\"display_name\":\"WH/OUT/3\"}]}]"

/* One request; where something in it is refused one each, and what is refused then is left out. */
static void
test_load (void)
{
  static const struct
  {
    const char *what;
    Server server;
    const char *found; /* NULL: an error */
    guint n_calls;
    gboolean no_fields;
  } cases[] = {
    { "all", { NULL, BOTH, 0 }, "sale.order 5 S00005|stock.picking 3 WH/OUT/3", 1 },
    { "no deliveries",
      { "x_pickings", "[{\"sale_order_id\":{\"id\":5,\"display_name\":\"S00005\"}}]",
        ERP_ERROR_ACCESS },
      "sale.order 5 S00005",
      4 },
    { "no orders beyond their names",
      { ",\"order_id\"", BOTH, ERP_ERROR_ACCESS },
      "sale.order 5 S00005|stock.picking 3 WH/OUT/3",
      4 },
    { "a field that breaks the server", { "x_pickings", "[{}]", ERP_ERROR_SERVER }, "", 4 },
    { "nothing at all", { "{", BOTH, ERP_ERROR_ACCESS }, "", 4 },
    { "no connection", { "{", BOTH, ERP_ERROR_UNREACHABLE }, NULL, 1 },
    { "a server without such fields", { NULL, BOTH, 0 }, "", 0, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server server = cases[i].server;
      Ground ground = { 0 };
      Wait wait = { 0 };
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) ties = NULL;

      g_test_message ("%s", cases[i].what);
      ground_open (&ground, GROUND_TASKS, ERP_RIGHT_READ, answer_cb, &server);
      if (!cases[i].no_fields)
        add_fields (&ground);
      biz_case_links_load_async (ground.session, "project.task", 21, 1, NULL, done_cb, &wait);
      fake_loop_until (is_done, &wait);
      ties = biz_case_links_load_finish (wait.result, &error);
      g_clear_object (&wait.result);
      g_assert_cmpuint (fake_client_get_n_calls (ground.client), ==, cases[i].n_calls);
      if (cases[i].found == NULL)
        g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
      else
        {
          g_autofree char *found = NULL;

          g_assert_no_error (error);
          found = describe (ties);
          g_assert_cmpstr (found, ==, cases[i].found);
        }
      fake_loop_drain ();
      ground_close (&ground);
    }
}

/* A link of a note and of the server is one; what the server says goes first. */
static void
test_list (void)
{
  g_autoptr (JsonNode) notes = erp_json_literal (
      "[{\"id\":3,\"model\":\"project.task\",\"res_id\":21,\"date\":\"2026-11-23 09:00:02\","
      "\"body\":\"<p>QUITTANCE/1 link model=sale.order id=5 name=S00005 state=linked</p>\","
      "\"author_id\":[1,\"A\"],\"create_uid\":[7,\"A\"]},"
      "{\"id\":2,\"model\":\"project.task\",\"res_id\":21,\"date\":\"2026-11-23 09:00:01\","
      "\"body\":\"<p>QUITTANCE/1 link model=account.move id=5 name=INV5 state=linked</p>\","
      "\"author_id\":[1,\"A\"],\"create_uid\":[7,\"A\"]},"
      "{\"id\":1,\"model\":\"project.task\",\"res_id\":21,\"date\":\"2026-11-23 09:00:00\","
      "\"body\":\"<p>QUITTANCE/1 merge role=from model=project.task case=9</p>\","
      "\"author_id\":[1,\"A\"],\"create_uid\":[7,\"A\"]}]");
  g_autoptr (JsonNode) answer = erp_json_literal (BOTH);
  Server server = { 0 };
  Ground ground = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (BizDecisionLog) log = biz_decision_log_new_from_answer (notes, 0, &error);
  g_autoptr (BizCaseTies) ties = NULL;
  g_autoptr (GPtrArray) relations = NULL;
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GPtrArray) links = NULL;
  g_autoptr (GPtrArray) alone = NULL;
  g_autofree char *together = NULL;
  g_autofree char *own = NULL;

  g_assert_no_error (error);
  ground_open (&ground, GROUND_TASKS, ERP_RIGHT_READ, answer_cb, &server);
  add_fields (&ground);
  relations = biz_case_links_list_relations (ground.capabilities, "project.task");
  fields = biz_case_links_new_from_answer (answer, relations);
  ties = biz_case_ties_new (log, "project.task", 21);
  links = biz_case_ties_list_links (ties, fields);
  together = describe (links);
  g_assert_cmpstr (together, ==,
                   "sale.order 5 S00005|stock.picking 3 WH/OUT/3|account.move 5 INV5");
  g_assert_cmpstr (((BizTie *)g_ptr_array_index (links, 0))->field, ==, "sale_order_id");
  g_assert_null (((BizTie *)g_ptr_array_index (links, 2))->field);
  alone = biz_case_ties_list_links (ties, NULL);
  own = describe (alone);
  g_assert_cmpstr (own, ==, "account.move 5 INV5|sale.order 5 S00005");
  ground_close (&ground);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/case-links/answers", test_answers);
  g_test_add_func ("/biz/case-links/specification", test_specification);
  g_test_add_func ("/biz/case-links/load", test_load);
  g_test_add_func ("/biz/case-links/list", test_list);

  return g_test_run ();
}
