/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-statement.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  BIZ_BANK_FORMAT_UNKNOWN,
  BIZ_BANK_FORMAT_CAMT,
  BIZ_BANK_FORMAT_MT940,
  BIZ_BANK_FORMAT_OFX,
  BIZ_BANK_FORMAT_CSV,
} BizBankFormat;

/**
 * BizBankGap:
 * @before: statement that ends with another balance than the next begins with
 * @after: the next of the same account
 * @difference: opening of @after - closing of @before
 */
typedef struct
{
  BizBankStatement *before;
  BizBankStatement *after;
  BizMoney difference;
} BizBankGap;

/* All statements of one file; reference counted, immutable. */
#define BIZ_TYPE_BANK_FILE (biz_bank_file_get_type ())
GType biz_bank_file_get_type (void) G_GNUC_CONST;

/* Reads a whole file or nothing. Errors are ERP_ERROR_VALIDATION with the line, those of @stream,
 * or G_IO_ERROR_CANCELLED. @mapping says how to read a table; NULL guesses. Blocks: for a worker
 * thread. */
BizBankFile *biz_bank_file_read (GInputStream *stream,
                                 const BizBankMapping *mapping,
                                 GCancellable *cancellable,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
BizBankFile *biz_bank_file_ref (BizBankFile *self);
void biz_bank_file_unref (BizBankFile *self);

/* What a file is, by how it begins. */
BizBankFormat biz_bank_file_sniff (const char *bytes, gsize length);
const char *biz_bank_format_to_string (BizBankFormat format);

BizBankFormat biz_bank_file_get_format (const BizBankFile *self);
guint biz_bank_file_get_n_statements (const BizBankFile *self);
BizBankStatement *biz_bank_file_get_statement (const BizBankFile *self, guint position);
guint biz_bank_file_get_n_lines (const BizBankFile *self);
/* (element-type BizBankFile): one for each account and currency. */
GPtrArray *biz_bank_file_split (const BizBankFile *self) G_GNUC_WARN_UNUSED_RESULT;
/* Where the statements of an account do not follow each other. */
guint biz_bank_file_get_n_gaps (const BizBankFile *self);
const BizBankGap *biz_bank_file_get_gap (const BizBankFile *self, guint position);

/* For readers. */
BizBankFile *biz_bank_file_new (BizBankFormat format) G_GNUC_WARN_UNUSED_RESULT;
void biz_bank_file_take_statement (BizBankFile *self, BizBankStatement *statement);
void biz_bank_file_finish (BizBankFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizBankFile, biz_bank_file_unref)

G_END_DECLS
