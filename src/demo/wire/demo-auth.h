/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"

G_BEGIN_DECLS

/* Who somebody is: 0 when nobody. `now` as "2026-11-22 10:15:00". */
gint64 demo_auth_check_key (DemoDb *db, const char *key, const char *now);
gint64 demo_auth_check_password (DemoDb *db, const char *login, const char *password);
/* Sessions of the sign-in routes; the token is the cookie. */
char *demo_auth_open_session (DemoDb *db, gint64 uid, GError **error);
gint64 demo_auth_find_session (DemoDb *db, const char *token);
void demo_auth_close_session (DemoDb *db, const char *token);
char *demo_auth_random_text (guint bytes);

/* Methods: making and removing keys needs the password first. */
JsonNode *demo_auth_make_key (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_auth_remove_key (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);
JsonNode *demo_auth_run_check (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);

G_END_DECLS
