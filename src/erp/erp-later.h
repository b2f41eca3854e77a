/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* From here on something is large: to give it back to the system takes milliseconds, in which the
 * main loop would stand. */
#define ERP_LATER_BYTES (1024 * 1024)

/* Calls @free_func on @data in a thread that does nothing else. */
void erp_later_free (gpointer data, GDestroyNotify free_func);
/* @text without its end; @free_func frees it, in that thread where it is large. */
GBytes *erp_later_new_bytes (char *text, GDestroyNotify free_func) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
