/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-dunning.h"
#include "biz-recipients.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* A customer who may be reminded: what is owed to one company, and whether a reminder is due. */
#define BIZ_TYPE_DUNNING_CUSTOMER (biz_dunning_customer_get_type ())
G_DECLARE_FINAL_TYPE (BizDunningCustomer, biz_dunning_customer, BIZ, DUNNING_CUSTOMER, GObject)

const BizAccount *biz_dunning_customer_get_account (BizDunningCustomer *self);
const BizDunningCase *biz_dunning_customer_get_case (BizDunningCustomer *self);
/* (nullable): the company's own */
BizPolicy *biz_dunning_customer_get_policy (BizDunningCustomer *self);

/* Whether the invoices go along. */
gboolean biz_dunning_customer_attaches (BizDunningCustomer *self);

/* Accounts, the notes on them and on their documents, and the policies of the companies. */
void biz_dunning_read_async (ErpSession *session,
                             BizCurrencyTable *currencies,
                             const GDate *today,
                             const gint64 *partners,
                             gsize n_partners,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* (transfer full) (element-type BizDunningCustomer) */
GPtrArray *biz_dunning_read_finish (GAsyncResult *result, GError **error);

/* A file that goes along. */
typedef struct
{
  char *name;
  GBytes *bytes;
} BizDunningFile;

BizDunningFile *biz_dunning_file_new (const char *name, GBytes *bytes);
void biz_dunning_file_free (BizDunningFile *self);

/* Reads everything again; where the same is still due for the same amounts, the letter is sent by
 * the server's mail, to @recipients alone, through the journal, and noted on the customer. Errors:
 * ERP_ERROR_CONFLICT where it is not due any more or not for the same, or the address of one of
 * them is another, and nothing was sent; ERP_ERROR_VALIDATION where nobody is chosen;
 * ERP_ERROR_UNKNOWN_OUTCOME where nobody knows; else as erp_journal_run_finish (). */
void biz_dunning_send_async (ErpSession *session,
                             BizCurrencyTable *currencies,
                             BizDunningCustomer *customer,
                             const GDate *today,
                             const char *subject,
                             const char *text,
                             BizRecipients *recipients,
                             GPtrArray *files,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* The letter says in its Message-Id which reminder it is: the next level counts from it. */
gboolean biz_dunning_send_finish (GAsyncResult *result, GError **error);

/* Sends a statement of @account by the server's mail, to @recipients alone, through the journal;
 * what is in it is what was read. Errors as erp_journal_run_finish (); ERP_ERROR_VALIDATION where
 * nobody is chosen. */
void biz_account_send_async (ErpSession *session,
                             const BizAccount *account,
                             const char *subject,
                             const char *text,
                             BizRecipients *recipients,
                             GPtrArray *files,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
gboolean biz_account_send_finish (GAsyncResult *result, GError **error);

G_END_DECLS
