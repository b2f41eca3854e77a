/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

/* Cases, returns and what a service desk has beside them. */
extern const DemoModel demo_ticket_model;              /* helpdesk.ticket, 19 */
extern const DemoModel demo_ticket_category_model;     /* helpdesk.ticket.category */
extern const DemoModel demo_ticket_channel_model;      /* helpdesk.ticket.channel */
extern const DemoModel demo_ticket_stage_model;        /* helpdesk.ticket.stage */
extern const DemoModel demo_ticket_tag_model;          /* helpdesk.ticket.tag */
extern const DemoModel demo_ticket_team_model;         /* helpdesk.ticket.team */
extern const DemoModel demo_alias_model;               /* mail.alias */
extern const DemoModel demo_canned_response_model;     /* mail.canned.response, 19 */
extern const DemoModel demo_shortcode_model;           /* mail.shortcode, 17 */
extern const DemoModel demo_project_model;             /* project.project */
extern const DemoModel demo_project_tag_model;         /* project.tags */
extern const DemoModel demo_task_model;                /* project.task */
extern const DemoModel demo_task_stage_model;          /* project.task.type */
extern const DemoModel demo_calendar_model;            /* resource.calendar */
extern const DemoModel demo_calendar_attendance_model; /* resource.calendar.attendance */
extern const DemoModel demo_calendar_leave_model;      /* resource.calendar.leaves */
extern const DemoModel demo_resource_model;            /* resource.resource */
extern const DemoModel demo_return_wizard_model;       /* stock.return.picking */
extern const DemoModel demo_return_line_model;         /* stock.return.picking.line */
extern const DemoModel demo_rma_model;                 /* rma, 17 */
extern const DemoModel demo_rma_delivery_model;        /* rma.delivery.wizard, 17 */
extern const DemoModel demo_rma_operation_model;       /* rma.operation, 17 */
extern const DemoModel demo_rma_team_model;            /* rma.team, 17 */
extern const DemoModel demo_dms_directory_model;       /* dms.directory */
extern const DemoModel demo_dms_file_model;            /* dms.file */
extern const DemoModel demo_dms_storage_model;         /* dms.storage */

/* demo-case-log.c */
gboolean demo_case_log_link (DemoEnv *env,
                             const char *model,
                             gint64 id,
                             const char *field,
                             const char *label,
                             const char *relation,
                             gint64 value,
                             const char *subtype,
                             GError **error);
gboolean demo_case_compute_durations (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);
gboolean demo_case_is_open_to (DemoEnv *env, const char *model);

/* demo-transfer.c: a transfer without lines, ready to be done, and its lines. */
typedef struct
{
  gint64 type;      /* a stock.picking.type, which says the company */
  gint64 partner;   /* or 0 */
  gint64 from, to;  /* stock.location */
  gint64 order;     /* the sale.order, or 0 */
  gint64 return_of; /* the stock.picking that is returned, or 0 */
  const char *origin;
} DemoTransfer;

typedef struct
{
  gint64 product;
  gint64 quantity;  /* scaled by a million */
  gint64 unit;      /* uom.uom */
  gint64 sale_line; /* or 0 */
  gint64 returned;  /* the stock.move that comes back, or 0 */
  gboolean to_refund;
} DemoTransferLine;

gint64 demo_transfer_make (DemoEnv *env, const DemoTransfer *transfer, GError **error);
gint64
demo_transfer_add (DemoEnv *env, gint64 picking, const DemoTransferLine *line, GError **error);
JsonNode *demo_transfer_answer (gint64 picking);
gint64 demo_transfer_customers (DemoEnv *env);

/* demo-rma.c */
gboolean demo_rma_confirm (DemoEnv *env, const DemoIds *ids, GError **error);
gboolean demo_rma_set_state (DemoEnv *env, gint64 id, const char *state, GError **error);

/* demo-rma-move.c: what becomes of an rma when its moves do something; nothing since 18. */
gboolean demo_rma_check_done (DemoEnv *env, gint64 picking, GError **error);
gboolean demo_rma_follow_done (DemoEnv *env, gint64 picking, GError **error);
gboolean demo_rma_follow_cancel (DemoEnv *env, gint64 picking, GError **error);

G_END_DECLS
