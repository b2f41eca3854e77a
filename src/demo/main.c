/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-server.h"

#include <glib-unix.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_CONTINUE;
}

static gboolean
hangup_cb (int fd, GIOCondition condition, gpointer loop)
{
  char buffer[256];

  if ((condition & G_IO_IN) && read (fd, buffer, sizeof buffer) > 0)
    return G_SOURCE_CONTINUE;
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* Standard input is a pipe of the parent: it ends when the parent does, however that was. */
static void
follow_parent (GMainLoop *loop)
{
  g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, hangup_cb, loop);
}

static gboolean
read_series (const char *text, guint *series)
{
  if (!text || strcmp (text, "19.0") == 0 || strcmp (text, "19") == 0)
    *series = 19;
  else if (strcmp (text, "17.0") == 0 || strcmp (text, "17") == 0)
    *series = 17;
  else
    return FALSE;
  return TRUE;
}

static gboolean
start (DemoServer *server, const DemoServerOptions *options, char **faults)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;

  for (guint i = 0; faults && faults[i]; i++)
    if (!demo_server_add_fault (server, faults[i], &error))
      {
        g_printerr ("%s\n", error->message);
        return FALSE;
      }
  if (!demo_server_start (server, options, &error))
    {
      g_printerr ("The demo company cannot start: %s\n", error->message);
      return FALSE;
    }
  line = demo_server_describe (server);
  printf ("%s\n", line);
  fflush (stdout);
  return TRUE;
}

int
main (int argc, char **argv)
{
  int port = 0;
  g_autofree char *data = NULL;
  int scale = 0;
  int cases = 0;
  g_autofree char *today = NULL;
  gint64 seed = 1;
  g_autofree char *series = NULL;
  g_auto (GStrv) faults = NULL;
  gboolean die_with_parent = FALSE;
  const GOptionEntry entries[] = {
    { "port", 'p', 0, G_OPTION_ARG_INT, &port, "Port on 127.0.0.1; a free one without", "N" },
    { "data", 'd', 0, G_OPTION_ARG_FILENAME, &data, "Data file; a temporary one without", "FILE" },
    { "scale", 0, 0, G_OPTION_ARG_INT, &scale, "Number of invoices of a new file", "N" },
    { "cases", 0, 0, G_OPTION_ARG_INT, &cases, "Number of cases of a new file", "N" },
    { "today", 0, 0, G_OPTION_ARG_STRING, &today, "The day it is there", "YYYY-MM-DD" },
    { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Number the story of a new file hangs on", "N" },
    { "series", 0, 0, G_OPTION_ARG_STRING, &series, "Which server to be like", "17.0|19.0" },
    { "fault", 0, 0, G_OPTION_ARG_STRING_ARRAY, &faults, "What goes wrong",
      "MODEL/METHOD:NTH:KIND" },
    { "die-with-parent", 0, 0, G_OPTION_ARG_NONE, &die_with_parent,
      "End when the parent or standard input ends", NULL },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("- a company to try things on");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (DemoServer) server = demo_server_new ();
  g_autoptr (GError) error = NULL;
  DemoServerOptions options = { NULL };

  umask (077);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }
  if (port < 0 || port > 65535 || scale < 0 || cases < 0 || !read_series (series, &options.series))
    {
      g_printerr ("Port, scale, cases or series is out of range; see --help.\n");
      return 2;
    }
  options.file = data;
  options.port = (guint)port;
  options.scale = (guint)scale;
  options.cases = (guint)cases;
  options.seed = (guint64)seed;
  options.today = today;
  g_unix_signal_add (SIGTERM, quit_cb, loop);
  g_unix_signal_add (SIGINT, quit_cb, loop);
  if (!start (server, &options, faults))
    return 1;
  if (die_with_parent)
    follow_parent (loop);
  g_main_loop_run (loop);
  demo_server_stop (server);
  return 0;
}
