/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

#include "app-demo.h"
#include "erp-types.h"

G_BEGIN_DECLS

/* Puts a demo company's data into @folder. Its story takes seconds to make: it is told once a day
 * and build, and copied from then on. */
void app_support_copy_story (const char *folder);
/* A demo company in a folder of its own that answers already. */
AppDemo *app_support_start_demo (void);
/* Signs in there, without a window. */
ErpSession *app_support_sign_in (AppDemo *demo, const char *role);

/* A server that is not told to be the demo, with a person who has a password. */
typedef struct
{
  GSubprocess *child;
  char *url;
  char *database;
  char *login;
  char *password;
  char *key;
} AppSupportServer;

AppSupportServer *app_support_start_server (void);
void app_support_stop_server (AppSupportServer *self);
/* Signs in with a key of the server; its profile is no demo. */
ErpSession *app_support_enter (ErpKeyring *keyring,
                               ErpProfile *profile,
                               const char *password,
                               const char *key,
                               GError **error);

/* The first widget below @root of a type whose string property says @text; @property NULL takes
 * the first of the type. Fails the test when there is none. */
gpointer app_support_find (gpointer root, GType type, const char *property, const char *text);
/* Runs the main loop until @done; fails the test after a deadline. */
void app_support_wait (gboolean (*done) (gpointer user_data), gpointer user_data);

G_END_DECLS
