/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-pictures.h"

#include "erp-error.h"
#include "kit-preview-client.h"

#include <glib/gi18n-lib.h>

#define MAX_BYTES (48 * 1024 * 1024)
#define MAX_KEPT 400
#define MAX_RUNNING 2
#define MIN_ZOOM 0.02

/* What is kept of one file. */
typedef struct
{
  gint64 id;
  gint64 size;
  int scale;
  KitDrawing *drawing; /* (owned) (nullable) */
  GError *error;       /* (owned) (nullable): why it cannot be drawn */
} Kept;

/* A picture on its way. */
typedef struct
{
  BizThread *thread;   /* (owned) */
  BizAttachment *file; /* (owned) */
  int scale;
  int width, height;        /* of what will be drawn */
  KitPreviewClient *client; /* (owned) (nullable) */
} Job;

struct _KitPictures
{
  GObject parent_instance;

  GQueue kept;    /* (element-type Kept): the last used first */
  GQueue waiting; /* (element-type GTask) (owned) */
  GList *running; /* (element-type GTask) (unowned) */
  gsize limit;
  gsize size; /* bytes */
  guint n_read;
};

G_DEFINE_FINAL_TYPE (KitPictures, kit_pictures, G_TYPE_OBJECT)

static void
kept_free (Kept *kept)
{
  g_clear_pointer (&kept->drawing, kit_drawing_unref);
  g_clear_error (&kept->error);
  g_free (kept);
}

static void
job_free (Job *job)
{
  if (job->client != NULL)
    kit_preview_client_close (job->client);
  g_clear_object (&job->client);
  g_clear_object (&job->thread);
  g_clear_object (&job->file);
  g_free (job);
}

static gsize
get_bytes (const Kept *kept)
{
  if (kept->drawing == NULL)
    return 0;
  return (gsize)gdk_texture_get_width (kept->drawing->texture)
         * (gsize)gdk_texture_get_height (kept->drawing->texture) * 4;
}

static void
drop (KitPictures *self, GList *link)
{
  Kept *kept = link->data;

  self->size -= get_bytes (kept);
  kept_free (kept);
  g_queue_delete_link (&self->kept, link);
}

static void
shrink (KitPictures *self)
{
  while (self->kept.length > 0 && (self->size > self->limit || self->kept.length > MAX_KEPT))
    drop (self, self->kept.tail);
}

/* What was used last comes first. One of another size or sharpness is not the same. */
static Kept *
find (KitPictures *self, BizAttachment *file, int scale)
{
  for (GList *link = self->kept.head; link != NULL; link = link->next)
    {
      Kept *kept = link->data;

      if (kept->id != biz_attachment_get_id (file))
        continue;
      if (kept->size != biz_attachment_get_size (file)
          || (kept->drawing != NULL && kept->scale != scale))
        {
          drop (self, link);
          return NULL;
        }
      g_queue_unlink (&self->kept, link);
      g_queue_push_head_link (&self->kept, link);
      return kept;
    }

  return NULL;
}

static void
keep (KitPictures *self, Job *job, KitDrawing *drawing, const GError *error)
{
  Kept *kept = g_new0 (Kept, 1);

  kit_pictures_forget (self, job->file);
  kept->id = biz_attachment_get_id (job->file);
  kept->size = biz_attachment_get_size (job->file);
  kept->scale = job->scale;
  kept->drawing = drawing != NULL ? kit_drawing_ref (drawing) : NULL;
  kept->error = error != NULL ? g_error_copy (error) : NULL;
  g_queue_push_head (&self->kept, kept);
  self->size += get_bytes (kept);
  shrink (self);
}

static void
answer (GTask *task, const Kept *kept)
{
  if (kept->error != NULL)
    g_task_return_error (task, g_error_copy (kept->error));
  else
    g_task_return_pointer (task, kit_drawing_ref (kept->drawing),
                           (GDestroyNotify)kit_drawing_unref);
}

static void start_next (KitPictures *self);

/* Ends a running job; takes @error. */
static void
end (GTask *task, KitDrawing *drawing, GError *error)
{
  KitPictures *self = g_task_get_source_object (task);
  Job *job = g_task_get_task_data (task);

  self->running = g_list_remove (self->running, task);
  if (drawing != NULL || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION))
    keep (self, job, drawing, error);
  if (drawing != NULL)
    g_task_return_pointer (task, kit_drawing_ref (drawing), (GDestroyNotify)kit_drawing_unref);
  else
    g_task_return_error (task, error);
  start_next (self);
}

static void
drawn_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) pixels =
      kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, &error);
  Job *job = g_task_get_task_data (task);
  g_autoptr (GVariant) data = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (KitDrawing) drawing = NULL;
  guint32 page, width, height;

  if (pixels == NULL)
    {
      end (task, NULL, error);
      return;
    }
  g_variant_get (pixels, "(uuu@ay)", &page, &width, &height, &data);
  bytes = g_variant_get_data_as_bytes (data);
  drawing = kit_drawing_new (gdk_memory_texture_new ((int)width, (int)height, GDK_MEMORY_DEFAULT,
                                                     bytes, (gsize)width * 4),
                             job->width, job->height);
  end (task, drawing, NULL);
}

/* How large the only page of a picture is; FALSE where it is no picture, whatever it is said to
 * be. */
static gboolean
get_size (GVariant *info, double *width, double *height)
{
  g_autoptr (GVariant) sizes = g_variant_get_child_value (info, 1);
  guint32 kind;

  g_variant_get_child (info, 0, "u", &kind);
  if (kind != PREVIEW_KIND_IMAGE || g_variant_n_children (sizes) != 1)
    return FALSE;
  g_variant_get_child (sizes, 0, "(dd)", width, height);

  return *width >= 1 && *height >= 1;
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GVariant) info =
      kit_preview_client_finish (KIT_PREVIEW_CLIENT (source), result, &error);
  Job *job = g_task_get_task_data (task);
  double width, height, fit;

  if (info != NULL && !get_size (info, &width, &height))
    error = g_error_new_literal (ERP_ERROR, ERP_ERROR_VALIDATION,
                                 _ ("This file is not the picture that it is said to be."));
  if (error != NULL)
    {
      end (task, NULL, error);
      return;
    }
  fit = MIN (1, MIN (KIT_PICTURES_MAX_WIDTH / width, KIT_PICTURES_MAX_HEIGHT / height));
  job->width = (int)(width * fit + 0.5);
  job->height = (int)(height * fit + 0.5);
  kit_preview_client_ask_async (KIT_PREVIEW_CLIENT (source), PREVIEW_RENDER,
                                g_variant_new ("(ud)", 0u, CLAMP (fit * job->scale, MIN_ZOOM, 1)),
                                g_task_get_cancellable (task), drawn_cb, g_object_ref (task));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes = biz_thread_read_file_finish (BIZ_THREAD (source), result, &error);
  Job *job = g_task_get_task_data (task);

  if (bytes != NULL && g_bytes_get_size (bytes) > BIZ_ATTACHMENT_MAX_PICTURE)
    error = g_error_new_literal (ERP_ERROR, ERP_ERROR_VALIDATION,
                                 _ ("The picture is too large to be shown here."));
  if (error != NULL)
    {
      end (task, NULL, error);
      return;
    }
  job->client = kit_preview_client_new ();
  kit_preview_client_open_bytes_async (job->client, bytes, biz_attachment_get_name (job->file),
                                       biz_attachment_get_media_type (job->file),
                                       g_task_get_cancellable (task), opened_cb,
                                       g_object_ref (task));
}

/* The same file is read by one of those who want it. */
static gboolean
is_running (KitPictures *self, Job *job)
{
  for (GList *link = self->running; link != NULL; link = link->next)
    {
      Job *other = g_task_get_task_data (link->data);

      if (biz_attachment_get_id (other->file) == biz_attachment_get_id (job->file))
        return TRUE;
    }

  return FALSE;
}

static GTask *
take_next (KitPictures *self)
{
  for (GList *link = self->waiting.head; link != NULL; link = link->next)
    {
      GTask *task = link->data;

      if (is_running (self, g_task_get_task_data (task)))
        continue;
      g_queue_delete_link (&self->waiting, link);
      return task;
    }

  return NULL;
}

static void
start_next (KitPictures *self)
{
  while (g_list_length (self->running) < MAX_RUNNING)
    {
      g_autoptr (GTask) task = take_next (self);
      Job *job;
      Kept *kept;

      if (task == NULL)
        return;
      if (g_task_return_error_if_cancelled (task))
        continue;
      job = g_task_get_task_data (task);
      kept = find (self, job->file, job->scale);
      if (kept != NULL)
        {
          answer (task, kept);
          continue;
        }
      self->running = g_list_prepend (self->running, task);
      self->n_read++;
      biz_thread_read_file_async (job->thread, biz_attachment_get_id (job->file),
                                  g_task_get_cancellable (task), read_cb, g_object_ref (task));
    }
}

static void
kit_pictures_finalize (GObject *object)
{
  KitPictures *self = KIT_PICTURES (object);

  /* who waits or runs holds a reference */
  g_assert (self->waiting.length == 0 && self->running == NULL);
  g_queue_clear_full (&self->kept, (GDestroyNotify)kept_free);

  G_OBJECT_CLASS (kit_pictures_parent_class)->finalize (object);
}

static void
kit_pictures_class_init (KitPicturesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = kit_pictures_finalize;
}

static void
kit_pictures_init (KitPictures *self)
{
  g_queue_init (&self->kept);
  g_queue_init (&self->waiting);
  self->limit = MAX_BYTES;
}

/**
 * kit_pictures_get:
 * @session: who is signed in
 *
 * Returns: (transfer none): what was drawn for them; it ends with the session
 */
KitPictures *
kit_pictures_get (ErpSession *session)
{
  KitPictures *self = g_object_get_data (G_OBJECT (session), "kit-pictures");

  if (self == NULL)
    {
      self = g_object_new (KIT_TYPE_PICTURES, NULL);
      g_object_set_data_full (G_OBJECT (session), "kit-pictures", self, g_object_unref);
    }

  return self;
}

void
kit_pictures_set_limit (KitPictures *self, gsize bytes)
{
  g_return_if_fail (KIT_IS_PICTURES (self));

  self->limit = bytes;
  shrink (self);
}

gsize
kit_pictures_get_size (KitPictures *self)
{
  g_return_val_if_fail (KIT_IS_PICTURES (self), 0);

  return self->size;
}

guint
kit_pictures_get_n_read (KitPictures *self)
{
  g_return_val_if_fail (KIT_IS_PICTURES (self), 0);

  return self->n_read;
}

/**
 * kit_pictures_forget:
 * @self: pictures
 * @file: a file
 *
 * The next who wants it reads it again.
 */
void
kit_pictures_forget (KitPictures *self, BizAttachment *file)
{
  g_return_if_fail (KIT_IS_PICTURES (self));
  g_return_if_fail (BIZ_IS_ATTACHMENT (file));

  for (GList *link = self->kept.head, *next; link != NULL; link = next)
    {
      Kept *kept = link->data;

      next = link->next;
      if (kept->id == biz_attachment_get_id (file))
        drop (self, link);
    }
}

KitDrawing *
kit_pictures_find (KitPictures *self, BizAttachment *file, int scale)
{
  Kept *kept;

  g_return_val_if_fail (KIT_IS_PICTURES (self), NULL);
  g_return_val_if_fail (BIZ_IS_ATTACHMENT (file), NULL);

  kept = find (self, file, scale);

  return kept != NULL && kept->drawing != NULL ? kit_drawing_ref (kept->drawing) : NULL;
}

/**
 * kit_pictures_load_async:
 * @self: pictures
 * @thread: the conversation
 * @file: a file of it
 * @scale: points a pixel of a widget
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * Reads @file through the ERP, as its preview does, unless it is kept; no other address is asked.
 */
void
kit_pictures_load_async (KitPictures *self,
                         BizThread *thread,
                         BizAttachment *file,
                         int scale,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (KIT_IS_PICTURES (self));
  g_return_if_fail (BIZ_IS_THREAD (thread));
  g_return_if_fail (BIZ_IS_ATTACHMENT (file));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kit_pictures_load_async);
  job = g_new0 (Job, 1);
  job->thread = g_object_ref (thread);
  job->file = g_object_ref (file);
  job->scale = CLAMP (scale, 1, 4);
  g_task_set_task_data (task, job, (GDestroyNotify)job_free);
  g_queue_push_tail (&self->waiting, task);
  start_next (self);
}

KitDrawing *
kit_pictures_load_finish (KitPictures *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
