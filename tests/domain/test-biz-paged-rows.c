/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Rows in pages against the demo company: all of them, each once, in their order, however large a
 * page is; and what becomes of a page that fails. */

#include "biz-currency-table.h"
#include "biz-paged-rows.h"
#include "demo-desk.h"
#include "erp-error.h"
#include "erp-json.h"

typedef struct
{
  gint64 id;
  char *name; /* (owned) */
} Person;

static void
clear_person (gpointer data)
{
  g_clear_pointer (&((Person *)data)->name, g_free);
}

static gboolean
read_person (JsonObject *row, BizCurrencyTable *currencies, gpointer out, GError **error)
{
  Person *person = out;
  const char *name = NULL;

  *person = (Person){ 0 };
  if (!erp_json_get_int (row, "id", &person->id, error)
      || !erp_json_get_string (row, "display_name", &name, error))
    return FALSE;
  person->name = g_strdup (name);

  return TRUE;
}

static gboolean
refuse_person (JsonObject *row, BizCurrencyTable *currencies, gpointer out, GError **error)
{
  if (!read_person (row, currencies, out, error))
    return FALSE;
  if (((Person *)out)->id % 20 != 0)
    return TRUE;
  clear_person (out);
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL, "not this one");

  return FALSE;
}

static void
progress (guint n_rows, gpointer user_data)
{
  guint *seen = user_data;

  g_assert_cmpuint (n_rows, >=, *seen);
  *seen = n_rows;
}

static DemoDesk world;

static GArray *
read_people (guint page,
             guint max,
             gboolean newest_first,
             BizPagedReadFunc read,
             GCancellable *cancellable,
             gboolean *is_cut,
             guint *seen,
             GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (world.capabilities);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GAsyncResult) result = NULL;
  const BizPagedQuery query = { .model = "res.partner",
                                .specification = "{\"display_name\":{}}",
                                .domain = domain,
                                .newest_first = newest_first,
                                .page = page,
                                .max = max,
                                .row_size = sizeof (Person),
                                .read = read,
                                .clear = clear_person };

  erp_domain_add_int (domain, "id", "<=", 120);
  biz_paged_rows_read_async (erp_session_get_client (world.session), currencies, &query,
                             seen != NULL ? progress : NULL, seen, cancellable, desk_cb, &world);
  result = desk_wait (&world);

  return biz_paged_rows_read_finish (result, is_cut, error);
}

static void
test_pages (void)
{
  static const guint pages[] = { 1, 7, 40, 1000 };
  gboolean is_cut;
  g_autoptr (GArray) all = NULL;

  all = read_people (1000, 1000, FALSE, read_person, NULL, &is_cut, NULL, NULL);
  g_assert_cmpuint (all->len, >, 80);
  g_assert_false (is_cut);
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++)
    for (guint falling = 0; falling < 2; falling++)
      {
        guint seen = 0;
        g_autoptr (GError) error = NULL;
        g_autoptr (GArray) rows =
            read_people (pages[i], 1000, falling == 1, read_person, NULL, &is_cut, &seen, &error);

        g_test_message ("pages of %u, %s", pages[i], falling ? "falling" : "rising");
        g_assert_no_error (error);
        g_assert_false (is_cut);
        g_assert_cmpuint (rows->len, ==, all->len);
        g_assert_cmpint (seen > 0, ==, pages[i] < 1000);
        for (guint k = 0; k < rows->len; k++)
          {
            const Person *expected = &g_array_index (all, Person, falling ? all->len - 1 - k : k);

            g_assert_cmpint (g_array_index (rows, Person, k).id, ==, expected->id);
            g_assert_cmpstr (g_array_index (rows, Person, k).name, ==, expected->name);
          }
      }
}

/* What is beyond the most is said, and nothing of it is read; exactly the most is no cut. */
static void
test_cut (void)
{
  gboolean is_cut;
  g_autoptr (GArray) all = read_people (1000, 1000, FALSE, read_person, NULL, &is_cut, NULL, NULL);
  g_autoptr (GArray) some = read_people (10, 35, TRUE, read_person, NULL, &is_cut, NULL, NULL);
  g_autoptr (GArray) exact = NULL;

  g_assert_true (is_cut);
  g_assert_cmpuint (some->len, ==, 35);
  g_assert_cmpint (g_array_index (some, Person, 0).id, ==,
                   g_array_index (all, Person, all->len - 1).id);
  exact = read_people (10, all->len, FALSE, read_person, NULL, &is_cut, NULL, NULL);
  g_assert_false (is_cut);
  g_assert_cmpuint (exact->len, ==, all->len);
}

/* A page that fails fails all, once, when nothing is on its way any more. */
static void
test_failures (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gboolean is_cut;
  GArray *rows;

  rows = read_people (7, 1000, FALSE, refuse_person, NULL, &is_cut, NULL, &error);
  g_assert_null (rows);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  g_clear_error (&error);
  faulty_client_set_fault (world.client, "search", FAULTY_NOT_SENT, 99);
  rows = read_people (7, 1000, FALSE, read_person, NULL, &is_cut, NULL, &error);
  g_assert_null (rows);
  g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  g_clear_error (&error);
  faulty_client_set_fault (world.client, NULL, FAULTY_NONE, 0);
  g_cancellable_cancel (cancellable);
  rows = read_people (7, 1000, FALSE, read_person, cancellable, &is_cut, NULL, &error);
  g_assert_null (rows);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/paged-rows/pages", test_pages);
  g_test_add_func ("/biz/paged-rows/cut", test_cut);
  g_test_add_func ("/biz/paged-rows/failures", test_failures);
  desk_open (&world, 19, "controller");
  status = g_test_run ();
  desk_close (&world);

  return status;
}
