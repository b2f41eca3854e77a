/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"
#include "biz-ticket.h"
#include "erp-types.h"
#include "kit-types.h"

G_BEGIN_DECLS

/* A case: what it is about, what was said, and a place to answer. Signals: "open-requested" (model,
 * id): another record is wanted, "close-requested", "next-requested": the case below it,
 * "changed": something of the record itself was written. */
#define PAGE_TYPE_CASE (page_case_get_type ())
G_DECLARE_FINAL_TYPE (PageCase, page_case, PAGE, CASE, AdwBin)

GtkWidget *page_case_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;
/* What cases can be given here: without it there is no merging and nothing beside the case. */
void page_case_set_service (PageCase *self, BizService *service);
/* The same record again renews the head alone. NULL: nothing is shown. */
void page_case_show (PageCase *self, BizTicket *ticket);
/* (nullable) (transfer none): what is shown */
BizTicket *page_case_get_ticket (PageCase *self);
/* Until when something is due, in words; NULL: nothing. After page_case_show (). */
void page_case_set_target (PageCase *self, const char *text, gboolean is_late);
/* Reads again what was said. */
void page_case_refresh (PageCase *self);
/* Puts the keyboard where a reply, or else a note, is written. */
void page_case_compose (PageCase *self, gboolean is_reply);
/* Offers the texts that are written often. */
void page_case_ask_template (PageCase *self);
/* Takes back the reply that was sent last, while it can be. */
gboolean page_case_undo (PageCase *self);
/* Gives the case the category that is proposed; FALSE where none is. */
gboolean page_case_accept_category (PageCase *self);
/* @alone: no list beside it */
void page_case_set_narrow (PageCase *self, gboolean alone);

G_END_DECLS
