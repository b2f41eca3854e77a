/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-dunning-store.h"

#include "biz-currency-table.h"
#include "biz-decision-letter.h"
#include "biz-decision-words.h"
#include "biz-job-body.h"
#include "erp-error.h"
#include "erp-journal.h"

#include <glib/gi18n-lib.h>

/* Read again, judge again, send once. */
typedef struct
{
  ErpSession *session;          /* (owned) */
  BizDunningCustomer *customer; /* (owned): as the person saw it */
  char *subject;                /* (owned) */
  char *text;                   /* (owned) */
  BizRecipients *recipients;    /* (owned): as they are at this moment */
  GPtrArray *files;             /* (owned) (element-type BizDunningFile) */
} Sending;

static void
free_sending (gpointer data)
{
  Sending *sending = data;

  g_clear_object (&sending->session);
  g_clear_object (&sending->customer);
  g_free (sending->subject);
  g_free (sending->text);
  g_clear_pointer (&sending->recipients, biz_recipients_free);
  g_clear_pointer (&sending->files, g_ptr_array_unref);
  g_free (sending);
}

BizDunningFile *
biz_dunning_file_new (const char *name, GBytes *bytes)
{
  BizDunningFile *self = g_new0 (BizDunningFile, 1);

  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);

  return self;
}

void
biz_dunning_file_free (BizDunningFile *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

/* What later levels count from goes along with the letter: there is no second write to be lost. */
static char *
make_mark (const BizAccount *account, const BizDunningCase *judged)
{
  g_autoptr (BizDecisionNote) note = biz_decision_note_new (BIZ_DECISION_REMINDER);
  g_autoptr (GArray) moves = biz_dunning_case_list_moves (judged, account);
  g_autofree char *ids = biz_decision_words_format_ids (moves);

  biz_decision_note_set_int (note, "level", judged->level);
  biz_decision_note_set_int (note, "company", account->company_id);
  /* too many to name: then it is about all */
  biz_decision_note_set (note, "invoices", ids);

  return biz_decision_letter_make_mark (note);
}

/* A note is mailed to nobody but those who are named. */
static JsonObject *
make_body (const BizAccount *account,
           const char *subject,
           const char *text,
           BizRecipients *recipients,
           GPtrArray *files)
{
  g_autoptr (GArray) to = biz_recipients_list_chosen (recipients);
  JsonObject *body =
      biz_job_body_new_message ("res.partner", account->customer.id, account->customer.name,
                                account->company_id, text, FALSE);

  biz_job_body_set_partners (body, (const gint64 *)(gpointer)to->data, to->len);
  json_object_set_string_member (body, "subject", subject);
  for (guint i = 0; i < files->len; i++)
    {
      const BizDunningFile *file = g_ptr_array_index (files, i);

      biz_job_body_add_file (body, file->name, file->bytes);
    }

  return body;
}

static void
post (GTask *task)
{
  Sending *sending = g_task_get_task_data (task);
  const BizAccount *account = biz_dunning_customer_get_account (sending->customer);
  g_autofree char *mark = make_mark (account, biz_dunning_customer_get_case (sending->customer));
  g_autoptr (JsonObject) body =
      make_body (account, sending->subject, sending->text, sending->recipients, sending->files);

  biz_job_body_set_mark (body, mark);
  erp_journal_run_async (erp_session_get_journal (sending->session), BIZ_JOB_MESSAGE, body, NULL,
                         sent_cb, g_object_ref (task));
}

static BizDunningCustomer *
find_again (GPtrArray *customers, gint64 company_id)
{
  for (guint i = 0; i < customers->len; i++)
    {
      BizDunningCustomer *customer = g_ptr_array_index (customers, i);

      if (biz_dunning_customer_get_account (customer)->company_id == company_id)
        return customer;
    }

  return NULL;
}

static GError *
explain (BizDunningCustomer *now)
{
  const BizDunningCase *judged = now != NULL ? biz_dunning_customer_get_case (now) : NULL;
  g_autofree char *why = NULL;

  if (judged == NULL)
    return g_error_new_literal (ERP_ERROR, ERP_ERROR_CONFLICT,
                                _ ("Nothing is open any more. Nothing was sent."));
  if (judged->verdict == BIZ_DUNNING_DUE)
    return g_error_new_literal (ERP_ERROR, ERP_ERROR_CONFLICT,
                                _ ("What is overdue has changed meanwhile. Nothing was sent: look "
                                   "at it again."));
  why = biz_dunning_case_describe (judged);

  /* Translators: why a reminder is not due: "Promised until 30 Nov" */
  return g_error_new (ERP_ERROR, ERP_ERROR_CONFLICT, _ ("%s. Nothing was sent."), why);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  const BizAccount *seen = biz_dunning_customer_get_account (sending->customer);
  GError *error = NULL;
  g_autoptr (GPtrArray) customers = biz_dunning_read_finish (result, &error);
  BizDunningCustomer *now;

  if (customers == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  now = find_again (customers, seen->company_id);
  if (now == NULL || biz_dunning_customer_get_case (now)->verdict != BIZ_DUNNING_DUE
      || !biz_dunning_case_equal (biz_dunning_customer_get_case (sending->customer), seen,
                                  biz_dunning_customer_get_case (now),
                                  biz_dunning_customer_get_account (now)))
    {
      g_task_return_error (task, explain (now));
      return;
    }
  if (!biz_recipients_check (sending->recipients, biz_dunning_customer_get_account (now), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  post (task);
}

/**
 * biz_dunning_send_async:
 * @session: who is signed in, with a journal
 * @currencies: the currencies of the server
 * @customer: whom a reminder is due to, as the person saw it
 * @today: the day it is
 * @subject: of the letter
 * @text: plain
 * @recipients: who gets it
 * @files: (element-type BizDunningFile): what goes along
 * @cancellable: (nullable): stops the reading; a letter is never called back
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends one reminder.
 */
void
biz_dunning_send_async (ErpSession *session,
                        BizCurrencyTable *currencies,
                        BizDunningCustomer *customer,
                        const GDate *today,
                        const char *subject,
                        const char *text,
                        BizRecipients *recipients,
                        GPtrArray *files,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  GError *error = NULL;
  Sending *sending;
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_SESSION (session) && erp_session_get_journal (session) != NULL);
  g_return_if_fail (BIZ_IS_DUNNING_CUSTOMER (customer));
  g_return_if_fail (subject != NULL && text != NULL && recipients != NULL && files != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_dunning_send_async);
  sending = g_new0 (Sending, 1);
  sending->session = g_object_ref (session);
  sending->customer = g_object_ref (customer);
  sending->subject = g_strdup (subject);
  sending->text = g_strdup (text);
  sending->recipients = biz_recipients_copy (recipients);
  sending->files = g_ptr_array_ref (files);
  g_task_set_task_data (task, sending, free_sending);
  if (!biz_recipients_check (recipients, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  biz_dunning_read_async (session, currencies, today,
                          &biz_dunning_customer_get_account (customer)->customer.id, 1, cancellable,
                          checked_cb, g_steal_pointer (&task));
}

gboolean
biz_dunning_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
biz_account_send_async (ErpSession *session,
                        const BizAccount *account,
                        const char *subject,
                        const char *text,
                        BizRecipients *recipients,
                        GPtrArray *files,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (JsonObject) body = NULL;
  GError *error = NULL;

  g_return_if_fail (ERP_IS_SESSION (session) && erp_session_get_journal (session) != NULL);
  g_return_if_fail (account != NULL && recipients != NULL && files != NULL);
  g_return_if_fail (subject != NULL && text != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_account_send_async);
  if (!biz_recipients_check (recipients, NULL, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  body = make_body (account, subject, text, recipients, files);
  /* a letter is never called back */
  erp_journal_run_async (erp_session_get_journal (session), BIZ_JOB_MESSAGE, body, NULL, sent_cb,
                         g_steal_pointer (&task));
}

gboolean
biz_account_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
