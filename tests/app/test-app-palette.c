/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-palette.h"

#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

static AppDemo *demo;

#include <string.h>

typedef struct
{
  ErpSession *session;
  GListStore *offered;
  GListStore *recent;
  AppPalette *palette;
  GtkWidget *entry;
  GtkListBox *list;
  char *chosen; /* the id */
} Fixture;

static void
chosen_cb (Fixture *f, AppPaletteItem *item)
{
  g_free (f->chosen);
  f->chosen = g_strdup (app_palette_item_get_id (item));
}

static void
offer (GListStore *store, AppPaletteKind kind, const char *key, const char *title)
{
  g_autoptr (AppPaletteItem) item = app_palette_item_new (kind, key, title, NULL, NULL);

  g_list_store_append (store, item);
}

static void
set_up (Fixture *f, gconstpointer user_data)
{
  f->session = app_support_sign_in (demo, "controller");
  f->offered = g_list_store_new (APP_TYPE_PALETTE_ITEM);
  f->recent = g_list_store_new (APP_TYPE_PALETTE_ITEM);
  offer (f->offered, APP_PALETTE_SECTION, "invoices", "Invoices");
  offer (f->offered, APP_PALETTE_SECTION, "journal", "Journal");
  offer (f->offered, APP_PALETTE_COMMAND, "pay", "Register a payment");
  offer (f->recent, APP_PALETTE_SECTION, "journal", "Journal");
  f->palette =
      app_palette_new (NULL, f->session, G_LIST_MODEL (f->offered), G_LIST_MODEL (f->recent));
  g_object_add_weak_pointer (G_OBJECT (f->palette), (gpointer *)&f->palette);
  g_signal_connect_swapped (f->palette, "chosen", G_CALLBACK (chosen_cb), f);
  f->entry = app_support_find (f->palette, GTK_TYPE_SEARCH_ENTRY, NULL, NULL);
  f->list = app_support_find (f->palette, GTK_TYPE_LIST_BOX, NULL, NULL);
  gtk_window_present (GTK_WINDOW (f->palette));
  display_test_frames (GTK_WIDGET (f->palette), 2);
}

static void
tear_down (Fixture *f, gconstpointer user_data)
{
  if (f->palette != NULL)
    gtk_window_destroy (GTK_WINDOW (f->palette));
  display_test_until (f->palette == NULL);
  g_clear_object (&f->offered);
  g_clear_object (&f->recent);
  g_clear_object (&f->session);
  g_free (f->chosen);
}

static const char *
get_row (Fixture *f, int n)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (f->list, n);

  if (row == NULL)
    return NULL;
  return gtk_label_get_text (
      GTK_LABEL (gtk_widget_get_first_child (gtk_list_box_row_get_child (row))));
}

static int
find_row (Fixture *f, const char *title)
{
  for (int i = 0; get_row (f, i) != NULL; i++)
    if (g_str_equal (get_row (f, i), title))
      return i;
  return -1;
}

/* What was chosen last stands first, and once. */
static void
test_recent_first (Fixture *f, gconstpointer user_data)
{
  g_assert_cmpstr (get_row (f, 0), ==, "Journal");
  g_assert_cmpstr (get_row (f, 1), ==, "Invoices");
  g_assert_cmpstr (get_row (f, 2), ==, "Register a payment");
  g_assert_null (get_row (f, 3));
}

static void
test_by_keyboard (Fixture *f, gconstpointer user_data)
{
  display_test_key (f->entry, GDK_KEY_Down, 0);
  display_test_key (f->entry, GDK_KEY_Down, 0);
  display_test_key (f->entry, GDK_KEY_Down, 0);
  display_test_key (f->entry, GDK_KEY_Up, 0);
  g_signal_emit_by_name (f->entry, "activate");
  display_test_until (f->palette == NULL);
  g_assert_cmpstr (f->chosen, ==, "section:invoices");
}

/* At once, without the server: one letter is too little to ask it for. */
static void
test_local_is_instant (Fixture *f, gconstpointer user_data)
{
  gtk_editable_set_text (GTK_EDITABLE (f->entry), "r");
  g_signal_emit_by_name (f->entry, "search-changed");
  g_assert_cmpstr (get_row (f, 0), ==, "Register a payment");
  g_assert_false (display_test_shows (GTK_WIDGET (f->palette), "Asking the server…"));
  gtk_editable_set_text (GTK_EDITABLE (f->entry), "xyzxyz");
  g_signal_emit_by_name (f->entry, "search-changed");
  g_assert_null (get_row (f, 0));
  g_assert_true (display_test_shows (GTK_WIDGET (f->palette), "Asking the server…"));
  display_test_until (display_test_shows (GTK_WIDGET (f->palette),
                                          "Nothing fits. Try a number or the name of a customer."));
  g_signal_emit_by_name (f->entry, "stop-search");
  display_test_until (f->palette == NULL);
  g_assert_null (f->chosen);
}

/* A number of the demo company: its invoice is found by the server and chosen by Enter. */
static void
test_record (Fixture *f, gconstpointer user_data)
{
  gtk_editable_set_text (GTK_EDITABLE (f->entry), "INV/2026/00001");
  g_signal_emit_by_name (f->entry, "search-changed");
  display_test_until (find_row (f, "INV/2026/00001") >= 0);
  while (!gtk_list_box_row_is_selected (
      gtk_list_box_get_row_at_index (f->list, find_row (f, "INV/2026/00001"))))
    display_test_key (f->entry, GDK_KEY_Down, 0);
  g_signal_emit_by_name (f->entry, "activate");
  display_test_until (f->palette == NULL);
  g_assert_true (g_str_has_prefix (f->chosen, "record:"));
}

/* By a part of the name, whether there are invoices that fit or not. */
static void
test_customer (Fixture *f, gconstpointer user_data)
{
  static const char *const typed[] = { "zängl", "bakker inst" };
  static const char *const names[] = { "Zängl Metallbau GmbH", "Bakker Instalacje Sp. j." };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (f->entry), typed[i]);
      g_signal_emit_by_name (f->entry, "search-changed");
      display_test_until (find_row (f, names[i]) >= 0);
    }
  while (!gtk_list_box_row_is_selected (
      gtk_list_box_get_row_at_index (f->list, find_row (f, names[1]))))
    display_test_key (f->entry, GDK_KEY_Down, 0);
  g_signal_emit_by_name (f->entry, "activate");
  display_test_until (f->palette == NULL);
  g_assert_true (g_str_has_prefix (f->chosen, "customer:"));
  g_assert_cmpint (g_ascii_strtoll (f->chosen + strlen ("customer:"), NULL, 10), >, 0);
}

/* What was recognised is said, and who is known by it stands above all; of nobody it is said. */
static void
test_known (Fixture *f, gconstpointer user_data)
{
  gtk_editable_set_text (GTK_EDITABLE (f->entry), "Einkauf <info@kunde274.example>");
  g_signal_emit_by_name (f->entry, "search-changed");
  display_test_until (find_row (f, "Ilgner Anlagenbau GmbH & Co. KG") >= 0);
  display_test_until (display_test_shows (
      GTK_WIDGET (f->palette), "1 customer is known by the mail address “info@kunde274.example”"));
  gtk_editable_set_text (GTK_EDITABLE (f->entry), "nobody@nowhere.example");
  g_signal_emit_by_name (f->entry, "search-changed");
  display_test_until (display_test_shows (
      GTK_WIDGET (f->palette), "Nobody is known by the mail address “nobody@nowhere.example”."));
}

/* Typed on and on: what was asked for before is not shown any more. */
static void
test_typed_on (Fixture *f, gconstpointer user_data)
{
  static const char *const typed[] = { "INV/2026/00001", "INV/2026/00002", "INV/2026/00003" };

  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    {
      gtk_editable_set_text (GTK_EDITABLE (f->entry), typed[i]);
      g_signal_emit_by_name (f->entry, "search-changed");
      /* Long enough for the request to be sent. */
      for (guint t = 0; t < 35; t++)
        display_test_tick ();
    }
  display_test_until (find_row (f, "INV/2026/00003") >= 0);
  g_assert_cmpint (find_row (f, "INV/2026/00001"), <, 0);
  g_assert_cmpint (find_row (f, "INV/2026/00002"), <, 0);
}

static void
test_remember (void)
{
  g_autoptr (GListStore) recent = g_list_store_new (APP_TYPE_PALETTE_ITEM);
  g_autoptr (AppPaletteItem) again =
      app_palette_item_new (APP_PALETTE_RECORD, "3", "three", NULL, NULL);
  g_autoptr (AppPaletteItem) first = NULL;

  for (guint i = 0; i < 12; i++)
    {
      g_autofree char *key = g_strdup_printf ("%u", i);
      g_autoptr (AppPaletteItem) item =
          app_palette_item_new (APP_PALETTE_RECORD, key, key, NULL, NULL);

      app_palette_remember (recent, item);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (recent)), ==, 8);
  app_palette_remember (recent, again);
  app_palette_remember (recent, again);
  first = g_list_model_get_item (G_LIST_MODEL (recent), 0);
  g_assert_cmpstr (app_palette_item_get_id (first), ==, "record:3");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (recent)), ==, 8);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  int result;

  display_test_init (&argc, &argv);
  demo = app_support_start_demo ();
  ADD ("/app/palette/recent-first", test_recent_first);
  ADD ("/app/palette/by-keyboard", test_by_keyboard);
  ADD ("/app/palette/local-is-instant", test_local_is_instant);
  ADD ("/app/palette/record", test_record);
  ADD ("/app/palette/customer", test_customer);
  ADD ("/app/palette/known", test_known);
  ADD ("/app/palette/typed-on", test_typed_on);
  g_test_add_func ("/app/palette/remember", test_remember);
  result = g_test_run ();
  g_object_unref (demo);
  return result;
}
