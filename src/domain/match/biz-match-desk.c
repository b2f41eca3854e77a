/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-match-desk-private.h"

#include "biz-match-calls.h"
#include "erp-client.h"
#include "erp-session.h"

/*
 * What is read, in this order; each kind page by page until one is not full:
 *
 *   lines ── items ── accounts (of the payers on the lines) ── rules ── their lines ── history
 */

G_DEFINE_FINAL_TYPE (BizMatchDesk, biz_match_desk, G_TYPE_OBJECT)

typedef struct
{
  ErpSession *session; /* (owned) */
  BizMatchDesk *desk;  /* (owned) (nullable) */
  BizMatchStep step;
  gint64 after; /* id of the last record read */
} Loading;

static void
free_loading (gpointer data)
{
  Loading *loading = data;

  g_clear_object (&loading->session);
  g_clear_object (&loading->desk);
  g_free (loading);
}

static void
biz_match_desk_finalize (GObject *object)
{
  BizMatchDesk *self = BIZ_MATCH_DESK (object);

  g_clear_object (&self->journal);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_array_unref (self->lines);
  g_array_unref (self->items);
  g_array_unref (self->partners);
  g_array_unref (self->rules);
  g_array_unref (self->habits);
  g_hash_table_unref (self->by_id);
  g_hash_table_unref (self->accounts);
  g_string_chunk_free (self->texts);
  g_clear_pointer (&self->proposals, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_match_desk_parent_class)->finalize (object);
}

static void
biz_match_desk_class_init (BizMatchDeskClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_match_desk_finalize;
}

static void
biz_match_desk_init (BizMatchDesk *self)
{
  self->lines = g_array_new (FALSE, TRUE, sizeof (BizOpenLine));
  self->items = g_array_new (FALSE, TRUE, sizeof (BizOpenItem));
  self->partners = g_array_new (FALSE, TRUE, sizeof (BizMatchPartner));
  self->rules = g_array_new (FALSE, TRUE, sizeof (BizMatchRule));
  self->habits = g_array_new (FALSE, TRUE, sizeof (BizOpenLine));
  self->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->accounts = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->texts = g_string_chunk_new (64 * 1024);
}

/* Everybody whose name or account is known, each account once. */
static void
add_partners (BizMatchDesk *self, BizMatcher *matcher)
{
  g_autoptr (GHashTable) named = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->partners->len; i++)
    {
      BizMatchPartner *partner = &g_array_index (self->partners, BizMatchPartner, i);

      g_hash_table_add (named, &partner->id);
      biz_matcher_add_partner (matcher, partner);
    }
  for (guint i = 0; i < self->items->len; i++)
    {
      BizOpenItem *open = &g_array_index (self->items, BizOpenItem, i);
      const BizMatchPartner partner = { .id = open->item.partner_id, .name = open->partner };

      if (partner.id != 0 && g_hash_table_add (named, &open->item.partner_id))
        biz_matcher_add_partner (matcher, &partner);
    }
}

static GPtrArray *
match_lines (BizMatchDesk *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (BizMatcher) matcher = biz_matcher_new (NULL);
  g_autoptr (GArray) lines = g_array_new (FALSE, TRUE, sizeof (BizMatchLine));

  add_partners (self, matcher);
  for (guint i = 0; i < self->items->len; i++)
    biz_matcher_add_item (matcher, &g_array_index (self->items, BizOpenItem, i).item);
  for (guint i = 0; i < self->rules->len; i++)
    {
      g_autoptr (GError) ignored = NULL;

      /* a pattern that only the ERP can read is left to the ERP */
      if (!biz_matcher_add_rule (matcher, &g_array_index (self->rules, BizMatchRule, i), &ignored))
        g_debug ("%s", ignored->message);
    }
  for (guint i = 0; i < self->habits->len; i++)
    {
      const BizOpenLine *habit = &g_array_index (self->habits, BizOpenLine, i);

      biz_matcher_learn (matcher, &habit->line, habit->partner_id, 0);
    }
  for (guint i = 0; i < self->lines->len; i++)
    g_array_append_val (lines, g_array_index (self->lines, BizOpenLine, i).line);

  return biz_matcher_run (matcher, (const BizMatchLine *)(gpointer)lines->data, lines->len,
                          cancellable, error);
}

static void
match_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Loading *loading = data;
  GError *error = NULL;

  loading->desk->proposals = match_lines (loading->desk, cancellable, &error);
  if (loading->desk->proposals != NULL)
    g_task_return_pointer (task, g_steal_pointer (&loading->desk), g_object_unref);
  else
    g_task_return_error (task, error);
}

static void ask (GTask *task);

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Loading *loading = g_task_get_task_data (task);
  GError *error = NULL;
  BizMatchPage *page = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (page == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  loading->after = page->last_id;
  if (page->n_rows < BIZ_MATCH_PAGE || loading->step == BIZ_MATCH_STEP_HISTORY)
    {
      loading->step++;
      loading->after = 0;
    }
  g_free (page);
  ask (task);
}

/* The next page; a step without anything to ask is passed over. */
static void
ask (GTask *task)
{
  Loading *loading = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;

  while (loading->step < BIZ_MATCH_N_STEPS
         && (call = biz_match_calls_new (loading->desk, loading->session, loading->step,
                                         loading->after))
                == NULL)
    loading->step++;
  if (call == NULL)
    g_task_run_in_thread (task, match_in_thread);
  else
    erp_client_call_async (erp_session_get_client (loading->session), call,
                           g_task_get_cancellable (task), page_cb, g_object_ref (task));
}

/**
 * biz_match_desk_load_async:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 * @journal: whose lines are to be matched
 * @cancellable: (nullable): to stop
 * @callback: when it is there
 * @user_data: for @callback
 *
 * Reads what waits, and makes proposals.
 */
void
biz_match_desk_load_async (ErpSession *session,
                           BizCurrencyTable *currencies,
                           BizBankJournal *journal,
                           GCancellable *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Loading *loading = g_new0 (Loading, 1);

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (currencies != NULL && BIZ_IS_BANK_JOURNAL (journal));

  g_task_set_source_tag (task, biz_match_desk_load_async);
  loading->session = g_object_ref (session);
  loading->desk = g_object_new (BIZ_TYPE_MATCH_DESK, NULL);
  loading->desk->journal = g_object_ref (journal);
  loading->desk->currencies = biz_currency_table_ref (currencies);
  g_task_set_task_data (task, loading, free_loading);
  ask (task);
}

BizMatchDesk *
biz_match_desk_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_match_desk_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

BizBankJournal *
biz_match_desk_get_journal (BizMatchDesk *self)
{
  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), NULL);

  return self->journal;
}

guint
biz_match_desk_get_n_lines (BizMatchDesk *self)
{
  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), 0);

  return self->lines->len;
}

const BizOpenLine *
biz_match_desk_get_line (BizMatchDesk *self, guint position)
{
  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), NULL);
  g_return_val_if_fail (position < self->lines->len, NULL);

  return &g_array_index (self->lines, BizOpenLine, position);
}

BizMatchProposal *
biz_match_desk_get_proposal (BizMatchDesk *self, guint position)
{
  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), NULL);
  g_return_val_if_fail (position < self->proposals->len, NULL);

  return g_ptr_array_index (self->proposals, position);
}

GPtrArray *
biz_match_desk_get_proposals (BizMatchDesk *self)
{
  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), NULL);

  return self->proposals;
}

guint
biz_match_desk_get_n_items (BizMatchDesk *self)
{
  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), 0);

  return self->items->len;
}

const BizOpenItem *
biz_match_desk_get_item (BizMatchDesk *self, guint position)
{
  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), NULL);
  g_return_val_if_fail (position < self->items->len, NULL);

  return &g_array_index (self->items, BizOpenItem, position);
}

const BizOpenItem *
biz_match_desk_find_item (BizMatchDesk *self, gint64 id)
{
  guint index;

  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), NULL);

  index = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_id, &id));

  return index > 0 ? &g_array_index (self->items, BizOpenItem, index - 1) : NULL;
}

const char *
biz_match_desk_get_account_name (BizMatchDesk *self, gint64 account_id)
{
  g_return_val_if_fail (BIZ_IS_MATCH_DESK (self), NULL);

  return g_hash_table_lookup (self->accounts, &account_id);
}
