/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

/* demo-reconcile.c */
extern const DemoMethod demo_move_line_methods[];

G_END_DECLS
