/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-decision-wish.h"
#include "erp-error.h"

#include <string.h>

typedef struct
{
  BizDecisionKind kind;
  const char *reason;
  const char *text;
  int days; /* from today; G_MININT: no day */
  gint64 user;
  guint percent;
  gint64 limit; /* -1: none of its own; -2: not entered */
  const char *fault;
} Case;

static const Case cases[] = {
  { BIZ_DECISION_HOLD, "limit", NULL, 3, 0, 0, -2, NULL },
  { BIZ_DECISION_HOLD, NULL, NULL, 3, 0, 0, -2, "Choose a reason" },
  { BIZ_DECISION_HOLD, "Not A Code", NULL, 3, 0, 0, -2, "Choose a reason" },
  { BIZ_DECISION_HOLD, "limit", NULL, -1, 0, 0, -2, "over already" },
  { BIZ_DECISION_HOLD, "limit", NULL, 0, 0, 0, -2, NULL },
  { BIZ_DECISION_HOLD, "limit", NULL, G_MININT, 0, 0, -2, NULL },
  { BIZ_DECISION_RELEASE, "paid", "He paid", 14, 0, 0, -2, NULL },
  { BIZ_DECISION_RELEASE, "paid", " \n", 14, 0, 0, -2, "why it is released" },
  { BIZ_DECISION_RELEASE, NULL, "He paid", 14, 0, 0, -2, "Choose a reason" },
  { BIZ_DECISION_REJECT, NULL, "No credit", G_MININT, 0, 0, -2, NULL },
  { BIZ_DECISION_REJECT, NULL, "", G_MININT, 0, 0, -2, "why it is rejected" },
  { BIZ_DECISION_PREPAYMENT, NULL, NULL, G_MININT, 0, 30, -2, NULL },
  { BIZ_DECISION_PREPAYMENT, NULL, NULL, G_MININT, 0, 0, -2, "percent" },
  { BIZ_DECISION_PREPAYMENT, NULL, NULL, G_MININT, 0, 101, -2, "percent" },
  { BIZ_DECISION_ESCALATE, NULL, "Please", 3, 9, 0, -2, NULL },
  { BIZ_DECISION_ESCALATE, NULL, "Please", 3, 0, 0, -2, "Choose who" },
  { BIZ_DECISION_ESCALATE, NULL, NULL, 3, 9, 0, -2, "what is to be decided" },
  { BIZ_DECISION_LIMIT, NULL, "Good payer", G_MININT, 0, 0, 5000, NULL },
  { BIZ_DECISION_LIMIT, NULL, "Good payer", G_MININT, 0, 0, -1, NULL },
  { BIZ_DECISION_LIMIT, NULL, "Good payer", G_MININT, 0, 0, 0, "no limit at all" },
  { BIZ_DECISION_LIMIT, NULL, "Good payer", G_MININT, 0, 0, -2, "Enter the new limit" },
  { BIZ_DECISION_LIMIT, NULL, NULL, G_MININT, 0, 0, 5000, "why the limit" },
  { BIZ_DECISION_PROMISE, NULL, "x", G_MININT, 0, 0, -2, "elsewhere" },
};

static void
test_check (void)
{
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, G_DATE_NOVEMBER, 2026);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (BizDecisionWish) wish = { 0 };
      g_auto (BizDecisionWish) copy = { 0 };
      g_autoptr (GError) error = NULL;

      g_test_message ("%u", i);
      biz_decision_wish_init (&wish, cases[i].kind);
      wish.reason = g_strdup (cases[i].reason);
      wish.text = g_strdup (cases[i].text);
      wish.user_id = cases[i].user;
      wish.percent = cases[i].percent;
      wish.no_limit = cases[i].limit == -1;
      if (cases[i].limit >= 0)
        wish.limit = biz_money_from_minor (cases[i].limit, "EUR", 2);
      if (cases[i].days != G_MININT)
        {
          wish.until = today;
          if (cases[i].days >= 0)
            g_date_add_days (&wish.until, (guint)cases[i].days);
          else
            g_date_subtract_days (&wish.until, (guint)-cases[i].days);
        }
      biz_decision_wish_copy (&copy, &wish);
      g_assert_cmpint (biz_decision_wish_check (&copy, &today, &error), ==, cases[i].fault == NULL);
      if (cases[i].fault == NULL)
        continue;
      g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
      g_assert_nonnull (strstr (error->message, cases[i].fault));
    }
}

static void
test_long (void)
{
  g_auto (BizDecisionWish) wish = { 0 };
  g_autoptr (GError) error = NULL;
  GDate today;

  g_date_clear (&today, 1);
  g_date_set_dmy (&today, 23, G_DATE_NOVEMBER, 2026);
  biz_decision_wish_init (&wish, BIZ_DECISION_REJECT);
  wish.text = g_strnfill (4001, 'x');
  g_assert_false (biz_decision_wish_check (&wish, &today, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/decision-wish/check", test_check);
  g_test_add_func ("/biz/decision-wish/long", test_long);

  return g_test_run ();
}
