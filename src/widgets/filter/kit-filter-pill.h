/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* One condition of a filter bar. Signals "edit" and "remove". */
#define KIT_TYPE_FILTER_PILL (kit_filter_pill_get_type ())
G_DECLARE_FINAL_TYPE (KitFilterPill, kit_filter_pill, KIT, FILTER_PILL, GtkWidget)

GtkWidget *kit_filter_pill_new (const BizFilterGrammar *grammar,
                                const char *token) G_GNUC_WARN_UNUSED_RESULT;
const char *kit_filter_pill_get_token (KitFilterPill *self);
/* (nullable): why it is not understood */
const char *kit_filter_pill_get_problem (KitFilterPill *self);

G_END_DECLS
