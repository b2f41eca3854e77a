/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Amounts and dates as programs write them, whatever the locale. */

/* "-1234.5" with @point as the decimal mark, no separators; digits beyond @digits must be 0. */
gboolean biz_machine_text_get_amount (
    const char *text, gsize length, char point, guint digits, gint64 *minor);
/* "2026-11-22", with or without a time behind it */
gboolean biz_machine_text_get_date (const char *text, GDate *date);
/* @n digits to a number; -1 where there is anything else */
int biz_machine_text_get_digits (const char *text, gsize n);
gboolean biz_machine_text_set_date (GDate *date, int year, int month, int day);

G_END_DECLS
