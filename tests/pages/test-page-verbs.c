/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "display-test.h"
#include "page-verbs.h"

/* A page's actions and the keys that run them: one table. */

#define TEST_TYPE_PAGE (test_page_get_type ())
G_DECLARE_FINAL_TYPE (TestPage, test_page, TEST, PAGE, GtkWidget)

struct _TestPage
{
  GtkWidget parent_instance;

  GString *log;
};

G_DEFINE_FINAL_TYPE (TestPage, test_page, GTK_TYPE_WIDGET)

static void
log_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_string_append_printf (TEST_PAGE (widget)->log, "%s%s ", name, parameter != NULL ? "+" : "");
}

static void
test_page_finalize (GObject *object)
{
  g_string_free (TEST_PAGE (object)->log, TRUE);

  G_OBJECT_CLASS (test_page_parent_class)->finalize (object);
}

static const PageVerb verbs[] = {
  { "test.refresh", log_action, PAGE_KEYS_REFRESH },
  { "test.search", log_action, PAGE_KEYS_SEARCH },
  { "test.close", log_action, PAGE_KEYS_CLOSE },
  { "test.do", log_action, "m|" PAGE_KEYS_DO },
  { "test.back", log_action, "<Shift>u" },
  { "test.plain", log_action },
  { "test.pick", log_action, NULL, "x" },
};

static void
test_page_class_init (TestPageClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_page_finalize;
  page_verbs_install (GTK_WIDGET_CLASS (klass), verbs, G_N_ELEMENTS (verbs));
}

static void
test_page_init (TestPage *self)
{
  self->log = g_string_new (NULL);
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

static void
test_keys (void)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
    const char *expected; /* "": nothing runs */
  } cases[] = {
    { GDK_KEY_F5, 0, "test.refresh " },
    { GDK_KEY_r, GDK_CONTROL_MASK, "test.refresh " },
    { GDK_KEY_f, GDK_CONTROL_MASK, "test.search " },
    { GDK_KEY_slash, 0, "test.search " },
    { GDK_KEY_KP_Divide, 0, "test.search " },
    { GDK_KEY_Escape, 0, "test.close " },
    { GDK_KEY_m, 0, "test.do " },
    { GDK_KEY_Return, GDK_CONTROL_MASK, "test.do " },
    { GDK_KEY_KP_Enter, GDK_CONTROL_MASK, "test.do " },
    { GDK_KEY_u, GDK_SHIFT_MASK, "test.back " },
    { GDK_KEY_u, 0, "" },
    { GDK_KEY_r, 0, "" },
    { GDK_KEY_f, 0, "" },
  };
  GtkWidget *page = g_object_new (TEST_TYPE_PAGE, NULL);
  GtkWindow *window = display_test_show (page, 200, 100);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_string_truncate (TEST_PAGE (page)->log, 0);
      g_assert_cmpint (display_test_key (page, cases[i].key, cases[i].modifiers), ==,
                       *cases[i].expected != '\0');
      g_assert_cmpstr (TEST_PAGE (page)->log->str, ==, cases[i].expected);
    }
  display_test_close (window);
}

/* Those without keys run by their name; a parameter is of its type. */
static void
test_actions (void)
{
  GtkWidget *page = g_object_ref_sink (g_object_new (TEST_TYPE_PAGE, NULL));

  g_assert_true (gtk_widget_activate_action (page, "test.plain", NULL));
  g_assert_true (gtk_widget_activate_action (page, "test.pick", "x", G_GINT64_CONSTANT (7)));
  g_assert_false (gtk_widget_activate_action (page, "test.other", NULL));
  g_assert_cmpstr (TEST_PAGE (page)->log->str, ==, "test.plain test.pick+ ");
  g_object_unref (page);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/verbs/keys", test_keys);
  g_test_add_func ("/verbs/actions", test_actions);

  return g_test_run ();
}
