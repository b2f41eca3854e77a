/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Cases are changed and made at the demo company of both series: once, over what was seen and
 * nothing else, with everything named that was left alone. */

#include "biz-ticket-run.h"

#include "biz-ticket-counts.h"
#include "biz-ticket-create.h"
#include "biz-ticket-listing.h"
#include "demo-desk.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal-private.h"
#include "erp-json.h"
#include "fake-client.h"
#include "test-values.h"

#include <string.h>

#define N_CASES 3

typedef struct
{
  DemoDesk desk;
  BizService *service;
  gint64 ids[N_CASES];
  gint64 uid;
  gint64 other; /* a colleague */
} Bench;

static gint64
ask_first (Bench *bench, const char *model, const char *domain)
{
  g_autoptr (JsonNode) answer = desk_ask (&bench->desk, FALSE, model, "search", 0, "domain", domain,
                                          "limit", "1", "order", "\"id\"", NULL);
  JsonArray *ids = json_node_get_array (answer);

  g_assert_cmpuint (json_array_get_length (ids), ==, 1);

  return json_array_get_int_element (ids, 0);
}

static void
load_service (Bench *bench)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  biz_service_load_async (bench->service, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  biz_service_load_finish (bench->service, result, &error);
  g_assert_no_error (error);
}

static void
make_cases (Bench *bench)
{
  for (guint i = 0; i < N_CASES; i++)
    {
      g_autofree char *title = g_strdup_printf ("Run test %u", i);
      const BizTicketWish wish = { .title = title,
                                   .text = "First.\n\nSecond <b>line</b>.",
                                   .priority = 1 };
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      biz_ticket_create_async (bench->service, &wish, NULL, desk_cb, &bench->desk);
      result = desk_wait (&bench->desk);
      bench->ids[i] = biz_ticket_create_finish (bench->service, result, &error);
      g_assert_no_error (error);
      g_assert_cmpint (bench->ids[i], >, 0);
    }
}

/* 19 has a helpdesk, 17 has projects. */
static void
set_up (Bench *bench, gconstpointer data)
{
  guint series = GPOINTER_TO_UINT (data);
  g_autofree char *others = NULL;

  desk_open (&bench->desk, series, "agent");
  erp_journal_get_desk (bench->desk.journal)->retry_delay =
      1000; /* what was not sent goes again at once */
  bench->uid = erp_capabilities_get_uid (bench->desk.capabilities);
  others =
      g_strdup_printf ("[[\"share\",\"=\",false],[\"id\",\">\",2],[\"id\",\"!=\",%" G_GINT64_FORMAT
                       "]]",
                       bench->uid);
  bench->other = ask_first (bench, "res.users", others);
  bench->service = biz_service_new (bench->desk.session, 0);
  if (biz_service_get_kind (bench->service) == BIZ_TICKETS_TASKS)
    biz_service_set_project (bench->service, ask_first (bench, "project.project", "[]"));
  g_assert_true (biz_service_is_ready (bench->service));
  load_service (bench);
}

static void
tear_down (Bench *bench, gconstpointer data)
{
  g_clear_object (&bench->service);
  desk_close (&bench->desk);
}

static GPtrArray *
read_cases (Bench *bench)
{
  const BizTicketShape *shape = biz_service_get_shape (bench->service);
  g_autofree char *specification = biz_ticket_shape_make_specification (shape);
  g_autofree char *domain = g_strdup_printf ("[[\"id\",\"in\",[%" G_GINT64_FORMAT
                                             ",%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT "]]]",
                                             bench->ids[0], bench->ids[1], bench->ids[2]);
  g_autoptr (JsonNode) answer =
      desk_ask (&bench->desk, FALSE, shape->model, "web_search_read", 0, "domain", domain,
                "specification", specification, "order", "\"id\"", NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *cases = biz_tickets_new_from_json (shape, answer, &error);

  g_assert_no_error (error);

  return cases;
}

static const BizTicketFacts *
get_facts (GPtrArray *cases, guint i)
{
  return biz_ticket_get_facts (g_ptr_array_index (cases, i));
}

static BizTicketOutcome *
run (Bench *bench, BizTicketWhat what, gint64 value, const gint64 *ids, guint n, GPtrArray *seen)
{
  const BizTicketChange change = { what, value, "label" };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizTicketOutcome *outcome;

  biz_ticket_run_async (bench->service, &change, ids, n, seen, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  outcome = biz_ticket_run_finish (bench->service, result, &error);
  g_assert_no_error (error);

  return outcome;
}

static void
write_case (Bench *bench, guint i, const char *vals)
{
  json_node_unref (desk_ask (&bench->desk, TRUE, biz_service_get_model (bench->service), "write",
                             bench->ids[i], "vals", vals, NULL));
}

static gint64
get_closing_stage (Bench *bench)
{
  GListModel *stages = biz_service_get_stages (bench->service);

  for (guint i = 0; i < g_list_model_get_n_items (stages); i++)
    {
      g_autoptr (BizStage) stage = g_list_model_get_item (stages, i);

      if (biz_stage_is_closed (stage))
        return biz_stage_get_id (stage);
    }

  return 0;
}

static void
test_create (Bench *bench, gconstpointer data)
{
  g_autoptr (GPtrArray) cases = read_cases (bench);
  const BizTicketShape *shape = biz_service_get_shape (bench->service);
  g_autofree char *fields = g_strdup_printf ("[\"%s\"]", shape->fields[BIZ_TICKET_TEXT]);
  g_autoptr (JsonNode) answer =
      desk_ask (&bench->desk, FALSE, shape->model, "read", bench->ids[0], "fields", fields, NULL);
  const char *html = json_object_get_string_member (
      json_array_get_object_element (json_node_get_array (answer), 0),
      shape->fields[BIZ_TICKET_TEXT]);

  g_assert_cmpuint (cases->len, ==, N_CASES);
  g_assert_cmpstr (get_facts (cases, 0)->title, ==, "Run test 0");
  g_assert_cmpint (get_facts (cases, 0)->priority, ==, 1);
  g_assert_cmpint (get_facts (cases, 0)->owner_id, ==, 0);
  /* paragraphs stay, markup is text */
  g_assert_cmpstr (html, ==, "<p>First.</p><p>Second &lt;b&gt;line&lt;/b&gt;.</p>");
}

static void
test_create_empty (Bench *bench, gconstpointer data)
{
  static const char *const titles[] = { NULL, "", "  " };

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    {
      const BizTicketWish wish = { .title = titles[i] };
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;

      biz_ticket_create_async (bench->service, &wish, NULL, desk_cb, &bench->desk);
      result = desk_wait (&bench->desk);
      g_assert_cmpint (biz_ticket_create_finish (bench->service, result, &error), ==, 0);
      test_take_error (&error, ERP_ERROR_VALIDATION);
    }
}

/* The answer is lost after the case was made: it is found, and not made again. */
static void
test_create_lost (Bench *bench, gconstpointer data)
{
  const BizTicketWish wish = { .title = "Lost on the way", .priority = -1 };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) count = NULL;
  gint64 id;

  faulty_client_set_fault (bench->desk.client, "load", FAULTY_LOST_AFTER, 1);
  biz_ticket_create_async (bench->service, &wish, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  id = biz_ticket_create_finish (bench->service, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (id, >, 0);
  count = desk_ask (&bench->desk, FALSE, biz_service_get_model (bench->service), "search_count", 0,
                    "domain", "[[\"name\",\"=\",\"Lost on the way\"]]", NULL);
  g_assert_cmpint (json_node_get_int (count), ==, 1);
}

/* Each kind of change reaches all of them, in one write. */
static void
test_changes (Bench *bench, gconstpointer data)
{
  GListModel *categories = biz_service_get_categories (bench->service);
  g_autoptr (BizChoice) category = g_list_model_get_item (categories, 0);
  const struct
  {
    BizTicketWhat what;
    gint64 value;
  } changes[] = {
    { BIZ_TICKET_SET_OWNER, bench->uid },
    { BIZ_TICKET_SET_PRIORITY, 0 },
    { BIZ_TICKET_SET_CATEGORY, biz_choice_get_id (category) },
    { BIZ_TICKET_SET_OWNER, bench->uid }, /* as they are: nothing is written */
    { BIZ_TICKET_FINISH, get_closing_stage (bench) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (GPtrArray) before = read_cases (bench);
      guint n_calls = faulty_client_get_n_calls (bench->desk.client);
      g_autoptr (BizTicketOutcome) outcome =
          run (bench, changes[i].what, changes[i].value, bench->ids, N_CASES, before);
      /* all of them together, however many; nothing is written where they have it */
      guint n_asked = faulty_client_get_n_calls (bench->desk.client) - n_calls;
      g_autoptr (GPtrArray) after = read_cases (bench);

      g_test_message ("%u", i);
      g_assert_cmpuint (outcome->n_done, ==, N_CASES);
      g_assert_cmpuint (outcome->failures->len, ==, 0);
      g_assert_cmpuint (n_asked, ==, i == 3 ? 1 : 4);
      for (guint k = 0; k < N_CASES; k++)
        {
          BizTicketChange change = { changes[i].what, changes[i].value, NULL };

          g_assert_true (biz_ticket_change_is_done (&change, biz_service_get_shape (bench->service),
                                                    g_ptr_array_index (after, k)));
        }
    }
  {
    g_autoptr (GPtrArray) closed = read_cases (bench);

    for (guint k = 0; k < N_CASES; k++)
      g_assert_true (get_facts (closed, k)->closed);
  }
}

/* A colleague took one of them: that one is left alone and named, the others are done. */
static void
test_conflict (Bench *bench, gconstpointer data)
{
  g_autoptr (GPtrArray) seen = read_cases (bench);
  const BizTicketShape *shape = biz_service_get_shape (bench->service);
  g_autofree char *vals =
      biz_ticket_shape_is_list (shape, BIZ_TICKET_OWNER)
          ? g_strdup_printf ("{\"user_ids\":[[6,0,[%" G_GINT64_FORMAT "]]]}", bench->other)
          : g_strdup_printf ("{\"user_id\":%" G_GINT64_FORMAT "}", bench->other);
  g_autoptr (BizTicketOutcome) outcome = NULL;
  g_autoptr (GPtrArray) after = NULL;
  BizTicketFailure *failure;

  write_case (bench, 1, vals);
  outcome = run (bench, BIZ_TICKET_SET_OWNER, bench->uid, bench->ids, N_CASES, seen);
  g_assert_cmpuint (outcome->n_done, ==, 2);
  g_assert_cmpuint (outcome->failures->len, ==, 1);
  failure = g_ptr_array_index (outcome->failures, 0);
  g_assert_cmpint (failure->id, ==, bench->ids[1]);
  g_assert_nonnull (strstr (failure->reason, "changed it meanwhile"));
  after = read_cases (bench);
  g_assert_cmpint (get_facts (after, 0)->owner_id, ==, bench->uid);
  g_assert_cmpint (get_facts (after, 1)->owner_id, ==, bench->other);
  g_assert_cmpint (get_facts (after, 2)->owner_id, ==, bench->uid);
}

/* What changed of them is not what is written over: that is no conflict. */
static void
test_other_field (Bench *bench, gconstpointer data)
{
  g_autoptr (GPtrArray) seen = read_cases (bench);
  g_autoptr (BizTicketOutcome) outcome = NULL;

  write_case (bench, 1, "{\"name\":\"Called something else\"}");
  outcome = run (bench, BIZ_TICKET_SET_OWNER, bench->uid, bench->ids, N_CASES, seen);
  g_assert_cmpuint (outcome->n_done, ==, N_CASES);
  g_assert_cmpuint (outcome->failures->len, ==, 0);
}

static void
test_missing (Bench *bench, gconstpointer data)
{
  const gint64 ids[] = { bench->ids[0], 987654 };
  g_autoptr (BizTicketOutcome) outcome =
      run (bench, BIZ_TICKET_SET_PRIORITY, 0, ids, G_N_ELEMENTS (ids), NULL);
  BizTicketFailure *failure;

  g_assert_cmpuint (outcome->n_done, ==, 1);
  g_assert_cmpuint (outcome->failures->len, ==, 1);
  failure = g_ptr_array_index (outcome->failures, 0);
  g_assert_cmpstr (failure->number, ==, "#987654");
}

/* The wire breaks in every way; what is told is what the server has. */
static void
test_faults (Bench *bench, gconstpointer data)
{
  static const struct
  {
    Fault fault;
    gboolean done; /* it happened, and that was found out */
  } cases[] = {
    { FAULTY_NOT_SENT, FALSE },
    { FAULTY_LOST_AFTER, TRUE },
    { FAULTY_CUT, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) after = NULL;
      g_autoptr (BizTicketOutcome) outcome = NULL;
      const gint64 owner = i % 2 == 0 ? bench->uid : bench->other;

      g_test_message ("fault %u", i);
      faulty_client_set_fault (bench->desk.client, "write", cases[i].fault, 9);
      outcome = run (bench, BIZ_TICKET_SET_OWNER, owner, bench->ids, N_CASES, NULL);
      faulty_client_set_fault (bench->desk.client, "write", FAULTY_NONE, 0);
      after = read_cases (bench);
      g_assert_cmpuint (outcome->n_done, ==, cases[i].done ? N_CASES : 0);
      g_assert_cmpuint (outcome->failures->len, ==, cases[i].done ? 0 : N_CASES);
      for (guint k = 0; k < N_CASES; k++)
        g_assert_cmpint (get_facts (after, k)->owner_id == owner, ==, cases[i].done);
    }
}

/* A stage that another team has is refused for all together; one by one it names whom. */
static void
test_refused_together (Bench *bench, gconstpointer data)
{
  g_autoptr (GPtrArray) seen = read_cases (bench);
  g_autoptr (BizTicketOutcome) outcome =
      run (bench, BIZ_TICKET_SET_STAGE, 987654, bench->ids, N_CASES, seen);
  g_autoptr (GPtrArray) after = read_cases (bench);

  g_assert_cmpuint (outcome->n_done, ==, 0);
  g_assert_cmpuint (outcome->failures->len, ==, N_CASES);
  for (guint k = 0; k < N_CASES; k++)
    g_assert_cmpint (get_facts (after, k)->stage_id, ==, get_facts (seen, k)->stage_id);
}

/* The counters are those of the list. */
static void
test_counts (Bench *bench, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (JsonNode) domain_node = NULL;
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) count = NULL;
  BizTicketCounts counts;

  biz_ticket_counts_load_async (bench->service, NULL, desk_cb, &bench->desk);
  result = desk_wait (&bench->desk);
  g_assert_true (biz_ticket_counts_load_finish (bench->service, result, &counts, &error));
  g_assert_no_error (error);
  biz_service_add_base (bench->service, domain);
  biz_ticket_shape_add_open (biz_service_get_shape (bench->service), domain);
  domain_node = erp_domain_to_json (domain);
  text = erp_json_to_string (domain_node);
  count = desk_ask (&bench->desk, FALSE, biz_service_get_model (bench->service), "search_count", 0,
                    "domain", text, NULL);
  g_assert_cmpint (counts.open, ==, json_node_get_int (count));
  g_assert_cmpint (counts.unassigned, >=, N_CASES);
  g_assert_cmpint (counts.mine, <=, counts.open);
}

/* One company serves them all; each has cases of its own. */
static void
test_all (Bench *bench, gconstpointer data)
{
  static const struct
  {
    const char *name;
    void (*func) (Bench *bench, gconstpointer data);
  } parts[] = {
    { "create", test_create },
    { "create empty", test_create_empty },
    { "create lost", test_create_lost },
    { "changes", test_changes },
    { "conflict", test_conflict },
    { "other field", test_other_field },
    { "missing", test_missing },
    { "faults", test_faults },
    { "refused together", test_refused_together },
    { "counts", test_counts },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_test_message ("%s", parts[i].name);
      make_cases (bench);
      parts[i].func (bench, data);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/biz/ticket-run/19", Bench, GUINT_TO_POINTER (19), set_up, test_all, tear_down);
  g_test_add ("/biz/ticket-run/17", Bench, GUINT_TO_POINTER (17), set_up, test_all, tear_down);

  return g_test_run ();
}
