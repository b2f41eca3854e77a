/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-saved-filters.h"

G_BEGIN_DECLS

/* The button with the saved filters of a list: to use one, to save what is on the screen, and to
 * rename, remove or make one the default. Signals: "apply" (BizSavedFilter), "save" when the person
 * wants to save what is on the screen: answered by page_saved_filters_ask (). */
#define PAGE_TYPE_SAVED_FILTERS (page_saved_filters_get_type ())
G_DECLARE_FINAL_TYPE (PageSavedFilters, page_saved_filters, PAGE, SAVED_FILTERS, AdwBin)

/* Once. */
void page_saved_filters_set_filters (PageSavedFilters *self, BizSavedFilters *filters);
BizSavedFilters *page_saved_filters_get_filters (PageSavedFilters *self);
/* Asks for a name and saves @state under it. */
void page_saved_filters_ask (PageSavedFilters *self, const BizSavedState *state);
/* Reads them from the server again. */
void page_saved_filters_refresh (PageSavedFilters *self);

G_END_DECLS
