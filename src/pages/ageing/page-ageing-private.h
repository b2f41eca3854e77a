/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-ageing.h"

#include "biz-ageing-sheet.h"
#include "biz-currency-table.h"
#include "erp-local-list.h"
#include "kit-chart.h"
#include "kit-date-entry.h"
#include "kit-ledger-list.h"
#include "page-ageing-columns.h"
#include "page-ageing-entries.h"
#include "page-split.h"

G_BEGIN_DECLS

struct _PageAgeing
{
  AdwBin parent_instance;

  PageSplit *split;
  GtkWidget *day_label;
  KitDateEntry *day;
  GtkDropDown *by;
  GtkEditable *search;
  GtkWidget *chart_clamp;
  KitChart *chart;
  GtkWidget *sums_scroller;
  GtkGrid *sums;
  GtkWidget *foot;
  GtkLabel *foot_label;
  GtkGrid *feet;
  AdwBin *list_bin;
  AdwBin *record;
  GMenuModel *row_menu;
  KitLedgerList *list;        /* in its bin */
  PageAgeingEntries *entries; /* in the record's place */

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpLocalList *rows;           /* (owned) */
  PageAgeingColumns *columns;   /* (owned): of the list */
  BizAgeingPlan plan;           /* what is wanted */
  BizAgeingBook *book;          /* (owned) (nullable): as last read */
  BizAgeingSheet *sheet;        /* (owned) (nullable): what is shown */
  GCancellable *reading;        /* (owned) (nullable) */
  GCancellable *making;         /* (owned) (nullable) */
  GSettings *settings;          /* (owned) (nullable) */
  char *sort;                   /* (owned) */
  gboolean descending;
  gboolean shows_chart;
  gboolean loaded;
  guint typing_source;
  guint rest_source;
};

/* Reads the day of the entry; what is shown of another day goes. */
void page_ageing_load (PageAgeing *self);
void page_ageing_forget (PageAgeing *self);
/* Adds up what was read as the plan wants it, away from the main loop. */
void page_ageing_make (PageAgeing *self);
void page_ageing_create_list (PageAgeing *self);
/* The lines that fit the search, in their order. */
void page_ageing_show_lines (PageAgeing *self);
void page_ageing_show_chart (PageAgeing *self);
/* What is behind the selected row. */
void page_ageing_show_row (PageAgeing *self);
void page_ageing_update_actions (PageAgeing *self);

G_END_DECLS
