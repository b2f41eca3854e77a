/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-mapping.h"

G_BEGIN_DECLS

/* What a person chose for a bank's files: which journal an account is, how a journal's table is
 * read. Accounts are kept as prints, never as numbers. Signal "changed". */
#define BIZ_TYPE_STATEMENT_MEMORY (biz_statement_memory_get_type ())
G_DECLARE_FINAL_TYPE (BizStatementMemory, biz_statement_memory, BIZ, STATEMENT_MEMORY, GObject)

/* @database: its uuid: an id means nothing in another one. */
BizStatementMemory *biz_statement_memory_new (const char *database) G_GNUC_WARN_UNUSED_RESULT;
/* All of it, of every database, as "a{ss}". */
void biz_statement_memory_load (BizStatementMemory *self, GVariant *all);
GVariant *biz_statement_memory_save (BizStatementMemory *self) G_GNUC_WARN_UNUSED_RESULT;

/* 0 where none was chosen. @account: an account's number, or what a table is known by. */
gint64 biz_statement_memory_get_journal (BizStatementMemory *self, const char *account);
void
biz_statement_memory_set_journal (BizStatementMemory *self, const char *account, gint64 journal_id);
/* @heads: first row of the table; what was kept for other columns is not given. */
BizBankMapping *
biz_statement_memory_get_mapping (BizStatementMemory *self,
                                  gint64 journal_id,
                                  const char *const *heads) G_GNUC_WARN_UNUSED_RESULT;
void biz_statement_memory_set_mapping (BizStatementMemory *self,
                                       gint64 journal_id,
                                       const char *const *heads,
                                       const BizBankMapping *mapping);
/* What a table without an account's number is known by. */
char *biz_statement_memory_print_heads (const char *const *heads) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
