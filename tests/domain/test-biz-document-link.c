/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Orders, deliveries and credit notes around an invoice: what one may not see is left out, what
 * fails does not take the rest with it. */

#include "biz-document-link.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"
#include "test-values.h"

typedef struct
{
  const char *orders; /* JSON; NULL: an error */
  const char *deliveries;
  const char *notes;
  GListModel *list; /* (owned) (nullable) */
  GError *error;    /* (owned) (nullable) */
  gboolean done;
} Server;

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  const Server *server = user_data;
  const char *model = erp_call_get_model (call);
  const char *json = g_str_equal (model, "sale.order")      ? server->orders
                     : g_str_equal (model, "stock.picking") ? server->deliveries
                                                            : server->notes;

  if (json == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNREACHABLE, "gone");
      return NULL;
    }

  return erp_json_literal (json);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Server *server = user_data;

  server->list = biz_document_links_load_finish (result, &server->error);
  server->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Server *)user_data)->done;
}

static ErpCapabilities *
make_capabilities (gboolean orders, gboolean deliveries, gboolean notes)
{
  ErpCapabilities *self = erp_capabilities_new (7, "19.0");
  ErpCapabilitiesModel *picking = erp_capabilities_ensure_model (self, "stock.picking");

  if (orders)
    erp_capabilities_ensure_model (self, "sale.order")->rights = ERP_RIGHT_READ;
  if (notes)
    erp_capabilities_ensure_model (self, "account.move")->rights = ERP_RIGHT_READ;
  picking->rights = ERP_RIGHT_READ;
  picking->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (deliveries)
    g_hash_table_insert (picking->fields, g_strdup ("sale_id"), NULL);

  return self;
}

#define ORDER "[{\"id\":1,\"name\":\"S1\",\"state\":\"sale\"}]"
#define DELIVERY "[{\"id\":2,\"name\":\"WH/OUT/1\",\"state\":\"done\"}]"
#define NOTE                                                                                       \
  "[{\"id\":3,\"name\":\"RINV/"                                                                    \
  "1\",\"state\":\"posted\"},{\"id\":4,\"name\":false,\"state\":\"draft\"}]"

typedef struct
{
  const char *what;
  gboolean may_order, may_delivery, may_note;
  const char *orders, *deliveries, *notes;
  const char *shown; /* NULL: an error */
  guint n_asked;
} Case;

static const Case cases[] = {
  { "all", TRUE, TRUE, TRUE, ORDER, DELIVERY, NOTE,
    "sale.order 1 S1 -\nstock.picking 2 WH/OUT/1 Done\naccount.move 3 RINV/1 -\n"
    "account.move 4 Draft 4 Draft\n",
    3 },
  { "no sales here", FALSE, FALSE, TRUE, ORDER, DELIVERY, NOTE,
    "account.move 3 RINV/1 -\naccount.move 4 Draft 4 Draft\n", 1 },
  { "deliveries that know no order", TRUE, FALSE, TRUE, ORDER, DELIVERY, "[]",
    "sale.order 1 S1 -\n", 2 },
  { "nothing may be seen", FALSE, FALSE, FALSE, ORDER, DELIVERY, NOTE, "", 0 },
  { "nothing there", TRUE, TRUE, TRUE, "[]", "[]", "[]", "", 3 },
  { "one does not answer", TRUE, TRUE, TRUE, NULL, DELIVERY, "[]",
    "stock.picking 2 WH/OUT/1 Done\n", 3 },
  { "one answers otherwise", TRUE, TRUE, TRUE, "{}", DELIVERY, "[]",
    "stock.picking 2 WH/OUT/1 Done\n", 3 },
  { "a row that is none", TRUE, TRUE, TRUE, ORDER, "[7]", "[]", "sale.order 1 S1 -\n", 3 },
  { "none answers", TRUE, TRUE, TRUE, NULL, NULL, NULL, NULL, 3 },
  { "states nobody knows", TRUE, TRUE, TRUE, "[{\"id\":1,\"name\":\"S1\",\"state\":\"odd\"}]",
    "[{\"id\":2,\"name\":\"/\",\"state\":false}]", "[]",
    "sale.order 1 S1 -\nstock.picking 2 Draft 2 -\n", 3 },
};

static char *
show (GListModel *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (BizDocumentLink) link = g_list_model_get_item (list, i);
      const char *state = biz_document_link_get_state (link);

      g_string_append_printf (text, "%s %" G_GINT64_FORMAT " %s %s\n",
                              biz_document_link_get_model (link), biz_document_link_get_id (link),
                              biz_document_link_get_name (link), state != NULL ? state : "-");
    }

  return g_string_free (text, FALSE);
}

static void
test_cases (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Case *c = &cases[i];
      Server server = { .orders = c->orders, .deliveries = c->deliveries, .notes = c->notes };
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autoptr (ErpCapabilities) capabilities =
          make_capabilities (c->may_order, c->may_delivery, c->may_note);
      g_autofree char *shown = NULL;

      biz_document_links_load_async (ERP_CLIENT (client), capabilities, 9, NULL, loaded_cb,
                                     &server);
      fake_loop_until (is_done, &server);
      g_test_message ("%s", c->what);
      g_assert_cmpuint (fake_client_get_n_calls (client), ==, c->n_asked);
      if (c->shown == NULL)
        {
          g_assert_null (server.list);
          test_take_error (&server.error, ERP_ERROR_UNREACHABLE);
          continue;
        }
      g_assert_no_error (server.error);
      shown = show (server.list);
      g_assert_cmpstr (shown, ==, c->shown);
      g_clear_object (&server.list);
    }
}

/* In whatever order the answers come, the links stand in the same. */
static void
test_order (void)
{
  static const guint orders[][3] = { { 0, 0, 0 }, { 2, 1, 0 }, { 1, 1, 0 }, { 2, 0, 0 } };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      Server server = { .orders = ORDER, .deliveries = DELIVERY, .notes = "[]" };
      g_autoptr (FakeClient) client = fake_client_new (answer, &server);
      g_autoptr (ErpCapabilities) capabilities = make_capabilities (TRUE, TRUE, TRUE);
      g_autofree char *shown = NULL;

      fake_client_hold (client, TRUE);
      biz_document_links_load_async (ERP_CLIENT (client), capabilities, 9, NULL, loaded_cb,
                                     &server);
      g_assert_cmpuint (fake_client_get_n_waiting (client), ==, 3);
      for (guint j = 0; j < 3; j++)
        fake_client_release (client, orders[i][j]);
      fake_loop_until (is_done, &server);
      shown = show (server.list);
      g_assert_cmpstr (shown, ==, "sale.order 1 S1 -\nstock.picking 2 WH/OUT/1 Done\n");
      g_clear_object (&server.list);
    }
}

static void
test_link (void)
{
  BizDocumentLink *link = biz_document_link_new (BIZ_LINK_REVERSED, 5, "INV/1", "cancel");

  g_assert_cmpint (biz_document_link_get_kind (link), ==, BIZ_LINK_REVERSED);
  g_assert_cmpstr (biz_document_link_get_model (link), ==, "account.move");
  g_assert_cmpstr (biz_document_link_get_state (link), ==, "Cancelled");
  for (int kind = BIZ_LINK_REVERSED; kind <= BIZ_LINK_DELIVERY; kind++)
    g_assert_cmpstr (biz_link_kind_to_label ((BizLinkKind)kind), !=, "");
  test_last_unref (&link);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/document-link/cases", test_cases);
  g_test_add_func ("/biz/document-link/order", test_order);
  g_test_add_func ("/biz/document-link/link", test_link);

  return g_test_run ();
}
