/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-currency-table.h"
#include "erp-capabilities.h"
#include "fake-client.h"

G_BEGIN_DECLS

/* Invoices with all that a list may show of them, of any number, on a fake server; in groups by
 * month there are twelve, of one size. */
typedef struct
{
  guint n_rows;
  FakeClient *client;            /* (owned) */
  BizCurrencyTable *currencies;  /* (owned) */
  ErpCapabilities *capabilities; /* (owned) */
} InvoiceTable;

InvoiceTable *invoice_table_new (guint n_rows);
void invoice_table_free (InvoiceTable *self);

G_END_DECLS
