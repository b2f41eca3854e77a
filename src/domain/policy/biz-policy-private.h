/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-policy.h"

G_BEGIN_DECLS

/* (nullable) (transfer none): what the file says under @key */
JsonObject *biz_policy_get_section (BizPolicy *self, const char *key);

G_END_DECLS
