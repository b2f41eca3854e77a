/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-account-store.h"

#include "biz-ageing-json.h"
#include "biz-currency-table.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>

/* As of an ageing, and the account that an invoice asks to be paid to. */
#define ITEM_SPECIFICATION                                                                         \
  "{\"move_id\":{\"fields\":{\"invoice_user_id\":{\"fields\":{\"display_name\":{}}},"              \
  "\"partner_bank_id\":" BIZ_PAPER_BANK "}},"                                                      \
  "\"move_name\":{},\"account_id\":{\"fields\":{}},"                                               \
  "\"company_id\":{\"fields\":{\"display_name\":{}}},"                                             \
  "\"partner_id\":{\"fields\":{\"display_name\":{},"                                               \
  "\"commercial_partner_id\":{\"fields\":{\"display_name\":{}}}}},"                                \
  "\"date\":{},\"invoice_date\":{},\"date_maturity\":{},"                                          \
  "\"company_currency_id\":{\"fields\":{}},\"currency_id\":{\"fields\":{}},"                       \
  "\"amount_residual\":{},\"amount_residual_currency\":{}}"

#define CONTACT_SPECIFICATION                                                                      \
  "{\"display_name\":{},\"email\":{},\"type\":{},\"commercial_partner_id\":{\"fields\":{}}}"

/* What an account asks to be paid to. */
typedef struct
{
  gint64 company_id;
  gint64 group_id;
  GDate date;
  BizPaperBank bank;
} Bank;

typedef struct
{
  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  GDate as_of;
  GArray *groups;      /* (owned) (element-type gint64): commercial entities, each once */
  GHashTable *people;  /* (owned): id -> JsonObject with BIZ_PAPER_PARTY */
  JsonNode *customers; /* (owned) (nullable): the answers */
  JsonNode *companies; /* (owned) (nullable) */
  JsonNode *contacts;  /* (owned) (nullable) */
  GArray *items;       /* (owned) (element-type BizAgeingItem) */
  GArray *matches;     /* (owned) (element-type BizAgeingMatch) */
  GArray *banks;       /* (owned) (element-type Bank) */
  guint n_pending;
  GError *error; /* (owned) (nullable) */
} Load;

static void
bank_clear (gpointer data)
{
  biz_paper_bank_clear (&((Bank *)data)->bank);
}

static void
free_load (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->session);
  biz_currency_table_unref (load->currencies);
  g_array_unref (load->groups);
  g_hash_table_unref (load->people);
  g_clear_pointer (&load->customers, json_node_unref);
  g_clear_pointer (&load->companies, json_node_unref);
  g_clear_pointer (&load->contacts, json_node_unref);
  g_clear_pointer (&load->items, g_array_unref);
  g_array_unref (load->matches);
  g_array_unref (load->banks);
  g_clear_error (&load->error);
  g_free (load);
}

static JsonArray *
get_records (JsonNode *answer, GError **error)
{
  JsonArray *records = NULL;
  JsonObject *object;

  if (!erp_json_get_object (answer, &object, error)
      || !erp_json_get_array (json_object_get_member (object, "records"), &records, error))
    return NULL;

  return records;
}

static const Bank *
find_bank (const Load *load, gint64 company_id, gint64 group_id)
{
  const Bank *best = NULL;

  for (guint i = 0; i < load->banks->len; i++)
    {
      const Bank *bank = &g_array_index (load->banks, Bank, i);

      if (bank->company_id == company_id && bank->group_id == group_id
          && (best == NULL || g_date_compare (&best->date, &bank->date) < 0))
        best = bank;
    }

  return best;
}

/* The party as one of a relation: the answers are rows of records. */
static gboolean
read_party (BizPaperParty *party, JsonObject *row, const char *member, GError **error)
{
  biz_paper_party_clear (party);
  *party = (BizPaperParty){ 0 };

  return biz_paper_party_read (party, row, member, error);
}

static gboolean
read_seller (const Load *load, BizAccount *account, GError **error)
{
  JsonArray *rows = get_records (load->companies, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error))
        return FALSE;
      if (id == account->company_id)
        return read_party (&account->seller, row, "partner_id", error);
    }

  return TRUE;
}

/* Moves the items of one customer and company out of all. */
static GArray *
take_items (const Load *load, gint64 company_id, gint64 group_id)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));

  g_array_set_clear_func (items, (GDestroyNotify)biz_ageing_item_clear);
  for (guint i = 0; i < load->items->len; i++)
    {
      BizAgeingItem *item = &g_array_index (load->items, BizAgeingItem, i);

      if (item->company_id != company_id || item->group_id != group_id)
        continue;
      g_array_append_vals (items, item, 1);
      *item = (BizAgeingItem){ 0 };
    }

  return items;
}

/* Those of the customer; the rows are of all. */
static gboolean
read_contacts (const Load *load, BizAccount *account, gint64 group_id, GError **error)
{
  JsonArray *rows = get_records (load->contacts, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *name = NULL, *email = NULL, *type = NULL;
      BizAccountContact *contact;
      JsonObject *row;
      gint64 id, group;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_many2one (row, "commercial_partner_id", &group, NULL, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "display_name", &name, error)
          || !erp_json_get_string (row, "email", &email, error)
          || !erp_json_get_string (row, "type", &type, error))
        return FALSE;
      if (group != group_id || email == NULL || *email == '\0')
        continue;
      contact = biz_account_contact_new (id, name, email);
      contact->is_customer = id == group_id;
      contact->for_invoices = !contact->is_customer && g_strcmp0 (type, "invoice") == 0;
      biz_account_take_contact (account, contact);
    }
  biz_account_sort_contacts (account);

  return TRUE;
}

static gboolean
add_account (
    const Load *load, GPtrArray *accounts, gint64 company_id, gint64 group_id, GError **error)
{
  const Bank *bank = find_bank (load, company_id, group_id);
  BizAccount *account =
      biz_account_new (company_id, &load->as_of, take_items (load, company_id, group_id));

  g_ptr_array_add (accounts, account);
  if (bank != NULL)
    account->bank = (BizPaperBank){ g_strdup (bank->bank.account), g_strdup (bank->bank.bank),
                                    g_strdup (bank->bank.bic), g_strdup (bank->bank.holder) };

  return read_seller (load, account, error) && read_contacts (load, account, group_id, error)
         && read_party (&account->customer, g_hash_table_lookup (load->people, &group_id),
                        "commercial_partner_id", error);
}

static gboolean
has_items (const Load *load, gint64 company_id, gint64 group_id)
{
  for (guint i = 0; i < load->items->len; i++)
    {
      const BizAgeingItem *item = &g_array_index (load->items, BizAgeingItem, i);

      if (item->company_id == company_id && item->group_id == group_id)
        return TRUE;
    }

  return FALSE;
}

static GPtrArray *
make_accounts (Load *load, GError **error)
{
  g_autoptr (GPtrArray) accounts =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_account_free);
  gsize n;
  const gint64 *companies = erp_session_get_active_companies (load->session, &n);

  if (!biz_ageing_take_back (load->items, (const BizAgeingMatch *)(gpointer)load->matches->data,
                             load->matches->len, &load->as_of, error))
    return NULL;
  for (guint i = 0; i < load->groups->len; i++)
    {
      const gint64 group = g_array_index (load->groups, gint64, i);
      const guint before = accounts->len;

      for (gsize k = 0; k < n; k++)
        {
          if (has_items (load, companies[k], group)
              && !add_account (load, accounts, companies[k], group, error))
            return NULL;
        }
      if (accounts->len == before && n > 0
          && !add_account (load, accounts, companies[0], group, error))
        return NULL;
    }

  return g_steal_pointer (&accounts);
}

static void
finish_part (GTask *task, GError *error)
{
  Load *load = g_task_get_task_data (task);
  GPtrArray *accounts;

  if (error != NULL && load->error == NULL)
    load->error = error;
  else
    g_clear_error (&error);
  if (--load->n_pending > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  accounts = make_accounts (load, &error);
  if (accounts != NULL)
    g_task_return_pointer (task, accounts, (GDestroyNotify)g_ptr_array_unref);
  else
    g_task_return_error (task, error);
}

static gboolean
keep_bank (Load *load, JsonObject *row, const BizAgeingItem *item, GError **error)
{
  JsonNode *node = json_object_get_member (row, "move_id");
  Bank bank = { .company_id = item->company_id, .group_id = item->group_id, .date = item->date };

  if (node == NULL || !JSON_NODE_HOLDS_OBJECT (node) || !g_date_valid (&bank.date))
    return TRUE;
  if (!biz_paper_bank_read (&bank.bank, json_node_get_object (node), error))
    return FALSE;
  if (bank.bank.account != NULL)
    g_array_append_val (load->banks, bank);
  else
    biz_paper_bank_clear (&bank.bank);

  return TRUE;
}

static gboolean
read_items (Load *load, JsonNode *answer, GError **error)
{
  JsonArray *rows = get_records (answer, error);

  if (rows == NULL)
    return FALSE;
  if (json_array_get_length (rows) >= BIZ_ACCOUNT_MAX_ITEMS)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("There are more open items than are read at once. Choose fewer "
                              "customers."));
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizAgeingItem item = { 0 };
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !biz_ageing_read_item (row, load->currencies, &item, error))
        return FALSE;
      g_array_append_val (load->items, item);
      if (!keep_bank (load, row, &item, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_matches (Load *load, JsonNode *answer, GError **error)
{
  JsonArray *rows = get_records (answer, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      BizAgeingMatch match;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !biz_ageing_read_match (row, load->currencies, &match, error))
        return FALSE;
      g_array_append_val (load->matches, match);
    }

  return TRUE;
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    read_items (g_task_get_task_data (task), answer, &error);
  finish_part (task, error);
}

static void
matches_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer != NULL)
    read_matches (g_task_get_task_data (task), answer, &error);
  finish_part (task, error);
}

static void
companies_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->companies = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  finish_part (task, error);
}

static void
contacts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->contacts = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  finish_part (task, error);
}

static void
ask (GTask *task,
     const char *model,
     ErpDomain *domain,
     const char *specification,
     int limit,
     GAsyncReadyCallback callback)
{
  Load *load = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read (model, "web_search_read");

  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_client_call_async (erp_session_get_client (load->session), call,
                         g_task_get_cancellable (task), callback, g_object_ref (task));
}

static void
ask_books (GTask *task)
{
  Load *load = g_task_get_task_data (task);
  const gint64 *ids = (const gint64 *)(gpointer)load->groups->data;
  g_autoptr (ErpDomain) items = biz_ageing_new_item_domain (&load->as_of, 0);
  g_autoptr (ErpDomain) matches = biz_ageing_new_match_domain (&load->as_of, 0);
  g_autoptr (ErpDomain) companies = erp_domain_new ();
  g_autoptr (ErpDomain) contacts = erp_domain_new ();
  gsize n;
  const gint64 *active = erp_session_get_active_companies (load->session, &n);

  erp_domain_add_ids (items, "partner_id.commercial_partner_id", "in", ids, load->groups->len);
  erp_domain_add_ids (matches, "debit_move_id.partner_id.commercial_partner_id", "in", ids,
                      load->groups->len);
  erp_domain_add_ids (companies, "id", "in", active, n);
  erp_domain_add_ids (contacts, "commercial_partner_id", "in", ids, load->groups->len);
  erp_domain_add_bool (contacts, "email", "!=", FALSE);
  load->n_pending = 4;
  ask (task, "res.partner", contacts, CONTACT_SPECIFICATION, BIZ_ACCOUNT_MAX_ITEMS, contacts_cb);
  ask (task, "account.move.line", items, ITEM_SPECIFICATION, BIZ_ACCOUNT_MAX_ITEMS, items_cb);
  ask (task, "account.partial.reconcile", matches, BIZ_AGEING_MATCH_SPECIFICATION,
       BIZ_ACCOUNT_MAX_ITEMS, matches_cb);
  ask (task, "res.company", companies, "{\"partner_id\":" BIZ_PAPER_PARTY "}", (int)MAX (n, 1),
       companies_cb);
}

/* Which commercial entities they are, each once. */
static gboolean
read_people (Load *load, GError **error)
{
  JsonArray *rows = get_records (load->customers, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      gint64 group;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_many2one (row, "commercial_partner_id", &group, NULL, error))
        return FALSE;
      if (group == 0 || g_hash_table_contains (load->people, &group))
        continue;
      g_hash_table_insert (load->people, g_memdup2 (&group, sizeof group), row);
      g_array_append_val (load->groups, group);
    }
  if (load->groups->len == 0)
    g_set_error_literal (error, ERP_ERROR, ERP_ERROR_MISSING,
                         _ ("The customer does not exist any more. Refresh the list."));

  return load->groups->len > 0;
}

static void
people_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);
  GError *error = NULL;

  load->customers = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  if (load->customers == NULL || !read_people (load, &error))
    g_task_return_error (task, error);
  else
    ask_books (task);
}

static Load *
new_load (ErpSession *session, BizCurrencyTable *currencies, const GDate *as_of)
{
  Load *load = g_new0 (Load, 1);

  load->session = g_object_ref (session);
  load->currencies = biz_currency_table_ref (currencies);
  load->as_of = *as_of;
  load->groups = g_array_new (FALSE, FALSE, sizeof (gint64));
  load->people = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  load->items = g_array_new (FALSE, FALSE, sizeof (BizAgeingItem));
  g_array_set_clear_func (load->items, (GDestroyNotify)biz_ageing_item_clear);
  load->matches = g_array_new (FALSE, FALSE, sizeof (BizAgeingMatch));
  load->banks = g_array_new (FALSE, FALSE, sizeof (Bank));
  g_array_set_clear_func (load->banks, bank_clear);

  return load;
}

/**
 * biz_account_read_async:
 * @session: who is signed in
 * @currencies: the currencies of the server
 * @as_of: the day that is wanted, any
 * @partners: (array length=n_partners): customers
 * @n_partners: how many, at most %BIZ_ACCOUNT_MAX
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads the accounts of customers.
 */
void
biz_account_read_async (ErpSession *session,
                        BizCurrencyTable *currencies,
                        const GDate *as_of,
                        const gint64 *partners,
                        gsize n_partners,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (ErpDomain) domain = NULL;
  GError *error = NULL;

  g_return_if_fail (ERP_IS_SESSION (session) && currencies != NULL);
  g_return_if_fail (as_of != NULL && g_date_valid (as_of));
  g_return_if_fail (n_partners > 0 && n_partners <= BIZ_ACCOUNT_MAX);

  task = g_task_new (session, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_account_read_async);
  if (!biz_whole_ledger_check (erp_session_get_capabilities (session), &error))
    {
      g_task_return_error (task, error);
      return;
    }
  g_task_set_task_data (task, new_load (session, currencies, as_of), free_load);
  domain = erp_domain_new ();
  erp_domain_add_ids (domain, "id", "in", partners, n_partners);
  ask (task, "res.partner", domain, "{\"commercial_partner_id\":" BIZ_PAPER_PARTY "}",
       (int)n_partners, people_cb);
}

/**
 * biz_account_read_finish:
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full) (element-type BizAccount): the accounts; %NULL with an error
 */
GPtrArray *
biz_account_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
