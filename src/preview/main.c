/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "preview"

#include "config.h"

#include "preview-sandbox.h"
#include "preview-server.h"

#include <fontconfig/fontconfig.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>

/* Started by the window with a socket and a file; of no use by hand. */
int
main (int argc, char **argv)
{
  if (argc != 2 || g_strcmp0 (argv[1], "--child") != 0)
    {
      fputs ("quittance-preview is started by Quittance to read one file.\n", stderr);
      return EXIT_FAILURE;
    }

  signal (SIGPIPE, SIG_IGN);
  /* While files can still be written: it may want to refresh its cache. */
  FcInit ();
  if (!preview_sandbox_enter ())
    return 3;

  return preview_server_run (PREVIEW_SOCKET_FD, PREVIEW_FILE_FD) ? EXIT_SUCCESS : 4;
}
