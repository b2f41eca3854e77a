/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-watch.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

#define MAX_CASES 200

struct _BizServiceWatch
{
  GObject parent_instance;

  BizService *service;       /* (owned) */
  BizServiceTimes *times;    /* (owned) */
  GPtrArray *cases;          /* (owned) (element-type BizTicket) */
  GHashTable *told;          /* (owned): "id/part", as a set */
  GCancellable *cancellable; /* (owned) */
  gint64 now;                /* of the last check */
  gboolean asking;
};

enum
{
  DUE,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BizServiceWatch, biz_service_watch, G_TYPE_OBJECT)

static void
biz_service_watch_dispose (GObject *object)
{
  BizServiceWatch *self = BIZ_SERVICE_WATCH (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->service);
  g_clear_object (&self->times);
  g_clear_pointer (&self->cases, g_ptr_array_unref);
  g_clear_pointer (&self->told, g_hash_table_unref);
  G_OBJECT_CLASS (biz_service_watch_parent_class)->dispose (object);
}

static void
biz_service_watch_class_init (BizServiceWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_service_watch_dispose;
  signals[DUE] = g_signal_new ("due", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                               NULL, G_TYPE_NONE, 2, BIZ_TYPE_TICKET, G_TYPE_STRING);
}

static void
biz_service_watch_init (BizServiceWatch *self)
{
  self->cases = g_ptr_array_new_with_free_func (g_object_unref);
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->cancellable = g_cancellable_new ();
}

/* The log was read, or the promises came. */
static void
times_changed_cb (BizServiceWatch *self)
{
  if (self->now > 0 && !self->asking)
    biz_service_watch_tell (self, self->now);
}

/**
 * biz_service_watch_new:
 * @service: what cases are
 * @times: their clocks
 *
 * Returns: (transfer full): a watch that asks nothing before biz_service_watch_check ()
 */
BizServiceWatch *
biz_service_watch_new (BizService *service, BizServiceTimes *times)
{
  BizServiceWatch *self;

  g_return_val_if_fail (BIZ_IS_SERVICE (service), NULL);
  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (times), NULL);

  self = g_object_new (BIZ_TYPE_SERVICE_WATCH, NULL);
  self->service = g_object_ref (service);
  self->times = g_object_ref (times);
  g_signal_connect_object (times, "changed", G_CALLBACK (times_changed_cb), self,
                           G_CONNECT_SWAPPED);

  return self;
}

/* Once a case and promise: a reply starts nothing anew. */
static gboolean
remember (BizServiceWatch *self, BizTicket *ticket, gboolean response)
{
  return g_hash_table_add (self->told,
                           g_strdup_printf ("%" G_GINT64_FORMAT "/%s", biz_ticket_get_id (ticket),
                                            response ? "answer" : "end"));
}

void
biz_service_watch_tell (BizServiceWatch *self, gint64 now)
{
  g_autoptr (GPtrArray) cases = NULL;

  g_return_if_fail (BIZ_IS_SERVICE_WATCH (self));

  /* Who hears of it may ask again. */
  cases = g_ptr_array_ref (self->cases);
  for (guint i = 0; i < cases->len; i++)
    {
      BizTicket *ticket = g_ptr_array_index (cases, i);
      g_autofree char *words = NULL;
      BizServiceClock clock;
      const BizClockPart *part;

      /* An answer or a wait puts it off: nobody is called before these are known. */
      if (!biz_service_times_is_read (self->times, ticket)
          || !biz_service_times_get_clock (self->times, ticket, now, &clock, NULL))
        continue;
      part = biz_service_clock_get_next (&clock);
      if (part->state != BIZ_CLOCK_SOON || clock.response.state == BIZ_CLOCK_UNKNOWN
          || !remember (self, ticket, biz_service_clock_is_response (&clock, part)))
        continue;
      words = biz_service_clock_describe (&clock);
      g_signal_emit (self, signals[DUE], 0, ticket, words);
    }
}

static gboolean
take_cases (BizServiceWatch *self, JsonNode *answer, GError **error)
{
  const BizTicketShape *shape = biz_service_get_shape (self->service);
  g_autoptr (GPtrArray) cases = g_ptr_array_new_with_free_func (g_object_unref);
  JsonObject *object = NULL;
  JsonArray *rows = NULL;

  if (!erp_json_get_object (answer, &object, error)
      || !erp_json_get_array (json_object_get_member (object, "records"), &rows, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = NULL;
      BizTicket *ticket;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return FALSE;
      ticket = biz_ticket_new_from_json (shape, row, error);
      if (ticket == NULL)
        return FALSE;
      g_ptr_array_add (cases, ticket);
    }
  g_ptr_array_unref (self->cases);
  self->cases = g_steal_pointer (&cases);

  return TRUE;
}

static void
cases_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizServiceWatch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  self->asking = FALSE;
  if (answer == NULL || self->service == NULL || !take_cases (self, answer, &error))
    {
      /* The next check asks again. */
      if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        g_debug ("Own cases could not be read: %s", error->message);
      return;
    }
  if (self->cases->len > 0)
    biz_service_times_look (self->times, (BizTicket *const *)self->cases->pdata, self->cases->len);
  biz_service_watch_tell (self, self->now);
}

void
biz_service_watch_check (BizServiceWatch *self, gint64 now)
{
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *specification = NULL;
  const BizTicketShape *shape;
  JsonNode *node;

  g_return_if_fail (BIZ_IS_SERVICE_WATCH (self));

  shape = biz_service_get_shape (self->service);
  if (self->asking || !biz_service_is_ready (self->service)
      || shape->fields[BIZ_TICKET_OWNER] == NULL)
    return;
  self->now = now;
  self->asking = TRUE;
  domain = erp_domain_new ();
  biz_service_add_base (self->service, domain);
  biz_ticket_shape_add_open (shape, domain);
  erp_domain_add_int (domain, shape->fields[BIZ_TICKET_OWNER], "=",
                      biz_service_get_uid (self->service));
  specification = biz_ticket_shape_make_specification (shape);
  node = json_from_string (specification, NULL);
  g_assert (node != NULL);
  call = erp_call_new_read (shape->model, "web_search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_take_arg (call, "specification", node);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", MAX_CASES);
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (biz_service_get_session (self->service)), call,
                         self->cancellable, cases_cb, g_object_ref (self));
}

guint
biz_service_watch_get_n_cases (BizServiceWatch *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_WATCH (self), 0);

  return self->cases->len;
}
