/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-invoice.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* Words and tones that several pages share. */
GDateTime *page_text_get_now (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
GDate page_text_get_today (ErpSession *session);
KitTone page_text_get_tone (BizStanding standing);
char *page_text_describe_due (BizInvoice *invoice, const GDate *today) G_GNUC_WARN_UNUSED_RESULT;
char *page_text_format_amount (const BizMoney *money) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
