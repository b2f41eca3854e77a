/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"
#include "kit-parsed-entry.h"

G_BEGIN_DECLS

/* An amount in one currency, typed as people type it. */
#define KIT_TYPE_MONEY_ENTRY (kit_money_entry_get_type ())
G_DECLARE_FINAL_TYPE (KitMoneyEntry, kit_money_entry, KIT, MONEY_ENTRY, KitParsedEntry)

GtkWidget *kit_money_entry_new (void) G_GNUC_WARN_UNUSED_RESULT;
void kit_money_entry_set_currency (KitMoneyEntry *self, const char *currency, guint digits);
void kit_money_entry_set_value (KitMoneyEntry *self, const BizMoney *value);
/* FALSE where there is no amount. */
gboolean kit_money_entry_get_value (KitMoneyEntry *self, BizMoney *value);

G_END_DECLS
