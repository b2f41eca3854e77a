/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-log.h"

#include "biz-stage-path.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* Of a page of answers, and of moves of stages, which cases in sight have fewer of. */
#define MAX_MESSAGES 2000
/* Seconds: three thousand years. Sums of them stay in range. */
#define MAX_TOTAL G_GINT64_CONSTANT (100000000000)

static void
clear_move (gpointer data)
{
  BizServiceMove *move = data;

  g_free (move->old_name);
  g_free (move->name);
}

BizServiceLog *
biz_service_log_new (gint64 opened)
{
  BizServiceLog *self = g_new0 (BizServiceLog, 1);

  self->opened = opened;
  self->moves = g_array_new (FALSE, FALSE, sizeof (BizServiceMove));
  g_array_set_clear_func (self->moves, clear_move);
  self->changes = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->totals = g_array_new (FALSE, FALSE, sizeof (BizStageTotal));
  self->waits = g_array_new (FALSE, FALSE, sizeof (BizServiceWait));
  self->doubts = g_array_new (FALSE, FALSE, sizeof (BizServiceWait));

  return self;
}

void
biz_service_log_free (BizServiceLog *self)
{
  g_array_unref (self->moves);
  g_array_unref (self->changes);
  g_array_unref (self->totals);
  g_array_unref (self->waits);
  g_array_unref (self->doubts);
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
new_answers (ErpDomain *domain, gint64 subtype)
{
  static const char *const fields[] = { "res_id", "date", NULL };
  static const char *const more[] = { "res_id",     "date",         "create_date",
                                      "subtype_id", "message_type", NULL };
  static const char *const types[] = { "comment", "email_outgoing", NULL };
  g_autoptr (ErpDomain) answers = erp_domain_new ();
  g_autoptr (ErpDomain) changes = erp_domain_new ();
  ErpDomain *const any[] = { answers, changes };
  ErpCall *call = erp_call_new_read ("mail.message", "search_read");

  erp_domain_add_strv (answers, "message_type", "in", types);
  erp_domain_add_bool (answers, "subtype_id.internal", "=", FALSE);
  erp_domain_add_bool (answers, "author_id.user_ids.share", "=", FALSE);
  erp_domain_add_string (changes, "message_type", "=", "notification");
  erp_domain_add_int (changes, "subtype_id", "=", subtype);
  erp_domain_add_any (domain, any, subtype > 0 ? 2 : 1);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", subtype > 0 ? more : fields);
  erp_call_set_arg_string (call, "order", "id asc");
  erp_call_set_arg_int (call, "limit", MAX_MESSAGES);

  return call;
}

/**
 * biz_service_log_new_answers:
 * @model: of the cases
 * @ids: (array length=n): the cases
 * @n: how many
 * @subtype: the kind of lines that tell of a change of stage; 0: none are asked for
 * @after: the last message of the page before; 0 for the first
 *
 * Returns: (transfer full): a read
 */
ErpCall *
biz_service_log_new_answers (
    const char *model, const gint64 *ids, gsize n, gint64 subtype, gint64 after)
{
  g_autoptr (ErpDomain) domain = new_domain (model, ids, n);

  if (after > 0)
    erp_domain_add_int (domain, "id", ">", after);

  return new_answers (domain, subtype);
}

ErpCall *
biz_service_log_new_answers_since (const char *model, const char *since, gint64 after)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_string (domain, "model", "=", model);
  erp_domain_add_string (domain, "date", ">=", since);
  if (after > 0)
    erp_domain_add_int (domain, "id", ">", after);

  return new_answers (domain, 0);
}

gboolean
biz_service_log_find_next (JsonNode *answer, gint64 after, gint64 *next, GError **error)
{
  JsonArray *rows = NULL;
  JsonObject *row = NULL;
  guint n;

  *next = 0;
  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  n = json_array_get_length (rows);
  if (n < MAX_MESSAGES)
    return TRUE;
  if (!erp_json_get_object (json_array_get_element (rows, n - 1), &row, error)
      || !erp_json_get_int (row, "id", next, error))
    return FALSE;
  if (*next > after)
    return TRUE;
  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                       _ ("The server answered something that is not understood."));

  return FALSE;
}

ErpCall *
biz_service_log_new_moves (const char *model, const gint64 *ids, gsize n)
{
  g_autoptr (ErpDomain) domain = new_domain (model, ids, n);
  ErpCall *call = erp_call_new_read ("mail.message", "web_search_read");

  erp_domain_add_string (domain, "message_type", "=", "notification");
  erp_domain_add_string (domain, "tracking_value_ids.field_id.name", "=", "stage_id");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"res_id\":{},\"create_date\":{},\"tracking_value_ids\":{\"fields\":{"
                         "\"field_id\":{\"fields\":{\"name\":{}}},\"old_value_integer\":{},"
                         "\"old_value_char\":{},\"new_value_integer\":{},\"new_value_char\":{}}}}");
  erp_call_set_arg_string (call, "order", "id asc");
  erp_call_set_arg_int (call, "limit", MAX_MESSAGES);

  return call;
}

ErpCall *
biz_service_log_new_totals (const char *model, const gint64 *ids, gsize n)
{
  static const char *const fields[] = { "create_date", "stage_id", "duration_tracking", NULL };
  ErpCall *call = erp_call_new_read (model, "search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  erp_domain_add_ids (domain, "id", "in", ids, n);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  /* One that is filed away is a case as well. */
  erp_call_set_context_bool (call, "active_test", FALSE);

  return call;
}

/* (nullable): NULL for a case that was not asked for; FALSE with an error only */
static gboolean
find_log (GHashTable *logs,
          JsonNode *node,
          const char *member,
          JsonObject **row,
          BizServiceLog **log,
          GError **error)
{
  gint64 id = 0;

  *log = NULL;
  if (!erp_json_get_object (node, row, error) || !erp_json_get_int (*row, member, &id, error))
    return FALSE;
  *log = g_hash_table_lookup (logs, &id);

  return TRUE;
}

static gboolean
read_date (JsonObject *row, const char *member, gint64 *time, GError **error)
{
  g_autoptr (GDateTime) date = NULL;

  if (!erp_json_get_datetime (row, member, &date, error))
    return FALSE;
  *time = date != NULL ? g_date_time_to_unix (date) : 0;

  return TRUE;
}

/* Whether the line tells of a change of stage, and when it was. */
static gboolean
read_change (JsonObject *row, gint64 subtype, gboolean *changes, gint64 *at, GError **error)
{
  gint64 kind = 0;
  const char *type = NULL;

  if (!erp_json_get_many2one (row, "subtype_id", &kind, NULL, error)
      || !erp_json_get_string (row, "message_type", &type, error)
      || !read_date (row, "create_date", at, error))
    return FALSE;
  *changes = kind == subtype && g_strcmp0 (type, "notification") == 0;

  return TRUE;
}

gboolean
biz_service_log_read_message (BizServiceLog *self, JsonObject *row, gint64 subtype, GError **error)
{
  gboolean changes = FALSE;
  gint64 time = 0, at = 0;

  g_return_val_if_fail (self != NULL && row != NULL, FALSE);

  if (!read_date (row, "date", &time, error)
      || (subtype > 0 && !read_change (row, subtype, &changes, &at, error)))
    return FALSE;
  if (changes)
    g_array_append_val (self->changes, at);
  else if (time > 0 && (self->answered == 0 || time < self->answered))
    self->answered = time;

  return TRUE;
}

gboolean
biz_service_log_take_answers (GHashTable *logs, JsonNode *answer, gint64 subtype, GError **error)
{
  JsonArray *rows = NULL;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizServiceLog *log;
      JsonObject *row = NULL;

      if (!find_log (logs, json_array_get_element (rows, i), "res_id", &row, &log, error)
          || (log != NULL && !biz_service_log_read_message (log, row, subtype, error)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_move (JsonObject *value, BizServiceMove *move)
{
  JsonObject *field = NULL;
  const char *name = NULL, *old_stage = NULL, *stage = NULL;

  if (!json_object_has_member (value, "field_id")
      || !erp_json_get_object (json_object_get_member (value, "field_id"), &field, NULL)
      || !erp_json_get_string (field, "name", &name, NULL) || g_strcmp0 (name, "stage_id") != 0
      || !erp_json_get_int (value, "old_value_integer", &move->from, NULL)
      || !erp_json_get_int (value, "new_value_integer", &move->to, NULL)
      || !erp_json_get_string (value, "old_value_char", &old_stage, NULL)
      || !erp_json_get_string (value, "new_value_char", &stage, NULL))
    return FALSE;
  move->old_name = g_strdup (old_stage);
  move->name = g_strdup (stage);

  return TRUE;
}

/* Whether the line tells of a stage. */
static gboolean
find_move (JsonObject *row, BizServiceMove *move)
{
  JsonArray *values = NULL;

  if (!json_object_has_member (row, "tracking_value_ids")
      || !erp_json_get_array (json_object_get_member (row, "tracking_value_ids"), &values, NULL))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      JsonObject *value = NULL;

      if (erp_json_get_object (json_array_get_element (values, i), &value, NULL)
          && read_move (value, move))
        return TRUE;
    }

  return FALSE;
}

/* What came after the last line of too many is not known of any of them. */
static void
set_source (GHashTable *logs, BizServiceSource source)
{
  GHashTableIter iter;
  gpointer log;

  g_hash_table_iter_init (&iter, logs);
  while (g_hash_table_iter_next (&iter, NULL, &log))
    ((BizServiceLog *)log)->source = source;
}

gboolean
biz_service_log_take_moves (GHashTable *logs, JsonNode *answer, GError **error)
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

      if (!find_log (logs, json_array_get_element (rows, i), "res_id", &row, &log, error)
          || !read_date (row, "create_date", &move.at, error))
        return FALSE;
      if (log != NULL && find_move (row, &move))
        g_array_append_val (log->moves, move);
    }
  set_source (logs, json_array_get_length (rows) < MAX_MESSAGES ? BIZ_SERVICE_SOURCE_MOVES
                                                                : BIZ_SERVICE_SOURCE_NONE);

  return TRUE;
}

/* Without a stage the name is none of a number. */
static void
add_total (BizServiceLog *self, const char *name, gint64 seconds)
{
  BizStageTotal total = { .stage = g_ascii_strtoll (name, NULL, 10), .seconds = seconds };

  for (guint i = 0; i < self->totals->len; i++)
    {
      BizStageTotal *other = &g_array_index (self->totals, BizStageTotal, i);

      if (other->stage != total.stage)
        continue;
      other->seconds += seconds;
      return;
    }
  g_array_append_val (self->totals, total);
}

/**
 * biz_service_log_read_totals:
 * @self: a log
 * @row: a task with its create_date, stage_id and duration_tracking
 * @error: return location
 *
 * Returns: FALSE with %ERP_ERROR_PROTOCOL where the row is none
 */
gboolean
biz_service_log_read_totals (BizServiceLog *self, JsonObject *row, GError **error)
{
  JsonNode *node = json_object_get_member (row, "duration_tracking");
  JsonObject *totals = NULL;
  JsonObjectIter iter;
  const char *name;

  /* A server that does not follow the stage says false. */
  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node))
    return TRUE;
  if (!erp_json_get_many2one (row, "stage_id", &self->stage, NULL, error)
      || !read_date (row, "create_date", &self->opened, error)
      || !erp_json_get_object (node, &totals, error))
    return FALSE;
  json_object_iter_init (&iter, totals);
  while (json_object_iter_next (&iter, &name, NULL))
    {
      gint64 seconds = 0;

      if (!erp_json_get_int (totals, name, &seconds, error))
        return FALSE;
      /* No case was anywhere so long: of this one it is not known. */
      if (seconds < -MAX_TOTAL || seconds > MAX_TOTAL)
        {
          g_array_set_size (self->totals, 0);
          return TRUE;
        }
      add_total (self, name, seconds);
    }
  self->source = BIZ_SERVICE_SOURCE_TOTALS;

  return TRUE;
}

gboolean
biz_service_log_take_totals (GHashTable *logs, JsonNode *answer, GError **error)
{
  JsonArray *rows = NULL;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizServiceLog *log;
      JsonObject *row = NULL;

      if (!find_log (logs, json_array_get_element (rows, i), "id", &row, &log, error)
          || (log != NULL && !biz_service_log_read_totals (log, row, error)))
        return FALSE;
    }

  return TRUE;
}

/* Stages are known by what they are called now; one that is gone by what it was called. */
static BizStageKind
find_kind (
    GHashTable *stages, gint64 stage, const char *called, BizServiceWaitsFunc waits, gpointer data)
{
  const char *name = g_hash_table_lookup (stages, &stage);

  if (name == NULL)
    name = called;
  if (name == NULL)
    return stage > 0 ? BIZ_STAGE_UNKNOWN : BIZ_STAGE_WORKS;

  return waits (name, data) ? BIZ_STAGE_WAITS : BIZ_STAGE_WORKS;
}

static void
add_time (BizServiceLog *self, BizStageKind kind, gint64 from, gint64 until)
{
  GArray *times = kind == BIZ_STAGE_WAITS ? self->waits : self->doubts;
  BizServiceWait *last =
      times->len > 0 ? &g_array_index (times, BizServiceWait, times->len - 1) : NULL;
  const BizServiceWait next = { from, until };

  if (kind == BIZ_STAGE_WORKS || until <= from)
    return;
  if (last != NULL && last->until == from)
    last->until = until;
  else
    g_array_append_val (times, next);
}

static void
settle_moves (BizServiceLog *self, GHashTable *stages, BizServiceWaitsFunc waits, gpointer data)
{
  gint64 since = self->opened;

  for (guint i = 0; i < self->moves->len; i++)
    {
      const BizServiceMove *move = &g_array_index (self->moves, BizServiceMove, i);

      add_time (self, find_kind (stages, move->from, move->old_name, waits, data), since, move->at);
      since = move->at;
    }
  self->staged = since;
  self->known = TRUE;
}

static void
settle_totals (BizServiceLog *self, GHashTable *stages, BizServiceWaitsFunc waits, gpointer data)
{
  const BizStageFacts facts = {
    .opened = self->opened,
    .stage = self->stage,
    .changes = (const gint64 *)self->changes->data,
    .n_changes = self->changes->len,
    .totals = (const BizStageTotal *)self->totals->data,
    .n_totals = self->totals->len,
  };

  for (guint i = 0; i < self->totals->len; i++)
    {
      BizStageTotal *total = &g_array_index (self->totals, BizStageTotal, i);

      total->kind = find_kind (stages, total->stage, NULL, waits, data);
    }
  self->known = biz_stage_path_find (&facts, self->waits, self->doubts);
  if (self->known)
    self->staged = self->changes->len > 0
                       ? g_array_index (self->changes, gint64, self->changes->len - 1)
                       : self->opened;
}

/**
 * biz_service_log_settle:
 * @self: what was read
 * @stages: (element-type gint64 utf8): what stages are called now
 * @waits: which of them wait
 * @data: for @waits
 *
 * Finds when the case waited. May be asked again when something else waits.
 */
void
biz_service_log_settle (BizServiceLog *self,
                        GHashTable *stages,
                        BizServiceWaitsFunc waits,
                        gpointer data)
{
  g_return_if_fail (self != NULL && stages != NULL && waits != NULL);

  g_array_set_size (self->waits, 0);
  g_array_set_size (self->doubts, 0);
  self->known = FALSE;
  self->staged = 0;
  switch (self->source)
    {
    case BIZ_SERVICE_SOURCE_MOVES:
      settle_moves (self, stages, waits, data);
      break;
    case BIZ_SERVICE_SOURCE_TOTALS:
      settle_totals (self, stages, waits, data);
      break;
    case BIZ_SERVICE_SOURCE_NONE:
    default:
      break;
    }
}
