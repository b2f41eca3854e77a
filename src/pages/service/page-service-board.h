/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-service-columns.h"

G_BEGIN_DECLS

/* The queue in columns, one a stage. Cards are moved by dragging, and by Shift with Left and Right;
 * Left and Right alone go to the column beside.
 *
 * Signals: "card-activated" (BizTicket), "card-selected", "move-requested" (BizTicket, BizStage).
 */
#define PAGE_TYPE_SERVICE_BOARD (page_service_board_get_type ())
G_DECLARE_FINAL_TYPE (PageServiceBoard, page_service_board, PAGE, SERVICE_BOARD, AdwBin)

/* @moment: outlives the board */
GtkWidget *page_service_board_new (BizService *service,
                                   const PageServiceMoment *moment) G_GNUC_WARN_UNUSED_RESULT;
/* Which cases in which order; asks for the columns, or anew for what is shown. */
void page_service_board_load (PageServiceBoard *self, ErpDomain *domain, const char *order);
void page_service_board_refresh (PageServiceBoard *self);
/* (transfer none) (nullable) */
BizTicket *page_service_board_get_selected (PageServiceBoard *self);
void page_service_board_focus (PageServiceBoard *self);
/* For tests: how many columns, and what a column's head says. */
guint page_service_board_get_n_columns (PageServiceBoard *self);
const char *page_service_board_get_head (PageServiceBoard *self, guint column);

G_END_DECLS
