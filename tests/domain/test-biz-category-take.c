/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-category-take.h"
#include "demo-desk.h"
#include "erp-json.h"

#include <string.h>

/* Proposed categories of many cases, against the demo company. */

#define DAMAGED                                                                                    \
  "{\"name\":\"Transportschaden\",\"description\":\"<p>Der Karton war beim Auspacken "             \
  "beschädigt, zwei Stück sind zerbrochen.</p>\"%s}"

typedef struct
{
  DemoDesk desk;
  BizService *service;
  GArray *ids; /* three without a category, one of words nobody knows, one that has one */
  BizCategoryTake *take;
} Fixture;

static gint64
make_case (Fixture *f, const char *values)
{
  g_autofree char *list = g_strdup_printf ("[%s]", values);
  g_autoptr (JsonNode) made =
      desk_ask (&f->desk, TRUE, "helpdesk.ticket", "create", 0, "vals_list", list, NULL);

  return json_array_get_int_element (json_node_get_array (made), 0);
}

static gint64
find_category (Fixture *f)
{
  g_autoptr (JsonNode) found =
      desk_ask (&f->desk, FALSE, "helpdesk.ticket.category", "search", 0, "domain", "[]", "order",
                "\"id desc\"", "limit", "1", NULL);

  return json_array_get_int_element (json_node_get_array (found), 0);
}

static gint64
get_category (Fixture *f, guint nth)
{
  g_autofree char *domain = g_strdup_printf ("[[\"id\",\"=\",%" G_GINT64_FORMAT "]]",
                                             g_array_index (f->ids, gint64, nth));
  g_autoptr (JsonNode) answer = desk_ask (&f->desk, FALSE, "helpdesk.ticket", "search_read", 0,
                                          "domain", domain, "fields", "[\"category_id\"]", NULL);
  JsonObject *row = json_array_get_object_element (json_node_get_array (answer), 0);
  g_autoptr (GError) error = NULL;
  gint64 id = 0;

  g_assert_true (erp_json_get_many2one (row, "category_id", &id, NULL, &error));
  return id;
}

static gboolean
load (Fixture *f, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_category_take_load_async (f->take, NULL, desk_cb, &f->desk);
  result = desk_wait (&f->desk);

  return biz_category_take_load_finish (f->take, result, error);
}

static gboolean
run (Fixture *f)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_category_take_run_async (f->take, desk_cb, &f->desk);
  result = desk_wait (&f->desk);

  return biz_category_take_run_finish (f->take, result);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = g_strdup_printf (DAMAGED, "");
  g_autofree char *more = NULL;
  g_autofree char *had = NULL;
  gint64 ids[5];

  desk_share (&f->desk, 19, "agent");
  f->service = biz_service_new (f->desk.session, 0);
  more = g_strdup_printf (",\"category_id\":%" G_GINT64_FORMAT, find_category (f));
  had = g_strdup_printf (DAMAGED, more);
  for (guint i = 0; i < 3; i++)
    ids[i] = make_case (f, plain);
  ids[3] = make_case (f, "{\"name\":\"Xyzzy plugh\",\"description\":\"<p>qwertz</p>\"}");
  ids[4] = make_case (f, had);
  f->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_vals (f->ids, ids, G_N_ELEMENTS (ids));
  f->take = biz_category_take_new (f->service, ids, G_N_ELEMENTS (ids));
  g_assert_true (load (f, &error));
  g_assert_no_error (error);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->take);
  g_clear_object (&f->service);
  g_array_unref (f->ids);
  desk_close (&f->desk);
}

static const BizCategoryOffer *
get (Fixture *f, guint nth)
{
  return biz_category_take_get_offer (f->take, nth);
}

/* Sure ones are wanted at once, with their words; the others say why nothing is proposed. */
static void
check_offers (Fixture *f)
{
  g_assert_cmpuint (biz_category_take_get_n_offers (f->take), ==, 5);
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (biz_ticket_get_id (get (f, i)->ticket), ==,
                       g_array_index (f->ids, gint64, i));
      g_assert_cmpint (get (f, i)->guess != NULL, ==, i < 3);
      g_assert_cmpint (get (f, i)->wanted, ==, i < 3);
      g_assert_cmpuint (strlen (get (f, i)->words), >, 10);
    }
  g_assert_nonnull (strstr (get (f, 0)->words, "beschädigt"));
  g_assert_nonnull (strstr (get (f, 4)->words, "has the category"));
  g_assert_cmpuint (biz_category_take_count_wanted (f->take), ==, 3);
  biz_category_take_set_wanted (f->take, 1, FALSE);
  biz_category_take_set_wanted (f->take, 3, TRUE); /* nothing is proposed for it */
  biz_category_take_set_wanted (f->take, 4, TRUE);
  g_assert_cmpuint (biz_category_take_count_wanted (f->take), ==, 2);
}

/* It could not be read: told, and asked again. */
static void
check_unread (Fixture *f)
{
  g_autoptr (GError) error = NULL;

  faulty_client_set_fault (f->desk.client, "web_search_read", FAULTY_NOT_SENT, 1);
  g_assert_false (load (f, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (load (f, &error));
  g_assert_cmpuint (biz_category_take_get_n_offers (f->take), ==, 5);
}

/* What is wanted is written, and nothing else; a second time writes nothing. */
static void
test_run (Fixture *f, gconstpointer data)
{
  const gint64 wanted = biz_category_guess_get_category_id (get (f, 0)->guess);
  const gint64 had = get_category (f, 4);
  guint n_calls;

  check_unread (f);
  check_offers (f);
  g_assert_true (run (f));
  g_assert_false (biz_category_take_is_unknown (f->take));
  for (guint i = 0; i < 5; i++)
    {
      g_assert_cmpint (get (f, i)->done, ==, i == 0 || i == 2);
      g_assert_null (get (f, i)->failure);
    }
  g_assert_cmpint (get_category (f, 0), ==, wanted);
  g_assert_cmpint (get_category (f, 1), ==, 0);
  g_assert_cmpint (get_category (f, 2), ==, wanted);
  g_assert_cmpint (get_category (f, 3), ==, 0);
  g_assert_cmpint (get_category (f, 4), ==, had);
  g_assert_cmpuint (biz_category_take_count_wanted (f->take), ==, 0);
  n_calls = faulty_client_get_n_calls (f->desk.client);
  g_assert_true (run (f));
  g_assert_cmpuint (faulty_client_get_n_calls (f->desk.client), ==, n_calls);
}

/* What a colleague gave a case in between stays, and is told of that case alone. */
static void
test_colleague (Fixture *f, gconstpointer data)
{
  g_autofree char *values =
      g_strdup_printf ("{\"category_id\":%" G_GINT64_FORMAT "}", get_category (f, 4));
  g_autoptr (JsonNode) written = NULL;

  written = desk_ask (&f->desk, TRUE, "helpdesk.ticket", "write", g_array_index (f->ids, gint64, 1),
                      "vals", values, NULL);
  g_assert_nonnull (written);
  if (biz_category_guess_get_category_id (get (f, 1)->guess) == get_category (f, 4))
    {
      /* it has what was proposed */
      g_assert_true (run (f));
      return;
    }
  g_assert_false (run (f));
  g_assert_true (get (f, 0)->done && get (f, 2)->done);
  g_assert_false (get (f, 1)->done);
  g_assert_nonnull (get (f, 1)->failure);
  g_assert_cmpint (get_category (f, 1), ==, get_category (f, 4));
}

/* Faults of the write: told for each case; what was lost is done or looked for, never called so. */
static void
test_faults (Fixture *f, gconstpointer data)
{
  static const struct
  {
    Fault fault;
    gboolean done; /* nobody can tell otherwise than by looking, and it was seen */
  } table[] = {
    { FAULTY_NOT_SENT, FALSE },
    { FAULTY_LOST_AFTER, TRUE },
  };
  const guint n = GPOINTER_TO_UINT (data);

  faulty_client_set_fault (f->desk.client, "write", table[n].fault, 1000);
  run (f);
  faulty_client_set_fault (f->desk.client, "write", FAULTY_NONE, 0);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_cmpint (get (f, i)->done, ==, table[n].done);
      g_assert_cmpint (get (f, i)->failure == NULL, ==, table[n].done);
      g_assert_cmpint (get_category (f, i) != 0, ==, table[n].done);
    }
  g_assert_null (get (f, 3)->failure);
}

int
main (int argc, char *argv[])
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/biz/category-take/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/biz/category-take/colleague", Fixture, NULL, set_up, test_colleague, tear_down);
  g_test_add ("/biz/category-take/not-sent", Fixture, GUINT_TO_POINTER (0), set_up, test_faults,
              tear_down);
  g_test_add ("/biz/category-take/lost", Fixture, GUINT_TO_POINTER (1), set_up, test_faults,
              tear_down);

  result = g_test_run ();
  desk_end_shared ();

  return result;
}
