/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-kpi-billing.h"
#include "biz-kpi-case.h"
#include "biz-kpi-ledger.h"
#include "biz-kpi-order.h"
#include "biz-kpi-promise.h"
#include "biz-kpi-scope.h"
#include "biz-kpi-span.h"
#include "biz-service-log.h"

G_BEGIN_DECLS

/**
 * BizKpiSample:
 * @n_read: documents that were read
 * @n_all: documents that there are
 *
 * How much of the server's documents rows are made of. A sample where fewer were read than there
 * are: some of all pages, evenly spread.
 */
typedef struct
{
  guint64 n_read;
  guint64 n_all;
} BizKpiSample;

/* An invoice that is settled, and which order waits for the day. */
typedef struct
{
  guint order; /* place in orders */
  gint64 move_id;
} BizKpiBill;

/* What settled an item, and when. */
typedef struct
{
  BizKpiItem item;
  gint64 move_id; /* of which document */
  GDate date;
  BizMoney amount; /* positive */
} BizKpiSettlement;

/**
 * BizKpiRows:
 *
 * Rows that figures are made of, each kind as the pure rules want it; a plain bag, filled by a
 * reader. Arrays are never NULL.
 */
typedef struct
{
  GArray *deliveries;   /* (element-type BizKpiDelivery) */
  GArray *orders;       /* (element-type BizKpiOrder) */
  GArray *lines;        /* (element-type BizKpiOrderLine) */
  GArray *moves;        /* (element-type BizKpiMove) */
  GArray *adjustments;  /* (element-type BizKpiAdjustment) */
  GArray *to_deliver;   /* (element-type BizKpiSpan) */
  GArray *to_invoice;   /* (element-type BizKpiSpan) */
  GArray *exceptions;   /* (element-type BizKpiSpan) */
  GArray *holds;        /* (element-type BizKpiSpan) */
  GArray *documents;    /* (element-type BizKpiDocument) */
  GArray *promises;     /* (element-type BizKpiPromise) */
  GArray *cases;        /* (element-type BizKpiCase) */
  GArray *case_spans;   /* (element-type BizKpiSpan) */
  GPtrArray *events;    /* (element-type GArray of BizKpiCaseEvent): of each case */
  GPtrArray *logs;      /* (element-type BizServiceLog): of each case, or of none */
  GArray *settlements;  /* (element-type BizKpiSettlement) */
  BizKpiLedger *ledger; /* (owned) (nullable): the same, when it was asked for */
  GArray *bills;        /* (element-type BizKpiBill): whose day of payment is not read yet */
  GStringChunk *words;  /* (owned): reasons and stages */
  BizKpiSample sample;
  const char *case_model; /* (nullable): what cases are on the server; static */
  gint64 next_id;         /* of spans that are none of a record's own */
} BizKpiRows;

BizKpiRows *biz_kpi_rows_new (void) G_GNUC_WARN_UNUSED_RESULT;
void biz_kpi_rows_free (BizKpiRows *self);
/* Appends what @other has and empties it. */
void biz_kpi_rows_take (BizKpiRows *self, BizKpiRows *other);
/* (transfer full) (nullable): NULL for a figure that is made of none of these */
BizKpiValue *biz_kpi_rows_make (BizKpiRows *self,
                                BizKpi kpi,
                                const BizKpiFrame *frame,
                                GTimeZone *zone) G_GNUC_WARN_UNUSED_RESULT;

const BizKpiCase *biz_kpi_rows_list_cases (BizKpiRows *self, gsize *n);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizKpiRows, biz_kpi_rows_free)

G_END_DECLS
