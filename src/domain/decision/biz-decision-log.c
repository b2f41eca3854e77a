/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-decision-log.h"

#include "biz-decision-letter.h"
#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

/* Written by people of the house: what came by mail or from a portal is no decision, whatever it
 * says. */

struct _BizDecisionLog
{
  GObject parent_instance;

  GPtrArray *notes;      /* (owned): newest first */
  GHashTable *by_record; /* (owned): record id -> GPtrArray of notes (unowned), of all models */
  gboolean is_cut;
};

G_DEFINE_FINAL_TYPE (BizDecisionLog, biz_decision_log, G_TYPE_OBJECT)

static void
biz_decision_log_finalize (GObject *object)
{
  BizDecisionLog *self = BIZ_DECISION_LOG (object);

  g_clear_pointer (&self->by_record, g_hash_table_unref);
  g_clear_pointer (&self->notes, g_ptr_array_unref);

  G_OBJECT_CLASS (biz_decision_log_parent_class)->finalize (object);
}

static void
biz_decision_log_class_init (BizDecisionLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_decision_log_finalize;
}

static void
biz_decision_log_init (BizDecisionLog *self)
{
  self->notes = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_record = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free,
                                           (GDestroyNotify)g_ptr_array_unref);
}

static void
add_note (BizDecisionLog *self, BizDecisionNote *note)
{
  const gint64 id = biz_decision_note_get_record_id (note);
  GPtrArray *list = g_hash_table_lookup (self->by_record, &id);

  g_ptr_array_add (self->notes, g_object_ref (note));
  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (self->by_record, g_memdup2 (&id, sizeof id), list);
    }
  g_ptr_array_add (list, note);
}

static gboolean
is_wanted (BizDecisionNote *note, const char *model, guint kinds)
{
  return (kinds == 0 || (kinds & BIZ_DECISION_BIT (biz_decision_note_get_kind (note))) != 0)
         && (model == NULL || g_strcmp0 (biz_decision_note_get_model (note), model) == 0);
}

/**
 * biz_decision_log_new_from_answer:
 * @result: the answer to biz_decision_log_new_call (), for a decoder of one's own
 * @kinds: bits, 0 for all
 * @error: return location
 *
 * Returns: (transfer full): the log; %NULL with ERP_ERROR_PROTOCOL
 */
BizDecisionLog *
biz_decision_log_new_from_answer (JsonNode *result, guint kinds, GError **error)
{
  g_autoptr (BizDecisionLog) self = g_object_new (BIZ_TYPE_DECISION_LOG, NULL);
  JsonArray *rows;

  if (!erp_json_get_array (result, &rows, error))
    return NULL;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      g_autoptr (BizDecisionNote) note = NULL;
      g_autoptr (GError) inner = NULL;
      JsonObject *row;

      if (!erp_json_get_object (json_array_get_element (rows, i), &row, error))
        return NULL;
      note = biz_decision_note_new_from_row (row, &inner);
      if (inner != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&inner));
          return NULL;
        }
      if (note != NULL && is_wanted (note, NULL, kinds))
        add_note (self, note);
    }
  self->is_cut = json_array_get_length (rows) >= BIZ_DECISION_LOG_MAX;

  return g_steal_pointer (&self);
}

static gpointer
decode (JsonNode *result, gpointer user_data, GError **error)
{
  return biz_decision_log_new_from_answer (result, GPOINTER_TO_UINT (user_data), error);
}

static void
add_scopes (ErpDomain *domain, const BizDecisionScope *scopes, gsize n)
{
  g_autoptr (GPtrArray) any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);

  for (gsize i = 0; i < n; i++)
    {
      ErpDomain *scope = erp_domain_new ();

      erp_domain_add_string (scope, "model", "=", scopes[i].model);
      if (scopes[i].n_ids > 0)
        erp_domain_add_ids (scope, "res_id", "in", scopes[i].ids, scopes[i].n_ids);
      g_ptr_array_add (any, scope);
    }
  if (n == 1)
    erp_domain_add_all (domain, g_ptr_array_index (any, 0));
  else
    erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);
}

static void
add_kinds (ErpDomain *domain, guint kinds)
{
  g_autoptr (GPtrArray) any = g_ptr_array_new_with_free_func ((GDestroyNotify)erp_domain_unref);

  for (guint kind = 0; kind < BIZ_DECISION_OTHER && kinds != 0; kind++)
    if ((kinds & BIZ_DECISION_BIT (kind)) != 0)
      {
        ErpDomain *one = erp_domain_new ();
        g_autofree char *begin =
            g_strconcat (BIZ_DECISION_MARK, biz_decision_kind_get_name (kind), NULL);

        erp_domain_add_string (one, "body", "ilike", begin);
        g_ptr_array_add (any, one);
      }
  if (any->len == 0)
    {
      ErpDomain *one = erp_domain_new ();

      erp_domain_add_string (one, "body", "ilike", BIZ_DECISION_MARK);
      g_ptr_array_add (any, one);
    }
  if (kinds == 0 || (kinds & BIZ_DECISION_BIT (BIZ_DECISION_REMINDER)) != 0)
    {
      ErpDomain *letter = erp_domain_new ();

      erp_domain_add_string (letter, "message_id", "like", BIZ_DECISION_LETTER_PATTERN);
      g_ptr_array_add (any, letter);
    }
  if (any->len == 1)
    erp_domain_add_all (domain, g_ptr_array_index (any, 0));
  else
    erp_domain_add_any (domain, (ErpDomain *const *)any->pdata, any->len);
}

/**
 * biz_decision_log_new_call:
 * @scopes: (array length=n_scopes): records; at least one scope
 * @n_scopes: how many
 * @kinds: bits, 0 for all kinds
 * @since: (nullable): UTC
 *
 * Returns: (transfer full): reads the notes; the answer is a BizDecisionLog
 */
ErpCall *
biz_decision_log_new_call (const BizDecisionScope *scopes,
                           gsize n_scopes,
                           guint kinds,
                           GDateTime *since)
{
  static const char *const fields[] = { "model",      "res_id",     "body",    "date", "author_id",
                                        "create_uid", "message_id", "subject", NULL };
  static const char *const types[] = { "comment", "notification", NULL };
  ErpCall *call;
  g_autoptr (ErpDomain) domain = erp_domain_new ();

  g_return_val_if_fail (scopes != NULL && n_scopes > 0, NULL);

  add_scopes (domain, scopes, n_scopes);
  add_kinds (domain, kinds);
  erp_domain_add_bool (domain, "subtype_id.internal", "=", TRUE);
  erp_domain_add_strv (domain, "message_type", "in", types);
  if (since != NULL)
    {
      g_autofree char *text = g_date_time_format (since, "%Y-%m-%d %H:%M:%S");

      erp_domain_add_string (domain, "date", ">=", text);
    }
  call = erp_call_new_read ("mail.message", "search_read");
  erp_call_set_arg_domain (call, "domain", domain);
  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_string (call, "order", "id desc");
  erp_call_set_arg_int (call, "limit", BIZ_DECISION_LOG_MAX);
  erp_call_set_decoder (call, decode, GUINT_TO_POINTER (kinds), NULL, g_object_unref);

  return call;
}

/**
 * biz_decision_log_new:
 * @notes: (element-type BizDecisionNote): newest first
 *
 * Returns: (transfer full): a log of them
 */
BizDecisionLog *
biz_decision_log_new (GPtrArray *notes)
{
  BizDecisionLog *self = g_object_new (BIZ_TYPE_DECISION_LOG, NULL);

  g_return_val_if_fail (notes != NULL, self);

  for (guint i = 0; i < notes->len; i++)
    add_note (self, g_ptr_array_index (notes, i));

  return self;
}

GPtrArray *
biz_decision_log_get_notes (BizDecisionLog *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_LOG (self), NULL);

  return self->notes;
}

/**
 * biz_decision_log_get_newest:
 * @self: a log
 * @model: (nullable): of the record
 * @id: of the record
 * @kinds: bits, 0 for all
 *
 * Returns: (nullable) (transfer none): the decision that counts
 */
BizDecisionNote *
biz_decision_log_get_newest (BizDecisionLog *self, const char *model, gint64 id, guint kinds)
{
  GPtrArray *list;

  g_return_val_if_fail (BIZ_IS_DECISION_LOG (self), NULL);

  list = g_hash_table_lookup (self->by_record, &id);
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (is_wanted (g_ptr_array_index (list, i), model, kinds))
      return g_ptr_array_index (list, i);

  return NULL;
}

GPtrArray *
biz_decision_log_list (BizDecisionLog *self, const char *model, gint64 id, guint kinds)
{
  GPtrArray *found = g_ptr_array_new_with_free_func (g_object_unref);
  GPtrArray *list;

  g_return_val_if_fail (BIZ_IS_DECISION_LOG (self), found);

  list = g_hash_table_lookup (self->by_record, &id);
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (is_wanted (g_ptr_array_index (list, i), model, kinds))
      g_ptr_array_add (found, g_object_ref (g_ptr_array_index (list, i)));

  return found;
}

gboolean
biz_decision_log_is_cut (BizDecisionLog *self)
{
  g_return_val_if_fail (BIZ_IS_DECISION_LOG (self), FALSE);

  return self->is_cut;
}
