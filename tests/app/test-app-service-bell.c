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
  g_test_add_func ("/app/service-bell/id", test_id);
  status = g_test_run ();
  g_object_unref (demo);
  return status;
}
