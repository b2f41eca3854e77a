/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-service-sweep.h"

#include "biz-service-log.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-json.h"

/* Cases of a page, and of those whose log is asked for together. */
#define PAGE_SIZE 1000
#define LOOK_SIZE 400

/* Of the main loop at a time. */
#define SLICE_US 4000

/* What was written so long before the last reading is read again: a transaction is seen when it
 * ends, with the time when it began. */
#define MARGIN_S 600

/* A stage that is closed writes nothing to its cases, what was removed is not there to be read:
 * every so many readings are of all. */
#define WHOLE_EVERY 12

#define HOUR 3600

struct _BizServiceSweep
{
  GObject parent_instance;

  BizService *service;       /* (owned) */
  BizServiceTimes *times;    /* (owned) */
  GCancellable *cancellable; /* (owned): of the reading */
  BizTicketShape shape;      /* what of a case its clock needs */
  GHashTable *cases;         /* (owned) (nullable): id -> BizTicket; until all were read */
  GHashTable *found;         /* (owned) (nullable): those of a reading of all */
  char *since;               /* (owned) (nullable): the next reading begins there */
  char *began;               /* (owned) (nullable): this reading did */
  gint64 after;              /* the last one of the page before */
  guint n_reads;
  gboolean reading;
  gint64 now;          /* of the count */
  guint source;        /* of a count that goes on */
  GPtrArray *counted;  /* (owned) (nullable) (element-type BizTicket): what is counted */
  GPtrArray *unread;   /* (owned) (element-type BizTicket): their log may be needed */
  guint position;      /* in them */
  guint looked;        /* of @unread */
  gboolean looking;    /* the log of some is on its way */
  gboolean looked_new; /* and told something */
  gboolean again;      /* what was counted is old */
  GArray *marks[BIZ_SERVICE_N_MARKS];  /* (owned) (element-type gint64) */
  GArray *counts[BIZ_SERVICE_N_MARKS]; /* (owned) (element-type gint64): in the making */
};

enum
{
  COUNTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BizServiceSweep, biz_service_sweep, G_TYPE_OBJECT)

static void
stop (BizServiceSweep *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_pointer (&self->counted, g_ptr_array_unref);
  g_clear_pointer (&self->cases, g_hash_table_unref);
  g_clear_pointer (&self->found, g_hash_table_unref);
  g_clear_pointer (&self->since, g_free);
  g_clear_pointer (&self->began, g_free);
  self->reading = FALSE;
}

static void
biz_service_sweep_dispose (GObject *object)
{
  BizServiceSweep *self = BIZ_SERVICE_SWEEP (object);

  stop (self);
  g_clear_object (&self->times);
  g_clear_object (&self->service);

  G_OBJECT_CLASS (biz_service_sweep_parent_class)->dispose (object);
}

static void
biz_service_sweep_finalize (GObject *object)
{
  BizServiceSweep *self = BIZ_SERVICE_SWEEP (object);

  g_ptr_array_unref (self->unread);
  for (guint i = 0; i < BIZ_SERVICE_N_MARKS; i++)
    {
      g_array_unref (self->marks[i]);
      g_array_unref (self->counts[i]);
    }

  G_OBJECT_CLASS (biz_service_sweep_parent_class)->finalize (object);
}

static void
biz_service_sweep_class_init (BizServiceSweepClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = biz_service_sweep_dispose;
  G_OBJECT_CLASS (klass)->finalize = biz_service_sweep_finalize;
  signals[COUNTED] = g_signal_new ("counted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_service_sweep_init (BizServiceSweep *self)
{
  self->unread = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < BIZ_SERVICE_N_MARKS; i++)
    {
      self->marks[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
      self->counts[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
}

BizServiceSweep *
biz_service_sweep_new (BizService *service, BizServiceTimes *times)
{
  static const BizTicketPart unwanted[] = { BIZ_TICKET_NUMBER,   BIZ_TICKET_CUSTOMER,
                                            BIZ_TICKET_EMAIL,    BIZ_TICKET_OWNER,
                                            BIZ_TICKET_CATEGORY, BIZ_TICKET_ENDED,
                                            BIZ_TICKET_TEXT,     BIZ_TICKET_WRITER };
  BizServiceSweep *self;

  g_return_val_if_fail (BIZ_IS_SERVICE (service), NULL);
  g_return_val_if_fail (BIZ_IS_SERVICE_TIMES (times), NULL);

  self = g_object_new (BIZ_TYPE_SERVICE_SWEEP, NULL);
  self->service = g_object_ref (service);
  self->times = g_object_ref (times);
  self->shape = *biz_service_get_shape (service);
  for (guint i = 0; i < G_N_ELEMENTS (unwanted); i++)
    self->shape.fields[unwanted[i]] = NULL;

  return self;
}

/* counting */

static int
compare_ids (gconstpointer one, gconstpointer other)
{
  const gint64 a = *(const gint64 *)one, b = *(const gint64 *)other;

  return a < b ? -1 : a > b;
}

static gboolean
may_be_due (const BizClockPart *part, gint64 now)
{
  return part->state != BIZ_CLOCK_NONE && part->done == 0 && part->due - now <= HOUR;
}

/* What was said in a case matters once its end or answer would be due without it: an answer or a
 * wait only puts that off. */
static void
count_one (BizServiceSweep *self, BizTicket *ticket)
{
  const gint64 id = biz_ticket_get_id (ticket);
  const BizClockPart *part;
  BizServiceClock clock;

  if (!biz_service_times_get_clock (self->times, ticket, self->now, &clock, NULL))
    return;
  if (may_be_due (&clock.response, self->now) || may_be_due (&clock.resolution, self->now))
    g_ptr_array_add (self->unread, g_object_ref (ticket));
  part = biz_service_clock_get_next (&clock);
  if (part->state == BIZ_CLOCK_SOON)
    g_array_append_val (self->counts[BIZ_SERVICE_DUE], id);
  else if (part->state == BIZ_CLOCK_OVERDUE)
    g_array_append_val (self->counts[BIZ_SERVICE_LATE], id);
}

static void
publish (BizServiceSweep *self)
{
  g_clear_pointer (&self->counted, g_ptr_array_unref);
  for (guint i = 0; i < BIZ_SERVICE_N_MARKS; i++)
    {
      GArray *old = self->marks[i];

      g_array_sort (self->counts[i], compare_ids);
      self->marks[i] = self->counts[i];
      self->counts[i] = old;
    }
  g_signal_emit (self, signals[COUNTED], 0);
}

static void look (BizServiceSweep *self);
static void begin_count (BizServiceSweep *self);

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizServiceSweep) self = user_data;

  self->looking = FALSE;
  /* What failed is asked for by the next count. */
  self->looked_new |= biz_service_times_look_finish (BIZ_SERVICE_TIMES (source), result, NULL);
  if (self->counted != NULL)
    look (self);
  else if (self->cases != NULL && self->again)
    begin_count (self);
}

/* The log of what may be due; then all is counted again where that told something. */
static void
look (BizServiceSweep *self)
{
  const guint n = MIN (LOOK_SIZE, self->unread->len - self->looked);

  if (n > 0)
    {
      self->looking = TRUE;
      self->looked += n;
      biz_service_times_look_async (self->times,
                                    (BizTicket *const *)self->unread->pdata + self->looked - n, n,
                                    looked_cb, g_object_ref (self));
      return;
    }
  if (self->looked_new || self->again)
    begin_count (self);
  else
    publish (self);
}

static gboolean
count_cb (gpointer user_data)
{
  BizServiceSweep *self = user_data;
  const gint64 until = g_get_monotonic_time () + SLICE_US;

  while (self->position < self->counted->len)
    {
      count_one (self, g_ptr_array_index (self->counted, self->position++));
      if (g_get_monotonic_time () >= until)
        return G_SOURCE_CONTINUE;
    }
  self->source = 0;
  look (self);

  return G_SOURCE_REMOVE;
}

static void
begin_count (BizServiceSweep *self)
{
  GHashTableIter iter;
  gpointer ticket;

  self->again = FALSE;
  self->looked_new = FALSE;
  self->looked = 0;
  self->position = 0;
  g_ptr_array_set_size (self->unread, 0);
  g_clear_pointer (&self->counted, g_ptr_array_unref);
  self->counted = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < BIZ_SERVICE_N_MARKS; i++)
    g_array_set_size (self->counts[i], 0);
  g_hash_table_iter_init (&iter, self->cases);
  while (g_hash_table_iter_next (&iter, NULL, &ticket))
    g_ptr_array_add (self->counted, g_object_ref (ticket));
  self->source = g_idle_add_full (G_PRIORITY_LOW, count_cb, self, NULL);
}

void
biz_service_sweep_count (BizServiceSweep *self, gint64 now)
{
  g_return_if_fail (BIZ_IS_SERVICE_SWEEP (self));

  self->now = now;
  if (self->cases == NULL)
    return;
  if (self->counted != NULL || self->looking)
    self->again = TRUE;
  else
    begin_count (self);
}

/* reading */

static void ask_page (BizServiceSweep *self, gint64 after);

/* (transfer full): UTC, as the server writes it; NULL where its time is not known */
static char *
dup_server_time (BizServiceSweep *self)
{
  const gint64 now =
      erp_client_get_server_time (erp_session_get_client (biz_service_get_session (self->service)));
  g_autoptr (GDateTime) time = NULL;

  if (now < 0)
    return NULL;
  time = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC - MARGIN_S);

  return time != NULL ? g_date_time_format (time, "%Y-%m-%d %H:%M:%S") : NULL;
}

static void
end_reading (BizServiceSweep *self)
{
  self->reading = FALSE;
  self->n_reads++;
  g_clear_pointer (&self->since, g_free);
  self->since = g_steal_pointer (&self->began);
  biz_service_sweep_count (self, self->now);
}

static void answers_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
ask_answers (BizServiceSweep *self, gint64 after)
{
  g_autoptr (ErpCall) call =
      biz_service_log_new_answers_since (self->shape.model, self->since, after);

  self->after = after;
  erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (biz_service_get_session (self->service)), call,
                         self->cancellable, answers_cb, g_object_ref (self));
}

/* Who was answered without another writing of the case. */
static void
answers_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizServiceSweep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonArray *rows = NULL;
  gint64 id = 0, next = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (answer == NULL || !erp_json_get_array (answer, &rows, &error)
      || !biz_service_log_find_next (answer, self->after, &next, &error))
    {
      g_debug ("Answers could not be read: %s", error->message);
      self->reading = FALSE;
      return;
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row = NULL;

      if (erp_json_get_object (json_array_get_element (rows, i), &row, NULL)
          && erp_json_get_int (row, "res_id", &id, NULL))
        biz_service_times_forget (self->times, id);
    }
  if (next > 0)
    ask_answers (self, next);
  else
    end_reading (self);
}

static void
take_page (BizServiceSweep *self, GPtrArray *page)
{
  GHashTable *table = self->found != NULL ? self->found : self->cases;

  for (guint i = 0; i < page->len; i++)
    {
      BizTicket *ticket = g_ptr_array_index (page, i);
      const BizTicketFacts *facts = biz_ticket_get_facts (ticket);

      if (facts->closed)
        g_hash_table_remove (table, &facts->id);
      else
        g_hash_table_replace (table, (gpointer)&facts->id, g_object_ref (ticket));
    }
}

static void
end_pages (BizServiceSweep *self)
{
  if (self->found != NULL)
    {
      g_clear_pointer (&self->cases, g_hash_table_unref);
      self->cases = g_steal_pointer (&self->found);
    }
  if (self->since != NULL)
    ask_answers (self, 0);
  else
    end_reading (self);
}

/* The next reading begins where this one did. */
static void
fail_pages (BizServiceSweep *self, const char *reason)
{
  g_debug ("Open cases could not be read: %s", reason);
  g_clear_pointer (&self->found, g_hash_table_unref);
  self->reading = FALSE;
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizServiceSweep) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) page = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  gint64 last = 0;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable == NULL)
    return;
  if (page == NULL)
    {
      fail_pages (self, error->message);
      return;
    }
  if (page->len >= PAGE_SIZE)
    last = biz_ticket_get_id (g_ptr_array_index (page, page->len - 1));
  /* The same page again and again would never end. */
  if (page->len >= PAGE_SIZE && last <= self->after)
    {
      fail_pages (self, "the pages do not go on");
      return;
    }
  take_page (self, page);
  if (page->len >= PAGE_SIZE)
    ask_page (self, last);
  else
    end_pages (self);
}

static gpointer
decode (JsonNode *answer, gpointer user_data, GError **error)
{
  return biz_tickets_new_from_json (user_data, answer, error);
}

/* By their ids: what is written meanwhile moves none from one page to another. */
static void
ask_page (BizServiceSweep *self, gint64 after)
{
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  g_autofree char *specification = biz_ticket_shape_make_specification (&self->shape);
  g_autoptr (ErpCall) call = erp_call_new_read (self->shape.model, "web_search_read");

  self->after = after;
  biz_service_add_base (self->service, domain);
  if (self->found != NULL)
    biz_ticket_shape_add_open (&self->shape, domain);
  else
    erp_domain_add_string (domain, self->shape.fields[BIZ_TICKET_WRITTEN], ">=", self->since);
  if (after > 0)
    erp_domain_add_int (domain, "id", ">", after);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification", specification);
  erp_call_set_arg_string (call, "order", "id asc");
  erp_call_set_arg_int (call, "limit", PAGE_SIZE);
  erp_call_set_arg_int (call, "count_limit", 1);
  erp_call_set_background (call, TRUE);
  erp_call_set_decoder (call, decode, g_memdup2 (&self->shape, sizeof self->shape), g_free,
                        (GDestroyNotify)g_ptr_array_unref);
  erp_client_call_async (erp_session_get_client (biz_service_get_session (self->service)), call,
                         self->cancellable, page_cb, g_object_ref (self));
}

void
biz_service_sweep_read (BizServiceSweep *self, gint64 now)
{
  g_return_if_fail (BIZ_IS_SERVICE_SWEEP (self));

  self->now = now;
  if (self->reading || !biz_service_is_ready (self->service))
    return;
  self->reading = TRUE;
  if (self->cancellable == NULL)
    self->cancellable = g_cancellable_new ();
  g_clear_pointer (&self->found, g_hash_table_unref);
  if (self->cases == NULL || self->since == NULL || self->n_reads % WHOLE_EVERY == 0
      || self->shape.fields[BIZ_TICKET_WRITTEN] == NULL)
    self->found = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, g_object_unref);
  g_free (self->began);
  self->began = dup_server_time (self);
  ask_page (self, 0);
}

void
biz_service_sweep_forget (BizServiceSweep *self)
{
  g_return_if_fail (BIZ_IS_SERVICE_SWEEP (self));

  stop (self);
  self->n_reads = 0;
  for (guint i = 0; i < BIZ_SERVICE_N_MARKS; i++)
    g_array_set_size (self->marks[i], 0);
}

gboolean
biz_service_sweep_is_complete (BizServiceSweep *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_SWEEP (self), FALSE);

  return self->cases != NULL;
}

guint
biz_service_sweep_get_n_cases (BizServiceSweep *self)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_SWEEP (self), 0);

  return self->cases != NULL ? g_hash_table_size (self->cases) : 0;
}

GArray *
biz_service_sweep_dup_marked (BizServiceSweep *self, BizServiceMark mark)
{
  g_return_val_if_fail (BIZ_IS_SERVICE_SWEEP (self) && mark < BIZ_SERVICE_N_MARKS, NULL);

  return g_array_copy (self->marks[mark]);
}
