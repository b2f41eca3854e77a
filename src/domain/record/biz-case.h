/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-types.h"

G_BEGIN_DECLS

/* A case that is open with a customer: a ticket of the helpdesk or, where there is none, a task of
 * a project. Immutable. */
#define BIZ_TYPE_CASE (biz_case_get_type ())
G_DECLARE_FINAL_TYPE (BizCase, biz_case, BIZ, CASE, GObject)

/* @model: "helpdesk.ticket" or "project.task"; @row: as biz_cases_load_async () asks. */
BizCase *biz_case_new_from_json (const char *model,
                                 JsonObject *row,
                                 GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *biz_case_create_specification (ErpCapabilities *capabilities,
                                     const char *model,
                                     const char *more) G_GNUC_WARN_UNUSED_RESULT;
const char *biz_case_get_model (BizCase *self);
gint64 biz_case_get_id (BizCase *self);
/* Translated: what such a record is called. */
const char *biz_case_get_kind (BizCase *self);
/* (nullable): tasks have none */
const char *biz_case_get_number (BizCase *self);
/* Never NULL: the number and what it is about. */
const char *biz_case_get_title (BizCase *self);
/* (nullable) */
const char *biz_case_get_stage (BizCase *self);
/* (nullable): several with commas */
const char *biz_case_get_assignee (BizCase *self);

/* The open cases of a customer and those that name an order of the invoice, the newest first and
 * at most ten: one request, or none where there are no cases or the user may not see them. A
 * GListModel of BizCase; @n_more: how many were left out. */
void biz_cases_load_async (ErpClient *client,
                           ErpCapabilities *capabilities,
                           gint64 customer_id,
                           gint64 invoice_id,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data);
GListModel *biz_cases_load_finish (GAsyncResult *result, guint *n_more, GError **error);

G_END_DECLS
