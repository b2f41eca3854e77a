/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* Makes one record of the trade from one row of the answer; runs in a worker thread, where @row
 * may be read but not kept. A row that cannot be read is ERP_ROW_FAILED, its neighbours stand. */
typedef GObject *(*ErpRecordFunc) (JsonObject *row, gpointer user_data, GError **error);

/* A paged GListModel of ErpRow over web_search_read. The first request asks for at most 100 rows
 * with a count limit; the exact count follows in a second. Far windows are dropped.
 *
 * Properties that notify: "state" (ErpListingState), "count" (guint), "count-exact" (gboolean),
 * "error". Signal "refreshed" after new rows stand in the slots. */
#define ERP_TYPE_LISTING (erp_listing_get_type ())
G_DECLARE_FINAL_TYPE (ErpListing, erp_listing, ERP, LISTING, GObject)

typedef enum
{
  ERP_LISTING_IDLE,
  ERP_LISTING_LOADING, /* no row is there yet */
  ERP_LISTING_READY,
  ERP_LISTING_EMPTY,
  ERP_LISTING_FAILED, /* the first window failed; later windows fail in their rows */
} ErpListingState;

#define ERP_TYPE_LISTING_STATE (erp_listing_state_get_type ())
GType erp_listing_state_get_type (void) G_GNUC_CONST;

ErpListing *erp_listing_new (ErpClient *client,
                             const char *model,
                             const char *specification_json,
                             ErpRecordFunc make_record,
                             gpointer user_data,
                             GDestroyNotify user_data_free) G_GNUC_WARN_UNUSED_RESULT;

/* Both take effect at the next erp_listing_load (). The order always ends with the id, so that no
 * row stands in two windows; without an order the newest record comes first. */
void erp_listing_set_domain (ErpListing *self, ErpDomain *domain);
void erp_listing_set_order (ErpListing *self, const char *order);
ErpDomain *erp_listing_get_domain (ErpListing *self);
const char *erp_listing_get_order (ErpListing *self);

/* Drops what is there and asks for the first window. Slots keep their identity and turn LOADING;
 * the number of items changes when the answer tells it, at the end of the list only. */
void erp_listing_load (ErpListing *self);
/* The same where somebody knows already how many rows there should be. */
void erp_listing_load_expecting (ErpListing *self, guint count);
/* Asks for the windows in use again, keeping what is shown until the answer; when that fails too:
 * then "error" says why. */
void erp_listing_refresh (ErpListing *self);
void erp_listing_retry (ErpListing *self, guint position);

ErpListingState erp_listing_get_state (ErpListing *self);
guint erp_listing_get_count (ErpListing *self);
gboolean erp_listing_get_count_exact (ErpListing *self);
const GError *erp_listing_get_error (ErpListing *self);
/* Of the rows from @first on, as they were asked with: an array of gint64. */
ErpCall *
erp_listing_new_ids_call (ErpListing *self, guint first, guint n) G_GNUC_WARN_UNUSED_RESULT;
/* Rows that the view shows, so that their windows come first and far ones are dropped. */
void erp_listing_set_visible (ErpListing *self, guint first, guint last);
/* Nothing of it is seen; TRUE once it holds no rows of the server's. */
gboolean erp_listing_leave (ErpListing *self);

G_END_DECLS
