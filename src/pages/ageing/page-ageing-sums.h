/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing-sheet.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What stands above the rows of an ageing: sums with their shares, and the accounts they tie to. */
void page_ageing_sums_fill (GtkGrid *grid, BizAgeingSheet *sheet);
/* Sets @label, which says whether all ties, and @grid, which shows the accounts. */
void page_ageing_sums_fill_feet (GtkLabel *label, GtkGrid *grid, BizAgeingSheet *sheet);

G_END_DECLS
