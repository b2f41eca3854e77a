/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-statement-memory.h"
#include "biz-statement-source.h"

G_BEGIN_DECLS

/* Files of banks on their way into the ERP: read one after the other, each account compared with
 * its journal before anything is written, then imported. Signal "changed" whenever anything is
 * other than before. */
#define BIZ_TYPE_STATEMENT_INTAKE (biz_statement_intake_get_type ())
G_DECLARE_FINAL_TYPE (BizStatementIntake, biz_statement_intake, BIZ, STATEMENT_INTAKE, GObject)

/* @memory: (nullable). The journals are asked for at once. */
BizStatementIntake *biz_statement_intake_new (ErpSession *session,
                                              BizStatementMemory *memory) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable) (element-type BizBankJournal): NULL until they are there */
GListModel *biz_statement_intake_get_journals (BizStatementIntake *self);
/* (nullable): why there are no journals */
const GError *biz_statement_intake_get_error (BizStatementIntake *self);
/* Asks for the journals again. */
void biz_statement_intake_retry (BizStatementIntake *self);
/* (element-type BizStatementSource) */
GListModel *biz_statement_intake_get_sources (BizStatementIntake *self);

/* A file that is there already is read anew. Nothing while an import runs. */
void biz_statement_intake_add (BizStatementIntake *self, GFile *file);
void biz_statement_intake_remove (BizStatementIntake *self, BizStatementSource *source);
/* Whether the money can be the journal's; a table without a currency is any journal's. */
gboolean biz_statement_intake_may_take (BizStatementIntake *self,
                                        BizStatementPart *part,
                                        BizBankJournal *journal);
void biz_statement_intake_set_journal (BizStatementIntake *self,
                                       BizStatementPart *part,
                                       BizBankJournal *journal);
void biz_statement_intake_set_mapping (BizStatementIntake *self,
                                       BizStatementSource *source,
                                       const BizBankMapping *mapping);
/* Compares again what failed. */
void biz_statement_intake_look_again (BizStatementIntake *self, BizStatementPart *part);

/* Whether something is being read or compared. */
gboolean biz_statement_intake_is_busy (BizStatementIntake *self);
gboolean biz_statement_intake_is_running (BizStatementIntake *self);
/* Lines in that state, in all parts that have a plan and are not done. */
guint biz_statement_intake_count (BizStatementIntake *self, BizImportState state);
/* Of the import that runs or ran last. */
void biz_statement_intake_get_progress (BizStatementIntake *self, guint *done, guint *all);

/* Imports what is ready, part by part; stops at the first that fails, which keeps its error. */
void biz_statement_intake_run_async (BizStatementIntake *self,
                                     gboolean conflicts,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data);
/* TRUE where all of it is in or it was stopped. */
gboolean
biz_statement_intake_run_finish (BizStatementIntake *self, GAsyncResult *result, GError **error);
/* After the piece that is on its way. */
void biz_statement_intake_stop (BizStatementIntake *self);
/* Ends all but what is written. */
void biz_statement_intake_close (BizStatementIntake *self);

G_END_DECLS
