/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-world.h"

#include <glib/gstdio.h>

/* Fills a company once, for all tests: make-demo-world SERIES FILE */

/* The first second of the day: nothing in the company is younger than what a test does. */
static gint64
read_midnight (gpointer data)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (DEMO_WORLD_TODAY "T00:00:00Z", NULL);

  return g_date_time_to_unix (day);
}

int
main (int argc, char *argv[])
{
  DemoServerOptions options = { .seed = DEMO_WORLD_SEED,
                                .today = DEMO_WORLD_TODAY,
                                .clock = read_midnight };
  g_autoptr (DemoServer) server = demo_server_new ();
  g_autoptr (GError) error = NULL;

  if (argc != 3)
    {
      g_printerr ("make-demo-world SERIES FILE\n");
      return 2;
    }
  options.series = (guint)g_ascii_strtoull (argv[1], NULL, 10);
  options.file = argv[2];
  g_unlink (argv[2]);
  if (!demo_server_start (server, &options, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  demo_server_stop (server);

  return 0;
}
