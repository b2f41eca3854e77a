/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-fault.h"
#include "demo-fixture.h"
#include "demo-visitor.h"

static const struct
{
  const char *spec;
  gboolean valid;
} specs[] = {
  { "x.order/create:1:before", TRUE },
  { "x.order/create:*:commit", TRUE },
  { "x.order/create:2:mid", TRUE },
  { "x.order/create:1:late", TRUE },
  { "x.order/create:1:late=50", TRUE },
  { "x.order/create:1:hang", TRUE },
  { "x.order/create:1:500", TRUE },
  { "x.order/create:1:html", TRUE },
  { "x.order/create:1:slow=10", TRUE },
  { "x.order/create:1:slow", FALSE },
  { "x.order/create:0:mid", FALSE },
  { "x.order/create:1:odd", FALSE },
  { "x.order/create:1:mid=5", FALSE },
  { "x.order/create:mid", FALSE },
  { ":1:mid", FALSE },
  { "", FALSE },
};

static void
test_grammar (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (specs); i++)
    {
      DemoFaults *faults = demo_faults_new ();
      g_autoptr (GError) error = NULL;

      g_assert_true (demo_faults_add (faults, specs[i].spec, &error) == specs[i].valid);
      g_assert_true ((error == NULL) == specs[i].valid);
      demo_faults_free (faults);
    }
}

static void
test_counting (void)
{
  DemoFaults *faults = demo_faults_new ();
  guint milliseconds = 0;

  g_assert_true (demo_faults_add (faults, "a/b:2:late", NULL));
  g_assert_cmpint (demo_faults_next (faults, "a/c", &milliseconds), ==, DEMO_FAULT_NONE);
  g_assert_cmpint (demo_faults_next (faults, "a/b", &milliseconds), ==, DEMO_FAULT_NONE);
  g_assert_cmpint (demo_faults_next (faults, "a/b", &milliseconds), ==, DEMO_FAULT_LATE);
  g_assert_cmpint (milliseconds, ==, 3000);
  g_assert_cmpint (demo_faults_next (faults, "a/b", &milliseconds), ==, DEMO_FAULT_NONE);
  demo_faults_clear (faults);
  demo_faults_free (faults);
}

/* What the client sees of each fault, and how many orders there are then. */
static const struct
{
  const char *fault;
  const char *seen; /* the beginning */
  const char *count;
} faults[] = {
  { "before", "!", "200 6" },
  { "commit", "!", "200 7" },
  { "mid", "!", "200 7" },
  { "500", "500 Internal", "200 6" },
  { "html", "200 <!doctype", "200 6" },
  { "slow=30", "200 [7]", "200 7" },
};

static void
test_seen (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (DemoServer) server = fixture_start_server (19, NULL);
      g_autofree char *spec = g_strdup_printf ("x.order/create:1:%s", faults[i].fault);
      g_autofree char *told = NULL;
      g_autoptr (GError) error = NULL;
      Visitor visitor;

      visitor_open (&visitor, server, "clerk");
      demo_server_add_fault (server, spec, &error);
      g_assert_no_error (error);
      told = visitor_json2 (&visitor, "x.order/create", "{'vals_list': [{'partner_id': 2}]}");
      if (!g_str_has_prefix (told, faults[i].seen))
        g_error ("%s: %s", faults[i].fault, told);
      visitor_assert (visitor_json2 (&visitor, "x.order/search_count", "{'domain': []}"),
                      faults[i].count);
      g_assert_cmpint (demo_server_count_calls (server, "x.order/create"), >=, 1);
      visitor_close (&visitor);
    }
}

/* The client is cut off at once; the work is done all the same, later. */
static void
test_late (void)
{
  g_autoptr (DemoServer) server = fixture_start_server (19, NULL);
  g_autofree char *told = NULL;
  Visitor visitor;
  gint64 deadline = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  visitor_open (&visitor, server, "clerk");
  g_assert_true (demo_server_add_fault (server, "x.order/create:*:late=200", NULL));
  told = visitor_json2 (&visitor, "x.order/create", "{'vals_list': [{'partner_id': 2}]}");
  g_assert_true (g_str_has_prefix (told, "!"));
  visitor_assert (visitor_json2 (&visitor, "x.order/search_count", "{'domain': []}"), "200 6");
  while (demo_server_count_pending (server) > 0 && g_get_monotonic_time () < deadline)
    g_thread_yield ();
  demo_server_clear_faults (server);
  visitor_assert (visitor_json2 (&visitor, "x.order/search_count", "{'domain': [['id', '=', 7]]}"),
                  "200 1");
  visitor_close (&visitor);
}

/* A server that is stopped lets a hanging client go, and does what it has accepted. */
static void
test_stop (void)
{
  g_autoptr (DemoServer) server = fixture_start_server (19, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SoupMessage) msg = NULL;
  g_autofree char *url = NULL;
  Visitor visitor;
  GCancellable *cancellable = g_cancellable_new ();

  visitor_open (&visitor, server, "clerk");
  g_assert_true (demo_server_add_fault (server, "web/version:1:hang", NULL));
  url = g_strconcat (demo_server_get_url (server), "/web/version", NULL);
  msg = soup_message_new ("GET", url);
  soup_session_send_async (visitor.session, msg, 0, cancellable, NULL, NULL);
  while (demo_server_count_calls (server, "web/version") == 0)
    g_main_context_iteration (NULL, FALSE);
  demo_server_stop (server);
  g_cancellable_cancel (cancellable);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (cancellable);
  visitor_close (&visitor);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/demo/fault/grammar", test_grammar);
  g_test_add_func ("/demo/fault/counting", test_counting);
  g_test_add_func ("/demo/fault/seen", test_seen);
  g_test_add_func ("/demo/fault/late", test_late);
  g_test_add_func ("/demo/fault/stop", test_stop);
  return g_test_run ();
}
