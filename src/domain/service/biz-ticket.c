/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket.h"

#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PRIORITY 3

struct _BizTicket
{
  GObject parent_instance;

  BizTicketFacts facts;
};

G_DEFINE_FINAL_TYPE (BizTicket, biz_ticket, G_TYPE_OBJECT)

static void
biz_ticket_finalize (GObject *object)
{
  BizTicketFacts *facts = &BIZ_TICKET (object)->facts;

  g_free (facts->number);
  g_free (facts->title);
  g_free (facts->customer);
  g_free (facts->email);
  g_free (facts->team);
  g_free (facts->stage);
  g_free (facts->owner);
  g_array_unref (facts->owners);
  g_free (facts->category);
  g_free (facts->write_date);
  g_free (facts->writer);
  g_free (facts->company);

  G_OBJECT_CLASS (biz_ticket_parent_class)->finalize (object);
}

static void
biz_ticket_class_init (BizTicketClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_ticket_finalize;
}

static void
biz_ticket_init (BizTicket *self)
{
  self->facts.owners = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* reading a row */

static gboolean
read_text (
    const BizTicketShape *shape, BizTicketPart part, JsonObject *row, char **text, GError **error)
{
  const char *value;

  if (shape->fields[part] == NULL)
    return TRUE;
  if (!erp_json_get_string (row, shape->fields[part], &value, error))
    return FALSE;
  *text = value != NULL && *value != '\0' ? g_strdup (value) : NULL;

  return TRUE;
}

static gboolean
read_relation (const BizTicketShape *shape,
               BizTicketPart part,
               JsonObject *row,
               gint64 *id,
               char **name,
               GError **error)
{
  if (shape->fields[part] == NULL)
    return TRUE;

  return erp_json_get_many2one (row, shape->fields[part], id, name, error);
}

/* The records of a list: the first one's id, all names, and all ids where they are wanted. */
static gboolean
read_list (
    const char *field, JsonObject *row, gint64 *first, char **names, GArray *ids, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonArray *records;

  if (!erp_json_get_array (json_object_get_member (row, field), &records, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      const char *name = NULL;
      JsonObject *record;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (records, i), &record, error)
          || !erp_json_get_int (record, "id", &id, error)
          || !erp_json_get_string (record, "display_name", &name, error))
        return FALSE;
      if (i == 0)
        *first = id;
      if (ids != NULL)
        g_array_append_val (ids, id);
      if (name != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", name);
    }
  *names = text->len > 0 ? g_strdup (text->str) : NULL;

  return TRUE;
}

static gboolean
read_owner (const BizTicketShape *shape, JsonObject *row, BizTicketFacts *facts, GError **error)
{
  const char *field = shape->fields[BIZ_TICKET_OWNER];

  if (field == NULL)
    return TRUE;
  if (biz_ticket_shape_is_list (shape, BIZ_TICKET_OWNER))
    return read_list (field, row, &facts->owner_id, &facts->owner, facts->owners, error);
  if (!erp_json_get_many2one (row, field, &facts->owner_id, &facts->owner, error))
    return FALSE;
  if (facts->owner_id != 0)
    g_array_append_val (facts->owners, facts->owner_id);

  return TRUE;
}

static gboolean
read_category (const BizTicketShape *shape, JsonObject *row, BizTicketFacts *facts, GError **error)
{
  if (!biz_ticket_shape_is_list (shape, BIZ_TICKET_CATEGORY))
    return read_relation (shape, BIZ_TICKET_CATEGORY, row, &facts->category_id, &facts->category,
                          error);
  if (shape->fields[BIZ_TICKET_CATEGORY] == NULL)
    return TRUE;

  return read_list (shape->fields[BIZ_TICKET_CATEGORY], row, &facts->category_id, &facts->category,
                    NULL, error);
}

static gboolean
read_stage (const BizTicketShape *shape, JsonObject *row, BizTicketFacts *facts, GError **error)
{
  const char *flag = shape->stage_closes ? "closed" : "fold";
  JsonNode *node;
  JsonObject *stage;

  if (shape->fields[BIZ_TICKET_STAGE] == NULL)
    return TRUE;
  if (!erp_json_get_many2one (row, "stage_id", &facts->stage_id, &facts->stage, error))
    return FALSE;
  node = json_object_get_member (row, "stage_id");
  if (facts->stage_id == 0 || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  stage = json_node_get_object (node);
  if (json_object_has_member (stage, flag)
      && !erp_json_get_bool (stage, flag, &facts->closed, error))
    return FALSE;
  facts->waiting = !facts->closed && biz_ticket_name_waits (facts->stage);

  return TRUE;
}

static gboolean
read_state (const BizTicketShape *shape, JsonObject *row, BizTicketFacts *facts, GError **error)
{
  const char *state;

  if (shape->fields[BIZ_TICKET_STATE] == NULL)
    return TRUE;
  if (!erp_json_get_string (row, shape->fields[BIZ_TICKET_STATE], &state, error))
    return FALSE;
  if (g_strcmp0 (state, "1_done") == 0 || g_strcmp0 (state, "1_canceled") == 0)
    {
      facts->closed = TRUE;
      facts->waiting = FALSE;
    }
  else if (!facts->closed && g_strcmp0 (state, "04_waiting_normal") == 0)
    facts->waiting = facts->blocked = TRUE;

  return TRUE;
}

static gboolean
read_time (
    const BizTicketShape *shape, BizTicketPart part, JsonObject *row, gint64 *time, GError **error)
{
  g_autoptr (GDateTime) at = NULL;
  const char *text;

  if (shape->fields[part] == NULL)
    return TRUE;
  if (!erp_json_get_string (row, shape->fields[part], &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (strlen (text) == 10) /* a day: then its end */
    {
      GDate day;

      if (!erp_json_get_date (row, shape->fields[part], &day, error))
        return FALSE;
      at = g_date_time_new_utc (g_date_get_year (&day), (int)g_date_get_month (&day),
                                g_date_get_day (&day), 23, 59, 59);
    }
  else if (!erp_json_get_datetime (row, shape->fields[part], &at, error))
    return FALSE;
  *time = at != NULL ? g_date_time_to_unix (at) : 0;

  return TRUE;
}

static gboolean
read_times (const BizTicketShape *shape, JsonObject *row, BizTicketFacts *facts, GError **error)
{
  return read_time (shape, BIZ_TICKET_CREATED, row, &facts->created, error)
         && read_time (shape, BIZ_TICKET_WRITTEN, row, &facts->written, error)
         && read_time (shape, BIZ_TICKET_STAGED, row, &facts->staged, error)
         && read_time (shape, BIZ_TICKET_ENDED, row, &facts->ended, error)
         && read_time (shape, BIZ_TICKET_DEADLINE, row, &facts->deadline, error)
         && read_text (shape, BIZ_TICKET_WRITTEN, row, &facts->write_date, error);
}

static gboolean
read_priority (const BizTicketShape *shape, JsonObject *row, BizTicketFacts *facts, GError **error)
{
  const char *text;
  guint64 number;

  if (shape->fields[BIZ_TICKET_PRIORITY] == NULL)
    return TRUE;
  if (!erp_json_get_string (row, shape->fields[BIZ_TICKET_PRIORITY], &text, error))
    return FALSE;
  if (text != NULL && g_ascii_string_to_unsigned (text, 10, 0, MAX_PRIORITY, &number, NULL))
    facts->priority = (int)number;

  return TRUE;
}

static gboolean
read_who (const BizTicketShape *shape, JsonObject *row, BizTicketFacts *facts, GError **error)
{
  return read_relation (shape, BIZ_TICKET_CUSTOMER, row, &facts->customer_id, &facts->customer,
                        error)
         && read_text (shape, BIZ_TICKET_EMAIL, row, &facts->email, error)
         && read_relation (shape, BIZ_TICKET_TEAM, row, &facts->team_id, &facts->team, error)
         && read_relation (shape, BIZ_TICKET_WRITER, row, &facts->writer_id, &facts->writer, error)
         && read_relation (shape, BIZ_TICKET_COMPANY, row, &facts->company_id, &facts->company,
                           error);
}

/**
 * biz_ticket_new_from_json:
 * @shape: what cases are on this server
 * @row: a record, as biz_ticket_shape_make_specification() asks for it
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the case; %NULL with %ERP_ERROR_PROTOCOL where the row is
 *   none
 */
BizTicket *
biz_ticket_new_from_json (const BizTicketShape *shape, JsonObject *row, GError **error)
{
  g_autoptr (BizTicket) self = NULL;
  BizTicketFacts *facts;
  const char *title;

  g_return_val_if_fail (shape != NULL && shape->model != NULL && row != NULL, NULL);

  self = g_object_new (BIZ_TYPE_TICKET, NULL);
  facts = &self->facts;
  facts->model = shape->model;
  if (!erp_json_get_int (row, "id", &facts->id, error)
      || !erp_json_get_string (row, "name", &title, error)
      || !read_text (shape, BIZ_TICKET_NUMBER, row, &facts->number, error)
      || !read_who (shape, row, facts, error) || !read_stage (shape, row, facts, error)
      || !read_state (shape, row, facts, error) || !read_owner (shape, row, facts, error)
      || !read_category (shape, row, facts, error) || !read_priority (shape, row, facts, error)
      || !read_times (shape, row, facts, error))
    return NULL;
  facts->title = g_strdup (title != NULL ? title : "");
  /* A ticket that has no number yet. */
  if (g_strcmp0 (facts->number, "/") == 0)
    g_clear_pointer (&facts->number, g_free);

  return g_steal_pointer (&self);
}

/**
 * biz_tickets_new_from_json:
 * @shape: what cases are on this server
 * @answer: what web_search_read answers, or a list of rows
 * @error: return location
 *
 * Returns: (transfer full) (nullable) (element-type BizTicket): the cases, or %NULL with
 *   %ERP_ERROR_PROTOCOL
 */
GPtrArray *
biz_tickets_new_from_json (const BizTicketShape *shape, JsonNode *answer, GError **error)
{
  g_autoptr (GPtrArray) tickets = g_ptr_array_new_with_free_func (g_object_unref);
  JsonArray *rows;

  g_return_val_if_fail (shape != NULL && answer != NULL, NULL);

  if (JSON_NODE_HOLDS_OBJECT (answer))
    answer = json_object_get_member (json_node_get_object (answer), "records");
  if (!erp_json_get_array (answer, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizTicket *ticket;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || (ticket = biz_ticket_new_from_json (shape, row, error)) == NULL)
        return NULL;
      g_ptr_array_add (tickets, ticket);
    }

  return g_steal_pointer (&tickets);
}

const BizTicketFacts *
biz_ticket_get_facts (BizTicket *self)
{
  g_return_val_if_fail (BIZ_IS_TICKET (self), NULL);

  return &self->facts;
}

gint64
biz_ticket_get_id (BizTicket *self)
{
  g_return_val_if_fail (BIZ_IS_TICKET (self), 0);

  return self->facts.id;
}

const char *
biz_ticket_get_model (BizTicket *self)
{
  g_return_val_if_fail (BIZ_IS_TICKET (self), NULL);

  return self->facts.model;
}

char *
biz_ticket_dup_number (BizTicket *self)
{
  g_return_val_if_fail (BIZ_IS_TICKET (self), NULL);

  if (self->facts.number != NULL)
    return g_strdup (self->facts.number);

  return g_strdup_printf ("#%" G_GINT64_FORMAT, self->facts.id);
}

const char *
biz_ticket_get_who (BizTicket *self)
{
  g_return_val_if_fail (BIZ_IS_TICKET (self), NULL);

  return self->facts.customer != NULL ? self->facts.customer : self->facts.email;
}

gboolean
biz_ticket_is_owned_by (BizTicket *self, gint64 uid)
{
  g_return_val_if_fail (BIZ_IS_TICKET (self), FALSE);

  for (guint i = 0; i < self->facts.owners->len; i++)
    if (g_array_index (self->facts.owners, gint64, i) == uid)
      return TRUE;

  return FALSE;
}

/**
 * biz_ticket_get_age:
 * @self: a case
 * @now: seconds since 1970, UTC
 *
 * Returns: seconds from when it was made until now, or until it was closed; never below 0
 */
gint64
biz_ticket_get_age (BizTicket *self, gint64 now)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (self);

  g_return_val_if_fail (BIZ_IS_TICKET (self), 0);

  if (facts->created == 0)
    return 0;

  return MAX (0, (facts->closed && facts->ended > 0 ? facts->ended : now) - facts->created);
}

const char *
biz_ticket_priority_to_label (int priority)
{
  switch (priority)
    {
    case 0:
      return C_ ("priority", "Low");
    case 1:
      return C_ ("priority", "Medium");
    case 2:
      return C_ ("priority", "High");
    default:
      return C_ ("priority", "Urgent");
    }
}

/**
 * biz_ticket_name_waits:
 * @stage: (nullable): the name of a stage
 *
 * The servers know stages that are closed, and none that wait; people say it by the name.
 *
 * Returns: whether the name says that somebody else is waited for
 */
gboolean
biz_ticket_name_waits (const char *stage)
{
  static const char *const words[] = { "wait", "pending", "on hold", "wart", "rückfrage" };
  g_autofree char *folded = NULL;

  if (stage == NULL)
    return FALSE;
  folded = g_utf8_casefold (stage, -1);
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *word = g_utf8_casefold (words[i], -1);

      if (strstr (folded, word) != NULL)
        return TRUE;
    }

  return FALSE;
}
