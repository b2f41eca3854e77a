/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env-private.h"
#include "demo-server.h"
#include "demo-store.h"

G_BEGIN_DECLS

/*
 * A company of a few records, for tests of the core.
 *
 * res.company: 1 North, 2 South.
 * res.partner: 1 Root; 2 Acme (company of 3, 4); 3 Acme Paris; 4 Acme Rome (archived); 5 Beta (no
 *   email); 6 Clerk, 7 Reader, 8 Own.
 * x.tag: 1 Red, 2 Blue, 3 Green.
 * x.order, of North but for 5: see the table in demo-fixture.c.
 * Users: clerk (both companies, everything), reader (North, reads), own (North, own orders).
 */
#define FIXTURE_NOW 1795348800 /* 2026-11-22 12:00:00 UTC */

typedef struct
{
  char *folder;     /* (owned) */
  DemoStore *store; /* (owned) */
  DemoDb *db;
  DemoEnv *env; /* (owned): signed in */
  gboolean write;
} Fixture;

extern const DemoModel *const fixture_models[];
extern const DemoGroup fixture_groups[];
gboolean fixture_seed (DemoEnv *env, const DemoSeedOptions *options, GError **error);

/* `login` NULL: the superuser. */
void fixture_open (Fixture *self, guint series, const char *login);
/* The same with other models. */
void fixture_open_with (Fixture *self,
                        guint series,
                        const char *login,
                        const DemoModel *const *models,
                        const DemoGroup *groups,
                        DemoSeedFunc seed);
void fixture_sign_in (Fixture *self, const char *login, const char *context);
void fixture_close (Fixture *self);
/* The same over HTTP; a temporary file. */
DemoServer *fixture_start_server (guint series, const char *file);
/* A call by name: args as JSON. The answer as text, or "!Name: message". */
char *fixture_call (Fixture *self, const char *model, const char *method, const char *args);
/* The text, as the exception's short name. */
#define fixture_assert_call(self, model, method, args, expected)                                   \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_autofree char *told_text = fixture_call ((self), (model), (method), (args));                 \
    g_assert_cmpstr (told_text, ==, (expected));                                                   \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
