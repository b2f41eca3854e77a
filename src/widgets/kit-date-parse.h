/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean kit_date_parse (const char *text, const GDate *today, GDate *date, GError **error);

G_END_DECLS
