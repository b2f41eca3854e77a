/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "biz-file-days.h"
#include "demo-desk.h"
#include "erp-capabilities.h"

#include <string.h>

typedef struct
{
  DemoDesk desk;
  BizFileDays *days;
  gint64 company;
  guint n_changed;
} Bench;

static void
changed_cb (Bench *b)
{
  b->n_changed++;
}

static void
set_up (Bench *b, gconstpointer data)
{
  memset (b, 0, sizeof *b);
  desk_open (&b->desk, GPOINTER_TO_UINT (data), "admin");
  b->company = erp_capabilities_get_default_company_id (b->desk.capabilities);
  b->days = biz_file_days_get (b->desk.session);
  g_assert_true (biz_file_days_get (b->desk.session) == b->days);
  g_signal_connect_swapped (b->days, "changed", G_CALLBACK (changed_cb), b);
}

static void
tear_down (Bench *b, gconstpointer data)
{
  g_signal_handlers_disconnect_by_data (b->days, b);
  desk_close (&b->desk);
}

/* A call that was answered after all that were made before. */
static void
settle (Bench *b)
{
  for (guint i = 0; i < 3; i++)
    json_node_unref (
        desk_ask (&b->desk, FALSE, "res.company", "search_count", 0, "domain", "[]", NULL));
}

/* Without a policy it is thirty days; asked for once, however often it is looked at. */
static void
test_none (Bench *b, gconstpointer data)
{
  const guint n_calls = faulty_client_get_n_calls (b->desk.client);

  for (guint i = 0; i < 5; i++)
    g_assert_cmpuint (biz_file_days_get_days (b->days, b->company), ==, 30);
  g_assert_cmpuint (biz_file_days_get_days (b->days, 0), ==, 30);
  g_assert_cmpuint (faulty_client_get_n_calls (b->desk.client), ==, n_calls + 1);
  settle (b);
  g_assert_cmpuint (biz_file_days_get_days (b->days, b->company), ==, 30);
  g_assert_cmpuint (b->n_changed, ==, 0);
}

/* What the company decided counts once it is known, and what it decides anew. */
static void
test_policy (Bench *b, gconstpointer data)
{
  desk_write_policy (&b->desk, "{\"version\":1,\"documents\":{\"warn_days\":90}}");
  g_assert_cmpuint (biz_file_days_get_days (b->days, 0), ==, 30);
  while (b->n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (biz_file_days_get_days (b->days, 0), ==, 90);
  g_assert_cmpuint (biz_file_days_get_days (b->days, b->company), ==, 90);
  desk_write_policy (&b->desk, "{\"version\":1,\"documents\":{\"warn_days\":0}}");
  g_assert_cmpuint (biz_file_days_get_days (b->days, 0), ==, 90);
  biz_file_days_look_again (b->days);
  while (b->n_changed == 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (biz_file_days_get_days (b->days, 0), ==, 0);
}

/* What is no number of days, or none at all, counts as nothing said; nothing fails. */
static void
test_bad (Bench *b, gconstpointer data)
{
  static const char *const bad[] = {
    "{\"version\":1,\"documents\":{\"warn_days\":-1}}",
    "{\"version\":1,\"documents\":{\"warn_days\":366}}",
    "{\"version\":1,\"documents\":{\"warn_days\":\"30\"}}",
    "{\"version\":1,\"documents\":{\"warn_days\":2.5}}",
    "{\"version\":1,\"documents\":[]}",
    "{\"version\":1,\"documents\":{}}",
    "no json",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_test_message ("%s", bad[i]);
      desk_write_policy (&b->desk, bad[i]);
      biz_file_days_get_days (b->days, 0);
      biz_file_days_look_again (b->days);
      settle (b);
      g_assert_cmpuint (biz_file_days_get_days (b->days, 0), ==, 30);
    }
  g_assert_cmpuint (b->n_changed, ==, 0);
}

/* A line that breaks changes nothing that is known. */
static void
test_broken (Bench *b, gconstpointer data)
{
  desk_write_policy (&b->desk, "{\"version\":1,\"documents\":{\"warn_days\":45}}");
  biz_file_days_get_days (b->days, 0);
  while (b->n_changed == 0)
    g_main_context_iteration (NULL, TRUE);
  faulty_client_set_fault (b->desk.client, "search_read", FAULTY_NOT_SENT, 1);
  biz_file_days_look_again (b->days);
  settle (b);
  faulty_client_set_fault (b->desk.client, NULL, FAULTY_NONE, 0);
  g_assert_cmpuint (biz_file_days_get_days (b->days, 0), ==, 45);
  g_assert_cmpuint (b->n_changed, ==, 1);
}

static void
add_both (const char *name, void (*test) (Bench *b, gconstpointer data))
{
  static const guint all[] = { 17, 19 };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      g_autofree char *path = g_strdup_printf ("/file-days/%u/%s", all[i], name);

      g_test_add (path, Bench, GUINT_TO_POINTER (all[i]), set_up, test, tear_down);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_both ("none", test_none);
  add_both ("policy", test_policy);
  add_both ("bad", test_bad);
  add_both ("broken", test_broken);

  return g_test_run ();
}
