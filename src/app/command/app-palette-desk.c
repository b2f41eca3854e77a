/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-palette-desk.h"

#include "app-command.h"
#include "app-section.h"
#include "app-shell.h"
#include "erp-profile-store.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "page-invoices.h"

#include <glib/gi18n-lib.h>

/* What was chosen in this session, by all its windows. Records are remembered as long as it lasts;
 * sections and verbs by the settings, too. */
static const char RECENT_KEY[] = "app-palette-recent";

typedef struct
{
  GtkWindow *window; /* weak */
  AppShell *shell;   /* weak */
  GSettings *settings;
  GListStore *recent;
} Desk;

static void
desk_free (gpointer data, GClosure *closure)
{
  Desk *desk = data;

  g_clear_weak_pointer (&desk->window);
  g_clear_weak_pointer (&desk->shell);
  g_clear_object (&desk->settings);
  g_clear_object (&desk->recent);
  g_free (desk);
}

static void
add (GListStore *store, AppPaletteItem *item)
{
  g_list_store_append (store, item);
  g_clear_object (&item);
}

static void
add_sections (GListStore *store, AppShell *shell)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (app_shell_get_session (shell));
  gsize n;
  const AppSection *sections = app_section_get_all (&n);
  guint nth = 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *keys = NULL;

      if (!app_section_is_available (&sections[i], capabilities))
        continue;
      if (++nth <= 9)
        keys = gtk_accelerator_get_label (GDK_KEY_0 + nth, GDK_CONTROL_MASK);
      add (store, app_palette_item_new (APP_PALETTE_SECTION, sections[i].id, _ (sections[i].title),
                                        NULL, keys));
    }
}

/* The verbs of the page that is shown come before those of the program. */
static void
add_commands (GListStore *store, GtkWidget *window, gboolean of_page)
{
  gsize n;
  const AppCommand *commands = app_command_get_all (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_autofree char *keys = NULL;

      if ((commands[i].flags & APP_COMMAND_OFFERED) == 0
          || (commands[i].group != APP_COMMAND_PROGRAM) != of_page
          || app_command_find_owner (&commands[i], window) == NULL)
        continue;
      keys = app_command_get_keys_label (&commands[i]);
      add (store, app_palette_item_new (APP_PALETTE_COMMAND, commands[i].id, _ (commands[i].title),
                                        NULL, keys));
    }
}

static void
add_profiles (GListStore *store, ErpProfileStore *profiles, ErpProfile *current)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (profiles)); i++)
    {
      g_autoptr (ErpProfile) profile = g_list_model_get_item (G_LIST_MODEL (profiles), i);

      if (profile != current)
        add (store, app_palette_item_new (APP_PALETTE_PROFILE, erp_profile_get_id (profile),
                                          erp_profile_get_name (profile), NULL, NULL));
    }
}

/* Of the list that is there already; the palette asks no server for them. */
static void
add_filters (GListStore *store, AppShell *shell)
{
  GtkWidget *page = app_shell_get_page (shell, "invoices");
  GListModel *filters =
      page != NULL ? G_LIST_MODEL (page_invoices_get_saved (PAGE_INVOICES (page))) : NULL;

  for (guint i = 0; filters != NULL && i < g_list_model_get_n_items (filters); i++)
    {
      g_autoptr (BizSavedFilter) filter = g_list_model_get_item (filters, i);
      g_autofree char *key =
          g_strdup_printf ("%" G_GINT64_FORMAT, biz_saved_filter_get_id (filter));

      if (biz_saved_filter_get_problem (filter) == NULL)
        add (store,
             app_palette_item_new (APP_PALETTE_FILTER, key, biz_saved_filter_get_name (filter),
                                   biz_saved_filter_get_text (filter), NULL));
    }
}

static AppPaletteItem *
find_item (GListModel *items, const char *id)
{
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (AppPaletteItem) item = g_list_model_get_item (items, i);

      if (g_str_equal (app_palette_item_get_id (item), id))
        return item;
    }
  return NULL;
}

static GListStore *
ensure_recent (ErpSession *session, GListModel *offered, GSettings *settings)
{
  GListStore *recent = g_object_get_data (G_OBJECT (session), RECENT_KEY);
  g_auto (GStrv) ids = NULL;

  if (recent != NULL)
    return recent;
  recent = g_list_store_new (APP_TYPE_PALETTE_ITEM);
  g_object_set_data_full (G_OBJECT (session), RECENT_KEY, recent, g_object_unref);
  ids = g_settings_get_strv (settings, "recent-commands");
  for (guint i = 0; ids[i] != NULL; i++)
    {
      AppPaletteItem *item = find_item (offered, ids[i]);

      if (item != NULL)
        g_list_store_append (recent, item);
    }
  return recent;
}

/* A verb that nobody has now is not offered because it was done before. */
static GListStore *
list_possible (GListModel *recent, GListModel *offered)
{
  GListStore *possible = g_list_store_new (APP_TYPE_PALETTE_ITEM);

  for (guint i = 0; i < g_list_model_get_n_items (recent); i++)
    {
      g_autoptr (AppPaletteItem) item = g_list_model_get_item (recent, i);
      AppPaletteKind kind = app_palette_item_get_kind (item);

      if (kind == APP_PALETTE_RECORD || kind == APP_PALETTE_CUSTOMER
          || find_item (offered, app_palette_item_get_id (item)) != NULL)
        g_list_store_append (possible, item);
    }
  return possible;
}

/* Names of records are the company's: they are not written to this computer. */
static void
save_recent (Desk *desk)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (desk->recent)); i++)
    {
      g_autoptr (AppPaletteItem) item = g_list_model_get_item (G_LIST_MODEL (desk->recent), i);
      AppPaletteKind kind = app_palette_item_get_kind (item);

      if (kind == APP_PALETTE_SECTION || kind == APP_PALETTE_COMMAND)
        g_strv_builder_add (builder, app_palette_item_get_id (item));
    }
  ids = g_strv_builder_end (builder);
  g_settings_set_strv (desk->settings, "recent-commands", (const char *const *)ids);
}

static void
chosen_cb (AppPalette *palette, AppPaletteItem *item, gpointer user_data)
{
  Desk *desk = user_data;
  const char *key = app_palette_item_get_key (item);

  if (desk->window == NULL || desk->shell == NULL)
    return;
  app_palette_remember (desk->recent, item);
  save_recent (desk);
  switch (app_palette_item_get_kind (item))
    {
    case APP_PALETTE_SECTION:
      app_shell_show_section (desk->shell, key);
      break;
    case APP_PALETTE_COMMAND:
      app_command_activate (app_command_find (key), GTK_WIDGET (desk->window));
      break;
    case APP_PALETTE_PROFILE:
      gtk_widget_activate_action (GTK_WIDGET (desk->window), "app.open-profile", "s", key);
      break;
    case APP_PALETTE_RECORD:
      app_shell_open (desk->shell, "account.move", g_ascii_strtoll (key, NULL, 10));
      break;
    case APP_PALETTE_FILTER:
      app_shell_show_section (desk->shell, "invoices");
      gtk_widget_activate_action (app_shell_get_page (desk->shell, "invoices"), "invoices.saved",
                                  "x", g_ascii_strtoll (key, NULL, 10));
      break;
    case APP_PALETTE_CUSTOMER:
      app_shell_show_customer (desk->shell, g_ascii_strtoll (key, NULL, 10));
      break;
    default:
      g_assert_not_reached ();
    }
}

/**
 * app_palette_desk_open:
 * @window: the window of the session
 * @shell: what the person works in
 * @profiles: the profiles of this computer
 * @settings: the program's settings
 *
 * Returns: (transfer none): the palette, shown
 */
AppPalette *
app_palette_desk_open (GtkWindow *window,
                       AppShell *shell,
                       ErpProfileStore *profiles,
                       GSettings *settings)
{
  ErpSession *session = app_shell_get_session (shell);
  g_autoptr (GListStore) offered = g_list_store_new (APP_TYPE_PALETTE_ITEM);
  g_autoptr (GListStore) possible = NULL;
  AppPalette *palette;
  Desk *desk = g_new0 (Desk, 1);

  add_sections (offered, shell);
  add_commands (offered, GTK_WIDGET (window), TRUE);
  add_commands (offered, GTK_WIDGET (window), FALSE);
  add_filters (offered, shell);
  add_profiles (offered, profiles, erp_session_get_profile (session));
  g_set_weak_pointer (&desk->window, window);
  g_set_weak_pointer (&desk->shell, shell);
  desk->settings = g_object_ref (settings);
  desk->recent = g_object_ref (ensure_recent (session, G_LIST_MODEL (offered), settings));
  possible = list_possible (G_LIST_MODEL (desk->recent), G_LIST_MODEL (offered));
  palette = app_palette_new (window, session, G_LIST_MODEL (offered), G_LIST_MODEL (possible));
  g_signal_connect_data (palette, "chosen", G_CALLBACK (chosen_cb), desk, desk_free, 0);
  gtk_window_present (GTK_WINDOW (palette));
  return palette;
}
