/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decision-log.h"
#include "biz-return-line.h"
#include "biz-return-paper.h"

G_BEGIN_DECLS

/* How far a return has come. */
typedef enum
{
  BIZ_RETURN_EXPECTED,
  BIZ_RETURN_RECEIVED,
  BIZ_RETURN_INSPECTED,
  BIZ_RETURN_CREDITED, /* nothing of it is left to credit or replace */
  BIZ_RETURN_REPLACED,
  BIZ_RETURN_CANCELLED,
} BizReturnState;

/* The deliveries of an order or two, what came back of them, and the papers over both: as it was
 * read at one moment. Pure: it is told and computes. */
#define BIZ_TYPE_RETURN_BOOK (biz_return_book_get_type ())
G_DECLARE_FINAL_TYPE (BizReturnBook, biz_return_book, BIZ, RETURN_BOOK, GObject)

BizReturnBook *biz_return_book_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Answers of web_search_read. FALSE with ERP_ERROR_PROTOCOL. */
gboolean biz_return_book_take_transfers (BizReturnBook *self,
                                         JsonNode *answer,
                                         gboolean part_units,
                                         GError **error);
gboolean biz_return_book_take_papers (BizReturnBook *self,
                                      JsonNode *answer,
                                      BizCurrencyTable *currencies,
                                      gboolean part_units,
                                      GError **error);
void biz_return_book_take_notes (BizReturnBook *self, BizDecisionLog *notes);
/* Their papers could not be read: nothing is said about credits. */
void biz_return_book_set_papers_refused (BizReturnBook *self, const char *words);
/* (nullable): translated */
const char *biz_return_book_get_papers_refused (BizReturnBook *self);

/* What the case is called that the returns name. @number, @title: (nullable) */
void biz_return_book_set_case_words (BizReturnBook *self, const char *number, const char *title);
/* (nullable) */
const char *biz_return_book_get_case_number (BizReturnBook *self);
const char *biz_return_book_get_case_title (BizReturnBook *self);

/* (transfer none) (element-type BizTransfer): oldest first */
GListModel *biz_return_book_get_transfers (BizReturnBook *self);
/* (transfer none) (element-type BizReturnPaper): oldest first */
GPtrArray *biz_return_book_get_papers (BizReturnBook *self);
/* (transfer none) (nullable) */
BizTransfer *biz_return_book_find_transfer (BizReturnBook *self, gint64 id);
BizReturnPaper *biz_return_book_find_paper (BizReturnBook *self, gint64 id);
/* (transfer none) (nullable): the note of @state, "expected" or "inspected"; NULL: any */
BizDecisionNote *
biz_return_book_get_note (BizReturnBook *self, gint64 transfer_id, const char *state);
/* (transfer full) (element-type BizTransfer): done, with something to return; newest first */
GListModel *biz_return_book_list_deliveries (BizReturnBook *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type BizReturnLine): of a delivery, or of a return */
GListModel *biz_return_book_list_lines (BizReturnBook *self,
                                        BizTransfer *transfer) G_GNUC_WARN_UNUSED_RESULT;
/* In the unit of the order's line. FALSE with ERP_ERROR_VALIDATION where it cannot be known. */
gboolean biz_return_book_count (BizReturnBook *self,
                                gint64 order_line_id,
                                BizReturnCounts *counts,
                                GError **error);
BizReturnState biz_return_book_get_state (BizReturnBook *self, BizTransfer *transfer);
/* Translated: "Expected". */
const char *biz_return_state_to_label (BizReturnState state);

G_END_DECLS
