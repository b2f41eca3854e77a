/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-return-store.h"

G_BEGIN_DECLS

ErpSession *biz_return_store_get_session (BizReturnStore *self);

G_END_DECLS
