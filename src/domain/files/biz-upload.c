/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-upload.h"

#include "biz-file-job.h"
#include "biz-file-pack.h"
#include "biz-job-tools.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>

struct _BizUpload
{
  GObject parent_instance;

  ErpSession *session; /* weak (nullable): it has the uploads */
  char *model;         /* (owned) */
  gint64 id;
  char *record; /* (owned): its name */
  gint64 company_id;
  GFile *file;     /* (owned) (nullable) */
  GBytes *content; /* (owned) (nullable) */
  char *name;      /* (owned) */

  BizUploadState state;
  BizFilePack *pack; /* (owned) (nullable) */
  double fraction;
  char *marker;   /* (owned): finds what was laid down when its answer is lost */
  gboolean sent;  /* the marker may be on the server */
  gint64 file_id; /* what was laid down; 0 */
  gboolean accept_equal;
  char *other;               /* (owned) (nullable) */
  GError *error;             /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
};

G_DEFINE_FINAL_TYPE (BizUpload, biz_upload, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
biz_upload_finalize (GObject *object)
{
  BizUpload *self = BIZ_UPLOAD (object);

  g_clear_weak_pointer (&self->session);
  g_clear_object (&self->file);
  g_clear_pointer (&self->content, g_bytes_unref);
  g_clear_object (&self->pack);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->model);
  g_free (self->record);
  g_free (self->name);
  g_free (self->marker);
  g_free (self->other);

  G_OBJECT_CLASS (biz_upload_parent_class)->finalize (object);
}

static void
biz_upload_class_init (BizUploadClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_upload_finalize;
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
biz_upload_init (BizUpload *self)
{
  g_autofree char *uuid = g_uuid_string_random ();

  self->marker = g_strconcat ("quittance ", uuid, NULL);
  self->cancellable = g_cancellable_new ();
}

/**
 * biz_upload_new:
 * @thread: of the record it is for
 * @file: (nullable): a file of the person
 * @content: (nullable): what is in it, where there is no file
 * @name: (nullable): what it is called, where there is no file
 *
 * Returns: (transfer full): an upload that waits
 */
BizUpload *
biz_upload_new (BizThread *thread, GFile *file, GBytes *content, const char *name)
{
  BizUpload *self;
  g_autofree char *basename = NULL;

  g_return_val_if_fail (BIZ_IS_THREAD (thread), NULL);
  g_return_val_if_fail ((file != NULL) != (content != NULL), NULL);

  self = g_object_new (BIZ_TYPE_UPLOAD, NULL);
  g_set_weak_pointer (&self->session, biz_thread_get_session (thread));
  self->model = g_strdup (biz_thread_get_model (thread));
  self->id = biz_thread_get_id (thread);
  self->record = g_strdup (biz_thread_get_name (thread));
  self->company_id = biz_thread_get_company_id (thread);
  basename = file != NULL ? g_file_get_basename (file) : g_strdup (name);
  self->name = biz_attachment_clean_name (basename);
  g_set_object (&self->file, file);
  if (content != NULL)
    self->content = g_bytes_ref (content);

  return self;
}

const char *
biz_upload_get_name (BizUpload *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), NULL);

  return self->name;
}

gint64
biz_upload_get_size (BizUpload *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), -1);

  return self->pack != NULL ? biz_file_pack_get_size (self->pack) : -1;
}

BizUploadState
biz_upload_get_state (BizUpload *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), BIZ_UPLOAD_FAILED);

  return self->state;
}

gboolean
biz_upload_is_ended (BizUpload *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), FALSE);

  return self->state >= BIZ_UPLOAD_DONE;
}

double
biz_upload_get_fraction (BizUpload *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), 0);

  return self->fraction;
}

const GError *
biz_upload_get_error (BizUpload *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), NULL);

  return self->error;
}

const char *
biz_upload_get_other_name (BizUpload *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), NULL);

  return self->other;
}

gboolean
biz_upload_is_for (BizUpload *self, BizThread *thread)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), FALSE);
  g_return_val_if_fail (BIZ_IS_THREAD (thread), FALSE);

  return self->id == biz_thread_get_id (thread)
         && g_str_equal (self->model, biz_thread_get_model (thread));
}

const char *
biz_upload_get_checksum (BizUpload *self)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self), NULL);

  return self->pack != NULL ? biz_file_pack_get_checksum (self->pack) : NULL;
}

gboolean
biz_upload_is_twin (BizUpload *self, BizUpload *other)
{
  g_return_val_if_fail (BIZ_IS_UPLOAD (self) && BIZ_IS_UPLOAD (other), FALSE);

  return self->id == other->id && g_str_equal (self->model, other->model) && self->pack != NULL
         && g_strcmp0 (biz_upload_get_checksum (self), biz_upload_get_checksum (other)) == 0;
}

static void
set_state (BizUpload *self, BizUploadState state)
{
  self->state = state;
  g_signal_emit (self, signals[CHANGED], 0);
}

/* Takes @error. */
static void
fail (BizUpload *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  set_state (self, BIZ_UPLOAD_FAILED);
}

/* All of it is on the server: what is kept here is not needed any more. */
static void
end (BizUpload *self, BizUploadState state)
{
  if (state == BIZ_UPLOAD_DONE)
    {
      self->fraction = 1;
      g_clear_object (&self->pack);
      g_clear_pointer (&self->content, g_bytes_unref);
    }
  set_state (self, state);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizUpload) self = user_data;
  GError *error = NULL;

  g_clear_object (&self->pack);
  self->pack = biz_file_pack_finish (result, &error);
  if (self->pack == NULL)
    fail (self, error);
  else
    set_state (self, BIZ_UPLOAD_LOOKING);
}

/**
 * biz_upload_read:
 * @self: one that waits
 *
 * Reads the file, in a thread. It then looks, and waits for biz_upload_send ().
 */
void
biz_upload_read (BizUpload *self)
{
  g_return_if_fail (BIZ_IS_UPLOAD (self) && self->state == BIZ_UPLOAD_WAITING);

  if (self->pack != NULL)
    {
      set_state (self, BIZ_UPLOAD_LOOKING);
      return;
    }
  set_state (self, BIZ_UPLOAD_READING);
  if (self->content != NULL)
    biz_file_pack_bytes_async (self->content, self->name, self->cancellable, read_cb,
                               g_object_ref (self));
  else
    biz_file_pack_read_async (self->file, self->cancellable, read_cb, g_object_ref (self));
}

static void
put_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizUpload) self = user_data;
  GError *error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job != NULL)
    {
      end (self, BIZ_UPLOAD_DONE);
      return;
    }
  /* What was laid down is gone or not what was sent: all of it travels again. */
  if (g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
      || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION))
    {
      g_autofree char *uuid = g_uuid_string_random ();

      g_free (self->marker);
      self->marker = g_strconcat ("quittance ", uuid, NULL);
      self->file_id = 0;
      self->sent = FALSE;
      self->fraction = 0;
    }
  fail (self, error);
}

static void
put (BizUpload *self)
{
  ErpJournal *journal = self->session != NULL ? erp_session_get_journal (self->session) : NULL;
  g_autoptr (JsonObject) body = NULL;

  self->fraction = 1;
  set_state (self, BIZ_UPLOAD_PUTTING);
  if (journal == NULL)
    {
      fail (self,
            g_error_new_literal (ERP_ERROR, ERP_ERROR_ACCESS, _ ("Nothing can be written here.")));
      return;
    }
  body = biz_file_job_new_put (self->model, self->id, self->record, self->company_id, self->pack,
                               self->file_id, self->accept_equal);
  erp_journal_run_async (journal, BIZ_JOB_PUT_FILE, body, NULL, put_cb, g_object_ref (self));
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizUpload) self = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  self->file_id = biz_job_first_id (answer);
  if (self->file_id == 0)
    fail (self, g_error_new_literal (ERP_ERROR, ERP_ERROR_PROTOCOL,
                                     _ ("The server did not say what became of the file.")));
  else
    put (self);
}

static void
progress_cb (BizUpload *self, guint64 n, guint64 n_all)
{
  const double fraction = n_all > 0 ? (double)n / (double)n_all : 0;

  if (self->state != BIZ_UPLOAD_SENDING || fraction < self->fraction + 0.005)
    return;
  self->fraction = MIN (fraction, 1);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
lay_down (BizUpload *self)
{
  g_autoptr (ErpCall) call = biz_file_pack_new_call (self->pack, self->marker, self->company_id);

  self->fraction = 0;
  self->sent = TRUE;
  g_signal_connect_object (call, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  set_state (self, BIZ_UPLOAD_SENDING);
  erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable, sent_cb,
                         g_object_ref (self));
}

/* What the server has of it: @found (nullable) on the record, and what was laid down before. */
static JsonObject *
read_found (BizUpload *self, JsonNode *answer)
{
  JsonObject *found = NULL;
  JsonObject *file;

  for (guint i = 0; (file = biz_job_nth (answer, i)) != NULL; i++)
    {
      if (g_strcmp0 (biz_job_get_text (file, "description"), self->marker) == 0
          && g_strcmp0 (biz_job_get_text (file, "res_model"), BIZ_FILE_PENDING_MODEL) == 0)
        self->file_id = biz_job_get_id (file, "id");
      else if (g_strcmp0 (biz_job_get_text (file, "res_model"), self->model) == 0 && found == NULL)
        found = file;
      /* Ours, put there by a job whose answer came late. */
      if (self->file_id != 0 && biz_job_get_id (file, "id") == self->file_id
          && g_strcmp0 (biz_job_get_text (file, "res_model"), self->model) == 0)
        return file;
    }

  return found;
}

static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (BizUpload) self = user_data;
  GError *error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  JsonObject *found;

  if (answer == NULL)
    {
      fail (self, error);
      return;
    }
  found = read_found (self, answer);
  if (self->session == NULL)
    fail (self, g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "signed out"));
  else if (found != NULL && self->file_id != 0 && biz_job_get_id (found, "id") == self->file_id)
    end (self, BIZ_UPLOAD_DONE);
  else if (found != NULL && !self->accept_equal)
    {
      g_free (self->other);
      self->other = biz_attachment_clean_name (biz_job_get_text (found, "name"));
      end (self, BIZ_UPLOAD_THERE);
    }
  else if (self->file_id != 0)
    put (self);
  else
    lay_down (self);
}

/* By checksum on the record; and, where it was sent before, by its marker among what this user has
 * laid down. */
static ErpDomain *
new_look (BizUpload *self)
{
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  ErpDomain *domain = erp_domain_new ();
  g_autoptr (ErpDomain) there = erp_domain_new ();
  g_autoptr (ErpDomain) pending = erp_domain_new ();
  ErpDomain *any[] = { there, pending };

  erp_domain_add_string (there, "res_model", "=", self->model);
  erp_domain_add_int (there, "res_id", "=", self->id);
  erp_domain_add_string (there, "checksum", "=", biz_file_pack_get_checksum (self->pack));
  erp_domain_add_string (pending, "res_model", "=", BIZ_FILE_PENDING_MODEL);
  erp_domain_add_int (pending, "res_id", "=", 0);
  erp_domain_add_int (pending, "create_uid", "=", erp_capabilities_get_uid (capabilities));
  erp_domain_add_string (pending, "description", "=", self->marker);
  erp_domain_add_any (domain, any, self->sent ? 2 : 1);

  return domain;
}

/**
 * biz_upload_send:
 * @self: one that was read
 *
 * Looks whether the record has it; if not, sends it and puts it there.
 */
void
biz_upload_send (BizUpload *self)
{
  static const char *const fields[] = { "name", "res_model", "res_id", "description", NULL };
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (ErpDomain) domain = NULL;

  g_return_if_fail (BIZ_IS_UPLOAD (self) && self->state == BIZ_UPLOAD_LOOKING);

  if (self->session == NULL)
    return;
  call = erp_call_new_read ("ir.attachment", "search_read");
  domain = new_look (self);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", 20);
  if (self->company_id != 0)
    erp_call_set_companies (call, &self->company_id, 1);
  erp_client_call_async (erp_session_get_client (self->session), call, self->cancellable, looked_cb,
                         g_object_ref (self));
}

/**
 * biz_upload_wait:
 * @self: one that ended without being done
 * @accept_equal: whether the record may have the same content already
 */
void
biz_upload_wait (BizUpload *self, gboolean accept_equal)
{
  g_return_if_fail (BIZ_IS_UPLOAD (self) && biz_upload_is_ended (self));
  g_return_if_fail (self->state != BIZ_UPLOAD_DONE);

  self->accept_equal = self->accept_equal || accept_equal;
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  g_clear_error (&self->error);
  /* A file of the person may be another one by now, unless the server has begun to know it. */
  if (!self->sent && self->content == NULL)
    g_clear_object (&self->pack);
  set_state (self, BIZ_UPLOAD_WAITING);
}

/**
 * biz_upload_cancel:
 * @self: an upload
 *
 * What was laid down already is cleared away by the server.
 */
void
biz_upload_cancel (BizUpload *self)
{
  g_return_if_fail (BIZ_IS_UPLOAD (self));

  if (self->state < BIZ_UPLOAD_PUTTING)
    g_cancellable_cancel (self->cancellable);
}
