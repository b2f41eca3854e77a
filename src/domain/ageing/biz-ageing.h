/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

#define BIZ_AGEING_MAX_LIMITS 10
/* One for what is not due, one a limit, one beyond the last. */
#define BIZ_AGEING_MAX_BUCKETS (BIZ_AGEING_MAX_LIMITS + 2)
/* 1 to 30, 31 to 60, 61 to 90 days, more. */
#define BIZ_AGEING_LIMITS "30,60,90"

typedef enum
{
  BIZ_AGEING_BY_CUSTOMER,
  BIZ_AGEING_BY_GROUP, /* the commercial entity that the customer belongs to */
  BIZ_AGEING_BY_SALESPERSON,
  BIZ_AGEING_BY_COMPANY,
  BIZ_AGEING_BY_CURRENCY, /* of the documents */
} BizAgeingBy;

typedef enum
{
  BIZ_AGEING_FROM_DUE,
  BIZ_AGEING_FROM_INVOICE,
} BizAgeingFrom;

/**
 * BizAgeingPlan:
 * @as_of: the day that the figures stand at
 * @by: what a row is
 * @from: the day that an age counts from; an item that has none counts from its ledger date
 * @in_document: amounts in the currencies of the documents; else in those of the companies
 * @limits: last days of the buckets between "not due" and the last, rising, above 0
 * @n_limits: how many
 * @company_id: of this company alone; 0: all that are there
 */
typedef struct
{
  GDate as_of;
  BizAgeingBy by;
  BizAgeingFrom from;
  gboolean in_document;
  guint limits[BIZ_AGEING_MAX_LIMITS];
  guint n_limits;
  gint64 company_id;
} BizAgeingPlan;

/**
 * BizAgeingItem:
 * @partner: (nullable) (owned): names are GRefString
 * @date: in the ledger
 * @invoice_date: not valid where there is none
 * @due: not valid where there is none
 * @open: in the company's currency; positive is owed to us
 * @open_document: in the document's
 *
 * An item of a receivable account. As read, what is open now; after biz_ageing_take_back (), what
 * was open on a day.
 */
typedef struct
{
  gint64 id;
  gint64 move_id;
  gint64 account_id;
  gint64 company_id;
  gint64 partner_id;
  gint64 group_id;
  gint64 salesperson_id;
  char *company;
  char *partner;
  char *group;
  char *salesperson;
  char *document;
  GDate date;
  GDate invoice_date;
  GDate due;
  BizMoney open;
  BizMoney open_document;
} BizAgeingItem;

/* Two items that were matched: never negative, in minor units of the company's currency, and of the
 * documents' on either side. */
typedef struct
{
  gint64 debit_id;
  gint64 credit_id;
  GDate max_date; /* the later one of both, since when they are matched */
  gint64 amount;
  gint64 debit_amount;
  gint64 credit_amount;
} BizAgeingMatch;

/* What an account says: the sum of its posted items until the day. */
typedef struct
{
  gint64 company_id;
  gint64 account_id;
  char *company; /* (owned) (nullable) */
  char *account; /* (owned) (nullable) */
  BizMoney balance;
  BizMoney balance_document;
} BizAgeingLedger;

/**
 * BizAgeingRow:
 * @id: of what it stands for; 0: of those that have none, or of a currency
 * @name: (nullable) (owned)
 * @total: the sum of @buckets
 * @buckets: in the order of age
 * @n_items: how many
 * @oldest: the highest age in days of an item that is owed to us; below 1 where nothing is late
 */
typedef struct
{
  gint64 id;
  char *name;
  BizMoney total;
  BizMoney buckets[BIZ_AGEING_MAX_BUCKETS];
  guint n_items;
  int oldest;
} BizAgeingRow;

/* (@account_id and @company_id 0 where amounts are of documents: one a currency) */
typedef struct
{
  gint64 company_id;
  gint64 account_id;
  char *company; /* (owned) (nullable) */
  char *account; /* (owned) (nullable) */
  BizMoney open;
  BizMoney ledger;
  BizMoney difference; /* ledger - open */
} BizAgeingFoot;

void biz_ageing_item_clear (BizAgeingItem *self);
void biz_ageing_ledger_clear (BizAgeingLedger *self);

/* "30,60,90"; FALSE with ERP_ERROR_VALIDATION unless they are whole, rising and above 0. */
gboolean biz_ageing_plan_set_limits (BizAgeingPlan *self, const char *text, GError **error);
guint biz_ageing_plan_get_n_buckets (const BizAgeingPlan *self);
/* "Not due", "1–30", "over 90", translated */
char *biz_ageing_plan_describe_bucket (const BizAgeingPlan *self,
                                       guint bucket) G_GNUC_WARN_UNUSED_RESULT;
int biz_ageing_plan_get_age (const BizAgeingPlan *self, const BizAgeingItem *item);
guint biz_ageing_plan_get_bucket (const BizAgeingPlan *self, int age);
/* Whether @item belongs to the row @id of @currency. */
gboolean biz_ageing_plan_fits (const BizAgeingPlan *self,
                               const BizAgeingItem *item,
                               const BizAgeingRow *row);

/* Turns items with what is open now into what was open at the end of @as_of; takes out what came
 * later and what was settled by then. */
gboolean biz_ageing_take_back (GArray *items,
                               const BizAgeingMatch *matches,
                               gsize n_matches,
                               const GDate *as_of,
                               GError **error);
/* (element-type BizAgeingRow) (transfer full): the largest first, currency by currency */
GArray *biz_ageing_compute (const BizAgeingPlan *plan,
                            const BizAgeingItem *items,
                            gsize n_items,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type BizAgeingRow) (transfer full): one a currency */
GArray *biz_ageing_add_up (const BizAgeingPlan *plan,
                           GArray *rows,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type BizAgeingFoot) (transfer full): an account of a company each, or a currency */
GArray *biz_ageing_foot (const BizAgeingPlan *plan,
                         const BizAgeingItem *items,
                         gsize n_items,
                         const BizAgeingLedger *ledger,
                         gsize n_ledger,
                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
