/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure-book.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 id;
  char *name; /* (owned) (nullable) */
  BizMoney zero;
} BizExposureCompany;

/* What a commercial entity has: places in the arrays of the book. */
typedef struct
{
  GArray *items;  /* (owned) (element-type guint) */
  GArray *orders; /* (owned) (element-type guint) */
} BizExposureShare;

struct _BizExposureBook
{
  GObject parent_instance;

  GDate as_of;
  BizRates *rates;          /* (owned) (nullable) */
  GArray *companies;        /* (owned) (element-type BizExposureCompany) */
  GArray *items;            /* (owned) (element-type BizExposureItem) */
  GArray *orders;           /* (owned) (element-type BizExposureOrder) */
  GHashTable *order_places; /* (owned): gint64 id -> place, until sealed */
  GHashTable *parties;      /* (owned): gint64 id -> BizExposureParty */
  GHashTable *accounts;     /* (owned): BizCreditAccount, by entity and company */
  GHashTable *salespeople;  /* (owned): gint64 id -> GRefString */
  GHashTable *shares;       /* (owned) (nullable): gint64 entity -> BizExposureShare, once sealed */
  gboolean cut;
};

const BizExposureCompany *biz_exposure_book_find_company (BizExposureBook *self, gint64 id);
/* (nullable) */
const BizExposureShare *biz_exposure_book_find_share (BizExposureBook *self, gint64 group_id);

G_END_DECLS
