/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-collect-verbs.h"

#include "page-collect-dialog.h"

/* (nullable): the newest promise that is still to be kept */
static const BizPromise *
find_promise (BizCollectCustomer *customer)
{
  GPtrArray *promises = biz_collect_customer_get_promises (customer);

  for (guint i = 0; i < promises->len; i++)
    {
      const BizPromise *promise = g_ptr_array_index (promises, i);

      if (promise->state == BIZ_PROMISE_OPEN)
        return promise;
    }

  return NULL;
}

static gboolean
has_dispute (BizCollectCustomer *customer)
{
  GPtrArray *disputes = biz_collect_customer_get_disputes (customer);

  for (guint i = 0; i < disputes->len; i++)
    {
      if (biz_dispute_is_open (g_ptr_array_index (disputes, i)))
        return TRUE;
    }

  return FALSE;
}

gboolean
page_collect_verbs_fits (BizCollectVerb verb, BizCollectCustomer *customer)
{
  if (customer == NULL)
    return FALSE;
  if (verb == BIZ_COLLECT_TAKE_BACK)
    return find_promise (customer) != NULL;
  if (verb == BIZ_COLLECT_RESOLVE)
    return has_dispute (customer);

  return TRUE;
}

static void
add_moves (GArray *into, GArray *moves)
{
  for (guint i = 0; i < moves->len; i++)
    {
      gint64 id = g_array_index (moves, gint64, i);
      gboolean there = FALSE;

      for (guint j = 0; j < into->len && !there; j++)
        there = g_array_index (into, gint64, j) == id;
      if (!there)
        g_array_append_val (into, id);
    }
}

/* What a verb is about where nothing was chosen: the promise's invoices, the disputed ones. */
static GArray *
find_moves (BizCollectVerb verb, BizCollectCustomer *customer, GArray *ticked)
{
  GArray *moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  GPtrArray *disputes = biz_collect_customer_get_disputes (customer);
  const BizPromise *promise = find_promise (customer);

  if (verb == BIZ_COLLECT_TAKE_BACK && promise != NULL)
    add_moves (moves, promise->moves);
  else if (verb == BIZ_COLLECT_RESOLVE && (ticked == NULL || ticked->len == 0))
    {
      for (guint i = 0; i < disputes->len; i++)
        add_moves (moves, ((const BizDispute *)g_ptr_array_index (disputes, i))->moves);
    }
  else if (verb != BIZ_COLLECT_TAKE_BACK && verb != BIZ_COLLECT_PAYER && verb != BIZ_COLLECT_CONTACT
           && ticked != NULL)
    add_moves (moves, ticked);

  return moves;
}

static void
written_cb (GtkWidget *page, PageCollectDialog *dialog)
{
  gtk_widget_activate_action (page, g_object_get_data (G_OBJECT (dialog), "refresh"), NULL);
}

static void
journal_cb (GtkWidget *page)
{
  g_signal_emit_by_name (page, "journal-requested");
}

void
page_collect_verbs_ask (GtkWidget *page,
                        const char *refresh,
                        ErpSession *session,
                        BizPolicy *policy,
                        BizCollectVerb verb,
                        BizCollectCustomer *customer,
                        GArray *ticked,
                        const GDate *today)
{
  g_autoptr (GArray) moves = find_moves (verb, customer, ticked);
  GtkWidget *dialog = page_collect_dialog_new (session, policy, verb, customer, moves, today);
  GtkRoot *root = gtk_widget_get_root (page);

  g_object_set_data_full (G_OBJECT (dialog), "refresh", g_strdup (refresh), g_free);
  g_signal_connect_object (dialog, "written", G_CALLBACK (written_cb), page, G_CONNECT_SWAPPED);
  g_signal_connect_object (dialog, "journal-requested", G_CALLBACK (journal_cb), page,
                           G_CONNECT_SWAPPED);
  if (root != NULL)
    gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (root));
  gtk_window_present (GTK_WINDOW (dialog));
}
