/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-goals.h"
#include "page-kpi-chooser.h"
#include "page-kpi-detail.h"
#include "page-kpi-order.h"
#include "page-kpi-rows.h"
#include "page-overview.h"

G_BEGIN_DECLS

#define PAGE_OVERVIEW_N_AREAS (BIZ_KPI_AREA_SERVICE + 1)
#define PAGE_OVERVIEW_NONE BIZ_KPI_N

struct _PageOverview
{
  AdwBin parent_instance;

  PageKpiChooser *chooser;
  GtkBox *tabs;
  GtkLabel *time;
  GtkStack *stack;
  GtkFlowBox *cards;
  GtkWidget *hidden;
  PageKpiDetail *detail;
  PageKpiRows *rows;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizKpiBoard *board;           /* (owned) */
  BizKpiGoals *goals;           /* (owned) */
  GCancellable *cancellable;    /* (owned): of the goals */
  GSettings *settings;          /* (owned) (nullable): none in tests of widgets */
  GtkWidget *tab_buttons[PAGE_OVERVIEW_N_AREAS];
  PageKpiOrder order;
  BizKpiArea area;
  BizKpi open; /* PAGE_OVERVIEW_NONE: the cards */
  gboolean loaded;
};

/* The cards of the area, anew. */
void page_overview_show_cards (PageOverview *self);
void page_overview_focus_card (PageOverview *self, BizKpi kpi);
/* How cards are arranged: as it was kept, and the verbs; the latter in class_init. */
void page_overview_read_order (PageOverview *self);
void page_overview_install_arranging (GtkWidgetClass *widget_class);

G_END_DECLS
