/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"

G_BEGIN_DECLS

/* How payments and plans are asked for and read. */

/* As of an ageing, with the names that a worklist shows and no others: each costs the server. */
#define BIZ_COLLECT_ITEM_SPECIFICATION                                                             \
  "{\"move_id\":{\"fields\":{\"invoice_user_id\":{\"fields\":{\"display_name\":{}}}}},"            \
  "\"move_name\":{},\"account_id\":{\"fields\":{}},\"company_id\":{\"fields\":{}},"                \
  "\"partner_id\":{\"fields\":{"                                                                   \
  "\"commercial_partner_id\":{\"fields\":{\"display_name\":{}}}}},"                                \
  "\"date\":{},\"invoice_date\":{},\"date_maturity\":{},"                                          \
  "\"company_currency_id\":{\"fields\":{}},\"currency_id\":{\"fields\":{}},"                       \
  "\"amount_residual\":{},\"amount_residual_currency\":{}}"
#define BIZ_COLLECT_PAYMENT_SPECIFICATION                                                          \
  "{\"debit_move_id\":{\"fields\":{\"move_id\":{\"fields\":{}},\"date_maturity\":{},\"date\":{},"  \
  "\"partner_id\":{\"fields\":{\"commercial_partner_id\":{\"fields\":{\"display_name\":{}}}}}}},"  \
  "\"credit_move_id\":{\"fields\":{\"move_name\":{},\"move_id\":{\"fields\":{\"move_type\":{}}}}}" \
  ","                                                                                              \
  "\"max_date\":{},\"company_currency_id\":{\"fields\":{}},\"debit_currency_id\":{\"fields\":{}}," \
  "\"amount\":{},\"debit_amount_currency\":{}}"
#define BIZ_COLLECT_ACTION_SPECIFICATION                                                           \
  "{\"res_model\":{},\"res_id\":{},\"summary\":{},\"date_deadline\":{},"                           \
  "\"activity_type_id\":{\"fields\":{\"display_name\":{}}},"                                       \
  "\"user_id\":{\"fields\":{\"display_name\":{}}}}"

/* Open items of receivable accounts until @today. */
ErpDomain *biz_collect_new_item_domain (const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
/* Matches of such items from @since on. */
ErpDomain *biz_collect_new_payment_domain (const GDate *since) G_GNUC_WARN_UNUSED_RESULT;
/* Adds to @domain, of items or of matches: the invoice, or its customer, has a promise. */
void biz_collect_add_promised (ErpDomain *domain, gboolean is_match);
/* What is planned about customers and invoices. */
ErpDomain *biz_collect_new_action_domain (void) G_GNUC_WARN_UNUSED_RESULT;

gboolean biz_collect_read_payment (JsonObject *row,
                                   BizCurrencyTable *currencies,
                                   BizCollectPayment *payment,
                                   GError **error);
BizCollectAction *biz_collect_read_action (JsonObject *row,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A decoder: GHashTable currency code -> gint64, units for a million of the company's. */
gpointer biz_collect_decode_rates (JsonNode *result, gpointer user_data, GError **error);

G_END_DECLS
