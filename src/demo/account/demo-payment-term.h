/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"
#include "demo-term.h"

G_BEGIN_DECLS

GArray *demo_payment_term_load (DemoEnv *env, gint64 term, GError **error);
gint64 demo_payment_term_discount (DemoEnv *env, gint64 term, int date, int *until);

G_END_DECLS
