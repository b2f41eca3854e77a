/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gives up, for good, what reading a file does not need: memory and time without end, new
 * processes, the network, writing, other processes. Returns FALSE where that failed. */
gboolean preview_sandbox_enter (void);

G_END_DECLS
