/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-ledger-column.h"

G_BEGIN_DECLS

/* The list of the program: a GListModel of ErpRow in columns, with its empty, loading and failed
 * states, a footer that counts, and the keyboard for everything.
 *
 * Signals: "row-activated" (ErpRow), "sort-changed" (id, descending), "selection-changed",
 * "layout-changed" when the person changed columns, "copy-requested" when rows are to be copied
 * that are not all there. */
#define KIT_TYPE_LEDGER_LIST (kit_ledger_list_get_type ())
G_DECLARE_FINAL_TYPE (KitLedgerList, kit_ledger_list, KIT, LEDGER_LIST, AdwBin)

typedef char *(*KitLedgerCountFunc) (guint count, gboolean exact, gpointer user_data);

GtkWidget *kit_ledger_list_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* What assistive tools call it. */
void kit_ledger_list_set_name (KitLedgerList *self, const char *name);
/* Once. @columns is static; @user_data is theirs and outlives the widget. */
void kit_ledger_list_set_columns (KitLedgerList *self,
                                  const KitLedgerColumn *columns,
                                  guint n_columns,
                                  gpointer user_data);
void kit_ledger_list_set_column_shown (KitLedgerList *self, const char *id, gboolean shown);
/* An ErpPaged, plain or grouped, whose state is shown, or any model of ErpRow. In groups, Right and
 * Left open and close, Enter does either. */
void kit_ledger_list_set_model (KitLedgerList *self, GListModel *model);
GListModel *kit_ledger_list_get_model (KitLedgerList *self);
void
kit_ledger_list_set_count_func (KitLedgerList *self, KitLedgerCountFunc func, gpointer user_data);
void kit_ledger_list_set_empty (KitLedgerList *self,
                                const char *icon_name,
                                const char *title,
                                const char *description);
/* Pango markup free text at the end of the footer, NULL for none. */
void kit_ledger_list_set_summary (KitLedgerList *self, const char *summary);
/* Shown by the secondary button, the Menu key and Shift+F10; acts on the selected row. */
void kit_ledger_list_set_menu (KitLedgerList *self, GMenuModel *menu);

/* By what the list may be grouped, at a button in the footer. */
void kit_ledger_list_set_group_menu (KitLedgerList *self, GMenuModel *menu);

void kit_ledger_list_sort (KitLedgerList *self, const char *id, gboolean descending);
const char *kit_ledger_list_get_sort (KitLedgerList *self, gboolean *descending);

/* The first selected position, GTK_INVALID_LIST_POSITION for none. */
guint kit_ledger_list_get_selected (KitLedgerList *self);
guint kit_ledger_list_get_n_selected (KitLedgerList *self);
/* "All of them": a flag; the selection then names the rows that are there. */
gboolean kit_ledger_list_is_all_selected (KitLedgerList *self);
void kit_ledger_list_unselect (KitLedgerList *self);
/* (transfer full) */
GtkBitset *kit_ledger_list_get_selection (KitLedgerList *self);
/* (transfer full) (nullable) */
ErpRow *kit_ledger_list_dup_selected_row (KitLedgerList *self);
/* Selects, scrolls to and focuses. */
void kit_ledger_list_select (KitLedgerList *self, guint position);
void kit_ledger_list_focus_rows (KitLedgerList *self);

/* Order, widths and choice of columns as "a(sib)", for settings. */
GVariant *kit_ledger_list_get_layout (KitLedgerList *self) G_GNUC_WARN_UNUSED_RESULT;
void kit_ledger_list_set_layout (KitLedgerList *self, GVariant *layout);

/* What is on the screen, in its order (transfer container). */
const KitLedgerColumn **
kit_ledger_list_get_visible_columns (KitLedgerList *self) G_GNUC_WARN_UNUSED_RESULT;

/* For tests and benches. */
GtkColumnView *kit_ledger_list_get_view (KitLedgerList *self);
const char *kit_ledger_list_get_page (KitLedgerList *self);
const char *kit_ledger_list_get_count_text (KitLedgerList *self);

G_END_DECLS
