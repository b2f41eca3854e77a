/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How values of two rows are compared, for lists that are sorted here: < 0, 0 or > 0. */

int biz_row_order_int (gint64 a, gint64 b);
/* As the person's language sorts; what has none (NULL) comes last. */
int biz_row_order_text (const char *a, const char *b);
/* What has none (a day that is not valid) comes last. */
int biz_row_order_day (const GDate *a, const GDate *b);

G_END_DECLS
