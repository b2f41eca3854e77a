/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Long file: the pages of all sources and what holds them up are one state. */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-story.h"

#include "biz-currency-table.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-error.h"

/* When few of what is shown are found, as many pages more are asked for by themselves. */
#define ENOUGH 20
#define MAX_PAGES_AHEAD 4

/* What hangs on documents is asked for with them; it has no pages. */
#define BESIDE BIZ_STORY_N_SOURCES
#define N_PAGES (BIZ_STORY_N_SOURCES + 1)

typedef struct
{
  GPtrArray *entries; /* (owned) (element-type BizStoryEntry) */
  guint n_read;       /* rows of the server so far */
  guint kinds;        /* that were asked for */
  gboolean complete;
  gboolean pending;
} Page;

struct _BizStory
{
  GObject parent_instance;

  ErpSession *session;          /* (owned) */
  BizCurrencyTable *currencies; /* (owned) */
  BizStoryReading *reading;     /* (owned) (nullable): of today */
  gint64 partner_id;
  guint kinds;
  Page pages[N_PAGES];
  GHashTable *beside;        /* (owned): "model id" of what hangs on documents and is there */
  GCancellable *cancellable; /* (owned) (nullable) */
  guint n_pending;
  guint n_ahead;     /* pages asked for by themselves since somebody wanted more */
  gboolean answered; /* by at least one source */
  GError *error;     /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizStory, biz_story, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What an answer is for: it owns the story, and outlives the customer. */
typedef struct
{
  BizStory *story; /* (owned) */
  guint page;
  guint limit;
} Asking;

static void
free_asking (Asking *asking)
{
  g_clear_object (&asking->story);
  g_free (asking);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asking, free_asking)

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return biz_story_entry_compare (*(BizStoryEntry *const *)a, *(BizStoryEntry *const *)b);
}

/**
 * biz_story_merge:
 * @pages: (array length=n_pages): entries, each sorted
 * @complete: (array length=n_pages): whether a page holds everything of its source
 * @n_pages: how many
 * @kinds: bits of what is shown
 *
 * Returns: (transfer container) (element-type BizStoryEntry): what is certain, newest first
 */
GPtrArray *
biz_story_merge (GPtrArray *const *pages, const gboolean *complete, guint n_pages, guint kinds)
{
  GPtrArray *shown = g_ptr_array_new_with_free_func (g_object_unref);
  BizStoryEntry *frontier = NULL;

  for (guint i = 0; i < n_pages; i++)
    {
      BizStoryEntry *last;

      if (complete[i] || pages[i]->len == 0)
        continue;
      last = g_ptr_array_index (pages[i], pages[i]->len - 1);
      if (frontier == NULL || biz_story_entry_compare (last, frontier) < 0)
        frontier = last;
    }
  for (guint i = 0; i < n_pages; i++)
    for (guint k = 0; k < pages[i]->len; k++)
      {
        BizStoryEntry *entry = g_ptr_array_index (pages[i], k);

        if ((kinds & BIZ_STORY_BIT (biz_story_entry_get_facts (entry)->kind)) != 0
            && (frontier == NULL || biz_story_entry_compare (entry, frontier) <= 0))
          g_ptr_array_add (shown, g_object_ref (entry));
      }
  g_ptr_array_sort (shown, compare_cb);

  return shown;
}

static ErpCapabilities *
get_capabilities (BizStory *self)
{
  return erp_session_get_capabilities (self->session);
}

/* Decisions and tasks hang on documents, which are read for them. */
static gboolean
is_wanted (BizStory *self, BizStorySource source)
{
  guint carried = BIZ_STORY_BIT (BIZ_STORY_DECISION) | BIZ_STORY_BIT (BIZ_STORY_TASK);
  gboolean carries = source == BIZ_STORY_FROM_ORDERS || source == BIZ_STORY_FROM_INVOICES;

  if (biz_story_source_get_model (source, get_capabilities (self), NULL) == NULL)
    return FALSE;

  return (biz_story_source_get_kinds (source) & self->kinds) != 0
         || (carries && (self->kinds & carried) != 0);
}

/* Which kinds a source is asked for: a narrower question has other pages. */
static guint
get_asked_kinds (BizStory *self, BizStorySource source)
{
  guint own = biz_story_source_get_kinds (source);
  guint asked = own & self->kinds;

  if (source == BIZ_STORY_FROM_MESSAGES)
    return asked;

  return asked == 0 || (self->kinds & BIZ_STORY_BIT (BIZ_STORY_DECISION)) != 0
                 || (self->kinds & BIZ_STORY_BIT (BIZ_STORY_TASK)) != 0
             ? own
             : asked;
}

static void
clear_page (Page *page)
{
  g_ptr_array_set_size (page->entries, 0);
  page->n_read = 0;
  page->kinds = 0;
  page->complete = FALSE;
}

static void
changed (BizStory *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_error (BizStory *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

static void ask_first (BizStory *self);
static void ask_ahead (BizStory *self);

static void
finish_one (BizStory *self)
{
  self->n_pending--;
  if (self->n_pending == 0)
    ask_first (self);
  if (self->n_pending == 0)
    ask_ahead (self);
  changed (self);
}

/* The same entry may hang on a document and be the customer's own. */
static gboolean
add_beside (BizStory *self, BizStoryEntry *entry)
{
  const BizStoryFacts *facts = biz_story_entry_get_facts (entry);

  return g_hash_table_add (self->beside,
                           g_strdup_printf ("%s %" G_GINT64_FORMAT, facts->model, facts->id));
}

static void
beside_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  BizStory *self = asking->story;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  for (guint i = 0; entries != NULL && i < entries->len; i++)
    if (add_beside (self, g_ptr_array_index (entries, i)))
      g_ptr_array_add (self->pages[BESIDE].entries, g_object_ref (g_ptr_array_index (entries, i)));
  g_ptr_array_sort (self->pages[BESIDE].entries, compare_cb);
  if (entries == NULL)
    take_error (self, g_steal_pointer (&error));
  finish_one (self);
}

static void
send_beside (BizStory *self, ErpCall *call)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->story = g_object_ref (self);
  asking->page = BESIDE;
  self->n_pending++;
  erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable, beside_cb,
                         asking);
}

/* What hangs on documents that just came, all of them in two requests. */
static void
ask_beside (BizStory *self, GPtrArray *entries)
{
  g_autoptr (GArray) orders = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) moves = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (ErpCall) decisions = NULL;
  g_autoptr (ErpCall) tasks = NULL;

  for (guint i = 0; i < entries->len; i++)
    {
      const BizStoryFacts *facts = biz_story_entry_get_facts (g_ptr_array_index (entries, i));

      if (g_str_equal (facts->model, "sale.order"))
        g_array_append_val (orders, facts->id);
      else if (g_str_equal (facts->model, "account.move"))
        g_array_append_val (moves, facts->id);
    }
  if (orders->len + moves->len == 0)
    return;
  decisions = biz_story_new_decisions_call (self->reading, orders, moves);
  send_beside (self, decisions);
  tasks = biz_story_new_tasks_call (self->reading, orders, moves);
  send_beside (self, tasks);
}

static void
page_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asking) asking = user_data;
  BizStory *self = asking->story;
  Page *page = &self->pages[asking->page];
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) entries = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  page->pending = FALSE;
  if (entries == NULL)
    {
      /* What cannot be read holds nothing back. */
      page->complete = TRUE;
      take_error (self, g_steal_pointer (&error));
    }
  else
    {
      self->answered = TRUE;
      page->n_read += entries->len;
      page->complete = entries->len < asking->limit;
      for (guint i = 0; i < entries->len; i++)
        g_ptr_array_add (page->entries, g_object_ref (g_ptr_array_index (entries, i)));
      g_ptr_array_sort (page->entries, compare_cb);
      ask_beside (self, entries);
    }
  finish_one (self);
}

static void
ask_page (BizStory *self, BizStorySource source)
{
  Page *page = &self->pages[source];
  Asking *asking = g_new0 (Asking, 1);
  g_autoptr (ErpCall) call = NULL;

  page->kinds = get_asked_kinds (self, source);
  page->pending = TRUE;
  asking->story = g_object_ref (self);
  asking->page = source;
  asking->limit = BIZ_STORY_PAGE;
  call = biz_story_source_new_call (source, self->reading, self->partner_id, page->kinds,
                                    page->n_read, BIZ_STORY_PAGE);
  self->n_pending++;
  erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable, page_cb,
                         asking);
}

/* Sources that were not asked yet for what is shown now. */
static void
ask_first (BizStory *self)
{
  for (guint i = 0; i < BIZ_STORY_N_SOURCES; i++)
    {
      Page *page = &self->pages[i];

      if (!is_wanted (self, i) || page->pending)
        continue;
      if (page->kinds == get_asked_kinds (self, i))
        continue;
      clear_page (page);
      ask_page (self, i);
    }
}

/* Only those at whose last entry the others wait: they stand higher than all the rest. */
static gboolean
ask_older (BizStory *self)
{
  gint frontier = -1;

  for (guint i = 0; i < BIZ_STORY_N_SOURCES; i++)
    {
      Page *page = &self->pages[i];
      BizStoryEntry *last;

      if (!is_wanted (self, i) || page->complete || page->entries->len == 0)
        continue;
      last = g_ptr_array_index (page->entries, page->entries->len - 1);
      if (frontier < 0
          || biz_story_entry_compare (last,
                                      g_ptr_array_index (self->pages[frontier].entries,
                                                         self->pages[frontier].entries->len - 1))
                 < 0)
        frontier = (gint)i;
    }
  if (frontier < 0)
    return FALSE;
  ask_page (self, (BizStorySource)frontier);

  return TRUE;
}

static void
ask_ahead (BizStory *self)
{
  g_autoptr (GPtrArray) shown = NULL;

  if (self->n_ahead >= MAX_PAGES_AHEAD)
    return;
  shown = biz_story_list (self);
  if (shown->len >= ENOUGH)
    return;
  self->n_ahead++;
  ask_older (self);
}

static void
biz_story_dispose (GObject *object)
{
  BizStory *self = BIZ_STORY (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (biz_story_parent_class)->dispose (object);
}

static void
biz_story_finalize (GObject *object)
{
  BizStory *self = BIZ_STORY (object);

  for (guint i = 0; i < N_PAGES; i++)
    g_ptr_array_unref (self->pages[i].entries);
  g_hash_table_unref (self->beside);
  g_clear_pointer (&self->reading, biz_story_reading_unref);
  g_clear_pointer (&self->currencies, biz_currency_table_unref);
  g_clear_error (&self->error);

  G_OBJECT_CLASS (biz_story_parent_class)->finalize (object);
}

static void
biz_story_class_init (BizStoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = biz_story_dispose;
  object_class->finalize = biz_story_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_story_init (BizStory *self)
{
  self->kinds = BIZ_STORY_ALL;
  self->beside = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < N_PAGES; i++)
    self->pages[i].entries = g_ptr_array_new_with_free_func (g_object_unref);
}

static BizStoryReading *
create_reading (ErpSession *session, BizCurrencyTable *currencies)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (session);
  const char *name = erp_capabilities_get_time_zone (capabilities);
  g_autoptr (GTimeZone) zone = name != NULL ? g_time_zone_new_identifier (name) : NULL;
  g_autoptr (GDateTime) now = NULL;
  GDate today;

  if (zone == NULL)
    zone = g_time_zone_new_local ();
  now = g_date_time_new_now (zone);
  g_date_clear (&today, 1);
  g_date_set_dmy (&today, (GDateDay)g_date_time_get_day_of_month (now),
                  (GDateMonth)g_date_time_get_month (now), (GDateYear)g_date_time_get_year (now));

  return biz_story_reading_new (capabilities, currencies, zone, &today);
}

/**
 * biz_story_new:
 * @session: who is signed in where
 * @currencies: the currencies of the server
 *
 * Returns: (transfer full): the story of nobody yet
 */
BizStory *
biz_story_new (ErpSession *session, BizCurrencyTable *currencies)
{
  BizStory *self;

  g_return_val_if_fail (session != NULL && currencies != NULL, NULL);

  self = g_object_new (BIZ_TYPE_STORY, NULL);
  self->session = g_object_ref (session);
  self->currencies = biz_currency_table_ref (currencies);

  return self;
}

/**
 * biz_story_set_customer:
 * @self: a story
 * @partner_id: a commercial partner; 0 for nobody
 */
void
biz_story_set_customer (BizStory *self, gint64 partner_id)
{
  g_return_if_fail (BIZ_IS_STORY (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  for (guint i = 0; i < N_PAGES; i++)
    {
      clear_page (&self->pages[i]);
      self->pages[i].pending = FALSE;
    }
  self->pages[BESIDE].complete = TRUE;
  g_hash_table_remove_all (self->beside);
  self->partner_id = partner_id;
  self->n_pending = 0;
  self->n_ahead = 0;
  self->answered = FALSE;
  if (partner_id > 0)
    {
      self->cancellable = g_cancellable_new ();
      g_clear_pointer (&self->reading, biz_story_reading_unref);
      self->reading = create_reading (self->session, self->currencies);
      ask_first (self);
    }
  changed (self);
}

gint64
biz_story_get_customer (BizStory *self)
{
  g_return_val_if_fail (BIZ_IS_STORY (self), 0);

  return self->partner_id;
}

/**
 * biz_story_set_kinds:
 * @self: a story
 * @kinds: bits of what is shown
 */
void
biz_story_set_kinds (BizStory *self, guint kinds)
{
  g_return_if_fail (BIZ_IS_STORY (self));
  g_return_if_fail (kinds != 0);

  if (self->kinds == kinds)
    return;
  self->kinds = kinds;
  self->n_ahead = 0;
  if (self->partner_id > 0)
    {
      ask_first (self);
      if (self->n_pending == 0)
        ask_ahead (self);
    }
  changed (self);
}

guint
biz_story_get_kinds (BizStory *self)
{
  g_return_val_if_fail (BIZ_IS_STORY (self), 0);

  return self->kinds;
}

void
biz_story_load_more (BizStory *self)
{
  g_return_if_fail (BIZ_IS_STORY (self));

  if (self->partner_id == 0 || self->n_pending > 0)
    return;
  self->n_ahead = 0;
  if (ask_older (self))
    changed (self);
}

BizStoryState
biz_story_get_state (BizStory *self)
{
  g_return_val_if_fail (BIZ_IS_STORY (self), BIZ_STORY_STATE_EMPTY);

  if (self->partner_id == 0)
    return BIZ_STORY_STATE_EMPTY;
  for (guint i = 0; i < BIZ_STORY_N_SOURCES; i++)
    if (self->pages[i].pending && self->pages[i].n_read == 0)
      return BIZ_STORY_STATE_LOADING;
  if (!self->answered && self->error != NULL)
    return BIZ_STORY_STATE_FAILED;

  return BIZ_STORY_STATE_READY;
}

gboolean
biz_story_is_loading (BizStory *self)
{
  g_return_val_if_fail (BIZ_IS_STORY (self), FALSE);

  return self->n_pending > 0;
}

const GError *
biz_story_get_error (BizStory *self)
{
  g_return_val_if_fail (BIZ_IS_STORY (self), NULL);

  return self->error;
}

gboolean
biz_story_is_complete (BizStory *self)
{
  g_return_val_if_fail (BIZ_IS_STORY (self), FALSE);

  if (self->n_pending > 0)
    return FALSE;
  for (guint i = 0; i < BIZ_STORY_N_SOURCES; i++)
    if (is_wanted (self, i) && !self->pages[i].complete)
      return FALSE;

  return TRUE;
}

GPtrArray *
biz_story_list (BizStory *self)
{
  GPtrArray *entries[N_PAGES];
  gboolean complete[N_PAGES];

  g_return_val_if_fail (BIZ_IS_STORY (self), NULL);

  for (guint i = 0; i < N_PAGES; i++)
    {
      entries[i] = self->pages[i].entries;
      complete[i] = self->pages[i].complete
                    || (i < BIZ_STORY_N_SOURCES && !is_wanted (self, (BizStorySource)i));
    }

  return biz_story_merge (entries, complete, N_PAGES, self->kinds);
}

/**
 * biz_story_get_newest:
 * @self: a story
 * @kind: what of
 *
 * Returns: (transfer none) (nullable): the newest that was read, whether it is shown or not
 */
BizStoryEntry *
biz_story_get_newest (BizStory *self, BizStoryKind kind)
{
  BizStoryEntry *newest = NULL;

  g_return_val_if_fail (BIZ_IS_STORY (self), NULL);

  for (guint i = 0; i < N_PAGES; i++)
    for (guint k = 0; k < self->pages[i].entries->len; k++)
      {
        BizStoryEntry *entry = g_ptr_array_index (self->pages[i].entries, k);

        if (biz_story_entry_get_facts (entry)->kind != kind)
          continue;
        if (newest == NULL || biz_story_entry_compare (entry, newest) < 0)
          newest = entry;
        break;
      }

  return newest;
}

guint
biz_story_get_available (BizStory *self)
{
  guint kinds = BIZ_STORY_BIT (BIZ_STORY_DECISION);

  g_return_val_if_fail (BIZ_IS_STORY (self), 0);

  for (guint i = 0; i < BIZ_STORY_N_SOURCES; i++)
    if (biz_story_source_get_model (i, get_capabilities (self), NULL) != NULL)
      kinds |= biz_story_source_get_kinds (i);

  return kinds;
}

char *
biz_story_describe_forbidden (BizStory *self)
{
  g_autoptr (GString) text = g_string_new (NULL);

  g_return_val_if_fail (BIZ_IS_STORY (self), NULL);

  for (guint i = 0; i < BIZ_STORY_N_SOURCES; i++)
    {
      gboolean forbidden;

      biz_story_source_get_model (i, get_capabilities (self), &forbidden);
      if (forbidden)
        g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                                biz_story_source_to_label (i));
    }

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}
