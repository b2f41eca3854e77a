/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-journal.h"
#include "erp-session.h"
#include "fake-client.h"

G_BEGIN_DECLS

/* A company with orders to invoice on a fake server, and a session with it; all in USD.
 *
 *   order   customer        to invoice  delivered     value x days
 *   S00001  Azure Interior     1000.00  2 days ago            2000
 *   S00002  Deco Addict         300.00  20 days ago           6000
 *   S00003  Azure Interior       70.00  40 days ago           2800
 *   S00004  Bonn Bikes         5000.00  not, only ordered
 *   S00005  Deco Addict         210.00  10 days ago           2100, held
 *
 * WH/OUT/00007 of S00002 was promised 5 days ago, 100.00 of it; WH/OUT/00009 is a back order of
 * S00003, 20.00. The price of a desk on S00001 is 90.00 for 10, the customer's own is 100.00. */
typedef struct
{
  FakeClient *client;  /* (owned) */
  ErpSession *session; /* (owned) */
  ErpJournal *journal; /* (owned) */
  gboolean empty;
  gboolean fail;
} DueCompany;

/* @role: "sales" may make invoices and read deliveries, "books" neither. */
DueCompany *due_company_new (const char *role) G_GNUC_WARN_UNUSED_RESULT;
void due_company_free (DueCompany *self);

G_END_DECLS
