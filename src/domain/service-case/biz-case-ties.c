/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-case-ties.h"

#include "biz-decision-words.h"
#include "erp-call.h"
#include "erp-client.h"

#include <glib/gi18n-lib.h>

#define BITS (BIZ_DECISION_BIT (BIZ_DECISION_MERGE) | BIZ_DECISION_BIT (BIZ_DECISION_LINK))

/* A value of a note holds some sixty numbers. */
#define IDS_OF_A_VALUE 40
#define MAX_VALUES_OF_FILES 6

void
biz_merge_trace_free (BizMergeTrace *self)
{
  if (self == NULL)
    return;
  g_free (self->was);
  g_free (self->ended);
  g_array_unref (self->files);
  g_free (self);
}

/**
 * biz_merge_trace_new:
 * @was: what its stage or state was
 * @ended: what it was given
 * @files: (transfer none) (element-type gint64): those that went over
 *
 * Returns: (transfer full): what parts a merged case again
 */
BizMergeTrace *
biz_merge_trace_new (const char *was, const char *ended, GArray *files)
{
  BizMergeTrace *self;

  g_return_val_if_fail (was != NULL && ended != NULL && files != NULL, NULL);

  self = g_new0 (BizMergeTrace, 1);
  self->was = g_strdup (was);
  self->ended = g_strdup (ended);
  self->files = g_array_ref (files);

  return self;
}

/* "files", "files2", ... */
static char *
make_files_key (guint i)
{
  return i == 0 ? g_strdup ("files") : g_strdup_printf ("files%u", i + 1);
}

static void
write_trace (BizDecisionNote *note, const BizMergeTrace *trace)
{
  biz_decision_note_set (note, "was", trace->was);
  biz_decision_note_set (note, "ended", trace->ended);
  for (guint i = 0; i < MAX_VALUES_OF_FILES && i * IDS_OF_A_VALUE < trace->files->len; i++)
    {
      const guint first = i * IDS_OF_A_VALUE;
      g_autofree char *key = make_files_key (i);
      g_autoptr (GArray) some = g_array_new (FALSE, FALSE, sizeof (gint64));
      g_autofree char *text = NULL;

      g_array_append_vals (some, &g_array_index (trace->files, gint64, first),
                           MIN (trace->files->len - first, IDS_OF_A_VALUE));
      text = biz_decision_words_format_ids (some);
      biz_decision_note_set (note, key, text);
    }
}

static BizMergeTrace *
read_trace (BizDecisionNote *note)
{
  const char *was = biz_decision_note_get (note, "was");
  const char *ended = biz_decision_note_get (note, "ended");
  g_autoptr (GArray) files = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (was == NULL || ended == NULL)
    return NULL;
  for (guint i = 0; i < MAX_VALUES_OF_FILES; i++)
    {
      g_autofree char *key = make_files_key (i);
      g_autoptr (GArray) some = biz_decision_note_get_ids (note, key);

      g_array_append_vals (files, some->data, some->len);
    }

  return biz_merge_trace_new (was, ended, files);
}

void
biz_tie_free (BizTie *self)
{
  if (self == NULL)
    return;
  g_free (self->model);
  g_free (self->name);
  g_free (self->who);
  g_free (self->field);
  g_free (self->part);
  biz_merge_trace_free (self->trace);
  g_free (self);
}

void
biz_case_ties_free (BizCaseTies *self)
{
  if (self == NULL)
    return;
  g_ptr_array_unref (self->ties);
  g_free (self);
}

const BizTie *
biz_case_ties_find (BizCaseTies *self, BizTieKind kind)
{
  g_return_val_if_fail (self != NULL, NULL);

  for (guint i = 0; i < self->ties->len; i++)
    {
      BizTie *tie = g_ptr_array_index (self->ties, i);

      if (tie->kind == kind)
        return tie;
    }

  return NULL;
}

const BizTie *
biz_case_ties_get (BizCaseTies *self, BizTieKind kind, const char *model, gint64 id)
{
  g_return_val_if_fail (self != NULL && model != NULL, NULL);

  for (guint i = 0; i < self->ties->len; i++)
    {
      BizTie *tie = g_ptr_array_index (self->ties, i);

      if (tie->kind == kind && tie->id == id && g_str_equal (tie->model, model))
        return tie;
    }

  return NULL;
}

static gboolean
is_listed (GPtrArray *links, const BizTie *tie)
{
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const BizTie *link = g_ptr_array_index (links, i);

      if (link->id == tie->id && g_str_equal (link->model, tie->model))
        return TRUE;
    }

  return FALSE;
}

/**
 * biz_case_ties_list_links:
 * @self: what notes say
 * @server: (nullable) (element-type BizTie): what the server's own fields say
 *
 * Returns: (transfer container) (element-type BizTie): what the case is about. A note beside the
 *   server's field is not shown: to take it away would change nothing that is seen
 */
GPtrArray *
biz_case_ties_list_links (BizCaseTies *self, GPtrArray *server)
{
  GPtrArray *links = g_ptr_array_new ();

  g_return_val_if_fail (self != NULL, links);

  for (guint i = 0; server != NULL && i < server->len; i++)
    g_ptr_array_add (links, g_ptr_array_index (server, i));
  for (guint i = 0; i < self->ties->len; i++)
    {
      BizTie *tie = g_ptr_array_index (self->ties, i);

      if (tie->kind == BIZ_TIE_LINK && !is_listed (server, tie))
        g_ptr_array_add (links, tie);
    }

  return links;
}

/* FALSE: the note says nothing of use. */
static gboolean
read_note (BizDecisionNote *note, const char *model, gint64 id, BizTie *tie, gboolean *ended)
{
  const char *state = biz_decision_note_get (note, "state");
  const char *role = biz_decision_note_get (note, "role");
  const char *its = biz_decision_note_get (note, "model");
  const char *name;

  if (biz_decision_note_get_kind (note) == BIZ_DECISION_LINK)
    {
      tie->kind = BIZ_TIE_LINK;
      tie->id = biz_decision_note_get_int (note, "id");
      name = biz_decision_note_get (note, "name");
      *ended = g_strcmp0 (state, "gone") == 0;
    }
  else
    {
      if (g_strcmp0 (role, "from") != 0 && g_strcmp0 (role, "into") != 0)
        return FALSE;
      tie->kind = g_str_equal (role, "from") ? BIZ_TIE_FROM : BIZ_TIE_INTO;
      tie->id = biz_decision_note_get_int (note, "case");
      name = biz_decision_note_get (note, "number");
      tie->parting = g_strcmp0 (state, "parting") == 0;
      *ended = g_strcmp0 (state, "parted") == 0;
    }
  /* conversations of different models cannot be one */
  if (tie->id <= 0 || its == NULL
      || (tie->kind != BIZ_TIE_LINK && (!g_str_equal (its, model) || tie->id == id)))
    return FALSE;
  tie->model = g_strdup (its);
  tie->name = name != NULL ? g_strdup (name) : g_strdup_printf ("#%" G_GINT64_FORMAT, tie->id);
  tie->who = g_strdup (biz_decision_note_get_user (note));
  if (tie->kind == BIZ_TIE_INTO)
    tie->trace = read_trace (note);

  return TRUE;
}

/**
 * biz_case_ties_new:
 * @log: notes, newest first
 * @model: of the case
 * @id: the case
 *
 * Returns: (transfer full): what it is tied to
 */
BizCaseTies *
biz_case_ties_new (BizDecisionLog *log, const char *model, gint64 id)
{
  g_autoptr (GPtrArray) notes = NULL;
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  BizCaseTies *self;

  g_return_val_if_fail (BIZ_IS_DECISION_LOG (log), NULL);
  g_return_val_if_fail (model != NULL && id > 0, NULL);

  self = g_new0 (BizCaseTies, 1);
  self->ties = g_ptr_array_new_with_free_func ((GDestroyNotify)biz_tie_free);
  notes = biz_decision_log_list (log, model, id, BITS);
  for (guint i = 0; i < notes->len; i++)
    {
      BizTie *tie = g_new0 (BizTie, 1);
      gboolean ended = FALSE;
      const gboolean makes_sense = read_note (g_ptr_array_index (notes, i), model, id, tie, &ended);

      if (makes_sense
          && g_hash_table_add (known, g_strdup_printf ("%d:%s:%" G_GINT64_FORMAT, (int)tie->kind,
                                                       tie->model, tie->id))
          && !ended)
        g_ptr_array_insert (self->ties, 0, tie);
      else
        biz_tie_free (tie);
    }

  return self;
}

typedef struct
{
  char *model; /* (owned) */
  gint64 id;
} Record;

static void
free_record (gpointer data)
{
  Record *record = data;

  g_free (record->model);
  g_free (record);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Record *record = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (BizDecisionLog) log = erp_client_call_finish (ERP_CLIENT (source), result, &error);

  if (log == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, biz_case_ties_new (log, record->model, record->id),
                           (GDestroyNotify)biz_case_ties_free);
}

void
biz_case_ties_load_async (ErpClient *client,
                          const char *model,
                          gint64 id,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  const BizDecisionScope scope = { model, &id, 1 };
  g_autoptr (ErpCall) call = NULL;
  Record *record;
  GTask *task;

  g_return_if_fail (ERP_IS_CLIENT (client));
  g_return_if_fail (model != NULL && id > 0);

  record = g_new0 (Record, 1);
  record->model = g_strdup (model);
  record->id = id;
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, biz_case_ties_load_async);
  g_task_set_task_data (task, record, free_record);
  call = biz_decision_log_new_call (&scope, 1, BITS, NULL);
  erp_client_call_async (client, call, cancellable, loaded_cb, task);
}

BizCaseTies *
biz_case_ties_load_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * biz_case_ties_get_label:
 * @model: of a record
 *
 * Returns: what such a record is called
 */
const char *
biz_case_ties_get_label (const char *model)
{
  static const struct
  {
    const char *model;
    const char *label;
  } labels[] = {
    { "sale.order", N_ ("Order") },     { "stock.picking", N_ ("Delivery") },
    { "account.move", N_ ("Invoice") }, { "rma", N_ ("Return") },
    { "helpdesk.ticket", N_ ("Case") }, { "project.task", N_ ("Case") },
    { "res.partner", N_ ("Customer") }, { "account.payment", N_ ("Payment") },
    { "rma.order", N_ ("Return") },     { "purchase.order", N_ ("Purchase") },
    { "repair.order", N_ ("Repair") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_strcmp0 (labels[i].model, model) == 0)
      return _ (labels[i].label);

  return _ ("Record");
}

BizDecisionNote *
biz_case_ties_new_link (const char *model, gint64 id, const char *name, gboolean ended)
{
  BizDecisionNote *note;
  g_autofree char *text = NULL;

  g_return_val_if_fail (model != NULL && id > 0 && name != NULL, NULL);

  note = biz_decision_note_new (BIZ_DECISION_LINK);
  biz_decision_note_set (note, "model", model);
  biz_decision_note_set_int (note, "id", id);
  biz_decision_note_set (note, "name", name);
  biz_decision_note_set (note, "state", ended ? "gone" : "linked");
  /* Translators: a kind of document and its number: "Order S00012". */
  text = g_strdup_printf (ended ? _ ("Not about this any more: %s %s") : _ ("This is about: %s %s"),
                          biz_case_ties_get_label (model), name);
  biz_decision_note_set_text (note, text);

  return note;
}

static char *
describe_merge (BizTieKind role, const char *name, BizMergeState state)
{
  if (state == BIZ_MERGE_PARTED)
    /* Translators: the number of a case. */
    return g_strdup_printf (_ ("Not merged with %s any more."), name);
  if (state == BIZ_MERGE_PARTING)
    /* Translators: the number of a case. */
    return g_strdup_printf (_ ("This case is parted from %s: it opens again, and its files come "
                               "back."),
                            name);
  if (role == BIZ_TIE_FROM)
    /* Translators: the number of a case. */
    return g_strdup_printf (_ ("%s was merged into this case; its conversation is shown here."),
                            name);

  /* Translators: the number of a case. */
  return g_strdup_printf (_ ("This case was merged into %s; go on there."), name);
}

BizDecisionNote *
biz_case_ties_new_merge (BizTieKind role,
                         const char *model,
                         gint64 id,
                         const char *name,
                         BizMergeState state,
                         const BizMergeTrace *trace)
{
  static const char *const states[] = {
    [BIZ_MERGE_DONE] = "merged",
    [BIZ_MERGE_PARTING] = "parting",
    [BIZ_MERGE_PARTED] = "parted",
  };
  BizDecisionNote *note;
  g_autofree char *text = NULL;

  g_return_val_if_fail (role == BIZ_TIE_FROM || role == BIZ_TIE_INTO, NULL);
  g_return_val_if_fail (model != NULL && id > 0 && name != NULL, NULL);

  note = biz_decision_note_new (BIZ_DECISION_MERGE);
  biz_decision_note_set (note, "role", role == BIZ_TIE_FROM ? "from" : "into");
  biz_decision_note_set (note, "model", model);
  biz_decision_note_set_int (note, "case", id);
  biz_decision_note_set (note, "number", name);
  biz_decision_note_set (note, "state", states[state]);
  if (trace != NULL)
    write_trace (note, trace);
  text = describe_merge (role, name, state);
  biz_decision_note_set_text (note, text);

  return note;
}
