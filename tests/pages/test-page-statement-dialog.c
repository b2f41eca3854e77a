/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-desk.h"
#include "display-test.h"
#include "page-statement-columns.h"
#include "page-statement-dialog.h"
#include "page-statement-lines.h"
#include "page-statement-part.h"

#include <glib/gstdio.h>
#include <string.h>

/* The window for bank statements, against the demo company over its own wire. */

typedef struct
{
  DemoDesk desk;
  GtkWindow *dialog;
  char *folder;
  guint n_imported;
  guint n_journal;
} Fixture;

static const char mt940[] = ":20:STMT\r\n:25:DE12500105170648489890\r\n:28C:1/1\r\n"
                            ":60F:C261101EUR100,00\r\n"
                            ":61:2611031103C12,50NTRFNONREF//BK00000001\r\n"
                            ":86:166?00GUTSCHRIFT?20SVWZ+Dialog one?32M & Sons <GmbH>\r\n"
                            ":61:2611041104D2,00NTRFNONREF//BK00000002\r\n"
                            ":86:166?00ENTGELT?20SVWZ+Dialog two\r\n"
                            ":62F:C261104EUR110,50\r\n-\r\n";
static const char table[] = "Datum;Betrag;Verwendungszweck\n"
                            "02.11.2026;-12,50;Dialog fee\n"
                            "03.11.2026;1.250,00;Dialog money\n";

static void
imported_cb (Fixture *f, guint n)
{
  f->n_imported += n;
}

static void
journal_cb (Fixture *f)
{
  f->n_journal++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->folder = g_dir_make_tmp ("quittance-XXXXXX", &error);
  g_assert_no_error (error);
  desk_open (&f->desk, 19, "controller");
  f->dialog = page_statement_dialog_new (f->desk.session);
  g_object_add_weak_pointer (G_OBJECT (f->dialog), (gpointer *)&f->dialog);
  g_signal_connect_swapped (f->dialog, "imported", G_CALLBACK (imported_cb), f);
  g_signal_connect_swapped (f->dialog, "journal-requested", G_CALLBACK (journal_cb), f);
  gtk_window_present (f->dialog);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  if (f->dialog != NULL)
    gtk_window_destroy (f->dialog);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_assert_null (f->dialog);
  desk_close (&f->desk);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (f->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (f->folder);
  g_free (f->folder);
}

static void
add (Fixture *f, const char *name, const char *text)
{
  g_autofree char *path = g_build_filename (f->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
  page_statement_dialog_add_file (PAGE_STATEMENT_DIALOG (f->dialog), file);
}

static gboolean
shows (Fixture *f, const char *text)
{
  return display_test_shows (GTK_WIDGET (f->dialog), text);
}

static GtkWidget *
find (Fixture *f, GType type, const char *text)
{
  return display_test_find (GTK_WIDGET (f->dialog), type, text);
}

static gboolean
has_button (Fixture *f, const char *label)
{
  GtkWidget *button = find (f, GTK_TYPE_BUTTON, label);

  return button != NULL && gtk_widget_get_mapped (button) && gtk_widget_is_sensitive (button);
}

static void
click (Fixture *f, const char *label)
{
  GtkWidget *button = find (f, GTK_TYPE_BUTTON, label);

  g_assert_nonnull (button);
  display_test_click (button);
}

/* Of the account whose journal is chosen; NULL until it is there. */
static GtkWidget *
find_journals (Fixture *f)
{
  GtkWidget *part = find (f, PAGE_TYPE_STATEMENT_PART, NULL);

  return part != NULL ? display_test_find (part, ADW_TYPE_COMBO_ROW, NULL) : NULL;
}

/* The journal whose name begins with @code. */
static void
choose (Fixture *f, const char *code)
{
  AdwComboRow *row = ADW_COMBO_ROW (find_journals (f));
  GListModel *names = adw_combo_row_get_model (row);

  for (guint i = 0; i < g_list_model_get_n_items (names); i++)
    if (g_str_has_prefix (gtk_string_list_get_string (GTK_STRING_LIST (names), i), code))
      {
        adw_combo_row_set_selected (row, i);
        return;
      }
  g_error ("no journal %s", code);
}

static gboolean
has_journals (Fixture *f)
{
  GtkWidget *row = find_journals (f);

  return row != NULL && gtk_widget_is_sensitive (row);
}

static gint64
count_server (Fixture *f)
{
  g_autoptr (JsonNode) answer =
      desk_ask (&f->desk, FALSE, "account.bank.statement.line", "search_count", 0, "domain",
                "[[\"payment_ref\",\"=like\",\"Dialog %\"]]", NULL);

  return json_node_get_int (answer);
}

/* A file from the choice of its journal to the end, and once more. */
static void
test_import (Fixture *f, gconstpointer data)
{
  g_assert_true (shows (f, "Drop Bank Statements Here"));
  add (f, "a.sta", mt940);
  display_test_until (has_journals (f));
  g_assert_true (shows (f, "a.sta"));
  g_assert_true (shows (f, "MT940 · 1 statement · 2 lines"));
  g_assert_true (shows (f, "DE12500105170648489890"));
  g_assert_true (shows (f, "EUR · 2026-11-01 – 2026-11-04 · 2 lines"));
  g_assert_true (shows (f, "Opening €100.00, lines €10.50, closing €110.50"));
  g_assert_true (shows (f, "No journal"));
  g_assert_false (has_button (f, "_Import"));
  choose (f, "BNK1");
  display_test_until (has_button (f, "_Import 2 Lines"));
  g_assert_true (shows (f, "2 new lines · €10.50"));
  g_assert_cmpint (count_server (f), ==, 0);
  click (f, "_Import 2 Lines");
  display_test_until (f->n_imported > 0);
  g_assert_cmpuint (f->n_imported, ==, 2);
  g_assert_cmpint (count_server (f), ==, 2);
  g_assert_true (shows (f, "Imported"));
  g_assert_true (shows (f, "2 lines imported"));
  add (f, "b.sta", mt940);
  display_test_until (shows (f, "2 seen before"));
  g_assert_true (shows (f, "Nothing new"));
}

/* What one line is, and back by Escape; only then is the window left. */
static void
test_lines (Fixture *f, gconstpointer data)
{
  GtkWidget *part, *lines;

  add (f, "a.sta", mt940);
  display_test_until (has_journals (f));
  choose (f, "BNK1");
  display_test_until (has_button (f, "_Import 2 Lines"));
  part = find (f, PAGE_TYPE_STATEMENT_PART, NULL);
  g_signal_emit_by_name (part, "lines-requested");
  lines = find (f, PAGE_TYPE_STATEMENT_LINES, NULL);
  display_test_until (shows (f, "M & Sons <GmbH>"));
  g_assert_true (shows (f, "No name"));
  g_assert_true (shows (f, "2026-11-04 · Dialog two"));
  gtk_drop_down_set_selected (GTK_DROP_DOWN (display_test_find (lines, GTK_TYPE_DROP_DOWN, NULL)),
                              2);
  display_test_until (shows (f, "No such lines."));
  gtk_widget_activate_action (lines, "statements.leave", NULL);
  display_test_until (has_button (f, "_Import 2 Lines"));
  g_assert_nonnull (f->dialog);
  gtk_widget_activate_action (GTK_WIDGET (f->dialog), "statements.leave", NULL);
  display_test_until (f->dialog == NULL);
}

/* What cannot be read says where, and the other file is imported. */
static void
test_broken (Fixture *f, gconstpointer data)
{
  add (f, "c.xml", "<Document>\n<BkToCstmrStmt>\n<Stmt></Oops>");
  display_test_until (find (f, GTK_TYPE_LABEL, "c.xml") != NULL && !shows (f, "Being read…")
                      && !shows (f, "Being looked at…"));
  g_assert_false (has_button (f, "_Import"));
  faulty_client_set_fault (f->desk.client, "load", FAULTY_NOT_SENT, 99);
  add (f, "a.sta", mt940);
  display_test_until (has_journals (f));
  choose (f, "BNK1");
  display_test_until (has_button (f, "_Import 2 Lines"));
  click (f, "_Import 2 Lines");
  display_test_until (shows (f, "Broken off"));
  g_assert_cmpint (count_server (f), ==, 0);
  faulty_client_set_fault (f->desk.client, "load", FAULTY_NONE, 0);
  click (f, "_Look Again");
  display_test_until (has_button (f, "_Import 2 Lines"));
  click (f, "_Import 2 Lines");
  display_test_until (f->n_imported == 2);
  g_assert_cmpint (count_server (f), ==, 2);
}

/* A table: guessed, read otherwise, read right again. */
static void
test_table (Fixture *f, gconstpointer data)
{
  GtkWidget *columns;
  GtkWidget *choice;

  add (f, "t.csv", table);
  display_test_until (has_journals (f) && has_button (f, "_Columns…"));
  click (f, "_Columns…");
  columns = find (f, PAGE_TYPE_STATEMENT_COLUMNS, NULL);
  display_test_until (display_test_shows (columns, "Betrag"));
  g_assert_true (display_test_shows (columns, "2026-11-02"));
  g_assert_true (display_test_shows (columns, "Dialog fee"));
  /* the amount is nowhere: it says so, and the rows are still there */
  choice = gtk_grid_get_child_at (
      GTK_GRID (gtk_widget_get_parent (display_test_find (columns, GTK_TYPE_DROP_DOWN, NULL))), 1,
      0);
  g_assert_cmpuint (gtk_drop_down_get_selected (GTK_DROP_DOWN (choice)), ==,
                    BIZ_BANK_COLUMN_AMOUNT + 1);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), 0);
  display_test_until (!display_test_shows (columns, "2026-11-02"));
  display_test_until (display_test_shows (columns, "Betrag"));
  choice = gtk_grid_get_child_at (
      GTK_GRID (gtk_widget_get_parent (display_test_find (columns, GTK_TYPE_DROP_DOWN, NULL))), 1,
      0);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), BIZ_BANK_COLUMN_CREDIT + 1);
  display_test_until (display_test_shows (columns, "2026-11-02"));
  gtk_widget_activate_action (columns, "statements.leave", NULL);
  display_test_until (has_journals (f));
  choose (f, "BNK1");
  display_test_until (has_button (f, "_Import 2 Lines"));
  click (f, "_Import 2 Lines");
  display_test_until (f->n_imported == 2);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*func) (Fixture *f, gconstpointer data);
  } tests[] = {
    { "/statement-dialog/import", test_import },
    { "/statement-dialog/lines", test_lines },
    { "/statement-dialog/broken", test_broken },
    { "/statement-dialog/table", test_table },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].func, tear_down);
  return g_test_run ();
}
