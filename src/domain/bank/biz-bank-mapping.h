/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_BANK_COLUMN_DATE,
  BIZ_BANK_COLUMN_VALUE_DATE,
  BIZ_BANK_COLUMN_AMOUNT,
  BIZ_BANK_COLUMN_DEBIT,  /* money out, whatever its sign */
  BIZ_BANK_COLUMN_CREDIT, /* money in */
  BIZ_BANK_COLUMN_SIGN,   /* S or H, D or C, Af or Bij */
  BIZ_BANK_COLUMN_BALANCE,
  BIZ_BANK_COLUMN_CURRENCY,
  BIZ_BANK_COLUMN_TEXT,
  BIZ_BANK_COLUMN_MORE_TEXT,
  BIZ_BANK_COLUMN_NAME,
  BIZ_BANK_COLUMN_ACCOUNT, /* of the other party */
  BIZ_BANK_COLUMN_BANK,
  BIZ_BANK_COLUMN_OWN_ACCOUNT,
  BIZ_BANK_COLUMN_END_TO_END,
  BIZ_BANK_COLUMN_REFERENCE,
  BIZ_BANK_COLUMN_CODE,
  BIZ_BANK_N_COLUMNS,
} BizBankColumn;

typedef enum
{
  BIZ_BANK_DATE_DMY,
  BIZ_BANK_DATE_MDY,
  BIZ_BANK_DATE_YMD,
} BizBankDateOrder;

/**
 * BizBankMapping:
 * @separator: between cells
 * @point: decimal mark
 * @date_order: of days, months and years written with digits
 * @is_date_sure: FALSE where the sample could be read in two orders and the person should look
 * @n_skip: rows before the first booking, the header among them
 * @is_negated: money out has no sign and money in has one
 * @currency: for tables without such a column; empty for none
 * @encoding: what the letters are written in, as iconv names it; empty where it is recognised
 * @columns: place of each column from 0, -1 where there is none
 *
 * How to read a bank's table. Remembered for each journal as JSON.
 */
struct _BizBankMapping
{
  char separator;
  char point;
  BizBankDateOrder date_order;
  gboolean is_date_sure;
  guint n_skip;
  gboolean is_negated;
  char currency[4];
  char encoding[24];
  int columns[BIZ_BANK_N_COLUMNS];
};

#define BIZ_TYPE_BANK_MAPPING (biz_bank_mapping_get_type ())
GType biz_bank_mapping_get_type (void) G_GNUC_CONST;

BizBankMapping *biz_bank_mapping_new (void) G_GNUC_WARN_UNUSED_RESULT;
BizBankMapping *biz_bank_mapping_copy (const BizBankMapping *self) G_GNUC_WARN_UNUSED_RESULT;
void biz_bank_mapping_free (BizBankMapping *self);
/* FALSE with ERP_ERROR_VALIDATION and what is missing. */
gboolean biz_bank_mapping_check (const BizBankMapping *self, GError **error);
/* Whether no column is said: then the separator and the encoding alone are, and the rest is to be
 * guessed. */
gboolean biz_bank_mapping_is_open (const BizBankMapping *self);
char *biz_bank_mapping_to_json (const BizBankMapping *self) G_GNUC_WARN_UNUSED_RESULT;
BizBankMapping *biz_bank_mapping_from_json (const char *json,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The best reading of the first rows (each a GStrv), separated by @separator. Columns that cannot
 * be told are -1; see biz_bank_mapping_check (). */
BizBankMapping *biz_bank_mapping_guess (GPtrArray *rows, char separator) G_GNUC_WARN_UNUSED_RESULT;
/* A word for a column, translated. */
const char *biz_bank_column_get_label (BizBankColumn column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizBankMapping, biz_bank_mapping_free)

G_END_DECLS
