/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "erp-error.h"

typedef struct
{
  char *server_name;    /* (owned) (nullable) */
  char *server_message; /* (owned) (nullable) */
} ErpErrorPrivate;

static void
erp_error_private_init (ErpErrorPrivate *priv)
{
}

static void
erp_error_private_copy (const ErpErrorPrivate *src, ErpErrorPrivate *dest)
{
  dest->server_name = g_strdup (src->server_name);
  dest->server_message = g_strdup (src->server_message);
}

static void
erp_error_private_clear (ErpErrorPrivate *priv)
{
  g_free (priv->server_name);
  g_free (priv->server_message);
}

G_DEFINE_EXTENDED_ERROR (ErpError, erp_error)

/**
 * erp_error_new_from_server:
 * @code: what can be done about it
 * @message: our sentence for the person, translated
 * @server_name: (nullable): the exception's class as the server names it
 * @server_message: (nullable): the server's own sentence, shown to the person below ours, never
 *   matched on
 *
 * Returns: (transfer full): an error in the ERP_ERROR domain that keeps the server's words
 */
GError *
erp_error_new_from_server (ErpError code,
                           const char *message,
                           const char *server_name,
                           const char *server_message)
{
  GError *error = g_error_new_literal (ERP_ERROR, (int)code, message);
  ErpErrorPrivate *priv = erp_error_get_private (error);

  priv->server_name = g_strdup (server_name);
  priv->server_message = g_strdup (server_message);

  return error;
}

/**
 * erp_error_get_server_name:
 * @error: any error
 *
 * Returns: (nullable): the class of the server's exception, where the error came from a server
 */
const char *
erp_error_get_server_name (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == ERP_ERROR ? erp_error_get_private (error)->server_name : NULL;
}

/**
 * erp_error_get_server_message:
 * @error: any error
 *
 * Returns: (nullable): the server's sentence, in the user's language on the server
 */
const char *
erp_error_get_server_message (const GError *error)
{
  g_return_val_if_fail (error != NULL, NULL);

  return error->domain == ERP_ERROR ? erp_error_get_private (error)->server_message : NULL;
}

/**
 * erp_error_is_retryable_read:
 * @error: any error
 *
 * Returns: whether the same read, sent again a little later, may well succeed
 */
gboolean
erp_error_is_retryable_read (const GError *error)
{
  g_return_val_if_fail (error != NULL, FALSE);

  return g_error_matches (error, ERP_ERROR, ERP_ERROR_UNREACHABLE)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_TIMEOUT);
}
