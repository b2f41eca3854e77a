/* SPDX-License-Identifier: GPL-3.0-or-later */

#define G_LOG_DOMAIN "biz"

#include "config.h"

#include "biz-policy-version.h"

#include "erp-call.h"
#include "erp-domain.h"
#include "erp-json.h"

/* So many writings are shown; the newest counts. */
#define MAX_VERSIONS 20

struct _BizPolicyVersion
{
  GObject parent_instance;

  gint64 id;
  char *author;      /* (owned) (nullable) */
  GDateTime *time;   /* (owned) (nullable) */
  BizPolicy *policy; /* (owned) */
  JsonObject *file;  /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (BizPolicyVersion, biz_policy_version, G_TYPE_OBJECT)

static void
biz_policy_version_finalize (GObject *object)
{
  BizPolicyVersion *self = BIZ_POLICY_VERSION (object);

  g_free (self->author);
  g_clear_pointer (&self->time, g_date_time_unref);
  g_clear_object (&self->policy);
  g_clear_pointer (&self->file, json_object_unref);

  G_OBJECT_CLASS (biz_policy_version_parent_class)->finalize (object);
}

static void
biz_policy_version_class_init (BizPolicyVersionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = biz_policy_version_finalize;
}

static void
biz_policy_version_init (BizPolicyVersion *self)
{
}

static JsonObject *
dup_file (const char *data)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonObject *file = NULL;
  guchar *content;
  gsize length;

  content = g_base64_decode (data, &length);
  bytes = g_bytes_new_take (content, length);
  node = erp_json_parse (bytes, NULL);

  return node != NULL && erp_json_get_object (node, &file, NULL) ? json_object_ref (file) : NULL;
}

/**
 * biz_policy_version_new_from_row:
 * @row: of the server
 * @error: return location
 *
 * Returns: (transfer full): the version, or %NULL with ERP_ERROR_PROTOCOL where the row is none;
 *   what cannot be read in the file counts as the strictest policy
 */
BizPolicyVersion *
biz_policy_version_new_from_row (JsonNode *row, GError **error)
{
  g_autoptr (BizPolicyVersion) self = g_object_new (BIZ_TYPE_POLICY_VERSION, NULL);
  g_autoptr (GError) problem = NULL;
  JsonObject *object = NULL;
  const char *data = NULL;
  gint64 author = 0;

  g_return_val_if_fail (row != NULL, NULL);

  if (!erp_json_get_object (row, &object, error)
      || !erp_json_get_int (object, "id", &self->id, error))
    return NULL;
  erp_json_get_string (object, "datas", &data, NULL);
  erp_json_get_many2one (object, "create_uid", &author, &self->author, NULL);
  erp_json_get_datetime (object, "create_date", &self->time, NULL);
  self->policy = biz_policy_new_from_file (data, &problem);
  if (self->policy == NULL)
    self->policy = biz_policy_new_strict (problem->message);
  else
    self->file = dup_file (data);

  return g_steal_pointer (&self);
}

/**
 * biz_policy_version_make_read:
 * @company_id: a company
 *
 * Returns: (transfer full): reads the newest writings of its policy
 */
ErpCall *
biz_policy_version_make_read (gint64 company_id)
{
  static const char *const fields[] = { "id", "datas", "create_uid", "create_date", NULL };
  ErpCall *call = biz_policy_make_read (company_id);

  erp_call_set_arg_strv (call, "fields", fields);
  erp_call_set_arg_int (call, "limit", MAX_VERSIONS);

  return call;
}

gint64
biz_policy_version_get_id (BizPolicyVersion *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_VERSION (self), 0);

  return self->id;
}

const char *
biz_policy_version_get_author (BizPolicyVersion *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_VERSION (self), NULL);

  return self->author;
}

GDateTime *
biz_policy_version_get_time (BizPolicyVersion *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_VERSION (self), NULL);

  return self->time;
}

BizPolicy *
biz_policy_version_get_policy (BizPolicyVersion *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_VERSION (self), NULL);

  return self->policy;
}

JsonObject *
biz_policy_version_get_file (BizPolicyVersion *self)
{
  g_return_val_if_fail (BIZ_IS_POLICY_VERSION (self), NULL);

  return self->file;
}
