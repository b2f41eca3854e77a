/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-desk.h"

#include "biz-desk-list.h"
#include "biz-desk-store.h"
#include "erp-local-list.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-desk-news.h"
#include "page-desk-pane.h"
#include "page-list-frame.h"
#include "page-split.h"

G_BEGIN_DECLS

struct _PageDesk
{
  AdwBin parent_instance;

  PageSplit *split;
  KitFilterBar *filter_bar;
  KitFilterChips *standings;
  KitInlineError *filter_error;
  GtkLabel *note_label;
  KitLedgerList *list;
  AdwBin *record;
  GMenuModel *row_menu;
  PageDeskNews *news;
  PageDeskPane *pane; /* in the record's place */

  PageListFrame *frame;         /* (owned) */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizDeskStore *store;          /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  BizDeskBook *book;            /* (owned) (nullable): what was read last */
  GCancellable *cancellable;    /* (owned) (nullable): of the reading under way */
  GCancellable *arranging;      /* (owned) (nullable): a list that is put in order */
  guint judging;                /* a source; 0 for none */
  GDateTime *seen;              /* (owned) (nullable): what came later is news */
  BizDeskSort sort;
  gboolean descending;
  BizDeskGroupBy group_by;
  gboolean complete;
  gboolean loaded;
  gboolean is_stale; /* the open record was read anew */
};

/* Rows that are selected, or the one that is open (element-type BizDeskEntry). */
GPtrArray *page_desk_get_selected (PageDesk *self) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable) (transfer none) */
BizDeskEntry *page_desk_get_first (PageDesk *self);
void page_desk_reload (PageDesk *self);

/* page-desk-show.c */
/* Filters, sorts and groups what was read, without holding anybody up. */
void page_desk_show (PageDesk *self);
void page_desk_stop_showing (PageDesk *self);
void page_desk_update_summary (PageDesk *self);

/* page-desk-verbs.c */
void page_desk_install_verbs (GtkWidgetClass *widget_class);
/* Single keys, which only the list has. */
void page_desk_install_keys (PageDesk *self);
void page_desk_update_verbs (PageDesk *self);

G_END_DECLS
