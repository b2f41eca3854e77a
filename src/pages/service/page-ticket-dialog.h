/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "biz-service.h"

G_BEGIN_DECLS

/* A new case. Signals: "made" (gint64: its id) and "journal-requested"; the window is gone then. */
#define PAGE_TYPE_TICKET_DIALOG (page_ticket_dialog_get_type ())
G_DECLARE_FINAL_TYPE (PageTicketDialog, page_ticket_dialog, PAGE, TICKET_DIALOG, AdwWindow)

GtkWindow *page_ticket_dialog_new (GtkWidget *over, BizService *service) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
