/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-kpi-readers.h"

#include "biz-policy.h"
#include "biz-service-reader.h"
#include "biz-service-target.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

#define CASES_A_PAGE 200
#define TICKET "helpdesk.ticket"
#define TASK "project.task"

/* What cases are on this server, and which fields tell of them; fields NULL where there is none.
 * Helpdesks of different makers bear one name. */
typedef struct
{
  BizMoney zero;
  const char *model;
  const char *closed;   /* when it was closed */
  const char *state;    /* of tasks: a closed one has one of two */
  const char *deadline; /* until when it is to be closed */
  const char *staged;   /* when it came to its stage */
  const char *totals;   /* how long it was in which stage */
  gint64 subtype;       /* of lines of the log that tell of a change of stage; 0: none */
  GTimeZone *zone;      /* (owned) */
} Reading;

/* One reading: what stages are called, the cases, then which of their stages wait. */
typedef struct
{
  ErpSession *session;      /* (owned) */
  BizServiceReader *stages; /* (owned) */
  BizKpiPages pages;        /* without its texts; the reading is its data */
  ErpDomain *domain;        /* (owned) */
  gint64 company_id;
  BizKpiRows *rows; /* (owned) (nullable) */
  BizKpiProgress progress;
  gpointer progress_data;
} Load;

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  g_clear_object (&load->stages);
  g_clear_pointer (&load->domain, erp_domain_unref);
  g_clear_pointer (&load->rows, biz_kpi_rows_free);
  g_free (load);
}

static void
clear_reading (gpointer data)
{
  Reading *reading = data;

  g_time_zone_unref (reading->zone);
}

static void
unref_reading (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_reading);
}

static const char *
find_field (ErpCapabilities *capabilities, const char *model, const char *const *fields)
{
  for (guint i = 0; fields[i] != NULL; i++)
    if (erp_capabilities_has_field (capabilities, model, fields[i]))
      return fields[i];

  return NULL;
}

static GDate
get_day (gint64 time, GTimeZone *zone)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time);
  g_autoptr (GDateTime) here = g_date_time_to_timezone (utc, zone);
  GDate day;

  g_date_clear (&day, 1);
  g_date_set_dmy (&day, (GDateDay)g_date_time_get_day_of_month (here),
                  (GDateMonth)g_date_time_get_month (here), (GDateYear)g_date_time_get_year (here));

  return day;
}

/* A time, or a day: then its end. 0 where there is none. */
static gboolean
read_time (JsonObject *object, const char *member, GTimeZone *zone, gint64 *time, GError **error)
{
  g_autoptr (GDateTime) at = NULL;
  const char *text;

  *time = 0;
  if (member == NULL)
    return TRUE;
  if (!erp_json_get_string (object, member, &text, error))
    return FALSE;
  if (text == NULL)
    return TRUE;
  if (g_utf8_strlen (text, -1) == 10)
    {
      GDate day;
      g_autoptr (GDateTime) end = NULL;

      if (!erp_json_get_date (object, member, &day, error))
        return FALSE;
      g_date_add_days (&day, 1);
      end = g_date_time_new (zone, g_date_get_year (&day), (int)g_date_get_month (&day),
                             g_date_get_day (&day), 0, 0, 0);
      *time = g_date_time_to_unix (end) - 1;
      return TRUE;
    }
  if (!erp_json_get_datetime (object, member, &at, error))
    return FALSE;
  *time = at != NULL ? g_date_time_to_unix (at) : 0;

  return TRUE;
}

/* A task is closed by its state; the time of a stage may be of one that is open again. */
static gboolean
read_closed (const Reading *reading, JsonObject *object, gint64 *closed, GError **error)
{
  const char *state;

  if (!read_time (object, reading->closed, reading->zone, closed, error))
    return FALSE;
  if (reading->state == NULL)
    return TRUE;
  if (!erp_json_get_string (object, reading->state, &state, error))
    return FALSE;
  if (g_strcmp0 (state, "1_done") != 0 && g_strcmp0 (state, "1_canceled") != 0)
    *closed = 0;

  return TRUE;
}

/* (Without a time nobody knows since when it waits there.) */
static gboolean
read_stage (
    const Reading *reading, JsonObject *object, char **stage, gint64 *staged, GError **error)
{
  gint64 id;

  *staged = 0;
  if (reading->staged == NULL)
    return TRUE;

  return erp_json_get_many2one (object, "stage_id", &id, stage, error)
         && read_time (object, reading->staged, reading->zone, staged, error);
}

static gboolean
read_case (JsonObject *object, BizKpiRows *rows, gpointer data, GError **error)
{
  const Reading *reading = data;
  g_autoptr (GArray) events = g_array_new (FALSE, FALSE, sizeof (BizKpiCaseEvent));
  BizKpiCase row = { 0 };
  BizKpiSpan span = { .value = reading->zero };
  BizKpiBill bill = { .order = rows->cases->len };
  gint64 closed, deadline;
  g_autofree char *stage = NULL;
  g_autoptr (BizServiceLog) log = NULL;

  if (!erp_json_get_int (object, "id", &span.id, error)
      || !read_time (object, "create_date", reading->zone, &row.opened, error)
      || !read_closed (reading, object, &closed, error)
      || !read_time (object, reading->deadline, reading->zone, &deadline, error)
      || !read_stage (reading, object, &stage, &row.staged, error))
    return FALSE;
  if (stage != NULL)
    row.stage = g_string_chunk_insert_const (rows->words, stage);
  if (deadline > row.opened)
    row.target = deadline - row.opened;
  span.since = get_day (row.opened, reading->zone);
  g_date_clear (&span.aged, 1);
  g_date_clear (&span.until, 1);
  if (closed > 0)
    {
      BizKpiCaseEvent event = { closed, BIZ_KPI_CASE_CLOSE };

      g_array_append_val (events, event);
      span.until = get_day (closed, reading->zone);
    }
  log = biz_service_log_new (row.opened);
  if (reading->subtype > 0 && !biz_service_log_read_totals (log, object, error))
    return FALSE;
  row.id = bill.move_id = span.id;
  rows->case_model = reading->model;
  g_array_append_val (rows->bills, bill);
  g_array_append_val (rows->cases, row);
  g_array_append_val (rows->case_spans, span);
  g_ptr_array_add (rows->events, g_steal_pointer (&events));
  g_ptr_array_add (rows->logs, g_steal_pointer (&log));

  return TRUE;
}

/* What people of the house wrote to customers, where a note is no reply; and changes of stages. */
static ErpCall *
follow (BizKpiRows *rows, gpointer data)
{
  static const char *const fields[] = { "res_id", "date", NULL };
  static const char *const more[] = { "res_id",     "date",         "create_date",
                                      "subtype_id", "message_type", NULL };
  static const char *const types[] = { "comment", "email", "email_outgoing", NULL };
  const Reading *reading = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) replies = erp_domain_new ();
  g_autoptr (ErpDomain) changes = erp_domain_new ();
  ErpDomain *const any[] = { replies, changes };
  ErpCall *call;

  if (rows->bills->len == 0)
    return NULL;
  for (guint i = 0; i < rows->bills->len; i++)
    g_array_append_val (ids, g_array_index (rows->bills, BizKpiBill, i).move_id);
  erp_domain_add_string (domain, "model", "=", reading->model);
  erp_domain_add_ids (domain, "res_id", "in", (const gint64 *)(gpointer)ids->data, ids->len);
  erp_domain_add_strv (replies, "message_type", "in", types);
  erp_domain_add_bool (replies, "subtype_id.internal", "=", FALSE);
  erp_domain_add_bool (replies, "author_id.partner_share", "=", FALSE);
  erp_domain_add_string (changes, "message_type", "=", "notification");
  erp_domain_add_int (changes, "subtype_id", "=", reading->subtype);
  erp_domain_add_any (domain, any, reading->subtype > 0 ? 2 : 1);
  call = erp_call_new_read ("mail.message", "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", reading->subtype > 0 ? more : fields);
  erp_call_set_arg_string (call, "order", "date, id");

  return call;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const BizKpiCaseEvent *)a)->time, right = ((const BizKpiCaseEvent *)b)->time;

  return left < right ? -1 : left > right;
}

static gboolean
add_message (BizKpiRows *rows, GHashTable *places, JsonObject *row, gint64 subtype, GError **error)
{
  g_autoptr (GDateTime) time = NULL;
  BizKpiCaseEvent event = { .kind = BIZ_KPI_CASE_REPLY };
  BizServiceLog *log;
  gpointer place;
  guint n_changes;
  gint64 id;

  if (!erp_json_get_int (row, "res_id", &id, error)
      || !erp_json_get_datetime (row, "date", &time, error))
    return FALSE;
  if (time == NULL || !g_hash_table_lookup_extended (places, &id, NULL, &place))
    return TRUE;
  log = g_ptr_array_index (rows->logs, GPOINTER_TO_UINT (place));
  n_changes = log->changes->len;
  if (!biz_service_log_read_message (log, row, subtype, error))
    return FALSE;
  if (log->changes->len > n_changes)
    return TRUE;
  event.time = g_date_time_to_unix (time);
  g_array_append_val (g_ptr_array_index (rows->events, GPOINTER_TO_UINT (place)), event);

  return TRUE;
}

static void
apply (BizKpiRows *rows, gpointer answer, gpointer data)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GError) error = NULL;
  const Reading *reading = data;
  JsonArray *messages;

  for (guint i = 0; i < rows->bills->len; i++)
    {
      BizKpiBill *bill = &g_array_index (rows->bills, BizKpiBill, i);

      g_hash_table_insert (places, &bill->move_id, GUINT_TO_POINTER (bill->order));
    }
  if (erp_json_get_array (answer, &messages, &error))
    for (guint i = 0; error == NULL && i < json_array_get_length (messages); i++)
      {
        JsonObject *row;

        if (erp_json_get_object (json_array_get_element (messages, i), &row, &error))
          add_message (rows, places, row, reading->subtype, &error);
      }
  if (error != NULL)
    g_debug ("Replies were not read: %s", error->message);
  for (guint i = 0; i < rows->events->len; i++)
    g_array_sort (g_ptr_array_index (rows->events, i), compare_events);
  g_array_set_size (rows->bills, 0);
}

static char *
make_specification (const Reading *reading)
{
  GString *text = g_string_new ("{\"create_date\":{}");
  const char *const fields[] = { reading->closed, reading->state, reading->deadline,
                                 reading->subtype > 0 ? reading->totals : NULL,
                                 g_strcmp0 (reading->staged, reading->closed) != 0 ? reading->staged
                                                                                   : NULL };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i] != NULL)
      g_string_append_printf (text, ",\"%s\":{}", fields[i]);
  if (reading->staged != NULL)
    g_string_append (text, ",\"stage_id\":{\"fields\":{\"display_name\":{}}}");
  g_string_append_c (text, '}');

  return g_string_free (text, FALSE);
}

/* NULL where the part cannot be chosen. */
static ErpDomain *
make_domain (const Reading *reading, const BizKpiScope *scope, ErpCapabilities *capabilities)
{
  const GDate first = biz_kpi_scope_get_first (scope);
  GDate after = scope->as_of;
  g_autofree char *from = biz_kpi_format_midnight (&first, reading->zone);
  g_autofree char *until = NULL;
  g_autofree char *companies = g_strdup_printf ("[%" G_GINT64_FORMAT ",false]", scope->company_id);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpDomain) recent = erp_domain_new ();
  g_autoptr (ErpDomain) open = erp_domain_new ();
  g_autoptr (ErpDomain) closed = erp_domain_new ();
  ErpDomain *const any[] = { recent, open, closed };

  g_date_add_days (&after, 1);
  until = biz_kpi_format_midnight (&after, reading->zone);
  if (erp_capabilities_has_field (capabilities, reading->model, "company_id"))
    erp_domain_add_literal (domain, "company_id", "in", companies);
  if (g_str_equal (reading->model, TASK))
    erp_domain_add_bool (domain, "partner_id", "!=", FALSE);
  erp_domain_add_string (domain, "create_date", "<", until);
  erp_domain_add_string (recent, "create_date", ">=", from);
  erp_domain_add_bool (open, reading->closed, "=", FALSE);
  erp_domain_add_string (closed, reading->closed, ">=", from);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
  if (!biz_kpi_scope_add_domain (scope, domain, reading->model, "", capabilities))
    return NULL;

  return g_steal_pointer (&domain);
}

static void
add_event (GArray *events, gint64 time, BizKpiCaseEventKind kind)
{
  const BizKpiCaseEvent event = { time, kind };

  g_array_append_val (events, event);
}

/* What a company says of stages: asked of it once a name, for thousands of cases. */
typedef struct
{
  BizPolicy *policy;
  GHashTable *known; /* name -> whether it waits */
} Waiting;

static gboolean
waits_cb (const char *stage, gpointer data)
{
  const Waiting *waiting = data;
  gpointer waits;

  if (stage == NULL)
    return FALSE;
  if (!g_hash_table_lookup_extended (waiting->known, stage, NULL, &waits))
    {
      waits = GINT_TO_POINTER (biz_service_target_is_waiting (waiting->policy, stage));
      g_hash_table_insert (waiting->known, g_strdup (stage), waits);
    }

  return GPOINTER_TO_INT (waits);
}

/* A case that is in a stage of waiting waits since it came there. When it waited earlier and went
 * on is known of those whose totals tell it; what is a doubt does not count. */
static void
add_waits (BizKpiRows *rows, GHashTable *stages, BizPolicy *policy)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Waiting waiting = { policy, known };

  for (guint i = 0; i < rows->cases->len && i < rows->events->len; i++)
    {
      const BizKpiCase *row = &g_array_index (rows->cases, BizKpiCase, i);
      GArray *events = g_ptr_array_index (rows->events, i);
      BizServiceLog *log = g_ptr_array_index (rows->logs, i);
      gint64 staged = row->staged;

      biz_service_log_settle (log, stages, waits_cb, &waiting);
      for (guint k = 0; k < log->waits->len; k++)
        {
          const BizServiceWait *wait = &g_array_index (log->waits, BizServiceWait, k);

          add_event (events, wait->from, BIZ_KPI_CASE_WAIT);
          add_event (events, wait->until, BIZ_KPI_CASE_GO_ON);
        }
      if (log->known)
        staged = log->staged;
      if (staged >= row->opened && waits_cb (row->stage, &waiting))
        add_event (events, staged, BIZ_KPI_CASE_WAIT);
      g_array_sort (events, compare_events);
    }
}

/* Without the company's policy nobody says which stages wait. */
static void
policy_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (BizPolicy) policy = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  if (answer != NULL)
    policy = biz_policy_new_from_attachments (answer, &error);
  if (policy != NULL)
    add_waits (load->rows, biz_service_reader_get_stages (load->stages), policy);
  else
    g_debug ("Stages of waiting were not read: %s", error->message);
  g_task_return_pointer (task, g_steal_pointer (&load->rows), (GDestroyNotify)biz_kpi_rows_free);
}

static void
pages_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;
  GError *error = NULL;

  load->rows = biz_kpi_pages_read_finish (result, &error);
  if (load->rows == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  call = biz_policy_make_read (load->company_id);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), policy_cb, g_object_ref (task));
}

static void
read_pages (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  Reading *reading = load->pages.data;
  g_autofree char *specification = make_specification (reading);

  load->pages.domain = load->domain;
  load->pages.specification = specification;
  biz_kpi_pages_read_async (load->session, &load->pages, unref_reading, load->progress,
                            load->progress_data, g_task_get_cancellable (task), pages_cb,
                            g_object_ref (task));
}

/* Without what tells of stages the cases count as they are now. */
static void
prepared_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  Reading *reading = load->pages.data;
  g_autoptr (GError) error = NULL;

  if (biz_service_reader_prepare_finish (BIZ_SERVICE_READER (source), result, &error))
    reading->subtype = biz_service_reader_get_subtype (BIZ_SERVICE_READER (source));
  else
    g_debug ("What tells of stages was not read: %s", error->message);
  read_pages (task);
}

static Reading *
new_reading (const BizKpiScope *scope, ErpCapabilities *capabilities)
{
  static const char *const ticket_closed[] = { "closed_date", "close_date", NULL };
  static const char *const task_closed[] = { "date_end", "date_last_stage_update", NULL };
  static const char *const ticket_deadline[] = { "sla_deadline", NULL };
  static const char *const task_deadline[] = { "date_deadline", NULL };
  static const char *const staged[] = { "date_last_stage_update", "last_stage_update", NULL };
  gboolean is_ticket = (erp_capabilities_get_rights (capabilities, TICKET) & ERP_RIGHT_READ) != 0;
  Reading *reading = g_atomic_rc_box_new0 (Reading);

  reading->zero = scope->zero;
  reading->zone = biz_kpi_dup_zone (capabilities);
  reading->model = is_ticket ? TICKET : TASK;
  reading->closed =
      find_field (capabilities, reading->model, is_ticket ? ticket_closed : task_closed);
  reading->deadline =
      find_field (capabilities, reading->model, is_ticket ? ticket_deadline : task_deadline);
  if (erp_capabilities_has_field (capabilities, reading->model, "stage_id"))
    reading->staged = find_field (capabilities, reading->model, staged);
  if (reading->staged != NULL
      && erp_capabilities_has_field (capabilities, reading->model, "duration_tracking"))
    reading->totals = "duration_tracking";
  if (!is_ticket && erp_capabilities_has_field (capabilities, TASK, "state"))
    reading->state = "state";

  return reading;
}

/**
 * biz_kpi_cases_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @scope: of what and until when
 * @progress: (nullable): called after each page
 * @progress_data: for @progress
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * When a task waited for somebody else earlier is known where its totals tell it. Changes of stages
 * of tickets are for administrators: one that is in a stage of waiting now waits since it came
 * there.
 */
void
biz_kpi_cases_read_async (ErpSession *session,
                          BizCurrencyTable *currencies,
                          const BizKpiScope *scope,
                          BizKpiProgress progress,
                          gpointer progress_data,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  g_autoptr (ErpDomain) domain = NULL;
  Reading *reading = new_reading (scope, capabilities);
  Load *load;

  g_task_set_source_tag (task, biz_kpi_cases_read_async);
  if ((erp_capabilities_get_rights (capabilities, reading->model) & ERP_RIGHT_READ) == 0
      || reading->closed == NULL)
    {
      unref_reading (reading);
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("This server has neither a helpdesk nor projects, or you may not "
                                  "see them."));
      return;
    }
  domain = make_domain (reading, scope, capabilities);
  if (domain == NULL)
    {
      unref_reading (reading);
      g_task_return_new_error (task, ERP_ERROR, ERP_ERROR_MISSING, "%s",
                               _ ("This server does not tell cases apart so."));
      return;
    }
  load = g_new0 (Load, 1);
  load->session = g_object_ref (session);
  load->stages = biz_service_reader_new (session);
  load->company_id = scope->company_id;
  load->domain = g_steal_pointer (&domain);
  load->pages = (BizKpiPages){ .model = reading->model,
                               .page = CASES_A_PAGE,
                               .read = read_case,
                               .follow = follow,
                               .apply = apply,
                               .data = reading };
  load->progress = progress;
  load->progress_data = progress_data;
  g_task_set_task_data (task, load, free_load);
  if (reading->totals != NULL)
    biz_service_reader_prepare_async (load->stages, reading->model, cancellable, prepared_cb,
                                      g_steal_pointer (&task));
  else
    read_pages (task);
}
