/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "demo-world.h"

/* The company as it was filled when the tests were built; NULL when another one is wanted. */
static char *
find_world (const DemoServerOptions *options)
{
  const char *folder = g_getenv ("QUITTANCE_DEMO_WORLDS");
  g_autofree char *name = NULL;

  if (folder == NULL || options->file != NULL || options->models != NULL || options->scale != 0
      || options->cases != 0 || options->seed != DEMO_WORLD_SEED
      || g_strcmp0 (options->today, DEMO_WORLD_TODAY) != 0)
    return NULL;
  name = g_strdup_printf ("demo-world-%u.sqlite", options->series != 0 ? options->series : 19);

  return g_build_filename (folder, name, NULL);
}

/**
 * demo_world_start:
 * @server: a server that does not run
 * @options: how
 * @error: return location for an error
 *
 * The same as demo_server_start(), but a company that was filled when the tests were built is
 * copied: that takes milliseconds, filling takes seconds.
 *
 * Returns: whether it listens
 */
gboolean
demo_world_start (DemoServer *server, const DemoServerOptions *options, GError **error)
{
  g_autofree char *world = find_world (options);
  DemoServerOptions copy = *options;

  copy.world = world;

  return demo_server_start (server, &copy, error);
}
