/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-hint.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* Customers that are shown to choose from. */
#define BIZ_CUSTOMER_MAX_HITS 12

/* @why: in words, what of him it is: "Invoice INV/2026/00012", "phone of Anna Ort" */
typedef struct
{
  gint64 partner_id; /* the commercial partner */
  char *name;
  char *why;
  gboolean exact; /* FALSE: an address at the same firm */
} BizCustomerHit;

void biz_customer_hit_free (BizCustomerHit *self);

/* Who is known by @hint: one request, of documents one for each kind that the user may read, side
 * by side. Exact ones come alone. */
void biz_customer_find_async (ErpSession *session,
                              const BizHint *hint,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
/* (transfer full) (element-type BizCustomerHit): each customer once; empty where nobody is */
GPtrArray *biz_customer_find_finish (GAsyncResult *result, GError **error);

G_END_DECLS
