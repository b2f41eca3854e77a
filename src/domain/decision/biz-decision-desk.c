/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-desk.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "biz-decision-take.h"
#include "biz-exposure-store.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define MAX_ROWS 2000
#define MAX_PEOPLE 200

struct _BizDecisionDesk
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizExposureStore *exposures;  /* (owned) */
  GListStore *people;           /* (owned): BizChoice */
};

G_DEFINE_FINAL_TYPE (BizDecisionDesk, biz_decision_desk, G_TYPE_OBJECT)

/* One request of the first trip, and what takes its answer. */
typedef struct
{
  GTask *task; /* (owned) */
  BizDecisionTakeFunc take;
  gint64 company; /* of a policy */
  gboolean optional;
} Asking;

static void
free_loading (gpointer data)
{
  BizDecisionLoading *loading = data;

  g_clear_pointer (&loading->targets, g_ptr_array_unref);
  g_clear_pointer (&loading->policies, g_hash_table_unref);
  g_clear_error (&loading->error);
  g_free (loading);
}

static void
biz_decision_desk_dispose (GObject *object)
{
  BizDecisionDesk *self = BIZ_DECISION_DESK (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_object (&self->exposures);
  g_clear_object (&self->people);

  G_OBJECT_CLASS (biz_decision_desk_parent_class)->dispose (object);
}

static void
biz_decision_desk_class_init (BizDecisionDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_decision_desk_dispose;
}

static void
biz_decision_desk_init (BizDecisionDesk *self)
{
  self->people = g_list_store_new (BIZ_TYPE_CHOICE);
}

BizDecisionDesk *
biz_decision_desk_new (ErpSession *session)
{
  BizDecisionDesk *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (BIZ_TYPE_DECISION_DESK, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));
  self->exposures = biz_exposure_store_new (session, self->currencies);

  return self;
}

ErpSession *
biz_decision_desk_get_session (BizDecisionDesk *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_DESK (self), NULL);

  return self->session;
}

static ErpCapabilities *
get_capabilities (BizDecisionDesk *self)
{
  return erp_session_get_capabilities (self->session);
}

const char *
biz_decision_desk_find_obstacle (ErpCapabilities *capabilities, const char *model)
{
  const gboolean is_partner = g_strcmp0 (model, "res.partner") == 0;
  ErpRights rights;

  g_return_val_if_fail (ERP_IS_CAPABILITIES (capabilities) && model != NULL, NULL);

  rights = erp_capabilities_get_rights (capabilities, model);
  if (is_partner
      && ((rights & ERP_RIGHT_WRITE) == 0
          || !erp_capabilities_has_field (capabilities, model, "credit_limit")))
    return _ ("Your role on the server may not set credit limits. Somebody else has to.");
  /* what is not known is for the server to say */
  if ((rights & ERP_RIGHT_READ) != 0 && (rights & ERP_RIGHT_WRITE) == 0)
    return _ ("Your role on the server may read this document and not write on it, so that no "
              "decision can be noted. Ask somebody who may.");

  return NULL;
}

gint64
biz_decision_desk_get_uid (BizDecisionDesk *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_DESK (self), 0);

  return erp_capabilities_get_uid (get_capabilities (self));
}

static gboolean
has_group (const char *group, gpointer user_data)
{
  return erp_capabilities_has_group (get_capabilities (user_data), group);
}

void
biz_decision_desk_get_me (BizDecisionDesk *self, BizAuthorityPerson *me)
{
  g_return_if_fail (BIZ_IS_DECISION_DESK (self) && me != NULL);

  *me =
      (BizAuthorityPerson){ erp_capabilities_get_login (get_capabilities (self)), has_group, self };
}

void
biz_decision_desk_get_today (BizDecisionDesk *self, GDate *today)
{
  const char *name;
  g_autoptr (GTimeZone) zone = NULL;
  g_autoptr (GDateTime) now = NULL;

  g_return_if_fail (BIZ_IS_DECISION_DESK (self) && today != NULL);

  name = erp_capabilities_get_time_zone (get_capabilities (self));
  zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  now = zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_local ();
  g_date_clear (today, 1);
  g_date_set_dmy (today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
}

GListModel *
biz_decision_desk_get_people (BizDecisionDesk *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_DESK (self), NULL);

  return G_LIST_MODEL (self->people);
}

/* the second trip */

static gint64
get_company (BizDecisionDesk *self, BizDecisionTarget *target)
{
  const gint64 company = biz_decision_target_get_company_id (target);

  return company != 0 ? company : erp_capabilities_get_default_company_id (get_capabilities (self));
}

static void
read_exposure (BizDecisionDesk *self, BizExposureBook *book, BizDecisionTarget *target)
{
  BizDecisionFacts *facts = biz_decision_target_get_facts (target);
  const BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP,
                                 .company_id = get_company (self, target) };
  const gboolean is_order = g_strcmp0 (biz_decision_target_get_model (target), "sale.order") == 0;
  const gboolean is_confirmed =
      g_strcmp0 (facts->state, "sale") == 0 || g_strcmp0 (facts->state, "done") == 0;
  const BizExposureDocument document = { .order_id =
                                             is_order ? biz_decision_target_get_id (target) : 0,
                                         .company_id = plan.company_id,
                                         .is_confirmed = is_confirmed,
                                         .amount = facts->amount };

  facts->group_id = biz_exposure_book_get_group (book, facts->partner_id);
  facts->has_exposure =
      biz_exposure_book_get (book, &plan, facts->partner_id,
                             is_order && facts->amount.currency[0] != '\0' ? &document : NULL,
                             &facts->exposure, &facts->exposure_problem);
}

static void
exposure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizDecisionDesk *self = g_task_get_source_object (task);
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizExposureBook) book =
      biz_exposure_store_read_finish (BIZ_EXPOSURE_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < loading->targets->len; i++)
    {
      BizDecisionTarget *target = g_ptr_array_index (loading->targets, i);
      BizDecisionFacts *facts = biz_decision_target_get_facts (target);

      if (book == NULL)
        facts->exposure_problem = g_error_copy (error);
      else if (facts->known)
        read_exposure (self, book, target);
    }
  g_task_return_boolean (task, TRUE);
}

static void
add_id (GArray *ids, gint64 id)
{
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return;
  if (id > 0)
    g_array_append_val (ids, id);
}

/* Takes @task. */
static void
ask_exposures (GTask *task)
{
  BizDecisionDesk *self = g_task_get_source_object (task);
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (GArray) companies = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) partners = g_array_new (FALSE, FALSE, sizeof (gint64));
  BizExposureAsk ask = { 0 };

  for (guint i = 0; i < loading->targets->len; i++)
    {
      BizDecisionTarget *target = g_ptr_array_index (loading->targets, i);
      BizDecisionFacts *facts = biz_decision_target_get_facts (target);
      const gint64 company = get_company (self, target);
      BizPolicy *policy = g_hash_table_lookup (loading->policies, &company);

      facts->tag_id = loading->tag_id;
      facts->may_tag = loading->may_tag;
      facts->obstacle = biz_decision_desk_find_obstacle (get_capabilities (self), loading->model);
      facts->policy = policy != NULL ? g_object_ref (policy) : biz_policy_new_strict (NULL);
      add_id (companies, company);
      add_id (partners, facts->partner_id);
    }
  if (partners->len == 0)
    {
      g_task_return_boolean (task, TRUE);
      g_object_unref (task);
      return;
    }
  biz_decision_desk_get_today (self, &ask.as_of);
  ask.company_ids = (const gint64 *)(gpointer)companies->data;
  ask.n_companies = companies->len;
  ask.partner_ids = (const gint64 *)(gpointer)partners->data;
  ask.n_partners = partners->len;
  biz_exposure_store_read_async (self->exposures, &ask, g_task_get_cancellable (task), exposure_cb,
                                 task);
}

/* the first trip */

static gboolean ask_orders (GTask *task);

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GTask) task = g_steal_pointer (&asking->task);
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    asking->take (task, asking->company, answer, &error);
  if (error != NULL && asking->optional && error->domain == ERP_ERROR)
    g_clear_error (&error);
  if (error != NULL && loading->error == NULL)
    loading->error = g_steal_pointer (&error);
  g_free (asking);
  loading->pending--;
  if (loading->pending > 0)
    return;
  if (loading->error != NULL)
    g_task_return_error (task, g_steal_pointer (&loading->error));
  else if (!ask_orders (task))
    ask_exposures (g_steal_pointer (&task));
}

/* Takes @call. */
static void
ask (GTask *task, ErpCall *call, BizDecisionTakeFunc take, gint64 company, gboolean optional)
{
  BizDecisionDesk *self = g_task_get_source_object (task);
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (ErpCall) owned = call;
  Asking *asking = g_new0 (Asking, 1);

  asking->task = g_object_ref (task);
  asking->take = take;
  asking->company = company;
  asking->optional = optional;
  loading->pending++;
  erp_client_call_async (erp_session_get_client (self->session), owned,
                         g_task_get_cancellable (task), answered_cb, asking);
}

static ErpCall *
new_search (const char *model, ErpDomain *domain, const char *const *fields)
{
  ErpCall *call = erp_call_new_read (model, "search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_ROWS);

  return call;
}

static GArray *
list_ids (BizDecisionLoading *loading)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < loading->targets->len; i++)
    add_id (ids, biz_decision_target_get_id (g_ptr_array_index (loading->targets, i)));

  return ids;
}

static gboolean
has_orders (BizDecisionDesk *self)
{
  return erp_capabilities_has_field (get_capabilities (self), "stock.picking", "sale_id");
}

static void
ask_records (GTask *task, GArray *ids)
{
  static const char *const orders[] = { "state",        "partner_id",  "partner_invoice_id",
                                        "amount_total", "currency_id", "create_uid",
                                        "write_uid",    "write_date",  NULL };
  static const char *const pickings[] = { "state",      "partner_id", "create_uid", "write_uid",
                                          "write_date", "sale_id",    NULL };
  static const char *const transfers[] = { "state",     "partner_id", "create_uid",
                                           "write_uid", "write_date", NULL };
  BizDecisionDesk *self = g_task_get_source_object (task);
  static const char *const partners[] = { "create_uid", "write_uid", "write_date", NULL };
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  const char *const *fields = g_str_equal (loading->model, "sale.order") ? orders
                              : g_str_equal (loading->model, "stock.picking")
                                  ? (has_orders (self) ? pickings : transfers)
                                  : partners;

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  ask (task, new_search (loading->model, domain, fields), biz_decision_take_records, 0, FALSE);
}

/* Where there are tags, and this user may read them: they are of the sales team. */
static void
ask_tags (GTask *task, GArray *ids)
{
  static const char *const none[] = { "id", NULL };
  BizDecisionDesk *self = g_task_get_source_object (task);
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (ErpDomain) tag = erp_domain_new ();
  g_autoptr (ErpDomain) tagged = erp_domain_new ();

  if (!g_str_equal (loading->model, "sale.order")
      || !erp_capabilities_has_group (get_capabilities (self), "sales_team.group_sale_salesman"))
    return;
  erp_domain_add_string (tag, "name", "=", BIZ_DECISION_TAG);
  ask (task, new_search ("crm.tag", tag, none), biz_decision_take_tag, 0, TRUE);
  erp_domain_add_ids (tagged, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_string (tagged, "tag_ids.name", "=", BIZ_DECISION_TAG);
  ask (task, new_search ("sale.order", tagged, none), biz_decision_take_tagged, 0, TRUE);
}

/* What I changed, as the log tells it; done tasks and decisions are none. */
static void
ask_changes (GTask *task, const char *model, GArray *ids, BizDecisionTakeFunc take)
{
  static const char *const fields[] = { "res_id", "date", NULL };
  BizDecisionDesk *self = g_task_get_source_object (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "model", "=", model);
  erp_domain_add_ids (domain, "res_id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_string (domain, "message_type", "=", "notification");
  erp_domain_add_int (domain, "create_uid", "=", biz_decision_desk_get_uid (self));
  erp_domain_add_bool (domain, "mail_activity_type_id", "=", FALSE);
  ask (task, new_search ("mail.message", domain, fields), take, 0, FALSE);
}

static void
ask_tasks (GTask *task, GArray *ids)
{
  static const char *const fields[] = { "res_id", "activity_type_id", "user_id", NULL };
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "res_model", "=", loading->model);
  erp_domain_add_ids (domain, "res_id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_string (domain, "note", "ilike", BIZ_DECISION_TASK);
  ask (task, new_search ("mail.activity", domain, fields), biz_decision_take_tasks, 0, FALSE);
}

/* What was invoiced of orders. May be refused: then nobody knows, and that is what is said. */
static void
ask_downs (GTask *task, GArray *ids)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call;

  if (!g_str_equal (loading->model, "sale.order"))
    return;
  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  call = erp_call_new_read ("sale.order", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", BIZ_DECISION_DOWNS_SPECIFICATION);
  erp_call_set_arg_int (call, "limit", MAX_ROWS);
  ask (task, call, biz_decision_take_downs, 0, TRUE);
}

static void
ask_rest (GTask *task)
{
  static const char *const names[] = { "name", "login", NULL };
  BizDecisionDesk *self = g_task_get_source_object (task);
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (ErpDomain) people = erp_domain_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  erp_domain_add_bool (people, "share", "=", FALSE);
  ask (task, new_search ("res.users", people, names), biz_decision_take_people, 0, TRUE);
  for (guint i = 0; i < loading->targets->len; i++)
    {
      const gint64 company = get_company (self, g_ptr_array_index (loading->targets, i));

      if (g_hash_table_add (seen, g_memdup2 (&company, sizeof company)))
        ask (task, biz_policy_make_read (company), biz_decision_take_policy, company, FALSE);
    }
}

static void
ask_notes (GTask *task, const char *model, GArray *ids, BizDecisionTakeFunc take)
{
  const BizDecisionScope scope = { model, (const gint64 *)(gpointer)ids->data, ids->len };
  g_autoptr (ErpCall) notes = biz_decision_log_new_call (&scope, 1, 0, NULL);
  ErpCall *plain = erp_call_new_read ("mail.message", "search_read");
  JsonObject *args = erp_call_get_args (notes);
  g_autoptr (GList) names = json_object_get_members (args);

  for (GList *l = names; l != NULL; l = l->next)
    erp_call_take_arg (plain, l->data, json_node_copy (json_object_get_member (args, l->data)));
  ask (task, plain, take, 0, FALSE);
}

/* Asks for the orders of transfers, and what was said of them; FALSE where there is none. */
static gboolean
ask_orders (GTask *task)
{
  static const char *const fields[] = { "create_uid", "write_uid", "write_date", NULL };
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < loading->targets->len; i++)
    add_id (ids, biz_decision_target_get_facts (g_ptr_array_index (loading->targets, i))->order.id);
  if (loading->orders_asked || ids->len == 0)
    return FALSE;
  loading->orders_asked = TRUE;
  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  /* may be refused: then nobody knows who entered them, and that is what is said */
  ask (task, new_search ("sale.order", domain, fields), biz_decision_take_orders, 0, TRUE);
  ask_changes (task, "sale.order", ids, biz_decision_take_order_changes);
  ask_notes (task, "sale.order", ids, biz_decision_take_order_notes);

  return TRUE;
}

static void
ask_all (GTask *task)
{
  BizDecisionLoading *loading = g_task_get_task_data (task);
  g_autoptr (GArray) ids = list_ids (loading);

  ask_notes (task, loading->model, ids, biz_decision_take_notes);
  ask_records (task, ids);
  ask_changes (task, loading->model, ids, biz_decision_take_changes);
  ask_tasks (task, ids);
  ask_tags (task, ids);
  ask_downs (task, ids);
  ask_rest (task);
}

/**
 * biz_decision_desk_load_async:
 * @self: a desk
 * @targets: (element-type BizDecisionTarget): of one model
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_decision_desk_load_async (BizDecisionDesk *self,
                              GListModel *targets,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  BizDecisionLoading *loading;

  g_return_if_fail (BIZ_IS_DECISION_DESK (self));
  g_return_if_fail (G_IS_LIST_MODEL (targets) && g_list_model_get_n_items (targets) > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_decision_desk_load_async);
  loading = g_new0 (BizDecisionLoading, 1);
  loading->targets = g_ptr_array_new_with_free_func (g_object_unref);
  loading->policies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  for (guint i = 0; i < g_list_model_get_n_items (targets); i++)
    {
      BizDecisionTarget *target = g_list_model_get_item (targets, i);

      biz_decision_target_clear_facts (target);
      g_ptr_array_add (loading->targets, target);
    }
  loading->model = biz_decision_target_get_model (g_ptr_array_index (loading->targets, 0));
  g_task_set_task_data (task, loading, free_loading);
  ask_all (task);
}

gboolean
biz_decision_desk_load_finish (BizDecisionDesk *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
