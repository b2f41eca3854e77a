/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-decimal.h"

#include <glib-object.h>

G_BEGIN_DECLS

/* As what a row counts. */
typedef enum
{
  BIZ_KPI_VERDICT_NONE,
  BIZ_KPI_VERDICT_INVOICE,
  BIZ_KPI_VERDICT_CREDIT_NOTE,
  BIZ_KPI_VERDICT_NOT_DUE,
  BIZ_KPI_VERDICT_OVERDUE,
  BIZ_KPI_VERDICT_IN_FULL,
  BIZ_KPI_VERDICT_SHORT,
  BIZ_KPI_VERDICT_FOUND,
  BIZ_KPI_VERDICT_LOST,
  BIZ_KPI_VERDICT_KEPT,
  BIZ_KPI_VERDICT_BROKEN,
  BIZ_KPI_VERDICT_MET,
  BIZ_KPI_VERDICT_MISSED,
  BIZ_KPI_N_VERDICTS,
} BizKpiVerdict;

/**
 * BizKpiEntryFacts:
 * @model: (nullable): of the record behind it; interned
 * @id: of the record; 0 for none
 * @document: (nullable): its number; %NULL until it is read
 * @partner: (nullable): whose; of a movement of stock the product
 * @from: since when; not valid for none
 * @until: until when, or the day that counts; not valid for none
 * @days: between both as they count; %BIZ_KPI_NO_NUMBER for none
 * @seconds: that count; %BIZ_KPI_NO_NUMBER for none
 * @has_quantity: whether @quantity and @ordered are known
 * @quantity: in the unit of the order, or the product's own
 * @ordered: of a line of an order what was ordered; 0 for others
 * @has_amount: whether @amount is known
 * @amount: signed, in the company's currency
 * @verdict: as what it counts
 *
 * What is known of a row behind a figure. Texts are the entry's own.
 */
typedef struct
{
  const char *model;
  gint64 id;
  char *document;
  char *partner;
  GDate from;
  GDate until;
  gint64 days;
  gint64 seconds;
  gboolean has_quantity;
  BizDecimal quantity;
  BizDecimal ordered;
  gboolean has_amount;
  BizMoney amount;
  BizKpiVerdict verdict;
} BizKpiEntryFacts;

#define BIZ_KPI_NO_NUMBER G_MININT64

/* A row behind a figure, for lists. */
#define BIZ_TYPE_KPI_ENTRY (biz_kpi_entry_get_type ())
G_DECLARE_FINAL_TYPE (BizKpiEntry, biz_kpi_entry, BIZ, KPI_ENTRY, GObject)

/* No facts: of @model (interned or static) and @id. */
BizKpiEntryFacts biz_kpi_entry_facts (const char *model, gint64 id);
/* Copies the texts. */
BizKpiEntry *biz_kpi_entry_new (const BizKpiEntryFacts *facts) G_GNUC_WARN_UNUSED_RESULT;
const BizKpiEntryFacts *biz_kpi_entry_get_facts (BizKpiEntry *self);
/* Once they are read. */
void biz_kpi_entry_set_names (BizKpiEntry *self, const char *document, const char *partner);
/* "In full", "Short", …: translated; NULL for none */
const char *biz_kpi_verdict_get_label (BizKpiVerdict verdict);
/* The same in all languages, for programs. */
const char *biz_kpi_verdict_get_name (BizKpiVerdict verdict);

typedef enum
{
  BIZ_KPI_SORT_DOCUMENT,
  BIZ_KPI_SORT_PARTNER,
  BIZ_KPI_SORT_FROM,
  BIZ_KPI_SORT_UNTIL,
  BIZ_KPI_SORT_DAYS,
  BIZ_KPI_SORT_HOURS,
  BIZ_KPI_SORT_QUANTITY,
  BIZ_KPI_SORT_ORDERED,
  BIZ_KPI_SORT_AMOUNT,
  BIZ_KPI_SORT_VERDICT,
} BizKpiSort;

/* (element-type BizKpiEntry): stable; what is not known stands last. */
void biz_kpi_entries_sort (GPtrArray *entries, BizKpiSort sort, gboolean descending);

G_END_DECLS
