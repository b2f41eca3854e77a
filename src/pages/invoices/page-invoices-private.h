/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-currency-table.h"
#include "biz-invoice-store.h"
#include "biz-review.h"
#include "erp-listing.h"
#include "erp-paged.h"
#include "erp-session.h"
#include "kit-filter-bar.h"
#include "kit-filter-chips.h"
#include "kit-inline-error.h"
#include "kit-ledger-list.h"
#include "page-invoice-columns.h"
#include "page-invoice-editor.h"
#include "page-invoice-groups.h"
#include "page-invoice-steps.h"
#include "page-invoice-sum.h"
#include "page-invoice-view.h"
#include "page-invoices.h"
#include "page-kept-drafts.h"
#include "page-list-frame.h"
#include "page-saved-filters.h"
#include "page-split.h"

G_BEGIN_DECLS

struct _PageInvoices
{
  AdwBin parent_instance;

  PageSplit *split;
  KitFilterBar *filter_bar;
  GtkWidget *new_button;
  KitFilterChips *standings;
  PageSavedFilters *saved;
  GtkBox *narrowed; /* the pill of a filter that no words can say */
  KitInlineError *filter_error;
  PageKeptDrafts *kept;
  KitLedgerList *list;
  GtkStack *record_stack;
  GMenuModel *row_menu;
  PageInvoiceView *view;     /* in the stack */
  PageInvoiceEditor *editor; /* (nullable): in the stack */

  PageListFrame *frame; /* (owned) */
  const BizFilterGrammar *grammar;
  ErpSession *session;          /* (owned) */
  BizInvoiceStore *store;       /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  ErpListing *listing;          /* (owned): the plain list */
  ErpPaged *rows;               /* (owned): it, or the same in groups */
  PageInvoiceGroups *groups;    /* (owned) */
  PageInvoiceSum *sum;          /* (owned) */
  PageInvoiceSteps *steps;      /* (owned) */
  PageInvoiceContext context;
  gboolean loaded;
  ErpDomain *narrow; /* (owned) (nullable): what that filter adds */
  gboolean saved_read;
  gboolean select_all; /* when the rows are there */
  GArray *left;        /* (owned) (nullable): to be selected when the rows are new */
};

/* The verbs on what is selected and on the list as a whole. */
void page_invoices_install_verbs (GtkWidgetClass *widget_class);
/* Lets only those be used that this session and this person have. */
void page_invoices_update_verbs (PageInvoices *self);
/* The verbs on the list: a pasted list. */
void page_invoices_install_list_verbs (GtkWidgetClass *widget_class);
/* Selects what was picked; FALSE where nothing was. */
gboolean page_invoices_select_picked (PageInvoices *self);
/* The filter bar and its chips. */
void page_invoices_set_up_bar (PageInvoices *self);
/* The saved filters: once, when the page knows its session. */
void page_invoices_add_saved (PageInvoices *self);
/* Adds what the filter bar cannot say to what is asked for. */
void page_invoices_narrow (PageInvoices *self);
/* Reads the saved filters when the first rows are there. */
void page_invoices_read_saved (PageInvoices *self);
/* The column where several are seen; a link opens a document of any company of the user. */
void page_invoices_show_companies (PageInvoices *self);
void page_invoices_show_record (PageInvoices *self, GtkWidget *child);
void page_invoices_close_record (PageInvoices *self);
/* Takes @editor into the stack, not shown yet. */
void page_invoices_show_editor (PageInvoices *self, GtkWidget *editor);
void page_invoices_edit (PageInvoices *self, BizInvoice *invoice);
/* What was kept under @name is written on. */
void page_invoices_continue (PageInvoices *self, const char *name);

/* The verbs that write: posting, crediting. */
void page_invoices_install_writes (GtkWidgetClass *widget_class);
/* As the selection allows. */
void page_invoices_update_writes (PageInvoices *self);
/* What the companies have decided, for what waits for a second person. */
void page_invoices_watch_policies (PageInvoices *self);
void page_invoices_load_policies (PageInvoices *self);
/* Selects what is still to be done of a batch; FALSE where there is nothing. */
gboolean page_invoices_select_left (PageInvoices *self);
/* The invoice of the selected row; NULL for none, several or one that is not loaded. */
BizInvoice *page_invoices_get_selected (PageInvoices *self);

G_END_DECLS
