/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-reader.h"
#include "biz-stage-path.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "erp-json.h"
#include "service-ground.h"

#include <string.h>

#define TASK_ID G_GINT64_CONSTANT (21)
#define TICKET_ID G_GINT64_CONSTANT (14)

/* One way in which a server and a user are. */
typedef struct
{
  const char *name;
  GroundKind kind;
  gboolean totals, admin;
  const char *refused; /* a model whose calls are not for this user */
  const char *calls;   /* models in order, "/": the second reading */
  gboolean known;
  int n_waits;
} Row;

static const Row rows[] = {
  { "who works, tasks", GROUND_TASKS, TRUE, FALSE, NULL,
    "ir.model.data project.task.type project.task mail.message / project.task mail.message", TRUE,
    1 },
  { "administrator, tasks", GROUND_TASKS, TRUE, TRUE, NULL,
    "ir.model.data project.task.type mail.message mail.message / mail.message mail.message", TRUE,
    1 },
  { "administrator, tickets", GROUND_OCA, FALSE, TRUE, NULL,
    "helpdesk.ticket.stage mail.message mail.message / mail.message mail.message", TRUE, 1 },
  { "who works, tickets: answers alone", GROUND_OCA, FALSE, FALSE, NULL,
    "mail.message / mail.message", FALSE, 0 },
  { "tasks that nobody follows", GROUND_TASKS, FALSE, FALSE, NULL, "mail.message / mail.message",
    FALSE, 0 },
  { "which lines is not told", GROUND_TASKS, TRUE, FALSE, "ir.model.data",
    "ir.model.data project.task.type mail.message / mail.message", FALSE, 0 },
  { "totals are not told", GROUND_TASKS, TRUE, FALSE, "project.task",
    "ir.model.data project.task.type project.task mail.message / project.task mail.message", FALSE,
    0 },
  /* Then each stage that it was in is asked for again: which of them waits is not known. */
  { "names are not told", GROUND_TASKS, TRUE, FALSE, "project.task.type",
    "ir.model.data project.task.type project.task mail.message / "
    "ir.model.data project.task.type project.task mail.message",
    TRUE, 0 },
};

typedef struct
{
  Ground ground;
  const Row *row;
  BizTicket *ticket;
  BizServiceReader *reader;
  GHashTable *logs;      /* (owned) (nullable): of the last reading */
  GError *error;         /* (owned) (nullable) */
  gboolean done, broken; /* broken: the line is cut for what tells of stages */
  guint n_messages;      /* of a page that is full */
  gboolean stuck;        /* it comes again and again */
} Fixture;

static const char *
find_totals (Fixture *f)
{
  return "[{\"id\":21,\"create_date\":\"2026-11-20 08:00:00\",\"stage_id\":[2,\"In Progress\"],"
         "\"duration_tracking\":{\"1\":3600,\"3\":7200,\"2\":90000}}]";
}

static const char *
find_moves (Fixture *f)
{
  return "{\"length\":2,\"records\":[{\"res_id\":%" G_GINT64_FORMAT
         ",\"create_date\":\"2026-11-22 19:00:00\","
         "\"tracking_value_ids\":[{\"field_id\":{\"name\":\"stage_id\"},\"old_value_integer\":1,"
         "\"old_value_char\":\"New\",\"new_value_integer\":3,\"new_value_char\":\"Awaiting\"}]},"
         "{\"res_id\":%" G_GINT64_FORMAT ",\"create_date\":\"2026-11-22 21:00:00\","
         "\"tracking_value_ids\":[{\"field_id\":{\"name\":\"stage_id\"},\"old_value_integer\":3,"
         "\"old_value_char\":\"Awaiting\",\"new_value_integer\":2,\"new_value_char\":\"Doing\"}]}]"
         "}";
}

/* A page that is full, after which there is one answer more; else an answer and, where they are
 * asked for, two changes. */
static JsonNode *
answer_messages (Fixture *f, ErpCall *call)
{
  GString *text = g_string_new ("[");
  g_autofree char *whole = NULL;
  const gboolean changes =
      json_array_get_length (json_node_get_array (erp_call_get_arg (call, "fields"))) > 2;
  static const char *const lines[] = {
    "{\"id\":70,\"res_id\":21,\"date\":\"2026-11-20 12:00:00\",\"create_date\":"
    "\"2026-11-20 12:00:00\",\"subtype_id\":[1,\"x\"],\"message_type\":\"comment\"}",
    "{\"id\":71,\"res_id\":21,\"date\":\"2026-11-20 09:00:00\",\"create_date\":"
    "\"2026-11-20 09:00:00\",\"subtype_id\":[19,\"x\"],\"message_type\":\"notification\"}",
    "{\"id\":72,\"res_id\":21,\"date\":\"2026-11-20 11:00:00\",\"create_date\":"
    "\"2026-11-20 11:00:00\",\"subtype_id\":[19,\"x\"],\"message_type\":\"notification\"}",
  };

  for (guint i = 0; i < f->n_messages; i++)
    g_string_append_printf (text, "%s{\"id\":%u,\"res_id\":9,\"date\":\"2026-11-20 12:00:00\"}",
                            i > 0 ? "," : "", i + 1);
  for (guint i = 0; f->n_messages == 0 && i < (changes ? 3 : 1); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "," : "", lines[i]);
  if (!f->stuck)
    f->n_messages = 0;
  g_string_append_c (text, ']');
  whole = g_string_free (text, FALSE);

  return erp_json_literal (whole);
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  const char *model = erp_call_get_model (call);

  g_assert_true (erp_call_get_background (call));
  g_assert_false (erp_call_is_write (call));
  if (g_strcmp0 (model, f->row->refused) == 0)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, "not yours");
      return NULL;
    }
  if (f->broken && !g_str_equal (model, "mail.message"))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_UNREACHABLE, "gone");
      return NULL;
    }
  if (g_str_equal (model, "ir.model.data"))
    return erp_json_literal ("[\"mail.message.subtype\",19]");
  if (g_str_equal (model, "project.task.type") || g_str_equal (model, "helpdesk.ticket.stage"))
    return erp_json_literal ("[{\"id\":1,\"name\":\"New\"},{\"id\":2,\"name\":\"In Progress\"},"
                             "{\"id\":3,\"name\":\"Awaiting customer\"}]");
  if (g_str_equal (model, "project.task"))
    return erp_json_literal (find_totals (f));
  if (g_str_equal (erp_call_get_method (call), "web_search_read"))
    {
      const gint64 id = biz_ticket_get_id (f->ticket);
      g_autofree char *text = NULL;

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
      text = g_strdup_printf (find_moves (f), id, id);
#pragma GCC diagnostic pop
      return erp_json_literal (text);
    }

  return answer_messages (f, call);
}

static void
open_fixture (Fixture *f, const Row *row)
{
  const gboolean tasks = row->kind == GROUND_TASKS;
  g_autoptr (JsonNode) node = erp_json_literal (tasks ? GROUND_TASK_ROW : GROUND_OCA_ROW);
  g_autoptr (GError) error = NULL;
  BizTicketShape shape;

  *f = (Fixture){ .row = row };
  ground_open (&f->ground, row->kind, ERP_RIGHT_READ, answer, f);
  if (row->totals)
    g_hash_table_insert (
        erp_capabilities_ensure_model (f->ground.capabilities, "project.task")->fields,
        g_strdup ("duration_tracking"), NULL);
  if (row->admin)
    g_hash_table_add (f->ground.capabilities->groups, g_strdup ("base.group_system"));
  biz_ticket_shape_init (&shape, f->ground.capabilities);
  f->ticket = biz_ticket_new_from_json (&shape, json_node_get_object (node), &error);
  g_assert_no_error (error);
  f->reader = biz_service_reader_new (f->ground.session);
}

static void
close_fixture (Fixture *f)
{
  g_clear_pointer (&f->logs, g_hash_table_unref);
  g_clear_error (&f->error);
  g_assert_finalize_object (f->reader);
  g_clear_object (&f->ticket);
  ground_close (&f->ground);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *f = user_data;

  f->logs = biz_service_reader_read_finish (BIZ_SERVICE_READER (source), result, &f->error);
  f->done = TRUE;
}

static gboolean
is_done (gpointer user_data)
{
  return ((Fixture *)user_data)->done;
}

static void
read_case (Fixture *f, GCancellable *cancellable)
{
  g_clear_pointer (&f->logs, g_hash_table_unref);
  g_clear_error (&f->error);
  f->done = FALSE;
  biz_service_reader_read_async (f->reader, &f->ticket, 1, cancellable, read_cb, f);
  fake_loop_until (is_done, f);
  fake_loop_drain ();
}

static gboolean
waits_cb (const char *stage, gpointer data)
{
  return g_str_has_prefix (stage, "Awaiting");
}

static BizServiceLog *
settle (Fixture *f)
{
  const gint64 id = biz_ticket_get_id (f->ticket);
  BizServiceLog *log;

  g_assert_no_error (f->error);
  log = g_hash_table_lookup (f->logs, &id);
  g_assert_nonnull (log);
  biz_service_log_settle (log, biz_service_reader_get_stages (f->reader), waits_cb, NULL);

  return log;
}

/* What is asked, in which order, and what is known then; the second time no more than what changes.
 */
static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GString) calls = g_string_new (NULL);
      BizServiceLog *log;
      Fixture f;

      g_test_message ("%s", rows[i].name);
      open_fixture (&f, &rows[i]);
      for (guint turn = 0; turn < 2; turn++)
        {
          fake_client_forget_calls (f.ground.client);
          read_case (&f, NULL);
          g_string_append (calls, turn > 0 ? " /" : "");
          for (guint k = 0; k < fake_client_get_n_calls (f.ground.client); k++)
            g_string_append_printf (calls, "%s%s", calls->len > 0 ? " " : "",
                                    erp_call_get_model (fake_client_get_call (f.ground.client, k)));
          log = settle (&f);
          g_assert_cmpint (log->known, ==, rows[i].known);
          g_assert_cmpint ((int)log->waits->len, ==, rows[i].n_waits);
          if (rows[i].kind == GROUND_TASKS)
            g_assert_cmpint (log->answered % 86400, ==, 12 * 3600);
        }
      g_assert_cmpstr (calls->str, ==, rows[i].calls);
      close_fixture (&f);
    }
}

/* Whoever looks comes to the same. */
static void
test_same (void)
{
  gint64 waits[2][2];

  for (guint i = 0; i < 2; i++)
    {
      BizServiceLog *log;
      Fixture f;

      open_fixture (&f, &rows[i]);
      read_case (&f, NULL);
      log = settle (&f);
      waits[i][0] = g_array_index (log->waits, BizServiceWait, 0).until
                    - g_array_index (log->waits, BizServiceWait, 0).from;
      waits[i][1] = log->doubts->len;
      close_fixture (&f);
    }
  g_assert_cmpint (waits[0][0], ==, 2 * 3600);
  g_assert_cmpint (waits[0][0], ==, waits[1][0]);
  g_assert_cmpint (waits[0][1] + waits[1][1], ==, 0);
}

/* A line that is cut is no answer: it fails, and all is asked again. */
static void
test_broken (void)
{
  Fixture f;

  open_fixture (&f, &rows[0]);
  f.broken = TRUE;
  read_case (&f, NULL);
  g_assert_null (f.logs);
  g_assert_error (f.error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  f.broken = FALSE;
  fake_client_forget_calls (f.ground.client);
  read_case (&f, NULL);
  g_assert_cmpuint (fake_client_get_n_calls (f.ground.client), ==, 4);
  g_assert_true (settle (&f)->known);
  f.broken = TRUE;
  read_case (&f, NULL);
  g_assert_error (f.error, ERP_ERROR, ERP_ERROR_UNREACHABLE);
  close_fixture (&f);
}

/* More messages than a page: the next begins after the last. */
static void
test_pages (void)
{
  Fixture f;
  ErpCall *last;
  g_autofree char *domain = NULL;

  open_fixture (&f, &rows[4]);
  f.n_messages = 2000;
  read_case (&f, NULL);
  g_assert_cmpuint (fake_client_get_n_calls (f.ground.client), ==, 2);
  last = fake_client_get_call (f.ground.client, 1);
  domain = json_to_string (erp_call_get_arg (last, "domain"), FALSE);
  g_assert_nonnull (strstr (domain, "[\"id\",\">\",2000]"));
  g_assert_cmpint (settle (&f)->answered % 86400, ==, 12 * 3600);
  close_fixture (&f);
}

/* A server that answers the same page whatever is asked for: it fails, and is not asked on. */
static void
test_stuck (void)
{
  Fixture f;

  open_fixture (&f, &rows[4]);
  f.n_messages = 2000;
  f.stuck = TRUE;
  read_case (&f, NULL);
  g_assert_cmpuint (fake_client_get_n_calls (f.ground.client), ==, 2);
  g_assert_null (f.logs);
  g_assert_error (f.error, ERP_ERROR, ERP_ERROR_PROTOCOL);
  close_fixture (&f);
}

/* Stages are asked for once, whoever prepares. */
static void
test_prepare (void)
{
  Fixture f;

  open_fixture (&f, &rows[0]);
  g_assert_cmpint (biz_service_reader_get_subtype (f.reader), ==, 0);
  read_case (&f, NULL);
  g_assert_cmpint (biz_service_reader_get_subtype (f.reader), ==, 19);
  g_assert_cmpuint (g_hash_table_size (biz_service_reader_get_stages (f.reader)), ==, 3);
  g_assert_cmpuint (fake_client_count_calls (f.ground.client, "check_object_reference"), ==, 1);
  close_fixture (&f);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/service-reader/table", test_table);
  g_test_add_func ("/biz/service-reader/same", test_same);
  g_test_add_func ("/biz/service-reader/broken", test_broken);
  g_test_add_func ("/biz/service-reader/pages", test_pages);
  g_test_add_func ("/biz/service-reader/stuck", test_stuck);
  g_test_add_func ("/biz/service-reader/prepare", test_prepare);
  return g_test_run ();
}
