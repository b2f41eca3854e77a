/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-inline-error.h"
#include "kit-ledger-columns.h"
#include "kit-ledger-list.h"
#include "kit-ledger-selection.h"

G_BEGIN_DECLS

struct _KitLedgerList
{
  AdwBin parent_instance;

  KitInlineError *stale;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkColumnView *view;
  GtkWidget *waiting;
  GtkSpinner *spinner;
  GtkLabel *waiting_label;
  AdwStatusPage *empty;
  KitInlineError *failure;
  GtkWidget *footer;
  GtkLabel *count_label;
  GtkLabel *summary_label;
  GtkMenuButton *sort_button;
  GtkMenuButton *columns_button;
  GtkMenuButton *group_button;
  GtkWidget *menu; /* (nullable): popover parented to the view */

  KitLedgerColumns *columns; /* (owned) (nullable) */
  gpointer columns_data;

  GListModel *model;             /* (owned) (nullable) */
  GSignalGroup *model_signals;   /* (owned) */
  GtkSliceListModel *slice;      /* (owned) */
  KitLedgerSelection *selection; /* (owned) */
  KitLedgerCountFunc count_func; /* (nullable) */
  gpointer count_data;

  guint first_visible;
  guint last_visible;
  guint grow_tick;
  gboolean first_frame_painted;
  guint spinner_source, shrink_source;
  guint fit_source;
};

/* All rows there are on the server, as far as that is known. */
guint kit_ledger_list_get_count (KitLedgerList *self);
/* Keys, clicks and the menu. */
void kit_ledger_list_init_input (KitLedgerList *self);
/* The action: @widget is the list. */
void kit_ledger_list_copy (GtkWidget *widget, const char *name, GVariant *parameter);

G_END_DECLS
