/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "app-types.h"

G_BEGIN_DECLS

/* The way of bank statements into a window: an overlay that says where files that are dragged over
 * the window go, and the action "statement.import" of the window it is in. */
#define APP_TYPE_STATEMENT_IMPORT (app_statement_import_get_type ())
G_DECLARE_FINAL_TYPE (AppStatementImport, app_statement_import, APP, STATEMENT_IMPORT, AdwBin)

/* @session: (nullable): without one, or without the right, files are not taken. */
void app_statement_import_set_session (AppStatementImport *self, ErpSession *session);
/* Shows the window for statements. @files: (nullable) (element-type GFile) */
void app_statement_import_open (AppStatementImport *self, GListModel *files);

G_END_DECLS
