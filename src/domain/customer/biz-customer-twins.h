/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-customer.h"
#include "erp-session.h"

G_BEGIN_DECLS

#define BIZ_CUSTOMER_MAX_TWINS 10

/* Somebody who may be the same customer, entered twice. @why: in words, all reasons */
typedef struct
{
  gint64 id;
  char *name;
  char *why;
  guint weight; /* the more, the likelier */
} BizCustomerTwin;

void biz_customer_twin_free (BizCustomerTwin *self);

/* Names without legal forms, marks and order of words: "ilgner anlagenbau". */
char *biz_customer_fold_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Whether two names are the same but for legal forms, order and a slip in about six letters. */
gboolean biz_customer_is_similar_name (const char *a, const char *b);

/* Looks for others with the same tax id, bank account or nearly the same name: one request. */
void biz_customer_twins_find_async (ErpSession *session,
                                    BizCustomer *customer,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
/* (transfer full) (element-type BizCustomerTwin): the likeliest first */
GPtrArray *biz_customer_twins_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
