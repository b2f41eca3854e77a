/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The service desk at a company with 20,000 cases: how many requests its opening takes, the time
 * until the first rows are there, how long the main loop worked meanwhile and at most in one turn,
 * and from then until they are drawn. Then a conversation of 40 messages, which is what the program
 * reads at a time, and one of 500 that are all in one answer: from the moment the answer is there,
 * as JSON, to the end of the frame that shows it, the longest turn of the main loop while the other
 * rows were made then, and until those were there that are made though nobody looks. Then a case
 * with all that is beside its conversation. Prints medians; judges nothing. With
 * --quick the company has 2,000 cases, and each is done once. */

#include "biz-case-read.h"
#include "biz-service.h"
#include "biz-thread.h"
#include "demo-desk.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-json.h"
#include "erp-profile.h"
#include "erp-row.h"
#include "fake-client.h"
#include "kit-conversation.h"
#include "kit-ledger-list.h"
#include "kit-log-row.h"
#include "kit-long-text.h"
#include "page-case.h"
#include "page-service.h"

#include <stdlib.h>
#include <string.h>

#define N_CASES 20000
#define N_QUICK 2000
#define MAX_ROUNDS 5
#define LONG_BODY 10000000
#define LONG_SECONDS 3

static guint n_rounds = MAX_ROUNDS;

static gint64 painted; /* when the last frame ended */

static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  painted = g_get_monotonic_time ();
}

static double
since (gint64 from)
{
  return (double)(painted - from) / 1000;
}

/* The end of the next frame, with all that was asked for before it. */
static void
wait_for_frame (GtkWindow *window)
{
  GdkFrameClock *clock = gtk_widget_get_frame_clock (GTK_WIDGET (window));
  gulong handler = g_signal_connect (clock, "after-paint", G_CALLBACK (after_paint_cb), NULL);

  painted = 0;
  gtk_widget_queue_draw (GTK_WIDGET (window));
  while (painted == 0)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (clock, handler);
}

static int
compare (const void *a, const void *b)
{
  return *(const double *)a < *(const double *)b ? -1 : 1;
}

static void
report (const char *name, double *times)
{
  qsort (times, n_rounds, sizeof *times, compare);
  g_print ("%-36s median %5.0f ms (%.0f-%.0f, n=%u)\n", name, times[n_rounds / 2], times[0],
           times[n_rounds - 1], n_rounds);
}

static gboolean
has_rows (KitLedgerList *list)
{
  GListModel *model = kit_ledger_list_get_model (list);
  g_autoptr (ErpRow) row = model != NULL ? g_list_model_get_item (model, 0) : NULL;

  return row != NULL && erp_row_get_item (row) != NULL;
}

/* What the program did between two waits: all of it, and the longest turn. */
static gint64 busy_since, busy, longest;

static int
poll_cb (GPollFD *fds, guint n, int timeout)
{
  const gint64 turn = g_get_monotonic_time () - busy_since;
  int ready;

  busy += turn;
  longest = MAX (longest, turn);
  ready = g_poll (fds, n, timeout);
  busy_since = g_get_monotonic_time ();

  return ready;
}

/* Returns: now */
static gint64
begin_turns (void)
{
  busy = longest = 0;
  busy_since = g_get_monotonic_time ();
  g_main_context_set_poll_func (NULL, poll_cb);

  return busy_since;
}

static void
measure_queue (DemoDesk *desk, guint n_cases)
{
  double answered[MAX_ROUNDS], drawn[MAX_ROUNDS], worked[MAX_ROUNDS], turn[MAX_ROUNDS];
  guint n_rows = 0, n_calls = 0;

  for (guint i = 0; i < n_rounds; i++)
    {
      const guint n_before = faulty_client_get_n_calls (desk->client);
      const gint64 began = begin_turns ();
      GtkWidget *page = page_service_new (desk->session);
      GtkWindow *window = display_test_show (page, 1400, 800);
      KitLedgerList *list = KIT_LEDGER_LIST (display_test_find (page, KIT_TYPE_LEDGER_LIST, NULL));
      gint64 there;

      while (!has_rows (list))
        g_main_context_iteration (NULL, TRUE);
      there = g_get_monotonic_time ();
      n_calls = faulty_client_get_n_calls (desk->client) - n_before;
      answered[i] = (double)(there - began) / 1000;
      worked[i] = (double)busy / 1000;
      turn[i] = (double)longest / 1000;
      wait_for_frame (window);
      drawn[i] = since (there);
      n_rows = g_list_model_get_n_items (kit_ledger_list_get_model (list));
      display_test_close (window);
    }
  g_print ("queue: %u cases, %u of them open; %u requests when its rows are there\n", n_cases,
           n_rows, n_calls);
  report ("opening until the rows are there", answered);
  report ("of it the main loop was busy", worked);
  report ("its longest turn", turn);
  report ("rows until they are drawn", drawn);
}

/* NULL: some words. */
static const char *long_body;

static char *
dup_messages (guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = n; i > 0; i--)
    g_string_append_printf (
        all,
        "%s{\"id\":%u,\"date\":\"2026-11-%02u %02u:00:00\",\"author_id\":{\"id\":%u,"
        "\"display_name\":\"Person %u\"},\"email_from\":false,\"body\":\"<p>Message %u: the "
        "pallet of yesterday came <b>broken</b>, two of the boxes are missing.</p>%s\","
        "\"message_type\":\"comment\",\"subtype_id\":{\"id\":1,"
        "\"display_name\":\"Discussions\",\"internal\":%s},\"attachment_ids\":[]}",
        i < n ? "," : "", i, 1 + i / 24, i % 24, i % 7 + 1, i % 7 + 1, i,
        long_body != NULL ? long_body : "<p>Can you send them again?</p>",
        i % 3 == 0 ? "true" : "false");

  return g_string_free (all, FALSE);
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  const guint *n_messages = user_data;
  g_autofree char *messages = dup_messages (*n_messages);
  g_autofree char *text =
      g_str_equal (erp_call_get_method (call), "web_read")
          ? g_strdup_printf ("[{\"id\":1,\"message_ids\":[%s],\"activity_ids\":[],"
                             "\"message_follower_ids\":[],\"message_is_follower\":false}]",
                             messages)
          : g_strdup ("{\"length\":0,\"records\":[]}");

  return erp_json_literal (text);
}

static guint
count_rows (GtkWidget *talk)
{
  GtkWidget *row = display_test_find (talk, KIT_TYPE_LOG_ROW, NULL);
  guint n = 0;

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

typedef struct
{
  double shown[MAX_ROUNDS]; /* ms */
  double away[MAX_ROUNDS];  /* ms */
  double ready[MAX_ROUNDS]; /* ms */
  guint n_first;            /* rows */
} Conversation;

/* In ms, of that many seconds. */
static double
find_longest_turn (guint seconds)
{
  const gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  gint64 most = 0;
  gint64 began;

  while ((began = g_get_monotonic_time ()) < end)
    {
      g_main_context_iteration (NULL, FALSE);
      most = MAX (most, g_get_monotonic_time () - began);
    }

  return (double)most / 1000;
}

/* The answer is made before the clock runs: what is timed is reading it and showing it. */
static void
open_conversation (
    Conversation *self, guint round, FakeClient *client, ErpSession *session, guint n_messages)
{
  g_autoptr (BizThread) thread = biz_thread_new (session, "helpdesk.ticket", 1, "HT00001", 0);
  GtkWidget *talk = kit_conversation_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *button;
  GtkWindow *window;
  gint64 began, last;
  double turn;

  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), talk);
  window = display_test_show (scroller, 600, 900);
  fake_client_hold (client, TRUE);
  kit_conversation_set_thread (KIT_CONVERSATION (talk), thread);
  display_test_frames (talk, 2);
  fake_client_hold (client, FALSE);
  while (fake_client_get_n_waiting (client) > 0)
    fake_client_release (client, 0);
  began = g_get_monotonic_time ();
  while (count_rows (talk) == 0)
    g_main_context_iteration (NULL, TRUE);
  self->n_first = count_rows (talk);
  wait_for_frame (window);
  self->shown[round] = since (began);
  self->away[round] = 0;
  while (count_rows (talk) < MIN (n_messages, KIT_CONVERSATION_READY))
    {
      last = g_get_monotonic_time ();
      g_main_context_iteration (NULL, FALSE);
      self->away[round] = MAX (self->away[round], (double)(g_get_monotonic_time () - last) / 1000);
    }
  self->ready[round] = (double)(g_get_monotonic_time () - began) / 1000;
  button = display_test_find (talk, KIT_TYPE_LONG_TEXT, NULL);
  if (button != NULL)
    {
      g_signal_emit_by_name (display_test_find (button, GTK_TYPE_BUTTON, NULL), "clicked");
      turn = find_longest_turn (LONG_SECONDS);
      self->away[round] = MAX (self->away[round], turn);
    }
  kit_conversation_set_thread (KIT_CONVERSATION (talk), NULL);
  display_test_close (window);
}

static void
measure_conversation (DemoDesk *desk, guint n_messages)
{
  g_autoptr (FakeClient) client = fake_client_new (answer, &n_messages);
  g_autoptr (ErpProfile) profile =
      erp_profile_new ("Bench", "http://localhost:1", "bench", "agent");
  g_autoptr (ErpSession) session =
      erp_session_new (ERP_CLIENT (client), desk->capabilities, profile, desk->journal);
  Conversation times = { 0 };

  for (guint i = 0; i < n_rounds; i++)
    open_conversation (&times, i, client, session, n_messages);
  g_print ("conversation: %u messages in one answer, %u of them in the first frame\n", n_messages,
           times.n_first);
  report ("answer until it is drawn", times.shown);
  report ("longest step of the others", times.away);
  report ("answer until its rows are ready", times.ready);
}

/* Divisions in divisions, ten million letters of them: until its beginning is drawn, and the
 * longest turn of the main loop while all that is kept of it is shown. */
static void
measure_long_message (DemoDesk *desk)
{
  g_autoptr (GString) body = g_string_sized_new (LONG_BODY);

  while (body->len < LONG_BODY)
    g_string_append (body, "<div><div>One more line of words that nobody reads</div></div>");
  long_body = body->str;
  measure_conversation (desk, 1);
  long_body = NULL;
}

static BizTicket *
read_case (DemoDesk *desk, BizService *service, gint64 id)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  BizTicket *ticket;

  biz_case_read_async (service, id, NULL, desk_cb, desk);
  result = desk_wait (desk);
  ticket = biz_case_read_finish (result, &error);
  g_assert_no_error (error);

  return ticket;
}

/* A case of the company where people have said that much. */
static gint64
fill_case (DemoDesk *desk, guint n_messages)
{
  g_autoptr (JsonNode) found = desk_ask (desk, FALSE, "helpdesk.ticket", "search", 0, "domain",
                                         "[[\"closed\",\"=\",false]]", "limit", "1", NULL);
  const gint64 id = json_array_get_int_element (json_node_get_array (found), 0);

  for (guint i = 0; i < n_messages; i++)
    {
      g_autofree char *text = g_strdup_printf (
          "\"Message %u: the pallet of yesterday came broken, two of the boxes are missing. Can "
          "you send them again?\"",
          i);

      json_node_unref (desk_ask (desk, TRUE, "helpdesk.ticket", "message_post", id, "body", text,
                                 "message_type", "\"comment\"", "subtype_xmlid",
                                 i % 3 == 0 ? "\"mail.mt_note\"" : "\"mail.mt_comment\"", NULL));
    }

  return id;
}

/* The whole case: its page is there, and the answer of its conversation comes. */
static void
measure_case (DemoDesk *desk, guint n_messages)
{
  g_autoptr (BizService) service = biz_service_new (desk->session, 0);
  g_autoptr (BizTicket) ticket = read_case (desk, service, fill_case (desk, n_messages));
  double shown[MAX_ROUNDS];

  for (guint i = 0; i < n_rounds; i++)
    {
      GtkWidget *page = page_case_new (desk->session);
      GtkWindow *window;
      GtkWidget *talk;
      gint64 began = 0;

      page_case_set_service (PAGE_CASE (page), service);
      window = display_test_show (page, 600, 900);
      page_case_show (PAGE_CASE (page), ticket);
      talk = display_test_find (page, KIT_TYPE_CONVERSATION, NULL);
      while (count_rows (talk) == 0)
        {
          began = g_get_monotonic_time ();
          g_main_context_iteration (NULL, TRUE);
        }
      wait_for_frame (window);
      shown[i] = since (began);
      display_test_close (window);
    }
  g_print ("case: %u messages at the server, the newest 40 in the answer\n", n_messages);
  report ("answer until it is drawn", shown);
}

int
main (int argc, char *argv[])
{
  const gboolean quick = argc > 1 && strcmp (argv[1], "--quick") == 0;
  const guint n_cases = quick ? N_QUICK : N_CASES;
  const DemoServerOptions options = {
    .series = 19, .today = DESK_TODAY, .seed = 7, .cases = n_cases
  };
  DemoDesk world = { .series = 19 };
  DemoDesk desk;
  g_autoptr (GError) error = NULL;
  int n_known = 1;

  display_test_init (&n_known, &argv);
  n_rounds = quick ? 1 : MAX_ROUNDS;
  world.demo = demo_server_new ();
  demo_server_start (world.demo, &options, &error);
  g_assert_no_error (error);
  desk_join (&desk, &world, "agent");
  measure_queue (&desk, n_cases);
  measure_conversation (&desk, 40);
  measure_conversation (&desk, 500);
  measure_long_message (&desk);
  measure_case (&desk, quick ? 60 : 500);
  g_clear_object (&world.demo);
  desk_close (&desk);

  return 0;
}
