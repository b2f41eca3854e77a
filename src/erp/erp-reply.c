/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-reply.h"

/**
 * erp_reply_free:
 * @self: (transfer full): an answer
 */
void
erp_reply_free (ErpReply *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->content_type);
  g_bytes_unref (self->body);
  g_free (self);
}

/**
 * erp_reply_is_json:
 * @self: an answer
 *
 * Returns: whether it calls itself JSON
 */
gboolean
erp_reply_is_json (const ErpReply *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return g_strcmp0 (self->content_type, "application/json") == 0;
}
