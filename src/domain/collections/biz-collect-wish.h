/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-customer.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_COLLECT_CONTACT,   /* somebody was spoken with */
  BIZ_COLLECT_PROMISE,   /* somebody promised to pay */
  BIZ_COLLECT_TAKE_BACK, /* a promise that was entered by mistake */
  BIZ_COLLECT_DISPUTE,   /* something is not going to be paid as it is */
  BIZ_COLLECT_RESOLVE,   /* that is over */
  BIZ_COLLECT_NEXT,      /* something to do until a day */
  BIZ_COLLECT_PAYER,     /* how they pay, decided by a person */
} BizCollectVerb;

/**
 * BizCollectWish:
 * @customer_id: the commercial partner, and its name
 * @moves: (owned) (element-type gint64): the invoices it is about; none: the account as a whole
 * @documents: (nullable): their numbers, for people
 * @code: (nullable): the way of a contact, the reason of a dispute, its outcome, a rating
 * @text: (nullable): for people
 * @amount: what was promised, where @has_amount
 * @date: until when; of a contact, the day of what is to be done next, or not valid
 * @summary: (nullable): what is to be done then
 * @user_id: who does it, and the name; 0: nothing is planned
 * @case_model: (nullable): of the linked case
 * @keeps_plan: what is planned for a promise or dispute stays though this one ends
 *
 * What a collector wants to write down. Strings are owned.
 */
typedef struct
{
  BizCollectVerb verb;
  gint64 customer_id;
  char *customer;
  GArray *moves;
  char *documents;
  char *code;
  char *text;
  gboolean has_amount;
  BizMoney amount;
  GDate date;
  char *summary;
  gint64 user_id;
  char *user;
  char *case_model;
  gint64 case_id;
  gboolean keeps_plan;
} BizCollectWish;

BizCollectWish *biz_collect_wish_new (BizCollectVerb verb,
                                      gint64 customer_id,
                                      const char *customer) G_GNUC_WARN_UNUSED_RESULT;
void biz_collect_wish_free (BizCollectWish *self);
/* Names the invoices of @moves (element-type gint64), with what is open of them. */
void biz_collect_wish_set_moves (BizCollectWish *self, BizCollectCustomer *customer, GArray *moves);
/* Once the invoices are named: whether what is planned is for another promise or dispute, too. */
void biz_collect_wish_look_at (BizCollectWish *self, BizCollectCustomer *customer);
/* What is still to be said, or cannot be: ERP_ERROR_VALIDATION. */
gboolean biz_collect_wish_check (const BizCollectWish *self, const GDate *today, GError **error);
/* (nullable): the note, NULL where none is written */
BizDecisionNote *biz_collect_wish_new_note (const BizCollectWish *self) G_GNUC_WARN_UNUSED_RESULT;
/* Where it is written: on the invoice where it is about one, else on the customer. */
void biz_collect_wish_get_record (const BizCollectWish *self,
                                  const char **model,
                                  gint64 *id,
                                  const char **name);
/* (nullable): the body of the job that plans what is to be done; NULL where nothing is */
JsonObject *biz_collect_wish_new_activity (const BizCollectWish *self) G_GNUC_WARN_UNUSED_RESULT;
/* The body of a BIZ_JOB_PLANNED_NOTE: a note and what is planned with it, or ends with it; NULL
 * where it has not both. */
JsonObject *
biz_collect_wish_new_planned_note (const BizCollectWish *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizCollectWish, biz_collect_wish_free)

/* Writes it once, through the journal: what is planned and the note in one job, which goes on with
 * what is missing wherever it was cut off. @wish is copied by what it says at once. What was
 * planned for the same before (an earlier promise, the next call) is moved to the new day; what was
 * planned for what is taken back or settled now is taken away. */
void biz_collect_write_async (ErpSession *session,
                              const BizCollectWish *wish,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* FALSE with errors as erp_journal_run_finish () */
gboolean biz_collect_write_finish (GAsyncResult *result, GError **error);
/* Whether this user may write notes on customers and invoices. */
gboolean biz_collect_may_write (ErpSession *session);

G_END_DECLS
