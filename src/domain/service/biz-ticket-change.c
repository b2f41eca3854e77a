/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ticket-change.h"

#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/*
 * Cases that are given an owner, a stage, a priority or a category: an absolute value in one write
 * of all of them. Sent twice it would change nothing and mail nobody, but it would undo what a
 * colleague did in between: so it is sent once, and only over what this person has seen.
 *
 * {"model", "ids", "dates" (write_date of each), "field", "value" (as it is written), "kind" and
 * "wanted" (as it is read), "words", "name"}
 */

#define DONE "1_done"

/* How a value is read back. */
#define KIND_RELATION "relation"
#define KIND_TEXT "text"
#define KIND_EXACTLY "exactly" /* a list of this one alone, or of nobody */
#define KIND_AMONG "among"     /* a list with this one in it */

static gboolean
writes_state (const BizTicketChange *change, const BizTicketShape *shape)
{
  return change->what == BIZ_TICKET_FINISH && shape->fields[BIZ_TICKET_STATE] != NULL;
}

static BizTicketPart
get_part (const BizTicketChange *change, const BizTicketShape *shape)
{
  switch (change->what)
    {
    case BIZ_TICKET_SET_OWNER:
      return BIZ_TICKET_OWNER;
    case BIZ_TICKET_SET_PRIORITY:
      return BIZ_TICKET_PRIORITY;
    case BIZ_TICKET_SET_CATEGORY:
      return BIZ_TICKET_CATEGORY;
    case BIZ_TICKET_FINISH:
      return writes_state (change, shape) ? BIZ_TICKET_STATE : BIZ_TICKET_STAGE;
    case BIZ_TICKET_SET_STAGE:
    default:
      return BIZ_TICKET_STAGE;
    }
}

gboolean
biz_ticket_change_is_done (const BizTicketChange *change,
                           const BizTicketShape *shape,
                           BizTicket *ticket)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (ticket);

  switch (change->what)
    {
    case BIZ_TICKET_SET_OWNER:
      return facts->owners->len <= 1 && facts->owner_id == change->value;
    case BIZ_TICKET_SET_PRIORITY:
      return facts->priority == change->value;
    case BIZ_TICKET_SET_CATEGORY:
      return facts->category_id == change->value;
    case BIZ_TICKET_FINISH:
      return writes_state (change, shape) ? facts->closed : facts->stage_id == change->value;
    case BIZ_TICKET_SET_STAGE:
    default:
      return facts->stage_id == change->value;
    }
}

char *
biz_ticket_change_describe (const BizTicketChange *change)
{
  const char *label = change->label != NULL ? change->label : "";

  switch (change->what)
    {
    case BIZ_TICKET_SET_OWNER:
      /* Translators: what a case is given: a person. */
      return change->value == 0 ? g_strdup (_ ("owner: nobody"))
                                : g_strdup_printf (_ ("owner: %s"), label);
    case BIZ_TICKET_SET_PRIORITY:
      return g_strdup_printf (_ ("priority: %s"), label);
    case BIZ_TICKET_SET_CATEGORY:
      return g_strdup_printf (_ ("category: %s"), label);
    case BIZ_TICKET_FINISH:
      return *label != '\0' ? g_strdup_printf (_ ("closed: %s"), label) : g_strdup (_ ("closed"));
    case BIZ_TICKET_SET_STAGE:
    default:
      return g_strdup_printf (_ ("stage: %s"), label);
    }
}

/* [[6, 0, [id]]], [[4, id, 0]] */
static JsonNode *
make_command (int command, gint64 id, gint64 *list, guint n)
{
  JsonNode *node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *commands = json_array_new ();
  JsonArray *one = json_array_new ();

  json_array_add_int_element (one, command);
  json_array_add_int_element (one, id);
  if (list != NULL)
    {
      JsonArray *ids = json_array_new ();

      for (guint i = 0; i < n; i++)
        json_array_add_int_element (ids, list[i]);
      json_array_add_array_element (one, ids);
    }
  else
    json_array_add_int_element (one, 0);
  json_array_add_array_element (commands, one);
  json_node_take_array (node, commands);

  return node;
}

static void
set_value (JsonObject *body, const BizTicketChange *change, const BizTicketShape *shape)
{
  BizTicketPart part = get_part (change, shape);
  gint64 value = change->value;

  json_object_set_string_member (body, "field", shape->fields[part]);
  if (part == BIZ_TICKET_STATE || part == BIZ_TICKET_PRIORITY)
    {
      g_autofree char *text =
          part == BIZ_TICKET_STATE ? g_strdup (DONE) : g_strdup_printf ("%" G_GINT64_FORMAT, value);

      json_object_set_string_member (body, "kind", KIND_TEXT);
      json_object_set_string_member (body, "value", text);
      json_object_set_string_member (body, "wanted", text);
      return;
    }
  json_object_set_int_member (body, "wanted", value);
  if (!biz_ticket_shape_is_list (shape, part))
    {
      json_object_set_string_member (body, "kind", KIND_RELATION);
      if (value != 0)
        json_object_set_int_member (body, "value", value);
      else
        json_object_set_boolean_member (body, "value", FALSE);
    }
  else if (part == BIZ_TICKET_OWNER)
    {
      json_object_set_string_member (body, "kind", KIND_EXACTLY);
      json_object_set_member (body, "value", make_command (6, 0, &value, value != 0 ? 1 : 0));
    }
  else
    {
      json_object_set_string_member (body, "kind", KIND_AMONG);
      json_object_set_member (body, "value", make_command (4, value, NULL, 0));
    }
}

/**
 * biz_ticket_change_make_body:
 * @change: what they are given
 * @shape: what cases are here
 * @tickets: (element-type BizTicket): which, as this person knows them
 *
 * Returns: (transfer full): the body of a job of #biz_job_ticket_change_kind
 */
JsonObject *
biz_ticket_change_make_body (const BizTicketChange *change,
                             const BizTicketShape *shape,
                             GPtrArray *tickets)
{
  JsonObject *body = json_object_new ();
  JsonArray *ids = json_array_new ();
  JsonArray *dates = json_array_new ();
  g_autofree char *words = biz_ticket_change_describe (change);
  g_autofree char *number = biz_ticket_dup_number (g_ptr_array_index (tickets, 0));
  g_autofree char *name =
      tickets->len == 1
          ? g_strdup (number)
          : g_strdup_printf (ngettext ("%u case", "%u cases", tickets->len), tickets->len);

  for (guint i = 0; i < tickets->len; i++)
    {
      const BizTicketFacts *facts = biz_ticket_get_facts (g_ptr_array_index (tickets, i));

      json_array_add_int_element (ids, facts->id);
      json_array_add_string_element (dates, facts->write_date != NULL ? facts->write_date : "");
    }
  json_object_set_string_member (body, "model", shape->model);
  json_object_set_array_member (body, "ids", ids);
  json_object_set_array_member (body, "dates", dates);
  json_object_set_string_member (body, "words", words);
  json_object_set_string_member (body, "name", name);
  set_value (body, change, shape);

  return body;
}

/* the job */

static const char *
get_model (JsonObject *body)
{
  return g_strcmp0 (biz_job_get_text (body, "model"), "project.task") == 0 ? "project.task"
                                                                           : "helpdesk.ticket";
}

static const char *
get_field (JsonObject *body)
{
  const char *field = biz_job_get_text (body, "field");

  return field != NULL ? field : "stage_id";
}

static GArray *
get_ids (JsonObject *body)
{
  GArray *ids = NULL;

  if (!json_object_has_member (body, "ids") || !erp_json_get_ids (body, "ids", &ids, NULL))
    ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  return ids;
}

static const char *
get_date (JsonObject *body, guint i)
{
  JsonArray *dates = NULL;

  if (json_object_has_member (body, "dates"))
    erp_json_get_array (json_object_get_member (body, "dates"), &dates, NULL);

  return dates != NULL && i < json_array_get_length (dates)
             ? json_array_get_string_element (dates, i)
             : NULL;
}

static char *
describe (JsonObject *body)
{
  const char *name = biz_job_get_text (body, "name");
  const char *words = biz_job_get_text (body, "words");

  /* Translators: a case, and what it is given: "HT00014, owner: Anna". */
  return g_strdup_printf (_ ("%s, %s"), name != NULL ? name : "", words != NULL ? words : "");
}

static ErpCall *
observe (JsonObject *body)
{
  const char *const fields[] = { "id", "write_date", "write_uid", get_field (body), NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (GArray) ids = get_ids (body);

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)ids->data, ids->len);

  return biz_job_new_search (body, get_model (body), domain, fields);
}

/* Whether the record has what is wanted. */
static gboolean
is_given (JsonObject *body, JsonObject *record)
{
  const char *kind = biz_job_get_text (body, "kind");
  const char *field = get_field (body);
  const gint64 wanted = g_strcmp0 (kind, KIND_TEXT) == 0 ? 0 : biz_job_get_id (body, "wanted");

  if (g_strcmp0 (kind, KIND_TEXT) == 0)
    return g_strcmp0 (biz_job_get_text (record, field), biz_job_get_text (body, "wanted")) == 0;
  if (g_strcmp0 (kind, KIND_AMONG) == 0)
    return biz_job_has_id (record, field, wanted);
  if (g_strcmp0 (kind, KIND_EXACTLY) == 0)
    {
      g_autoptr (GArray) found = NULL;

      return json_object_has_member (record, field)
             && erp_json_get_ids (record, field, &found, NULL)
             && found->len == (wanted != 0 ? 1 : 0)
             && (wanted == 0 || g_array_index (found, gint64, 0) == wanted);
    }

  return biz_job_get_many2one (record, field) == wanted;
}

static gboolean
check (JsonObject *body, JsonNode *baseline, GError **error)
{
  g_autoptr (GArray) ids = get_ids (body);

  for (guint i = 0; i < ids->len; i++)
    {
      JsonObject *record = biz_job_find (baseline, g_array_index (ids, gint64, i));
      g_autofree char *writer = NULL;

      if (record == NULL)
        {
          g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                               _ ("It is not there any more, or you may not see it."));
          return FALSE;
        }
      if (g_strcmp0 (biz_job_get_text (record, "write_date"), get_date (body, i)) == 0)
        continue;
      writer = biz_job_dup_many2one_name (record, "write_uid");
      g_set_error (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                   /* Translators: a colleague. */
                   _ ("%s changed it meanwhile. Nothing was overwritten; look at it again."),
                   writer != NULL ? writer : _ ("Somebody"));
      return FALSE;
    }

  return ids->len > 0;
}

static ErpCall *
send (JsonObject *body, JsonNode *prepared)
{
  ErpCall *call = biz_job_new_write (body, get_model (body), "write");
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *vals = json_object_new ();
  g_autoptr (GArray) ids = get_ids (body);

  if (json_object_has_member (body, "value"))
    json_object_set_member (vals, get_field (body),
                            json_node_copy (json_object_get_member (body, "value")));
  json_node_take_object (node, vals);
  erp_call_set_ids (call, (const gint64 *)(gpointer)ids->data, ids->len);
  erp_call_take_arg (call, "vals", node);

  return call;
}

static JsonObject *
make_result (JsonObject *body)
{
  g_autoptr (GArray) ids = get_ids (body);

  return biz_job_result (get_model (body), ids->len > 0 ? g_array_index (ids, gint64, 0) : 0,
                         biz_job_get_text (body, "name"));
}

static gboolean
interpret (JsonObject *body, JsonNode *answer, JsonObject **result, GError **error)
{
  *result = make_result (body);

  return TRUE;
}

/* One write is one transaction: all or none of them have it, or others were at work, too. */
static ErpVerdict
judge (
    JsonObject *body, JsonNode *baseline, JsonNode *answer, JsonNode *rivals, JsonObject **result)
{
  g_autoptr (GArray) ids = get_ids (body);
  guint n_given = 0, n_had = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      const gint64 id = g_array_index (ids, gint64, i);
      JsonObject *before = biz_job_find (baseline, id);
      JsonObject *now = biz_job_find (answer, id);

      if (now == NULL)
        return ERP_VERDICT_AMBIGUOUS;
      n_given += is_given (body, now);
      n_had += before != NULL && is_given (body, before);
    }
  if (n_given == ids->len)
    {
      *result = make_result (body);
      return ERP_VERDICT_DONE;
    }

  return n_given == n_had ? ERP_VERDICT_NOT_SEEN : ERP_VERDICT_AMBIGUOUS;
}

static ErpCall *
verify (JsonObject *body, JsonNode *baseline)
{
  return observe (body);
}

const ErpJobKind biz_job_ticket_change_kind = {
  .name = BIZ_JOB_TICKET_CHANGE,
  .label = N_ ("Change of cases"),
  .describe = describe,
  .observe = observe,
  .check = check,
  .send = send,
  .interpret = interpret,
  .verify = verify,
  .judge = judge,
};
