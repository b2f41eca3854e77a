/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

const char *demo_attachment_guess_type (const char *name, const guchar *data, gsize length);

G_END_DECLS
