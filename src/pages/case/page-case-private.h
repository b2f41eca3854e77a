/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-case.h"

#include "biz-case-ties.h"
#include "biz-policy-book.h"
#include "biz-template.h"
#include "kit-conversation.h"
#include "kit-inline-error.h"
#include "kit-status-pill.h"
#include "kit-undo-bar.h"
#include "page-case-side.h"
#include "page-category-bar.h"
#include "page-chain.h"

G_BEGIN_DECLS

/* What a case is, for the files that make it. */
struct _PageCase
{
  AdwBin parent_instance;

  GtkWidget *back_button;
  GtkWidget *close_button;
  GtkLabel *number_label;
  KitStatusPill *stage_pill;
  GtkLabel *title_label;
  GtkWidget *customer_button;
  GtkLabel *customer_label;
  GtkLabel *facts_label;
  GtkLabel *target_label;
  GtkScrolledWindow *scroller;
  PageCategoryBar *category_bar;
  KitConversation *talk;
  KitUndoBar *undo_bar;
  GtkToggleButton *side_button;
  GtkWidget *side_scroller;
  PageCaseSide *side;
  PageChain *chain;
  GtkWidget *banner;
  GtkLabel *banner_label;
  GtkWidget *finish_button;
  GtkButton *part_button;
  KitInlineError *error;

  ErpSession *session; /* (owned) */
  BizService *service; /* (owned) (nullable) */
  BizCaseTies *ties;   /* (owned) (nullable): of the ticket */
  GPtrArray *links;    /* (owned) (nullable): what the server's own fields say of the ticket */
  GCancellable *load;  /* (owned) (nullable): of the ticket */
  gboolean wide;
  gboolean is_parting;
  guint idle;
  BizTicket *ticket;         /* (owned) (nullable) */
  GListModel *templates;     /* (owned) (nullable): with braces */
  GCancellable *cancellable; /* (owned) (nullable): of the page */
  BizPolicyBook *book;       /* (owned) (nullable): where texts and macros are */
  GListModel *texts;         /* (owned) (nullable): filled for the ticket */
  gint64 book_company;       /* whose policy was asked for last */
  gboolean wants_texts;      /* they are offered once they are there */
};

/* page-case-ties.c: what a case is tied to, and what is like it */

/* Asks for them, for the ticket that is shown. */
void page_case_load_ties (PageCase *self);
void page_case_bind_ties (GtkWidgetClass *widget_class);
void page_case_emit_open (PageCase *self, const char *model, gint64 id);
void page_case_emit_changed (PageCase *self);

/* What was asked for one case is told of that one. */
typedef struct _PageCaseWork PageCaseWork;

PageCaseWork *page_case_work_new (PageCase *self) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (nullable): the page, where it shows the same case still; frees @work */
PageCase *page_case_work_take (PageCaseWork *work);

/* page-case-part.c: a merged case stands for itself again */

/* Says what happens and asks, then does it. @id: of the case that was closed */
void
page_case_part (PageCase *self, gint64 id, const char *name, gint64 target_id, const char *target);

/* page-case-texts.c: what is written often */

/* Offers the texts for the ticket that is shown; asks for them where they are not known. */
void page_case_need_texts (PageCase *self);
/* Reads those of the policy again. */
void page_case_read_texts (PageCase *self);
void page_case_install_texts (GtkWidgetClass *widget_class);

/* page-case-macro.c: what a macro does */
void page_case_use_macro (PageCase *self, BizTemplate *item);

G_END_DECLS
