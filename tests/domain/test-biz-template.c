/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-template.h"

#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"

static void
test_fill (void)
{
  static const struct
  {
    const char *text;
    const char *filled;
    guint left;
  } cases[] = {
    { "", "", 0 },
    { "plain", "plain", 0 },
    { "Dear {customer},", "Dear Azure & Sons,", 0 },
    { "{Customer} {NUMBER}", "Azure & Sons HT00014", 0 },
    { "{number}{number}", "HT00014HT00014", 0 },
    { "{team}", "{team}", 1 },
    { "{company} {team}", "{company} {team}", 2 },
    { "{unknown} {", "{unknown} {", 0 },
    { "{{number}}", "{HT00014}", 0 },
    { "{ number }", "{ number }", 0 },
    { "{number", "{number", 0 },
    { "100 % {me}", "100 % {number}", 0 },
    { "{user}{User}", "{number}{number}", 0 },
  };
  /* what is put in is not filled again */
  const BizTemplateFacts facts = {
    .customer = "Azure & Sons", .number = "HT00014", .me = "{number}", .company = ""
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint left = 99;
      g_autofree char *filled = biz_template_fill (cases[i].text, &facts, &left);

      g_assert_cmpstr (filled, ==, cases[i].filled);
      g_assert_cmpuint (left, ==, cases[i].left);
    }
}

static void
test_matches (void)
{
  static const struct
  {
    const char *search;
    gboolean matches;
  } cases[] = {
    { NULL, TRUE },      { "", TRUE },          { "return", TRUE },    { "RETURN", TRUE },
    { "label", TRUE },   { "label ret", TRUE }, { "grüß", TRUE },      { "GRÜSS", TRUE },
    { "refund", FALSE }, { "return x", FALSE }, { "  label  ", TRUE },
  };
  g_autoptr (BizTemplate) template =
      biz_template_new ("Return", "Here is the label.\nMit freundlichem Grüß");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (biz_template_matches (template, cases[i].search), ==, cases[i].matches);
}

/* A macro is found by what it says, and tells what it does. */
static void
test_macro (void)
{
  g_autoptr (BizServiceText) macro = biz_service_text_new ("Damaged", "Sorry, {customer}");
  g_autoptr (BizTemplate) item = NULL;
  g_autoptr (BizTemplate) silent = NULL;
  g_autoptr (BizTemplate) plain = biz_template_new ("Return", "Label");

  macro->reply = TRUE;
  macro->stage = g_strdup ("In Progress");
  macro->priority = 2;
  macro->mine = TRUE;
  item = biz_template_new_macro (macro, "Sorry, Azure");
  g_assert_cmpstr (biz_template_get_name (item), ==, "Damaged");
  g_assert_cmpstr (biz_template_get_text (item), ==, "Sorry, Azure");
  g_assert_cmpstr (biz_template_get_macro (item)->text, ==, "Sorry, Azure");
  g_assert_cmpstr (biz_template_get_macro (item)->stage, ==, "In Progress");
  g_assert_cmpint (biz_template_get_macro (item)->priority, ==, 2);
  g_assert_true (biz_template_get_macro (item)->reply && biz_template_get_macro (item)->mine);
  g_assert_cmpstr (biz_template_get_about (item), ==,
                   "stage “In Progress”, priority High, becomes yours, reply “Sorry, Azure”");
  g_assert_true (biz_template_matches (item, "azure damaged"));
  silent = biz_template_new_macro (macro, NULL);
  g_assert_cmpstr (biz_template_get_text (silent), ==, "");
  g_assert_null (biz_template_get_macro (silent)->text);
  g_assert_null (biz_template_get_macro (plain));
  g_assert_cmpstr (biz_template_get_about (plain), ==, "Label");
}

/* What a server of the series answers. */
typedef struct
{
  const char *canned; /* (nullable): an error */
  const char *shortcodes;
  int code;
  guint n_calls;
  int n_templates; /* -1: it fails */
} LoadCase;

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  const LoadCase *c = user_data;
  const gboolean first = g_str_equal (erp_call_get_model (call), "mail.canned.response");
  const char *json = first ? c->canned : c->shortcodes;

  if (json != NULL)
    return erp_json_literal (json);
  g_set_error_literal (error, ERP_ERROR, c->code, "No.");

  return NULL;
}

typedef struct
{
  GListModel *list;
  gboolean ended;
} Outcome;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Outcome *outcome = user_data;
  g_autoptr (GError) error = NULL;

  outcome->list = biz_templates_load_finish (result, &error);
  outcome->ended = TRUE;
}

static gboolean
is_ended (gpointer user_data)
{
  return ((Outcome *)user_data)->ended;
}

static void
test_load (void)
{
  static const LoadCase cases[] = {
    { "[{\"id\":1,\"source\":\"bye\",\"substitution\":\"Goodbye\"},"
      "{\"id\":2,\"source\":\"hi\",\"substitution\":\"Hello\"}]",
      NULL, ERP_ERROR_MISSING, 1, 2 },
    { "[]", NULL, ERP_ERROR_MISSING, 1, 0 },
    { "[{\"id\":1,\"source\":\"empty\",\"substitution\":false}]", NULL, ERP_ERROR_MISSING, 1, 0 },
    { NULL, "[{\"id\":1,\"source\":\"hi\",\"substitution\":\"Hello\"}]", ERP_ERROR_MISSING, 2, 1 },
    { NULL, "[{\"id\":1,\"source\":\"hi\",\"substitution\":\"Hello\"}]", ERP_ERROR_ACCESS, 2, 1 },
    { NULL, NULL, ERP_ERROR_SERVER, 2, 0 },
    { NULL, NULL, ERP_ERROR_UNREACHABLE, 1, -1 },
    { "[5]", "[5]", ERP_ERROR_SERVER, 2, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (FakeClient) client = fake_client_new (answer, (gpointer)&cases[i]);
      Outcome outcome = { 0 };

      biz_templates_load_async (ERP_CLIENT (client), NULL, loaded_cb, &outcome);
      fake_loop_until (is_ended, &outcome);
      g_assert_cmpuint (fake_client_get_n_calls (client), ==, cases[i].n_calls);
      g_assert_cmpint (outcome.list != NULL, ==, cases[i].n_templates >= 0);
      if (outcome.list != NULL)
        g_assert_cmpuint (g_list_model_get_n_items (outcome.list), ==, (guint)cases[i].n_templates);
      g_clear_object (&outcome.list);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz-template/fill", test_fill);
  g_test_add_func ("/biz-template/matches", test_matches);
  g_test_add_func ("/biz-template/macro", test_macro);
  g_test_add_func ("/biz-template/load", test_load);

  return g_test_run ();
}
