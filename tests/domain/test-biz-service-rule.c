/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-policy-part.h"
#include "biz-service-rule.h"
#include "biz-service-target.h"
#include "erp-error.h"

#include <string.h>

typedef struct
{
  const char *team;
  int priority;
  gint64 response, resolution;
} Row;

static GPtrArray *
make_rules (const Row *rows, gsize n)
{
  GPtrArray *rules = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_service_rule_free);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (rules, biz_service_rule_new (rows[i].team, rows[i].priority, rows[i].response,
                                                  rows[i].resolution));

  return rules;
}

/* What was written counts for the cases it is for, and for no others. */
static void
test_written (void)
{
  static const Row rows[] = {
    { "Returns", 3, 15, 90 },
    { NULL, 2, 45, 600 },
    { "Returns", -1, 60, 0 },
  };
  static const struct
  {
    const char *team;
    int priority;
    gint64 response, resolution;
  } cases[] = {
    { "returns", 3, 15, 90 }, { "Returns", 2, 60, 0 }, { "Sales", 2, 45, 600 },
    { NULL, 2, 45, 600 },     { "Sales", 3, 60, 480 },
  };
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
  g_autoptr (GPtrArray) rules = make_rules (rows, G_N_ELEMENTS (rows));
  g_autoptr (BizPolicy) policy = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  g_assert_true (biz_service_rule_apply (rules, edit, &error));
  g_assert_no_error (error);
  text = biz_policy_edit_to_text (edit, &policy, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizServiceTarget target;

      biz_service_target_find (&target, policy, cases[i].team, cases[i].priority);
      g_assert_cmpint (target.response, ==, 60 * cases[i].response);
      g_assert_cmpint (target.resolution, ==, 60 * cases[i].resolution);
    }
}

static void
test_refused (void)
{
  static const struct
  {
    Row rows[2];
    gsize n;
    const char *message;
  } cases[] = {
    { { { NULL, -1, 5, 5 } }, 1, "Say which team or which priority the target is for." },
    { { { "A", -1, -1, 5 } }, 1, "A target is at most half a year of work." },
    { { { "A", -1, 5, BIZ_SERVICE_MAX_MINUTES + 1 } },
      1,
      "A target is at most half a year of work." },
    { { { "Über", 3, 5, 5 }, { "über ", 3, 6, 60 } },
      2,
      "There are two targets for the same team and priority: über , Urgent: first answer 6 min, "
      "solved 1 h." },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
      g_autoptr (GPtrArray) rules = make_rules (cases[i].rows, cases[i].n);
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_assert_false (biz_service_rule_apply (rules, edit, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_cmpstr (error->message, ==, cases[i].message);
      text = biz_policy_edit_to_text (edit, NULL, NULL);
      g_assert_null (strstr (text, "targets"));
    }
}

static void
test_too_much (void)
{
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
  g_autoptr (GPtrArray) rules = make_rules (NULL, 0);
  g_autofree char *name = g_strnfill (BIZ_POLICY_MAX_LABEL + 1, 'x');
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (rules, biz_service_rule_new (name, 1, 1, 1));
  g_assert_false (biz_service_rule_apply (rules, edit, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  g_ptr_array_set_size (rules, 0);
  for (guint i = 0; i <= BIZ_SERVICE_MAX_RULES; i++)
    {
      g_autofree char *team = g_strdup_printf ("Team %u", i);

      g_ptr_array_add (rules, biz_service_rule_new (team, -1, 1, 1));
    }
  g_assert_false (biz_service_rule_apply (rules, edit, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  g_ptr_array_set_size (rules, BIZ_SERVICE_MAX_RULES);
  g_assert_true (biz_service_rule_apply (rules, edit, &error));
  g_assert_no_error (error);
}

/* None: nothing of it stays in the file; untouched: nothing is written. */
static void
test_none (void)
{
  g_autoptr (BizPolicyEdit) edit = biz_policy_edit_new (NULL);
  g_autoptr (GPtrArray) rules = make_rules (NULL, 0);
  g_autofree char *before = biz_policy_edit_to_text (edit, NULL, NULL);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (biz_service_rule_apply (rules, edit, &error));
  g_assert_no_error (error);
  after = biz_policy_edit_to_text (edit, NULL, NULL);
  g_assert_cmpstr (before, ==, after);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/service-rule/written", test_written);
  g_test_add_func ("/service-rule/refused", test_refused);
  g_test_add_func ("/service-rule/too-much", test_too_much);
  g_test_add_func ("/service-rule/none", test_none);

  return g_test_run ();
}
