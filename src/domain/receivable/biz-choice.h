/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* One of several records to choose from: a bank journal, a payment method, a company.
 * Properties: id (int64), name, code. */
#define BIZ_TYPE_CHOICE (biz_choice_get_type ())
G_DECLARE_FINAL_TYPE (BizChoice, biz_choice, BIZ, CHOICE, GObject)

BizChoice *biz_choice_new (gint64 id, const char *name, const char *code) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_choice_get_id (BizChoice *self);
const char *biz_choice_get_name (BizChoice *self);
/* (nullable) */
const char *biz_choice_get_code (BizChoice *self);

G_END_DECLS
