/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "app-service-bell.h"

#include "erp-capabilities.h"
#include "erp-session.h"

#include "app-support.h"
#include "display-test.h"

static AppDemo *demo;

/* Whatever falls due in two weeks rings, each promise of a case once. */
static void
test_rings (void)
{
  g_autoptr (ErpSession) session = app_support_sign_in (demo, "agent");
  AppServiceBell *bell = app_service_bell_new (session);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  erp_session_complete (session);
  display_test_until (erp_capabilities_get_complete (erp_session_get_capabilities (session)));
  g_assert_cmpuint (app_service_bell_get_n_rung (bell), ==, 0);
  for (guint i = 0; i < 14 * 48 && app_service_bell_get_n_rung (bell) == 0; i++)
    {
      app_service_bell_look (bell, now + i * 1800);
      for (guint k = 0; k < 4; k++)
        display_test_tick ();
    }
  g_assert_cmpuint (app_service_bell_get_n_rung (bell), >, 0);
  g_object_unref (bell);
}

typedef struct
{
  guint n_asked;
  gboolean seen;
} Eyes;

static gboolean
seen_cb (gint64 id, gpointer data)
{
  Eyes *eyes = data;

  g_assert_cmpint (id, >, 0);
  eyes->n_asked++;
  return eyes->seen;
}

/* What is before the person's eyes does not ring, neither then nor a little later. */
static void
test_seen (void)
{
  g_autoptr (ErpSession) session = app_support_sign_in (demo, "agent");
  AppServiceBell *bell = app_service_bell_new (session);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  Eyes eyes = { .seen = TRUE };
  guint n_asked, i;

  erp_session_complete (session);
  display_test_until (erp_capabilities_get_complete (erp_session_get_capabilities (session)));
  app_service_bell_set_seen (bell, seen_cb, &eyes);
  for (i = 0; i < 14 * 48 && eyes.n_asked == 0; i++)
    {
      app_service_bell_look (bell, now + i * 1800);
      for (guint k = 0; k < 4; k++)
        display_test_tick ();
    }
  g_assert_cmpuint (eyes.n_asked, >, 0);
  g_assert_cmpuint (app_service_bell_get_n_rung (bell), ==, 0);
  n_asked = eyes.n_asked;
  eyes.seen = FALSE;
  app_service_bell_look (bell, now + (i - 1) * 1800);
  for (guint k = 0; k < 20; k++)
    display_test_tick ();
  g_assert_cmpuint (app_service_bell_get_n_rung (bell), ==, eyes.n_asked - n_asked);
  g_object_unref (bell);
}

/* Who signed out hears nothing more, whatever was under way. */
static void
test_ends (void)
{
  g_autoptr (ErpSession) session = app_support_sign_in (demo, "agent");
  AppServiceBell *bell = app_service_bell_new (session);
  gpointer gone = bell;

  erp_session_complete (session);
  display_test_until (erp_capabilities_get_complete (erp_session_get_capabilities (session)));
  g_object_add_weak_pointer (G_OBJECT (bell), &gone);
  app_service_bell_look (bell, g_get_real_time () / G_USEC_PER_SEC);
  g_object_unref (bell);
  g_assert_null (gone);
  for (guint k = 0; k < 20; k++)
    display_test_tick ();
}

static void
test_id (void)
{
  g_autofree char *id = app_service_bell_make_id ("helpdesk.ticket", 7);

  g_assert_cmpstr (id, ==, "case-helpdesk.ticket-7");
}

int
main (int argc, char **argv)
{
  int status;

  display_test_init (&argc, &argv);
  demo = app_support_start_demo ();
  g_test_add_func ("/app/service-bell/rings", test_rings);
  g_test_add_func ("/app/service-bell/seen", test_seen);
  g_test_add_func ("/app/service-bell/ends", test_ends);
  g_test_add_func ("/app/service-bell/id", test_id);
  status = g_test_run ();
  g_object_unref (demo);
  return status;
}
