/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-account.h"
#include "draw-paper.h"

G_BEGIN_DECLS

/* A statement of account: open items with a running balance, what is open by age, where to pay.
 * @language: (nullable): the customer's. NULL where an amount does not fit. */
DrawPaper *draw_statement_new (const BizAccount *account,
                               const char *language,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
