/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-server.h"

G_BEGIN_DECLS

#define DEMO_WORLD_TODAY "2026-11-22"
#define DEMO_WORLD_SEED 7

gboolean demo_world_start (DemoServer *server, const DemoServerOptions *options, GError **error);

G_END_DECLS
