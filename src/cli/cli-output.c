/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "cli"

#include "config.h"

#include "cli-output.h"

#include <gio/gunixoutputstream.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

GOutputStream *
cli_output_open (const char *path, DrawTableFormat format, GError **error)
{
  g_autoptr (GFile) file = NULL;

  if (path == NULL)
    {
      if (format == DRAW_TABLE_XLSX && isatty (STDOUT_FILENO))
        {
          g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                               _ ("A spreadsheet is not for the terminal: name a file with "
                                  "--output."));
          return NULL;
        }
      return g_unix_output_stream_new (STDOUT_FILENO, FALSE);
    }
  file = g_file_new_for_commandline_arg (path);

  return G_OUTPUT_STREAM (
      g_file_replace (file, NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL, error));
}

void
cli_output_abandon (GOutputStream *out)
{
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();

  g_cancellable_cancel (cancelled);
  g_output_stream_close (out, cancelled, NULL);
}
