/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-dunning-store.h"
#include "biz-paper-store.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* A letter to one customer as it is being written: a reminder, or what goes along with a statement
 * of account. A value, read by its members. */
typedef struct
{
  const BizAccount *account;    /* (unowned): of one of the next two */
  BizDunningCustomer *customer; /* (owned) (nullable): of a reminder */
  BizAccount *stated;           /* (owned) (nullable): of a statement */
  gboolean due;                 /* there is something to send */
  char *subject;                /* (owned) (nullable): where nothing is due */
  char *text;                   /* (owned) (nullable): the same */
  BizRecipients *recipients;    /* (owned) */
} PageDunningLetter;

/* @contact: (nullable): who writes it */
PageDunningLetter *page_dunning_letter_new_reminder (BizDunningCustomer *customer,
                                                     const char *contact) G_GNUC_WARN_UNUSED_RESULT;
/* Takes @account. */
PageDunningLetter *page_dunning_letter_new_statement (BizAccount *account, const char *contact)
    G_GNUC_WARN_UNUSED_RESULT;
void page_dunning_letter_free (PageDunningLetter *self);
/* "Level 2 is due · 1,190.00 EUR · oldest 40 days · last on 2026-11-01" */
char *page_dunning_letter_describe (const PageDunningLetter *self) G_GNUC_WARN_UNUSED_RESULT;
char *page_dunning_letter_describe_files (const PageDunningLetter *self) G_GNUC_WARN_UNUSED_RESULT;

/* Makes ready what goes along, and sends it once; errors as biz_dunning_send_async () and
 * biz_account_send_async (). @self has to stay until it ends. */
void page_dunning_letter_send_async (PageDunningLetter *self,
                                     ErpSession *session,
                                     BizPaperStore *store,
                                     BizCurrencyTable *currencies,
                                     const GDate *today,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
gboolean page_dunning_letter_send_finish (GAsyncResult *result, GError **error);

G_END_DECLS
