/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-payment-plan-private.h"

#include "biz-choice.h"
#include "biz-currency-table.h"
#include "erp-json.h"

#include <math.h>

/* Rates are kept with this many decimals. */
#define RATE_ONE G_GINT64_CONSTANT (1000000000)

typedef struct
{
  gint64 currency;
  GDate since;
  gint64 rate; /* units of the currency for one of the company's, times RATE_ONE */
} Rate;

G_DEFINE_FINAL_TYPE (BizPaymentPlan, biz_payment_plan, G_TYPE_OBJECT)

static void
biz_payment_plan_finalize (GObject *object)
{
  BizPaymentPlan *self = BIZ_PAYMENT_PLAN (object);

  g_clear_object (&self->documents);
  g_array_unref (self->rates);
  g_clear_object (&self->journals);
  g_ptr_array_unref (self->methods);

  G_OBJECT_CLASS (biz_payment_plan_parent_class)->finalize (object);
}

static void
biz_payment_plan_class_init (BizPaymentPlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_payment_plan_finalize;
}

static void
biz_payment_plan_init (BizPaymentPlan *self)
{
  self->documents = g_list_store_new (BIZ_TYPE_PAYMENT_DOCUMENT);
  self->rates = g_array_new (FALSE, TRUE, sizeof (Rate));
  self->journals = g_list_store_new (BIZ_TYPE_CHOICE);
  self->methods = g_ptr_array_new_with_free_func (g_object_unref);
  g_date_clear (&self->lock_date, 1);
  g_date_clear (&self->period_lock_date, 1);
}

static gboolean
read_line (GHashTable *found, JsonNode *node, BizCurrencyTable *currencies, GError **error)
{
  JsonObject *line;
  JsonObject *move;
  BizPaymentDocument *document;
  gint64 id;

  if (!erp_json_get_object (node, &line, error)
      || !erp_json_get_object (json_object_get_member (line, "move_id"), &move, error)
      || !erp_json_get_int (move, "id", &id, error))
    return FALSE;
  document = g_hash_table_lookup (found, &id);
  if (document != NULL)
    return biz_payment_document_add_json (document, line, currencies, error);
  document = biz_payment_document_new_from_json (line, currencies, error);
  if (document == NULL)
    return FALSE;
  g_hash_table_insert (found, g_memdup2 (&id, sizeof id), document);

  return TRUE;
}

static gboolean
read_lines (BizPaymentPlan *self,
            const gint64 *ids,
            const char *const *names,
            gsize n_ids,
            JsonNode *lines,
            BizCurrencyTable *currencies,
            GError **error)
{
  g_autoptr (GHashTable) found =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  JsonArray *array = biz_payment_plan_get_records (lines, error);

  if (array == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    if (!read_line (found, json_array_get_element (array, i), currencies, error))
      return FALSE;
  for (gsize i = 0; i < n_ids; i++)
    {
      BizPaymentDocument *there = g_hash_table_lookup (found, &ids[i]);
      g_autoptr (BizPaymentDocument) document =
          there != NULL
              ? g_object_ref (there)
              : biz_payment_document_new_missing (ids[i], names != NULL ? names[i] : NULL);

      g_list_store_append (self->documents, document);
    }

  return TRUE;
}

/* The later of two days, one of which may not be there. */
static void
take_later (GDate *day, const GDate *other)
{
  if (g_date_valid (other) && (!g_date_valid (day) || g_date_compare (other, day) > 0))
    *day = *other;
}

/* A payment is booked by the entry of a bank or cash journal: the locks of sales and purchases do
 * not touch it. A server with exceptions says what holds for this user. */
static void
read_locks (BizPaymentPlan *self, JsonObject *company)
{
  static const char *const locks[] = { "hard_lock_date", "fiscalyear_lock_date" };

  for (guint i = 0; i < G_N_ELEMENTS (locks); i++)
    {
      g_autofree char *mine = g_strconcat ("user_", locks[i], NULL);
      const char *field = json_object_has_member (company, mine) ? mine : locks[i];
      GDate day;

      if (json_object_has_member (company, field) && erp_json_get_date (company, field, &day, NULL))
        take_later (&self->lock_date, &day);
    }
  /* the first day of the calendar stands for "not locked for this user" */
  if (g_date_valid (&self->lock_date) && g_date_get_year (&self->lock_date) < 1900)
    g_date_clear (&self->lock_date, 1);
  if (!json_object_has_member (company, "period_lock_date")
      || !erp_json_get_date (company, "period_lock_date", &self->period_lock_date, NULL))
    g_date_clear (&self->period_lock_date, 1);
  take_later (&self->period_lock_date, &self->lock_date);
}

static gboolean
read_rates (BizPaymentPlan *self, JsonNode *node, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (node, &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *row;
      double rate = 0;
      Rate entry = { 0 };

      if (!erp_json_get_object (json_array_get_element (array, i), &row, error)
          || !erp_json_get_many2one (row, "currency_id", &entry.currency, NULL, error)
          || !erp_json_get_date (row, "name", &entry.since, error)
          || !erp_json_get_double (row, "rate", &rate, error))
        return FALSE;
      if (rate < 1e-6 || rate > 1e6 || !g_date_valid (&entry.since))
        continue;
      entry.rate = llround (rate * (double)RATE_ONE);
      g_array_append_val (self->rates, entry);
    }

  return TRUE;
}

static gboolean
add_choice (GListStore *choices, JsonNode *node, JsonObject **row, GError **error)
{
  g_autoptr (BizChoice) choice = NULL;
  const char *name = NULL;
  gint64 id;

  if (!erp_json_get_object (node, row, error) || !erp_json_get_int (*row, "id", &id, error)
      || !erp_json_get_string (*row, "name", &name, error))
    return FALSE;
  choice = biz_choice_new (id, name != NULL ? name : "", NULL);
  g_list_store_append (choices, choice);

  return TRUE;
}

/* Journals that take no money in are left out. */
static gboolean
read_journals (BizPaymentPlan *self, JsonNode *node, GError **error)
{
  JsonArray *array = biz_payment_plan_get_records (node, error);

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      g_autoptr (GListStore) methods = g_list_store_new (BIZ_TYPE_CHOICE);
      JsonObject *row = NULL;
      JsonObject *line;
      JsonArray *lines;

      if (!erp_json_get_object (json_array_get_element (array, i), &row, error)
          || !erp_json_get_array (json_object_get_member (row, "inbound_payment_method_line_ids"),
                                  &lines, error))
        return FALSE;
      if (json_array_get_length (lines) == 0)
        continue;
      for (guint k = 0; k < json_array_get_length (lines); k++)
        if (!add_choice (methods, json_array_get_element (lines, k), &line, error))
          return FALSE;
      if (!add_choice (self->journals, json_array_get_element (array, i), &row, error))
        return FALSE;
      g_ptr_array_add (self->methods, g_steal_pointer (&methods));
    }

  return array != NULL;
}

/* The company that most documents belong to; the first of equals. */
static gint64
find_company (GListModel *documents)
{
  guint most = 0;
  gint64 company = 0;

  for (guint i = 0; i < g_list_model_get_n_items (documents); i++)
    {
      g_autoptr (BizPaymentDocument) one = g_list_model_get_item (documents, i);
      const gint64 id = biz_payment_document_get_company_id (one);
      guint n = 0;

      for (guint k = 0; k < g_list_model_get_n_items (documents); k++)
        {
          g_autoptr (BizPaymentDocument) other = g_list_model_get_item (documents, k);

          n += biz_payment_document_get_problem (other) == NULL
               && biz_payment_document_get_company_id (other) == id;
        }
      if (n > most)
        {
          most = n;
          company = id;
        }
    }

  return company;
}

/**
 * biz_payment_plan_new_from_json:
 * @ids: what is to be paid
 * @names: (nullable): what the person saw
 * @n_ids: how many
 * @answers: of the server
 * @currencies: the currencies of the server
 * @error: return location
 *
 * Returns: (transfer full): what was found, or %NULL with ERP_ERROR_PROTOCOL
 */
BizPaymentPlan *
biz_payment_plan_new_from_json (const gint64 *ids,
                                const char *const *names,
                                gsize n_ids,
                                const BizPaymentAnswers *answers,
                                BizCurrencyTable *currencies,
                                GError **error)
{
  g_autoptr (BizPaymentPlan) self = g_object_new (BIZ_TYPE_PAYMENT_PLAN, NULL);
  JsonArray *rows = NULL;

  g_return_val_if_fail (ids != NULL || n_ids == 0, NULL);
  g_return_val_if_fail (answers != NULL && answers->lines != NULL, NULL);

  if (!read_lines (self, ids, names, n_ids, answers->lines, currencies, error))
    return NULL;
  self->company_id = find_company (G_LIST_MODEL (self->documents));
  self->has_modes =
      answers->modes != NULL && JSON_NODE_HOLDS_OBJECT (answers->modes)
      && json_object_has_member (json_node_get_object (answers->modes), "installments_mode");
  if (answers->company != NULL && erp_json_get_array (answers->company, &rows, NULL)
      && json_array_get_length (rows) > 0
      && JSON_NODE_HOLDS_OBJECT (json_array_get_element (rows, 0)))
    read_locks (self, json_array_get_object_element (rows, 0));
  if (answers->rates != NULL && !read_rates (self, answers->rates, error))
    return NULL;
  if (answers->journals != NULL && !read_journals (self, answers->journals, error))
    return NULL;

  return g_steal_pointer (&self);
}

GListModel *
biz_payment_plan_get_documents (BizPaymentPlan *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PLAN (self), NULL);

  return G_LIST_MODEL (self->documents);
}

GListModel *
biz_payment_plan_get_journals (BizPaymentPlan *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PLAN (self), NULL);

  return G_LIST_MODEL (self->journals);
}

/**
 * biz_payment_plan_get_methods:
 * @self: a plan
 * @journal_id: one of its journals
 *
 * Returns: (nullable) (transfer none): the ways it takes money in
 */
GListModel *
biz_payment_plan_get_methods (BizPaymentPlan *self, gint64 journal_id)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PLAN (self), NULL);

  for (guint i = 0; i < self->methods->len; i++)
    {
      g_autoptr (BizChoice) journal = g_list_model_get_item (G_LIST_MODEL (self->journals), i);

      if (biz_choice_get_id (journal) == journal_id)
        return G_LIST_MODEL (self->methods->pdata[i]);
    }

  return NULL;
}

gboolean
biz_payment_plan_has_modes (BizPaymentPlan *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PLAN (self), FALSE);

  return self->has_modes;
}

gint64
biz_payment_plan_get_company_id (BizPaymentPlan *self)
{
  g_return_val_if_fail (BIZ_IS_PAYMENT_PLAN (self), 0);

  return self->company_id;
}

/**
 * biz_payment_plan_get_lock_date:
 * @self: a plan
 * @is_adviser: whether the user may write where the books are closed for everybody else
 *
 * A payment of a closed day is not refused by the server: its entry is booked on a later day, on
 * some servers the payment with it, and nobody is told.
 *
 * Returns: (nullable): the last day of the closed books
 */
const GDate *
biz_payment_plan_get_lock_date (BizPaymentPlan *self, gboolean is_adviser)
{
  const GDate *day;

  g_return_val_if_fail (BIZ_IS_PAYMENT_PLAN (self), NULL);

  day = is_adviser ? &self->lock_date : &self->period_lock_date;

  return g_date_valid (day) ? day : NULL;
}

/* The newest rate on @day, as the server chooses it; before the first one, the first. One where a
 * currency has none at all: the company's own. */
static gint64
find_rate (BizPaymentPlan *self, gint64 currency, const GDate *day, GDate *since)
{
  const Rate *found = NULL;

  for (guint i = 0; i < self->rates->len; i++)
    {
      const Rate *rate = &g_array_index (self->rates, Rate, i);

      if (rate->currency != currency)
        continue;
      found = rate;
      if (g_date_compare (&rate->since, day) <= 0)
        break;
    }
  if (found != NULL && since != NULL)
    *since = found->since;

  return found != NULL ? found->rate : 0;
}

static gboolean
is_company_currency (BizPaymentPlan *self, gint64 currency)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->documents)); i++)
    {
      g_autoptr (BizPaymentDocument) document =
          g_list_model_get_item (G_LIST_MODEL (self->documents), i);

      if (biz_payment_document_get_company_currency_id (document) == currency)
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_payment_plan_exchange:
 * @self: a plan
 * @from_id: the currency of @amount
 * @amount: what is exchanged
 * @to_id: the other currency
 * @to: nothing, in it
 * @day: the day of payment
 * @result: (out): the same in the other currency, rounded half up
 * @rate_day: (out): since when the rate holds; not valid where both currencies are the same
 *
 * Returns: FALSE where the server has no rate
 */
gboolean
biz_payment_plan_exchange (BizPaymentPlan *self,
                           gint64 from_id,
                           const BizMoney *amount,
                           gint64 to_id,
                           const BizMoney *to,
                           const GDate *day,
                           BizMoney *result,
                           GDate *rate_day)
{
  BizMoney scaled;
  GDate since;
  gint64 from, into;

  g_return_val_if_fail (BIZ_IS_PAYMENT_PLAN (self), FALSE);
  g_return_val_if_fail (amount != NULL && to != NULL && day != NULL, FALSE);

  g_date_clear (rate_day, 1);
  g_date_clear (&since, 1);
  if (from_id == to_id)
    {
      *result = *amount;
      return TRUE;
    }
  from = find_rate (self, from_id, day, rate_day);
  into = find_rate (self, to_id, day, &since);
  if (!g_date_valid (rate_day) || is_company_currency (self, from_id))
    *rate_day = since;
  if (from == 0 && is_company_currency (self, from_id))
    from = RATE_ONE;
  if (into == 0 && is_company_currency (self, to_id))
    into = RATE_ONE;
  for (int digits = amount->digits; digits < to->digits; digits++)
    into *= 10;
  for (int digits = to->digits; digits < amount->digits; digits++)
    from *= 10;
  if (from <= 0 || into <= 0
      || !biz_money_scale (amount, into, from, BIZ_ROUND_HALF_UP, &scaled, NULL))
    return FALSE;
  *result = biz_money_from_minor (scaled.minor, to->currency, to->digits);

  return TRUE;
}

/**
 * biz_payment_plan_convert:
 * @self: a plan
 * @document: of the plan
 * @amount: in the document's currency
 * @day: the day of payment
 * @company_amount: (out): in the company's currency
 * @rate_day: (out): since when the rate holds; not valid where both currencies are the same
 *
 * Returns: FALSE where the server has no rate
 */
gboolean
biz_payment_plan_convert (BizPaymentPlan *self,
                          BizPaymentDocument *document,
                          const BizMoney *amount,
                          const GDate *day,
                          BizMoney *company_amount,
                          GDate *rate_day)
{
  BizMoney company;

  g_return_val_if_fail (BIZ_IS_PAYMENT_PLAN (self), FALSE);
  g_return_val_if_fail (BIZ_IS_PAYMENT_DOCUMENT (document) && amount != NULL, FALSE);

  company = biz_payment_document_get_company_open (document);

  return biz_payment_plan_exchange (self, biz_payment_document_get_currency_id (document), amount,
                                    biz_payment_document_get_company_currency_id (document),
                                    &company, day, company_amount, rate_day);
}
