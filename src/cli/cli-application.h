/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-command.h"

G_BEGIN_DECLS

/* Finds the command and runs it. */
CliExit cli_application_run (int argc, char **argv);

G_END_DECLS
