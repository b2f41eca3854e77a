/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-later.h"

#include <string.h>

typedef struct
{
  gpointer data;
  GDestroyNotify free_func;
} Order;

static void
work (gpointer data, gpointer user_data)
{
  g_autofree Order *order = data;

  order->free_func (order->data);
}

static GThreadPool *
get_pool (void)
{
  static GThreadPool *pool;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      pool = g_thread_pool_new (work, NULL, 1, FALSE, NULL);
      g_once_init_leave (&once, 1);
    }

  return pool;
}

/**
 * erp_later_free:
 * @data: what nobody else uses any more
 * @free_func: frees it; in any thread
 */
void
erp_later_free (gpointer data, GDestroyNotify free_func)
{
  Order *order;

  g_return_if_fail (free_func != NULL);

  if (data == NULL)
    return;
  order = g_new0 (Order, 1);
  order->data = data;
  order->free_func = free_func;
  g_thread_pool_push (get_pool (), order, NULL);
}

static void
push_cb (gpointer data)
{
  g_thread_pool_push (get_pool (), data, NULL);
}

/**
 * erp_later_new_bytes:
 * @text: (transfer full): a text
 * @free_func: frees it; in any thread
 *
 * Returns: (transfer full): the text without its end
 */
GBytes *
erp_later_new_bytes (char *text, GDestroyNotify free_func)
{
  Order *order;
  gsize n;

  g_return_val_if_fail (text != NULL && free_func != NULL, NULL);

  n = strlen (text);
  if (n < ERP_LATER_BYTES)
    return g_bytes_new_with_free_func (text, n, free_func, text);
  order = g_new0 (Order, 1);
  order->data = text;
  order->free_func = free_func;

  return g_bytes_new_with_free_func (text, n, push_cb, order);
}
