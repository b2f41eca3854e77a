/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure-book.h"

G_BEGIN_DECLS

/**
 * BizExposureDifference:
 * @title: translated
 * @ours: what this program counts
 * @theirs: what the server says, in its currency
 * @difference: @ours - @theirs, where @comparable
 * @comparable: both are in one currency
 * @reason: (nullable) (owned): why they differ, where it can be told
 *
 * A figure of the server beside ours.
 */
typedef struct
{
  const char *title;
  BizMoney ours;
  BizMoney theirs;
  BizMoney difference;
  gboolean comparable;
  char *reason;
} BizExposureDifference;

/* (element-type BizExposureDifference) (transfer full): empty where the server's figures were not
 * read; NULL with an error. Of the commercial entity of @partner_id in one company. */
GArray *biz_exposure_book_compare (BizExposureBook *self,
                                   gint64 partner_id,
                                   gint64 company_id,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
