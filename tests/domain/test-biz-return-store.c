/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-choice.h"
#include "biz-return-chain.h"
#include "biz-return-module.h"
#include "biz-return-store.h"
#include "demo-desk.h"
#include "erp-capabilities.h"

#include <string.h>

/* Five lamps were delivered; they come back, two of them, as a case asks for. */
typedef struct
{
  DemoDesk desk;
  gint64 order;
  gint64 product;
  gint64 invoice;
  gint64 picking;
  gint64 move;
  BizReturnStore *store;
} Fixture;

static gint64
get_id (JsonNode *answer)
{
  g_autoptr (JsonNode) held = answer;

  if (JSON_NODE_HOLDS_ARRAY (answer))
    return json_array_get_int_element (json_node_get_array (answer), 0);

  return json_node_get_int (answer);
}

static gint64
find (Fixture *f, const char *model, const char *field, gint64 id)
{
  g_autofree char *domain = g_strdup_printf ("[[\"%s\",\"=\",%" G_GINT64_FORMAT "]]", field, id);

  return get_id (desk_ask (&f->desk, FALSE, model, "search", 0, "domain", domain, "order",
                           "\"id desc\"", "limit", "1", NULL));
}

static gint64
create (Fixture *f, const char *model, const char *values)
{
  return get_id (desk_ask (&f->desk, TRUE, model, "create", 0, "vals_list", values, NULL));
}

/* As the warehouse does it. */
static void
send_out (Fixture *f, gint64 picking, int quantity)
{
  const gint64 move = find (f, "stock.move", "picking_id", picking);
  g_autofree char *moved = g_strdup_printf ("{\"move_ids\":[[1,%" G_GINT64_FORMAT
                                            ",{\"quantity\":%d,\"picked\":true}]]}",
                                            move, quantity);

  json_node_unref (
      desk_ask (&f->desk, TRUE, "stock.picking", "write", picking, "vals", moved, NULL));
  json_node_unref (desk_ask (&f->desk, TRUE, "stock.picking", "button_validate", picking, NULL));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *order = NULL;
  gint64 partner;

  desk_share (&f->desk, GPOINTER_TO_UINT (data), "controller");
  partner = create (f, "res.partner", "[{\"name\":\"Return Tests Ltd\"}]");
  f->product = create (f, "product.product",
                       "[{\"name\":\"Return Lamp\",\"type\":\"consu\",\"taxes_id\":[[6,0,[]]]}]");
  order = g_strdup_printf ("[{\"partner_id\":%" G_GINT64_FORMAT
                           ",\"order_line\":[[0,0,{\"product_id\":%" G_GINT64_FORMAT
                           ",\"product_uom_qty\":5,\"price_unit\":100}]]}]",
                           partner, f->product);
  f->order = create (f, "sale.order", order);
  json_node_unref (desk_ask (&f->desk, TRUE, "sale.order", "action_confirm", f->order, NULL));
  f->picking = find (f, "stock.picking", "sale_id", f->order);
  f->move = find (f, "stock.move", "picking_id", f->picking);
  send_out (f, f->picking, 5);
  f->store = biz_return_store_new (f->desk.session);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->store);
  desk_close (&f->desk);
}

static BizReturnBook *
load (Fixture *f, const char *model, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizReturnBook *book;

  biz_return_store_load_async (f->store, model, id, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  book = biz_return_store_load_finish (f->store, result, &error);
  g_assert_no_error (error);

  return book;
}

/* Two of what the transfer has. Returns the plan. */
static BizReturnPlan *
plan_two (BizReturnBook *book, gint64 transfer, BizReturnPurpose purpose)
{
  BizReturnPlan *plan =
      biz_return_plan_new (book, biz_return_book_find_transfer (book, transfer), purpose);
  g_autoptr (BizReturnLine) line = g_list_model_get_item (biz_return_plan_get_lines (plan), 0);
  const BizDecimal two = biz_decimal_new (2, 0);
  g_autoptr (GError) error = NULL;

  biz_return_plan_set_quantity (plan, biz_return_line_get_id (line), &two, &error);
  g_assert_no_error (error);

  return plan;
}

static gint64
make (Fixture *f,
      gint64 transfer,
      BizReturnPurpose purpose,
      const BizReturnTerms *terms,
      char **warning)
{
  g_autoptr (BizReturnBook) book = load (f, "stock.picking", transfer);
  g_autoptr (BizReturnPlan) plan = plan_two (book, transfer, purpose);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  biz_return_store_make_async (f->store, plan, terms, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  id = biz_return_store_make_finish (f->store, result, warning, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);

  return id;
}

static void
receive (Fixture *f, gint64 transfer)
{
  g_autoptr (BizReturnBook) book = load (f, "stock.picking", transfer);
  g_autoptr (BizReturnPlan) plan = plan_two (book, transfer, BIZ_RETURN_PURPOSE_RECEIVE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_return_store_receive_async (f->store, plan, BIZ_RETURN_REST_NONE, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  biz_return_store_receive_finish (f->store, result, &error);
  g_assert_no_error (error);
}

static void
assert_first (BizReturnBook *book,
              const char *model,
              gint64 id,
              BizChainKind kind,
              const char *name,
              const char *detail)
{
  g_autoptr (GPtrArray) nodes = biz_return_book_list_chain (book, model, id);
  const BizChainNode *node;

  g_assert_cmpuint (nodes->len, >, 2);
  node = g_ptr_array_index (nodes, 0);
  g_assert_cmpint (node->kind, ==, kind);
  g_assert_cmpstr (node->name, ==, name);
  g_assert_cmpstr (node->detail, ==, detail);
}

/* A case is called as its queue calls it, from wherever the chain is seen. */
static void
check_case (Fixture *f, const char *model)
{
  g_autofree char *number = NULL;
  const gint64 id =
      create (f, model, "[{\"name\":\"The lamp is dark\",\"description\":\"It was.\"}]");
  const BizReturnTerms terms = { .reason = "damaged", .case_model = model, .case_id = id };
  g_autoptr (BizReturnBook) before = load (f, "stock.picking", f->picking);
  g_autoptr (BizReturnBook) from_case = NULL;
  g_autoptr (BizReturnBook) from_order = NULL;
  g_autofree char *warning = NULL;
  gint64 unknown = 0;

  g_assert_null (biz_return_book_get_case (before, &unknown));
  make (f, f->picking, BIZ_RETURN_PURPOSE_RETURN, &terms, &warning);
  g_assert_null (warning);
  if (g_str_equal (model, "helpdesk.ticket"))
    {
      g_autoptr (JsonNode) answer =
          desk_ask (&f->desk, FALSE, model, "read", id, "fields", "[\"number\"]", NULL);
      JsonObject *row = json_array_get_object_element (json_node_get_array (answer), 0);

      number = g_strdup (json_object_get_string_member (row, "number"));
      g_assert_true (g_str_has_prefix (number, "HT"));
    }
  else
    number = g_strdup_printf ("#%" G_GINT64_FORMAT, id);
  from_case = load (f, model, id);
  assert_first (from_case, model, id, BIZ_CHAIN_CASE, number, "The lamp is dark");
  from_order = load (f, "sale.order", f->order);
  assert_first (from_order, "sale.order", f->order, BIZ_CHAIN_CASE, number, "The lamp is dark");
}

static void
test_ticket (Fixture *f, gconstpointer data)
{
  check_case (f, "helpdesk.ticket");
}

static void
test_task (Fixture *f, gconstpointer data)
{
  check_case (f, "project.task");
}

/* A case that is gone keeps its id, and its chain. */
static void
test_lost_case (Fixture *f, gconstpointer data)
{
  const BizReturnTerms terms = { .case_model = "project.task", .case_id = 987654 };
  g_autoptr (BizReturnBook) book = NULL;

  make (f, f->picking, BIZ_RETURN_PURPOSE_RETURN, &terms, NULL);
  book = load (f, "sale.order", f->order);
  assert_first (book, "sale.order", f->order, BIZ_CHAIN_CASE, "#987654", NULL);
}

static char *
join_reasons (Fixture *f, gint64 company)
{
  g_autoptr (GListModel) reasons = biz_return_store_list_reasons (f->store, company);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (reasons, i);

      g_string_append_printf (text, "%s=%s;", biz_choice_get_code (reason),
                              biz_choice_get_name (reason));
    }

  return g_string_free (text, FALSE);
}

static void
test_reasons (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *file;    /* (nullable) */
    const char *reasons; /* (nullable): the program's own */
  } cases[] = {
    { NULL, NULL },
    { "{\"version\":1}", NULL },
    { "no file of ours", NULL },
    { "{\"version\":1,\"credit_note\":{\"reasons\":[{\"code\":\"dark\",\"label\":\"Lamp is "
      "dark\"},{\"code\":\"wrong\",\"label\":\"Wrong lamp\"}]}}",
      "dark=Lamp is dark;wrong=Wrong lamp;" },
  };
  const gint64 company = erp_capabilities_get_default_company_id (f->desk.capabilities);
  g_autofree char *own = join_reasons (f, company);

  g_assert_nonnull (strstr (own, "damaged="));
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizReturnBook) book = NULL;
      g_autofree char *text = NULL;
      g_autofree char *other = NULL;

      if (cases[i].file != NULL)
        desk_write_policy (&f->desk, cases[i].file);
      g_object_unref (f->store);
      f->store = biz_return_store_new (f->desk.session);
      book = load (f, "stock.picking", f->picking);
      text = join_reasons (f, company);
      g_assert_cmpstr (text, ==, cases[i].reasons != NULL ? cases[i].reasons : own);
      /* What is not read of another company is never this one's. */
      other = join_reasons (f, company + 1000);
      g_assert_cmpstr (other, ==, own);
    }
}

static void
assert_record (Fixture *f, gint64 rma, const char *state)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "rma", "read", rma, "fields", "[\"state\"]", NULL);
  JsonObject *row = json_array_get_object_element (json_node_get_array (answer), 0);

  g_assert_cmpstr (json_object_get_string_member (row, "state"), ==, state);
}

/* The module's record waits for what is sent again, and is replaced when that has gone out. */
static void
test_record_replaced (Fixture *f, gconstpointer data)
{
  const gint64 back = make (f, f->picking, BIZ_RETURN_PURPOSE_RETURN, NULL, NULL);
  const gint64 rma =
      find (f, "rma", "reception_move_id", find (f, "stock.move", "picking_id", back));
  g_autofree char *warning = NULL;
  gint64 again;

  assert_record (f, rma, "confirmed");
  receive (f, back);
  assert_record (f, rma, "received");
  again = make (f, back, BIZ_RETURN_PURPOSE_REPLACE, NULL, &warning);
  g_assert_null (warning);
  assert_record (f, rma, "waiting_replacement");
  g_assert_cmpint (find (f, "stock.move", "rma_id", rma), ==,
                   find (f, "stock.move", "picking_id", again));
  send_out (f, again, 2);
  assert_record (f, rma, "replaced");
}

/* The transfer stands where the module cannot be told, and that is said. */
static void
test_record_refused (Fixture *f, gconstpointer data)
{
  const gint64 back = make (f, f->picking, BIZ_RETURN_PURPOSE_RETURN, NULL, NULL);
  const gint64 rma =
      find (f, "rma", "reception_move_id", find (f, "stock.move", "picking_id", back));
  g_autofree char *warning = NULL;

  receive (f, back);
  faulty_client_set_fault (f->desk.client, "write", FAULTY_NOT_SENT, 1);
  g_assert_cmpint (make (f, back, BIZ_RETURN_PURPOSE_REPLACE, NULL, &warning), >, 0);
  g_assert_nonnull (warning);
  g_assert_nonnull (strstr (warning, "the returns module was not told"));
  assert_record (f, rma, "received");
}

/* As a job does it whose answer was lost, and which is only known to have happened later. */
static gint64
send_again_untold (Fixture *f, gint64 back, int quantity)
{
  const gint64 move = find (f, "stock.move", "picking_id", back);
  g_autofree char *values =
      g_strdup_printf ("[{\"picking_id\":%" G_GINT64_FORMAT
                       ",\"product_return_moves\":[[0,0,{\"move_id\":%" G_GINT64_FORMAT
                       ",\"product_id\":%" G_GINT64_FORMAT
                       ",\"quantity\":%d,\"to_refund\":true}]]}]",
                       back, move, f->product, quantity);
  const gint64 wizard = create (f, "stock.return.picking", values);

  json_node_unref (
      desk_ask (&f->desk, TRUE, "stock.return.picking", "create_returns", wizard, NULL));

  return find (f, "stock.picking", "move_ids",
               find (f, "stock.move", "origin_returned_move_id", move));
}

/* Tells the module what it does not know of a return. Returns how many records that were. */
static guint
tell (Fixture *f, gint64 back)
{
  g_autoptr (BizReturnBook) book = load (f, "stock.picking", back);
  BizTransfer *transfer = biz_return_book_find_transfer (book, back);
  g_autoptr (GPtrArray) tellings = biz_return_book_list_tellings (book, transfer);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_return_store_tell_async (f->store, book, transfer, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);
  g_assert_true (biz_return_store_tell_finish (f->store, result, &error));
  g_assert_no_error (error);

  return tellings->len;
}

static void
test_record_lost (Fixture *f, gconstpointer data)
{
  const gint64 back = make (f, f->picking, BIZ_RETURN_PURPOSE_RETURN, NULL, NULL);
  const gint64 rma =
      find (f, "rma", "reception_move_id", find (f, "stock.move", "picking_id", back));
  gint64 again;

  receive (f, back);
  g_assert_cmpuint (tell (f, back), ==, 0);
  again = send_again_untold (f, back, 2);
  assert_record (f, rma, "received");
  g_assert_cmpuint (tell (f, back), ==, 1);
  assert_record (f, rma, "waiting_replacement");
  g_assert_cmpuint (tell (f, back), ==, 0);
  send_out (f, again, 2);
  assert_record (f, rma, "replaced");
  g_assert_cmpuint (tell (f, back), ==, 0);
}

/* It went out before anybody looked. */
static void
test_record_lost_and_gone (Fixture *f, gconstpointer data)
{
  const gint64 back = make (f, f->picking, BIZ_RETURN_PURPOSE_RETURN, NULL, NULL);
  const gint64 rma =
      find (f, "rma", "reception_move_id", find (f, "stock.move", "picking_id", back));

  receive (f, back);
  send_out (f, send_again_untold (f, back, 2), 2);
  assert_record (f, rma, "received");
  g_assert_cmpuint (tell (f, back), ==, 1);
  assert_record (f, rma, "replaced");
}

static void
make_invoice (Fixture *f)
{
  g_autofree char *values = g_strdup_printf (
      "[{\"advance_payment_method\":\"delivered\",\"sale_order_ids\":[[6,0,[%" G_GINT64_FORMAT
      "]]]}]",
      f->order);
  const gint64 wizard = create (f, "sale.advance.payment.inv", values);

  json_node_unref (
      desk_ask (&f->desk, TRUE, "sale.advance.payment.inv", "create_invoices", wizard, NULL));
  f->invoice = find (f, "account.move", "invoice_line_ids.sale_line_ids.order_id", f->order);
  json_node_unref (desk_ask (&f->desk, TRUE, "account.move", "action_post", f->invoice, NULL));
}

/* One lamp. */
static gint64
make_note (Fixture *f)
{
  g_autofree char *values =
      g_strdup_printf ("[{\"move_type\":\"out_refund\",\"partner_id\":%" G_GINT64_FORMAT
                       ",\"reversed_entry_id\":%" G_GINT64_FORMAT
                       ",\"invoice_line_ids\":[[0,0,{\"name\":\"Lamp\","
                       "\"quantity\":1,\"price_unit\":100,\"tax_ids\":[[6,0,[]]],"
                       "\"sale_line_ids\":[[6,0,[%" G_GINT64_FORMAT "]]]}]]}]",
                       find (f, "res.partner", "sale_order_ids", f->order), f->invoice,
                       find (f, "sale.order.line", "order_id", f->order));

  return create (f, "account.move", values);
}

/* One of two is sent again, the other one is credited: the record waits no longer. */
static void
test_record_both (Fixture *f, gconstpointer data)
{
  const gint64 back = make (f, f->picking, BIZ_RETURN_PURPOSE_RETURN, NULL, NULL);
  const gint64 rma =
      find (f, "rma", "reception_move_id", find (f, "stock.move", "picking_id", back));
  gint64 again, note;

  make_invoice (f);
  receive (f, back);
  again = send_again_untold (f, back, 1);
  g_assert_cmpuint (tell (f, back), ==, 1);
  assert_record (f, rma, "waiting_replacement");
  send_out (f, again, 1);
  assert_record (f, rma, "waiting_replacement");
  g_assert_cmpuint (tell (f, back), ==, 0);
  note = make_note (f);
  g_assert_cmpuint (tell (f, back), ==, 1);
  assert_record (f, rma, "refunded");
  g_assert_cmpint (find (f, "rma", "refund_id", note), ==, rma);
  g_assert_cmpint (find (f, "stock.move", "rma_id", rma), ==,
                   find (f, "stock.move", "picking_id", again));
  g_assert_cmpuint (tell (f, back), ==, 0);
}

#define ADD(series, name, test)                                                                    \
  g_test_add ("/biz/return-store/" name "-" #series, Fixture, GUINT_TO_POINTER (series), set_up,   \
              test, tear_down)

int
main (int argc, char *argv[])
{
  int status;

  g_test_init (&argc, &argv, NULL);
  ADD (19, "ticket", test_ticket);
  ADD (19, "task", test_task);
  ADD (17, "task", test_task);
  ADD (17, "lost-case", test_lost_case);
  ADD (19, "reasons", test_reasons);
  ADD (17, "record-replaced", test_record_replaced);
  ADD (17, "record-refused", test_record_refused);
  ADD (17, "record-lost", test_record_lost);
  ADD (17, "record-lost-and-gone", test_record_lost_and_gone);
  ADD (17, "record-both", test_record_both);

  status = g_test_run ();
  desk_end_shared ();

  return status;
}
