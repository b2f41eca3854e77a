/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-service.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* @stays: the case that stays is the one that was shown; else the other */
typedef void (*PageMergeFunc) (gboolean stays, gint64 stage_id, gpointer user_data);

/* Asks which of two cases stays, and says what will happen. @done is called when it is confirmed;
 * it lives as long as @over. */
GtkWindow *page_merge_dialog_new (GtkWidget *over,
                                  BizService *service,
                                  BizTicket *shown,
                                  BizTicket *other,
                                  PageMergeFunc done,
                                  gpointer user_data) G_GNUC_WARN_UNUSED_RESULT;
/* (nullable): the stage that a duplicate comes to: of those that close, one of which the server
 * writes no mail to the customer */
BizStage *page_merge_dialog_find_stage (BizService *service, BizTicket *duplicate);

G_END_DECLS
