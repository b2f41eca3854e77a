/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* What a person wrote and has not sent: it outlives the record, the window and a crash. Sealed on
 * disk with the key from the keyring, 0600; without one it lives in memory, and "persistent" says
 * so. Signal "changed" (model, id): another text, or none, is kept of that record. */
#define ERP_TYPE_UNSENT (erp_unsent_get_type ())
G_DECLARE_FINAL_TYPE (ErpUnsent, erp_unsent, ERP, UNSENT, GObject)

/* @folder and @sealing_key: (nullable): without both it stays in memory; @identity: server,
 * database and user. What is there cannot be opened with another key: then it begins empty. */
ErpUnsent *erp_unsent_new (const char *folder,
                           GBytes *sealing_key,
                           const char *identity) G_GNUC_WARN_UNUSED_RESULT;
/* The same; where it is open already, in another window or of a session that ends, it is that one:
 * two would write over each other. */
ErpUnsent *erp_unsent_open (const char *folder,
                            GBytes *sealing_key,
                            const char *identity) G_GNUC_WARN_UNUSED_RESULT;
gboolean erp_unsent_get_persistent (ErpUnsent *self);
/* The same of one text: one that is too large, of a megabyte and more, lives in memory. */
gboolean erp_unsent_is_kept (ErpUnsent *self, const char *model, gint64 id);
/* @text: (nullable): nothing, as the empty one; @is_reply: what kind of message it was to be. It is
 * written down a moment later. */
void
erp_unsent_set (ErpUnsent *self, const char *model, gint64 id, const char *text, gboolean is_reply);
/* The same of a text, which may be empty, and (nullable) whatever goes with it, at once. */
void erp_unsent_put (ErpUnsent *self,
                     const char *model,
                     gint64 id,
                     const char *text,
                     gboolean is_reply,
                     const char *more);
/* (nullable); stays the object's until it is set again */
const char *erp_unsent_get_more (ErpUnsent *self, const char *model, gint64 id);
/* (nullable); stays the object's until it is set again */
const char *erp_unsent_get (ErpUnsent *self, const char *model, gint64 id, gboolean *is_reply);
/* (transfer full): the models that something is kept of under @id, and that begin with @prefix;
 * what was written first comes first */
char **erp_unsent_list (ErpUnsent *self, const char *prefix, gint64 id);
guint erp_unsent_count (ErpUnsent *self);
/* Writes down now what waits to be. */
void erp_unsent_flush (ErpUnsent *self);

G_END_DECLS
