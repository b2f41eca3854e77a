/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* A list laid out on pages: what it is, its rows below titles that stand on every page, and sums
 * at its end. What it is given is plain text; amounts are never cut off, long words are. */
typedef struct _DrawTablePages DrawTablePages;

typedef struct
{
  const char *title; /* for people, translated */
  double weight;     /* its share of the width; of figures only where they need less */
  gboolean figures;  /* aligned at the right, never cut off */
} DrawTablePagesColumn;

DrawTablePages *draw_table_pages_new (const DrawTablePagesColumn *columns,
                                      guint n_columns) G_GNUC_WARN_UNUSED_RESULT;
void draw_table_pages_free (DrawTablePages *self);
/* What stands over every page; NULL for none. */
void draw_table_pages_set_head (DrawTablePages *self,
                                const char *title,
                                const char *subtitle,
                                const char *date);
/* One text a column; NULL is empty. */
void draw_table_pages_add_row (DrawTablePages *self, const char *const *texts);
/* A line below the last row. */
void draw_table_pages_add_total (DrawTablePages *self, const char *name, const char *amount);
guint draw_table_pages_get_n_rows (DrawTablePages *self);
/* Whether so many columns want a page that lies. */
gboolean draw_table_pages_is_landscape (DrawTablePages *self);
/* When all rows are there; again for a paper of another size. */
void draw_table_pages_lay_out (DrawTablePages *self, double width, double height);
guint draw_table_pages_get_n_pages (DrawTablePages *self);
void draw_table_pages_draw_page (DrawTablePages *self, guint page, cairo_t *cr);
/* (transfer full): as it was laid out */
GBytes *draw_table_pages_to_pdf (DrawTablePages *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DrawTablePages, draw_table_pages_free)

G_END_DECLS
