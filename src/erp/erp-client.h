/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

#define ERP_TYPE_CLIENT (erp_client_get_type ())
G_DECLARE_INTERFACE (ErpClient, erp_client, ERP, CLIENT, GObject)

typedef enum
{
  ERP_CONNECTION_ONLINE,  /* the last answer came */
  ERP_CONNECTION_WAITING, /* an answer is overdue by more than 3 s */
  ERP_CONNECTION_OFFLINE, /* the last call could not reach the server */
} ErpConnectionState;

#define ERP_TYPE_CONNECTION_STATE (erp_connection_state_get_type ())
GType erp_connection_state_get_type (void) G_GNUC_CONST;

/* Implemented by ErpJson2Client and ErpJsonrpcClient, chosen by probing (erp-sign-in.h), and by
 * doubles in tests. An implementation overrides the property "connection-state"
 * (ErpConnectionState), which notifies. */
struct _ErpClientInterface
{
  GTypeInterface parent_iface;

  void (*call_async) (ErpClient *self,
                      ErpCall *call,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data);
  gpointer (*call_finish) (ErpClient *self, GAsyncResult *result, GError **error);
  /* (nullable) */
  gint64 (*get_server_time) (ErpClient *self);
  /* (nullable) */
  const char *(*get_server_version) (ErpClient *self);
  /* (nullable) */
  void (*set_context) (ErpClient *self, JsonObject *context);
};

/* The result is the decoder's, where the call has one, else a JsonNode (transfer full), never
 * NULL on success: a JSON null is a node that holds null. */
void erp_client_call_async (ErpClient *self,
                            ErpCall *call,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gpointer erp_client_call_finish (ErpClient *self, GAsyncResult *result, GError **error);

ErpConnectionState erp_client_get_connection_state (ErpClient *self);
/* By the server's Date header, corrected by the time since; -1 before the first answer. µs UTC. */
gint64 erp_client_get_server_time (ErpClient *self);
/* (nullable): "19.0", where it was probed. */
const char *erp_client_get_server_version (ErpClient *self);
/* Language, time zone and companies of every call from now on, below what a call brings itself. */
void erp_client_set_context (ErpClient *self, JsonObject *context);

G_END_DECLS
