/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-paper-store.h"

G_BEGIN_DECLS

ErpClient *biz_paper_store_get_client (BizPaperStore *self);

G_END_DECLS
