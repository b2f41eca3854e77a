/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"

G_BEGIN_DECLS

typedef enum
{
  DEMO_CALL_NAMED,      /* JSON-2: arguments by name, ids apart */
  DEMO_CALL_POSITIONAL, /* JSON-RPC: ids first, then positions, then names */
} DemoCallStyle;

/* One method call as it came in. */
typedef struct
{
  DemoCallStyle style;
  char *model;        /* (owned) */
  char *method;       /* (owned) */
  JsonArray *args;    /* (owned) (nullable): positional */
  JsonObject *kwargs; /* (owned): named; in JSON-2 also ids and context */
  gint64 uid;
  char *session; /* (owned) (nullable) */
} DemoCall;

void demo_call_free (DemoCall *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoCall, demo_call_free)

/* Whether the call writes nothing. */
gboolean demo_call_is_readonly (DemoCall *self, DemoRegistry *registry);
/* Runs it in the environment's transaction; NULL with an error. */
JsonNode *demo_call_run (DemoCall *self, DemoEnv *env, GError **error);

G_END_DECLS
