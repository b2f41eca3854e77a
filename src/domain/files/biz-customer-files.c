/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-customer-files.h"

#include "biz-file-days.h"
#include "erp-call.h"
#include "erp-capabilities.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-json.h"

#define MAX_MORE 100
#define MAX_MARKED 200

/* On a session whose server has no folders, or whose user may not see them. */
#define NO_FOLDERS "quittance-no-folders"

static const struct
{
  const char *model;
  const char *customer; /* the field of the commercial partner */
} sources[] = {
  { "res.partner", "commercial_partner_id" },
  { "account.move", "commercial_partner_id" },
  { "sale.order", "partner_id.commercial_partner_id" },
  { "stock.picking", "partner_id.commercial_partner_id" },
  { "helpdesk.ticket", "partner_id.commercial_partner_id" },
  { "project.task", "partner_id.commercial_partner_id" },
  { "crm.lead", "partner_id.commercial_partner_id" },
};

#define N_SOURCES G_N_ELEMENTS (sources)

struct _BizCustomerFiles
{
  GObject parent_instance;

  ErpSession *session; /* (owned) */
  gint64 partner_id;
  GDate today;
  GHashTable *records[N_SOURCES]; /* (owned) (nullable) (element-type gint64 utf8): names */
  gboolean are_read;
  gboolean is_cut;
};

G_DEFINE_FINAL_TYPE (BizCustomerFiles, biz_customer_files, G_TYPE_OBJECT)

typedef struct
{
  char *text;        /* (owned) (nullable) */
  GPtrArray *ending; /* (owned) (nullable) (element-type BizCustomerFile): once they were read */
  guint n_pending;
  GPtrArray *files; /* (owned) (nullable) (element-type BizCustomerFile): without the folders */
  guint n_more;
  GError *error; /* (owned) (nullable) */
} Finding;

/* An answer that is waited for: which source, of what search. */
typedef struct
{
  GTask *task; /* (owned) */
  guint source;
} Waiting;

void
biz_customer_file_free (BizCustomerFile *self)
{
  g_free (self->record);
  g_clear_object (&self->file);
  g_free (self);
}

static void
free_finding (gpointer data)
{
  Finding *finding = data;

  g_free (finding->text);
  g_clear_pointer (&finding->ending, g_ptr_array_unref);
  g_clear_pointer (&finding->files, g_ptr_array_unref);
  g_clear_error (&finding->error);
  g_free (finding);
}

static void
biz_customer_files_finalize (GObject *object)
{
  BizCustomerFiles *self = BIZ_CUSTOMER_FILES (object);

  for (guint i = 0; i < N_SOURCES; i++)
    g_clear_pointer (&self->records[i], g_hash_table_unref);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (biz_customer_files_parent_class)->finalize (object);
}

static void
biz_customer_files_class_init (BizCustomerFilesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_customer_files_finalize;
}

static void
biz_customer_files_init (BizCustomerFiles *self)
{
}

static BizCustomerFile *
read_file (BizCustomerFiles *self, JsonObject *row, GError **error)
{
  g_autoptr (BizAttachment) attachment = NULL;
  BizCustomerFile *file;
  const char *model;
  gint64 id;

  if (!erp_json_get_string (row, "res_model", &model, error)
      || !erp_json_get_int (row, "res_id", &id, error)
      || (attachment = json_object_has_member (row, "directory_id")
                           ? biz_attachment_new_from_folder (row, error)
                           : biz_attachment_new_from_json (row, error))
             == NULL)
    return NULL;
  file = g_new0 (BizCustomerFile, 1);
  file->record_id = id;
  file->file = g_steal_pointer (&attachment);
  file->model = g_intern_string (model);
  for (guint i = 0; i < N_SOURCES; i++)
    if (self->records[i] != NULL && g_strcmp0 (sources[i].model, model) == 0
        && (i > 0 || id != self->partner_id))
      file->record = g_strdup (g_hash_table_lookup (self->records[i], &id));

  return file;
}

/* (transfer full) (nullable) */
static GPtrArray *
read_files (BizCustomerFiles *self, JsonNode *answer, gint64 *length, GError **error)
{
  g_autoptr (GPtrArray) files =
      g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_file_free);
  JsonObject *page;
  JsonArray *rows;

  if (!erp_json_get_object (answer, &page, error)
      || !erp_json_get_int (page, "length", length, error)
      || !erp_json_get_array (json_object_get_member (page, "records"), &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      BizCustomerFile *file;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || (file = read_file (self, row, error)) == NULL)
        return NULL;
      g_ptr_array_add (files, file);
    }

  return g_steal_pointer (&files);
}

static gboolean
has_file (GPtrArray *files, BizCustomerFile *file)
{
  for (guint i = 0; i < files->len; i++)
    if (biz_attachment_get_id (((BizCustomerFile *)g_ptr_array_index (files, i))->file)
        == biz_attachment_get_id (file->file))
      return TRUE;

  return FALSE;
}

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  const BizCustomerFile *first = *(BizCustomerFile *const *)a;
  const BizCustomerFile *second = *(BizCustomerFile *const *)b;

  return g_date_compare (biz_file_mark_get_until (biz_attachment_get_mark (first->file)),
                         biz_file_mark_get_until (biz_attachment_get_mark (second->file)));
}

static void ask_files (GTask *task);
static void ask_folders (GTask *task);

/* Of what is marked, what ended or ends soon stands first, whatever its age. */
static void
keep_ending (BizCustomerFiles *self, Finding *finding, GPtrArray *marked)
{
  const guint days =
      marked->len > 0 ? biz_file_days_get_days (biz_file_days_get (self->session), 0) : 0;

  finding->ending = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_file_free);
  while (marked->len > 0)
    {
      BizCustomerFile *file = g_ptr_array_steal_index (marked, 0);
      BizFileMark *mark = biz_attachment_get_mark (file->file);

      if (mark != NULL && biz_file_mark_is_ending (mark, &self->today, days))
        g_ptr_array_add (finding->ending, file);
      else
        biz_customer_file_free (file);
    }
  g_ptr_array_sort (finding->ending, compare_ends);
}

static void
files_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCustomerFiles *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  GError *error = NULL;
  gint64 length = 0;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (GPtrArray) files = answer != NULL ? read_files (self, answer, &length, &error) : NULL;
  g_autoptr (GPtrArray) all = NULL;

  if (files == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (finding->ending == NULL)
    {
      keep_ending (self, finding, files);
      ask_files (task);
      return;
    }
  all = g_steal_pointer (&finding->ending);
  while (files->len > 0)
    {
      BizCustomerFile *file = g_ptr_array_steal_index (files, 0);

      if (has_file (all, file))
        biz_customer_file_free (file);
      else
        g_ptr_array_add (all, file);
    }
  finding->n_more = (guint)CLAMP (length - (gint64)all->len, 0, MAX_MORE);
  finding->files = g_steal_pointer (&all);
  ask_folders (task);
}

static void
finish (GTask *task)
{
  Finding *finding = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&finding->files),
                         (GDestroyNotify)g_ptr_array_unref);
}

/* Whether it is the server's word about the folders, not a line that broke. */
static gboolean
is_without_folders (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_SERVER);
}

static void
folders_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  BizCustomerFiles *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  gint64 length = 0;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  GPtrArray *files;

  if (answer == NULL)
    {
      if (is_without_folders (error))
        {
          g_object_set_data (G_OBJECT (self->session), NO_FOLDERS, GINT_TO_POINTER (TRUE));
          finish (task);
        }
      else
        g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  files = read_files (self, answer, &length, &error);
  if (files == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  finding->n_more += (guint)CLAMP (length - (gint64)files->len, 0, MAX_MORE);
  g_ptr_array_extend_and_steal (finding->files, files);
  finish (task);
}

/* A file may also be the content of a field; of these only papers are shown. */
static void
add_papers (ErpDomain *domain)
{
  static const char *const papers[] = { "invoice_pdf_report_file", "ubl_cii_xml_file", NULL };
  g_autoptr (ErpDomain) free = erp_domain_new ();
  g_autoptr (ErpDomain) paper = erp_domain_new ();
  ErpDomain *const any[] = { free, paper };

  erp_domain_add_bool (free, "res_field", "=", FALSE);
  erp_domain_add_strv (paper, "res_field", "in", papers);
  erp_domain_add_any (domain, any, G_N_ELEMENTS (any));
}

/* All that has a record: the customer himself always. */
static void
add_records (BizCustomerFiles *self, ErpDomain *domain)
{
  g_autoptr (GPtrArray) any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);

  for (guint i = 0; i < N_SOURCES; i++)
    {
      g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
      ErpDomain *records;
      GHashTableIter iter;
      gpointer id;

      if (self->records[i] != NULL)
        {
          g_hash_table_iter_init (&iter, self->records[i]);
          while (g_hash_table_iter_next (&iter, &id, NULL))
            g_array_append_vals (ids, id, 1);
        }
      if (i == 0
          && (self->records[i] == NULL
              || !g_hash_table_contains (self->records[i], &self->partner_id)))
        g_array_append_val (ids, self->partner_id);
      if (ids->len == 0)
        continue;
      records = erp_domain_new ();
      erp_domain_add_string (records, "res_model", "=", sources[i].model);
      erp_domain_add_ids (records, "res_id", "in", (const gint64 *)(gconstpointer)ids->data,
                          ids->len);
      g_ptr_array_add (any, records);
    }
  erp_domain_add_any (domain, (ErpDomain *const *)(gpointer)any->pdata, any->len);
}

/* What has an end date, and then the newest; of a name, all that is called so. */
static void
ask_files (GTask *task)
{
  BizCustomerFiles *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = erp_call_new_read ("ir.attachment", "web_search_read");
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  gboolean marked = finding->ending == NULL;
  int limit = marked ? MAX_MARKED : BIZ_CUSTOMER_FILES_MAX;

  add_records (self, domain);
  add_papers (domain);
  if (finding->text != NULL)
    erp_domain_add_string (domain, "name", "ilike", finding->text);
  if (marked)
    erp_domain_add_string (domain, "description", "ilike", "until=");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"res_model\":{},\"res_id\":{}," BIZ_ATTACHMENT_FIELDS "}");
  erp_call_set_arg_string (call, "order", "create_date desc, id desc");
  erp_call_set_arg_int (call, "limit", limit);
  erp_call_set_arg_int (call, "count_limit", limit + MAX_MORE);
  if (finding->text == NULL)
    erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), files_cb, g_object_ref (task));
}

/* Folders of the community hang on records as files do; they are read, never written. */
static void
ask_folders (GTask *task)
{
  BizCustomerFiles *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (ErpDomain) domain = NULL;

  if (g_object_get_data (G_OBJECT (self->session), NO_FOLDERS) != NULL)
    {
      finish (task);
      return;
    }
  call = erp_call_new_read ("dms.file", "web_search_read");
  domain = erp_domain_new ();
  add_records (self, domain);
  if (finding->text != NULL)
    erp_domain_add_string (domain, "name", "ilike", finding->text);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_json (call, "specification",
                         "{\"res_model\":{},\"res_id\":{}," BIZ_ATTACHMENT_FOLDER_FIELDS "}");
  erp_call_set_arg_string (call, "order", "create_date desc, id desc");
  erp_call_set_arg_int (call, "limit", BIZ_CUSTOMER_FILES_MAX);
  erp_call_set_arg_int (call, "count_limit", BIZ_CUSTOMER_FILES_MAX + MAX_MORE);
  if (finding->text == NULL)
    erp_call_set_background (call, TRUE);
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), folders_cb, g_object_ref (task));
}

static GHashTable *
read_records (JsonNode *answer, GError **error)
{
  g_autoptr (GHashTable) records =
      g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonObject *row;
      const char *name;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error)
          || !erp_json_get_int (row, "id", &id, error)
          || !erp_json_get_string (row, "display_name", &name, error))
        return NULL;
      g_hash_table_replace (records, g_memdup2 (&id, sizeof id), g_strdup (name));
    }

  return g_steal_pointer (&records);
}

static void
records_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Waiting *waiting = user_data;
  g_autoptr (GTask) task = waiting->task;
  BizCustomerFiles *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  GHashTable *records = answer != NULL ? read_records (answer, &error) : NULL;

  if (records != NULL)
    {
      g_clear_pointer (&self->records[waiting->source], g_hash_table_unref);
      self->records[waiting->source] = records;
      if (g_hash_table_size (records) >= BIZ_CUSTOMER_FILES_MAX_RECORDS)
        self->is_cut = TRUE;
    }
  else if (finding->error == NULL)
    finding->error = g_steal_pointer (&error);
  if (--finding->n_pending > 0)
    return;
  if (finding->error != NULL)
    {
      g_task_return_error (task, g_steal_pointer (&finding->error));
      return;
    }
  self->are_read = TRUE;
  ask_files (task);
}

/* FALSE where the server has no such records, or the user may not see them. */
static gboolean
ask_records (GTask *task, guint source)
{
  static const char *const fields[] = { "display_name", NULL };
  static const char *const types[] = { "out_invoice", "out_refund", "out_receipt", NULL };
  BizCustomerFiles *self = g_task_get_source_object (task);
  Finding *finding = g_task_get_task_data (task);
  ErpCapabilities *capabilities = erp_session_get_capabilities (self->session);
  g_autoptr (ErpCall) call = NULL;
  g_autoptr (ErpDomain) domain = erp_domain_new ();
  const char *model = sources[source].model;
  Waiting *waiting;

  if ((erp_capabilities_get_rights (capabilities, model) & ERP_RIGHT_READ) == 0)
    return FALSE;
  call = erp_call_new_read (model, "search_read");
  erp_domain_add_int (domain, sources[source].customer, "=", self->partner_id);
  if (g_str_equal (model, "account.move"))
    erp_domain_add_strv (domain, "move_type", "in", types);
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", BIZ_CUSTOMER_FILES_MAX_RECORDS);
  erp_call_set_background (call, TRUE);
  waiting = g_new0 (Waiting, 1);
  waiting->task = g_object_ref (task);
  waiting->source = source;
  finding->n_pending++;
  erp_client_call_async (erp_session_get_client (self->session), call,
                         g_task_get_cancellable (task), records_cb, waiting);

  return TRUE;
}

/**
 * biz_customer_files_new:
 * @session: who is signed in where
 * @partner_id: the commercial partner
 * @today: the day from which ends are counted
 *
 * Returns: (transfer full): his files, not asked for yet
 */
BizCustomerFiles *
biz_customer_files_new (ErpSession *session, gint64 partner_id, const GDate *today)
{
  BizCustomerFiles *self;

  g_return_val_if_fail (ERP_IS_SESSION (session) && partner_id > 0, NULL);
  g_return_val_if_fail (today != NULL && g_date_valid (today), NULL);

  self = g_object_new (BIZ_TYPE_CUSTOMER_FILES, NULL);
  self->session = g_object_ref (session);
  self->partner_id = partner_id;
  self->today = *today;

  return self;
}

/**
 * biz_customer_files_find_async:
 * @self: the files of a customer
 * @text: (nullable): a part of the name; NULL or empty for the newest
 * @cancellable: (nullable): to stop
 * @callback: called when done
 * @user_data: for @callback
 *
 * One request for a name and two for the newest, after one for each kind of record where these were
 * not read yet.
 */
void
biz_customer_files_find_async (BizCustomerFiles *self,
                               const char *text,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Finding *finding;
  guint n_asked = 0;

  g_return_if_fail (BIZ_IS_CUSTOMER_FILES (self));

  task = g_task_new (self, cancellable, callback, user_data);
  finding = g_new0 (Finding, 1);
  if (text != NULL)
    finding->text = g_strstrip (g_strdup (text));
  if (finding->text != NULL && finding->text[0] == '\0')
    g_clear_pointer (&finding->text, g_free);
  if (finding->text != NULL)
    finding->ending = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_customer_file_free);
  g_task_set_source_tag (task, biz_customer_files_find_async);
  g_task_set_task_data (task, finding, free_finding);
  for (guint i = 0; !self->are_read && i < N_SOURCES; i++)
    n_asked += ask_records (task, i) ? 1 : 0;
  if (n_asked == 0)
    ask_files (task);
}

/**
 * biz_customer_files_find_finish:
 * @self: the files of a customer
 * @result: of biz_customer_files_find_async ()
 * @n_more: (out) (optional): how many more there are
 * @error: why they could not be read
 *
 * Returns: (transfer full) (element-type BizCustomerFile) (nullable): the newest first
 */
GPtrArray *
biz_customer_files_find_finish (BizCustomerFiles *self,
                                GAsyncResult *result,
                                guint *n_more,
                                GError **error)
{
  const Finding *finding;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  finding = g_task_get_task_data (G_TASK (result));
  if (n_more != NULL)
    *n_more = finding->n_more;

  return g_task_propagate_pointer (G_TASK (result), error);
}

gboolean
biz_customer_files_is_cut (BizCustomerFiles *self)
{
  g_return_val_if_fail (BIZ_IS_CUSTOMER_FILES (self), FALSE);

  return self->is_cut;
}
