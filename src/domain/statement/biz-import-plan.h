/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-file.h"
#include "biz-bank-journal.h"

G_BEGIN_DECLS

/* What of a bank's file is new to the ERP, before anything is written. */

typedef enum
{
  BIZ_IMPORT_NEW,
  BIZ_IMPORT_SEEN,     /* the ERP has it */
  BIZ_IMPORT_CONFLICT, /* the ERP has something that is almost it; a person decides */
  BIZ_IMPORT_CLOSED,   /* in a closed period */
} BizImportState;

/**
 * BizServerLine:
 * @id: of the bank line
 * @date: its day
 * @amount: minor units of the journal's currency
 * @label: what stands in it
 * @name: who it is from
 * @account: and whose account
 * @reference: the bank's
 * @external_id: what its import called it
 *
 * A line that the ERP has; absent texts are %NULL.
 */
typedef struct
{
  gint64 id;
  GDate date;
  gint64 amount;
  char *label;
  char *name;
  char *account;
  char *reference;
  char *external_id;
} BizServerLine;

GPtrArray *biz_server_lines_new (void) G_GNUC_WARN_UNUSED_RESULT;

/**
 * BizImportRow:
 * @state: what it is
 * @line: as the file has it
 * @external_id: what every computer calls it, "quittance_import.6_0123..."
 * @label: what is written on it
 * @reason: (nullable): why it is not new, translated
 * @server_id: the line of the ERP it was found in, or 0
 * @have: how many equal ones are there before it
 */
typedef struct
{
  BizImportState state;
  const BizBankLine *line;
  char *external_id;
  char *label;
  char *reason;
  gint64 server_id;
  guint have;
} BizImportRow;

#define BIZ_TYPE_IMPORT_PLAN (biz_import_plan_get_type ())
G_DECLARE_FINAL_TYPE (BizImportPlan, biz_import_plan, BIZ, IMPORT_PLAN, GObject)

/* The days of @file that belong to @journal. FALSE with ERP_ERROR_VALIDATION where no statement
 * does; both days not valid where there is no line. */
gboolean biz_import_plan_find_days (
    BizBankFile *file, BizBankJournal *journal, GDate *first, GDate *last, GError **error);
/* @server: (element-type BizServerLine): all lines of the journal on those days. */
BizImportPlan *biz_import_plan_new (BizBankFile *file,
                                    BizBankJournal *journal,
                                    GPtrArray *server,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

BizBankFile *biz_import_plan_get_file (BizImportPlan *self);
BizBankJournal *biz_import_plan_get_journal (BizImportPlan *self);
void biz_import_plan_get_days (BizImportPlan *self, GDate *first, GDate *last);
guint biz_import_plan_get_n_rows (BizImportPlan *self);
const BizImportRow *biz_import_plan_get_row (BizImportPlan *self, guint position);
guint biz_import_plan_count (BizImportPlan *self, BizImportState state);
/* Sum of the new ones. FALSE where it is too large. */
gboolean biz_import_plan_sum_new (BizImportPlan *self, BizMoney *sum);
/* Adds what is new in @self, on the days from @first to @last, to @lines as if the ERP had it: for
 * the plan of a file that comes after this one. */
void biz_import_plan_add_new (BizImportPlan *self,
                              const GDate *first,
                              const GDate *last,
                              GPtrArray *lines);
/* Statements of other accounts, left out. */
guint biz_import_plan_get_n_other (BizImportPlan *self);

G_END_DECLS
