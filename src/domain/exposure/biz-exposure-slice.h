/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure-json.h"

G_BEGIN_DECLS

/* What a worker thread made of one answer. */
typedef struct
{
  GArray *rows; /* (owned): BizExposureItemRow, …LineRow or …PartyRow */
  gint64 last_id;
} BizExposureSlice;

void biz_exposure_slice_free (BizExposureSlice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizExposureSlice, biz_exposure_slice_free)

/* ErpDecodeFunc with a BizExposureReading. */
gpointer biz_exposure_decode_items (JsonNode *result, gpointer user_data, GError **error);
gpointer biz_exposure_decode_lines (JsonNode *result, gpointer user_data, GError **error);
/* Has @call decoded as customers of a company; @zero: nothing, in its currency. */
void biz_exposure_decode_parties (ErpCall *call,
                                  BizExposureReading *reading,
                                  gint64 company_id,
                                  const BizMoney *zero);

G_END_DECLS
