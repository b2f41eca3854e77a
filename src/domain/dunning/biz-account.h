/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ageing.h"
#include "biz-paper.h"

G_BEGIN_DECLS

/* Somebody of a customer who has an e-mail address. */
typedef struct
{
  gint64 id;
  char *name;
  char *email;
  gboolean for_invoices; /* the ERP names them as the address for invoices */
  gboolean is_customer;  /* the commercial entity itself */
} BizAccountContact;

/* What a customer owes one company at the end of a day: a value, read by its members. */
typedef struct
{
  gint64 company_id;
  GDate as_of;
  BizPaperParty customer; /* the commercial entity */
  BizPaperParty seller;
  BizPaperBank bank;   /* of the newest invoice that names one; members NULL without */
  GPtrArray *contacts; /* (element-type BizAccountContact): those for invoices first, then the
                          customer itself, then others by name */
  GArray *items;       /* (element-type BizAgeingItem): by currency of the document, then by date */
} BizAccount;

/* Takes what is behind the pointers; sorts. */
BizAccount *
biz_account_new (gint64 company_id, const GDate *as_of, GArray *items) G_GNUC_WARN_UNUSED_RESULT;
void biz_account_free (BizAccount *self);
/* Takes @contact. */
void biz_account_take_contact (BizAccount *self, BizAccountContact *contact);
/* Once all are there. */
void biz_account_sort_contacts (BizAccount *self);
/* (nullable) (transfer none): who letters about money go to: the contact for invoices, of several
 * the first that an open document is addressed to; without one the customer itself */
const BizAccountContact *biz_account_get_recipient (const BizAccount *self);
BizAccountContact *
biz_account_contact_new (gint64 id, const char *name, const char *email) G_GNUC_WARN_UNUSED_RESULT;
void biz_account_contact_free (BizAccountContact *self);
/* How its sums are made: in the currencies of the documents, from the due date. */
void biz_account_init_plan (const BizAccount *self, BizAgeingPlan *plan);
/* (transfer full) (element-type BizAgeingRow): one a currency of documents; NULL where an amount
 * does not fit */
GArray *biz_account_add_up (const BizAccount *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What is past its day of @row, credits of the same age taken off. */
gboolean biz_account_get_overdue (const BizAgeingRow *row, BizMoney *overdue, GError **error);
/* "Statement_Acme_GmbH_2026-11-23.pdf" */
char *biz_account_dup_file_name (const BizAccount *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizAccount, biz_account_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizAccountContact, biz_account_contact_free)

G_END_DECLS
