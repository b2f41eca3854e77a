/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-import-plan.h"

G_BEGIN_DECLS

/* Brings a bank's file into the ERP, every line once. */
#define BIZ_TYPE_IMPORT_STORE (biz_import_store_get_type ())
G_DECLARE_FINAL_TYPE (BizImportStore, biz_import_store, BIZ, IMPORT_STORE, GObject)

BizImportStore *biz_import_store_new (ErpSession *session) G_GNUC_WARN_UNUSED_RESULT;

/* Tells what is new; writes nothing. @earlier: (nullable) (element-type BizImportPlan): what is
 * imported into the same journal before it. */
void biz_import_store_plan_async (BizImportStore *self,
                                  BizBankFile *file,
                                  BizBankJournal *journal,
                                  GPtrArray *earlier,
                                  GCancellable *cancellable,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
BizImportPlan *
biz_import_store_plan_finish (BizImportStore *self, GAsyncResult *result, GError **error);

typedef void (*BizImportProgress) (guint done, guint all, gpointer user_data);

/* Writes what is new through the journal, in pieces of which each is all or nothing; with
 * @conflicts also what the ERP almost has. What was stopped goes on with a new plan. Errors are
 * those of erp_journal_run_async (); what was done until then stays done. */
void biz_import_store_run_async (BizImportStore *self,
                                 BizImportPlan *plan,
                                 gboolean conflicts,
                                 BizImportProgress progress,
                                 gpointer progress_data,
                                 GCancellable *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data);
/* @n_done: (out): lines that are in, whether it ended well or not */
gboolean biz_import_store_run_finish (BizImportStore *self,
                                      GAsyncResult *result,
                                      guint *n_done,
                                      GError **error);

G_END_DECLS
