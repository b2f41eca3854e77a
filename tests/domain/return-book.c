/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "return-book.h"

#include "erp-json.h"
#include "test-values.h"

void
book_add_transfer (GString *text,
                   int id,
                   const char *state,
                   const char *usage,
                   int origin,
                   int quantity,
                   const char *order_line,
                   const char *more)
{
  g_autofree char *from = origin != 0 ? g_strdup_printf ("%d", origin) : g_strdup ("false");

  g_string_append_printf (
      text,
      "%s{\"id\":%d,\"name\":\"T/%d\",\"state\":\"%s\",\"date_done\":false,\"scheduled_date\":"
      "\"2026-11-02 08:00:00\",\"sale_id\":{\"id\":5,\"display_name\":\"S5\"},\"partner_id\":"
      "{\"id\":3,\"display_name\":\"Acme\"},\"company_id\":1,\"move_ids\":[{\"id\":%d,\"state\":"
      "\"%s\",\"quantity\":%d.0,\"product_uom_qty\":%d.0,\"product_id\":" PRODUCT
      ",\"product_uom\":" UNIT ",\"origin_returned_move_id\":%s,\"location_dest_usage\":\"%s\","
      "\"sale_line_id\":%s%s}]}",
      text->len > 0 ? "," : "", id, id, state, id * 10,
      g_str_equal (state, "done") ? "done" : "assigned", g_str_equal (state, "done") ? quantity : 0,
      quantity, from, usage, order_line, more);
}

JsonNode *
book_wrap (GString *text)
{
  g_autofree char *json = g_strdup_printf ("{\"length\":1,\"records\":[%s]}", text->str);
  g_autoptr (GError) error = NULL;
  JsonNode *node = test_json (json, &error);

  g_assert_no_error (error);

  return node;
}

void
book_add_paper (GString *text,
                int id,
                const char *type,
                int quantity,
                int reversed,
                double price,
                const char *unit)
{
  g_autofree char *back =
      reversed != 0 ? g_strdup_printf ("{\"id\":%d}", reversed) : g_strdup ("false");
  const gint64 net = (gint64)(price * 90) * quantity;

  g_string_append_printf (
      text,
      "%s{\"id\":%d,\"name\":\"P/%d\",\"move_type\":\"%s\",\"state\":\"posted\",\"amount_total\":"
      "%.2f,\"amount_residual\":%.2f,\"currency_id\":{\"id\":1},\"invoice_date\":\"2026-11-03\","
      "\"reversed_entry_id\":%s,\"company_id\":{\"id\":1},\"invoice_payments_widget\":false,"
      "\"invoice_line_ids\":[{\"id\":%d,\"display_type\":\"product\",\"quantity\":%d.0,"
      "\"price_unit\":%.2f,\"discount\":10.0,\"sale_line_ids\":[50],\"price_subtotal\":%.2f,"
      "\"price_total\":%.2f,\"product_uom_id\":%s}]}",
      text->len > 0 ? "," : "", id, id, type, (double)net * 1.19 / 100, (double)net * 1.19 / 100,
      back, id * 10, quantity, price, (double)net / 100, (double)net * 1.19 / 100, unit);
}

BizCurrencyTable *
book_make_currencies (void)
{
  BizCurrencyTable *table = biz_currency_table_new_empty ();

  biz_currency_table_add (table, 1, "EUR", 2);

  return table;
}

static char *
make_record (const BookCase *c)
{
  g_autoptr (GString) linked = g_string_new (NULL);

  if (c->rma == NULL)
    return g_strdup ("");
  for (int i = 0; i < c->linked; i++)
    g_string_append_printf (linked, "%s%d", i > 0 ? "," : "", 30 + i);

  return g_strdup_printf (",\"rma_receiver_ids\":[{\"id\":77,\"name\":\"RMA77\",\"state\":\"%s\","
                          "\"delivery_move_ids\":[%s]}]",
                          c->rma, linked->str);
}

BizReturnBook *
book_make (const BookCase *c, const char *order_line, double price)
{
  g_autoptr (GString) transfers = g_string_new (NULL);
  g_autoptr (GString) papers = g_string_new (NULL);
  g_autoptr (JsonNode) transfer_answer = NULL;
  g_autoptr (JsonNode) paper_answer = NULL;
  g_autoptr (BizCurrencyTable) currencies = book_make_currencies ();
  g_autoptr (GError) error = NULL;
  BizReturnBook *book = biz_return_book_new ();
  g_autofree char *record = make_record (c);
  const char *unit = c->unitless ? "false" : UNIT;

  /* As the server may give them: the newest first. */
  if (c->replaced > 0)
    book_add_transfer (transfers, 3, c->gone ? "done" : "assigned", "customer", 20, c->replaced,
                       order_line, "");
  if (c->returned > 0)
    book_add_transfer (transfers, 2, c->received > 0 ? "done" : "assigned", "internal", 10,
                       c->returned, order_line, record);
  book_add_transfer (transfers, 1, "done", "customer", 0, 10, order_line, "");
  if (c->credited > 0)
    book_add_paper (papers, 12, "out_refund", c->credited, 11, price, unit);
  if (c->invoiced > 0)
    book_add_paper (papers, 11, "out_invoice", c->invoiced, 0, price, unit);
  transfer_answer = book_wrap (transfers);
  paper_answer = book_wrap (papers);
  biz_return_book_take_transfers (book, transfer_answer, FALSE, &error);
  g_assert_no_error (error);
  biz_return_book_take_papers (book, paper_answer, currencies, FALSE, &error);
  g_assert_no_error (error);

  return book;
}

BizReturnLine *
book_get_line (BizReturnBook *book, gint64 transfer)
{
  g_autoptr (GListModel) lines =
      biz_return_book_list_lines (book, biz_return_book_find_transfer (book, transfer));

  g_assert_cmpuint (g_list_model_get_n_items (lines), ==, 1);

  return g_list_model_get_item (lines, 0);
}

void
book_assert_pieces (BizDecimal value, int pieces)
{
  const BizDecimal wanted = { pieces, 0 };
  g_autofree char *text = biz_decimal_to_string (&value);

  if (biz_decimal_compare (&value, &wanted) != 0)
    g_error ("%s instead of %d", text, pieces);
}
