/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-filter.h"
#include "biz-invoice-listing.h"

G_BEGIN_DECLS

/* A filter that the server keeps under a name, the person's own or everybody's; made here or in a
 * browser. */
#define BIZ_TYPE_SAVED_FILTER (biz_saved_filter_get_type ())
G_DECLARE_FINAL_TYPE (BizSavedFilter, biz_saved_filter, BIZ, SAVED_FILTER, GObject)

/* What is on the screen and may be saved. */
typedef struct
{
  const char *filter; /* words and tokens; empty for all */
  const char *groups; /* (nullable): "customer,month" */
  const char *order;  /* (nullable): "invoice_date desc, id desc" */
} BizSavedState;

/* NULL with an error where the row is none, and without one where the filter is somebody else's. */
BizSavedFilter *biz_saved_filter_new_from_json (JsonObject *row,
                                                const BizFilterGrammar *grammar,
                                                gint64 uid,
                                                const GDate *today,
                                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
gint64 biz_saved_filter_get_id (BizSavedFilter *self);
const char *biz_saved_filter_get_name (BizSavedFilter *self);
/* For all, not the person's alone. */
gboolean biz_saved_filter_is_shared (BizSavedFilter *self);
gboolean biz_saved_filter_is_default (BizSavedFilter *self);
/* (nullable): why it cannot be used here */
const char *biz_saved_filter_get_problem (BizSavedFilter *self);
/* (nullable): in words and tokens; NULL where only the domain says it */
const char *biz_saved_filter_get_text (BizSavedFilter *self);
/* (nullable): NULL where there is a problem */
ErpDomain *biz_saved_filter_get_domain (BizSavedFilter *self);
/* "customer,month"; empty for none. */
const char *biz_saved_filter_get_groups (BizSavedFilter *self);
/* Whether it brings an order of its own. */
gboolean
biz_saved_filter_get_sort (BizSavedFilter *self, BizInvoiceSort *sort, gboolean *descending);

/* The values of name, domain, context and sort; NULL with an error where @state is no filter. */
JsonObject *biz_saved_filter_make_values (const char *name,
                                          const BizSavedState *state,
                                          const BizFilterGrammar *grammar,
                                          const GDate *today,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
