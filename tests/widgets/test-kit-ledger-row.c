/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-group.h"
#include "erp-row-private.h"
#include "kit-column-view.h"
#include "kit-ledger-cell.h"
#include "kit-ledger-factory.h"
#include "kit-ledger-list.h"
#include "kit-ledger-row.h"

#include <string.h>

#define N_ROWS 120

typedef struct
{
  GListStore *rows; /* (owned) */
  KitLedgerList *list;
  GtkWindow *window;
  guint n_texts;
} Fixture;

static char *
name_text (gpointer item, gpointer user_data)
{
  Fixture *f = user_data;

  f->n_texts++;
  return g_strdup (gtk_string_object_get_string (item));
}

static char *
length_text (gpointer item, gpointer user_data)
{
  return g_strdup_printf ("%u", (guint)strlen (gtk_string_object_get_string (item)));
}

static char *
length_of_group (gpointer group, gpointer user_data)
{
  return g_strdup_printf ("of %u", (guint)erp_group_get_count (group));
}

static char *
state_text (gpointer item, gpointer user_data)
{
  return g_strdup ("Open");
}

static KitTone
state_tone (gpointer item, gpointer user_data)
{
  return KIT_TONE_BAD;
}

static const KitLedgerColumn columns[] = {
  { .id = "name", .title = "Name", .width = 160, .keep = TRUE, .text = name_text },
  { .id = "length",
    .title = "Length",
    .kind = KIT_LEDGER_NUMBER,
    .width = 80,
    .keep = TRUE,
    .text = length_text,
    .group_text = length_of_group },
  { .id = "state",
    .title = "State",
    .kind = KIT_LEDGER_PILL,
    .width = 80,
    .keep = TRUE,
    .text = state_text,
    .tone = state_tone },
};

static ErpRow *
get_row (Fixture *f, guint position)
{
  g_autoptr (ErpRow) row = g_list_model_get_item (G_LIST_MODEL (f->rows), position);

  return row;
}

static void
name_row (Fixture *f, guint position, const char *name)
{
  g_autoptr (GtkStringObject) item = gtk_string_object_new (name);

  erp_row_set_item (get_row (f, position), G_OBJECT (item));
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->rows = g_list_store_new (ERP_TYPE_ROW);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (ErpRow) row = erp_row_new (i, NULL, NULL);
      g_autofree char *name = g_strdup_printf ("Row %u", i);

      g_list_store_append (f->rows, row);
      name_row (f, i, name);
    }
  f->list = KIT_LEDGER_LIST (kit_ledger_list_new ());
  kit_ledger_list_set_columns (f->list, columns, G_N_ELEMENTS (columns), f);
  kit_ledger_list_set_model (f->list, G_LIST_MODEL (f->rows));
  f->window = display_test_show (GTK_WIDGET (f->list), 400, 300);
  display_test_frames (GTK_WIDGET (f->list), 4);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->list), (gpointer *)&f->list);
  display_test_close (f->window);
  g_assert_null (f->list);
  g_assert_finalize_object (f->rows);
}

static GtkWidget *
get_row_widget (Fixture *f, guint position)
{
  GtkWidget *row = kit_column_view_find_row (kit_ledger_list_get_view (f->list), position);

  g_assert_nonnull (row);
  return row;
}

static KitLedgerRow *
get_drawn (Fixture *f, guint position)
{
  return KIT_LEDGER_ROW (gtk_widget_get_first_child (get_row_widget (f, position)));
}

/* What assistive tools know of a cell. */
static KitLedgerCell *
find_cell (Fixture *f, guint position, guint column)
{
  GtkWidget *cell = gtk_widget_get_first_child (GTK_WIDGET (get_drawn (f, position)));

  while (cell != NULL
         && (!KIT_IS_LEDGER_CELL (cell)
             || kit_ledger_cell_get_column (KIT_LEDGER_CELL (cell)) != column))
    cell = gtk_widget_get_next_sibling (cell);
  return cell != NULL ? KIT_LEDGER_CELL (cell) : NULL;
}

static KitLedgerCell *
get_cell (Fixture *f, guint position, guint column)
{
  KitLedgerCell *cell = find_cell (f, position, column);

  g_assert_nonnull (cell);
  return cell;
}

#define assert_row(f, position, name, length, state)                                               \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_cmpstr (kit_ledger_row_get_text (get_drawn (f, position), 0), ==, name);              \
    g_assert_cmpstr (kit_ledger_row_get_text (get_drawn (f, position), 1), ==, length);            \
    g_assert_cmpstr (kit_ledger_row_get_text (get_drawn (f, position), 2), ==, state);             \
  }                                                                                                \
  G_STMT_END

#define assert_named(widget, text)                                                                 \
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, text)

#define is_named(widget)                                                                           \
  gtk_test_accessible_has_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL)

#define await_words(f, position)                                                                   \
  display_test_until (find_cell (f, position, 0) != NULL && is_named (get_row_widget (f, position)))

/* All rows are kept by GTK 4.8, a dozen of them is seen. */
static void
test_only_what_is_seen (Fixture *f, gconstpointer data)
{
  const guint seen = f->n_texts;

  g_assert_cmpuint (seen, >, 3);
  g_assert_cmpuint (seen, <, 40);
  name_row (f, 100, "Another");
  g_assert_cmpuint (f->n_texts, ==, seen);
  assert_row (f, 100, "Another", "7", "Open");
  g_assert_cmpuint (f->n_texts, ==, seen + 1);
  assert_row (f, 100, "Another", "7", "Open");
  g_assert_cmpuint (f->n_texts, ==, seen + 1);

  kit_ledger_list_select (f->list, 60);
  display_test_frames (GTK_WIDGET (f->list), 3);
  g_assert_cmpuint (f->n_texts, >, seen + 3);
}

static void
test_news (Fixture *f, gconstpointer data)
{
  assert_row (f, 0, "Row 0", "5", "Open");
  await_words (f, 0);
  assert_named (get_cell (f, 0, 0), "Row 0");
  assert_named (get_cell (f, 0, 1), "5");

  name_row (f, 0, "Renamed");
  assert_row (f, 0, "Renamed", "7", "Open");
  assert_named (get_cell (f, 0, 0), "Renamed");
  assert_named (get_cell (f, 0, 1), "7");
  assert_row (f, 1, "Row 1", "5", "Open");
}

/* A cell says its value and what that is, where it stands; the row, which takes the focus, all. */
static void
test_words (Fixture *f, gconstpointer data)
{
  GtkWidget *title = kit_column_view_get_first_title (kit_ledger_list_get_view (f->list));
  GtkWidget *window = GTK_WIDGET (f->window);
  graphene_rect_t head, bounds;

  await_words (f, 1);
  assert_named (get_row_widget (f, 1), "Row 1, Length: 5, State: Open");
  assert_named (get_cell (f, 1, 2), "Open");
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (get_cell (f, 1, 2)),
                                       GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, "State");
  gtk_test_accessible_assert_role (GTK_ACCESSIBLE (get_cell (f, 1, 2)), GTK_ACCESSIBLE_ROLE_LABEL);
  display_test_frames (GTK_WIDGET (f->list), 2);
  title = gtk_widget_get_next_sibling (title);
  g_assert_true (gtk_widget_compute_bounds (title, window, &head));
  g_assert_true (gtk_widget_compute_bounds (GTK_WIDGET (get_cell (f, 1, 1)), window, &bounds));
  g_assert_cmpfloat (bounds.origin.x, >, head.origin.x);
  g_assert_cmpfloat (bounds.origin.x + bounds.size.width, <, head.origin.x + head.size.width);
  g_assert_cmpfloat (bounds.size.width, >, head.size.width - 24);
}

/* Columns that go, come and change places are those of the rows at once, and of what is said. */
static void
test_columns (Fixture *f, gconstpointer data)
{
  GListModel *made = gtk_column_view_get_columns (kit_ledger_list_get_view (f->list));
  g_autoptr (GtkColumnViewColumn) length = g_list_model_get_item (made, 1);
  g_autoptr (GtkColumnViewColumn) state = g_list_model_get_item (made, 2);

  await_words (f, 0);
  kit_ledger_list_set_column_shown (f->list, "length", FALSE);
  g_assert_true (kit_ledger_row_shows (get_drawn (f, 0), "Open"));
  g_assert_false (kit_ledger_row_shows (get_drawn (f, 0), "5"));
  display_test_until (find_cell (f, 0, 1) == NULL && find_cell (f, 0, 2) != NULL);
  assert_named (get_row_widget (f, 0), "Row 0, State: Open");

  kit_ledger_list_set_column_shown (f->list, "length", TRUE);
  display_test_until (find_cell (f, 0, 1) != NULL);
  gtk_column_view_insert_column (kit_ledger_list_get_view (f->list), 1, state);
  display_test_until (g_str_equal (gtk_column_view_column_get_title (state), "State")
                      && find_cell (f, 0, 2) != NULL
                      && gtk_widget_get_next_sibling (GTK_WIDGET (find_cell (f, 0, 2)))
                             == GTK_WIDGET (find_cell (f, 0, 1)));
  assert_named (get_row_widget (f, 0), "Row 0, State: Open, Length: 5");
  /* GTK's own cells do not stay in rows that have none. */
  display_test_frames (GTK_WIDGET (f->list), 2);
  for (guint i = 0; i < N_ROWS; i += 7)
    g_assert_null (gtk_widget_get_next_sibling (GTK_WIDGET (get_drawn (f, i))));
}

/* Assistive tools never hear the text of another row. */
static void
test_unseen_news (Fixture *f, gconstpointer data)
{
  GtkWidget *row;

  await_words (f, 0);
  kit_ledger_list_select (f->list, 100);
  display_test_frames (GTK_WIDGET (f->list), 3);
  row = get_row_widget (f, 0);
  g_assert_false (gtk_widget_get_mapped (GTK_WIDGET (get_drawn (f, 0))));
  g_assert_null (find_cell (f, 0, 0));
  assert_named (row, "Row 0, Length: 5, State: Open");
  name_row (f, 0, "Renamed");
  g_assert_null (gtk_test_accessible_check_property (GTK_ACCESSIBLE (row),
                                                     GTK_ACCESSIBLE_PROPERTY_LABEL, NULL));
  kit_ledger_list_select (f->list, 0);
  await_words (f, 0);
  assert_named (get_cell (f, 0, 0), "Renamed");
  assert_named (get_row_widget (f, 0), "Renamed, Length: 7, State: Open");
}

static void
test_waiting (Fixture *f, gconstpointer data)
{
  erp_row_set_loading (get_row (f, 0));
  display_test_frames (GTK_WIDGET (f->list), 2);
  assert_row (f, 0, "\u2026", "", "");
  name_row (f, 0, "There");
  assert_row (f, 0, "There", "5", "Open");
}

static void
test_failed (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error =
      g_error_new_literal (ERP_ERROR, ERP_ERROR_TIMEOUT, "The server did not answer in time.");

  erp_row_set_error (get_row (f, 0), error);
  display_test_frames (GTK_WIDGET (f->list), 2);
  assert_row (f, 0, "Not loaded", "", "");
  g_assert_nonnull (display_test_find (get_row_widget (f, 0), GTK_TYPE_BUTTON, "Retry"));
  g_assert_null (display_test_find (get_row_widget (f, 1), GTK_TYPE_BUTTON, "Retry"));
  name_row (f, 0, "There");
  assert_row (f, 0, "There", "5", "Open");
  g_assert_null (display_test_find (get_row_widget (f, 0), GTK_TYPE_BUTTON, "Retry"));
}

static void
test_groups (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpGroup) group = erp_group_new ("acme", "Acme", 12, domain, NULL);
  g_autoptr (ErpGroup) inner = erp_group_new ("may", "May", 1200, domain, NULL);

  erp_row_set_item (get_row (f, 0), G_OBJECT (group));
  assert_row (f, 0, "\u25b8\u00a0Acme (12)", "of 12", "");
  g_assert_true (gtk_widget_has_css_class (get_row_widget (f, 0), "group"));

  /* The same group says something else when it opens. */
  erp_group_set_expanded (group, TRUE);
  erp_row_touch (get_row (f, 0));
  assert_row (f, 0, "\u25be\u00a0Acme (12)", "of 12", "");

  erp_group_set_level (inner, 1);
  erp_row_set_item (get_row (f, 1), G_OBJECT (inner));
  assert_row (f, 1, "\u2003\u25b8\u00a0May (1,200)", "of 1200", "");

  display_test_frames (GTK_WIDGET (f->list), 2);
  name_row (f, 0, "A record");
  assert_row (f, 0, "A record", "8", "Open");
  g_assert_false (gtk_widget_has_css_class (get_row_widget (f, 0), "group"));
}

static gboolean
asks_for_tooltip (KitLedgerRow *row, int x)
{
  gboolean shown = FALSE;

  g_signal_emit_by_name (row, "query-tooltip", x, 2, FALSE,
                         g_object_get_data (G_OBJECT (row), "tooltip"), &shown);
  return shown;
}

/* Only what is cut needs to be told, where it stands. */
static void
test_tooltip (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkTooltip) tooltip = g_object_new (GTK_TYPE_TOOLTIP, NULL);
  KitLedgerRow *row = get_drawn (f, 0);

  g_object_set_data (G_OBJECT (row), "tooltip", tooltip);
  g_assert_false (asks_for_tooltip (row, 20));
  name_row (f, 0, "A name that is a good deal longer than the room there is for it");
  g_assert_true (asks_for_tooltip (row, 20));
  g_assert_false (asks_for_tooltip (row, 200));
}

static void
retry_row (guint position, gpointer owner)
{
  *(guint *)owner = position;
}

/* Later versions of GTK make cells: then each of them is a row with one column. */
static void
test_cells (Fixture *f, gconstpointer data)
{
  GtkColumnView *view = GTK_COLUMN_VIEW (gtk_column_view_new (
      GTK_SELECTION_MODEL (gtk_no_selection_new (G_LIST_MODEL (g_object_ref (f->rows))))));
  g_autoptr (KitLedgerLook) look = kit_ledger_look_new (view);
  g_autoptr (KitLedgerPlaces) places = kit_ledger_places_new (view);
  g_autoptr (KitLedgerVoice) voice = kit_ledger_voice_new (kit_ledger_row_speak);
  g_autoptr (GError) error =
      g_error_new_literal (ERP_ERROR, ERP_ERROR_TIMEOUT, "The server did not answer in time.");
  guint retried = GTK_INVALID_LIST_POSITION;
  KitLedgerSheet sheet = { columns, G_N_ELEMENTS (columns), 0, look, places, voice, f, retry_row,
                           &retried };
  GtkWindow *window;
  GtkWidget *row;
  GtkWidget *cell;

  for (; sheet.only < G_N_ELEMENTS (columns); sheet.only++)
    {
      g_autoptr (GtkColumnViewColumn) column =
          gtk_column_view_column_new (columns[sheet.only].title, kit_ledger_factory_new (&sheet));

      gtk_column_view_column_set_fixed_width (column, 100);
      kit_ledger_places_add (places, column);
      gtk_column_view_append_column (view, column);
    }
  window = display_test_show (GTK_WIDGET (view), 400, 300);
  display_test_until (kit_column_view_find_row (view, 0) != NULL);
  display_test_frames (GTK_WIDGET (view), 3);
  row = kit_column_view_find_row (view, 0);
  cell =
      gtk_widget_get_first_child (gtk_widget_get_next_sibling (gtk_widget_get_first_child (row)));
  g_assert_true (kit_ledger_row_shows (KIT_LEDGER_ROW (cell), "5"));
  g_assert_false (kit_ledger_row_shows (KIT_LEDGER_ROW (cell), "Row 0"));
  display_test_until (is_named (cell));
  assert_named (cell, "5");
  name_row (f, 0, "Renamed");
  g_assert_true (kit_ledger_row_shows (KIT_LEDGER_ROW (cell), "7"));
  display_test_until (is_named (cell));
  assert_named (cell, "7");

  erp_row_set_error (get_row (f, 0), error);
  display_test_click (display_test_find (row, GTK_TYPE_BUTTON, "Retry"));
  g_assert_cmpuint (retried, ==, 0);
  gtk_column_view_set_model (view, NULL);
  kit_ledger_look_remove (look);
  kit_ledger_places_clear (places);
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *f, gconstpointer data);
  } cases[] = {
    { "only-what-is-seen", test_only_what_is_seen },
    { "news", test_news },
    { "words", test_words },
    { "columns", test_columns },
    { "unseen-news", test_unseen_news },
    { "waiting", test_waiting },
    { "failed", test_failed },
    { "groups", test_groups },
    { "tooltip", test_tooltip },
    { "cells", test_cells },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/kit-ledger-row/", cases[i].name, NULL);

      g_test_add (path, Fixture, NULL, set_up, cases[i].test, tear_down);
    }
  return g_test_run ();
}
