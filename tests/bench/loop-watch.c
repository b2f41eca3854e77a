/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "loop-watch.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

static gint64 woken_at;
static gint64 woken_waited;
static gint64 wall;
static gint64 own;

/* µs that this thread was ready to run and did not; 0 where the kernel does not count it. */
static gint64
get_waited (void)
{
  static int fd = -1;
  char text[96];
  gint64 ran, waited;
  ssize_t n;

  if (fd == -1)
    fd = open ("/proc/thread-self/schedstat", O_RDONLY | O_CLOEXEC);
  n = fd != -1 ? pread (fd, text, sizeof text - 1, 0) : 0;
  text[MAX (n, 0)] = '\0';
  if (sscanf (text, "%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, &ran, &waited) != 2)
    return 0;
  return waited / 1000;
}

static void
note (void)
{
  const gint64 held = g_get_monotonic_time () - woken_at;

  if (woken_at == 0)
    return;
  wall = MAX (wall, held);
  own = MAX (own, held - (get_waited () - woken_waited));
}

static int
measuring_poll (GPollFD *fds, guint n_fds, int timeout)
{
  int n;

  note ();
  n = g_poll (fds, n_fds, timeout);
  woken_waited = get_waited ();
  woken_at = g_get_monotonic_time ();

  return n;
}

void
loop_watch_begin (void)
{
  woken_at = wall = own = 0;
  g_main_context_set_poll_func (NULL, measuring_poll);
}

void
loop_watch_end (gint64 *longest_wall, gint64 *longest_own)
{
  g_main_context_set_poll_func (NULL, NULL);
  *longest_wall = wall;
  *longest_own = own;
}
