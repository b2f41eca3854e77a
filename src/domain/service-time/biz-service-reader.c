/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-reader.h"

#include "biz-stage-path.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#define MAX_STAGES 2000

struct _BizServiceReader
{
  GObject parent_instance;

  ErpSession *session; /* (owned) */
  GHashTable *stages;  /* (owned): stage -> its name */
  gint64 subtype;      /* of lines that tell of a change of stage; 0: none */
  gboolean prepared;   /* the above have been asked for */
};

G_DEFINE_FINAL_TYPE (BizServiceReader, biz_service_reader, G_TYPE_OBJECT)

static void
biz_service_reader_dispose (GObject *object)
{
  BizServiceReader *self = BIZ_SERVICE_READER (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (biz_service_reader_parent_class)->dispose (object);
}

static void
biz_service_reader_finalize (GObject *object)
{
  BizServiceReader *self = BIZ_SERVICE_READER (object);

  g_hash_table_unref (self->stages);
  G_OBJECT_CLASS (biz_service_reader_parent_class)->finalize (object);
}

static void
biz_service_reader_class_init (BizServiceReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_service_reader_dispose;
  G_OBJECT_CLASS (klass)->finalize = biz_service_reader_finalize;
}

static void
biz_service_reader_init (BizServiceReader *self)
{
  self->stages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
}

BizServiceReader *
biz_service_reader_new (ErpSession *session)
{
  BizServiceReader *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_new (BIZ_TYPE_SERVICE_READER, NULL);
  self->session = g_object_ref (session);

  return self;
}

/* One reading. */
typedef struct
{
  const char *model; /* a constant */
  GArray *ids;       /* (owned) */
  GHashTable *logs;  /* (owned) (nullable): NULL once it was handed over */
  GError *error;     /* (owned) (nullable): the first that everything fails by */
  BizServiceSource source;
  gint64 after; /* the last message of the page before */
  guint waiting;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_array_unref (reading->ids);
  g_clear_pointer (&reading->logs, g_hash_table_unref);
  g_clear_error (&reading->error);
  g_free (reading);
}

/* The server will not tell; asking again would not help. */
static gboolean
is_refused (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_SERVER);
}

/* What only tells of stages may be refused: then they are not known. */
static void
take_failure (GError **first, GError *error, gboolean needed)
{
  if (!needed && is_refused (error))
    {
      g_debug ("The server does not tell of earlier stages: %s", error->message);
      g_error_free (error);
    }
  else if (*first == NULL)
    *first = error;
  else
    g_error_free (error);
}

/* A stage that was made since names were read: with the next cases they are read again. One that
 * has none then either is gone. */
static void
note_stages (BizServiceReader *self, GHashTable *logs)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, logs);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      const BizServiceLog *log = value;

      for (guint i = 0; i < log->totals->len; i++)
        {
          const gint64 stage = g_array_index (log->totals, BizStageTotal, i).stage;

          if (stage <= 0 || g_hash_table_contains (self->stages, &stage))
            continue;
          g_hash_table_insert (self->stages, g_memdup2 (&stage, sizeof stage), NULL);
          self->prepared = FALSE;
        }
    }
}

static void
finish_part (GTask *task)
{
  Reading *reading = g_task_get_task_data (task);

  if (--reading->waiting > 0)
    return;
  if (reading->error != NULL)
    g_task_return_error (task, g_steal_pointer (&reading->error));
  else
    {
      note_stages (g_task_get_source_object (task), reading->logs);
      g_task_return_pointer (task, g_steal_pointer (&reading->logs),
                             (GDestroyNotify)g_hash_table_unref);
    }
}

static gboolean
has_totals (BizServiceReader *self, const char *model)
{
  return erp_capabilities_has_field (erp_session_get_capabilities (self->session), model,
                                     "duration_tracking");
}

static gint64
get_subtype (GTask *task)
{
  BizServiceReader *self = g_task_get_source_object (task);
  const Reading *reading = g_task_get_task_data (task);

  return reading->source == BIZ_SERVICE_SOURCE_TOTALS ? self->subtype : 0;
}

static void
send (GTask *task, ErpCall *call, GAsyncReadyCallback callback)
{
  BizServiceReader *self = g_task_get_source_object (task);

  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void answers_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
ask_answers (GTask *task, gint64 after)
{
  Reading *reading = g_task_get_task_data (task);
  g_autoptr (ErpCall) call =
      biz_service_log_new_answers (reading->model, (const gint64 *)(gpointer)reading->ids->data,
                                   reading->ids->len, get_subtype (task), after);

  reading->after = after;
  send (task, call, answers_cb);
}

static void
answers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  gint64 next = 0;

  if (answer == NULL
      || !biz_service_log_take_answers (reading->logs, answer, get_subtype (task), &error)
      || !biz_service_log_find_next (answer, reading->after, &next, &error))
    {
      next = 0;
      take_failure (&reading->error, error, TRUE);
    }
  if (next > 0 && reading->error == NULL)
    ask_answers (task, next);
  else
    finish_part (task);
}

static void
stages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Reading *reading = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  gboolean taken = FALSE;

  if (answer != NULL)
    taken = reading->source == BIZ_SERVICE_SOURCE_MOVES
                ? biz_service_log_take_moves (reading->logs, answer, &error)
                : biz_service_log_take_totals (reading->logs, answer, &error);
  if (!taken)
    take_failure (&reading->error, error, FALSE);
  finish_part (task);
}

static void
read_logs (GTask *task)
{
  BizServiceReader *self = g_task_get_source_object (task);
  Reading *reading = g_task_get_task_data (task);
  const gint64 *ids = (const gint64 *)(gpointer)reading->ids->data;
  const gsize n = reading->ids->len;
  g_autoptr (ErpCall) stages = NULL;

  /* Without the days of changes totals tell nothing. */
  if (reading->source == BIZ_SERVICE_SOURCE_TOTALS && self->subtype == 0)
    reading->source = BIZ_SERVICE_SOURCE_NONE;
  if (reading->source == BIZ_SERVICE_SOURCE_MOVES)
    stages = biz_service_log_new_moves (reading->model, ids, n);
  else if (reading->source == BIZ_SERVICE_SOURCE_TOTALS)
    stages = biz_service_log_new_totals (reading->model, ids, n);
  /* The first may end at once; what is waited for is counted before. */
  reading->waiting = stages != NULL ? 2 : 1;
  if (stages != NULL)
    send (task, stages, stages_cb);
  ask_answers (task, 0);
}

/* what is asked once */

/* Of a model's cases. */
typedef struct
{
  GError *error; /* (owned) (nullable): the first that is no refusal */
  guint waiting;
} Preparing;

static void
preparing_free (gpointer data)
{
  Preparing *preparing = data;

  g_clear_error (&preparing->error);
  g_free (preparing);
}

static void
finish_preparing (GTask *task, GError *error)
{
  BizServiceReader *self = g_task_get_source_object (task);
  Preparing *preparing = g_task_get_task_data (task);

  if (error != NULL)
    take_failure (&preparing->error, error, FALSE);
  if (--preparing->waiting > 0)
    return;
  if (preparing->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&preparing->error));
      return;
    }
  self->prepared = TRUE;
  g_task_return_boolean (task, TRUE);
}

static gboolean
take_names (BizServiceReader *self, JsonNode *answer, GError **error)
{
  JsonArray *rows = NULL;

  if (!erp_json_get_array (answer, &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = NULL;
      const char *name = NULL;
      gint64 id = 0;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "name", &name, error))
        return FALSE;
      g_hash_table_replace (self->stages, g_memdup2 (&id, sizeof id), g_strdup (name));
    }

  return TRUE;
}

static void
names_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    take_names (g_task_get_source_object (task), answer, &error);
  finish_preparing (task, error);
}

/* The model and the record, or false where it is not for this user. */
static void
subtype_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizServiceReader *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *pair = NULL;

  if (answer != NULL && erp_json_get_array (answer, &pair, &error)
      && json_array_get_length (pair) == 2
      && JSON_NODE_HOLDS_VALUE (json_array_get_element (pair, 1))
      && json_node_get_value_type (json_array_get_element (pair, 1)) == G_TYPE_INT64)
    self->subtype = json_array_get_int_element (pair, 1);
  finish_preparing (task, error);
}

static ErpCall *
new_names (BizServiceReader *self)
{
  static const char *const fields[] = { "name", NULL };
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  BizTicketShape shape;
  ErpCall *call;

  biz_ticket_shape_init (&shape, capabilities);
  call = erp_call_new_read (biz_ticket_shape_get_stage_model (&shape), "search_read");
  /* Stages that people made for themselves are no task's. */
  if (shape.kind == BIZ_TICKETS_TASKS)
    erp_domain_add_bool (domain, "user_id", "=", FALSE);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_STAGES);
  erp_call_set_context_bool (call, "active_test", FALSE);

  return call;
}

/* Lines of the log have a kind of their own for a change of stage where totals are kept. */
static ErpCall *
new_subtype (const char *model)
{
  ErpCall *call = erp_call_new_read ("ir.model.data", "check_object_reference");
  const gboolean tasks = g_str_equal (model, "project.task");

  erp_call_set_arg_string (call, "module", tasks ? "project" : "helpdesk");
  erp_call_set_arg_string (call, "xml_id", tasks ? "mt_task_stage" : "mt_ticket_stage");

  return call;
}

/**
 * biz_service_reader_prepare_async:
 * @self: a reader
 * @model: of cases; always the same
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks what stages are called, and which lines of the log tell of one: once, and again after a
 * stage was met that is not known.
 */
void
biz_service_reader_prepare_async (BizServiceReader *self,
                                  const char *model,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpCall) names = NULL, subtype = NULL;
  Preparing *preparing;

  g_return_if_fail (BIZ_IS_SERVICE_READER (self) && model != NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_service_reader_prepare_async);
  if (self->prepared)
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  preparing = g_new0 (Preparing, 1);
  g_task_set_task_data (task, preparing, preparing_free);
  names = new_names (self);
  if (has_totals (self, model))
    subtype = new_subtype (model);
  preparing->waiting = subtype != NULL ? 2 : 1;
  if (subtype != NULL)
    send (task, subtype, subtype_cb);
  send (task, names, names_cb);
}

gboolean
biz_service_reader_prepare_finish (BizServiceReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (biz_service_reader_prepare_finish (BIZ_SERVICE_READER (source), result, &error))
    read_logs (task);
  else
    g_task_return_error (task, error);
}

static BizServiceSource
find_source (BizServiceReader *self, const char *model)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  if (erp_capabilities_has_group (capabilities, "base.group_system"))
    return BIZ_SERVICE_SOURCE_MOVES;

  return has_totals (self, model) ? BIZ_SERVICE_SOURCE_TOTALS : BIZ_SERVICE_SOURCE_NONE;
}

/**
 * biz_service_reader_read_async:
 * @self: a reader
 * @tickets: (array length=n): cases of one model
 * @n: how many, at least one
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * To administrators the log says from which stage to which a case went. Who else reads a task reads
 * how long it was in which stage, together, and when it changed, of which follows when it was
 * where; see biz_stage_path_find (). Where the server refuses to tell of stages they are not known.
 */
void
biz_service_reader_read_async (BizServiceReader *self,
                               BizTicket *const *tickets,
                               gsize n,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading;

  g_return_if_fail (BIZ_IS_SERVICE_READER (self));
  g_return_if_fail (n > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_service_reader_read_async);
  reading = g_new0 (Reading, 1);
  reading->model = biz_ticket_get_facts (tickets[0])->model;
  reading->source = find_source (self, reading->model);
  reading->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  reading->logs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                         (GDestroyNotify)biz_service_log_free);
  for (gsize i = 0; i < n; i++)
    {
      const BizTicketFacts *facts = biz_ticket_get_facts (tickets[i]);

      g_array_append_val (reading->ids, facts->id);
      g_hash_table_replace (reading->logs, g_memdup2 (&facts->id, sizeof facts->id),
                            biz_service_log_new (facts->created));
    }
  g_task_set_task_data (task, reading, reading_free);
  if (self->prepared || reading->source == BIZ_SERVICE_SOURCE_NONE)
    read_logs (task);
  else
    biz_service_reader_prepare_async (self, reading->model, cancellable, prepared_cb,
                                      g_object_ref (task));
}

GHashTable *
biz_service_reader_read_finish (BizServiceReader *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gint64
biz_service_reader_get_subtype (BizServiceReader *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_READER (self), 0);

  return self->subtype;
}

GHashTable *
biz_service_reader_get_stages (BizServiceReader *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_READER (self), NULL);

  return self->stages;
}
