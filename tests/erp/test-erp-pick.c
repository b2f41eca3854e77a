/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-grouping.h"
#include "erp-json.h"
#include "erp-pick.h"
#include "erp-row.h"
#include "fake-client.h"

#include <stdio.h>

/* Row i of the list is record 1000 + i; in groups, the group of a list is added in ten thousands.
 */
#define ID(i) (1000 + (i))

#define TEST_TYPE_RECORD (test_record_get_type ())
G_DECLARE_FINAL_TYPE (TestRecord, test_record, TEST, RECORD, GObject)

struct _TestRecord
{
  GObject parent_instance;
  gint64 id;
};

G_DEFINE_FINAL_TYPE (TestRecord, test_record, G_TYPE_OBJECT)

static void
test_record_class_init (TestRecordClass *klass)
{
}

static void
test_record_init (TestRecord *self)
{
}

typedef struct
{
  FakeClient *client;
  ErpPaged *rows;
  guint n_rows; /* on the server */
  gboolean fail;
  GString *asked; /* "first+n " of each call for ids */
} Fixture;

static GObject *
make_record (JsonObject *row, gpointer user_data, GError **error)
{
  g_autoptr (TestRecord) record = g_object_new (TEST_TYPE_RECORD, NULL);

  if (!erp_json_get_int (row, "id", &record->id, error))
    return NULL;

  return G_OBJECT (g_steal_pointer (&record));
}

static gint64
get_id (gpointer item)
{
  return ((TestRecord *)item)->id;
}

static gint64
arg_int (ErpCall *call, const char *name)
{
  return json_node_get_int (erp_call_get_arg (call, name));
}

/* The group that a call asks in, 0 for none. */
static gint64
get_group (ErpCall *call)
{
  JsonArray *domain = json_node_get_array (erp_call_get_arg (call, "domain"));

  if (json_array_get_length (domain) == 0)
    return 0;
  return json_array_get_int_element (json_array_get_array_element (domain, 0), 2);
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  const gboolean ids = g_str_equal (erp_call_get_method (call), "search");
  g_autoptr (GString) json = g_string_new (ids ? "[" : NULL);
  gint64 first, limit, n = 0;

  if (g_str_equal (erp_call_get_method (call), "search_count"))
    return json_node_init_int (json_node_alloc (), f->n_rows);
  if (g_str_equal (erp_call_get_method (call), "groups"))
    return erp_json_literal ("[1,2]");
  first = arg_int (call, "offset");
  limit = arg_int (call, "limit");
  if (!ids)
    g_string_printf (json, "{\"length\":%u,\"records\":[", f->n_rows);
  for (gint64 i = first; i < f->n_rows && n < limit; i++, n++)
    g_string_append_printf (json, ids ? "%s%" G_GINT64_FORMAT : "%s{\"id\":%" G_GINT64_FORMAT "}",
                            n > 0 ? "," : "", get_group (call) * 10000 + ID (i));
  g_string_append (json, ids ? "]" : "]}");
  if (ids)
    g_string_append_printf (f->asked, "%" G_GINT64_FORMAT "+%" G_GINT64_FORMAT " ", first, limit);
  if (ids && f->fail)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_TIMEOUT, "no answer");
      return NULL;
    }

  return erp_json_literal (json->str);
}

static gboolean
is_ready (gpointer user_data)
{
  return erp_paged_get_state (user_data) == ERP_LISTING_READY;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->asked = g_string_new (NULL);
  f->client = fake_client_new (answer, f);
  if (data == NULL)
    return;
  f->n_rows = GPOINTER_TO_UINT (data);
  f->rows = ERP_PAGED (
      erp_listing_new (ERP_CLIENT (f->client), "m", "{\"id\":{}}", make_record, NULL, NULL));
  erp_paged_load (f->rows);
  fake_loop_until (is_ready, f->rows);
  fake_loop_drain ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_clear_object (&f->rows);
  fake_loop_drain ();
  g_clear_object (&f->client);
  g_string_free (f->asked, TRUE);
}

static void
take_result_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
is_set (gpointer user_data)
{
  return *(gpointer *)user_data != NULL;
}

static GArray *
resolve (ErpPick *pick, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  erp_pick_resolve_async (pick, NULL, take_result_cb, &result);
  fake_loop_until (is_set, &result);

  return erp_pick_resolve_finish (pick, result, error);
}

/* "first-last first-last": adds those places. */
static gboolean
add (ErpPick *pick, const char *ranges)
{
  g_auto (GStrv) words = g_strsplit (ranges, " ", -1);
  gboolean fits = TRUE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint first = 0, last = 0;

      g_assert_cmpint (sscanf (words[i], "%u-%u", &first, &last), ==, 2);
      for (guint at = first; at <= last; at++)
        fits = erp_pick_add (pick, at) && fits;
    }

  return fits;
}

/* The first window of a thousand rows is there. */
static void
test_plain (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *added;
    gboolean fits;
    const char *asked;
    guint n;
    gint64 first, last; /* ids */
  } cases[] = {
    { "0-4", TRUE, "", 5, ID (0), ID (4) },
    { "90-109", TRUE, "100+10 ", 20, ID (90), ID (109) },
    { "3-3 500-502", TRUE, "500+3 ", 4, ID (3), ID (502) },
    /* the ids in between come along, another stretch is another request */
    { "200-201 400-401", TRUE, "200+202 ", 4, ID (200), ID (401) },
    { "200-201 900-900", TRUE, "200+2 900+1 ", 3, ID (200), ID (900) },
    { "990-999", TRUE, "990+10 ", 10, ID (990), ID (999) },
    /* beyond the list there is nothing */
    { "999-1005", TRUE, "999+1 ", 1, ID (999), ID (999) },
    { "0-49", TRUE, "", 50, ID (0), ID (49) },
    { "0-50", FALSE, "", 50, ID (0), ID (49) },
    { "500-600", FALSE, "500+50 ", 50, ID (500), ID (549) },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ErpPick) pick = erp_pick_new (ERP_CLIENT (f->client), f->rows, get_id, 50);
      g_autoptr (GArray) ids = NULL;
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", cases[i].added);
      g_string_truncate (f->asked, 0);
      g_assert_cmpint (add (pick, cases[i].added), ==, cases[i].fits);
      ids = resolve (pick, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (f->asked->str, ==, cases[i].asked);
      g_assert_cmpuint (ids->len, ==, cases[i].n);
      g_assert_cmpuint (erp_pick_get_size (pick), ==, cases[i].n);
      g_assert_cmpint (g_array_index (ids, gint64, 0), ==, cases[i].first);
      g_assert_cmpint (g_array_index (ids, gint64, ids->len - 1), ==, cases[i].last);
    }
}

static void
test_all (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpPick) pick = erp_pick_new (ERP_CLIENT (f->client), f->rows, get_id, 1000);
  g_autoptr (ErpPick) small = erp_pick_new (ERP_CLIENT (f->client), f->rows, get_id, 999);
  g_autoptr (GArray) ids = NULL;

  g_assert_false (erp_pick_add_all (small));
  g_assert_true (erp_pick_add_all (pick));
  g_assert_cmpuint (erp_pick_get_n_requests (pick), ==, 1);
  ids = resolve (pick, NULL);
  g_assert_cmpuint (ids->len, ==, 1000);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), ==, ID (i));
}

/* Colleagues deleted some meanwhile: those are left out. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpPick) pick = erp_pick_new (ERP_CLIENT (f->client), f->rows, get_id, 100);
  g_autoptr (GArray) ids = NULL;

  add (pick, "0-1 990-999");
  f->n_rows = 995;
  ids = resolve (pick, NULL);
  g_assert_cmpuint (ids->len, ==, 7);
  g_assert_cmpint (g_array_index (ids, gint64, 6), ==, ID (994));
}

static void
test_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpPick) pick = erp_pick_new (ERP_CLIENT (f->client), f->rows, get_id, 100);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;

  add (pick, "200-201 900-901");
  f->fail = TRUE;
  g_assert_null (resolve (pick, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_TIMEOUT);
  g_clear_error (&error);

  /* Again, it asks only for what is missing. */
  f->fail = FALSE;
  g_string_truncate (f->asked, 0);
  ids = resolve (pick, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 4);
  g_assert_cmpstr (f->asked->str, ==, "200+2 900+2 ");

  g_cancellable_cancel (cancellable);
  erp_pick_resolve_async (pick, cancellable, take_result_cb, &result);
  fake_loop_until (is_set, &result);
  g_assert_null (erp_pick_resolve_finish (pick, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gpointer
decode_groups (JsonNode *result, gpointer user_data, GError **error)
{
  GPtrArray *groups = g_ptr_array_new_with_free_func (g_object_unref);

  for (gint64 i = 1; i <= 2; i++)
    {
      g_autoptr (ErpDomain) domain = erp_domain_new ();
      g_autofree char *name = g_strdup_printf ("%" G_GINT64_FORMAT, i);

      erp_domain_add_int (domain, "group", "=", i);
      g_ptr_array_add (groups, erp_group_new (name, name, 300, domain, NULL));
    }

  return groups;
}

static ErpCall *
new_groups_call (guint level, ErpDomain *domain, gpointer user_data)
{
  ErpCall *call = erp_call_new_read ("m", "groups");

  erp_call_set_decoder (call, decode_groups, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);

  return call;
}

static ErpListing *
new_listing (gpointer user_data)
{
  Fixture *f = user_data;

  return erp_listing_new (ERP_CLIENT (f->client), "m", "{\"id\":{}}", make_record, NULL, NULL);
}

static gboolean
has_rows (gpointer user_data)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (user_data, 1);

  return row != NULL && erp_row_get_item (row) != NULL;
}

/* The heads of groups are passed over, rows are looked up where they come from. */
static void
test_grouped (Fixture *f, gconstpointer data)
{
  static const ErpGroupSource source = { 1, new_groups_call, new_listing };
  g_autoptr (ErpPick) pick = NULL;
  g_autoptr (GArray) ids = NULL;

  f->n_rows = 300;
  f->rows = ERP_PAGED (erp_grouping_new (ERP_CLIENT (f->client), &source, f, NULL));
  erp_paged_load (f->rows);
  fake_loop_until (is_ready, f->rows);
  erp_grouping_set_expanded (ERP_GROUPING (f->rows), 1, TRUE);
  erp_grouping_set_expanded (ERP_GROUPING (f->rows), 0, TRUE);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (f->rows)), ==, 602);
  fake_loop_until (has_rows, f->rows);
  fake_loop_drain ();

  pick = erp_pick_new (ERP_CLIENT (f->client), f->rows, get_id, 1000);
  g_assert_true (add (pick, "0-2 299-303 600-601"));
  g_string_truncate (f->asked, 0);
  ids = resolve (pick, NULL);
  g_assert_cmpuint (ids->len, ==, 8);
  g_assert_cmpint (g_array_index (ids, gint64, 0), ==, 10000 + ID (0));
  g_assert_cmpint (g_array_index (ids, gint64, 2), ==, 10000 + ID (298));
  g_assert_cmpint (g_array_index (ids, gint64, 3), ==, 10000 + ID (299));
  g_assert_cmpint (g_array_index (ids, gint64, 4), ==, 20000 + ID (0));
  g_assert_cmpint (g_array_index (ids, gint64, 7), ==, 20000 + ID (299));

  g_clear_object (&pick);
  g_clear_pointer (&ids, g_array_unref);
  pick = erp_pick_new (ERP_CLIENT (f->client), f->rows, get_id, 1000);
  g_assert_true (erp_pick_add_all (pick));
  g_assert_cmpuint (erp_pick_get_size (pick), ==, 600);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add ("/erp-pick/plain", Fixture, GUINT_TO_POINTER (1000), set_up, test_plain, tear_down);
  g_test_add ("/erp-pick/all", Fixture, GUINT_TO_POINTER (1000), set_up, test_all, tear_down);
  g_test_add ("/erp-pick/gone", Fixture, GUINT_TO_POINTER (1000), set_up, test_gone, tear_down);
  g_test_add ("/erp-pick/fails", Fixture, GUINT_TO_POINTER (1000), set_up, test_fails, tear_down);
  g_test_add ("/erp-pick/grouped", Fixture, NULL, set_up, test_grouped, tear_down);

  return g_test_run ();
}
