/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "erp-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* The policy of a company: to be changed by who may write it, in words for everybody else, with
 * its older versions. Signal "saved". */
#define PAGE_TYPE_POLICY_DIALOG (page_policy_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PagePolicyDialog, page_policy_dialog, PAGE, POLICY_DIALOG, AdwWindow)

GtkWindow *page_policy_dialog_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
