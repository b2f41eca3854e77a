/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* Where texts that a person has not sent yet are kept over a crash or the end of the program: one
 * sealed file each, mode 0600, of one server and database. Without a key or a folder they live in
 * memory and "lasting" says so. Names are of a-z, 0-9 and "-". */
#define ERP_TYPE_DRAWER (erp_drawer_get_type ())
G_DECLARE_FINAL_TYPE (ErpDrawer, erp_drawer, ERP, DRAWER, GObject)

/* @folder: (nullable); @key: (nullable): 32 bytes; @identity: database uuid and URL */
ErpDrawer *
erp_drawer_new (const char *folder, GBytes *key, const char *identity) G_GNUC_WARN_UNUSED_RESULT;
gboolean erp_drawer_is_lasting (ErpDrawer *self);

/* Reads what an earlier run left, in a thread. What cannot be opened is left where it is. */
void erp_drawer_load_async (ErpDrawer *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean erp_drawer_load_finish (ErpDrawer *self, GAsyncResult *result, GError **error);

/* Written in a thread, in this order; the newest text counts. */
void erp_drawer_put (ErpDrawer *self, const char *name, const char *text);
void erp_drawer_remove (ErpDrawer *self, const char *name);
/* (transfer full) (nullable) */
char *erp_drawer_get (ErpDrawer *self, const char *name) G_GNUC_WARN_UNUSED_RESULT;
/* Somebody writes it: in a window of this program or in another one, which may have ended badly
 * without giving it back. FALSE where it is taken already. */
gboolean erp_drawer_take (ErpDrawer *self, const char *name);
void erp_drawer_give_back (ErpDrawer *self, const char *name);
gboolean erp_drawer_is_taken (ErpDrawer *self, const char *name);
/* (transfer full): sorted, NULL-terminated */
GStrv erp_drawer_list (ErpDrawer *self) G_GNUC_WARN_UNUSED_RESULT;
/* Waits until everything is on the disk. */
void erp_drawer_flush (ErpDrawer *self);

G_END_DECLS
