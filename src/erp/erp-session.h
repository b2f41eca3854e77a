/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-types.h"

G_BEGIN_DECLS

/* What a page is given: who is signed in where, with which rights, and the way to ask and act. */
#define ERP_TYPE_SESSION (erp_session_get_type ())
G_DECLARE_FINAL_TYPE (ErpSession, erp_session, ERP, SESSION, GObject)

/* @journal: (nullable): in tests, and for tools that only read. */
ErpSession *erp_session_new (ErpClient *client,
                             ErpCapabilities *capabilities,
                             ErpProfile *profile,
                             ErpJournal *journal) G_GNUC_WARN_UNUSED_RESULT;

ErpClient *erp_session_get_client (ErpSession *self);
ErpCapabilities *erp_session_get_capabilities (ErpSession *self);
ErpProfile *erp_session_get_profile (ErpSession *self);
ErpJournal *erp_session_get_journal (ErpSession *self);
/* What was written and not sent; in memory where none was set. Never NULL. */
ErpUnsent *erp_session_get_unsent (ErpSession *self);
void erp_session_set_unsent (ErpSession *self, ErpUnsent *unsent);
/* What a person has written and not sent; in memory where none was set. */
ErpDrawer *erp_session_get_drawer (ErpSession *self);
void erp_session_set_drawer (ErpSession *self, ErpDrawer *drawer);

/* Asks what is not known of the capabilities yet; does nothing where everything is, or is asked for
 * already. "complete" of the capabilities tells the end; without a connection it stays away until
 * this is called again. */
void erp_session_complete (ErpSession *self);

/* Companies seen; the first is the one new documents belong to. Never empty. Notifies
 * "active-companies". */
const gint64 *erp_session_get_active_companies (ErpSession *self, gsize *n_ids);
GArray *erp_session_dup_companies (ErpSession *self);
void erp_session_set_active_companies (ErpSession *self, const gint64 *ids, gsize n_ids);

G_END_DECLS
