/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

typedef enum
{
  BIZ_TICKETS_NONE,       /* this server has none, or this user may not read them */
  BIZ_TICKETS_HELPDESK,   /* OCA's helpdesk */
  BIZ_TICKETS_ENTERPRISE, /* the ERP's own helpdesk; read, and not verified by us */
  BIZ_TICKETS_TASKS,      /* tasks of a chosen project */
} BizTicketKind;

/* The parts of a case that have a field on some servers. */
typedef enum
{
  BIZ_TICKET_NUMBER,
  BIZ_TICKET_CUSTOMER,
  BIZ_TICKET_EMAIL,
  BIZ_TICKET_TEAM,
  BIZ_TICKET_STAGE,
  BIZ_TICKET_OWNER,
  BIZ_TICKET_PRIORITY,
  BIZ_TICKET_CATEGORY,
  BIZ_TICKET_STATE,
  BIZ_TICKET_CREATED,
  BIZ_TICKET_WRITTEN,
  BIZ_TICKET_STAGED,
  BIZ_TICKET_ENDED,
  BIZ_TICKET_DEADLINE,
  BIZ_TICKET_COMPANY,
  BIZ_TICKET_TEXT,
  BIZ_TICKET_WRITER,
  BIZ_TICKET_N_PARTS
} BizTicketPart;

/* What cases are on a server, and which of its fields tell of them: NULL where there is none. A
 * plain value of constants, to be copied. */
typedef struct
{
  BizTicketKind kind;
  const char *model; /* (nullable) */
  const char *fields[BIZ_TICKET_N_PARTS];
  gboolean stage_closes;  /* a stage says itself whether it is closed */
  gboolean has_templates; /* among the tasks */
} BizTicketShape;

/* A helpdesk goes before projects. */
void biz_ticket_shape_init (BizTicketShape *self, ErpCapabilities *capabilities);
/* Several people may own a case, several categories may be set. */
gboolean biz_ticket_shape_is_list (const BizTicketShape *self, BizTicketPart part);
const char *biz_ticket_shape_get_stage_model (const BizTicketShape *self);
const char *biz_ticket_shape_get_team_model (const BizTicketShape *self);
const char *biz_ticket_shape_get_category_model (const BizTicketShape *self);
/* What biz_ticket_new_from_json () reads. */
char *biz_ticket_shape_make_specification (const BizTicketShape *self) G_GNUC_WARN_UNUSED_RESULT;
/* Those that are cases at all, of @project_id where they are tasks. */
void biz_ticket_shape_add_base (const BizTicketShape *self, ErpDomain *domain, gint64 project_id);
void biz_ticket_shape_add_open (const BizTicketShape *self, ErpDomain *domain);
void biz_ticket_shape_add_closed (const BizTicketShape *self, ErpDomain *domain);

G_END_DECLS
