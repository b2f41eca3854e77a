/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/**
 * BizTotalsKind:
 * @model: of the records that are summed
 * @groupby: (array zero-terminated=1): what the server groups by beside anything else
 * @aggregates: (array zero-terminated=1): what it sums
 * @get_type: of a #GObject that holds such sums
 * @add_row: adds one group of the server's answer to one of them; runs in any thread
 *
 * What is summed, and by whom.
 */
typedef struct
{
  const char *model;
  const char *const *groupby;
  const char *const *aggregates;
  GType (*get_type) (void);
  gboolean (*add_row) (gpointer totals,
                       JsonObject *row,
                       BizCurrencyTable *currencies,
                       ErpCapabilities *capabilities,
                       GError **error);
} BizTotalsKind;

/* What each group of sums says beside them. */
typedef struct
{
  guint64 count;   /* of the records */
  BizMoney zero;   /* in the currency of the records */
  gboolean booked; /* in the books of a company that we see */
  BizMoney books;  /* zero in the currency of these books */
} BizTotalsRow;

gboolean biz_totals_row_read (BizTotalsRow *self,
                              JsonObject *row,
                              BizCurrencyTable *currencies,
                              ErpCapabilities *capabilities,
                              GError **error);
/* An aggregate in the currency of @zero. */
gboolean biz_totals_read_sum (
    JsonObject *row, const char *member, const BizMoney *zero, BizMoney *sum, GError **error);
/* The sums of all records in @domain, one round trip; the answer is of @kind's type. @kind is a
 * constant of the program. */
ErpCall *biz_totals_new_call (const BizTotalsKind *kind,
                              ErpCapabilities *capabilities,
                              BizCurrencyTable *currencies,
                              ErpDomain *domain) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
