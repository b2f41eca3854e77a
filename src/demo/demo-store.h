/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-company.h"
#include "demo-registry.h"

G_BEGIN_DECLS

/* The data file and its connections. Reads run side by side, each on what was committed when it
 * began; writers wait for each other. All functions may be called from any thread. */
typedef struct _DemoStore DemoStore;

typedef gboolean (*DemoSeedFunc) (DemoEnv *env, const DemoSeedOptions *options, GError **error);

/* Opens, and fills an empty file. `now` is the clock at the seed. */
DemoStore *demo_store_open (const char *file,
                            DemoRegistry *registry,
                            DemoSeedFunc seed,
                            const DemoSeedOptions *options,
                            gint64 now,
                            GError **error);
void demo_store_close (DemoStore *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoStore, demo_store_close)

DemoDb *demo_store_begin (DemoStore *self, gboolean write, GError **error);
/* Ends the transaction; FALSE when the commit was refused. */
gboolean
demo_store_end (DemoStore *self, DemoDb *db, gboolean write, gboolean commit, GError **error);
DemoRegistry *demo_store_get_registry (DemoStore *self);

G_END_DECLS
