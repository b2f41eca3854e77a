/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-sale-order.h"

#include "biz-currency-table.h"
#include "biz-due-json.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define SPECIFICATION                                                                              \
  "{\"name\":{},\"date_order\":{},\"commitment_date\":{},\"client_order_ref\":{},"                 \
  "\"partner_id\":{\"fields\":{\"display_name\":{}}},"                                             \
  "\"user_id\":{\"fields\":{\"display_name\":{}}},"                                                \
  "\"company_id\":{\"fields\":{\"display_name\":{}}},\"currency_id\":{\"fields\":{}},"             \
  "\"amount_untaxed\":{},\"amount_total\":{},"                                                     \
  "\"order_line\":{\"fields\":{\"name\":{},\"display_type\":{},\"is_downpayment\":{},"             \
  "\"product_id\":{\"fields\":{\"display_name\":{}}},\"product_uom_qty\":{},"                      \
  "\"qty_delivered\":{},\"qty_invoiced\":{},\"qty_to_invoice\":{},\"price_unit\":{},"              \
  "\"discount\":{},\"price_subtotal\":{},\"untaxed_amount_to_invoice\":{}}}%s%s}"
#define DELIVERIES                                                                                 \
  ",\"picking_ids\":{\"fields\":{\"name\":{},\"state\":{},\"scheduled_date\":{},"                  \
  "\"date_done\":{},\"backorder_id\":{\"fields\":{}}}}"
#define INVOICES                                                                                   \
  ",\"invoice_ids\":{\"fields\":{\"display_name\":{},\"state\":{},\"move_type\":{},"               \
  "\"invoice_date\":{},\"amount_total\":{},\"currency_id\":{\"fields\":{}}}}"

typedef struct
{
  BizCurrencyTable *currencies; /* (owned) */
  GTimeZone *zone;              /* (owned) */
  gboolean has_deliveries;
  gboolean has_invoices;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  biz_currency_table_unref (reading->currencies);
  g_time_zone_unref (reading->zone);
  g_free (reading);
}

static void
free_line (gpointer data)
{
  g_free (((BizSaleLine *)data)->text);
  g_free (data);
}

static void
free_delivery (gpointer data)
{
  g_free (((BizSaleDelivery *)data)->name);
  g_free (((BizSaleDelivery *)data)->state);
  g_free (data);
}

static void
free_invoice (gpointer data)
{
  g_free (((BizSaleInvoice *)data)->name);
  g_free (((BizSaleInvoice *)data)->state);
  g_free (data);
}

void
biz_sale_order_free (BizSaleOrder *self)
{
  g_free (self->name);
  g_free (self->partner);
  g_free (self->salesperson);
  g_free (self->reference);
  g_free (self->company);
  g_clear_pointer (&self->lines, g_ptr_array_unref);
  g_clear_pointer (&self->deliveries, g_ptr_array_unref);
  g_clear_pointer (&self->invoices, g_ptr_array_unref);
  g_free (self);
}

static gboolean
read_text (JsonObject *row, const char *member, char **text, GError **error)
{
  const char *value;

  if (!erp_json_get_string (row, member, &value, error))
    return FALSE;
  *text = g_strdup (value);

  return TRUE;
}

static gboolean
read_line (JsonObject *row, const BizMoney *zero, BizSaleLine *line, GError **error)
{
  g_autofree char *type = NULL;
  g_autofree char *name = NULL;
  gint64 product;

  if (!erp_json_get_int (row, "id", &line->id, error)
      || !read_text (row, "display_type", &type, error) || !read_text (row, "name", &name, error)
      || !erp_json_get_many2one (row, "product_id", &product, &line->text, error)
      || !erp_json_get_bool (row, "is_downpayment", &line->is_downpayment, error)
      || !biz_decimal_from_json (row, "product_uom_qty", &line->ordered, error)
      || !biz_decimal_from_json (row, "qty_delivered", &line->delivered, error)
      || !biz_decimal_from_json (row, "qty_invoiced", &line->invoiced, error)
      || !biz_decimal_from_json (row, "qty_to_invoice", &line->to_invoice, error)
      || !biz_decimal_from_json (row, "price_unit", &line->price, error)
      || !biz_decimal_from_json (row, "discount", &line->discount, error)
      || !biz_money_from_json_rounded (row, "price_subtotal", zero, &line->subtotal, error)
      || !biz_money_from_json_rounded (row, "untaxed_amount_to_invoice", zero, &line->value, error))
    return FALSE;
  line->is_section = type != NULL;
  if (line->text == NULL)
    line->text = name != NULL ? g_steal_pointer (&name) : g_strdup ("");

  return TRUE;
}

static gboolean
read_delivery (JsonObject *row, GTimeZone *zone, BizSaleDelivery *delivery, GError **error)
{
  g_autofree char *name = NULL;
  gint64 backorder;

  if (!erp_json_get_int (row, "id", &delivery->id, error)
      || !read_text (row, "name", &delivery->name, error)
      || !read_text (row, "state", &delivery->state, error)
      || !biz_due_read_day (row, "scheduled_date", zone, &delivery->planned, error)
      || !biz_due_read_day (row, "date_done", zone, &delivery->done, error)
      || !erp_json_get_many2one (row, "backorder_id", &backorder, &name, error))
    return FALSE;
  delivery->is_backorder = backorder != 0;

  return TRUE;
}

static gboolean
read_invoice (JsonObject *row,
              BizCurrencyTable *currencies,
              BizSaleInvoice *invoice,
              GError **error)
{
  g_autofree char *currency = NULL;
  const char *type;
  gint64 currency_id;
  BizMoney zero;

  if (!erp_json_get_int (row, "id", &invoice->id, error)
      || !read_text (row, "display_name", &invoice->name, error)
      || !read_text (row, "state", &invoice->state, error)
      || !erp_json_get_string (row, "move_type", &type, error)
      || !erp_json_get_date (row, "invoice_date", &invoice->date, error)
      || !erp_json_get_many2one (row, "currency_id", &currency_id, &currency, error)
      || !biz_currency_table_lookup (currencies, currency_id, &zero, error)
      || !biz_money_from_json_rounded (row, "amount_total", &zero, &invoice->total, error))
    return FALSE;
  invoice->is_credit_note = g_strcmp0 (type, "out_refund") == 0;

  return TRUE;
}

static gboolean
read_parts (BizSaleOrder *self,
            JsonObject *row,
            const Reading *reading,
            const BizMoney *zero,
            GError **error)
{
  JsonArray *lines;
  JsonArray *deliveries = NULL;
  JsonArray *invoices = NULL;
  JsonObject *object;

  if (!erp_json_get_array (json_object_get_member (row, "order_line"), &lines, error)
      || (reading->has_deliveries
          && !erp_json_get_array (json_object_get_member (row, "picking_ids"), &deliveries, error))
      || (reading->has_invoices
          && !erp_json_get_array (json_object_get_member (row, "invoice_ids"), &invoices, error)))
    return FALSE;
  self->lines = g_ptr_array_new_with_free_func (free_line);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    {
      BizSaleLine *line = g_new0 (BizSaleLine, 1);

      g_ptr_array_add (self->lines, line);
      if (!erp_json_get_object (json_array_get_element (lines, i), &object, error)
          || !read_line (object, zero, line, error))
        return FALSE;
    }
  self->deliveries = deliveries != NULL ? g_ptr_array_new_with_free_func (free_delivery) : NULL;
  for (guint i = 0; deliveries != NULL && i < json_array_get_length (deliveries); i++)
    {
      BizSaleDelivery *delivery = g_new0 (BizSaleDelivery, 1);

      g_ptr_array_add (self->deliveries, delivery);
      if (!erp_json_get_object (json_array_get_element (deliveries, i), &object, error)
          || !read_delivery (object, reading->zone, delivery, error))
        return FALSE;
    }
  self->invoices = invoices != NULL ? g_ptr_array_new_with_free_func (free_invoice) : NULL;
  for (guint i = 0; invoices != NULL && i < json_array_get_length (invoices); i++)
    {
      BizSaleInvoice *invoice = g_new0 (BizSaleInvoice, 1);

      g_ptr_array_add (self->invoices, invoice);
      if (!erp_json_get_object (json_array_get_element (invoices, i), &object, error)
          || !read_invoice (object, reading->currencies, invoice, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_order (BizSaleOrder *self, JsonObject *row, const Reading *reading, GError **error)
{
  g_autofree char *currency = NULL;
  gint64 id, currency_id;
  BizMoney zero;

  return erp_json_get_int (row, "id", &self->id, error)
         && read_text (row, "name", &self->name, error)
         && read_text (row, "client_order_ref", &self->reference, error)
         && erp_json_get_many2one (row, "partner_id", &self->partner_id, &self->partner, error)
         && erp_json_get_many2one (row, "user_id", &id, &self->salesperson, error)
         && erp_json_get_many2one (row, "company_id", &id, &self->company, error)
         && biz_due_read_day (row, "date_order", reading->zone, &self->ordered_on, error)
         && biz_due_read_day (row, "commitment_date", reading->zone, &self->promised, error)
         && erp_json_get_many2one (row, "currency_id", &currency_id, &currency, error)
         && biz_currency_table_lookup (reading->currencies, currency_id, &zero, error)
         && biz_money_from_json_rounded (row, "amount_untaxed", &zero, &self->untaxed, error)
         && biz_money_from_json_rounded (row, "amount_total", &zero, &self->total, error)
         && read_parts (self, row, reading, &zero, error);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  g_autoptr (BizSaleOrder) self = g_new0 (BizSaleOrder, 1);
  JsonObject *page, *row;
  JsonArray *records;

  g_date_clear (&self->ordered_on, 1);
  if (!erp_json_get_object (result, &page, error)
      || !erp_json_get_array (json_object_get_member (page, "records"), &records, error))
    return NULL;
  if (json_array_get_length (records) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                           _ ("The order is gone, or you may not see it any more. Read the list "
                              "again."));
      return NULL;
    }
  if (!erp_json_get_object (json_array_get_element (records, 0), &row, error)
      || !read_order (self, row, user_data, error))
    return NULL;

  return g_steal_pointer (&self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  BizSaleOrder *order = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (order != NULL)
    g_task_return_pointer (task, order, (GDestroyNotify)biz_sale_order_free);
  else
    g_task_return_error (task, error);
}

/**
 * biz_sale_order_load_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @id: a sales order
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Deliveries and invoices are left out where this user may not read them.
 */
void
biz_sale_order_load_async (ErpSession *session,
                           BizCurrencyTable *currencies,
                           gint64 id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (ErpCall) call = erp_call_new_read ("sale.order", "web_search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *specification = NULL;
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  const char *zone = erp_capabilities_get_time_zone (capabilities);
  Reading *reading = g_new0 (Reading, 1);

  g_task_set_source_tag (task, biz_sale_order_load_async);
  reading->currencies = biz_currency_table_ref (currencies);
  reading->zone = zone != NULL ? g_time_zone_new_identifier (zone) : NULL;
  if (reading->zone == NULL)
    reading->zone = g_time_zone_new_local ();
  reading->has_deliveries =
      erp_capabilities_has_field (capabilities, "stock.picking", "sale_id")
      && (erp_capabilities_get_rights (capabilities, "stock.picking") & ERP_RIGHT_READ) != 0;
  reading->has_invoices =
      (erp_capabilities_get_rights (capabilities, "account.move") & ERP_RIGHT_READ) != 0;
  specification = g_strdup_printf (SPECIFICATION, reading->has_deliveries ? DELIVERIES : "",
                                   reading->has_invoices ? INVOICES : "");
  erp_domain_add_int (domain, "id", "=", id);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_take_arg (call, "specification", erp_json_literal (specification));
  erp_call_set_decoder (call, decode, reading, free_reading, (GDestroyNotify)biz_sale_order_free);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, loaded_cb,
                         g_object_ref (task));
}

BizSaleOrder *
biz_sale_order_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

const char *
biz_sale_delivery_state_to_label (const char *state)
{
  static const struct
  {
    const char *state;
    const char *label;
  } labels[] = {
    { "draft", NC_ ("delivery", "Draft") },
    { "waiting", NC_ ("delivery", "Waits for another") },
    { "confirmed", NC_ ("delivery", "Waits for goods") },
    { "partially_available", NC_ ("delivery", "Partly available") },
    { "assigned", NC_ ("delivery", "Ready") },
    { "done", NC_ ("delivery", "Delivered") },
    { "cancel", NC_ ("delivery", "Cancelled") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    {
      if (g_strcmp0 (labels[i].state, state) == 0)
        return g_dpgettext2 (NULL, "delivery", labels[i].label);
    }

  return state != NULL ? state : "";
}
