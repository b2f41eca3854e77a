/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-authority.h"
#include "erp-json.h"

#include <string.h>

#define AUTHORITY                                                                                  \
  "{\"version\":1,\"credit\":{\"release_authority\":["                                             \
  "{\"login\":\"anna\",\"currency\":\"EUR\",\"up_to\":5000},"                                      \
  "{\"login\":\"anna\",\"currency\":\"USD\",\"up_to\":6000.5},"                                    \
  "{\"login\":\"boss\"},"                                                                          \
  "{\"group\":\"account.group_account_manager\",\"currency\":\"EUR\",\"up_to\":20000}]}}"

static BizPolicy *
make_policy (const char *text)
{
  g_autoptr (JsonNode) node = erp_json_literal (text);
  g_autoptr (GError) error = NULL;
  BizPolicy *policy = biz_policy_new_from_json (node, &error);

  g_assert_no_error (error);

  return policy;
}

static gboolean
has_group (const char *group, gpointer user_data)
{
  return user_data != NULL && g_str_equal (group, user_data);
}

#define MANAGER "account.group_account_manager"

static void
test_authority (void)
{
  static const struct
  {
    const char *login;
    const char *group; /* NULL: none; "?": cannot be read */
    const char *currency;
    gint64 minor; /* -1: no amount */
    BizAuthority answer;
    const char *words;
  } cases[] = {
    { "anna", NULL, "EUR", 500000, BIZ_AUTHORITY_YES, "Within" },
    { "anna", NULL, "EUR", 500001, BIZ_AUTHORITY_NO, "up to €5,000.00" },
    { "anna", NULL, "USD", 600050, BIZ_AUTHORITY_YES, "Within" },
    { "anna", NULL, "GBP", 1, BIZ_AUTHORITY_NO, "no authority in this currency" },
    { "anna", MANAGER, "EUR", 2000000, BIZ_AUTHORITY_YES, "Within" },
    { "anna", MANAGER, "EUR", 2000001, BIZ_AUTHORITY_NO, "up to €20,000.00" },
    { "boss", NULL, "GBP", G_MAXINT64, BIZ_AUTHORITY_YES, "Within" },
    { "otto", NULL, "EUR", 1, BIZ_AUTHORITY_NO, "names others" },
    { "otto", "account.group_account_user", "EUR", 1, BIZ_AUTHORITY_NO, "names others" },
    { "otto", MANAGER, "EUR", 1, BIZ_AUTHORITY_YES, "Within" },
    { "otto", "?", "EUR", 1, BIZ_AUTHORITY_UNKNOWN, "cannot be read" },
    { "otto", "?", "EUR", 2000001, BIZ_AUTHORITY_NO, "names others" },
    { NULL, NULL, "EUR", 1, BIZ_AUTHORITY_NO, "names others" },
    { "anna", NULL, "EUR", -1, BIZ_AUTHORITY_YES, "Within" },
    { "otto", NULL, "EUR", -1, BIZ_AUTHORITY_NO, "names others" },
  };
  g_autoptr (BizPolicy) policy = make_policy (AUTHORITY);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const gboolean readable = g_strcmp0 (cases[i].group, "?") != 0;
      const BizAuthorityPerson person = { cases[i].login, readable ? has_group : NULL,
                                          (gpointer)cases[i].group };
      const BizMoney amount = biz_money_from_minor (cases[i].minor, cases[i].currency, 2);
      g_autofree char *words = NULL;

      g_test_message ("%s %s %s", cases[i].login, cases[i].group, cases[i].currency);
      g_assert_cmpint (biz_authority_check (policy, "release_authority", &person, &amount,
                                            cases[i].minor < 0 ? 0 : 1, &words),
                       ==, cases[i].answer);
      g_assert_nonnull (strstr (words, cases[i].words));
    }
}

/* An order in another currency: its value in the company's currency counts as well. */
static void
test_currencies (void)
{
  g_autoptr (BizPolicy) policy = make_policy (AUTHORITY);
  const BizAuthorityPerson anna = { "anna", has_group, NULL };
  const BizMoney amounts[] = { biz_money_from_minor (450000, "GBP", 2),
                               biz_money_from_minor (499999, "EUR", 2) };
  const BizMoney more[] = { biz_money_from_minor (450000, "GBP", 2),
                            biz_money_from_minor (500001, "EUR", 2) };

  g_assert_cmpint (biz_authority_check (policy, "release_authority", &anna, amounts, 2, NULL), ==,
                   BIZ_AUTHORITY_YES);
  g_assert_cmpint (biz_authority_check (policy, "release_authority", &anna, more, 2, NULL), ==,
                   BIZ_AUTHORITY_NO);
}

static void
test_without (void)
{
  g_autoptr (BizPolicy) open = biz_policy_new ();
  g_autoptr (BizPolicy) strict = biz_policy_new_strict ("broken");
  const BizAuthorityPerson boss = { "boss", has_group, (gpointer)MANAGER };
  const BizMoney amount = biz_money_from_minor (1, "EUR", 2);

  g_assert_cmpint (biz_authority_check (open, "limit_authority", &boss, &amount, 1, NULL), ==,
                   BIZ_AUTHORITY_YES);
  g_assert_cmpint (biz_authority_check (strict, "limit_authority", &boss, &amount, 1, NULL), ==,
                   BIZ_AUTHORITY_NO);
  g_assert_nonnull (biz_authority_get_advice ());
}

static void
test_segregation (void)
{
  static const struct
  {
    BizSegregationFacts facts;
    BizSegregation finding;
  } cases[] = {
    { { 7, 8, 8, 1000, 0, 0 }, BIZ_SEGREGATION_FREE },
    { { 7, 7, 8, 1000, 0, 0 }, BIZ_SEGREGATION_CREATED },
    { { 7, 8, 7, 1000, 0, 0 }, BIZ_SEGREGATION_CHANGED },
    /* my own hold set the tag */
    { { 7, 8, 7, 1000, 995, 0 }, BIZ_SEGREGATION_FREE },
    { { 7, 8, 7, 1121, 1000, 0 }, BIZ_SEGREGATION_CHANGED },
    { { 7, 8, 7, 1120, 1000, 0 }, BIZ_SEGREGATION_FREE },
    { { 7, 8, 7, 880, 1001, 0 }, BIZ_SEGREGATION_CHANGED },
    { { 7, 8, 9, 1000, 0, 1 }, BIZ_SEGREGATION_LOGGED },
    { { 7, 7, 7, 1000, 1000, 1 }, BIZ_SEGREGATION_CREATED },
  };
  g_autoptr (BizPolicy) own = biz_policy_new ();
  g_autoptr (BizPolicy) off = make_policy ("{\"version\":1,\"credit\":{\"segregation\":false}}");
  g_autoptr (BizPolicy) strict = biz_policy_new_strict (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%u", i);
      g_assert_cmpint (biz_segregation_check (own, &cases[i].facts), ==, cases[i].finding);
      g_assert_cmpint (biz_segregation_check (strict, &cases[i].facts), ==, cases[i].finding);
      g_assert_cmpint (biz_segregation_check (off, &cases[i].facts), ==, BIZ_SEGREGATION_FREE);
      g_assert_true ((biz_segregation_to_words (cases[i].finding) == NULL)
                     == (cases[i].finding == BIZ_SEGREGATION_FREE));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/authority/amounts", test_authority);
  g_test_add_func ("/biz/authority/currencies", test_currencies);
  g_test_add_func ("/biz/authority/without", test_without);
  g_test_add_func ("/biz/authority/segregation", test_segregation);

  return g_test_run ();
}
