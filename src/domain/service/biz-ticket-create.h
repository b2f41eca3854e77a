/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"
#include "erp-job.h"

G_BEGIN_DECLS

#define BIZ_JOB_TICKET_CREATE "ticket-create"

/* What a new case is about; ids are 0 where nothing was chosen. */
typedef struct
{
  const char *title;
  const char *text; /* (nullable): plain; paragraphs stay paragraphs */
  gint64 customer_id;
  gint64 team_id; /* a project where cases are tasks */
  gint64 category_id;
  gint64 owner_id;
  int priority; /* below 0: the server's own choice */
} BizTicketWish;

extern const ErpJobKind biz_job_ticket_create_kind;

/* ERP_ERROR_VALIDATION says what is missing. */
gboolean biz_ticket_wish_check (const BizTicketWish *wish, GError **error);
JsonObject *biz_ticket_wish_make_body (const BizTicketWish *wish,
                                       BizService *service) G_GNUC_WARN_UNUSED_RESULT;

/* Makes it once, by the journal. The answer is the id of the case. */
void biz_ticket_create_async (BizService *service,
                              const BizTicketWish *wish,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
gint64 biz_ticket_create_finish (BizService *service, GAsyncResult *result, GError **error);

G_END_DECLS
