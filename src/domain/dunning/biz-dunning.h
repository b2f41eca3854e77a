/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-account.h"
#include "biz-decision-note.h"
#include "biz-policy.h"

G_BEGIN_DECLS

#define BIZ_DUNNING_MAX_LEVELS 3

/* When a reminder is due: what a company's policy says, or the program's own. */
typedef struct
{
  guint n_levels;
  guint days[BIZ_DUNNING_MAX_LEVELS]; /* overdue by so many, for each level */
  guint gap_days;                     /* at least so many between two levels */
  gboolean attaches;                  /* the invoices go along */
} BizDunningPlan;

typedef enum
{
  BIZ_DUNNING_DUE,
  BIZ_DUNNING_NOTHING,    /* nothing is overdue */
  BIZ_DUNNING_COVERED,    /* by payments and credit notes that are not matched yet */
  BIZ_DUNNING_DISPUTED,   /* all that is overdue */
  BIZ_DUNNING_PROMISED,   /* until a day that has not passed */
  BIZ_DUNNING_EARLY,      /* not overdue for as long as the next level asks */
  BIZ_DUNNING_WAITING,    /* the last reminder is too fresh */
  BIZ_DUNNING_ENDED,      /* all levels were sent: a person decides */
  BIZ_DUNNING_NO_ADDRESS, /* nobody of the customer has an e-mail address */
} BizDunningVerdict;

/* Whether a customer is reminded, and of what: a value, read by its members. */
typedef struct
{
  BizDunningVerdict verdict;
  guint level;      /* the next one, from 1; 0 where there is none */
  GArray *chased;   /* (element-type guint): places in the account's items */
  GArray *amounts;  /* (element-type BizMoney): of these, one a currency of documents */
  int oldest;       /* days */
  guint n_paused;   /* overdue items that are disputed or promised */
  guint last_level; /* 0: no reminder so far */
  GDate last;       /* invalid: no reminder so far */
  GDate next;       /* when it changes by itself; invalid where it does not */
} BizDunningCase;

/* @policy: (nullable) */
void biz_dunning_plan_init (BizDunningPlan *plan, BizPolicy *policy);

/* @notes: (element-type BizDecisionNote): on the customer and on the documents of @account, in any
 * order. Nothing is read and nothing written. NULL where an amount does not fit. */
BizDunningCase *biz_dunning_judge (const BizDunningPlan *plan,
                                   const BizAccount *account,
                                   GPtrArray *notes,
                                   const GDate *today,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_dunning_case_free (BizDunningCase *self);
/* Whether the same is chased for the same amounts at the same level. */
gboolean biz_dunning_case_equal (const BizDunningCase *one,
                                 const BizAccount *of_one,
                                 const BizDunningCase *other,
                                 const BizAccount *of_other);
/* "Promised until 30 Nov 2026", translated */
char *biz_dunning_case_describe (const BizDunningCase *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type gint64): the documents that are chased, each once */
GArray *biz_dunning_case_list_moves (const BizDunningCase *self,
                                     const BizAccount *account) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDunningCase, biz_dunning_case_free)

G_END_DECLS
