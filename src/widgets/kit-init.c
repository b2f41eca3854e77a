/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "kit-init.h"

#include "quittance-resources.h"

/**
 * kit_init:
 *
 * Registers the templates and the style sheets. Call it before the application starts up, which is
 * when libadwaita reads the style sheets; further calls do nothing.
 */
void
kit_init (void)
{
  static gsize done = 0;

  if (g_once_init_enter (&done))
    {
      g_resources_register (quittance_get_resource ());
      /* GIO loses what it has read of file types when it only then learns where they are. */
      (void)g_content_type_get_mime_dirs ();
      g_once_init_leave (&done, 1);
    }
}
