/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ticket-change.h"

G_BEGIN_DECLS

/* More cases than this are not changed by one wish. */
#define BIZ_TICKET_RUN_MAX 500

/* A case that was left as it is. */
typedef struct
{
  gint64 id;
  char *number; /* (owned) */
  char *reason; /* (owned): a sentence */
} BizTicketFailure;

typedef struct
{
  guint n_done;        /* they have it, written now or before */
  GPtrArray *failures; /* (owned) (element-type BizTicketFailure) */
  gboolean unknown;    /* an answer was lost; the journal goes on looking */
} BizTicketOutcome;

void biz_ticket_outcome_free (BizTicketOutcome *self);

/* Gives cases something: reads them as they are, leaves alone what a colleague changed since it
 * was seen, writes the rest by the journal, and one by one what is refused together. */
void biz_ticket_run_async (BizService *service,
                           const BizTicketChange *change,
                           const gint64 *ids,
                           gsize n_ids,
                           GPtrArray *seen,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
BizTicketOutcome *biz_ticket_run_finish (BizService *service, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizTicketOutcome, biz_ticket_outcome_free)

G_END_DECLS
