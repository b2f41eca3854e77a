/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "biz-job-kinds.h"

#include "biz-collect-job.h"
#include "biz-decision-job.h"
#include "biz-file-job.h"
#include "biz-import-job.h"
#include "biz-item-jobs.h"
#include "biz-kpi-goal-job.h"
#include "biz-lock-job.h"
#include "biz-match-job.h"
#include "biz-merge-job.h"
#include "biz-policy-job.h"
#include "biz-return-jobs.h"
#include "biz-rule-job.h"
#include "biz-ticket-change.h"
#include "biz-ticket-create.h"

/**
 * biz_job_kinds_register:
 * @journal: a journal of the program's session
 *
 * Tells the journal how the trade's writes are sent and recognised.
 */
void
biz_job_kinds_register (ErpJournal *journal)
{
  static const ErpJobKind *const kinds[] = {
    &biz_job_activity_kind,       &biz_job_apply_kind,         &biz_job_create_invoice_kind,
    &biz_job_credit_note_kind,    &biz_job_duplicate_kind,     &biz_job_edit_invoice_kind,
    &biz_job_message_kind,        &biz_job_order_invoice_kind, &biz_job_payment_kind,
    &biz_job_send_kind,           &biz_job_unapply_kind,       &biz_job_activity_done_kind,
    &biz_job_remove_kind,         &biz_job_upload_kind,        &biz_job_import_kind,
    &biz_job_match_kind,          &biz_job_unmatch_kind,       &biz_job_policy_kind,
    &biz_job_match_items_kind,    &biz_job_unmatch_items_kind, &biz_job_lock_kind,
    &biz_job_lock_exception_kind, &biz_job_rule_kind,          &biz_job_decision_kind,
    &biz_job_state_kind,          &biz_job_limit_kind,         &biz_job_kpi_goal_kind,
    &biz_job_planned_note_kind,   &biz_job_receive_kind,       &biz_job_return_kind,
    &biz_job_put_file_kind,       &biz_job_ticket_change_kind, &biz_job_ticket_create_kind,
    &biz_job_merge_kind,          &biz_job_part_kind,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    erp_journal_register_kind (journal, kinds[i]);
}
