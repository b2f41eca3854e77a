/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

typedef struct _BizInvoice BizInvoice;
typedef struct _BizInvoiceLine BizInvoiceLine;
typedef struct _BizInvoiceStore BizInvoiceStore;
typedef struct _BizPartner BizPartner;
typedef struct _BizProduct BizProduct;

G_END_DECLS
