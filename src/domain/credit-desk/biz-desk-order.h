/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"
#include "biz-types.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_DESK_ORDER_QUOTATION,
  BIZ_DESK_ORDER_CONFIRMED,
  BIZ_DESK_ORDER_CANCELLED,
} BizDeskOrderState;

/* A transfer of goods to the customer. */
typedef struct
{
  gint64 id;
  char *name;
  gboolean is_done;
  GDateTime *done_at; /* (owned) (nullable) */
  GDate planned;      /* invalid for none */
  BizMoney value;     /* of what it moves, with taxes, in the order's currency */
} BizDeskDelivery;

/**
 * BizDeskOrder:
 * @group_id: the commercial entity of the customer, which owes
 * @ordered_at: of a confirmed order, when it was confirmed; UTC
 * @created_at: UTC
 * @created_by: who made it; what is asked of the person who decides
 * @value: with taxes, in the order's currency
 * @company_value: the same by the order's rate, in the company's currency
 * @activity: the day of its next activity; invalid for none
 * @is_open: something of it may still be stopped: it is not confirmed, or not all is delivered
 * @deliveries: (nullable) (element-type BizDeskDelivery): those that are not cancelled; %NULL where
 *   they were not read
 *
 * An order as the desk reads it. Reference counted; not changed once it is read.
 */
typedef struct
{
  gint64 id;
  char *name;
  BizDeskOrderState state;
  gint64 partner_id;
  char *partner; /* (nullable) */
  gint64 group_id;
  char *group; /* (nullable) */
  gint64 company_id;
  char *company; /* (nullable) */
  gint64 salesperson_id;
  char *salesperson; /* (nullable) */
  gint64 created_by;
  char *reference; /* (nullable) */
  gint64 term_id;
  char *term; /* (nullable) */
  GDateTime *ordered_at;
  GDateTime *created_at;
  BizMoney value;
  BizMoney company_value;
  GDate activity;
  gboolean is_open;
  GPtrArray *deliveries;
} BizDeskOrder;

/* To be filled by whoever makes it. */
BizDeskOrder *biz_desk_order_new (void) G_GNUC_WARN_UNUSED_RESULT;
BizDeskOrder *biz_desk_order_ref (BizDeskOrder *self);
void biz_desk_order_unref (BizDeskOrder *self);
void biz_desk_delivery_free (BizDeskDelivery *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDeskOrder, biz_desk_order_unref)

/* How orders are read from a server; immutable once made, for worker threads. */
typedef struct _BizDeskReading BizDeskReading;

/* @with_deliveries: reads them, too, where the user may */
BizDeskReading *biz_desk_reading_new (ErpCapabilities *capabilities,
                                      BizCurrencyTable *currencies,
                                      gboolean with_deliveries) G_GNUC_WARN_UNUSED_RESULT;
BizDeskReading *biz_desk_reading_ref (BizDeskReading *self);
void biz_desk_reading_unref (BizDeskReading *self);
/* Of "sale.order", with what this user may read. */
const char *biz_desk_reading_get_specification (BizDeskReading *self);
gboolean biz_desk_reading_has_deliveries (BizDeskReading *self);
/* NULL with ERP_ERROR_PROTOCOL. */
BizDeskOrder *biz_desk_reading_read (BizDeskReading *self,
                                     JsonObject *row,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Adds to @domain: not confirmed, or not all delivered. */
void biz_desk_reading_add_open (ErpDomain *domain, ErpCapabilities *capabilities);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizDeskReading, biz_desk_reading_unref)

G_END_DECLS
