/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-customer.h"
#include "erp-session.h"

G_BEGIN_DECLS

/* Whether this user reads the customer's limit and writes customers; how much he may grant is the
 * policy's, in the dialog. */
gboolean page_customer_limit_is_offered (ErpSession *session, BizCustomer *customer);
/* Asks for another limit, in the first of the active companies. (transfer none): the dialog, with
 * its signal "decided"; what became doubtful is shown in the journal. */
GtkWindow *
page_customer_limit_present (GtkWidget *widget, ErpSession *session, BizCustomer *customer);

G_END_DECLS
