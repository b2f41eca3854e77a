/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

G_BEGIN_DECLS

/* What goes into the matching engine: plain values; it copies what it keeps. Absent texts are NULL
 * or empty, absent dates cleared. */

/**
 * BizMatchPartner:
 * @id: of the customer; 0 is none
 * @name: as the books have it
 * @account: (nullable): an IBAN or other account number
 *
 * A customer. One with several accounts is added once for each.
 */
typedef struct
{
  gint64 id;
  const char *name;
  const char *account;
} BizMatchPartner;

/**
 * BizMatchItem:
 * @id: of the open journal item
 * @partner_id: whose it is
 * @number: of the document
 * @ref: (nullable): the customer's own reference
 * @date: of the document
 * @due: when it is to be paid
 * @residual: what is open; credit notes are negative
 * @discount_date: last day of the early payment discount
 * @discount_residual: what is to be paid until then
 *
 * An open item.
 */
typedef struct
{
  gint64 id;
  gint64 partner_id;
  const char *number;
  const char *ref;
  GDate date;
  GDate due;
  BizMoney residual;
  GDate discount_date;
  BizMoney discount_residual;
} BizMatchItem;

/**
 * BizMatchLine:
 * @id: of the bank line
 * @date: of booking
 * @amount: money in is positive
 * @original: amount before exchange, no currency if there was none
 * @text: what the payer wrote
 * @name: of the payer
 * @account: of the payer
 * @end_to_end: reference that travelled from payer to payee
 * @bank_reference: the bank's own, which makes two equal lines two
 *
 * A line of a bank statement.
 */
typedef struct
{
  gint64 id;
  GDate date;
  BizMoney amount;
  BizMoney original;
  const char *text;
  const char *name;
  const char *account;
  const char *end_to_end;
  const char *bank_reference;
} BizMatchLine;

G_END_DECLS
