/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* Digits after the point by ISO 4217, for files that do not say; 2 where the code is unknown. */
guint biz_iso_currency_get_digits (const char *code);
/* Whether it looks like a code: three capital letters. */
gboolean biz_iso_currency_is_code (const char *code);

G_END_DECLS
