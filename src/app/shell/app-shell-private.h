/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-shell.h"

#include "app-cockpit.h"
#include "app-company-switcher.h"
#include "app-connection-bar.h"
#include "app-finder.h"
#include "app-key-bar.h"
#include "app-section.h"
#include "app-service-bell.h"
#include "app-sidebar.h"

G_BEGIN_DECLS

struct _AppShell
{
  AdwBin parent_instance;

  AdwLeaflet *leaflet;
  GtkWidget *sidebar;
  GtkWidget *content;
  GtkListBox *sections_list;
  AppCompanySwitcher *switcher;
  GtkLabel *kind_pill;
  AppConnectionBar *connection_bar;
  AppKeyBar *key_bar;
  GtkStack *pages;
  GtkLabel *user_label;
  GtkLabel *server_label;
  GtkLabel *state_label;

  ErpSession *session;  /* (owned) */
  AppSidebar *sections; /* (owned) */
  AppCockpit *cockpit;  /* (owned) */
  AppFinder *finder;    /* (owned) */
  AppServiceBell *bell; /* (owned) */
  const AppSection *section;
};

/* The page of a customer over the sections, and what is known before typing. */
void app_shell_add_customers (AppShell *self);
/* Whether the window is in use and has that case open. @shell: an AppShell */
gboolean app_shell_shows_case (gint64 id, gpointer shell);
/* Shows a record here, or where the ERP shows it itself. */
void app_shell_open_anywhere (AppShell *self, const char *model, gint64 id);

G_END_DECLS
