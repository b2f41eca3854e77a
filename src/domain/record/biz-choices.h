/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-choice.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_CHOICES_SALES_TAXES,
  BIZ_CHOICES_ACCOUNTS, /* that a line of an invoice may be booked on */
  BIZ_CHOICES_TERMS,
} BizChoicesKind;

/* All records of a short list, for a drop-down: a GListModel of BizChoice, one round trip. */
void biz_choices_load_async (ErpClient *client,
                             BizChoicesKind kind,
                             gint64 company_id,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
GListModel *biz_choices_load_finish (GAsyncResult *result, GError **error);

G_END_DECLS
