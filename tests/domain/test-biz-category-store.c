/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-category-store.h"
#include "demo-desk.h"
#include "erp-json.h"

/* What the closed cases of the demo company teach. */

/* Numbers of cases, newest first. */
static GArray *
list_cases (DemoDesk *desk, const char *domain)
{
  g_autoptr (JsonNode) answer = desk_ask (desk, FALSE, "helpdesk.ticket", "search", 0, "domain",
                                          domain, "limit", "60", "order", "\"id desc\"", NULL);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  JsonArray *list = json_node_get_array (answer);

  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      gint64 id = json_array_get_int_element (list, i);

      g_array_append_val (ids, id);
    }
  return ids;
}

static GHashTable *
guess (DemoDesk *desk, BizCategoryStore *store, GArray *ids)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GHashTable *guesses;

  biz_category_store_guess_async (store, (const gint64 *)(gpointer)ids->data, ids->len, NULL,
                                  desk_cb, desk);
  result = desk_wait (desk);
  guesses = biz_category_store_guess_finish (store, result, &error);
  g_assert_no_error (error);

  return guesses;
}

/* Learned once; its trial on cases that were each held back is far better than to name the most
 * frequent category. */
static void
test_learns (void)
{
  DemoDesk desk;
  g_autoptr (BizService) service = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GHashTable) guesses = NULL;
  g_autoptr (GHashTable) again = NULL;
  g_autoptr (GHashTable) first = NULL;
  BizCategoryStore *store;
  const BizCategoryTrial *trial;
  guint n_calls;

  desk_open (&desk, 19, "agent");
  service = biz_service_new (desk.session, 0);
  store = biz_category_store_get (service);
  g_assert_true (biz_category_store_get (service) == store);
  g_assert_null (biz_category_store_get_book (store));
  ids = list_cases (&desk, "[[\"closed\",\"=\",false]]");
  g_assert_cmpuint (ids->len, >, 0);
  guesses = guess (&desk, store, ids);
  g_assert_cmpuint (g_hash_table_size (guesses), ==, ids->len);
  g_assert_nonnull (biz_category_store_get_book (store));
  trial = biz_category_book_get_trial (biz_category_store_get_book (store));
  g_test_message ("%u cases, %u tried: %u right, %u said, %u of them right; most frequent: %u",
                  biz_category_book_get_n_cases (biz_category_store_get_book (store)), trial->n,
                  trial->n_right, trial->n_said, trial->n_correct, trial->n_majority);
  g_assert_cmpuint (trial->n, >=, BIZ_CATEGORY_MIN_CASES);
  g_assert_cmpuint (100 * trial->n_right, >=, 100 * trial->n_majority + 25 * trial->n);
  /* What was learned is not read again. */
  n_calls = faulty_client_get_n_calls (desk.client);
  again = guess (&desk, store, ids);
  g_assert_cmpuint (faulty_client_get_n_calls (desk.client), ==, n_calls + 1);
  biz_category_store_forget (store);
  first = guess (&desk, store, ids);
  g_assert_cmpuint (faulty_client_get_n_calls (desk.client), >, n_calls + 2);
  desk_close (&desk);
}

/* Two ask at once: it is read once, and both are answered. A lost answer is told, and the next one
 * begins anew. */
static void
test_together (void)
{
  DemoDesk desk;
  g_autoptr (BizService) service = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GHashTable) guesses = NULL;
  g_autoptr (GError) error = NULL;
  BizCategoryStore *store;

  desk_open (&desk, 19, "agent");
  service = biz_service_new (desk.session, 0);
  store = biz_category_store_get (service);
  ids = list_cases (&desk, "[[\"closed\",\"=\",false]]");
  faulty_client_set_fault (desk.client, "web_search_read", FAULTY_NOT_SENT, 1);
  biz_category_store_guess_async (store, (const gint64 *)(gpointer)ids->data, ids->len, NULL,
                                  desk_cb, &desk);
  result = desk_wait (&desk);
  g_assert_null (biz_category_store_guess_finish (store, result, &error));
  g_assert_nonnull (error);
  g_assert_null (biz_category_store_get_book (store));
  guesses = guess (&desk, store, ids);
  g_assert_cmpuint (g_hash_table_size (guesses), ==, ids->len);
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/category-store/learns", test_learns);
  g_test_add_func ("/category-store/together", test_together);

  return g_test_run ();
}
