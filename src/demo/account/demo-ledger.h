/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "demo-env.h"

G_BEGIN_DECLS

/**
 * DemoMove:
 *
 * What the ledger's rules need to know of an account.move. Days as in demo-day.h.
 */
typedef struct
{
  gint64 id;
  char type[12]; /* "out_invoice" */
  char state[8]; /* "draft", "posted", "cancel" */
  gint64 company;
  gint64 journal;
  gint64 currency;
  gint64 company_currency;
  gint64 partner;
  gint64 commercial;
  gint64 term;
  int date;
  int invoice_date; /* DEMO_DAY_NONE without */
  int due;          /* DEMO_DAY_NONE without */
  gint64 rate;      /* units of the currency for one of the company's, scaled by a million */
  char name[64];    /* "" without */
} DemoMove;

gboolean demo_move_load (DemoEnv *env, gint64 id, DemoMove *move, GError **error);
gboolean demo_move_is_invoice (const DemoMove *move);
int demo_move_get_sign (const char *type);
gboolean demo_move_sync (DemoEnv *env, gint64 id, GError **error);
gboolean demo_move_refresh_state (DemoEnv *env, gint64 id, GError **error);
gboolean demo_move_post (DemoEnv *env, gint64 id, GError **error);
gboolean demo_move_to_draft (DemoEnv *env, gint64 id, GError **error);
gboolean demo_move_give_number (DemoEnv *env, DemoMove *move, GError **error);
gboolean demo_move_check_lock (DemoEnv *env, const DemoMove *move, GError **error);
int demo_move_get_lock_day (DemoEnv *env, gint64 company, const char *journal_type);
char *demo_move_get_label (const DemoMove *move);
gboolean demo_move_check_exists (
    DemoEnv *env, const char *model, const char *table, gint64 id, GError **error);

gint64 demo_ledger_rate (DemoEnv *env, gint64 company, gint64 currency, int day);
gint64 demo_ledger_account (DemoEnv *env, gint64 company, const char *type);
gint64 demo_ledger_journal (DemoEnv *env, gint64 company, const char *type);
gint64 demo_ledger_add_move (DemoEnv *env,
                             gint64 journal,
                             gint64 currency,
                             gint64 partner,
                             int date,
                             const char *ref,
                             GError **error);
gint64 demo_ledger_add_line (DemoEnv *env,
                             const DemoMove *move,
                             gint64 account,
                             const char *display_type,
                             const char *name,
                             gint64 amount,
                             gint64 balance,
                             int due,
                             GError **error);
char *demo_ledger_money (DemoEnv *env, gint64 currency, gint64 amount);

/* demo-move-copy.c */
gboolean
demo_move_copy (DemoEnv *env, const DemoModel *model, gint64 id, JsonObject *vals, GError **error);
/* demo-move-post.c */
/* demo-move-send.c */
JsonNode *demo_move_open_send (
    DemoEnv *env, const DemoModel *model, const DemoIds *ids, JsonObject *args, GError **error);

extern const DemoMethod demo_move_methods[];
/* demo-move-compute.c */
gboolean demo_move_compute_tax_totals (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);
gboolean demo_move_compute_payments (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);
gboolean demo_move_compute_outstanding (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);
gboolean demo_move_compute_warning (
    DemoEnv *env, const DemoField *field, const DemoIds *ids, JsonNode **values, GError **error);

G_END_DECLS
