/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-customer.h"
#include "biz-exposure.h"
#include "biz-kpi-value.h"
#include "biz-story-entry.h"

G_BEGIN_DECLS

/* Months that sales, credit notes and payments are counted for. */
#define BIZ_CUSTOMER_MONTHS 12
/* Matches that the days late are made of, the latest. */
#define BIZ_CUSTOMER_MAX_MATCHES 500

/* In the order shown. */
typedef enum
{
  BIZ_FIGURE_OPEN,
  BIZ_FIGURE_OVERDUE,
  BIZ_FIGURE_EXPOSURE,
  BIZ_FIGURE_SALES,
  BIZ_FIGURE_CREDITS,
  BIZ_FIGURE_DSO,
  BIZ_FIGURE_LATE,
  BIZ_FIGURE_LAST_PAYMENT,
  BIZ_FIGURE_CASES,
  BIZ_FIGURE_RATING,
  BIZ_FIGURE_N,
} BizFigureKind;

/**
 * BizCustomerBooks:
 * @company: its name
 * @open: of his receivables, what he paid too much taken off
 * @overdue: what of @open was due before today
 * @invoiced: posted in the last months, taxes included
 * @credited: the same of credit notes, positive
 *
 * What the books of one company say of a customer; all amounts in its currency.
 */
typedef struct
{
  gint64 company_id;
  char *company;
  BizMoney open;
  BizMoney overdue;
  BizMoney invoiced;
  BizMoney credited;
  guint n_open;
  guint n_overdue;
  guint n_invoices;
  guint n_credits;
} BizCustomerBooks;

/* A payment matched with an invoice. */
typedef struct
{
  GDate due;
  GDate paid;
  BizMoney amount; /* positive */
} BizCustomerMatch;

/**
 * BizCustomerSums:
 * @books: (element-type BizCustomerBooks)
 * @matches: (element-type BizCustomerMatch): of the last months, the latest first
 * @n_cases: open; negative where they are not known
 * @has_exposure: whether there is @exposure: of the whole customer, in his currency
 * @refused: (nullable): why there are no sums: the user may not see the ledger
 *
 * What the server said.
 */
typedef struct
{
  GArray *books;
  GArray *matches;
  int n_cases;
  gboolean has_exposure;
  BizExposure exposure;
  char *refused;
} BizCustomerSums;

BizCustomerSums *biz_customer_sums_new (void) G_GNUC_WARN_UNUSED_RESULT;
void biz_customer_sums_free (BizCustomerSums *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizCustomerSums, biz_customer_sums_free)
/* The books of a company, begun at zero where they are not there yet. */
BizCustomerBooks *biz_customer_sums_ensure (BizCustomerSums *self,
                                            gint64 company_id,
                                            const char *company,
                                            const BizMoney *zero);

/**
 * BizCustomerFigure:
 * @value: "12,300.00 €", "–" where there is none
 * @note: (nullable): what stands below it in a line
 * @formula: what it is, in words
 * @detail: (nullable): lines of what it is made of
 * @share: of a bar, 0 to 1 and above; negative for none
 * @section: (nullable): of the program, that shows its rows ...
 * @filter: (nullable): ... when it looks for this
 * @model: (nullable): or the record that it is
 *
 * A figure that answers: all of it for people, translated.
 */
typedef struct
{
  BizFigureKind kind;
  const char *title;
  char *value;
  char *note;
  GDate day; /* in place of @note, where it is valid */
  char *formula;
  char *detail;
  BizStoryTone tone;
  double share;
  const char *section;
  char *filter;
  const char *model;
  gint64 id;
} BizCustomerFigure;

void biz_customer_figure_free (BizCustomerFigure *self);

/* (transfer full) (element-type BizCustomerFigure): those there are. @last_payment: (nullable) */
GPtrArray *biz_customer_figures_make (const BizCustomerFacts *customer,
                                      const BizCustomerSums *sums,
                                      BizStoryEntry *last_payment,
                                      const GDate *today) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
