/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-thread-private.h"

#include "erp-capabilities.h"
#include "erp-session.h"

G_DEFINE_FINAL_TYPE (BizThread, biz_thread, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
biz_thread_finalize (GObject *object)
{
  BizThread *self = BIZ_THREAD (object);

  g_clear_object (&self->session);
  g_free (self->model);
  g_free (self->name);
  g_free (self->writer);
  g_array_unref (self->records);
  g_ptr_array_unref (self->names);
  g_clear_object (&self->entries);
  g_clear_object (&self->files);
  g_clear_object (&self->activities);
  g_clear_object (&self->followers);
  g_clear_pointer (&self->known, g_hash_table_unref);

  G_OBJECT_CLASS (biz_thread_parent_class)->finalize (object);
}

static void
biz_thread_class_init (BizThreadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_thread_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
unref_file (gpointer file)
{
  g_clear_object (&file);
}

static void
biz_thread_init (BizThread *self)
{
  self->records = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->entries = g_list_store_new (BIZ_TYPE_LOG_ENTRY);
  self->files = g_list_store_new (BIZ_TYPE_ATTACHMENT);
  self->activities = g_list_store_new (BIZ_TYPE_ACTIVITY);
  self->followers = g_list_store_new (BIZ_TYPE_FOLLOWER);
  self->known = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, unref_file);
}

/**
 * biz_thread_new:
 * @session: who asks
 * @model: of the record
 * @id: the record
 * @name: (nullable): what it is called
 * @company_id: its company, 0 where it has none
 *
 * Returns: (transfer full): its conversation, nothing of it loaded yet
 */
BizThread *
biz_thread_new (
    ErpSession *session, const char *model, gint64 id, const char *name, gint64 company_id)
{
  BizThread *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);
  g_return_val_if_fail (model != NULL && id > 0, NULL);

  self = g_object_new (BIZ_TYPE_THREAD, NULL);
  self->session = g_object_ref (session);
  self->model = g_strdup (model);
  self->id = id;
  g_array_append_val (self->records, id);
  self->name = g_strdup (name);
  self->company_id = company_id;

  return self;
}

void
biz_thread_emit_changed (BizThread *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

ErpSession *
biz_thread_get_session (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  return self->session;
}

const char *
biz_thread_get_model (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  return self->model;
}

gint64
biz_thread_get_id (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), 0);

  return self->id;
}

const char *
biz_thread_get_name (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  return self->name != NULL ? self->name : "";
}

gint64
biz_thread_get_company_id (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), 0);

  return self->company_id;
}

void
biz_thread_set_parts (BizThread *self, const gint64 *ids, const char *const *names, gsize n_parts)
{
  g_return_if_fail (BIZ_IS_THREAD (self));
  g_return_if_fail (n_parts == 0 || (ids != NULL && names != NULL));

  g_array_set_size (self->records, 1);
  g_ptr_array_set_size (self->names, 0);
  for (gsize i = 0; i < n_parts; i++)
    {
      g_array_append_val (self->records, ids[i]);
      g_ptr_array_add (self->names, g_strdup (names[i]));
    }
}

guint
biz_thread_get_n_parts (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), 0);

  return self->records->len - 1;
}

const char *
biz_thread_get_part_name (BizThread *self, gint64 record_id)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  for (guint i = 1; i < self->records->len; i++)
    if (g_array_index (self->records, gint64, i) == record_id)
      return g_ptr_array_index (self->names, i - 1);

  return NULL;
}

gboolean
biz_thread_is_loaded (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), FALSE);

  return self->is_loaded;
}

GListModel *
biz_thread_get_entries (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  return G_LIST_MODEL (self->entries);
}

guint
biz_thread_get_n_older (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), 0);

  return self->n_older;
}

GListModel *
biz_thread_get_files (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  return G_LIST_MODEL (self->files);
}

GListModel *
biz_thread_get_activities (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  return G_LIST_MODEL (self->activities);
}

GListModel *
biz_thread_get_followers (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  return G_LIST_MODEL (self->followers);
}

BizAttachment *
biz_thread_get_file (BizThread *self, gint64 id)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), NULL);

  return g_hash_table_lookup (self->known, &id);
}

gboolean
biz_thread_is_following (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), FALSE);

  return self->is_following;
}

gint64
biz_thread_get_main_file (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), 0);

  return self->main_file;
}

/**
 * biz_thread_get_written:
 * @self: a conversation
 * @uid: (out) (optional): who wrote the record last
 * @name: (out) (optional) (transfer none) (nullable): what that one is called
 *
 * Returns: when, in seconds since 1970, UTC; 0 while that is not known
 */
gint64
biz_thread_get_written (BizThread *self, gint64 *uid, const char **name)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), 0);

  if (uid != NULL)
    *uid = self->writer_uid;
  if (name != NULL)
    *name = self->writer;

  return self->written;
}

gint64
biz_thread_get_newest (BizThread *self)
{
  g_autoptr (BizLogEntry) newest = NULL;

  g_return_val_if_fail (BIZ_IS_THREAD (self), 0);

  newest = g_list_model_get_item (G_LIST_MODEL (self->entries), 0);

  return newest != NULL ? biz_log_entry_get_id (newest) : 0;
}

static gboolean
has_right (BizThread *self, ErpRights right)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);

  return (erp_capabilities_get_rights (capabilities, self->model) & right) != 0;
}

/**
 * biz_thread_may_speak:
 * @self: a conversation
 *
 * Returns: whether this user may say something here and plan something to do: on documents of the
 *   trade whoever may read them, elsewhere who may write
 */
gboolean
biz_thread_may_speak (BizThread *self)
{
  static const char *const open[] = { "account.move", "sale.order", "res.partner", NULL };

  g_return_val_if_fail (BIZ_IS_THREAD (self), FALSE);

  return erp_session_get_journal (self->session) != NULL
         && has_right (self,
                       g_strv_contains (open, self->model) ? ERP_RIGHT_READ : ERP_RIGHT_WRITE);
}

gboolean
biz_thread_may_change (BizThread *self)
{
  g_return_val_if_fail (BIZ_IS_THREAD (self), FALSE);

  return erp_session_get_journal (self->session) != NULL && has_right (self, ERP_RIGHT_WRITE);
}
