/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-currency-table.h"
#include "biz-match-desk.h"

G_BEGIN_DECLS

/* Filled page by page, one after another, by whatever thread decodes; then not changed. */
struct _BizMatchDesk
{
  GObject parent_instance;

  BizBankJournal *journal;      /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GArray *lines;                /* (owned) (element-type BizOpenLine) */
  GArray *items;                /* (owned) (element-type BizOpenItem) */
  GArray *partners;             /* (owned) (element-type BizMatchPartner) */
  GArray *rules;                /* (owned) (element-type BizMatchRule) */
  GArray *habits;               /* (owned) (element-type BizOpenLine) */
  GHashTable *by_id;            /* (owned): gint64 * -> index of the item + 1 */
  GHashTable *accounts;         /* (owned): gint64 * -> name */
  GStringChunk *texts;          /* (owned): of all of them */
  GPtrArray *proposals;         /* (owned) (element-type BizMatchProposal) */
};

G_END_DECLS
