/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-credit-plan.h"

G_BEGIN_DECLS

typedef struct
{
  BizCreditLine *line; /* (owned) */
  gboolean by_amount;
  gboolean shared; /* of several lines: the words are the label's alone */
  BizDecimal quantity;
  BizMoney net;
  BizMoney gross;
} BizCreditRow;

struct _BizCreditPlan
{
  GObject parent_instance;

  BizCreditSource *source; /* (owned) */
  char *label;             /* (owned) */
  GArray *rows;            /* (owned): BizCreditRow */
  gboolean has_amount;     /* an amount in all was wished */
  BizMoney amount;
};

G_END_DECLS
