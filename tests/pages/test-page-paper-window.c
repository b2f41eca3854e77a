/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-currency-table.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "fake-client.h"
#include "kit-inline-error.h"
#include "kit-preview.h"
#include "page-paper-print.h"
#include "page-paper-window.h"
#include "paper-fixture.h"
#include "preview-files.h"

#include <glib/gstdio.h>
#include <poppler.h>
#include <string.h>

typedef struct
{
  FakeClient *client;
  BizCurrencyTable *currencies;
  GtkWindow *window;
  const char *changes; /* of the second document */
  gboolean fail;
} Fixture;

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *both = NULL;

  if (f->fail)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNREACHABLE, "no way");
      return NULL;
    }
  if (g_str_equal (erp_call_get_model (call), "ir.attachment"))
    {
      g_autoptr (GBytes) pdf = preview_files_new_pdf (3);
      gsize length;
      const guchar *data = g_bytes_get_data (pdf, &length);
      g_autofree char *text = g_base64_encode (data, length);
      g_autofree char *json = g_strdup_printf ("[{\"id\":55,\"datas\":\"%s\"}]", text);

      return erp_json_literal (json);
    }
  g_assert_cmpstr (erp_call_get_model (call), ==, "account.move");
  g_assert_cmpstr (erp_call_get_method (call), ==, "web_read");
  first = paper_fixture_new_json (2, NULL);
  second = paper_fixture_new_json (2, f->changes);
  both = g_strdup_printf ("[%s,%s]", second, first);

  return erp_json_literal (both);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->client = fake_client_new (answer_cb, f);
  f->currencies = biz_currency_table_new_empty ();
  biz_currency_table_add (f->currencies, 1, "EUR", 2);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  display_test_close (f->window);
  g_clear_object (&f->client);
  biz_currency_table_unref (f->currencies);
}

static void
open_window (Fixture *f, guint n)
{
  static const gint64 ids[] = { 7, 8 };

  f->window = page_paper_window_new (ERP_CLIENT (f->client), f->currencies, NULL, ids, n);
  gtk_window_present (f->window);
}

static gboolean
is_ready (Fixture *f)
{
  return page_paper_window_is_ready (PAGE_PAPER_WINDOW (f->window));
}

static GtkWidget *
get_preview (Fixture *f)
{
  return display_test_find (GTK_WIDGET (f->window), KIT_TYPE_PREVIEW, NULL);
}

static gboolean
is_state (Fixture *f, const char *state)
{
  return g_str_equal (kit_preview_get_state (KIT_PREVIEW (get_preview (f))), state);
}

static void
test_own (Fixture *f, gconstpointer data)
{
  f->changes = "\"id\":8";
  open_window (f, 1);
  display_test_until (is_ready (f) && is_state (f, "pages"));
  g_assert_true (display_test_shows (GTK_WIDGET (f->window), "INV/2026/00007"));
  g_assert_true (display_test_shows (GTK_WIDGET (f->window), "Laid out by Quittance"));
  g_assert_cmpuint (fake_client_get_n_calls (f->client), ==, 1);
}

static guint
count_pdf_pages (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);
  PopplerDocument *document = poppler_document_new_from_file (uri, NULL, NULL);
  guint n = 0;

  if (document != NULL)
    n = (guint)poppler_document_get_n_pages (document);
  g_clear_object (&document);
  g_remove (path);

  return n;
}

/* One laid out here, one that the server made; nothing in the folder is written over. */
static void
test_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-papers-XXXXXX", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  f->changes = "\"id\":8,\"name\":\"INV/2026/00008\",\"invoice_pdf_report_id\":{\"id\":55}";
  open_window (f, 2);
  display_test_until (is_ready (f) && is_state (f, "pages"));
  page_paper_window_save_to_folder (PAGE_PAPER_WINDOW (f->window), file);
  page_paper_window_save_to_folder (PAGE_PAPER_WINDOW (f->window), file);
  g_assert_cmpuint (count_pdf_pages (folder, "INV_2026_00007.pdf"), ==, 1);
  g_assert_cmpuint (count_pdf_pages (folder, "INV_2026_00007 (2).pdf"), ==, 1);
  g_assert_cmpuint (count_pdf_pages (folder, "INV_2026_00008.pdf"), ==, 3);
  g_assert_cmpuint (count_pdf_pages (folder, "INV_2026_00008 (2).pdf"), ==, 3);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_failure (Fixture *f, gconstpointer data)
{
  GtkWidget *error;

  f->changes = "\"id\":8";
  f->fail = TRUE;
  open_window (f, 1);
  display_test_until (is_state (f, "error"));
  g_assert_false (is_ready (f));
  f->fail = FALSE;
  error = display_test_find (GTK_WIDGET (f->window), KIT_TYPE_INLINE_ERROR, NULL);
  g_signal_emit_by_name (error, "retry");
  display_test_until (is_ready (f) && is_state (f, "pages"));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GVariant **info = user_data;

  *info = kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, NULL);
  g_assert_nonnull (*info);
}

static void
done_cb (GtkPrintOperation *operation, GtkPrintOperationResult result, gpointer user_data)
{
  *(int *)user_data = (int)result;
}

/* Own pages and pages of a file, printed into a PDF. */
static void
test_print (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("quittance-print-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "out.pdf", NULL);
  g_autoptr (BizPaper) paper = paper_fixture_new (60);
  g_autoptr (GBytes) pdf = preview_files_new_pdf (2);
  g_autoptr (GtkPrintOperation) operation = NULL;
  PagePrintable printables[2] = { { 0 }, { 0 } };
  guint n_own;
  int result = -1;

  f->changes = "\"id\":8";
  open_window (f, 1);
  printables[0].drawn = draw_paper_new (paper, NULL);
  n_own = draw_paper_get_n_pages (printables[0].drawn);
  printables[1].client = kit_preview_client_new ();
  kit_preview_client_open_bytes_async (printables[1].client, pdf, "a.pdf", NULL, NULL, answered_cb,
                                       &printables[1].info);
  display_test_until (printables[1].info != NULL);
  operation = page_paper_print_new (printables, 2, "test");
  gtk_print_operation_set_export_filename (operation, path);
  g_signal_connect (operation, "done", G_CALLBACK (done_cb), &result);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL, NULL);
  display_test_until (result >= 0);
  g_assert_cmpint (result, ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_cmpuint (count_pdf_pages (folder, "out.pdf"), ==, n_own + 2);
  g_rmdir (folder);
  draw_paper_free (printables[0].drawn);
  kit_preview_client_close (printables[1].client);
  g_object_unref (printables[1].client);
  g_variant_unref (printables[1].info);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add ("/paper-window/own", Fixture, NULL, set_up, test_own, tear_down);
  g_test_add ("/paper-window/folder", Fixture, NULL, set_up, test_folder, tear_down);
  g_test_add ("/paper-window/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/paper-window/print", Fixture, NULL, set_up, test_print, tear_down);

  return g_test_run ();
}
