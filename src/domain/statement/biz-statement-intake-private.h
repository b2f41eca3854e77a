/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "biz-import-store.h"
#include "biz-statement-intake.h"

G_BEGIN_DECLS

struct _BizStatementIntake
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizStatementMemory *memory;   /* (owned) (nullable) */
  BizImportStore *store;        /* (owned) */
  GCancellable *cancellable;    /* (owned): of all that only reads */
  GListModel *journals;         /* (owned) (nullable) */
  GError *error;                /* (owned) (nullable) */
  GListStore *sources;          /* (owned) */
  GQueue unread;                /* (owned): BizStatementSource */
  BizStatementSource *reading;  /* (owned) (nullable) */
  BizStatementPart *looking;    /* (owned) (nullable) */
  GCancellable *look;           /* (owned) (nullable): of what is being compared */

  GTask *run;              /* (owned) (nullable): the import */
  GCancellable *stopping;  /* (owned) (nullable): of the import */
  BizStatementPart *wrote; /* (owned) (nullable): what is being imported */
  gboolean conflicts;
  guint n_done;
  guint n_before; /* done by parts before the one that runs */
  guint n_all;
};

typedef gboolean (*BizPartFunc) (BizStatementIntake *self,
                                 BizStatementSource *source,
                                 BizStatementPart *part,
                                 gpointer data);

void biz_statement_intake_emit_changed (BizStatementIntake *self);
/* In the order of the files; until one returns TRUE. */
gboolean biz_statement_intake_for_each (BizStatementIntake *self, BizPartFunc func, gpointer data);
/* What can go on goes on. */
void biz_statement_intake_step (BizStatementIntake *self);
/* Everything of that journal: it has, or will have, other lines. @journal: (nullable) */
void biz_statement_intake_compare_again (BizStatementIntake *self, BizBankJournal *journal);
void biz_statement_intake_choose (BizStatementIntake *self,
                                  BizStatementPart *part,
                                  BizBankJournal *journal);
void biz_statement_intake_read (BizStatementIntake *self,
                                BizStatementSource *source,
                                const BizBankMapping *mapping);
/* (nullable): what an account, or a table without its number, is remembered by */
char *biz_statement_intake_make_name (BizStatementSource *source,
                                      BizStatementPart *part) G_GNUC_WARN_UNUSED_RESULT;
/* Whether a table is read anew because of its journal. */
gboolean biz_statement_intake_read_for (BizStatementIntake *self,
                                        BizStatementSource *source,
                                        BizBankJournal *journal);

G_END_DECLS
