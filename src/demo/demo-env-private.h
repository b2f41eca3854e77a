/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"
#include "demo-registry.h"

G_BEGIN_DECLS

/* What is known of a user, read once in a request. */
typedef struct
{
  gint64 uid;
  gint64 company;
  DemoIds *companies; /* (owned): the own one first */
  GHashTable *groups; /* (owned): external ids, implied ones too */
  char *lang;         /* (owned) */
  char *tz;           /* (owned) */
} DemoUser;

/* `context` (nullable). `now` in seconds since 1970. */
DemoEnv *demo_env_new (DemoRegistry *registry, DemoDb *db, gint64 now);
void demo_env_free (DemoEnv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoEnv, demo_env_free)

/* Signs in; AccessError when the context's companies are not the user's. */
gboolean demo_env_enter (DemoEnv *self, gint64 uid, JsonObject *context, GError **error);
const DemoUser *demo_env_get_user (DemoEnv *self);
/* The browser session of the request; NULL without. */
void demo_env_set_session (DemoEnv *self, const char *token);
const char *demo_env_get_session (DemoEnv *self);
gint64 demo_env_now_seconds (DemoEnv *self);
/* Sets the whole context, until demo_env_pop_context(). */
void demo_env_push_context_object (DemoEnv *self, JsonObject *context);
DemoMeta *demo_env_find_model (DemoEnv *self, const char *model, GError **error);

G_END_DECLS
