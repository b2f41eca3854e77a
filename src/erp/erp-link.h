/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

#define ERP_LINK_SCHEME "quittance"

/**
 * ErpLink:
 * @server: host, and port where it is not the usual one; lower case
 * @database: its database
 * @model: whose record
 * @id: the record, above 0
 *
 * One record of one database, as a link says it:
 * quittance://SERVER/DATABASE/MODEL/ID. It names no user and holds no secret: a colleague opens it
 * with a profile of their own.
 */
typedef struct
{
  char *server;
  char *database;
  char *model;
  gint64 id;
} ErpLink;

char *erp_link_new_for_record (ErpProfile *profile,
                               const char *model,
                               gint64 id) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): the same record in the ERP's own client; NULL for the demo company. */
char *erp_link_new_for_browser (ErpProfile *profile,
                                const char *model,
                                gint64 id) G_GNUC_WARN_UNUSED_RESULT;

ErpLink *erp_link_parse (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;
ErpLink *erp_link_copy (const ErpLink *self) G_GNUC_WARN_UNUSED_RESULT;
void erp_link_free (ErpLink *self);
gboolean erp_link_is_demo (const ErpLink *self);
gboolean erp_link_matches (const ErpLink *self, ErpProfile *profile);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ErpLink, erp_link_free)

G_END_DECLS
