/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-file.h"
#include "biz-statement-part.h"

G_BEGIN_DECLS

/* A file that somebody chose or dropped: read in a worker thread, then its accounts as parts.
 * Signal "changed". */
#define BIZ_TYPE_STATEMENT_SOURCE (biz_statement_source_get_type ())
G_DECLARE_FINAL_TYPE (BizStatementSource, biz_statement_source, BIZ, STATEMENT_SOURCE, GObject)

BizStatementSource *biz_statement_source_new (GFile *file) G_GNUC_WARN_UNUSED_RESULT;

/* @mapping: (nullable): how to read a table; NULL guesses. A later call ends an earlier one. */
void biz_statement_source_read_async (BizStatementSource *self,
                                      const BizBankMapping *mapping,
                                      GAsyncReadyCallback callback,
                                      gpointer user_data);
/* FALSE where it cannot be read, with the error that it keeps, or CANCELLED. */
gboolean
biz_statement_source_read_finish (BizStatementSource *self, GAsyncResult *result, GError **error);
/* Ends what is under way. */
void biz_statement_source_cancel (BizStatementSource *self);

/* As a person may see it. */
const char *biz_statement_source_get_name (BizStatementSource *self);
gboolean biz_statement_source_is_same (BizStatementSource *self, GFile *file);
gboolean biz_statement_source_is_reading (BizStatementSource *self);
/* (nullable): why it cannot be read */
const GError *biz_statement_source_get_error (BizStatementSource *self);
/* (nullable): all of it */
BizBankFile *biz_statement_source_get_content (BizStatementSource *self);
/* (element-type BizStatementPart): empty until it is read */
GListModel *biz_statement_source_get_parts (BizStatementSource *self);
/* (nullable): of a table: how it is read, or would be */
const BizBankMapping *biz_statement_source_get_mapping (BizStatementSource *self);
/* (nullable) (element-type GStrv): of a table: its first rows */
GPtrArray *biz_statement_source_get_rows (BizStatementSource *self);
/* (nullable): of a table: the row above the first booking, else the first */
const char *const *biz_statement_source_get_heads (BizStatementSource *self);

/* Chosen by a person for what the file does not name; (nullable). */
void biz_statement_source_set_journal (BizStatementSource *self, BizBankJournal *journal);
BizBankJournal *biz_statement_source_get_journal (BizStatementSource *self);

G_END_DECLS
