/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-paged.h"

G_BEGIN_DECLS

/* Which records stand at places of a list, also of those rows that nobody has seen: where a row is
 * not there, only its id is asked for, neighbours together. Rows of groups are no records. */
#define ERP_TYPE_PICK (erp_pick_get_type ())
G_DECLARE_FINAL_TYPE (ErpPick, erp_pick, ERP, PICK, GObject)

/* The id of a record of the list. */
typedef gint64 (*ErpPickIdFunc) (gpointer item);

/* @max: how many records at most; what is added beyond them makes the pick too large. */
ErpPick *erp_pick_new (ErpClient *client, ErpPaged *rows, ErpPickIdFunc get_id, guint max)
    G_GNUC_WARN_UNUSED_RESULT;
/* In the order of the list; FALSE where that is more than there may be. */
gboolean erp_pick_add (ErpPick *self, guint position);
/* Every record that the list shows; in groups those of the open ones. */
gboolean erp_pick_add_all (ErpPick *self);
guint erp_pick_get_size (ErpPick *self);
/* How many requests are needed for what is not there. */
guint erp_pick_get_n_requests (ErpPick *self);

void erp_pick_resolve_async (ErpPick *self,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data);
/* (transfer full): ids in the order they were added, without those that are not there any more */
GArray *erp_pick_resolve_finish (ErpPick *self, GAsyncResult *result, GError **error);

G_END_DECLS
