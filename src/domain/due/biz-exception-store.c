/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-exception-store.h"

#include "biz-currency-table.h"
#include "biz-due-json.h"
#include "biz-due-store.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define LINE                                                                                       \
  "\"order_id\":{\"fields\":{\"display_name\":{}}},"                                               \
  "\"order_partner_id\":{\"fields\":{\"display_name\":{}}},"                                       \
  "\"salesman_id\":{\"fields\":{\"display_name\":{}}},"                                            \
  "\"company_id\":{\"fields\":{\"display_name\":{}}},\"currency_id\":{\"fields\":{}},"             \
  "\"product_id\":{\"fields\":{\"display_name\":{}}},\"product_uom_qty\":{},"                      \
  "\"qty_delivered\":{},\"price_subtotal\":{}"
#define MOVES                                                                                      \
  "{\"state\":{},\"product_uom_qty\":{},\"date_deadline\":{},\"picking_id\":{\"fields\":{"         \
  "\"display_name\":{},\"backorder_id\":{\"fields\":{}}}},\"sale_line_id\":{\"fields\":{" LINE     \
  "}}}"
#define PRICES "{" LINE ",\"price_unit\":{},\"technical_price_unit\":{}}"

/* One reading; its parts run side by side. */
typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GTimeZone *zone;              /* (owned) */
  GDate today;
  BizExceptions *result; /* (owned) (nullable) */
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Load;

void
biz_exceptions_free (BizExceptions *self)
{
  g_ptr_array_unref (self->all);
  g_free (self);
}

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  biz_currency_table_unref (load->currencies);
  g_time_zone_unref (load->zone);
  g_clear_pointer (&load->result, biz_exceptions_free);
  g_clear_error (&load->error);
  g_free (load);
}

/* Takes @error. */
static void
finish_part (GTask *task, GError *error)
{
  Load *load = g_task_get_task_data (task);

  if (error != NULL && load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    g_task_return_error (task, g_steal_pointer (&load->error));
  else
    g_task_return_pointer (task, g_steal_pointer (&load->result),
                           (GDestroyNotify)biz_exceptions_free);
}

/* What a line says of its order; the value is the line's own. */
static gboolean
read_line (
    Load *load, JsonObject *row, BizExceptionFacts *facts, BizMoney *subtotal, GError **error)
{
  g_autofree char *currency = NULL;
  gint64 id, currency_id;
  BizMoney zero;

  if (!erp_json_get_many2one (row, "order_id", &facts->order_id, &facts->order, error)
      || !erp_json_get_many2one (row, "order_partner_id", &facts->partner_id, &facts->partner,
                                 error)
      || !erp_json_get_many2one (row, "salesman_id", &id, &facts->salesperson, error)
      || !erp_json_get_many2one (row, "company_id", &id, &facts->company, error)
      || !erp_json_get_many2one (row, "currency_id", &currency_id, &currency, error)
      || !biz_currency_table_lookup (load->currencies, currency_id, &zero, error)
      || !biz_money_from_json_rounded (row, "price_subtotal", &zero, subtotal, error))
    return FALSE;
  facts->value = zero;

  return TRUE;
}

/* (nullable): the one of this kind and document that is there already */
static BizException *
find (GPtrArray *all, BizExceptionKind kind, const char *model, gint64 id)
{
  for (guint i = 0; i < all->len; i++)
    {
      const BizExceptionFacts *facts = biz_exception_get_facts (g_ptr_array_index (all, i));

      if (facts->kind == kind && facts->id == id && g_str_equal (facts->model, model))
        return g_ptr_array_index (all, i);
    }

  return NULL;
}

static char *
describe_move (BizExceptionKind kind, gboolean cancelled, int days)
{
  if (kind == BIZ_EXCEPTION_LATE)
    return g_strdup_printf (ngettext ("Not delivered, promised %d day ago",
                                      "Not delivered, promised %d days ago", (gulong)days),
                            days);

  return g_strdup (cancelled ? _ ("Less delivered than ordered, and the rest was given up")
                             : _ ("Less delivered than ordered; the rest is on a back order"));
}

/* A move that did not happen: the document is its delivery. */
static gboolean
read_move (Load *load, JsonObject *row, GPtrArray *all, GError **error)
{
  g_autoptr (BizException) made = NULL;
  g_autofree char *backorder_name = NULL;
  BizDecimal quantity, ordered, delivered;
  JsonObject *line, *picking;
  BizExceptionKind kind;
  BizException *there;
  BizExceptionFacts *facts;
  BizMoney subtotal, value;
  const char *state, *name;
  gboolean cancelled;
  gint64 backorder, id;
  GDate deadline;
  int days;

  if (!erp_json_get_string (row, "state", &state, error)
      || !biz_decimal_from_json (row, "product_uom_qty", &quantity, error)
      || !biz_due_read_day (row, "date_deadline", load->zone, &deadline, error)
      || !erp_json_get_object (json_object_get_member (row, "sale_line_id"), &line, error)
      || !erp_json_get_object (json_object_get_member (row, "picking_id"), &picking, error)
      || !erp_json_get_int (picking, "id", &id, error)
      || !erp_json_get_string (picking, "display_name", &name, error)
      || !erp_json_get_many2one (picking, "backorder_id", &backorder, &backorder_name, error)
      || !biz_decimal_from_json (line, "product_uom_qty", &ordered, error)
      || !biz_decimal_from_json (line, "qty_delivered", &delivered, error))
    return FALSE;
  cancelled = g_strcmp0 (state, "cancel") == 0;
  days = biz_due_count_days (&deadline, &load->today);
  /* Cancelled with nothing missing: the order was made smaller. */
  if (biz_decimal_compare (&delivered, &ordered) >= 0)
    return TRUE;
  kind = !cancelled && days > 0 ? BIZ_EXCEPTION_LATE : BIZ_EXCEPTION_SHORT;
  if (kind == BIZ_EXCEPTION_SHORT && !cancelled && backorder == 0)
    return TRUE;
  made = biz_exception_new (kind);
  facts = biz_exception_get_facts (made);
  if (!read_line (load, line, facts, &subtotal, error))
    return FALSE;
  value = biz_due_share (&subtotal, &quantity, &ordered);
  facts->model = "stock.picking";
  facts->id = id;
  facts->document = g_strdup (name);
  facts->days = days;
  facts->cause = describe_move (kind, cancelled, days);
  there = find (all, kind, facts->model, id);
  if (there == NULL)
    {
      facts->value = value;
      g_ptr_array_add (all, g_steal_pointer (&made));
      return TRUE;
    }
  facts = biz_exception_get_facts (there);

  return biz_money_add (&facts->value, &value, &facts->value, error);
}

/* A price that a person wrote over the computed one: the difference is what it cost, or brought. */
static gboolean
read_price (Load *load, JsonObject *row, GPtrArray *all, GError **error)
{
  static const BizDecimal zero = { 0 };
  g_autoptr (BizException) made = biz_exception_new (BIZ_EXCEPTION_PRICE);
  BizExceptionFacts *facts = biz_exception_get_facts (made);
  BizDecimal price, own, minus_own, difference, amount, ordered;
  g_autofree char *product = NULL;
  g_autofree char *price_text = NULL;
  g_autofree char *own_text = NULL;
  BizMoney subtotal;
  gint64 id;

  if (!biz_decimal_from_json (row, "price_unit", &price, error)
      || !biz_decimal_from_json (row, "technical_price_unit", &own, error)
      || !biz_decimal_from_json (row, "product_uom_qty", &ordered, error)
      || !erp_json_get_many2one (row, "product_id", &id, &product, error)
      || !read_line (load, row, facts, &subtotal, error))
    return FALSE;
  minus_own = own;
  minus_own.mantissa = -minus_own.mantissa;
  if (biz_decimal_compare (&own, &zero) == 0 || biz_decimal_compare (&own, &price) == 0)
    return TRUE;
  if (!biz_decimal_add (&price, &minus_own, &difference, error)
      || !biz_decimal_multiply (&difference, &ordered, &amount, error)
      || !biz_decimal_to_money (&amount, facts->value.currency, facts->value.digits,
                                BIZ_ROUND_HALF_UP, &facts->value, error))
    return FALSE;
  price_text = biz_decimal_format (&price, 2);
  own_text = biz_decimal_format (&own, 2);
  facts->model = "sale.order";
  facts->id = facts->order_id;
  facts->document = g_strdup (facts->order);
  /* Translators: a product, its price on the order, and the customer's own price. */
  facts->cause = g_strdup_printf (_ ("%s for %s, the customer’s own price is %s"),
                                  product != NULL ? product : "", price_text, own_text);
  g_ptr_array_add (all, g_steal_pointer (&made));

  return TRUE;
}

typedef gboolean (*ReadFunc) (Load *load, JsonObject *row, GPtrArray *all, GError **error);

/* Few enough rows for the main thread. */
static void
take_rows (GTask *task, GObject *source, GAsyncResult *result, ReadFunc func)
{
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonObject *page;
  JsonArray *rows = NULL;

  if (answer != NULL && erp_json_get_object (answer, &page, &error))
    erp_json_get_array (json_object_get_member (page, "records"), &rows, &error);
  for (guint i = 0; rows != NULL && error == NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, &error))
        func (load, row, load->result->all, &error);
    }
  load->result->cut |= rows != NULL && json_array_get_length (rows) == BIZ_EXCEPTION_MAX;
  finish_part (task, error);
}

static void
moves_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  take_rows (task, source, result, read_move);
}

static void
prices_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;

  take_rows (task, source, result, read_price);
}

static void
book_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizDueBook) book = biz_due_store_read_finish (BIZ_DUE_STORE (source), result, &error);

  if (book != NULL)
    {
      g_autoptr (GPtrArray) some = biz_exception_from_book (book);

      for (guint i = 0; i < some->len; i++)
        g_ptr_array_add (load->result->all, g_object_ref (g_ptr_array_index (some, i)));
      load->result->cut |= biz_due_book_is_cut (book);
    }
  finish_part (task, error);
}

static void
ask (GTask *task,
     const char *model,
     ErpDomain *domain,
     const char *specification,
     const char *order,
     GAsyncReadyCallback callback)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read (model, "web_search_read");

  load->n_pending++;
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", order);
  erp_call_set_arg_int (call, "limit", BIZ_EXCEPTION_MAX);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

/* Moves of confirmed orders that did not happen: given up, past their day, or left for later. */
static ErpDomain *
new_move_domain (const GDate *today)
{
  ErpDomain *domain = erp_domain_new ();
  g_autoptr (ErpDomain) given_up = erp_domain_new ();
  g_autoptr (ErpDomain) late = erp_domain_new ();
  g_autoptr (ErpDomain) left = erp_domain_new ();
  ErpDomain *const any[] = { given_up, late, left };
  static const char *const not_open[] = { "draft", "done", NULL };

  erp_domain_add_bool (domain, "sale_line_id", "!=", FALSE);
  erp_domain_add_bool (domain, "picking_id", "!=", FALSE);
  erp_domain_add_string (domain, "sale_line_id.state", "=", "sale");
  erp_domain_add_string (domain, "location_dest_id.usage", "=", "customer");
  erp_domain_add_strv (domain, "state", "not in", not_open);
  erp_domain_add_string (given_up, "state", "=", "cancel");
  erp_domain_add_date (late, "date_deadline", "<", today);
  erp_domain_add_bool (left, "picking_id.backorder_id", "!=", FALSE);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));

  return domain;
}

static void
fields_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpDomain) domain = NULL;
  JsonObject *fields;
  GDate since = load->today;

  if (answer == NULL || !erp_json_get_object (answer, &fields, &error))
    {
      finish_part (task, error);
      return;
    }
  load->result->no_prices = !json_object_has_member (fields, "technical_price_unit");
  if (!load->result->no_prices)
    {
      domain = erp_domain_new ();
      g_date_subtract_days (&since, BIZ_EXCEPTION_PRICE_DAYS);
      erp_domain_add_string (domain, "state", "=", "sale");
      erp_domain_add_string (domain, "display_type", "=", NULL);
      erp_domain_add_bool (domain, "is_downpayment", "=", FALSE);
      erp_domain_add_int (domain, "technical_price_unit", "!=", 0);
      erp_domain_add_date (domain, "order_id.date_order", ">=", &since);
      ask (task, "sale.order.line", domain, PRICES, "id desc", prices_cb);
    }
  finish_part (task, NULL);
}

static void
ask_fields (GTask *task)
{
  static const char *const attributes[] = { "type", NULL };
  static const char *const names[] = { "price_unit", "technical_price_unit", NULL };
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read ("sale.order.line", "fields_get");

  load->n_pending++;
  erp_call_set_arg_strv (call, "allfields", names);
  erp_call_set_arg_strv (call, "attributes", attributes);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), fields_cb, g_object_ref (task));
}

/**
 * biz_exceptions_load_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @today: the day that days count to
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_exceptions_load_async (ErpSession *session,
                           BizCurrencyTable *currencies,
                           const GDate *today,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (BizDueStore) due = biz_due_store_new (session, currencies);
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  const char *zone = erp_capabilities_get_time_zone (capabilities);
  Load *load = g_new0 (Load, 1);

  g_task_set_source_tag (task, biz_exceptions_load_async);
  load->session = g_object_ref (session);
  load->currencies = biz_currency_table_ref (currencies);
  load->zone = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  if (load->zone == NULL)
    load->zone = g_time_zone_new_local ();
  load->today = *today;
  load->result = g_new0 (BizExceptions, 1);
  load->result->all = g_ptr_array_new_with_free_func (g_object_unref);
  g_task_set_task_data (task, load, free_load);

  load->n_pending = 1;
  biz_due_store_read_async (due, today, NULL, NULL, cancellable, book_cb, g_object_ref (task));
  load->result->no_deliveries =
      !erp_capabilities_has_field (capabilities, "stock.picking", "sale_id")
      || (erp_capabilities_get_rights (capabilities, "stock.picking") & ERP_RIGHT_READ) == 0;
  if (!load->result->no_deliveries)
    {
      g_autoptr (ErpDomain) domain = new_move_domain (today);

      ask (task, "stock.move", domain, MOVES, "date_deadline, id", moves_cb);
    }
  ask_fields (task);
}

BizExceptions *
biz_exceptions_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
