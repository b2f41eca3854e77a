/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-exposure-book.h"

G_BEGIN_DECLS

/* How exposures are asked for and read; shared with the threads that read. */
typedef struct _BizExposureReading BizExposureReading;

typedef struct
{
  gboolean salespeople; /* of documents */
  gboolean server;      /* the server's own figures of customers, which cost it time */
} BizExposureWish;

BizExposureReading *
biz_exposure_reading_new (ErpCapabilities *capabilities,
                          BizCurrencyTable *currencies,
                          const BizExposureWish *wish) G_GNUC_WARN_UNUSED_RESULT;
BizExposureReading *biz_exposure_reading_ref (BizExposureReading *self);
void biz_exposure_reading_unref (BizExposureReading *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizExposureReading, biz_exposure_reading_unref)

const char *biz_exposure_reading_get_item_specification (BizExposureReading *self);
const char *biz_exposure_reading_get_line_specification (BizExposureReading *self);
const char *biz_exposure_reading_get_party_specification (BizExposureReading *self);

/* What a row says beside its figures. */
typedef struct
{
  gint64 id;
  BizExposureItem item;
  char *salesperson; /* (nullable) (owned): a GRefString */
} BizExposureItemRow;

typedef struct
{
  gint64 id; /* of the line */
  BizExposureOrder order;
  char *salesperson; /* (nullable) (owned): a GRefString */
} BizExposureLineRow;

typedef struct
{
  gint64 id;
  BizExposureParty party;
  BizCreditAccount account;
} BizExposurePartyRow;

void biz_exposure_item_row_clear (BizExposureItemRow *self);
void biz_exposure_line_row_clear (BizExposureLineRow *self);
void biz_exposure_party_row_clear (BizExposurePartyRow *self);

/* In any thread; what was filled is cleared where they fail, with ERP_ERROR_PROTOCOL. */
gboolean biz_exposure_read_item (BizExposureReading *self,
                                 JsonObject *row,
                                 BizExposureItemRow *out,
                                 GError **error);
gboolean biz_exposure_read_line (BizExposureReading *self,
                                 JsonObject *row,
                                 BizExposureLineRow *out,
                                 GError **error);
/* Amounts are in the currency of @zero, of the company that was asked. */
gboolean biz_exposure_read_party (BizExposureReading *self,
                                  JsonObject *row,
                                  gint64 company_id,
                                  const BizMoney *zero,
                                  BizExposurePartyRow *out,
                                  GError **error);

G_END_DECLS
