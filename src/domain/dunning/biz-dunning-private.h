/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-dunning-store.h"

G_BEGIN_DECLS

/* Takes @account and @judged. */
BizDunningCustomer *biz_dunning_customer_new (BizAccount *account,
                                              BizDunningCase *judged,
                                              BizPolicy *policy,
                                              const BizDunningPlan *plan) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
