/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <cairo.h>
#include <glib.h>

G_BEGIN_DECLS

/* Files that people send, and files that nobody should. */
/* "Page 1", "Page 2" … and "needle" on every second page */
GBytes *preview_files_new_pdf (guint n_pages);
GBytes *preview_files_new_png (int width, int height);
/* Says that it is 60,000 pixels wide and high. */
GBytes *preview_files_new_png_bomb (void);
GBytes *preview_files_new_gif_bomb (void);
GBytes *preview_files_new_nested_pdf (guint depth);
GBytes *preview_files_new_nested_mail (guint depth);
GBytes *preview_files_new_text (const char *text);
/* The first @length bytes. */
GBytes *preview_files_cut (GBytes *file, gsize length);

G_END_DECLS
