/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "draw-paper.h"
#include "kit-preview-client.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A document that is printed: laid out here, or pages of a file that the helper has open. */
typedef struct
{
  DrawPaper *drawn;         /* (nullable) */
  KitPreviewClient *client; /* (nullable) */
  GVariant *info;           /* (nullable): of the client's file */
} PagePrintable;

/* A print operation over all pages of @printables, which must live as long as it runs. */
GtkPrintOperation *page_paper_print_new (const PagePrintable *printables,
                                         guint n_printables,
                                         const char *job_name) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
