/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-paper-letter.h"

#include "biz-html.h"
#include "biz-job-body.h"
#include "biz-paper-store-private.h"
#include "erp-call.h"
#include "erp-client.h"
#include "erp-domain.h"
#include "erp-error.h"
#include "erp-job.h"
#include "erp-journal.h"
#include "erp-json.h"

/* The wizard is another model on every series: the server says which. */
#define RECIPIENTS "{\"mail_partner_ids\":{\"fields\":{\"display_name\":{},\"email\":{}}}"

typedef struct
{
  gint64 id;       /* of the document */
  char *model;     /* (owned) (nullable): the wizard's */
  gint64 template; /* or 0 */
} Proposing;

typedef struct
{
  gint64 id;
  gint64 company;
  BizLetterOutcome outcome;
} Sending;

static void
proposing_free (gpointer data)
{
  Proposing *proposing = data;

  g_free (proposing->model);
  g_free (proposing);
}

BizRecipient *
biz_recipient_new (gint64 id, const char *name, const char *email)
{
  BizRecipient *self = g_new0 (BizRecipient, 1);

  self->id = id;
  self->name = g_strdup (name != NULL ? name : "");
  self->email = email != NULL && *email != '\0' ? g_strdup (email) : NULL;

  return self;
}

void
biz_recipient_free (BizRecipient *self)
{
  g_free (self->name);
  g_free (self->email);
  g_free (self);
}

void
biz_paper_letter_free (BizPaperLetter *self)
{
  if (self == NULL)
    return;
  g_free (self->subject);
  g_free (self->text);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
  g_free (self);
}

static BizPaperLetter *
letter_new (void)
{
  BizPaperLetter *self = g_new0 (BizPaperLetter, 1);

  self->recipients = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_recipient_free);

  return self;
}

static gboolean
read_recipients (BizPaperLetter *self, JsonObject *row, GError **error)
{
  JsonArray *array;

  if (!erp_json_get_array (json_object_get_member (row, "mail_partner_ids"), &array, error))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *name, *email;
      JsonObject *object;
      gint64 id;

      if (!erp_json_get_object (json_array_get_element (array, i), &object, error)
          || !erp_json_get_int (object, "id", &id, error)
          || !erp_json_get_string (object, "display_name", &name, error)
          || !erp_json_get_string (object, "email", &email, error))
        return FALSE;
      g_ptr_array_add (self->recipients, biz_recipient_new (id, name, email));
    }

  return TRUE;
}

/**
 * biz_paper_letter_new_from_json:
 * @rows: what web_read of the wizard said, under either of its names
 * @error: return location
 *
 * Returns: (transfer full): the letter
 */
BizPaperLetter *
biz_paper_letter_new_from_json (JsonNode *rows, GError **error)
{
  g_autoptr (BizPaperLetter) self = letter_new ();
  const char *subject, *body;
  JsonArray *array;
  JsonObject *row;
  gboolean old;

  if (!erp_json_get_array (rows, &array, error) || json_array_get_length (array) != 1
      || !erp_json_get_object (json_array_get_element (array, 0), &row, error))
    {
      if (error != NULL && *error == NULL)
        g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL, "wizard");
      return NULL;
    }
  old = json_object_has_member (row, "mail_subject");
  if (!erp_json_get_string (row, old ? "mail_subject" : "subject", &subject, error)
      || !erp_json_get_string (row, old ? "mail_body" : "body", &body, error)
      || !read_recipients (self, row, error))
    return NULL;
  self->subject = g_strdup (subject);
  if (body != NULL)
    biz_html_convert (body, -1, &self->text, NULL);

  return g_steal_pointer (&self);
}

/* A server that has no such wizard, or does not let this user at it, has no letter of its own. */
static gboolean
means_none (const GError *error)
{
  return g_error_matches (error, ERP_ERROR, ERP_ERROR_PROTOCOL)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_MISSING)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_ACCESS)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_SERVER)
         || g_error_matches (error, ERP_ERROR, ERP_ERROR_VALIDATION);
}

static void
end_proposal (GTask *task, GError *error)
{
  if (means_none (error))
    {
      g_error_free (error);
      g_task_return_pointer (task, letter_new (), (GDestroyNotify)biz_paper_letter_free);
    }
  else
    g_task_return_error (task, error);
}

static void
wizard_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  BizPaperLetter *letter = answer != NULL ? biz_paper_letter_new_from_json (answer, &error) : NULL;

  if (letter != NULL)
    g_task_return_pointer (task, letter, (GDestroyNotify)biz_paper_letter_free);
  else
    end_proposal (task, g_steal_pointer (&error));
}

static void
wizard_made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Proposing *proposing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpCall) call = NULL;
  JsonArray *ids;

  if (answer == NULL || !erp_json_get_array (answer, &ids, &error)
      || json_array_get_length (ids) != 1)
    {
      end_proposal (task, error != NULL
                              ? g_steal_pointer (&error)
                              : g_error_new_literal (ERP_ERROR, ERP_ERROR_PROTOCOL, "wizard"));
      return;
    }
  call = erp_call_new_read (proposing->model, "web_read");
  erp_call_set_id (call, json_node_get_int (json_array_get_element (ids, 0)));
  erp_call_set_arg_json (call, "specification",
                         g_str_has_suffix (proposing->model, ".wizard")
                             ? RECIPIENTS ",\"subject\":{},\"body\":{}}"
                             : RECIPIENTS ",\"mail_subject\":{},\"mail_body\":{}}");
  erp_client_call_async (ERP_CLIENT (source), call, g_task_get_cancellable (task), wizard_read_cb,
                         g_object_ref (task));
}

static gboolean
read_action (Proposing *proposing, JsonNode *answer, GError **error)
{
  JsonObject *action, *context;
  const char *model;
  JsonNode *node;

  if (!erp_json_get_object (answer, &action, error)
      || !erp_json_get_string (action, "res_model", &model, error))
    return FALSE;
  if (model == NULL || !g_str_has_prefix (model, "account.move.send"))
    {
      g_set_error_literal (error, ERP_ERROR, ERP_ERROR_PROTOCOL, "another wizard");
      return FALSE;
    }
  proposing->model = g_strdup (model);
  node = json_object_get_member (action, "context");
  if (node != NULL && JSON_NODE_HOLDS_OBJECT (node))
    {
      context = json_node_get_object (node);
      if (json_object_has_member (context, "default_mail_template_id"))
        erp_json_get_int (context, "default_mail_template_id", &proposing->template, NULL);
    }

  return TRUE;
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Proposing *proposing = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, &error);
  g_autoptr (ErpCall) call = NULL;
  g_autofree char *ids = NULL;
  g_autofree char *vals = NULL;
  JsonNode *model;

  if (answer == NULL || !read_action (proposing, answer, &error))
    {
      end_proposal (task, g_steal_pointer (&error));
      return;
    }
  /* A wizard is forgotten by the server within hours: making one writes nothing that stays. */
  call = erp_call_new_read (proposing->model, "create");
  vals =
      proposing->template != 0
          ? g_strdup_printf ("[{\"mail_template_id\":%" G_GINT64_FORMAT "}]", proposing->template)
          : g_strdup ("[{}]");
  erp_call_take_arg (call, "vals_list", erp_json_literal (vals));
  ids = g_strdup_printf ("[%" G_GINT64_FORMAT "]", proposing->id);
  erp_call_take_context (call, "active_ids", erp_json_literal (ids));
  model = json_node_new (JSON_NODE_VALUE);
  json_node_set_string (model, "account.move");
  erp_call_take_context (call, "active_model", model);
  erp_client_call_async (ERP_CLIENT (source), call, g_task_get_cancellable (task), wizard_made_cb,
                         g_object_ref (task));
}

/**
 * biz_paper_store_propose_async:
 * @self: a store
 * @paper: a posted document
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Asks the server for its letter.
 */
void
biz_paper_store_propose_async (BizPaperStore *self,
                               const BizPaper *paper,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data)
{
  g_autoptr (ErpCall) call = erp_call_new_read ("account.move", "action_invoice_sent");
  Proposing *proposing = g_new0 (Proposing, 1);
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  proposing->id = paper->id;
  g_task_set_source_tag (task, biz_paper_store_propose_async);
  g_task_set_task_data (task, proposing, proposing_free);
  erp_call_set_id (call, paper->id);
  erp_client_call_async (biz_paper_store_get_client (self), call, cancellable, asked_cb, task);
}

/**
 * biz_paper_store_propose_finish:
 * @self: a store
 * @result: from the callback
 * @error: return location
 *
 * Returns: (transfer full): the letter, empty where the server has none
 */
BizPaperLetter *
biz_paper_store_propose_finish (BizPaperStore *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
count_failures (Sending *sending, JsonNode *answer)
{
  JsonArray *rows;

  if (!erp_json_get_array (answer, &rows, NULL))
    return;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      const char *status = NULL, *failure = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, NULL)
          || !erp_json_get_string (row, "notification_status", &status, NULL)
          || (g_strcmp0 (status, "exception") != 0 && g_strcmp0 (status, "bounce") != 0))
        continue;
      sending->outcome.n_failed++;
      if (erp_json_get_string (row, "failure_type", &failure, NULL)
          && g_strcmp0 (failure, "mail_smtp") == 0)
        sending->outcome.no_server = TRUE;
    }
}

/* Whether it is known or not what became of it at the post: the message is there. */
static void
looked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, NULL);

  if (answer != NULL)
    count_failures (g_task_get_task_data (task), answer);
  g_task_return_boolean (task, TRUE);
}

static void
mark_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (JsonNode) answer = erp_client_call_finish (ERP_CLIENT (source), result, NULL);

  if (answer == NULL)
    g_debug ("the document was sent but not marked as sent");
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const char *const fields[] = { "notification_status", "failure_type", NULL };
  g_autoptr (GTask) task = user_data;
  const Sending *sending = g_task_get_task_data (task);
  ErpClient *client = biz_paper_store_get_client (g_task_get_source_object (task));
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);
  g_autoptr (ErpDomain) domain = NULL;
  g_autoptr (ErpCall) mark = NULL;
  g_autoptr (ErpCall) look = NULL;

  if (job == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  mark = erp_call_new_write ("account.move", "write");
  erp_call_set_id (mark, sending->id);
  erp_call_set_companies (mark, &sending->company, 1);
  erp_call_set_arg_json (mark, "vals", "{\"is_move_sent\":true}");
  erp_client_call_async (client, mark, NULL, mark_cb, NULL);

  look = erp_call_new_read ("mail.notification", "search_read");
  domain = erp_domain_new ();
  erp_domain_add_int (domain, "mail_message_id", "=", erp_job_get_result_id (job));
  erp_call_set_arg_domain (look, "domain", domain);
  erp_call_set_arg_strv (look, "fields", fields);
  erp_client_call_async (client, look, NULL, looked_cb, g_object_ref (task));
}

static JsonObject *
make_body (const BizPaper *paper,
           const char *subject,
           const char *text,
           const gint64 *partners,
           gsize n_partners,
           GBytes *pdf)
{
  JsonObject *body = json_object_new ();
  JsonArray *list = json_array_new ();
  g_autofree char *name = biz_paper_dup_file_name (paper);
  g_autofree char *file = NULL;
  gsize length;
  const guchar *data = g_bytes_get_data (pdf, &length);

  file = g_base64_encode (data, length);
  for (gsize i = 0; i < n_partners; i++)
    json_array_add_int_element (list, partners[i]);
  json_object_set_int_member (body, "invoice_id", paper->id);
  json_object_set_string_member (body, "invoice", paper->number != NULL ? paper->number : "");
  json_object_set_string_member (body, "partner",
                                 paper->customer.name != NULL ? paper->customer.name : "");
  json_object_set_int_member (body, "company_id", paper->company_id);
  json_object_set_string_member (body, "subject", subject);
  json_object_set_string_member (body, "text", text);
  json_object_set_array_member (body, "partners", list);
  json_object_set_string_member (body, "file_name", name);
  json_object_set_string_member (body, "file", file);
  json_object_set_boolean_member (body, "sent", paper->sent);

  return body;
}

/**
 * biz_paper_store_send_async:
 * @self: a store
 * @journal: of the session
 * @paper: a posted document, as the person saw it
 * @subject: of the letter
 * @text: plain
 * @partners: (array length=n_partners): who gets it
 * @n_partners: at least one
 * @pdf: what goes with it
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 *
 * Sends it once. Errors as erp_journal_run_async ().
 */
void
biz_paper_store_send_async (BizPaperStore *self,
                            ErpJournal *journal,
                            const BizPaper *paper,
                            const char *subject,
                            const char *text,
                            const gint64 *partners,
                            gsize n_partners,
                            GBytes *pdf,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  g_autoptr (JsonObject) body = NULL;
  Sending *sending;
  GTask *task;

  g_return_if_fail (BIZ_IS_PAPER_STORE (self));
  g_return_if_fail (ERP_IS_JOURNAL (journal));
  g_return_if_fail (n_partners > 0);

  body = make_body (paper, subject, text, partners, n_partners, pdf);
  sending = g_new0 (Sending, 1);
  sending->id = paper->id;
  sending->company = paper->company_id;
  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_paper_store_send_async);
  g_task_set_task_data (task, sending, g_free);
  erp_journal_run_async (journal, BIZ_JOB_SEND, body, cancellable, sent_cb, task);
}

/**
 * biz_paper_store_send_finish:
 * @self: a store
 * @result: from the callback
 * @outcome: (out): what the server's post said at once
 * @error: return location
 *
 * Returns: whether the letter was posted
 */
gboolean
biz_paper_store_send_finish (BizPaperStore *self,
                             GAsyncResult *result,
                             BizLetterOutcome *outcome,
                             GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  *outcome = ((const Sending *)g_task_get_task_data (G_TASK (result)))->outcome;

  return g_task_propagate_boolean (G_TASK (result), error);
}
