/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-weak.h"

/**
 * page_weak_new:
 * @object: (type GObject): a page
 *
 * Returns: (transfer full): user data for one ready callback, which calls page_weak_take () once
 */
gpointer
page_weak_new (gpointer object)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, object);
  return weak;
}

/**
 * page_weak_take:
 * @weak: (transfer full): from page_weak_new ()
 *
 * Returns: (transfer full) (nullable) (type GObject): the page, %NULL where it ended meanwhile
 */
gpointer
page_weak_take (gpointer weak)
{
  gpointer object = g_weak_ref_get (weak);

  g_weak_ref_clear (weak);
  g_free (weak);
  return object;
}
