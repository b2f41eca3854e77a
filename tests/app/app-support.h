/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

#include "app-demo.h"

G_BEGIN_DECLS

/* A demo company in a folder of its own that answers already. */
AppDemo *app_support_start_demo (void);
/* Signs in there, without a window. */
ErpSession *app_support_sign_in (AppDemo *demo, const char *role);

/* The first widget below @root of a type whose string property says @text; @property NULL takes
 * the first of the type. Fails the test when there is none. */
gpointer app_support_find (gpointer root, GType type, const char *property, const char *text);
/* Runs the main loop until @done; fails the test after a deadline. */
void app_support_wait (gboolean (*done) (gpointer user_data), gpointer user_data);

G_END_DECLS
