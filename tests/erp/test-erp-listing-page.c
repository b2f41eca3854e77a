/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What a list asks for, and what becomes of the rows it gets. */

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-group.h"
#include "erp-json.h"
#include "erp-listing-query.h"
#include "test-values.h"

typedef struct
{
  guint n_made;
  guint n_freed;
} Records;

static GObject *
make_record (JsonObject *row, gpointer user_data, GError **error)
{
  Records *records = user_data;
  gint64 id;

  if (!erp_json_get_int (row, "id", &id, error))
    return NULL;
  records->n_made++;

  return g_object_new (G_TYPE_OBJECT, NULL);
}

static void
records_freed (gpointer user_data)
{
  ((Records *)user_data)->n_freed++;
}

static void
test_decode (void)
{
  static const struct
  {
    const char *json;
    int n_rows; /* -1: refused */
    guint length;
    guint n_good;
  } cases[] = {
    { "{\"length\":0,\"records\":[]}", 0, 0, 0 },
    { "{\"length\":2,\"records\":[{\"id\":1},{\"id\":2}]}", 2, 2, 2 },
    { "{\"length\":300000,\"records\":[{\"id\":1}]}", 1, 300000, 1 },
    { "{\"length\":3.0,\"records\":[{\"id\":1}]}", 1, 3, 1 },
    /* a row that cannot be read is one row with an error, not the end of the list */
    { "{\"length\":3,\"records\":[{\"id\":1},{},{\"id\":\"x\"}]}", 3, 3, 1 },
    { "{\"length\":2,\"records\":[7,null]}", 2, 2, 0 },
    /* a length that lies: never fewer than came, never more than a list can have */
    { "{\"length\":0,\"records\":[{\"id\":1},{\"id\":2}]}", 2, 2, 2 },
    { "{\"length\":-5,\"records\":[{\"id\":1}]}", 1, 1, 1 },
    { "{\"length\":9223372036854775807,\"records\":[{\"id\":1}]}", 1, G_MAXINT, 1 },
    { "{\"length\":false,\"records\":[]}", 0, 0, 0 },
    { "{\"length\":\"2\",\"records\":[]}", -1, 0, 0 },
    { "{\"records\":[]}", -1, 0, 0 },
    { "{\"length\":2}", -1, 0, 0 },
    { "{\"length\":2,\"records\":false}", -1, 0, 0 },
    { "{\"length\":2,\"records\":{}}", -1, 0, 0 },
    { "[]", -1, 0, 0 },
    { "false", -1, 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Records records = { 0 };
      ErpListingMaker *maker = erp_listing_maker_new (make_record, &records, records_freed);
      g_autoptr (JsonNode) node = erp_json_literal (cases[i].json);
      g_autoptr (GError) error = NULL;
      ErpListingPage *page = erp_listing_page_decode (node, maker, &error);

      g_test_message ("%s", cases[i].json);
      g_assert_true ((page != NULL) == (cases[i].n_rows >= 0));
      if (page == NULL)
        test_take_error (&error, ERP_ERROR_PROTOCOL);
      else
        {
          g_assert_cmpuint (page->n_rows, ==, (guint)cases[i].n_rows);
          g_assert_cmpuint (page->length, ==, cases[i].length);
          for (guint j = 0; j < page->n_rows; j++)
            g_assert_true ((page->items[j] == NULL) == (page->errors[j] != NULL));
          erp_listing_page_unref (erp_listing_page_ref (page));
          erp_listing_page_unref (page);
        }
      g_assert_cmpuint (records.n_made, ==, cases[i].n_good);
      g_assert_cmpuint (records.n_freed, ==, 0);
      erp_listing_maker_unref (maker);
      g_assert_cmpuint (records.n_freed, ==, 1);
    }
}

/* No two rows are equal, so that a row is on one page only: the id decides at last. */
static void
test_orders (void)
{
  static const struct
  {
    const char *order;
    const char *total;
  } cases[] = {
    { NULL, "id desc" },
    { "", "id desc" },
    { "  ", "id desc" },
    { "name", "name, id" },
    { "name asc", "name asc, id" },
    { "date desc", "date desc, id desc" },
    { "date DESC", "date DESC, id desc" },
    { "date desc, name", "date desc, name, id desc" },
    { "name, date desc", "name, date desc, id" },
    { "id", "id" },
    { "id desc", "id desc" },
    { "date desc, id", "date desc, id" },
    { "date desc,id asc", "date desc,id asc" },
    /* fields that only begin or end so */
    { "id_order", "id_order, id" },
    { "partner_id", "partner_id, id" },
    { "partner_id desc", "partner_id desc, id desc" },
  };
  Records records = { 0 };
  g_autoptr (ErpListingMaker) maker = erp_listing_maker_new (make_record, &records, NULL);
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpListingQuery) query = erp_listing_query_new ("a.model", "{}", maker);
      g_autoptr (ErpCall) call = NULL;

      erp_listing_query_set (query, domain, cases[i].order);
      call = erp_listing_query_rows (query, 100, 50, 1);
      g_test_message ("%s", cases[i].order);
      g_assert_cmpstr (json_node_get_string (erp_call_get_arg (call, "order")), ==, cases[i].total);
      g_assert_cmpint (json_node_get_int (erp_call_get_arg (call, "offset")), ==, 100);
      g_assert_cmpint (json_node_get_int (erp_call_get_arg (call, "limit")), ==, 50);
      g_assert_cmpint (json_node_get_int (erp_call_get_arg (call, "count_limit")), ==, 1);
    }
}

/* The filter is what it was when it was set, whatever becomes of it outside. */
static void
test_query (void)
{
  Records records = { 0 };
  ErpListingMaker *maker = erp_listing_maker_new (make_record, &records, records_freed);
  ErpListingQuery *query = erp_listing_query_new ("a.model", "{\"name\":{}}", maker);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *rows;
  g_autoptr (ErpCall) count = NULL;
  g_autofree char *text = NULL;

  erp_domain_add_int (domain, "id", ">", 5);
  erp_listing_query_set (query, domain, "name");
  erp_domain_add_int (domain, "id", "<", 9);
  count = erp_listing_query_count (query);
  g_assert_cmpstr (erp_call_get_method (count), ==, "search_count");
  text = erp_json_to_string (erp_call_get_arg (count, "domain"));
  g_assert_cmpstr (text, ==, "[[\"id\",\">\",5]]");
  rows = erp_listing_query_rows (query, 0, 10, 1000);
  g_assert_cmpstr (erp_call_get_model (rows), ==, "a.model");
  /* an answer that is still on its way keeps the maker */
  erp_listing_query_free (query);
  erp_listing_maker_unref (maker);
  g_assert_cmpuint (records.n_freed, ==, 0);
  test_last_unref (&rows);
  g_assert_cmpuint (records.n_freed, ==, 1);
}

static void
test_group (void)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  GObject *totals = g_object_new (G_TYPE_OBJECT, NULL);
  ErpGroup *group = erp_group_new ("7", "Acme", 3, domain, totals);
  g_autoptr (ErpGroup) bare = erp_group_new ("", "", 0, domain, NULL);

  g_assert_cmpstr (erp_group_get_key (group), ==, "7");
  g_assert_cmpstr (erp_group_get_label (group), ==, "Acme");
  g_assert_cmpuint (erp_group_get_count (group), ==, 3);
  g_assert_true (erp_group_get_domain (group) == domain);
  g_assert_true (erp_group_get_totals (group) == totals);
  g_assert_null (erp_group_get_totals (bare));
  g_assert_false (erp_group_get_expanded (group));
  g_assert_cmpuint (erp_group_get_level (group), ==, 0);
  erp_group_set_expanded (group, TRUE);
  erp_group_set_level (group, 2);
  g_assert_true (erp_group_get_expanded (group));
  g_assert_cmpuint (erp_group_get_level (group), ==, 2);
  test_last_unref (&group);
  test_last_unref (&totals);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/erp/listing-page/decode", test_decode);
  g_test_add_func ("/erp/listing-query/orders", test_orders);
  g_test_add_func ("/erp/listing-query/lifetime", test_query);
  g_test_add_func ("/erp/group", test_group);

  return g_test_run ();
}
