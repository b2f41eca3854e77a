/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bank-journal.h"
#include "biz-job-kinds.h"

G_BEGIN_DECLS

/* company_id, journal_id, name, words (that the text of a line contains), account_id, series (of
 * the server: what a rule is made of differs) */
#define BIZ_JOB_RULE "bank-rule"

extern const ErpJobKind biz_job_rule_kind;

JsonObject *biz_job_body_new_rule (BizBankJournal *journal,
                                   gint64 series,
                                   const char *name,
                                   const char *words,
                                   gint64 account_id) G_GNUC_WARN_UNUSED_RESULT;

/* Makes a rule on the server: lines of @journal whose text contains @words are proposed for the
 * account. Once, through the journal; errors as erp_journal_run_async (), ERP_ERROR_CONFLICT where
 * there is one for these words. */
void biz_rule_make_async (ErpSession *session,
                          BizBankJournal *journal,
                          const char *name,
                          const char *words,
                          gint64 account_id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
gboolean biz_rule_make_finish (GAsyncResult *result, GError **error);
/* What of @text comes again with the next line of its kind: words without figures. (transfer
 * full) */
char *biz_rule_guess_words (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
