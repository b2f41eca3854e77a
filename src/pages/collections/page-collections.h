/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Customers who owe something, whom to speak with first on top; the record of one beside it.
 * Signals: "journal-requested", "open-requested" (model, id). */
#define PAGE_TYPE_COLLECTIONS (page_collections_get_type ())
G_DECLARE_FINAL_TYPE (PageCollections, page_collections, PAGE, COLLECTIONS, AdwBin)

GtkWidget *page_collections_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
void page_collections_search (PageCollections *self, const char *text);
/* Who is selected, else who is open; 0 for none. */
gint64 page_collections_get_partner (PageCollections *self);

G_END_DECLS
