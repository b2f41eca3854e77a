/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-bench.h"
#include "biz-currency-table.h"
#include "erp-local-list.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-reconcile-line.h"
#include "page-reconcile.h"
#include "page-split.h"

G_BEGIN_DECLS

struct _PageReconcile
{
  AdwBin parent_instance;

  PageSplit *split;
  GtkDropDown *journal_drop;
  GtkSearchEntry *search_entry;
  GtkWidget *accept_all_button;
  GtkLabel *balance_label;
  GtkProgressBar *progress_bar;
  GtkWidget *step_box;
  GtkLabel *step_label;
  GtkWidget *cancel_button;
  GtkWidget *undo_step_button;
  GtkWidget *dismiss_button;
  KitInlineError *error_bar;
  KitLedgerList *list;
  AdwBin *record;
  GMenuModel *row_menu;
  PageReconcileLine *view; /* in the record's place */

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GListModel *journals;         /* (owned) (nullable): of BizBankJournal */
  GHashTable *benches;          /* (owned): gint64 * of the journal -> BizBench, this sitting's */
  BizBench *bench;              /* (nullable): one of them */
  BizBenchStep *step;           /* (owned) (nullable): that the box tells of */
  GSignalGroup *following;      /* (owned): the bench */
  GSignalGroup *stepping;       /* (owned): the step */
  ErpLocalList *rows;           /* (owned) */
  GHashTable *unfolded;         /* (owned): bands that were opened once */
  GCancellable *cancellable;    /* (owned) (nullable): of the reading under way */
  char *searched;               /* (owned) (nullable): what the rows were chosen by */
  guint tidy_source;
  guint focus_source;
  gint64 wanted; /* a line to be shown when it is there */
  gboolean loaded;
  gboolean tidying;
};

/* page-reconcile.c */
BizBenchLine *page_reconcile_get_line_at (PageReconcile *self, guint position);
/* (transfer container) */
GPtrArray *page_reconcile_get_all_selected (PageReconcile *self);
void page_reconcile_show_line (PageReconcile *self, BizBenchLine *line);
/* NULL: the box goes */
void page_reconcile_follow_step (PageReconcile *self, BizBenchStep *step);
void page_reconcile_update_verbs (PageReconcile *self);
void page_reconcile_load (PageReconcile *self);

/* page-reconcile-verbs.c */
void page_reconcile_install_verbs (GtkWidgetClass *widget_class);
gboolean page_reconcile_list_key_cb (PageReconcile *self,
                                     guint keyval,
                                     guint keycode,
                                     GdkModifierType state);

G_END_DECLS
