/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Start to first painted frame: the program against an empty libadwaita window, in turns, from
 * before the fork to the frame. Prints medians and their ratio; judges nothing. */
#include "config.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ROUNDS 9

static double
measure (const char *const *argv)
{
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  gint64 started = g_get_monotonic_time ();
  const char *stamp;

  if (!g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, &output,
                     NULL, NULL, &error))
    g_error ("%s: %s", argv[0], error->message);
  stamp = strstr (output, "first-frame ");
  if (stamp == NULL)
    g_error ("%s painted nothing", argv[0]);
  return (double)(g_ascii_strtoll (stamp + strlen ("first-frame "), NULL, 10) - started) / 1000.0;
}

static int
compare (const void *a, const void *b)
{
  return *(const double *)a < *(const double *)b ? -1 : 1;
}

static double
report (const char *name, double *times, int n)
{
  qsort (times, (gsize)n, sizeof *times, compare);
  g_print ("%-24s median %.0f ms (%.0f-%.0f, n=%d)\n", name, times[n / 2], times[0], times[n - 1],
           n);
  return times[n / 2];
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = g_path_get_dirname (argv[0]);
  g_autofree char *hello = g_build_filename (folder, "hello-window", NULL);
  g_autofree char *program = g_build_filename (folder, "..", "..", "src", "app", "quittance", NULL);
  const char *const hello_argv[] = { hello, NULL };
  const char *const program_argv[] = { program, "--bench", NULL };
  double hello_times[MAX_ROUNDS], program_times[MAX_ROUNDS];
  int rounds = argc > 1 && strcmp (argv[1], "--quick") == 0 ? 3 : MAX_ROUNDS;
  double floor_ms, program_ms;

  for (int i = 0; i < rounds; i++)
    {
      hello_times[i] = measure (hello_argv);
      program_times[i] = measure (program_argv);
    }
  floor_ms = report ("an empty window", hello_times, rounds);
  program_ms = report ("quittance", program_times, rounds);
  g_print ("%-24s %.2f\n", "ratio", program_ms / floor_ms);
  return 0;
}
