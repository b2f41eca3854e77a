/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-take.h"

#include "biz-choice.h"
#include "erp-capabilities.h"
#include "erp-currency.h"
#include "erp-json.h"
#include "erp-session.h"

static BizDecisionTarget *
find_target (BizDecisionLoading *loading, gint64 id)
{
  for (guint i = 0; i < loading->targets->len; i++)
    if (biz_decision_target_get_id (g_ptr_array_index (loading->targets, i)) == id)
      return g_ptr_array_index (loading->targets, i);

  return NULL;
}

static JsonObject *
nth (JsonArray *rows, guint i)
{
  JsonObject *row = NULL;

  erp_json_get_object (json_array_get_element (rows, i), &row, NULL);

  return row;
}

/* One row of an answer; @target: (nullable): which it is of, where that is one of ours */
typedef gboolean (*RowFunc) (GTask *task,
                             JsonObject *row,
                             BizDecisionTarget *target,
                             GError **error);

/* Takes the rows one by one; @member names the record. */
static gboolean
take_rows (GTask *task, JsonNode *answer, const char *member, RowFunc take, GError **error)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = NULL;
      gint64 id = 0;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, member, &id, error)
          || !take (task, row, find_target (loading, id), error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_amount (BizDecisionDesk *self, JsonObject *row, BizDecisionFacts *facts, GError **error)
{
  gint64 id = 0;
  ErpCurrency *currency;
  BizMoney zero;

  if (!json_object_has_member (row, "currency_id"))
    return TRUE;
  if (!erp_json_get_many2one (row, "currency_id", &id, NULL, error))
    return FALSE;
  currency = erp_capabilities_get_currency (
      erp_session_get_capabilities (biz_decision_desk_get_session (self)), id);
  if (currency == NULL)
    return TRUE;
  zero = biz_money_zero (erp_currency_get_code (currency), erp_currency_get_digits (currency));

  return biz_money_from_json (row, "amount_total", &zero, &facts->amount, error);
}

static gboolean
read_record (BizDecisionDesk *self, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  BizDecisionFacts *facts = biz_decision_target_get_facts (target);
  g_autoptr (GDateTime) time = NULL;
  const char *state = NULL;

  if (!erp_json_get_many2one (row, "create_uid", &facts->creator_id, NULL, error)
      || !erp_json_get_many2one (row, "write_uid", &facts->writer_id, NULL, error)
      || !erp_json_get_datetime (row, "write_date", &time, error)
      || !read_amount (self, row, facts, error))
    return FALSE;
  if (json_object_has_member (row, "state") && !erp_json_get_string (row, "state", &state, error))
    return FALSE;
  facts->write_time = time != NULL ? g_date_time_to_unix (time) : 0;
  facts->state = g_strdup (state);
  facts->partner_id = biz_decision_target_get_id (target);
  if (json_object_has_member (row, "partner_id")
      && !erp_json_get_many2one (row, "partner_id", &facts->partner_id, NULL, error))
    return FALSE;
  if (json_object_has_member (row, "partner_invoice_id")
      && !erp_json_get_many2one (row, "partner_invoice_id", &facts->partner_id, NULL, error))
    return FALSE;
  if (json_object_has_member (row, "sale_id")
      && !erp_json_get_many2one (row, "sale_id", &facts->order.id, NULL, error))
    return FALSE;
  facts->known = TRUE;

  return TRUE;
}

static gboolean
take_record (GTask *task, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  return target == NULL || read_record (g_task_get_source_object (task), row, target, error);
}

gboolean
biz_decision_take_records (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  return take_rows (task, answer, "id", take_record, error);
}

gboolean
biz_decision_take_notes (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (BizDecisionLog) log = biz_decision_log_new_from_answer (answer, 0, error);

  if (log == NULL)
    return FALSE;
  for (guint i = 0; i < loading->targets->len; i++)
    g_set_object (&biz_decision_target_get_facts (g_ptr_array_index (loading->targets, i))->log,
                  log);

  return TRUE;
}

static gboolean
take_change (GTask *task, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  if (target != NULL)
    biz_decision_target_get_facts (target)->n_changes++;

  return TRUE;
}

gboolean
biz_decision_take_changes (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  return take_rows (task, answer, "res_id", take_change, error);
}

static gboolean
take_task (GTask *task, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  BizDecisionTask open = { 0 };
  BizDecisionFacts *facts;

  if (!erp_json_get_int (row, "id", &open.id, error)
      || !erp_json_get_many2one (row, "activity_type_id", &open.type_id, NULL, error)
      || !erp_json_get_many2one (row, "user_id", &open.user_id, NULL, error))
    return FALSE;
  if (target == NULL)
    return TRUE;
  facts = biz_decision_target_get_facts (target);
  if (facts->tasks == NULL)
    facts->tasks = g_array_new (FALSE, FALSE, sizeof (BizDecisionTask));
  g_array_append_val (facts->tasks, open);

  return TRUE;
}

gboolean
biz_decision_take_tasks (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  return take_rows (task, answer, "res_id", take_task, error);
}

static BizMoney
make_zero (gint64 currency_id, gpointer user_data)
{
  ErpCurrency *currency = erp_capabilities_get_currency (user_data, currency_id);

  return currency != NULL
             ? biz_money_zero (erp_currency_get_code (currency), erp_currency_get_digits (currency))
             : (BizMoney){ 0 };
}

static gboolean
take_down (GTask *task, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  BizDecisionDesk *self = g_task_get_source_object (task);

  return target == NULL
         || biz_decision_downs_read (
             &biz_decision_target_get_facts (target)->downs, row, make_zero,
             erp_session_get_capabilities (biz_decision_desk_get_session (self)), error);
}

gboolean
biz_decision_take_downs (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  JsonObject *page;

  return erp_json_get_object (answer, &page, error)
         && take_rows (task, json_object_get_member (page, "records"), "id", take_down, error);
}

gboolean
biz_decision_take_policy (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (GError) problem = NULL;
  BizPolicy *policy = biz_policy_new_from_attachments (answer, &problem);

  if (policy == NULL)
    policy = biz_policy_new_strict (problem->message);
  g_hash_table_insert (loading->policies, g_memdup2 (&company, sizeof company), policy);

  return TRUE;
}

gboolean
biz_decision_take_tag (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  JsonArray *rows;
  JsonObject *row;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  row = json_array_get_length (rows) > 0 ? nth (rows, 0) : NULL;
  loading->may_tag = TRUE;

  return row == NULL || erp_json_get_int (row, "id", &loading->tag_id, error);
}

static gboolean
take_tagged (GTask *task, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  if (target != NULL)
    biz_decision_target_get_facts (target)->tagged = TRUE;

  return TRUE;
}

gboolean
biz_decision_take_tagged (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  return take_rows (task, answer, "id", take_tagged, error);
}

static gboolean
take_person (GTask *task, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  GListStore *people =
      G_LIST_STORE (biz_decision_desk_get_people (g_task_get_source_object (task)));
  const char *name = NULL, *login = NULL;
  g_autoptr (BizChoice) person = NULL;
  gint64 id = 0;

  if (!erp_json_get_int (row, "id", &id, error) || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "login", &login, error))
    return FALSE;
  person = biz_choice_new (id, name != NULL ? name : login, login);
  g_list_store_append (people, person);

  return TRUE;
}

gboolean
biz_decision_take_people (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  g_list_store_remove_all (
      G_LIST_STORE (biz_decision_desk_get_people (g_task_get_source_object (task))));

  return take_rows (task, answer, "id", take_person, error);
}

/* the orders of transfers: several may be of one */

static gboolean
take_order (GTask *task, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  BizDecisionOrder order = { .known = TRUE };
  g_autoptr (GDateTime) time = NULL;

  if (!erp_json_get_int (row, "id", &order.id, error)
      || !erp_json_get_many2one (row, "create_uid", &order.creator_id, NULL, error)
      || !erp_json_get_many2one (row, "write_uid", &order.writer_id, NULL, error)
      || !erp_json_get_datetime (row, "write_date", &time, error))
    return FALSE;
  order.write_time = time != NULL ? g_date_time_to_unix (time) : 0;
  for (guint i = 0; i < loading->targets->len; i++)
    {
      BizDecisionOrder *own =
          &biz_decision_target_get_facts (g_ptr_array_index (loading->targets, i))->order;

      if (own->id != order.id)
        continue;
      order.changes = own->changes;
      order.log = own->log;
      *own = order;
    }

  return TRUE;
}

gboolean
biz_decision_take_orders (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  return take_rows (task, answer, "id", take_order, error);
}

static gboolean
take_order_change (GTask *task, JsonObject *row, BizDecisionTarget *target, GError **error)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (GDateTime) time = NULL;
  gint64 id = 0, moment;

  if (!erp_json_get_int (row, "res_id", &id, error)
      || !erp_json_get_datetime (row, "date", &time, error))
    return FALSE;
  moment = time != NULL ? g_date_time_to_unix (time) : 0;
  for (guint i = 0; i < loading->targets->len; i++)
    {
      BizDecisionOrder *order =
          &biz_decision_target_get_facts (g_ptr_array_index (loading->targets, i))->order;

      if (order->id != id)
        continue;
      if (order->changes == NULL)
        order->changes = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_array_append_val (order->changes, moment);
    }

  return TRUE;
}

gboolean
biz_decision_take_order_changes (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  return take_rows (task, answer, "res_id", take_order_change, error);
}

gboolean
biz_decision_take_order_notes (GTask *task, gint64 company, JsonNode *answer, GError **error)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (BizDecisionLog) log = biz_decision_log_new_from_answer (answer, 0, error);

  if (log == NULL)
    return FALSE;
  for (guint i = 0; i < loading->targets->len; i++)
    g_set_object (
        &biz_decision_target_get_facts (g_ptr_array_index (loading->targets, i))->order.log, log);

  return TRUE;
}
