/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket-shape.h"

#include "erp-capabilities.h"
#include "erp-domain.h"

#define TICKET "helpdesk.ticket"
#define TASK "project.task"
#define NAMED "{\"fields\":{\"display_name\":{}}}"

/* By kind; the first candidate that the server knows is taken. */
static const char *const candidates[][BIZ_TICKET_N_PARTS] = {
  [BIZ_TICKETS_HELPDESK] = {
    [BIZ_TICKET_NUMBER] = "number",
    [BIZ_TICKET_CUSTOMER] = "partner_id",
    [BIZ_TICKET_EMAIL] = "partner_email",
    [BIZ_TICKET_TEAM] = "team_id",
    [BIZ_TICKET_STAGE] = "stage_id",
    [BIZ_TICKET_OWNER] = "user_id",
    [BIZ_TICKET_PRIORITY] = "priority",
    [BIZ_TICKET_CATEGORY] = "category_id",
    [BIZ_TICKET_CREATED] = "create_date",
    [BIZ_TICKET_WRITTEN] = "write_date",
    [BIZ_TICKET_STAGED] = "last_stage_update",
    [BIZ_TICKET_ENDED] = "closed_date",
    [BIZ_TICKET_COMPANY] = "company_id",
    [BIZ_TICKET_TEXT] = "description",
    [BIZ_TICKET_WRITER] = "write_uid",
  },
  [BIZ_TICKETS_ENTERPRISE] = {
    [BIZ_TICKET_NUMBER] = "ticket_ref",
    [BIZ_TICKET_CUSTOMER] = "partner_id",
    [BIZ_TICKET_EMAIL] = "partner_email",
    [BIZ_TICKET_TEAM] = "team_id",
    [BIZ_TICKET_STAGE] = "stage_id",
    [BIZ_TICKET_OWNER] = "user_id",
    [BIZ_TICKET_PRIORITY] = "priority",
    [BIZ_TICKET_CATEGORY] = "ticket_type_id",
    [BIZ_TICKET_CREATED] = "create_date",
    [BIZ_TICKET_WRITTEN] = "write_date",
    [BIZ_TICKET_STAGED] = "date_last_stage_update",
    [BIZ_TICKET_ENDED] = "close_date",
    [BIZ_TICKET_DEADLINE] = "sla_deadline",
    [BIZ_TICKET_COMPANY] = "company_id",
    [BIZ_TICKET_TEXT] = "description",
    [BIZ_TICKET_WRITER] = "write_uid",
  },
  [BIZ_TICKETS_TASKS] = {
    [BIZ_TICKET_CUSTOMER] = "partner_id",
    [BIZ_TICKET_EMAIL] = "email_from",
    [BIZ_TICKET_TEAM] = "project_id",
    [BIZ_TICKET_STAGE] = "stage_id",
    [BIZ_TICKET_OWNER] = "user_ids",
    [BIZ_TICKET_PRIORITY] = "priority",
    [BIZ_TICKET_CATEGORY] = "tag_ids",
    [BIZ_TICKET_STATE] = "state",
    [BIZ_TICKET_CREATED] = "create_date",
    [BIZ_TICKET_WRITTEN] = "write_date",
    [BIZ_TICKET_STAGED] = "date_last_stage_update",
    [BIZ_TICKET_ENDED] = "date_end",
    [BIZ_TICKET_DEADLINE] = "date_deadline",
    [BIZ_TICKET_COMPANY] = "company_id",
    [BIZ_TICKET_TEXT] = "description",
    [BIZ_TICKET_WRITER] = "write_uid",
  },
};

static gboolean
may_read (ErpCapabilities *capabilities, const char *model)
{
  return (erp_capabilities_get_rights (capabilities, model) & ERP_RIGHT_READ) != 0;
}

/* Two helpdesks bear one name; the number of a ticket tells them apart. */
static BizTicketKind
find_kind (ErpCapabilities *capabilities)
{
  if (may_read (capabilities, TICKET))
    return erp_capabilities_has_field (capabilities, TICKET, "ticket_ref")
                   && !erp_capabilities_has_field (capabilities, TICKET, "number")
               ? BIZ_TICKETS_ENTERPRISE
               : BIZ_TICKETS_HELPDESK;

  return may_read (capabilities, TASK) ? BIZ_TICKETS_TASKS : BIZ_TICKETS_NONE;
}

/**
 * biz_ticket_shape_init:
 * @self: what is filled
 * @capabilities: what this server has and this user may see
 *
 * Finds out what cases are here.
 */
void
biz_ticket_shape_init (BizTicketShape *self, ErpCapabilities *capabilities)
{
  g_return_if_fail (self != NULL && ERP_IS_CAPABILITIES (capabilities));

  *self = (BizTicketShape){ .kind = find_kind (capabilities) };
  if (self->kind == BIZ_TICKETS_NONE)
    return;
  self->model = self->kind == BIZ_TICKETS_TASKS ? TASK : TICKET;
  for (guint part = 0; part < BIZ_TICKET_N_PARTS; part++)
    {
      const char *field = candidates[self->kind][part];

      if (field != NULL && erp_capabilities_has_field (capabilities, self->model, field))
        self->fields[part] = field;
    }
  self->stage_closes = erp_capabilities_has_field (capabilities, self->model, "closed");
  self->has_templates = erp_capabilities_has_field (capabilities, self->model, "is_template");
}

gboolean
biz_ticket_shape_is_list (const BizTicketShape *self, BizTicketPart part)
{
  return self->kind == BIZ_TICKETS_TASKS
         && (part == BIZ_TICKET_OWNER || part == BIZ_TICKET_CATEGORY);
}

const char *
biz_ticket_shape_get_stage_model (const BizTicketShape *self)
{
  switch (self->kind)
    {
    case BIZ_TICKETS_TASKS:
      return "project.task.type";
    case BIZ_TICKETS_ENTERPRISE:
      return "helpdesk.stage";
    case BIZ_TICKETS_HELPDESK:
    case BIZ_TICKETS_NONE:
    default:
      return "helpdesk.ticket.stage";
    }
}

const char *
biz_ticket_shape_get_team_model (const BizTicketShape *self)
{
  switch (self->kind)
    {
    case BIZ_TICKETS_TASKS:
      return "project.project";
    case BIZ_TICKETS_ENTERPRISE:
      return "helpdesk.team";
    case BIZ_TICKETS_HELPDESK:
    case BIZ_TICKETS_NONE:
    default:
      return "helpdesk.ticket.team";
    }
}

const char *
biz_ticket_shape_get_category_model (const BizTicketShape *self)
{
  switch (self->kind)
    {
    case BIZ_TICKETS_TASKS:
      return "project.tags";
    case BIZ_TICKETS_ENTERPRISE:
      return "helpdesk.ticket.type";
    case BIZ_TICKETS_HELPDESK:
    case BIZ_TICKETS_NONE:
    default:
      return "helpdesk.ticket.category";
    }
}

/**
 * biz_ticket_shape_make_specification:
 * @self: what cases are here
 *
 * Returns: (transfer full): the fields of a row, as web_search_read takes them
 */
char *
biz_ticket_shape_make_specification (const BizTicketShape *self)
{
  static const BizTicketPart named[] = {
    BIZ_TICKET_CUSTOMER, BIZ_TICKET_TEAM,    BIZ_TICKET_OWNER,
    BIZ_TICKET_CATEGORY, BIZ_TICKET_COMPANY, BIZ_TICKET_WRITER
  };
  static const BizTicketPart plain[] = {
    BIZ_TICKET_NUMBER, BIZ_TICKET_EMAIL,   BIZ_TICKET_PRIORITY,
    BIZ_TICKET_STATE,  BIZ_TICKET_CREATED, BIZ_TICKET_WRITTEN,
    BIZ_TICKET_STAGED, BIZ_TICKET_ENDED,   BIZ_TICKET_DEADLINE,
  };
  GString *text = g_string_new ("{\"name\":{}");

  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (plain); i++)
    if (self->fields[plain[i]] != NULL)
      g_string_append_printf (text, ",\"%s\":{}", self->fields[plain[i]]);
  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (self->fields[named[i]] != NULL)
      g_string_append_printf (text, ",\"%s\":" NAMED, self->fields[named[i]]);
  if (self->fields[BIZ_TICKET_STAGE] != NULL)
    g_string_append_printf (text, ",\"stage_id\":{\"fields\":{\"display_name\":{},\"%s\":{}}}",
                            self->stage_closes ? "closed" : "fold");
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

/**
 * biz_ticket_shape_add_base:
 * @self: what cases are here
 * @domain: what is narrowed
 * @project_id: the project whose tasks are cases; 0 where they are tickets
 */
void
biz_ticket_shape_add_base (const BizTicketShape *self, ErpDomain *domain, gint64 project_id)
{
  if (self->kind != BIZ_TICKETS_TASKS)
    return;
  erp_domain_add_int (domain, "project_id", "=", project_id);
  if (self->has_templates)
    erp_domain_add_bool (domain, "is_template", "=", FALSE);
}

static const char *
get_stage_flag (const BizTicketShape *self)
{
  return self->stage_closes ? "stage_id.closed" : "stage_id.fold";
}

static const char *const over[] = { "1_done", "1_canceled", NULL };

/**
 * biz_ticket_shape_add_open:
 * @self: what cases are here
 * @domain: what is narrowed
 *
 * A case without a stage is open; a task whose stage is folded is not, whatever its state says.
 */
void
biz_ticket_shape_add_open (const BizTicketShape *self, ErpDomain *domain)
{
  g_autoptr (ErpDomain) nowhere = erp_domain_new ();
  g_autoptr (ErpDomain) open = erp_domain_new ();
  ErpDomain *const any[] = { nowhere, open };

  if (self->fields[BIZ_TICKET_STATE] != NULL)
    erp_domain_add_strv (domain, "state", "not in", over);
  if (self->fields[BIZ_TICKET_STAGE] == NULL)
    return;
  erp_domain_add_bool (nowhere, "stage_id", "=", FALSE);
  erp_domain_add_bool (open, get_stage_flag (self), "=", FALSE);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

/**
 * biz_ticket_shape_add_closed:
 * @self: what cases are here
 * @domain: what is narrowed
 *
 * Those that biz_ticket_shape_add_open() leaves out.
 */
void
biz_ticket_shape_add_closed (const BizTicketShape *self, ErpDomain *domain)
{
  g_autoptr (ErpDomain) done = erp_domain_new ();
  g_autoptr (ErpDomain) shut = erp_domain_new ();
  ErpDomain *any[2];
  guint n = 0;

  if (self->fields[BIZ_TICKET_STATE] != NULL)
    {
      erp_domain_add_strv (done, "state", "in", over);
      any[n++] = done;
    }
  if (self->fields[BIZ_TICKET_STAGE] != NULL)
    {
      erp_domain_add_bool (shut, get_stage_flag (self), "=", TRUE);
      any[n++] = shut;
    }
  if (n > 0)
    erp_domain_add_any (domain, any, n);
}
