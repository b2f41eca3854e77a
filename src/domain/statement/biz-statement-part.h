/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-import-plan.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_PART_WAITING, /* for a person who says which journal it is */
  BIZ_PART_LOOKING, /* what is new is being found out */
  BIZ_PART_READY,   /* has a plan */
  BIZ_PART_FAILED,  /* has an error */
  BIZ_PART_RUNNING, /* is being imported */
  BIZ_PART_DONE,    /* all that was new is in */
} BizPartState;

/* One account of a bank's file on its way into a journal. Signal "changed". */
#define BIZ_TYPE_STATEMENT_PART (biz_statement_part_get_type ())
G_DECLARE_FINAL_TYPE (BizStatementPart, biz_statement_part, BIZ, STATEMENT_PART, GObject)

/* @file: of one account and currency */
BizStatementPart *biz_statement_part_new (BizBankFile *file) G_GNUC_WARN_UNUSED_RESULT;

BizBankFile *biz_statement_part_get_file (BizStatementPart *self);
/* Both nullable. */
const char *biz_statement_part_get_account (BizStatementPart *self);
const char *biz_statement_part_get_currency (BizStatementPart *self);
/* Not valid where there is no line. */
void biz_statement_part_get_days (BizStatementPart *self, GDate *first, GDate *last);
BizPartState biz_statement_part_get_state (BizStatementPart *self);
/* (nullable) */
BizBankJournal *biz_statement_part_get_journal (BizStatementPart *self);
/* (nullable): while it is READY, RUNNING or DONE */
BizImportPlan *biz_statement_part_get_plan (BizStatementPart *self);
/* (nullable): of the last attempt */
const GError *biz_statement_part_get_error (BizStatementPart *self);
/* Lines brought in by now, in all attempts. */
guint biz_statement_part_get_n_done (BizStatementPart *self);
/* Lines that an import would write. */
guint biz_statement_part_count_wanted (BizStatementPart *self, gboolean conflicts);
/* Whether the money of the file can be the journal's. */
gboolean biz_statement_part_fits (BizStatementPart *self, BizBankJournal *journal);

/* For the intake. */
void biz_statement_part_set_journal (BizStatementPart *self, BizBankJournal *journal);
void biz_statement_part_set_looking (BizStatementPart *self);
void biz_statement_part_set_plan (BizStatementPart *self, BizImportPlan *plan);
void biz_statement_part_set_error (BizStatementPart *self, const GError *error);
void biz_statement_part_set_running (BizStatementPart *self);
void biz_statement_part_set_done (BizStatementPart *self);
void biz_statement_part_add_done (BizStatementPart *self, guint n);

G_END_DECLS
