/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-journal-private.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-company.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  char *code;                   /* (owned) (nullable): all of them */
  GListStore *journals;         /* (owned) */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->session);
  biz_currency_table_unref (search->currencies);
  g_free (search->code);
  g_clear_object (&search->journals);
  g_free (search);
}

static gboolean
read_currencies (BizBankJournal *self, Search *search, gint64 currency, GError **error)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (search->session);
  ErpCompany *company = erp_capabilities_get_company (capabilities, self->company_id);

  if (company == NULL)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_ACCESS,
                   _ ("The company of the journal %s is not among yours."), self->code);
      return FALSE;
    }
  self->company_currency_id = erp_company_get_currency_id (company);
  self->currency_id = currency != 0 ? currency : self->company_currency_id;

  return biz_currency_table_lookup (search->currencies, self->currency_id, &self->zero, error)
         && biz_currency_table_lookup (search->currencies, self->company_currency_id,
                                       &self->company_zero, error);
}

static BizBankJournal *
read_journal (Search *search, JsonObject *row, GError **error)
{
  g_autoptr (BizBankJournal) self = g_object_new (BIZ_TYPE_BANK_JOURNAL, NULL);
  const char *code = NULL, *name = NULL, *account = NULL;
  gint64 currency = 0;

  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "code", &code, error)
      || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "bank_acc_number", &account, error)
      || !erp_json_get_many2one (row, "company_id", &self->company_id, NULL, error)
      || !erp_json_get_many2one (row, "currency_id", &currency, NULL, error)
      || !erp_json_get_many2one (row, "default_account_id", &self->bank_account_id, NULL, error)
      || !erp_json_get_many2one (row, "suspense_account_id", &self->suspense_account_id, NULL,
                                 error))
    return NULL;
  self->code = g_strdup (code != NULL ? code : "");
  self->name = g_strdup (name != NULL ? name : self->code);
  self->account = biz_bank_journal_clean_account (account);

  return read_currencies (self, search, currency, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
is_meant (BizBankJournal *journal, const char *code)
{
  return g_ascii_strcasecmp (journal->code, code) == 0 || g_strcmp0 (journal->name, code) == 0;
}

static gboolean
read_journals (Search *search, JsonNode *answer, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (answer, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (BizBankJournal) journal = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (array, i), &row, error))
        return FALSE;
      journal = read_journal (search, row, error);
      if (journal == NULL)
        return FALSE;
      g_list_store_append (search->journals, journal);
    }

  return TRUE;
}

/* The one of that code; among several the one of the company that is worked in. */
static BizBankJournal *
choose (Search *search, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autoptr (BizBankJournal) found = NULL;
  gsize n_companies = 0;
  const gint64 *companies = erp_session_get_active_companies (search->session, &n_companies);
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (search->journals)); i++)
    {
      g_autoptr (BizBankJournal) journal =
          g_list_model_get_item (G_LIST_MODEL (search->journals), i);

      g_string_append_printf (known, "%s%s (%s)", known->len > 0 ? ", " : "", journal->code,
                              journal->name);
      if (!is_meant (journal, search->code))
        continue;
      if (n_companies > 0 && journal->company_id == companies[0])
        return g_steal_pointer (&journal);
      g_set_object (&found, journal);
      n++;
    }
  if (n == 1)
    return g_steal_pointer (&found);
  if (n > 1)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("Several companies have a bank journal “%s”. Choose the company first."),
                 search->code);
  else
    g_set_error (error, ERP_ERROR, ERP_ERROR_MISSING,
                 _ ("There is no bank journal “%s”. There are: %s."), search->code, known->str);

  return NULL;
}

static const char *const lock_fields[] = { "fiscalyear_lock_date", "hard_lock_date",
                                           "period_lock_date" };

/* What closes the journals of a company for this user. */
static gboolean
read_lock (JsonObject *row, gint64 *company_id, GDate *lock, GError **error)
{
  if (!erp_json_get_int (row, "id", company_id, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lock_fields); i++)
    {
      GDate day;

      g_date_clear (&day, 1);
      if (!json_object_has_member (row, lock_fields[i]))
        continue;
      if (!erp_json_get_date (row, lock_fields[i], &day, error))
        return FALSE;
      if (g_date_valid (&day) && (!g_date_valid (lock) || g_date_compare (&day, lock) > 0))
        *lock = day;
    }

  return TRUE;
}

static gboolean
read_locks (Search *search, JsonNode *answer, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (answer, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      gint64 company_id;
      JsonObject *row;
      GDate lock;

      g_date_clear (&lock, 1);
      if (!erp_json_get_object (json_array_get_element (array, i), &row, error)
          || !read_lock (row, &company_id, &lock, error))
        return FALSE;
      for (guint k = 0; k < g_list_model_get_n_items (G_LIST_MODEL (search->journals)); k++)
        {
          g_autoptr (BizBankJournal) journal =
              g_list_model_get_item (G_LIST_MODEL (search->journals), k);

          if (journal->company_id == company_id)
            journal->lock_date = lock;
        }
    }

  return TRUE;
}

static void
finish_search (GTask *task)
{
  Search *search = g_task_get_task_data (task);
  GError *error = NULL;
  BizBankJournal *journal;

  if (search->code == NULL)
    {
      g_task_return_pointer (task, g_steal_pointer (&search->journals), g_object_unref);
      return;
    }
  journal = choose (search, &error);
  if (journal != NULL)
    g_task_return_pointer (task, journal, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
locks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL || !read_locks (g_task_get_task_data (task), answer, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    finish_search (task);
}

static GArray *
list_companies (Search *search)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (search->journals)); i++)
    {
      g_autoptr (BizBankJournal) journal =
          g_list_model_get_item (G_LIST_MODEL (search->journals), i);
      guint k = 0;

      while (k < ids->len && g_array_index (ids, gint64, k) != journal->company_id)
        k++;
      if (k == ids->len)
        g_array_append_val (ids, journal->company_id);
    }

  return ids;
}

static ErpCall *
make_locks_call (Search *search, GArray *companies)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (search->session);
  const char *version = erp_capabilities_get_server_version (capabilities);
  const gint64 series = version != NULL ? g_ascii_strtoll (version, NULL, 10) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fields = NULL;
  ErpCall *call = erp_call_new_read ("res.company", "read");

  g_strv_builder_add (builder, "id");
  g_strv_builder_add (builder, lock_fields[0]);
  if (series >= 18)
    g_strv_builder_add (builder, lock_fields[1]);
  /* In older versions one more, which does not hold the adviser. */
  else if (series > 0
           && !erp_capabilities_has_group (capabilities, "account.group_account_manager"))
    g_strv_builder_add (builder, lock_fields[2]);
  fields = g_strv_builder_end (builder);
  erp_call_set_ids (call, (const gint64 *)(gpointer)companies->data, companies->len);
  erp_call_set_arg_strv (call, "fields", (const char *const *)fields);

  return call;
}

static void
journals_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GArray) companies = NULL;
  g_autoptr (ErpCall) call = NULL;

  if (answer == NULL || !read_journals (search, answer, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  companies = list_companies (search);
  if (companies->len == 0)
    {
      finish_search (task);
      return;
    }
  call = make_locks_call (search, companies);
  erp_client_call_async (ERP_CLIENT (source), call, g_task_get_cancellable (task), locks_cb,
                         g_object_ref (task));
}

/* @code: NULL for all of them. */
static void
start_search (ErpSession *session, BizCurrencyTable *currencies, const char *code, GTask *task)
{
  static const char *const types[] = { "bank", "cash", "credit", NULL };
  static const char *const fields[] = { "id",
                                        "code",
                                        "name",
                                        "bank_acc_number",
                                        "company_id",
                                        "currency_id",
                                        "default_account_id",
                                        "suspense_account_id",
                                        NULL };
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("account.journal", "search_read");
  Search *search = g_new0 (Search, 1);

  search->session = g_object_ref (session);
  search->currencies = biz_currency_table_ref (currencies);
  search->code = g_strdup (code);
  search->journals = g_list_store_new (BIZ_TYPE_BANK_JOURNAL);
  g_task_set_task_data (task, search, free_search);
  erp_domain_add_strv (domain, "type", "in", types);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "company_id, sequence, id");
  erp_call_set_arg_int (call, "limit", 500);
  erp_client_call_async (erp_session_get_client (session), call, g_task_get_cancellable (task),
                         journals_cb, g_object_ref (task));
}

/**
 * biz_bank_journal_find_async:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 * @code: code or name of the journal
 * @cancellable: (nullable): to stop
 * @callback: when it is there
 * @user_data: for @callback
 *
 * Looks a bank journal up, two requests.
 */
void
biz_bank_journal_find_async (ErpSession *session,
                             BizCurrencyTable *currencies,
                             const char *code,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (code != NULL && currencies != NULL);

  g_task_set_source_tag (task, biz_bank_journal_find_async);
  start_search (session, currencies, code, task);
}

BizBankJournal *
biz_bank_journal_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_bank_journal_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_bank_journal_list_async:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 * @cancellable: (nullable): to stop
 * @callback: when they are there
 * @user_data: for @callback
 *
 * Reads the bank journals of the companies that are seen, two requests.
 */
void
biz_bank_journal_list_async (ErpSession *session,
                             BizCurrencyTable *currencies,
                             GCancellable *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (currencies != NULL);

  g_task_set_source_tag (task, biz_bank_journal_list_async);
  start_search (session, currencies, NULL, task);
}

GListModel *
biz_bank_journal_list_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_bank_journal_list_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
