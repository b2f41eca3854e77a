/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* One match that ends. */
typedef struct
{
  gint64 id;
  gint64 debit_id;
  gint64 credit_id;
  char *debit;      /* what the debit is called */
  char *credit;     /* the same of the credit */
  char *exchange;   /* (nullable): the entry of the exchange difference that is reversed */
  BizMoney amount;  /* in the company's currency, positive */
  GDate date;       /* of the later item */
  gboolean is_bank; /* one of both is in the entry of a bank line */
} BizItemBond;

/**
 * BizItemUndo:
 * @item_ids: (element-type gint64): what loses its matches
 * @bonds: (element-type BizItemBond): the matches that end
 * @company_id: whose
 * @several_companies: of more than one
 *
 * What taking back the matches of items would do.
 */
typedef struct
{
  GArray *item_ids;
  GArray *bonds;
  gint64 company_id;
  gboolean several_companies;
} BizItemUndo;

/* @answer: of biz_item_undo_new_call (). NULL with ERP_ERROR_PROTOCOL. */
BizItemUndo *biz_item_undo_new (const gint64 *item_ids,
                                guint n_items,
                                JsonNode *answer,
                                BizCurrencyTable *currencies,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_item_undo_free (BizItemUndo *self);
ErpCall *biz_item_undo_new_call (const gint64 *item_ids, guint n_items) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE with ERP_ERROR_VALIDATION and a sentence that says why not, and where it can be done.
 * @locked: the last day of the closed books; not valid where they are open. */
gboolean biz_item_undo_check (const BizItemUndo *self, const GDate *locked, GError **error);
/* "INV/1 with PAY/2 and RINV/3" */
char *biz_item_undo_describe (const BizItemUndo *self) G_GNUC_WARN_UNUSED_RESULT;
/* For the job of kind BIZ_JOB_UNMATCH_ITEMS. */
JsonObject *biz_item_undo_to_job (const BizItemUndo *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizItemUndo, biz_item_undo_free)

G_END_DECLS
