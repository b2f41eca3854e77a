/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-record-search.h"
#include "erp-session.h"
#include "kit-date-entry.h"
#include "kit-inline-error.h"
#include "kit-search-picker.h"
#include "page-draft-keeper.h"
#include "page-edit-conflict.h"
#include "page-editor-line.h"
#include "page-invoice-editor.h"
#include "page-terms-chooser.h"

G_BEGIN_DECLS

struct _PageInvoiceEditor
{
  AdwBin parent_instance;

  GtkLabel *title_label;
  GtkSpinner *spinner;
  KitInlineError *error_bar;
  GtkWidget *form;
  GtkDropDown *company_drop;
  KitSearchPicker *customer_picker;
  KitDateEntry *date_entry;
  GtkEditable *reference_entry;
  PageTermsChooser *terms_chooser;
  GtkLabel *terms_label;
  PageEditConflict *conflict;
  KitInlineError *warning_bar;
  GtkBox *rows;
  KitInlineError *preview_error;
  GtkGrid *totals;

  ErpSession *session;     /* (owned) */
  BizInvoiceStore *store;  /* (owned) */
  BizInvoiceDraft *draft;  /* (owned) */
  PageDraftKeeper *keeper; /* (owned) */
  BizRecordSearch *search; /* (owned) */
  GListStore *companies;   /* (owned): of ErpCompany */
  GListStore *terms;       /* (owned): of BizChoice */
  GListModel *taxes;       /* (owned) (nullable): of BizChoice */
  GListModel *accounts;    /* (owned) (nullable): of BizChoice */
  BizInvoice *theirs;      /* (owned) (nullable): what a colleague made of it */
  GCancellable *choosing;  /* (owned) (nullable): of the lists to choose from */
  gboolean filling;
  GCancellable *cancellable; /* (owned): of the page */
  GCancellable *previewing;  /* (owned) (nullable) */
  guint preview_source;
  gboolean saving;
  gboolean unknown; /* a save went out and its answer was lost */
};

/* The last row has no line yet. */
PageEditorLine *page_invoice_editor_add_row (PageInvoiceEditor *self, BizDraftLine *line);
/* All rows anew, from the draft. */
void page_invoice_editor_fill_rows (PageInvoiceEditor *self);
/* "editor.add-text", "editor.add-section", "editor.add-note" */
void page_invoice_editor_add_action (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
