/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-category-take.h"

#include "biz-category-store.h"
#include "biz-ticket-run.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"

#include <glib/gi18n-lib.h>

struct _BizCategoryTake
{
  GObject parent_instance;

  BizService *service; /* (owned) */
  GArray *ids;         /* (owned) (element-type gint64) */
  GPtrArray *offers;   /* (owned) (element-type BizCategoryOffer) */
  gint64 writing;      /* the category that is on its way */
  gboolean unknown;
};

G_DEFINE_FINAL_TYPE (BizCategoryTake, biz_category_take, G_TYPE_OBJECT)

static void
offer_free (gpointer data)
{
  BizCategoryOffer *offer = data;

  g_object_unref (offer->ticket);
  g_clear_object (&offer->guess);
  g_free (offer->words);
  g_free (offer->failure);
  g_free (offer);
}

static void
biz_category_take_finalize (GObject *object)
{
  BizCategoryTake *self = BIZ_CATEGORY_TAKE (object);

  g_ptr_array_unref (self->offers);
  g_array_unref (self->ids);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (biz_category_take_parent_class)->finalize (object);
}

static void
biz_category_take_class_init (BizCategoryTakeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_category_take_finalize;
}

static void
biz_category_take_init (BizCategoryTake *self)
{
  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->offers = g_ptr_array_new_with_free_func (offer_free);
}

BizCategoryTake *
biz_category_take_new (BizService *service, const gint64 *ids, gsize n)
{
  BizCategoryTake *self;

  g_return_val_if_fail (BIZ_IS_SERVICE (service), NULL);
  g_return_val_if_fail (ids != NULL && n > 0 && n <= BIZ_TICKET_RUN_MAX, NULL);

  self = g_object_new (BIZ_TYPE_CATEGORY_TAKE, NULL);
  self->service = g_object_ref (service);
  g_array_append_vals (self->ids, ids, (guint)n);

  return self;
}

/* what is proposed */

typedef struct
{
  GPtrArray *tickets;  /* (owned) (nullable) */
  GHashTable *guesses; /* (owned) (nullable) */
  GError *error;       /* (owned) (nullable): the first */
  guint n_running;
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_pointer (&load->tickets, g_ptr_array_unref);
  g_clear_pointer (&load->guesses, g_hash_table_unref);
  g_clear_error (&load->error);
  g_free (load);
}

static BizCategoryOffer *
make_offer (BizTicket *ticket, BizCategoryGuess *guess)
{
  const BizTicketFacts *facts = biz_ticket_get_facts (ticket);
  BizCategoryOffer *offer = g_new0 (BizCategoryOffer, 1);

  offer->ticket = g_object_ref (ticket);
  if (facts->category_id != 0)
    offer->words = g_strdup_printf (_ ("It has the category “%s”."),
                                    facts->category != NULL ? facts->category : "—");
  else if (facts->closed)
    offer->words = g_strdup (_ ("It is closed."));
  else if (guess == NULL)
    offer->words = g_strdup (_ ("Nothing is known of its words."));
  else
    offer->words = biz_category_guess_describe (guess);
  if (facts->category_id == 0 && !facts->closed && guess != NULL
      && biz_category_guess_get_verdict (guess) == BIZ_CATEGORY_SURE)
    {
      offer->guess = g_object_ref (guess);
      offer->wanted = TRUE;
    }

  return offer;
}

/* In the order in which they were asked for; what is not there any more is left out. */
static void
make_offers (BizCategoryTake *self, const Load *load)
{
  g_ptr_array_set_size (self->offers, 0);
  for (guint i = 0; i < self->ids->len; i++)
    for (guint k = 0; k < load->tickets->len; k++)
      {
        BizTicket *ticket = g_ptr_array_index (load->tickets, k);
        const gint64 id = biz_ticket_get_id (ticket);

        if (id == g_array_index (self->ids, gint64, i))
          g_ptr_array_add (self->offers,
                           make_offer (ticket, g_hash_table_lookup (load->guesses, &id)));
      }
}

static void
end_question (GTask *task)
{
  Load *load = g_task_get_task_data (task);

  if (--load->n_running > 0)
    return;
  if (load->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&load->error));
      return;
    }
  make_offers (g_task_get_source_object (task), load);
  g_task_return_boolean (task, TRUE);
}

static void
tickets_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  load->tickets = erp_client_call_finish (ERP_CLIENT (source), result,
                                          load->error == NULL ? &load->error : NULL);
  end_question (task);
}

static void
guesses_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Load *load = g_task_get_task_data (task);

  load->guesses = biz_category_store_guess_finish (BIZ_CATEGORY_STORE (source), result,
                                                   load->error == NULL ? &load->error : NULL);
  end_question (task);
}

static gpointer
decode (JsonNode *answer, gpointer user_data, GError **error)
{
  return biz_tickets_new_from_json (user_data, answer, error);
}

static ErpCall *
new_read (BizCategoryTake *self)
{
  const BizTicketShape *shape = biz_service_get_shape (self->service);
  g_autofree char *specification = biz_ticket_shape_make_specification (shape);
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  ErpCall *call = erp_call_new_read (shape->model, "web_search_read");

  erp_domain_add_ids (domain, "id", "in", (const gint64 *)(gpointer)self->ids->data,
                      self->ids->len);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_int (call, "limit", self->ids->len);
  erp_call_set_decoder (call, decode, g_memdup2 (shape, sizeof *shape), g_free,
                        (GDestroyNotify)g_ptr_array_unref);

  return call;
}

void
biz_category_take_load_async (BizCategoryTake *self,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (ErpCall) call = NULL;
  Load *load = g_new0 (Load, 1);

  g_return_if_fail (BIZ_IS_CATEGORY_TAKE (self));

  g_task_set_source_tag (task, biz_category_take_load_async);
  load->n_running = 2;
  g_task_set_task_data (task, load, load_free);
  call = new_read (self);
  erp_client_call_async (erp_session_get_client (biz_service_get_session (self->service)), call,
                         cancellable, tickets_cb, g_object_ref (task));
  biz_category_store_guess_async (biz_category_store_get (self->service),
                                  (const gint64 *)(gpointer)self->ids->data, self->ids->len,
                                  cancellable, guesses_cb, g_object_ref (task));
}

gboolean
biz_category_take_load_finish (BizCategoryTake *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

guint
biz_category_take_get_n_offers (BizCategoryTake *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_TAKE (self), 0);

  return self->offers->len;
}

const BizCategoryOffer *
biz_category_take_get_offer (BizCategoryTake *self, guint nth)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_TAKE (self) && nth < self->offers->len, NULL);

  return g_ptr_array_index (self->offers, nth);
}

void
biz_category_take_set_wanted (BizCategoryTake *self, guint nth, gboolean wanted)
{
  BizCategoryOffer *offer;

  g_return_if_fail (BIZ_IS_CATEGORY_TAKE (self) && nth < self->offers->len);

  offer = g_ptr_array_index (self->offers, nth);
  if (offer->guess != NULL && !offer->done)
    offer->wanted = wanted;
}

static gboolean
is_pending (const BizCategoryOffer *offer)
{
  return offer->wanted && !offer->done && offer->failure == NULL;
}

guint
biz_category_take_count_wanted (BizCategoryTake *self)
{
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_CATEGORY_TAKE (self), 0);

  for (guint i = 0; i < self->offers->len; i++)
    n += is_pending (g_ptr_array_index (self->offers, i));

  return n;
}

/* writing */

static void write_next (GTask *task);

/* Of the category that was on its way. */
static gboolean
was_sent (BizCategoryTake *self, const BizCategoryOffer *offer)
{
  return is_pending (offer) && biz_category_guess_get_category_id (offer->guess) == self->writing;
}

static void
take_outcome (BizCategoryTake *self, const BizTicketOutcome *outcome)
{
  self->unknown |= outcome->unknown;
  for (guint i = 0; i < self->offers->len; i++)
    {
      BizCategoryOffer *offer = g_ptr_array_index (self->offers, i);

      if (!was_sent (self, offer))
        continue;
      for (guint k = 0; k < outcome->failures->len && offer->failure == NULL; k++)
        {
          const BizTicketFailure *failure = g_ptr_array_index (outcome->failures, k);

          if (failure->id == biz_ticket_get_id (offer->ticket))
            offer->failure = g_strdup (failure->reason);
        }
      offer->done = offer->failure == NULL;
    }
}

/* What was not tried is not tried either where a whole change failed. */
static void
take_error (BizCategoryTake *self, const GError *error)
{
  for (guint i = 0; i < self->offers->len; i++)
    {
      BizCategoryOffer *offer = g_ptr_array_index (self->offers, i);

      if (is_pending (offer))
        offer->failure = g_strdup (error->message);
    }
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCategoryTake *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (BizTicketOutcome) outcome =
      biz_ticket_run_finish (BIZ_SERVICE (source), result, &error);

  if (outcome != NULL)
    take_outcome (self, outcome);
  else
    take_error (self, error);
  write_next (task);
}

static void
write_next (GTask *task)
{
  BizCategoryTake *self = g_task_get_source_object (task);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GPtrArray) seen = g_ptr_array_new_with_free_func (g_object_unref);
  BizTicketChange change = { .what = BIZ_TICKET_SET_CATEGORY };
  gboolean all = TRUE;

  self->writing = 0;
  for (guint i = 0; i < self->offers->len; i++)
    {
      const BizCategoryOffer *offer = g_ptr_array_index (self->offers, i);
      const gint64 id = biz_ticket_get_id (offer->ticket);

      all = all && offer->failure == NULL;
      if (is_pending (offer) && self->writing == 0)
        {
          self->writing = biz_category_guess_get_category_id (offer->guess);
          change.value = self->writing;
          change.label = biz_category_guess_get_category (offer->guess);
        }
      if (self->writing == 0 || !was_sent (self, offer))
        continue;
      g_array_append_val (ids, id);
      g_ptr_array_add (seen, g_object_ref (offer->ticket));
    }
  if (ids->len == 0)
    g_task_return_boolean (task, all);
  else
    biz_ticket_run_async (self->service, &change, (const gint64 *)(gpointer)ids->data, ids->len,
                          seen, NULL, written_cb, g_object_ref (task));
}

void
biz_category_take_run_async (BizCategoryTake *self,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);

  g_return_if_fail (BIZ_IS_CATEGORY_TAKE (self));

  g_task_set_source_tag (task, biz_category_take_run_async);
  write_next (task);
}

gboolean
biz_category_take_run_finish (BizCategoryTake *self, GAsyncResult *result)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), NULL);
}

gboolean
biz_category_take_is_unknown (BizCategoryTake *self)
{
  g_return_val_if_fail (BIZ_IS_CATEGORY_TAKE (self), FALSE);

  return self->unknown;
}
