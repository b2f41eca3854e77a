/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-command.h"

#include "app-application.h"
#include "app-fuzzy.h"
#include "kit-ledger-list.h"
#include "page-close.h"
#include "page-due.h"
#include "page-invoice-editor.h"
#include "page-invoice-view.h"
#include "page-invoices.h"
#include "page-items.h"
#include "page-journal.h"
#include "page-reconcile.h"
#include "page-service.h"

#include "display-test.h"

#include <string.h>

static void
test_fuzzy_fits (void)
{
  static const struct
  {
    const char *query;
    const char *text;
    gboolean fits;
  } cases[] = {
    { "", "Invoices", TRUE },
    { "inv", "Invoices", TRUE },
    { "INV", "Invoices", TRUE },
    { "ivc", "Invoices", TRUE },
    { "vin", "Invoices", FALSE },
    { "reg pay", "Register a payment", TRUE },
    { "muller", "Müller GmbH", TRUE },
    { "größe", "Grosse", FALSE },
    { "x", "", FALSE },
    { "invoicess", "Invoices", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s in %s", cases[i].query, cases[i].text);
      g_assert_cmpint (app_fuzzy_score (cases[i].query, cases[i].text) >= 0, ==, cases[i].fits);
    }
}

/* The first of each row is the better one. */
static void
test_fuzzy_order (void)
{
  static const struct
  {
    const char *query;
    const char *better;
    const char *worse;
  } cases[] = {
    { "inv", "Invoices", "Print envelope" },     { "rp", "Register a payment", "Open report" },
    { "jour", "Journal", "Just our" },           { "new", "New invoice", "Renew the key" },
    { "pre", "Previous record", "Copy recent" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s", cases[i].query);
      g_assert_cmpint (app_fuzzy_score (cases[i].query, cases[i].better), >,
                       app_fuzzy_score (cases[i].query, cases[i].worse));
    }
}

static void
test_table (void)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);
  gsize n;
  const AppCommand *commands = app_command_get_all (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) keys =
          commands[i].keys != NULL ? g_strsplit (commands[i].keys, " ", -1) : NULL;
      g_autoptr (GVariant) target = NULL;
      g_autofree char *name = NULL;

      g_test_message ("%s", commands[i].id);
      g_assert_true (g_hash_table_add (ids, (gpointer)commands[i].id));
      g_assert_true (app_command_find (commands[i].id) == &commands[i]);
      if (commands[i].action != NULL)
        g_assert_true (g_action_parse_detailed_name (commands[i].action, &name, &target, NULL));
      if ((commands[i].flags & APP_COMMAND_ACCEL) != 0)
        g_assert_nonnull (commands[i].keys);
      if ((commands[i].flags & APP_COMMAND_OFFERED) != 0)
        g_assert_nonnull (commands[i].action);
      for (guint k = 0; keys != NULL && keys[k] != NULL; k++)
        if (strstr (keys[k], "...") == NULL)
          g_assert_true (gtk_accelerator_parse (keys[k], NULL, NULL));
    }
}

/* Every action of a page that the table names exists, and no typing error makes a verb that never
 * comes. */
static void
test_pages (void)
{
  const GType types[] = { PAGE_TYPE_INVOICES,  PAGE_TYPE_INVOICE_VIEW, PAGE_TYPE_INVOICE_EDITOR,
                          PAGE_TYPE_JOURNAL,   PAGE_TYPE_DUE,          PAGE_TYPE_ITEMS,
                          PAGE_TYPE_RECONCILE, PAGE_TYPE_CLOSE,        KIT_TYPE_LEDGER_LIST,
                          PAGE_TYPE_SERVICE };
  gsize n;
  const AppCommand *commands = app_command_get_all (&n);

  for (gsize i = 0; i < n; i++)
    {
      gboolean there = FALSE;

      if (commands[i].action == NULL || g_str_has_prefix (commands[i].action, "win.")
          || g_str_has_prefix (commands[i].action, "app.")
          || g_str_has_prefix (commands[i].action, "statement.")
          || g_str_has_prefix (commands[i].action, "window."))
        continue;
      for (guint t = 0; t < G_N_ELEMENTS (types); t++)
        {
          g_autoptr (GTypeClass) klass = g_type_class_ref (types[t]);
          const char *name, *property;
          const GVariantType *type;
          GType owner;

          for (guint a = 0; gtk_widget_class_query_action (GTK_WIDGET_CLASS (klass), a, &owner,
                                                           &name, &type, &property);
               a++)
            there = there || g_str_equal (name, commands[i].action);
        }
      g_test_message ("%s", commands[i].action);
      g_assert_true (there);
    }
}

/* The program has every action of its own that the table names. */
static void
test_program (void)
{
  g_autoptr (AppApplication) application = app_application_new ();
  gsize n;
  const AppCommand *commands = app_command_get_all (&n);

  g_application_set_flags (G_APPLICATION (application), G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  for (gsize i = 0; i < n; i++)
    {
      if (commands[i].action == NULL || !g_str_has_prefix (commands[i].action, "app."))
        continue;
      g_test_message ("%s", commands[i].action);
      g_assert_true (g_action_group_has_action (G_ACTION_GROUP (application),
                                                commands[i].action + strlen ("app.")));
    }
  for (gsize i = 0; i < n; i++)
    {
      g_auto (GStrv) accels = NULL;

      if ((commands[i].flags & APP_COMMAND_ACCEL) == 0)
        continue;
      accels =
          gtk_application_get_accels_for_action (GTK_APPLICATION (application), commands[i].action);
      g_test_message ("%s", commands[i].action);
      g_assert_nonnull (accels[0]);
    }
}

static void
test_window (void)
{
  GtkWindow *window = app_command_new_shortcuts_window ();
  gsize n;
  const AppCommand *commands = app_command_get_all (&n);

  gtk_window_present (window);
  display_test_frames (GTK_WIDGET (window), 2);
  for (gsize i = 0; i < n; i++)
    {
      if (commands[i].keys == NULL)
        continue;
      g_test_message ("%s", commands[i].title);
      g_assert_nonnull (display_test_find (GTK_WIDGET (window), GTK_TYPE_LABEL, commands[i].title));
    }
  display_test_close (window);
}

/* Switched off, it is not offered; switched on, it is. */
static void
test_enabled (void)
{
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autoptr (GSimpleAction) action = g_simple_action_new ("sign-out", NULL);
  GtkWidget *label = gtk_label_new ("x");
  GtkWindow *window;
  const AppCommand *command = app_command_find ("sign-out");

  g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
  window = display_test_show (label, 200, 100);
  gtk_widget_insert_action_group (GTK_WIDGET (window), "win", G_ACTION_GROUP (group));
  g_assert_nonnull (app_command_find_owner (command, GTK_WIDGET (window)));
  g_simple_action_set_enabled (action, FALSE);
  g_assert_null (app_command_find_owner (command, GTK_WIDGET (window)));
  g_assert_null (app_command_find_owner (app_command_find ("pay"), GTK_WIDGET (window)));
  display_test_close (window);
}

int
main (int argc, char **argv)
{
  display_test_init (&argc, &argv);
  g_test_add_func ("/app/commands/fuzzy-fits", test_fuzzy_fits);
  g_test_add_func ("/app/commands/fuzzy-order", test_fuzzy_order);
  g_test_add_func ("/app/commands/table", test_table);
  g_test_add_func ("/app/commands/pages", test_pages);
  g_test_add_func ("/app/commands/program", test_program);
  g_test_add_func ("/app/commands/window", test_window);
  g_test_add_func ("/app/commands/enabled", test_enabled);
  return g_test_run ();
}
