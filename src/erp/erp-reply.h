/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* One HTTP answer, whole and decompressed, of any status but a redirect. */
typedef struct
{
  guint status;
  char *content_type; /* (owned) (nullable): without parameters */
  gint64 date;        /* the server's Date in µs since 1970, -1 where it sent none */
  GBytes *body;       /* (owned) */
} ErpReply;

void erp_reply_free (ErpReply *self);
gboolean erp_reply_is_json (const ErpReply *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpReply, erp_reply_free)

G_END_DECLS
