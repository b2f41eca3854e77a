/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* What a signed-in person works in: sidebar of sections, header bar, the page of a section. Lives
 * as long as its session; "section" (string) notifies. */
#define APP_TYPE_SHELL (app_shell_get_type ())
G_DECLARE_FINAL_TYPE (AppShell, app_shell, APP, SHELL, AdwBin)

AppShell *app_shell_new (ErpSession *session, ErpKeyring *keyring) G_GNUC_WARN_UNUSED_RESULT;
ErpSession *app_shell_get_session (AppShell *self);
/* An unknown or forbidden section leaves things as they are. */
void app_shell_show_section (AppShell *self, const char *id);
/* As Ctrl+1 … Ctrl+9 count. */
void app_shell_show_nth (AppShell *self, guint n);
const char *app_shell_get_section (AppShell *self);
GtkWidget *app_shell_get_page (AppShell *self, const char *id);
/* Whether a section shows records of @model; then it shows this one. */
gboolean app_shell_open (AppShell *self, const char *model, gint64 id);
void app_shell_search (AppShell *self, const char *id, const char *text);
/* (nullable): to the record that is open. */
/* All of one customer, over the section that is open; toggling goes there from the customer in
 * sight, and back. */
void app_shell_show_customer (AppShell *self, gint64 partner_id);
gboolean app_shell_toggle_customer (AppShell *self);
gint64 app_shell_get_customer (AppShell *self);
/* What Ctrl+V does where nobody writes. */
void app_shell_paste (AppShell *self, const char *text);
char *app_shell_dup_link (AppShell *self) G_GNUC_WARN_UNUSED_RESULT;
void app_shell_activate (AppShell *self, const char *verb);
void app_shell_renew_key (AppShell *self);
/* Whether something written would be lost. */
gboolean app_shell_is_touched (AppShell *self);

G_END_DECLS
