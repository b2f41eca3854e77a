/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-line.h"

G_BEGIN_DECLS

/* What makes a line of a bank this line and no other, and the same whatever computer reads it. */

/* What is written on the line in the ERP; never empty. */
char *biz_import_label (const BizBankLine *line) G_GNUC_WARN_UNUSED_RESULT;
/* By the bank's reference where it is one, else by all that stands in the line. */
char *biz_import_print (const BizBankLine *line) G_GNUC_WARN_UNUSED_RESULT;
/* @n: which of several equal ones on a day, from 1 */
char *
biz_import_external_id (gint64 journal_id, const char *print, guint n) G_GNUC_WARN_UNUSED_RESULT;

/* To compare with what the ERP has. @date is nullable. */
char *biz_import_key (const GDate *date, gint64 amount, const char *kind, const char *text)
    G_GNUC_WARN_UNUSED_RESULT;
/* NULL where a bank puts it on every line: NONREF, zeros. */
char *biz_import_key_reference (const char *reference) G_GNUC_WARN_UNUSED_RESULT;
char *biz_import_key_content (const GDate *date,
                              gint64 amount,
                              const char *label,
                              const char *name,
                              const char *account) G_GNUC_WARN_UNUSED_RESULT;
/* Whatever the spaces; the national number is the end of its IBAN. */
gboolean biz_import_same_account (const char *a, const char *b);

G_END_DECLS
