/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-store.h"

G_BEGIN_DECLS

/* What came in, free of HTTP, and what goes out. Answered in a worker thread. */
typedef struct
{
  char *path;       /* (owned) */
  char *verb;       /* (owned) */
  GBytes *body;     /* (owned) */
  char *bearer;     /* (owned) (nullable): key */
  char *database;   /* (owned) (nullable): X-Odoo-Database or ?db= */
  char *session;    /* (owned) (nullable): cookie */
  JsonNode *parsed; /* (owned) (nullable): the body */

  guint status;
  const char *content_type;
  GString *answer;    /* (owned) */
  char *new_session;  /* (owned) (nullable): cookie to set; "" = to drop */
  gboolean challenge; /* WWW-Authenticate */
} DemoExchange;

void demo_exchange_free (DemoExchange *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoExchange, demo_exchange_free)

JsonNode *demo_exchange_parse (DemoExchange *self, GError **error);
JsonObject *demo_exchange_get_params (JsonNode *body);

/* "account.move/action_post", or the path for a route without a model: what faults go by. */
char *demo_rpc_find_name (DemoExchange *exchange);
/* Fills in the answer. `now` in seconds since 1970. */
void demo_rpc_answer (DemoStore *store, const char *database, gint64 now, DemoExchange *exchange);

G_END_DECLS
