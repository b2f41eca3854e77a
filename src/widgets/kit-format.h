/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

char *kit_format_date (const GDate *date) G_GNUC_WARN_UNUSED_RESULT;
char *kit_format_time (GDateTime *time) G_GNUC_WARN_UNUSED_RESULT;
char *kit_format_money_aligned (const BizMoney *money) G_GNUC_WARN_UNUSED_RESULT;
char *kit_format_count (guint64 count) G_GNUC_WARN_UNUSED_RESULT;
/* Without what it is padded with. */
char *kit_format_trim (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
