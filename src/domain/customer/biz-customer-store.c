/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-customer-store.h"

#include "biz-case.h"
#include "biz-currency-table.h"
#include "biz-customer-calls.h"
#include "biz-exposure-store.h"
#include "biz-whole-ledger.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"

struct _BizCustomerStore
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  gint64 partner_id;
  GDate today;
  BizCustomer *customer;       /* (owned) (nullable) */
  GError *error;               /* (owned) (nullable) */
  BizCustomerSums *sums;       /* (owned) (nullable) */
  GError *sums_error;          /* (owned) (nullable) */
  guint n_pending;             /* sums without an answer */
  BizStory *story;             /* (owned) */
  BizExposureStore *exposures; /* (owned) */
  GCancellable *cancellable;   /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizCustomerStore, biz_customer_store, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void load (BizCustomerStore *self);

static void
changed (BizCustomerStore *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static ErpCapabilities *
get_capabilities (BizCustomerStore *self)
{
  return erp_session_get_capabilities (self->session);
}

/* Takes @error. */
static void
finish_sum (BizCustomerStore *self, GError *error)
{
  if (self->sums_error == NULL)
    self->sums_error = error;
  else
    g_clear_error (&error);
  self->n_pending--;
  if (self->n_pending == 0)
    changed (self);
}

static void
sum_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizCustomerStore) self = user_data;
  GError *error = NULL;
  g_autoptr (BizCustomerPart) part = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  if (part != NULL)
    biz_customer_part_apply (part, self->sums, &error);
  finish_sum (self, error);
}

static void
cases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizCustomerStore) self = user_data;
  GError *error = NULL;
  guint n_more = 0;
  g_autoptr (GListModel) found = biz_cases_load_finish (result, &n_more, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  if (found != NULL)
    self->sums->n_cases = (int)MIN (g_list_model_get_n_items (found) + n_more, G_MAXINT);
  finish_sum (self, error);
}

/* In the currency that most of it is in. What was too much to read is no sum. */
static gboolean
take_exposure (BizCustomerStore *self, BizExposureBook *book, GError **error)
{
  BizExposurePlan plan = { .by = BIZ_EXPOSURE_BY_GROUP, .together = TRUE };
  gsize n;
  const gint64 *companies = erp_session_get_active_companies (self->session, &n);

  if (biz_exposure_book_is_cut (book)
      || !biz_exposure_book_find_currency (book, self->partner_id, companies[0], &plan.zero))
    return TRUE;
  self->sums->has_exposure =
      biz_exposure_book_get (book, &plan, self->partner_id, NULL, &self->sums->exposure, error);

  return self->sums->has_exposure;
}

static void
exposure_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizCustomerStore) self = user_data;
  GError *error = NULL;
  g_autoptr (BizExposureBook) book =
      biz_exposure_store_read_finish (BIZ_EXPOSURE_STORE (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_error_free (error);
      return;
    }
  if (book != NULL)
    take_exposure (self, book, &error);
  finish_sum (self, error);
}

static void
ask_exposure (BizCustomerStore *self)
{
  BizExposureAsk ask = { .partner_ids = &self->partner_id, .n_partners = 1, .as_of = self->today };

  ask.company_ids = erp_session_get_active_companies (self->session, &ask.n_companies);
  self->n_pending++;
  biz_exposure_store_read_async (self->exposures, &ask, self->cancellable, exposure_cb,
                                 g_object_ref (self));
}

static gboolean
has_cases (BizCustomerStore *self)
{
  return biz_story_source_get_model (BIZ_STORY_FROM_CASES, get_capabilities (self), NULL) != NULL
         || biz_story_source_get_model (BIZ_STORY_FROM_PROJECTS, get_capabilities (self), NULL)
                != NULL;
}

static void
ask_part (BizCustomerStore *self, BizCustomerPartKind kind)
{
  g_autoptr (ErpCall) call =
      biz_customer_part_new_call (kind, get_capabilities (self), self->currencies, self->partner_id,
                                  &self->today);

  self->n_pending++;
  erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable, sum_cb,
                         g_object_ref (self));
}

/* One request a sum, however many papers there are. */
static void
ask_sums (BizCustomerStore *self)
{
  g_autoptr (GError) error = NULL;

  self->sums = biz_customer_sums_new ();
  if (biz_whole_ledger_check (get_capabilities (self), &error))
    {
      for (guint i = 0; i < BIZ_CUSTOMER_N_PARTS; i++)
        ask_part (self, i);
      ask_exposure (self);
    }
  else
    self->sums->refused = g_strdup (error->message);
  if (!has_cases (self))
    return;
  self->n_pending++;
  biz_cases_load_async (erp_session_get_client (self->session), get_capabilities (self),
                        self->partner_id, 0, self->cancellable, cases_cb, g_object_ref (self));
}

static void
customer_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizCustomerStore) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BizCustomer) customer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (customer == NULL)
    self->error = g_steal_pointer (&error);
  else if (biz_customer_get_facts (customer)->commercial_id != self->partner_id)
    {
      /* A contact: papers are counted for the firm. */
      biz_customer_store_set_customer (self, biz_customer_get_facts (customer)->commercial_id);
      return;
    }
  g_set_object (&self->customer, customer);
  changed (self);
}

static void
ask_customer (BizCustomerStore *self)
{
  gsize n_companies;
  const gint64 *companies = erp_session_get_active_companies (self->session, &n_companies);
  g_autoptr (ErpCall) call =
      biz_customer_new_call (get_capabilities (self), self->currencies,
                             n_companies > 0 ? companies[0] : 0, self->partner_id, &self->error);

  if (call != NULL)
    erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable,
                           customer_cb, g_object_ref (self));
}

static void
complete_cb (BizCustomerStore *self)
{
  if (self->partner_id > 0 && self->cancellable == NULL)
    load (self);
}

static void
read_today (BizCustomerStore *self)
{
  const char *name = erp_capabilities_get_time_zone (get_capabilities (self));
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  g_autoptr (GDateTime) now =
      zone != NULL ? g_date_time_new_now (zone) : g_date_time_new_now_local ();

  g_date_clear (&self->today, 1);
  g_date_set_dmy (&self->today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));
}

/* What the server has has to be known: a field too many fails the request. */
static void
load (BizCustomerStore *self)
{
  read_today (self);
  if (!erp_capabilities_get_complete (get_capabilities (self)))
    {
      erp_session_complete (self->session);
      changed (self);
      return;
    }
  self->cancellable = g_cancellable_new ();
  ask_customer (self);
  if (self->error == NULL)
    {
      ask_sums (self);
      biz_story_set_customer (self->story, self->partner_id);
    }
  changed (self);
}

static void
biz_customer_store_dispose (GObject *object)
{
  BizCustomerStore *self = BIZ_CUSTOMER_STORE (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->customer);
  g_clear_object (&self->story);
  g_clear_object (&self->exposures);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (biz_customer_store_parent_class)->dispose (object);
}

static void
biz_customer_store_finalize (GObject *object)
{
  BizCustomerStore *self = BIZ_CUSTOMER_STORE (object);

  g_clear_error (&self->error);
  g_clear_error (&self->sums_error);
  g_clear_pointer (&self->sums, biz_customer_sums_free);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);

  G_OBJECT_CLASS (biz_customer_store_parent_class)->finalize (object);
}

static void
biz_customer_store_class_init (BizCustomerStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = biz_customer_store_dispose;
  object_class->finalize = biz_customer_store_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_customer_store_init (BizCustomerStore *self)
{
  g_date_clear (&self->today, 1);
}

/**
 * biz_customer_store_new:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): a store of nobody yet
 */
BizCustomerStore *
biz_customer_store_new (ErpSession *session, BizCurrencyTable *currencies)
{
  BizCustomerStore *self;

  g_return_val_if_fail (session != NULL && currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_CUSTOMER_STORE, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);
  self->story = biz_story_new (session, currencies);
  self->exposures = biz_exposure_store_new (session, currencies);
  g_signal_connect_object (get_capabilities (self), "notify::complete", G_CALLBACK (complete_cb),
                           self, G_CONNECT_SWAPPED);

  return self;
}

/**
 * biz_customer_store_set_customer:
 * @self: a store
 * @partner_id: a customer or one of his contacts; 0 for nobody
 */
void
biz_customer_store_set_customer (BizCustomerStore *self, gint64 partner_id)
{
  g_return_if_fail (BIZ_IS_CUSTOMER_STORE (self) && partner_id >= 0);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_error (&self->sums_error);
  g_clear_pointer (&self->sums, biz_customer_sums_free);
  if (self->partner_id != partner_id)
    g_clear_object (&self->customer);
  self->n_pending = 0;
  self->partner_id = partner_id;
  if (partner_id > 0)
    load (self);
  else
    {
      biz_story_set_customer (self->story, 0);
      changed (self);
    }
}

gint64
biz_customer_store_get_id (BizCustomerStore *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER_STORE (self), 0);

  return self->partner_id;
}

BizCustomer *
biz_customer_store_get_customer (BizCustomerStore *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER_STORE (self), NULL);

  return self->customer;
}

const GError *
biz_customer_store_get_error (BizCustomerStore *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER_STORE (self), NULL);

  return self->error;
}

const BizCustomerSums *
biz_customer_store_get_sums (BizCustomerStore *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER_STORE (self), NULL);

  return self->n_pending == 0 ? self->sums : NULL;
}

const GError *
biz_customer_store_get_sums_error (BizCustomerStore *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER_STORE (self), NULL);

  return self->sums_error;
}

BizStory *
biz_customer_store_get_story (BizCustomerStore *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER_STORE (self), NULL);

  return self->story;
}

const GDate *
biz_customer_store_get_today (BizCustomerStore *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER_STORE (self), NULL);

  return &self->today;
}

GPtrArray *
biz_customer_store_make_figures (BizCustomerStore *self)
{
  const BizCustomerSums *sums = biz_customer_store_get_sums (self);

  g_return_val_if_fail (BIZ_IS_CUSTOMER_STORE (self), NULL);

  if (sums == NULL || self->customer == NULL || self->sums_error != NULL)
    return NULL;

  return biz_customer_figures_make (biz_customer_get_facts (self->customer), sums,
                                    biz_story_get_newest (self->story, BIZ_STORY_PAYMENT),
                                    &self->today);
}
