/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-invoice-ahead.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"

#include <string.h>

typedef struct
{
  FakeClient *client;
  BizInvoiceStore *store;
  BizInvoiceAhead *ahead;
  gint64 now;
  double open;    /* of every invoice */
  gint64 missing; /* no such invoice */
  gboolean fail;
  GString *asked; /* ids of each call, as "2,3 4 " */
} Fixture;

static void
append_invoice (Fixture *f, GString *json, gint64 id)
{
  if (id == f->missing)
    return;
  if (json->len > 1)
    g_string_append_c (json, ',');
  g_string_append_printf (
      json,
      "{\"id\":%" G_GINT64_FORMAT ",\"name\":\"INV/%" G_GINT64_FORMAT "\",\"state\":\"posted\","
      "\"move_type\":\"out_invoice\",\"payment_state\":\"not_paid\",\"partner_id\":{\"id\":14,"
      "\"display_name\":\"Azure\"},\"invoice_date\":\"2026-11-22\",\"invoice_date_due\":"
      "\"2026-12-31\",\"amount_total\":230.0,\"amount_residual\":%.2f,\"currency_id\":1,"
      "\"company_id\":{\"id\":3,\"display_name\":\"B\"},\"invoice_user_id\":false,\"ref\":false}",
      id, id, f->open);
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  g_autoptr (GString) json = g_string_new ("[");
  gsize n;
  const gint64 *ids = erp_call_get_ids (call, &n);

  g_assert_cmpstr (erp_call_get_method (call), ==, "web_read");
  for (gsize i = 0; i < n; i++)
    {
      append_invoice (f, json, ids[i]);
      g_string_append_printf (f->asked, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", ids[i]);
    }
  g_string_append (f->asked, erp_call_get_background (call) ? "b " : " ");
  g_string_append_c (json, ']');
  if (f->fail)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNREACHABLE, "gone");
      return NULL;
    }

  return erp_json_literal (json->str);
}

static gint64
get_time (gpointer user_data)
{
  return ((Fixture *)user_data)->now;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();

  biz_currency_table_add (currencies, 1, "USD", 2);
  f->open = 230;
  f->asked = g_string_new (NULL);
  f->client = fake_client_new (answer, f);
  f->store = biz_invoice_store_new (ERP_CLIENT (f->client), NULL, currencies);
  f->ahead = biz_invoice_ahead_new (f->store);
  biz_invoice_ahead_set_clock (f->ahead, get_time, f);
}

static gboolean
is_gone (gpointer user_data)
{
  return *(gpointer *)user_data == NULL;
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  BizInvoiceAhead *ahead = f->ahead;

  g_object_add_weak_pointer (G_OBJECT (ahead), (gpointer *)&ahead);
  biz_invoice_ahead_drop (f->ahead);
  g_clear_object (&f->ahead);
  fake_client_hold (f->client, FALSE);
  fake_loop_until (is_gone, &ahead);
  g_clear_object (&f->store);
  g_clear_object (&f->client);
  g_string_free (f->asked, TRUE);
}

static gboolean
has_settled (gpointer user_data)
{
  return !biz_invoice_ahead_is_asking (((Fixture *)user_data)->ahead);
}

static void
settle (Fixture *f)
{
  fake_loop_until (has_settled, f);
  fake_loop_drain ();
}

static void
want (Fixture *f, const char *ids)
{
  g_auto (GStrv) words = g_strsplit (ids, " ", -1);
  gint64 wanted[8];
  guint n = 0;

  for (; words[n] != NULL; n++)
    wanted[n] = g_ascii_strtoll (words[n], NULL, 10);
  biz_invoice_ahead_want (f->ahead, wanted, n);
}

/* A row of a list, with what is open of it. */
static BizInvoice *
make_row (gint64 id, double open)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GError) error = NULL;
  Fixture f = { .open = open };
  BizInvoice *row;

  biz_currency_table_add (currencies, 1, "USD", 2);
  append_invoice (&f, json, id);
  node = erp_json_literal (json->str + 1);
  row = biz_invoice_new_from_json (json_node_get_object (node), currencies, &error);
  g_assert_no_error (error);

  return row;
}

static gboolean
is_kept (Fixture *f, gint64 id, gboolean *fresh)
{
  g_autoptr (BizInvoice) row = make_row (id, 230);

  return biz_invoice_ahead_look (f->ahead, row, fresh) != NULL;
}

typedef struct
{
  BizInvoice *invoice; /* (owned) (nullable) */
  GError *error;       /* (owned) (nullable) */
  gboolean done;
} Answer;

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Answer *got = user_data;

  got->invoice = biz_invoice_ahead_load_finish (BIZ_INVOICE_AHEAD (source), result, &got->error);
  got->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Answer *)user_data)->done;
}

static void
clear (Answer *got)
{
  g_clear_object (&got->invoice);
  g_clear_error (&got->error);
  got->done = FALSE;
}

/* What is wanted, one after the other, and the calls that this makes. */
static void
test_requests (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *wanted;
    const char *asked;
    guint n_kept;
  } steps[] = {
    { "2 0", "2b ", 1 },   /* 0 is nobody */
    { "2 0", "", 1 },      /* none repeated */
    { "3 1", "3,1b ", 3 }, /* both neighbours in one request */
    { "4 2", "4b ", 4 },   /* a step further: only the new one */
    { "5 5 3", "5b ", 5 }, /* twice is once */
    { "6 7", "6,7b ", 5 }, /* no more than a few */
    { "", "", 5 },         /* nothing wanted, nothing lost */
    { "8 9 10 11 12 13", "8,9,10,11b ", 5 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_test_message ("step %" G_GSIZE_FORMAT, i);
      g_string_truncate (f->asked, 0);
      want (f, steps[i].wanted);
      settle (f);
      g_assert_cmpstr (f->asked->str, ==, steps[i].asked);
      g_assert_cmpuint (biz_invoice_ahead_get_n_kept (f->ahead), ==, steps[i].n_kept);
    }
}

/* What was used last stays. */
static void
test_oldest_goes (Fixture *f, gconstpointer data)
{
  gboolean fresh;

  want (f, "1 2 3");
  settle (f);
  g_assert_true (is_kept (f, 1, &fresh));
  want (f, "4 5 6");
  settle (f);
  g_assert_cmpuint (biz_invoice_ahead_get_n_kept (f->ahead), ==, BIZ_INVOICE_AHEAD_KEPT);
  g_assert_true (is_kept (f, 1, &fresh));
  g_assert_false (is_kept (f, 2, &fresh));
}

static void
test_freshness (Fixture *f, gconstpointer data)
{
  gboolean fresh;
  g_autoptr (BizInvoice) paid = make_row (3, 0);

  want (f, "2 3");
  settle (f);
  f->now = (gint64)BIZ_INVOICE_AHEAD_FRESH * G_USEC_PER_SEC;
  g_assert_true (is_kept (f, 2, &fresh));
  g_assert_true (fresh);
  f->now++;
  g_assert_true (is_kept (f, 2, &fresh));
  g_assert_false (fresh);

  /* The list knows better: then the document is worth nothing. */
  g_assert_null (biz_invoice_ahead_look (f->ahead, paid, &fresh));
  g_assert_false (is_kept (f, 3, &fresh));
}

static void
test_load (Fixture *f, gconstpointer data)
{
  Answer got = { NULL };
  gboolean fresh;

  biz_invoice_ahead_load_async (f->ahead, 7, NULL, loaded_cb, &got);
  fake_loop_until (is_done, &got);
  g_assert_no_error (got.error);
  g_assert_cmpint (biz_invoice_get_id (got.invoice), ==, 7);
  g_assert_cmpstr (f->asked->str, ==, "7 ");
  g_assert_true (is_kept (f, 7, &fresh));
  clear (&got);

  /* Opened again on purpose, it is asked for again. */
  biz_invoice_ahead_load_async (f->ahead, 7, NULL, loaded_cb, &got);
  fake_loop_until (is_done, &got);
  g_assert_cmpstr (f->asked->str, ==, "7 7 ");
  clear (&got);

  f->missing = 8;
  biz_invoice_ahead_load_async (f->ahead, 8, NULL, loaded_cb, &got);
  fake_loop_until (is_done, &got);
  g_assert_error (got.error, ERP_ERROR, ERP_ERROR_MISSING);
  clear (&got);
}

/* A step onto what is on its way already waits for it. */
static void
test_load_joins (Fixture *f, gconstpointer data)
{
  Answer got = { NULL };

  fake_client_hold (f->client, TRUE);
  want (f, "2 3");
  biz_invoice_ahead_load_async (f->ahead, 3, NULL, loaded_cb, &got);
  /* What was wanted before does not end while somebody waits for it. */
  want (f, "9");
  fake_loop_drain ();
  g_assert_false (got.done);
  g_assert_cmpuint (fake_client_get_n_waiting (f->client), ==, 1);
  fake_client_hold (f->client, FALSE);
  fake_loop_until (is_done, &got);
  settle (f);
  g_assert_no_error (got.error);
  g_assert_cmpint (biz_invoice_get_id (got.invoice), ==, 3);
  g_assert_cmpstr (f->asked->str, ==, "2,3b 9b ");
  clear (&got);
}

/* What was on its way fails or does not hold it: then it is asked for alone. */
static void
test_load_alone (Fixture *f, gconstpointer data)
{
  Answer got = { NULL };

  fake_client_hold (f->client, TRUE);
  f->fail = TRUE;
  want (f, "2 3");
  biz_invoice_ahead_load_async (f->ahead, 3, NULL, loaded_cb, &got);
  fake_loop_drain ();
  fake_client_release (f->client, 0);
  f->fail = FALSE;
  fake_loop_drain ();
  fake_client_hold (f->client, FALSE);
  fake_loop_until (is_done, &got);
  g_assert_cmpstr (f->asked->str, ==, "2,3b 3 ");
  g_assert_no_error (got.error);
  clear (&got);

  /* A failure is not asked for again by itself. */
  g_string_truncate (f->asked, 0);
  f->fail = TRUE;
  want (f, "4");
  settle (f);
  g_assert_cmpstr (f->asked->str, ==, "4b ");
  g_assert_cmpuint (biz_invoice_ahead_get_n_kept (f->ahead), ==, 1);
}

/* What nobody wants any more is given up for what is wanted now. */
static void
test_given_up (Fixture *f, gconstpointer data)
{
  gboolean fresh;

  fake_client_hold (f->client, TRUE);
  want (f, "2 3");
  want (f, "5 6");
  fake_client_hold (f->client, FALSE);
  settle (f);
  g_assert_true (is_kept (f, 5, &fresh));
  g_assert_false (is_kept (f, 2, &fresh));
}

static void
test_dropped (Fixture *f, gconstpointer data)
{
  Answer got = { NULL };
  gboolean fresh;

  want (f, "2 3");
  settle (f);
  g_assert_true (is_kept (f, 2, &fresh));
  g_signal_emit_by_name (f->store, "changed", (gint64)99);
  g_assert_cmpuint (biz_invoice_ahead_get_n_kept (f->ahead), ==, 0);

  /* What was read before the write comes too late, for whoever waits, too. */
  g_string_truncate (f->asked, 0);
  fake_client_hold (f->client, TRUE);
  want (f, "2 3");
  biz_invoice_ahead_load_async (f->ahead, 3, NULL, loaded_cb, &got);
  fake_loop_drain ();
  biz_invoice_ahead_drop (f->ahead);
  f->open = 100;
  fake_client_hold (f->client, FALSE);
  fake_loop_until (is_done, &got);
  settle (f);
  g_assert_no_error (got.error);
  g_assert_cmpint (biz_invoice_get_residual (got.invoice).minor, ==, 10000);
  g_assert_false (is_kept (f, 2, &fresh));
  clear (&got);

  /* Nor is a document kept that was asked for before. */
  fake_client_hold (f->client, TRUE);
  biz_invoice_ahead_load_async (f->ahead, 4, NULL, loaded_cb, &got);
  biz_invoice_ahead_drop (f->ahead);
  fake_client_hold (f->client, FALSE);
  fake_loop_until (is_done, &got);
  g_assert_cmpint (biz_invoice_get_id (got.invoice), ==, 4);
  g_assert_false (is_kept (f, 4, &fresh));
  clear (&got);
}

static void
test_cancelled (Fixture *f, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Answer got = { NULL };

  fake_client_hold (f->client, TRUE);
  want (f, "2 3");
  biz_invoice_ahead_load_async (f->ahead, 3, cancellable, loaded_cb, &got);
  g_cancellable_cancel (cancellable);
  fake_client_hold (f->client, FALSE);
  fake_loop_until (is_done, &got);
  g_assert_error (got.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  clear (&got);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/biz-invoice-ahead/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("requests", test_requests);
  ADD ("oldest-goes", test_oldest_goes);
  ADD ("freshness", test_freshness);
  ADD ("load", test_load);
  ADD ("load-joins", test_load_joins);
  ADD ("load-alone", test_load_alone);
  ADD ("given-up", test_given_up);
  ADD ("dropped", test_dropped);
  ADD ("cancelled", test_cancelled);

  return g_test_run ();
}
