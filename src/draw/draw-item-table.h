/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-item.h"
#include "draw-record-table.h"

G_BEGIN_DECLS

/* A list of open items; a record is a BizItem. */
extern const DrawRecordKind draw_item_table_kind;

G_END_DECLS
