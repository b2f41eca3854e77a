/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-matcher.h"

G_BEGIN_DECLS

/* Customers, open items and bank lines as CSV with a header; amounts with a decimal point, dates
 * as 2026-11-22. Columns may stand in any order; unknown ones are passed over.
 * partners: id, name, iban. items: id, partner_id, number, ref, date, due, currency, residual,
 * discount_date, discount_residual. lines: id, date, amount, currency, text, name, account,
 * end_to_end. Errors are ERP_ERROR_VALIDATION with the line of the file. */
gboolean biz_match_tables_add_partners (BizMatcher *matcher, GInputStream *stream, GError **error);
gboolean biz_match_tables_add_items (BizMatcher *matcher, GInputStream *stream, GError **error);

/* Bank lines that own their texts. */
typedef struct _BizMatchLineTable BizMatchLineTable;

BizMatchLineTable *biz_match_line_table_read (GInputStream *stream,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;
void biz_match_line_table_free (BizMatchLineTable *self);
const BizMatchLine *biz_match_line_table_get_lines (const BizMatchLineTable *self, guint *n_lines);

/* [{line, band, score, gap, items: [{id, amount}], writeoff, reasons}, ...] */
void biz_match_write_json (GPtrArray *proposals, GString *json);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizMatchLineTable, biz_match_line_table_free)

G_END_DECLS
