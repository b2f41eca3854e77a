/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "kit"

#include "config.h"

#include "kit-preview-client.h"

#include "build-paths.h"
#include "erp-error.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define PROGRAM "quittance-preview"
#define PATIENCE_MS 20000

/* A request that waits for its turn or for its answer. */
typedef struct
{
  GTask *task;   /* (owned) */
  GBytes *frame; /* (owned) */
  PreviewOpcode answer;
  guint32 serial;
} Pending;

struct _KitPreviewClient
{
  GObject parent_instance;

  char *program;                 /* (owned) (nullable) */
  GSubprocess *child;            /* (owned) (nullable) */
  GSocketConnection *connection; /* (owned) (nullable) */
  GQueue waiting;                /* (element-type Pending) */
  Pending *current;              /* (owned) (nullable) */
  GError *failed;                /* (owned) (nullable): nothing is asked any more */
  GCancellable *io;              /* (owned): ends reading and writing */
  guint8 raw_head[PREVIEW_HEAD_SIZE];
  PreviewHead head;
  guint8 *payload; /* (owned) (nullable): being read */
  guint patience;  /* ms */
  guint patience_source;
  guint32 last_serial;
};

G_DEFINE_FINAL_TYPE (KitPreviewClient, kit_preview_client, G_TYPE_OBJECT)

static void start_next (KitPreviewClient *self);

static void
pending_free (Pending *pending)
{
  g_clear_object (&pending->task);
  g_clear_pointer (&pending->frame, g_bytes_unref);
  g_free (pending);
}

static GError *
new_failure (PreviewFailure failure)
{
  static const char *const words[] = {
    [PREVIEW_FAILURE_UNSUPPORTED] = N_ ("This kind of file is not shown here. Save it, and open it "
                                        "with a program that you trust with it."),
    [PREVIEW_FAILURE_DAMAGED] =
        N_ ("This file is damaged or not what it says it is. Ask the sender for another copy."),
    [PREVIEW_FAILURE_TOO_LARGE] = N_ ("This file is too large to be shown. Save it instead."),
    [PREVIEW_FAILURE_LOCKED] = N_ ("This file is locked with a password. Save it, and open it "
                                   "where the password can be given."),
    [PREVIEW_FAILURE_EMPTY] = N_ ("This file is empty."),
    [PREVIEW_FAILURE_REQUEST] = N_ ("This cannot be done with this file."),
  };

  return g_error_new_literal (ERP_ERROR, ERP_ERROR_VALIDATION, _ (words[failure]));
}

/* Ends the helper, and with it everything that was asked. Takes @error. */
static void
give_up (KitPreviewClient *self, GError *error)
{
  g_autoptr (KitPreviewClient) alive = g_object_ref (self);
  GQueue waiting = self->waiting;
  Pending *current = g_steal_pointer (&self->current);

  if (self->failed == NULL)
    self->failed = error;
  else
    g_error_free (error);
  g_clear_handle_id (&self->patience_source, g_source_remove);
  g_cancellable_cancel (self->io);
  if (self->child != NULL)
    g_subprocess_force_exit (self->child);
  g_queue_init (&self->waiting);
  if (current != NULL)
    g_queue_push_head (&waiting, current);
  for (Pending *p; (p = g_queue_pop_head (&waiting)) != NULL; pending_free (p))
    g_task_return_error (p->task, g_error_copy (self->failed));
}

static void
give_up_broken (KitPreviewClient *self)
{
  give_up (self, g_error_new_literal (ERP_ERROR, ERP_ERROR_VALIDATION,
                                      _ ("This file could not be shown: reading it failed. Save "
                                         "it only if you trust where it comes from.")));
}

static gboolean
patience_cb (gpointer user_data)
{
  KitPreviewClient *self = user_data;

  self->patience_source = 0;
  give_up (self, g_error_new_literal (ERP_ERROR, ERP_ERROR_TIMEOUT,
                                      _ ("This file takes too long to be read, so reading was "
                                         "stopped. Save it instead.")));

  return G_SOURCE_REMOVE;
}

static void
answer (KitPreviewClient *self)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&self->payload), self->head.length);
  g_autoptr (GVariant) payload = preview_payload_parse (self->head.opcode, bytes);
  Pending *pending = self->current;
  guint32 failure;

  if (payload == NULL || self->head.serial != pending->serial
      || (self->head.opcode != pending->answer && self->head.opcode != PREVIEW_FAILED))
    {
      give_up_broken (self);
      return;
    }

  self->current = NULL;
  g_clear_handle_id (&self->patience_source, g_source_remove);
  if (self->head.opcode == PREVIEW_FAILED)
    {
      g_variant_get (payload, "(u)", &failure);
      g_task_return_error (pending->task, new_failure (failure));
    }
  else
    g_task_return_pointer (pending->task, g_steal_pointer (&payload),
                           (GDestroyNotify)g_variant_unref);
  pending_free (pending);
  start_next (self);
}

static void
payload_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitPreviewClient) self = user_data;
  gsize n = 0;
  const gboolean good = g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n, NULL);

  if (self->current == NULL)
    return;
  if (!good || n != self->head.length)
    give_up_broken (self);
  else
    answer (self);
}

static void
head_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitPreviewClient) self = user_data;
  gsize n = 0;
  const gboolean good = g_input_stream_read_all_finish (G_INPUT_STREAM (source), result, &n, NULL);

  if (self->current == NULL)
    return;
  if (!good || n != sizeof self->raw_head || !preview_head_parse (self->raw_head, &self->head))
    {
      give_up_broken (self);
      return;
    }
  g_free (self->payload);
  self->payload = g_malloc (MAX (self->head.length, 1));
  g_input_stream_read_all_async (G_INPUT_STREAM (source), self->payload, self->head.length,
                                 G_PRIORITY_DEFAULT, self->io, payload_read_cb,
                                 g_object_ref (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KitPreviewClient) self = user_data;
  GInputStream *input;

  if (self->current == NULL)
    return;
  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    {
      give_up_broken (self);
      return;
    }
  input = g_io_stream_get_input_stream (G_IO_STREAM (self->connection));
  g_input_stream_read_all_async (input, self->raw_head, sizeof self->raw_head, G_PRIORITY_DEFAULT,
                                 self->io, head_read_cb, g_object_ref (self));
}

static void
start_next (KitPreviewClient *self)
{
  GOutputStream *output;
  gconstpointer data;
  gsize length;

  while (self->current == NULL && (self->current = g_queue_pop_head (&self->waiting)) != NULL)
    {
      if (!g_task_return_error_if_cancelled (self->current->task))
        break;
      g_clear_pointer (&self->current, pending_free);
    }
  if (self->current == NULL || self->patience_source != 0)
    return;

  output = g_io_stream_get_output_stream (G_IO_STREAM (self->connection));
  data = g_bytes_get_data (self->current->frame, &length);
  self->patience_source = g_timeout_add (self->patience, patience_cb, self);
  g_output_stream_write_all_async (output, data, length, G_PRIORITY_DEFAULT, self->io, written_cb,
                                   g_object_ref (self));
}

static PreviewOpcode
get_answer (PreviewOpcode request)
{
  return request - PREVIEW_OPEN + PREVIEW_INFO;
}

/* Takes @task and a floating @payload. */
static void
enqueue (KitPreviewClient *self, PreviewOpcode request, GVariant *payload, GTask *task)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->task = task;
  pending->serial = ++self->last_serial;
  pending->answer = get_answer (request);
  pending->frame = preview_frame_new (request, pending->serial, payload);
  if (self->failed != NULL)
    g_task_return_error (task, g_error_copy (self->failed));
  else if (pending->frame == NULL || self->connection == NULL)
    g_task_return_error (task, new_failure (PREVIEW_FAILURE_REQUEST));
  else
    {
      g_queue_push_tail (&self->waiting, pending);
      start_next (self);
      return;
    }
  pending_free (pending);
}

static char *
find_program (KitPreviewClient *self)
{
  const char *from_environment = g_getenv ("QUITTANCE_PREVIEW");
  g_autofree char *own = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *installed = g_build_filename (QUITTANCE_LIBEXECDIR, PROGRAM, NULL);

  if (self->program != NULL)
    return g_strdup (self->program);
  if (from_environment != NULL && *from_environment != '\0')
    return g_strdup (from_environment);
  /* From a build tree, its own: an installed one may be older. */
  if ((own != NULL && g_str_has_prefix (own, QUITTANCE_BUILD_ROOT))
      || !g_file_test (installed, G_FILE_TEST_IS_EXECUTABLE))
    return g_build_filename (QUITTANCE_BUILD_ROOT, "src", "preview", PROGRAM, NULL);

  return g_steal_pointer (&installed);
}

/* What fonts and texts need, and nothing that the person's session knows. */
static char **
make_environment (void)
{
  static const char *const kept[] = {
    "HOME",           "LANG",           "LC_ALL",          "LC_CTYPE",     "XDG_DATA_HOME",
    "XDG_DATA_DIRS",  "XDG_CACHE_HOME", "XDG_CONFIG_HOME", "ASAN_OPTIONS", "FONTCONFIG_FILE",
    "FONTCONFIG_PATH"
  };
  char **environment = g_new0 (char *, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++)
    {
      if (g_getenv (kept[i]) != NULL)
        environment = g_environ_setenv (environment, kept[i], g_getenv (kept[i]), TRUE);
    }

  return environment;
}

static gboolean
spawn (KitPreviewClient *self, int fd, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *program = find_program (self);
  g_auto (GStrv) environment = make_environment ();
  g_autoptr (GSocket) socket = NULL;
  const int file = fcntl (fd, F_DUPFD_CLOEXEC, 10);
  int pair[2];

  if (file < 0 || socketpair (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
    {
      if (file >= 0)
        close (file);
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                           _ ("Too many files are open. Close some windows and try again."));
      return FALSE;
    }

  g_subprocess_launcher_set_environ (launcher, environment);
  g_subprocess_launcher_take_fd (launcher, pair[1], PREVIEW_SOCKET_FD);
  g_subprocess_launcher_take_fd (launcher, file, PREVIEW_FILE_FD);
  socket = g_socket_new_from_fd (pair[0], error);
  if (socket == NULL)
    {
      close (pair[0]);
      return FALSE;
    }
  self->child = g_subprocess_launcher_spawn (launcher, error, program, "--child", NULL);
  if (self->child == NULL)
    {
      g_prefix_error (error, "%s ",
                      _ ("The program that reads files, quittance-preview, could not be started. "
                         "Install Quittance again."));
      return FALSE;
    }
  self->connection = g_socket_connection_factory_create_connection (socket);

  return TRUE;
}

static void
kit_preview_client_dispose (GObject *object)
{
  KitPreviewClient *self = KIT_PREVIEW_CLIENT (object);

  kit_preview_client_close (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->child);

  G_OBJECT_CLASS (kit_preview_client_parent_class)->dispose (object);
}

static void
kit_preview_client_finalize (GObject *object)
{
  KitPreviewClient *self = KIT_PREVIEW_CLIENT (object);

  g_clear_object (&self->io);
  g_clear_error (&self->failed);
  g_free (self->payload);
  g_free (self->program);

  G_OBJECT_CLASS (kit_preview_client_parent_class)->finalize (object);
}

static void
kit_preview_client_class_init (KitPreviewClientClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = kit_preview_client_dispose;
  object_class->finalize = kit_preview_client_finalize;
}

static void
kit_preview_client_init (KitPreviewClient *self)
{
  self->io = g_cancellable_new ();
  self->patience = PATIENCE_MS;
  g_queue_init (&self->waiting);
}

/**
 * kit_preview_client_new:
 *
 * Returns: (transfer full): a client for one file; nothing is started yet
 */
KitPreviewClient *
kit_preview_client_new (void)
{
  return g_object_new (KIT_TYPE_PREVIEW_CLIENT, NULL);
}

/**
 * kit_preview_client_set_program:
 * @self: a client
 * @program: a program to start instead of the one that belongs to this build
 */
void
kit_preview_client_set_program (KitPreviewClient *self, const char *program)
{
  g_return_if_fail (KIT_IS_PREVIEW_CLIENT (self));

  g_free (self->program);
  self->program = g_strdup (program);
}

/**
 * kit_preview_client_set_patience:
 * @self: a client
 * @milliseconds: how long one answer may take
 */
void
kit_preview_client_set_patience (KitPreviewClient *self, guint milliseconds)
{
  g_return_if_fail (KIT_IS_PREVIEW_CLIENT (self));

  self->patience = milliseconds;
}

/**
 * kit_preview_client_open_async:
 * @self: a client that has opened nothing yet
 * @fd: the file, from its current position; duplicated
 * @name: (nullable): what it is called
 * @media_type: (nullable): what it is said to be
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Starts the helper and lets it look at the file.
 */
void
kit_preview_client_open_async (KitPreviewClient *self,
                               int fd,
                               const char *name,
                               const char *media_type,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *valid_name = g_utf8_make_valid (name != NULL ? name : "", -1);
  g_autofree char *valid_type = g_utf8_make_valid (media_type != NULL ? media_type : "", -1);

  g_return_if_fail (KIT_IS_PREVIEW_CLIENT (self));
  g_return_if_fail (self->child == NULL);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kit_preview_client_open_async);
  if (!spawn (self, fd, &error))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  enqueue (self, PREVIEW_OPEN, g_variant_new ("(ss)", valid_name, valid_type),
           g_steal_pointer (&task));
}

/* A descriptor of a file that is nowhere, or -1. */
static int
hold (GBytes *bytes)
{
  gsize length, done = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  const int fd = memfd_create ("quittance-preview", MFD_CLOEXEC);
  gssize n = 1;

  while (fd >= 0 && done < length && n > 0)
    {
      n = write (fd, data + done, length - done);
      done += n > 0 ? (gsize)n : 0;
    }
  if (fd >= 0 && (done < length || lseek (fd, 0, SEEK_SET) != 0))
    {
      close (fd);
      return -1;
    }

  return fd;
}

/**
 * kit_preview_client_open_bytes_async:
 * @self: a client that has opened nothing yet
 * @bytes: a file
 * @name: (nullable): what it is called
 * @media_type: (nullable): what it is said to be
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * As kit_preview_client_open_async ().
 */
void
kit_preview_client_open_bytes_async (KitPreviewClient *self,
                                     GBytes *bytes,
                                     const char *name,
                                     const char *media_type,
                                     GCancellable *cancellable,
                                     GAsyncReadyCallback callback,
                                     gpointer user_data)
{
  const int fd = hold (bytes);

  g_return_if_fail (KIT_IS_PREVIEW_CLIENT (self));

  if (fd < 0)
    {
      g_task_report_new_error (self, callback, user_data, kit_preview_client_open_bytes_async,
                               ERP_ERROR, ERP_ERROR_VALIDATION, "%s",
                               _ ("There is not enough memory for this file. Save it instead."));
      return;
    }
  kit_preview_client_open_async (self, fd, name, media_type, cancellable, callback, user_data);
  close (fd);
}

/**
 * kit_preview_client_ask_async:
 * @self: a client
 * @request: what is wanted
 * @payload: of its format; a floating one is taken
 * @cancellable: (nullable): drops the request where its turn has not come
 * @callback: called when done
 * @user_data: for @callback
 *
 * Requests are answered one after another.
 */
void
kit_preview_client_ask_async (KitPreviewClient *self,
                              PreviewOpcode request,
                              GVariant *payload,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task;

  g_return_if_fail (KIT_IS_PREVIEW_CLIENT (self));
  g_return_if_fail (request > PREVIEW_OPEN && request <= PREVIEW_SEARCH);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, kit_preview_client_ask_async);
  enqueue (self, request, payload, task);
}

/**
 * kit_preview_client_finish:
 * @self: a client
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the answer's payload
 */
GVariant *
kit_preview_client_finish (KitPreviewClient *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * kit_preview_client_close:
 * @self: a client
 *
 * Ends the helper. May be called again.
 */
void
kit_preview_client_close (KitPreviewClient *self)
{
  g_return_if_fail (KIT_IS_PREVIEW_CLIENT (self));

  if (self->failed == NULL)
    give_up (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "closed"));
}

/**
 * kit_preview_client_get_identifier:
 * @self: a client
 *
 * Returns: (nullable): the process that reads the file
 */
const char *
kit_preview_client_get_identifier (KitPreviewClient *self)
{
  g_return_val_if_fail (KIT_IS_PREVIEW_CLIENT (self), NULL);

  return self->child != NULL ? g_subprocess_get_identifier (self->child) : NULL;
}
