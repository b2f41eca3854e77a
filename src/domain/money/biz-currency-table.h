/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* Which code and how many digits a currency id stands for; immutable once filled, so that worker
 * threads may read it. Reference counted. */
#define BIZ_TYPE_CURRENCY_TABLE (biz_currency_table_get_type ())
GType biz_currency_table_get_type (void) G_GNUC_CONST;

BizCurrencyTable *biz_currency_table_new (ErpCapabilities *capabilities) G_GNUC_WARN_UNUSED_RESULT;
BizCurrencyTable *biz_currency_table_new_empty (void) G_GNUC_WARN_UNUSED_RESULT;
BizCurrencyTable *biz_currency_table_ref (BizCurrencyTable *self);
void biz_currency_table_unref (BizCurrencyTable *self);
typedef gboolean (*BizCurrencyLookup) (gint64 id, BizMoney *zero, gpointer user_data);

/* Both before the table is shared. */
void biz_currency_table_set_lookup (BizCurrencyTable *self,
                                    BizCurrencyLookup lookup,
                                    gpointer user_data,
                                    GDestroyNotify user_data_free);
void biz_currency_table_add (BizCurrencyTable *self, gint64 id, const char *code, guint digits);
/* FALSE with ERP_ERROR_PROTOCOL where the id is unknown. */
gboolean
biz_currency_table_lookup (BizCurrencyTable *self, gint64 id, BizMoney *zero, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizCurrencyTable, biz_currency_table_unref)

G_END_DECLS
