/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

/*
 * What the demo company gives to the core.
 *
 * The core itself has (demo-base.c): res.groups, res.users, res.users.apikeys,
 * res.users.apikeys.description, res.users.identitycheck, ir.model, ir.model.data. It expects
 * res.company (name), res.partner (name, email), res.currency (name) here.
 */
extern const DemoModel *const demo_company_models[]; /* NULL-terminated */
extern const DemoGroup demo_company_groups[];        /* ends with a NULL xmlid; base.group_user,
                                                      * base.group_system and the rest are here too */

typedef struct
{
  guint scale; /* number of invoices; 0 the ordinary company */
  guint64 seed;
  const char *today; /* "2026-11-22": the last day of the story */
  guint cases;       /* number of cases; 0 the ordinary desk */
} DemoSeedOptions;

/* Fills an empty data file, as su, within a transaction. Users are made by demo_auth_add_user(). */
gboolean demo_company_seed (DemoEnv *env, const DemoSeedOptions *options, GError **error);

/* For the seed: a user with a random password and key, both kept in the data file and told in the
 * ready line when `role` is set. `groups`: "a.b,c.d" (implied ones are added). The first company is
 * the user's own. The user's id; the partner must exist. */
gint64 demo_auth_add_user (DemoEnv *env,
                           const char *login,
                           gint64 partner_id,
                           const char *role,
                           const char *groups,
                           const DemoIds *companies,
                           GError **error);

G_END_DECLS
