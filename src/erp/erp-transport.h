/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-call.h"
#include "erp-client.h"
#include "erp-http.h"

G_BEGIN_DECLS

/* What both transports share: encoding and decoding off the main loop, retries of reads, the
 * connection state, the server's clock. */
#define ERP_TYPE_TRANSPORT (erp_transport_get_type ())
G_DECLARE_DERIVABLE_TYPE (ErpTransport, erp_transport, ERP, TRANSPORT, GObject)

/* Both run in a worker thread and read only what never changes. */
struct _ErpTransportClass
{
  GObjectClass parent_class;

  /* The body, and the path to post it to. */
  GBytes *(*encode) (ErpTransport *self, ErpCall *call, JsonObject *context, char **path);
  /* Adds what proves who asks; on the main thread. */
  void (*authorize) (ErpTransport *self, SoupMessage *message);
  /* From now on this key proves who asks; on the main thread. */
  void (*set_api_key) (ErpTransport *self, const char *api_key);
  /* Takes @root; the result of the call, or what the server said went wrong. */
  JsonNode *(*unwrap) (
      ErpTransport *self, ErpCall *call, guint status, JsonNode *root, GError **error);
};

/* Replaces the waits and the chance between two tries of a read: for tests. */
typedef double (*ErpRandomFunc) (gpointer user_data);
void erp_transport_set_random (ErpTransport *self, ErpRandomFunc random, gpointer user_data);
/* ms; the answer is overdue, the first wait before a read is tried again */
void erp_transport_set_waits (ErpTransport *self, guint overdue, guint back_off);

/* A renewed key, in place. */
void erp_transport_set_api_key (ErpTransport *self, const char *api_key);
void erp_transport_set_server_version (ErpTransport *self, const char *version);
ErpHttp *erp_transport_get_http (ErpTransport *self);

/* GObject property "first-rows" (string, nullable): the first rows of a list that somebody asked
 * for, see erp_ahead_describe (). Handed back in a later session it is asked at once, and whoever
 * asks the same first gets that answer. */
void erp_transport_ask_ahead (ErpTransport *self, const char *first_rows);

G_END_DECLS
