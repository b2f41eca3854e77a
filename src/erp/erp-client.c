/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-client.h"

#include "erp-call.h"

G_DEFINE_ENUM_TYPE (ErpConnectionState,
                    erp_connection_state,
                    G_DEFINE_ENUM_VALUE (ERP_CONNECTION_ONLINE, "online"),
                    G_DEFINE_ENUM_VALUE (ERP_CONNECTION_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (ERP_CONNECTION_OFFLINE, "offline"))

G_DEFINE_INTERFACE (ErpClient, erp_client, G_TYPE_OBJECT)

static void
erp_client_default_init (ErpClientInterface *iface)
{
  g_object_interface_install_property (
      iface, g_param_spec_enum ("connection-state", NULL, NULL, ERP_TYPE_CONNECTION_STATE,
                                ERP_CONNECTION_ONLINE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS));
}

/**
 * erp_client_call_async:
 * @self: a client
 * @call: what to ask; not changed any more from here on
 * @cancellable: (nullable): a cancellable
 * @callback: called on the caller's main context
 * @user_data: data for @callback, owned by it
 *
 * Asks the server. A cancelled write may have happened all the same.
 */
void
erp_client_call_async (ErpClient *self,
                       ErpCall *call,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_return_if_fail (ERP_IS_CLIENT (self));
  g_return_if_fail (ERP_IS_CALL (call));

  ERP_CLIENT_GET_IFACE (self)->call_async (self, call, cancellable, callback, user_data);
}

/**
 * erp_client_call_finish:
 * @self: a client
 * @result: what the callback was given
 * @error: return location for an ERP_ERROR or G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full): what the call's decoder made, or a JsonNode where it has none
 */
gpointer
erp_client_call_finish (ErpClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (ERP_IS_CLIENT (self), NULL);

  return ERP_CLIENT_GET_IFACE (self)->call_finish (self, result, error);
}

/**
 * erp_client_get_connection_state:
 * @self: a client
 *
 * Returns: how the last calls fared
 */
ErpConnectionState
erp_client_get_connection_state (ErpClient *self)
{
  ErpConnectionState state;

  g_return_val_if_fail (ERP_IS_CLIENT (self), ERP_CONNECTION_OFFLINE);

  g_object_get (self, "connection-state", &state, NULL);
  return state;
}

/**
 * erp_client_get_server_time:
 * @self: a client
 *
 * Returns: the server's clock in µs since 1970 UTC, exact to about a second; -1 before the first
 *   answer
 */
gint64
erp_client_get_server_time (ErpClient *self)
{
  ErpClientInterface *iface;

  g_return_val_if_fail (ERP_IS_CLIENT (self), -1);

  iface = ERP_CLIENT_GET_IFACE (self);
  return iface->get_server_time != NULL ? iface->get_server_time (self) : -1;
}

/**
 * erp_client_get_server_version:
 * @self: a client
 *
 * Returns: (nullable): the version the server named before the sign-in
 */
const char *
erp_client_get_server_version (ErpClient *self)
{
  ErpClientInterface *iface;

  g_return_val_if_fail (ERP_IS_CLIENT (self), NULL);

  iface = ERP_CLIENT_GET_IFACE (self);
  return iface->get_server_version != NULL ? iface->get_server_version (self) : NULL;
}

/**
 * erp_client_set_context:
 * @self: a client
 * @context: names and values that every call carries unless it brings its own
 */
void
erp_client_set_context (ErpClient *self, JsonObject *context)
{
  ErpClientInterface *iface;

  g_return_if_fail (ERP_IS_CLIENT (self));
  g_return_if_fail (context != NULL);

  iface = ERP_CLIENT_GET_IFACE (self);
  if (iface->set_context != NULL)
    iface->set_context (self, context);
}
