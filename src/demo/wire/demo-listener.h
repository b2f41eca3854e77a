/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The socket that a SoupServer is reached by, on the loopback and nowhere else. */
typedef struct _DemoListener DemoListener;

/* In the thread whose main context is the default. */
DemoListener *demo_listener_new (SoupServer *server, guint port, GError **error);
guint demo_listener_get_port (DemoListener *self);
void demo_listener_free (DemoListener *self);

G_END_DECLS
