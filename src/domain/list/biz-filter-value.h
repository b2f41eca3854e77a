/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* What stands behind the colon of a filter's token, made into conditions: words, days and their
 * ranges, numbers and their ranges. Pure. */

/* ">1000", "<=20", "10..20", "349.99" */
gboolean
biz_filter_add_number (ErpDomain *domain, const char *field, const char *value, GError **error);
/* "2026-11-22", "2026-11", "2026", "today", "last-month", with < <= > >= before or A..B */
gboolean biz_filter_add_day (
    ErpDomain *domain, const char *field, const char *value, const GDate *today, GError **error);
/* @value somewhere in @field, with no character of it special */
void biz_filter_add_text (ErpDomain *domain, const char *field, const char *value);
/* Whether @value alone is a number, and as JSON has it. */
char *biz_filter_to_number (const char *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
