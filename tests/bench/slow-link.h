/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A way to a server on this computer that is as long and as narrow as one through the internet.
 * Listens on the other loopback ([::1]) at the server's own port, so that names still fit. */
typedef struct _SlowLink SlowLink;

/* @round_trip: ms, added; a new connection costs one more before its first byte, as a handshake
 * does. @rate: bytes a second, for all connections together, each way. */
SlowLink *slow_link_new (guint16 port, guint round_trip, guint rate);
void slow_link_free (SlowLink *self);
/* Since the last call. */
void slow_link_take_counts (SlowLink *self, guint *n_connections, guint *n_bytes_down);

G_END_DECLS
