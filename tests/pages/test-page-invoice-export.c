/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "page-invoice-export.h"

#include "biz-currency-table.h"
#include "biz-invoice.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"
#include "fake-client.h"

#include <string.h>

#define N_ROWS 1203

typedef struct
{
  FakeClient *client;
  BizCurrencyTable *currencies;
  ErpDomain *domain;
  GOutputStream *stream;
  GCancellable *cancellable;
  guint gone; /* so many of each page were deleted meanwhile */
  guint cancel_after;
  guint n_progress;
  guint n_taken;
  guint fail_after;
  guint64 last_done;
  gboolean ended;
  gint64 result;
  GError *error;
} Fixture;

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  g_autoptr (GString) json = g_string_new (NULL);
  JsonArray *leaf;
  JsonArray *ids;

  if (g_str_equal (erp_call_get_method (call), "search"))
    {
      for (guint i = 0; i < N_ROWS; i++)
        g_string_append_printf (json, "%s%u", i > 0 ? "," : "[", N_ROWS - i);
      g_string_append_c (json, ']');
      return erp_json_literal (json->str);
    }
  g_assert_cmpstr (erp_call_get_method (call), ==, "web_search_read");
  leaf = json_array_get_array_element (json_node_get_array (erp_call_get_arg (call, "domain")), 0);
  ids = json_array_get_array_element (leaf, 2);
  g_assert_cmpuint (json_array_get_length (ids), <=, 500);
  g_string_append (json, "{\"length\":1,\"records\":[");
  for (guint i = f->gone; i < json_array_get_length (ids); i++)
    g_string_append_printf (
        json,
        "%s{\"id\":%d,\"name\":\"=INV/%d\",\"state\":\"posted\",\"move_type\":\"out_invoice\","
        "\"payment_state\":\"not_paid\",\"partner_id\":false,\"invoice_date\":\"2026-11-01\","
        "\"invoice_date_due\":\"2026-11-01\",\"amount_total\":10.5,\"amount_residual\":10.5,"
        "\"currency_id\":1,\"company_id\":{\"id\":1,\"display_name\":\"North\"},"
        "\"invoice_user_id\":false,\"ref\":false}",
        i > f->gone ? "," : "", (int)json_array_get_int_element (ids, i),
        (int)json_array_get_int_element (ids, i));
  g_string_append (json, "]}");
  return erp_json_literal (json->str);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->client = fake_client_new (answer_cb, f);
  f->currencies = biz_currency_table_new_empty ();
  biz_currency_table_add (f->currencies, 1, "EUR", 2);
  f->domain = erp_domain_new ();
  erp_domain_add_string (f->domain, "state", "=", "posted");
  f->stream = g_memory_output_stream_new_resizable ();
  f->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  fake_loop_drain ();
  g_clear_object (&f->client);
  biz_currency_table_unref (f->currencies);
  erp_domain_unref (f->domain);
  g_clear_object (&f->stream);
  g_clear_object (&f->cancellable);
  g_clear_error (&f->error);
}

static void
progress_cb (guint64 done, guint64 all, gpointer user_data)
{
  Fixture *f = user_data;

  g_assert_cmpuint (all, ==, N_ROWS);
  g_assert_cmpuint (done, >, f->last_done);
  f->last_done = done;
  f->n_progress++;
  if (f->n_progress == f->cancel_after)
    g_cancellable_cancel (f->cancellable);
}

static void
ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->result = page_invoice_export_finish (result, &f->error);
  f->ended = TRUE;
}

static gboolean
has_ended (gpointer user_data)
{
  return ((Fixture *)user_data)->ended;
}

static void
run (Fixture *f, DrawTableFormat format)
{
  g_autoptr (GDate) today = g_date_new_dmy (22, 11, 2026);

  page_invoice_export_async (ERP_CLIENT (f->client), f->currencies, f->domain, "name asc", today,
                             format, f->stream, progress_cb, f, f->cancellable, ended_cb, f);
  fake_loop_until (has_ended, f);
}

static char **
read_lines (Fixture *f)
{
  GMemoryOutputStream *memory = G_MEMORY_OUTPUT_STREAM (f->stream);
  g_autofree char *text = g_strndup (g_memory_output_stream_get_data (memory),
                                     g_memory_output_stream_get_data_size (memory));

  return g_strsplit (g_strchomp (text), "\r\n", -1);
}

static void
test_csv (Fixture *f, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  run (f, DRAW_TABLE_CSV);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->result, ==, N_ROWS);
  g_assert_cmpuint (f->n_progress, ==, 3);
  g_assert_cmpuint (f->last_done, ==, N_ROWS);
  g_assert_cmpuint (fake_client_count_calls (f->client, "search"), ==, 1);
  g_assert_cmpuint (fake_client_count_calls (f->client, "web_search_read"), ==, 3);
  lines = read_lines (f);
  g_assert_cmpuint (g_strv_length (lines), ==, N_ROWS + 1);
  g_assert_true (g_str_has_prefix (lines[0], "number,type,customer,date,due,total,residual,"));
  /* What a spreadsheet would compute is text. */
  g_assert_true (g_str_has_prefix (lines[1], "\"'=INV/1203\","));
  g_assert_true (g_str_has_prefix (lines[N_ROWS], "\"'=INV/1\","));
  g_assert_nonnull (strstr (lines[1], ",2026-11-01,2026-11-01,10.50,10.50,EUR,"));
  g_assert_true (g_output_stream_is_closed (f->stream));
}

static void
test_xlsx (Fixture *f, gconstpointer data)
{
  run (f, DRAW_TABLE_XLSX);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->result, ==, N_ROWS);
  g_assert_cmpint (memcmp (g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (f->stream)),
                           "PK", 2),
                   ==, 0);
}

/* What colleagues deleted meanwhile is not there; nothing else is missing or twice. */
static void
test_deleted_meanwhile (Fixture *f, gconstpointer data)
{
  f->gone = 2;
  run (f, DRAW_TABLE_CSV);
  g_assert_no_error (f->error);
  g_assert_cmpint (f->result, ==, N_ROWS - 3 * 2);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  f->cancel_after = 1;
  run (f, DRAW_TABLE_CSV);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (f->result, ==, -1);
  g_assert_cmpuint (f->n_progress, ==, 1);
  g_assert_false (g_output_stream_is_closed (f->stream));
}

static gboolean
take (GPtrArray *invoices, gpointer user_data, GError **error)
{
  Fixture *f = user_data;

  /* In the order of the list, without a gap. */
  for (guint i = 0; i < invoices->len; i++)
    {
      gint64 id = biz_invoice_get_id (g_ptr_array_index (invoices, i));

      g_assert_cmpint (id, ==, N_ROWS - (gint64)f->n_taken);
      f->n_taken++;
    }
  if (f->n_taken < f->fail_after)
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
  return FALSE;
}

static void
test_read (Fixture *f, gconstpointer data)
{
  f->fail_after = data != NULL ? 600 : G_MAXUINT;
  page_invoice_export_read_async (ERP_CLIENT (f->client), f->currencies, f->domain, "name asc",
                                  take, progress_cb, f, f->cancellable, ended_cb, f);
  fake_loop_until (has_ended, f);
  if (data != NULL)
    {
      g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
      g_assert_cmpuint (f->n_taken, ==, 1000);
      return;
    }
  g_assert_no_error (f->error);
  g_assert_cmpint (f->result, ==, N_ROWS);
  g_assert_cmpuint (f->n_taken, ==, N_ROWS);
  g_assert_cmpuint (f->n_progress, ==, 3);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/page-invoice-export/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("csv", test_csv);
  ADD ("xlsx", test_xlsx);
  ADD ("deleted-meanwhile", test_deleted_meanwhile);
  ADD ("cancelled", test_cancelled);
  ADD ("read", test_read);
  g_test_add ("/page-invoice-export/read-fails", Fixture, "fails", set_up, test_read, tear_down);
  return g_test_run ();
}
