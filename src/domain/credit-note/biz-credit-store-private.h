/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-credit-store.h"

G_BEGIN_DECLS

ErpSession *biz_credit_store_get_session (BizCreditStore *self);
BizInvoiceStore *biz_credit_store_get_invoices (BizCreditStore *self);

G_END_DECLS
