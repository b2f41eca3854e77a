/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Names for drop-downs and completions: the latest question wins, and a server that answers
 * otherwise than it promised stops nobody. */

#include "biz-choice.h"
#include "biz-choices.h"
#include "biz-name-search.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"
#include "test-values.h"

typedef struct
{
  const char *answer; /* JSON; NULL: an error */
  GListModel *list;   /* (owned) (nullable) */
  GError *error;      /* (owned) (nullable) */
  gboolean done;
} Server;

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  const Server *server = user_data;

  if (server->answer == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, "not yours");
      return NULL;
    }

  return erp_json_literal (server->answer);
}

static gboolean
has_ended (gpointer user_data)
{
  return !biz_name_search_get_loading (user_data);
}

static char *
show (GListModel *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BizChoice) choice = g_list_model_get_item (list, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT ":%s ", biz_choice_get_id (choice),
                              biz_choice_get_name (choice));
    }

  return g_string_free (text, FALSE);
}

static void
test_answers (void)
{
  static const struct
  {
    const char *json;
    const char *names;
  } cases[] = {
    { "[[1,\"Acme\"],[2,\"Zoë\"]]", "1:Acme 2:Zoë " },
    { "[]", "" },
    { NULL, "" },
    { "false", "" },
    { "{}", "" },
    { "[[1,\"Acme\"],7]", "" },
    /* what is no record is left out */
    { "[[1,\"Acme\"],[2],[],[3,null],[4,false],[5,7],[6,[]],[7,{}]]", "1:Acme " },
    { "[[\"x\",\"Odd\"],[null,\"Odd\"],[false,\"Odd\"],[1.5,\"Odd\"],[[],\"Odd\"],[8,\"Good\"]]",
      "8:Good " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server server = { .answer = cases[i].json };
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autoptr (BizNameSearch) search = biz_name_search_new (ERP_CLIENT (client));
      g_autofree char *names = NULL;

      biz_name_search_set (search, "res.partner", "a");
      g_assert_true (biz_name_search_get_loading (search));
      fake_loop_until (has_ended, search);
      names = show (G_LIST_MODEL (search));
      g_test_message ("case %u", i);
      g_assert_cmpstr (names, ==, cases[i].names);
    }
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, guint *n)
{
  (*n)++;
}

/* The latest text wins; the same one is not asked twice; no model asks nothing. */
static void
test_latest (void)
{
  Server server = { .answer = "[[1,\"First\"]]" };
  g_autoptr (FakeClient) client = fake_client_new (answer, &server);
  BizNameSearch *search = biz_name_search_new (ERP_CLIENT (client));
  g_autofree char *names = NULL;
  guint n_changes = 0;

  g_signal_connect (search, "items-changed", G_CALLBACK (changed_cb), &n_changes);
  fake_client_hold (client, TRUE);
  biz_name_search_set (search, "res.partner", "a");
  biz_name_search_set (search, "res.partner", "a");
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 1);
  biz_name_search_set (search, "res.partner", "ab");
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 2);
  server.answer = "[[2,\"Second\"]]";
  fake_client_hold (client, FALSE);
  fake_loop_until (has_ended, search);
  fake_loop_drain ();
  names = show (G_LIST_MODEL (search));
  g_assert_cmpstr (names, ==, "2:Second ");
  g_assert_cmpuint (n_changes, ==, 1);

  biz_name_search_set (search, NULL, NULL);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (search)), ==, 0);
  g_assert_cmpuint (fake_client_get_n_calls (client), ==, 2);
  g_assert_false (biz_name_search_get_loading (search));
  g_assert_null (g_list_model_get_item (G_LIST_MODEL (search), 0));

  /* dropped with a question under way */
  fake_client_hold (client, TRUE);
  biz_name_search_set (search, "res.partner", "abc");
  g_object_run_dispose (G_OBJECT (search));
  fake_loop_drain ();
  test_last_unref (&search);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;

  server->list = biz_choices_load_finish (result, &server->error);
  server->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Server *)user_data)->done;
}

static void
test_choices (void)
{
  static const struct
  {
    const char *json;
    const char *names; /* NULL: an error */
    int code;
  } cases[] = {
    { "[{\"id\":1,\"display_name\":\"19%\"},{\"id\":2,\"display_name\":\"7%\"}]", "1:19% 2:7% ",
      0 },
    { "[{\"id\":1,\"display_name\":false}]", "1: ", 0 },
    { "[]", "", 0 },
    { "false", NULL, ERP_ERROR_PROTOCOL },
    { "[7]", NULL, ERP_ERROR_PROTOCOL },
    { "[{\"id\":1}]", NULL, ERP_ERROR_PROTOCOL },
    { "[{\"id\":\"1\",\"display_name\":\"x\"}]", NULL, ERP_ERROR_PROTOCOL },
    { NULL, NULL, ERP_ERROR_ACCESS },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Server server = { .answer = cases[i].json };
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autofree char *names = NULL;

      biz_choices_load_async (ERP_CLIENT (client), BIZ_CHOICES_SALES_TAXES, 3, NULL, loaded_cb,
                              &server);
      fake_loop_until (is_done, &server);
      g_test_message ("case %u", i);
      if (cases[i].names == NULL)
        {
          g_assert_null (server.list);
          test_take_error (&server.error, cases[i].code);
          continue;
        }
      g_assert_no_error (server.error);
      names = show (server.list);
      g_assert_cmpstr (names, ==, cases[i].names);
      g_clear_object (&server.list);
    }
}

/* Each kind asks its own model; a company only where one is given. */
static void
test_questions (void)
{
  static const char *const models[] = { "account.tax", "account.account", "account.payment.term" };

  for (guint i = 0; i < G_N_ELEMENTS (models); i++)
    {
      Server server = { .answer = "[]" };
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      ErpCall *call;

      biz_choices_load_async (ERP_CLIENT (client), (BizChoicesKind)i, i == 0 ? 0 : 3, NULL,
                              loaded_cb, &server);
      fake_loop_until (is_done, &server);
      call = fake_client_get_call (client, 0);
      g_assert_cmpstr (erp_call_get_model (call), ==, models[i]);
      g_assert_false (erp_call_is_write (call));
      g_assert_cmpint (json_object_has_member (erp_call_get_context (call), "allowed_company_ids"),
                       ==, i != 0);
      g_assert_cmpuint (fake_client_get_n_calls (client), ==, 1);
      g_clear_object (&server.list);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/name-search/answers", test_answers);
  g_test_add_func ("/biz/name-search/latest", test_latest);
  g_test_add_func ("/biz/choices/answers", test_choices);
  g_test_add_func ("/biz/choices/questions", test_questions);

  return g_test_run ();
}
