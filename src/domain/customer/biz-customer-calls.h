/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-customer-figures.h"

G_BEGIN_DECLS

/* What the figures of a customer are asked for with, one request each. */
typedef enum
{
  BIZ_CUSTOMER_PART_OPEN,
  BIZ_CUSTOMER_PART_OVERDUE,
  BIZ_CUSTOMER_PART_SALES,
  BIZ_CUSTOMER_PART_MATCHES,
  BIZ_CUSTOMER_N_PARTS,
} BizCustomerPartKind;

typedef struct _BizCustomerPart BizCustomerPart;

/* @partner_id: the commercial partner. The answer is a BizCustomerPart. */
ErpCall *biz_customer_part_new_call (BizCustomerPartKind kind,
                                     ErpCapabilities *capabilities,
                                     BizCurrencyTable *currencies,
                                     gint64 partner_id,
                                     const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
/* Puts the answer where it belongs. */
gboolean biz_customer_part_apply (BizCustomerPart *self, BizCustomerSums *sums, GError **error);
void biz_customer_part_free (BizCustomerPart *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizCustomerPart, biz_customer_part_free)

G_END_DECLS
