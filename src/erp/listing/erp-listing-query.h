/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-listing-page.h"

G_BEGIN_DECLS

/* What a listing asks: fields of a model, filtered and put in a total order. */
typedef struct _ErpListingQuery ErpListingQuery;

ErpListingQuery *erp_listing_query_new (const char *model,
                                        const char *specification_json,
                                        ErpListingMaker *maker) G_GNUC_WARN_UNUSED_RESULT;
void erp_listing_query_free (ErpListingQuery *self);
void erp_listing_query_set (ErpListingQuery *self, ErpDomain *domain, const char *order);

/* @count_limit: how far the server counts; 1 keeps it from counting. Answers an ErpListingPage. */
ErpCall *erp_listing_query_rows (ErpListingQuery *self,
                                 guint offset,
                                 guint limit,
                                 guint count_limit) G_GNUC_WARN_UNUSED_RESULT;
/* The ids alone; answers a GArray of gint64. */
ErpCall *
erp_listing_query_ids (ErpListingQuery *self, guint offset, guint limit) G_GNUC_WARN_UNUSED_RESULT;
ErpCall *erp_listing_query_count (ErpListingQuery *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpListingQuery, erp_listing_query_free)

G_END_DECLS
