/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-table.h"
#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/**
 * PageDueExport:
 * @file_name: to be translated; without its ending, takes year, month and day as numbers
 * @write: writes the rows
 * @tell: (transfer full): what to say of so many that were written
 */
typedef struct
{
  const char *file_name;
  gboolean (*write) (DrawTableFormat format,
                     GPtrArray *rows,
                     GOutputStream *out,
                     GCancellable *cancellable,
                     GError **error);
  char *(*tell) (guint n);
} PageDueExport;

/* Asks where to, and writes @rows, all of them, there. @how is static. */
void page_due_export_run (GtkWidget *over,
                          ErpSession *session,
                          const PageDueExport *how,
                          GPtrArray *rows,
                          DrawTableFormat format);

G_END_DECLS
