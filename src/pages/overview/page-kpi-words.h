/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-board.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What pages say of figures. */

/* "+2.10 days since 31 Aug 2026"; NULL where one of both is not known. @tone: whether that is for
 * the better. */
char *page_kpi_words_describe_change (BizKpiValue *value,
                                      BizKpiValue *before,
                                      KitTone *tone) G_GNUC_WARN_UNUSED_RESULT;
/* "12 of 345 documents": of how many it is made, where that is a sample or still grows; NULL. */
char *page_kpi_words_describe_sample (BizKpiBoard *board, BizKpi kpi) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
