/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-listing.h"

G_BEGIN_DECLS

/* How rows become records: shared between the listing and the worker threads of its calls. */
typedef struct _ErpListingMaker ErpListingMaker;

ErpListingMaker *erp_listing_maker_new (ErpRecordFunc make_record,
                                        gpointer user_data,
                                        GDestroyNotify user_data_free) G_GNUC_WARN_UNUSED_RESULT;
ErpListingMaker *erp_listing_maker_ref (ErpListingMaker *self);
void erp_listing_maker_unref (ErpListingMaker *self);

/* The decoded answer of one request: a run of records. Immutable once made. */
typedef struct
{
  guint n_rows;
  guint length;    /* rows on the server, as far as the request's count limit looked */
  GObject **items; /* (owned): NULL where the row could not be read */
  GError **errors; /* (owned): NULL where it could */
} ErpListingPage;

ErpListingPage *erp_listing_page_decode (JsonNode *result,
                                         ErpListingMaker *maker,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
ErpListingPage *erp_listing_page_ref (ErpListingPage *self);
void erp_listing_page_unref (ErpListingPage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpListingPage, erp_listing_page_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpListingMaker, erp_listing_maker_unref)

G_END_DECLS
