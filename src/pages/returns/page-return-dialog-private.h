/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-return-dialog.h"

#include "biz-return-module.h"
#include "erp-session.h"
#include "kit-inline-error.h"
#include "page-asking.h"

G_BEGIN_DECLS

typedef enum
{
  PAGE_RETURN_STEP_RETURN,
  PAGE_RETURN_STEP_RECEIVE,
  PAGE_RETURN_STEP_INSPECT,
  PAGE_RETURN_STEP_SETTLE,
  PAGE_RETURN_STEP_ENDED,
} PageReturnStep;

struct _PageReturnDialog
{
  AdwWindow parent_instance;

  AdwWindowTitle *heading;
  GtkButton *close_button;
  PageAsking *asking;
  GtkLabel *progress;
  GtkWidget *form;
  GtkWidget *delivery_group;
  AdwComboRow *delivery_row;
  GtkListBox *lines;
  GtkWidget *all_button;
  GtkWidget *words_group;
  AdwComboRow *reason_row;
  AdwComboRow *condition_row;
  GtkEditable *text_row;
  GtkWidget *rest_group;
  AdwComboRow *rest_row;
  GtkLabel *summary;
  KitInlineError *error_bar;
  GtkSpinner *spinner;
  GtkButton *go_button;
  GtkButton *other_button;

  ErpSession *session;       /* (owned) */
  BizInvoiceStore *invoices; /* (owned) */
  BizReturnStore *store;     /* (owned) */
  BizReturnBook *book;       /* (owned) (nullable): once read */
  BizReturnPlan *plan;       /* (owned) (nullable) */
  BizTransfer *transfer;     /* (owned) (nullable): what the step is about */
  PageReturnStep step;
  gboolean skips_inspection;
  gboolean tells; /* the returns module, once everything is read again */
  guint n_untold; /* of its records */
  char *model;    /* (owned) */
  gint64 id;
  char *case_model; /* (owned) (nullable) */
  gint64 case_id;
  GCancellable *cancellable; /* (owned) */
  gboolean filling;
  gboolean sending;
};

/* Everything again as it is on the server. */
void page_return_dialog_load (PageReturnDialog *self);
/* What is typed, as a plan, and what it comes to. */
void page_return_dialog_update (PageReturnDialog *self);
void page_return_dialog_show_transfer (PageReturnDialog *self, BizTransfer *transfer);
/* The first quantity from a row on, else the button. */
void page_return_dialog_focus (PageReturnDialog *self, int from);

/* page-return-words.c */
gboolean page_return_dialog_may_go_on (PageReturnDialog *self);
char *page_return_dialog_describe (PageReturnDialog *self,
                                   gboolean ready,
                                   const GError *error) G_GNUC_WARN_UNUSED_RESULT;
char *page_return_dialog_describe_progress (PageReturnDialog *self) G_GNUC_WARN_UNUSED_RESULT;
char *page_return_dialog_make_go_label (PageReturnDialog *self,
                                        gboolean ready) G_GNUC_WARN_UNUSED_RESULT;

/* page-return-writes.c */
void page_return_dialog_go (PageReturnDialog *self);
void page_return_dialog_other (PageReturnDialog *self);
/* The returns module, what it does not know yet. */
void page_return_dialog_tell (PageReturnDialog *self);
void page_return_dialog_open_journal (PageReturnDialog *self);
void page_return_dialog_emit_changed (PageReturnDialog *self);
void page_return_dialog_say (PageReturnDialog *self, const char *words);
void page_return_dialog_emit_journal (PageReturnDialog *self);

G_END_DECLS
