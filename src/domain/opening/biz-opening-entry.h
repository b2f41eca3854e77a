/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-opening.h"

G_BEGIN_DECLS

/* A line of a comparison as a record of a list; it keeps alive what the line points into. */
#define BIZ_TYPE_OPENING_ENTRY (biz_opening_entry_get_type ())
G_DECLARE_FINAL_TYPE (BizOpeningEntry, biz_opening_entry, BIZ, OPENING_ENTRY, GObject)

BizOpeningEntry *biz_opening_entry_new (GObject *owner,
                                        const BizOpeningLine *line) G_GNUC_WARN_UNUSED_RESULT;
const BizOpeningLine *biz_opening_entry_get_line (BizOpeningEntry *self);
/* (transfer full): name, number and tax id as the file has them; "" where it has no row */
char *biz_opening_entry_describe_row (BizOpeningEntry *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full): name and number as the ERP has them; "" where nobody was found */
char *biz_opening_entry_describe_customer (BizOpeningEntry *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
