/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-orders.h"

#include "biz-currency-table.h"
#include "biz-due-json.h"
#include "biz-kpi-order-line.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define ORDERS_A_PAGE 200

#define SPECIFICATION                                                                              \
  "{\"date_order\":{},\"commitment_date\":{},\"currency_id\":{\"fields\":{}},"                     \
  "\"currency_rate\":{},\"invoice_status\":{},"                                                    \
  "\"invoice_ids\":{\"fields\":{\"move_type\":{},\"state\":{},\"invoice_date\":{},"                \
  "\"amount_residual\":{}}},"                                                                      \
  "\"order_line\":{\"fields\":{\"display_type\":{},\"is_downpayment\":{},"                         \
  "\"product_uom_qty\":{},\"qty_delivered\":{},\"price_subtotal\":{},"                             \
  "\"move_ids\":{\"fields\":{\"state\":{},\"date\":{},\"quantity\":{},\"product_uom_qty\":{},"     \
  "\"location_dest_usage\":{},\"date_deadline\":{},\"picking_id\":{\"fields\":{}},"                \
  "\"origin_returned_move_id\":{\"fields\":{}}}},"                                                 \
  "\"invoice_lines\":{\"fields\":{\"parent_state\":{},\"quantity\":{},"                            \
  "\"move_id\":{\"fields\":{\"move_type\":{},\"invoice_date\":{}}}}}}}}"

/* What worker threads read with. */
typedef struct
{
  BizKpiScope scope;
  BizCurrencyTable *currencies; /* (owned) */
  GTimeZone *zone;              /* (owned) */
} Reading;

/* An order while its lines are read. */
typedef struct
{
  BizKpiOrder row;
  GDate promised;
  GArray *lines; /* (owned) (element-type BizKpiLineFacts) */
} Order;

static void
clear_reading (gpointer data)
{
  Reading *reading = data;

  biz_currency_table_unref (reading->currencies);
  g_time_zone_unref (reading->zone);
}

static void
unref_reading (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_reading);
}

static void
clear_line (gpointer data)
{
  biz_kpi_line_facts_clear (data);
}

GTimeZone *
biz_kpi_dup_zone (ErpCapabilities *capabilities)
{
  const char *name = erp_capabilities_get_time_zone (capabilities);
  GTimeZone *zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;

  return zone != NULL ? zone : g_time_zone_new_local ();
}

char *
biz_kpi_format_midnight (const GDate *day, GTimeZone *zone)
{
  g_autoptr (GDateTime) here =
      g_date_time_new (zone, g_date_get_year (day), (int)g_date_get_month (day),
                       g_date_get_day (day), 0, 0, 0);
  g_autoptr (GDateTime) utc = g_date_time_to_utc (here);

  return g_date_time_format (utc, "%Y-%m-%d %H:%M:%S");
}

/* Calls @func with each member of a list of records. */
typedef gboolean (*ReadFunc) (const Reading *reading,
                              JsonObject *row,
                              gpointer data,
                              GError **error);

static gboolean
read_each (const Reading *reading,
           JsonObject *object,
           const char *member,
           ReadFunc func,
           gpointer data,
           GError **error)
{
  JsonArray *rows;

  if (!erp_json_get_array (json_object_get_member (object, member), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !func (reading, row, data, error))
        return FALSE;
    }

  return TRUE;
}

typedef struct
{
  BizKpiLineFacts *facts;
  BizKpiRows *rows;
} LineRead;

static gboolean
add_quantity (BizDecimal *sum, const BizDecimal *quantity, GError **error)
{
  return biz_decimal_add (sum, quantity, sum, error);
}

static void
note_promise (GDate *promised, const GDate *day)
{
  if (g_date_valid (day) && (!g_date_valid (promised) || g_date_compare (day, promised) < 0))
    *promised = *day;
}

static gboolean
read_move (const Reading *reading, JsonObject *object, gpointer data, GError **error)
{
  LineRead *read = data;
  BizKpiLineFacts *facts = read->facts;
  const char *state, *usage;
  BizKpiMove move = { 0 };
  BizKpiPart part = { 0 };
  BizDecimal demand;
  gint64 origin;
  GDate deadline;
  gboolean is_out;

  if (!erp_json_get_string (object, "state", &state, error)
      || !erp_json_get_string (object, "location_dest_usage", &usage, error)
      || !erp_json_get_many2one (object, "picking_id", &part.picking, NULL, error)
      || !erp_json_get_many2one (object, "origin_returned_move_id", &origin, NULL, error)
      || !biz_decimal_from_json (object, "quantity", &part.quantity, error)
      || !biz_decimal_from_json (object, "product_uom_qty", &demand, error)
      || !biz_due_read_day (object, "date", reading->zone, &part.day, error)
      || !biz_due_read_day (object, "date_deadline", reading->zone, &deadline, error))
    return FALSE;
  is_out = g_strcmp0 (usage, "customer") == 0;
  if (g_strcmp0 (state, "done") != 0)
    {
      if (!is_out)
        return TRUE;
      note_promise (&facts->promised, &deadline);
      if (!add_quantity (&facts->demand, &demand, error))
        return FALSE;
      if (g_strcmp0 (state, "cancel") == 0)
        return add_quantity (&facts->given_up, &demand, error);
      facts->is_waiting = TRUE;
      return TRUE;
    }
  if (!g_date_valid (&part.day) || (!is_out && origin == 0))
    return TRUE;
  move.order = facts->order;
  move.date = part.day;
  move.is_return = !is_out;
  move.quantity = part.quantity;
  g_array_append_val (read->rows->moves, move);
  if (!is_out)
    return add_quantity (&facts->returned, &part.quantity, error);
  note_promise (&facts->promised, &deadline);
  g_array_append_val (facts->deliveries, part);

  return add_quantity (&facts->demand,
                       biz_decimal_compare (&demand, &part.quantity) > 0 ? &demand : &part.quantity,
                       error);
}

static gboolean
read_invoice_line (const Reading *reading, JsonObject *object, gpointer data, GError **error)
{
  LineRead *read = data;
  const char *state, *type;
  BizKpiPart part = { 0 };
  JsonObject *move;

  if (!erp_json_get_string (object, "parent_state", &state, error)
      || !biz_decimal_from_json (object, "quantity", &part.quantity, error)
      || !erp_json_get_object (json_object_get_member (object, "move_id"), &move, error)
      || !erp_json_get_string (move, "move_type", &type, error)
      || !erp_json_get_date (move, "invoice_date", &part.day, error))
    return FALSE;
  if (g_strcmp0 (state, "posted") != 0 || !g_date_valid (&part.day))
    return TRUE;
  if (g_strcmp0 (type, "out_refund") == 0)
    return add_quantity (&read->facts->credited, &part.quantity, error);
  if (g_strcmp0 (type, "out_invoice") == 0)
    g_array_append_val (read->facts->invoices, part);

  return TRUE;
}

typedef struct
{
  Order *order;
  BizKpiRows *rows;
  gint64 id;
  BizMoney zero; /* of the order's currency */
  BizDecimal rate;
  gboolean is_paid; /* as far as its invoices are read */
  GArray *bills;    /* (element-type gint64) */
} OrderRead;

static gboolean
read_line (const Reading *reading, JsonObject *object, gpointer data, GError **error)
{
  OrderRead *read = data;
  g_auto (BizKpiLineFacts) facts = { 0 };
  LineRead line = { .facts = &facts, .rows = read->rows };
  const char *display;
  gboolean is_downpayment;

  biz_kpi_line_facts_init (&facts);
  facts.order = read->id;
  facts.ordered_on = read->order->row.ordered;
  facts.promised = read->order->promised;
  facts.rate = read->rate;
  if (!erp_json_get_string (object, "display_type", &display, error)
      || !erp_json_get_bool (object, "is_downpayment", &is_downpayment, error)
      || !biz_decimal_from_json (object, "product_uom_qty", &facts.ordered, error)
      || !biz_decimal_from_json (object, "qty_delivered", &facts.delivered, error)
      || !biz_money_from_json_rounded (object, "price_subtotal", &read->zero, &facts.subtotal,
                                       error)
      || !read_each (reading, object, "move_ids", read_move, &line, error)
      || !read_each (reading, object, "invoice_lines", read_invoice_line, &line, error))
    return FALSE;
  if (display != NULL || is_downpayment)
    return TRUE;
  g_array_append_val (read->order->lines, facts);
  facts.deliveries = facts.invoices = NULL;

  return TRUE;
}

static gboolean
read_invoice (const Reading *reading, JsonObject *object, gpointer data, GError **error)
{
  OrderRead *read = data;
  BizKpiOrder *row = &read->order->row;
  const char *state, *type;
  BizDecimal residual;
  gint64 id;
  GDate day;

  if (!erp_json_get_int (object, "id", &id, error)
      || !erp_json_get_string (object, "state", &state, error)
      || !erp_json_get_string (object, "move_type", &type, error)
      || !erp_json_get_date (object, "invoice_date", &day, error)
      || !biz_decimal_from_json (object, "amount_residual", &residual, error))
    return FALSE;
  if (g_strcmp0 (state, "posted") != 0 || g_strcmp0 (type, "out_invoice") != 0
      || !g_date_valid (&day))
    return TRUE;
  if (!g_date_valid (&row->invoiced) || g_date_compare (&day, &row->invoiced) > 0)
    row->invoiced = day;
  if (residual.mantissa != 0)
    read->is_paid = FALSE;
  g_array_append_val (read->bills, id);

  return TRUE;
}

/* All is delivered: nothing waits, and something went. */
static void
conclude (const Reading *reading, Order *order, BizKpiRows *rows)
{
  const BizKpiPart *first = NULL;
  BizKpiPart start;
  gboolean is_waiting = FALSE;

  for (guint i = 0; i < order->lines->len; i++)
    {
      const BizKpiLineFacts *facts = &g_array_index (order->lines, BizKpiLineFacts, i);

      first = biz_kpi_line_facts_get_first (facts, first);
      is_waiting |= facts->is_waiting;
      for (guint j = 0; j < facts->deliveries->len; j++)
        {
          const GDate *day = &g_array_index (facts->deliveries, BizKpiPart, j).day;

          if (!g_date_valid (&order->row.delivered)
              || g_date_compare (day, &order->row.delivered) > 0)
            order->row.delivered = *day;
        }
    }
  if (is_waiting)
    g_date_clear (&order->row.delivered, 1);
  if (first != NULL)
    start = *first;
  for (guint i = 0; i < order->lines->len; i++)
    {
      BizKpiLineFacts *facts = &g_array_index (order->lines, BizKpiLineFacts, i);

      if (first != NULL)
        biz_kpi_line_facts_add_fill (facts, &start, rows);
    }
  for (guint i = 0; i < order->lines->len; i++)
    biz_kpi_line_facts_conclude (&g_array_index (order->lines, BizKpiLineFacts, i),
                                 &reading->scope.zero, rows);
}

static gboolean
read_head (const Reading *reading, JsonObject *object, OrderRead *read, GError **error)
{
  BizKpiOrder *row = &read->order->row;
  gint64 currency;

  if (!erp_json_get_int (object, "id", &read->id, error)
      || !biz_due_read_day (object, "date_order", reading->zone, &row->ordered, error)
      || !biz_due_read_day (object, "commitment_date", reading->zone, &read->order->promised, error)
      || !erp_json_get_many2one (object, "currency_id", &currency, NULL, error)
      || !biz_currency_table_lookup (reading->currencies, currency, &read->zero, error)
      || !biz_decimal_from_json (object, "currency_rate", &read->rate, error))
    return FALSE;
  if (g_str_equal (read->zero.currency, reading->scope.zero.currency))
    read->rate = biz_decimal_new (1, 0);
  row->id = read->id;

  return TRUE;
}

static gboolean
read_order (JsonObject *object, BizKpiRows *rows, gpointer data, GError **error)
{
  const Reading *reading = data;
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (BizKpiLineFacts));
  g_autoptr (GArray) bills = g_array_new (FALSE, FALSE, sizeof (gint64));
  Order order = { .lines = lines };
  OrderRead read = { .order = &order, .rows = rows, .is_paid = TRUE, .bills = bills };
  const char *status;

  g_array_set_clear_func (lines, clear_line);
  g_date_clear (&order.promised, 1);
  g_date_clear (&order.row.delivered, 1);
  g_date_clear (&order.row.invoiced, 1);
  g_date_clear (&order.row.paid, 1);
  if (!read_head (reading, object, &read, error)
      || !erp_json_get_string (object, "invoice_status", &status, error)
      || !read_each (reading, object, "invoice_ids", read_invoice, &read, error)
      || !read_each (reading, object, "order_line", read_line, &read, error))
    return FALSE;
  conclude (reading, &order, rows);
  if (g_strcmp0 (status, "invoiced") != 0)
    {
      g_date_clear (&order.row.invoiced, 1);
      read.is_paid = FALSE;
    }
  for (guint i = 0; read.is_paid && i < bills->len; i++)
    {
      BizKpiBill bill = { rows->orders->len, g_array_index (bills, gint64, i) };

      g_array_append_val (rows->bills, bill);
    }
  g_array_append_val (rows->orders, order.row);

  return TRUE;
}

/* When the invoices that are settled were. */
static ErpCall *
follow (BizKpiRows *rows, gpointer data)
{
  const Reading *reading = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call;

  if (rows->bills->len == 0)
    return NULL;
  for (guint i = 0; i < rows->bills->len; i++)
    g_array_append_val (ids, g_array_index (rows->bills, BizKpiBill, i).move_id);
  erp_domain_add_ids (domain, "debit_move_id.move_id", "in", (const gint64 *)(gpointer)ids->data,
                      ids->len);
  erp_domain_add_int (domain, "company_id", "=", reading->scope.company_id);
  call = erp_call_new_read ("account.partial.reconcile", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (
      call, "specification",
      "{\"max_date\":{},\"debit_move_id\":{\"fields\":{\"move_id\":{\"fields\":{}}}}}");

  return call;
}

static gboolean
note_payment (const Reading *reading, JsonObject *row, gpointer data, GError **error)
{
  GHashTable *days = data;
  JsonObject *line;
  GDate day, *there;
  gint64 id;

  if (!erp_json_get_object (json_object_get_member (row, "debit_move_id"), &line, error)
      || !erp_json_get_many2one (line, "move_id", &id, NULL, error)
      || !erp_json_get_date (row, "max_date", &day, error))
    return FALSE;
  there = g_hash_table_lookup (days, &id);
  if (g_date_valid (&day) && (there == NULL || g_date_compare (&day, there) > 0))
    g_hash_table_insert (days, g_memdup2 (&id, sizeof id), g_memdup2 (&day, sizeof day));

  return TRUE;
}

/* An order is paid with the last of its invoices; one of whose payments nothing is known is not
 * counted. */
static void
apply (BizKpiRows *rows, gpointer answer, gpointer data)
{
  g_autoptr (GHashTable) days = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GHashTable) unknown = g_hash_table_new (NULL, NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *page;

  if (!erp_json_get_object (answer, &page, &error)
      || !read_each (data, page, "records", note_payment, days, &error))
    {
      g_debug ("Days of payment were not read: %s", error->message);
      return;
    }
  for (guint i = 0; i < rows->bills->len; i++)
    {
      const BizKpiBill *bill = &g_array_index (rows->bills, BizKpiBill, i);
      BizKpiOrder *order = &g_array_index (rows->orders, BizKpiOrder, bill->order);
      const GDate *day = g_hash_table_lookup (days, &bill->move_id);

      if (day == NULL)
        g_hash_table_add (unknown, GUINT_TO_POINTER (bill->order + 1));
      else if (!g_date_valid (&order->paid) || g_date_compare (day, &order->paid) > 0)
        order->paid = *day;
      if (g_hash_table_contains (unknown, GUINT_TO_POINTER (bill->order + 1)))
        g_date_clear (&order->paid, 1);
    }
  g_array_set_size (rows->bills, 0);
}

/* NULL where the part cannot be chosen. */
static ErpDomain *
make_domain (const BizKpiScope *scope, GTimeZone *zone, ErpCapabilities *capabilities)
{
  static const char *const states[] = { "sale", "done", NULL };
  static const char *const ended[] = { "done", "cancel", NULL };
  const GDate first = biz_kpi_scope_get_first (scope);
  GDate after = scope->as_of;
  g_autofree char *from = biz_kpi_format_midnight (&first, zone);
  g_autofree char *until = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) recent = erp_domain_new ();
  g_autoptr (ErpDomain) to_invoice = erp_domain_new ();
  g_autoptr (ErpDomain) to_deliver = erp_domain_new ();
  ErpDomain *const any[] = { recent, to_invoice, to_deliver };

  g_date_add_days (&after, 1);
  until = biz_kpi_format_midnight (&after, zone);
  erp_domain_add_int (domain, "company_id", "=", scope->company_id);
  erp_domain_add_strv (domain, "state", "in", states);
  erp_domain_add_string (domain, "date_order", "<", until);
  erp_domain_add_string (recent, "date_order", ">=", from);
  erp_domain_add_string (to_invoice, "invoice_status", "=", "to invoice");
  erp_domain_add_strv (to_deliver, "picking_ids.state", "not in", ended);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
  if (!biz_kpi_scope_add_domain (scope, domain, "sale.order", "", capabilities))
    return NULL;

  return g_steal_pointer (&domain);
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  BizKpiRows *rows = biz_kpi_pages_read_finish (result, &error);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify)biz_kpi_rows_free);
  else
    g_task_return_error (task, error);
}

static GError *
check (ErpCapabilities *capabilities)
{
  if (!erp_capabilities_has_model (capabilities, "sale.order")
      || !erp_capabilities_has_field (capabilities, "stock.picking", "sale_id"))
    return g_error_new_literal (ERP_ERROR, ERP_ERROR_MISSING,
                                _ ("This server has no sales orders with deliveries, or you may "
                                   "not see them."));
  if ((erp_capabilities_get_rights (capabilities, "sale.order") & ERP_RIGHT_READ) == 0
      || (erp_capabilities_get_rights (capabilities, "stock.picking") & ERP_RIGHT_READ) == 0)
    return g_error_new_literal (ERP_ERROR, ERP_ERROR_ACCESS,
                                _ ("You may not see orders and deliveries. Ask the administrator "
                                   "of the ERP for the right."));
  if ((erp_capabilities_get_rights (capabilities, "account.move.line") & ERP_RIGHT_READ) == 0)
    return g_error_new_literal (ERP_ERROR, ERP_ERROR_ACCESS,
                                _ ("You may not see the invoices of orders."));

  return NULL;
}

/**
 * biz_kpi_orders_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of what and until when
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_kpi_orders_read_async (ErpSession *session,
                           BizCurrencyTable *currencies,
                           const BizKpiScope *scope,
                           BizKpiProgress progress,
                           gpointer progress_data,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (GTimeZone) zone = biz_kpi_dup_zone (capabilities);
  g_autoptr (ErpDomain) domain = NULL;
  GError *error = check (capabilities);
  BizKpiPages pages = { .model = "sale.order",
                        .specification = SPECIFICATION,
                        .page = ORDERS_A_PAGE,
                        .read = read_order,
                        .follow = follow,
                        .apply = apply };
  Reading *reading;

  g_task_set_source_tag (task, biz_kpi_orders_read_async);
  if (error == NULL)
    domain = make_domain (scope, zone, capabilities);
  if (domain == NULL)
    {
      g_task_return_error (task, error != NULL
                                     ? error
                                     : g_error_new_literal (ERP_ERROR, ERP_ERROR_MISSING,
                                                            _ ("This server does not tell orders "
                                                               "apart so.")));
      return;
    }
  reading = g_atomic_rc_box_new0 (Reading);
  reading->scope = *scope;
  reading->currencies = biz_currency_table_ref (currencies);
  reading->zone = g_steal_pointer (&zone);
  pages.domain = domain;
  pages.data = reading;
  biz_kpi_pages_read_async (session, &pages, unref_reading, progress, progress_data, cancellable,
                            pages_cb, g_steal_pointer (&task));
}

BizKpiRows *
biz_kpi_orders_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
