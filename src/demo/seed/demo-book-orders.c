/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-day.h"
#include "demo-seed-book.h"

#include "demo-sale.h"

/**
 * demo_book_stamp: (skip)
 * @stamp: where to write
 * @day: the day
 * @key: anything: the time of day follows from it
 *
 * Writes a time within working hours.
 */
void
demo_book_stamp (char stamp[20], int day, int key)
{
  guint32 hash = (guint32)key * 2654435761u;

  demo_day_format (day, stamp);
  stamp[10] = ' ';
  stamp[11] = hash % 10 == 9 ? '1' : '0';
  stamp[12] = (char)(hash % 10 == 9 ? '0' + hash / 10 % 6 : '7' + hash / 10 % 3);
  stamp[13] = ':';
  stamp[14] = (char)('0' + hash / 100 % 6);
  stamp[15] = (char)('0' + hash / 1000 % 10);
  stamp[16] = ':';
  stamp[17] = (char)('0' + hash / 10000 % 6);
  stamp[18] = (char)('0' + hash / 100000 % 10);
  stamp[19] = '\0';
}

static const char *
say_state (char state)
{
  switch (state)
    {
    case 'd':
      return "draft";
    case 's':
      return "sent";
    case 'c':
      return "cancel";
    default:
      return "sale";
    }
}

static gboolean
write_line (DemoBook *book,
            const DemoBookOrder *order,
            DemoBookLine *line,
            int place,
            const char *stamp,
            GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, order->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  const DemoSeedProduct *product = &g_array_index (seed->products, DemoSeedProduct, line->product);
  DemoSeedTax kind = customer->tax == DEMO_SEED_TAX_NORMAL && product->reduced
                         ? DEMO_SEED_TAX_REDUCED
                         : customer->tax;
  DemoTax tax = { .percent = company->tax_percent[kind] };
  DemoTaxLine amounts = { .price = line->price,
                          .quantity = (gint64)line->quantity * DEMO_FLOAT_ONE,
                          .discount = (gint64)line->discount * DEMO_FLOAT_ONE,
                          .taxes = 1 };

  demo_tax_document (&amounts, 1, &tax, 1, DEMO_MONEY_DECIMALS, TRUE);
  line->line_id = demo_db_insert (
      seed->db, error,
      "INSERT INTO sale_order_line (order_id, sequence, name, product_id, product_uom_qty,"
      " product_uom_id, price_unit, discount, price_subtotal, price_tax, price_total, "
      "invoice_status,"
      " create_uid, create_date, write_uid, write_date)"
      " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, 'no', ?12, ?13, ?12, ?13)",
      "iisiiiiiiiiis", order->id, (gint64)(place + 1) * 10, product->name, product->id,
      amounts.quantity, product->uom, line->price, amounts.discount, amounts.subtotal,
      amounts.total - amounts.subtotal, amounts.total, customer->salesman, stamp);
  return line->line_id > 0
         && demo_db_exec (seed->db, error,
                          "INSERT INTO account_tax_sale_order_line_rel"
                          " (sale_order_line_id, account_tax_id) VALUES (?, ?)",
                          "ii", line->line_id, company->taxes[kind]);
}

static gboolean
write_order (DemoBook *book, DemoBookOrder *order, GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoSeedCustomer *customer = demo_book_customer (book, order->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  char stamp[20], promised[20], valid[DEMO_DAY_SIZE];
  g_autofree char *name = g_strdup_printf ("S%05" G_GINT64_FORMAT, order->id);
  g_autofree char *reference =
      order->id % 3 == 0 ? g_strdup_printf ("PO-%d", 40000 + (int)(order->id * 37 % 9973)) : NULL;

  demo_book_stamp (stamp, order->day, (int)order->id);
  demo_book_stamp (promised, order->planned, (int)order->id);
  if (!demo_db_exec (
          seed->db, error,
          "INSERT INTO sale_order (id, name, state, date_order, validity_date, commitment_date,"
          " partner_id, partner_invoice_id, partner_shipping_id, company_id, currency_id,"
          " currency_rate, payment_term_id, user_id, team_id, warehouse_id, client_order_ref,"
          " amount_untaxed, amount_tax, amount_total, invoice_status, picking_policy, create_uid,"
          " create_date, write_uid, write_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?7, ?9, "
          "?10,"
          " ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, 'no', 'direct', ?13, ?4, ?13, ?4)",
          "isssssiiiiiiiiisiii", order->id, name, say_state (order->state), stamp,
          demo_day_format (order->day + 30, valid), promised, customer->contact, customer->id,
          company->id, order->currency,
          demo_seed_get_rate (seed, customer->company, order->currency, order->day),
          seed->terms[customer->term], customer->salesman, seed->team, company->warehouse,
          reference, order->untaxed, order->total - order->untaxed, order->total))
    return FALSE;
  for (int i = 0; i < order->n_lines; i++)
    if (!write_line (book, order, &order->lines[i], i, stamp, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_stock_moves (DemoBook *book,
                   const DemoBookDelivery *delivery,
                   const char *state,
                   const char *planned,
                   const char *done,
                   GError **error)
{
  DemoSeed *seed = book->seed;
  const DemoBookOrder *order = demo_book_order (book, delivery->order);
  const DemoSeedCustomer *customer = demo_book_customer (book, order->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  g_autofree char *origin = g_strdup_printf ("S%05" G_GINT64_FORMAT, order->id);

  for (int i = 0; i < order->n_lines; i++)
    {
      const DemoSeedProduct *product =
          &g_array_index (seed->products, DemoSeedProduct, order->lines[i].product);
      gint64 quantity = (gint64)delivery->quantities[i] * DEMO_FLOAT_ONE;

      if (quantity > 0 && !product->service
          && !demo_db_exec (
              seed->db, error,
              "INSERT INTO stock_move (product_id, product_uom_qty, quantity, product_uom, picked,"
              " state, picking_id, location_id, location_dest_id, sale_line_id, partner_id,"
              " company_id, origin, date, price_unit, to_refund, sequence, create_uid, create_date,"
              " write_uid, write_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
              "?13,"
              " ?14, ?15, 1, ?16, ?17, ?18, ?17, ?14)",
              "iiiiisiiiiiissiiis", product->id, quantity,
              g_str_equal (state, "confirmed") ? (gint64)0 : quantity, product->uom,
              (gint64)(done != NULL), state, delivery->id, company->stock_location,
              seed->customer_location, order->lines[i].line_id, customer->contact, company->id,
              origin, done != NULL ? done : planned, order->lines[i].price, (gint64)(i + 1) * 10,
              customer->salesman, planned))
        return FALSE;
    }
  return TRUE;
}

static gboolean
write_delivery (DemoBook *book, guint index, GError **error)
{
  static const char *const codes[] = { "HH", "WI", "BO" };
  DemoSeed *seed = book->seed;
  DemoBookDelivery *delivery = demo_book_delivery (book, index);
  const DemoBookOrder *order = demo_book_order (book, delivery->order);
  const DemoSeedCustomer *customer = demo_book_customer (book, order->customer);
  const DemoSeedCompany *company = &seed->companies[customer->company];
  const char *state = delivery->done != DEMO_DAY_NONE ? "done"
                      : delivery->waiting             ? "confirmed"
                                                      : "assigned";
  char made[20], planned[20], done[20];
  g_autofree char *name = g_strdup_printf ("%s/OUT/%05u", codes[customer->company], index + 1);
  g_autofree char *origin = g_strdup_printf ("S%05" G_GINT64_FORMAT, order->id);

  delivery->id = (gint64)index + 1;
  demo_book_stamp (made, order->day, (int)order->id);
  demo_book_stamp (planned, delivery->planned, (int)order->id);
  if (delivery->done != DEMO_DAY_NONE)
    demo_book_stamp (done, delivery->done, (int)index * 7 + 3);
  return demo_db_exec (
             seed->db, error,
             "INSERT INTO stock_picking (id, name, state, origin, partner_id, picking_type_id,"
             " location_id, location_dest_id, scheduled_date, date_deadline, date_done, sale_id,"
             " company_id, backorder_id, priority, move_type, create_uid, create_date, write_uid,"
             " write_date) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, ?10, ?11, ?12, ?13, '0',"
             " 'direct', ?14, ?15, ?14, COALESCE(?10, ?15))",
             "isssiiiissiioi"
             "s",
             delivery->id, name, state, origin, customer->contact, company->picking_type,
             company->stock_location, seed->customer_location, planned,
             delivery->done != DEMO_DAY_NONE ? done : NULL, order->id, company->id,
             delivery->backorder, customer->salesman, made)
         && write_stock_moves (book, delivery, state, planned,
                               delivery->done != DEMO_DAY_NONE ? done : NULL, error);
}

/* What the running system keeps up to date one order at a time, for all of them at once. */
static gboolean
refresh_orders (DemoBook *book, GError **error)
{
  static const char sql[] =
      "UPDATE sale_order_line SET qty_delivered = COALESCE((SELECT SUM(m.quantity)"
      "  FROM stock_move m WHERE m.sale_line_id = sale_order_line.id AND m.state = 'done'), 0),"
      " qty_invoiced = COALESCE((SELECT SUM(CASE WHEN m.move_type = 'out_refund' THEN -l.quantity"
      "  ELSE l.quantity END) FROM sale_order_line_invoice_rel r JOIN account_move_line l"
      "  ON l.id = r.invoice_line_id JOIN account_move m ON m.id = l.move_id"
      "  WHERE r.order_line_id = sale_order_line.id), 0);"
      "UPDATE sale_order_line SET qty_to_invoice ="
      "  CASE (SELECT t.invoice_policy FROM product_template t WHERE t.id = product_id)"
      "  WHEN 'delivery' THEN qty_delivered ELSE product_uom_qty END - qty_invoiced"
      " WHERE order_id IN (SELECT id FROM sale_order WHERE state = 'sale');"
      "UPDATE sale_order_line SET untaxed_amount_invoiced = COALESCE((SELECT SUM(CASE"
      "  WHEN m.move_type = 'out_refund' THEN -l.price_subtotal ELSE l.price_subtotal END)"
      "  FROM sale_order_line_invoice_rel r JOIN account_move_line l ON l.id = r.invoice_line_id"
      "  JOIN account_move m ON m.id = l.move_id WHERE r.order_line_id = sale_order_line.id"
      "  AND m.state = 'posted'), 0);"
      "UPDATE sale_order_line SET technical_price_unit = price_unit, untaxed_amount_to_invoice ="
      "  CAST(ROUND(1.0 * price_subtotal * CASE"
      "  (SELECT t.invoice_policy FROM product_template t WHERE t.id = product_id)"
      "  WHEN 'delivery' THEN qty_delivered ELSE product_uom_qty END / product_uom_qty) AS INTEGER)"
      "  - untaxed_amount_invoiced WHERE product_uom_qty <> 0 AND"
      "  order_id IN (SELECT id FROM sale_order WHERE state = 'sale');"
      "UPDATE sale_order_line SET invoice_status = CASE WHEN qty_to_invoice <> 0 THEN 'to invoice'"
      "  WHEN qty_invoiced >= product_uom_qty THEN 'invoiced' ELSE 'no' END"
      " WHERE order_id IN (SELECT id FROM sale_order WHERE state = 'sale');"
      "UPDATE sale_order SET invoice_status = CASE"
      "  WHEN EXISTS (SELECT 1 FROM sale_order_line l WHERE l.order_id = sale_order.id"
      "   AND l.invoice_status = 'to invoice') THEN 'to invoice'"
      "  WHEN NOT EXISTS (SELECT 1 FROM sale_order_line l WHERE l.order_id = sale_order.id"
      "   AND l.invoice_status <> 'invoiced') THEN 'invoiced' ELSE 'no' END,"
      " (amount_to_invoice, amount_invoiced) = (SELECT"
      "  COALESCE(SUM(CAST(ROUND(1.0 * price_total * qty_to_invoice / product_uom_qty) AS "
      "INTEGER)),"
      "   0), COALESCE(SUM(CAST(ROUND(1.0 * price_total * qty_invoiced / product_uom_qty)"
      "   AS INTEGER)), 0) FROM sale_order_line l WHERE l.order_id = sale_order.id),"
      " delivery_status = (SELECT CASE WHEN COUNT(*) = 0 THEN NULL"
      "  WHEN SUM(p.state <> 'done') = 0 THEN 'full' WHEN SUM(p.state = 'done') > 0 THEN 'partial'"
      "  ELSE 'pending' END FROM stock_picking p WHERE p.sale_id = sale_order.id)"
      " WHERE state = 'sale'";

  return demo_db_script (book->seed->db, sql, error);
}

/**
 * demo_book_write_orders: (skip)
 * @book: a book with numbers
 * @error: where to put an error
 */
gboolean
demo_book_write_orders (DemoBook *book, GError **error)
{
  for (guint i = 0; i < book->orders->len; i++)
    {
      demo_book_order (book, i)->id = (gint64)i + 1;
      if (!write_order (book, demo_book_order (book, i), error))
        return FALSE;
    }
  for (guint i = 0; i < book->deliveries->len; i++)
    if (!write_delivery (book, i, error))
      return FALSE;
  return TRUE;
}

/**
 * demo_book_finish_orders: (skip)
 * @book: a book whose invoices are written
 * @error: where to put an error
 */
gboolean
demo_book_finish_orders (DemoBook *book, GError **error)
{
  return refresh_orders (book, error) && demo_orders_restate (book->seed->env, 0, error);
}
