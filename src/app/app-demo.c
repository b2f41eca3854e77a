/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "app"

#include "config.h"

#include "app-demo.h"

#include "build-paths.h"
#include "erp-error.h"
#include "erp-json.h"
#include "erp-profile.h"
#include "erp-secret.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <sys/prctl.h>

#define PROGRAM "quittance-demo-erp"
#define READY_LINE_MAX 65536

typedef struct
{
  char *role;
  char *login;
  char *key;
} DemoUser;

struct _AppDemo
{
  GObject parent_instance;

  char *folder;             /* (owned) */
  char *program;            /* (owned) (nullable) */
  GSubprocess *child;       /* (owned) (nullable) */
  GDataInputStream *stream; /* (owned) (nullable): what the child prints */
  char *url;                /* (owned) (nullable): set while it runs */
  char *database;           /* (owned) (nullable) */
  GPtrArray *users;         /* (owned) (element-type DemoUser) */
  GPtrArray *starting;      /* (owned) (element-type GTask): all wait for the same start */
};

enum
{
  PROP_0,
  PROP_RUNNING,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (AppDemo, app_demo, G_TYPE_OBJECT)

static void
demo_user_free (DemoUser *user)
{
  g_free (user->role);
  g_free (user->login);
  erp_secret_free (user->key);
  g_free (user);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DemoUser, demo_user_free)

static char *
find_program (AppDemo *self)
{
  const char *from_environment = g_getenv ("QUITTANCE_DEMO_ERP");
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *installed = g_build_filename (QUITTANCE_LIBEXECDIR, PROGRAM, NULL);
  g_autofree char *built = g_build_filename (QUITTANCE_BUILD_LIBEXECDIR, PROGRAM, NULL);
  g_autofree char *build_root = g_path_get_dirname (QUITTANCE_BUILD_LIBEXECDIR);

  if (self->program != NULL)
    return g_strdup (self->program);
  if (from_environment != NULL && *from_environment != '\0')
    return g_strdup (from_environment);
  /* From a build tree, its own: an installed one may be older. */
  if (own != NULL && g_str_has_prefix (own, build_root))
    return g_steal_pointer (&built);
  if (g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_steal_pointer (&installed);
  return g_steal_pointer (&built);
}

static DemoUser *
parse_user (JsonNode *node, GError **error)
{
  g_autoptr (DemoUser) user = g_new0 (DemoUser, 1);
  const char *role, *login, *key;
  JsonObject *object;

  if (!erp_json_get_object (node, &object, error)
      || !erp_json_get_string (object, "role", &role, error)
      || !erp_json_get_string (object, "login", &login, error)
      || !erp_json_get_string (object, "key", &key, error))
    return NULL;
  if (role == NULL || login == NULL || key == NULL)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                           _ ("The demo company named a user without a key."));
      return NULL;
    }
  user->role = g_strdup (role);
  user->login = g_strdup (login);
  user->key = g_strdup (key);
  return g_steal_pointer (&user);
}

/* Reads the one line that says where the server is and who may sign in. */
static gboolean
parse_ready_line (AppDemo *self, const char *line, gsize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (line, MIN (length, READY_LINE_MAX));
  g_autoptr (JsonNode) node = erp_json_parse (bytes, error);
  const char *url, *database;
  JsonObject *object;
  JsonNode *users_node;
  JsonArray *users;

  if (node == NULL || !erp_json_get_object (node, &object, error)
      || !erp_json_get_string (object, "url", &url, error)
      || !erp_json_get_string (object, "database", &database, error)
      || (users_node = json_object_get_member (object, "users")) == NULL
      || !erp_json_get_array (users_node, &users, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL,
                             _ ("The demo company did not say who may sign in."));
      return FALSE;
    }
  g_ptr_array_set_size (self->users, 0);
  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      DemoUser *user = parse_user (json_array_get_element (users, i), error);

      if (user == NULL)
        return FALSE;
      g_ptr_array_add (self->users, user);
    }
  g_free (self->url);
  self->url = g_strdup (url);
  g_free (self->database);
  self->database = g_strdup (database);
  return TRUE;
}

/* Nothing of a server that has ended is kept: its keys went with it. */
static void
forget_server (AppDemo *self)
{
  gboolean was_running = self->url != NULL;

  g_clear_object (&self->stream);
  g_clear_object (&self->child);
  g_clear_pointer (&self->url, g_free);
  g_clear_pointer (&self->database, g_free);
  g_ptr_array_set_size (self->users, 0);
  if (was_running)
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
}

static void
end_child (AppDemo *self)
{
  if (self->child != NULL)
    g_subprocess_send_signal (self->child, SIGTERM);
  forget_server (self);
}

static void
finish_starting (AppDemo *self, const GError *error)
{
  g_autoptr (GPtrArray) tasks = g_steal_pointer (&self->starting);

  self->starting = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < tasks->len; i++)
    {
      GTask *task = g_ptr_array_index (tasks, i);

      if (error != NULL)
        g_task_return_error (task, g_error_copy (error));
      else
        g_task_return_boolean (task, TRUE);
    }
}

/* In the child: it must not outlive a program that was killed. */
static void
child_setup_cb (gpointer user_data)
{
  prctl (PR_SET_PDEATHSIG, SIGTERM);
}

static void
child_ended_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppDemo) self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  if (self->child == G_SUBPROCESS (source))
    forget_server (self);
}

static void
line_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (AppDemo) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *line = NULL;
  gsize length = 0;

  line =
      g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, &length, &error);
  if (self->stream != G_DATA_INPUT_STREAM (source))
    {
      /* Stopped meanwhile; a start that followed has a stream and tasks of its own. */
      return;
    }
  if (line == NULL && error == NULL)
    error = g_error_new_literal (
        ERP_ERROR, ERP_ERROR_SERVER,
        _ ("The demo company ended while it was starting. Reset it to begin with fresh data."));
  if (error == NULL)
    parse_ready_line (self, line, length, &error);
  if (line != NULL)
    explicit_bzero (line, length);

  if (error != NULL)
    end_child (self);
  else
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_RUNNING]);
  finish_starting (self, error);
}

static gboolean
spawn (AppDemo *self, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = NULL;
  g_autofree char *program = find_program (self);
  g_autofree char *data = g_build_filename (self->folder, "demo.sqlite", NULL);
  const char *scale = g_getenv ("QUITTANCE_DEMO_SCALE");
  g_autoptr (GPtrArray) argv = g_ptr_array_new ();

  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    {
      g_set_error (error, ERP_ERROR, ERP_ERROR_SERVER,
                   _ ("The folder %s for the demo company cannot be made. See who owns it."),
                   self->folder);
      return FALSE;
    }
  g_ptr_array_add (argv, program);
  g_ptr_array_add (argv, (gpointer) "--port");
  g_ptr_array_add (argv, (gpointer) "0");
  g_ptr_array_add (argv, (gpointer) "--data");
  g_ptr_array_add (argv, data);
  g_ptr_array_add (argv, (gpointer) "--die-with-parent");
  if (scale != NULL)
    {
      g_ptr_array_add (argv, (gpointer) "--scale");
      g_ptr_array_add (argv, (gpointer)scale);
    }
  g_ptr_array_add (argv, NULL);
  launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDIN_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, child_setup_cb, NULL, NULL);
  self->child = g_subprocess_launcher_spawnv (launcher, (const char *const *)argv->pdata, error);
  if (self->child == NULL)
    {
      g_prefix_error (error, "%s ", _ ("The demo company is not installed completely."));
      return FALSE;
    }
  self->stream = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->child));
  return TRUE;
}

static void
app_demo_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_RUNNING:
      g_value_set_boolean (value, app_demo_get_running (APP_DEMO (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
app_demo_dispose (GObject *object)
{
  app_demo_stop (APP_DEMO (object));

  G_OBJECT_CLASS (app_demo_parent_class)->dispose (object);
}

static void
app_demo_finalize (GObject *object)
{
  AppDemo *self = APP_DEMO (object);

  g_ptr_array_unref (self->starting);
  g_ptr_array_unref (self->users);
  g_free (self->folder);
  g_free (self->program);

  G_OBJECT_CLASS (app_demo_parent_class)->finalize (object);
}

static void
app_demo_class_init (AppDemoClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = app_demo_get_property;
  object_class->dispose = app_demo_dispose;
  object_class->finalize = app_demo_finalize;

  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
app_demo_init (AppDemo *self)
{
  self->starting = g_ptr_array_new_with_free_func (g_object_unref);
  self->users = g_ptr_array_new_with_free_func ((GDestroyNotify)demo_user_free);
}

/**
 * app_demo_new:
 * @folder: (nullable): where its data are kept; %NULL for the user's data folder
 * @program: (nullable): the server's executable; %NULL looks for it
 *
 * Returns: (transfer full): a demo company that has not been started
 */
AppDemo *
app_demo_new (const char *folder, const char *program)
{
  AppDemo *self = g_object_new (APP_TYPE_DEMO, NULL);

  self->folder = folder != NULL
                     ? g_strdup (folder)
                     : g_build_filename (g_get_user_data_dir (), "quittance", "demo", NULL);
  self->program = g_strdup (program);
  return self;
}

/**
 * app_demo_start_async:
 * @self: a demo company
 * @cancellable: (nullable): stops the waiting, not the server
 * @callback: called when the server answers
 * @user_data: for @callback
 *
 * Starts the server. One that runs already is used.
 */
void
app_demo_start_async (AppDemo *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GError) error = NULL;

  g_return_if_fail (APP_IS_DEMO (self));

  g_task_set_source_tag (task, app_demo_start_async);
  if (app_demo_get_running (self))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (self->child == NULL)
    {
      if (!spawn (self, &error))
        {
          g_task_return_error (task, g_steal_pointer (&error));
          return;
        }
      g_data_input_stream_read_line_async (self->stream, G_PRIORITY_DEFAULT, NULL, line_read_cb,
                                           g_object_ref (self));
      g_subprocess_wait_async (self->child, NULL, child_ended_cb, g_object_ref (self));
    }
  g_ptr_array_add (self->starting, g_steal_pointer (&task));
}

/**
 * app_demo_start_finish:
 * @self: a demo company
 * @result: what the callback was given
 * @error: why it could not be started
 *
 * Returns: whether the server runs
 */
gboolean
app_demo_start_finish (AppDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
restarted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (app_demo_start_finish (APP_DEMO (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* Only files that the server made: the folder may hold something of the person's. */
static void
delete_data (const char *folder)
{
  static const char *const endings[] = { "", "-wal", "-shm", "-journal" };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *name = g_strconcat ("demo.sqlite", endings[i], NULL);
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
}

static void
ended_for_reset_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  AppDemo *self = g_task_get_source_object (task);

  if (source != NULL)
    g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  delete_data (self->folder);
  app_demo_start_async (self, g_task_get_cancellable (task), restarted_cb, g_object_ref (task));
}

/**
 * app_demo_reset_async:
 * @self: a demo company
 * @cancellable: (nullable): a cancellable
 * @callback: called when the fresh server answers
 * @user_data: for @callback
 */
void
app_demo_reset_async (AppDemo *self,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GSubprocess) child = NULL;
  GTask *task;

  g_return_if_fail (APP_IS_DEMO (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, app_demo_reset_async);
  child = self->child != NULL ? g_object_ref (self->child) : NULL;
  app_demo_stop (self);
  if (child != NULL)
    g_subprocess_wait_async (child, NULL, ended_for_reset_cb, task);
  else
    ended_for_reset_cb (NULL, NULL, task);
}

/**
 * app_demo_reset_finish:
 * @self: a demo company
 * @result: what the callback was given
 * @error: why it could not be started afresh
 *
 * Returns: whether the fresh server runs
 */
gboolean
app_demo_reset_finish (AppDemo *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * app_demo_stop:
 * @self: a demo company
 *
 * Asks the server to end; it loses nothing.
 */
void
app_demo_stop (AppDemo *self)
{
  g_autoptr (GError) stopped = NULL;

  g_return_if_fail (APP_IS_DEMO (self));

  if (self->child == NULL)
    return;
  end_child (self);
  stopped = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "stopped");
  finish_starting (self, stopped);
}

/**
 * app_demo_get_running:
 * @self: a demo company
 *
 * Returns: whether its server answers
 */
gboolean
app_demo_get_running (AppDemo *self)
{
  g_return_val_if_fail (APP_IS_DEMO (self), FALSE);

  return self->url != NULL;
}

static DemoUser *
find_user (AppDemo *self, const char *role)
{
  for (guint i = 0; i < self->users->len; i++)
    {
      DemoUser *user = g_ptr_array_index (self->users, i);

      if (g_str_equal (user->role, role))
        return user;
    }
  return NULL;
}

/**
 * app_demo_dup_profile:
 * @self: a running demo company
 * @role: whose place to take
 *
 * Returns: (transfer full) (nullable): a profile for this run of the server
 */
ErpProfile *
app_demo_dup_profile (AppDemo *self, const char *role)
{
  DemoUser *user;
  ErpProfile *profile;

  g_return_val_if_fail (APP_IS_DEMO (self), NULL);
  g_return_val_if_fail (role != NULL, NULL);

  user = find_user (self, role);
  if (user == NULL)
    return NULL;
  profile = erp_profile_new (_ ("Demo company"), self->url, self->database, user->login);
  g_object_set (profile, "is-demo", TRUE, "kind", ERP_PROFILE_TRAINING, NULL);
  return profile;
}

/**
 * app_demo_get_key:
 * @self: a running demo company
 * @role: whose place to take
 *
 * Returns: (transfer none) (nullable): the key of that role
 */
const char *
app_demo_get_key (AppDemo *self, const char *role)
{
  DemoUser *user;

  g_return_val_if_fail (APP_IS_DEMO (self), NULL);
  g_return_val_if_fail (role != NULL, NULL);

  user = find_user (self, role);
  return user != NULL ? user->key : NULL;
}

/**
 * app_demo_get_role_label:
 * @role: "controller", "credit", "agent" or "manager"
 *
 * Returns: the name of the role, translated
 */
const char *
app_demo_get_role_label (const char *role)
{
  g_return_val_if_fail (role != NULL, "");

  if (g_str_equal (role, "controller"))
    return _ ("Finance controller");
  if (g_str_equal (role, "credit"))
    return _ ("Credit manager");
  if (g_str_equal (role, "agent"))
    return _ ("Service agent");
  return _ ("Manager");
}
