/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _DemoPdf DemoPdf;

DemoPdf *demo_pdf_new (const char *title);
void
demo_pdf_text (DemoPdf *self, double x, double y, double size, gboolean bold, const char *text);
void demo_pdf_figure (
    DemoPdf *self, double right, double y, double size, gboolean bold, const char *text);
void demo_pdf_rule (DemoPdf *self, double x1, double x2, double y);
GBytes *demo_pdf_finish (DemoPdf *self);
void demo_pdf_free (DemoPdf *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoPdf, demo_pdf_free)

G_END_DECLS
