/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-thread.h"
#include "display-test.h"
#include "erp-call.h"
#include "erp-capabilities-private.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-profile.h"
#include "erp-session.h"
#include "fake-client.h"
#include "kit-conversation.h"
#include "kit-log-row.h"

#define MANY 60 /* all made, though nobody looks */
/* More rows than that are not seen at once in the window below. */
#define MOST_SEEN 24

/* A conversation in a window, of a server that answers what the test says. */
typedef struct
{
  FakeClient *client;
  ErpCapabilities *capabilities;
  ErpSession *session;
  GtkWidget *talk;
  GtkWidget *scroller;
  GtkWindow *window;
  guint n_messages; /* of the record, as the server has them */
} Fixture;

static char *
dup_message (guint id)
{
  return g_strdup_printf (
      "{\"id\":%u,\"date\":\"2026-11-20 10:00:00\",\"author_id\":{\"id\":1,\"display_name\":"
      "\"Person\"},\"email_from\":false,\"body\":\"<p>Message "
      "%u</p>\",\"message_type\":\"comment\","
      "\"subtype_id\":{\"id\":1,\"display_name\":\"Discussions\",\"internal\":false},"
      "\"attachment_ids\":[]}",
      id, id);
}

/* The messages from @newest down. */
static char *
dup_messages (guint newest, guint n)
{
  GString *text = g_string_new ("[");

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *message = dup_message (newest - i);

      g_string_append_printf (text, "%s%s", i > 0 ? "," : "", message);
    }
  g_string_append_c (text, ']');

  return g_string_free (text, FALSE);
}

static GListModel *
make_entries (guint newest, guint n)
{
  g_autofree char *text = dup_messages (newest, n);
  g_autoptr (JsonNode) node = erp_json_literal (text);
  GListStore *entries = g_list_store_new (BIZ_TYPE_LOG_ENTRY);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BizLogEntry) entry = biz_log_entry_new_from_json (
          json_array_get_object_element (json_node_get_array (node), i), &error);

      g_assert_no_error (error);
      g_list_store_append (entries, entry);
    }

  return G_LIST_MODEL (entries);
}

static JsonNode *
answer (ErpCall *call, gpointer user_data, GError **error)
{
  Fixture *f = user_data;
  const guint n = MIN (f->n_messages, 40);
  g_autofree char *messages = dup_messages (f->n_messages, n);
  g_autofree char *text = NULL;

  if (g_str_equal (erp_call_get_method (call), "web_read"))
    {
      GString *all = g_string_new (messages);

      /* of the others the server tells only their ids */
      g_string_truncate (all, all->len - 1);
      for (guint i = n; i < f->n_messages; i++)
        g_string_append_printf (all, ",{\"id\":%u}", f->n_messages - i);
      text = g_strdup_printf ("[{\"id\":1,\"message_ids\":%s],\"activity_ids\":[],"
                              "\"message_follower_ids\":[],\"message_is_follower\":false}]",
                              all->str);
      g_string_free (all, TRUE);
    }
  else if (g_str_equal (erp_call_get_model (call), "ir.attachment"))
    text = g_strdup ("{\"length\":0,\"records\":[]}");
  else
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_ACCESS, "Not here");
      return NULL;
    }

  return erp_json_literal (text);
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (ErpProfile) profile = erp_profile_new ("Test", "http://localhost:1", "test", "agent");

  f->client = fake_client_new (answer, f);
  f->capabilities = erp_capabilities_new (7, "19.0");
  f->capabilities->major = 19;
  f->capabilities->name = g_strdup ("Agent");
  erp_capabilities_set_complete (f->capabilities);
  f->session = erp_session_new (ERP_CLIENT (f->client), f->capabilities, profile, NULL);
  fake_client_hold (f->client, TRUE);
  f->n_messages = MANY;
  f->talk = kit_conversation_new ();
  f->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (f->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (f->scroller), f->talk);
  f->window = display_test_show (f->scroller, 500, 900);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  if (f->window != NULL)
    display_test_close (f->window);
  fake_client_hold (f->client, FALSE);
  while (fake_client_get_n_waiting (f->client) > 0)
    fake_client_release (f->client, 0);
  fake_loop_drain ();
  g_clear_object (&f->session);
  g_clear_object (&f->capabilities);
  g_clear_object (&f->client);
}

static KitConversation *
talk_of (Fixture *f)
{
  return KIT_CONVERSATION (f->talk);
}

static BizThread *
make_thread (Fixture *f, guint n_entries)
{
  BizThread *thread = biz_thread_new (f->session, "helpdesk.ticket", 1, "HT00001", 0);

  if (n_entries > 0)
    {
      g_autoptr (GListModel) entries = make_entries (n_entries, n_entries);

      biz_thread_prime (thread, entries, 0);
    }

  return thread;
}

static guint
count_rows (Fixture *f)
{
  GtkWidget *row = display_test_find (f->talk, KIT_TYPE_LOG_ROW, NULL);
  guint n = 0;

  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    n++;
  return n;
}

static void
show (Fixture *f, guint n_entries)
{
  g_autoptr (BizThread) thread = make_thread (f, n_entries);

  kit_conversation_set_thread (talk_of (f), thread);
}

static GListStore *
entries_of (Fixture *f)
{
  return G_LIST_STORE (biz_thread_get_entries (kit_conversation_get_thread (talk_of (f))));
}

static void
assert_order (Fixture *f)
{
  GListModel *entries = G_LIST_MODEL (entries_of (f));
  GtkWidget *row = display_test_find (f->talk, KIT_TYPE_LOG_ROW, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (BizLogEntry) entry = g_list_model_get_item (entries, i);

      g_assert_nonnull (row);
      g_assert_true (display_test_shows (row, biz_log_entry_get_text (entry)));
      row = gtk_widget_get_next_sibling (row);
    }
  g_assert_null (row);
}

/* What is seen is there at once, the others come by themselves, in order. */
static void
test_first (Fixture *f, gconstpointer data)
{
  show (f, MANY);
  g_assert_cmpuint (count_rows (f), >, 0);
  g_assert_cmpuint (count_rows (f), <=, MOST_SEEN);
  g_assert_true (display_test_shows (f->talk, "Message 60"));
  g_assert_false (display_test_shows (f->talk, "Message 1"));
  display_test_until (count_rows (f) == MANY);
  assert_order (f);
}

/* Nobody scrolls to the end of a very long one: it has no more rows than that. Who does gets all,
 * and then what is older still. */
static void
test_scrolled (Fixture *f, gconstpointer data)
{
  const guint n_messages = KIT_CONVERSATION_READY + 30;
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scroller));
  double end;

  show (f, n_messages);
  display_test_until (count_rows (f) >= KIT_CONVERSATION_READY);
  display_test_frames (f->talk, 4);
  g_assert_cmpuint (count_rows (f), <, KIT_CONVERSATION_READY + 10);
  end = gtk_adjustment_get_upper (scroll) - gtk_adjustment_get_page_size (scroll);
  gtk_adjustment_set_value (scroll, end);
  display_test_until (count_rows (f) > KIT_CONVERSATION_READY + 5);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll), ==, end);
  while (count_rows (f) < n_messages)
    {
      gtk_adjustment_set_value (scroll, gtk_adjustment_get_upper (scroll));
      display_test_tick ();
    }
  assert_order (f);
}

static void
test_few (Fixture *f, gconstpointer data)
{
  show (f, 3);
  g_assert_cmpuint (count_rows (f), ==, 3);
  assert_order (f);
}

/* A window full is there in the first frame, and the list goes on below it. */
static void
test_fills (Fixture *f, gconstpointer data)
{
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scroller));

  show (f, MANY);
  display_test_frames (f->talk, 1);
  g_assert_cmpfloat (gtk_adjustment_get_upper (scroll), >, gtk_adjustment_get_page_size (scroll));
}

/* While rows are made below, what is seen stays where it is. */
static void
test_still (Fixture *f, gconstpointer data)
{
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scroller));

  show (f, MANY);
  display_test_frames (f->talk, 1);
  gtk_adjustment_set_value (scroll, 100);
  display_test_until (count_rows (f) == MANY);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll), ==, 100);
}

/* Where the row of that text is, from the top of what is seen. */
static double
find_y (Fixture *f, const char *text)
{
  GtkWidget *row = display_test_find (f->talk, KIT_TYPE_LOG_ROW, NULL);
  double y;

  while (row != NULL && !display_test_shows (row, text))
    row = gtk_widget_get_next_sibling (row);
  g_assert_nonnull (row);
  g_assert_true (gtk_widget_translate_coordinates (row, f->scroller, 0, 0, NULL, &y));

  return y;
}

/* Things come and go above what is read: it stays where it is, frame by frame. What comes in sight
 * of who is at the top is seen. */
static void
test_anchor (Fixture *f, gconstpointer data)
{
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scroller));
  g_autoptr (GListModel) more = make_entries (1003, 3);
  gpointer items[3];
  double y;

  show (f, MANY);
  display_test_until (count_rows (f) == MANY);
  for (guint i = 0; i < 3; i++)
    items[i] = g_list_model_get_item (more, i);
  display_test_frames (f->talk, 2);
  g_list_store_splice (entries_of (f), 0, 0, &items[0], 1);
  display_test_frames (f->talk, 1);
  g_assert_cmpfloat (gtk_adjustment_get_value (scroll), ==, 0);
  gtk_adjustment_set_value (scroll, 1500);
  display_test_frames (f->talk, 2);
  y = find_y (f, "Message 30");
  g_list_store_splice (entries_of (f), 0, 0, &items[1], 2);
  display_test_frames (f->talk, 1);
  g_assert_cmpfloat (ABS (find_y (f, "Message 30") - y), <, 2);
  display_test_frames (f->talk, 3);
  g_assert_cmpfloat (ABS (find_y (f, "Message 30") - y), <, 2);
  g_list_store_remove (entries_of (f), 1);
  g_list_store_remove (entries_of (f), 4);
  display_test_frames (f->talk, 3);
  g_assert_cmpfloat (ABS (find_y (f, "Message 30") - y), <, 2);
  g_list_store_remove (entries_of (f), MANY - 1);
  display_test_frames (f->talk, 3);
  g_assert_cmpfloat (ABS (find_y (f, "Message 30") - y), <, 2);
  for (guint i = 0; i < 3; i++)
    g_clear_object (&items[i]);
}

static const char *
get_tip (Fixture *f, const char *text)
{
  GtkWidget *row = display_test_find (f->talk, KIT_TYPE_LOG_ROW, NULL);

  while (row != NULL && !display_test_shows (row, text))
    row = gtk_widget_get_next_sibling (row);
  g_assert_nonnull (row);

  return gtk_widget_get_tooltip_text (display_test_find (row, GTK_TYPE_IMAGE, NULL));
}

/* What the customer wrote is not said to have been sent to anybody. */
static void
test_ways (Fixture *f, gconstpointer data)
{
  static const struct
  {
    const char *share, *internal, *tip;
  } rows[] = {
    { "false", "true", "Only colleagues see this" },
    { "false", "false", "The followers got this" },
    { "true", "false", "This came from outside" },
  };

  show (f, 1);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *body = g_strdup_printf ("Way %u", i);
      g_autofree char *text = g_strdup_printf (
          "{\"id\":%u,\"date\":\"2026-11-20 10:00:00\",\"author_id\":{\"id\":1,"
          "\"display_name\":\"Person\",\"partner_share\":%s},\"email_from\":false,"
          "\"body\":\"%s\",\"message_type\":\"comment\",\"subtype_id\":{\"id\":1,"
          "\"display_name\":\"Discussions\",\"internal\":%s},\"attachment_ids\":[]}",
          10 + i, rows[i].share, body, rows[i].internal);
      g_autoptr (JsonNode) node = erp_json_literal (text);
      g_autoptr (BizLogEntry) entry =
          biz_log_entry_new_from_json (json_node_get_object (node), NULL);

      g_list_store_insert (entries_of (f), 0, entry);
      g_assert_cmpstr (get_tip (f, body), ==, rows[i].tip);
    }
}

/* All of it comes anew while one reads far down: what is seen is filled at once, and still there.
 */
static void
test_renewed (Fixture *f, gconstpointer data)
{
  GtkAdjustment *scroll = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (f->scroller));
  g_autoptr (GListModel) anew = make_entries (MANY, MANY);
  gpointer items[MANY];
  double y;

  show (f, MANY);
  display_test_until (count_rows (f) == MANY);
  display_test_frames (f->talk, 2);
  gtk_adjustment_set_value (scroll, 1500);
  display_test_frames (f->talk, 2);
  y = find_y (f, "Message 30");
  for (guint i = 0; i < MANY; i++)
    items[i] = g_list_model_get_item (anew, i);
  g_list_store_splice (entries_of (f), 0, MANY, items, MANY);
  g_assert_cmpuint (count_rows (f), <, MANY);
  display_test_frames (f->talk, 2);
  g_assert_cmpfloat (ABS (find_y (f, "Message 30") - y), <, 2);
  display_test_until (count_rows (f) == MANY);
  g_assert_cmpfloat (ABS (find_y (f, "Message 30") - y), <, 2);
  assert_order (f);
  for (guint i = 0; i < MANY; i++)
    g_clear_object (&items[i]);
}

/* Things come, go and change before, among and behind the rows there are. */
static void
test_changes (Fixture *f, gconstpointer data)
{
  g_autoptr (GListModel) more = make_entries (1003, 3);
  GListStore *entries;
  gpointer items[3];
  guint n;

  show (f, MANY);
  entries = entries_of (f);
  for (guint i = 0; i < 3; i++)
    items[i] = g_list_model_get_item (more, i);
  n = count_rows (f);
  g_list_store_splice (entries, 0, 0, &items[0], 1);
  g_assert_cmpuint (count_rows (f), ==, n + 1);
  g_assert_true (display_test_shows (f->talk, "Message 1003"));
  g_list_store_splice (entries, 2, 1, &items[1], 1);
  g_assert_cmpuint (count_rows (f), ==, n + 1);
  g_list_store_splice (entries, 45, 1, &items[2], 1);
  g_list_store_remove (entries, 4);
  g_list_store_remove (entries, MANY - 2);
  g_assert_cmpuint (count_rows (f), ==, n);
  display_test_until (count_rows (f) == MANY - 1);
  assert_order (f);
  for (guint i = 0; i < 3; i++)
    g_clear_object (&items[i]);
}

/* The answer takes the place of what was known before, and has the rest of it to be asked for. */
static void
test_answer (Fixture *f, gconstpointer data)
{
  show (f, 3);
  while (fake_client_get_n_waiting (f->client) > 0)
    fake_client_release (f->client, 0);
  display_test_until (display_test_shows (f->talk, "Message 21"));
  g_assert_cmpuint (count_rows (f), ==, 40);
  assert_order (f);
  display_test_until (display_test_find (f->talk, GTK_TYPE_BUTTON, "Show 20 _Older Entries")
                      != NULL);
}

/* "Show Older" stands below the last row, not amid those that are made. */
static void
test_older_waits (Fixture *f, gconstpointer data)
{
  GtkWidget *button;

  show (f, 0);
  while (fake_client_get_n_waiting (f->client) > 0)
    fake_client_release (f->client, 0);
  display_test_until (count_rows (f) > 0);
  button = display_test_find (f->talk, GTK_TYPE_BUTTON, "Show 20 _Older Entries");
  while (button == NULL || !gtk_widget_get_visible (button))
    {
      display_test_tick ();
      button = display_test_find (f->talk, GTK_TYPE_BUTTON, "Show 20 _Older Entries");
      g_assert_true (button == NULL || !gtk_widget_get_visible (button) || count_rows (f) == 40);
    }
}

/* Another one is looked at while rows are made: none of the first is left. */
static void
test_replaced (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) first = NULL;
  g_autoptr (GListModel) more = make_entries (1003, 3);
  g_autoptr (GObject) item = g_list_model_get_item (more, 0);

  show (f, MANY);
  first = g_object_ref (kit_conversation_get_thread (talk_of (f)));
  display_test_frames (f->talk, 2);
  show (f, 50);
  g_list_store_insert (G_LIST_STORE (biz_thread_get_entries (first)), 0, item);
  g_assert_cmpuint (count_rows (f), <=, MOST_SEEN);
  g_assert_true (display_test_shows (f->talk, "Message 50"));
  display_test_until (count_rows (f) == 50);
  assert_order (f);
  kit_conversation_set_thread (talk_of (f), NULL);
  g_assert_cmpuint (count_rows (f), ==, 0);
  kit_conversation_set_thread (talk_of (f), first);
  display_test_until (count_rows (f) == MANY + 1);
  assert_order (f);
}

static gboolean
is_spinning (GtkWidget *root)
{
  if (GTK_IS_SPINNER (root) && gtk_spinner_get_spinning (GTK_SPINNER (root)))
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (is_spinning (child))
      return TRUE;
  return FALSE;
}

/* The same one is come back to before it is loaded: what was asked for first does not count. */
static void
test_come_back (Fixture *f, gconstpointer data)
{
  g_autoptr (BizThread) thread = make_thread (f, 3);

  kit_conversation_set_thread (talk_of (f), thread);
  kit_conversation_set_thread (talk_of (f), NULL);
  kit_conversation_set_thread (talk_of (f), thread);
  g_assert_true (is_spinning (f->talk));
  fake_client_hold (f->client, FALSE);
  while (fake_client_get_n_waiting (f->client) > 0)
    fake_client_release (f->client, 0);
  display_test_until (count_rows (f) == 40);
  fake_loop_drain ();
  g_assert_false (is_spinning (f->talk));
}

/* Who makes the window larger than all that is ready cannot scroll for the rest. */
static void
test_taller (Fixture *f, gconstpointer data)
{
  show (f, KIT_CONVERSATION_READY + 30);
  display_test_until (count_rows (f) >= KIT_CONVERSATION_READY);
  display_test_frames (f->talk, 4);
  gtk_widget_set_size_request (f->scroller, 500, 9000);
  display_test_until (count_rows (f) == KIT_CONVERSATION_READY + 30);
}

/* Nobody sees it: it waits until somebody does. */
static void
test_hidden (Fixture *f, gconstpointer data)
{
  guint n;

  gtk_widget_set_visible (f->scroller, FALSE);
  show (f, MANY);
  n = count_rows (f);
  for (guint i = 0; i < 20; i++)
    display_test_tick ();
  g_assert_cmpuint (count_rows (f), ==, n);
  gtk_widget_set_visible (f->scroller, TRUE);
  display_test_until (count_rows (f) == MANY);
}

/* It goes before the first slice, or amid the slices. */
static void
test_closed (Fixture *f, gconstpointer data)
{
  const gboolean amid = GPOINTER_TO_UINT (data) != 0;
  guint n;

  show (f, MANY);
  n = count_rows (f);
  g_assert_cmpuint (n, <, MANY);
  while (amid && count_rows (f) == n)
    g_main_context_iteration (NULL, TRUE);
  display_test_close (f->window);
  f->window = NULL;
  for (guint i = 0; i < 10; i++)
    display_test_tick ();
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *f, gconstpointer data);
    guint data;
  } tests[] = {
    { "/kit-conversation-rows/first", test_first, 0 },
    { "/kit-conversation-rows/scrolled", test_scrolled, 0 },
    { "/kit-conversation-rows/few", test_few, 0 },
    { "/kit-conversation-rows/fills", test_fills, 0 },
    { "/kit-conversation-rows/still", test_still, 0 },
    { "/kit-conversation-rows/anchor", test_anchor, 0 },
    { "/kit-conversation-rows/renewed", test_renewed, 0 },
    { "/kit-conversation-rows/ways", test_ways, 0 },
    { "/kit-conversation-rows/changes", test_changes, 0 },
    { "/kit-conversation-rows/answer", test_answer, 0 },
    { "/kit-conversation-rows/older-waits", test_older_waits, 0 },
    { "/kit-conversation-rows/replaced", test_replaced, 0 },
    { "/kit-conversation-rows/come-back", test_come_back, 0 },
    { "/kit-conversation-rows/taller", test_taller, 0 },
    { "/kit-conversation-rows/hidden", test_hidden, 0 },
    { "/kit-conversation-rows/closed-at-once", test_closed, 0 },
    { "/kit-conversation-rows/closed-amid", test_closed, 1 },
  };

  display_test_init (&argc, &argv);
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, GUINT_TO_POINTER (tests[i].data), set_up, tests[i].test,
                tear_down);

  return g_test_run ();
}
