/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-file-days.h"

#include "biz-policy-book.h"
#include "biz-policy-part.h"
#include "erp-capabilities.h"

#define KEY "biz-file-days"
/* What is known is looked at again after, and what could not be read is asked for again. */
#define KNOWN_AGE (10 * G_TIME_SPAN_MINUTE)
#define UNKNOWN_AGE G_TIME_SPAN_MINUTE

/* One company. */
typedef struct
{
  gint64 asked; /* monotonic; 0: to be asked again */
  guint days;
} Entry;

struct _BizFileDays
{
  GObject parent_instance;

  ErpSession *session; /* weak (nullable): which owns this */
  BizPolicyBook *book; /* (owned) */
  BizPolicy *none;     /* (owned): of a company without one */
  GHashTable *entries; /* (owned): company -> Entry */
};

G_DEFINE_FINAL_TYPE (BizFileDays, biz_file_days, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
biz_file_days_finalize (GObject *object)
{
  BizFileDays *self = BIZ_FILE_DAYS (object);

  g_clear_weak_pointer (&self->session);
  g_clear_object (&self->book);
  g_clear_object (&self->none);
  g_hash_table_unref (self->entries);

  G_OBJECT_CLASS (biz_file_days_parent_class)->finalize (object);
}

static void
biz_file_days_class_init (BizFileDaysClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_file_days_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_file_days_init (BizFileDays *self)
{
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->none = biz_policy_new ();
}

static guint
read_days (BizFileDays *self, gint64 company)
{
  BizPolicy *policy = biz_policy_book_get (self->book, company);

  return (guint)biz_policy_get_number (policy != NULL ? policy : self->none, BIZ_POLICY_DOCUMENTS,
                                       "warn_days");
}

static void
book_changed_cb (BizFileDays *self)
{
  gboolean changed = FALSE;
  GHashTableIter iter;
  gpointer company, value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &company, &value))
    {
      Entry *entry = value;
      const guint days = read_days (self, *(gint64 *)company);

      changed = changed || days != entry->days;
      entry->days = days;
    }
  if (changed)
    g_signal_emit (self, signals[CHANGED], 0);
}

BizFileDays *
biz_file_days_get (ErpSession *session)
{
  BizFileDays *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), KEY);
  if (self == NULL)
    {
      self = g_object_new (BIZ_TYPE_FILE_DAYS, NULL);
      g_set_weak_pointer (&self->session, session);
      self->book = biz_policy_book_new (erp_session_get_client (session));
      g_signal_connect_object (self->book, "changed", G_CALLBACK (book_changed_cb), self,
                               G_CONNECT_SWAPPED);
      g_object_set_data_full (G_OBJECT (session), KEY, self, g_object_unref);
    }

  return self;
}

/* All that were asked for, as a read stops the one before it. */
static void
load (BizFileDays *self)
{
  g_autoptr (GArray) companies = g_array_new (FALSE, FALSE, sizeof (gint64));
  const gint64 now = g_get_monotonic_time ();
  GHashTableIter iter;
  gpointer company, value;

  g_hash_table_iter_init (&iter, self->entries);
  while (g_hash_table_iter_next (&iter, &company, &value))
    {
      ((Entry *)value)->asked = now;
      g_array_append_vals (companies, company, 1);
    }
  biz_policy_book_load (self->book, (const gint64 *)(gpointer)companies->data, companies->len);
}

static gboolean
is_old (BizFileDays *self, gint64 company, const Entry *entry)
{
  const gint64 age = g_get_monotonic_time () - entry->asked;

  return entry->asked == 0
         || age > (biz_policy_book_get (self->book, company) != NULL ? KNOWN_AGE : UNKNOWN_AGE);
}

/**
 * biz_file_days_get_days:
 * @self: the session's
 * @company_id: of the record, 0 where it has none
 *
 * Returns: days before the last one
 */
guint
biz_file_days_get_days (BizFileDays *self, gint64 company_id)
{
  Entry *entry;

  g_return_val_if_fail (BIZ_IS_FILE_DAYS (self), 0);

  if (company_id == 0 && self->session != NULL)
    company_id =
        erp_capabilities_get_default_company_id (erp_session_get_capabilities (self->session));
  entry = g_hash_table_lookup (self->entries, &company_id);
  if (entry == NULL)
    {
      entry = g_new0 (Entry, 1);
      entry->days = read_days (self, company_id);
      g_hash_table_insert (self->entries, g_memdup2 (&company_id, sizeof company_id), entry);
    }
  if (is_old (self, company_id, entry))
    load (self);

  return entry->days;
}

void
biz_file_days_look_again (BizFileDays *self)
{
  g_return_if_fail (BIZ_IS_FILE_DAYS (self));

  if (g_hash_table_size (self->entries) > 0)
    load (self);
}
