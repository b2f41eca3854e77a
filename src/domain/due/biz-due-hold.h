/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Which orders are held by the newest decision on each: id -> text. The answer is a GHashTable. */
ErpCall *biz_due_hold_new_call (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
