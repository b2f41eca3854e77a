/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-job-body.h"
#include "erp-journal.h"

G_BEGIN_DECLS

/* The trade's writes that must happen once. Each says in its file how it is recognised again. */
extern const ErpJobKind biz_job_activity_done_kind;
extern const ErpJobKind biz_job_activity_kind;
extern const ErpJobKind biz_job_apply_kind;
extern const ErpJobKind biz_job_create_invoice_kind;
extern const ErpJobKind biz_job_credit_note_kind;
extern const ErpJobKind biz_job_duplicate_kind;
extern const ErpJobKind biz_job_edit_invoice_kind;
extern const ErpJobKind biz_job_message_kind;
extern const ErpJobKind biz_job_order_invoice_kind;
extern const ErpJobKind biz_job_payment_kind;
extern const ErpJobKind biz_job_remove_kind;
extern const ErpJobKind biz_job_send_kind;
extern const ErpJobKind biz_job_unapply_kind;
extern const ErpJobKind biz_job_upload_kind;

/* All of them; before erp_journal_resume (). */
void biz_job_kinds_register (ErpJournal *journal);

G_END_DECLS
