/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-value.h"

G_BEGIN_DECLS

/**
 * BizKpiPromise:
 * @tags: where it belongs
 * @item: what was promised to be paid, an id
 * @made: the day it was made
 * @due: the day by which it was to be paid
 * @paid: the day it was paid in full; not valid where it is not
 */
typedef struct
{
  BizKpiTags tags;
  gint64 item;
  GDate made;
  GDate due;
  GDate paid;
} BizKpiPromise;

/* Those that were due in the period and count: (element-type BizKpiPromise) (transfer container).
 */
GPtrArray *biz_kpi_promise_list_due (const BizKpiFrame *frame,
                                     const BizKpiPromise *rows,
                                     gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;
gboolean biz_kpi_promise_is_kept (const BizKpiPromise *self);
BizKpiValue *biz_kpi_promises_kept (const BizKpiFrame *frame,
                                    const BizKpiPromise *rows,
                                    gsize n_rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
