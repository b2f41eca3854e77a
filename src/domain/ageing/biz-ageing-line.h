/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"

G_BEGIN_DECLS

/* What a row adds up, for lists: a row, and what part of its currency's sum it is. */
#define BIZ_TYPE_AGEING_LINE (biz_ageing_line_get_type ())
G_DECLARE_FINAL_TYPE (BizAgeingLine, biz_ageing_line, BIZ, AGEING_LINE, GObject)

/* @rows: (element-type BizAgeingRow), kept and not changed; @sum: (nullable): of the currency */
BizAgeingLine *
biz_ageing_line_new (GArray *rows, guint index, const BizAgeingRow *sum) G_GNUC_WARN_UNUSED_RESULT;
const BizAgeingRow *biz_ageing_line_get_row (BizAgeingLine *self);
/* FALSE where the sum is not above nothing. @share: tenths of a percent of the sum */
gboolean biz_ageing_line_get_share (BizAgeingLine *self, gint64 *share);
/* Part of @whole in tenths of a percent; FALSE where @whole is not above nothing. */
gboolean biz_ageing_compute_share (const BizMoney *part, const BizMoney *whole, gint64 *share);

G_END_DECLS
