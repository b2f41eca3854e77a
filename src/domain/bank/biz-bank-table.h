/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-input.h"
#include "biz-bank-mapping.h"

G_BEGIN_DECLS

/* A row of a table: its cells as UTF-8, without blanks at their ends. @line is where it begins. */
typedef gboolean (*BizBankRowFunc) (
    char **cells, guint n_cells, guint line, gpointer user_data, GError **error);

/* FALSE where a row is broken or @take_row fails. */
gboolean biz_bank_table_read (BizBankInput *input,
                              char separator,
                              BizBankRowFunc take_row,
                              gpointer user_data,
                              GError **error);

/* The first rows of a file and the best guess how to read it, for a person to look at. @wanted:
 * (nullable): whose separator and encoding are taken. Rows are GStrv. */
GPtrArray *biz_bank_table_preview (GInputStream *stream,
                                   const BizBankMapping *wanted,
                                   BizBankMapping **guess,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same of what @input would give next, without taking it. */
GPtrArray *biz_bank_table_peek (BizBankInput *input,
                                const BizBankMapping *wanted,
                                BizBankMapping **guess,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
char biz_bank_table_guess_separator (const char *text, gsize length);

G_END_DECLS
