/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "kit-types.h"

G_BEGIN_DECLS

/* Says that a section has nothing in it but what can be done. */
void kit_section_set_compact (GtkWidget *section, gboolean is_compact);
/* Puts the sections of @box beside one another where all of them are compact, else below. */
void kit_sections_arrange (GtkBox *box);

G_END_DECLS
