/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "page-list-print.h"

#include "display-test.h"

#include <glib/gstdio.h>
#include <poppler.h>
#include <string.h>

#define MAX_COLUMNS 9

static DrawTablePages *
create (guint n_columns, guint n_rows)
{
  DrawTablePagesColumn columns[MAX_COLUMNS];
  const char *texts[MAX_COLUMNS];
  DrawTablePages *pages;

  for (guint i = 0; i < n_columns; i++)
    {
      columns[i] = (DrawTablePagesColumn){ "Customer", 100, FALSE };
      texts[i] = "Acme";
    }
  pages = draw_table_pages_new (columns, n_columns);
  for (guint i = 0; i < n_rows; i++)
    draw_table_pages_add_row (pages, texts);

  return pages;
}

/* What a printer would get. */
static void
test_operation (gconstpointer data)
{
  const guint n_columns = GPOINTER_TO_UINT (data);
  g_autoptr (GtkPrintOperation) operation = page_list_print_new (create (n_columns, 200));
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *uri = NULL;
  PopplerDocument *document;
  PopplerPage *page;
  double width, height;
  guint n_found = 0;

  g_close (g_file_open_tmp ("list-XXXXXX.pdf", &path, &error), NULL);
  g_assert_no_error (error);
  gtk_print_operation_set_export_filename (operation, path);
  gtk_print_operation_set_allow_async (operation, FALSE);
  g_assert_cmpint (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_EXPORT, NULL,
                                            &error),
                   ==, GTK_PRINT_OPERATION_RESULT_APPLY);
  g_assert_no_error (error);
  uri = g_filename_to_uri (path, NULL, &error);
  document = poppler_document_new_from_file (uri, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (poppler_document_get_n_pages (document), >, 1);
  for (int i = 0; i < poppler_document_get_n_pages (document); i++)
    {
      g_autofree char *text = NULL;

      page = poppler_document_get_page (document, i);
      text = poppler_page_get_text (page);
      g_assert_nonnull (strstr (text, "Customer"));
      for (const char *p = strstr (text, "Acme"); p != NULL; p = strstr (p + 1, "Acme"))
        n_found++;
      poppler_page_get_size (page, &width, &height);
      g_assert_cmpint (width > height, ==, n_columns > 6);
      g_object_unref (page);
    }
  g_assert_cmpuint (n_found, ==, 200 * n_columns);
  g_object_unref (document);
  g_unlink (path);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_data_func ("/list-print/upright", GUINT_TO_POINTER (4), test_operation);
  g_test_add_data_func ("/list-print/lying", GUINT_TO_POINTER (MAX_COLUMNS), test_operation);
  return g_test_run ();
}
