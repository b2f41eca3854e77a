/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-credit-line.h"

G_BEGIN_DECLS

/* The lines of an invoice that share taxes and account, and the part of an amount that falls on
 * them. */
typedef struct
{
  BizCreditLine *line; /* (owned): one of them */
  guint n_lines;
  BizMoney net_left;
  BizMoney gross_left;
  BizMoney net;
  BizMoney gross;
} BizCreditGroup;

void biz_credit_group_free (BizCreditGroup *self);
/* Lines that cannot be credited by amount are left out. */
void biz_credit_groups_add (GPtrArray *groups, BizCreditLine *line);
/* Sets what falls on each group. @gross: (inout): with tax; less where it cannot be met to the
 * cent. FALSE where the groups have less. */
gboolean biz_credit_groups_split (GPtrArray *groups, BizMoney *gross);

G_END_DECLS
