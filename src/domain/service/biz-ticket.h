/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-ticket-shape.h"

G_BEGIN_DECLS

/* What a case is; texts are NULL, ids 0 and times 0 where there is nothing. */
typedef struct
{
  const char *model; /* "helpdesk.ticket" or "project.task"; a constant */
  gint64 id;
  char *number; /* (owned) (nullable): "HT00014"; tasks have none */
  char *title;  /* (owned): never NULL */
  gint64 customer_id;
  char *customer; /* (owned) (nullable) */
  char *email;    /* (owned) (nullable): of who wrote, where that is nobody known */
  gint64 team_id; /* a project where cases are tasks */
  char *team;     /* (owned) (nullable) */
  gint64 stage_id;
  char *stage;      /* (owned) (nullable) */
  gboolean closed;  /* nothing is to be done any more */
  gboolean waiting; /* by its stage's name or state: somebody else is to do something */
  gboolean blocked; /* by its state alone, whatever the stage */
  gint64 owner_id;  /* the first of them */
  char *owner;      /* (owned) (nullable): all of them */
  GArray *owners;   /* (owned) (element-type gint64): several where cases are tasks */
  int priority;     /* 0 to 3 */
  gint64 category_id;
  char *category; /* (owned) (nullable) */
  gint64 created; /* seconds since 1970, UTC; so are the others */
  gint64 written;
  gint64 staged; /* when it came to its stage */
  gint64 ended;
  gint64 deadline;  /* the server's own, where it has one */
  char *write_date; /* (owned) (nullable): as the server writes it: what was seen */
  gint64 writer_id; /* who changed it last */
  char *writer;     /* (owned) (nullable) */
  gint64 company_id;
  char *company; /* (owned) (nullable) */
} BizTicketFacts;

/* A case of the service desk: a ticket of the helpdesk, or a task of the project that serves as
 * one. Immutable. */
#define BIZ_TYPE_TICKET (biz_ticket_get_type ())
G_DECLARE_FINAL_TYPE (BizTicket, biz_ticket, BIZ, TICKET, GObject)

/* @row: as biz_ticket_shape_make_specification () asks; may be called in a worker thread. */
BizTicket *biz_ticket_new_from_json (const BizTicketShape *shape,
                                     JsonObject *row,
                                     GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type BizTicket): of web_search_read's answer, or of a list of rows */
GPtrArray *biz_tickets_new_from_json (const BizTicketShape *shape,
                                      JsonNode *answer,
                                      GError **error) G_GNUC_WARN_UNUSED_RESULT;
const BizTicketFacts *biz_ticket_get_facts (BizTicket *self);
gint64 biz_ticket_get_id (BizTicket *self);
const char *biz_ticket_get_model (BizTicket *self);
/* "HT00014", "#14" */
char *biz_ticket_dup_number (BizTicket *self) G_GNUC_WARN_UNUSED_RESULT;
/* Who it is about: the customer, else the address it came from; NULL for nobody. */
const char *biz_ticket_get_who (BizTicket *self);
gboolean biz_ticket_is_owned_by (BizTicket *self, gint64 uid);
/* Seconds since it was made, until it was closed where it is. */
gint64 biz_ticket_get_age (BizTicket *self, gint64 now);
/* "Low" ... "Urgent" */
const char *biz_ticket_priority_to_label (int priority);
/* Whether the name of a stage says that somebody else is waited for; in the languages known. */
gboolean biz_ticket_name_waits (const char *stage);

G_END_DECLS
