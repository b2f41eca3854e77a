/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-session.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What is said to customers about what they owe. Each presents a window over that of @over. */

/* The statement of account of a customer, or a contact of one, as of a day that can be changed:
 * to read, print or save. */
void page_statement_present (GtkWidget *over, ErpSession *session, gint64 partner_id);
/* The same of several, one after the other; at most BIZ_ACCOUNT_MAX of them. */
void page_statements_present (GtkWidget *over,
                              ErpSession *session,
                              const gint64 *partners,
                              gsize n_partners,
                              const GDate *as_of);

/* Who of these customers is reminded, and of what; the letters are read, changed and sent there. At
 * most BIZ_ACCOUNT_MAX of them. */
void page_reminders_present (GtkWidget *over,
                             ErpSession *session,
                             const gint64 *partners,
                             gsize n_partners);

G_END_DECLS
