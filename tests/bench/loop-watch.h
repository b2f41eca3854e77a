/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long the main loop is held: the longest time between the return of poll () and the next
 * poll (). By the clock; and less the time in which the thread could run but others had the
 * processors, which is what it would be on a machine of its own. There is one main context, and a
 * poll function has no data: one watch at a time. */
void loop_watch_begin (void);
/* µs */
void loop_watch_end (gint64 *longest_wall, gint64 *longest_own);

G_END_DECLS
