/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Decisions on records are notes in their log whose first line is "QUITTANCE/1 <kind> key=value …".
 * The kind of @html, an owned word, and what people wrote below it; FALSE where it is none. */
gboolean biz_due_hold_read (const char *html, char **kind, char **text);
/* Which orders are held by the newest decision on each: id -> text. The answer is a GHashTable. */
ErpCall *biz_due_hold_new_call (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
