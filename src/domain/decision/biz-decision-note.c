/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-note.h"

#include "biz-decision-letter.h"
#include "biz-decision-words.h"
#include "biz-html.h"
#include "biz-iso-currency.h"
#include "biz-job-body.h"
#include "biz-machine-text.h"
#include "erp-error.h"
#include "erp-journal.h"
#include "erp-json.h"
#include "erp-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_IDS 500

struct _BizDecisionNote
{
  GObject parent_instance;

  BizDecisionKind kind;
  char *name;        /* (owned): of the kind */
  GPtrArray *keys;   /* (owned): in the order they were written */
  GPtrArray *values; /* (owned) */
  char *text;        /* (owned) (nullable) */
  gint64 id;
  char *model; /* (owned) (nullable) */
  gint64 record_id;
  gint64 user_id;
  char *user;      /* (owned) (nullable) */
  char *author;    /* (owned) (nullable): where it is not the user's */
  GDateTime *time; /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizDecisionNote, biz_decision_note, G_TYPE_OBJECT)

static const struct
{
  const char *name;
  const char *label;
} kinds[] = {
  [BIZ_DECISION_HOLD] = { "hold", N_ ("Hold") },
  [BIZ_DECISION_RELEASE] = { "release", N_ ("Release") },
  [BIZ_DECISION_REJECT] = { "reject", N_ ("Rejection") },
  [BIZ_DECISION_PREPAYMENT] = { "prepayment", N_ ("Prepayment asked") },
  [BIZ_DECISION_ESCALATE] = { "escalate", N_ ("Escalation") },
  [BIZ_DECISION_LIMIT] = { "limit", N_ ("Credit limit") },
  [BIZ_DECISION_PROMISE] = { "promise", N_ ("Promise to pay") },
  [BIZ_DECISION_DISPUTE] = { "dispute", N_ ("Dispute") },
  [BIZ_DECISION_CONTACT] = { "contact", N_ ("Contact") },
  [BIZ_DECISION_REMINDER] = { "reminder", N_ ("Reminder") },
  [BIZ_DECISION_PAYER] = { "payer", N_ ("Payer rating") },
  [BIZ_DECISION_CREDIT] = { "credit", N_ ("Credit note") },
  [BIZ_DECISION_RETURN] = { "return", N_ ("Return") },
  [BIZ_DECISION_MERGE] = { "merge", N_ ("Merge of cases") },
  [BIZ_DECISION_LINK] = { "link", N_ ("Link") },
  [BIZ_DECISION_OTHER] = { NULL, N_ ("Another decision") },
};

static void
biz_decision_note_finalize (GObject *object)
{
  BizDecisionNote *self = BIZ_DECISION_NOTE (object);

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->user, g_free);
  g_clear_pointer (&self->author, g_free);
  g_clear_pointer (&self->time, g_date_time_unref);

  G_OBJECT_CLASS (biz_decision_note_parent_class)->finalize (object);
}

static void
biz_decision_note_class_init (BizDecisionNoteClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_decision_note_finalize;
}

static void
biz_decision_note_init (BizDecisionNote *self)
{
  self->keys = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (g_free);
}

const char *
biz_decision_kind_get_name (BizDecisionKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].name;
}

/**
 * biz_decision_kind_from_name:
 * @name: (nullable): a word
 *
 * Returns: the kind; BIZ_DECISION_OTHER of what this version does not know
 */
BizDecisionKind
biz_decision_kind_from_name (const char *name)
{
  for (gsize i = 0; i < BIZ_DECISION_OTHER; i++)
    if (g_strcmp0 (name, kinds[i].name) == 0)
      return (BizDecisionKind)i;

  return BIZ_DECISION_OTHER;
}

const char *
biz_decision_kind_get_label (BizDecisionKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return _ (kinds[kind].label);
}

/**
 * biz_decision_note_new:
 * @kind: not BIZ_DECISION_OTHER
 *
 * Returns: (transfer full): a note that says nothing but its kind
 */
BizDecisionNote *
biz_decision_note_new (BizDecisionKind kind)
{
  BizDecisionNote *self;

  g_return_val_if_fail (kind < BIZ_DECISION_OTHER, NULL);

  self = g_object_new (BIZ_TYPE_DECISION_NOTE, NULL);
  self->kind = kind;
  self->name = g_strdup (kinds[kind].name);

  return self;
}

static gboolean
take_value (const char *key, char *value, gpointer user_data)
{
  BizDecisionNote *self = user_data;

  /* What is said twice was said the first time. */
  if (biz_decision_note_get (self, key) != NULL || self->keys->len == BIZ_DECISION_MAX_VALUES)
    {
      g_free (value);
      return FALSE;
    }
  g_ptr_array_add (self->keys, g_strdup (key));
  g_ptr_array_add (self->values, value);

  return TRUE;
}

/**
 * biz_decision_note_new_from_text:
 * @text: (nullable): plain text of anybody
 *
 * What is no "key=value" ends the line for programs: where a browser has folded the lines of a
 * note into one, the rest is for people all the same.
 *
 * Returns: (transfer full) (nullable): the note it is
 */
BizDecisionNote *
biz_decision_note_new_from_text (const char *text)
{
  g_autoptr (BizDecisionNote) self = NULL;
  g_autofree char *clean = NULL;
  const char *begin;
  const char *rest;

  clean = biz_decision_words_clean (text, 2 * BIZ_DECISION_MAX_TEXT);
  begin = clean + strspn (clean, " \n");
  if (!g_str_has_prefix (begin, BIZ_DECISION_MARK))
    return NULL;
  self = g_object_new (BIZ_TYPE_DECISION_NOTE, NULL);
  rest = biz_decision_words_read_kind (begin + strlen (BIZ_DECISION_MARK), &self->name);
  if (rest == NULL)
    return NULL;
  self->kind = biz_decision_kind_from_name (self->name);
  rest = biz_decision_words_read_values (rest, take_value, self);
  biz_decision_note_set_text (self, rest);

  return g_steal_pointer (&self);
}

/**
 * biz_decision_note_new_from_html:
 * @html: (nullable): the body of a message, of anybody
 *
 * Returns: (transfer full) (nullable): the note it is
 */
BizDecisionNote *
biz_decision_note_new_from_html (const char *html)
{
  g_autofree char *plain = NULL;

  /* Most messages are none, and are not parsed for that. */
  if (html == NULL || strstr (html, "QUITTANCE") == NULL)
    return NULL;
  plain = biz_html_to_text (html);

  return biz_decision_note_new_from_text (plain);
}

/**
 * biz_decision_note_new_from_row:
 * @row: of biz_decision_log_new_call ()
 * @error: return location
 *
 * Returns: (transfer full) (nullable): the note; %NULL without @error where it is none
 */
BizDecisionNote *
biz_decision_note_new_from_row (JsonObject *row, GError **error)
{
  g_autoptr (BizDecisionNote) self = NULL;
  g_autofree char *author = NULL;
  const char *body;
  const char *model;
  gint64 author_id;

  g_return_val_if_fail (row != NULL, NULL);

  if (!erp_json_get_string (row, "body", &body, error))
    return NULL;
  self = biz_decision_note_new_from_html (body);
  if (self == NULL)
    self = biz_decision_letter_read_row (row);
  if (self == NULL)
    return NULL;
  if (!erp_json_get_int (row, "id", &self->id, error)
      || !erp_json_get_string (row, "model", &model, error)
      || !erp_json_get_int (row, "res_id", &self->record_id, error)
      || !erp_json_get_many2one (row, "create_uid", &self->user_id, &self->user, error)
      || !erp_json_get_many2one (row, "author_id", &author_id, &author, error)
      || !erp_json_get_datetime (row, "date", &self->time, error))
    return NULL;
  self->model = g_strdup (model);
  if (g_strcmp0 (author, self->user) != 0)
    self->author = g_steal_pointer (&author);

  return g_steal_pointer (&self);
}

/**
 * biz_decision_note_set:
 * @self: a note that is not written yet
 * @key: letters and underscores
 * @value: (nullable): what it says; cut at BIZ_DECISION_MAX_VALUE bytes
 */
void
biz_decision_note_set (BizDecisionNote *self, const char *key, const char *value)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (BIZ_IS_DECISION_NOTE (self));
  g_return_if_fail (biz_decision_words_is_key (key));

  for (guint i = 0; i < self->keys->len; i++)
    if (g_str_equal (g_ptr_array_index (self->keys, i), key))
      {
        g_ptr_array_remove_index (self->keys, i);
        g_ptr_array_remove_index (self->values, i);
        break;
      }
  clean = biz_decision_words_clean (value, BIZ_DECISION_MAX_VALUE);
  if (*clean != '\0')
    take_value (key, g_steal_pointer (&clean), self);
}

void
biz_decision_note_set_int (BizDecisionNote *self, const char *key, gint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, value);

  biz_decision_note_set (self, key, text);
}

void
biz_decision_note_set_date (BizDecisionNote *self, const char *key, const GDate *date)
{
  char text[16] = "";

  if (date != NULL && g_date_valid (date))
    g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (date),
                g_date_get_month (date), g_date_get_day (date));
  biz_decision_note_set (self, key, text);
}

void
biz_decision_note_set_money (BizDecisionNote *self, const char *key, const BizMoney *money)
{
  g_autofree char *text = NULL;

  g_return_if_fail (money != NULL);

  text = biz_money_format (money, BIZ_MONEY_MACHINE);
  biz_decision_note_set (self, key, text);
  biz_decision_note_set (self, "currency", money->currency);
}

/**
 * biz_decision_note_set_text:
 * @self: a note
 * @text: (nullable): for people; cut at BIZ_DECISION_MAX_TEXT bytes
 */
void
biz_decision_note_set_text (BizDecisionNote *self, const char *text)
{
  g_autofree char *clean = NULL;

  g_return_if_fail (BIZ_IS_DECISION_NOTE (self));

  if (text != NULL)
    text += strspn (text, " \n\t");
  clean = g_strchomp (biz_decision_words_clean (text, BIZ_DECISION_MAX_TEXT));
  g_free (self->text);
  self->text = *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

/**
 * biz_decision_note_to_text:
 * @self: a note
 *
 * Returns: (transfer full): it, as it is read again from
 */
char *
biz_decision_note_to_text (BizDecisionNote *self)
{
  g_autoptr (GString) line = g_string_new (BIZ_DECISION_MARK);

  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), NULL);

  g_string_append (line, self->name);
  for (guint i = 0; i < self->keys->len; i++)
    biz_decision_words_append (line, g_ptr_array_index (self->keys, i),
                               g_ptr_array_index (self->values, i));
  if (self->text != NULL)
    g_string_append_printf (line, "\n%s", self->text);

  return g_string_free (g_steal_pointer (&line), FALSE);
}

BizDecisionKind
biz_decision_note_get_kind (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), BIZ_DECISION_OTHER);

  return self->kind;
}

const char *
biz_decision_note_get_kind_name (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), NULL);

  return self->name;
}

const char *
biz_decision_note_get (BizDecisionNote *self, const char *key)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), NULL);

  for (guint i = 0; i < self->keys->len; i++)
    if (g_strcmp0 (g_ptr_array_index (self->keys, i), key) == 0)
      return g_ptr_array_index (self->values, i);

  return NULL;
}

gint64
biz_decision_note_get_int (BizDecisionNote *self, const char *key)
{
  const char *value = biz_decision_note_get (self, key);
  gint64 number = 0;

  return value != NULL
                 && g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL)
             ? number
             : 0;
}

/**
 * biz_decision_note_get_date:
 * @self: a note
 * @key: of a day
 * @date: (out): it
 *
 * Returns: whether it names one that the calendar has
 */
gboolean
biz_decision_note_get_date (BizDecisionNote *self, const char *key, GDate *date)
{
  const char *value = biz_decision_note_get (self, key);

  g_date_clear (date, 1);

  return value != NULL && biz_decision_words_read_date (value, date);
}

/**
 * biz_decision_note_get_money:
 * @self: a note
 * @key: of an amount
 * @money: (out): it, in the note's currency
 *
 * Returns: whether there is one that fits the currency
 */
gboolean
biz_decision_note_get_money (BizDecisionNote *self, const char *key, BizMoney *money)
{
  const char *value = biz_decision_note_get (self, key);
  const char *currency = biz_decision_note_get (self, "currency");
  guint digits;
  gint64 minor;

  if (value == NULL || currency == NULL || strlen (currency) != 3
      || strspn (currency, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 3)
    return FALSE;
  digits = biz_iso_currency_get_digits (currency);
  if (!biz_machine_text_get_amount (value, strlen (value), '.', digits, &minor))
    return FALSE;
  *money = biz_money_from_minor (minor, currency, digits);

  return TRUE;
}

GArray *
biz_decision_note_get_ids (BizDecisionNote *self, const char *key)
{
  const char *value = biz_decision_note_get (self, key);
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (GStrv) words = g_strsplit (value != NULL ? value : "", ",", MAX_IDS);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      guint64 id;

      if (g_ascii_string_to_unsigned (words[i], 10, 1, G_MAXINT64, &id, NULL))
        g_array_append_val (ids, id);
    }

  return ids;
}

const char *
biz_decision_note_get_text (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), NULL);

  return self->text;
}

gint64
biz_decision_note_get_id (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), 0);

  return self->id;
}

const char *
biz_decision_note_get_model (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), NULL);

  return self->model;
}

gint64
biz_decision_note_get_record_id (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), 0);

  return self->record_id;
}

gint64
biz_decision_note_get_user_id (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), 0);

  return self->user_id;
}

const char *
biz_decision_note_get_user (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), NULL);

  return self->user;
}

const char *
biz_decision_note_get_author (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), NULL);

  return self->author;
}

GDateTime *
biz_decision_note_get_time (BizDecisionNote *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_NOTE (self), NULL);

  return self->time;
}

static void
posted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (ErpJob) job = erp_journal_run_finish (ERP_JOURNAL (source), result, &error);

  if (job == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_int (task, (gssize)erp_job_get_result_id (job));
}

/**
 * biz_decision_note_post_async:
 * @self: a note
 * @session: who writes it
 * @model: of the record
 * @id: of the record
 * @name: (nullable): of the record, for the journal
 * @company_id: of the record, or 0
 * @cancellable: (nullable): to stop waiting
 * @callback: called when done
 * @user_data: for @callback
 */
void
biz_decision_note_post_async (BizDecisionNote *self,
                              ErpSession *session,
                              const char *model,
                              gint64 id,
                              const char *name,
                              gint64 company_id,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) body = NULL;
  GTask *task;

  g_return_if_fail (BIZ_IS_DECISION_NOTE (self));
  g_return_if_fail (ERP_IS_SESSION (session));
  g_return_if_fail (model != NULL && id > 0);

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_decision_note_post_async);
  text = biz_decision_note_to_text (self);
  body = biz_job_body_new_message (model, id, name, company_id, text, FALSE);
  erp_journal_run_async (erp_session_get_journal (session), BIZ_JOB_MESSAGE, body, cancellable,
                         posted_cb, task);
}

/**
 * biz_decision_note_post_finish:
 * @self: a note
 * @result: from the callback
 * @error: return location
 *
 * Returns: the id of the message; 0 with an error as of erp_journal_run_finish ()
 */
gint64
biz_decision_note_post_finish (BizDecisionNote *self, GAsyncResult *result, GError **error)
{
  gssize id;

  g_return_val_if_fail (g_task_is_valid (result, self), 0);

  id = g_task_propagate_int (G_TASK (result), error);

  return id > 0 ? (gint64)id : 0;
}
