/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"
#include "kit-parsed-entry.h"

G_BEGIN_DECLS

/* A quantity, a unit price or a percentage: an exact decimal. */
#define KIT_TYPE_DECIMAL_ENTRY (kit_decimal_entry_get_type ())
G_DECLARE_FINAL_TYPE (KitDecimalEntry, kit_decimal_entry, KIT, DECIMAL_ENTRY, KitParsedEntry)

GtkWidget *kit_decimal_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* At most @max_digits after the point; @min_digits are always shown. */
void kit_decimal_entry_set_digits (KitDecimalEntry *self, guint min_digits, guint max_digits);
/* NULL empties it. */
void kit_decimal_entry_set_value (KitDecimalEntry *self, const BizDecimal *value);
gboolean kit_decimal_entry_get_value (KitDecimalEntry *self, BizDecimal *value);

G_END_DECLS
