/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

gboolean demo_payment_register_run (DemoEnv *env, gint64 wizard, DemoIds *payments, GError **error);

G_END_DECLS
