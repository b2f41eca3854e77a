/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-environment.h"
#include "cli-exit.h"
#include "draw-table.h"

G_BEGIN_DECLS

/* What `match` does on a server: proposals for the open lines of a bank's journal. */
CliExit
cli_match_journal_propose (CliEnvironment *environment, const char *code, DrawTableFormat format);

G_END_DECLS
