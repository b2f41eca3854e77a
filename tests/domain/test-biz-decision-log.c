/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-decision-log.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"

#include <json-glib/json-glib.h>

#define ROW(id, model, res, body)                                                                  \
  "{\"id\":" #id ",\"model\":\"" model "\",\"res_id\":" #res ",\"body\":\"<p>" body                \
  "</p>\",\"date\":\"2026-11-23 06:00:00\",\"create_uid\":[8,\"C\"],\"author_id\":[4,\"C\"]}"

static const char answer[] = "[" ROW (9, "sale.order", 1, "QUITTANCE/1 release") "," ROW (
    8,
    "sale.order",
    2,
    "QUITTANCE/1 hold<br>why") "," ROW (7,
                                        "sale.order",
                                        1,
                                        "QUITTANCE/1 hold<br>old") "," ROW (6,
                                                                            "res.partner",
                                                                            2,
                                                                            "QUITTANCE/1 "
                                                                            "promise "
                                                                            "date=2026-01-"
                                                                            "01") "," ROW (5,
                                                                                           "sale."
                                                                                           "order",
                                                                                           3,
                                                                                           "hello") "]";

static char *
get_domain (ErpCall *call)
{
  return erp_json_to_string (erp_call_get_arg (call, "domain"));
}

static void
test_call (void)
{
  const gint64 orders[] = { 1, 2 };
  const gint64 partners[] = { 5 };
  const BizDecisionScope scopes[] = {
    { "sale.order", orders, G_N_ELEMENTS (orders) },
    { "res.partner", partners, G_N_ELEMENTS (partners) },
  };
  g_autoptr (GDateTime) since = g_date_time_new_utc (2026, 11, 22, 6, 30, 0);
  g_autoptr (ErpCall) one = biz_decision_log_new_call (scopes, 1, 0, NULL);
  g_autoptr (ErpCall) two = biz_decision_log_new_call (
      scopes, 2, BIZ_DECISION_BIT (BIZ_DECISION_PROMISE) | BIZ_DECISION_BIT (BIZ_DECISION_DISPUTE),
      since);
  g_autofree char *first = get_domain (one);
  g_autofree char *second = get_domain (two);

  g_assert_false (erp_call_is_write (one));
  g_assert_cmpstr (
      first, ==,
      "[[\"model\",\"=\",\"sale.order\"],[\"res_id\",\"in\",[1,2]],"
      "\"|\",[\"body\",\"ilike\",\"QUITTANCE/1 \"],[\"message_id\",\"like\",\".reminder-\"],"
      "[\"subtype_id.internal\",\"=\",true],"
      "[\"message_type\",\"in\",[\"comment\",\"notification\"]]]");
  g_assert_cmpstr (
      second, ==,
      "[\"|\",\"&\",[\"model\",\"=\",\"sale.order\"],[\"res_id\",\"in\",[1,2]],\"&\","
      "[\"model\",\"=\",\"res.partner\"],[\"res_id\",\"in\",[5]],\"|\","
      "[\"body\",\"ilike\",\"QUITTANCE/1 promise\"],[\"body\",\"ilike\",\"QUITTANCE/1 dispute\"],"
      "[\"subtype_id.internal\",\"=\",true],"
      "[\"message_type\",\"in\",[\"comment\",\"notification\"]],"
      "[\"date\",\">=\",\"2026-11-22 06:30:00\"]]");
}

static BizDecisionLog *
read_log (guint kinds)
{
  const BizDecisionScope scope = { .model = "sale.order" };
  g_autoptr (ErpCall) call = biz_decision_log_new_call (&scope, 1, kinds, NULL);
  g_autoptr (JsonNode) node = json_from_string (answer, NULL);
  g_autoptr (GError) error = NULL;
  BizDecisionLog *log = erp_call_decode (call, g_steal_pointer (&node), &error);

  g_assert_no_error (error);

  return log;
}

static void
test_newest (void)
{
  g_autoptr (BizDecisionLog) log = read_log (0);
  g_autoptr (BizDecisionLog) promises = read_log (BIZ_DECISION_BIT (BIZ_DECISION_PROMISE));
  g_autoptr (GPtrArray) first = biz_decision_log_list (log, "sale.order", 1, 0);
  static const struct
  {
    const char *model;
    gint64 id;
    guint kinds;
    gint64 note; /* 0: none */
  } cases[] = {
    { "sale.order", 1, 0, 9 },
    { "sale.order", 1, BIZ_DECISION_BIT (BIZ_DECISION_HOLD), 7 },
    { "sale.order", 2, BIZ_DECISION_BITS_OF_HOLD, 8 },
    { "sale.order", 2, BIZ_DECISION_BIT (BIZ_DECISION_PROMISE), 0 },
    { "res.partner", 2, 0, 6 },
    { NULL, 2, 0, 8 },
    { "sale.order", 3, 0, 0 },
    { "sale.order", 4, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      BizDecisionNote *note =
          biz_decision_log_get_newest (log, cases[i].model, cases[i].id, cases[i].kinds);

      g_assert_cmpint (note != NULL ? biz_decision_note_get_id (note) : 0, ==, cases[i].note);
    }
  g_assert_cmpuint (biz_decision_log_get_notes (log)->len, ==, 4);
  g_assert_cmpuint (first->len, ==, 2);
  g_assert_false (biz_decision_log_is_cut (log));
  g_assert_cmpuint (biz_decision_log_get_notes (promises)->len, ==, 1);
}

static void
test_broken (void)
{
  static const char *const answers[] = { "{}", "[1]", "[{\"id\":1,\"body\":5}]",
                                         "[{\"id\":1,\"body\":\"QUITTANCE/1 hold\"}]" };

  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    {
      g_autoptr (JsonNode) node = json_from_string (answers[i], NULL);
      g_autoptr (GError) error = NULL;

      g_assert_null (biz_decision_log_new_from_answer (node, 0, &error));
      g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
    }
}

static void
test_own (void)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (BizDecisionLog) log = NULL;

  g_ptr_array_add (notes, biz_decision_note_new (BIZ_DECISION_HOLD));
  log = biz_decision_log_new (notes);
  g_assert_cmpuint (biz_decision_log_get_notes (log)->len, ==, 1);
  g_assert_nonnull (biz_decision_log_get_newest (log, NULL, 0, 0));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/decision-log/call", test_call);
  g_test_add_func ("/biz/decision-log/newest", test_newest);
  g_test_add_func ("/biz/decision-log/broken", test_broken);
  g_test_add_func ("/biz/decision-log/own", test_own);

  return g_test_run ();
}
