/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Statements of account as they look on paper, in the language of each customer. */
#define PAGE_TYPE_STATEMENT_WINDOW (page_statement_window_get_type ())
G_DECLARE_FINAL_TYPE (PageStatementWindow, page_statement_window, PAGE, STATEMENT_WINDOW, AdwWindow)

GtkWindow *page_statement_window_new (ErpSession *session,
                                      const gint64 *partners,
                                      gsize n_partners,
                                      const GDate *as_of) G_GNUC_WARN_UNUSED_RESULT;
/* Whether all are there. */
gboolean page_statement_window_is_ready (PageStatementWindow *self);
guint page_statement_window_get_n_papers (PageStatementWindow *self);
/* Writes every statement into @folder. For the button, and for tests. */
gboolean
page_statement_window_save_to_folder (PageStatementWindow *self, GFile *folder, GError **error);

G_END_DECLS
