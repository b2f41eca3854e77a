/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "fuzz"

#include "config.h"

#include "demo-fixture.h"
#include "demo-rpc.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput (const guint8 *data, size_t size);

/* The first line is verb and path, the rest the body; KEY in it is the clerk's key. */
static DemoExchange *
build_exchange (const guint8 *data, size_t size, const DemoAccount *user)
{
  g_autofree char *text = g_strndup ((const char *)data, size);
  char *line = strchr (text, '\n');
  char *space = strchr (text, ' ');
  DemoExchange *exchange;
  g_autoptr (GString) body = NULL;

  if (!line || !space || space > line)
    return NULL;
  *line = '\0';
  *space = '\0';
  body = g_string_new (line + 1);
  g_string_replace (body, "KEY", user->key, 4);
  exchange = g_new0 (DemoExchange, 1);
  exchange->verb = g_strdup (text);
  exchange->path = g_strdup (space + 1);
  exchange->body = g_bytes_new (body->str, body->len);
  exchange->bearer = g_strdup (user->key);
  exchange->database = g_strdup ("demo");
  return exchange;
}

static Fixture fixtures[2];
static DemoAccount account;

static void
close_fixtures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      fixtures[i].db = demo_store_begin (fixtures[i].store, TRUE, NULL);
      fixture_close (&fixtures[i]);
    }
}

/* One file a series; both know the same key. */
static void
open_fixtures (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (fixtures); i++)
    {
      g_autofree char *hash = NULL;

      fixture_open (&fixtures[i], i == 0 ? 19 : 17, NULL);
      g_clear_pointer (&fixtures[i].env, demo_env_free);
      if (i == 0)
        account.key = demo_db_text (fixtures[i].db, NULL,
                                    "SELECT key FROM demo_account WHERE login = 'clerk'", NULL);
      hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, account.key, -1);
      demo_db_exec (fixtures[i].db, NULL,
                    "UPDATE res_users_apikeys SET key_hash = ? WHERE user_id ="
                    " (SELECT id FROM res_users WHERE login = 'clerk')",
                    "s", hash);
      demo_store_end (fixtures[i].store, fixtures[i].db, TRUE, TRUE, NULL);
    }
  atexit (close_fixtures);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, size_t size)
{
  Fixture *fixture = &fixtures[size % 2];
  g_autoptr (DemoExchange) exchange = NULL;
  g_autofree char *name = NULL;

  if (!fixture->store)
    open_fixtures ();
  exchange = build_exchange (data, size, &account);
  if (!exchange)
    return -1;
  name = demo_rpc_find_name (exchange);
  demo_rpc_answer (fixture->store, "demo", FIXTURE_NOW, exchange);
  if (exchange->status < 200 || exchange->status >= 600)
    g_error ("status %u", exchange->status);
  /* Whatever comes in, the SQL that is made of it is SQL. */
  if (strstr (exchange->answer->str, "\"message\": \"The data file says"))
    g_error ("%s", exchange->answer->str);
  return 0;
}
