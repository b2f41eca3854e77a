/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-store.h"

#include "demo-env-private.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

struct _DemoStore
{
  char *file;             /* (owned) */
  DemoRegistry *registry; /* (owned) */
  GMutex writing;         /* held during a writing transaction */
  DemoDb *writer;         /* (owned) */
  GMutex lock;            /* for readers */
  GPtrArray *readers;     /* (owned): idle ones */
};

static gboolean
create_groups (DemoEnv *env, GError **error)
{
  const DemoGroup *groups = demo_registry_get_groups (demo_env_get_registry (env));

  for (; groups && groups->xmlid; groups++)
    {
      gint64 id = demo_db_insert (demo_env_get_db (env), error,
                                  "INSERT INTO res_groups (name, create_uid, create_date,"
                                  " write_uid, write_date) VALUES (?, 1, ?, 1, ?)",
                                  "sss", groups->label, demo_env_now (env), demo_env_now (env));

      if (!id || !demo_env_set_ref (env, groups->xmlid, "res.groups", id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
create_models (DemoEnv *env, GError **error)
{
  GPtrArray *metas = demo_registry_get_metas (demo_env_get_registry (env));

  for (guint i = 0; i < metas->len; i++)
    {
      const DemoModel *model = ((DemoMeta *)g_ptr_array_index (metas, i))->model;

      if (!demo_db_insert (demo_env_get_db (env), error,
                           "INSERT INTO ir_model (name, model, transient, create_uid, create_date,"
                           " write_uid, write_date) VALUES (?, ?, ?, 1, ?, 1, ?)",
                           "ssiss", model->label, model->name, (gint64)model->transient,
                           demo_env_now (env), demo_env_now (env)))
        return FALSE;
    }
  return TRUE;
}

/* The superuser is there before everything: records say who made them. */
static gboolean
create_root (DemoEnv *env, GError **error)
{
  return demo_db_exec (demo_env_get_db (env), error,
                       "INSERT INTO res_users (id, login, active, create_uid, create_date,"
                       " write_uid, write_date) VALUES (1, '__system__', 0, 1, ?, 1, ?)",
                       "ss", demo_env_now (env), demo_env_now (env));
}

static gboolean
save_settings (DemoEnv *env, const DemoSeedOptions *options, GError **error)
{
  g_autofree char *uuid = g_uuid_string_random ();
  DemoDb *db = demo_env_get_db (env);

  return demo_db_exec (db, error, "INSERT INTO demo_setting VALUES ('seed', ?)", "i",
                       (gint64)options->seed)
         && demo_db_exec (db, error, "INSERT INTO demo_setting VALUES ('today', ?)", "s",
                          options->today)
         && demo_db_exec (db, error, "INSERT INTO demo_setting VALUES ('uuid', ?)", "s", uuid);
}

static gboolean
fill (DemoStore *self,
      const char *schema,
      guint version,
      DemoSeedFunc seed,
      const DemoSeedOptions *options,
      gint64 now,
      GError **error)
{
  g_autoptr (DemoEnv) env = NULL;
  g_autofree char *stamp = g_strdup_printf ("PRAGMA user_version=%u", version);

  /* Durability matters once there is something to lose. */
  if (!demo_db_script (self->writer, "PRAGMA synchronous=OFF; BEGIN IMMEDIATE", error))
    return FALSE;
  env = demo_env_new (self->registry, self->writer, now);
  if (!demo_db_script (self->writer, schema, error) || !create_root (env, error)
      || !create_groups (env, error) || !create_models (env, error)
      || !save_settings (env, options, error) || !seed (env, options, error)
      || !demo_env_flush (env, error) || !demo_db_script (self->writer, stamp, error)
      || !demo_db_script (self->writer, "COMMIT", error))
    {
      demo_db_script (self->writer, "ROLLBACK", NULL);
      return FALSE;
    }
  return demo_db_script (self->writer,
                         "ANALYZE; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA synchronous=NORMAL",
                         error);
}

static gboolean
make_folder (const char *file, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (file);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   "The folder %s cannot be made: %s", folder, g_strerror (errno));
      return FALSE;
    }
  /* The file holds passwords: nobody else reads it, nor what SQLite puts beside it. */
  fd = g_open (file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0 || fchmod (fd, 0600) != 0)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
                   "The data file %s cannot be opened: %s", file, g_strerror (errno));
      if (fd >= 0)
        g_close (fd, NULL);
      return FALSE;
    }
  return g_close (fd, error);
}

static gboolean
prepare (
    DemoStore *self, DemoSeedFunc seed, const DemoSeedOptions *options, gint64 now, GError **error)
{
  g_autofree char *schema = demo_registry_build_schema (self->registry);
  guint version = (g_str_hash (schema) & 0x3fffffff) | 1;
  gint64 present = demo_db_int (self->writer, error, "PRAGMA user_version", NULL);

  if (present == 0)
    return fill (self, schema, version, seed, options, now, error);
  if (present == version)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
               "The data file %s was made by another version of the demo company. Reset it.",
               self->file);
  return FALSE;
}

DemoStore *
demo_store_open (const char *file,
                 DemoRegistry *registry,
                 DemoSeedFunc seed,
                 const DemoSeedOptions *options,
                 gint64 now,
                 GError **error)
{
  g_autoptr (DemoStore) self = g_new0 (DemoStore, 1);

  self->file = g_strdup (file);
  self->registry = demo_registry_ref (registry);
  self->readers = g_ptr_array_new_with_free_func ((GDestroyNotify)demo_db_close);
  g_mutex_init (&self->writing);
  g_mutex_init (&self->lock);
  if (!make_folder (file, error))
    return NULL;
  self->writer = demo_db_open (file, FALSE, error);
  if (!self->writer || !prepare (self, seed, options, now, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
demo_store_close (DemoStore *self)
{
  if (!self)
    return;
  g_ptr_array_unref (self->readers);
  g_clear_pointer (&self->writer, demo_db_close);
  g_mutex_clear (&self->writing);
  g_mutex_clear (&self->lock);
  demo_registry_unref (self->registry);
  g_free (self->file);
  g_free (self);
}

DemoRegistry *
demo_store_get_registry (DemoStore *self)
{
  return self->registry;
}

DemoDb *
demo_store_begin (DemoStore *self, gboolean write, GError **error)
{
  DemoDb *db = NULL;

  if (write)
    {
      g_mutex_lock (&self->writing);
      if (demo_db_script (self->writer, "BEGIN IMMEDIATE", error))
        return self->writer;
      g_mutex_unlock (&self->writing);
      return NULL;
    }
  g_mutex_lock (&self->lock);
  if (self->readers->len > 0)
    db = g_ptr_array_steal_index_fast (self->readers, self->readers->len - 1);
  g_mutex_unlock (&self->lock);
  if (!db)
    db = demo_db_open (self->file, TRUE, error);
  if (db && !demo_db_script (db, "BEGIN", error))
    g_clear_pointer (&db, demo_db_close);
  return db;
}

gboolean
demo_store_end (DemoStore *self, DemoDb *db, gboolean write, gboolean commit, GError **error)
{
  gboolean done = !commit || demo_db_script (db, "COMMIT", error);

  if (!commit || !done)
    demo_db_script (db, "ROLLBACK", NULL);
  if (write)
    g_mutex_unlock (&self->writing);
  else
    {
      g_mutex_lock (&self->lock);
      g_ptr_array_add (self->readers, db);
      g_mutex_unlock (&self->lock);
    }
  return done;
}
