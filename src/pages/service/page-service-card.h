/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "page-service-columns.h"

G_BEGIN_DECLS

/* A case on the board: what it is called, whose it is, how old. */
#define PAGE_TYPE_SERVICE_CARD (page_service_card_get_type ())
G_DECLARE_FINAL_TYPE (PageServiceCard, page_service_card, PAGE, SERVICE_CARD, GtkWidget)

GtkWidget *page_service_card_new (void) G_GNUC_WARN_UNUSED_RESULT;
/* @ticket: (nullable): NULL while it is on its way */
void page_service_card_set_ticket (PageServiceCard *self,
                                   BizTicket *ticket,
                                   const PageServiceMoment *moment);
/* (transfer none) (nullable) */
BizTicket *page_service_card_get_ticket (PageServiceCard *self);

G_END_DECLS
