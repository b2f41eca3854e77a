/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure.h"
#include "biz-rates.h"

G_BEGIN_DECLS

/* Names are GRefString, owned by what has them. */

/* An item of a receivable account. */
typedef struct
{
  gint64 company_id;
  gint64 partner_id;
  gint64 salesperson_id;
  GDate due;              /* or the day in the ledger */
  BizMoney open;          /* in the company's currency; positive is owed to us */
  BizMoney open_document; /* in the document's */
} BizExposureItem;

/* What a confirmed order has that no invoice has, in the order's currency. */
typedef struct
{
  gint64 id;
  char *name; /* (nullable) */
  gint64 company_id;
  gint64 partner_id; /* who is invoiced */
  gint64 salesperson_id;
  BizMoney to_invoice;
  BizMoney to_deliver;
  BizMoney prepaid; /* by down payments, not deducted yet */
} BizExposureOrder;

/* A customer, and who is behind him. */
typedef struct
{
  gint64 id;
  gint64 group_id; /* the commercial entity, himself mostly */
  char *name;      /* (nullable) */
  char *group;     /* (nullable) */
} BizExposureParty;

/**
 * BizCreditAccount:
 * @limit: of a commercial entity in a company, in its currency
 * @insured: what an insurer bears at most; 0 where the server has no such thing
 * @term_days: days that the customer's terms give at most; -1 unknown
 * @has_credit: the server's own figures were read
 * @credit: what the server says is open
 * @credit_to_invoice: what the server says is confirmed and not invoiced
 * @has_risk: the server has the community's financial risk, and it was read
 * @risk_total: its sum of what counts for this customer
 * @risk_remaining: what it says is left
 * @risk_exception: it would stop an order
 * @risk_parts: its parts, whether they count or not
 *
 * What the server has on a commercial entity in one company.
 */
#define BIZ_RISK_N_PARTS 6
typedef enum
{
  BIZ_RISK_DRAFT,
  BIZ_RISK_OPEN,
  BIZ_RISK_UNPAID,
  BIZ_RISK_OTHER_OPEN,
  BIZ_RISK_OTHER_UNPAID,
  BIZ_RISK_ORDERS,
} BizRiskPart;

typedef struct
{
  gint64 group_id;
  gint64 company_id;
  gboolean uses_limits; /* the company does */
  BizLimitKind kind;
  BizMoney limit;
  BizMoney insured;
  int term_days;
  char *terms; /* (nullable) */
  gboolean has_credit;
  BizMoney credit;
  BizMoney credit_to_invoice;
  gboolean has_risk;
  gboolean risk_exception;
  BizMoney risk_total;
  BizMoney risk_remaining;
  BizMoney risk_parts[BIZ_RISK_N_PARTS];
  BizMoney risk_limits[BIZ_RISK_N_PARTS]; /* 0: none of its own */
  gboolean risk_included[BIZ_RISK_N_PARTS];
} BizCreditAccount;

typedef enum
{
  BIZ_EXPOSURE_BY_CUSTOMER,
  BIZ_EXPOSURE_BY_GROUP, /* the commercial entity; the only rows with limits beside customers */
  BIZ_EXPOSURE_BY_COMPANY,
  BIZ_EXPOSURE_BY_SALESPERSON, /* of the documents */
  BIZ_EXPOSURE_BY_CURRENCY,    /* of the documents */
} BizExposureBy;

/**
 * BizExposurePlan:
 * @by: what a row is
 * @company_id: of this company alone; 0: of all in the book
 * @together: one row over all companies, in the currency @zero by the server's rates; else a row a
 *   company, in its currency
 * @from_documents: what documents have in that currency is taken as it is, where @together, for the
 *   view of a customer who is invoiced in it; else what the companies' books have is converted
 * @zero: nothing, in the currency that is wanted, where @together
 * @limits: as BizAgeingPlan has them
 * @n_limits: how many; 0: 30, 60 and 90 days
 */
typedef struct
{
  BizExposureBy by;
  gint64 company_id;
  gboolean together;
  gboolean from_documents;
  BizMoney zero;
  guint limits[BIZ_AGEING_MAX_LIMITS];
  guint n_limits;
} BizExposurePlan;

typedef struct
{
  gint64 id;
  gint64 company_id; /* 0 where together, and by currency */
  char *name;        /* (nullable) */
  char *company;     /* (nullable) */
  BizExposure figures;
} BizExposureRow;

/**
 * BizExposureDocument:
 * @order_id: 0: no order
 * @is_confirmed: its open parts are among the orders of the book, if it has any
 * @amount: taxes included, in its currency
 *
 * A document that is looked at. It counts where it is not counted already.
 */
typedef struct
{
  gint64 order_id;
  gint64 company_id;
  gboolean is_confirmed;
  BizMoney amount;
} BizExposureDocument;

/* What was read; the figures are computed of it. It is filled and sealed, then not changed. */
#define BIZ_TYPE_EXPOSURE_BOOK (biz_exposure_book_get_type ())
G_DECLARE_FINAL_TYPE (BizExposureBook, biz_exposure_book, BIZ, EXPOSURE_BOOK, GObject)

BizExposureBook *biz_exposure_book_new (const GDate *as_of) G_GNUC_WARN_UNUSED_RESULT;

/* To fill it. What has names gives them away. */
void biz_exposure_book_add_company (BizExposureBook *self,
                                    gint64 id,
                                    const char *name,
                                    const BizMoney *zero);
void biz_exposure_book_add_item (BizExposureBook *self, const BizExposureItem *item);
gboolean
biz_exposure_book_take_order (BizExposureBook *self, BizExposureOrder *order, GError **error);
void biz_exposure_book_take_party (BizExposureBook *self, BizExposureParty *party);
void biz_exposure_book_take_account (BizExposureBook *self, BizCreditAccount *account);
void biz_exposure_book_set_salesperson (BizExposureBook *self, gint64 id, const char *name);
void biz_exposure_book_set_rates (BizExposureBook *self, BizRates *rates);
void biz_exposure_book_set_cut (BizExposureBook *self);
/* Ends the filling: takes down payments off their orders, leaves out what is settled. */
void biz_exposure_book_seal (BizExposureBook *self);

void biz_exposure_order_clear (BizExposureOrder *self);
void biz_exposure_party_clear (BizExposureParty *self);
void biz_credit_account_clear (BizCreditAccount *self);

const GDate *biz_exposure_book_get_as_of (BizExposureBook *self);
/* Not all could be read: too much. No sum of it is shown. */
gboolean biz_exposure_book_is_cut (BizExposureBook *self);
/* (transfer none) */
BizRates *biz_exposure_book_get_rates (BizExposureBook *self);
const BizExposureItem *biz_exposure_book_get_items (BizExposureBook *self, gsize *n_items);
/* Down payments are taken off what they have. */
const BizExposureOrder *biz_exposure_book_get_orders (BizExposureBook *self, gsize *n_orders);
/* (element-type gint64) (transfer full): in the order they were added */
GArray *biz_exposure_book_list_companies (BizExposureBook *self) G_GNUC_WARN_UNUSED_RESULT;
/* FALSE where the company is not in the book; @name: (out) (optional) (transfer none) */
gboolean
biz_exposure_book_get_company (BizExposureBook *self, gint64 id, BizMoney *zero, const char **name);
/* (nullable) */
const BizExposureParty *biz_exposure_book_get_party (BizExposureBook *self, gint64 partner_id);
/* The commercial entity of a customer; himself where he is not known. */
gint64 biz_exposure_book_get_group (BizExposureBook *self, gint64 partner_id);
/* (nullable): of the commercial entity of @partner_id */
const BizCreditAccount *
biz_exposure_book_get_account (BizExposureBook *self, gint64 partner_id, gint64 company_id);

/* (element-type BizExposureRow) (transfer full): the largest first, currency by currency */
GArray *biz_exposure_book_compute (BizExposureBook *self,
                                   const BizExposurePlan *plan,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Of the commercial entity of @partner_id alone. @document: (nullable). */
gboolean biz_exposure_book_get (BizExposureBook *self,
                                const BizExposurePlan *plan,
                                gint64 partner_id,
                                const BizExposureDocument *document,
                                BizExposure *figures,
                                GError **error);
/* The currency of most of what the customer has open and ordered, by today's rates; that of
 * @company_id where there is nothing. */
gboolean biz_exposure_book_find_currency (BizExposureBook *self,
                                          gint64 partner_id,
                                          gint64 company_id,
                                          BizMoney *zero);

G_END_DECLS
