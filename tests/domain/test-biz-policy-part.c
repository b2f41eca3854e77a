/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-choice.h"
#include "biz-policy-edit.h"
#include "biz-policy-part.h"
#include "biz-policy-words.h"
#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

#define FILE_A                                                                                     \
  "{\"version\":1,\"credit\":{\"hold_over_limit\":false,\"hold_overdue_days\":0,"                  \
  "\"hold_overdue_above\":{\"USD\":100.5,\"EUR\":500},\"release_days\":1,"                         \
  "\"release_authority\":[{\"login\":\"anna\",\"currency\":\"EUR\",\"up_to\":5000},"               \
  "{\"group\":\"account.group_account_manager\"}],"                                                \
  "\"release_reasons\":[{\"code\":\"boss\",\"label\":\"The boss said so\"}]}}"

static BizPolicy *
make_policy (const char *text, GError **error)
{
  g_autoptr (JsonNode) node = erp_json_literal (text);

  return biz_policy_new_from_json (node, error);
}

/* Each part's table can be shown, and none has two settings of one name. */
static void
test_tables (void)
{
  const BizPolicyPart *const *parts = biz_policy_part_list ();

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

      g_assert_true (biz_policy_part_find (parts[i]->key) == parts[i]);
      g_assert_cmpstr (parts[i]->key, !=, "credit_note");
      g_assert_nonnull (parts[i]->title);
      for (const BizPolicySetting *s = parts[i]->settings; s != NULL && s->key != NULL; s++)
        {
          g_autofree char *value = biz_policy_setting_format (s, NULL);

          g_assert_true (g_hash_table_add (seen, (gpointer)s->key));
          g_assert_true (biz_policy_part_find_setting (parts[i], s->key) == s);
          g_assert_nonnull (s->title);
          g_assert_true (s->kind != BIZ_POLICY_AMOUNTS || s->off != NULL);
          g_assert_true (s->kind != BIZ_POLICY_CODES || s->codes != NULL);
          g_assert_cmpint (s->otherwise, >=, 0);
          g_assert_true ((s->kind != BIZ_POLICY_NUMBER && s->kind != BIZ_POLICY_DAYS)
                         || s->most >= s->otherwise);
          g_assert_cmpstr (value, !=, "");
        }
    }
  g_assert_null (biz_policy_part_find ("credit_note"));
}

static void
test_values (void)
{
  const BizMoney euro = biz_money_zero ("EUR", 2);
  const BizMoney yen = biz_money_zero ("JPY", 0);
  g_autoptr (BizPolicy) own = biz_policy_new ();
  g_autoptr (BizPolicy) policy = make_policy (FILE_A, NULL);
  g_autoptr (BizPolicy) strict = biz_policy_new_strict ("broken");
  g_autoptr (GListModel) reasons =
      biz_policy_list_codes (policy, BIZ_POLICY_CREDIT, "release_reasons");
  g_autoptr (GListModel) holds = biz_policy_list_codes (policy, BIZ_POLICY_CREDIT, "hold_reasons");
  g_autofree char *label =
      biz_policy_dup_code_label (policy, BIZ_POLICY_CREDIT, "release_reasons", "boss");
  g_autofree char *unknown =
      biz_policy_dup_code_label (policy, BIZ_POLICY_CREDIT, "release_reasons", "gone");
  BizMoney amount;

  g_assert_true (biz_policy_get_flag (own, BIZ_POLICY_CREDIT, "hold_over_limit"));
  g_assert_false (biz_policy_get_flag (policy, BIZ_POLICY_CREDIT, "hold_over_limit"));
  g_assert_cmpint (biz_policy_get_number (own, BIZ_POLICY_CREDIT, "hold_overdue_days"), ==, 30);
  g_assert_cmpint (biz_policy_get_number (policy, BIZ_POLICY_CREDIT, "hold_overdue_days"), ==, 0);
  g_assert_cmpint (biz_policy_get_number (policy, BIZ_POLICY_CREDIT, "review_days"), ==, 3);
  g_assert_true (
      biz_policy_get_amount (policy, BIZ_POLICY_CREDIT, "hold_overdue_above", &euro, &amount));
  g_assert_cmpint (amount.minor, ==, 50000);
  g_assert_false (
      biz_policy_get_amount (policy, BIZ_POLICY_CREDIT, "hold_overdue_above", &yen, &amount));
  g_assert_false (
      biz_policy_get_amount (own, BIZ_POLICY_CREDIT, "hold_overdue_above", &euro, &amount));
  g_assert_null (biz_policy_get_authority (own, BIZ_POLICY_CREDIT, "release_authority"));
  g_assert_cmpuint (json_array_get_length (
                        biz_policy_get_authority (policy, BIZ_POLICY_CREDIT, "release_authority")),
                    ==, 2);
  g_assert_cmpuint (g_list_model_get_n_items (reasons), ==, 1);
  g_assert_cmpuint (g_list_model_get_n_items (holds), ==, 5);
  g_assert_cmpstr (label, ==, "The boss said so");
  g_assert_cmpstr (unknown, ==, "gone");
  g_assert_true (biz_policy_is_strict (strict));
  g_assert_false (biz_policy_is_strict (policy));
}

static void
test_broken (void)
{
  static const char *const sections[] = {
    "[]",
    "{\"review_days\":-1}",
    "{\"review_days\":366}",
    "{\"review_days\":1.5}",
    "{\"review_days\":\"3\"}",
    "{\"segregation\":1}",
    "{\"hold_overdue_above\":5}",
    "{\"hold_overdue_above\":{\"eur\":5}}",
    "{\"hold_overdue_above\":{\"EUR\":-5}}",
    "{\"hold_overdue_above\":{\"EUR\":\"5\"}}",
    "{\"release_authority\":{}}",
    "{\"release_authority\":[{}]}",
    "{\"release_authority\":[{\"login\":\"a\",\"group\":\"b\"}]}",
    "{\"release_authority\":[{\"login\":\"a\",\"up_to\":5}]}",
    "{\"release_authority\":[{\"login\":\"a\",\"currency\":\"EUR\"}]}",
    "{\"release_authority\":[{\"login\":\"\"}]}",
    "{\"release_reasons\":[{\"code\":\"A B\",\"label\":\"x\"}]}",
    "{\"release_reasons\":[{\"code\":\"a\"}]}",
    "{\"release_reasons\":\"paid\"}",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      g_autofree char *text = g_strdup_printf ("{\"version\":1,\"credit\":%s}", sections[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", text);
      g_assert_null (make_policy (text, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
      g_assert_nonnull (strstr (error->message, "(credit/"));
    }
}

static void
assert_line (char **lines, const char *line)
{
  g_autofree char *all = g_strjoinv ("\n", lines);

  if (!g_strv_contains ((const char *const *)lines, line))
    g_error ("“%s” is not in\n%s", line, all);
}

static void
test_words (void)
{
  g_autoptr (BizPolicy) own = biz_policy_new ();
  g_autoptr (BizPolicy) policy = make_policy (FILE_A, NULL);
  g_auto (GStrv) lines = biz_policy_words_describe (policy);
  g_auto (GStrv) changes = biz_policy_words_list_changes (own, policy);

  assert_line (lines, "Hold orders over the credit limit: no");
  assert_line (lines, "Hold when an invoice is overdue for more than: not looked at");
  assert_line (lines, "Hold when more is overdue than: €500.00, $100.50");
  assert_line (lines, "A release is good for: 1 day");
  assert_line (lines, "May release orders: anna up to €5,000.00, Accounting administrators");
  assert_line (lines, "May set credit limits: anybody");
  assert_line (lines, "Reasons of releases: The boss said so");
  assert_line (changes, "A release is good for: 14 days → 1 day");
  assert_line (changes, "Hold orders over the credit limit: yes → no");
  g_assert_cmpuint (g_strv_length (changes), ==, 6);
  g_assert_true (biz_policy_words_is_same (policy, policy));
}

/* What other versions wrote stays, and what is taken out of a part leaves no empty part. */
static void
test_edit (void)
{
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
  g_autoptr (BizPolicy) after = NULL;
  g_autofree char *text = NULL;
  g_autofree char *bare = NULL;
  g_autoptr (GError) error = NULL;

  biz_policy_edit_take_value (edit, BIZ_POLICY_CREDIT, "review_days",
                              json_node_init_int (json_node_alloc (), 5));
  text = biz_policy_edit_to_text (edit, &after, &error);
  g_assert_no_error (error);
  g_assert_cmpint (biz_policy_get_number (after, BIZ_POLICY_CREDIT, "review_days"), ==, 5);
  g_assert_nonnull (strstr (text, "review_days"));
  biz_policy_edit_take_value (edit, BIZ_POLICY_CREDIT, "review_days", NULL);
  bare = biz_policy_edit_to_text (edit, NULL, &error);
  g_assert_null (strstr (bare, "\"credit\""));
  biz_policy_edit_take_value (edit, BIZ_POLICY_CREDIT, "review_days",
                              json_node_init_int (json_node_alloc (), 5000));
  g_assert_null (biz_policy_edit_to_text (edit, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/policy-part/tables", test_tables);
  g_test_add_func ("/biz/policy-part/values", test_values);
  g_test_add_func ("/biz/policy-part/broken", test_broken);
  g_test_add_func ("/biz/policy-part/words", test_words);
  g_test_add_func ("/biz/policy-part/edit", test_edit);

  return g_test_run ();
}
