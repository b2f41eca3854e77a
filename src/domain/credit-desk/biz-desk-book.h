/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-desk-known.h"

G_BEGIN_DECLS

/* Microseconds that the main loop may be held up with judging. */
#define BIZ_DESK_BUDGET 2000

/* Everything that is to decide, as far as it was read. */
#define BIZ_TYPE_DESK_BOOK (biz_desk_book_get_type ())
G_DECLARE_FINAL_TYPE (BizDeskBook, biz_desk_book, BIZ, DESK_BOOK, GObject)

/* FALSE where nothing is known of the order's customer. */
typedef gboolean (*BizDeskJudge) (const BizDeskOrder *order,
                                  BizDeskVerdict *verdict,
                                  gpointer user_data);

/* @seen: (nullable): when somebody looked last */
BizDeskBook *
biz_desk_book_new (const GDate *today, GTimeZone *zone, GDateTime *seen) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the orders (element-type BizDeskOrder). What is there already stays where it knows more:
 * its deliveries. */
void biz_desk_book_take_orders (BizDeskBook *self, GPtrArray *orders);
void biz_desk_book_set_log (BizDeskBook *self, BizDecisionLog *log);
/* Until there is a judge nothing is proposed. */
void biz_desk_book_set_judge (BizDeskBook *self,
                              BizDeskJudge judge,
                              gpointer user_data,
                              GDestroyNotify user_data_free);
/* There are more orders than are read. */
void biz_desk_book_set_cut (BizDeskBook *self);
gboolean biz_desk_book_is_cut (BizDeskBook *self);
/* Deliveries may not be read. */
void biz_desk_book_set_no_deliveries (BizDeskBook *self);
gboolean biz_desk_book_has_no_deliveries (BizDeskBook *self);

/* Figures of customers are not there: nothing is proposed. @why: (nullable) */
void biz_desk_book_set_no_figures (BizDeskBook *self, const GError *why);
/* (nullable): NULL where there are figures */
const char *biz_desk_book_get_no_figures (BizDeskBook *self);
/* What is known beside the orders. */
void biz_desk_book_set_known (BizDeskBook *self, BizDeskKnown *known);
/* (nullable) (transfer none) */
BizDeskKnown *biz_desk_book_get_known (BizDeskBook *self);

/* Judges what came since for @budget microseconds; TRUE once nothing is left, so that the entries
 * are there at once. */
gboolean biz_desk_book_judge_some (BizDeskBook *self, gint64 budget);
/* (transfer none) (element-type BizDeskEntry): made anew when something was added since. */
GPtrArray *biz_desk_book_get_entries (BizDeskBook *self);
/* (nullable) (transfer none) */
BizDeskOrder *biz_desk_book_find_order (BizDeskBook *self, gint64 id);
/* (nullable) (transfer none) */
BizDecisionLog *biz_desk_book_get_log (BizDeskBook *self);
/* (transfer container) (element-type BizDeskOrder) */
GPtrArray *biz_desk_book_list_orders (BizDeskBook *self) G_GNUC_WARN_UNUSED_RESULT;
guint biz_desk_book_get_n_orders (BizDeskBook *self);
const GDate *biz_desk_book_get_today (BizDeskBook *self);
/* (nullable) */
GDateTime *biz_desk_book_get_seen (BizDeskBook *self);

G_END_DECLS
