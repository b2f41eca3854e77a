/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "demo"

#include "config.h"

#include "demo-server.h"

#include "demo-fault.h"
#include "demo-http.h"

#include <glib/gstdio.h>
#include <stdio.h>

#define DATABASE "demo"

struct _DemoServer
{
  GObject parent_instance;

  DemoStore *store;      /* (owned) (nullable) */
  DemoFaults *faults;    /* (owned) */
  DemoHttp *http;        /* (nullable): the thread's */
  GThread *thread;       /* (owned) (nullable) */
  GMainContext *context; /* (owned) (nullable) */
  GMainLoop *loop;       /* (owned) (nullable) */
  char *folder;          /* (owned) (nullable): a temporary one */
  char *file;            /* (owned) */
  char *url;             /* (owned) */
  guint series;
  DemoClock clock;
  gpointer clock_data;
  gint64 shift; /* seconds between the real day and `today` */
};

G_DEFINE_FINAL_TYPE (DemoServer, demo_server, G_TYPE_OBJECT)

/* What the thread is given and what it gives back. */
typedef struct
{
  DemoServer *self;
  guint port;
  GMutex lock;
  GCond ready;
  gboolean done;
  GError *error; /* (owned) (nullable) */
} DemoStart;

static gint64
read_clock (gpointer data)
{
  DemoServer *self = data;

  if (self->clock)
    return self->clock (self->clock_data);
  return g_get_real_time () / G_USEC_PER_SEC + self->shift;
}

static gpointer
run_thread (gpointer data)
{
  DemoStart *start = data;
  DemoServer *self = start->self;
  GMainLoop *loop = self->loop;
  DemoHttp *http;

  g_main_context_push_thread_default (self->context);
  http = demo_http_new (self->store, self->faults, DATABASE, start->port, read_clock, self,
                        &start->error);
  self->http = http;
  g_mutex_lock (&start->lock);
  start->done = TRUE;
  g_cond_signal (&start->ready);
  g_mutex_unlock (&start->lock);
  if (http)
    {
      g_main_loop_run (loop);
      demo_http_close (http);
      demo_http_free (http);
    }
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static gboolean
start_thread (DemoServer *self, guint port, GError **error)
{
  DemoStart start = { self, port };

  g_mutex_init (&start.lock);
  g_cond_init (&start.ready);
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
  self->thread = g_thread_new ("demo-server", run_thread, &start);
  g_mutex_lock (&start.lock);
  while (!start.done)
    g_cond_wait (&start.ready, &start.lock);
  g_mutex_unlock (&start.lock);
  g_mutex_clear (&start.lock);
  g_cond_clear (&start.ready);
  if (!start.error)
    return TRUE;
  g_propagate_error (error, start.error);
  g_thread_join (g_steal_pointer (&self->thread));
  return FALSE;
}

/* The real time of day, on another day. */
static gboolean
set_today (DemoServer *self, const char *today, GError **error)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autofree char *text = g_strdup_printf ("%sT00:00:00Z", today);
  g_autoptr (GDateTime) day = g_date_time_new_from_iso8601 (text, utc);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (!day)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "'%s' is no day: write 2026-11-22.", today);
      return FALSE;
    }
  self->shift = g_date_time_to_unix (day) - (now - now % 86400);
  return TRUE;
}

static gboolean
choose_file (DemoServer *self, const DemoServerOptions *options, GError **error)
{
  g_autoptr (GFile) world = NULL;
  g_autoptr (GFile) file = NULL;

  if (options->file)
    {
      self->file = g_strdup (options->file);
      return TRUE;
    }
  self->folder = g_dir_make_tmp ("quittance-demo-XXXXXX", error);
  if (!self->folder)
    return FALSE;
  self->file = g_build_filename (self->folder, "demo.sqlite", NULL);
  if (!options->world)
    return TRUE;
  world = g_file_new_for_path (options->world);
  file = g_file_new_for_path (self->file);
  return g_file_copy (world, file, G_FILE_COPY_NONE, NULL, NULL, NULL, error);
}

static gboolean
open_store (DemoServer *self, const DemoServerOptions *options, GError **error)
{
  g_autoptr (DemoRegistry) registry = NULL;
  g_autoptr (GDateTime) now = g_date_time_new_from_unix_utc (read_clock (self));
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  DemoSeedOptions seed = { options->scale, options->seed, today, options->cases };

  registry = demo_registry_new (options->models ? options->models : demo_company_models,
                                options->models ? options->groups : demo_company_groups,
                                self->series, error);
  if (!registry)
    return FALSE;
  self->store = demo_store_open (self->file, registry,
                                 options->seed_func ? options->seed_func : demo_company_seed, &seed,
                                 read_clock (self), error);
  return self->store != NULL;
}

/**
 * demo_server_start:
 * @self: a server
 * @options: how
 * @error: return location for an error
 *
 * Returns: whether it listens
 */
gboolean
demo_server_start (DemoServer *self, const DemoServerOptions *options, GError **error)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), FALSE);
  g_return_val_if_fail (self->store == NULL, FALSE);

  self->series = options->series ? options->series : 19;
  self->clock = options->clock;
  self->clock_data = options->clock_data;
  if ((options->today && !set_today (self, options->today, error))
      || !choose_file (self, options, error) || !open_store (self, options, error)
      || !start_thread (self, options->port, error))
    {
      demo_server_stop (self);
      return FALSE;
    }
  self->url = g_strdup_printf ("http://127.0.0.1:%u", demo_http_get_port (self->http));
  return TRUE;
}

static void
remove_folder (DemoServer *self)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  if (!self->folder)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *path = g_strconcat (self->file, endings[i], NULL);

      g_unlink (path);
    }
  g_rmdir (self->folder);
  g_clear_pointer (&self->folder, g_free);
}

static gboolean
quit_cb (gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

void
demo_server_stop (DemoServer *self)
{
  g_return_if_fail (DEMO_IS_SERVER (self));

  if (self->thread)
    {
      g_autoptr (GSource) source = g_idle_source_new ();

      g_source_set_callback (source, quit_cb, self->loop, NULL);
      g_source_attach (source, self->context);
      g_thread_join (g_steal_pointer (&self->thread));
    }
  self->http = NULL;
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->context, g_main_context_unref);
  g_clear_pointer (&self->store, demo_store_close);
  remove_folder (self);
  g_clear_pointer (&self->file, g_free);
  g_clear_pointer (&self->url, g_free);
}

static void
demo_server_dispose (GObject *object)
{
  demo_server_stop (DEMO_SERVER (object));
  G_OBJECT_CLASS (demo_server_parent_class)->dispose (object);
}

static void
demo_server_finalize (GObject *object)
{
  DemoServer *self = DEMO_SERVER (object);

  demo_faults_free (self->faults);
  G_OBJECT_CLASS (demo_server_parent_class)->finalize (object);
}

static void
demo_server_class_init (DemoServerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = demo_server_dispose;
  object_class->finalize = demo_server_finalize;
}

static void
demo_server_init (DemoServer *self)
{
  self->faults = demo_faults_new ();
}

DemoServer *
demo_server_new (void)
{
  return g_object_new (DEMO_TYPE_SERVER, NULL);
}

const char *
demo_server_get_url (DemoServer *self)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), NULL);

  return self->url;
}

const char *
demo_server_get_database (DemoServer *self)
{
  return DATABASE;
}

void
demo_account_free (DemoAccount *self)
{
  g_free (self->role);
  g_free (self->login);
  g_free (self->password);
  g_free (self->key);
  g_free (self);
}

/* The seeded users; the table is the caller's. */
static GPtrArray *
list_accounts (DemoServer *self)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)demo_account_free);
  DemoDb *db = demo_store_begin (self->store, FALSE, NULL);
  g_autoptr (DemoStatement) rows = NULL;

  if (!db)
    return all;
  rows = demo_db_query (db, NULL,
                        "SELECT a.role, a.login, a.password, a.key, u.id FROM demo_account a"
                        " JOIN res_users u ON u.login = a.login ORDER BY a.position",
                        NULL);
  while (demo_statement_step (rows, NULL))
    {
      DemoAccount *account = g_new0 (DemoAccount, 1);

      account->role = g_strdup (demo_statement_text (rows, 0));
      account->login = g_strdup (demo_statement_text (rows, 1));
      account->password = g_strdup (demo_statement_text (rows, 2));
      account->key = g_strdup (demo_statement_text (rows, 3));
      account->uid = demo_statement_int (rows, 4);
      g_ptr_array_add (all, account);
    }
  g_clear_pointer (&rows, demo_statement_free);
  demo_store_end (self->store, db, FALSE, TRUE, NULL);
  return all;
}

/**
 * demo_server_get_account:
 * @self: a running server
 * @role: "controller", "credit", "agent", "manager", "admin"
 *
 * Returns: (transfer full) (nullable): how to sign in
 */
DemoAccount *
demo_server_get_account (DemoServer *self, const char *role)
{
  g_autoptr (GPtrArray) all = NULL;

  g_return_val_if_fail (DEMO_IS_SERVER (self) && self->store, NULL);

  all = list_accounts (self);
  for (guint i = 0; i < all->len; i++)
    if (g_strcmp0 (((DemoAccount *)g_ptr_array_index (all, i))->role, role) == 0)
      return g_ptr_array_steal_index (all, i);
  return NULL;
}

/**
 * demo_server_describe:
 * @self: a running server
 *
 * Returns: (transfer full): one line of JSON
 */
char *
demo_server_describe (DemoServer *self)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *version = NULL;

  g_return_val_if_fail (DEMO_IS_SERVER (self) && self->store, NULL);

  all = list_accounts (self);
  version = g_strdup_printf ("%u.0", self->series);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "url");
  json_builder_add_string_value (builder, self->url);
  json_builder_set_member_name (builder, "database");
  json_builder_add_string_value (builder, DATABASE);
  json_builder_set_member_name (builder, "version");
  json_builder_add_string_value (builder, version);
  json_builder_set_member_name (builder, "users");
  json_builder_begin_array (builder);
  for (guint i = 0; i < all->len; i++)
    {
      DemoAccount *account = g_ptr_array_index (all, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "login");
      json_builder_add_string_value (builder, account->login);
      json_builder_set_member_name (builder, "password");
      json_builder_add_string_value (builder, account->password);
      json_builder_set_member_name (builder, "key");
      json_builder_add_string_value (builder, account->key);
      json_builder_set_member_name (builder, "role");
      json_builder_add_string_value (builder, account->role);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

gboolean
demo_server_add_fault (DemoServer *self, const char *spec, GError **error)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self), FALSE);

  return demo_faults_add (self->faults, spec, error);
}

void
demo_server_clear_faults (DemoServer *self)
{
  g_return_if_fail (DEMO_IS_SERVER (self));

  demo_faults_clear (self->faults);
}

guint
demo_server_count_calls (DemoServer *self, const char *name)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self) && self->http, 0);

  return demo_http_count_calls (self->http, name);
}

guint
demo_server_count_pending (DemoServer *self)
{
  g_return_val_if_fail (DEMO_IS_SERVER (self) && self->http, 0);

  return demo_http_count_pending (self->http);
}
