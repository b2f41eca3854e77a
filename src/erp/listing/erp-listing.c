/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: one object whose public functions are documented here; what could be
 * parted from it is in erp-listing-page.c, -query.c and -windows.c. */

#define G_LOG_DOMAIN "erp"

#include "erp-listing.h"

#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-listing-query.h"
#include "erp-listing-windows.h"
#include "erp-paged.h"

#define WINDOW_ROWS ERP_LISTING_WINDOW_ROWS
/* The server counts this far with the first rows; beyond it the exact count is asked apart. */
#define COUNT_LIMIT 2000
#define NO_COUNT 1
/* What a fast scroll leaves behind never queues up at the server: requests under way end, windows
 * that nobody looks at any more are not asked for. */
#define REQUESTS_MAX 2

struct _ErpListing
{
  GObject parent_instance;

  ErpClient *client;      /* (owned) */
  ErpListingQuery *query; /* (owned): what the rows that are shown were asked with */

  ErpDomain *domain; /* (owned): for the next load */
  char *order;       /* (owned) (nullable) */

  ErpListingState state;
  guint count;
  gboolean count_exact;
  GError *error; /* (owned) (nullable) */

  ErpListingWindows *windows; /* (owned) */

  GCancellable *cancellable; /* (owned): of this generation's requests */
  guint n_requests;
  guint turn_source;
  gboolean want_length;   /* the next request asks how many there are */
  gboolean first_pending; /* of a load: no other request before its answer */
  gboolean counting;
  gboolean refreshing;
  gboolean refresh_again;
};

typedef struct
{
  GWeakRef listing;
  GCancellable *cancellable; /* (owned): tells the generation */
  guint first;               /* window */
  guint n;
  gboolean has_length;
} Request;

static void erp_listing_model_init (GListModelInterface *iface);
static void erp_listing_paged_init (ErpPagedInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (ErpListing,
                               erp_listing,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, erp_listing_model_init)
                                   G_IMPLEMENT_INTERFACE (ERP_TYPE_PAGED, erp_listing_paged_init))

G_DEFINE_ENUM_TYPE (ErpListingState,
                    erp_listing_state,
                    G_DEFINE_ENUM_VALUE (ERP_LISTING_IDLE, "idle"),
                    G_DEFINE_ENUM_VALUE (ERP_LISTING_LOADING, "loading"),
                    G_DEFINE_ENUM_VALUE (ERP_LISTING_READY, "ready"),
                    G_DEFINE_ENUM_VALUE (ERP_LISTING_EMPTY, "empty"),
                    G_DEFINE_ENUM_VALUE (ERP_LISTING_FAILED, "failed"))

enum
{
  PROP_STATE = 1,
  PROP_COUNT,
  PROP_COUNT_EXACT,
  PROP_ERROR,
  N_PROPS
};

enum
{
  REFRESHED,
  N_SIGNALS
};

static GParamSpec *props[N_PROPS];
static guint signals[N_SIGNALS];

static void schedule_turn (ErpListing *self);

static void
set_state (ErpListing *self, ErpListingState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_STATE]);
}

static void
set_error (ErpListing *self, const GError *error)
{
  if (self->error == NULL && error == NULL)
    return;

  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_ERROR]);
}

/* The list grows and shrinks at its end only: slots and scroll position stay. */
static void
set_count (ErpListing *self, guint count, gboolean exact)
{
  const guint old = self->count;

  erp_listing_windows_set_count (self->windows, count);
  g_object_freeze_notify (G_OBJECT (self));
  if (self->count_exact != exact)
    {
      self->count_exact = exact;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT_EXACT]);
    }
  if (old != count)
    {
      self->count = count;
      g_object_notify_by_pspec (G_OBJECT (self), props[PROP_COUNT]);
    }
  g_object_thaw_notify (G_OBJECT (self));

  if (count < old)
    g_list_model_items_changed (G_LIST_MODEL (self), count, old - count, 0);
  else if (count > old)
    g_list_model_items_changed (G_LIST_MODEL (self), old, 0, count - old);
}

static Request *
request_new (ErpListing *self, guint first, guint n)
{
  Request *request = g_new0 (Request, 1);

  g_weak_ref_init (&request->listing, self);
  request->cancellable = g_object_ref (self->cancellable);
  request->first = first;
  request->n = n;

  return request;
}

static void
request_free (Request *request)
{
  g_weak_ref_clear (&request->listing);
  g_clear_object (&request->cancellable);
  g_free (request);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Request, request_free)

/* NULL where the listing is gone or has been loaded anew since: then the answer is nobody's. */
static ErpListing *
request_get_listing (Request *request)
{
  g_autoptr (ErpListing) self = g_weak_ref_get (&request->listing);

  if (self == NULL || self->cancellable != request->cancellable)
    return NULL;

  return g_steal_pointer (&self);
}

static void
count_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpListing) self = request_get_listing (request);

  if (self == NULL)
    return;

  self->counting = FALSE;
  if (answer != NULL && JSON_NODE_HOLDS_VALUE (answer))
    {
      const gint64 most = request->n > 0 ? (gint64)request->first * WINDOW_ROWS : G_MAXINT;

      set_count (self, (guint)CLAMP (json_node_get_int (answer), 0, most), TRUE);
      if (self->count == 0)
        set_state (self, ERP_LISTING_EMPTY);
    }
  else if (error != NULL)
    {
      /* The rows stand; the count is asked again by the next refresh. */
      set_error (self, error);
    }
}

/* @below: (nullable): a run that turned out to lie beyond the end */
static void
ask_count (ErpListing *self, const Request *below)
{
  g_autoptr (ErpCall) call = NULL;

  if (self->counting)
    return;

  self->counting = TRUE;
  call = erp_listing_query_count (self->query);
  erp_client_call_async (self->client, call, self->cancellable, count_cb,
                         below != NULL ? request_new (self, below->first, below->n)
                                       : request_new (self, 0, 0));
}

/* What an answer says about the number of rows. */
static void
learn_count (ErpListing *self, const Request *request, const ErpListingPage *page)
{
  const guint offset = request->first * WINDOW_ROWS;

  if (page->n_rows > 0 && page->n_rows < request->n * WINDOW_ROWS)
    {
      set_count (self, offset + page->n_rows, TRUE);
    }
  else if (page->n_rows == 0 && offset > 0)
    {
      if (self->count > offset)
        set_count (self, offset, FALSE);
      ask_count (self, request);
    }
  else if (request->has_length && page->length < COUNT_LIMIT)
    {
      set_count (self, page->length, TRUE);
    }
  else if (request->has_length)
    {
      /* A count known before stays until the exact one comes, so that nothing jumps. */
      set_count (self, MAX (page->length, self->count), FALSE);
      ask_count (self, NULL);
    }
}

static gboolean
request_is_current (ErpListing *self, const Request *request)
{
  return self->cancellable == request->cancellable;
}

static void
rows_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Request) request = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpListingPage) page = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpListing) self = request_get_listing (request);
  const gboolean was_first = self != NULL && self->first_pending;

  if (self == NULL)
    return;

  self->n_requests--;
  self->first_pending = FALSE;
  if (page != NULL)
    {
      erp_listing_windows_take_page (self->windows, request->first, request->n, page);
      set_error (self, NULL);
      learn_count (self, request, page);
    }
  else
    {
      erp_listing_windows_take_error (self->windows, request->first, request->n, error);
      if (was_first || self->refreshing)
        set_error (self, error);
      if (was_first)
        set_count (self, 0, FALSE);
    }

  for (guint i = 0; i < request->n && request_is_current (self, request); i++)
    erp_listing_windows_fill (self->windows, request->first + i);
  if (!request_is_current (self, request))
    return;

  if (was_first && page == NULL)
    set_state (self, ERP_LISTING_FAILED);
  else if (page != NULL)
    set_state (self, self->count > 0 ? ERP_LISTING_READY : ERP_LISTING_EMPTY);
  if (page != NULL && request_is_current (self, request))
    g_signal_emit (self, signals[REFRESHED], 0);
  if (!request_is_current (self, request))
    return;

  erp_listing_windows_trim (self->windows);
  schedule_turn (self);
}

static void
send_run (ErpListing *self, guint first, guint n)
{
  Request *request = request_new (self, first, n);
  g_autoptr (ErpCall) call = NULL;

  request->has_length = self->want_length;
  self->want_length = FALSE;
  self->n_requests++;
  erp_listing_windows_set_requested (self->windows, first, n);

  call = erp_listing_query_rows (self->query, first * WINDOW_ROWS, n * WINDOW_ROWS,
                                 request->has_length ? COUNT_LIMIT : NO_COUNT);
  erp_client_call_async (self->client, call, self->cancellable, rows_cb, request);
}

static gboolean
turn_cb (gpointer user_data)
{
  ErpListing *self = user_data;
  guint first, n;

  self->turn_source = 0;
  while (!self->first_pending && self->n_requests < REQUESTS_MAX
         && erp_listing_windows_next_run (self->windows, &first, &n))
    send_run (self, first, n);

  if (self->refreshing && self->n_requests == 0)
    {
      self->refreshing = FALSE;
      if (self->refresh_again)
        erp_listing_refresh (self);
    }

  return G_SOURCE_REMOVE;
}

/* Everything that one turn of the main loop wants is asked for together. */
static void
schedule_turn (ErpListing *self)
{
  if (self->turn_source == 0 && self->state != ERP_LISTING_IDLE)
    self->turn_source = g_idle_add_full (G_PRIORITY_DEFAULT, turn_cb, self, NULL);
}

static GType
erp_listing_get_item_type (GListModel *model)
{
  return ERP_TYPE_ROW;
}

static guint
erp_listing_get_n_items (GListModel *model)
{
  return ERP_LISTING (model)->count;
}

static gpointer
erp_listing_get_item (GListModel *model, guint position)
{
  ErpListing *self = ERP_LISTING (model);
  ErpRow *row;

  if (position >= self->count)
    return NULL;

  row = erp_listing_windows_get_row (self->windows, position);
  if (erp_row_get_state (row) == ERP_ROW_LOADING)
    schedule_turn (self);

  return row;
}

static void
erp_listing_model_init (GListModelInterface *iface)
{
  iface->get_item_type = erp_listing_get_item_type;
  iface->get_n_items = erp_listing_get_n_items;
  iface->get_item = erp_listing_get_item;
}

static guint64
erp_listing_paged_get_count (ErpPaged *paged)
{
  return ERP_LISTING (paged)->count;
}

static void
erp_listing_paged_init (ErpPagedInterface *iface)
{
  iface->get_state = (ErpListingState (*) (ErpPaged *))erp_listing_get_state;
  iface->get_count = erp_listing_paged_get_count;
  iface->get_count_exact = (gboolean (*) (ErpPaged *))erp_listing_get_count_exact;
  iface->get_error = (const GError *(*)(ErpPaged *))erp_listing_get_error;
  iface->load = (void (*) (ErpPaged *))erp_listing_load;
  iface->refresh = (void (*) (ErpPaged *))erp_listing_refresh;
  iface->retry = (void (*) (ErpPaged *, guint))erp_listing_retry;
  iface->set_visible = (void (*) (ErpPaged *, guint, guint))erp_listing_set_visible;
}

static void
erp_listing_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  ErpListing *self = ERP_LISTING (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, (int)self->state);
      break;
    case PROP_COUNT:
      g_value_set_uint (value, self->count);
      break;
    case PROP_COUNT_EXACT:
      g_value_set_boolean (value, self->count_exact);
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
erp_listing_dispose (GObject *object)
{
  ErpListing *self = ERP_LISTING (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->turn_source, g_source_remove);

  G_OBJECT_CLASS (erp_listing_parent_class)->dispose (object);
}

static void
erp_listing_finalize (GObject *object)
{
  ErpListing *self = ERP_LISTING (object);

  g_clear_object (&self->client);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->query, erp_listing_query_free);
  g_clear_pointer (&self->domain, erp_domain_unref);
  g_clear_pointer (&self->order, g_free);
  g_clear_pointer (&self->windows, erp_listing_windows_free);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (erp_listing_parent_class)->finalize (object);
}

static void
erp_listing_class_init (ErpListingClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = erp_listing_get_property;
  object_class->dispose = erp_listing_dispose;
  object_class->finalize = erp_listing_finalize;

  props[PROP_STATE] =
      g_param_spec_enum ("state", NULL, NULL, ERP_TYPE_LISTING_STATE, ERP_LISTING_IDLE, flags);
  props[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0, flags);
  props[PROP_COUNT_EXACT] = g_param_spec_boolean ("count-exact", NULL, NULL, FALSE, flags);
  props[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);

  /**
   * ErpListing::refreshed:
   *
   * New rows stand in the slots.
   */
  signals[REFRESHED] = g_signal_new ("refreshed", ERP_TYPE_LISTING, G_SIGNAL_RUN_LAST, 0, NULL,
                                     NULL, NULL, G_TYPE_NONE, 0);
}

static void
erp_listing_init (ErpListing *self)
{
  self->domain = erp_domain_new ();
  self->cancellable = g_cancellable_new ();
  self->windows = erp_listing_windows_new ();
}

/**
 * erp_listing_new:
 * @client: the way to the server
 * @model: the ERP's model, "account.move"
 * @specification_json: the fields to read, a constant of the program: {"name":{},
 *   "partner_id":{"fields":{"display_name":{}}}}
 * @make_record: (scope notified): makes a record of a row; called in worker threads
 * @user_data: (nullable): for @make_record
 * @user_data_free: (nullable): may run in a worker thread
 *
 * A listing that asks nothing before erp_listing_load().
 *
 * Returns: (transfer full): a listing, IDLE and without rows
 */
ErpListing *
erp_listing_new (ErpClient *client,
                 const char *model,
                 const char *specification_json,
                 ErpRecordFunc make_record,
                 gpointer user_data,
                 GDestroyNotify user_data_free)
{
  g_autoptr (ErpListingMaker) maker = NULL;
  ErpListing *self = NULL;

  g_return_val_if_fail (ERP_IS_CLIENT (client), NULL);
  g_return_val_if_fail (model != NULL && specification_json != NULL, NULL);
  g_return_val_if_fail (make_record != NULL, NULL);

  self = g_object_new (ERP_TYPE_LISTING, NULL);
  self->client = g_object_ref (client);
  maker = erp_listing_maker_new (make_record, user_data, user_data_free);
  self->query = erp_listing_query_new (model, specification_json, maker);

  return self;
}

/**
 * erp_listing_set_domain:
 * @self: a listing
 * @domain: (nullable): which records; %NULL for all. Copied.
 *
 * Takes effect at the next erp_listing_load().
 */
void
erp_listing_set_domain (ErpListing *self, ErpDomain *domain)
{
  ErpDomain *copy;

  g_return_if_fail (ERP_IS_LISTING (self));

  copy = domain != NULL ? erp_domain_copy (domain) : erp_domain_new ();
  g_clear_pointer (&self->domain, erp_domain_unref);
  self->domain = copy;
}

/**
 * erp_listing_set_order:
 * @self: a listing
 * @order: (nullable): as the server wants it, "invoice_date desc, name"
 *
 * Takes effect at the next erp_listing_load().
 */
void
erp_listing_set_order (ErpListing *self, const char *order)
{
  char *copy = g_strdup (order);

  g_return_if_fail (ERP_IS_LISTING (self));

  g_free (self->order);
  self->order = copy;
}

/**
 * erp_listing_get_domain:
 * @self: a listing
 *
 * Returns: (transfer none): what was set last
 */
ErpDomain *
erp_listing_get_domain (ErpListing *self)
{
  g_return_val_if_fail (ERP_IS_LISTING (self), NULL);

  return self->domain;
}

/**
 * erp_listing_get_order:
 * @self: a listing
 *
 * Returns: (nullable): what was set last
 */
const char *
erp_listing_get_order (ErpListing *self)
{
  g_return_val_if_fail (ERP_IS_LISTING (self), NULL);

  return self->order;
}

/**
 * erp_listing_load:
 * @self: a listing
 *
 * Asks for the first window with the domain and the order that were set. Answers to earlier
 * requests are nobody's from now on. The slots stay and turn LOADING; scroll position and
 * selection are the view's.
 */
void
erp_listing_load (ErpListing *self)
{
  g_return_if_fail (ERP_IS_LISTING (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  self->n_requests = 0;
  self->counting = self->refreshing = self->refresh_again = FALSE;

  erp_listing_query_set (self->query, self->domain, self->order);
  erp_listing_windows_forget (self->windows);
  self->first_pending = self->want_length = TRUE;
  send_run (self, 0, 1);
  set_error (self, NULL);
  set_state (self, ERP_LISTING_LOADING);
  erp_listing_windows_fill_all (self->windows);
}

/**
 * erp_listing_load_expecting:
 * @self: a listing without rows
 * @count: how many there should be
 *
 * As erp_listing_load (), with the rows there at once, LOADING; the answer corrects the number.
 */
void
erp_listing_load_expecting (ErpListing *self, guint count)
{
  g_return_if_fail (ERP_IS_LISTING (self));

  erp_listing_load (self);
  set_count (self, count, FALSE);
}

/**
 * erp_listing_refresh:
 * @self: a listing
 *
 * Asks again for what is in use and for the count. What is shown stays until the answer, and
 * longer when that fails: then "error" says why.
 */
void
erp_listing_refresh (ErpListing *self)
{
  g_return_if_fail (ERP_IS_LISTING (self));

  if (self->state == ERP_LISTING_IDLE || self->state == ERP_LISTING_FAILED)
    {
      erp_listing_load (self);
      return;
    }
  self->refresh_again = self->refreshing;
  if (self->refreshing || self->first_pending)
    return;

  self->refreshing = self->want_length = TRUE;
  erp_listing_windows_expire (self->windows);
  schedule_turn (self);
}

/**
 * erp_listing_retry:
 * @self: a listing
 * @position: a row that failed
 *
 * Asks for the row's window again.
 */
void
erp_listing_retry (ErpListing *self, guint position)
{
  g_return_if_fail (ERP_IS_LISTING (self));

  if (self->state == ERP_LISTING_FAILED)
    {
      erp_listing_load (self);
      return;
    }
  if (erp_listing_windows_retry (self->windows, position))
    schedule_turn (self);
}

/**
 * erp_listing_get_state:
 * @self: a listing
 *
 * Returns: what to show in the list's place
 */
ErpListingState
erp_listing_get_state (ErpListing *self)
{
  g_return_val_if_fail (ERP_IS_LISTING (self), ERP_LISTING_IDLE);

  return self->state;
}

/**
 * erp_listing_get_count:
 * @self: a listing
 *
 * Returns: rows in the list, a lower bound until it is exact
 */
guint
erp_listing_get_count (ErpListing *self)
{
  g_return_val_if_fail (ERP_IS_LISTING (self), 0);

  return self->count;
}

/**
 * erp_listing_get_count_exact:
 * @self: a listing
 *
 * Returns: whether the server has counted all rows
 */
gboolean
erp_listing_get_count_exact (ErpListing *self)
{
  g_return_val_if_fail (ERP_IS_LISTING (self), FALSE);

  return self->count_exact;
}

/**
 * erp_listing_get_error:
 * @self: a listing
 *
 * Returns: (nullable): why the last load or refresh failed
 */
const GError *
erp_listing_get_error (ErpListing *self)
{
  g_return_val_if_fail (ERP_IS_LISTING (self), NULL);

  return self->error;
}

/**
 * erp_listing_new_ids_call:
 * @self: a listing that was loaded
 * @first: a position
 * @n: how many rows
 *
 * Returns: (transfer full): a read whose answer is a #GArray of the rows' ids, as #gint64
 */
ErpCall *
erp_listing_new_ids_call (ErpListing *self, guint first, guint n)
{
  g_return_val_if_fail (ERP_IS_LISTING (self), NULL);

  return erp_listing_query_ids (self->query, first, n);
}

/**
 * erp_listing_set_visible:
 * @self: a listing
 * @first: position of the first visible row
 * @last: position of the last visible row
 */
void
erp_listing_set_visible (ErpListing *self, guint first, guint last)
{
  g_return_if_fail (ERP_IS_LISTING (self));

  erp_listing_windows_set_visible (self->windows, first, last);
  schedule_turn (self);
}

/**
 * erp_listing_leave:
 * @self: a listing of which nothing is seen, one of many that are open
 *
 * Lets go of what is not held by a row, until erp_listing_set_visible () is called again.
 *
 * Returns: whether nothing is left of it
 */
gboolean
erp_listing_leave (ErpListing *self)
{
  g_return_val_if_fail (ERP_IS_LISTING (self), TRUE);

  return erp_listing_windows_leave (self->windows);
}
