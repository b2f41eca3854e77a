/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-merge-run.h"

#include "biz-case-ties.h"
#include "biz-merge-job.h"
#include "biz-part-run.h"
#include "biz-service.h"
#include "biz-thread.h"
#include "demo-desk.h"
#include "erp-call.h"
#include "erp-error.h"
#include "erp-journal-private.h"
#include "erp-json.h"

#include <string.h>

/* Two tickets of the demo company become one. */
typedef struct
{
  DemoDesk desk;
  BizService *service;
  BizMergeWish wish;
  gint64 file;
} Bench;

static gint64
first_id (JsonNode *answer)
{
  g_autoptr (JsonNode) held = answer;

  return json_array_get_int_element (json_node_get_array (answer), 0);
}

static BizTicket *
read_ticket (Bench *b, gint64 id)
{
  const BizTicketShape *shape = biz_service_get_shape (b->service);
  g_autofree char *specification = biz_ticket_shape_make_specification (shape);
  g_autoptr (JsonNode) rows = desk_ask (&b->desk, FALSE, shape->model, "web_read", id,
                                        "specification", specification, NULL);
  g_autoptr (GError) error = NULL;
  BizTicket *ticket = biz_ticket_new_from_json (
      shape, json_array_get_object_element (json_node_get_array (rows), 0), &error);

  g_assert_no_error (error);

  return ticket;
}

static gint64
make_ticket (Bench *b, const char *title)
{
  g_autofree char *vals =
      g_strdup_printf ("[{\"name\":\"%s\",\"description\":\"<p>It broke</p>\"}]", title);

  return first_id (
      desk_ask (&b->desk, TRUE, "helpdesk.ticket", "create", 0, "vals_list", vals, NULL));
}

static void
set_up (Bench *b, gconstpointer data)
{
  g_autofree char *file = NULL;
  g_autoptr (JsonNode) stages = NULL;
  gint64 duplicate;

  desk_open (&b->desk, 19, "agent");
  erp_journal_get_desk (b->desk.journal)->retry_delay = 1000;
  b->service = biz_service_new (b->desk.session, 0);
  duplicate = make_ticket (b, "Broken again");
  b->wish.duplicate = read_ticket (b, duplicate);
  b->wish.target = read_ticket (b, make_ticket (b, "Broken"));
  stages = desk_ask (&b->desk, FALSE, "helpdesk.ticket.stage", "search_read", 0, "domain",
                     "[[\"closed\",\"=\",true]]", "fields", "[\"name\"]", NULL);
  b->wish.stage_id =
      json_object_get_int_member (json_array_get_object_element (json_node_get_array (stages), 0),
                                  "id");
  file = g_strdup_printf ("[{\"name\":\"photo.txt\",\"datas\":\"aGVsbG8=\",\"res_model\":"
                          "\"helpdesk.ticket\",\"res_id\":%" G_GINT64_FORMAT "}]",
                          duplicate);
  b->file =
      first_id (desk_ask (&b->desk, TRUE, "ir.attachment", "create", 0, "vals_list", file, NULL));
  json_node_unref (desk_ask (&b->desk, TRUE, "helpdesk.ticket", "message_post", duplicate, "body",
                             "\"Said on the second\"", "message_type", "\"comment\"", NULL));
}

static void
tear_down (Bench *b, gconstpointer data)
{
  biz_merge_wish_clear (&b->wish);
  g_clear_object (&b->service);
  desk_close (&b->desk);
}

static gboolean
merge (Bench *b, char **remark, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  biz_merge_run_async (b->desk.session, &b->wish, NULL, desk_cb, &b->desk);
  result = desk_wait (&b->desk);

  return biz_merge_run_finish (result, remark, error);
}

static guint
count_notes (Bench *b, BizTicket *ticket)
{
  g_autofree char *domain =
      g_strdup_printf ("[[\"model\",\"=\",\"helpdesk.ticket\"],[\"res_id\",\"=\",%" G_GINT64_FORMAT
                       "],[\"body\",\"ilike\",\"QUITTANCE/1 merge\"]]",
                       biz_ticket_get_id (ticket));
  g_autoptr (JsonNode) answer =
      desk_ask (&b->desk, FALSE, "mail.message", "search_count", 0, "domain", domain, NULL);

  return (guint)json_node_get_int (answer);
}

static gint64
get_place (Bench *b)
{
  g_autoptr (JsonNode) rows =
      desk_ask (&b->desk, FALSE, "ir.attachment", "read", b->file, "fields", "[\"res_id\"]", NULL);

  return json_object_get_int_member (json_array_get_object_element (json_node_get_array (rows), 0),
                                     "res_id");
}

static void
assert_merged (Bench *b)
{
  g_autoptr (BizTicket) duplicate = read_ticket (b, biz_ticket_get_id (b->wish.duplicate));
  g_autoptr (BizTicket) target = read_ticket (b, biz_ticket_get_id (b->wish.target));

  g_assert_true (biz_ticket_get_facts (duplicate)->closed);
  g_assert_false (biz_ticket_get_facts (target)->closed);
  g_assert_cmpuint (count_notes (b, duplicate), ==, 1);
  g_assert_cmpuint (count_notes (b, target), ==, 1);
  g_assert_cmpint (get_place (b), ==, biz_ticket_get_id (target));
}

/* Pointers on both, files over, closed; both conversations are one, with where each was said. */
static void
test_merges (Bench *b, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *remark = NULL;
  g_autoptr (BizThread) thread = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  const gint64 part = biz_ticket_get_id (b->wish.duplicate);
  const char *const names[] = { "HT-part" };
  gboolean said = FALSE;

  g_assert_true (merge (b, &remark, &error));
  g_assert_no_error (error);
  g_assert_null (remark);
  assert_merged (b);

  thread = biz_thread_new (b->desk.session, "helpdesk.ticket", biz_ticket_get_id (b->wish.target),
                           "T", 0);
  biz_thread_set_parts (thread, &part, names, 1);
  biz_thread_load_async (thread, NULL, desk_cb, &b->desk);
  result = desk_wait (&b->desk);
  g_assert_true (biz_thread_load_finish (thread, result, &error));
  for (guint i = 0; i < g_list_model_get_n_items (biz_thread_get_entries (thread)); i++)
    {
      g_autoptr (BizLogEntry) entry = g_list_model_get_item (biz_thread_get_entries (thread), i);
      const gint64 record = biz_log_entry_get_record_id (entry);

      g_assert_cmpstr (biz_thread_get_part_name (thread, record), ==,
                       record == part ? "HT-part" : NULL);
      said |= record == part && strcmp (biz_log_entry_get_text (entry), "Said on the second") == 0;
    }
  g_assert_true (said);
  g_assert_cmpuint (g_list_model_get_n_items (biz_thread_get_files (thread)), ==, 1);
}

/* Whatever breaks, doing it again finishes it, and nothing stands twice. */
static void
test_faults (Bench *b, gconstpointer data)
{
  static const struct
  {
    const char *method;
    Fault fault;
    guint n;
  } faults[] = {
    { "message_post", FAULTY_NOT_SENT, 9 },
    { "message_post", FAULTY_LOST_AFTER, 1 },
    { "write", FAULTY_NOT_SENT, 9 },
    { "write", FAULTY_LOST_AFTER, 1 },
    { "write", FAULTY_CUT, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      faulty_client_set_fault (b->desk.client, faults[i].method, faults[i].fault, faults[i].n);
      done = merge (b, NULL, &error);
      g_test_message ("%u: %s", i, done ? "done" : error->message);
      g_assert_cmpint (done, ==, faults[i].fault != FAULTY_NOT_SENT);
      faulty_client_set_fault (b->desk.client, faults[i].method, FAULTY_NONE, 0);
    }
  {
    g_autoptr (GError) error = NULL;

    g_assert_true (merge (b, NULL, &error));
    g_assert_no_error (error);
  }
  assert_merged (b);
}

/* Merged with another one meanwhile: told, and nothing is written. */
static void
test_conflict (Bench *b, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  BizTicket *target = b->wish.target;
  g_autoptr (BizTicket) other = read_ticket (b, make_ticket (b, "Third"));
  g_autoptr (BizTicket) duplicate = NULL;

  g_assert_true (merge (b, NULL, &error));
  b->wish.target = g_object_ref (other);
  g_assert_false (merge (b, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (count_notes (b, other), ==, 0);
  g_clear_error (&error);
  /* what is merged itself does not take another one in */
  duplicate = b->wish.duplicate;
  b->wish.duplicate = g_object_ref (other);
  g_object_unref (b->wish.target);
  b->wish.target = g_object_ref (duplicate);
  g_assert_false (merge (b, NULL, &error));
  g_assert_cmpuint (count_notes (b, duplicate), ==, 1);
  g_object_unref (target);
}

static void
test_check (Bench *b, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizTicket) closed = NULL;

  g_assert_null (biz_merge_check (b->wish.duplicate, b->wish.target));
  g_assert_nonnull (biz_merge_check (b->wish.target, b->wish.target));
  g_assert_true (merge (b, NULL, &error));
  closed = read_ticket (b, biz_ticket_get_id (b->wish.duplicate));
  g_assert_nonnull (biz_merge_check (b->wish.target, closed));
}

/* The newest note counts, and what makes no sense is none. */
static void
test_ties (void)
{
  static const struct
  {
    const char *text;
    int kind; /* -1: none */
    const char *name;
  } cases[] = {
    { "QUITTANCE/1 merge role=from model=helpdesk.ticket case=9 number=HT00009", BIZ_TIE_FROM,
      "HT00009" },
    { "QUITTANCE/1 merge role=into model=helpdesk.ticket case=9", BIZ_TIE_INTO, "#9" },
    { "QUITTANCE/1 merge role=from model=helpdesk.ticket case=5", -1, NULL },
    { "QUITTANCE/1 merge role=from model=project.task case=9", -1, NULL },
    { "QUITTANCE/1 merge role=other model=helpdesk.ticket case=9", -1, NULL },
    { "QUITTANCE/1 merge role=from model=helpdesk.ticket case=x", -1, NULL },
    { "QUITTANCE/1 merge role=from model=helpdesk.ticket case=9 state=parted", -1, NULL },
    { "QUITTANCE/1 link model=sale.order id=3 name=S00003 state=linked", BIZ_TIE_LINK, "S00003" },
    { "QUITTANCE/1 link model=sale.order id=3 name=S00003 state=gone", -1, NULL },
    { "QUITTANCE/1 link model=sale.order id=-3", -1, NULL },
    { "QUITTANCE/1 link id=3", -1, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonNode) answer = NULL;
      g_autofree char *json = g_strdup_printf (
          "[{\"id\":1,\"model\":\"helpdesk.ticket\",\"res_id\":5,\"date\":\"2026-11-23 09:00:00\","
          "\"body\":\"<p>%s</p>\",\"author_id\":[1,\"A\"],\"create_uid\":[7,\"A\"]}]",
          cases[i].text);
      g_autoptr (GError) error = NULL;
      g_autoptr (BizDecisionLog) log = NULL;
      g_autoptr (BizCaseTies) ties = NULL;

      answer = erp_json_literal (json);
      log = biz_decision_log_new_from_answer (answer, 0, &error);
      g_assert_no_error (error);
      ties = biz_case_ties_new (log, "helpdesk.ticket", 5);
      g_test_message ("%s", cases[i].text);
      g_assert_cmpuint (ties->ties->len, ==, cases[i].kind >= 0 ? 1 : 0);
      if (cases[i].kind >= 0)
        g_assert_cmpstr (biz_case_ties_find (ties, (BizTieKind)cases[i].kind)->name, ==,
                         cases[i].name);
    }
}

/* What is written is read again as it was meant. */
static void
test_notes (void)
{
  g_autoptr (BizDecisionNote) link =
      biz_case_ties_new_link ("sale.order", 12, "S00012 \"x\"", FALSE);
  g_autoptr (BizDecisionNote) into =
      biz_case_ties_new_merge (BIZ_TIE_INTO, "helpdesk.ticket", 9, "HT00009", BIZ_MERGE_DONE, NULL);
  g_autofree char *text = biz_decision_note_to_text (link);
  g_autofree char *other = biz_decision_note_to_text (into);
  g_autoptr (BizDecisionNote) back = biz_decision_note_new_from_text (text);

  g_assert_cmpint (biz_decision_note_get_kind (back), ==, BIZ_DECISION_LINK);
  g_assert_cmpstr (biz_decision_note_get (back, "name"), ==, "S00012 \"x\"");
  g_assert_true (g_str_has_prefix (other, "QUITTANCE/1 merge role=into"));
  g_assert_nonnull (strstr (other, "This case was merged into HT00009; go on there."));
}

/* However many files went over, each comes back from the note. */
static void
test_trace (void)
{
  static const guint sizes[] = { 0, 1, 39, 40, 41, 200 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autoptr (BizMergeTrace) trace = NULL;
      g_autoptr (BizDecisionNote) note = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (BizDecisionLog) log = NULL;
      g_autoptr (BizCaseTies) ties = NULL;
      g_autoptr (JsonNode) answer = NULL;
      g_autofree char *text = NULL;
      g_autofree char *line = NULL;
      g_autofree char *json = NULL;
      const BizTie *into;

      for (guint k = 0; k < sizes[i]; k++)
        {
          const gint64 id = 2000000000 + k;

          g_array_append_val (files, id);
        }
      trace = biz_merge_trace_new ("3", "5", files);
      note = biz_case_ties_new_merge (BIZ_TIE_INTO, "helpdesk.ticket", 9, "T", BIZ_MERGE_PARTING,
                                      trace);
      text = biz_decision_note_to_text (note);
      line = g_strndup (text, strcspn (text, "\n"));
      json = g_strdup_printf (
          "[{\"id\":1,\"model\":\"helpdesk.ticket\",\"res_id\":5,\"date\":\"2026-11-23 09:00:00\","
          "\"body\":\"<p>%s</p>\",\"author_id\":[1,\"A\"],\"create_uid\":[7,\"A\"]}]",
          line);
      answer = erp_json_literal (json);
      log = biz_decision_log_new_from_answer (answer, 0, &error);
      g_assert_no_error (error);
      ties = biz_case_ties_new (log, "helpdesk.ticket", 5);
      into = biz_case_ties_find (ties, BIZ_TIE_INTO);
      g_assert_true (into->parting);
      g_assert_cmpstr (into->trace->was, ==, "3");
      g_assert_cmpstr (into->trace->ended, ==, "5");
      g_assert_cmpmem (into->trace->files->data, into->trace->files->len * sizeof (gint64),
                       files->data, files->len * sizeof (gint64));
    }
}

static gboolean
part (Bench *b, const char *otherwise, char **remark, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;
  const BizPartWish wish = { .model = "helpdesk.ticket",
                             .id = biz_ticket_get_id (b->wish.duplicate),
                             .name = "D",
                             .target_id = biz_ticket_get_id (b->wish.target),
                             .target = "T",
                             .otherwise = otherwise };

  biz_part_run_async (b->desk.session, &wish, NULL, desk_cb, &b->desk);
  result = desk_wait (&b->desk);

  return biz_part_run_finish (result, remark, error);
}

static BizCaseTies *
load_ties (Bench *b, BizTicket *ticket)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizCaseTies *ties;

  biz_case_ties_load_async (ERP_CLIENT (b->desk.client), "helpdesk.ticket",
                            biz_ticket_get_id (ticket), NULL, desk_cb, &b->desk);
  result = desk_wait (&b->desk);
  ties = biz_case_ties_load_finish (result, &error);
  g_assert_no_error (error);

  return ties;
}

/* @times: how often they were merged and parted */
static void
assert_parted (Bench *b, gint64 stage, guint times)
{
  g_autoptr (BizTicket) duplicate = read_ticket (b, biz_ticket_get_id (b->wish.duplicate));
  g_autoptr (BizCaseTies) from = load_ties (b, b->wish.duplicate);
  g_autoptr (BizCaseTies) into = load_ties (b, b->wish.target);

  g_assert_cmpint (biz_ticket_get_facts (duplicate)->stage_id, ==, stage);
  g_assert_cmpuint (from->ties->len, ==, 0);
  g_assert_cmpuint (into->ties->len, ==, 0);
  g_assert_cmpuint (count_notes (b, b->wish.duplicate), ==, 3 * times);
  g_assert_cmpuint (count_notes (b, b->wish.target), ==, 2 * times);
}

static gint64
get_stage (Bench *b)
{
  return biz_ticket_get_facts (b->wish.duplicate)->stage_id;
}

/* Open where it was, its file back, nothing points anywhere; done twice it is done once. */
static void
test_parts (Bench *b, gconstpointer data)
{
  for (guint i = 1; i <= 2; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *remark = NULL;

      g_assert_true (merge (b, NULL, &error));
      g_assert_cmpint (get_place (b), ==, biz_ticket_get_id (b->wish.target));
      g_assert_true (part (b, NULL, &remark, &error));
      g_assert_no_error (error);
      g_assert_null (remark);
      assert_parted (b, get_stage (b), i);
      g_assert_cmpint (get_place (b), ==, biz_ticket_get_id (b->wish.duplicate));
      g_assert_true (part (b, NULL, NULL, &error));
      assert_parted (b, get_stage (b), i);
    }
}

/* Wherever it is cut off, it shows, cannot be merged on, and doing it again finishes it. */
static void
test_part_faults (Bench *b, gconstpointer data)
{
  static const struct
  {
    const char *method;
    Fault fault;
    guint n;
    gboolean done;
  } faults[] = {
    { "message_post", FAULTY_NOT_SENT, 9, FALSE },  { "write", FAULTY_NOT_SENT, 9, FALSE },
    { "message_post", FAULTY_LOST_AFTER, 1, TRUE }, { "write", FAULTY_LOST_AFTER, 1, TRUE },
    { "message_post", FAULTY_CUT, 1, TRUE },        { "write", FAULTY_CUT, 1, TRUE },
    { "search_read", FAULTY_NOT_SENT, 9, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = NULL;
      gboolean done;

      g_assert_true (merge (b, NULL, &error));
      faulty_client_set_fault (b->desk.client, faults[i].method, faults[i].fault, faults[i].n);
      done = part (b, NULL, NULL, &error);
      g_test_message ("%u: %s", i, done ? "done" : error->message);
      g_assert_cmpint (done, ==, faults[i].done);
      faulty_client_set_fault (b->desk.client, NULL, FAULTY_NONE, 0);
      if (!done)
        {
          g_autoptr (BizCaseTies) ties = load_ties (b, b->wish.duplicate);
          const BizTie *into = biz_case_ties_find (ties, BIZ_TIE_INTO);

          g_assert_nonnull (into);
          g_clear_error (&error);
          if (into->parting)
            {
              g_assert_false (merge (b, NULL, &error));
              g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
              g_clear_error (&error);
            }
          g_assert_true (part (b, NULL, NULL, &error));
        }
      assert_parted (b, get_stage (b), i + 1);
      g_assert_cmpint (get_place (b), ==, biz_ticket_get_id (b->wish.duplicate));
    }
}

static void
write_case (Bench *b, const char *model, gint64 id, const char *key, gint64 value)
{
  g_autofree char *vals = g_strdup_printf ("{\"%s\":%" G_GINT64_FORMAT "}", key, value);

  json_node_unref (desk_ask (&b->desk, TRUE, model, "write", id, "vals", vals, NULL));
}

/* What somebody did to the case or its file since is left as it is. */
static void
test_part_since (Bench *b, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BizTicket) other = read_ticket (b, make_ticket (b, "Third"));
  const gint64 id = biz_ticket_get_id (b->wish.duplicate);
  g_autoptr (JsonNode) stages =
      desk_ask (&b->desk, FALSE, "helpdesk.ticket.stage", "search_read", 0, "domain",
                "[[\"closed\",\"=\",false]]", "fields", "[\"name\"]", "order", "\"id desc\"", NULL);
  const gint64 elsewhere =
      json_object_get_int_member (json_array_get_object_element (json_node_get_array (stages), 0),
                                  "id");
  gint64 target;

  g_assert_cmpint (elsewhere, !=, get_stage (b));
  g_assert_true (merge (b, NULL, &error));
  write_case (b, "helpdesk.ticket", id, "stage_id", elsewhere);
  write_case (b, "ir.attachment", b->file, "res_id", biz_ticket_get_id (other));
  g_assert_true (part (b, NULL, NULL, &error));
  assert_parted (b, elsewhere, 1);
  g_assert_cmpint (get_place (b), ==, biz_ticket_get_id (other));

  /* closed before it was merged: closed it stays */
  write_case (b, "helpdesk.ticket", id, "stage_id", b->wish.stage_id);
  g_assert_true (merge (b, NULL, &error));
  g_assert_true (part (b, NULL, NULL, &error));
  assert_parted (b, b->wish.stage_id, 2);

  /* merged into another one than the person saw */
  g_assert_true (merge (b, NULL, &error));
  target = biz_ticket_get_id (b->wish.target);
  g_set_object (&b->wish.target, other);
  g_assert_false (part (b, NULL, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_CONFLICT);
  g_assert_cmpuint (count_notes (b, b->wish.duplicate), ==, 7);
  g_assert_cmpint (target, !=, biz_ticket_get_id (other));
}

/* The rest of a merge moves no file that its note names and that hangs elsewhere. */
static void
test_since (Bench *b, gconstpointer data)
{
  g_autoptr (BizTicket) other = read_ticket (b, make_ticket (b, "Third"));

  faulty_client_set_fault (b->desk.client, "write", FAULTY_NOT_SENT, 9);
  g_assert_false (merge (b, NULL, NULL));
  faulty_client_set_fault (b->desk.client, NULL, FAULTY_NONE, 0);
  write_case (b, "ir.attachment", b->file, "res_id", biz_ticket_get_id (other));
  g_assert_true (merge (b, NULL, NULL));
  g_assert_cmpint (get_place (b), ==, biz_ticket_get_id (other));
}

/* A merge that kept no word of what was: it opens where it is told to, and its file stays. */
static void
test_part_old (Bench *b, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *stage = g_strdup_printf ("%" G_GINT64_FORMAT, get_stage (b));
  const gint64 ids[] = { biz_ticket_get_id (b->wish.duplicate),
                         biz_ticket_get_id (b->wish.target) };

  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *body = g_strdup_printf (
          "\"<p>QUITTANCE/1 merge role=%s model=helpdesk.ticket case=%" G_GINT64_FORMAT
          " number=X state=merged</p>\"",
          i == 0 ? "into" : "from", ids[1 - i]);

      json_node_unref (desk_ask (&b->desk, TRUE, "helpdesk.ticket", "message_post", ids[i], "body",
                                 body, "body_is_html", "true", "message_type", "\"comment\"",
                                 "subtype_xmlid", "\"mail.mt_note\"", NULL));
    }
  write_case (b, "helpdesk.ticket", ids[0], "stage_id", b->wish.stage_id);
  g_assert_false (part (b, NULL, NULL, &error));
  g_assert_error (error, ERP_ERROR, ERP_ERROR_VALIDATION);
  g_clear_error (&error);
  g_assert_true (part (b, stage, NULL, &error));
  g_assert_no_error (error);
  assert_parted (b, get_stage (b), 1);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Bench *b, gconstpointer data);
  } tests[] = {
    { "merges", test_merges },         { "faults", test_faults },
    { "conflict", test_conflict },     { "check", test_check },
    { "parts", test_parts },           { "part-faults", test_part_faults },
    { "part-since", test_part_since }, { "part-old", test_part_old },
    { "since", test_since },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/biz-merge-run/ties", test_ties);
  g_test_add_func ("/biz-merge-run/notes", test_notes);
  g_test_add_func ("/biz-merge-run/trace", test_trace);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/biz-merge-run/%s", tests[i].name);

      g_test_add (path, Bench, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
