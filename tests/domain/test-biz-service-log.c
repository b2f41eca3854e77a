/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-log.h"
#include "biz-stage-path.h"
#include "erp-call.h"
#include "erp-json.h"

/* 2026-11-20 00:00 UTC */
#define DAY G_GINT64_CONSTANT (1795132800)
#define HOUR 3600
#define OPENED (DAY + 7 * HOUR)
#define SUBTYPE 19

#define MOVE(time, from, old_name, to, name)                                                       \
  "{\"res_id\":5,\"create_date\":\"2026-11-20 " time ":00\",\"tracking_value_ids\":["              \
  "{\"field_id\":{\"name\":\"priority\"},\"old_value_integer\":0,\"new_value_integer\":0},"        \
  "{\"field_id\":{\"name\":\"stage_id\"},\"old_value_integer\":" #from ",\"old_value_char\":"      \
  "\"" old_name "\",\"new_value_integer\":" #to ",\"new_value_char\":\"" name "\"}]}"
#define CHANGE(time)                                                                               \
  "{\"res_id\":5,\"date\":\"2026-11-20 " time ":01\",\"create_date\":\"2026-11-20 " time           \
  ":00\",\"subtype_id\":[19,\"Stage Changed\"],\"message_type\":\"notification\"}"
#define ANSWER(id, time)                                                                           \
  "{\"res_id\":" #id ",\"date\":\"2026-11-20 " time ":00\",\"create_date\":\"2026-11-23 " time     \
  ":00\",\"subtype_id\":[1,\"Discussions\"],\"message_type\":\"comment\"}"
#define TOTALS(stage, totals)                                                                      \
  "[{\"id\":5,\"create_date\":\"2026-11-20 07:00:00\",\"stage_id\":" stage                         \
  ",\"duration_tracking\":" totals "},{\"id\":9,\"create_date\":\"2026-11-20 07:00:00\","          \
  "\"stage_id\":false,\"duration_tracking\":{\"1\":4}}]"

typedef struct
{
  GHashTable *logs;   /* (owned) */
  GHashTable *stages; /* (owned) */
  BizServiceLog *log;
} Ground;

static void
put (GHashTable *table, gint64 id, gpointer value)
{
  g_hash_table_replace (table, g_memdup2 (&id, sizeof id), value);
}

/* One case; stages 1 New, 2 Waiting, 3 Doing; 4 was deleted. */
static void
ground_open (Ground *self)
{
  self->logs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                      (GDestroyNotify)biz_service_log_free);
  self->stages = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->log = biz_service_log_new (OPENED);
  put (self->logs, 5, self->log);
  put (self->stages, 1, g_strdup ("New"));
  put (self->stages, 2, g_strdup ("Waiting"));
  put (self->stages, 3, g_strdup ("Doing"));
}

static void
ground_close (Ground *self)
{
  g_hash_table_unref (self->logs);
  g_hash_table_unref (self->stages);
}

static gboolean
waits_cb (const char *stage, gpointer data)
{
  return g_str_has_prefix (stage, data != NULL ? data : "Wait");
}

/* "09:00-11:00", of the day */
static char *
write_times (GArray *times)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < times->len; i++)
    {
      const BizServiceWait *time = &g_array_index (times, BizServiceWait, i);
      const int from = (int)(time->from - DAY) / 60, until = (int)(time->until - DAY) / 60;

      g_string_append_printf (text, "%s%02d:%02d-%02d:%02d", i > 0 ? " " : "", from / 60, from % 60,
                              until / 60, until % 60);
    }

  return g_string_free (text, FALSE);
}

static void
check (Ground *self, gboolean known, int staged_hour, const char *waits, const char *doubts)
{
  g_autofree char *waits_text = NULL, *doubts_text = NULL;

  /* As often as one likes. */
  biz_service_log_settle (self->log, self->stages, waits_cb, NULL);
  biz_service_log_settle (self->log, self->stages, waits_cb, NULL);
  waits_text = write_times (self->log->waits);
  doubts_text = write_times (self->log->doubts);
  g_assert_cmpint (self->log->known, ==, known);
  g_assert_cmpint (self->log->staged, ==, staged_hour > 0 ? DAY + staged_hour * HOUR : 0);
  g_assert_cmpstr (waits_text, ==, waits);
  g_assert_cmpstr (doubts_text, ==, doubts);
}

/* What administrators read. */
static const struct
{
  const char *name, *moves;
  int staged_hour;
  const char *waits;
} move_rows[] = {
  { "it never moved", "", 7, "" },
  { "in and out",
    MOVE ("09:00", 1, "New", 2, "Waiting") "," MOVE ("11:00", 2, "Waiting", 3, "Doing"), 11,
    "09:00-11:00" },
  { "it goes on", MOVE ("09:00", 1, "New", 2, "Waiting"), 9, "" },
  { "opened there", MOVE ("09:00", 2, "Waiting", 3, "Doing"), 9, "07:00-09:00" },
  { "from one of waiting to another",
    MOVE ("09:00", 1, "New", 2, "Waiting") "," MOVE (
        "09:30", 2, "Waiting", 4, "Wait more") "," MOVE ("11:00", 4, "Wait more", 3, "Doing"),
    11, "09:00-11:00" },
  { "what it is called now",
    MOVE ("09:00", 1, "Neu", 2, "Wartet") "," MOVE ("11:00", 2, "Wartet", 3, "Waits no more"), 11,
    "09:00-11:00" },
  { "what it was called, and is gone",
    MOVE ("09:00", 1, "New", 4, "Wait more") "," MOVE ("11:00", 4, "Wait more", 3, "Doing"), 11,
    "09:00-11:00" },
  { "another field",
    "{\"res_id\":5,\"create_date\":\"2026-11-20 09:00:00\","
    "\"tracking_value_ids\":[]},{\"res_id\":5,\"create_date\":\"2026-11-20 "
    "10:00:00\",\"tracking_value_ids\":[{\"field_id\":false}]}",
    7, "" },
  { "another case",
    "{\"res_id\":7,\"create_date\":\"2026-11-20 09:00:00\","
    "\"tracking_value_ids\":[]}",
    7, "" },
};

static void
test_moves (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (move_rows); i++)
    {
      g_autofree char *text =
          g_strdup_printf ("{\"length\":9,\"records\":[%s]}", move_rows[i].moves);
      g_autoptr (JsonNode) answer = erp_json_literal (text);
      g_autoptr (GError) error = NULL;
      Ground ground;

      g_test_message ("%s", move_rows[i].name);
      ground_open (&ground);
      g_assert_true (biz_service_log_take_moves (ground.logs, answer, &error));
      g_assert_no_error (error);
      check (&ground, TRUE, move_rows[i].staged_hour, move_rows[i].waits, "");
      ground_close (&ground);
    }
}

/* What who works reads: hours in seconds. */
static const struct
{
  const char *name, *changes, *totals;
  gboolean known;
  int staged_hour;
  const char *waits, *doubts;
} total_rows[] = {
  { "it never moved", "", TOTALS ("[1,\"New\"]", "{\"1\":999}"), TRUE, 7, "", "" },
  { "in and out", CHANGE ("09:00") "," CHANGE ("11:30") "," CHANGE ("12:00"),
    TOTALS ("[1,\"New\"]", "{\"1\":9000,\"2\":8999,\"3\":1800}"), TRUE, 12, "09:00-11:30", "" },
  { "it goes on", CHANGE ("09:00"), TOTALS ("[2,\"Waiting\"]", "{\"1\":7199,\"2\":50}"), TRUE, 9,
    "", "" },
  { "opened in none", CHANGE ("09:00") "," CHANGE ("12:00"),
    TOTALS ("[3,\"Doing\"]", "{\"false\":7200,\"2\":10800,\"3\":5}"), TRUE, 12, "09:00-12:00", "" },
  { "one stage of two numbers", CHANGE ("09:00") "," CHANGE ("12:00"),
    TOTALS ("[3,\"Doing\"]", "{\"false\":7000,\"0\":200,\"2\":10800,\"3\":5}"), TRUE, 12,
    "09:00-12:00", "" },
  { "alike", CHANGE ("09:00") "," CHANGE ("11:00"),
    TOTALS ("[3,\"Doing\"]", "{\"1\":7200,\"2\":7200,\"3\":5}"), TRUE, 11, "", "07:00-11:00" },
  { "a stage that is gone", CHANGE ("09:00") "," CHANGE ("12:00"),
    TOTALS ("[3,\"Doing\"]", "{\"1\":7200,\"4\":10800,\"3\":5}"), TRUE, 12, "", "09:00-12:00" },
  { "it changed between", CHANGE ("09:00"),
    TOTALS ("[3,\"Doing\"]", "{\"1\":7200,\"2\":10800,\"3\":5}"), FALSE, 0, "", "" },
  { "longer than time is", CHANGE ("09:00") "," CHANGE ("12:00"),
    TOTALS ("[3,\"Doing\"]", "{\"1\":7200,\"2\":9223372036854775807,\"3\":5}"), FALSE, 0, "", "" },
  { "longer by far before it", CHANGE ("09:00") "," CHANGE ("12:00"),
    TOTALS ("[3,\"Doing\"]", "{\"1\":-9007199254740993,\"2\":10800,\"3\":5}"), FALSE, 0, "", "" },
  { "one number often", CHANGE ("09:00"),
    TOTALS ("[3,\"Doing\"]", "{\"0\":9223372036854775807,\"false\":9223372036854775807}"), FALSE, 0,
    "", "" },
  { "not followed", CHANGE ("09:00"), TOTALS ("[3,\"Doing\"]", "false"), FALSE, 0, "", "" },
  { "nothing waits", CHANGE ("09:00"), TOTALS ("[3,\"Doing\"]", "{\"1\":7200,\"3\":9}"), TRUE, 9,
    "", "" },
};

static void
test_totals (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (total_rows); i++)
    {
      g_autofree char *text = g_strdup_printf ("[%s]", total_rows[i].changes);
      g_autoptr (JsonNode) changes = erp_json_literal (text);
      g_autoptr (JsonNode) totals = erp_json_literal (total_rows[i].totals);
      g_autoptr (GError) error = NULL;
      Ground ground;

      g_test_message ("%s", total_rows[i].name);
      ground_open (&ground);
      g_assert_true (biz_service_log_take_answers (ground.logs, changes, SUBTYPE, &error));
      g_assert_true (biz_service_log_take_totals (ground.logs, totals, &error));
      g_assert_no_error (error);
      g_assert_cmpint (ground.log->answered, ==, 0);
      check (&ground, total_rows[i].known, total_rows[i].staged_hour, total_rows[i].waits,
             total_rows[i].doubts);
      ground_close (&ground);
    }
}

/* The first of our answers, in whatever order they come; lines of a stage are none. */
static void
test_answers (void)
{
  g_autoptr (JsonNode) plain =
      erp_json_literal ("[{\"res_id\":5,\"date\":\"2026-11-20 10:00:00\"},"
                        "{\"res_id\":5,\"date\":\"2026-11-20 09:30:00\"},"
                        "{\"res_id\":9,\"date\":\"2026-11-20 08:00:00\"}]");
  g_autoptr (JsonNode) both = erp_json_literal ("[" ANSWER (5, "10:00") "," ANSWER (
      5, "09:00") "," ANSWER (9, "08:00") "," CHANGE ("08:00") "]");
  g_autoptr (GError) error = NULL;
  Ground ground;

  ground_open (&ground);
  g_assert_true (biz_service_log_take_answers (ground.logs, plain, 0, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ground.log->answered, ==, DAY + 9 * HOUR + 1800);
  g_assert_cmpuint (ground.log->changes->len, ==, 0);
  check (&ground, FALSE, 0, "", "");
  g_assert_true (biz_service_log_take_answers (ground.logs, both, SUBTYPE, &error));
  g_assert_no_error (error);
  g_assert_cmpint (ground.log->answered, ==, DAY + 9 * HOUR);
  g_assert_cmpuint (ground.log->changes->len, ==, 1);
  ground_close (&ground);
}

/* Another policy, other stages. */
static void
test_again (void)
{
  g_autoptr (JsonNode) answer = erp_json_literal ("{\"records\":[" MOVE (
      "09:00", 1, "New", 2, "Waiting") "," MOVE ("11:00", 2, "Waiting", 3, "Doing") "]}");
  g_autofree char *waits = NULL;
  Ground ground;

  ground_open (&ground);
  g_assert_true (biz_service_log_take_moves (ground.logs, answer, NULL));
  check (&ground, TRUE, 11, "09:00-11:00", "");
  biz_service_log_settle (ground.log, ground.stages, waits_cb, (gpointer) "New");
  waits = write_times (ground.log->waits);
  g_assert_cmpstr (waits, ==, "07:00-09:00");
  ground_close (&ground);
}

/* With as many lines as are asked for, later ones may be missing: nothing is known of stages. */
static void
test_cut (void)
{
  const gint64 id = 5;
  g_autoptr (ErpCall) call = biz_service_log_new_moves ("project.task", &id, 1);
  const gint64 limit = json_node_get_int (erp_call_get_arg (call, "limit"));
  GString *text = g_string_new ("{\"records\":[");
  g_autofree char *lines = NULL;
  g_autoptr (JsonNode) answer = NULL;
  Ground ground;

  for (gint64 k = 0; k < limit; k++)
    g_string_append_printf (text, "%s%s", k > 0 ? "," : "", MOVE ("09:00", 1, "New", 2, "Waiting"));
  g_string_append (text, "]}");
  lines = g_string_free (text, FALSE);
  answer = erp_json_literal (lines);
  ground_open (&ground);
  g_assert_true (biz_service_log_take_moves (ground.logs, answer, NULL));
  check (&ground, FALSE, 0, "", "");
  ground_close (&ground);
}

/* Lines that tell of a stage are asked for where there are such; pages follow one another. */
static void
test_calls (void)
{
  static const struct
  {
    gint64 subtype, after;
    const char *domain;
  } rows[] = {
    { 0, 0,
      "[[\"model\",\"=\",\"m\"],[\"res_id\",\"in\",[5]],\"&\",\"&\",[\"message_type\",\"in\","
      "[\"comment\",\"email_outgoing\"]],[\"subtype_id.internal\",\"=\",false],"
      "[\"author_id.user_ids.share\",\"=\",false]]" },
    { 19, 7,
      "[[\"model\",\"=\",\"m\"],[\"res_id\",\"in\",[5]],[\"id\",\">\",7],\"|\",\"&\",\"&\","
      "[\"message_type\",\"in\",[\"comment\",\"email_outgoing\"]],"
      "[\"subtype_id.internal\",\"=\",false],[\"author_id.user_ids.share\",\"=\",false],\"&\","
      "[\"message_type\",\"=\",\"notification\"],[\"subtype_id\",\"=\",19]]" },
  };
  const gint64 id = 5;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (ErpCall) call =
          biz_service_log_new_answers ("m", &id, 1, rows[i].subtype, rows[i].after);
      g_autofree char *domain = json_to_string (erp_call_get_arg (call, "domain"), FALSE);

      g_assert_cmpstr (domain, ==, rows[i].domain);
    }
}

typedef gboolean (*Take) (GHashTable *logs, JsonNode *answer, GError **error);

static gboolean
take_answers (GHashTable *logs, JsonNode *answer, GError **error)
{
  return biz_service_log_take_answers (logs, answer, SUBTYPE, error);
}

static void
test_broken (void)
{
  static const struct
  {
    Take take;
    const char *text;
  } rows[] = {
    { take_answers, "{}" },
    { take_answers, "[5]" },
    { take_answers, "[{\"res_id\":5}]" },
    { take_answers, "[{\"res_id\":\"x\",\"date\":false}]" },
    { take_answers, "[{\"res_id\":5,\"date\":\"soon\"}]" },
    { take_answers, "[{\"res_id\":5,\"date\":\"2026-11-20 09:00:00\",\"create_date\":7}]" },
    { biz_service_log_take_moves, "[]" },
    { biz_service_log_take_moves, "{\"records\":[7]}" },
    { biz_service_log_take_moves, "{\"records\":[{\"res_id\":5,\"create_date\":\"soon\"}]}" },
    { biz_service_log_take_totals, "{}" },
    { biz_service_log_take_totals, "[{}]" },
    { biz_service_log_take_totals, TOTALS ("\"x\"", "{\"1\":1}") },
    { biz_service_log_take_totals, TOTALS ("[1,\"New\"]", "{\"1\":\"long\"}") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) node = erp_json_literal (rows[i].text);
      g_autoptr (GError) error = NULL;
      Ground ground;

      g_test_message ("row %u", i);
      ground_open (&ground);
      g_assert_false (rows[i].take (ground.logs, node, &error));
      g_assert_nonnull (error);
      ground_close (&ground);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz/service-log/moves", test_moves);
  g_test_add_func ("/biz/service-log/totals", test_totals);
  g_test_add_func ("/biz/service-log/answers", test_answers);
  g_test_add_func ("/biz/service-log/again", test_again);
  g_test_add_func ("/biz/service-log/cut", test_cut);
  g_test_add_func ("/biz/service-log/calls", test_calls);
  g_test_add_func ("/biz/service-log/broken", test_broken);
  return g_test_run ();
}
