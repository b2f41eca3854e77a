/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-model.h"
#include "demo-store.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define DEMO_TYPE_SERVER (demo_server_get_type ())
G_DECLARE_FINAL_TYPE (DemoServer, demo_server, DEMO, SERVER, GObject)

/* Seconds since 1970, from any thread. */
typedef gint64 (*DemoClock) (gpointer data);

typedef struct
{
  const char *file;  /* (nullable): a temporary one, removed at the end */
  const char *world; /* (nullable): a filled data file the temporary one starts as a copy of */
  guint port;        /* 0: a free one */
  guint series;      /* 17 or 19; 0: 19 */
  guint scale;
  guint cases;
  guint64 seed;
  const char *today; /* (nullable): the real day */
  DemoClock clock;   /* (nullable): the real one, moved to `today` */
  gpointer clock_data;
  const DemoModel *const *models; /* (nullable): the demo company's */
  const DemoGroup *groups;        /* with models */
  DemoSeedFunc seed_func;         /* with models */
} DemoServerOptions;

/* One of the seeded users; all texts (owned). */
typedef struct
{
  char *role;
  char *login;
  char *password;
  char *key;
  gint64 uid;
} DemoAccount;

void demo_account_free (DemoAccount *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoAccount, demo_account_free)

DemoServer *demo_server_new (void);
/* Opens the data file (fills a new one: this blocks) and listens, in a thread of its own. */
gboolean demo_server_start (DemoServer *self, const DemoServerOptions *options, GError **error);
/* Ends what runs, closes the file. Also done at the end of the object. */
void demo_server_stop (DemoServer *self);

const char *demo_server_get_url (DemoServer *self);      /* "http://127.0.0.1:34567" */
const char *demo_server_get_database (DemoServer *self); /* "demo" */
DemoAccount *demo_server_get_account (DemoServer *self, const char *role);
/* The line that tells who started it where it is. */
char *demo_server_describe (DemoServer *self);

/* "account.move/action_post:1:commit", see demo-fault.h */
gboolean demo_server_add_fault (DemoServer *self, const char *spec, GError **error);
void demo_server_clear_faults (DemoServer *self);
/* How often a method (or route) was called; NULL all. Dropped calls count. */
guint demo_server_count_calls (DemoServer *self, const char *name);
/* Calls that still run or wait for a fault's time. */
guint demo_server_count_pending (DemoServer *self);

G_END_DECLS
