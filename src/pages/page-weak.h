/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* What a ready callback of a page gets: the callback owns it, and the page may end before it. */
gpointer page_weak_new (gpointer object) G_GNUC_WARN_UNUSED_RESULT;
gpointer page_weak_take (gpointer weak) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
