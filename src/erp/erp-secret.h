/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* Keys and passwords are wiped before their memory is given back. */
static inline void
erp_secret_free (char *secret)
{
  if (secret == NULL)
    return;
  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/* As the free function of a GBytes made of a NUL-terminated text. */
static inline void
erp_secret_free_bytes (gpointer secret)
{
  erp_secret_free ((char *)secret);
}

G_END_DECLS
