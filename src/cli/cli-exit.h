/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a script learns. Documented in `quittance-cli --help`. */
typedef enum
{
  CLI_EXIT_DONE = 0,
  CLI_EXIT_REFUSED = 1, /* the server or the program said no; nothing was written */
  CLI_EXIT_USAGE = 2,   /* the command line is not understood */
  CLI_EXIT_UNREACHABLE =
      3,                /* no server, no trust in it, no answer to a read; nothing was written */
  CLI_EXIT_AUTH = 4,    /* no key, or one that is not valid any more */
  CLI_EXIT_UNKNOWN = 5, /* sent, and not known whether it happened: see `journal` */
} CliExit;

CliExit cli_exit_from_error (const GError *error);
/* Says what went wrong on standard error, with the server's own words below. */
CliExit cli_exit_with_error (const GError *error);

G_END_DECLS
