/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-statement-memory.h"

G_BEGIN_DECLS

/* What was chosen for statements, kept in the settings. */
BizStatementMemory *
page_statement_settings_new_memory (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
