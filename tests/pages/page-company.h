/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-journal.h"
#include "erp-session.h"
#include "fake-client.h"

G_BEGIN_DECLS

#define PAGE_COMPANY_TODAY "2026-11-22"

/* A company of a few invoices on a fake server, and a session with it. Invoice 1 is posted and has
 * 230.00 USD open, overdue since 2026-11-01; 2 is a draft; 3 is paid. */
typedef struct
{
  FakeClient *client;  /* (owned) */
  ErpSession *session; /* (owned) */
  ErpJournal *journal; /* (owned) */

  guint n_invoices;
  double open;              /* on invoice 1 */
  gboolean draft_is_posted; /* invoice 2 */
  guint written;            /* counts up at each change: the write date */
  guint n_payments;
  guint n_created;
  char *token;  /* (owned) (nullable): of the last write */
  char *edited; /* (owned) (nullable): the values of the last write */
  double paid;
  gint64 writeoff_account; /* of the last payment wizard */
  gboolean lose_answer;    /* of what is sent next: it happens, nobody hears of it */
  gboolean hide_payments;  /* from the searches that look for them */
  gboolean has_credit;     /* the customer has one that fits invoice 1 */
  gboolean credit_applied;
  const char *refuse; /* the server's words to any write */
  gboolean in_parts;  /* invoice 1 is owed in two: 30.00 by 2026-10-01, the rest by 2026-12-01 */
  gboolean early;     /* 30.00 less when it is paid by 2026-11-30 */
  const char *lock;   /* (nullable): the last day of the closed books */
  char *handling;     /* (owned) (nullable): what the last wizard does with a difference */
  gboolean fail_reads;
  gboolean has_review; /* what is to be checked is marked, as servers from 18 on do */
  gboolean to_check;   /* whatever is posted */
  const char *filters; /* (nullable): the saved ones as the server has them */
} PageCompany;

PageCompany *page_company_new (gboolean may_write);
void page_company_free (PageCompany *self);

G_END_DECLS
