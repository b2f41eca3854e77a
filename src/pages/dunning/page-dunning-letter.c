/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "page"

#include "config.h"

#include "page-dunning-letter.h"

#include "biz-currency-table.h"
#include "draw-reminder.h"
#include "draw-statement.h"
#include "kit-format.h"
#include "page-reminder-files.h"
#include "page-text.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizDunningCustomer *customer; /* (owned) */
  BizRecipients *recipients;    /* (owned) */
  char *subject;                /* (owned) */
  char *text;                   /* (owned) */
  GDate today;
} Sending;

static void
free_sending (gpointer data)
{
  Sending *sending = data;

  g_clear_object (&sending->session);
  g_clear_pointer (&sending->currencies, biz_currency_table_unref);
  g_clear_object (&sending->customer);
  g_clear_pointer (&sending->recipients, biz_recipients_free);
  g_free (sending->subject);
  g_free (sending->text);
  g_free (sending);
}

PageDunningLetter *
page_dunning_letter_new_reminder (BizDunningCustomer *customer, const char *contact)
{
  PageDunningLetter *self = g_new0 (PageDunningLetter, 1);

  self->customer = g_object_ref (customer);
  self->account = biz_dunning_customer_get_account (customer);
  self->due = biz_dunning_customer_get_case (customer)->verdict == BIZ_DUNNING_DUE;
  self->recipients = biz_recipients_new (self->account);
  if (self->due)
    draw_reminder_write (customer, contact, &self->subject, &self->text);

  return self;
}

PageDunningLetter *
page_dunning_letter_new_statement (BizAccount *account, const char *contact)
{
  PageDunningLetter *self = g_new0 (PageDunningLetter, 1);

  self->stated = account;
  self->account = account;
  self->recipients = biz_recipients_new (account);
  self->due = biz_recipients_get_n (self->recipients) > 0;
  if (self->due)
    draw_reminder_write_statement (account, contact, &self->subject, &self->text);

  return self;
}

void
page_dunning_letter_free (PageDunningLetter *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->customer);
  g_clear_pointer (&self->stated, biz_account_free);
  g_clear_pointer (&self->recipients, biz_recipients_free);
  g_free (self->subject);
  g_free (self->text);
  g_free (self);
}

static void
append_amounts (GString *text, GArray *amounts)
{
  for (guint i = 0; i < amounts->len; i++)
    {
      g_autofree char *amount = page_text_format_amount (&g_array_index (amounts, BizMoney, i));

      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", amount);
    }
}

static char *
describe_statement (const PageDunningLetter *self)
{
  g_autoptr (GArray) amounts = draw_reminder_sum_open (self->account);
  GString *text = g_string_new (NULL);
  const guint n = self->account->items->len;

  if (!self->due)
    g_string_append (text, _ ("Has no e-mail address"));
  else if (n == 0)
    g_string_append (text, _ ("Nothing is open"));
  else
    g_string_append_printf (text, ngettext ("%u open item", "%u open items", n), n);
  append_amounts (text, amounts);

  return g_string_free (text, FALSE);
}

static char *
describe_reminder (const PageDunningLetter *self)
{
  const BizDunningCase *judged = biz_dunning_customer_get_case (self->customer);
  g_autofree char *verdict = biz_dunning_case_describe (judged);
  GString *text = g_string_new (verdict);

  append_amounts (text, judged->amounts);
  if (judged->oldest > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("oldest %d day", "oldest %d days", (gulong)judged->oldest),
                              judged->oldest);
    }
  if (g_date_valid (&judged->last))
    {
      g_autofree char *day = kit_format_date (&judged->last);

      g_string_append (text, " · ");
      /* Translators: a number from 1, and a day */
      g_string_append_printf (text, _ ("level %u on %s"), judged->last_level, day);
    }
  if (judged->n_paused > 0 && judged->chased->len > 0)
    {
      g_string_append (text, " · ");
      g_string_append_printf (text,
                              ngettext ("%u item is disputed or promised and left out",
                                        "%u items are disputed or promised and left out",
                                        judged->n_paused),
                              judged->n_paused);
    }

  return g_string_free (text, FALSE);
}

char *
page_dunning_letter_describe (const PageDunningLetter *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->customer != NULL ? describe_reminder (self) : describe_statement (self);
}

char *
page_dunning_letter_describe_files (const PageDunningLetter *self)
{
  g_autoptr (GArray) moves = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  if (self->customer == NULL)
    return g_strdup (_ ("The statement of account"));
  if (!biz_dunning_customer_attaches (self->customer))
    return g_strdup (_ ("Nothing"));
  moves =
      biz_dunning_case_list_moves (biz_dunning_customer_get_case (self->customer), self->account);
  if (moves->len > PAGE_REMINDER_MAX_FILES)
    return g_strdup (_ ("The statement of account"));

  return g_strdup_printf (ngettext ("%u invoice", "%u invoices", moves->len), moves->len);
}

static void
stated_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (biz_account_send_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
reminded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (biz_dunning_send_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Sending *sending = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) files = page_reminder_files_load_finish (result, &error);

  if (files == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  biz_dunning_send_async (sending->session, sending->currencies, sending->customer, &sending->today,
                          sending->subject, sending->text, sending->recipients, files,
                          g_task_get_cancellable (task), reminded_cb, g_object_ref (task));
}

static void
send_statement (GTask *task, const PageDunningLetter *self, ErpSession *session)
{
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_dunning_file_free);
  g_autofree char *name = biz_account_dup_file_name (self->account);
  GError *error = NULL;
  g_autoptr (DrawPaper) drawn = draw_statement_new (self->account, NULL, &error);
  g_autoptr (GBytes) pdf = drawn != NULL ? draw_paper_to_pdf (drawn, &error) : NULL;

  if (pdf == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_add (files, biz_dunning_file_new (name, pdf));
  biz_account_send_async (session, self->account, self->subject, self->text, self->recipients,
                          files, g_task_get_cancellable (task), stated_cb, g_object_ref (task));
}

void
page_dunning_letter_send_async (PageDunningLetter *self,
                                ErpSession *session,
                                BizPaperStore *store,
                                BizCurrencyTable *currencies,
                                const GDate *today,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Sending *sending;

  g_return_if_fail (self != NULL && self->due && ERP_IS_SESSION (session) && today != NULL);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, page_dunning_letter_send_async);
  if (self->customer == NULL)
    {
      send_statement (task, self, session);
      return;
    }
  sending = g_new0 (Sending, 1);
  sending->session = g_object_ref (session);
  sending->currencies = biz_currency_table_ref (currencies);
  sending->customer = g_object_ref (self->customer);
  sending->recipients = biz_recipients_copy (self->recipients);
  sending->subject = g_strdup (self->subject);
  sending->text = g_strdup (self->text);
  sending->today = *today;
  g_task_set_task_data (task, sending, free_sending);
  page_reminder_files_load_async (store, self->customer, cancellable, files_cb,
                                  g_steal_pointer (&task));
}

gboolean
page_dunning_letter_send_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
