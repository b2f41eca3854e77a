/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-ageing-entry.h"

struct _BizAgeingEntry
{
  GObject parent_instance;

  BizAgeingBook *book;       /* (owned) */
  const BizAgeingItem *item; /* in it */
  int age;
  guint bucket;
};

G_DEFINE_FINAL_TYPE (BizAgeingEntry, biz_ageing_entry, G_TYPE_OBJECT)

static void
biz_ageing_entry_finalize (GObject *object)
{
  BizAgeingEntry *self = BIZ_AGEING_ENTRY (object);

  g_clear_object (&self->book);

  G_OBJECT_CLASS (biz_ageing_entry_parent_class)->finalize (object);
}

static void
biz_ageing_entry_class_init (BizAgeingEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_ageing_entry_finalize;
}

static void
biz_ageing_entry_init (BizAgeingEntry *self)
{
}

/**
 * biz_ageing_entry_new:
 * @book: what was open on a day
 * @item: one of its items
 * @plan: how ages are counted
 *
 * Returns: (transfer full): an entry
 */
BizAgeingEntry *
biz_ageing_entry_new (BizAgeingBook *book, const BizAgeingItem *item, const BizAgeingPlan *plan)
{
  BizAgeingEntry *self;

  g_return_val_if_fail (BIZ_IS_AGEING_BOOK (book) && item != NULL && plan != NULL, NULL);

  self = g_object_new (BIZ_TYPE_AGEING_ENTRY, NULL);
  self->book = g_object_ref (book);
  self->item = item;
  self->age = biz_ageing_plan_get_age (plan, item);
  self->bucket = biz_ageing_plan_get_bucket (plan, self->age);

  return self;
}

const BizAgeingItem *
biz_ageing_entry_get_item (BizAgeingEntry *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_ENTRY (self), NULL);

  return self->item;
}

int
biz_ageing_entry_get_age (BizAgeingEntry *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_ENTRY (self), 0);

  return self->age;
}

guint
biz_ageing_entry_get_bucket (BizAgeingEntry *self)
{
  g_return_val_if_fail (BIZ_IS_AGEING_ENTRY (self), 0);

  return self->bucket;
}
