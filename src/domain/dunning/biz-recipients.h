/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-account.h"

G_BEGIN_DECLS

/* Who may get a letter about an account, and who of them does. */
typedef struct _BizRecipients BizRecipients;

/* Everybody of the customer who has an address, and the one who gets letters about money chosen. */
BizRecipients *biz_recipients_new (const BizAccount *account) G_GNUC_WARN_UNUSED_RESULT;
BizRecipients *biz_recipients_copy (const BizRecipients *self) G_GNUC_WARN_UNUSED_RESULT;
void biz_recipients_free (BizRecipients *self);
guint biz_recipients_get_n (const BizRecipients *self);
/* Of one that is there. @name, @email: (out) (transfer none); @for_invoices: (out) */
void biz_recipients_get (const BizRecipients *self,
                         guint index,
                         const char **name,
                         const char **email,
                         gboolean *for_invoices,
                         gboolean *chosen);
void biz_recipients_set_chosen (BizRecipients *self, guint index, gboolean chosen);
/* Somebody else, chosen at once; who is there already is chosen. ERP_ERROR_VALIDATION without an
 * address. */
gboolean biz_recipients_add (
    BizRecipients *self, gint64 id, const char *name, const char *email, GError **error);
/* (transfer full) (element-type gint64) */
GArray *biz_recipients_list_chosen (const BizRecipients *self) G_GNUC_WARN_UNUSED_RESULT;
/* "buyer@example.com, books@example.com"; empty where nobody is chosen */
char *biz_recipients_describe (const BizRecipients *self) G_GNUC_WARN_UNUSED_RESULT;
/* Whether somebody is chosen (ERP_ERROR_VALIDATION), and those of the customer still have the
 * address that was seen (ERP_ERROR_CONFLICT). @now: (nullable): the account as it is read again */
gboolean biz_recipients_check (const BizRecipients *self, const BizAccount *now, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BizRecipients, biz_recipients_free)

G_END_DECLS
