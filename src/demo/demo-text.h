/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* The functions demo_like (text, pattern) and demo_ilike (text, pattern): %, _ and \ as in SQL,
 * the second without regard to case in any script. */
void demo_text_register (sqlite3 *handle);
gboolean demo_text_match (const char *text, const char *pattern, gboolean fold);

G_END_DECLS
