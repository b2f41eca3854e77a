/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-uploads.h"

#include "erp-session.h"

#define MAX_ACTIVE 2

struct _BizUploads
{
  GObject parent_instance;

  GListStore *list;   /* (owned): of BizUpload, as they came */
  GHashTable *moving; /* (owned): BizUpload that is sent, or read and waits for its twin */
  gboolean is_moving; /* in move_on () */
  gboolean again;     /* and something changed meanwhile */
};

static void biz_uploads_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BizUploads,
                               biz_uploads,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      biz_uploads_list_model_init))

enum
{
  FINISHED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GType
biz_uploads_get_item_type (GListModel *model)
{
  return BIZ_TYPE_UPLOAD;
}

static guint
biz_uploads_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (BIZ_UPLOADS (model)->list));
}

static gpointer
biz_uploads_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (BIZ_UPLOADS (model)->list), position);
}

static void
biz_uploads_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = biz_uploads_get_item_type;
  iface->get_n_items = biz_uploads_get_n_items;
  iface->get_item = biz_uploads_get_item;
}

static void
biz_uploads_finalize (GObject *object)
{
  BizUploads *self = BIZ_UPLOADS (object);

  g_clear_object (&self->list);
  g_hash_table_unref (self->moving);

  G_OBJECT_CLASS (biz_uploads_parent_class)->finalize (object);
}

static void
biz_uploads_class_init (BizUploadsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_uploads_finalize;
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, BIZ_TYPE_UPLOAD);
}

static void
forward_items_changed (BizUploads *self, guint position, guint n_removed, guint n_added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

static void
biz_uploads_init (BizUploads *self)
{
  self->list = g_list_store_new (BIZ_TYPE_UPLOAD);
  self->moving = g_hash_table_new (NULL, NULL);
  g_signal_connect_object (self->list, "items-changed", G_CALLBACK (forward_items_changed), self,
                           G_CONNECT_SWAPPED);
}

/**
 * biz_uploads_get:
 * @session: a session
 *
 * Returns: (transfer none): the files on their way in it
 */
BizUploads *
biz_uploads_get (ErpSession *session)
{
  BizUploads *self;

  g_return_val_if_fail (ERP_IS_SESSION (session), NULL);

  self = g_object_get_data (G_OBJECT (session), "biz-uploads");
  if (self == NULL)
    {
      self = g_object_new (BIZ_TYPE_UPLOADS, NULL);
      g_object_set_data_full (G_OBJECT (session), "biz-uploads", self, g_object_unref);
    }

  return self;
}

static BizUpload *
get_nth (BizUploads *self, guint i)
{
  g_autoptr (BizUpload) upload = g_list_model_get_item (G_LIST_MODEL (self->list), i);

  return upload;
}

static guint
get_n (BizUploads *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->list));
}

static gboolean
is_active (BizUpload *upload)
{
  return !biz_upload_is_ended (upload) && biz_upload_get_state (upload) != BIZ_UPLOAD_WAITING;
}

/* Whether another one with its content is being sent to the same record. */
static gboolean
has_twin (BizUploads *self, BizUpload *upload)
{
  for (guint i = 0; i < get_n (self); i++)
    {
      BizUpload *other = get_nth (self, i);

      if (other != upload && g_hash_table_contains (self->moving, other)
          && biz_upload_is_twin (upload, other))
        return TRUE;
    }
  return FALSE;
}

/* Sends what was read, and reads what waits while there is room. */
static void
move_once (BizUploads *self)
{
  guint n_active = 0;

  for (guint i = 0; i < get_n (self); i++)
    {
      BizUpload *upload = get_nth (self, i);

      if (biz_upload_get_state (upload) == BIZ_UPLOAD_LOOKING
          && !g_hash_table_contains (self->moving, upload) && !has_twin (self, upload))
        {
          g_hash_table_add (self->moving, upload);
          biz_upload_send (upload);
        }
      n_active += is_active (upload) ? 1 : 0;
    }
  for (guint i = 0; i < get_n (self) && n_active < MAX_ACTIVE; i++)
    if (biz_upload_get_state (get_nth (self, i)) == BIZ_UPLOAD_WAITING)
      {
        biz_upload_read (get_nth (self, i));
        n_active++;
      }
}

static void
move_on (BizUploads *self)
{
  self->again = TRUE;
  if (self->is_moving)
    return;
  self->is_moving = TRUE;
  while (self->again)
    {
      self->again = FALSE;
      move_once (self);
    }
  self->is_moving = FALSE;
}

static void
remove_upload (BizUploads *self, BizUpload *upload)
{
  guint position;

  g_signal_handlers_disconnect_by_data (upload, self);
  g_hash_table_remove (self->moving, upload);
  if (g_list_store_find (self->list, upload, &position))
    g_list_store_remove (self->list, position);
}

static void
changed_cb (BizUploads *self, BizUpload *upload)
{
  g_autoptr (BizUpload) kept = g_object_ref (upload);

  if (biz_upload_is_ended (upload))
    g_hash_table_remove (self->moving, upload);
  if (biz_upload_get_state (upload) == BIZ_UPLOAD_DONE)
    {
      remove_upload (self, upload);
      g_signal_emit (self, signals[FINISHED], 0, upload);
    }
  if (biz_upload_get_state (upload) != BIZ_UPLOAD_SENDING)
    move_on (self);
}

static BizUpload *
take (BizUploads *self, BizUpload *upload)
{
  g_autoptr (BizUpload) owned = upload;

  g_signal_connect_object (upload, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_list_store_append (self->list, upload);
  move_on (self);

  return upload;
}

/**
 * biz_uploads_add_file:
 * @self: the session's uploads
 * @thread: of the record it is for
 * @file: a file of the person
 *
 * Returns: (transfer none): it on its way
 */
BizUpload *
biz_uploads_add_file (BizUploads *self, BizThread *thread, GFile *file)
{
  g_return_val_if_fail (BIZ_IS_UPLOADS (self), NULL);
  g_return_val_if_fail (BIZ_IS_THREAD (thread) && G_IS_FILE (file), NULL);

  return take (self, biz_upload_new (thread, file, NULL, NULL));
}

/**
 * biz_uploads_add_bytes:
 * @self: the session's uploads
 * @thread: of the record it is for
 * @content: what is in the file
 * @name: what it is called
 *
 * Returns: (transfer none): it on its way
 */
BizUpload *
biz_uploads_add_bytes (BizUploads *self, BizThread *thread, GBytes *content, const char *name)
{
  g_return_val_if_fail (BIZ_IS_UPLOADS (self), NULL);
  g_return_val_if_fail (BIZ_IS_THREAD (thread) && content != NULL, NULL);

  return take (self, biz_upload_new (thread, NULL, content, name));
}

/**
 * biz_uploads_again:
 * @self: the session's uploads
 * @upload: one of them that failed
 *
 * It goes on where it stopped; what the server has already is not sent again.
 */
void
biz_uploads_again (BizUploads *self, BizUpload *upload)
{
  g_return_if_fail (BIZ_IS_UPLOADS (self) && BIZ_IS_UPLOAD (upload));

  if (biz_upload_get_state (upload) == BIZ_UPLOAD_FAILED)
    biz_upload_wait (upload, FALSE);
}

/**
 * biz_uploads_add_anyway:
 * @self: the session's uploads
 * @upload: one of them that is there already
 *
 * The record gets the same content a second time, as the person wants it.
 */
void
biz_uploads_add_anyway (BizUploads *self, BizUpload *upload)
{
  g_return_if_fail (BIZ_IS_UPLOADS (self) && BIZ_IS_UPLOAD (upload));

  if (biz_upload_get_state (upload) == BIZ_UPLOAD_THERE)
    biz_upload_wait (upload, TRUE);
}

/**
 * biz_uploads_dismiss:
 * @self: the session's uploads
 * @upload: one of them
 *
 * What is being put to its record goes on; everything before that is given up.
 */
void
biz_uploads_dismiss (BizUploads *self, BizUpload *upload)
{
  g_autoptr (BizUpload) kept = NULL;

  g_return_if_fail (BIZ_IS_UPLOADS (self) && BIZ_IS_UPLOAD (upload));

  if (biz_upload_get_state (upload) == BIZ_UPLOAD_PUTTING)
    return;
  kept = g_object_ref (upload);
  biz_upload_cancel (upload);
  remove_upload (self, upload);
  move_on (self);
}

/**
 * biz_uploads_is_busy:
 * @self: the session's uploads
 *
 * Returns: whether something is on its way that quitting would stop
 */
gboolean
biz_uploads_is_busy (BizUploads *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOADS (self), FALSE);

  for (guint i = 0; i < get_n (self); i++)
    if (!biz_upload_is_ended (get_nth (self, i)))
      return TRUE;
  return FALSE;
}
