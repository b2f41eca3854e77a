/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-journal.h"
#include "erp-types.h"

G_BEGIN_DECLS

/* What the bench keeps in the settings, by profile. Does nothing where the schema is not installed.
 */
gint64 page_reconcile_memory_get_journal (ErpSession *session);
void page_reconcile_memory_set_journal (ErpSession *session, gint64 journal_id);
/* Where differences of a journal were written off last; 0 for nowhere yet. @name: (out) */
gint64
page_reconcile_memory_get_account (ErpSession *session, BizBankJournal *journal, char **name);
void page_reconcile_memory_set_account (ErpSession *session,
                                        BizBankJournal *journal,
                                        gint64 account_id,
                                        const char *name);

G_END_DECLS
