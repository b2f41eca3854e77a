/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-choice.h"
#include "biz-policy.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

static BizPolicy *
read_policy (const char *text, GError **error)
{
  g_autofree char *data =
      text != NULL ? g_base64_encode ((const guchar *)text, strlen (text)) : NULL;
  g_autofree char *rows =
      text != NULL ? g_strdup_printf ("[{\"id\":4,\"datas\":\"%s\"}]", data) : g_strdup ("[]");
  g_autoptr (JsonNode) node = erp_json_literal (rows);

  return biz_policy_new_from_attachments (node, error);
}

static void
test_limits (void)
{
  static const struct
  {
    const char *file;
    const char *currency;
    gint64 minor;
    gboolean needs;
  } cases[] = {
    { NULL, "EUR", 99999999, FALSE },
    { "{\"version\":1}", "EUR", 99999999, FALSE },
    { "{\"version\":1,\"credit_note\":{}}", "EUR", 99999999, FALSE },
    { "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":1000}}}", "EUR", 100000, FALSE },
    { "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":1000}}}", "EUR", 100001, TRUE },
    { "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":0.5}}}", "EUR", 51, TRUE },
    { "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":1000}}}", "USD", 1, TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizPolicy) policy = read_policy (cases[i].file, &error);
      const BizMoney amount = biz_money_from_minor (cases[i].minor, cases[i].currency, 2);

      g_assert_no_error (error);
      g_assert_cmpint (biz_policy_needs_approval (policy, &amount), ==, cases[i].needs);
    }
}

/* A file that cannot be read is not the absence of a limit. */
static void
test_damaged (void)
{
  static const char *const files[] = {
    "",
    "[]",
    "7",
    "{}",
    "{\"version\":2}",
    "{\"version\":",
    "\xff",
    "{\"version\":1,\"credit_note\":7}",
    "{\"version\":1,\"credit_note\":{\"approval_above\":1000}}",
    "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":\"x\"}}}",
    "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":-1}}}",
    "{\"version\":1,\"credit_note\":{\"approval_above\":{\"EUR\":1e300}}}",
    "{\"version\":1,\"credit_note\":{\"approval_above\":{\"euros\":1}}}",
    "{\"version\":1,\"credit_note\":{\"approvers\":\"anna\"}}",
    "{\"version\":1,\"credit_note\":{\"approvers\":[7]}}",
    "{\"version\":1,\"credit_note\":{\"approvers\":[\"\"]}}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_policy (files[i], &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

/* Far too large, or nested without end: a sentence, in no time. */
static void
test_hostile (void)
{
  g_autofree char *large = g_strnfill (200000, ' ');
  g_autofree char *deep = g_strnfill (40000, '[');
  const char *files[] = { large, deep };

  for (gsize i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (read_policy (files[i], &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

static void
test_strict (void)
{
  g_autoptr (BizPolicy) strict = biz_policy_new_strict ("Broken.");
  const BizMoney cent = biz_money_from_minor (1, "EUR", 2);

  g_assert_true (biz_policy_needs_approval (strict, &cent));
  g_assert_true (biz_policy_may_approve (strict, "anybody"));
  g_assert_cmpstr (biz_policy_get_problem (strict), ==, "Broken.");
  g_assert_cmpuint (g_list_model_get_n_items (biz_policy_get_reasons (strict)), >, 3);
}

static void
test_approvers (void)
{
  g_autoptr (BizPolicy) named =
      read_policy ("{\"version\":1,\"credit_note\":{\"approval_above\":{\"USD\":5,\"EUR\":1},"
                   "\"approvers\":[\"anna\",\"ben\"]}}",
                   NULL);
  g_autoptr (BizPolicy) none =
      read_policy ("{\"version\":1,\"credit_note\":{\"approvers\":[]}}", NULL);
  g_auto (GStrv) currencies = biz_policy_get_limit_currencies (named);

  g_assert_true (biz_policy_may_approve (named, "anna"));
  g_assert_true (biz_policy_may_approve (named, "ben"));
  g_assert_false (biz_policy_may_approve (named, "carl"));
  g_assert_false (biz_policy_may_approve (named, NULL));
  g_assert_true (biz_policy_may_approve (none, "carl"));
  g_assert_null (biz_policy_get_approvers (none));
  g_assert_cmpuint (g_strv_length (currencies), ==, 2);
  g_assert_cmpstr (currencies[0], ==, "EUR");
}

static void
test_reasons (void)
{
  g_autoptr (BizPolicy) own = read_policy (
      "{\"version\":1,\"credit_note\":{\"reasons\":[{\"code\":\"wet\",\"label\":\"Got wet\"},7,"
      "{\"code\":\"x\"},{\"code\":\"a b\\n\",\"label\":\"Not a code\"}]}}",
      NULL);
  g_autoptr (BizPolicy) none = biz_policy_new ();
  g_autoptr (BizChoice) reason = g_list_model_get_item (biz_policy_get_reasons (own), 0);

  g_assert_cmpuint (g_list_model_get_n_items (biz_policy_get_reasons (own)), ==, 1);
  g_assert_cmpstr (biz_choice_get_code (reason), ==, "wet");
  g_assert_cmpstr (biz_choice_get_name (reason), ==, "Got wet");
  g_assert_cmpuint (g_list_model_get_n_items (biz_policy_get_reasons (none)), >, 3);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/policy/limits", test_limits);
  g_test_add_func ("/biz/policy/damaged", test_damaged);
  g_test_add_func ("/biz/policy/hostile", test_hostile);
  g_test_add_func ("/biz/policy/strict", test_strict);
  g_test_add_func ("/biz/policy/approvers", test_approvers);
  g_test_add_func ("/biz/policy/reasons", test_reasons);

  return g_test_run ();
}
