/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The page of one customer over whatever section is open: it comes with one key and goes back to
 * where the person was. Signals "open-requested" (model, id), "closed" when the section is to be
 * seen again. */
#define APP_TYPE_COCKPIT (app_cockpit_get_type ())
G_DECLARE_FINAL_TYPE (AppCockpit, app_cockpit, APP, COCKPIT, GObject)

/* @pages: where sections are shown, each under its id; outlives it. */
AppCockpit *app_cockpit_new (GtkStack *pages, ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void app_cockpit_show (AppCockpit *self, gint64 partner_id);
/* Shows @section again and gives it the keyboard back, where it had it. */
void app_cockpit_close (AppCockpit *self, const char *section);
/* The section shows itself. */
void app_cockpit_leave (AppCockpit *self);
/* The record @id was opened from here in @section: as long as it is open there, the way back is to
 * the customer as he was left. */
void app_cockpit_set_way_back (AppCockpit *self, const char *section, gint64 id);
gboolean app_cockpit_return (AppCockpit *self, const char *section, gint64 id);
gboolean app_cockpit_is_shown (AppCockpit *self);
/* 0 where none is shown */
gint64 app_cockpit_get_partner (AppCockpit *self);
/* (nullable): once it was shown */
GtkWidget *app_cockpit_get_page (AppCockpit *self);

G_END_DECLS
