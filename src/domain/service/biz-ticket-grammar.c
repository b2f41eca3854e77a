/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket-grammar.h"

#include "erp-domain.h"

#include <glib/gi18n-lib.h>

#define MAX_FIELDS 16
#define MAX_SEARCHED 5

struct _BizTicketGrammar
{
  BizFilterField fields[MAX_FIELDS];
  const char *searched[MAX_SEARCHED];
  BizFilterGrammar grammar;
};

static const BizFilterWord priorities[] = {
  { "low", NC_ ("filter", "low"), "0" },
  { "medium", NC_ ("filter", "medium"), "1" },
  { "high", NC_ ("filter", "high"), "2" },
  { "urgent", NC_ ("filter", "urgent"), "3" },
  { NULL },
};

/* Where "relation" is said the model is that of the shape. */
static const struct
{
  BizFilterField field;
  BizTicketPart part;
} templates[] = {
  { { "team", NC_ ("filter", "team"), N_ ("The team that works on it"), BIZ_FILTER_TEXT, NULL, NULL,
      "team" },
    BIZ_TICKET_TEAM },
  { { "stage", NC_ ("filter", "stage"), N_ ("The stage it is in"), BIZ_FILTER_TEXT, NULL, NULL,
      "stage" },
    BIZ_TICKET_STAGE },
  { { "owner", NC_ ("filter", "owner"), N_ ("Who works on it"), BIZ_FILTER_TEXT, NULL, NULL,
      "res.users" },
    BIZ_TICKET_OWNER },
  { { "customer", NC_ ("filter", "customer"), N_ ("Somewhere in the name of the customer"),
      BIZ_FILTER_TEXT, NULL, NULL, "res.partner" },
    BIZ_TICKET_CUSTOMER },
  { { "priority", NC_ ("filter", "priority"), N_ ("low, medium, high or urgent"), BIZ_FILTER_WORD,
      NULL, priorities, NULL },
    BIZ_TICKET_PRIORITY },
  { { "category", NC_ ("filter", "category"), N_ ("What it is about"), BIZ_FILTER_TEXT, NULL, NULL,
      "category" },
    BIZ_TICKET_CATEGORY },
  { { "number", NC_ ("filter", "number"), N_ ("Somewhere in the number"), BIZ_FILTER_TEXT, NULL,
      NULL, NULL },
    BIZ_TICKET_NUMBER },
  { { "email", NC_ ("filter", "email"), N_ ("The address it came from"), BIZ_FILTER_TEXT, NULL,
      NULL, NULL },
    BIZ_TICKET_EMAIL },
  { { "created", NC_ ("filter", "created"), N_ ("The day it was made: today, >=2026-01-01"),
      BIZ_FILTER_DAY, NULL, NULL, NULL },
    BIZ_TICKET_CREATED },
  { { "changed", NC_ ("filter", "changed"), N_ ("The day it was changed last"), BIZ_FILTER_DAY,
      NULL, NULL, NULL },
    BIZ_TICKET_WRITTEN },
  { { "deadline", NC_ ("filter", "deadline"), N_ ("The server’s own deadline"), BIZ_FILTER_DAY,
      NULL, NULL, NULL },
    BIZ_TICKET_DEADLINE },
  { { "company", NC_ ("filter", "company"), N_ ("Which of our companies"), BIZ_FILTER_TEXT, NULL,
      NULL, "res.company" },
    BIZ_TICKET_COMPANY },
};

static const BizFilterField subject = { "subject",
                                        NC_ ("filter", "subject"),
                                        N_ ("Somewhere in the subject"),
                                        BIZ_FILTER_TEXT,
                                        "name",
                                        NULL,
                                        NULL };
static const BizFilterField ids = { "ids", NC_ ("filter", "ids"), NULL, BIZ_FILTER_IDS, "id", NULL,
                                    NULL };

static const BizTicketShape *
get_shape (gconstpointer owner)
{
  return biz_service_get_shape ((BizService *)owner);
}

static void
add_open (ErpDomain *domain, const GDate *today, gconstpointer owner)
{
  biz_ticket_shape_add_open (get_shape (owner), domain);
}

static void
add_closed (ErpDomain *domain, const GDate *today, gconstpointer owner)
{
  biz_ticket_shape_add_closed (get_shape (owner), domain);
}

static void
add_mine (ErpDomain *domain, const GDate *today, gconstpointer owner)
{
  gint64 uid = biz_service_get_uid ((BizService *)owner);
  const char *field = get_shape (owner)->fields[BIZ_TICKET_OWNER];

  if (field != NULL)
    erp_domain_add_ids (domain, field, "in", &uid, 1);
}

static void
add_unassigned (ErpDomain *domain, const GDate *today, gconstpointer owner)
{
  const char *field = get_shape (owner)->fields[BIZ_TICKET_OWNER];

  if (field != NULL)
    erp_domain_add_bool (domain, field, "=", FALSE);
}

static void
add_waiting (ErpDomain *domain, const GDate *today, gconstpointer owner)
{
  biz_service_add_waiting ((BizService *)owner, domain);
}

static void
add_marked (ErpDomain *domain, gconstpointer owner, BizServiceMark mark)
{
  g_autoptr (GArray) marked = biz_service_dup_marked ((BizService *)owner, mark);

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)marked->data, marked->len);
}

static void
add_due (ErpDomain *domain, const GDate *today, gconstpointer owner)
{
  add_marked (domain, owner, BIZ_SERVICE_DUE);
}

static void
add_late (ErpDomain *domain, const GDate *today, gconstpointer owner)
{
  add_marked (domain, owner, BIZ_SERVICE_LATE);
}

static const BizFilterStanding standings[] = {
  { "open", NC_ ("filter", "open"), NULL, add_open },
  { "closed", NC_ ("filter", "closed"), NULL, add_closed },
  { "mine", NC_ ("filter", "mine"), NULL, add_mine },
  { "unassigned", NC_ ("filter", "unassigned"), NULL, add_unassigned },
  { "waiting", NC_ ("filter", "waiting"), NULL, add_waiting },
  { "due", NC_ ("filter", "due"), NULL, add_due },
  { "late", NC_ ("filter", "late"), NULL, add_late },
};

/* What is always asked depends on the chosen project: the listing adds it. */
static void
add_base (ErpDomain *domain)
{
}

static const char *
get_model (const BizTicketShape *shape, BizTicketPart part, const char *model)
{
  switch (part)
    {
    case BIZ_TICKET_TEAM:
      return biz_ticket_shape_get_team_model (shape);
    case BIZ_TICKET_STAGE:
      return biz_ticket_shape_get_stage_model (shape);
    case BIZ_TICKET_CATEGORY:
      return biz_ticket_shape_get_category_model (shape);
    default:
      return model;
    }
}

static void
add_searched (BizTicketGrammar *self, const BizTicketShape *shape)
{
  static const BizTicketPart parts[] = { BIZ_TICKET_NUMBER, BIZ_TICKET_CUSTOMER, BIZ_TICKET_EMAIL };
  guint n = 0;

  self->searched[n++] = "name";
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (shape->fields[parts[i]] != NULL)
      self->searched[n++] = shape->fields[parts[i]];
}

BizTicketGrammar *
biz_ticket_grammar_new (BizService *service)
{
  const BizTicketShape *shape = biz_service_get_shape (service);
  BizTicketGrammar *self = g_new0 (BizTicketGrammar, 1);
  guint n = 0;

  G_STATIC_ASSERT (G_N_ELEMENTS (templates) + 2 <= MAX_FIELDS);

  for (guint i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      const char *field = shape->fields[templates[i].part];

      /* One project is chosen: there is nothing to tell apart. */
      if (field == NULL
          || (templates[i].part == BIZ_TICKET_TEAM && shape->kind == BIZ_TICKETS_TASKS))
        continue;
      self->fields[n] = templates[i].field;
      self->fields[n].field = field;
      self->fields[n].model = get_model (shape, templates[i].part, templates[i].field.model);
      n++;
    }
  self->fields[n++] = subject;
  self->fields[n++] = ids;
  add_searched (self, shape);
  self->grammar = (BizFilterGrammar){
    .fields = self->fields,
    .n_fields = n,
    .standings = standings,
    .n_standings = G_N_ELEMENTS (standings),
    .searched = self->searched,
    .add_base = add_base,
    .owner = service,
  };

  return self;
}

void
biz_ticket_grammar_free (BizTicketGrammar *self)
{
  g_free (self);
}

const BizFilterGrammar *
biz_ticket_grammar_get (BizTicketGrammar *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return &self->grammar;
}
