/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-desk.h"
#include "erp-job.h"

G_BEGIN_DECLS

/* line_id, line (what it is called), move_id, company_id, digits (of the claims), suspense_id (the
 * entry's item in suspense) and suspense_account, seen (its amount, with seen_digits), n_entry
 * (items of the entry), account_id, counter (what the item says afterwards), items: ids, open: what
 * is open on them; values: what is written on the entry, absent where the item only changes its
 * account. Amounts are texts. */
#define BIZ_JOB_MATCH "match"
/* line_id, line, move_id, company_id, entry: ids of the entry's items, was: [{item, account}] what
 * they stood against, to say it again */
#define BIZ_JOB_UNMATCH "unmatch"

extern const ErpJobKind biz_job_match_kind;
extern const ErpJobKind biz_job_unmatch_kind;

/* What a person, or the engine, wants of a line. */
typedef struct
{
  const BizMatchPart *parts; /* none: the whole line goes to @account_id */
  guint n_parts;
  gint64 account_id;          /* where no part is */
  gint64 writeoff_account_id; /* where a part clears more or less than the line brings */
  const char *writeoff_label; /* (nullable) */
} BizMatchWish;

/* Puts @parts of @wish in the order in which they are matched, and returns how many of them go
 * together first; the others follow one by one. */
guint biz_match_wish_arrange (const BizMatchWish *wish,
                              BizMatchDesk *desk,
                              guint position,
                              GArray *parts);

/* Fields of the items of an entry, as both kinds and the wish below need them. */
extern const char *const biz_match_entry_fields[];

/* @entry: the items of the line's entry, read just now. NULL with ERP_ERROR_CONFLICT where it is
 * not one of an open line, ERP_ERROR_VALIDATION where this cannot be done at once. */
JsonObject *biz_job_body_new_match (BizMatchDesk *desk,
                                    guint position,
                                    const BizMatchWish *wish,
                                    JsonNode *entry,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *biz_job_body_new_unmatch (BizBankJournal *journal,
                                      gint64 line_id,
                                      const char *line,
                                      gint64 move_id,
                                      JsonNode *entry) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @entry stands half way of @body: the first of two calls was made, the second not. */
gboolean biz_job_match_is_half_way (JsonObject *body, JsonNode *entry);
/* Whether @entry still says what @body made of it. */
gboolean biz_job_match_stands (JsonObject *body, JsonNode *entry);

G_END_DECLS
