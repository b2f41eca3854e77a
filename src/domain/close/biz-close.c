/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-close-private.h"

G_DEFINE_FINAL_TYPE (BizClose, biz_close, G_TYPE_OBJECT)

static void
biz_close_finalize (GObject *object)
{
  BizClose *self = BIZ_CLOSE (object);

  biz_close_facts_clear (&self->facts);
  g_clear_object (&self->checks);
  g_free (self->company);
  g_free (self->shelf_name);

  G_OBJECT_CLASS (biz_close_parent_class)->finalize (object);
}

static void
biz_close_class_init (BizCloseClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_close_finalize;
}

static void
biz_close_init (BizClose *self)
{
  biz_lock_dates_clear (&self->locks);
}

gint64
biz_close_get_company_id (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), 0);

  return self->facts.company_id;
}

const char *
biz_close_get_company (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), NULL);

  return self->company;
}

const GDate *
biz_close_get_start (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), NULL);

  return &self->facts.start;
}

const GDate *
biz_close_get_end (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), NULL);

  return &self->facts.end;
}

GListModel *
biz_close_get_checks (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), NULL);

  return G_LIST_MODEL (self->checks);
}

guint
biz_close_count (BizClose *self, BizCloseState state)
{
  guint n = 0;

  g_return_val_if_fail (BIZ_IS_CLOSE (self), 0);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->checks)); i++)
    {
      g_autoptr (BizCloseCheck) check = g_list_model_get_item (G_LIST_MODEL (self->checks), i);

      n += biz_close_check_get_facts (check)->state == state;
    }

  return n;
}

const BizLockDates *
biz_close_get_locks (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), NULL);

  return &self->locks;
}

guint
biz_close_get_series (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), 0);

  return self->series;
}

gboolean
biz_close_may_lock (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), FALSE);

  return self->may_lock;
}

gboolean
biz_close_may_except (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), FALSE);

  return self->may_except;
}

/**
 * biz_close_get_shelf:
 * @self: a list
 * @id: (out): the record
 * @name: (out): its name
 *
 * Returns: (nullable): the model of the record that a report is put to
 */
const char *
biz_close_get_shelf (BizClose *self, gint64 *id, const char **name)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self) && id != NULL && name != NULL, NULL);

  *id = 0;
  *name = NULL;
  if (self->may_lock)
    {
      *id = self->facts.company_id;
      *name = self->company;
      return "res.company";
    }
  if (!self->may_write_journal || self->shelf_id == 0)
    return NULL;
  *id = self->shelf_id;
  *name = self->shelf_name;

  return "account.journal";
}

gboolean
biz_close_is_cut (BizClose *self)
{
  g_return_val_if_fail (BIZ_IS_CLOSE (self), FALSE);

  return self->cut;
}
