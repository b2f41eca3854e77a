/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Parts what is new in a letter from the older letters quoted at its end: lines that begin with
 * "> ", with the line before them that says who wrote. Both NULL where nothing is quoted, all is,
 * or a tag reaches over the border. */
void biz_quote_split (const char *markup, char **head, char **quote);

G_END_DECLS
