/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-drawer.h"

#include "erp-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>

#define SUFFIX ".sealed"
#define LOCK_SUFFIX ".lock"
/* A text of this program is far smaller; what is larger is not read. */
#define MAX_BYTES (4 * 1024 * 1024)
#define MAX_FILES 200

struct _ErpDrawer
{
  GObject parent_instance;

  char *folder;      /* (owned) (nullable): of this server and database */
  GBytes *key;       /* (owned) (nullable) */
  char *identity;    /* (owned) */
  GHashTable *texts; /* (owned): name -> text */
  GHashTable *gone;  /* (owned): names removed before the files were read */
  GHashTable *held;  /* (owned): name -> descriptor of its lock; -1: in memory alone */
  GThreadPool *pool; /* (owned) (nullable): of one thread, so that writes keep their order */
};

G_DEFINE_FINAL_TYPE (ErpDrawer, erp_drawer, G_TYPE_OBJECT)

typedef struct
{
  char *path;    /* (owned) */
  GBytes *bytes; /* (owned) (nullable): NULL removes the file */
} Change;

static void
finish_pool (ErpDrawer *self)
{
  if (self->pool != NULL)
    g_thread_pool_free (g_steal_pointer (&self->pool), FALSE, TRUE);
}

static void
erp_drawer_finalize (GObject *object)
{
  ErpDrawer *self = ERP_DRAWER (object);

  finish_pool (self);
  g_free (self->folder);
  g_free (self->identity);
  g_clear_pointer (&self->key, g_bytes_unref);
  g_hash_table_unref (self->texts);
  g_hash_table_unref (self->gone);
  g_hash_table_unref (self->held);

  G_OBJECT_CLASS (erp_drawer_parent_class)->finalize (object);
}

static void
erp_drawer_class_init (ErpDrawerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_drawer_finalize;
}

static void
close_lock (gpointer data)
{
  const int fd = GPOINTER_TO_INT (data);

  if (fd >= 0)
    g_close (fd, NULL);
}

static void
erp_drawer_init (ErpDrawer *self)
{
  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, close_lock);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * erp_drawer_new:
 * @folder: (nullable): where the drawers of all servers are
 * @key: (nullable): seals; %NULL keeps everything in memory
 * @identity: of the server and database
 *
 * Returns: (transfer full): a drawer, nothing of an earlier run in it yet
 */
ErpDrawer *
erp_drawer_new (const char *folder, GBytes *key, const char *identity)
{
  ErpDrawer *self;

  g_return_val_if_fail (identity != NULL, NULL);

  self = g_object_new (ERP_TYPE_DRAWER, NULL);
  self->identity = g_strdup (identity);
  if (folder != NULL && key != NULL && g_bytes_get_size (key) == ERP_SEAL_KEY_SIZE)
    {
      g_autofree char *sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);

      self->folder = g_build_filename (folder, sum, NULL);
      self->key = g_bytes_ref (key);
    }

  return self;
}

gboolean
erp_drawer_is_lasting (ErpDrawer *self)
{
  g_return_val_if_fail (ERP_IS_DRAWER (self), FALSE);

  return self->key != NULL;
}

static gboolean
is_name (const char *name)
{
  return *name != '\0' && strlen (name) <= 80
         && strspn (name, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (name);
}

/* It opens at this place of this drawer alone. */
static char *
make_place (ErpDrawer *self, const char *name)
{
  return g_strdup_printf ("drawer/%s/%s", self->identity, name);
}

/* reading */

static void
read_file (ErpDrawer *self, const char *file, GHashTable *found)
{
  g_autofree char *path = g_build_filename (self->folder, file, NULL);
  g_autofree char *name = g_strndup (file, strlen (file) - strlen (SUFFIX));
  g_autofree char *place = make_place (self, name);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GError) error = NULL;
  GStatBuf status;
  char *content;
  gsize length;

  if (!is_name (name) || g_lstat (path, &status) != 0 || !S_ISREG (status.st_mode)
      || status.st_size > MAX_BYTES || !g_file_get_contents (path, &content, &length, &error))
    return;
  sealed = g_bytes_new_take (content, length);
  text = erp_unseal (self->key, sealed, place, &error);
  if (text == NULL)
    {
      g_debug ("A kept text does not open: %s", error->message);
      return;
    }
  g_hash_table_replace (found, g_steal_pointer (&name), g_steal_pointer (&text));
}

static void
load_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ErpDrawer *self = source;
  GHashTable *found = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GDir) dir = self->folder != NULL ? g_dir_open (self->folder, 0, NULL) : NULL;
  const char *file;

  while (dir != NULL && (file = g_dir_read_name (dir)) != NULL
         && g_hash_table_size (found) < MAX_FILES)
    if (g_str_has_suffix (file, SUFFIX))
      read_file (self, file, found);
  g_task_return_pointer (task, found, (GDestroyNotify)g_hash_table_unref);
}

void
erp_drawer_load_async (ErpDrawer *self,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (ERP_IS_DRAWER (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, erp_drawer_load_async);
  g_task_run_in_thread (task, load_thread);
}

/**
 * erp_drawer_load_finish:
 * @self: a drawer
 * @result: from the callback
 * @error: return location
 *
 * What was put meanwhile is newer and stays.
 *
 * Returns: FALSE when cancelled
 */
gboolean
erp_drawer_load_finish (ErpDrawer *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GHashTable) found = NULL;
  GHashTableIter iter;
  gpointer name, text;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  found = g_task_propagate_pointer (G_TASK (result), error);
  if (found == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, found);
  while (g_hash_table_iter_next (&iter, &name, &text))
    if (!g_hash_table_contains (self->texts, name) && !g_hash_table_contains (self->gone, name))
      g_hash_table_insert (self->texts, g_strdup (name), g_strdup (text));

  return TRUE;
}

/* writing */

static void
change_cb (gpointer data, gpointer user_data)
{
  Change *change = data;
  g_autofree char *folder = g_path_get_dirname (change->path);
  g_autoptr (GError) error = NULL;

  if (change->bytes == NULL)
    g_unlink (change->path);
  else if (g_mkdir_with_parents (folder, 0700) != 0
           || !g_file_set_contents_full (
               change->path, g_bytes_get_data (change->bytes, NULL),
               (gssize)g_bytes_get_size (change->bytes),
               G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600, &error))
    g_warning ("A text could not be kept on the disk: %s",
               error != NULL ? error->message : g_strerror (errno));
  g_clear_pointer (&change->bytes, g_bytes_unref);
  g_free (change->path);
  g_free (change);
}

/* Takes @bytes. */
static void
push (ErpDrawer *self, const char *name, GBytes *bytes)
{
  Change *change = g_new0 (Change, 1);
  g_autofree char *file = g_strconcat (name, SUFFIX, NULL);

  change->path = g_build_filename (self->folder, file, NULL);
  change->bytes = bytes;
  if (self->pool == NULL)
    self->pool = g_thread_pool_new (change_cb, NULL, 1, FALSE, NULL);
  g_thread_pool_push (self->pool, change, NULL);
}

/**
 * erp_drawer_put:
 * @self: a drawer
 * @name: of a-z, 0-9 and "-"
 * @text: what is kept in the place of what was there
 */
void
erp_drawer_put (ErpDrawer *self, const char *name, const char *text)
{
  g_autofree char *place = NULL;
  g_autoptr (GError) error = NULL;
  GBytes *sealed;

  g_return_if_fail (ERP_IS_DRAWER (self));
  g_return_if_fail (name != NULL && is_name (name) && text != NULL);

  if (g_strcmp0 (g_hash_table_lookup (self->texts, name), text) == 0)
    return;
  g_hash_table_replace (self->texts, g_strdup (name), g_strdup (text));
  g_hash_table_remove (self->gone, name);
  if (self->key == NULL || strlen (text) > MAX_BYTES / 2)
    return;
  place = make_place (self, name);
  sealed = erp_seal (self->key, text, place, &error);
  if (sealed != NULL)
    push (self, name, sealed);
  else
    g_warning ("A text could not be sealed: %s", error->message);
}

void
erp_drawer_remove (ErpDrawer *self, const char *name)
{
  g_return_if_fail (ERP_IS_DRAWER (self));
  g_return_if_fail (name != NULL && is_name (name));

  g_hash_table_remove (self->texts, name);
  g_hash_table_add (self->gone, g_strdup (name));
  if (self->key != NULL)
    push (self, name, NULL);
}

char *
erp_drawer_get (ErpDrawer *self, const char *name)
{
  g_return_val_if_fail (ERP_IS_DRAWER (self) && name != NULL, NULL);

  return g_strdup (g_hash_table_lookup (self->texts, name));
}

/* whose it is */

static char *
make_lock_path (ErpDrawer *self, const char *name)
{
  g_autofree char *file = g_strconcat (name, LOCK_SUFFIX, NULL);

  return g_build_filename (self->folder, file, NULL);
}

/* Locks the file at @path. -1 with @taken where somebody has it, without where there is none, or
 * it could not be made. */
static int
lock_file (const char *path, int flags, gboolean *taken)
{
  int fd = open (path, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
  struct stat status;

  *taken = FALSE;
  if (fd < 0)
    return -1;
  /* One that was given back between the two calls is a file no more. */
  *taken = flock (fd, LOCK_EX | LOCK_NB) != 0;
  if (!*taken && fstat (fd, &status) == 0 && status.st_nlink > 0)
    return fd;
  g_close (fd, NULL);

  return -1;
}

/**
 * erp_drawer_take:
 * @self: a drawer
 * @name: of a-z, 0-9 and "-"
 *
 * Nobody else is offered what is taken. The system gives it back when this program ends, however
 * it ends.
 *
 * Returns: FALSE where somebody has it
 */
gboolean
erp_drawer_take (ErpDrawer *self, const char *name)
{
  gboolean taken = FALSE;
  int fd = -1;

  g_return_val_if_fail (ERP_IS_DRAWER (self), FALSE);
  g_return_val_if_fail (name != NULL && is_name (name), FALSE);

  if (g_hash_table_contains (self->held, name))
    return FALSE;
  if (self->folder != NULL && g_mkdir_with_parents (self->folder, 0700) == 0)
    {
      g_autofree char *path = make_lock_path (self, name);

      fd = lock_file (path, O_CREAT, &taken);
    }
  if (!taken)
    g_hash_table_insert (self->held, g_strdup (name), GINT_TO_POINTER (fd));

  return !taken;
}

void
erp_drawer_give_back (ErpDrawer *self, const char *name)
{
  g_return_if_fail (ERP_IS_DRAWER (self));
  g_return_if_fail (name != NULL && is_name (name));

  if (self->folder != NULL && g_hash_table_contains (self->held, name))
    {
      g_autofree char *path = make_lock_path (self, name);

      g_unlink (path);
    }
  g_hash_table_remove (self->held, name);
}

/**
 * erp_drawer_is_taken:
 * @self: a drawer
 * @name: of a-z, 0-9 and "-"
 *
 * Returns: whether it is being written somewhere now
 */
gboolean
erp_drawer_is_taken (ErpDrawer *self, const char *name)
{
  g_autofree char *path = NULL;
  gboolean taken;
  int fd;

  g_return_val_if_fail (ERP_IS_DRAWER (self), FALSE);
  g_return_val_if_fail (name != NULL && is_name (name), FALSE);

  if (g_hash_table_contains (self->held, name))
    return TRUE;
  if (self->folder == NULL)
    return FALSE;
  path = make_lock_path (self, name);
  fd = lock_file (path, 0, &taken);
  if (fd >= 0)
    g_close (fd, NULL);

  return taken;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *)a, *(char *const *)b);
}

GStrv
erp_drawer_list (ErpDrawer *self)
{
  GPtrArray *names;
  GHashTableIter iter;
  gpointer name;

  g_return_val_if_fail (ERP_IS_DRAWER (self), NULL);

  names = g_ptr_array_new ();
  g_hash_table_iter_init (&iter, self->texts);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    g_ptr_array_add (names, g_strdup (name));
  g_ptr_array_sort (names, compare_names);
  g_ptr_array_add (names, NULL);

  return (GStrv)g_ptr_array_free (names, FALSE);
}

void
erp_drawer_flush (ErpDrawer *self)
{
  g_return_if_fail (ERP_IS_DRAWER (self));

  finish_pool (self);
}
