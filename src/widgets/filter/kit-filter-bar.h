/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"
#include "biz-name-search.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A search entry whose conditions are pills: words and tokens of a BizFilterGrammar, completed
 * while they are typed; what is not understood is said beside it. Keys: Down or Tab take a
 * proposal, Backspace at the start removes the last pill, Escape leaves step by step.
 *
 * Signals: "changed" after a pause in typing and at once when a pill comes or goes, "activate" on
 * Enter, "leave" on Down or Escape with nothing to do here. */
#define KIT_TYPE_FILTER_BAR (kit_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (KitFilterBar, kit_filter_bar, KIT, FILTER_BAR, GtkWidget)

GtkWidget *kit_filter_bar_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* Once. @grammar is static; @names is NULL where relations are not completed. */
void kit_filter_bar_set_grammar (KitFilterBar *self,
                                 const BizFilterGrammar *grammar,
                                 BizNameSearch *names);
void kit_filter_bar_set_placeholder (KitFilterBar *self, const char *text);
/* What assistive tools call it. */
void kit_filter_bar_set_name (KitFilterBar *self, const char *name);
/* Pills and what is typed behind them, as one text. */
char *kit_filter_bar_get_text (KitFilterBar *self) G_GNUC_WARN_UNUSED_RESULT;
/* Without a signal. */
void kit_filter_bar_set_text (KitFilterBar *self, const char *text);
/* Whether all of it is understood. */
gboolean kit_filter_bar_is_valid (KitFilterBar *self);

/* For tests. */
GtkEditable *kit_filter_bar_get_editable (KitFilterBar *self);
guint kit_filter_bar_get_n_pills (KitFilterBar *self);
gboolean kit_filter_bar_is_open (KitFilterBar *self);

G_END_DECLS
