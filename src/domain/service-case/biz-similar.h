/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"

G_BEGIN_DECLS

/* A case that is like another one. */
typedef struct
{
  BizTicket *ticket; /* (owned) */
  double score;      /* 0 to 1 */
  char *words;       /* (owned): that both have, the rarest first */
} BizSimilar;

/* Of @tickets (BizTicket) those whose subject has words of that of @ticket, rare words counting
 * more; the most alike first and at most @n. (element-type BizSimilar) */
GPtrArray *
biz_similar_rank (GListModel *tickets, BizTicket *ticket, guint n) G_GNUC_WARN_UNUSED_RESULT;

typedef struct
{
  GListStore *earlier; /* (owned): BizTicket: other cases of the same customer, newest first */
  GPtrArray *similar;  /* (owned): BizSimilar, of anybody */
} BizSimilarCases;

void biz_similar_cases_free (BizSimilarCases *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizSimilarCases, biz_similar_cases_free)

/* Two requests, side by side; one where there is no customer. */
void biz_similar_load_async (BizService *service,
                             BizTicket *ticket,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* (transfer full) */
BizSimilarCases *
biz_similar_load_finish (BizService *service, GAsyncResult *result, GError **error);

G_END_DECLS
