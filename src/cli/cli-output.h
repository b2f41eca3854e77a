/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-table.h"

G_BEGIN_DECLS

/* Where a list goes: the file @path, complete or not at all, or the standard output. */
GOutputStream *cli_output_open (const char *path,
                                DrawTableFormat format,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A file that is not complete is not put in the place of what was there. */
void cli_output_abandon (GOutputStream *out);

G_END_DECLS
