/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The sections that the person may see, in the list of the sidebar, each with the number of what
 * waits there. Sections come as more is known of the server; none goes. */
#define APP_TYPE_SIDEBAR (app_sidebar_get_type ())
G_DECLARE_FINAL_TYPE (AppSidebar, app_sidebar, APP, SIDEBAR, GObject)

/* @list: of the shell, outlives it. */
AppSidebar *app_sidebar_new (GtkListBox *list, ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): the row of section @id. */
GtkListBoxRow *app_sidebar_find_row (AppSidebar *self, const char *id);
/* (nullable): @n from 0 in the order shown. */
GtkListBoxRow *app_sidebar_get_nth_row (AppSidebar *self, guint n);
/* (nullable): the section that opens records of @model. */
const AppSection *app_sidebar_find_section (AppSidebar *self, const char *model);
const AppSection *app_sidebar_get_section (GtkListBoxRow *row);

G_END_DECLS
