/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-listing.h"
#include "fake-client.h"
#include "kit-ledger-list.h"

G_BEGIN_DECLS

/* A table of made-up invoices of any length on a fake server, and the columns to show it. */
typedef struct
{
  guint n_rows;
  gboolean fail;      /* every read fails */
  gboolean fail_far;  /* reads beyond the first window fail */
  guint generation;   /* shown in the customers' names: changes when colleagues write */
  FakeClient *client; /* (owned) */
} LedgerTable;

LedgerTable *ledger_table_new (guint n_rows);
void ledger_table_free (LedgerTable *self);
ErpListing *ledger_table_create_listing (LedgerTable *self);
/* A list of the eight columns without a model. */
KitLedgerList *ledger_table_create_list (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (LedgerTable, ledger_table_free)

G_END_DECLS
