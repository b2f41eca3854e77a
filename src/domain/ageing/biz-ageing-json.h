/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"

G_BEGIN_DECLS

/* How items, matches and the sums of accounts are asked for and read. */

#define BIZ_AGEING_ITEM_SPECIFICATION                                                              \
  "{\"move_id\":{\"fields\":{\"invoice_user_id\":{\"fields\":{\"display_name\":{}}}}},"            \
  "\"move_name\":{},\"account_id\":{\"fields\":{}},"                                               \
  "\"company_id\":{\"fields\":{\"display_name\":{}}},"                                             \
  "\"partner_id\":{\"fields\":{\"display_name\":{},"                                               \
  "\"commercial_partner_id\":{\"fields\":{\"display_name\":{}}}}},"                                \
  "\"date\":{},\"invoice_date\":{},\"date_maturity\":{},"                                          \
  "\"company_currency_id\":{\"fields\":{}},\"currency_id\":{\"fields\":{}},"                       \
  "\"amount_residual\":{},\"amount_residual_currency\":{}}"
#define BIZ_AGEING_MATCH_SPECIFICATION                                                             \
  "{\"debit_move_id\":{\"fields\":{}},\"credit_move_id\":{\"fields\":{}},\"max_date\":{},"         \
  "\"company_currency_id\":{\"fields\":{}},\"debit_currency_id\":{\"fields\":{}},"                 \
  "\"credit_currency_id\":{\"fields\":{}},\"amount\":{},\"debit_amount_currency\":{},"             \
  "\"credit_amount_currency\":{}}"

/* Posted items of receivable accounts until @as_of; of @company_id, 0 for all. */
ErpDomain *biz_ageing_new_ledger_domain (const GDate *as_of,
                                         gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
/* The same that are open now, or were matched after @as_of. */
ErpDomain *biz_ageing_new_item_domain (const GDate *as_of,
                                       gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;
/* Matches after @as_of of an item until @as_of. */
ErpDomain *biz_ageing_new_match_domain (const GDate *as_of,
                                        gint64 company_id) G_GNUC_WARN_UNUSED_RESULT;

gboolean biz_ageing_read_item (JsonObject *row,
                               BizCurrencyTable *currencies,
                               BizAgeingItem *item,
                               GError **error);
gboolean biz_ageing_read_match (JsonObject *row,
                                BizCurrencyTable *currencies,
                                BizAgeingMatch *match,
                                GError **error);
/* Fills @ledger (element-type BizAgeingLedger) from groups by company, account and currency. */
gboolean biz_ageing_read_ledger (JsonNode *groups,
                                 BizCurrencyTable *currencies,
                                 ErpCapabilities *capabilities,
                                 GArray *ledger,
                                 GError **error);

G_END_DECLS
