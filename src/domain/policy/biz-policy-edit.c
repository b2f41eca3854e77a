/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-edit.h"

#include "biz-choice.h"
#include "erp-error.h"
#include "erp-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _BizPolicyEdit
{
  GObject parent_instance;

  gint64 seen;
  BizPolicy *before; /* (owned) */
  JsonObject *file;  /* (owned): as it will be */
};

G_DEFINE_FINAL_TYPE (BizPolicyEdit, biz_policy_edit, G_TYPE_OBJECT)

static void
biz_policy_edit_finalize (GObject *object)
{
  BizPolicyEdit *self = BIZ_POLICY_EDIT (object);

  g_clear_object (&self->before);
  g_clear_pointer (&self->file, json_object_unref);

  G_OBJECT_CLASS (biz_policy_edit_parent_class)->finalize (object);
}

static void
biz_policy_edit_class_init (BizPolicyEditClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_policy_edit_finalize;
}

static void
biz_policy_edit_init (BizPolicyEdit *self)
{
}

static JsonObject *
copy_object (JsonObject *object)
{
  JsonObject *copy = json_object_new ();
  g_autoptr (GList) names = json_object_get_members (object);

  for (GList *l = names; l != NULL; l = l->next)
    json_object_set_member (copy, l->data,
                            json_node_copy (json_object_get_member (object, l->data)));

  return copy;
}

/* A part that is to be changed: a copy, for what was copied with the file is shared. */
static JsonObject *
copy_section (JsonObject *file, const char *key)
{
  JsonObject *section = NULL;

  if (json_object_has_member (file, key))
    erp_json_get_object (json_object_get_member (file, key), &section, NULL);

  return section != NULL ? copy_object (section) : json_object_new ();
}

/**
 * biz_policy_edit_new:
 * @version: (nullable): what is changed
 *
 * A file that cannot be read is begun anew.
 *
 * Returns: (transfer full): the change, with nothing changed yet
 */
BizPolicyEdit *
biz_policy_edit_new (BizPolicyVersion *version)
{
  BizPolicyEdit *self = g_object_new (BIZ_TYPE_POLICY_EDIT, NULL);
  JsonObject *file = NULL;

  g_return_val_if_fail (version == NULL || BIZ_IS_POLICY_VERSION (version), NULL);

  if (version != NULL)
    {
      self->seen = biz_policy_version_get_id (version);
      self->before = g_object_ref (biz_policy_version_get_policy (version));
      file = biz_policy_version_get_file (version);
    }
  else
    self->before = biz_policy_new ();
  self->file = file != NULL ? copy_object (file) : json_object_new ();
  json_object_set_int_member (self->file, "version", 1);
  json_object_set_object_member (self->file, "credit_note",
                                 copy_section (self->file, "credit_note"));

  return self;
}

gint64
biz_policy_edit_get_seen (BizPolicyEdit *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (self), 0);

  return self->seen;
}

BizPolicy *
biz_policy_edit_get_before (BizPolicyEdit *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (self), NULL);

  return self->before;
}

static JsonObject *
get_section (BizPolicyEdit *self)
{
  return json_object_get_object_member (self->file, "credit_note");
}

void
biz_policy_edit_clear_limits (BizPolicyEdit *self)
{
  g_return_if_fail (BIZ_IS_POLICY_EDIT (self));

  if (json_object_has_member (get_section (self), "approval_above"))
    json_object_remove_member (get_section (self), "approval_above");
}

static JsonNode *
make_number (const BizMoney *amount)
{
  g_autofree char *text = biz_money_format (amount, BIZ_MONEY_MACHINE);

  return erp_json_literal (text);
}

/**
 * biz_policy_edit_set_limits:
 * @self: a change
 * @limits: (array length=n_limits): one amount a currency
 * @n_limits: how many
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION; nothing is changed then
 */
gboolean
biz_policy_edit_set_limits (BizPolicyEdit *self,
                            const BizMoney *limits,
                            gsize n_limits,
                            GError **error)
{
  g_autoptr (JsonObject) object = json_object_new ();

  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (self), FALSE);
  g_return_val_if_fail (limits != NULL || n_limits == 0, FALSE);

  for (gsize i = 0; i < n_limits; i++)
    {
      if (limits[i].minor < 0)
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                       _ ("The limit in %s is below nothing."), limits[i].currency);
          return FALSE;
        }
      if (json_object_has_member (object, limits[i].currency))
        {
          g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("There are two limits in %s."),
                       limits[i].currency);
          return FALSE;
        }
      json_object_set_member (object, limits[i].currency, make_number (&limits[i]));
    }
  json_object_set_object_member (get_section (self), "approval_above", g_steal_pointer (&object));

  return TRUE;
}

void
biz_policy_edit_set_approvers (BizPolicyEdit *self, const char *const *logins)
{
  JsonArray *array = json_array_new ();

  g_return_if_fail (BIZ_IS_POLICY_EDIT (self));

  for (gsize i = 0; logins != NULL && logins[i] != NULL; i++)
    json_array_add_string_element (array, logins[i]);
  json_object_set_array_member (get_section (self), "approvers", array);
}

static gboolean
check_reason (GHashTable *seen, BizChoice *reason, GError **error)
{
  const char *code = biz_choice_get_code (reason);
  const char *label = biz_choice_get_name (reason);

  if (!biz_policy_is_code (code))
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("“%s” is no code. A code has small letters, digits, “-” and “_”, at most 40 "
                    "of them; reports count by it."),
                 code != NULL ? code : "");
  else if (label == NULL || *label == '\0' || strlen (label) > BIZ_POLICY_MAX_LABEL)
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION,
                 _ ("The reason “%s” needs words of at most 200 letters, which people read."),
                 code);
  else if (!g_hash_table_add (seen, g_strdup (code)))
    g_set_error (error, ERP_ERROR, ERP_ERROR_VALIDATION, _ ("There are two reasons “%s”."), code);
  else
    return TRUE;

  return FALSE;
}

/* (nullable): NULL with ERP_ERROR_VALIDATION */
static JsonArray *
make_codes (GListModel *reasons, GError **error)
{
  g_autoptr (JsonArray) array = json_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < g_list_model_get_n_items (reasons); i++)
    {
      g_autoptr (BizChoice) reason = g_list_model_get_item (reasons, i);
      JsonObject *entry;

      if (!check_reason (seen, reason, error))
        return NULL;
      entry = json_object_new ();
      json_object_set_string_member (entry, "code", biz_choice_get_code (reason));
      json_object_set_string_member (entry, "label", biz_choice_get_name (reason));
      json_array_add_object_element (array, entry);
    }

  return g_steal_pointer (&array);
}

/**
 * biz_policy_edit_set_reasons:
 * @self: a change
 * @reasons: (element-type BizChoice): code and label, in the order they are offered
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION; nothing is changed then
 */
gboolean
biz_policy_edit_set_reasons (BizPolicyEdit *self, GListModel *reasons, GError **error)
{
  JsonArray *array;

  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (self), FALSE);
  g_return_val_if_fail (G_IS_LIST_MODEL (reasons), FALSE);

  array = make_codes (reasons, error);
  if (array == NULL)
    return FALSE;
  json_object_set_array_member (get_section (self), "reasons", array);

  return TRUE;
}

/**
 * biz_policy_edit_set_codes:
 * @self: a change
 * @part: the key of a part
 * @key: of a BIZ_POLICY_CODES
 * @reasons: (element-type BizChoice): code and label; none of them: the table's own
 * @error: return location
 *
 * Returns: FALSE with ERP_ERROR_VALIDATION; nothing is changed then
 */
gboolean
biz_policy_edit_set_codes (
    BizPolicyEdit *self, const char *part, const char *key, GListModel *reasons, GError **error)
{
  g_autoptr (JsonArray) array = NULL;
  JsonNode *value = NULL;

  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (self), FALSE);
  g_return_val_if_fail (G_IS_LIST_MODEL (reasons), FALSE);

  array = make_codes (reasons, error);
  if (array == NULL)
    return FALSE;
  if (json_array_get_length (array) > 0)
    value = json_node_init_array (json_node_alloc (), array);
  biz_policy_edit_take_value (self, part, key, value);

  return TRUE;
}

/**
 * biz_policy_edit_take_value:
 * @self: a change
 * @part: the key of a part
 * @key: of a setting
 * @value: (nullable) (transfer full): what it is to be; checked when the file is made
 */
void
biz_policy_edit_take_value (BizPolicyEdit *self, const char *part, const char *key, JsonNode *value)
{
  JsonObject *section;

  g_return_if_fail (BIZ_IS_POLICY_EDIT (self));
  g_return_if_fail (part != NULL && key != NULL);

  section = copy_section (self->file, part);
  if (json_object_has_member (section, key))
    json_object_remove_member (section, key);
  if (value != NULL)
    json_object_set_member (section, key, value);
  if (json_object_get_size (section) > 0)
    json_object_set_object_member (self->file, part, section);
  else
    {
      json_object_unref (section);
      if (json_object_has_member (self->file, part))
        json_object_remove_member (self->file, part);
    }
}

/**
 * biz_policy_edit_to_text:
 * @self: a change
 * @policy: (out) (transfer full) (optional): what the text says
 * @error: return location
 *
 * Returns: (transfer full): the file, or %NULL with ERP_ERROR_PROTOCOL where it would not be read
 *   as a policy again
 */
char *
biz_policy_edit_to_text (BizPolicyEdit *self, BizPolicy **policy, GError **error)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonNode) again = NULL;
  g_autoptr (BizPolicy) read = NULL;
  g_autofree char *text = NULL;
  g_autofree char *data = NULL;

  g_return_val_if_fail (BIZ_IS_POLICY_EDIT (self), NULL);

  node = json_node_init_object (json_node_alloc (), self->file);
  text = json_to_string (node, TRUE);
  data = g_base64_encode ((const guchar *)text, strlen (text));
  read = biz_policy_new_from_file (data, error);
  if (read == NULL)
    return NULL;
  if (policy != NULL)
    *policy = g_steal_pointer (&read);

  return g_steal_pointer (&text);
}
