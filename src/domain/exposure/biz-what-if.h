/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure.h"

G_BEGIN_DECLS

/**
 * BizWhatIf:
 * @release: a document that would be confirmed or delivered, with taxes; 0 for none
 * @is_counted: the figures have the document already, among their document
 * @receipt: what the customer would pay; 0 for none
 * @sets_limit: @limit would be the limit
 * @limit: of his own; 0: no limit at all
 *
 * What somebody thinks of doing; all at once, or one of them. Amounts are in the currency of the
 * figures.
 */
typedef struct
{
  BizMoney release;
  gboolean is_counted;
  BizMoney receipt;
  gboolean sets_limit;
  BizMoney limit;
} BizWhatIf;

/* Nothing at all, in the currency of @figures. */
void biz_what_if_init (BizWhatIf *self, const BizExposure *figures);
/* @ages: (nullable): the buckets of the figures, to tell how old the rest is. */
gboolean biz_what_if_apply (const BizWhatIf *self,
                            const BizAgeingPlan *ages,
                            const BizExposure *before,
                            BizExposure *after,
                            GError **error);

G_END_DECLS
