/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-service-log.h"
#include "biz-service-sweep.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-json.h"
#include "service-ground.h"

/* A Monday, 13:00 UTC; there is work from 8 to 17. */
#define NOW G_GINT64_CONSTANT (1795438800)
#define HOUR 3600
#define N_CASES 2500

/* What is promised where nobody said otherwise, of medium priority. */
#define RESPONSE (4 * HOUR)

typedef struct
{
  gint64 created;
  gint64 written;
  gboolean undated; /* the server does not say when it was written */
  gboolean closed;
  gboolean waits;
  guint n_answers; /* at the time it was written */
} Case;

typedef struct
{
  Ground ground;
  BizService *service;
  BizServiceTimes *times;
  BizServiceSweep *sweep;
  Case cases[N_CASES + 1]; /* by id, from 1 */
  guint n_pages;           /* of cases */
  guint n_logs;            /* of messages */
  guint most;              /* cases of a page */
  guint counted;
  gboolean fails;
  gboolean stuck; /* the first page comes again and again */
} Fixture;

static char *
format_time (gint64 time)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_unix_utc (time);

  return g_date_time_format (at, "%Y-%m-%d %H:%M:%S");
}

/* (nullable): the term of the domain on @field */
static JsonNode *
find_term (ErpCall *call, const char *field, const char *op)
{
  JsonArray *terms = json_node_get_array (erp_call_get_arg (call, "domain"));

  for (guint i = 0; i < json_array_get_length (terms); i++)
    {
      JsonNode *node = json_array_get_element (terms, i);
      JsonArray *term = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

      if (term != NULL && g_str_equal (json_array_get_string_element (term, 0), field)
          && g_str_equal (json_array_get_string_element (term, 1), op))
        return json_array_get_element (term, 2);
    }

  return NULL;
}

static void
add_case (GString *text, guint id, const Case *one)
{
  g_autofree char *created = format_time (one->created);
  g_autofree char *time = format_time (one->written);
  g_autofree char *written = one->undated ? g_strdup ("false") : g_strdup_printf ("\"%s\"", time);

  g_string_append_printf (
      text,
      "%s{\"id\":%u,\"name\":\"Case\",\"priority\":\"1\",\"create_date\":\"%s\",\"write_date\":"
      "%s,\"last_stage_update\":\"%s\",\"company_id\":{\"id\":1,\"display_name\":\"North\"},"
      "\"team_id\":false,\"stage_id\":{\"id\":1,\"display_name\":\"%s\",\"closed\":%s}}",
      text->str[text->len - 1] == '}' ? "," : "", id, created, written, created,
      one->waits ? "Waiting for Customer" : "New", one->closed ? "true" : "false");
}

static JsonNode *
answer_cases (Fixture *f, ErpCall *call)
{
  JsonNode *after = find_term (call, "id", ">");
  JsonNode *since = find_term (call, "write_date", ">=");
  const guint limit = (guint)json_node_get_int (erp_call_get_arg (call, "limit"));
  g_autoptr (GString) text = g_string_new ("{\"length\":1,\"records\":[");
  guint n = 0;

  g_assert_true (erp_call_get_background (call));
  f->n_pages++;
  for (guint id = after != NULL && !f->stuck ? (guint)json_node_get_int (after) + 1 : 1;
       id <= N_CASES && n < limit; id++)
    {
      g_autofree char *written = format_time (f->cases[id].written);

      if (since != NULL ? g_strcmp0 (written, json_node_get_string (since)) < 0
                        : f->cases[id].closed)
        continue;
      add_case (text, id, &f->cases[id]);
      n++;
    }
  f->most = MAX (f->most, n);
  g_string_append (text, "]}");

  return erp_json_literal (text->str);
}

/* Messages bear the number of their case, times a thousand, and which it is. */
static JsonNode *
answer_messages (Fixture *f, ErpCall *call)
{
  JsonNode *after = find_term (call, "id", ">");
  JsonNode *since = find_term (call, "date", ">=");
  JsonNode *ids = find_term (call, "res_id", "in");
  const guint limit = (guint)json_node_get_int (erp_call_get_arg (call, "limit"));
  const gint64 first = after != NULL ? json_node_get_int (after) : 0;
  g_autoptr (GHashTable) wanted = g_hash_table_new (NULL, NULL);
  g_autoptr (GString) text = g_string_new ("[");
  guint n = 0;

  f->n_logs++;
  for (guint i = 0; ids != NULL && i < json_array_get_length (json_node_get_array (ids)); i++)
    g_hash_table_add (wanted,
                      GUINT_TO_POINTER (json_array_get_int_element (json_node_get_array (ids), i)));
  for (guint id = 1; id <= N_CASES; id++)
    {
      g_autofree char *date = format_time (f->cases[id].created + 60);

      if ((ids != NULL && !g_hash_table_contains (wanted, GUINT_TO_POINTER (id)))
          || (since != NULL && f->cases[id].n_answers == 0))
        continue;
      for (guint i = 0; i < f->cases[id].n_answers && n < limit; i++)
        if (id * 1000 + i > first)
          g_string_append_printf (text, "%s{\"id\":%u,\"res_id\":%u,\"date\":\"%s\"}",
                                  n++ > 0 ? "," : "", id * 1000 + i, id, date);
    }
  g_string_append_c (text, ']');

  return erp_json_literal (text->str);
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  const char *model = erp_call_get_model (call);

  if (g_str_equal (model, "ir.attachment"))
    return erp_json_literal ("[]");
  if (f->fails || (!g_str_equal (model, "helpdesk.ticket") && !g_str_equal (model, "mail.message")))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, "not yours");
      return NULL;
    }

  return g_str_equal (model, "mail.message") ? answer_messages (f, call) : answer_cases (f, call);
}

static void
counted_cb (Fixture *f)
{
  f->counted++;
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (biz_service_times_load_finish (BIZ_SERVICE_TIMES (source), result, &error));
  *(gboolean *)user_data = TRUE;
}

static gboolean
is_true (gpointer user_data)
{
  return *(gboolean *)user_data;
}

static gboolean
is_counted (gpointer user_data)
{
  return ((Fixture *)user_data)->counted > 0;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const gint64 company = 1;
  gboolean loaded = FALSE;

  ground_open (&f->ground, GROUND_OCA, ERP_RIGHT_READ, answer, f);
  erp_session_set_active_companies (f->ground.session, &company, 1);
  fake_client_set_server_time (f->ground.client, NOW * G_USEC_PER_SEC);
  for (guint id = 1; id <= N_CASES; id++)
    f->cases[id] = (Case){ .created = NOW - HOUR, .written = NOW - 30 * 24 * HOUR };
  f->service = biz_service_new (f->ground.session, 0);
  f->times = biz_service_times_new (f->ground.session);
  biz_service_times_load_async (f->times, NULL, loaded_cb, &loaded);
  fake_loop_until (is_true, &loaded);
  fake_loop_drain ();
  f->sweep = biz_service_sweep_new (f->service, f->times);
  g_signal_connect_swapped (f->sweep, "counted", G_CALLBACK (counted_cb), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  biz_service_sweep_forget (f->sweep);
  fake_loop_drain ();
  g_clear_object (&f->sweep);
  g_clear_object (&f->times);
  g_clear_object (&f->service);
  ground_close (&f->ground);
}

static void
read_all (Fixture *f, gint64 now)
{
  f->counted = 0;
  biz_service_sweep_read (f->sweep, now);
  fake_loop_until (is_counted, f);
  fake_loop_drain ();
}

static gboolean
is_marked (Fixture *f, BizServiceMark mark, gint64 id)
{
  g_autoptr (GArray) ids = biz_service_sweep_dup_marked (f->sweep, mark);

  for (guint i = 0; i < ids->len; i++)
    if (g_array_index (ids, gint64, i) == id)
      return TRUE;

  return FALSE;
}

static guint
count_marked (Fixture *f, BizServiceMark mark)
{
  g_autoptr (GArray) ids = biz_service_sweep_dup_marked (f->sweep, mark);

  for (guint i = 1; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i - 1), <, g_array_index (ids, gint64, i));

  return ids->len;
}

enum
{
  FINE,
  DUE,
  LATE,
};

/* Created so many seconds before what is promised would be over now. The last answer counts as
 * much as the first; what waits is not late but paused; night and the days of the week are none. */
static const struct
{
  gint64 created;
  gboolean closed, waits;
  guint n_answers;
  int state;
} table[] = {
  { NOW - RESPONSE - 1, FALSE, FALSE, 0, LATE },
  { NOW - RESPONSE, FALSE, FALSE, 0, DUE },
  { NOW - RESPONSE + HOUR, FALSE, FALSE, 0, DUE },
  { NOW - RESPONSE + HOUR + 1, FALSE, FALSE, 0, FINE },
  { NOW - RESPONSE - 1, TRUE, FALSE, 0, FINE },
  { NOW - RESPONSE - 1, FALSE, TRUE, 0, FINE },
  { NOW - RESPONSE - 1, FALSE, FALSE, 1, FINE },
  { NOW - RESPONSE, FALSE, FALSE, 3, FINE },
  { NOW - 3 * 24 * HOUR, FALSE, FALSE, 0, LATE },  /* Friday at one: 9 hours of work */
  { NOW - 3 * 24 * HOUR, FALSE, FALSE, 1, FINE },  /* its end is 24 hours of work away */
  { NOW - 14 * 24 * HOUR, FALSE, FALSE, 1, LATE }, /* and here it is over */
  { NOW - 68 * HOUR, FALSE, FALSE, 0, LATE },      /* Friday 17:00: it began at 8 today */
};

/* Every open case counts, wherever it stands: the table at the beginning, amid and at the end. */
static void
test_table (Fixture *f, gconstpointer data)
{
  static const guint begins[] = { 1, 995, 1990, N_CASES - G_N_ELEMENTS (table) + 1 };
  guint late = 0, due = 0, closed = 0;

  for (guint b = 0; b < G_N_ELEMENTS (begins); b++)
    for (guint i = 0; i < G_N_ELEMENTS (table); i++)
      {
        f->cases[begins[b] + i] = (Case){ .created = table[i].created,
                                          .written = NOW - 30 * 24 * HOUR,
                                          .closed = table[i].closed,
                                          .waits = table[i].waits,
                                          .n_answers = table[i].n_answers };
        late += table[i].state == LATE;
        due += table[i].state == DUE;
        closed += table[i].closed;
      }
  g_assert_false (biz_service_sweep_is_complete (f->sweep));
  read_all (f, NOW);
  g_assert_true (biz_service_sweep_is_complete (f->sweep));
  g_assert_cmpuint (biz_service_sweep_get_n_cases (f->sweep), ==, N_CASES - closed);
  g_assert_cmpuint (f->n_pages, ==, 3);
  g_assert_cmpuint (f->most, ==, 1000);
  for (guint b = 0; b < G_N_ELEMENTS (begins); b++)
    for (guint i = 0; i < G_N_ELEMENTS (table); i++)
      {
        g_test_message ("line %u at %u", i, begins[b]);
        g_assert_cmpint (is_marked (f, BIZ_SERVICE_LATE, begins[b] + i), ==,
                         table[i].state == LATE);
        g_assert_cmpint (is_marked (f, BIZ_SERVICE_DUE, begins[b] + i), ==, table[i].state == DUE);
      }
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_LATE), ==, late);
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_DUE), ==, due);
}

/* Nothing is read when only the time goes on, until a log is needed. */
static void
test_time (Fixture *f, gconstpointer data)
{
  read_all (f, NOW);
  g_assert_cmpuint (f->n_logs, ==, 0);
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_DUE), ==, 0);
  f->counted = f->n_pages = 0;
  biz_service_sweep_count (f->sweep, NOW + 2 * HOUR);
  fake_loop_until (is_counted, f);
  g_assert_cmpuint (f->n_pages, ==, 0);
  g_assert_cmpuint (f->n_logs, ==, 7); /* 400 at a time */
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_DUE), ==, N_CASES);
  f->counted = 0;
  biz_service_sweep_count (f->sweep, NOW + 3 * HOUR + 1);
  fake_loop_until (is_counted, f);
  g_assert_cmpuint (f->n_logs, ==, 7);
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_DUE), ==, 0);
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_LATE), ==, N_CASES);
}

/* More answers than a page of messages has: all are read before somebody is called late. */
static void
test_many_answers (Fixture *f, gconstpointer data)
{
  for (guint id = 1; id <= 400; id++)
    {
      f->cases[id].created = NOW - RESPONSE - 1;
      f->cases[id].n_answers = 11;
    }
  read_all (f, NOW);
  g_assert_cmpuint (f->n_logs, ==, 3);
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_LATE), ==, 0);
}

/* After the first time what was written is read: closed, opened, and answered without a writing. */
static void
test_changes (Fixture *f, gconstpointer data)
{
  for (guint id = 1; id <= 4; id++)
    f->cases[id].created = NOW - RESPONSE - 1;
  f->cases[5].closed = TRUE;
  read_all (f, NOW);
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_LATE), ==, 4);
  f->cases[1].closed = TRUE;
  f->cases[1].written = NOW + 60;
  f->cases[2].n_answers = 1; /* nothing is written in the case itself */
  f->cases[5] = (Case){ .created = NOW - RESPONSE - 1, .written = NOW + 60 };
  f->n_pages = f->most = 0;
  read_all (f, NOW + 300);
  g_assert_cmpuint (f->n_pages, ==, 1);
  g_assert_cmpuint (f->most, ==, 2);
  g_assert_cmpuint (biz_service_sweep_get_n_cases (f->sweep), ==, N_CASES - 1);
  g_assert_false (is_marked (f, BIZ_SERVICE_LATE, 1));
  g_assert_false (is_marked (f, BIZ_SERVICE_LATE, 2));
  g_assert_true (is_marked (f, BIZ_SERVICE_LATE, 3));
  g_assert_true (is_marked (f, BIZ_SERVICE_LATE, 5));
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_LATE), ==, 3);
  /* other cases are meant */
  biz_service_sweep_forget (f->sweep);
  g_assert_false (biz_service_sweep_is_complete (f->sweep));
  g_assert_cmpuint (count_marked (f, BIZ_SERVICE_LATE), ==, 0);
  f->n_pages = 0;
  read_all (f, NOW + 300);
  g_assert_cmpuint (f->n_pages, ==, 3);
}

/* What cannot be read marks nothing, and what was marked stays; the next time asks again. */
static void
test_failure (Fixture *f, gconstpointer data)
{
  f->cases[7].created = NOW - RESPONSE - 1;
  f->fails = TRUE;
  biz_service_sweep_read (f->sweep, NOW);
  fake_loop_drain ();
  g_assert_false (biz_service_sweep_is_complete (f->sweep));
  f->fails = FALSE;
  read_all (f, NOW);
  g_assert_true (is_marked (f, BIZ_SERVICE_LATE, 7));
  f->fails = TRUE;
  f->counted = 0;
  biz_service_sweep_read (f->sweep, NOW);
  fake_loop_drain ();
  g_assert_cmpuint (f->counted, ==, 0);
  g_assert_true (is_marked (f, BIZ_SERVICE_LATE, 7));
}

static gboolean
is_asked_twice (gpointer user_data)
{
  return ((Fixture *)user_data)->n_pages >= 2;
}

/* As soon as the reading before is given up, another one begins. */
static gboolean
is_read_again (gpointer user_data)
{
  Fixture *f = user_data;

  if (!biz_service_sweep_is_complete (f->sweep))
    biz_service_sweep_read (f->sweep, NOW);

  return biz_service_sweep_is_complete (f->sweep);
}

/* A server that answers the same page whatever is asked for is not asked on; some of the cases are
 * not all of them. */
static void
test_stuck (Fixture *f, gconstpointer data)
{
  f->stuck = TRUE;
  biz_service_sweep_read (f->sweep, NOW);
  fake_loop_until (is_asked_twice, f);
  f->stuck = FALSE;
  fake_loop_until (is_read_again, f);
  g_assert_cmpuint (f->n_pages, ==, 2 + 3); /* all anew, nothing of what came twice */
  g_assert_cmpuint (biz_service_sweep_get_n_cases (f->sweep), ==, N_CASES);
  fake_loop_until (is_counted, f);
}

/* Nobody says when it was written: its log is read once, not for ever. */
static void
test_undated (Fixture *f, gconstpointer data)
{
  f->cases[7].created = NOW - RESPONSE - 1;
  f->cases[7].undated = TRUE;
  read_all (f, NOW);
  g_assert_true (is_marked (f, BIZ_SERVICE_LATE, 7));
  g_assert_cmpuint (f->n_logs, ==, 1);
}

/* Gone while something is on its way. */
static void
test_gone (Fixture *f, gconstpointer data)
{
  fake_client_hold (f->ground.client, TRUE);
  biz_service_sweep_read (f->sweep, NOW);
  biz_service_sweep_read (f->sweep, NOW); /* it is at it */
  g_assert_cmpuint (fake_client_get_n_waiting (f->ground.client), ==, 1);
  biz_service_sweep_forget (f->sweep);
  fake_client_hold (f->ground.client, FALSE);
  fake_loop_drain ();
  g_assert_false (biz_service_sweep_is_complete (f->sweep));
  read_all (f, NOW);
  g_assert_true (biz_service_sweep_is_complete (f->sweep));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/biz/service-sweep/table", Fixture, NULL, set_up, test_table, tear_down);
  g_test_add ("/biz/service-sweep/time", Fixture, NULL, set_up, test_time, tear_down);
  g_test_add ("/biz/service-sweep/many-answers", Fixture, NULL, set_up, test_many_answers,
              tear_down);
  g_test_add ("/biz/service-sweep/changes", Fixture, NULL, set_up, test_changes, tear_down);
  g_test_add ("/biz/service-sweep/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/biz/service-sweep/stuck", Fixture, NULL, set_up, test_stuck, tear_down);
  g_test_add ("/biz/service-sweep/undated", Fixture, NULL, set_up, test_undated, tear_down);
  g_test_add ("/biz/service-sweep/gone", Fixture, NULL, set_up, test_gone, tear_down);

  return g_test_run ();
}
