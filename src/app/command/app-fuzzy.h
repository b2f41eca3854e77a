/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How well @query fits @text: its letters in their order, best at the beginnings of words and side
 * by side; case and accents do not count. Negative where it does not. */
int app_fuzzy_score (const char *query, const char *text);

G_END_DECLS
