/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-fault.h"
#include "demo-rpc.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* The door: HTTP on the loopback in the thread of one main context, the work in others. */
typedef struct _DemoHttp DemoHttp;

typedef gint64 (*DemoHttpClock) (gpointer data);

/* Called in the thread whose main context is the default. */
DemoHttp *demo_http_new (DemoStore *store,
                         DemoFaults *faults,
                         const char *database,
                         guint port,
                         DemoHttpClock clock,
                         gpointer clock_data,
                         GError **error);
guint demo_http_get_port (DemoHttp *self);
/* Takes no more requests, waits for those that run. In the same thread. */
void demo_http_close (DemoHttp *self);
void demo_http_free (DemoHttp *self);

/* From any thread. */
guint demo_http_count_calls (DemoHttp *self, const char *name);
guint demo_http_count_pending (DemoHttp *self);

G_END_DECLS
