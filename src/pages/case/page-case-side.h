/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-case-ties.h"
#include "biz-similar.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* What stands beside a case: what it is about, earlier cases of the customer, cases like it.
 * Signals: "open-requested" (model, id), "link-requested" (model, id, name): the person wants to
 * tie that, "unlink-requested" (model, id, name), "part-requested" (model, id, name): of a
 * case that was merged into this one, "merge-requested" (BizTicket). */
#define PAGE_TYPE_CASE_SIDE (page_case_side_get_type ())
G_DECLARE_FINAL_TYPE (PageCaseSide, page_case_side, PAGE, CASE_SIDE, AdwBin)

GtkWidget *page_case_side_new (void) G_GNUC_WARN_UNUSED_RESULT;
void page_case_side_set_session (PageCaseSide *self, ErpSession *session);
/* @ties: (nullable): they are being read; @server: (nullable) (element-type BizTie): what the
 * server's own fields say, where that is known */
void page_case_side_set_ties (PageCaseSide *self,
                              BizCaseTies *ties,
                              GPtrArray *server,
                              gboolean may_write);
/* (nullable): they are being read */
void page_case_side_set_similar (PageCaseSide *self, BizSimilarCases *cases, gboolean may_merge);
/* Puts the keyboard where a document to link is searched. */
void page_case_side_ask_link (PageCaseSide *self);

G_END_DECLS
