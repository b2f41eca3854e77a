/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-match-job.h"

G_BEGIN_DECLS

/* Where a line stands in the list: how sure its proposal is, or what became of it. */
typedef enum
{
  BIZ_BENCH_AUTO,
  BIZ_BENCH_LIKELY,
  BIZ_BENCH_UNSURE,
  BIZ_BENCH_NONE,
  BIZ_BENCH_TO_CHECK,
  BIZ_BENCH_DONE, /* in this sitting */
  BIZ_BENCH_N_BANDS,
} BizBenchBand;

typedef enum
{
  BIZ_BENCH_LINE_OPEN,
  BIZ_BENCH_LINE_WAITING, /* for its turn to be written */
  BIZ_BENCH_LINE_WRITING,
  BIZ_BENCH_LINE_MATCHED,
  BIZ_BENCH_LINE_UNDOING, /* or waiting for it */
} BizBenchLineState;

/* A line of the bank on the bench, and what a person makes of its proposal. It works on the desk
 * that it was read with. Signal "changed". */
#define BIZ_TYPE_BENCH_LINE (biz_bench_line_get_type ())
G_DECLARE_FINAL_TYPE (BizBenchLine, biz_bench_line, BIZ, BENCH_LINE, GObject)

BizBenchLine *biz_bench_line_new (BizMatchDesk *desk, guint position) G_GNUC_WARN_UNUSED_RESULT;

BizMatchDesk *biz_bench_line_get_desk (BizBenchLine *self);
guint biz_bench_line_get_position (BizBenchLine *self);
const BizOpenLine *biz_bench_line_get_facts (BizBenchLine *self);
BizMatchProposal *biz_bench_line_get_proposal (BizBenchLine *self);
gint64 biz_bench_line_get_id (BizBenchLine *self);
/* What is still to be said of it; money in is positive. */
const BizMoney *biz_bench_line_get_amount (BizBenchLine *self);
BizBenchBand biz_bench_line_get_band (BizBenchLine *self);
/* The same as if nothing had been done. */
BizBenchBand biz_bench_line_get_first_band (BizBenchLine *self);
BizBenchLineState biz_bench_line_get_state (BizBenchLine *self);
/* (nullable): why the last write was refused */
const GError *biz_bench_line_get_error (BizBenchLine *self);
gboolean biz_bench_line_is_to_check (BizBenchLine *self);

/* What it is for: items, or an account for all of it. */
guint biz_bench_line_get_n_parts (BizBenchLine *self);
const BizMatchPart *biz_bench_line_get_part (BizBenchLine *self, guint position);
gboolean biz_bench_line_has_item (BizBenchLine *self, gint64 item_id);
gint64 biz_bench_line_get_account_id (BizBenchLine *self);
/* (nullable) */
const char *biz_bench_line_get_account_name (BizBenchLine *self);
gint64 biz_bench_line_get_writeoff_account_id (BizBenchLine *self);
/* (nullable) */
const char *biz_bench_line_get_writeoff_account_name (BizBenchLine *self);
/* Whether a person changed the proposal. */
gboolean biz_bench_line_is_by_hand (BizBenchLine *self);
/* What of the line goes to nobody yet; of the other sign where too much is given. */
BizMoney biz_bench_line_get_rest (BizBenchLine *self);
/* What is cleared of the items beyond what the line brings. */
BizMoney biz_bench_line_get_writeoff (BizBenchLine *self);

/* Whether it may be written so. Errors: ERP_ERROR_VALIDATION, what is wrong in words. */
gboolean biz_bench_line_check (BizBenchLine *self, GError **error);
/* Borrows of the line. */
BizMatchWish biz_bench_line_get_wish (BizBenchLine *self);

/* By hand, while it is open. An item gets what is open on it as far as the line lasts. */
void biz_bench_line_toggle_item (BizBenchLine *self, gint64 item_id);
/* In the currency of the line; sign as the line's for money that it brings. */
void biz_bench_line_set_part_amount (BizBenchLine *self, guint position, const BizMoney *amount);
void biz_bench_line_use_runner_up (BizBenchLine *self);
/* All of it, without items. */
void biz_bench_line_set_account (BizBenchLine *self, gint64 account_id, const char *name);
/* Clears the last item, or takes what is left over, on this account; all of the line where there
 * are no items. @label: (nullable) */
void biz_bench_line_write_off (BizBenchLine *self,
                               gint64 account_id,
                               const char *name,
                               const char *label);
/* Without changing what is proposed: where its difference goes. */
void biz_bench_line_set_writeoff_account (BizBenchLine *self, gint64 account_id, const char *name);
/* Back to the proposal. */
void biz_bench_line_reset (BizBenchLine *self);
/* What was made by hand of @other, as far as its items are still open here. */
void biz_bench_line_take_over (BizBenchLine *self, BizBenchLine *other);

/* For the bench. Takes @error. */
void biz_bench_line_set_state (BizBenchLine *self, BizBenchLineState state, GError *error);
void biz_bench_line_set_to_check (BizBenchLine *self, gboolean to_check);

/* A heading for the lines of a band, and a word for its pill; translated. */
const char *biz_bench_band_get_label (BizBenchBand band);
const char *biz_bench_band_get_word (BizBenchBand band);
const char *biz_bench_band_get_name (BizBenchBand band);

G_END_DECLS
