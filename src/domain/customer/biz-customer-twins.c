/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-customer-twins.h"

#include "biz-hint.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Longer names are compared by their beginning. */
#define MAX_NAME 96
#define MAX_ROWS 200
/* A shorter word is in too many names to look for it. */
#define MIN_WORD 4

static const char *const legal_forms[] = {
  "ag",      "aps", "as",   "bv",  "co",   "company", "corp", "corporation", "cv",  "e",
  "ek",      "et",  "eu",   "gbr", "gmbh", "inc",     "j",    "k",           "kg",  "kgaa",
  "limited", "llc", "llp",  "ltd", "mbh",  "nv",      "o",    "og",          "ohg", "oo",
  "plc",     "sa",  "sarl", "sas", "se",   "sp",      "spa",  "srl",         "und", "ug",
  "v",       "vof", "z",    "and", "b",    "a",       "s",    "f",           "c",   NULL,
};

void
biz_customer_twin_free (BizCustomerTwin *self)
{
  g_free (self->name);
  g_free (self->why);
  g_free (self);
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* (transfer full) (element-type utf8): the words that tell firms apart */
static GPtrArray *
split_name (const char *name)
{
  g_autofree char *valid = g_utf8_make_valid (name, -1);
  g_autofree char *ascii = g_str_to_ascii (valid, "de");
  g_autofree char *lower = g_ascii_strdown (ascii, -1);
  GPtrArray *words = g_ptr_array_new_with_free_func (g_free);
  GString *word = g_string_new (NULL);

  for (const char *p = lower; p == lower || p[-1] != '\0'; p++)
    {
      if (g_ascii_isalnum (*p))
        {
          g_string_append_c (word, *p);
          continue;
        }
      if (word->len > 0 && !g_strv_contains (legal_forms, word->str))
        g_ptr_array_add (words, g_strdup (word->str));
      g_string_truncate (word, 0);
      if (*p == '\0')
        break;
    }
  g_string_free (word, TRUE);

  return words;
}

/**
 * biz_customer_fold_name:
 * @name: of a firm or a person
 *
 * Returns: (transfer full): words in ASCII, small, without legal forms, in alphabetical order;
 * empty where nothing is left
 */
char *
biz_customer_fold_name (const char *name)
{
  g_autoptr (GPtrArray) words = NULL;
  g_autoptr (GString) folded = g_string_new (NULL);

  g_return_val_if_fail (name != NULL, NULL);

  words = split_name (name);
  g_ptr_array_sort (words, compare_words);
  for (guint i = 0; i < words->len; i++)
    g_string_append_printf (folded, "%s%s", i > 0 ? " " : "",
                            (const char *)g_ptr_array_index (words, i));
  if (folded->len > MAX_NAME)
    g_string_truncate (folded, MAX_NAME);

  return g_string_free (g_steal_pointer (&folded), FALSE);
}

/* Letters to change, leave out or put in. */
static guint
count_slips (const char *a, const char *b)
{
  guint row[MAX_NAME + 1];
  gsize n = strlen (b);

  for (guint k = 0; k <= n; k++)
    row[k] = k;
  for (guint i = 1; a[i - 1] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i;
      for (guint k = 1; k <= n; k++)
        {
          guint above = row[k];
          guint changed = diagonal + (a[i - 1] == b[k - 1] ? 0 : 1);

          row[k] = MIN (changed, MIN (above, row[k - 1]) + 1);
          diagonal = above;
        }
    }

  return row[n];
}

/**
 * biz_customer_is_similar_name:
 * @a: a name
 * @b: another
 *
 * Returns: whether somebody may have meant the same
 */
gboolean
biz_customer_is_similar_name (const char *a, const char *b)
{
  g_autofree char *first = biz_customer_fold_name (a);
  g_autofree char *second = biz_customer_fold_name (b);
  gsize length = MIN (strlen (first), strlen (second));

  if (length == 0)
    return FALSE;
  if (g_str_equal (first, second))
    return TRUE;

  /* A short name is another one with another letter. */
  return length >= 6 && count_slips (first, second) <= MIN (length / 8 + 1, 3);
}

typedef struct
{
  ErpSession *session;   /* (owned) */
  BizCustomer *customer; /* (owned) */
} Looking;

static void
free_looking (gpointer data)
{
  Looking *looking = data;

  g_clear_object (&looking->session);
  g_clear_object (&looking->customer);
  g_free (looking);
}

static gboolean
has_same_bank (const BizCustomerFacts *facts, JsonObject *row, GError **error, gboolean *same)
{
  JsonArray *rows = NULL;

  *same = FALSE;
  if (json_object_has_member (row, "bank_ids")
      && !erp_json_get_array (json_object_get_member (row, "bank_ids"), &rows, error))
    return FALSE;
  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      g_autofree char *compact = NULL;
      JsonObject *bank;
      const char *number;

      if (!erp_json_get_object (json_array_get_element (rows, i), &bank, error)
          || !erp_json_get_string (bank, "acc_number", &number, error))
        return FALSE;
      compact = biz_hint_compact (number != NULL ? number : "");
      *same |=
          compact[0] != '\0' && g_strv_contains ((const char *const *)facts->accounts, compact);
    }

  return TRUE;
}

static void
add_reason (GString *why, const char *reason)
{
  g_string_append_printf (why, "%s%s", why->len > 0 ? ", " : "", reason);
}

/* NULL without an error for somebody who only came with the coarse search. */
static BizCustomerTwin *
judge (const BizCustomerFacts *facts, JsonObject *row, GError **error)
{
  g_autoptr (GString) why = g_string_new (NULL);
  BizCustomerTwin *twin;
  const char *name, *vat;
  gboolean bank;
  guint weight = 0;
  gint64 id;

  if (!erp_json_get_int (row, "id", &id, error) || !erp_json_get_string (row, "name", &name, error)
      || !erp_json_get_string (row, "vat", &vat, error)
      || !has_same_bank (facts, row, error, &bank))
    return NULL;
  if (vat != NULL && facts->tax_number != NULL)
    {
      g_autofree char *a = biz_hint_compact (vat);
      g_autofree char *b = biz_hint_compact (facts->tax_number);

      if (strlen (a) > 4 && g_str_equal (a, b))
        {
          add_reason (why, _ ("same tax id"));
          weight += 4;
        }
    }
  if (bank)
    {
      add_reason (why, _ ("same bank account"));
      weight += 3;
    }
  if (name != NULL && biz_customer_is_similar_name (name, facts->name))
    {
      add_reason (why, _ ("similar name"));
      weight += 2;
    }
  if (weight == 0)
    return NULL;
  twin = g_new0 (BizCustomerTwin, 1);
  twin->id = id;
  twin->name = g_strdup (name != NULL ? name : "");
  twin->why = g_strdup (why->str);
  twin->weight = weight;

  return twin;
}

static int
compare_twins (gconstpointer a, gconstpointer b)
{
  const BizCustomerTwin *first = *(BizCustomerTwin *const *)a;
  const BizCustomerTwin *second = *(BizCustomerTwin *const *)b;

  if (first->weight != second->weight)
    return first->weight > second->weight ? -1 : 1;

  return first->id < second->id ? -1 : 1;
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Looking *looking = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) twins =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_twin_free);
  JsonArray *rows = NULL;
  JsonObject *page;

  if (answer != NULL && erp_json_get_object (answer, &page, &error))
    erp_json_get_array (json_object_get_member (page, "records"), &rows, &error);
  for (guint i = 0; rows != NULL && error == NULL && i < json_array_get_length (rows); i++)
    {
      BizCustomerTwin *twin;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, &error))
        break;
      twin = judge (biz_customer_get_facts (looking->customer), row, &error);
      if (twin != NULL)
        g_ptr_array_add (twins, twin);
    }
  if (error != NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  g_ptr_array_sort (twins, compare_twins);
  if (twins->len > BIZ_CUSTOMER_MAX_TWINS)
    g_ptr_array_set_size (twins, BIZ_CUSTOMER_MAX_TWINS);
  g_task_return_pointer (task, g_steal_pointer (&twins), (GDestroyNotify)g_ptr_array_unref);
}

/* (transfer full) (nullable): the part of the name that is in the fewest others, as it is written
 */
static char *
find_word (const char *name)
{
  g_auto (GStrv) parts = g_strsplit_set (name, " ,.&/-", -1);
  const char *longest = NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *folded = biz_customer_fold_name (parts[i]);

      if (folded[0] != '\0' && g_utf8_strlen (parts[i], -1) >= MIN_WORD
          && (longest == NULL || strlen (parts[i]) > strlen (longest)))
        longest = parts[i];
    }

  return g_strdup (longest);
}

static void
add_alternatives (GPtrArray *any, const BizCustomerFacts *facts)
{
  g_autofree char *word = find_word (facts->name);

  if (facts->tax_number != NULL)
    {
      ErpDomain *domain = erp_domain_new ();

      erp_domain_add_string (domain, "vat", "=", facts->tax_number);
      g_ptr_array_add (any, domain);
    }
  if (facts->accounts[0] != NULL)
    {
      ErpDomain *domain = erp_domain_new ();

      erp_domain_add_strv (domain, "bank_ids.sanitized_acc_number", "in",
                           (const char *const *)facts->accounts);
      g_ptr_array_add (any, domain);
    }
  if (word != NULL)
    {
      ErpDomain *domain = erp_domain_new ();

      erp_domain_add_string (domain, "name", "ilike", word);
      g_ptr_array_add (any, domain);
    }
}

/**
 * biz_customer_twins_find_async:
 * @session: who is signed in where
 * @customer: whose
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_customer_twins_find_async (ErpSession *session,
                               BizCustomer *customer,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autoptr (GPtrArray) any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autoptr (ErpCall) call = NULL;
  const BizCustomerFacts *facts;
  Looking *looking = g_new0 (Looking, 1);

  g_return_if_fail (ERP_IS_SESSION (session) && BIZ_IS_CUSTOMER (customer));

  facts = biz_customer_get_facts (customer);
  looking->session = g_object_ref (session);
  looking->customer = g_object_ref (customer);
  g_task_set_source_tag (task, biz_customer_twins_find_async);
  g_task_set_task_data (task, looking, free_looking);
  add_alternatives (any, facts);
  if (any->len == 0)
    {
      g_task_return_pointer (
          task, g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_twin_free),
          (GDestroyNotify)g_ptr_array_unref);
      return;
    }
  /* His own contacts are no other customers, and companies of his group have reason to be alike. */
  erp_domain_add_int (domain, "commercial_partner_id", "!=", facts->commercial_id);
  erp_domain_add_int (domain, "parent_id", "!=", facts->commercial_id);
  if (facts->group_id > 0)
    erp_domain_add_int (domain, "id", "!=", facts->group_id);
  erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);
  call = erp_call_new_read ("res.partner", "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"name\":{},\"vat\":{},\"bank_ids\":{\"fields\":{\"acc_number\":{}}}}");
  erp_call_set_arg_string (call, "order", "id");
  erp_call_set_arg_int (call, "limit", MAX_ROWS);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (session), call, cancellable, answered_cb,
                         g_object_ref (task));
}

GPtrArray *
biz_customer_twins_find_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
