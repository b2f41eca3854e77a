/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

GBytes *demo_picture_make (int width, int height, guint shade);

G_END_DECLS
