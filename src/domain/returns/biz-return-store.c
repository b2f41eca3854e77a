/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-return-store-private.h"

#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

/* More than these belong to no order that anybody returns by hand. */
#define MAX_TRANSFERS 200
#define MAX_PAPERS 200

struct _BizReturnStore
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GHashTable *policies;         /* (owned): of companies, as far as they were read */
};

G_DEFINE_FINAL_TYPE (BizReturnStore, biz_return_store, G_TYPE_OBJECT)

typedef struct
{
  char *model; /* (owned) */
  gint64 id;
  BizReturnBook *book; /* (owned) */
  guint n_waiting;
  gboolean is_named; /* the case was asked for */
  GError *error;     /* (owned) (nullable): the first one */
} Loading;

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_free (loading->model);
  g_clear_object (&loading->book);
  g_clear_error (&loading->error);
  g_free (loading);
}

static void
biz_return_store_finalize (GObject *object)
{
  BizReturnStore *self = BIZ_RETURN_STORE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_hash_table_unref (self->policies);

  G_OBJECT_CLASS (biz_return_store_parent_class)->finalize (object);
}

static void
biz_return_store_class_init (BizReturnStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_return_store_finalize;
}

static void
biz_return_store_init (BizReturnStore *self)
{
  self->policies = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
}

BizReturnStore *
biz_return_store_new (ErpSession *session)
{
  BizReturnStore *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (BIZ_TYPE_RETURN_STORE, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_new (erp_session_get_capabilities (session));

  return self;
}

ErpSession *
biz_return_store_get_session (BizReturnStore *self)
{
  return self->session;
}

GHashTable *
biz_return_store_get_policies (BizReturnStore *self)
{
  return self->policies;
}

BizReturnBook *
biz_return_store_get_loading (GTask *task)
{
  return ((Loading *)g_task_get_task_data (task))->book;
}

static ErpCapabilities *
get_capabilities (BizReturnStore *self)
{
  return erp_session_get_capabilities (self->session);
}

static gboolean
has_field (BizReturnStore *self, const char *model, const char *field)
{
  return erp_capabilities_has_field (get_capabilities (self), model, field);
}

gboolean
biz_return_store_may_look (BizReturnStore *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_STORE (self), FALSE);

  return (erp_capabilities_get_rights (get_capabilities (self), "stock.picking") & ERP_RIGHT_READ)
             != 0
         && has_field (self, "stock.picking", "sale_id");
}

gboolean
biz_return_store_may_return (BizReturnStore *self)
{
  const ErpRights wanted = ERP_RIGHT_READ | ERP_RIGHT_CREATE | ERP_RIGHT_WRITE;

  g_return_val_if_fail (BIZ_IS_RETURN_STORE (self), FALSE);

  /* Salespeople make deliveries by their orders; the wizard is the warehouse's. */
  return biz_return_store_may_look (self)
         && (erp_capabilities_get_rights (get_capabilities (self), "stock.picking") & wanted)
                == wanted
         && erp_capabilities_has_group (get_capabilities (self), "stock.group_stock_user");
}

gboolean
biz_return_store_may_credit (BizReturnStore *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_STORE (self), FALSE);

  return (erp_capabilities_get_rights (get_capabilities (self), "account.move") & ERP_RIGHT_CREATE)
         != 0;
}

gboolean
biz_return_store_has_rma (BizReturnStore *self)
{
  g_return_val_if_fail (BIZ_IS_RETURN_STORE (self), FALSE);

  return has_field (self, "stock.picking", "rma_count");
}

/* loading */

void
biz_return_store_end_one (GTask *task, GError *error)
{
  Loading *loading = g_task_get_task_data (task);

  if (error != NULL && loading->error == NULL)
    loading->error = error;
  else
    g_clear_error (&error);
  if (--loading->n_waiting > 0)
    return;
  /* Which case it is about is known from the notes. */
  if (loading->error == NULL && !loading->is_named)
    {
      loading->is_named = TRUE;
      if (biz_return_store_ask_case (task))
        return;
    }
  if (loading->error != NULL)
    g_task_return_error (task, g_steal_pointer (&loading->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&loading->book), g_object_unref);
}

void
biz_return_store_send (GTask *task, ErpCall *made, GAsyncReadyCallback callback, gpointer user_data)
{
  BizReturnStore *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = made;

  loading->n_waiting++;
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), callback, user_data);
}

static void
send (GTask *task, ErpCall *call, GAsyncReadyCallback callback)
{
  biz_return_store_send (task, call, callback, g_object_ref (task));
}

static ErpDomain *
by_id (const char *field, gint64 id)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_int (domain, field, "=", id);

  return domain;
}

static void
add_any (ErpDomain *domain, GPtrArray *any)
{
  if (any->len > 0)
    erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);
  else
    erp_domain_add_bool (domain, "id", "=", FALSE);
}

static GPtrArray *
new_any (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);
}

/* The field that lists what takes a document back. */
static const char *
get_reversals (BizReturnStore *self)
{
  return has_field (self, "account.move", "reversal_move_ids") ? "reversal_move_ids"
                                                               : "reversal_move_id";
}

/* The returns module receives goods by transfers that no order knows, nor what is sent again. */
static void
add_transfer_paths (GPtrArray *any, const char *path, gint64 id)
{
  g_autofree char *back = g_strdup_printf ("move_ids.origin_returned_move_id.picking_id.%s", path);
  g_autofree char *again =
      g_strdup_printf ("move_ids.origin_returned_move_id.origin_returned_move_id.picking_id.%s",
                       path);

  g_ptr_array_add (any, by_id (path, id));
  g_ptr_array_add (any, by_id (back, id));
  g_ptr_array_add (any, by_id (again, id));
}

static ErpDomain *
make_transfer_domain (BizReturnStore *self, Loading *loading)
{
  g_autoptr (GPtrArray) any = new_any ();
  g_autofree char *reversed =
      g_strdup_printf ("sale_id.order_line.invoice_lines.move_id.%s", get_reversals (self));
  ErpDomain *domain = erp_domain_new ();

  if (g_str_equal (loading->model, "sale.order"))
    add_transfer_paths (any, "sale_id", loading->id);
  else if (g_str_equal (loading->model, "stock.picking"))
    {
      add_transfer_paths (any, "id", loading->id);
      add_transfer_paths (any, "sale_id.picking_ids", loading->id);
      g_ptr_array_add (any, by_id ("move_ids.returned_move_ids.picking_id", loading->id));
    }
  else if (g_str_equal (loading->model, "res.partner"))
    {
      ErpDomain *whose = erp_domain_new ();

      erp_domain_add_int (whose, "partner_id", "child_of", loading->id);
      g_ptr_array_add (any, whose);
    }
  else if (g_str_equal (loading->model, "account.move"))
    {
      g_ptr_array_add (any, by_id ("sale_id.order_line.invoice_lines.move_id", loading->id));
      g_ptr_array_add (any, by_id (reversed, loading->id));
    }
  add_any (domain, any);

  return domain;
}

static ErpCall *
make_call (BizReturnStore *self, const char *model, ErpDomain *domain, guint limit)
{
  ErpCall *call = erp_call_new_read (model, "web_search_read");
  g_autoptr (GArray) companies = erp_session_dup_companies (self->session);

  erp_call_set_arg_domain (call, "domain", domain);
  /* Of a customer with very many, the newest. */
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_companies (call, (const gint64 *)(gpointer)companies->data, companies->len);

  return call;
}

static ErpCall *
make_transfers_call (BizReturnStore *self, ErpDomain *domain)
{
  ErpCall *call = make_call (self, "stock.picking", domain, MAX_TRANSFERS);
  g_autofree char *specification = biz_transfer_make_specification (get_capabilities (self));

  erp_call_take_arg (call, "specification", erp_json_literal (specification));

  return call;
}

/* (transfer full) (element-type gint64): the orders, each once; or the transfers */
static GArray *
list_ids (BizReturnBook *book, gboolean orders)
{
  GListModel *transfers = biz_return_book_get_transfers (book);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (transfers); i++)
    {
      g_autoptr (BizTransfer) transfer = g_list_model_get_item (transfers, i);
      const gint64 id =
          orders ? biz_transfer_get_order_id (transfer) : biz_transfer_get_id (transfer);
      gboolean known = id == 0;

      for (guint k = 0; !known && k < ids->len; k++)
        known = g_array_index (ids, gint64, k) == id;
      if (!known)
        g_array_append_val (ids, id);
    }

  return ids;
}

static void
add_ids (GPtrArray *any, const char *field, GArray *ids)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_ids (domain, field, "in", (const gint64 *)(gpointer)ids->data, ids->len);
  g_ptr_array_add (any, domain);
}

/* (nullable): nothing to ask for */
static ErpCall *
make_papers_call (BizReturnStore *self, Loading *loading)
{
  static const char *const types[] = { "out_invoice", "out_refund", NULL };
  g_autoptr (GArray) orders = list_ids (loading->book, TRUE);
  g_autoptr (GPtrArray) any = new_any ();
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call;

  if (g_str_equal (loading->model, "sale.order"))
    g_array_append_val (orders, loading->id);
  if (orders->len > 0)
    {
      add_ids (any, "invoice_line_ids.sale_line_ids.order_id", orders);
      add_ids (any, "reversed_entry_id.invoice_line_ids.sale_line_ids.order_id", orders);
    }
  if (g_str_equal (loading->model, "account.move"))
    {
      g_ptr_array_add (any, by_id ("id", loading->id));
      g_ptr_array_add (any, by_id ("reversed_entry_id", loading->id));
      g_ptr_array_add (any, by_id (get_reversals (self), loading->id));
    }
  if (any->len == 0)
    return NULL;
  erp_domain_add_strv (domain, "move_type", "in", types);
  erp_domain_add_string (domain, "state", "!=", "cancel");
  add_any (domain, any);
  call = make_call (self, "account.move", domain, MAX_PAPERS);
  erp_call_set_arg_json (call, "specification", BIZ_RETURN_PAPER_SPECIFICATION);

  return call;
}

static void
papers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizReturnStore *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS))
    {
      biz_return_book_set_papers_refused (
          loading->book, _ ("You may not see its invoices, so that nothing is known of credits."));
      g_clear_error (&error);
    }
  if (answer != NULL)
    biz_return_book_take_papers (loading->book, answer, self->currencies,
                                 biz_transfer_has_part_units (get_capabilities (self)), &error);
  biz_return_store_end_one (task, g_steal_pointer (&error));
}

static void
notes_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  /* As the call decodes it. */
  g_autoptr (BizDecisionLog) notes = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (notes != NULL)
    biz_return_book_take_notes (loading->book, notes);
  biz_return_store_end_one (task, g_steal_pointer (&error));
}

static void
ask_the_rest (GTask *task)
{
  BizReturnStore *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GArray) ids = list_ids (loading->book, FALSE);
  const BizDecisionScope scope = { "stock.picking", (const gint64 *)(gpointer)ids->data, ids->len };
  ErpCall *papers = NULL;

  if ((erp_capabilities_get_rights (get_capabilities (self), "account.move") & ERP_RIGHT_READ) == 0)
    biz_return_book_set_papers_refused (
        loading->book, _ ("You may not see its invoices, so that nothing is known of credits."));
  else
    papers = make_papers_call (self, loading);
  /* Held until both are asked: an answer may come at once. */
  loading->n_waiting++;
  if (papers != NULL)
    send (task, papers, papers_cb);
  if (ids->len > 0)
    send (task, biz_decision_log_new_call (&scope, 1, BIZ_DECISION_BIT (BIZ_DECISION_RETURN), NULL),
          notes_cb);
  biz_return_store_ask_policies (task);
  biz_return_store_end_one (task, NULL);
}

static void
transfers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizReturnStore *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  loading->n_waiting--;
  if (answer == NULL
      || !biz_return_book_take_transfers (
          loading->book, answer, biz_transfer_has_part_units (get_capabilities (self)), &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    ask_the_rest (task);
}

/* Of a case: the returns that were made from it say so in their notes. */

static ErpCall *
make_case_call (Loading *loading)
{
  static const char *const fields[] = { "id", "res_id", NULL };
  ErpCall *call = erp_call_new_read ("mail.message", "search_read");
  g_autofree char *words =
      g_strdup_printf ("case=%s/%" G_GINT64_FORMAT, loading->model, loading->id);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "model", "=", "stock.picking");
  erp_domain_add_string (domain, "body", "ilike", BIZ_DECISION_MARK "return ");
  erp_domain_add_string (domain, "body", "ilike", words);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_TRANSFERS);

  return call;
}

static void
case_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizReturnStore *self = g_task_get_source_object (task);
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) any = new_any ();
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  JsonArray *rows = NULL;

  loading->n_waiting--;
  if (answer == NULL || !erp_json_get_array (answer, &rows, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = NULL;
      gint64 id = 0;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, NULL)
          && erp_json_get_int (row, "res_id", &id, NULL))
        g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    {
      g_task_return_pointer (task, g_steal_pointer (&loading->book), g_object_unref);
      return;
    }
  add_ids (any, "id", ids);
  add_ids (any, "sale_id.picking_ids", ids);
  add_ids (any, "move_ids.returned_move_ids.picking_id", ids);
  add_any (domain, any);
  send (task, make_transfers_call (self, domain), transfers_cb);
}

/**
 * biz_return_store_load_async:
 * @self: a store
 * @model: of a record of the chain
 * @id: of the record
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads everything about the returns of the orders that the record belongs to.
 */
void
biz_return_store_load_async (BizReturnStore *self,
                             const char *model,
                             gint64 id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpDomain) domain = NULL;
  Loading *loading;

  g_return_if_fail (BIZ_IS_RETURN_STORE (self));
  g_return_if_fail (model != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_return_store_load_async);
  loading = g_new0 (Loading, 1);
  loading->model = g_strdup (model);
  loading->id = id;
  loading->book = biz_return_book_new ();
  g_task_set_task_data (task, loading, free_loading);
  if (g_str_equal (model, "helpdesk.ticket") || g_str_equal (model, "project.task"))
    {
      send (task, make_case_call (loading), case_cb);
      return;
    }
  domain = make_transfer_domain (self, loading);
  send (task, make_transfers_call (self, domain), transfers_cb);
}

BizReturnBook *
biz_return_store_load_finish (BizReturnStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
