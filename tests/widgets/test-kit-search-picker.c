/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "kit-search-picker.h"

#include <string.h>

/* A search over five names that answers when told to. */
#define TEST_TYPE_SEARCH (test_search_get_type ())
G_DECLARE_FINAL_TYPE (TestSearch, test_search, TEST, SEARCH, GObject)

struct _TestSearch
{
  GObject parent_instance;

  GListStore *found;
  char *text;
  char *error;
  gboolean loading;
  guint n_searches;
};

static void test_search_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestSearch,
                               test_search,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, test_search_iface_init))

enum
{
  PROP_TEXT = 1,
  PROP_LOADING,
  PROP_ERROR_MESSAGE,
};

static GType
get_item_type (GListModel *model)
{
  return GTK_TYPE_STRING_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (TEST_SEARCH (model)->found));
}

static gpointer
get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (TEST_SEARCH (model)->found), position);
}

static void
test_search_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
test_search_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  TestSearch *self = TEST_SEARCH (object);

  if (id == PROP_TEXT)
    g_value_set_string (value, self->text);
  else if (id == PROP_LOADING)
    g_value_set_boolean (value, self->loading);
  else
    g_value_set_string (value, self->error);
}

static void
test_search_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  TestSearch *self = TEST_SEARCH (object);

  g_free (self->text);
  self->text = g_value_dup_string (value);
  self->loading = TRUE;
  self->n_searches++;
  g_object_notify (object, "loading");
}

static void
test_search_finalize (GObject *object)
{
  TestSearch *self = TEST_SEARCH (object);

  g_clear_object (&self->found);
  g_free (self->text);
  g_free (self->error);
  G_OBJECT_CLASS (test_search_parent_class)->finalize (object);
}

static void
test_search_class_init (TestSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = test_search_get_property;
  object_class->set_property = test_search_set_property;
  object_class->finalize = test_search_finalize;
  g_object_class_install_property (
      object_class, PROP_TEXT, g_param_spec_string ("text", NULL, NULL, NULL, G_PARAM_READWRITE));
  g_object_class_install_property (object_class, PROP_LOADING,
                                   g_param_spec_boolean ("loading", NULL, NULL, FALSE,
                                                         G_PARAM_READABLE));
  g_object_class_install_property (object_class, PROP_ERROR_MESSAGE,
                                   g_param_spec_string ("error-message", NULL, NULL, NULL,
                                                        G_PARAM_READABLE));
}

static void
items_changed_cb (GListModel *found, guint position, guint removed, guint added, TestSearch *self)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
test_search_init (TestSearch *self)
{
  self->found = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  g_signal_connect_object (self->found, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
}

static void
answer (TestSearch *self)
{
  static const char *const names[] = { "Acme", "Acorn", "Bolt", "Bold", "Cable" };
  guint i;

  g_list_store_remove_all (self->found);
  for (i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GtkStringObject) name = gtk_string_object_new (names[i]);

      if (g_str_has_prefix (names[i], self->text))
        g_list_store_append (self->found, name);
    }
  self->loading = FALSE;
  g_object_notify (G_OBJECT (self), "loading");
}

static char *
get_name (gpointer item)
{
  return g_strdup (gtk_string_object_get_string (item));
}

typedef struct
{
  KitSearchPicker *picker;
  TestSearch *search;
  GtkWindow *window;
  GtkWidget *entry;
  char *chosen;
  guint n_chosen;
} Fixture;

static void
chosen_cb (Fixture *f, GObject *item)
{
  g_free (f->chosen);
  f->chosen = item != NULL ? get_name (item) : NULL;
  f->n_chosen++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->picker = KIT_SEARCH_PICKER (kit_search_picker_new ());
  f->search = g_object_new (TEST_TYPE_SEARCH, NULL);
  kit_search_picker_set_describe (f->picker, get_name, NULL);
  kit_search_picker_set_search (f->picker, G_LIST_MODEL (f->search));
  g_signal_connect_swapped (f->picker, "chosen", G_CALLBACK (chosen_cb), f);
  f->entry = GTK_WIDGET (kit_search_picker_get_editable (f->picker));
  f->window = display_test_show (GTK_WIDGET (f->picker), 300, 60);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_object_add_weak_pointer (G_OBJECT (f->picker), (gpointer *)&f->picker);
  display_test_close (f->window);
  g_assert_null (f->picker);
  g_assert_finalize_object (f->search);
  g_free (f->chosen);
}

static void
type (Fixture *f, const char *text)
{
  gtk_editable_set_text (GTK_EDITABLE (f->entry), text);
}

static void
test_choose_by_keyboard (Fixture *f, gconstpointer data)
{
  type (f, "Ac");
  g_assert_true (kit_search_picker_is_open (f->picker));
  g_assert_cmpuint (f->search->n_searches, ==, 0);
  display_test_until (f->search->n_searches == 1);
  g_assert_cmpstr (f->search->text, ==, "Ac");
  answer (f->search);
  g_assert_true (display_test_key (f->entry, GDK_KEY_Down, 0));
  g_assert_true (display_test_key (f->entry, GDK_KEY_Return, 0));
  g_assert_cmpstr (f->chosen, ==, "Acorn");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "Acorn");
  g_assert_false (kit_search_picker_is_open (f->picker));
}

static void
test_typing_waits (Fixture *f, gconstpointer data)
{
  type (f, "B");
  type (f, "Bo");
  type (f, "Bol");
  display_test_until (f->search->n_searches == 1);
  g_assert_cmpstr (f->search->text, ==, "Bol");
  answer (f->search);
  g_assert_true (display_test_key (f->entry, GDK_KEY_Return, 0));
  g_assert_cmpstr (f->chosen, ==, "Bolt");
}

static void
test_enter_searches_at_once (Fixture *f, gconstpointer data)
{
  type (f, "Cab");
  g_assert_true (display_test_key (f->entry, GDK_KEY_Return, 0));
  g_assert_cmpuint (f->search->n_searches, ==, 1);
  g_assert_cmpuint (f->n_chosen, ==, 0);
  answer (f->search);
  g_assert_true (display_test_key (f->entry, GDK_KEY_Return, 0));
  g_assert_cmpstr (f->chosen, ==, "Cable");
}

static void
test_escape_restores (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkStringObject) acme = gtk_string_object_new ("Acme");

  kit_search_picker_set_chosen (f->picker, acme);
  type (f, "Bo");
  g_assert_true (display_test_key (f->entry, GDK_KEY_Escape, 0));
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "Acme");
  g_assert_false (kit_search_picker_is_open (f->picker));
  g_assert_false (display_test_key (f->entry, GDK_KEY_Escape, 0));
  g_assert_cmpuint (f->n_chosen, ==, 0);
}

static void
test_leaving (Fixture *f, gconstpointer data)
{
  g_autoptr (GtkStringObject) acme = gtk_string_object_new ("Acme");

  kit_search_picker_set_chosen (f->picker, acme);
  type (f, "Bo");
  display_test_leave_focus (f->entry);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (f->entry)), ==, "Acme");
  g_assert_true (kit_search_picker_get_chosen (f->picker) == acme);
  g_assert_cmpuint (f->n_chosen, ==, 0);

  type (f, "");
  display_test_leave_focus (f->entry);
  g_assert_null (kit_search_picker_get_chosen (f->picker));
  g_assert_cmpuint (f->n_chosen, ==, 1);
}

static void
test_says_what_is_wrong (Fixture *f, gconstpointer data)
{
  GtkWidget *root = GTK_WIDGET (f->picker);

  type (f, "Zz");
  display_test_until (f->search->n_searches == 1);
  g_assert_nonnull (display_test_find (root, GTK_TYPE_LABEL, "Searching…"));
  f->search->error = g_strdup ("The server cannot be reached.");
  answer (f->search);
  g_assert_nonnull (display_test_find (root, GTK_TYPE_LABEL, "The server cannot be reached."));
  g_clear_pointer (&f->search->error, g_free);
  answer (f->search);
  g_assert_nonnull (display_test_find (root, GTK_TYPE_LABEL, "Nothing found. Try fewer letters."));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/kit-search-picker/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  ADD ("choose-by-keyboard", test_choose_by_keyboard);
  ADD ("typing-waits", test_typing_waits);
  ADD ("enter-searches-at-once", test_enter_searches_at_once);
  ADD ("escape-restores", test_escape_restores);
  ADD ("leaving", test_leaving);
  ADD ("says-what-is-wrong", test_says_what_is_wrong);
  return g_test_run ();
}
