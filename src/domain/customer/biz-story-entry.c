/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-story-entry.h"

#include <glib/gi18n-lib.h>

struct _BizStoryEntry
{
  GObject parent_instance;

  BizStoryFacts facts;
};

G_DEFINE_FINAL_TYPE (BizStoryEntry, biz_story_entry, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} kinds[BIZ_STORY_N_KINDS] = {
  [BIZ_STORY_LEAD] = { "opportunities", N_ ("Opportunity") },
  [BIZ_STORY_ORDER] = { "orders", N_ ("Order") },
  [BIZ_STORY_DELIVERY] = { "deliveries", N_ ("Delivery") },
  [BIZ_STORY_INVOICE] = { "invoices", N_ ("Invoice") },
  [BIZ_STORY_CREDIT] = { "credit-notes", N_ ("Credit Note") },
  [BIZ_STORY_PAYMENT] = { "payments", N_ ("Payment") },
  [BIZ_STORY_CASE] = { "cases", N_ ("Case") },
  [BIZ_STORY_TASK] = { "tasks", N_ ("Task") },
  [BIZ_STORY_MESSAGE] = { "messages", N_ ("Message") },
  [BIZ_STORY_DECISION] = { "decisions", N_ ("Decision") },
};

static void
biz_story_entry_finalize (GObject *object)
{
  BizStoryFacts *facts = &BIZ_STORY_ENTRY (object)->facts;

  g_free (facts->title);
  g_free (facts->detail);
  g_free (facts->state);
  g_free (facts->who);

  G_OBJECT_CLASS (biz_story_entry_parent_class)->finalize (object);
}

static void
biz_story_entry_class_init (BizStoryEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_story_entry_finalize;
}

static void
biz_story_entry_init (BizStoryEntry *self)
{
  g_date_clear (&self->facts.day, 1);
  self->facts.seconds = -1;
}

/**
 * biz_story_entry_new:
 * @kind: what happened
 * @model: a constant
 * @id: its record
 *
 * Returns: (transfer full): an entry that opens this record
 */
BizStoryEntry *
biz_story_entry_new (BizStoryKind kind, const char *model, gint64 id)
{
  BizStoryEntry *self = g_object_new (BIZ_TYPE_STORY_ENTRY, NULL);

  self->facts.kind = kind;
  self->facts.model = model;
  self->facts.id = id;
  self->facts.open_model = model;
  self->facts.open_id = id;

  return self;
}

BizStoryFacts *
biz_story_entry_get_facts (BizStoryEntry *self)
{
  g_return_val_if_fail (BIZ_IS_STORY_ENTRY (self), NULL);

  return &self->facts;
}

/* What has no day stands above all: it is not dated yet. */
static gint64
get_day (const BizStoryFacts *facts)
{
  return g_date_valid (&facts->day) ? (gint64)g_date_get_julian (&facts->day) : G_MAXINT32;
}

/**
 * biz_story_entry_compare:
 * @a: an entry
 * @b: another one
 *
 * Returns: below 0 where @a stands above @b
 */
int
biz_story_entry_compare (BizStoryEntry *a, BizStoryEntry *b)
{
  const BizStoryFacts *first = biz_story_entry_get_facts (a);
  const BizStoryFacts *second = biz_story_entry_get_facts (b);

  if (get_day (first) != get_day (second))
    return get_day (first) > get_day (second) ? -1 : 1;
  if (first->seconds != second->seconds)
    return first->seconds > second->seconds ? -1 : 1;
  if (first->kind != second->kind)
    return first->kind > second->kind ? -1 : 1;
  if (first->id != second->id)
    return first->id > second->id ? -1 : 1;

  return g_strcmp0 (first->model, second->model);
}

/**
 * biz_story_entry_set_time:
 * @self: an entry
 * @time: (nullable): UTC
 * @zone: the person's
 */
void
biz_story_entry_set_time (BizStoryEntry *self, GDateTime *time, GTimeZone *zone)
{
  g_autoptr (GDateTime) local = NULL;

  g_return_if_fail (BIZ_IS_STORY_ENTRY (self));

  if (time == NULL)
    return;
  local = g_date_time_to_timezone (time, zone);
  g_date_set_dmy (&self->facts.day, (GDateDay)g_date_time_get_day_of_month (local),
                  (GDateMonth)g_date_time_get_month (local),
                  (GDateYear)g_date_time_get_year (local));
  self->facts.seconds = g_date_time_get_hour (local) * 3600 + g_date_time_get_minute (local) * 60
                        + g_date_time_get_second (local);
}

const char *
biz_story_kind_to_label (BizStoryKind kind)
{
  g_return_val_if_fail (kind < BIZ_STORY_N_KINDS, NULL);

  return _ (kinds[kind].label);
}

const char *
biz_story_kind_get_name (BizStoryKind kind)
{
  g_return_val_if_fail (kind < BIZ_STORY_N_KINDS, NULL);

  return kinds[kind].name;
}
