/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-bank-journal.h"

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

struct _BizBankJournal
{
  GObject parent_instance;

  gint64 id;
  char *code;    /* (owned) */
  char *name;    /* (owned) */
  char *account; /* (owned) (nullable) */
  gint64 company_id;
  gint64 currency_id;
  gint64 company_currency_id;
  gint64 bank_account_id;
  gint64 suspense_account_id;
  BizMoney zero;
  BizMoney company_zero;
  GDate lock_date;
};

G_DEFINE_FINAL_TYPE (BizBankJournal, biz_bank_journal, G_TYPE_OBJECT)

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  char *code;                   /* (owned) */
  BizBankJournal *journal;      /* (owned) (nullable) */
} Search;

static void
free_search (gpointer data)
{
  Search *search = data;

  g_clear_object (&search->session);
  biz_currency_table_unref (search->currencies);
  g_free (search->code);
  g_clear_object (&search->journal);
  g_free (search);
}

static void
biz_bank_journal_finalize (GObject *object)
{
  BizBankJournal *self = BIZ_BANK_JOURNAL (object);

  g_free (self->code);
  g_free (self->name);
  g_free (self->account);

  G_OBJECT_CLASS (biz_bank_journal_parent_class)->finalize (object);
}

static void
biz_bank_journal_class_init (BizBankJournalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_bank_journal_finalize;
}

static void
biz_bank_journal_init (BizBankJournal *self)
{
  g_date_clear (&self->lock_date, 1);
}

static char *
clean_account (const char *account)
{
  GString *clean;

  if (account == NULL)
    return NULL;
  clean = g_string_new (NULL);
  for (; *account != '\0'; account++)
    if (g_ascii_isalnum (*account))
      g_string_append_c (clean, g_ascii_toupper (*account));

  return g_string_free (clean, clean->len == 0);
}

/**
 * biz_bank_journal_new:
 * @id: of the journal
 * @code: its short name
 * @zero: its currency, and its company's
 * @account: (nullable): number of the account
 *
 * Returns: (transfer full): a journal without a server
 */
BizBankJournal *
biz_bank_journal_new (gint64 id, const char *code, const BizMoney *zero, const char *account)
{
  BizBankJournal *self;

  g_return_val_if_fail (code != NULL && zero != NULL, NULL);

  self = g_object_new (BIZ_TYPE_BANK_JOURNAL, NULL);
  self->id = id;
  self->code = g_strdup (code);
  self->name = g_strdup (code);
  self->account = clean_account (account);
  self->zero = self->company_zero = *zero;

  return self;
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
  self->account = clean_account (account);

  return read_currencies (self, search, currency, error) ? g_steal_pointer (&self) : NULL;
}

static gboolean
is_meant (BizBankJournal *journal, const char *code)
{
  return g_ascii_strcasecmp (journal->code, code) == 0 || g_strcmp0 (journal->name, code) == 0;
}

/* The one of that code; among several the one of the company that is worked in. */
static BizBankJournal *
choose (Search *search, JsonNode *answer, GError **error)
{
  g_autoptr (GString) known = g_string_new (NULL);
  g_autoptr (BizBankJournal) found = NULL;
  gsize n_companies = 0;
  const gint64 *companies = erp_session_get_active_companies (search->session, &n_companies);
  JsonArray *array;
  guint n = 0;

  if (!erp_json_get_array (answer, &array, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      g_autoptr (BizBankJournal) journal = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (array, i), &row, error))
        return NULL;
      journal = read_journal (search, row, error);
      if (journal == NULL)
        return NULL;
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

/* What closes the journal for this user. */
static gboolean
read_locks (BizBankJournal *self, JsonNode *answer, GError **error)
{
  JsonArray *array;
  JsonObject *row;

  if (!erp_json_get_array (answer, &array, error))
    return FALSE;
  if (json_array_get_length (array) == 0)
    return TRUE;
  if (!erp_json_get_object (json_array_get_element (array, 0), &row, error))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (lock_fields); i++)
    {
      GDate day;

      g_date_clear (&day, 1);
      if (!json_object_has_member (row, lock_fields[i]))
        continue;
      if (!erp_json_get_date (row, lock_fields[i], &day, error))
        return FALSE;
      if (g_date_valid (&day)
          && (!g_date_valid (&self->lock_date) || g_date_compare (&day, &self->lock_date) > 0))
        self->lock_date = day;
    }

  return TRUE;
}

static void
locks_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Search *search = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL || !read_locks (search->journal, answer, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, g_steal_pointer (&search->journal), g_object_unref);
}

static ErpCall *
make_locks_call (Search *search)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (search->session);
  const char *version = erp_capabilities_get_server_version (capabilities);
  const gint64 series = version != NULL ? g_ascii_strtoll (version, NULL, 10) : 0;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) fields = NULL;
  ErpCall *call = erp_call_new_read ("res.company", "read");

  g_strv_builder_add (builder, lock_fields[0]);
  if (series >= 18)
    g_strv_builder_add (builder, lock_fields[1]);
  /* In older versions one more, which does not hold the adviser. */
  else if (series > 0
           && !erp_capabilities_has_group (capabilities, "account.group_account_manager"))
    g_strv_builder_add (builder, lock_fields[2]);
  fields = g_strv_builder_end (builder);
  erp_call_set_id (call, search->journal->company_id);
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
  g_autoptr (ErpCall) call = NULL;

  if (answer != NULL)
    search->journal = choose (search, answer, &error);
  if (search->journal == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  call = make_locks_call (search);
  erp_client_call_async (ERP_CLIENT (source), call, g_task_get_cancellable (task), locks_cb,
                         g_object_ref (task));
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
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = erp_call_new_read ("account.journal", "search_read");
  Search *search = g_new0 (Search, 1);

  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (code != NULL && currencies != NULL);

  g_task_set_source_tag (task, biz_bank_journal_find_async);
  search->session = g_object_ref (session);
  search->currencies = biz_currency_table_ref (currencies);
  search->code = g_strdup (code);
  g_task_set_task_data (task, search, free_search);
  erp_domain_add_strv (domain, "type", "in", types);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "company_id, sequence, id");
  erp_call_set_arg_int (call, "limit", 500);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, journals_cb,
                         g_steal_pointer (&task));
}

BizBankJournal *
biz_bank_journal_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_async_result_is_tagged (result, biz_bank_journal_find_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

gint64
biz_bank_journal_get_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->id;
}

const char *
biz_bank_journal_get_code (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return self->code;
}

const char *
biz_bank_journal_get_name (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return self->name;
}

gint64
biz_bank_journal_get_company_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->company_id;
}

const BizMoney *
biz_bank_journal_get_zero (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return &self->zero;
}

const BizMoney *
biz_bank_journal_get_company_zero (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return &self->company_zero;
}

gint64
biz_bank_journal_get_currency_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->currency_id;
}

gint64
biz_bank_journal_get_company_currency_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->company_currency_id;
}

const char *
biz_bank_journal_get_account (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), NULL);

  return self->account;
}

gint64
biz_bank_journal_get_bank_account_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->bank_account_id;
}

gint64
biz_bank_journal_get_suspense_account_id (BizBankJournal *self)
{
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), 0);

  return self->suspense_account_id;
}

GDate
biz_bank_journal_get_lock_date (BizBankJournal *self)
{
  GDate none;

  g_date_clear (&none, 1);
  g_return_val_if_fail (BIZ_IS_BANK_JOURNAL (self), none);

  return self->lock_date;
}
