/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-money.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Rows of a file that are read at most. */
#define BIZ_OPENING_MAX_ROWS 200000

/* What a customer owed by the books that were kept before; positive is owed to us. */
typedef struct
{
  guint line;      /* of the file */
  char *reference; /* (owned) (nullable) */
  char *name;      /* (owned) (nullable) */
  char *vat;       /* (owned) (nullable) */
  BizMoney balance;
} BizOpeningRow;

/* The same by the ERP. */
typedef struct
{
  gint64 id;
  char *reference; /* (owned) (nullable) */
  char *name;      /* (owned) (nullable) */
  char *vat;       /* (owned) (nullable) */
  BizMoney balance;
} BizOpeningCustomer;

typedef enum
{
  BIZ_OPENING_EQUAL,
  BIZ_OPENING_DIFFERS,
  BIZ_OPENING_NOT_IN_ERP,
  BIZ_OPENING_NOT_IN_FILE,
  BIZ_OPENING_SEVERAL, /* the file's row fits several customers: nobody guesses */
} BizOpeningState;

/**
 * BizOpeningLine:
 * @row: (nullable): the first row of the file
 * @customer: (nullable): the customer
 * @file: what the file says, all rows of the customer added up
 * @difference: @erp - @file
 */
typedef struct
{
  BizOpeningState state;
  const BizOpeningRow *row;
  const BizOpeningCustomer *customer;
  BizMoney file;
  BizMoney erp;
  BizMoney difference;
} BizOpeningLine;

void biz_opening_row_free (BizOpeningRow *self);
void biz_opening_customer_free (BizOpeningCustomer *self);

/* (transfer full) (element-type BizOpeningRow): a table with a head, separated by commas,
 * semicolons, tabs or bars, in UTF-8, UTF-16 or Windows-1252, with a column for the balance and one
 * for number, tax id or name. %NULL with ERP_ERROR_VALIDATION and the line, and nothing is read. */
GPtrArray *biz_opening_read_file (GInputStream *stream,
                                  const BizMoney *zero,
                                  GCancellable *cancellable,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer full) (element-type BizOpeningLine): by number, then by tax id, then by name; those
 * that differ first. Points into @rows and @customers. %NULL where an amount does not fit. */
GArray *biz_opening_compare (GPtrArray *rows,
                             GPtrArray *customers,
                             const BizMoney *zero,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "equal", "differs", "not-in-erp", "not-in-file", "several"; and for people */
const char *biz_opening_state_get_name (BizOpeningState state);
const char *biz_opening_state_describe (BizOpeningState state);

/* Customers of a company with what they owe at the end of @as_of. */
void biz_opening_read_async (ErpSession *session,
                             BizCurrencyTable *currencies,
                             gint64 company_id,
                             const GDate *as_of,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* (transfer full) (element-type BizOpeningCustomer) */
GPtrArray *biz_opening_read_finish (GAsyncResult *result, GError **error);

G_END_DECLS
