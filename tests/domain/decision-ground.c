/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "decision-ground.h"

#include "erp-capabilities.h"
#include "erp-journal-private.h"
#include "erp-json.h"

static gint64
get_id (JsonNode *answer)
{
  return JSON_NODE_HOLDS_ARRAY (answer)
             ? json_array_get_int_element (json_node_get_array (answer), 0)
             : json_node_get_int (answer);
}

gint64
decision_ground_find (DecisionGround *self, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&self->desk, FALSE, model, "search", 0, "domain", domain, "limit", "1", NULL);

  return get_id (answer);
}

guint
decision_ground_count (DecisionGround *self, const char *model, const char *form, gint64 id)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, id);
  g_auto (GStrv) parts = g_strsplit (form, "@", -1);
  g_autofree char *domain = g_strjoinv (number, parts);
  g_autoptr (JsonNode) answer = desk_ask (desk_get_shared (self->desk.series), FALSE, model,
                                          "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

/* A quotation that somebody else has entered. */
static gint64
make_order (DecisionGround *self, const char *by)
{
  const gint64 partner =
      decision_ground_find (self, "res.partner", "[[\"customer_rank\",\">\",0]]");
  const gint64 product =
      decision_ground_find (self, "product.product",
                            "[[\"sale_ok\",\"=\",true],[\"invoice_policy\",\"=\",\"order\"]]");
  g_autofree char *vals = g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                                           ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                                           ",\"product_uom_qty\":2,\"price_unit\":100}]]}]",
                                           partner, product);
  g_autoptr (JsonNode) made = desk_ask_as (&self->desk, by, "sale.order", "create", vals);

  return get_id (made);
}

static void
set_target (DecisionGround *self, BizDecisionTarget *target)
{
  g_set_object (&self->target, target);
  g_list_store_remove_all (self->targets);
  g_list_store_append (self->targets, target);
}

static void
aim (DecisionGround *self)
{
  g_autofree char *name = g_strdup_printf ("S%" G_GINT64_FORMAT, self->order);
  g_autoptr (BizDecisionTarget) target =
      biz_decision_target_new ("sale.order", self->order, name,
                               erp_capabilities_get_default_company_id (self->desk.capabilities),
                               "Customer");

  set_target (self, target);
  decision_ground_load (self);
}

static void
begin (DecisionGround *self)
{
  erp_journal_get_desk (self->desk.journal)->retry_delay = 1000;
  self->decisions = biz_decision_desk_new (self->desk.session);
  self->targets = g_list_store_new (BIZ_TYPE_DECISION_TARGET);
  aim (self);
}

void
decision_ground_take_order (DecisionGround *self, const char *by)
{
  self->order = make_order (self, by);
  aim (self);
}

static void
stop (DecisionGround *self)
{
  g_clear_object (&self->targets);
  g_clear_object (&self->target);
  g_clear_object (&self->decisions);
  desk_close (&self->desk);
}

void
decision_ground_open (DecisionGround *self, guint series, const char *role, const char *by)
{
  *self = (DecisionGround){ 0 };
  desk_join (&self->desk, desk_get_shared (series), role);
  self->order = make_order (self, by);
  begin (self);
}

void
decision_ground_join (DecisionGround *self, DecisionGround *first, const char *role)
{
  *self = (DecisionGround){ .order = first->order };
  desk_join (&self->desk, &first->desk, role);
  begin (self);
}

void
decision_ground_restart (DecisionGround *self, const char *role)
{
  const guint series = self->desk.series;

  stop (self);
  desk_join (&self->desk, desk_get_shared (series), role);
  begin (self);
}

void
decision_ground_close (DecisionGround *self)
{
  stop (self);
}

void
decision_ground_take (DecisionGround *self, BizDecisionTarget *target)
{
  set_target (self, target);
  decision_ground_load (self);
}

void
decision_ground_take_customer (DecisionGround *self)
{
  const BizDecisionFacts *facts = biz_decision_target_get_facts (self->target);
  /* who owes cannot be told by a role that sees no figures */
  g_autoptr (BizDecisionTarget) customer = biz_decision_target_new (
      "res.partner", facts->group_id != 0 ? facts->group_id : facts->partner_id, "Customer",
      erp_capabilities_get_default_company_id (self->desk.capabilities), NULL);

  set_target (self, customer);
  decision_ground_load (self);
}

void
decision_ground_load (DecisionGround *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_decision_desk_load_async (self->decisions, G_LIST_MODEL (self->targets), NULL, desk_cb,
                                &self->desk);
  result = desk_wait (&self->desk);
  biz_decision_desk_load_finish (self->decisions, result, &error);
  g_assert_no_error (error);
}

BizDecisionRunState
decision_ground_start (DecisionGround *self, BizDecisionRun *run)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_decision_run_start_async (run, NULL, desk_cb, &self->desk);
  result = desk_wait (&self->desk);
  biz_decision_run_start_finish (run, result, &error);
  g_assert_no_error (error);
  g_test_message ("%s", biz_decision_run_get_words (run));

  return biz_decision_run_get_state (run);
}

void
decision_ground_wish (DecisionGround *self, BizDecisionKind kind, BizDecisionWish *wish)
{
  biz_decision_wish_init (wish, kind);
  wish->text = g_strdup ("As agreed with <b>the</b> customer & others");
  wish->percent = 30;
  if (kind == BIZ_DECISION_HOLD || kind == BIZ_DECISION_ESCALATE)
    g_date_set_dmy (&wish->until, 1, G_DATE_DECEMBER, 2026);
  if (kind == BIZ_DECISION_ESCALATE)
    {
      wish->user_id =
          decision_ground_find (self, "res.users", "[[\"login\",\"like\",\"manager\"]]");
      wish->user = g_strdup ("The manager");
    }
  if (kind == BIZ_DECISION_LIMIT)
    wish->limit = biz_decision_target_get_facts (self->target)->exposure.limit;
}

BizDecisionRunState
decision_ground_decide_wish (DecisionGround *self, const BizDecisionWish *wish, char **words)
{
  g_autoptr (BizDecisionRun) run = NULL;
  BizDecisionRunState state;

  decision_ground_load (self);
  run = biz_decision_run_new (self->decisions, self->target, wish);
  state = decision_ground_start (self, run);
  if (words != NULL)
    *words = g_strdup (biz_decision_run_get_words (run));

  return state;
}

BizDecisionRunState
decision_ground_decide (DecisionGround *self,
                        BizDecisionKind kind,
                        const char *reason,
                        gboolean resume)
{
  g_auto (BizDecisionWish) wish = { 0 };

  decision_ground_wish (self, kind, &wish);
  wish.reason = g_strdup (reason);
  wish.resume = resume;

  return decision_ground_decide_wish (self, &wish, NULL);
}
