/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "kit-filter-bar.h"

#include "biz-invoice-filter.h"
#include "display-test.h"
#include "erp-call.h"
#include "fake-client.h"

#include <string.h>

typedef struct
{
  FakeClient *client;
  KitFilterBar *bar;
  GtkWindow *window;
  GtkEditable *entry;
  guint n_changed;
  guint n_activated;
  guint n_left;
} Fixture;

static JsonNode *
answer_cb (ErpCall *call, gpointer user_data, GError **error)
{
  g_assert_cmpstr (erp_call_get_method (call), ==, "name_search");
  g_assert_cmpstr (erp_call_get_model (call), ==, "res.partner");
  return json_from_string ("[[7,\"Acme Ltd\"],[8,\"Acorn \\\"A\\\" Works\"]]", NULL);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (BizNameSearch) names = NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  f->client = fake_client_new (answer_cb, f);
  names = biz_name_search_new (ERP_CLIENT (f->client));
  f->bar = KIT_FILTER_BAR (kit_filter_bar_new ());
  kit_filter_bar_set_grammar (f->bar, &biz_invoice_grammar, names);
  kit_filter_bar_set_name (f->bar, "Search");
  f->entry = kit_filter_bar_get_editable (f->bar);
  g_signal_connect_swapped (f->bar, "changed", G_CALLBACK (count_cb), &f->n_changed);
  g_signal_connect_swapped (f->bar, "activate", G_CALLBACK (count_cb), &f->n_activated);
  g_signal_connect_swapped (f->bar, "leave", G_CALLBACK (count_cb), &f->n_left);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (f->bar));
  f->window = display_test_show (box, 700, 400);
  gtk_widget_grab_focus (GTK_WIDGET (f->bar));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->bar), (gpointer *)&f->bar);
  display_test_close (f->window);
  g_assert_null (f->bar);
  fake_loop_drain ();
  g_assert_finalize_object (f->client);
}

/* As a person: behind what is there. */
static void
type (Fixture *f, const char *text)
{
  int position = gtk_editable_get_position (f->entry);

  gtk_editable_insert_text (f->entry, text, -1, &position);
  gtk_editable_set_position (f->entry, position);
}

static gboolean
press (Fixture *f, guint keyval)
{
  return display_test_key (GTK_WIDGET (f->entry), keyval, 0);
}

static void
assert_text (Fixture *f, const char *wanted)
{
  g_autofree char *text = kit_filter_bar_get_text (f->bar);

  g_assert_cmpstr (text, ==, wanted);
}

static void
test_typing (Fixture *f, gconstpointer data)
{
  /* A token is a pill as soon as a space ends it, a word is looked for as it is typed. */
  type (f, "overdue ");
  g_assert_cmpuint (kit_filter_bar_get_n_pills (f->bar), ==, 1);
  g_assert_cmpstr (gtk_editable_get_text (f->entry), ==, "");
  g_assert_cmpuint (f->n_changed, ==, 1);
  type (f, "steel");
  display_test_until (f->n_changed == 2);
  g_assert_cmpuint (kit_filter_bar_get_n_pills (f->bar), ==, 1);
  assert_text (f, "overdue steel");
  type (f, " amount:>1000 ");
  g_assert_cmpuint (kit_filter_bar_get_n_pills (f->bar), ==, 2);
  assert_text (f, "overdue amount:>1000 steel");
  g_assert_true (press (f, GDK_KEY_Return));
  g_assert_cmpuint (kit_filter_bar_get_n_pills (f->bar), ==, 3);
  g_assert_cmpuint (f->n_activated, ==, 1);
  g_assert_true (display_test_shows (GTK_WIDGET (f->bar), "overdue"));
  g_assert_true (display_test_shows (GTK_WIDGET (f->bar), "amount: >1000"));
}

static void
test_removing (Fixture *f, gconstpointer data)
{
  kit_filter_bar_set_text (f->bar, "overdue customer:\"Acme Ltd\" steel");
  g_assert_cmpuint (f->n_changed, ==, 0);
  g_assert_cmpuint (kit_filter_bar_get_n_pills (f->bar), ==, 2);
  assert_text (f, "overdue customer:\"Acme Ltd\" steel");
  /* In the middle of a word Backspace is the entry's own. */
  press (f, GDK_KEY_BackSpace);
  g_assert_cmpuint (kit_filter_bar_get_n_pills (f->bar), ==, 2);
  gtk_editable_set_position (f->entry, 0);
  g_assert_true (press (f, GDK_KEY_BackSpace));
  assert_text (f, "overdue steel");
  g_assert_cmpuint (f->n_changed, ==, 1);
  /* Escape: first what is typed, then away. */
  g_assert_true (press (f, GDK_KEY_Escape));
  assert_text (f, "overdue");
  g_assert_cmpuint (f->n_left, ==, 0);
  g_assert_true (press (f, GDK_KEY_Escape));
  g_assert_cmpuint (f->n_left, ==, 1);
  assert_text (f, "overdue");
}

static void
test_editing (Fixture *f, gconstpointer data)
{
  GtkWidget *label;

  kit_filter_bar_set_text (f->bar, "due:<2026-12-01 state:draft");
  label = display_test_find (GTK_WIDGET (f->bar), GTK_TYPE_LABEL, "due: <2026-12-01");
  display_test_click (gtk_widget_get_ancestor (label, GTK_TYPE_BUTTON));
  g_assert_cmpstr (gtk_editable_get_text (f->entry), ==, "due:<2026-12-01");
  g_assert_cmpuint (kit_filter_bar_get_n_pills (f->bar), ==, 1);
}

static void
test_problem (Fixture *f, gconstpointer data)
{
  kit_filter_bar_set_text (f->bar, "overdue state:purple");
  g_assert_false (kit_filter_bar_is_valid (f->bar));
  g_assert_true (display_test_shows (
      GTK_WIDGET (f->bar), "“state:purple” is not known. Write one of: draft, posted, cancelled."));
  gtk_editable_set_position (f->entry, 0);
  press (f, GDK_KEY_BackSpace);
  g_assert_true (kit_filter_bar_is_valid (f->bar));
  /* What is still being typed is no mistake yet. */
  type (f, "state:dr");
  g_assert_true (kit_filter_bar_is_valid (f->bar));
  /* Enter says that it is meant. */
  type (f, "atf");
  press (f, GDK_KEY_Return);
  g_assert_false (kit_filter_bar_is_valid (f->bar));
  g_assert_cmpuint (f->n_activated, ==, 0);
}

static void
test_completion (Fixture *f, gconstpointer data)
{
  type (f, "ov");
  display_test_until (kit_filter_bar_is_open (f->bar));
  g_assert_true (press (f, GDK_KEY_Tab));
  assert_text (f, "overdue");
  g_assert_cmpuint (kit_filter_bar_get_n_pills (f->bar), ==, 1);
  g_assert_false (kit_filter_bar_is_open (f->bar));
  /* A field first, then its words. */
  type (f, "sta");
  g_assert_true (press (f, GDK_KEY_Down));
  g_assert_true (press (f, GDK_KEY_Return));
  g_assert_cmpstr (gtk_editable_get_text (f->entry), ==, "state:");
  g_assert_true (kit_filter_bar_is_open (f->bar));
  press (f, GDK_KEY_Down);
  press (f, GDK_KEY_Down);
  press (f, GDK_KEY_Return);
  assert_text (f, "overdue state:posted");
}

static void
test_names (Fixture *f, gconstpointer data)
{
  type (f, "-customer:ac");
  display_test_until (kit_filter_bar_is_open (f->bar));
  g_assert_true (display_test_shows (GTK_WIDGET (f->bar), "Acme Ltd"));
  /* A pause in typing asks once. */
  g_assert_cmpuint (fake_client_count_calls (f->client, "name_search"), ==, 1);
  press (f, GDK_KEY_Down);
  press (f, GDK_KEY_Return);
  assert_text (f, "-customer:\"Acme Ltd\"");
  g_assert_true (display_test_shows (GTK_WIDGET (f->bar), "not customer: Acme Ltd"));
}

#define ADD(name, func) g_test_add ("/kit-filter-bar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("typing", test_typing);
  ADD ("removing", test_removing);
  ADD ("editing", test_editing);
  ADD ("problem", test_problem);
  ADD ("completion", test_completion);
  ADD ("names", test_names);
  return g_test_run ();
}
