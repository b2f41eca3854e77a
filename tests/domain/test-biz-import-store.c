/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "biz-import-store.h"
#include "demo-desk.h"
#include "erp-error.h"

/* A bank's file into the demo company: planned, written, stopped, written on from elsewhere. */

#define N_LINES 450

/* A file of many lines; the same text comes again and again. */
static BizBankFile *
make_file (guint n)
{
  g_autoptr (GString) text = g_string_new ("Date;Amount;Currency;Text;Name\n");
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;
  BizBankFile *file;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "2026-10-%02u;%u.%02u;EUR;Order %u;Payer %u\n", 1 + i / 20,
                            i % 90 + 1, i % 7, i % 50, i % 11);
  stream = g_memory_input_stream_new_from_data (g_strdup (text->str), (gssize)text->len, g_free);
  file = biz_bank_file_read (stream, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (biz_bank_file_get_n_lines (file), ==, n);

  return file;
}

static BizBankJournal *
find_journal (DemoDesk *desk, const char *code, GError **error)
{
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new (desk->capabilities);
  g_autoptr (GAsyncResult) result = NULL;

  biz_bank_journal_find_async (desk->session, currencies, code, NULL, desk_cb, desk);
  result = desk_wait (desk);

  return biz_bank_journal_find_finish (result, error);
}

static BizImportPlan *
make_plan (DemoDesk *desk, BizImportStore *store, BizBankFile *file, BizBankJournal *journal)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizImportPlan *plan;

  biz_import_store_plan_async (store, file, journal, NULL, NULL, desk_cb, desk);
  result = desk_wait (desk);
  plan = biz_import_store_plan_finish (store, result, &error);
  g_assert_no_error (error);

  return plan;
}

static guint
run (DemoDesk *desk, BizImportStore *store, BizImportPlan *plan, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  guint n_done = 0;

  biz_import_store_run_async (store, plan, FALSE, NULL, NULL, NULL, desk_cb, desk);
  result = desk_wait (desk);
  if (!biz_import_store_run_finish (store, result, &n_done, error))
    g_test_message ("%s: %s", (*error)->message, erp_error_get_server_message (*error));

  return n_done;
}

static gint64
count_server (DemoDesk *desk)
{
  g_autoptr (JsonNode) answer =
      desk_ask (desk, FALSE, "account.bank.statement.line", "search_count", 0, "domain",
                "[[\"payment_ref\",\"=like\",\"Order %\"]]", NULL);

  return json_node_get_int (answer);
}

static void
test_import (gconstpointer data)
{
  DemoDesk desk = { 0 };
  DemoDesk other = { 0 };
  g_autoptr (BizBankFile) part = make_file (130);
  g_autoptr (BizBankFile) file = make_file (N_LINES);
  g_autoptr (GError) error = NULL;

  desk_open (&desk, GPOINTER_TO_UINT (data), "controller");
  desk_join (&other, &desk, "controller");
  {
    g_autoptr (BizBankJournal) journal = find_journal (&desk, "BNK1", &error);
    g_autoptr (BizImportStore) store = biz_import_store_new (desk.session);
    g_autoptr (BizImportStore) elsewhere = biz_import_store_new (other.session);
    g_autoptr (BizImportPlan) first = make_plan (&desk, store, part, journal);
    g_autoptr (BizImportPlan) stale = make_plan (&other, elsewhere, file, journal);
    g_autoptr (BizImportPlan) second = NULL;
    g_autoptr (BizImportPlan) third = NULL;
    g_autoptr (BizImportPlan) fourth = NULL;

    g_assert_no_error (error);
    g_assert_cmpuint (biz_import_plan_count (first, BIZ_IMPORT_NEW), ==, 130);
    g_assert_cmpuint (run (&desk, store, first, &error), ==, 130);
    g_assert_no_error (error);
    /* what was planned before is not written over what came in since */
    g_assert_cmpuint (run (&other, elsewhere, stale, &error), ==, 0);
    g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
    g_clear_error (&error);
    g_assert_cmpint (count_server (&desk), ==, 130);

    second = make_plan (&other, elsewhere, file, journal);
    g_assert_cmpuint (biz_import_plan_count (second, BIZ_IMPORT_SEEN), ==, 130);
    g_assert_cmpuint (biz_import_plan_count (second, BIZ_IMPORT_NEW), ==, N_LINES - 130);
    /* the line is dead: nothing happened, and elsewhere it goes on */
    faulty_client_set_fault (desk.client, "load", FAULTY_NOT_SENT, 99);
    g_assert_cmpuint (run (&desk, store, second, &error), ==, 0);
    g_assert_error (error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
    g_clear_error (&error);
    g_assert_cmpuint (run (&other, elsewhere, second, &error), ==, N_LINES - 130);
    g_assert_no_error (error);
    g_assert_cmpint (count_server (&desk), ==, N_LINES);

    third = make_plan (&other, elsewhere, file, journal);
    g_assert_cmpuint (biz_import_plan_count (third, BIZ_IMPORT_SEEN), ==, N_LINES);
    g_assert_cmpuint (run (&other, elsewhere, third, &error), ==, 0);
    g_assert_no_error (error);

    /* what somebody wrote on a line since is no new line */
    json_node_unref (desk_ask (&other, TRUE, "account.bank.statement.line", "write",
                               biz_import_plan_get_row (third, 0)->server_id, "vals",
                               "{\"payment_ref\":\"something else\"}", NULL));
    fourth = make_plan (&other, elsewhere, file, journal);
    g_assert_cmpuint (biz_import_plan_count (fourth, BIZ_IMPORT_SEEN), ==, N_LINES);
  }
  desk_close (&other);
  desk_close (&desk);
}

static void
test_journal (void)
{
  static const struct
  {
    const char *code, *found;
  } rows[] = { { "BNK1", "BNK1" }, { "bnk2", "BNK2" }, { "Card Terminal", "BNK3" }, { "X", NULL } };
  DemoDesk desk = { 0 };

  desk_open (&desk, 19, "controller");
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizBankJournal) journal = find_journal (&desk, rows[i].code, &error);

      if (rows[i].found == NULL)
        g_assert_error (error, ERP_ERROR, ERP_ERROR_MISSING);
      else
        g_assert_cmpstr (biz_bank_journal_get_code (journal), ==, rows[i].found);
      if (g_strcmp0 (rows[i].found, "BNK2") == 0)
        g_assert_cmpstr (biz_bank_journal_get_zero (journal)->currency, ==, "USD");
    }
  desk_close (&desk);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/biz/import-store/19", GUINT_TO_POINTER (19), test_import);
  g_test_add_data_func ("/biz/import-store/17", GUINT_TO_POINTER (17), test_import);
  g_test_add_func ("/biz/import-store/journal", test_journal);

  return g_test_run ();
}
