/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-log.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

/* Of a page of answers, and of moves of stages, which cases in sight have fewer of. */
#define MAX_MESSAGES 2000

BizServiceLog *
biz_service_log_new (void)
{
  BizServiceLog *self = g_new0 (BizServiceLog, 1);

  self->moves = g_array_new (FALSE, FALSE, sizeof (BizServiceMove));

  return self;
}

void
biz_service_log_free (BizServiceLog *self)
{
  g_array_unref (self->moves);
  g_free (self);
}

static ErpDomain *
new_domain (const char *model, const gint64 *ids, gsize n)
{
  ErpDomain *domain = erp_domain_new ();

  erp_domain_add_string (domain, "model", "=", model);
  erp_domain_add_ids (domain, "res_id", "in", ids, n);

  return domain;
}

/* A message of ours to the customer is a comment, not a note, of somebody who works here. */
static ErpCall *
new_answers (ErpDomain *domain)
{
  static const char *const fields[] = { "res_id", "date", NULL };
  static const char *const types[] = { "comment", "email_outgoing", NULL };
  ErpCall *call = erp_call_new_read ("mail.message", "search_read");

  erp_domain_add_strv (domain, "message_type", "in", types);
  erp_domain_add_bool (domain, "subtype_id.internal", "=", FALSE);
  erp_domain_add_bool (domain, "author_id.user_ids.share", "=", FALSE);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id asc");
  erp_call_set_arg_int (call, "limit", MAX_MESSAGES);

  return call;
}

/**
 * biz_service_log_new_answers:
 * @model: of the cases
 * @ids: (array length=n): the cases
 * @n: how many
 * @after: the last message of the page before; 0 for the first
 *
 * Returns: (transfer full): a read
 */
ErpCall *
biz_service_log_new_answers (const char *model, const gint64 *ids, gsize n, gint64 after)
{
  g_autoptr (ErpDomain) domain = new_domain (model, ids, n);

  if (after > 0)
    erp_domain_add_int (domain, "id", ">", after);

  return new_answers (domain);
}

ErpCall *
biz_service_log_new_answers_since (const char *model, const char *since, gint64 after)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "model", "=", model);
  erp_domain_add_string (domain, "date", ">=", since);
  if (after > 0)
    erp_domain_add_int (domain, "id", ">", after);

  return new_answers (domain);
}

gint64
biz_service_log_find_next (JsonNode *answer)
{
  JsonArray *rows = NULL;
  JsonObject *row = NULL;
  gint64 id = 0;
  guint n;

  if (!erp_json_get_array (answer, &rows, NULL))
    return 0;
  n = json_array_get_length (rows);
  if (n < MAX_MESSAGES || !erp_json_get_object (json_array_get_element (rows, n - 1), &row, NULL)
      || !erp_json_get_int (row, "id", &id, NULL))
    return 0;

  return id;
}

ErpCall *
biz_service_log_new_moves (const char *model, const gint64 *ids, gsize n)
{
  g_autoptr (ErpDomain) domain = new_domain (model, ids, n);
  ErpCall *call = erp_call_new_read ("mail.message", "web_search_read");

  erp_domain_add_string (domain, "message_type", "=", "notification");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"res_id\":{},\"date\":{},\"tracking_value_ids\":{\"fields\":{"
                         "\"field_id\":{\"fields\":{\"name\":{}}},\"new_value_char\":{}}}}");
  erp_call_set_arg_string (call, "order", "id asc");
  erp_call_set_arg_int (call, "limit", MAX_MESSAGES);

  return call;
}

/* (nullable): NULL for a case that was not asked for; FALSE with an error only */
static gboolean
find_log (GHashTable *logs, JsonNode *node, JsonObject **row, BizServiceLog **log, GError **error)
{
  gint64 id = 0;

  *log = NULL;
  if (!erp_json_get_object (node, row, error) || !erp_json_get_int (*row, "res_id", &id, error))
    return FALSE;
  *log = g_hash_table_lookup (logs, &id);

  return TRUE;
}

static gboolean
read_date (JsonObject *row, gint64 *time, GError **error)
{
  g_autoptr (GDateTime) date = NULL;

  if (!erp_json_get_datetime (row, "date", &date, error))
    return FALSE;
  *time = date != NULL ? g_date_time_to_unix (date) : 0;

  return TRUE;
}

gboolean
biz_service_log_take_answers (GHashTable *logs, JsonNode *answer, GError **error)
{
  JsonArray *rows = NULL;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizServiceLog *log;
      JsonObject *row = NULL;
      gint64 time = 0;

      if (!find_log (logs, json_array_get_element (rows, i), &row, &log, error)
          || !read_date (row, &time, error))
        return FALSE;
      if (log != NULL && time > 0 && (log->answered == 0 || time < log->answered))
        log->answered = time;
    }

  return TRUE;
}

/* (nullable): the name of the stage that the line tells of */
static const char *
find_stage (JsonObject *row)
{
  JsonArray *values = NULL;

  if (!json_object_has_member (row, "tracking_value_ids")
      || !erp_json_get_array (json_object_get_member (row, "tracking_value_ids"), &values, NULL))
    return NULL;
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonObject *value = NULL, *field = NULL;
      const char *name = NULL, *stage = NULL;

      if (erp_json_get_object (json_array_get_element (values, i), &value, NULL)
          && json_object_has_member (value, "field_id")
          && erp_json_get_object (json_object_get_member (value, "field_id"), &field, NULL)
          && erp_json_get_string (field, "name", &name, NULL) && g_strcmp0 (name, "stage_id") == 0
          && erp_json_get_string (value, "new_value_char", &stage, NULL))
        return stage;
    }

  return NULL;
}

gboolean
biz_service_log_take_moves (
    GHashTable *logs, JsonNode *answer, BizServiceWaitsFunc waits, gpointer data, GError **error)
{
  JsonObject *object = NULL;
  JsonArray *rows = NULL;

  if (!erp_json_get_object (answer, &object, error)
      || !erp_json_get_array (json_object_get_member (object, "records"), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizServiceMove move = { 0 };
      BizServiceLog *log;
      JsonObject *row = NULL;
      const char *stage;

      if (!find_log (logs, json_array_get_element (rows, i), &row, &log, error)
          || !read_date (row, &move.at, error))
        return FALSE;
      stage = find_stage (row);
      if (log == NULL || stage == NULL)
        continue;
      move.waits = waits (stage, data);
      g_array_append_val (log->moves, move);
    }

  return TRUE;
}

GArray *
biz_service_log_list_waits (const BizServiceLog *self)
{
  GArray *waits = g_array_new (FALSE, FALSE, sizeof (BizServiceWait));
  gint64 since = 0;

  g_return_val_if_fail (self != NULL, waits);

  for (guint i = 0; i < self->moves->len; i++)
    {
      const BizServiceMove *move = &g_array_index (self->moves, BizServiceMove, i);

      if (since > 0 && !move->waits)
        {
          const BizServiceWait wait = { since, move->at };

          g_array_append_val (waits, wait);
          since = 0;
        }
      else if (since == 0 && move->waits)
        since = move->at;
    }

  return waits;
}
