/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-collect-book.h"
#include "biz-collect-list.h"
#include "biz-policy-book.h"
#include "erp-local-list.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-collect-record.h"
#include "page-collections.h"
#include "page-list-frame.h"
#include "page-split.h"

G_BEGIN_DECLS

struct _PageCollections
{
  AdwBin parent_instance;

  PageSplit *split;
  KitFilterBar *filter_bar;
  KitFilterChips *standings;
  KitInlineError *filter_error;
  GtkLabel *note_label;
  GtkLabel *bridge_label;
  KitLedgerList *list;
  AdwBin *record;
  GMenuModel *row_menu;
  PageCollectRecord *view; /* in the record's place */

  PageListFrame *frame;         /* (owned) */
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizPolicyBook *policies;      /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  BizCollectBook *book;         /* (owned) (nullable) */
  GCancellable *cancellable;    /* (owned) (nullable) */
  gint64 selected;              /* whose row was selected before it was read again */
  BizCollectSort sort;
  gboolean descending;
  BizCollectGroupBy group_by;
  guint tolerance; /* days, that what is shown was judged with */
  gboolean loaded;
};

/* (nullable) (transfer none): the customer of the selected row */
BizCollectCustomer *page_collections_get_selected (PageCollections *self);
/* (nullable) (transfer none): the same, else who is open */
BizCollectCustomer *page_collections_get_target (PageCollections *self);
/* Which verbs there are for who is selected, or open. */
void page_collections_update_verbs (PageCollections *self);
/* A GtkWidgetActionActivateFunc of all that is written down. */
void page_collections_write_action (GtkWidget *widget, const char *name, GVariant *parameter);
/* The same of what goes into a file. */
void page_collections_export_action (GtkWidget *widget, const char *name, GVariant *parameter);
void page_collections_statement_action (GtkWidget *widget, const char *name, GVariant *parameter);
void page_collections_reminder_action (GtkWidget *widget, const char *name, GVariant *parameter);
/* Days after a promised one, as the company decided. */
guint page_collections_get_tolerance (PageCollections *self);
void page_collections_load_policies (PageCollections *self);

/* What is to be asked for, of the selection or of all that is shown. */
void page_collections_update_summary (PageCollections *self);
/* What leads to the ageing, below the whole list. */
void page_collections_update_bridge (PageCollections *self);
/* A GtkWidgetActionActivateFunc: the list on paper, with the columns that are shown. */
void page_collections_print_action (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
