/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

#include "biz-customer-finder.h"

G_BEGIN_DECLS

/* Known before typing: what is pasted while nobody writes anywhere finds the customer. One opens at
 * once, several are shown to choose from, of nobody it is said. What is no such thing is left to
 * the page. Files, and a picture that is no text as well, go to the record that is seen.
 *
 * Signals: "found" (partner id, in words by what), "several" (the text), "left" when the page may
 * take it, "said" (a sentence). */
#define APP_TYPE_FINDER (app_finder_get_type ())
G_DECLARE_FINAL_TYPE (AppFinder, app_finder, APP, FINDER, GObject)

/* @widget: where the keys are heard */
AppFinder *app_finder_new (GtkWidget *widget, ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* What the key does with the text of the clipboard. */
void app_finder_take (AppFinder *self, const char *text);
gboolean app_finder_is_busy (AppFinder *self);

G_END_DECLS
