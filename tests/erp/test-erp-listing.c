/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-listing.h"
#include "erp-row.h"
#include "fake-client.h"

#include <string.h>

/* As many rows as GTK 4.8 realises in a list of any height. */
#define REALISED 205

/* A table of rows on a server, numbered from one, that counts the way the ERP does. */
typedef struct
{
  guint n_rows;
  guint add_to_id;
  guint bad_id;
  gboolean fail_rows;
  gboolean fail_count;
} Server;

static gint n_records;

#define TEST_TYPE_RECORD (test_record_get_type ())
G_DECLARE_FINAL_TYPE (TestRecord, test_record, TEST, RECORD, GObject)

struct _TestRecord
{
  GObject parent_instance;
  gint64 id;
};

G_DEFINE_FINAL_TYPE (TestRecord, test_record, G_TYPE_OBJECT)

static void
test_record_finalize (GObject *object)
{
  g_atomic_int_add (&n_records, -1);
  G_OBJECT_CLASS (test_record_parent_class)->finalize (object);
}

static void
test_record_class_init (TestRecordClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_record_finalize;
}

static void
test_record_init (TestRecord *self)
{
  g_atomic_int_inc (&n_records);
}

static GObject *
make_record (JsonObject *row, gpointer user_data, GError **error)
{
  g_autoptr (TestRecord) record = g_object_new (TEST_TYPE_RECORD, NULL);

  g_assert_true (g_main_context_is_owner (NULL) == FALSE);
  if (!erp_json_get_int (row, "id", &record->id, error))
    return NULL;

  return G_OBJECT (g_steal_pointer (&record));
}

static gint64
arg_int (ErpCall *call, const char *name)
{
  return json_node_get_int (erp_call_get_arg (call, name));
}

static JsonNode *
answer_rows (Server *server, ErpCall *call)
{
  const gint64 offset = arg_int (call, "offset");
  const gint64 limit = arg_int (call, "limit");
  const gint64 count_limit = arg_int (call, "count_limit");
  g_autoptr (GString) json = g_string_new ("[");
  g_autofree char *head = NULL;
  gint64 n = 0, length;

  for (gint64 i = offset; i < server->n_rows && n < limit; i++, n++)
    {
      const gint64 id = i + 1 + server->add_to_id;

      if (id == server->bad_id)
        g_string_append_printf (json, "%s{\"id\":\"none\"}", n > 0 ? "," : "");
      else
        g_string_append_printf (json, "%s{\"id\":%" G_GINT64_FORMAT "}", n > 0 ? "," : "", id);
    }
  length = n == 0 ? 0 : offset + n;
  if (n == limit && count_limit > length)
    length = MIN (count_limit, server->n_rows);
  g_string_append_printf (json, "]}");
  g_string_prepend (json, ",\"records\":");
  head = g_strdup_printf ("{\"length\":%" G_GINT64_FORMAT, length);
  g_string_prepend (json, head);

  return erp_json_literal (json->str);
}

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Server *server = user_data;
  const gboolean is_count = g_str_equal (erp_call_get_method (call), "search_count");

  g_assert_false (erp_call_is_write (call));
  if (is_count ? server->fail_count : server->fail_rows)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_TIMEOUT, "no answer");
      return NULL;
    }
  if (is_count)
    {
      g_autofree char *json = g_strdup_printf ("%u", server->n_rows);

      return erp_json_literal (json);
    }

  return answer_rows (server, call);
}

typedef struct
{
  Server server;
  FakeClient *client;
  ErpListing *listing;
  GPtrArray *changes; /* "position -removed +added" */
  guint n_refreshed;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *f)
{
  g_ptr_array_add (f->changes, g_strdup_printf ("%u -%u +%u", position, removed, added));
}

static void
refreshed_cb (ErpListing *listing, Fixture *f)
{
  f->n_refreshed++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->server.n_rows = GPOINTER_TO_UINT (data);
  f->client = fake_client_new (answer_cb, &f->server);
  f->listing = erp_listing_new (ERP_CLIENT (f->client), "account.move", "{\"id\":{}}", make_record,
                                NULL, NULL);
  f->changes = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect (f->listing, "items-changed", G_CALLBACK (items_changed_cb), f);
  g_signal_connect (f->listing, "refreshed", G_CALLBACK (refreshed_cb), f);
}

static gboolean
no_records (gpointer user_data)
{
  return g_atomic_int_get (&n_records) == 0;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->listing);
  fake_client_hold (f->client, FALSE);
  fake_loop_drain ();
  g_clear_object (&f->client);
  g_ptr_array_unref (f->changes);
  fake_loop_until (no_records, NULL);
}

static gboolean
settled (gpointer user_data)
{
  Fixture *f = user_data;

  return erp_listing_get_state (f->listing) != ERP_LISTING_LOADING;
}

static ErpRow *
row_at (Fixture *f, guint position)
{
  ErpRow *row = g_list_model_get_item (G_LIST_MODEL (f->listing), position);

  g_assert_nonnull (row);
  return row;
}

static gboolean
row_is_settled (gpointer user_data)
{
  return erp_row_get_state (user_data) != ERP_ROW_LOADING;
}

static gint64
id_of (ErpRow *row)
{
  TestRecord *record = erp_row_get_item (row);

  return record != NULL ? record->id : -1;
}

/* What a list view holds. */
static GPtrArray *
realise (Fixture *f, guint first, guint n)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n && first + i < g_list_model_get_n_items (G_LIST_MODEL (f->listing)); i++)
    g_ptr_array_add (rows, row_at (f, first + i));

  return g_steal_pointer (&rows);
}

static gboolean
rows_are_settled (gpointer user_data)
{
  GPtrArray *rows = user_data;

  for (guint i = 0; i < rows->len; i++)
    if (!row_is_settled (g_ptr_array_index (rows, i)))
      return FALSE;

  return TRUE;
}

static gboolean
count_is_exact (gpointer user_data)
{
  Fixture *f = user_data;

  return erp_listing_get_count_exact (f->listing);
}

static void
load (Fixture *f)
{
  erp_listing_load (f->listing);
  fake_loop_until (settled, f);
}

static void
test_first_paint (Fixture *f, gconstpointer data)
{
  static const struct
  {
    guint n_rows;
    guint n_requests;
    ErpListingState state;
  } cases[] = {
    { 0, 1, ERP_LISTING_EMPTY },    { 1, 1, ERP_LISTING_READY },
    { 99, 1, ERP_LISTING_READY },   { 100, 1, ERP_LISTING_READY },
    { 101, 2, ERP_LISTING_READY },  { 1999, 2, ERP_LISTING_READY },
    { 2000, 3, ERP_LISTING_READY }, { 300000, 3, ERP_LISTING_READY },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = NULL;
      g_autoptr (GHashTable) seen = g_hash_table_new (g_direct_hash, g_direct_equal);

      fake_client_forget_calls (f->client);
      f->server.n_rows = cases[i].n_rows;
      load (f);
      rows = realise (f, 0, REALISED);
      fake_loop_until (rows_are_settled, rows);
      fake_loop_until (count_is_exact, f);

      g_assert_cmpint (erp_listing_get_state (f->listing), ==, cases[i].state);
      g_assert_cmpuint (erp_listing_get_count (f->listing), ==, cases[i].n_rows);
      g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->listing)), ==, cases[i].n_rows);
      g_assert_cmpuint (rows->len, ==, MIN (REALISED, cases[i].n_rows));
      for (guint k = 0; k < rows->len; k++)
        g_assert_cmpint (id_of (g_ptr_array_index (rows, k)), ==, k + 1);

      g_assert_cmpuint (fake_client_get_n_calls (f->client), ==, cases[i].n_requests);
      g_assert_cmpint (arg_int (fake_client_get_call (f->client, 0), "limit"), <=, 100);
      for (guint k = 0; k < cases[i].n_requests; k++)
        {
          ErpCall *call = fake_client_get_call (f->client, k);

          if (g_str_equal (erp_call_get_method (call), "web_search_read"))
            g_assert_true (g_hash_table_add (seen, GINT_TO_POINTER (arg_int (call, "offset"))));
        }
    }
}

static void
test_late_count (Fixture *f, gconstpointer data)
{
  load (f);
  fake_loop_until (count_is_exact, f);

  /* It grows at its end only. */
  g_assert_cmpuint (f->changes->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (f->changes, 0), ==, "0 -0 +2000");
  g_assert_cmpstr (g_ptr_array_index (f->changes, 1), ==, "2000 -0 +298000");

  /* A load over a large list does not shrink it for the time of the count. */
  g_ptr_array_set_size (f->changes, 0);
  erp_listing_load (f->listing);
  fake_loop_until (settled, f);
  fake_loop_until (count_is_exact, f);
  g_assert_cmpuint (f->changes->len, ==, 0);
}

static void
test_slots_stay (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (ErpRow) again = NULL;

  load (f);
  rows = realise (f, 0, REALISED);
  fake_loop_until (rows_are_settled, rows);
  fake_loop_until (count_is_exact, f);
  again = row_at (f, 42);
  g_assert_true (again == g_ptr_array_index (rows, 42));
  g_ptr_array_set_size (f->changes, 0);
  fake_client_forget_calls (f->client);

  f->server.add_to_id = 1000;
  f->n_refreshed = 0;
  erp_listing_refresh (f->listing);
  g_assert_cmpint (id_of (again), ==, 43);
  fake_loop_until (settled, f);
  while (f->n_refreshed < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (id_of (again), ==, 1043);
  g_assert_cmpint (id_of (g_ptr_array_index (rows, 204)), ==, 1205);
  g_assert_cmpuint (f->changes->len, ==, 0);
  g_assert_cmpuint (fake_client_count_calls (f->client, "web_search_read"), ==, 2);
}

static void
test_late_answer (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpRow) row = NULL;

  load (f);
  row = row_at (f, 0);
  fake_client_hold (f->client, TRUE);
  erp_listing_load (f->listing);
  g_assert_cmpint (erp_row_get_state (row), ==, ERP_ROW_LOADING);

  erp_domain_add_string (domain, "state", "=", "posted");
  erp_listing_set_domain (f->listing, domain);
  erp_listing_load (f->listing);
  g_assert_cmpuint (fake_client_get_n_waiting (f->client), ==, 2);

  /* The new filter's answer comes first, the old one's after it. */
  f->server.add_to_id = 500;
  fake_client_release (f->client, 1);
  fake_loop_until (row_is_settled, row);
  g_assert_cmpint (id_of (row), ==, 501);
  f->server.add_to_id = 0;
  if (fake_client_get_n_waiting (f->client) > 0)
    fake_client_release (f->client, 0);
  fake_loop_drain ();
  g_assert_cmpint (id_of (row), ==, 501);
}

static void
test_wander (Fixture *f, gconstpointer data)
{
  load (f);
  fake_loop_until (count_is_exact, f);
  for (guint first = 0; first < 300000; first += 1500)
    {
      g_autoptr (GPtrArray) rows = realise (f, first, REALISED);

      erp_listing_set_visible (f->listing, first + 90, first + 115);
      fake_loop_until (rows_are_settled, rows);
      g_assert_cmpint (id_of (g_ptr_array_index (rows, 0)), ==, first + 1);
      g_assert_cmpint (g_atomic_int_get (&n_records), <=, 3500);
    }
}

static void
test_fast_scroll (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpRow) last = NULL;

  load (f);
  fake_loop_until (count_is_exact, f);
  fake_client_forget_calls (f->client);
  fake_client_hold (f->client, TRUE);
  for (guint position = 1000; position < 100000; position += 1000)
    {
      g_autoptr (ErpRow) row = row_at (f, position);

      erp_listing_set_visible (f->listing, position, position);
      fake_loop_drain ();
    }
  last = row_at (f, 200000);
  erp_listing_set_visible (f->listing, 200000, 200020);
  fake_loop_drain ();
  g_assert_cmpuint (fake_client_get_n_calls (f->client), <=, 2);

  fake_client_hold (f->client, FALSE);
  fake_loop_until (row_is_settled, last);
  g_assert_cmpint (id_of (last), ==, 200001);
  g_assert_cmpuint (fake_client_get_n_calls (f->client), <=, 4);
}

static void
test_visible_first (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;
  ErpCall *call;

  load (f);
  fake_loop_until (count_is_exact, f);
  fake_client_forget_calls (f->client);
  fake_client_hold (f->client, TRUE);
  rows = realise (f, 50000, REALISED);
  erp_listing_set_visible (f->listing, 50120, 50145);
  fake_loop_drain ();

  call = fake_client_get_call (f->client, 0);
  g_assert_cmpint (arg_int (call, "offset"), ==, 50100);
  g_assert_cmpint (arg_int (call, "limit"), ==, 100);
  fake_client_hold (f->client, FALSE);
  fake_loop_until (rows_are_settled, rows);
}

static void
test_failed_window (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpRow) row = NULL;
  guint n;

  load (f);
  fake_loop_until (count_is_exact, f);
  f->server.fail_rows = TRUE;
  row = row_at (f, 1234);
  fake_loop_until (row_is_settled, row);
  g_assert_cmpint (erp_row_get_state (row), ==, ERP_ROW_FAILED);
  g_assert_error (erp_row_get_error (row), ERP_ERROR, ERP_ERROR_TIMEOUT);
  g_assert_cmpint (erp_listing_get_state (f->listing), ==, ERP_LISTING_READY);

  /* It is not hammered. */
  fake_loop_drain ();
  n = fake_client_get_n_calls (f->client);
  erp_listing_set_visible (f->listing, 1230, 1250);
  fake_loop_drain ();
  g_assert_cmpuint (fake_client_get_n_calls (f->client), ==, n);

  f->server.fail_rows = FALSE;
  erp_listing_retry (f->listing, 1234);
  g_assert_cmpint (erp_row_get_state (row), ==, ERP_ROW_LOADING);
  fake_loop_until (row_is_settled, row);
  g_assert_cmpint (id_of (row), ==, 1235);
}

static void
test_failed_load (Fixture *f, gconstpointer data)
{
  f->server.fail_rows = TRUE;
  load (f);
  g_assert_cmpint (erp_listing_get_state (f->listing), ==, ERP_LISTING_FAILED);
  g_assert_error (erp_listing_get_error (f->listing), ERP_ERROR, ERP_ERROR_TIMEOUT);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->listing)), ==, 0);

  f->server.fail_rows = FALSE;
  erp_listing_retry (f->listing, 0);
  fake_loop_until (settled, f);
  g_assert_cmpint (erp_listing_get_state (f->listing), ==, ERP_LISTING_READY);
  g_assert_null (erp_listing_get_error (f->listing));
}

static gboolean
has_error (gpointer user_data)
{
  return erp_listing_get_error (user_data) != NULL;
}

static void
test_failed_refresh (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpRow) row = NULL;

  load (f);
  row = row_at (f, 3);
  fake_loop_until (count_is_exact, f);
  f->server.fail_rows = TRUE;
  erp_listing_refresh (f->listing);
  fake_loop_until (has_error, f->listing);
  g_assert_cmpint (id_of (row), ==, 4);
  g_assert_cmpint (erp_listing_get_state (f->listing), ==, ERP_LISTING_READY);
}

static void
test_failed_count (Fixture *f, gconstpointer data)
{
  f->server.fail_count = TRUE;
  load (f);
  fake_loop_until (has_error, f->listing);
  g_assert_cmpuint (erp_listing_get_count (f->listing), ==, 2000);
  g_assert_false (erp_listing_get_count_exact (f->listing));

  f->server.fail_count = FALSE;
  erp_listing_refresh (f->listing);
  fake_loop_until (count_is_exact, f);
  g_assert_cmpuint (erp_listing_get_count (f->listing), ==, 300000);
  g_assert_null (erp_listing_get_error (f->listing));
}

static void
test_rows_go_elsewhere (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpRow) row = NULL;

  load (f);
  fake_loop_until (count_is_exact, f);
  f->server.n_rows = 150;
  row = row_at (f, 250000);
  erp_listing_set_visible (f->listing, 250000, 250020);
  while (erp_listing_get_count (f->listing) != 150)
    g_main_context_iteration (NULL, TRUE);
  fake_loop_until (count_is_exact, f);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->listing)), ==, 150);
}

static void
test_bad_row (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpRow) good = NULL;
  g_autoptr (ErpRow) bad = NULL;

  f->server.bad_id = 5;
  load (f);
  good = row_at (f, 3);
  bad = row_at (f, 4);
  g_assert_cmpint (id_of (good), ==, 4);
  g_assert_cmpint (erp_row_get_state (bad), ==, ERP_ROW_FAILED);
  g_assert_error (erp_row_get_error (bad), ERP_ERROR, ERP_ERROR_PROTOCOL);
}

static void
test_order (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *order;
    const char *sent;
  } cases[] = {
    { NULL, "id desc" },
    { "name", "name, id" },
    { "invoice_date desc, name", "invoice_date desc, name, id desc" },
    { "amount_total DESC", "amount_total DESC, id desc" },
    { "id", "id" },
    { "name, id desc", "name, id desc" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      fake_client_forget_calls (f->client);
      erp_listing_set_order (f->listing, cases[i].order);
      load (f);
      g_assert_cmpstr (json_node_get_string (
                           erp_call_get_arg (fake_client_get_call (f->client, 0), "order")),
                       ==, cases[i].sent);
    }
}

static void
load_once_cb (ErpRow *row, GParamSpec *pspec, Fixture *f)
{
  if (f->n_refreshed++ == 0)
    erp_listing_load (f->listing);
}

static void
test_load_within_news (Fixture *f, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = NULL;

  load (f);
  rows = realise (f, 0, REALISED);
  f->n_refreshed = 0;
  g_signal_connect (g_ptr_array_index (rows, 150), "notify::item", G_CALLBACK (load_once_cb), f);
  fake_loop_until (rows_are_settled, rows);
  g_assert_cmpint (id_of (g_ptr_array_index (rows, 204)), ==, 205);
}

#define ADD(name, n_rows, func)                                                                    \
  g_test_add ("/erp/listing/" name, Fixture, GUINT_TO_POINTER (n_rows), set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("first-paint", 0, test_first_paint);
  ADD ("late-count", 300000, test_late_count);
  ADD ("slots-stay", 300000, test_slots_stay);
  ADD ("late-answer", 50, test_late_answer);
  ADD ("wander", 300000, test_wander);
  ADD ("fast-scroll", 300000, test_fast_scroll);
  ADD ("visible-first", 300000, test_visible_first);
  ADD ("failed-window", 300000, test_failed_window);
  ADD ("failed-load", 500, test_failed_load);
  ADD ("failed-refresh", 300000, test_failed_refresh);
  ADD ("failed-count", 300000, test_failed_count);
  ADD ("rows-go-elsewhere", 300000, test_rows_go_elsewhere);
  ADD ("bad-row", 50, test_bad_row);
  ADD ("order", 10, test_order);
  ADD ("load-within-news", 300000, test_load_within_news);

  return g_test_run ();
}
