/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "erp"

#include "config.h"

#include "erp-journal-store.h"

#include "erp-error.h"
#include "erp-json.h"
#include "erp-seal.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <unistd.h>

#define BUSY_MS 5000
#define VERSION 1

struct _ErpJournalStore
{
  GObject parent_instance;

  char *path;     /* (owned) (nullable): NULL keeps it in memory */
  GBytes *key;    /* (owned) (nullable) */
  char *identity; /* (owned): a hash, so that the file does not name the server */
  char *owner;    /* (owned) */
  sqlite3 *db;    /* (owned) (nullable) */
  gint64 data_version;
};

G_DEFINE_FINAL_TYPE (ErpJournalStore, erp_journal_store, G_TYPE_OBJECT)

static const char *const state_names[] = {
  [ERP_JOB_INTENDED] = "intended", [ERP_JOB_SENT] = "sent", [ERP_JOB_VERIFYING] = "verifying",
  [ERP_JOB_WAITING] = "waiting",   [ERP_JOB_DONE] = "done", [ERP_JOB_REFUSED] = "refused",
  [ERP_JOB_UNKNOWN] = "unknown",
};

#define ENDED "('done','refused')"

static const char schema[] =
    "CREATE TABLE IF NOT EXISTS job ("
    " id TEXT PRIMARY KEY, identity TEXT NOT NULL, kind TEXT NOT NULL, state TEXT NOT NULL,"
    " created INTEGER NOT NULL, changed INTEGER NOT NULL, next_look INTEGER NOT NULL,"
    " sent INTEGER NOT NULL, wish TEXT, secret BLOB, summary BLOB,"
    " result_model TEXT, result_id INTEGER, error_code INTEGER NOT NULL,"
    " owner TEXT, lease_until INTEGER NOT NULL) WITHOUT ROWID;"
    "CREATE UNIQUE INDEX IF NOT EXISTS job_wish ON job (identity, wish)"
    " WHERE wish IS NOT NULL;"
    "CREATE INDEX IF NOT EXISTS job_created ON job (identity, created);";

static gboolean
fail (ErpJournalStore *self, GError **error)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               _ ("The journal on this computer cannot be written, so nothing was sent: %s"),
               self->db != NULL ? sqlite3_errmsg (self->db) : _ ("it is not open"));
  return FALSE;
}

static gboolean
execute (ErpJournalStore *self, const char *sql, GError **error)
{
  if (self->db != NULL && sqlite3_exec (self->db, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;

  return fail (self, error);
}

static sqlite3_stmt *
prepare (ErpJournalStore *self, const char *sql, GError **error)
{
  sqlite3_stmt *statement = NULL;

  if (self->db == NULL || sqlite3_prepare_v2 (self->db, sql, -1, &statement, NULL) != SQLITE_OK)
    fail (self, error);

  return statement;
}

static void
bind_text (sqlite3_stmt *statement, const char *name, const char *text)
{
  sqlite3_bind_text (statement, sqlite3_bind_parameter_index (statement, name), text, -1,
                     SQLITE_TRANSIENT);
}

static void
bind_int (sqlite3_stmt *statement, const char *name, gint64 value)
{
  sqlite3_bind_int64 (statement, sqlite3_bind_parameter_index (statement, name), value);
}

static void
bind_bytes (sqlite3_stmt *statement, const char *name, GBytes *bytes)
{
  if (bytes != NULL)
    sqlite3_bind_blob64 (statement, sqlite3_bind_parameter_index (statement, name),
                         g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                         SQLITE_TRANSIENT);
}

static gboolean
step_to_end (ErpJournalStore *self, sqlite3_stmt *statement, GError **error)
{
  const int rc = sqlite3_step (statement);
  const int extended = sqlite3_extended_errcode (self->db);

  sqlite3_finalize (statement);
  if (rc == SQLITE_DONE)
    return TRUE;
  if (extended == SQLITE_CONSTRAINT_UNIQUE)
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                           _ ("The same is under way already. Look at it in the journal before "
                              "doing it again."));
      return FALSE;
    }

  return fail (self, error);
}

/* Names of members and what they hold, sealed as one; NULL without a key. */
static GBytes *
seal_texts (ErpJournalStore *self,
            const char *id,
            const char *column,
            const char *const *names,
            const char *const *texts,
            GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autofree char *json = NULL;
  g_autofree char *place = g_strjoin ("|", self->identity, id, column, NULL);

  if (self->key == NULL)
    return NULL;

  for (gsize i = 0; names[i] != NULL; i++)
    if (texts[i] != NULL)
      json_object_set_string_member (object, names[i], texts[i]);
  json_node_set_object (node, object);
  json = erp_json_to_string (node);

  return erp_seal (self->key, json, place, error);
}

static gboolean
bind_sealed (ErpJournalStore *self,
             sqlite3_stmt *statement,
             const ErpJournalRecord *record,
             GError **error)
{
  static const char *const secret_names[] = { "body", "baseline", NULL };
  static const char *const summary_names[] = { "title", "result", "error", "server", NULL };
  const char *const secret[] = { record->body, record->baseline };
  const char *const summary[] = { record->title, record->result_name, record->error_message,
                                  record->server_message };
  g_autoptr (GBytes) sealed_summary = NULL;
  g_autoptr (GBytes) sealed_secret = NULL;

  if (self->key == NULL)
    return TRUE;

  sealed_summary = seal_texts (self, record->id, "summary", summary_names, summary, error);
  if (sealed_summary == NULL)
    return FALSE;
  bind_bytes (statement, ":summary", sealed_summary);

  if (erp_job_state_is_ended (record->state))
    return TRUE;
  sealed_secret = seal_texts (self, record->id, "secret", secret_names, secret, error);
  if (sealed_secret == NULL)
    return FALSE;
  bind_bytes (statement, ":secret", sealed_secret);

  return TRUE;
}

/* A wish is told from others, not told: equal ones have equal prints, under the key. */
static void
bind_wish (ErpJournalStore *self, sqlite3_stmt *statement, const ErpJournalRecord *record)
{
  g_autofree char *print = NULL;

  if (self->key == NULL || record->wish == NULL || erp_job_state_is_ended (record->state))
    return;

  print = g_compute_hmac_for_string (G_CHECKSUM_SHA256, g_bytes_get_data (self->key, NULL),
                                     g_bytes_get_size (self->key), record->wish, -1);
  bind_text (statement, ":wish", print);
}

static gboolean
bind_record (ErpJournalStore *self,
             sqlite3_stmt *statement,
             const ErpJournalRecord *record,
             gint64 lease_until,
             GError **error)
{
  const gboolean leased =
      !erp_job_state_is_ended (record->state) && record->state != ERP_JOB_UNKNOWN;

  bind_text (statement, ":id", record->id);
  bind_text (statement, ":identity", self->identity);
  bind_text (statement, ":kind", record->kind);
  bind_text (statement, ":state", state_names[record->state]);
  bind_int (statement, ":created", record->created);
  bind_int (statement, ":changed", record->changed);
  bind_int (statement, ":next_look", record->next_look);
  bind_int (statement, ":sent", record->sent);
  bind_text (statement, ":result_model", record->result_model);
  bind_int (statement, ":result_id", record->result_id);
  bind_int (statement, ":error_code", record->error_code);
  bind_text (statement, ":me", self->owner);
  bind_text (statement, ":owner", leased ? self->owner : NULL);
  bind_int (statement, ":lease_until", leased ? lease_until : 0);
  bind_wish (self, statement, record);

  return bind_sealed (self, statement, record, error);
}

static void
erp_journal_store_finalize (GObject *object)
{
  ErpJournalStore *self = ERP_JOURNAL_STORE (object);

  sqlite3_close_v2 (self->db);
  g_free (self->path);
  g_free (self->identity);
  g_free (self->owner);
  g_clear_pointer (&self->key, g_bytes_unref);

  G_OBJECT_CLASS (erp_journal_store_parent_class)->finalize (object);
}

static void
erp_journal_store_class_init (ErpJournalStoreClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = erp_journal_store_finalize;
}

static void
erp_journal_store_init (ErpJournalStore *self)
{
  self->owner = g_uuid_string_random ();
}

/**
 * erp_journal_store_new:
 * @path: (nullable): the file; %NULL keeps it in memory
 * @sealing_key: (nullable): 32 bytes; without it no word of a job reaches the disk
 * @identity: tells servers and databases apart
 *
 * Returns: (transfer full): a store that is not open yet
 */
ErpJournalStore *
erp_journal_store_new (const char *path, GBytes *sealing_key, const char *identity)
{
  ErpJournalStore *self = g_object_new (ERP_TYPE_JOURNAL_STORE, NULL);

  self->path = g_strdup (path);
  self->key = sealing_key != NULL ? g_bytes_ref (sealing_key) : NULL;
  self->identity = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);

  return self;
}

const char *
erp_journal_store_get_owner (ErpJournalStore *self)
{
  return self->owner;
}

/* Made before SQLite sees it, so that it is never open to others, and its -wal and -shm files
 * take its mode. */
static gboolean
make_file (ErpJournalStore *self, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  int fd;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    {
      fd = g_open (self->path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
      if (fd >= 0 && fchmod (fd, 0600) == 0)
        {
          close (fd);
          return TRUE;
        }
      if (fd >= 0)
        close (fd);
    }

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno),
               _ ("The journal %s cannot be made: %s"), self->path, g_strerror (errno));
  return FALSE;
}

gboolean
erp_journal_store_open (ErpJournalStore *self, GError **error)
{
  static const int flags =
      SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;

  if (self->path != NULL && !make_file (self, error))
    return FALSE;
  if (sqlite3_open_v2 (self->path != NULL ? self->path : ":memory:", &self->db,
                       self->path != NULL ? flags : flags & ~SQLITE_OPEN_NOFOLLOW, NULL)
      != SQLITE_OK)
    return fail (self, error);

  sqlite3_busy_timeout (self->db, BUSY_MS);

  return execute (self,
                  "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
                  error)
         && execute (self, "BEGIN IMMEDIATE", error) && execute (self, schema, error)
         && execute (self, "PRAGMA user_version=" G_STRINGIFY (VERSION), error)
         && execute (self, "COMMIT", error);
}

gboolean
erp_journal_store_insert (ErpJournalStore *self,
                          const ErpJournalRecord *record,
                          gint64 lease_until,
                          GError **error)
{
  sqlite3_stmt *statement =
      prepare (self,
               "INSERT INTO job VALUES (:id, :identity, :kind, :state, :created, :changed,"
               " :next_look, :sent, :wish, :secret, :summary, :result_model, :result_id,"
               " :error_code, :owner, :lease_until)",
               error);

  if (statement == NULL)
    return FALSE;
  if (!bind_record (self, statement, record, lease_until, error))
    {
      sqlite3_finalize (statement);
      return FALSE;
    }

  return step_to_end (self, statement, error);
}

gboolean
erp_journal_store_update (ErpJournalStore *self,
                          const ErpJournalRecord *record,
                          gint64 lease_until,
                          GError **error)
{
  sqlite3_stmt *statement =
      prepare (self,
               "UPDATE job SET state=:state, changed=:changed, next_look=:next_look, sent=:sent,"
               " wish=:wish, secret=:secret, summary=:summary, result_model=:result_model,"
               " result_id=:result_id, error_code=:error_code, owner=:owner,"
               " lease_until=:lease_until"
               " WHERE id=:id AND identity=:identity AND owner=:me",
               error);

  if (statement == NULL)
    return FALSE;
  if (!bind_record (self, statement, record, lease_until, error))
    {
      sqlite3_finalize (statement);
      return FALSE;
    }
  if (!step_to_end (self, statement, error))
    return FALSE;
  if (sqlite3_changes (self->db) == 1)
    return TRUE;

  g_set_error_literal (error, ERP_ERROR, ERP_ERROR_CONFLICT,
                       _ ("Another window has taken this over."));
  return FALSE;
}

GPtrArray *
erp_journal_store_take (
    ErpJournalStore *self, const char *id, gint64 now, gint64 lease_until, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *statement =
      prepare (self,
               "UPDATE job SET owner=:me, lease_until=:until WHERE identity=:identity"
               " AND state NOT IN " ENDED " AND (:id IS NOT NULL OR state<>'unknown')"
               " AND (:id IS NULL OR id=:id)"
               " AND (owner IS NULL OR lease_until<=:now OR (:id IS NOT NULL AND owner=:me))"
               " RETURNING id",
               error);
  int rc;

  if (statement == NULL)
    return NULL;

  bind_text (statement, ":me", self->owner);
  bind_text (statement, ":identity", self->identity);
  bind_text (statement, ":id", id);
  bind_int (statement, ":now", now);
  bind_int (statement, ":until", lease_until);
  while ((rc = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (ids, g_strdup ((const char *)sqlite3_column_text (statement, 0)));
  sqlite3_finalize (statement);
  if (rc != SQLITE_DONE)
    {
      fail (self, error);
      return NULL;
    }

  return g_steal_pointer (&ids);
}

static gboolean
execute_for_owner (ErpJournalStore *self, const char *sql, gint64 number, GError **error)
{
  sqlite3_stmt *statement = prepare (self, sql, error);

  if (statement == NULL)
    return FALSE;

  bind_text (statement, ":me", self->owner);
  bind_text (statement, ":identity", self->identity);
  bind_int (statement, ":number", number);

  return step_to_end (self, statement, error);
}

gboolean
erp_journal_store_renew (ErpJournalStore *self, gint64 lease_until, GError **error)
{
  return execute_for_owner (self, "UPDATE job SET lease_until=:number WHERE owner=:me", lease_until,
                            error);
}

gboolean
erp_journal_store_release (ErpJournalStore *self, GError **error)
{
  return execute_for_owner (self, "UPDATE job SET owner=NULL, lease_until=0 WHERE owner=:me", 0,
                            error);
}

gboolean
erp_journal_store_prune (ErpJournalStore *self, gint64 before, GError **error)
{
  return execute_for_owner (self,
                            "DELETE FROM job WHERE identity=:identity AND state IN " ENDED
                            " AND changed<:number",
                            before, error);
}

gboolean
erp_journal_store_has_changed (ErpJournalStore *self)
{
  sqlite3_stmt *statement = prepare (self, "PRAGMA data_version", NULL);
  gint64 before = self->data_version;

  if (statement == NULL)
    return FALSE;
  if (sqlite3_step (statement) == SQLITE_ROW)
    self->data_version = sqlite3_column_int64 (statement, 0);
  sqlite3_finalize (statement);

  return before != self->data_version;
}

static ErpJobState
state_from_name (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (state_names); i++)
    if (g_strcmp0 (state_names[i], name) == 0)
      return (ErpJobState)i;

  /* Written by a later version of the program: not ours to act on. */
  return ERP_JOB_UNKNOWN;
}

static char *
dup_member (JsonObject *object, const char *name)
{
  const char *text = NULL;

  if (object != NULL && json_object_has_member (object, name))
    erp_json_get_string (object, name, &text, NULL);

  return g_strdup (text);
}

/* NULL where it is not there or was sealed with another key: then the job is known by its kind
 * and time alone. */
static JsonNode *
open_column (ErpJournalStore *self, sqlite3_stmt *statement, int column, const char *id)
{
  g_autofree char *place =
      g_strjoin ("|", self->identity, id, sqlite3_column_name (statement, column), NULL);
  g_autoptr (GBytes) sealed = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *text;

  if (self->key == NULL || sqlite3_column_type (statement, column) != SQLITE_BLOB)
    return NULL;

  sealed = g_bytes_new (sqlite3_column_blob (statement, column),
                        (gsize)sqlite3_column_bytes (statement, column));
  text = erp_unseal (self->key, sealed, place, NULL);
  if (text == NULL)
    return NULL;
  bytes = g_bytes_new_take (text, strlen (text));

  return erp_json_parse (bytes, NULL);
}

static ErpJournalRecord *
read_record (ErpJournalStore *self, sqlite3_stmt *statement)
{
  ErpJournalRecord *record = erp_journal_record_new ();
  g_autoptr (JsonNode) secret = NULL;
  g_autoptr (JsonNode) summary = NULL;
  JsonObject *object = NULL;

  record->id = g_strdup ((const char *)sqlite3_column_text (statement, 0));
  record->kind = g_strdup ((const char *)sqlite3_column_text (statement, 1));
  record->state = state_from_name ((const char *)sqlite3_column_text (statement, 2));
  record->created = sqlite3_column_int64 (statement, 3);
  record->changed = sqlite3_column_int64 (statement, 4);
  record->next_look = sqlite3_column_int64 (statement, 5);
  record->sent = sqlite3_column_int64 (statement, 6);
  record->result_model = g_strdup ((const char *)sqlite3_column_text (statement, 9));
  record->result_id = sqlite3_column_int64 (statement, 10);
  record->error_code = sqlite3_column_int (statement, 11);
  record->owner = g_strdup ((const char *)sqlite3_column_text (statement, 12));
  record->lease_until = sqlite3_column_int64 (statement, 13);

  secret = open_column (self, statement, 7, record->id);
  if (secret != NULL && erp_json_get_object (secret, &object, NULL))
    {
      record->body = dup_member (object, "body");
      record->baseline = dup_member (object, "baseline");
    }
  object = NULL;
  summary = open_column (self, statement, 8, record->id);
  if (summary != NULL)
    erp_json_get_object (summary, &object, NULL);
  record->title = dup_member (object, "title");
  record->result_name = dup_member (object, "result");
  record->error_message = dup_member (object, "error");
  record->server_message = dup_member (object, "server");

  return record;
}

GPtrArray *
erp_journal_store_load (ErpJournalStore *self, GError **error)
{
  g_autoptr (GPtrArray) records =
      g_ptr_array_new_with_free_func ((GDestroyNotify)erp_journal_record_free);
  sqlite3_stmt *statement =
      prepare (self,
               "SELECT id, kind, state, created, changed, next_look, sent, secret, summary,"
               " result_model, result_id, error_code, owner, lease_until"
               " FROM job WHERE identity=:identity ORDER BY created DESC, id",
               error);
  int rc;

  if (statement == NULL)
    return NULL;

  bind_text (statement, ":identity", self->identity);
  while ((rc = sqlite3_step (statement)) == SQLITE_ROW)
    g_ptr_array_add (records, read_record (self, statement));
  sqlite3_finalize (statement);
  if (rc != SQLITE_DONE)
    {
      fail (self, error);
      return NULL;
    }

  return g_steal_pointer (&records);
}
