/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-record-talk.h"

#include "erp-session.h"

void
page_record_talk_show (KitConversation *talk, ErpSession *session, BizInvoice *invoice)
{
  BizThread *shown;
  g_autoptr (BizThread) thread = NULL;

  g_return_if_fail (KIT_IS_CONVERSATION (talk));
  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (invoice == NULL || BIZ_IS_INVOICE (invoice));

  shown = kit_conversation_get_thread (talk);
  if (shown != NULL && invoice != NULL && biz_thread_get_id (shown) == biz_invoice_get_id (invoice))
    {
      if (biz_invoice_is_full (invoice))
        kit_conversation_refresh (talk);
      return;
    }
  if (invoice == NULL || !biz_invoice_is_full (invoice))
    {
      kit_conversation_set_thread (talk, NULL);
      return;
    }
  thread = biz_thread_new (session, "account.move", biz_invoice_get_id (invoice),
                           biz_invoice_get_title (invoice), biz_invoice_get_company_id (invoice));
  biz_thread_prime (thread, biz_invoice_get_log (invoice),
                    biz_invoice_get_n_older_log_entries (invoice));
  kit_conversation_set_thread (talk, thread);
  kit_conversation_set_suggested (talk, biz_invoice_get_partner_id (invoice),
                                  biz_invoice_get_partner_name (invoice));
}
