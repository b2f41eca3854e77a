/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The demo company: a server of its own, started as a child on a free port with its data in the
 * user's data folder. It ends with the program; its keys live in memory only.
 *
 * Property "running" notifies: also when the server ends by itself. */
#define APP_TYPE_DEMO (app_demo_get_type ())
G_DECLARE_FINAL_TYPE (AppDemo, app_demo, APP, DEMO, GObject)

/* @folder: NULL is the user's. @program: NULL looks for it: beside this program in a build tree,
 * else where it is installed; the environment's QUITTANCE_DEMO_ERP comes first. */
AppDemo *app_demo_new (const char *folder, const char *program) G_GNUC_WARN_UNUSED_RESULT;

void app_demo_start_async (AppDemo *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean app_demo_start_finish (AppDemo *self, GAsyncResult *result, GError **error);
/* Ends the server, deletes all its data and starts it afresh. */
void app_demo_reset_async (AppDemo *self,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean app_demo_reset_finish (AppDemo *self, GAsyncResult *result, GError **error);
void app_demo_stop (AppDemo *self);

gboolean app_demo_get_running (AppDemo *self);
/* A profile of the running server for "controller", "credit", "agent" or "manager"; its key is the
 * demo's. NULL where the demo has no such role. */
ErpProfile *app_demo_dup_profile (AppDemo *self, const char *role) G_GNUC_WARN_UNUSED_RESULT;
const char *app_demo_get_key (AppDemo *self, const char *role);
const char *app_demo_get_role_label (const char *role);

G_END_DECLS
