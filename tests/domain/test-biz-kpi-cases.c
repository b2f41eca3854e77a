/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases of a made-up helpdesk, and a task: one that waits for the customer stands still, one that
 * does not runs on; replies come from the log. */

#include "biz-kpi-readers.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "fake-client.h"
#include "kpi-check.h"

#include <string.h>

#define TICKETS                                                                                    \
  "{\"records\":["                                                                                 \
  "{\"id\":1,\"create_date\":\"2026-01-01 08:00:00\",\"closed_date\":false,"                       \
  "\"sla_deadline\":\"2026-01-04 08:00:00\",\"last_stage_update\":\"2026-01-02 08:00:00\","        \
  "\"stage_id\":{\"id\":3,\"display_name\":\"%s\"}},"                                              \
  "{\"id\":2,\"create_date\":\"2026-01-01 08:00:00\",\"closed_date\":\"2026-01-05 08:00:00\","     \
  "\"sla_deadline\":\"2026-01-06 08:00:00\",\"last_stage_update\":\"2026-01-05 08:00:00\","        \
  "\"stage_id\":{\"id\":4,\"display_name\":\"Done\"}}]}"

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  g_autofree char *tickets = NULL;

  if (g_str_equal (erp_call_get_method (call), "search_count"))
    return erp_json_literal ("2");
  if (g_str_equal (erp_call_get_model (call), "mail.message"))
    return erp_json_literal ("[{\"id\":9,\"res_id\":2,\"date\":\"2026-01-01 20:00:00\"}]");
  if (!g_str_equal (erp_call_get_model (call), "helpdesk.ticket"))
    return erp_json_literal ("[]"); /* no policy of its own */
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  tickets = g_strdup_printf (TICKETS, (const char *)user_data);
#pragma GCC diagnostic pop

  return erp_json_literal (tickets);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* @fields: ended by NULL */
static BizKpiRows *
read_rows (const char *kind, const char *const *fields, FakeAnswerFunc answers, gpointer data)
{
  g_autoptr (FakeClient) client = fake_client_new (answers, data);
  g_autoptr (ErpCapabilities) capabilities = erp_capabilities_new (2, "19.0");
  g_autoptr (ErpProfile) profile = erp_profile_new ("Test", "http://localhost:1", "test", "agent");
  g_autoptr (BizCurrencyTable) currencies = biz_currency_table_new_empty ();
  g_autoptr (ErpSession) session = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizKpiScope scope = { .as_of = kpi_date ("2026-01-31"),
                        .months = 1,
                        .n_points = 1,
                        .company_id = 1,
                        .zero = kpi_euro (0),
                        .dimension = BIZ_KPI_OF_ALL };
  ErpCapabilitiesModel *model;
  BizKpiRows *rows;

  capabilities->major = 19;
  capabilities->zone = g_strdup ("UTC");
  model = erp_capabilities_ensure_model (capabilities, kind);
  model->rights = ERP_RIGHT_READ;
  model->fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (gsize i = 0; fields[i] != NULL; i++)
    g_hash_table_insert (model->fields, g_strdup (fields[i]), NULL);
  erp_capabilities_set_complete (capabilities);
  session = erp_session_new (ERP_CLIENT (client), capabilities, profile, NULL);
  biz_kpi_cases_read_async (session, currencies, &scope, NULL, NULL, NULL, done_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  rows = biz_kpi_read_rows_finish (result, &error);
  g_assert_no_error (error);

  return rows;
}

static BizKpiRows *
read_cases (const char *stage)
{
  static const char *const fields[] = {
    "create_date", "closed_date", "sla_deadline", "last_stage_update", "stage_id",
    "company_id",  NULL
  };

  return read_rows ("helpdesk.ticket", fields, answer, (gpointer)stage);
}

/* One task: New for a day, then elsewhere for two, at work for one, done. */
typedef struct
{
  const char *name, *totals, *second; /* when it changed for the second time */
  gboolean refused;                   /* which lines tell of a stage is not for this user */
  const char *met, *resolution, *response;
} TaskRow;

#define TASK                                                                                       \
  "{\"records\":[{\"id\":5,\"create_date\":\"2026-01-01 08:00:00\",\"state\":\"1_done\","          \
  "\"date_end\":\"2026-01-05 08:00:00\",\"date_deadline\":\"2026-01-04 08:00:00\","                \
  "\"date_last_stage_update\":\"2026-01-05 08:00:00\",\"stage_id\":{\"id\":4,"                     \
  "\"display_name\":\"Done\"},\"duration_tracking\":%s}]}"
#define STAGES                                                                                     \
  "[{\"id\":1,\"name\":\"New\"},{\"id\":2,\"name\":\"Awaiting customer\"},"                        \
  "{\"id\":3,\"name\":\"In progress\"},{\"id\":4,\"name\":\"Done\"}]"

static char *
format_change (const char *date)
{
  return g_strdup_printf (
      "{\"id\":1,\"res_id\":5,\"date\":\"%s\",\"create_date\":\"%s\",\"subtype_id\":[19,\"Stage\"],"
      "\"message_type\":\"notification\"}",
      date, date);
}

static JsonNode *
answer_task (ErpCall *call, gpointer user_data, GError **error)
{
  const TaskRow *row = user_data;
  const char *model = erp_call_get_model (call);
  g_autofree char *text = NULL;

  if (g_str_equal (model, "ir.model.data") && row->refused)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, "not yours");
      return NULL;
    }
  if (g_str_equal (model, "ir.model.data"))
    return erp_json_literal ("[\"mail.message.subtype\",19]");
  if (g_str_equal (model, "project.task.type"))
    return erp_json_literal (STAGES);
  if (g_str_equal (erp_call_get_method (call), "search_count"))
    return erp_json_literal ("1");
  if (g_str_equal (model, "mail.message"))
    {
      g_autofree char *first = format_change ("2026-01-02 08:00:00");
      g_autofree char *second = format_change (row->second);
      g_autofree char *third = format_change ("2026-01-05 08:00:00");

      /* Lines of changes come to who asks for them. */
      text = g_strdup_printf ("[{\"id\":9,\"res_id\":5,\"date\":\"2026-01-03 20:00:00\","
                              "\"create_date\":\"2026-01-03 20:00:00\",\"subtype_id\":[1,\"x\"],"
                              "\"message_type\":\"comment\"}%s%s%s%s%s%s]",
                              row->refused ? "" : ",", row->refused ? "" : first,
                              row->refused ? "" : ",", row->refused ? "" : second,
                              row->refused ? "" : ",", row->refused ? "" : third);
      return erp_json_literal (text);
    }
  if (!g_str_equal (model, "project.task"))
    return erp_json_literal ("[]"); /* no policy of its own */
  text = g_strdup_printf (TASK, row->totals);

  return erp_json_literal (text);
}

/* What a task waited is taken off where totals of its stages tell when that was. */
static void
test_tasks (void)
{
  static const char *const fields[] = {
    "create_date", "date_end",          "date_deadline",
    "stage_id",    "company_id",        "date_last_stage_update",
    "state",       "duration_tracking", NULL
  };
  static const TaskRow task_rows[] = {
    { "it waited two days", "{\"1\":86400,\"2\":172800,\"3\":86400,\"4\":99}",
      "2026-01-04 08:00:00", FALSE, "100", "48", "24" },
    { "it never waited", "{\"1\":86400,\"3\":259200,\"4\":99}", "2026-01-04 08:00:00", FALSE, "0",
      "96", "60" },
    { "it waited, or worked", "{\"1\":86400,\"2\":129600,\"3\":129600,\"4\":99}",
      "2026-01-03 20:00:00", FALSE, "0", "96", "60" },
    { "totals that do not fit", "{\"1\":86400,\"2\":5,\"3\":86400,\"4\":99}", "2026-01-04 08:00:00",
      FALSE, "0", "96", "60" },
    { "longer than time is", "{\"1\":86400,\"2\":9223372036854775807,\"3\":86400,\"4\":99}",
      "2026-01-04 08:00:00", FALSE, "0", "96", "60" },
    { "no totals", "false", "2026-01-04 08:00:00", FALSE, "0", "96", "60" },
    { "not told", "{\"1\":86400,\"2\":172800,\"3\":86400,\"4\":99}", "2026-01-04 08:00:00", TRUE,
      "0", "96", "60" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");

  for (gsize i = 0; i < G_N_ELEMENTS (task_rows); i++)
    {
      g_autoptr (BizKpiRows) rows = NULL;

      g_test_message ("%s", task_rows[i].name);
      rows = read_rows ("project.task", fields, answer_task, (gpointer)&task_rows[i]);
      g_assert_cmpuint (rows->cases->len, ==, 1);
      kpi_assert (biz_kpi_rows_make (rows, BIZ_KPI_TARGET_MET, &frame, zone), task_rows[i].met);
      kpi_assert (biz_kpi_rows_make (rows, BIZ_KPI_RESOLUTION, &frame, zone),
                  task_rows[i].resolution);
      kpi_assert (biz_kpi_rows_make (rows, BIZ_KPI_FIRST_RESPONSE, &frame, zone),
                  task_rows[i].response);
    }
}

static void
test_waiting (void)
{
  static const struct
  {
    const char *stage;
    const char *met; /* in percent, of both cases */
  } cases[] = {
    /* three days were promised: it waited after one, and is not late; the other was closed in time
     */
    { "Awaiting customer", "100" },
    { " awaiting Customer", "100" },
    /* late since the fourth of January */
    { "In progress", "50" },
  };
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  BizKpiFrame frame = kpi_frame ("2026-01-01", "2026-01-31");

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (BizKpiRows) rows = read_cases (cases[i].stage);

      g_test_message ("%s", cases[i].stage);
      g_assert_cmpuint (rows->cases->len, ==, 2);
      g_assert_cmpstr (rows->case_model, ==, "helpdesk.ticket");
      g_assert_cmpint (g_array_index (rows->cases, BizKpiCase, 1).id, ==, 2);
      kpi_assert (biz_kpi_rows_make (rows, BIZ_KPI_TARGET_MET, &frame, zone), cases[i].met);
      /* four days until it was closed, half a day until somebody answered */
      kpi_assert (biz_kpi_rows_make (rows, BIZ_KPI_RESOLUTION, &frame, zone), "96");
      kpi_assert (biz_kpi_rows_make (rows, BIZ_KPI_FIRST_RESPONSE, &frame, zone), "12");
      kpi_assert (biz_kpi_rows_make (rows, BIZ_KPI_CASES, &frame, zone), "1");
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kpi-cases/waiting", test_waiting);
  g_test_add_func ("/kpi-cases/tasks", test_tasks);

  return g_test_run ();
}
