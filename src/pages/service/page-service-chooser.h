/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* One of a list by its name: what is typed narrows it, Enter takes the first. Signal "chosen"
 * (GObject): an item of the model; then the window is gone. */
#define PAGE_TYPE_SERVICE_CHOOSER (page_service_chooser_get_type ())
G_DECLARE_FINAL_TYPE (PageServiceChooser, page_service_chooser, PAGE, SERVICE_CHOOSER, AdwWindow)

/* What a row says below its name; (nullable) (transfer full). */
typedef char *(*PageServiceDetailFunc) (gpointer item, gpointer user_data);

/* @choices: items with the property "name". @current: (nullable): the one that is set now. */
GtkWindow *page_service_chooser_new (GtkWidget *over,
                                     const char *title,
                                     GListModel *choices,
                                     gpointer current,
                                     PageServiceDetailFunc detail,
                                     gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
