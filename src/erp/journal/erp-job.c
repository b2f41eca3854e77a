/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-job-private.h"

#include "erp-error.h"
#include "erp-json.h"

#include <string.h>

/* The member of a body that is the journal's. */
#define TRACE "journal"

struct _ErpJob
{
  GObject parent_instance;

  ErpJournalRecord *record; /* (owned) */
  GError *error;            /* (owned) (nullable): of the record */
};

G_DEFINE_FINAL_TYPE (ErpJob, erp_job, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (ErpJobState,
                    erp_job_state,
                    G_DEFINE_ENUM_VALUE (ERP_JOB_INTENDED, "intended"),
                    G_DEFINE_ENUM_VALUE (ERP_JOB_SENT, "sent"),
                    G_DEFINE_ENUM_VALUE (ERP_JOB_VERIFYING, "verifying"),
                    G_DEFINE_ENUM_VALUE (ERP_JOB_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (ERP_JOB_DONE, "done"),
                    G_DEFINE_ENUM_VALUE (ERP_JOB_REFUSED, "refused"),
                    G_DEFINE_ENUM_VALUE (ERP_JOB_UNKNOWN, "unknown"))

enum
{
  PROP_STATE = 1,
  PROP_RESULT,
  PROP_ERROR,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

static GError *
error_of_record (const ErpJournalRecord *record)
{
  if (record->error_code < 0)
    return NULL;

  return erp_error_new_from_server ((ErpError)record->error_code,
                                    record->error_message != NULL ? record->error_message : "",
                                    NULL, record->server_message);
}

static void
erp_job_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpJob *self = ERP_JOB (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int)self->record->state);
      break;
    case PROP_RESULT:
      g_value_set_string (value, self->record->result_name);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_job_finalize (GObject *object)
{
  ErpJob *self = ERP_JOB (object);

  g_clear_pointer (&self->record, erp_journal_record_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (erp_job_parent_class)->finalize (object);
}

static void
erp_job_class_init (ErpJobClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = erp_job_get_property;
  object_class->finalize = erp_job_finalize;

  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, ERP_TYPE_JOB_STATE, ERP_JOB_INTENDED, flags);
  props[PROP_RESULT] = g_param_spec_string ("result", NULL, NULL, NULL, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
erp_job_init (ErpJob *self)
{
}

ErpJob *
erp_job_new (ErpJournalRecord *record)
{
  ErpJob *self = g_object_new (ERP_TYPE_JOB, NULL);

  self->record = record;
  self->error = error_of_record (record);

  return self;
}

const ErpJournalRecord *
erp_job_get_record (ErpJob *self)
{
  return self->record;
}

void
erp_job_set_record (ErpJob *self, ErpJournalRecord *record)
{
  g_autoptr (ErpJournalRecord) before = self->record;

  self->record = record;
  g_clear_error (&self->error);
  self->error = error_of_record (record);

  g_object_freeze_notify (G_OBJECT (self));
  if (before->error_code >= 0 || record->error_code >= 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
  if (before->result_id != record->result_id
      || g_strcmp0 (before->result_name, record->result_name) != 0)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_RESULT]);
  if (before->state != record->state || before->next_look != record->next_look)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
  g_object_thaw_notify (G_OBJECT (self));
}

static JsonObject *
get_trace (JsonObject *body)
{
  JsonObject *trace = NULL;

  if (json_object_has_member (body, TRACE))
    erp_json_get_object (json_object_get_member (body, TRACE), &trace, NULL);

  return trace;
}

static const char *
get_trace_text (JsonObject *body, const char *name)
{
  JsonObject *trace = get_trace (body);
  const char *text = NULL;

  if (trace != NULL)
    erp_json_get_string (trace, name, &text, NULL);

  return text != NULL ? text : "";
}

void
erp_job_body_set_trace (JsonObject *body, const char *marker, gint64 since)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (since / G_TIME_SPAN_SECOND);
  g_autofree char *text = g_date_time_format (time, "%Y-%m-%d %H:%M:%S");
  JsonObject *trace = json_object_new ();

  json_object_set_string_member (trace, "marker", marker);
  json_object_set_string_member (trace, "since", text);
  json_object_set_int_member (trace, "prepared", 0);
  json_object_set_object_member (body, TRACE, trace);
}

void
erp_job_body_set_prepared (JsonObject *body, JsonNode *prepared)
{
  JsonObject *trace = get_trace (body);
  JsonNode *node = prepared;

  if (node != NULL && JSON_NODE_HOLDS_ARRAY (node)
      && json_array_get_length (json_node_get_array (node)) > 0)
    node = json_array_get_element (json_node_get_array (node), 0);
  if (trace != NULL && node != NULL && JSON_NODE_HOLDS_VALUE (node))
    json_object_set_int_member (trace, "prepared", json_node_get_int (node));
}

static JsonNode *
in_order (JsonNode *node)
{
  JsonNode *copy;

  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      JsonArray *sorted = json_array_new ();

      for (guint i = 0; i < json_array_get_length (array); i++)
        json_array_add_element (sorted, in_order (json_array_get_element (array, i)));
      copy = json_node_new (JSON_NODE_ARRAY);
      json_node_take_array (copy, sorted);
    }
  else if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObject *object = json_node_get_object (node);
      JsonObject *sorted = json_object_new ();
      g_autoptr (GList) names =
          g_list_sort (json_object_get_members (object), (GCompareFunc)strcmp);

      for (GList *l = names; l != NULL; l = l->next)
        if (!g_str_equal (l->data, TRACE))
          json_object_set_member (sorted, l->data,
                                  in_order (json_object_get_member (object, l->data)));
      copy = json_node_new (JSON_NODE_OBJECT);
      json_node_take_object (copy, sorted);
    }
  else
    {
      copy = json_node_copy (node);
    }

  return copy;
}

char *
erp_job_body_to_wish (JsonObject *body)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (JsonNode) sorted = NULL;

  json_node_set_object (node, body);
  sorted = in_order (node);

  return erp_json_to_string (sorted);
}

/**
 * erp_job_body_get_marker:
 * @body: of a job that the journal runs
 *
 * Returns: a random UUID of this job alone
 */
const char *
erp_job_body_get_marker (JsonObject *body)
{
  g_return_val_if_fail (body != NULL, "");

  return get_trace_text (body, "marker");
}

/**
 * erp_job_body_get_since:
 * @body: of a job that the journal runs
 *
 * Returns: when the job was intended, by the server's clock: "2026-11-22 18:00:05", UTC
 */
const char *
erp_job_body_get_since (JsonObject *body)
{
  g_return_val_if_fail (body != NULL, "");

  return get_trace_text (body, "since");
}

/**
 * erp_job_body_get_prepared_id:
 * @body: of a job that the journal runs
 *
 * Returns: the id of the record that the kind's prepare made, or 0
 */
gint64
erp_job_body_get_prepared_id (JsonObject *body)
{
  JsonObject *trace;
  gint64 id = 0;

  g_return_val_if_fail (body != NULL, 0);

  trace = get_trace (body);
  if (trace != NULL)
    erp_json_get_int (trace, "prepared", &id, NULL);

  return id;
}

/**
 * erp_job_get_id:
 * @self: a job
 *
 * Returns: a UUID
 */
const char *
erp_job_get_id (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), NULL);

  return self->record->id;
}

/**
 * erp_job_get_kind:
 * @self: a job
 *
 * Returns: the name of its #ErpJobKind
 */
const char *
erp_job_get_kind (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), NULL);

  return self->record->kind;
}

/* (nullable): its details were not kept; @body is of it */
static JsonNode *
parse_body (ErpJob *self, JsonObject **body)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (self->record->body == NULL)
    return NULL;
  bytes = g_bytes_new (self->record->body, strlen (self->record->body));
  node = erp_json_parse (bytes, NULL);
  if (node == NULL || !erp_json_get_object (node, body, NULL))
    return NULL;

  return g_steal_pointer (&node);
}

/**
 * erp_job_says:
 * @self: a job
 * @member: of its body
 * @text: a text
 *
 * Returns: whether @member is @text; %FALSE of a job that has ended, or whose details were not kept
 */
gboolean
erp_job_says (ErpJob *self, const char *member, const char *text)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *body = NULL;
  const char *said = NULL;

  g_return_val_if_fail (ERP_IS_JOB (self) && member != NULL && text != NULL, FALSE);

  node = parse_body (self, &body);

  return node != NULL && json_object_has_member (body, member)
         && erp_json_get_string (body, member, &said, NULL) && g_strcmp0 (said, text) == 0;
}

/**
 * erp_job_is_about:
 * @self: a job
 * @member: of its body
 * @id: of a record
 *
 * Returns: whether @member is @id, or a list with it; %FALSE of a job that has ended, or whose
 *   details were not kept
 */
gboolean
erp_job_is_about (ErpJob *self, const char *member, gint64 id)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (GArray) ids = NULL;
  JsonObject *body = NULL;
  gint64 one = 0;

  g_return_val_if_fail (ERP_IS_JOB (self) && member != NULL, FALSE);

  node = parse_body (self, &body);
  if (node == NULL || !json_object_has_member (body, member))
    return FALSE;
  if (!JSON_NODE_HOLDS_ARRAY (json_object_get_member (body, member)))
    return erp_json_get_int (body, member, &one, NULL) && one == id;
  if (!erp_json_get_ids (body, member, &ids, NULL))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

/**
 * erp_job_get_title:
 * @self: a job
 *
 * Returns: one line for people; the kind's name where no more was kept
 */
const char *
erp_job_get_title (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), NULL);

  return self->record->title != NULL ? self->record->title : self->record->kind;
}

/**
 * erp_job_get_state:
 * @self: a job
 *
 * Returns: where it stands
 */
ErpJobState
erp_job_get_state (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), ERP_JOB_UNKNOWN);

  return self->record->state;
}

/**
 * erp_job_get_created:
 * @self: a job
 *
 * Returns: when it was written down, µs since 1970, UTC
 */
gint64
erp_job_get_created (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), -1);

  return self->record->created;
}

/**
 * erp_job_get_changed:
 * @self: a job
 *
 * Returns: when its state changed last, µs since 1970, UTC
 */
gint64
erp_job_get_changed (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), -1);

  return self->record->changed;
}

/**
 * erp_job_get_next_look:
 * @self: a job
 *
 * Returns: when the server is asked again, µs since 1970, UTC; -1 unless WAITING
 */
gint64
erp_job_get_next_look (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), -1);

  return self->record->state == ERP_JOB_WAITING ? self->record->next_look : -1;
}

/**
 * erp_job_get_result_model:
 * @self: a job
 *
 * Returns: (nullable): the ERP's model of what was made
 */
const char *
erp_job_get_result_model (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), NULL);

  return self->record->result_model;
}

/**
 * erp_job_get_result_id:
 * @self: a job
 *
 * Returns: the id of what was made, or 0
 */
gint64
erp_job_get_result_id (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), 0);

  return self->record->result_id;
}

/**
 * erp_job_get_result_name:
 * @self: a job
 *
 * Returns: (nullable): what was made, for people
 */
const char *
erp_job_get_result_name (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), NULL);

  return self->record->result_name;
}

/**
 * erp_job_get_error:
 * @self: a job
 *
 * Returns: (nullable): why it was refused, or what is unknown
 */
const GError *
erp_job_get_error (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), NULL);

  return self->error;
}

/**
 * erp_job_is_ended:
 * @self: a job
 *
 * Returns: whether nothing more will come of it
 */
gboolean
erp_job_is_ended (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), TRUE);

  return erp_job_state_is_ended (self->record->state);
}

/**
 * erp_job_can_look:
 * @self: a job
 *
 * Returns: whether its details were kept, so that the server can be asked and it can be sent
 *   again; not so for what a crash left on its way on a computer without a keyring
 */
gboolean
erp_job_can_look (ErpJob *self)
{
  g_return_val_if_fail (ERP_IS_JOB (self), FALSE);

  return self->record->body != NULL && self->record->baseline != NULL;
}
