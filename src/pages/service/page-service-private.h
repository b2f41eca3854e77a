/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-service.h"

#include "biz-service-sweep.h"
#include "biz-service.h"
#include "biz-ticket-change.h"
#include "biz-ticket-counts.h"
#include "biz-ticket-listing.h"
#include "erp-listing.h"
#include "erp-row.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-case.h"
#include "page-list-frame.h"
#include "page-saved-filters.h"
#include "page-service-board.h"
#include "page-service-columns.h"
#include "page-split.h"

G_BEGIN_DECLS

struct _PageService
{
  AdwBin parent_instance;

  GtkStack *stack;
  AdwStatusPage *none_page;
  GtkListBox *projects;
  PageSplit *split;
  KitFilterBar *filter_bar;
  PageSavedFilters *saved;
  GtkButton *board_button;
  GtkButton *new_button;
  KitFilterChips *views;
  GtkLabel *note_label;
  KitInlineError *error;
  GtkStack *shape_stack;
  KitLedgerList *list;
  AdwBin *board_bin;
  AdwBin *record;
  GMenuModel *row_menu;
  PageCase *pane;          /* in the record's place */
  PageServiceBoard *board; /* (nullable): once it was wanted */

  ErpSession *session;    /* (owned) */
  BizService *service;    /* (owned) (nullable): until what the server has is known */
  PageListFrame *frame;   /* (owned) (nullable) */
  ErpListing *listing;    /* (owned) (nullable) */
  ErpPaged *rows;         /* (owned) (nullable): what is shown, the listing or groups */
  BizServiceTimes *times; /* (owned) (nullable): the clocks of what is in sight */
  BizServiceSweep *sweep; /* (owned) (nullable): which are late, once clocks are known */
  gboolean counted;       /* which are late */
  guint due_reads;
  BizTicket *shown;          /* (owned) (nullable): in the pane, as it was read last */
  GCancellable *cancellable; /* (owned): of the page */
  GCancellable *opening;     /* (owned) (nullable): of a case by its id */
  gint64 wanted;             /* a case to open once there is a queue */
  char *searched;            /* (owned) (nullable): words to look for then */
  PageServiceMoment moment;
  guint refresh_source;
  gboolean counting;
  gboolean changing;
  gboolean advances; /* what leaves the list makes place for the next */
  gboolean loaded;
};

/* (nullable): the first of what is selected, where it is a case that is there */
BizTicket *page_service_get_selected (PageService *self);
/* Whether the board is shown, not the list. */
gboolean page_service_is_board (PageService *self);
void page_service_set_board (PageService *self, gboolean board);
/* (nullable): the one that is worked on: open, else selected */
BizTicket *page_service_get_current (PageService *self);
void page_service_show_ticket (PageService *self, BizTicket *ticket);
void page_service_show_target (PageService *self);
/* Reads everything again that is shown. */
void page_service_reload (PageService *self);
/* Asks for what search entry and views say. */
void page_service_load (PageService *self);
/* page-service.c: once what cases are is known */
void page_service_build (PageService *self);
void page_service_update_verbs (PageService *self);
/* A card of the board that somebody moves: written, or left where it is and said why. */
void page_service_move (PageService *self, BizTicket *ticket, BizStage *stage);
void page_service_install_verbs (GtkWidgetClass *widget_class);

/* page-service-start.c: what stands in front of the queue */
void page_service_start (PageService *self);
void page_service_add_saved (PageService *self);
void page_service_choose_project (PageService *self);
void page_service_project_chosen (PageService *self, gint64 project_id);

/* page-service-change.c: what cases are given */
void page_service_change (
    PageService *self, BizTicketWhat what, gint64 value, const char *label, BizTicket *ticket);
void page_service_update_changes (PageService *self);
void page_service_install_changes (GtkWidgetClass *widget_class);

/* page-service-due.c: what is late or due within the hour */
void page_service_read_due (PageService *self);
void page_service_update_due (PageService *self);
void page_service_forget_due (PageService *self);
/* What stands in a list without rows. */
void page_service_tell_empty (PageService *self);

/* page-service-news.c: counters, and what somebody else changed */
void page_service_count (PageService *self);
void page_service_watch (PageService *self);
void page_service_watch_clocks (PageService *self);
void page_service_read_clocks (PageService *self);
/* Reads what was said in the cases in sight, as far as clocks need it. */
void page_service_look (PageService *self);
/* Tells the desk which stages wait, as far as that is known. */
void page_service_name_waiting (PageService *self);
/* Compares what is open with the row that was read again. */
void page_service_compare (PageService *self);

G_END_DECLS
