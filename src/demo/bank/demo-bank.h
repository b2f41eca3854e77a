/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

/**
 * DemoBankLine:
 *
 * What the entry of an account.bank.statement.line follows from. Amounts in minor units.
 */
typedef struct
{
  gint64 id;
  gint64 move;
  gint64 journal;
  gint64 company;
  gint64 partner;
  gint64 currency; /* of the journal */
  gint64 company_currency;
  gint64 foreign;          /* 0 without */
  gint64 amount;           /* in the journal's currency */
  gint64 amount_currency;  /* in the foreign one */
  gint64 statement;        /* 0 without */
  gint64 bank_account;     /* of the journal */
  gint64 suspense_account; /* of the journal */
  char *label;             /* (owned) (nullable) */
} DemoBankLine;

/* demo-bank-entry.c */
gboolean demo_bank_load (DemoEnv *env, gint64 id, DemoBankLine *line, GError **error);
void demo_bank_line_clear (DemoBankLine *line);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (DemoBankLine, demo_bank_line_clear)
gboolean demo_bank_add_items (DemoEnv *env, const DemoBankLine *line, GError **error);
gboolean demo_bank_rewrite_items (DemoEnv *env, gint64 id, GError **error);
gboolean demo_bank_refresh (DemoEnv *env, gint64 id, GError **error);
gboolean demo_bank_follow_move (DemoEnv *env, gint64 move, GError **error);
gboolean demo_bank_undo (DemoEnv *env, gint64 id, GError **error);

/* demo-bank-statement.c */
gboolean demo_bank_statement_refresh (DemoEnv *env, gint64 id, GError **error);

G_END_DECLS
