/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-listing-page.h"
#include "erp-row-private.h"

G_BEGIN_DECLS

/* Rows of a window; the first request is one window. */
#define ERP_LISTING_WINDOW_ROWS 100

/* What an ErpListing holds of the server's rows: slots by position, filled from windows; which
 * windows are missing, and which may go. Does no I/O and tells nobody but the rows. */
typedef struct _ErpListingWindows ErpListingWindows;

ErpListingWindows *erp_listing_windows_new (void) G_GNUC_WARN_UNUSED_RESULT;
void erp_listing_windows_free (ErpListingWindows *self);

/* (transfer full): the slot of @position, made when nobody holds it. */
ErpRow *erp_listing_windows_get_row (ErpListingWindows *self,
                                     guint position) G_GNUC_WARN_UNUSED_RESULT;
void erp_listing_windows_set_count (ErpListingWindows *self, guint count);
void erp_listing_windows_set_visible (ErpListingWindows *self, guint first, guint last);

/* The windows to ask for next: what is visible, then what is nearest to it. */
gboolean erp_listing_windows_next_run (ErpListingWindows *self, guint *first, guint *n);
void erp_listing_windows_set_requested (ErpListingWindows *self, guint first, guint n);
void
erp_listing_windows_take_page (ErpListingWindows *self, guint first, guint n, ErpListingPage *page);
void
erp_listing_windows_take_error (ErpListingWindows *self, guint first, guint n, const GError *error);
/* Shows a window's content in its slots; handlers of their news may do anything. */
void erp_listing_windows_fill (ErpListingWindows *self, guint index);
void erp_listing_windows_fill_all (ErpListingWindows *self);

/* Everything is forgotten but the slots. */
void erp_listing_windows_forget (ErpListingWindows *self);
/* What is in use is to be asked for again, the rest goes. */
void erp_listing_windows_expire (ErpListingWindows *self);
/* FALSE where the window of @position is on its way already. */
gboolean erp_listing_windows_retry (ErpListingWindows *self, guint position);
/* Drops far windows, oldest first. */
void erp_listing_windows_trim (ErpListingWindows *self);
/* Until something is visible again, only what slots hold stays; whether nothing is left. */
gboolean erp_listing_windows_leave (ErpListingWindows *self);
guint erp_listing_windows_get_n_kept (ErpListingWindows *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpListingWindows, erp_listing_windows_free)

G_END_DECLS
