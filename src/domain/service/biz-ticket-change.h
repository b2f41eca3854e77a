/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"
#include "erp-job.h"

G_BEGIN_DECLS

#define BIZ_JOB_TICKET_CHANGE "ticket-change"

/* Cases of one write at most. */
#define BIZ_TICKET_CHANGE_MAX 100

typedef enum
{
  BIZ_TICKET_SET_OWNER, /* 0: nobody */
  BIZ_TICKET_SET_STAGE,
  BIZ_TICKET_SET_PRIORITY,
  BIZ_TICKET_SET_CATEGORY, /* where a case may have several: this one, too */
  BIZ_TICKET_FINISH,       /* a stage that closes; where cases are tasks: done */
} BizTicketWhat;

/* What cases are given. */
typedef struct
{
  BizTicketWhat what;
  gint64 value;
  const char *label; /* (nullable): of the value: "Anna", "Done" */
} BizTicketChange;

extern const ErpJobKind biz_job_ticket_change_kind;

/* @tickets: (element-type BizTicket): as they were read last; at most BIZ_TICKET_CHANGE_MAX */
JsonObject *biz_ticket_change_make_body (const BizTicketChange *change,
                                         const BizTicketShape *shape,
                                         GPtrArray *tickets) G_GNUC_WARN_UNUSED_RESULT;
/* Whether the case has it already. */
gboolean biz_ticket_change_is_done (const BizTicketChange *change,
                                    const BizTicketShape *shape,
                                    BizTicket *ticket);
/* "Owner: Anna", "Stage: Done" */
char *biz_ticket_change_describe (const BizTicketChange *change) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
