/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-due-order.h"

G_BEGIN_DECLS

/* Everything that is to invoice, as far as it was read. */
#define BIZ_TYPE_DUE_BOOK (biz_due_book_get_type ())
G_DECLARE_FINAL_TYPE (BizDueBook, biz_due_book, BIZ, DUE_BOOK, GObject)

/**
 * BizDueSum:
 * @value: what the orders come to
 * @delivered: of it, what is delivered
 * @server: the same as @value as the server adds it up, where it was asked
 * @has_server: whether it was
 *
 * A sum in one currency.
 */
typedef struct
{
  BizMoney value;
  BizMoney delivered;
  BizMoney server;
  gboolean has_server;
} BizDueSum;

BizDueBook *biz_due_book_new (const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
/* Takes the rows (element-type BizDueRow). */
void biz_due_book_take_rows (BizDueBook *self, GPtrArray *rows);
/* Orders that somebody holds: id -> text; settles all again. */
void biz_due_book_set_holds (BizDueBook *self, GHashTable *holds);
/* What the server counts and sums; @sums (element-type BizMoney). */
void biz_due_book_set_server (BizDueBook *self, guint64 n_lines, GArray *sums);
/* There are more lines than are read. */
void biz_due_book_set_cut (BizDueBook *self);

/* (transfer full) (element-type BizDueOrder): those that belong into the list, in no order. */
GPtrArray *biz_due_book_get_orders (BizDueBook *self) G_GNUC_WARN_UNUSED_RESULT;
guint64 biz_due_book_get_n_lines (BizDueBook *self);
/* 0 where it is not known. */
guint64 biz_due_book_get_n_all_lines (BizDueBook *self);
gboolean biz_due_book_is_cut (BizDueBook *self);
/* By currency of the orders; of every line that was read (element-type BizDueSum). */
GArray *biz_due_book_get_sums (BizDueBook *self) G_GNUC_WARN_UNUSED_RESULT;
const GDate *biz_due_book_get_today (BizDueBook *self);

/* Sums of @orders (element-type BizDueOrder) by currency (element-type BizDueSum). */
GArray *biz_due_sum_orders (GPtrArray *orders) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
