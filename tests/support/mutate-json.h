/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a server that was changed, is broken or lies could send instead of a good answer: every
 * value in @json, at any depth, is taken away and replaced by one of every other kind. @try gets
 * each of the answers in turn, with a text that says what was changed. */
typedef void (*MutateTryFunc) (JsonNode *changed, const char *what, gpointer user_data);

/* Returns: how many answers were tried. */
guint mutate_json (const char *json, MutateTryFunc try_one, gpointer user_data);

G_END_DECLS
