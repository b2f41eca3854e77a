/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "test"

#include "config.h"

#include "biz-choice.h"
#include "decision-ground.h"
#include "erp-capabilities.h"
#include "erp-json.h"

#include <string.h>

/* A delivery that waits is let go by who neither entered, nor changed, nor confirmed its order:
 * from the order, as the desk does, and from the transfer itself. */

#define DONE "[[\"id\",\"=\",@],[\"state\",\"=\",\"done\"]]"
#define NOTES_OF_TRANSFER                                                                          \
  "[[\"model\",\"=\",\"stock.picking\"],[\"res_id\",\"=\",@],"                                     \
  "[\"body\",\"ilike\",\"QUITTANCE/1 \"]]"

static gint64
ask_as (DecisionGround *ground, const char *role, const char *method)
{
  DemoDesk other;
  g_autoptr (JsonNode) answer = NULL;

  desk_join (&other, &ground->desk, role);
  answer = desk_ask (&other, TRUE, "sale.order", method, ground->order, NULL);
  desk_close (&other);

  return answer != NULL;
}

/* What is delivered. */
static gint64
make_order (DecisionGround *ground, const char *by)
{
  const gint64 product =
      decision_ground_find (ground, "product.product",
                            "[[\"sale_ok\",\"=\",true],[\"type\",\"in\",[\"consu\",\"product\"]]]");
  const gint64 partner =
      decision_ground_find (ground, "res.partner", "[[\"customer_rank\",\">\",0]]");
  g_autofree char *vals = NULL;
  g_autoptr (JsonNode) made = NULL;

  vals = g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                          ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                          ",\"product_uom_qty\":1,\"price_unit\":100}]]}]",
                          partner, product);
  made = desk_ask_as (&ground->desk, by, "sale.order", "create", vals);

  return JSON_NODE_HOLDS_ARRAY (made) ? json_array_get_int_element (json_node_get_array (made), 0)
                                      : json_node_get_int (made);
}

typedef struct
{
  const char *name;
  const char *entered;
  const char *confirmed;
  gboolean from_order; /* else from the transfer */
  const char *words;   /* NULL: it is let go */
} TransferCase;

static const TransferCase cases[] = {
  { "order", "agent", "controller", TRUE, NULL },
  { "transfer", "agent", "controller", FALSE, NULL },
  { "order-entered", "credit", "controller", TRUE, "You entered this document" },
  { "order-confirmed", "agent", "credit", TRUE, "You were the last to change" },
  { "transfer-entered", "credit", "controller", FALSE, "You entered the order of this delivery" },
  /* who confirms an order makes its transfers */
  { "transfer-confirmed", "agent", "credit", FALSE, "You entered this document" },
};

static void
try_case (DecisionGround *ground, const TransferCase *c)
{
  g_autofree char *domain = NULL;
  g_autoptr (BizDecisionTarget) target = NULL;
  g_auto (BizDecisionWish) wish = { 0 };
  g_auto (GStrv) writes = NULL;
  g_autofree char *words = NULL;
  const gint64 company = erp_capabilities_get_default_company_id (ground->desk.capabilities);
  BizDecisionRunState state;
  gint64 picking;

  g_test_message ("%s", c->name);
  ground->order = make_order (ground, c->entered);
  g_assert_true (ask_as (ground, c->confirmed, "action_confirm"));
  domain = g_strdup_printf ("[[\"sale_id\",\"=\",%" G_GINT64_FORMAT "]]", ground->order);
  picking = decision_ground_find (ground, "stock.picking", domain);
  target = c->from_order
               ? biz_decision_target_new ("sale.order", ground->order, "S1", company, "Customer")
               : biz_decision_target_new ("stock.picking", picking, "OUT/1", company, "Customer");
  if (c->from_order)
    biz_decision_target_add_delivery (target, picking, "OUT/1");
  decision_ground_take (ground, target);
  decision_ground_wish (ground, BIZ_DECISION_RELEASE, &wish);
  wish.reason = g_strdup ("paid");
  wish.resume = TRUE;
  g_assert_true (biz_decision_target_can_resume (target));
  writes = biz_decision_target_list_writes (target, &wish);
  g_assert_nonnull (strstr (writes[g_strv_length (writes) - 1], "is validated"));
  state = decision_ground_decide_wish (ground, &wish, &words);
  g_assert_cmpint (state, ==, c->words == NULL ? BIZ_DECISION_RUN_DONE : BIZ_DECISION_RUN_REFUSED);
  if (c->words != NULL)
    g_assert_nonnull (strstr (words, c->words));
  g_assert_cmpuint (decision_ground_count (ground, "stock.picking", DONE, picking), ==,
                    c->words == NULL);
  g_assert_cmpuint (
      c->from_order ? decision_ground_count (ground, "mail.message", DECISION_NOTES, ground->order)
                    : decision_ground_count (ground, "mail.message", NOTES_OF_TRANSFER, picking),
      ==, c->words == NULL);
}

static void
test_segregation (gconstpointer data)
{
  DecisionGround ground;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "agent");
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    try_case (&ground, &cases[i]);
  decision_ground_close (&ground);
}

/* The answer to the last step is lost, or it is cut off before: the delivery goes out once. */
static void
test_cut_off (gconstpointer data)
{
  static const struct
  {
    Fault fault;
    guint n_times;
    BizDecisionRunState state;
  } faults[] = {
    { FAULTY_LOST_AFTER, 1, BIZ_DECISION_RUN_DONE },
    { FAULTY_NOT_SENT, 9, BIZ_DECISION_RUN_PARTLY },
  };
  DecisionGround ground;

  decision_ground_open (&ground, GPOINTER_TO_UINT (data), "credit", "agent");
  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autofree char *domain = NULL;
      g_autoptr (BizDecisionTarget) target = NULL;
      g_autoptr (BizDecisionRun) run = NULL;
      g_auto (BizDecisionWish) wish = { 0 };
      gint64 picking;

      ground.order = make_order (&ground, "agent");
      g_assert_true (ask_as (&ground, "controller", "action_confirm"));
      domain = g_strdup_printf ("[[\"sale_id\",\"=\",%" G_GINT64_FORMAT "]]", ground.order);
      picking = decision_ground_find (&ground, "stock.picking", domain);
      target = biz_decision_target_new (
          "sale.order", ground.order, "S1",
          erp_capabilities_get_default_company_id (ground.desk.capabilities), "Customer");
      biz_decision_target_add_delivery (target, picking, "OUT/1");
      decision_ground_take (&ground, target);
      decision_ground_wish (&ground, BIZ_DECISION_RELEASE, &wish);
      wish.reason = g_strdup ("paid");
      wish.resume = TRUE;
      run = biz_decision_run_new (ground.decisions, target, &wish);
      faulty_client_set_fault (ground.desk.client, "button_validate", faults[i].fault,
                               faults[i].n_times);
      g_assert_cmpint (decision_ground_start (&ground, run), ==, faults[i].state);
      faulty_client_set_fault (ground.desk.client, NULL, FAULTY_NONE, 0);
      if (faults[i].state != BIZ_DECISION_RUN_DONE)
        g_assert_cmpint (decision_ground_start (&ground, run), ==, BIZ_DECISION_RUN_DONE);
      g_assert_cmpuint (decision_ground_count (&ground, "stock.picking", DONE, picking), ==, 1);
      g_assert_cmpuint (
          decision_ground_count (&ground, "mail.message", DECISION_NOTES, ground.order), ==, 1);
    }
  decision_ground_close (&ground);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  for (guint series = 17; series <= 19; series += 2)
    {
      g_autofree char *segregation =
          g_strdup_printf ("/biz/decision-transfer/%u/segregation", series);
      g_autofree char *cut_off = g_strdup_printf ("/biz/decision-transfer/%u/cut-off", series);

      g_test_add_data_func (segregation, GUINT_TO_POINTER (series), test_segregation);
      g_test_add_data_func (cut_off, GUINT_TO_POINTER (series), test_cut_off);
    }
  result = g_test_run ();
  desk_end_shared ();

  return result;
}
